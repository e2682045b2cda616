//! The rows of a catalogue as they were read.
//!
//! A catalogue is a folder of tables; together they are everything that Yagura knows about the world: control requirements, risks,
//! techniques, parameters with their evidence, the effects that bind controls to the model, and what controls cost. One struct a
//! table, one field a column.

use super::AttackTables;
use crate::city::Category;
use crate::problem::Origin;
use crate::words;

words!(
    /// How a number was obtained.
    Confidence, "confidence" {
        /// Measured, well described.
        Strong = "strong",
        /// Measured, with limits.
        Moderate = "moderate",
        /// Little or indirect evidence.
        Weak = "weak",
        /// No usable measurement.
        Assumption = "assumption",
    }
);

words!(
    /// How a control acts.
    Mechanism, "mechanism" {
        /// An attempt fails.
        Prevent = "prevent",
        /// An attempt takes longer.
        Slow = "slow",
        /// A signal is seen.
        Detect = "detect",
        /// Responding gets faster.
        Respond = "respond",
        /// Recovering gets faster or surer.
        Recover = "recover",
        /// What is reached does less harm.
        Limit = "limit",
    }
);

words!(
    /// How often chance is drawn for an effect.
    ExposureUnit, "exposure unit" {
        /// Anew at each try.
        PerTry = "per_try",
        /// Once for source, target and technique; persists over retries.
        PerPair = "per_pair",
        /// Once for the incident.
        PerIncident = "per_incident",
        /// Not drawn: a standing level.
        State = "state",
    }
);

words!(
    /// Unit of an effect's magnitude: how its strength is read.
    EffectUnit, "effect unit" {
        /// Chance that the attempt is blocked; strength = value.
        ProbabilityBlocked = "probability_blocked",
        /// Chance that one event is detected; strength = value.
        DetectionProbabilityPerEvent = "detection_probability_per_event",
        /// Multiplies a rate or share; strength = 1 - value.
        RateMultiplier = "rate_multiplier",
        /// Multiplies an impact; strength = 1 - value.
        ImpactMultiplier = "impact_multiplier",
        /// Multiplies a delay of the defender; strength = 1 - value.
        DefenderDelayMultiplier = "defender_delay_multiplier",
        /// Multiplies a delay of the attacker (at least 1); strength = value - 1.
        AttackerDelayMultiplier = "attacker_delay_multiplier",
        /// Multiplies the odds of an alert or report (at least 1).
        DetectionRateMultiplier = "detection_rate_multiplier",
        /// Share that another control really reaches.
        CoverageFraction = "coverage_fraction",
        /// Multiplies the yearly decay of other controls; strength = 1 - value.
        DecayMultiplier = "decay_multiplier",
    }
);

words!(
    /// What an incident travels on.
    LinkKind, "link" {
        /// Same zone, or a conduit.
        Reach = "reach",
        /// Management server, jump host or privileged account to what it administers.
        Administer = "administer",
        /// Vendor to assets that take its software.
        Update = "update",
        /// Supplier to what the contract opens.
        Contract = "contract",
        /// A data flow.
        Feed = "feed",
        /// Radio or physical range.
        Near = "near",
        /// Mail or call to a staff workstation.
        Person = "person",
        /// City OS to city OS.
        Federate = "federate",
        /// On the asset itself.
        Host = "host",
    }
);

words!(
    /// Class of a signal.
    SignalClass, "signal" {
        /// Failed log-ins.
        LoginFailure = "login_failure",
        /// A peer not seen before.
        NewPeer = "new_peer",
        /// A process that should not run.
        Process = "process",
        /// A changed configuration.
        ConfigChange = "config_change",
        /// Readings that do not fit.
        DataAnomaly = "data_anomaly",
        /// Unusual traffic.
        Traffic = "traffic",
        /// Data going out.
        Exfiltration = "exfiltration",
        /// Files being encrypted.
        Encryption = "encryption",
        /// Somebody at the device.
        Physical = "physical",
        /// A suspicious mail.
        Mail = "mail",
        /// A service that decides or shows something wrong.
        WrongOutput = "wrong_output",
        /// Something against the rules.
        PolicyDeviation = "policy_deviation",
    }
);

