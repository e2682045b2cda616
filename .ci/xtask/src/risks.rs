//! Lays out the page of risks: the matrix of risks, controls and scenarios, from the rows that are shipped.

use std::path::Path;

use yagura_scenarios::{load_catalogue, load_scenario, shipped_scenarios};
use yagura_sim::knowledge::CatalogueRecords;
use yagura_sim::scenario::{CalledFor, Part, PlayedRisk, ScenarioRecord, matrix};

use crate::Options;

/// What to run when the committed page is stale.
const REPAIR: &str = "cargo xtask risks";
const PAGE: &str = "docs/src/risks.md";

/// Writes the page, or with `--check` compares it with what is committed.
pub(crate) fn run(root: &Path, options: &Options) -> Result<(), String> {
    let catalogue = load_catalogue(None, None).map_err(|wrong| wrong.to_string())?.records;
    let mut scenarios = Vec::new();
    for name in shipped_scenarios() {
        scenarios.push(load_scenario(&name).map_err(|wrong| wrong.to_string())?.records);
    }
    let rows = matrix(&catalogue, &scenarios);
    let holes: Vec<&str> = rows.iter().filter(|row| row.is_hole()).map(|row| row.risk.id.as_str()).collect();
    if !holes.is_empty() {
        return Err(format!("nothing plays or explains {}", holes.join(", ")));
    }
    let page = page(&catalogue, &scenarios, &rows);
    let path = root.join(PAGE);
    if options.check {
        let committed = std::fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
        if committed != page {
            return Err(format!("{PAGE} differs from the shipped rows; to repair: {REPAIR}"));
        }
    } else {
        std::fs::write(&path, page).map_err(|why| format!("{}: {why}", path.display()))?;
    }
    println!("risks: {} rows, {} scenarios", rows.len(), scenarios.len());
    Ok(())
}

fn page(catalogue: &CatalogueRecords, scenarios: &[ScenarioRecord], rows: &[PlayedRisk<'_>]) -> String {
    let played = rows.iter().filter(|row| !row.scenarios.is_empty()).count();
    let silent = catalogue.controls.iter().filter(|control| !control.not_simulated_en.is_empty()).count();
    let mut text = format!(
        "# Risks, controls, scenarios\n\n\
         Generated from the shipped rows by `{REPAIR}`; `yagura list risks` prints the same. {} risk rows: {played} are played by one or \
         more of {} scenarios, {} say why not. {} controls: {} simulated, {silent} not, each with a reason.\n\n\
         **acts**: an effect of the control meets a step of the scenario, the response, or a harm that the scenario can do. **supports**: \
         it widens or keeps up controls that act. **shown**: it acts on trust, which is never judged. **-**: nothing to act on there. \
         What depends on the city (who operates what) is taken as met; the play decides.\n\n\
         Lists of controls are the guideline's for R-01 to R-04 and inferred for the others.\n\n",
        rows.len(),
        scenarios.len(),
        rows.len() - played,
        catalogue.controls.len(),
        catalogue.controls.len() - silent,
    );
    text.push_str("## Scenarios\n\n| Scenario | Risk rows | Judged by | Resembles |\n|---|---|---|---|\n");
    for scenario in scenarios {
        let resembles =
            if scenario.resembles.is_empty() { "none documented".to_owned() } else { scenario.resembles.join(", ") };
        text.push_str(&format!(
            "| `{}`: {} / {} | {} | `{}` | {resembles} |\n",
            scenario.id,
            scenario.title_en,
            scenario.title_ja,
            scenario.risks.join(", "),
            scenario.primary
        ));
    }
    text.push_str("\n## Matrix\n");
    for row in rows {
        text.push_str(&risk(row));
    }
    text.push_str("\n## Controls that nothing simulates\n\n| Control | Why | 理由 |\n|---|---|---|\n");
    for control in catalogue.controls.iter().filter(|control| !control.not_simulated_en.is_empty()) {
        text.push_str(&format!("| {} | {} | {} |\n", control.id, control.not_simulated_en, control.not_simulated_ja));
    }
    text
}

fn risk(row: &PlayedRisk<'_>) -> String {
    let mut text = format!(
        "\n### {}\n\n{}  \n{} *{}*\n\n",
        row.risk.id, row.risk.incident_ja, row.risk.incident_en, row.risk.vulnerability_en
    );
    if row.scenarios.is_empty() {
        text.push_str(&format!(
            "Not played: {}  \n演じない: {}\n\nIt calls for {}.\n",
            row.risk.not_played_en,
            row.risk.not_played_ja,
            row.risk.controls.join(", ")
        ));
        return text;
    }
    let heads: Vec<String> = row.scenarios.iter().map(|id| format!("`{id}`")).collect();
    text.push_str(&format!(
        "| Control | {} | Elsewhere |\n|---{}|---|\n",
        heads.join(" | "),
        "|---".repeat(heads.len())
    ));
    for called in &row.controls {
        let parts: Vec<&str> = called.parts.iter().map(|&part| word(part)).collect();
        text.push_str(&format!("| {} | {} | {} |\n", called.control, parts.join(" | "), remark(called)));
    }
    text
}

fn word(part: Part) -> &'static str {
    match part {
        Part::Acts => "**acts**",
        Part::Supports => "supports",
        Part::Shown => "shown",
        Part::Nothing | Part::NotSimulated => "-",
    }
}

/// Why a row of the table is empty.
fn remark(called: &CalledFor<'_>) -> String {
    if !called.not_simulated[0].is_empty() {
        return "not simulated, see below".into();
    }
    match called.elsewhere.as_slice() {
        [] => String::new(),
        [one] => format!("in `{one}`"),
        [first, rest @ ..] => format!("in `{first}` and {} more", rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_page_is_made_of_the_shipped_rows() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        run(&root, &Options { check: true }).expect(REPAIR);
    }
}
