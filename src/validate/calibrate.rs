//! `--calibrate`: every factor of `calibrated.csv` played, and how far each leaves its targets. Nothing is written: who changes a row of the
//! catalogue notes there which command said so.

use yagura_reports::words::number;
use yagura_sim::kernel::Distribution;
use yagura_sim::knowledge::Catalogue;
use yagura_sim::validation::Target;

use super::Checked;
use super::play::{Replaced, check};
use crate::cli::Chance;
use crate::failure::Failure;
use crate::render::listing::Listing;
use crate::session::Session;

/// Plays all factors of all calibrated parameters, one parameter at a time with the others as they are.
pub(super) fn calibrate(session: &Session, chance: &Chance) -> Result<(), Failure> {
    let targets = yagura_scenarios::validation_targets()?;
    let catalogue = yagura_scenarios::load_catalogue(None, None)?;
    let catalogue = Catalogue::build(catalogue.records.clone()).map_err(|problems| catalogue.locate_all(&problems))?;
    let mut listing = Listing::new(&["parameter", "factor", "mode", "misfit", "best", "targets"]);
    for calibrated in yagura_scenarios::calibrated_parameters()? {
        let own: Vec<Target> = targets.iter().filter(|t| calibrated.targets.contains(&t.id)).cloned().collect();
        let Some(parameter) = catalogue.parameters.iter().find(|p| p.record.key == calibrated.parameter) else {
            continue;
        };
        let mut tried = Vec::new();
        for &factor in &calibrated.factors {
            let Some(distribution) = parameter.distribution.as_ref().and_then(|d| scaled(d, factor)) else { continue };
            let replaced = Replaced { key: calibrated.parameter.clone(), distribution };
            let checked = check(session, own.clone(), chance, Some(&replaced))?;
            tried.push((factor, misfit(&checked), values(&checked)));
        }
        let best = tried.iter().map(|(_, misfit, _)| *misfit).fold(f64::INFINITY, f64::min);
        for (factor, misfit, values) in tried {
            listing.push([
                calibrated.parameter.clone(),
                number(factor),
                number(parameter.record.mode * factor),
                number(misfit),
                if misfit <= best { "*".to_owned() } else { String::new() },
                values,
            ]);
        }
    }
    session.print(&listing.render(session)?)
}

/// The distribution with every value times `factor`; `None` for families that a factor leads out of.
fn scaled(distribution: &Distribution, factor: f64) -> Option<Distribution> {
    match *distribution {
        Distribution::Pert { low, mode, high, .. } => {
            Distribution::pert(low * factor, mode * factor, high * factor).ok()
        }
        Distribution::Uniform { low, high, .. } => Distribution::uniform(low * factor, high * factor).ok(),
        Distribution::Fixed { value, .. } => Distribution::fixed(value * factor).ok(),
        _ => None,
    }
}

/// Sum of squares of the distance from the middle of each range, in half widths: 1 at the edge of one target.
fn misfit(checked: &[Checked]) -> f64 {
    let of = |one: &Checked| {
        let (middle, half) = (0.5 * (one.target.low + one.target.high), 0.5 * (one.target.high - one.target.low));
        one.finding.value.map_or(f64::INFINITY, |value| ((value - middle) / half) * ((value - middle) / half))
    };
    checked.iter().map(of).sum()
}

fn values(checked: &[Checked]) -> String {
    let of = |one: &Checked| format!("{} {}", one.target.id, one.finding.value.map_or("-".into(), number));
    checked.iter().map(of).collect::<Vec<_>>().join("  ")
}
