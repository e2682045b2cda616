//! Tables made by hand, of any size and with any values.

use yagura_reports::statistics::{IntervalKind, Verdict};
use yagura_reports::tables::{
    CostRow, Counts, DifferenceRow, ExceedanceRow, KnockOutRow, Manifest, NameRow, SCHEMA_VERSION, SensitivityRow,
    Spread3, SpreadRow, SummaryRow, SurvivalRow, Tables, TreeRow,
};

/// How large the folder is and what stands in it.
pub(crate) struct World<'a> {
    pub(crate) scenarios: usize,
    pub(crate) sets: usize,
    /// The value at a place; `None` leaves the cell empty.
    pub(crate) value: &'a dyn Fn(usize) -> Option<f64>,
    /// What comes after a name.
    pub(crate) name_tail: &'a str,
}

impl World<'_> {
    /// The tables.
    pub(crate) fn tables(&self) -> Tables {
        let scenarios: Vec<String> = (0..self.scenarios).map(|number| format!("scenario-{number}")).collect();
        let sets: Vec<String> = (0..self.sets).map(|number| format!("set-{number}")).collect();
        let mut tables = Tables {
            manifest: manifest(&scenarios, &sets),
            names: self.names(&scenarios, &sets),
            summary: Vec::new(),
            differences: Vec::new(),
            costs: Vec::new(),
            spread: Vec::new(),
            survival: Vec::new(),
            delays: Vec::new(),
            exceedance: Vec::new(),
            worst: Vec::new(),
            services: Vec::new(),
            organisations: Vec::new(),
            parameters: Vec::new(),
            draws: Vec::new(),
            draw_results: Vec::new(),
            sensitivity: Vec::new(),
            traceability: Vec::new(),
            checklist: Vec::new(),
            knock_out: Some(Vec::new()),
            tree: Vec::new(),
            value: Vec::new(),
        };
        for (position, set) in sets.iter().enumerate() {
            tables.costs.extend((0..3).map(|control| self.cost(set, control, position)));
        }
        for (place, scenario) in scenarios.iter().enumerate() {
            for (position, set) in sets.iter().enumerate() {
                let seed = place * 7 + position * 3;
                for measure in ["records_exposed", "loss_jpy", "loss_attack_jpy", "loss_response_jpy"] {
                    tables.summary.push(self.summary(scenario, set, measure, seed));
                    tables.exceedance.extend(self.exceedance(scenario, set, measure, seed));
                }
                tables.spread.extend(self.spread(scenario, set, seed));
                tables.survival.extend(self.survival(scenario, set, seed));
                if position > 0 {
                    tables.differences.push(self.difference(scenario, set, seed));
                    tables.sensitivity.extend((0..15).map(|rank| self.sensitivity(scenario, set, seed, rank)));
                }
                let knock_out = (0..20).map(|control| self.knock_out(scenario, set, seed, control));
                tables.knock_out.get_or_insert_default().extend(knock_out);
            }
            tables.tree.extend((0..60).map(|asset| self.tree(scenario, asset)));
        }
        tables
    }

    fn or_zero(&self, place: usize) -> f64 {
        (self.value)(place).unwrap_or(0.0)
    }

    fn around(&self, place: usize) -> Option<(f64, f64)> {
        (self.value)(place).map(|value| (value * 0.8, value * 1.3))
    }

    fn names(&self, scenarios: &[String], sets: &[String]) -> Vec<NameRow> {
        let parameters: Vec<String> = (0..15).map(|number| format!("parameter_{number}")).collect();
        let kinds = [("scenario", scenarios), ("control_set", sets), ("parameter", &parameters)];
        let named = |kind: &str, id: &String| NameRow {
            kind: kind.to_owned(),
            id: id.clone(),
            name_en: format!("Name of {id}{}", self.name_tail),
            name_ja: format!("{id}の名前{}", self.name_tail),
            about_en: String::new(),
            about_ja: String::new(),
        };
        kinds.iter().flat_map(|(kind, ids)| ids.iter().map(move |id| named(kind, id))).collect()
    }

    fn summary(&self, scenario: &str, set: &str, measure: &'static str, seed: usize) -> SummaryRow {
        SummaryRow {
            city: "city".into(),
            scenario: scenario.into(),
            control_set: set.into(),
            measure,
            unit: "",
            n: 100,
            mean: (self.value)(seed),
            sd: None,
            interval: self.around(seed),
            interval_kind: IntervalKind::ClusteredT,
            median: None,
            p5: None,
            p95: None,
            n_missing: 0,
            n_nonzero: 0,
            zero_event_bound: None,
            median_interval: None,
            p95_interval: None,
            share_of_ignorance: None,
        }
    }

    fn difference(&self, scenario: &str, set: &str, seed: usize) -> DifferenceRow {
        let (mean, baseline) = ((self.value)(seed), (self.value)(seed + 1));
        let verdicts = [Verdict::Better, Verdict::Worse, Verdict::NotDistinguished, Verdict::NoVerdict];
        DifferenceRow {
            city: "city".into(),
            scenario: scenario.into(),
            control_set: set.into(),
            baseline: "set-0".into(),
            measure: "records_exposed",
            unit: "records",
            n: 100,
            n_discordant: 50,
            difference: mean.zip(baseline).map(|(mean, baseline)| mean - baseline),
            interval: None,
            interval_kind: IntervalKind::ClusteredT,
            rank_stability: None,
            verdict: Some(verdicts[seed % 4]),
            primary: true,
            mean,
            baseline_mean: baseline,
            p_value: None,
            p_adjusted: None,
            margin: None,
            to_decide: String::new(),
            undecided: None,
        }
    }

    fn cost(&self, set: &str, control: usize, seed: usize) -> CostRow {
        CostRow {
            control_set: set.into(),
            control: format!("CPS.AC-{control}"),
            purchase_jpy: None,
            yearly_jpy: None,
            staff_h: None,
            five_year_jpy: (self.value)(seed).map(|mode| Spread3 { low: mode * 0.4, mode, high: mode * 3.0 }),
            source: String::new(),
            claimed_by: String::new(),
            cost_unit: String::new(),
            units: None,
            coverage: None,
        }
    }

    fn spread(&self, scenario: &str, set: &str, seed: usize) -> Vec<SpreadRow> {
        let mut rows = Vec::new();
        for (shift, category) in ["all", "governance", "asset"].into_iter().enumerate() {
            for state in ["compromised", "tainted", "isolated"] {
                rows.extend((0..=10).map(|hour| {
                    let mean = self.or_zero(seed + shift) * f64::from(hour) / 10.0;
                    SpreadRow {
                        city: "city".into(),
                        scenario: scenario.into(),
                        control_set: set.into(),
                        category,
                        state,
                        time_h: f64::from(hour) * 24.0,
                        n: 100,
                        mean,
                        quantiles: [0.1, 0.5, 0.9, 1.2, 2.5].map(|by| mean * by),
                    }
                }));
            }
        }
        rows
    }

    fn survival(&self, scenario: &str, set: &str, seed: usize) -> Vec<SurvivalRow> {
        let mut rows = Vec::new();
        for measure in ["detection_delay_h", "containment_delay_h"] {
            rows.extend((0..=20_u32).map(|step| {
                let share = 1.0 - 1.0 / (1.0 + f64::from(step) * 0.2);
                SurvivalRow {
                    city: "city".into(),
                    scenario: scenario.into(),
                    control_set: set.into(),
                    measure,
                    time_h: self.or_zero(seed) * f64::from(step),
                    n_at_risk: u64::from(100 - step * 4),
                    share,
                    interval_low: (self.value)(seed).map(|_| share * 0.8),
                    interval_high: (self.value)(seed).map(|_| (share * 1.2).min(1.0)),
                }
            }));
        }
        rows
    }

    fn exceedance(&self, scenario: &str, set: &str, measure: &'static str, seed: usize) -> Vec<ExceedanceRow> {
        (1..=20)
            .map(|step| ExceedanceRow {
                city: "city".into(),
                scenario: scenario.into(),
                control_set: set.into(),
                measure,
                value: self.or_zero(seed) * f64::from(step),
                share: 1.0 / f64::from(step * step),
            })
            .collect()
    }

    fn sensitivity(&self, scenario: &str, set: &str, seed: usize, rank: usize) -> SensitivityRow {
        let swing = (self.value)(seed).map(|value| value / (rank + 1) as f64);
        SensitivityRow {
            city: "city".into(),
            scenario: scenario.into(),
            control_set: set.into(),
            baseline: "set-0".into(),
            measure: "records_exposed",
            key: format!("parameter_{rank}"),
            about: "ranking".into(),
            index: Some(0.5),
            index_rank: None,
            slope_low: swing.map(|swing| -swing),
            slope_high: swing.map(|swing| swing * 0.5),
            break_even: swing,
            rank: rank as u64 + 1,
            p_adjusted: [None, Some(0.001), Some(0.6)][rank % 3],
        }
    }

    fn knock_out(&self, scenario: &str, set: &str, seed: usize, control: usize) -> KnockOutRow {
        let worth = (self.value)(seed).map(|value| value * (control as f64 - 4.0));
        KnockOutRow {
            city: "city".into(),
            scenario: scenario.into(),
            control_set: set.into(),
            control: format!("CPS.AC-{control}"),
            measure: "records_exposed",
            n: 100,
            n_discordant: 10,
            difference: worth,
            interval_low: worth.map(|worth| worth - 1.0),
            interval_high: worth.map(|worth| worth + 1.0),
            interval_kind: IntervalKind::ClusteredT,
            rank_stability: None,
            verdict: Some([Verdict::Better, Verdict::Worse, Verdict::NotDistinguished][control % 3]),
        }
    }

    /// A chain of five with everything else hanging on its end, or on nothing that the table knows.
    fn tree(&self, scenario: &str, asset: usize) -> TreeRow {
        let from = match asset {
            0 => String::new(),
            59 => "elsewhere".to_owned(),
            1..=5 => format!("asset-{}", asset - 1),
            _ => "asset-5".to_owned(),
        };
        TreeRow {
            city: "city".into(),
            scenario: scenario.into(),
            control_set: "set-0".into(),
            parameter_draw: 1,
            replication: 2,
            asset: format!("asset-{asset}"),
            from_asset: from,
            time_h: self.or_zero(asset),
            technique: format!("technique-{}", asset % 2),
            organisation: "city".into(),
            zone: "field".into(),
            name_en: format!("Asset {asset}{}", self.name_tail),
            name_ja: format!("資産{asset}{}", self.name_tail),
            what: "controlled".into(),
        }
    }
}

fn manifest(scenarios: &[String], sets: &[String]) -> Manifest {
    Manifest {
        schema_version: SCHEMA_VERSION,
        version: String::new(),
        toolchain: String::new(),
        seed: 0,
        arguments: Vec::new(),
        control_sets: sets.to_vec(),
        baseline: "set-0".into(),
        scenarios: scenarios.to_vec(),
        set: Vec::new(),
        trust: None,
        horizon_d: None,
        inputs: Vec::new(),
        outputs: Vec::new(),
        counts: Counts { scenarios: 1, control_sets: 1, parameter_draws: 1, replications: 1, incidents: 1 },
        threads: 1,
        plan: None,
        wall_time_s: 0.0,
    }
}
