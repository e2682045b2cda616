//! Scenario files into [`ScenarioRecord`].

use std::sync::Arc;

use toml::de::DeValue;
use yagura_sim::knowledge::{AttackerKind, LinkKind, SpoofKind};
use yagura_sim::problem::{Origin, Table, nearest};
use yagura_sim::scenario::{Attacker, Boundaries, ScenarioRecord, Skill, StepFrom, StepRecord, TargetSelector};
use yagura_sim::words::Words;

use crate::column::Bounds::{AtLeast, Between};
use crate::column::Form::{
    Either, Expression, List, Number, Section as Keys, Sections, Source as Origins, Text, Whole, Word, YesNo,
};
use crate::column::{BOTH_LANGUAGES, Column, optional, required};
use crate::diagnostic::{Code, Diagnostics, Expected};
use crate::document::{Section, read_document};
use crate::expression::{Fault, success_factors, times};
use crate::folder::Input;
use crate::loaded::{Loaded, Places};
use crate::selector::target_selector;
use crate::text::Source;

/// Row of the scenario as a whole in an [`Origin`]; its steps count from 0.
pub const SCENARIO_HEAD: u32 = u32::MAX;

/// The keys of a scenario file.
pub const SCENARIO_KEYS: &[Column] = &[
    required("schema_version", Whole(1, 1), "Version of the format: 1.", "形式の版。1。"),
    required("id", Text, "Id in kebab-case.", "ID(英小文字とハイフン)。"),
    optional("risks", List, "Risk rows that it plays.", "演じるリスク表の行。"),
    optional("resembles", List, "Documented incidents that it resembles.", "似ている実例。"),
    required("primary", Text, "Measure that decides.", "判定に使う指標。"),
    // From a quarter of an hour to ten years: outside of it a horizon is a slip.
    required("horizon_d", Number("days", Between(0.01, 3650.0)), "Days simulated.", "シミュレーションする日数。"),
    required("source", Origins, "Where its numbers come from, or assumption.", "数値の出典。なければ assumption。"),
    optional("should_matter", List, "Controls that should matter.", "効くはずの対策。"),
    optional("should_not_matter", List, "Controls that should change nothing.", "何も変えないはずの対策。"),
    required("title", Keys(BOTH_LANGUAGES), "Title: ja, en.", "題: ja、en。"),
    optional("briefing", Keys(BOTH_LANGUAGES), "What is told before: ja, en.", "事前の説明: ja、en。"),
    optional(
        "first_notice",
        Keys(BOTH_LANGUAGES),
        "What people notice first: ja, en.",
        "人々が最初に気づくこと: ja、en。",
    ),
    optional(
        "facilitator",
        Keys(BOTH_LANGUAGES),
        "For the facilitator: what people argue about; ja, en.",
        "進行役向け(何で意見が割れるか): ja、en。",
    ),
    optional(
        "resemblance",
        Keys(BOTH_LANGUAGES),
        "What it resembles and where it differs: ja, en.",
        "何に似ていて、どこが違うか: ja、en。",
    ),
    optional("attacker", Keys(ATTACKER_KEYS), "Who attacks; absent: nobody.", "攻撃者。なければ誰も攻撃しない。"),
    optional("boundaries", Keys(BOUNDARY_KEYS), "State of the boundaries between organisations.", "組織の境界の状態。"),
    required("step", Sections(STEP_KEYS), "A step; written [[step]].", "段階。[[step]] と書く。"),
];

/// The keys of `[attacker]`.
pub const ATTACKER_KEYS: &[Column] = &[
    required(
        "kind",
        Word(AttackerKind::spellings),
        "opportunistic or targeted.",
        "opportunistic(無差別)か targeted(標的型)。",
    ),
    optional("skill", Word(Skill::spellings), "Skill; absent: medium.", "技量。なければ medium。"),
    optional(
        "hands",
        Either(&[Whole(1, 255), Word(|| vec!["unlimited"])]),
        "Actions at once, or \"unlimited\"; absent: 1.",
        "同時にできる行動の数、または \"unlimited\"。なければ 1。",
    ),
    optional(
        "patience_d",
        Number("days", AtLeast(0.0)),
        "Days without progress until giving up; absent: the horizon.",
        "進展がないとき、あきらめるまでの日数。なければ horizon_d。",
    ),
];

