//! The references of `services.csv`: `asset:service/kind[:subtype]`, `any:service/kind[:subtype]`, `id:asset-id`, `svc:service-id`,
//! `ds:dataset-id`, with `;` between several.

use std::collections::BTreeMap;

use super::directories::Directories;
use crate::city::{AssetKind, AssetRecord};
use crate::findings::Findings;
use crate::ids::{AssetIndex, DatasetIndex, ServiceIndex};
use crate::problem::{Origin, Problem, ProblemKind, nearest};
use crate::words::Words;

/// What one reference names.
pub(super) enum Part {
    /// `asset:` or `id:`: assets of which each counts.
    Each(Vec<AssetIndex>),
    /// `any:`: assets of which one is enough.
    Any(Vec<AssetIndex>),
    /// `svc:`
    Service(ServiceIndex),
    /// `ds:`
    Dataset(DatasetIndex),
}

/// A reference that a column allows.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Form {
    Asset,
    Any,
    Id,
    Service,
    Dataset,
}

impl Form {
    const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Asset, "asset", "asset:service/kind:subtype"),
        (Self::Any, "any", "any:service/kind:subtype"),
        (Self::Id, "id", "id:asset-id"),
        (Self::Service, "svc", "svc:service-id"),
        (Self::Dataset, "ds", "ds:dataset-id"),
    ];

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, text, _)| *text == word).map(|&(form, _, _)| form)
    }

    fn expected(allowed: &[Self]) -> String {
        let forms: Vec<&str> =
            Self::ALL.iter().filter(|(form, _, _)| allowed.contains(form)).map(|&(_, _, text)| text).collect();
        format!("{} (`;` between several)", forms.join(", "))
    }
}

/// Where a list of references stands.
#[derive(Clone, Copy)]
pub(super) struct Cell<'a> {
    pub(super) origin: Origin,
    pub(super) column: &'a str,
    pub(super) text: &'a str,
}

/// Assets by the service that they belong to, their kind and their finer kind.
#[derive(Default)]
pub(super) struct Parts {
    by_service: BTreeMap<String, BTreeMap<AssetKind, BTreeMap<String, Vec<AssetIndex>>>>,
    /// Rows of one part mostly follow each other: those that are not in the map yet, and to what they belong.
    run: Vec<AssetIndex>,
    run_of: Option<(String, AssetKind, String)>,
}

impl Parts {
    /// Notes to what `asset` belongs.
    pub(super) fn add(&mut self, asset: AssetIndex, record: &AssetRecord) {
        let same = self.run_of.as_ref().is_some_and(|(service, kind, subtype)| {
            *kind == record.kind && *subtype == record.subtype && *service == record.service
        });
        if !same {
            self.end_run();
            self.run_of = Some((record.service.clone(), record.kind, record.subtype.clone()));
        }
        self.run.push(asset);
    }

    /// All assets have been added.
    pub(super) fn gathered(mut self) -> Self {
        self.end_run();
        self
    }

    fn end_run(&mut self) {
        if let Some((service, kind, subtype)) = self.run_of.take() {
            let of_kind = self.by_service.entry(service).or_default().entry(kind).or_default();
            of_kind.entry(subtype).or_default().append(&mut self.run);
        }
    }

    /// Everything that `cell` names, in the order of the cell; what cannot be read or matches nothing is a problem.
    pub(super) fn read(
        &self,
        cell: Cell<'_>,
        allowed: &[Form],
        find: &Directories,
        findings: &mut Findings,
    ) -> Vec<Part> {
        let tokens = cell.text.split(';').map(str::trim).filter(|token| !token.is_empty());
        tokens.filter_map(|token| self.part(cell, token, allowed, find, findings)).collect()
    }

    fn part(
        &self,
        cell: Cell<'_>,
        token: &str,
        allowed: &[Form],
        find: &Directories,
        findings: &mut Findings,
    ) -> Option<Part> {
        let form = token.split_once(':').and_then(|(word, rest)| Some((Form::parse(word)?, rest)));
        let Some((form, rest)) = form.filter(|(form, _)| allowed.contains(form)) else {
            findings.add(ProblemKind::Malformed, cell.origin, cell.column, token, Form::expected(allowed));
            return None;
        };
        let (origin, column) = (cell.origin, cell.column);
        match form {
            Form::Asset => self.assets(cell, token, rest, findings).map(Part::Each),
            Form::Any => self.assets(cell, token, rest, findings).map(Part::Any),
            Form::Id => findings
                .resolve(&find.assets, origin, column, rest)
                .map(|row| Part::Each(vec![AssetIndex::from_row(row)])),
            Form::Service => findings
                .resolve(&find.services, origin, column, rest)
                .map(|row| Part::Service(ServiceIndex::from_row(row))),
            Form::Dataset => findings
                .resolve(&find.datasets, origin, column, rest)
                .map(|row| Part::Dataset(DatasetIndex::from_row(row))),
        }
    }

