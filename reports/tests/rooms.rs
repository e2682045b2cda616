//! Where values lie changes no result: in memory, or on a file in blocks and runs so short that every list is cut.

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use yagura_reports::comparison::{
    Comparison, ComparisonPlan, Outcome, Place, Places, PlannedScenario, Representatives,
};
use yagura_reports::lists::{List, Room};
use yagura_reports::statistics::{Margin, StatisticsError};
use yagura_reports::tables::{OrganisationRow, ServiceRow};
use yagura_sim::city::testing::TinyCity;
use yagura_sim::experiment::RowKey;
use yagura_sim::ids::ServiceIndex;
use yagura_sim::measure::{Better, MEASURES, MeasureKind, Row, ServiceResult, measure_index};

const SETS: usize = 3;
const DRAWS: u32 = 7;
const REPLICATIONS: u32 = 31;

/// A primary measure of which less is better, one of which more is, and a delay.
fn scenarios() -> Vec<PlannedScenario> {
    let higher = MEASURES.iter().position(|measure| measure.better == Better::Higher).expect("a measure");
    let primaries = [measure_index("wrong_decision_h"), Some(higher), measure_index("detection_delay_h")];
    let primaries = primaries.into_iter().flatten().enumerate();
    primaries.map(|(row, primary)| PlannedScenario { id: format!("s{row}"), primary, horizon_h: 48.0 }).collect()
}

/// Numbers from 0 to 1 that look like chance and come the same each time.
fn share(of: [u32; 4]) -> f64 {
    let mixed = of.iter().fold(0x9e37_79b9_7f4a_7c15_u64, |mixed, &part| {
        (mixed ^ u64::from(part)).wrapping_mul(0xbf58_476d_1ce4_e5b9).rotate_left(29)
    });
    (mixed >> 11) as f64 / (1_u64 << 53) as f64
}

fn row(scenario: u32, set: u32, cell: u32) -> Row {
    let value = |(measure, definition): (usize, &yagura_sim::measure::MeasureDefinition)| {
        let chance = share([scenario, set, cell, measure as u32]);
        match definition.kind {
            MeasureKind::Flag => Some(f64::from(u8::from(chance < 0.5))),
            // Some never end, some at the same time, some at once.
            MeasureKind::Delay { .. } => (chance < 0.7).then(|| (chance * 60.0).floor() * 1.5),
            // Many zeros, ties, and a long tail.
            MeasureKind::Amount if chance < 0.4 => Some(0.0),
            MeasureKind::Amount if chance < 0.7 => Some((chance * 10.0).floor()),
            MeasureKind::Amount => Some(1.0 / (1.0001 - chance)),
        }
    };
    let service = ServiceResult {
        service: ServiceIndex(0),
        user_h_lost_attack: share([scenario, set, cell, 900]) * 100.0,
        user_h_lost_response: 0.25,
        wrong_decision_h: 1.0,
        loss_jpy: 5.0,
    };
    let values = MEASURES.iter().enumerate().map(value).collect();
    let services = if share([scenario, set, cell, 901]) < 0.6 { vec![service] } else { Vec::new() };
    Row { values, services, ..Row::default() }
}

fn played(room: &Room) -> (Outcome, (Vec<ServiceRow>, Vec<OrganisationRow>), Vec<Place>) {
    let scenarios = scenarios();
    let sets: Vec<String> = (0..SETS).map(|set| format!("set{set}")).collect();
    let ids = scenarios.iter().map(|scenario| scenario.id.clone()).collect();
    let primaries = scenarios.iter().map(|scenario| scenario.primary).collect();
    let city = Arc::new(TinyCity::new().service("water").build());
    let mut places = Places::within(city, ids, sets.clone(), room.clone());
    let mut representatives = Representatives::within(0, primaries, room.clone());
    let plan = ComparisonPlan {
        city: "c".into(),
        scenarios: scenarios.clone(),
        control_sets: sets,
        baseline: 0,
        draws: DRAWS,
        replications: REPLICATIONS,
        margin: Margin::default(),
    };
    let mut comparison = Comparison::within(plan, room.clone());
    for scenario in 0..scenarios.len() {
        for cell in 0..DRAWS * REPLICATIONS {
            for set in 0..SETS {
                let (draw, replication) = (cell / REPLICATIONS, cell % REPLICATIONS);
                let row = row(scenario as u32, set as u32, cell);
                places.push(scenario, set, &row);
                representatives.push(RowKey { scenario, draw, replication, set }, &row);
                comparison.push(scenario, set, (draw, replication), &row).expect("numbers");
            }
        }
    }
    let outcome = comparison.finish().expect("an outcome");
    (outcome, places.finish().expect("rows"), representatives.finish().expect("places"))
}

/// A file that takes so many bytes and no more.
struct Small(Cursor<Vec<u8>>, usize);

impl Read for Small {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

impl Write for Small {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.get_ref().len() + bytes.len() > self.1 {
            Err(io::ErrorKind::StorageFull.into())
        } else {
            self.0.write(bytes)
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Small {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn a_file_that_is_full_is_told_and_breaks_nothing() {
    let room = Room::on(Small(Cursor::new(Vec::new()), 100), 4, 16);
    let mut list = List::new(&room);
    (0..16).for_each(|n| list.push(f64::from(n)));
    let read = list.iter().count();
    let told = room.trouble().expect_err("16 numbers do not fit into 100 bytes");
    assert_eq!((told.kind(), read), (io::ErrorKind::StorageFull, 16));
    assert!(room.trouble().is_ok(), "it is told once");
}

#[test]
fn a_file_that_is_full_ends_the_comparison_and_no_number_is_made_up() {
    let plan = ComparisonPlan {
        city: "c".into(),
        scenarios: scenarios(),
        control_sets: vec!["a".into()],
        baseline: 0,
        draws: DRAWS,
        replications: REPLICATIONS,
        margin: Margin::default(),
    };
    let room = Room::on(Small(Cursor::new(Vec::new()), 4096), 16, 64);
    let mut comparison = Comparison::within(plan, room);
    let mut told = Vec::new();
    for cell in 0..DRAWS * REPLICATIONS {
        let place = (cell / REPLICATIONS, cell % REPLICATIONS);
        told.extend(comparison.push(0, 0, place, &row(0, 0, cell)).err());
    }
    assert_eq!(told, [StatisticsError::Scratch { kind: io::ErrorKind::StorageFull, code: None }]);
}

#[test]
fn what_lies_on_a_file_gives_what_memory_gives() {
    let in_memory = played(&Room::memory());
    assert!(in_memory.0.worst.len() > 20 && in_memory.0.survival.len() > 500 && in_memory.0.exceedance.len() > 500);
    for (block, run) in [(3, 5), (64, 50), (1000, 10_000)] {
        let room = Room::on(Cursor::new(Vec::new()), block, run);
        assert!(played(&room) == in_memory, "blocks of {block}, runs of {run}");
        assert_eq!(room.bytes() > 0, block < 217 * 3, "217 incidents under three sets");
    }
}
