//! Small worlds at random: zones, conduits, servers, sensors, flows anywhere, an attacker who tries everything, a desk or none.

use proptest::prelude::*;

use crate::world::World;

/// What is drawn.
#[derive(Clone, Debug)]
pub(crate) struct Tiny {
    zones: usize,
    conduits: Vec<(usize, usize)>,
    servers: Vec<usize>,
    sensors: Vec<usize>,
    flows: Vec<(usize, usize, bool)>,
    works: f64,
    take_h: f64,
    hands: u8,
    worm: bool,
    clean_h: f64,
    analysts: u16,
    alerted: f64,
    outsiders_per_h: f64,
    respond_h: f64,
}

/// Any such world.
pub(crate) fn tiny() -> impl Strategy<Value = Tiny> {
    let places = (
        1..4_usize,
        prop::collection::vec((0..4_usize, 0..4_usize), 0..5),
        prop::collection::vec(0..4_usize, 0..5),
        prop::collection::vec(0..4_usize, 0..4),
        prop::collection::vec((0..12_usize, 0..12_usize, any::<bool>()), 0..10),
    );
    let attack = (0.2..1.0_f64, 1.0..40.0_f64, 1..4_u8, any::<bool>(), 5.0..100.0_f64);
    let defence = (0..3_u16, 0.0..1.0_f64, 0.0..0.02_f64, 0.1..60.0_f64);
    (places, attack, defence).prop_map(|(places, attack, defence)| Tiny {
        zones: places.0,
        conduits: places.1,
        servers: places.2,
        sensors: places.3,
        flows: places.4,
        works: attack.0,
        take_h: attack.1,
        hands: attack.2,
        worm: attack.3,
        clean_h: attack.4,
        analysts: defence.0,
        alerted: defence.1,
        outsiders_per_h: defence.2,
        respond_h: defence.3,
    })
}

/// Days simulated.
pub(crate) const HORIZON_D: f64 = 30.0;
/// Users of each of the two services.
pub(crate) const USERS: u32 = 50;

impl Tiny {
    fn zone(&self, n: usize) -> String {
        match n % self.zones {
            0 => "net".into(),
            n => format!("z{n}"),
        }
    }

    /// The world, without control X.1 in force.
    pub(crate) fn world(&self) -> World {
        let world = self.attack(self.numbers(self.places(World::new().horizon_d(HORIZON_D))));
        if self.analysts == 0 { world } else { world.desk(self.analysts) }
    }

    /// At least one server, one sensor, a gateway, an application; flows between any of them.
    fn places(&self, mut world: World) -> World {
        for n in 1..self.zones {
            world = world.zone(&format!("z{n}"));
        }
        let mut conduits: Vec<(String, String)> =
            self.conduits.iter().map(|&(a, b)| (self.zone(a), self.zone(b))).filter(|(a, b)| a != b).collect();
        conduits.sort();
        conduits.dedup();
        for (from, to) in &conduits {
            world = world.conduit(from, to);
        }
        world = world.dataset("level").dataset_row("people,closed,yes,1000,city");
        let mut ids: Vec<String> = Vec::new();
        for (n, zone) in std::iter::once(&0).chain(&self.servers).enumerate() {
            ids.push(format!("s{n}"));
            world = world.asset_row(&format!("s{n},server,{},,,,people", self.zone(*zone)));
        }
        for (n, zone) in std::iter::once(&0).chain(&self.sensors).enumerate() {
            ids.push(format!("g{n}"));
            world = world.asset_in(&format!("g{n}"), "sensor", &self.zone(*zone), "level", "reach");
        }
        for (id, kind) in [("gw", "gateway"), ("app", "service_application")] {
            ids.push(id.into());
            world = world.asset_in(id, kind, "net", "", "");
        }
        let mut flows = vec![("g0".to_owned(), "gw".to_owned(), true), ("gw".to_owned(), "app".to_owned(), true)];
        for &(from, to, level) in &self.flows {
            let (from, to) = (&ids[from % ids.len()], &ids[to % ids.len()]);
            if from != to && !flows.iter().any(|(a, b, _)| a == from && b == to) {
                flows.push((from.clone(), to.clone(), level));
            }
        }
        for (from, to, level) in &flows {
            world = world.flow(from, to, if *level { "level" } else { "" }, 600.0);
        }
        let readings = 1 + self.sensors.len();
        world
            .service_row(&format!("watch,city,{USERS},level=1/{readings}@reach,id:app,,,,,,"))
            .service_row(&format!("counter,city,{USERS},,,id:s0,,,manual,0.4,90"))
    }

    fn numbers(&self, world: World) -> World {
        world
            .chance("take_h", "hour", self.take_h, "exponential")
            .fixed("works", "probability", self.works)
            .fixed("five", "count", 5.0)
            .role_exponential("natural_clean_h", self.clean_h)
            .role_fixed("alerted_process", "probability", self.alerted)
            .role_fixed("alerted_encryption", "probability", self.alerted)
            .role_fixed("false_alarms_per_day", "per_day", 6.0)
            .role_exponential("triage_h", 1.0)
            .role_fixed("outsider_notice_per_h", "per_hour", self.outsiders_per_h)
            .role_exponential("visible_notice_h", 30.0)
            .role_exponential("decide_agreed_h", self.respond_h)
            .role_exponential("scope_host_h", self.respond_h)
            .role_exponential("root_cause_h", self.respond_h)
            .role_exponential("restore_h", self.respond_h)
    }

    fn attack(&self, world: World) -> World {
        let spreading = if self.worm { "yes" } else { "no" };
        let step = |id: &str, technique: &str, over: &str, from: &str, at: &str, more: &str| {
            format!(
                "id = \"{id}\"\ntechnique = \"{technique}\"\nover = \"{over}\"\nfrom = \"{from}\"\nat = \"{at}\"\n{more}"
            )
        };
        world
            .hands(&self.hands.to_string())
            .technique_row("enter,reach,administrator,take_h,works@try,,five,process,no,assumption")
            .technique_row(&format!("move,reach,foothold,take_h,works@pair,,,process,{spreading},assumption"))
            .technique_row("rise,host,administrator,take_h,works@try,,five,process,no,assumption")
            .technique_row("spoof,reach;host,spoof,take_h,works@pair,,five,,no,assumption")
            .technique_row("alter,host,alter_store,take_h,,,,,no,assumption")
            .technique_row("lock,host,encrypt,take_h,,,,encryption,no,assumption")
            .technique_row("unused,reach,administrator,take_h,works@try,,,process,no,assumption")
            .technique_row("taint_hop,feed,none,,,,,,no,assumption")
            .step(&step("enter", "enter", "reach", "outside", "kind=server", ""))
            .step(&step("move", "move", "reach", "held", "kind=server", "needs = [\"enter\"]"))
            .step(&step("rise", "rise", "host", "held", "kind=server", "needs = [\"move\"]"))
            .step(&step("gateway", "enter", "reach", "outside", "id=gw", ""))
            .step(&step("lie", "spoof", "host", "held", "id=gw", "needs = [\"gateway\"]\nspoof = \"offset\""))
            .step(&step("radio", "spoof", "reach", "outside", "kind=sensor", "spoof = \"jump\""))
            .step(&step("alter", "alter", "host", "held", "id=s0", "needs = [\"enter\"]\nspoof = \"offset\""))
            .step(&step("lock", "lock", "host", "held", "kind=server", "needs = [\"enter\"]"))
    }
}
