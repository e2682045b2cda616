//! What a step aims at: selectors of assets and of flows, and the links that must lead there.
//!
//! # Reads
//! Assets and flows of the city; links, for steps that do not start from what is held.
//!
//! # Not modelled
//! Steps from what is held keep every target that they select: what is reached is known during play only. Links by radio, by mail
//! and on the host itself are not looked up either.

use std::collections::BTreeSet;

use super::lookup::Lookup;
use crate::city::{Asset, AssetKind, Position};
use crate::findings::Findings;
use crate::ids::{AssetIndex, DatasetIndex, FlowIndex, OrganisationIndex, ZoneIndex};
use crate::knowledge::{LinkKind, Technique, TechniqueEffect};
use crate::problem::{Origin, ProblemKind};
use crate::scenario::{From, StepRecord, TargetSelector, Targets};
use crate::words::Words;

pub(super) fn select(
    record: &StepRecord,
    technique: Option<&Technique>,
    from: Option<&From>,
    lookup: &Lookup<'_>,
    findings: &mut Findings,
) -> Option<Targets> {
    if let Some((source, sink)) = &record.flow {
        if !record.at.is_empty() {
            let expected = "either assets (`at`) or flows (`flow`)";
            findings.add(ProblemKind::Contradiction, record.origin, "at", "", expected);
        }
        return flows(record.origin, source, sink, lookup, findings);
    }
    let encrypts = technique.is_some_and(|technique| technique.effect == TechniqueEffect::Encrypt);
    if record.at.is_empty() && from == Some(&From::Held) && (encrypts || record.over == LinkKind::Host) {
        return Some(Targets::Held);
    }
    let matcher = Matcher::read(&record.at, record.origin, "at", lookup, findings)?;
    let assets = lookup.city.assets.iter().enumerate();
    let mut found: Vec<AssetIndex> = assets
        .filter(|&(row, asset)| matcher.matches(AssetIndex::from_row(row), asset))
        .map(|(row, _)| AssetIndex::from_row(row))
        .collect();
    if found.is_empty() {
        let expected = "an asset of the city that fits all words";
        findings.add(ProblemKind::MatchesNothing, record.origin, "at", &said(&record.at), expected);
        return None;
    }
    let position = match from {
        Some(From::Outside) => Some(Position::Outside),
        Some(From::Organisation(who)) => Some(Position::Organisation(*who)),
        Some(From::Zone(zone)) => Some(Position::Zone(*zone)),
        Some(From::Held) | None => None,
    };
    let looked_up = !matches!(record.over, LinkKind::Near | LinkKind::Person | LinkKind::Host);
    if let Some(position) = position.filter(|_| looked_up) {
        found.retain(|&to| lookup.city.link_exists(record.over, position, to));
        if found.is_empty() {
            let expected = format!("a link that leads from there to one of: {}", said(&record.at));
            findings.add(ProblemKind::MatchesNothing, record.origin, "over", record.over.as_str(), expected);
            return None;
        }
    }
    Some(Targets::Assets(found))
}

fn flows(
    origin: Origin,
    source: &TargetSelector,
    sink: &TargetSelector,
    lookup: &Lookup<'_>,
    findings: &mut Findings,
) -> Option<Targets> {
    let from = Matcher::read(source, origin, "flow.from", lookup, findings);
    let to = Matcher::read(sink, origin, "flow.to", lookup, findings);
    let (from, to) = (from?, to?);
    let assets = &lookup.city.assets;
    let flows = lookup.city.flows.iter().enumerate().filter(|(_, flow)| {
        from.matches(flow.from, &assets[flow.from.row()]) && to.matches(flow.to, &assets[flow.to.row()])
    });
    let found: Vec<FlowIndex> = flows.map(|(row, _)| FlowIndex::from_row(row)).collect();
    if found.is_empty() {
        let value = format!("{} -> {}", said(source), said(sink));
        findings.add(ProblemKind::MatchesNothing, origin, "flow", &value, "a flow of the city that fits all words");
        return None;
    }
    Some(Targets::Flows(found))
}

/// A selector whose names have been looked up. An empty list does not narrow.
#[derive(Default)]
struct Matcher {
    ids: BTreeSet<AssetIndex>,
    kinds: Vec<(AssetKind, Option<String>)>,
    zones: Vec<ZoneIndex>,
    services: Vec<String>,
    operators: Vec<OrganisationIndex>,
    tags: Vec<String>,
    datasets: Vec<DatasetIndex>,
}