/// The keys of `[boundaries]`.
pub const BOUNDARY_KEYS: &[Column] = &[
    optional("state", Word(Boundaries::spellings), "State; absent: as_contracted.", "状態。なければ as_contracted。"),
    optional(
        "same_chance_as",
        Text,
        "Scenario that plays the same attack, chance for chance.",
        "同じ偶然で同じ攻撃を演じるシナリオ。",
    ),
];

/// The keys of `[[step]]`.
pub const STEP_KEYS: &[Column] = &[
    required("id", Text, "Id, unique in the scenario.", "ID。シナリオの中で一意。"),
    required("technique", Text, "Technique's id.", "手口の ID。"),
    required("over", Word(LinkKind::spellings), "Link over which it is tried.", "試みる経路。"),
    optional(
        "from",
        Expression("step-from"),
        "outside, held, org:ID or zone:ID; absent: held.",
        "outside、held、org:ID、zone:ID。なければ held。",
    ),
    optional("at", Expression("selector"), "Targets: `word=value,value; word=value`.", "対象: `語=値,値; 語=値`。"),
    optional(
        "flow",
        Keys(FLOW_KEYS),
        "Instead of at: { from = .., to = .. }, a data flow.",
        "at の代わり: { from = .., to = .. }(データの流れ)。",
    ),
    optional("needs", List, "Steps that must all have succeeded.", "すべて成功していなければならない段階。"),
    optional(
        "needs_any",
        List,
        "Steps of which one must have succeeded.",
        "どれか一つが成功していなければならない段階。",
    ),
    optional("how_many", Whole(1, 1_000_000), "At most so many targets; absent: all.", "対象の上限。なければすべて。"),
    optional("one_position", YesNo, "Only what one position reaches.", "一か所から届く範囲だけ。"),
    optional("same_target", YesNo, "Only where the needed steps succeeded.", "needs が成功した対象だけ。"),
    optional("clock", YesNo, "Its time counts from entry.", "時間を侵入時から数える。"),
    optional("spoof", Word(SpoofKind::spellings), "How readings are falsified.", "計測値の偽り方。"),
    optional(
        "repeat",
        Whole(1, 10_000),
        "Repeated after each stop, at most so often.",
        "止められるたびに繰り返す上限。",
    ),
    optional("success", Expression("success"), "Instead of the technique's success.", "手口の成功の代わり。"),
    optional("time", Expression("time"), "Instead of the technique's time.", "手口の時間の代わり。"),
];

/// The keys of a step's `flow`.
pub const FLOW_KEYS: &[Column] = &[
    required("from", Expression("selector"), "Where it starts.", "流れの起点。"),
    required("to", Expression("selector"), "Where it ends.", "流れの終点。"),
];

/// The scenario in `source`.
pub(crate) fn read_scenario(source: &Arc<Source>, inputs: Vec<Input>) -> Result<Loaded<ScenarioRecord>, Diagnostics> {
    let mut out = Diagnostics::default();
    let read = read_document(source, SCENARIO_KEYS, &mut out, |root| {
        let steps = root.required_sections("step", "at least one [[step]]");
        let record = scenario(root, &steps);
        let mut places: Vec<_> = steps.iter().map(Section::place).collect();
        places.push(root.place());
        (record, places)
    });
    match read {
        Some((records, rows)) if !out.has_errors() => {
            let mut places = Places::default();
            places.add_documents(Table::Scenario, rows);
            Ok(Loaded { records, warnings: out, inputs, places })
        }
        _ => Err(out),
    }
}

