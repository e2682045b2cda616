//! By when something had happened: the curves of `survival.csv` and the sums of `delays.csv`.
//!
//! # What happens
//! A delay starts with the first act or with detection, and ends with its event, with another end that makes the event impossible
//! (the attack was over before anybody noticed), or not before the horizon. The share that had ended with the event by some time is
//! the cumulative incidence after Aalen and Johansen. The mean up to the horizon is the area above that curve: what never came counts
//! up to the horizon, so a set under which fewer are noticed does not look faster for it.
//!
//! Intervals leave out one parameter draw after the other (jackknife): draws, and not incidents, are the independent witnesses.
//!
//! # Not modelled
//! The first act comes at or shortly after the start of the simulated time; the horizon is taken to cut a delay from it off at the full
//! horizon. A delay from detection is cut off at the horizon less the detection delay. The mean wait of alerts and the time to half of
//! the spread are no delays to an event of the incident and have no curve.
//!
//! # Sources
//! Aalen and Johansen (1978), see [`RunningIncidence`]. Jackknife over clusters: Wolter (2007), Introduction to Variance
//! Estimation, 2nd ed., section 4.5.

use yagura_sim::measure::{MEASURES, MeasureKind, measure_index};

use super::plan::ComparisonPlan;
use super::scenario_values::ScenarioValues;
use crate::lists::{Ascending, Room, ascending};
use crate::statistics::distribution::student;
use crate::statistics::{CONFIDENCE, End, Ending, Ordered, RunningIncidence};
use crate::tables::{DelayRow, SurvivalRow};

/// Points of a curve between its start and the horizon.
const POINTS: usize = 96;

/// Delays that do not end with an event of the incident.
const NO_EVENT: [&str; 2] = ["alert_to_triage_wait_h", "time_to_half_h"];

/// The event of a delay, and the other end.
const EVENT: usize = 0;
const OTHER: usize = 1;
/// Where those stand that were cut off, in lists by end.
const CENSORED: usize = 2;

fn row(end: End) -> usize {
    match end {
        End::Cause(EVENT) => EVENT,
        End::Cause(_) => OTHER,
        End::Censored => CENSORED,
    }
}

/// From where a delay counts, and what makes its event impossible.
struct Clock {
    measure: usize,
    start: Start,
    other_end: Option<usize>,
}

enum Start {
    /// The first act: every incident.
    FirstAct,
    /// Detection: incidents that were detected, after this delay.
    Detection { delay: usize },
}

/// The delays that have a curve.
fn clocks() -> Vec<Clock> {
    let (Some(detection), Some(over)) = (measure_index("detection_delay_h"), measure_index("attack_end_h")) else {
        return Vec::new();
    };
    let delays = MEASURES.iter().enumerate().filter(|(_, one)| matches!(one.kind, MeasureKind::Delay { .. }));
    delays
        .filter(|(_, one)| !NO_EVENT.contains(&one.key))
        .map(|(measure, _)| match measure {
            _ if measure == detection => Clock { measure, start: Start::FirstAct, other_end: Some(over) },
            _ if measure == over => Clock { measure, start: Start::FirstAct, other_end: Some(detection) },
            _ => Clock { measure, start: Start::Detection { delay: detection }, other_end: None },
        })
        .collect()
}

/// The rows of one scenario: sets in the order of the plan, delays in theirs.
pub(super) fn delays(
    plan: &ComparisonPlan,
    scenario: usize,
    values: &ScenarioValues,
) -> (Vec<SurvivalRow>, Vec<DelayRow>) {
    let (mut curves, mut sums) = (Vec::new(), Vec::new());
    let planned = &plan.scenarios[scenario];
    for (set, control_set) in plan.control_sets.iter().enumerate() {
        for clock in clocks() {
            let seen = || observed(&clock, set, values, planned.horizon_h);
            let Some(estimate) = estimate(values.room(), seen, plan, planned.horizon_h) else { continue };
            let measure = MEASURES[clock.measure].key;
            curves.extend(estimate.points.iter().map(|point| SurvivalRow {
                city: plan.city.clone(),
                scenario: planned.id.clone(),
                control_set: control_set.clone(),
                measure,
                time_h: point.time,
                n_at_risk: point.at_risk,
                share: point.share,
                interval_low: point.interval.map(|(low, _)| low),
                interval_high: point.interval.map(|(_, high)| high),
            }));
            let ended = estimate.ended;
            sums.push(DelayRow {
                city: plan.city.clone(),
                scenario: planned.id.clone(),
                control_set: control_set.clone(),
                measure,
                n: ended.iter().sum(),
                n_happened: ended[EVENT],
                n_ended_without: ended[OTHER],
                n_censored: ended[CENSORED],
                restricted_mean_h: Some(estimate.mean),
                interval_low: estimate.mean_interval.map(|(low, _)| low),
                interval_high: estimate.mean_interval.map(|(_, high)| high),
                horizon_h: planned.horizon_h,
            });
        }
    }
    (curves, sums)
}