words!(
    /// What a successful technique does.
    TechniqueEffect, "technique effect" {
        /// Nothing but what it gains.
        None = "none",
        /// The target is held by the attacker with user rights.
        Foothold = "foothold",
        /// The target is held with administrator rights.
        Administrator = "administrator",
        /// Readings of the target become false (a controller or gateway: all that it forwards).
        Spoof = "spoof",
        /// Data stored at the target are altered.
        AlterStore = "alter_store",
        /// The target actuator does what it should not.
        Command = "command",
        /// Everything held with administrator rights is encrypted at once.
        Encrypt = "encrypt",
        /// Records at the target get out.
        Exfiltrate = "exfiltrate",
        /// Backups at the target are lost.
        DestroyBackup = "destroy_backup",
        /// Logs at the target are lost.
        DestroyLogs = "destroy_logs",
        /// The target stops serving.
        Disrupt = "disrupt",
        /// Records at the target are published, more with every run, until taken down.
        Publish = "publish",
    }
);

words!(
    /// How often one of the factors of a technique's success is drawn.
    SuccessUnit, "success unit" {
        /// At each try.
        Try = "try",
        /// Once for source, target and technique.
        Pair = "pair",
        /// Once for all targets of one zone: the system is open or it is not.
        System = "system",
        /// Once for the incident.
        Incident = "incident",
    }
);

words!(
    /// The activities of responding and recovering, which effects shorten.
    Activity, "activity" {
        /// Looking at an alert.
        Triage = "triage",
        /// Deciding and authorising.
        Decide = "decide",
        /// Telling another organisation.
        Notify = "notify",
        /// Cutting an asset or zone off.
        Isolate = "isolate",
        /// Finding the other affected assets.
        Scoping = "scoping",
        /// Finding the cause.
        RootCause = "root_cause",
        /// Restoring from backup.
        Restore = "restore",
        /// Building anew.
        Rebuild = "rebuild",
        /// Replacing a field device.
        Replace = "replace",
        /// Being let in again by others.
        Reconnect = "reconnect",
        /// Patching.
        Patch = "patch",
        /// Correcting false data.
        DataRepair = "data_repair",
        /// Switching to the fallback.
        Fallback = "fallback",
        /// Taking down what was published.
        TakeDown = "take_down",
        /// Revoking access of a supplier.
        Revoke = "revoke",
        /// Reporting to authorities.
        ReportDuty = "report_duty",
        /// Disclosing to the public.
        Disclose = "disclose",
    }
);

words!(
    /// What began it, where no technique did; selectors of effects against mistakes name these.
    Cause, "cause" {
        /// Two holders keep one dataset under different rules.
        PolicyMismatch = "policy_mismatch",
        /// A wrong setting.
        Misconfiguration = "misconfiguration",
        /// A contractor handles data against the rules.
        ContractorHandling = "contractor_handling",
        /// A lost medium.
        LostMedia = "lost_media",
        /// A sensor that drifts or fails.
        FaultySensor = "faulty_sensor",
        /// A partner's outage.
        PartnerOutage = "partner_outage",
        /// An account nobody uses any more.
        StaleAccount = "stale_account",
        /// A known weakness that is still open.
        KnownVulnerability = "known_vulnerability",
        /// The first entry still stands open.
        UnremovedEntry = "unremoved_entry",
        /// Fire, water, loss of power.
        Hazard = "hazard",
        /// What is thrown away still holds data.
        Disposal = "disposal",
        /// Somebody with rights of his own.
        Insider = "insider",
    }
);

/// `controls.csv`: one of the 104 control requirements.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlRecord {
    /// Position.
    pub origin: Origin,
    /// `CPS.AC-3`
    pub id: String,
    /// `AC`
    pub family: String,
    /// Japanese name of the family.
    pub family_name_ja: String,
    /// English name of the family.
    pub family_name_en: String,
    /// Requirement in English.
    pub text_en: String,
    /// Requirement in Japanese.
    pub text_ja: String,
    /// Categories it applies to.
    pub layers: Vec<Category>,
    /// Basis of the row.
    pub basis: String,
    /// Why nothing is simulated, English; empty when effects act.
    pub not_simulated_en: String,
    /// The same in Japanese.
    pub not_simulated_ja: String,
}

