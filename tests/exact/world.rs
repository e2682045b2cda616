//! A made-up world: a city folder, a catalogue folder, a scenario and a control set, written, read by the program's readers, played.

#![allow(dead_code, reason = "several test programs share these words; none uses all of them")]

use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use yagura_scenarios::{load_catalogue, load_city, load_control_set, load_scenario};
use yagura_sim::city::City;
use yagura_sim::experiment::{Counters, Experiment, PreparedSet};
use yagura_sim::kernel::MasterSeed;
use yagura_sim::knowledge::Catalogue;
use yagura_sim::measure::{MEASURES, measure_index};
use yagura_sim::scenario::Scenario;

/// The world under construction: text of its tables.
#[derive(Clone)]
pub(crate) struct World {
    organisations: String,
    contracts: String,
    zones: String,
    conduits: String,
    assets: String,
    datasets: String,
    flows: String,
    services: String,
    parameters: String,
    roles: String,
    techniques: String,
    effects: String,
    controls: String,
    attacker: String,
    boundaries: String,
    steps: String,
    set: String,
    horizon_d: f64,
}

/// What came out: one column per measure.
pub(crate) struct Rows(Vec<Vec<Option<f64>>>);

impl Rows {
    /// The values of a measure; it must have one in every row.
    pub(crate) fn all(&self, measure: &str) -> Vec<f64> {
        self.some(measure, self.0.len())
    }

    /// The values of a measure where it has one; there must be `n`.
    pub(crate) fn some(&self, measure: &str, n: usize) -> Vec<f64> {
        let column = measure_index(measure).expect("the measure exists");
        let values: Vec<f64> = self.0.iter().filter_map(|row| row[column]).collect();
        assert_eq!(values.len(), n, "{measure} has values in {} rows of {}", values.len(), self.0.len());
        values
    }

    /// The values of a measure, one per incident.
    pub(crate) fn column(&self, measure: &str) -> Vec<Option<f64>> {
        let column = measure_index(measure).expect("the measure exists");
        self.0.iter().map(|row| row[column]).collect()
    }

    /// The values of a measure where it has one.
    pub(crate) fn present(&self, measure: &str) -> Vec<f64> {
        let column = measure_index(measure).expect("the measure exists");
        self.0.iter().filter_map(|row| row[column]).collect()
    }
}

/// Mean and its standard error.
pub(crate) fn mean(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    (mean, (variance / n).sqrt())
}

/// Asserts that the mean of `values` is `expected` within 4.5 standard errors.
#[track_caller]
pub(crate) fn assert_mean(values: &[f64], expected: f64) {
    let (mean, error) = mean(values);
    assert!(
        (mean - expected).abs() <= 4.5 * error + 1e-12,
        "mean {mean} is {} standard errors from {expected} (n = {})",
        (mean - expected).abs() / error,
        values.len()
    );
}

/// Asserts that a share is `expected` within 4.5 standard errors of a binomial.
#[track_caller]
pub(crate) fn assert_share(hits: usize, n: usize, expected: f64) {
    let share = hits as f64 / n as f64;
    let error = (expected * (1.0 - expected) / n as f64).sqrt();
    assert!(
        (share - expected).abs() <= 4.5 * error,
        "share {share} is {} standard errors from {expected} (n = {n})",
        (share - expected).abs() / error
    );
}

impl World {
    /// An empty world with one organisation `city` that has no desk and is always there, and one internet-facing zone `net`.
    pub(crate) fn new() -> Self {
        Self {
            organisations: "id,role,security_operations,analysts,office_hours,alerts_to,source\n\
                            city,asset_owner,none,0,round the clock,,assumption\n"
                .into(),
            contracts: "supplier,customer,kind,access,may_isolate,call_out_h,source\n".into(),
            zones: "id,operator,internet_facing,source\nnet,city,yes,assumption\n".into(),
            conduits: "from,to,purpose,source\n".into(),
            assets: "id,kind,zone,operator,quantity,input_group,datasets,site,source\n".into(),
            datasets: "id,class,personal,records,steward,source\n".into(),
            flows: "from,to,datasets,interval_s,source\n".into(),
            services: "id,provider,users,inputs_rule,decides_at,needs,commands,interlock,fallback,fallback_capacity,switch_time_min,source\n".into(),
            parameters: "key,unit,low,mode,high,distribution,ignorance_share,source\n".into(),
            roles: "role,parameter,note\n".into(),
            techniques: "id,links,effect,time,success,race,rounds,signals,self_spreading,cause,source\n".into(),
            effects: "id,control,group,mechanism,low,mode,high,unit,exposure,selector,source\n".into(),
            controls: "id,text_en,text_ja,not_simulated_en,not_simulated_ja\nX.1,A control,ある対策,not used here,ここでは使わない\n"
                .into(),
            attacker: "[attacker]\nkind = \"targeted\"\nskill = \"medium\"\nhands = 1\npatience_d = 3650\n".into(),
            boundaries: String::new(),
            steps: String::new(),
            set: String::new(),
            horizon_d: 3650.0,
        }
    }

