//! `traceability.csv` and `checklist.csv`: on what it rests, and what of the guideline is in force.

use super::row::table_row;

table_row!(
    /// One path from a control to the evidence for its effect.
    TraceabilityRow of Traceability {
        /// Control's id.
        control: String,
        /// Risk row that calls for it.
        risk: String,
        /// Scenario that plays the risk out.
        scenario: String,
        /// Technique that the scenario uses and the effect bears on.
        technique: String,
        /// Its id in ATT&CK.
        attack_id: String,
        /// The effect.
        effect: String,
        /// What the effect rests on.
        basis: String,
        /// Source.
        source: String,
        /// How sure the source makes it.
        confidence: String,
        /// Why the control is not simulated, English; empty where it is.
        not_modelled_reason_en: String,
        /// The same in Japanese.
        not_modelled_reason_ja: String,
        /// ATT&CK mitigations that ask for the same as the control.
        mitigation: String,
        /// Clauses of other standards by which ATT&CK labels those mitigations.
        clauses: String,
    }
);

table_row!(
    /// One requirement of the guideline under one control set.
    ChecklistRow of Checklist {
        /// Control set's id.
        control_set: String,
        /// Category of the guideline.
        category: String,
        /// Control's id.
        control: String,
        /// What it asks for, English.
        requirement_en: String,
        /// The same in Japanese.
        requirement_ja: String,
        /// `in_force`, `partly`, `absent` or `not_applicable`.
        status: String,
        /// Share that the set covers.
        coverage: Option<f64>,
        /// Where it is in force, English.
        where_en: String,
        /// The same in Japanese.
        where_ja: String,
        /// Who is responsible.
        responsible: String,
        /// What the status rests on, English.
        basis_en: String,
        /// The same in Japanese.
        basis_ja: String,
    }
);
