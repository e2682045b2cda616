//! One replication as a bevy schedule: five phases, one after the other, on one thread.
//!
//! Parallelism is across replications, one World each, so the single-threaded executor is the right one; a schedule then
//! costs a fraction of a microsecond. Two systems of one phase that touch the same data without a stated order are an
//! error when the schedule is built: their order would be an accident, and with it the results.

use bevy_ecs::schedule::{
    IntoScheduleConfigs, LogLevel, Schedule, ScheduleBuildSettings, ScheduleLabel, SingleThreadedExecutor, SystemSet,
};

/// The schedule that plays one replication under one control set.
#[derive(ScheduleLabel, Debug, Clone, PartialEq, Eq, Hash)]
pub struct Replicate;

/// The phases of a replication, in this order. Nothing in them may walk over all assets.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Next stamp and key; queue, log and tally are emptied.
    Begin,
    /// The rows of this control set and parameter draw are put in place.
    Posture,
    /// The scenario plans its first events.
    Enter,
    /// Events are played until none is left.
    Run,
    /// Measures read the log and what was touched.
    Measure,
}

/// A schedule labelled [`Replicate`] with its phases in order and no systems yet. Call [`Schedule::initialize`] once all
/// plugins have added theirs: it reports a circle or an ambiguity as an error, where the first run would panic.
#[must_use]
pub fn replicate_schedule() -> Schedule {
    let mut schedule = Schedule::new(Replicate);
    schedule.set_executor(SingleThreadedExecutor::new());
    schedule.set_build_settings(ScheduleBuildSettings {
        ambiguity_detection: LogLevel::Error,
        hierarchy_detection: LogLevel::Error,
        ..ScheduleBuildSettings::default()
    });
    schedule.configure_sets((Phase::Begin, Phase::Posture, Phase::Enter, Phase::Run, Phase::Measure).chain());
    schedule
}

#[cfg(test)]
mod tests {
    use bevy_ecs::prelude::*;

    use super::*;

    #[derive(Resource, Default)]
    struct Played(Vec<Phase>);

    fn play(phase: Phase) -> impl Fn(ResMut<Played>) {
        move |mut played| played.0.push(phase)
    }

    #[test]
    fn phases_run_in_their_order_whatever_the_order_of_adding() {
        let mut world = World::new();
        world.init_resource::<Played>();
        let mut schedule = replicate_schedule();
        let phases = [Phase::Begin, Phase::Posture, Phase::Enter, Phase::Run, Phase::Measure];
        for phase in [Phase::Measure, Phase::Enter, Phase::Begin, Phase::Run, Phase::Posture] {
            schedule.add_systems(play(phase).in_set(phase));
        }
        world.add_schedule(schedule);
        world.run_schedule(Replicate);
        world.run_schedule(Replicate);
        assert_eq!(world.resource::<Played>().0, [phases, phases].concat());
    }

    #[test]
    fn two_systems_of_one_phase_without_an_order_are_refused() {
        let mut world = World::new();
        world.init_resource::<Played>();
        let mut schedule = replicate_schedule();
        schedule.add_systems(play(Phase::Run).in_set(Phase::Run));
        assert!(schedule.initialize(&mut world).is_ok());
        schedule.add_systems((|mut played: ResMut<Played>| played.0.clear()).in_set(Phase::Run));
        assert!(schedule.initialize(&mut world).is_err());
    }
}