    pub(crate) fn horizon_d(mut self, days: f64) -> Self {
        self.horizon_d = days;
        self
    }

    pub(crate) fn hands(mut self, hands: &str) -> Self {
        self.attacker = self.attacker.replace("hands = 1", &format!("hands = {hands}"));
        self
    }

    /// Replaces the attacker: the body of `[attacker]`.
    pub(crate) fn attacker(mut self, body: &str) -> Self {
        self.attacker = format!("[attacker]\n{body}\n");
        self
    }

    /// Nobody attacks: what happens is a mistake.
    pub(crate) fn mistake(mut self) -> Self {
        self.attacker = String::new();
        self
    }

    /// Nothing is agreed between organisations.
    pub(crate) fn unprepared(mut self) -> Self {
        self.boundaries = "[boundaries]\nstate = \"unprepared\"\n".into();
        self
    }

    /// A row of `organisations.csv` without its source: id, role, operations, analysts, office hours, who reads its alerts.
    pub(crate) fn organisation(mut self, row: &str) -> Self {
        let _ = writeln!(self.organisations, "{row},assumption");
        self
    }

    /// Replaces the row of the organisation `city`: operations, analysts, office hours, who reads its alerts.
    pub(crate) fn city_is(mut self, row: &str) -> Self {
        self.organisations = self
            .organisations
            .replace("city,asset_owner,none,0,round the clock,,", &format!("city,asset_owner,{row},"));
        self
    }

    /// A row of `contracts.csv` without its source: supplier, customer, kind, access, who may isolate, call-out time.
    pub(crate) fn contract(mut self, row: &str) -> Self {
        let _ = writeln!(self.contracts, "{row},assumption");
        self
    }

    /// A row of `assets.csv` without its source: id, kind, zone, operator, quantity, group, datasets.
    pub(crate) fn asset_row(mut self, row: &str) -> Self {
        let _ = writeln!(self.assets, "{row},,assumption");
        self
    }

    /// A server at `site`.
    pub(crate) fn asset_at(mut self, id: &str, site: &str) -> Self {
        let _ = writeln!(self.assets, "{id},server,net,,,,,{site},assumption");
        self
    }

    /// A row of `datasets.csv` without its source: id, class, personal, records, steward.
    pub(crate) fn dataset_row(mut self, row: &str) -> Self {
        let _ = writeln!(self.datasets, "{row},assumption");
        self
    }

    /// A service of `city` for `users` that needs `needs`, without a fallback.
    pub(crate) fn service_on(self, id: &str, users: u32, needs: &str) -> Self {
        self.service_row(&format!("{id},city,{users},,,{needs},,,,,"))
    }

    /// A row of `services.csv` without its source: id, provider, users, inputs, decides at, needs, commands, interlock, fallback,
    /// its capacity, minutes to switch.
    pub(crate) fn service_row(mut self, row: &str) -> Self {
        let _ = writeln!(self.services, "{row},assumption");
        self
    }

    /// A role played by a number without any spread.
    pub(crate) fn role_fixed(self, role: &str, unit: &str, value: f64) -> Self {
        self.fixed(&format!("value_of_{role}"), unit, value).role(role, &format!("value_of_{role}"))
    }

    /// A role played by an exponential time of mean `hours`.
    pub(crate) fn role_exponential(self, role: &str, hours: f64) -> Self {
        self.chance(&format!("value_of_{role}"), "hour", hours, "exponential").role(role, &format!("value_of_{role}"))
    }