fn scenario(root: &Section<'_>, steps: &[Section<'_>]) -> ScenarioRecord {
    root.schema_version();
    if !root.has("title") {
        let expected = Expected::Form("a section [title] with ja and en".into());
        root.fault(Code::Missing, "title", root.span("title", ""), "", expected, None);
    }
    let title = both(root, "title");
    let briefing = both(root, "briefing");
    let first_notice = both(root, "first_notice");
    let facilitator = both(root, "facilitator");
    let resemblance = both(root, "resemblance");
    let horizon_d = root.required_number("horizon_d", "days to simulate").unwrap_or(1.0);
    let boundaries = root.section("boundaries");
    let record = ScenarioRecord {
        origin: Origin::new(Table::Scenario, SCENARIO_HEAD),
        id: root.required_text("id", "an id in kebab-case"),
        title_ja: title.0,
        title_en: title.1,
        briefing_ja: briefing.0,
        briefing_en: briefing.1,
        first_notice_ja: first_notice.0,
        first_notice_en: first_notice.1,
        facilitator_ja: facilitator.0,
        facilitator_en: facilitator.1,
        resemblance_ja: resemblance.0,
        resemblance_en: resemblance.1,
        risks: root.list("risks"),
        resembles: root.list("resembles"),
        primary: root.required_text("primary", "the key of a measure"),
        horizon_d,
        attacker: root.section("attacker").map(|section| attacker(&section, horizon_d)),
        boundaries: boundaries.as_ref().and_then(|s| s.word_if("state")).unwrap_or(Boundaries::AsContracted),
        same_chance_as: boundaries.as_ref().map(|s| s.text("same_chance_as")).filter(|id| !id.is_empty()),
        steps: steps.iter().enumerate().map(|(row, section)| step(row, section)).collect(),
        should_matter: root.list("should_matter"),
        should_not_matter: root.list("should_not_matter"),
        source: root.required_source(),
    };
    if let Some(section) = boundaries {
        section.finish();
    }
    record
}

/// Japanese and English of a text; where one is there, the other has to be.
fn both(root: &Section<'_>, key: &'static str) -> (String, String) {
    let Some(section) = root.section(key) else { return Default::default() };
    let ja = section.required_text("ja", "the text in Japanese");
    let en = section.required_text("en", "the text in English");
    section.finish();
    (ja, en)
}

fn attacker(section: &Section<'_>, horizon_d: f64) -> Attacker {
    let attacker = Attacker {
        kind: section.required_word("kind"),
        skill: section.word_if("skill").unwrap_or(Skill::Medium),
        hands: hands(section),
        patience_d: section.number("patience_d").unwrap_or(horizon_d),
    };
    section.finish();
    attacker
}

fn hands(section: &Section<'_>) -> Option<u8> {
    let Some(value) = section.value("hands") else { return Some(1) };
    if let DeValue::String(word) = value.get_ref() {
        if section.word_of("hands", value).is_none() {
            let expected = Expected::Form("a number of hands, or \"unlimited\"".into());
            section.fault(Code::UnknownWord, "hands", value.span(), word, expected, nearest(word, ["unlimited"]));
        }
        return None;
    }
    Some(section.whole_of("hands", value).and_then(|hands| u8::try_from(hands).ok()).unwrap_or(1))
}

fn step(row: usize, section: &Section<'_>) -> StepRecord {
    let flow = section.section("flow").map(|ends| {
        for key in ["from", "to"] {
            ends.required_text(key, "which assets, for example kind=sensor:river-level");
        }
        let flow = (targets(&ends, "from"), targets(&ends, "to"));
        ends.finish();
        flow
    });
    if flow.is_some() && section.has("at") {
        let expected = Expected::Form("either `at` or `flow`".into());
        section.fault(Code::Contradiction, "at", section.span("at", ""), "at", expected, None);
    }
    let step = StepRecord {
        origin: Origin::new(Table::Scenario, u32::try_from(row).unwrap_or(SCENARIO_HEAD - 1)),
        id: section.required_text("id", "an id of its own"),
        technique: section.required_text("technique", "a technique's id"),
        over: section.required_word::<LinkKind>("over"),
        from: from(section),
        at: targets(section, "at"),
        flow,
        how_many: section.whole("how_many"),
        one_position: section.yes_no("one_position"),
        needs: section.list("needs"),
        needs_any: section.list("needs_any"),
        same_target: section.yes_no("same_target"),
        clock: section.yes_no("clock"),
        spoof: section.word_if::<SpoofKind>("spoof"),
        repeat: section.whole("repeat"),
        success: expression(section, "success", success_factors),
        time: expression(section, "time", times),
    };
    section.finish();
    step
}