/// How the delay of `clock` ended in each incident, draw by draw; `None`: it never began.
fn observed<'a>(
    clock: &Clock,
    set: usize,
    values: &'a ScenarioValues,
    horizon_h: f64,
) -> impl Iterator<Item = Option<Ending>> + use<'a> {
    let event = values.of(set, clock.measure);
    let mut other = clock.other_end.map(|other| values.of(set, other));
    let mut since = match clock.start {
        Start::FirstAct => None,
        Start::Detection { delay } => Some(values.of(set, delay)),
    };
    event.map(move |event| {
        let other = other.as_mut().and_then(Iterator::next).flatten();
        let began = match &mut since {
            None => 0.0,
            Some(since) => since.next().flatten()?,
        };
        let (time, end) = match (event, other) {
            (Some(time), _) => (time, End::Cause(EVENT)),
            (None, Some(time)) => (time, End::Cause(OTHER)),
            (None, None) => (horizon_h - began, End::Censored),
        };
        Some(Ending { time: time.clamp(0.0, horizon_h), end })
    })
}

struct Point {
    time: f64,
    at_risk: u64,
    share: f64,
    interval: Option<(f64, f64)>,
}

struct Estimate {
    /// How many ended how: by the event, by the other end, cut off.
    ended: [u64; 3],
    points: Vec<Point>,
    mean: f64,
    mean_interval: Option<(f64, f64)>,
}

fn estimate<S: Iterator<Item = Option<Ending>>>(
    room: &Room,
    seen: impl Fn() -> S,
    plan: &ComparisonPlan,
    horizon_h: f64,
) -> Option<Estimate> {
    let times = |kind: usize| {
        let of_kind = seen().flatten().filter(move |ending| row(ending.end) == kind);
        ascending(room, of_kind.map(|ending| ending.time))
    };
    let times: [Ascending; 3] = [times(EVENT), times(OTHER), times(CENSORED)];
    let ended = times.each_ref().map(|times| times.length() as u64);
    if ended == [0; 3] {
        return None;
    }
    let grid = grid(&times[EVENT], horizon_h);
    let (told, mean) = incidence(&times, &grid, horizon_h);
    let counts = Counts::new(seen(), plan.replications as usize, &grid);
    let (shares, means) = counts.without_each(&grid);
    let points = grid.iter().enumerate().map(|(place, &time)| {
        let share = told[place];
        let left_out: Vec<f64> = shares.iter().map(|curve| curve[place]).collect();
        let before: usize = times.iter().map(|times| times.partition_point(|other| other < time)).sum();
        Point {
            time,
            at_risk: ended.iter().sum::<u64>() - before as u64,
            share,
            interval: jackknife(share, &left_out).map(|(low, high)| (low.max(0.0), high.min(1.0))),
        }
    });
    let points = points.collect();
    let mean_interval = jackknife(mean, &means).map(|(low, high)| (low.max(0.0), high.min(horizon_h)));
    Some(Estimate { ended, points, mean, mean_interval })
}

/// The share with the event by each time of `grid`, and the area above the curve up to the horizon.
fn incidence(times: &[Ascending; 3], grid: &[f64], horizon_h: f64) -> (Vec<f64>, f64) {
    let all = times.iter().map(Ordered::length).sum();
    let mut running = RunningIncidence::new(2, all);
    let mut rest = times.each_ref().map(|times| times.iter_from(0).peekable());
    let mut told: Vec<f64> = Vec::with_capacity(grid.len());
    let mut area = 0.0;
    let (mut since, mut height) = (0.0, 0.0);
    while let Some(time) = rest.iter_mut().filter_map(|rest| rest.peek().copied()).min_by(f64::total_cmp) {
        let ended = rest.each_mut().map(|rest| std::iter::from_fn(|| rest.next_if(|&next| next == time)).count());
        if running.pass(&ended[..CENSORED], ended[CENSORED]) {
            // What the curve was until now holds for the times before this one.
            while grid.get(told.len()).is_some_and(|&at| at < time) {
                told.push(height);
            }
            area += (1.0 - height) * (time - since);
            (since, height) = (time, running.incidence[EVENT]);
        }
    }
    told.resize(grid.len(), height);
    (told, area + (1.0 - height) * (horizon_h - since))
}

