//! What the page does not say.

use super::block::{Block, Section};
use super::context::Context;

/// What is never said, whatever was played.
const ALWAYS: [&str; 8] = [
    "page-limit-forecast",
    "page-limit-equal",
    "page-limit-scan",
    "page-limit-average",
    "page-limit-independent",
    "page-limit-attacker",
    "page-limit-texts",
    "page-limit-costs",
];

/// The section.
pub(crate) fn section(context: Context<'_>) -> Section {
    let mut items: Vec<_> = ALWAYS.iter().map(|key| context.text(key)).collect();
    if context.tables.knock_out.is_none() {
        items.push(context.text("page-limit-no-knock-out"));
    }
    if !context.tables.manifest.outputs.iter().any(|output| output.file == "incidents.csv") {
        items.push(context.text("page-limit-no-rows"));
    }
    if context.tables.manifest.counts.parameter_draws < 2 {
        items.push(context.text("page-limit-one-draw"));
    }
    let blocks = vec![context.paragraph("page-limits-about"), Block::List { items }];
    Section { id: "limits".into(), heading: context.say("page-limits", &[]), blocks }
}
