//! `services.csv`, `organisations.csv` and `tree.csv`: where it hurts, and who was taken from whom.

use super::row::table_row;

table_row!(
    /// What one service lost, per incident.
    ServiceRow of Services {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// Service's id.
        service: String,
        /// Incidents.
        n: u64,
        /// Share of incidents that touched it.
        share_hit: f64,
        /// Mean user-hours lost to the attack.
        user_h_lost_attack: f64,
        /// Mean user-hours lost to the response.
        user_h_lost_response: f64,
        /// Mean hours of wrong decisions.
        wrong_decision_h: f64,
        /// Mean loss, yen.
        loss_jpy: Option<f64>,
        /// 95th percentile of the user-hours lost.
        p95_user_h_lost: Option<f64>,
    }
);

table_row!(
    /// What one organisation went through, per incident.
    OrganisationRow of Organisations {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// Organisation's id.
        organisation: String,
        /// Incidents.
        n: u64,
        /// Share of incidents that reached it.
        share_reached: f64,
        /// Mean number of its assets under the attacker's control.
        assets_controlled: f64,
        /// Mean number of alerts that its desk handled.
        alerts_handled: Option<f64>,
        /// Mean hours that its analysts spent.
        analyst_h: Option<f64>,
        /// Mean user-hours lost of the services that it operates.
        user_h_lost: Option<f64>,
    }
);

table_row!(
    /// How one asset was taken, in one incident.
    TreeRow of Tree {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// Parameter draw of the incident.
        parameter_draw: u64,
        /// Replication of the incident.
        replication: u64,
        /// The asset.
        asset: String,
        /// The asset from which it was taken; empty: the attacker came in here.
        from_asset: String,
        /// Hours since the incident began.
        time_h: f64,
        /// Technique's id.
        technique: String,
        /// Organisation that operates the asset.
        organisation: String,
        /// Its zone.
        zone: String,
        /// Its English name.
        name_en: String,
        /// Its Japanese name.
        name_ja: String,
        /// What happened to it.
        what: String,
    }
);
