//! Every plot of a folder of tables.

use super::names::in_order;
use super::{
    Names, Plot, cost_against_risk, delays, exceedance, heat_map, infection_tree, knock_out, losses, spread, tornado,
};
use crate::tables::Tables;
use crate::words::Words;
use yagura_sim::measure::SeriesKind;
use yagura_sim::words::Words as _;

/// Every plot that the tables give something to show for: first those over all scenarios, then scenario by scenario.
#[must_use]
pub fn all(tables: &Tables, words: &Words) -> Vec<Plot> {
    let names = Names::of_tables(tables, words);
    let mut plots = Vec::new();
    plots.extend(heat_map(&tables.differences, &names, words));
    plots.extend(cost_against_risk(&tables.differences, &tables.summary, &tables.costs, &names, words));
    plots.extend(losses(&tables.summary, &tables.costs, &names, words));
    let sets = in_order(tables.summary.iter().map(|row| row.control_set.as_str()));
    for scenario in in_order(tables.summary.iter().map(|row| row.scenario.as_str())) {
        for state in SeriesKind::ALL {
            plots.extend(spread(&tables.spread, scenario, state.as_str(), &names, words));
        }
        plots.extend(delays(&tables.survival, scenario, &names, words));
        plots.extend(exceedance(&tables.exceedance, scenario, &names, words));
        for set in &sets {
            plots.extend(tornado(&tables.sensitivity, scenario, set, &names, words));
        }
        for set in &sets {
            plots.extend(knock_out(tables.knock_out.as_deref().unwrap_or_default(), scenario, set, &names, words));
        }
        plots.extend(infection_tree(&tables.tree, scenario, &names, words));
    }
    plots
}