    /// A desk of `analysts`, day and night, at the organisation `city`.
    pub(crate) fn desk(mut self, analysts: u16) -> Self {
        self.organisations = self
            .organisations
            .replace("city,asset_owner,none,0", &format!("city,asset_owner,round_the_clock,{analysts}"));
        self
    }

    pub(crate) fn zone(mut self, id: &str) -> Self {
        let _ = writeln!(self.zones, "{id},city,no,assumption");
        self
    }

    pub(crate) fn conduit(mut self, from: &str, to: &str) -> Self {
        let _ = writeln!(self.conduits, "{from},{to},test,assumption");
        self
    }

    pub(crate) fn asset(self, id: &str) -> Self {
        self.asset_in(id, "server", "net", "", "")
    }

    pub(crate) fn asset_in(mut self, id: &str, kind: &str, zone: &str, quantity: &str, group: &str) -> Self {
        let dataset = if quantity.is_empty() { "" } else { quantity };
        let _ = writeln!(self.assets, "{id},{kind},{zone},,{quantity},{group},{dataset},,assumption");
        self
    }

    pub(crate) fn dataset(mut self, id: &str) -> Self {
        let _ = writeln!(self.datasets, "{id},limited,no,100,city,assumption");
        self
    }

    pub(crate) fn flow(mut self, from: &str, to: &str, dataset: &str, interval_s: f64) -> Self {
        let _ = writeln!(self.flows, "{from},{to},{dataset},{interval_s},assumption");
        self
    }

    pub(crate) fn service(mut self, id: &str, inputs: &str, decides_at: &str) -> Self {
        let _ = writeln!(self.services, "{id},city,1,{inputs},{decides_at},,,,,,,assumption");
        self
    }

    /// A parameter that is chance only.
    pub(crate) fn chance(mut self, key: &str, unit: &str, mode: f64, distribution: &str) -> Self {
        let _ = writeln!(self.parameters, "{key},{unit},{mode},{mode},{mode},{distribution},0,assumption");
        self
    }

    /// A number without any spread.
    pub(crate) fn fixed(self, key: &str, unit: &str, value: f64) -> Self {
        self.chance(key, unit, value, "fixed")
    }

    pub(crate) fn role(mut self, role: &str, parameter: &str) -> Self {
        let _ = writeln!(self.roles, "{role},{parameter},");
        self
    }

    /// A technique over `reach`: effect, times, success factors.
    pub(crate) fn technique(self, id: &str, effect: &str, time: &str, success: &str) -> Self {
        self.technique_row(&format!("{id},reach,{effect},{time},{success},,,,no,assumption"))
    }

    /// A row of `techniques.csv` without its cause: attackers need none.
    pub(crate) fn technique_row(self, row: &str) -> Self {
        let row = row.strip_suffix(",assumption").expect("a row ends in its source");
        self.mistake_row(&format!("{row},"))
    }

    /// A row of `techniques.csv` without its source: id, links, effect, time, success, race, rounds, signals, self-spreading, cause.
    pub(crate) fn mistake_row(mut self, row: &str) -> Self {
        let _ = writeln!(self.techniques, "{row},assumption");
        self
    }

    /// An effect of control X.1: mechanism, magnitude, unit, exposure, selector.
    pub(crate) fn effect(
        mut self,
        mechanism: &str,
        magnitude: f64,
        unit: &str,
        exposure: &str,
        selector: &str,
    ) -> Self {
        self.controls = self.controls.replace("not used here,ここでは使わない", ",");
        let n = self.effects.lines().count();
        let _ = writeln!(
            self.effects,
            "X.1/{mechanism}{n},X.1,,{mechanism},{magnitude},{magnitude},{magnitude},{unit},{exposure},{selector},assumption"
        );
        self
    }

    /// An effect of control X.1, blocking `chance` of the attempts of `technique`.
    pub(crate) fn blocks(mut self, chance: f64, exposure: &str, technique: &str) -> Self {
        self.controls = self.controls.replace("not used here,ここでは使わない", ",");
        let n = self.effects.lines().count();
        let _ = writeln!(
            self.effects,
            "X.1/prevent{n},X.1,barrier,prevent,{chance},{chance},{chance},probability_blocked,{exposure},technique={technique},assumption"
        );
        self
    }

    pub(crate) fn step(mut self, text: &str) -> Self {
        let _ = writeln!(self.steps, "[[step]]\n{text}\n");
        self
    }