/// `risks.csv`
#[derive(Clone, Debug, PartialEq)]
pub struct RiskRecord {
    /// Position.
    pub origin: Origin,
    /// `R-04`
    pub id: String,
    /// Category, or `cross`.
    pub layer_category: String,
    /// Incident in Japanese.
    pub incident_ja: String,
    /// Incident in English.
    pub incident_en: String,
    /// Threat.
    pub threat_en: String,
    /// Vulnerability.
    pub vulnerability_en: String,
    /// Controls that it calls for.
    pub controls: Vec<String>,
    /// Why no scenario plays it, English; empty where one does.
    pub not_played_en: String,
    /// The same in Japanese.
    pub not_played_ja: String,
    /// Basis.
    pub basis: String,
    /// Source.
    pub source: String,
}

/// `parameters.csv`: a number of the world with its range and evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterRecord {
    /// Position.
    pub origin: Origin,
    /// Snake-case key.
    pub key: String,
    /// Topic.
    pub topic: String,
    /// What it is, in words.
    pub quantity: String,
    /// Unit: `probability`, `fraction`, `ratio`, `hour`, `day`, `minute`, `second`, `per_hour`, `per_day`, `per_year`, `jpy`, ...
    pub unit: String,
    /// Low end (see the evidence README for what it means per distribution).
    pub low: f64,
    /// Mode or median.
    pub mode: f64,
    /// High end.
    pub high: f64,
    /// `pert`, `lognormal(mu=..;sigma=..)`, `weibull(k=..;lambda=..)`, `beta(a=..;b=..)`, `gamma(k=..;theta=..)`, `uniform`,
    /// `exponential`, `fixed`, `series(..)`.
    pub distribution: String,
    /// Share of its variance that is ignorance (fixed by the parameter draw) and not chance (drawn anew each time), 0 to 1.
    pub ignorance_share: f64,
    /// Source; `assumption` if there is none.
    pub source: String,
    /// Year.
    pub year: String,
    /// Where to read it.
    pub url_or_reference: String,
    /// Confidence.
    pub confidence: Confidence,
    /// `found`, `recalled`, `assumption` ...
    pub basis: String,
    /// Note.
    pub note: String,
}

/// `roles.csv`: which parameter plays which part in the model. A role without a row is a mechanism that this world does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleRecord {
    /// Position.
    pub origin: Origin,
    /// Spelling of a [`Role`](super::Role).
    pub role: super::Role,
    /// Parameter key.
    pub parameter: String,
    /// Why this parameter.
    pub note: String,
}

/// One factor of a technique's success: a parameter (or its complement) drawn per [`SuccessUnit`].
#[derive(Clone, Debug, PartialEq)]
pub struct SuccessFactor {
    /// Parameter key.
    pub parameter: String,
    /// `1-key`: the complement counts.
    pub complement: bool,
    /// How often it is drawn.
    pub unit: SuccessUnit,
}

/// `techniques.csv`
#[derive(Clone, Debug, PartialEq)]
pub struct TechniqueRecord {
    /// Position.
    pub origin: Origin,
    /// Snake-case id.
    pub id: String,
    /// Japanese name.
    pub name_ja: String,
    /// English name.
    pub name_en: String,
    /// ATT&CK ids (`T0...` ICS, `T1...` Enterprise); empty: none.
    pub attack_ids: Vec<String>,
    /// `ics`, `enterprise, unchecked`, or `none`.
    pub attack_check: String,
    /// Link kinds that it uses.
    pub links: Vec<LinkKind>,
    /// What it needs, in words.
    pub needs: String,
    /// What success does.
    pub effect: TechniqueEffect,
    /// Time of one try: parameter keys whose draws add up (column `time`, `key+key`); empty: none. A rate is inverted.
    pub time: Vec<String>,
    /// Success: product of factors (column `success`, `key@try;1-key@pair`); empty: certain.
    pub success: Vec<SuccessFactor>,
    /// The vulnerability race: parameters `exploit_time;patch_time;zero_day_share;never_patched_share`, each may be blank; empty: none.
    pub race: Vec<String>,
    /// Parameter with the number of tries before giving up; empty: until the attacker's patience ends.
    pub rounds: String,
    /// Signals left by each try.
    pub signals: Vec<SignalClass>,
    /// Spreads by itself from everything held.
    pub self_spreading: bool,
    /// Cause, for acts without an attacker.
    pub cause: Option<Cause>,
    /// Source or `assumption`.
    pub source: String,
    /// Confidence.
    pub confidence: Confidence,
    /// Note.
    pub note: String,
}

