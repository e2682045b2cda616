//! How to get the same numbers again.
//!
//! Nothing here differs between two runs that are equal: no wall time, no threads, no arguments as they were typed. The command is put
//! together from what the manifest says was played.

use super::block::{Block, Cell, Heading, Section, Sheet};
use super::context::Context;
use super::html::Html;

/// The section.
pub(crate) fn section(context: Context<'_>) -> Section {
    let manifest = &context.tables.manifest;
    let mut facts = Sheet::new(
        context.text("page-run"),
        vec![Heading::text(&context.say("page-fact", &[])), Heading::text(&context.say("page-fact-value", &[]))],
    );
    let mut fact = |key: &str, path: &str, value: String| {
        let shown = Html::text(&value);
        let value = if path.is_empty() {
            shown
        } else {
            Html::made(format!("<span data-manifest=\"{path}\">{}</span>", shown.as_str()))
        };
        facts.rows.push(vec![Cell::head(context.text(key)), Cell::text(value)]);
    };
    fact("page-run-version", "version", manifest.version.clone());
    fact("page-run-toolchain", "toolchain", manifest.toolchain.clone());
    fact("page-run-schema", "schema_version", manifest.schema_version.to_string());
    fact("page-run-seed", "seed", manifest.seed.to_string());
    fact("page-run-draws", "counts.parameter_draws", manifest.counts.parameter_draws.to_string());
    fact("page-run-replications", "counts.replications", manifest.counts.replications.to_string());
    fact("page-run-scenarios", "", manifest.scenarios.join(", "));
    fact("page-run-sets", "", manifest.control_sets.join(", "));
    fact("page-run-baseline", "", context.baseline().to_owned());
    if !manifest.set.is_empty() {
        fact("page-run-fixed", "", manifest.set.join(", "));
    }
    if let Some(least) = &manifest.trust {
        fact("page-run-trust", "", context.say(&format!("confidence-{least}"), &[]));
    }
    if let Some(days) = manifest.horizon_d {
        fact("page-run-horizon", "", crate::tables::digits(days));
    }
    let blocks = vec![
        context.paragraph("page-reproduce-about"),
        Block::Code { text: "yagura compare --reproduce manifest.json\nyagura report .".into() },
        Block::Table { sheet: facts },
        context.paragraph("page-reproduce-by-hand"),
        Block::Code { text: command(context) },
        Block::Fold { summary: context.text("page-inputs"), blocks: vec![Block::Table { sheet: inputs(context) }] },
        context.note("page-reproduce-promise"),
    ];
    Section { id: "reproduce".into(), heading: context.say("page-reproduce", &[]), blocks }
}

/// The comparison as one command; files of the user's own stand in it by the ids that they gave themselves.
fn command(context: Context<'_>) -> String {
    let manifest = &context.tables.manifest;
    let mut parts = vec!["yagura compare".to_owned()];
    parts.extend(manifest.scenarios.iter().map(|scenario| format!("--scenario {scenario}")));
    parts.extend(context.sets().iter().map(|set| format!("--controls '{set}'")));
    parts.push(format!("--baseline '{}'", context.baseline()));
    parts.push(format!("--parameter-draws {}", manifest.counts.parameter_draws));
    parts.push(format!("--replications {}", manifest.counts.replications));
    parts.push(format!("--seed {}", manifest.seed));
    parts.extend(manifest.horizon_d.map(|days| format!("--horizon {}", crate::tables::digits(days))));
    parts.extend(manifest.set.iter().map(|set| format!("--set '{set}'")));
    parts.extend(manifest.trust.iter().map(|least| format!("--trust {least}")));
    parts.push("--out out".into());
    parts.join(" \\\n  ")
}

fn inputs(context: Context<'_>) -> Sheet {
    let mut sheet = Sheet::new(
        context.text("page-inputs-table"),
        vec![Heading::text(&context.say("page-file", &[])), Heading::text("SHA-256")],
    );
    for input in &context.tables.manifest.inputs {
        // Where somebody keeps a file is not part of the result.
        let name = if input.file.starts_with("shipped:") {
            input.file.as_str()
        } else {
            input.file.rsplit(['/', '\\']).next().unwrap_or_default()
        };
        let hash = Html::text(&input.sha256).within("span", "id");
        sheet.rows.push(vec![Cell::head(Html::text(name)), Cell::text(hash)]);
    }
    sheet
}