/// Where the curve is told: its start, times at which events happened, evenly by their number, and the horizon.
fn grid(events: &Ascending, horizon_h: f64) -> Vec<f64> {
    let distinct = || {
        let mut last = None;
        events.iter_from(0).filter(move |&time| last.replace(time) != Some(time))
    };
    let count = distinct().count();
    let picked = count.min(POINTS);
    let mut wanted = (0..picked).map(|place| ((place + 1) * count).div_ceil(picked) - 1).peekable();
    let of_events =
        distinct().enumerate().filter(|(place, _)| wanted.next_if_eq(place).is_some()).map(|(_, time)| time);
    let mut grid: Vec<f64> = std::iter::once(0.0).chain(of_events).chain([horizon_h]).collect();
    grid.dedup();
    grid
}

/// How many ended how, per draw and interval of the grid: what the jackknife needs, and no more.
struct Counts {
    /// `[draw][place]`: ended by the event, ended otherwise, cut off, in (grid before, grid].
    draws: Vec<Vec<[u64; 3]>>,
}

impl Counts {
    fn new(seen: impl Iterator<Item = Option<Ending>>, replications: usize, grid: &[f64]) -> Self {
        let mut draws: Vec<Vec<[u64; 3]>> = Vec::new();
        for (cell, ending) in seen.enumerate() {
            if cell % replications.max(1) == 0 {
                draws.push(vec![[0; 3]; grid.len()]);
            }
            if let (Some(ending), Some(counts)) = (ending, draws.last_mut()) {
                let place = grid.partition_point(|time| *time < ending.time).min(grid.len() - 1);
                counts[place][row(ending.end)] += 1;
            }
        }
        draws.retain(|draw| draw.iter().flatten().any(|count| *count > 0));
        Self { draws }
    }