fn from(section: &Section<'_>) -> StepFrom {
    let text = section.text("from");
    match text.split_once(':') {
        None if text == "outside" => StepFrom::Outside,
        None if text == "held" || text.is_empty() => StepFrom::Held,
        Some(("org", id)) if !id.is_empty() => StepFrom::Organisation(id.to_owned()),
        Some(("zone", id)) if !id.is_empty() => StepFrom::Zone(id.to_owned()),
        _ => {
            let expected = Expected::Form("outside, held, org:ID or zone:ID".into());
            let near = nearest(&text, ["outside", "held"]);
            section.fault(Code::Malformed, "from", section.span("from", &text), &text, expected, near);
            StepFrom::Held
        }
    }
}

fn targets(section: &Section<'_>, key: &'static str) -> TargetSelector {
    let text = section.text(key);
    target_selector(&text).unwrap_or_else(|faults| {
        report(section, key, faults);
        TargetSelector::default()
    })
}

fn expression<T>(
    section: &Section<'_>,
    key: &'static str,
    read: fn(&str) -> Result<Vec<T>, Vec<Fault>>,
) -> Option<Vec<T>> {
    let text = section.text(key);
    if text.is_empty() {
        return None;
    }
    match read(&text) {
        Ok(items) => Some(items),
        Err(faults) => {
            report(section, key, faults);
            None
        }
    }
}

fn report(section: &Section<'_>, key: &str, faults: Vec<Fault>) {
    for fault in faults {
        section.fault(fault.code, key, section.span(key, &fault.part), &fault.part, fault.expected, fault.nearest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
schema_version = 1
id = "river-radio-spoof"
risks = ["R-04", "R-17"]
primary = "wrong_decision_h"
horizon_d = 30
source = "assumption"
title = { ja = "河川", en = "River" }
[attacker]
kind = "targeted"
hands = "unlimited"
[[step]]
id = "listen"
technique = "eavesdrop"
over = "near"
from = "outside"
at = "zone=river-radio; kind=gateway:river-base"
[[step]]
id = "lie"
technique = "spoof_message"
over = "feed"
flow = { from = "kind=sensor", to = "kind=gateway" }
needs = ["listen"]
spoof = "drift"
success = "a@try;1-b@pair"
time = "c+d"
"#;

    fn read(text: &str) -> Result<ScenarioRecord, Vec<String>> {
        read_scenario(&Arc::new(Source::new("s.toml", text)), Vec::new())
            .map(|loaded| loaded.records)
            .map_err(|out| out.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_scenario_is_read_with_its_defaults() {
        let record = read(GOOD).unwrap();
        let attacker = record.attacker.unwrap();
        assert_eq!((attacker.hands, attacker.skill, attacker.patience_d), (None, Skill::Medium, 30.0));
        assert_eq!(record.steps[0].from, StepFrom::Outside);
        assert_eq!(record.steps[1].from, StepFrom::Held);
        assert_eq!(record.steps[1].flow.as_ref().unwrap().1.kind, ["gateway"]);
        assert_eq!(record.steps[1].time.as_deref(), Some(&["c".to_owned(), "d".to_owned()][..]));
        assert_eq!(record.steps[1].success.as_ref().map(Vec::len), Some(2));
    }

    #[test]
    fn a_step_aims_at_assets_or_at_a_flow_and_not_at_both() {
        let text = GOOD.replace("spoof = \"drift\"", "at = \"kind=sensor\"\nspoof = \"drfit\"\nform = \"held\"");
        assert_eq!(
            read(&text).unwrap_err(),
            [
                "s.toml:24:7: error[contradiction]: `at` contradicts the rest; expected either `at` or `flow`",
                "s.toml:25:10: error[unknown-word]: `drfit` is not a word that `step.spoof` knows; expected one of spoof \
                 kind: offset, ghost, drift, replay, jump; did you mean `drift`?",
                "s.toml:26:1: error[unknown-key]: key `form` is not known here; expected one of the keys: at, clock, flow, \
                 from, how_many, id, needs, needs_any, one_position, over, repeat, same_target, spoof, success, technique, \
                 time; did you mean `from`?",
            ]
        );
    }
}