    pub(crate) fn with_control(self) -> Self {
        self.with_share(1.0)
    }

    /// Control X.1 in force on a share of what it should protect.
    pub(crate) fn with_share(mut self, share: f64) -> Self {
        self.set = format!("\"X.1\" = {share:?}\n");
        self
    }

    /// Writes the world, reads it with the program's readers, and plays it `replications` times.
    pub(crate) fn play(self, replications: u32) -> Rows {
        let mut rows = Vec::new();
        let threads = NonZeroUsize::new(2).expect("two is not zero");
        self.experiment(replications)
            .run(
                threads,
                &AtomicBool::new(false),
                &Counters::default(),
                |_, _| {},
                |_, row| rows.push(row.values.clone()),
            )
            .expect("the experiment runs");
        Rows(rows)
    }

    /// Writes the world and reads it with the program's readers: one scenario under one control set, `replications` times.
    pub(crate) fn experiment(&self, replications: u32) -> Experiment {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("yagura-exact-{}-{n}", std::process::id()));
        let experiment = self.read_back(&folder, replications);
        let _ = std::fs::remove_dir_all(&folder);
        experiment
    }

    fn read_back(&self, folder: &Path, replications: u32) -> Experiment {
        let (city, catalogue) = (folder.join("city"), folder.join("catalogue"));
        std::fs::create_dir_all(&city).expect("a temporary folder");
        std::fs::create_dir_all(&catalogue).expect("a temporary folder");
        let write = |path: PathBuf, text: &str| std::fs::write(path, text).expect("a temporary file");
        write(city.join("city.toml"), "schema_version = 1\nid = \"made-up\"\nsource = \"assumption\"\n");
        write(city.join("organisations.csv"), &self.organisations);
        write(city.join("contracts.csv"), &self.contracts);
        write(city.join("zones.csv"), &self.zones);
        write(city.join("conduits.csv"), &self.conduits);
        write(city.join("assets.csv"), &self.assets);
        write(city.join("datasets.csv"), &self.datasets);
        write(city.join("flows.csv"), &self.flows);
        write(city.join("services.csv"), &self.services);
        write(catalogue.join("parameters.csv"), &self.parameters);
        write(catalogue.join("roles.csv"), &self.roles);
        write(catalogue.join("techniques.csv"), &self.techniques);
        write(catalogue.join("effects.csv"), &self.effects);
        write(catalogue.join("controls.csv"), &self.controls);
        let words = |key: &str| format!("[{key}]\nja = \"試験\"\nen = \"test\"\n");
        let scenario = format!(
            "schema_version = 1\nid = \"made-up\"\nprimary = \"assets_controlled\"\nhorizon_d = {}\nsource = \"assumption\"\n{}{}{}{}{}\n{}{}",
            self.horizon_d,
            words("title"),
            words("briefing"),
            words("first_notice"),
            words("facilitator"),
            self.attacker,
            self.boundaries,
            self.steps
        );
        write(folder.join("scenario.toml"), &scenario);
        let set = format!(
            "schema_version = 1\nid = \"made-up\"\n{}{}[controls]\n{}",
            words("name"),
            words("about"),
            self.set
        );
        write(folder.join("set.toml"), &set);
        let text = |path: PathBuf| path.to_string_lossy().into_owned();

        let loaded = load_catalogue(Some(&catalogue), None).expect("the catalogue is good");
        let set = load_control_set(&text(folder.join("set.toml")), &loaded.records).expect("the set is good").records;
        let catalogue = Arc::new(Catalogue::build(loaded.records).expect("the catalogue is good"));
        let loaded = load_city(&text(city)).expect("the city is good");
        let city = Arc::new(City::build(loaded.records).expect("the city is good"));
        let keys: Vec<&str> = MEASURES.iter().map(|m| m.key).collect();
        let loaded = load_scenario(&text(folder.join("scenario.toml"))).expect("the scenario is good");
        let scenario = Scenario::build(loaded.records, &city, &catalogue, &keys).expect("the scenario is good");
        Experiment {
            sets: vec![PreparedSet::new(&set, city.clone(), &catalogue, &[])],
            city,
            catalogue,
            scenarios: vec![Arc::new(scenario)],
            seed: MasterSeed(7),
            first_draw: 0,
            draws: 1,
            first_replication: 0,
            replications,
            topology: None,
        }
    }
}