impl Matcher {
    /// `None` if a name could not be read: the words that remain would select something else.
    fn read(
        selector: &TargetSelector,
        origin: Origin,
        key: &str,
        lookup: &Lookup<'_>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let column = |word: &str| format!("{key}.{word}");
        let mut matcher = Self::default();
        if !selector.id.is_empty() {
            let rows = findings.resolve_all(lookup.assets(), origin, &column("id"), &selector.id);
            matcher.ids = rows.into_iter().map(AssetIndex::from_row).collect();
        }
        for text in &selector.kind {
            let (kind, subtype) =
                text.split_once(':').map_or((text.as_str(), None), |(kind, sub)| (kind, Some(sub.to_owned())));
            match AssetKind::parse(kind) {
                Some(kind) => matcher.kinds.push((kind, subtype)),
                None => {
                    let kinds = AssetKind::spellings().into_iter();
                    findings.unknown(origin, &column("kind"), kind, "an asset kind", kinds);
                }
            }
        }
        let zones = findings.resolve_all(&lookup.zones, origin, &column("zone"), &selector.zone);
        matcher.zones = zones.into_iter().map(ZoneIndex::from_row).collect();
        let operators = findings.resolve_all(&lookup.organisations, origin, &column("operator"), &selector.operator);
        matcher.operators = operators.into_iter().map(OrganisationIndex::from_row).collect();
        let datasets = findings.resolve_all(&lookup.datasets, origin, &column("dataset"), &selector.dataset);
        matcher.datasets = datasets.into_iter().map(DatasetIndex::from_row).collect();
        let assets = &lookup.city.assets;
        matcher.services =
            in_use(&selector.service, origin, &column("service"), "a service of an asset", findings, || {
                assets.iter().map(|asset| asset.service.as_str()).collect()
            });
        matcher.tags = in_use(&selector.tag, origin, &column("tag"), "a tag of an asset", findings, || {
            lookup.city.classes.iter().flat_map(|class| class.tags.iter().map(String::as_str)).collect()
        });
        let complete = matcher.ids.len() == selector.id.iter().collect::<BTreeSet<_>>().len()
            && matcher.kinds.len() == selector.kind.len()
            && matcher.zones.len() == selector.zone.len()
            && matcher.services.len() == selector.service.len()
            && matcher.operators.len() == selector.operator.len()
            && matcher.tags.len() == selector.tag.len()
            && matcher.datasets.len() == selector.dataset.len();
        complete.then_some(matcher)
    }

    fn matches(&self, index: AssetIndex, asset: &Asset) -> bool {
        let kind = |(kind, subtype): &(AssetKind, Option<String>)| {
            *kind == asset.kind && subtype.as_ref().is_none_or(|subtype| *subtype == asset.subtype)
        };
        (self.ids.is_empty() || self.ids.contains(&index))
            && (self.kinds.is_empty() || self.kinds.iter().any(kind))
            && (self.zones.is_empty() || self.zones.contains(&asset.zone))
            && (self.services.is_empty() || self.services.contains(&asset.service))
            && (self.operators.is_empty() || self.operators.contains(&asset.operator))
            && (self.tags.is_empty() || self.tags.iter().any(|tag| asset.tags.contains(tag)))
            && (self.datasets.is_empty() || self.datasets.iter().any(|dataset| asset.datasets.contains(dataset)))
    }
}

/// Those of `texts` that some asset bears; the others are problems.
fn in_use<'a>(
    texts: &[String],
    origin: Origin,
    column: &str,
    what: &str,
    findings: &mut Findings,
    names: impl FnOnce() -> BTreeSet<&'a str>,
) -> Vec<String> {
    if texts.is_empty() {
        return Vec::new();
    }
    let names = names();
    let mut found = Vec::new();
    for text in texts {
        if names.contains(text.as_str()) {
            found.push(text.clone());
        } else {
            findings.unknown(origin, column, text, what, names.iter().copied());
        }
    }
    found
}

/// A selector as it would be written, for diagnostics.
fn said(selector: &TargetSelector) -> String {
    let words = [
        ("id", &selector.id),
        ("kind", &selector.kind),
        ("zone", &selector.zone),
        ("service", &selector.service),
        ("operator", &selector.operator),
        ("tag", &selector.tag),
        ("dataset", &selector.dataset),
    ];
    let given: Vec<String> = words
        .iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(word, values)| format!("{word} = {}", values.join(", ")))
        .collect();
    if given.is_empty() { "any asset".into() } else { given.join("; ") }
}

#[cfg(test)]
mod tests {
    use crate::city::{AssetKind, City, testing::TinyCity};
    use crate::knowledge::{LinkKind, TechniqueEffect, testing::TinyCatalogue};
    use crate::problem::{Problem, ProblemKind};
    use crate::scenario::{Scenario, StepFrom, StepRecord, TargetSelector, Targets, testing::TinyScenario};