    /// The curve and the mean without each draw in turn, interval by interval: coarser than the estimate itself, and as spread out.
    fn without_each(&self, grid: &[f64]) -> (Vec<Vec<f64>>, Vec<f64>) {
        let mut all = vec![[0_u64; 3]; grid.len()];
        for draw in &self.draws {
            for (sum, counts) in all.iter_mut().zip(draw) {
                sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
        }
        let curves: Vec<Vec<f64>> = self.draws.iter().map(|draw| curve(&all, draw)).collect();
        let means = curves.iter().map(|curve| {
            let areas = grid.windows(2).zip(curve).map(|(ends, share)| (1.0 - share) * (ends[1] - ends[0]));
            areas.sum()
        });
        let means = means.collect();
        (curves, means)
    }
}

/// The cumulative incidence of the event from `all` less `one`.
fn curve(all: &[[u64; 3]], one: &[[u64; 3]]) -> Vec<f64> {
    let left: Vec<[f64; 3]> =
        all.iter().zip(one).map(|(all, one)| std::array::from_fn(|kind| (all[kind] - one[kind]) as f64)).collect();
    let mut at_risk: f64 = left.iter().flatten().sum();
    let (mut survival, mut incidence) = (1.0, 0.0);
    let step = |&[event, other, cut_off]: &[f64; 3]| {
        if at_risk > 0.0 {
            incidence += survival * event / at_risk;
            survival *= 1.0 - (event + other) / at_risk;
        }
        at_risk -= event + other + cut_off;
        incidence
    };
    left.iter().map(step).collect()
}

/// 95 % interval around `value` from what it is without each of the draws. Where no draw differs from another there is none: that
/// nothing was seen, or that all was, does not say that it is so.
fn jackknife(value: f64, left_out: &[f64]) -> Option<(f64, f64)> {
    let draws = left_out.len();
    if draws < 2 {
        return None;
    }
    let mean = left_out.iter().sum::<f64>() / draws as f64;
    let squares: f64 = left_out.iter().map(|one| (one - mean) * (one - mean)).sum();
    let error = libm::sqrt(squares * (draws - 1) as f64 / draws as f64);
    // Less than this is rounding.
    if error <= 1e-12 * value.abs().max(1.0) {
        return None;
    }
    let reach = error * student::upper_quantile(0.5 * (1.0 - CONFIDENCE), (draws - 1) as f64);
    Some((value - reach, value + reach))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(draws: u32, replications: u32) -> ComparisonPlan {
        ComparisonPlan {
            city: "c".into(),
            scenarios: Vec::new(),
            control_sets: Vec::new(),
            baseline: 0,
            draws,
            replications,
            margin: crate::statistics::Margin::default(),
        }
    }

    fn estimate(seen: &[Option<Ending>], plan: &ComparisonPlan, horizon_h: f64) -> Estimate {
        super::estimate(&Room::memory(), || seen.iter().copied(), plan, horizon_h).expect("an estimate")
    }

    fn ending(time: f64, end: End) -> Option<Ending> {
        Some(Ending { time, end })
    }

    /// By hand: five incidents of a horizon of 10 h; noticed at 1, over at 2, cut off at 3, noticed at 4 and 5. The curve is 0, 1/5 at 1,
    /// 1/2 at 4, 4/5 at 5. The area above it: 1 + 3 x 4/5 + 1 x 1/2 + 5 x 1/5 = 4.9.
    #[test]
    fn a_curve_by_hand() {
        let seen = [
            ending(1.0, End::Cause(EVENT)),
            ending(2.0, End::Cause(OTHER)),
            ending(3.0, End::Censored),
            ending(4.0, End::Cause(EVENT)),
            ending(5.0, End::Cause(EVENT)),
            None,
        ];
        let estimate = estimate(&seen, &plan(3, 2), 10.0);
        let told: Vec<(f64, u64)> = estimate.points.iter().map(|point| (point.time, point.at_risk)).collect();
        assert_eq!(told, [(0.0, 5), (1.0, 5), (4.0, 2), (5.0, 1), (10.0, 0)]);
        for (point, share) in estimate.points.iter().zip([0.0, 0.2, 0.5, 0.8, 0.8]) {
            assert!((point.share - share).abs() < 1e-12, "{}: {}", point.time, point.share);
        }
        assert!((estimate.mean - 4.9).abs() < 1e-12, "{}", estimate.mean);
    }

    /// Where only the horizon cuts off, the share is a plain mean and the jackknife the t interval on the draws' means. Shares by 1 h in
    /// three draws of two: 1, 1/2, 0; mean 1/2, sd 1/2, error 0.5 / sqrt(3) = 0.288675, t(0.975, 2) = 4.302653: beyond 0 and 1.
    /// With eight draws of 1 and eight of 1/2: mean 3/4, sd 0.258199, error 0.0645497, t(0.975, 15) = 2.131450: 0.75 -+ 0.137584.
    #[test]
    fn the_interval_is_that_of_the_draws() {
        let (yes, no) = (ending(1.0, End::Cause(EVENT)), ending(10.0, End::Censored));
        let few = [yes, yes, yes, no, no, no];
        let interval = estimate(&few, &plan(3, 2), 10.0).points[1].interval;
        assert_eq!(interval, Some((0.0, 1.0)));
        let many: Vec<Option<Ending>> =
            (0..16).flat_map(|draw| if draw % 2 == 0 { [yes, yes] } else { [yes, no] }).collect();
        let (low, high) = estimate(&many, &plan(16, 2), 10.0).points[1].interval.expect("one");
        assert!((low - 0.612_416).abs() < 1e-6 && (high - 0.887_584).abs() < 1e-6, "{low} {high}");
    }

    /// It is an event of a run's spread and has no censoring of its own: where nothing was taken every incident would count as cut off.
    #[test]
    fn the_time_to_half_of_the_spread_is_no_delay_of_an_incident() {
        let told: Vec<&str> = clocks().iter().map(|clock| MEASURES[clock.measure].key).collect();
        assert!(told.contains(&"detection_delay_h") && told.contains(&"recovery_delay_h"), "{told:?}");
        assert!(NO_EVENT.iter().all(|key| !told.contains(key) && measure_index(key).is_some()), "{told:?}");
    }

    #[test]
    fn a_curve_has_at_most_so_many_points_and_ends_at_the_horizon() {
        let all = ascending(&Room::memory(), (0..1000).map(|i| f64::from(i) / 100.0));
        let grid = grid(&all, 24.0);
        assert_eq!((grid.len(), grid[0], grid[grid.len() - 1], grid[grid.len() - 2]), (POINTS + 2, 0.0, 24.0, 9.99));
        assert!(grid.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