    /// `service/kind[:subtype]`
    fn assets(&self, cell: Cell<'_>, token: &str, rest: &str, findings: &mut Findings) -> Option<Vec<AssetIndex>> {
        let (origin, column) = (cell.origin, cell.column);
        let Some((service, what)) = rest.split_once('/') else {
            findings.add(ProblemKind::Malformed, origin, column, token, "service/kind or service/kind:subtype");
            return None;
        };
        let (kind_text, subtype) = what.split_once(':').map_or((what, None), |(kind, subtype)| (kind, Some(subtype)));
        let Some(kind) = AssetKind::parse(kind_text) else {
            findings.unknown(origin, column, kind_text, "an asset kind", AssetKind::spellings().into_iter());
            return None;
        };
        let Some(of_service) = self.by_service.get(service) else {
            let known = self.by_service.keys().map(String::as_str).filter(|name| !name.is_empty());
            findings.push(Problem {
                nearest: nearest(service, known),
                ..Problem::new(
                    ProblemKind::MatchesNothing,
                    origin,
                    column,
                    token,
                    "a service (column `service` of assets.csv) that has assets",
                )
            });
            return None;
        };
        let of_kind = of_service.get(&kind).into_iter().flatten();
        let matching = of_kind.clone().filter(|(known, _)| subtype.is_none_or(|sub| *known == sub));
        let mut found: Vec<AssetIndex> = matching.flat_map(|(_, assets)| assets).copied().collect();
        found.sort_unstable();
        if found.is_empty() {
            let subtypes = of_kind.map(|(known, _)| known.as_str());
            let expected = format!("an asset of kind {what} that belongs to {service}");
            findings.push(Problem {
                nearest: subtype.and_then(|sub| nearest(sub, subtypes)),
                ..Problem::new(ProblemKind::MatchesNothing, origin, column, token, expected)
            });
            return None;
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use crate::city::{AssetKind, City, testing::TinyCity};
    use crate::problem::ProblemKind;

    fn with_needs(needs: &str) -> crate::city::CityRecords {
        let tiny = TinyCity::new().zone("z").asset("broker-1", AssetKind::Server).asset("broker-2", AssetKind::Server);
        let mut records =
            tiny.asset("plc", AssetKind::Controller).dataset("level").service("gates").service("radio").records();
        for asset in &mut records.assets {
            asset.service = "gates".into();
            asset.subtype = asset.id.split('-').next().unwrap_or_default().into();
        }
        records.services[0].needs = needs.into();
        records
    }

    #[test]
    fn every_form_of_reference_finds_what_it_names() {
        let city =
            City::build(with_needs("asset:gates/server; any:gates/server:broker;id:plc;svc:radio;ds:level")).unwrap();
        let service = &city.services[0];
        let rows = |parts: &[Vec<crate::ids::AssetIndex>]| -> Vec<Vec<usize>> {
            parts.iter().map(|part| part.iter().map(|a| a.row()).collect()).collect()
        };
        assert_eq!(rows(&service.needs_each), [vec![0, 1], vec![2]]);
        assert_eq!(rows(&service.needs_any), [vec![0, 1]]);
        assert_eq!(service.needs_services.iter().map(|s| s.row()).collect::<Vec<_>>(), [1]);
        assert_eq!(service.needs_datasets.iter().map(|d| d.row()).collect::<Vec<_>>(), [0]);
        assert_eq!(city.needed_by.of(2).len(), 1);
    }

    #[test]
    fn what_matches_nothing_is_said_with_the_nearest_name() {
        let problems =
            City::build(with_needs("asset:gats/server;asset:gates/server:brokr;asset:gates/camera")).unwrap_err();
        assert!(problems.iter().all(|p| p.kind == ProblemKind::MatchesNothing && p.column == "needs"));
        let nearest: Vec<_> = problems.iter().map(|p| p.nearest.as_deref()).collect();
        assert_eq!(nearest, [Some("gates"), Some("broker"), None]);
    }

    #[test]
    fn what_cannot_be_read_is_malformed_and_wrong_names_are_unknown() {
        let problems = City::build(with_needs("broker;asset:gates;asset:gates/servr;ds:lebel")).unwrap_err();
        let kinds: Vec<_> = problems.iter().map(|p| (p.kind, p.value.as_str())).collect();
        assert_eq!(
            kinds,
            [
                (ProblemKind::Malformed, "broker"),
                (ProblemKind::Malformed, "asset:gates"),
                (ProblemKind::UnknownId, "servr"),
                (ProblemKind::UnknownId, "lebel"),
            ]
        );
    }
}