    /// gauge and plc in the field (gauge tagged), portal facing the internet; gauge feeds plc.
    fn town() -> City {
        TinyCity::new()
            .zone("field")
            .asset("gauge", AssetKind::Sensor)
            .asset("plc", AssetKind::Controller)
            .zone("cloud")
            .asset("portal", AssetKind::Server)
            .flow("gauge", "plc")
            .with(|city| {
                city.zones[1].internet_facing = true;
                city.assets[0].tags = vec!["radio".into()];
                city.assets[0].subtype = "river-level".into();
                city.assets[2].service = "open-data".into();
            })
            .build()
    }

    fn targets(change: impl FnOnce(&mut StepRecord)) -> Result<Targets, Vec<Problem>> {
        let mut record = TinyScenario::new().step("s", "t").record();
        change(&mut record.steps[0]);
        let links = [LinkKind::Reach, LinkKind::Host, LinkKind::Feed, LinkKind::Near];
        let tiny = TinyCatalogue::new().technique("t").with_technique(|t| t.links = links.to_vec());
        let tiny = tiny.technique("lock").with_technique(|t| t.effect = TechniqueEffect::Encrypt);
        let scenario = Scenario::build(record, &town(), &tiny.build(), &["harm_h"])?;
        Ok(scenario.steps[0].targets.clone())
    }

    fn rows(change: impl FnOnce(&mut StepRecord)) -> Vec<usize> {
        match targets(change).unwrap() {
            Targets::Assets(assets) => assets.iter().map(|asset| asset.row()).collect(),
            other => panic!("no assets: {other:?}"),
        }
    }

    #[test]
    fn words_narrow_and_values_widen() {
        let held = |at: TargetSelector| move |step: &mut StepRecord| (step.from, step.at) = (StepFrom::Held, at);
        let text = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>();
        let kinds = TargetSelector { kind: text(&["sensor", "controller"]), ..TargetSelector::default() };
        assert_eq!(rows(held(kinds.clone())), [0, 1]);
        assert_eq!(rows(held(TargetSelector { tag: text(&["radio"]), ..kinds })), [0]);
        let subtype = TargetSelector { kind: text(&["sensor:river-level"]), ..TargetSelector::default() };
        assert_eq!(rows(held(subtype)), [0]);
        let service = TargetSelector { service: text(&["open-data"]), ..TargetSelector::default() };
        assert_eq!(rows(held(service)), [2]);
    }

    #[test]
    fn from_outside_only_what_is_reached_remains() {
        assert_eq!(rows(|_| {}), [2]);
        assert_eq!(rows(|step| step.over = LinkKind::Near), [0, 1, 2]);
    }

    #[test]
    fn a_link_that_leads_nowhere_is_told() {
        let problems = targets(|step| step.at.zone = vec!["field".into()]).unwrap_err();
        assert_eq!((problems[0].kind, problems[0].column.as_str()), (ProblemKind::MatchesNothing, "over"));
    }

    #[test]
    fn on_the_host_itself_and_when_encrypting_everything_held_is_meant() {
        assert_eq!(targets(|step| (step.from, step.over) = (StepFrom::Held, LinkKind::Host)).unwrap(), Targets::Held);
        let locked = targets(|step| (step.from, step.technique) = (StepFrom::Held, "lock".into()));
        assert_eq!(locked.unwrap(), Targets::Held);
        assert_eq!(rows(|step| step.from = StepFrom::Held), [0, 1, 2]);
    }

    #[test]
    fn a_flow_is_a_target_by_both_its_ends() {
        let one = |id: &str| TargetSelector { id: vec![id.into()], ..TargetSelector::default() };
        let found = targets(|step| step.flow = Some((one("gauge"), TargetSelector::default()))).unwrap();
        assert_eq!(found, Targets::Flows(vec![crate::ids::FlowIndex(0)]));
        let problems = targets(|step| step.flow = Some((one("plc"), one("gauge")))).unwrap_err();
        assert_eq!((problems[0].kind, problems[0].column.as_str()), (ProblemKind::MatchesNothing, "flow"));
    }

    #[test]
    fn a_mistyped_word_is_told_with_the_nearest_and_not_ignored() {
        let problems = targets(|step| {
            step.at.tag = vec!["radoi".into()];
            step.at.kind = vec!["sensr:x".into()];
            step.at.id = vec!["plcc".into()];
        })
        .unwrap_err();
        let seen: Vec<_> = problems.iter().map(|p| (p.column.as_str(), p.nearest.as_deref())).collect();
        assert_eq!(seen, [("at.id", Some("plc")), ("at.kind", Some("sensor")), ("at.tag", Some("radio"))]);
    }
}