/// A parameter, or its complement, that scales a magnitude.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaling {
    /// Parameter key.
    pub parameter: String,
    /// `1-key`: the complement counts.
    pub complement: bool,
}

/// `low;mode;high` of an effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Lowest value.
    pub low: f64,
    /// Most likely value.
    pub mode: f64,
    /// Highest value.
    pub high: f64,
}

/// `effects.csv`: how a control acts, on what, how strongly, on what evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct EffectRecord {
    /// Position.
    pub origin: Origin,
    /// Id: control, `/`, a word; for example `CPS.AC-6/prevent-targeted`.
    pub id: String,
    /// Control id.
    pub control: String,
    /// Mechanism.
    pub mechanism: Mechanism,
    /// What it does, English.
    pub acts_on_en: String,
    /// What it does, Japanese.
    pub acts_on_ja: String,
    /// Group: effects with the same mechanism and group overlap (MODEL 3.2).
    pub group: String,
    /// Magnitude (PERT), columns `low`, `mode`, `high`.
    pub magnitude: Range,
    /// Unit of the magnitude.
    pub unit: EffectUnit,
    /// Unit of exposure.
    pub exposure: ExposureUnit,
    /// Level today (PERT), columns `level_low`, `level_mode`, `level_high`; none: r(today) = 1.
    pub level_today: Option<Range>,
    /// Why that is today's level.
    pub level_basis: String,
    /// Level without the control (PERT), for `coverage_fraction` only: columns `without_low`, `without_mode`, `without_high`.
    pub without: Option<Range>,
    /// The selector, parsed from column `selector`: `word=value,value; word=value`.
    pub selector: super::EffectSelector,
    /// Parameters (or complements, `1-key`) that scale the magnitude, column `times`, `;` between several; for example the share of
    /// paths that a second factor does not cover.
    pub times: Vec<Scaling>,
    /// Evidence: parameter keys.
    pub parameter_keys: Vec<String>,
    /// Source: a reference, or `assumption`.
    pub source: String,
    /// Confidence.
    pub confidence: Confidence,
    /// Note.
    pub note: String,
}

/// `costs.csv`: what a control costs, per unit.
#[derive(Clone, Debug, PartialEq)]
pub struct CostRecord {
    /// Position.
    pub origin: Origin,
    /// Control id.
    pub control: String,
    /// `per_organisation`, `per_site`, `per_device`, `per_user`, `per_supplier`, `per_service`, `per_endpoint`.
    pub unit: String,
    /// Purchase, yen per unit.
    pub purchase_jpy: Range,
    /// Yearly, yen per unit.
    pub yearly_jpy: Range,
    /// Staff hours a year per unit, if known.
    pub staff_h: Option<Range>,
    /// Source.
    pub source: String,
}

/// `incidents.csv`: a documented incident. Only what people read; figures for validation stay in the table.
#[derive(Clone, Debug, PartialEq)]
pub struct IncidentRecord {
    /// Position.
    pub origin: Origin,
    /// Snake-case id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Year.
    pub year: String,
    /// Country.
    pub country: String,
    /// How they came in.
    pub entry_vector: String,
    /// Source.
    pub source: String,
    /// Where to read it.
    pub url_or_reference: String,
    /// Basis.
    pub basis: String,
    /// Note.
    pub note: String,
}

/// A catalogue folder, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CatalogueRecords {
    /// `controls.csv`
    pub controls: Vec<ControlRecord>,
    /// `risks.csv`
    pub risks: Vec<RiskRecord>,
    /// `parameters.csv`
    pub parameters: Vec<ParameterRecord>,
    /// `roles.csv`
    pub roles: Vec<RoleRecord>,
    /// `techniques.csv`
    pub techniques: Vec<TechniqueRecord>,
    /// `effects.csv`
    pub effects: Vec<EffectRecord>,
    /// `costs.csv`
    pub costs: Vec<CostRecord>,
    /// `incidents.csv`
    pub incidents: Vec<IncidentRecord>,
    /// `mitigations.csv` and `attack.csv`
    pub attack: AttackTables,
}
