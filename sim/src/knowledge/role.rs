//! Roles: the places in the model where a number of the world is needed.
//!
//! The code names roles, never parameter keys; `roles.csv` of a catalogue says which parameter plays which role. A role that no row
//! fills is a mechanism that this world does not have: no delay, no chance, factor 1 (said per role below). The unit in brackets is
//! what the model reads; parameters in other units of the same dimension are converted.

use crate::words;

words!(
    /// A place in the model where a number is needed.
    Role, "role" {
        // --- attack -------------------------------------------------------------------------------------------------------
        /// \[ratio] Times of a highly skilled attacker; absent: 1.
        SkillTimeFactorHigh = "skill_time_factor_high",
        /// \[ratio] Times of an attacker of low skill; absent: 1.
        SkillTimeFactorLow = "skill_time_factor_low",
        /// \[ratio] Factor on the patience that a scenario gives; absent: 1.
        PatienceFactor = "patience_factor",
        /// \[count] Sites that one radio or hand position reaches; absent: all.
        SitesPerPosition = "sites_per_position",
        /// \[h] Time until something that spreads by itself is cleaned off one asset; absent: never.
        NaturalCleanH = "natural_clean_h",
        // --- combining ----------------------------------------------------------------------------------------------------
        /// \[fraction] Residual of a step never falls below; absent: 0.
        ResidualFloor = "residual_floor",
        /// \[fraction] Overlap of effects in one group; absent: 0.
        OverlapDelta = "overlap_delta",
        /// \[per year] Decay of a control that nobody keeps up; absent: 0.
        ControlDecayPerYear = "control_decay_per_year",
        /// \[year] Mean age of a control since it was last renewed; absent: 1.
        ControlAgeYears = "control_age_years",
        /// \[fraction] Share of assets whose coverage is drawn by site; absent: 0.
        CoverageSiteShare = "coverage_site_share",
        // --- detection ----------------------------------------------------------------------------------------------------
        /// \[probability] A malicious act is logged at all; absent: 1.
        SignalLogged = "signal_logged",
        /// \[probability] Chance of an alert per act, class login_failure; absent: only what controls add.
        AlertedLoginFailure = "alerted_login_failure",
        /// As above, class new_peer.
        AlertedNewPeer = "alerted_new_peer",
        /// As above, class process.
        AlertedProcess = "alerted_process",
        /// As above, class config_change.
        AlertedConfigChange = "alerted_config_change",
        /// As above, class data_anomaly.
        AlertedDataAnomaly = "alerted_data_anomaly",
        /// As above, class traffic.
        AlertedTraffic = "alerted_traffic",
        /// As above, class exfiltration.
        AlertedExfiltration = "alerted_exfiltration",
        /// As above, class encryption.
        AlertedEncryption = "alerted_encryption",
        /// As above, class physical.
        AlertedPhysical = "alerted_physical",
        /// As above, class mail.
        AlertedMail = "alerted_mail",
        /// As above, class wrong_output.
        AlertedWrongOutput = "alerted_wrong_output",
        /// As above, class policy_deviation.
        AlertedPolicyDeviation = "alerted_policy_deviation",
        /// \[h] From the act to the alert in the queue; absent: 0.
        AlertDelayH = "alert_delay_h",
        /// \[fraction] Share of a manipulation's duration until an anomaly detector speaks; absent: 0.
        AnomalyDelayFraction = "anomaly_delay_fraction",
        /// \[h] Analyst time per alert; absent: 0.
        TriageH = "triage_h",
        /// \[probability] A true alert is dismissed or never looked at; absent: 0.
        AlertDismissed = "alert_dismissed",
        /// \[per day] False alarms that reach one desk, per analyst; absent: none.
        FalseAlarmsPerDay = "false_alarms_per_day",
        /// \[per day] False alarms per input group of a service whose readings are checked; absent: none.
        SensorFalseAlarmsPerDay = "sensor_false_alarms_per_day",
        /// \[per h] Outside parties notice an intrusion; absent: never.
        OutsiderNoticePerH = "outsider_notice_per_h",
        /// \[h] From an insider's first act to somebody outside noticing; absent: as any intrusion.
        InsiderNoticeH = "insider_notice_h",
        /// \[h] From a visible outage or a ransom note to somebody noticing; absent: never.
        VisibleNoticeH = "visible_notice_h",
        /// \[h] From a false command that everybody hears to the first call; absent: never.
        FalseCommandNoticeH = "false_command_notice_h",
        /// \[probability] A user questions one wrong output; absent: 0.
        UserQuestionsOutput = "user_questions_output",
        /// \[per day] Wrong outputs that somebody looks at, per service that decides wrongly; absent: none.
        OutputsSeenPerDay = "outputs_seen_per_day",
        /// \[h] A contractor's own detection to correct notice; absent: never.
        ContractorNoticeH = "contractor_notice_h",
        /// \[h] From a publication by mistake to an outsider's notice; absent: never.
        PublicationNoticeH = "publication_notice_h",
        // --- response -----------------------------------------------------------------------------------------------------
        /// \[h] Deciding to isolate where the boundary is agreed; absent: 0.
        DecideAgreedH = "decide_agreed_h",
        /// \[h] Deciding where the boundary is blank (negotiation); absent: 0.
        DecideBlankH = "decide_blank_h",
        /// \[h] Telling another organisation whose contact is known; absent: 0.
        NotifyContactH = "notify_contact_h",
        /// \[h] Reaching one without a valid contact; absent: 0.
        NotifyNoContactH = "notify_no_contact_h",
        /// \[h] Isolating one asset once decided; absent: 0.
        IsolateAssetH = "isolate_asset_h",
        /// \[h] Scoping one host with logs; absent: 0.
        ScopeHostH = "scope_host_h",
        /// \[ratio] Scoping without logs takes this many times longer; absent: 1.
        ScopeNoLogsFactor = "scope_no_logs_factor",
        /// \[h] Finding the root cause; absent: 0.
        RootCauseH = "root_cause_h",
        /// \[probability] A partner cuts the city off as a precaution; absent: 0.
        CutOffProbability = "cut_off_probability",
        /// \[h] Until the partner lets the city back in; absent: 0.
        CutOffH = "cut_off_h",
        /// \[h] Taking down what was published, after notice; absent: 0.
        TakeDownH = "take_down_h",
        /// \[fraction] Share of what is published that is copied in the first day; absent: 1.
        CopiedFirstDay = "copied_first_day",
        /// \[fraction] Contractor's copies kept beyond their purpose; absent: 1.
        CopiesKept = "copies_kept",
        /// \[probability] A keeper refuses a wrong command; absent: 0.
        KeeperRefuses = "keeper_refuses",
        // --- recovery -----------------------------------------------------------------------------------------------------
        /// \[probability] A backup exists; absent: 1.
        BackupExists = "backup_exists",
        /// \[probability] Restoring from a surviving backup works; absent: 1.
        RestoreWorks = "restore_works",
        /// \[h] Restoring one system from a usable backup; absent: 0.
        RestoreH = "restore_h",
        /// \[h] Building anew without one; absent: 0.
        RebuildH = "rebuild_h",
        /// \[h] A crew's visit to one field device; absent: 0.
        FieldVisitH = "field_visit_h",
        /// \[h] A crew silencing or resetting one station; absent: 0.
        SilenceStationH = "silence_station_h",
        /// \[h] Correcting altered stored data once found; absent: 0.
        DataRepairH = "data_repair_h",
        /// \[h] Turning a flood away, once it is decided to; absent: 0.
        DivertFloodH = "divert_flood_h",
        // --- money --------------------------------------------------------------------------------------------------------
        /// \[jpy] Cost per person whose record is exposed; absent: 0.
        JpyPerRecord = "jpy_per_record",
        /// \[jpy] Forensics per server or controller; absent: 0.
        ForensicsServerJpy = "forensics_server_jpy",
        /// \[jpy] Forensics per workstation; absent: 0.
        ForensicsWorkstationJpy = "forensics_workstation_jpy",
    }
);
