# Closed vocabularies: <vocabulary>-<spelling in files>.
organisation-role-promoter = promoter
organisation-role-city-os-operator = city-OS operator
organisation-role-service-provider = service provider
organisation-role-asset-owner = asset owner
organisation-role-vendor = vendor
organisation-role-contractor = contractor
organisation-role-neighbour-city = neighbouring city
organisation-role-prefecture = prefecture

category-governance = governance
category-service = service
category-city-os = city OS
category-asset = asset

security-operations-none = nobody reads alerts
security-operations-office-hours = office hours
security-operations-round-the-clock = round the clock

contract-kind-maintenance = maintenance
contract-kind-software-update = software and updates
contract-kind-data-processing = data processing
contract-kind-data-supply = data supply
contract-kind-operation = operation

medium-wired = wired
medium-wireless = wireless
medium-cloud = cloud
medium-place = physical place

separation-tier-resident-number = resident-number systems
separation-tier-lgwan = LGWAN side
separation-tier-internet = internet side
separation-tier-outside = outside

asset-kind-sensor = sensor
asset-kind-actuator = actuator
asset-kind-camera = camera
asset-kind-controller = controller
asset-kind-gateway = gateway
asset-kind-workstation = workstation
asset-kind-server = server
asset-kind-city-os-function = city-OS function
asset-kind-service-application = service application
asset-kind-account-store = account store
asset-kind-log-store = log store
asset-kind-backup = backup

data-class-open = open
data-class-limited = limited release
data-class-closed = closed

fallback-none = none
fallback-hold-last-value = holds the last value
fallback-fail-safe = fails safe
fallback-manual = by hand

mechanism-prevent = prevents
mechanism-slow = slows
mechanism-detect = detects
mechanism-respond = speeds up the response
mechanism-recover = helps recovery
mechanism-limit = limits the harm

confidence-strong = strong evidence
confidence-moderate = moderate evidence
confidence-weak = weak evidence
confidence-assumption = assumption

link-reach = network
link-administer = administration
link-update = software update
link-contract = contract
link-feed = data flow
link-near = radio or physical range
link-person = mail or call
link-federate = city-OS federation
link-host = on the asset itself

signal-login-failure = failed log-ins
signal-new-peer = unknown peer
signal-process = foreign process
signal-config-change = changed configuration
signal-data-anomaly = implausible data
signal-traffic = unusual traffic
signal-exfiltration = data going out
signal-encryption = files being encrypted
signal-physical = somebody at the device
signal-mail = suspicious mail
signal-wrong-output = wrong output of a service
signal-policy-deviation = breach of a rule

exposure-unit-per-try = drawn at each try
exposure-unit-per-pair = drawn once per source, target and technique
exposure-unit-per-incident = drawn once per incident
exposure-unit-state = a standing level, not drawn

effect-unit-probability-blocked = chance that an attempt is blocked
effect-unit-detection-probability-per-event = chance that one event is noticed
effect-unit-rate-multiplier = factor on a rate or share
effect-unit-impact-multiplier = factor on the harm
effect-unit-defender-delay-multiplier = factor on the defender's time
effect-unit-attacker-delay-multiplier = factor on the attacker's time
effect-unit-detection-rate-multiplier = factor on the odds of an alert
effect-unit-coverage-fraction = share that another control really reaches
effect-unit-decay-multiplier = factor on the yearly decay of controls

technique-effect-none = no effect of its own
technique-effect-foothold = a foothold
technique-effect-administrator = administrator rights
technique-effect-spoof = false readings
technique-effect-alter-store = altered stored data
technique-effect-command = a wrong command
technique-effect-encrypt = encryption
technique-effect-exfiltrate = theft of records
technique-effect-destroy-backup = loss of backups
technique-effect-destroy-logs = loss of logs
technique-effect-disrupt = an outage
technique-effect-publish = publication of records

activity-triage = triage
activity-decide = deciding
activity-notify = telling others
activity-isolate = isolating
activity-scoping = scoping
activity-root-cause = finding the root cause
activity-restore = restoring
activity-rebuild = rebuilding
activity-replace = replacing field devices
activity-reconnect = reconnecting
activity-patch = patching
activity-data-repair = correcting data
activity-fallback = switching to the fallback
activity-take-down = taking down
activity-revoke = revoking access
activity-report-duty = reporting to authorities
activity-disclose = disclosure

cause-policy-mismatch = policies that do not match
cause-misconfiguration = a wrong setting
cause-contractor-handling = a contractor breaking the handling rules
cause-lost-media = a lost medium
cause-faulty-sensor = a faulty sensor
cause-partner-outage = a partner's outage
cause-stale-account = an account that nobody uses any more
cause-known-vulnerability = a known weakness left open
cause-unremoved-entry = the first entry left open
cause-hazard = fire, water or loss of power
cause-disposal = disposal of devices
cause-insider = somebody with rights of his own

attacker-kind-opportunistic = opportunistic
attacker-kind-targeted = targeted

skill-low = low skill
skill-medium = medium skill
skill-high = high skill

boundaries-as-contracted = as contracted
boundaries-unprepared = unprepared

family-spread = spread
family-time = time
family-harm = harm

direction-lower = less
direction-higher = more
direction-neither = neither more nor less by itself

notice-source-desk = a desk, from an alert
notice-source-people = staff, users or residents
notice-source-outsider = an outside party
notice-source-supplier = a supplier
notice-source-attacker = the attacker's own announcement

part-not-simulated = not simulated
part-nothing = no part
part-shown = shown only
part-supports = supports
part-acts = acts
