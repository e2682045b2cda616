# Listings and explanations.
heading-id = ID
heading-name = NAME
heading-population = POPULATION
heading-risks = RISKS
heading-primary-measure = JUDGED BY
heading-controls = CONTROLS
heading-family = FAMILY
heading-unit = UNIT
heading-effects = EFFECTS
heading-requirement = REQUIREMENT
heading-category = CATEGORY
heading-incident = INCIDENT
heading-scenarios = PLAYED BY
heading-acting = CONTROLS THAT ACT
heading-supporting = THAT SUPPORT
heading-elsewhere = THAT ACT ELSEWHERE
heading-silent = NOT SIMULATED
heading-why = WHY NOT PLAYED
heading-attack-ids = ATT&CK
heading-links = TRAVELS ON
heading-low = LOW
heading-mode = MODE
heading-high = HIGH
heading-confidence = CONFIDENCE
heading-quantity = WHAT IT IS

kind-control = control
kind-risk = risk row of the guideline
kind-technique = technique
kind-parameter = parameter
kind-incident = documented incident
kind-scenario = scenario
kind-control-set = control set
kind-measure = measure
kind-column = column
kind-table = output table
kind-code = diagnostic code

fact-family = Family
fact-categories = Categories
fact-category = Category
fact-effects = How it acts
fact-acts-in = Where it acts
fact-does-not = What it does not do
fact-mattered = Where it mattered
fact-not-simulated = Not simulated, because
fact-costs = What it costs
fact-risks = Risks
fact-basis = Basis
fact-source = Source
fact-where = Where to read it
fact-note = Note
fact-threat = Threat
fact-vulnerability = Vulnerability
fact-controls = Controls
fact-attack-ids = ATT&CK
fact-attack-mitigations = ATT&CK mitigations that ask for the same, with their labels
fact-attack-against = Published mitigations that a control asks for too
fact-links = Travels on
fact-needs = Needs
fact-achieves = Achieves
fact-time = Time of one try
fact-success = Chance of success
fact-race = Race between exploit and patch
fact-rounds = Tries before giving up
fact-signals = Leaves
fact-confidence = Confidence
fact-range = Low / mode / high
fact-distribution = Distribution
fact-ignorance = Share that is ignorance, not chance
fact-used-by = Used by
fact-year = Year
fact-country = Country
fact-entry = Way in
fact-briefing = Briefing
fact-first-notice = Noticed first
fact-attacker = Attacker
fact-steps = Steps
fact-primary = Judged by
fact-horizon = Simulated for
fact-resembles = Resembles
fact-resemblance = How far
fact-not-played = Not played
fact-played-by = Played by
fact-should-matter = Should matter
fact-should-not-matter = Should not matter
fact-facilitator = For the facilitator
fact-about = What it stands for
fact-definition = Definition
fact-unit = Unit
fact-better = Better
fact-missing = Without a value
fact-columns = Columns

effect-acts = { $id }: { $mechanism } - { $what }
effect-magnitude = low / mode / high { $range }: { $unit }; { $exposure }
effect-today = level today { $range } ({ $basis })
effect-evidence = { $confidence }; { $source } { $keys }
cost-of-control = purchase { $purchase }, yearly { $yearly } { $unit } ({ $source })

cost-unit-per-organisation = per organisation
cost-unit-per-site = per site
cost-unit-per-device = per device
cost-unit-per-user = per user
cost-unit-per-supplier = per supplier
cost-unit-per-service = per service
cost-unit-per-endpoint = per endpoint

attacker-none = nobody: a mistake or a failure
coverage-today = as today
step-needs = after { $steps }
step-needs-any = after one of { $steps }

measure-amount = A number in every incident: 0 where nothing happened.
measure-delay = Empty unless { $flag } is 1; then either it did not come to that, or the horizon cut it off.

unknown-id = nothing here is called "{ $id }"
unknown-id-near = nothing here is called "{ $id }"; did you mean "{ $name }"?
measure-flag = 1 where it happened, 0 where it did not.
heading-time-h = TIME (h)
heading-sentence = WHAT HAPPENED

does-not-prevent = It does not stop everything: what is left over is simulated, and on an asset that it does not reach it does nothing.
does-not-slow = It stops nothing: unless somebody notices in the time that is won, the end is the same.
does-not-detect = It stops nothing: an alert reaches a desk, and where nobody reads it nobody knows.
does-not-respond = It does nothing until the incident is recognised; of activities side by side the slowest decides.
does-not-recover = It keeps nobody out and stops no spread: it shortens the way back.
does-not-limit = It does not keep it from happening: it makes the harm smaller.
does-not-coverage-fraction = It stops nothing by itself: it only widens what other controls reach.
does-not-decay-multiplier = It stops nothing by itself: it only keeps other controls working.
does-not-matter-in = However far it is raised, the deciding measure stays as it is in: { $scenarios }
mattered-no-table = { $folder } has no { $table }: a comparison with --knock-out writes what each control is worth.
mattered-asked = In play it was asked for in: { $scenarios }
mattered-not-taken-out = This comparison did not take { $control } out of any set.
mattered-on = { $scenario } ({ $set }): without it, { $measure } changes by { $difference }. { $verdict ->
    [mattered] Worse without it
    [hindered] Better without it
    [unjudged] Not judged
   *[undecided] Not distinguished
} (worse in { $stability } of the parameter draws)
