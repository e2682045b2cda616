//! Ids inside a selector: those of the catalogue's own tables. Ids of a city are checked when a posture is made.

use super::directories::CatalogueIds;
use crate::findings::Findings;
use crate::ids::{ControlIndex, ParameterIndex, TechniqueIndex};
use crate::knowledge::{EffectRecord, EffectUnit, ExposureUnit, Mechanism};
use crate::problem::ProblemKind;

/// The word for every control that acts on attempts.
const ALL: &str = "all";

pub(super) fn techniques(record: &EffectRecord, ids: &CatalogueIds, findings: &mut Findings) -> Vec<TechniqueIndex> {
    let rows = findings.resolve_all(&ids.techniques, record.origin, "selector", &record.selector.technique);
    rows.into_iter().map(TechniqueIndex::from_row).collect()
}

/// Parameters that the effect multiplies; a standing level only.
pub(super) fn parameters(record: &EffectRecord, ids: &CatalogueIds, findings: &mut Findings) -> Vec<ParameterIndex> {
    let keys = &record.selector.param;
    if let (Some(key), true) = (keys.first(), record.exposure != ExposureUnit::State) {
        let expected = "exposure unit state, for a parameter is multiplied";
        findings.add(ProblemKind::Contradiction, record.origin, "selector", &format!("param={key}"), expected);
    }
    let rows = findings.resolve_all(&ids.parameters, record.origin, "selector", keys);
    rows.into_iter().map(ParameterIndex::from_row).collect()
}

/// Controls whose coverage or upkeep the effect shifts. `all` means those in `technical`, but not the effect's own.
pub(super) fn limits(
    record: &EffectRecord,
    technical: &[ControlIndex],
    own: Option<ControlIndex>,
    ids: &CatalogueIds,
    findings: &mut Findings,
) -> Vec<ControlIndex> {
    let mut limits: Vec<ControlIndex> = Vec::new();
    for id in &record.selector.limits {
        if id == ALL {
            limits.extend(technical.iter().filter(|&&control| Some(control) != own));
        } else if let Some(row) = findings.resolve(&ids.controls, record.origin, "selector", id) {
            limits.push(ControlIndex::from_row(row));
        }
    }
    limits.sort_unstable();
    limits.dedup();
    limits
}

/// Whether the effect acts on attempts by itself: it prevents, slows or detects, and is not only coverage or upkeep of others.
pub(super) fn is_technical(record: &EffectRecord) -> bool {
    matches!(record.mechanism, Mechanism::Prevent | Mechanism::Slow | Mechanism::Detect)
        && !matches!(record.unit, EffectUnit::CoverageFraction | EffectUnit::DecayMultiplier)
}
