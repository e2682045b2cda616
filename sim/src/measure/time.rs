//! How long it took, and who noticed. Delays count from the first malicious act or mistake (detection) or from recognition
//! (everything after); they are empty where they did not happen within the horizon.

use crate::incident::{Fact, NoticeSource};
use crate::kernel::Tick;

use super::Outcome;
use super::definition::{Better, Family, MeasureDefinition, MeasureKind, Unit};

const fn flag(key: &'static str, better: Better) -> MeasureDefinition {
    MeasureDefinition::new(key, Unit::Flag, Family::Time, better, MeasureKind::Flag)
}

const fn delay(key: &'static str, flag: &'static str) -> MeasureDefinition {
    MeasureDefinition::new(key, Unit::Hours, Family::Time, Better::Lower, MeasureKind::Delay { flag })
}

pub(super) const DEFINITIONS: &[MeasureDefinition] = &[
    flag("entered", Better::Lower),
    flag("detected", Better::Higher),
    flag("detected_by_desk", Better::Neither),
    flag("detected_by_people", Better::Neither),
    flag("detected_by_outsider", Better::Neither),
    flag("detected_by_supplier", Better::Neither),
    flag("detected_by_attacker", Better::Neither),
    flag("ended_unnoticed", Better::Lower),
    flag("contained", Better::Higher),
    flag("recovered", Better::Higher),
    delay("detection_delay_h", "detected"),
    delay("attack_end_h", "ended_unnoticed"),
    MeasureDefinition::new("alerts", Unit::Count, Family::Time, Better::Neither, MeasureKind::Amount),
    flag("alerted", Better::Neither),
    delay("alert_to_triage_wait_h", "alerted"),
    delay("containment_delay_h", "contained"),
    flag("root_cause_found", Better::Higher),
    delay("root_cause_delay_h", "root_cause_found"),
    flag("others_told", Better::Neither),
    delay("notification_delay_h", "others_told"),
    delay("recovery_delay_h", "recovered"),
    MeasureDefinition::new("analyst_false_alarm_h", Unit::Hours, Family::Time, Better::Lower, MeasureKind::Amount),
];

pub(super) fn fold(outcome: &mut Outcome<'_>, values: &mut Vec<Option<f64>>) {
    let p = outcome.progress;
    let yes = |b: bool| Some(f64::from(u8::from(b)));
    let by = |source| yes(p.detection.is_some_and(|d| d.source == source));
    let since = |from: Option<Tick>, to: Option<Tick>| from.zip(to).map(|(from, to)| to.since(from).hours());
    let detected = p.detection.map(|d| d.at);
    let ended = if detected.is_none() { p.ended.filter(|_| p.first_act.is_some()) } else { None };
    let inside = |at: Option<Tick>| at.filter(|at| *at <= outcome.horizon);
    // Only where it is looked for can it be found.
    let found = || outcome.log.entries().iter().find(|e| matches!(e.fact, Fact::RootCauseFound)).map(|e| e.at);
    let cause = p.root_cause.and_then(|_| found());
    let told =
        inside(p.last_told).filter(|_| outcome.log.entries().iter().any(|e| matches!(e.fact, Fact::Told { .. })));
    values.extend([
        yes(p.entered.is_some()),
        yes(detected.is_some()),
        by(NoticeSource::Desk),
        by(NoticeSource::People),
        by(NoticeSource::Outsider),
        by(NoticeSource::Supplier),
        by(NoticeSource::Attacker),
        yes(ended.is_some()),
        yes(p.contained.is_some()),
        yes(p.recovered.is_some()),
        since(p.first_act, detected),
        since(p.first_act, ended),
        Some(p.tally.alerts as f64),
        yes(p.tally.alerts > 0),
        (p.tally.alerts > 0).then(|| p.tally.wait_h / p.tally.alerts as f64),
        since(detected, p.contained),
        yes(cause.is_some()),
        since(detected, cause),
        yes(told.is_some()),
        since(detected, told),
        since(detected, p.recovered),
        Some(p.tally.false_alarm_h),
    ]);
}
