//! A desk never looks at more at once than it has analysts.

use proptest::prelude::*;
use yagura_sim::incident::Fact;

use crate::runs::each_incident;
use crate::settings::cases;
use crate::world::World;

proptest! {
    #![proptest_config(cases(30))]

    #[test]
    fn analysts_look_at_one_alert_each(
        analysts in 1..5_u16,
        servers in 2..15_u32,
        triage_h in 0.1..8.0_f64,
        take_h in 0.1..5.0_f64,
        alarms in 0.0..10.0_f64,
    ) {
        let mut world = World::new()
            .horizon_d(60.0)
            .desk(analysts)
            .hands("\"unlimited\"")
            .chance("take_h", "hour", take_h, "exponential")
            .role_fixed("alerted_process", "probability", 1.0)
            .role_fixed("alert_dismissed", "probability", 1.0)
            .role_fixed("triage_h", "hour", triage_h)
            .role_fixed("false_alarms_per_day", "per_day", alarms)
            .technique_row("take,reach,administrator,take_h,,,,process,no,assumption")
            .step("id = \"one\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"kind=server\"");
        for n in 0..servers {
            world = world.asset(&format!("a{n}"));
        }
        let mut busiest = 0;
        let mut alerts = 0;
        each_incident(&world.experiment(10), |twin| {
            let begun: Vec<f64> = twin
                .log()
                .entries()
                .iter()
                .filter_map(|entry| match entry.fact {
                    Fact::Alerted { wait_h, .. } => Some(entry.at.hours() + wait_h),
                    _ => None,
                })
                .collect();
            alerts += begun.len();
            // Rounding to ticks: a job that ends as the next begins is no overlap.
            let together = |at: f64| begun.iter().filter(|&&b| b <= at + 1e-6 && at + 1e-6 < b + triage_h - 1e-5).count();
            busiest = begun.iter().map(|&at| together(at)).fold(busiest, usize::max);
        });
        prop_assert_eq!(alerts, 10 * servers as usize);
        prop_assert!(busiest <= usize::from(analysts), "{} at once by {} analysts", busiest, analysts);
    }
}
