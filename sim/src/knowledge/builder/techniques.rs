//! `techniques.csv`: times, chances and the race of every technique.

use super::dimension::Dimension;
use super::parameters::KnownParameters;
use crate::findings::Findings;
use crate::ids::ParameterIndex;
use crate::knowledge::{Factor, Race, SuccessFactor, Technique, TechniqueRecord, address};
use crate::problem::{Origin, ProblemKind};

/// Parts of a race, in the order of the column.
const RACE: &str = "exploit_time;patch_time;zero_day_share;never_patched_share";

pub(super) fn build(
    records: Vec<TechniqueRecord>,
    known: KnownParameters<'_>,
    findings: &mut Findings,
) -> Vec<Technique> {
    records.into_iter().map(|record| technique(record, known, findings)).collect()
}

fn technique(record: TechniqueRecord, known: KnownParameters<'_>, findings: &mut Findings) -> Technique {
    let origin = record.origin;
    if record.links.is_empty() {
        findings.add(ProblemKind::Missing, origin, "links", "", "at least one link over which it is tried");
    }
    if record.source.is_empty() {
        findings.add(ProblemKind::Missing, origin, "source", "", "a source, or `assumption`");
    }
    let rounds = if record.rounds.is_empty() {
        None
    } else {
        known.drawn(origin, "rounds", &record.rounds, &[Dimension::Count], findings)
    };
    let hash = address(&record.id);
    Technique {
        time: time_parameters(&record.time, origin, known, findings),
        success: success_factors(&record.success, origin, known, findings),
        race: race(&record.race, origin, known, findings),
        rounds,
        id: record.id,
        name_ja: record.name_ja,
        name_en: record.name_en,
        attack_ids: record.attack_ids,
        attack_check: record.attack_check,
        links: record.links,
        effect: record.effect,
        signals: record.signals,
        self_spreading: record.self_spreading,
        cause: record.cause,
        confidence: record.confidence,
        hash,
    }
}

/// Column `time`: times, or rates that are inverted.
pub(crate) fn time_parameters(
    keys: &[String],
    origin: Origin,
    known: KnownParameters<'_>,
    findings: &mut Findings,
) -> Vec<ParameterIndex> {
    let allowed = [Dimension::Time, Dimension::Rate];
    keys.iter().filter_map(|key| known.drawn(origin, "time", key, &allowed, findings)).collect()
}

/// Column `success`: shares.
pub(crate) fn success_factors(
    factors: &[SuccessFactor],
    origin: Origin,
    known: KnownParameters<'_>,
    findings: &mut Findings,
) -> Vec<Factor> {
    let resolved = factors.iter().filter_map(|factor| {
        let parameter = known.drawn(origin, "success", &factor.parameter, &[Dimension::Share], findings)?;
        Some(Factor { parameter, complement: factor.complement, unit: factor.unit })
    });
    resolved.collect()
}

fn race(keys: &[String], origin: Origin, known: KnownParameters<'_>, findings: &mut Findings) -> Option<Race> {
    if keys.iter().all(String::is_empty) {
        return None;
    }
    if keys.len() > 4 {
        findings.add(ProblemKind::Malformed, origin, "race", &keys.join(";"), RACE);
    }
    let mut part = |at: usize, dimension| {
        let key = keys.get(at).filter(|key| !key.is_empty())?;
        known.drawn(origin, "race", key, &[dimension], findings)
    };
    Some(Race {
        exploit_time: part(0, Dimension::Time),
        patch_time: part(1, Dimension::Time),
        zero_day_share: part(2, Dimension::Share),
        never_patched_share: part(3, Dimension::Share),
    })
}

#[cfg(test)]
mod tests {
    use crate::knowledge::{Catalogue, CatalogueRecords, SuccessFactor, SuccessUnit, testing::TinyCatalogue};
    use crate::problem::ProblemKind;

    fn tiny() -> CatalogueRecords {
        TinyCatalogue::new()
            .parameter("hours", "hour", "exponential", 2.0)
            .parameter("guesses", "guess_per_hour", "fixed", 100.0)
            .parameter("share", "fraction", "fixed", 0.4)
            .parameter("tries", "count", "fixed", 3.0)
            .technique("t")
            .records()
    }

    #[test]
    fn times_rates_shares_and_counts_go_where_they_fit() {
        let mut records = tiny();
        let technique = &mut records.techniques[0];
        technique.time = vec!["hours".into(), "guesses".into()];
        technique.success =
            vec![SuccessFactor { parameter: "share".into(), complement: true, unit: SuccessUnit::System }];
        technique.race = vec!["hours".into(), String::new(), "share".into()];
        technique.rounds = "tries".into();
        let technique = &Catalogue::build(records).unwrap().techniques[0];
        assert_eq!(technique.time.iter().map(|p| p.row()).collect::<Vec<_>>(), [0, 1]);
        assert_eq!((technique.success[0].parameter.row(), technique.success[0].complement), (2, true));
        let race = technique.race.unwrap();
        assert_eq!((race.exploit_time.map(|p| p.row()), race.patch_time), (Some(0), None));
        assert_eq!((race.zero_day_share.map(|p| p.row()), race.never_patched_share), (Some(2), None));
        assert_eq!(technique.rounds.map(|p| p.row()), Some(3));
    }

    #[test]
    fn a_share_is_no_time_and_a_time_no_share() {
        let mut records = tiny();
        let technique = &mut records.techniques[0];
        technique.time = vec!["share".into()];
        technique.success =
            vec![SuccessFactor { parameter: "hours".into(), complement: false, unit: SuccessUnit::Try }];
        technique.rounds = "share".into();
        technique.race = vec!["share".into(), "hours".into(), "hours".into()];
        let problems = Catalogue::build(records).unwrap_err();
        assert!(problems.iter().all(|p| p.kind == ProblemKind::Contradiction));
        let columns: Vec<_> = problems.iter().map(|p| p.column.as_str()).collect();
        assert_eq!(columns, ["rounds", "time", "success", "race", "race"]);
    }

    #[test]
    fn a_race_has_four_parts_at_most() {
        let mut records = tiny();
        records.techniques[0].race = vec!["hours".into(), String::new(), String::new(), String::new(), "share".into()];
        assert_eq!(Catalogue::build(records).unwrap_err()[0].kind, ProblemKind::Malformed);
    }
}
