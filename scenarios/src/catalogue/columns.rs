//! The columns of a catalogue folder, said once.

use yagura_sim::city::Category;
use yagura_sim::knowledge::{
    Cause, Confidence, EffectUnit, ExposureUnit, LinkKind, Mechanism, Role, SignalClass, TechniqueEffect,
};
use yagura_sim::problem::Table;
use yagura_sim::words::Words;

use super::attack::{ATTACK, MITIGATIONS};
use crate::column::Bounds::{Any, AtLeast, Between};
use crate::column::Form::{Expression, List, Number, Source, Text, Word, Words as SeveralWords, YesNo};
use crate::column::{Column, Form, Need, TableLayout, optional, required};

pub(super) const SOURCE: Column = required(
    "source",
    Source,
    "Where the numbers of the row come from, or the word assumption.",
    "この行の数値の出典。なければ assumption(仮定)と書く。",
);
const CONFIDENCE: Column = optional(
    "confidence",
    Word(Confidence::spellings),
    "How the number was obtained; blank: assumption.",
    "数値の確かさ。空欄は assumption。",
);
const BASIS: Column = optional(
    "basis",
    Text,
    "found, recalled, inferred, assumption ...",
    "found、recalled、inferred、assumption など。",
);
const SHARE: Form = Number("", Between(0.0, 1.0));
const MAGNITUDE: Form = Number("", AtLeast(0.0));
const YEN: Form = Number("yen per unit", AtLeast(0.0));
const HOURS: Form = Number("hours a year per unit", AtLeast(0.0));

/// Units that a parameter may have. A closed list: a unit that nobody converts would be read as something else.
pub const PARAMETER_UNITS: [&str; 26] = [
    "probability",
    "fraction",
    "ratio",
    "count",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "per_second",
    "per_minute",
    "per_hour",
    "per_day",
    "per_week",
    "per_year",
    "jpy",
    "jpy_per_year",
    "usd",
    "jpy_per_usd",
    "host",
    "log_unit",
    "guess_per_hour",
    "score",
    "mixed",
];

/// Units by which a control's cost is counted.
pub const COST_UNITS: [&str; 7] =
    ["per_organisation", "per_site", "per_device", "per_user", "per_supplier", "per_service", "per_endpoint"];

/// `controls.csv`
pub static CONTROLS: TableLayout = TableLayout {
    table: Table::Controls,
    need: Need::Optional,
    columns: &[
        required("id", Text, "Id, for example CPS.AC-3.", "ID。例: CPS.AC-3。"),
        optional("family", Text, "Family, for example AC.", "区分の記号。例: AC。"),
        optional("family_name_ja", Text, "Family in Japanese.", "区分名(日本語)。"),
        optional("family_name_en", Text, "Family in English.", "区分名(英語)。"),
        optional("text_en", Text, "Requirement in English; blank: the id.", "要件(英語)。空欄なら ID。"),
        optional("text_ja", Text, "Requirement in Japanese; blank: the id.", "要件(日本語)。空欄なら ID。"),
        optional("layers", SeveralWords(Category::spellings), "Categories that it applies to.", "適用される区分。"),
        optional("layers_basis", Text, "Where the categories come from.", "区分の根拠。"),
        BASIS,
        optional(
            "not_simulated_en",
            Text,
            "Why nothing is simulated, in English.",
            "シミュレーションしない理由(英語)。",
        ),
        optional(
            "not_simulated_ja",
            Text,
            "Why nothing is simulated, in Japanese.",
            "シミュレーションしない理由(日本語)。",
        ),
        optional("source", Text, "Where it is printed.", "出典。"),
    ],
    key: &["id"],
    open: false,
    en: "A control requirement.",
    ja: "対策要件。",
};

/// `risks.csv`
pub static RISKS: TableLayout = TableLayout {
    table: Table::Risks,
    need: Need::Optional,
    columns: &[
        required("id", Text, "Id, for example R-04.", "ID。例: R-04。"),
        optional("layer_category", Text, "Category, or cross.", "区分。または cross。"),
        optional(
            "incident_ja",
            Text,
            "Incident in Japanese; blank: the id.",
            "想定されるインシデント(日本語)。空欄なら ID。",
        ),
        optional(
            "incident_en",
            Text,
            "Incident in English; blank: the id.",
            "想定されるインシデント(英語)。空欄なら ID。",
        ),
        optional("threat_en", Text, "Threat.", "脅威(英語)。"),
        optional("vulnerability_en", Text, "Vulnerability.", "脆弱性(英語)。"),
        optional("controls", List, "Controls that it calls for.", "対応する対策要件。"),
        optional(
            "not_played_en",
            Text,
            "Why no scenario plays it, and how far some go.",
            "演じるシナリオがない理由(英語)。",
        ),
        optional("not_played_ja", Text, "The same in Japanese.", "演じるシナリオがない理由(日本語)。"),
        BASIS,
        SOURCE,
    ],
    key: &["id"],
    open: false,
    en: "A row of the guideline's risk table.",
    ja: "ガイドラインのリスク表の行。",
};

/// `parameters.csv`
pub static PARAMETERS: TableLayout = TableLayout {
    table: Table::Parameters,
    need: Need::Required,
    columns: &[
        required("key", Text, "Key in snake_case.", "キー(snake_case)。"),
        optional("topic", Text, "Topic.", "主題。"),
        optional("quantity", Text, "What it is, in words; blank: the key.", "何の数値か。空欄ならキー。"),
        required("unit", Word(|| PARAMETER_UNITS.to_vec()), "Unit.", "単位。"),
        optional(
            "low",
            Number("", Any),
            "Low end: minimum (pert, uniform) or 5th percentile; blank: the mode.",
            "下端: 最小値(pert、uniform)または 5 パーセンタイル。空欄は mode と同じ。",
        ),
        optional(
            "mode",
            Number("", Any),
            "Mode (pert), median, mean (exponential) or the value itself (fixed).",
            "最頻値(pert)、中央値、平均(exponential)、または値(fixed)。",
        ),
        optional(
            "high",
            Number("", Any),
            "High end: maximum or 95th percentile; blank: the mode.",
            "上端: 最大値または 95 パーセンタイル。空欄は mode と同じ。",
        ),
        required(
            "distribution",
            Expression("distribution"),
            "Distribution, for example `pert` or `lognormal(mu=2.4;sigma=2)`.",
            "分布。例: `pert`、`lognormal(mu=2.4;sigma=2)`。",
        ),
        optional(
            "ignorance_share",
            SHARE,
            "Share of its variance that is ignorance (fixed by the parameter draw) and not chance; blank: 0.",
            "分散のうち無知による割合(パラメータ抽出ごとに固定)。残りは偶然。空欄は 0。",
        ),
        SOURCE,
        optional("year", Text, "Year of the source.", "出典の年。"),
        optional("url_or_reference", Text, "Where to read it.", "参照先。"),
        CONFIDENCE,
        BASIS,
    ],
    key: &["key"],
    open: false,
    en: "A number of the world with its range and its evidence.",
    ja: "世界についての数値。範囲と根拠。",
};

/// `roles.csv`
pub static ROLES: TableLayout = TableLayout {
    table: Table::Roles,
    need: Need::Optional,
    columns: &[
        required(
            "role",
            Word(Role::spellings),
            "Place in the model where a number is needed.",
            "モデルの中で数値を必要とする箇所。",
        ),
        required("parameter", Text, "Parameter's key.", "パラメータのキー。"),
    ],
    key: &["role"],
    open: false,
    en: "Which parameter plays which part in the model.",
    ja: "どのパラメータがモデルのどの箇所に使われるか。",
};

/// `techniques.csv`
pub static TECHNIQUES: TableLayout = TableLayout {
    table: Table::Techniques,
    need: Need::Required,
    columns: &[
        required("id", Text, "Id in snake_case.", "ID(snake_case)。"),
        optional("name_ja", Text, "Japanese name; blank: the id.", "日本語名。空欄なら ID。"),
        optional("name_en", Text, "English name; blank: the id.", "英語名。空欄なら ID。"),
        optional("attack_ids", List, "ATT&CK ids.", "ATT&CK の ID。"),
        optional(
            "attack_check",
            Text,
            "Which matrix the ids were checked against; blank: none.",
            "ID を照合したマトリクス。空欄は none。",
        ),
        required("links", SeveralWords(LinkKind::spellings), "Links over which it is tried.", "試みる経路。"),
        optional("needs", Text, "What it needs, in words.", "必要なもの(文)。"),
        required("effect", Word(TechniqueEffect::spellings), "What success does.", "成功すると何が起こるか。"),
        optional(
            "time",
            Expression("time"),
            "Time of one try: parameter keys, `+` between; blank: none.",
            "1 回の試みにかかる時間: パラメータのキーを `+` で足す。空欄は 0。",
        ),
        optional(
            "success",
            Expression("success"),
            "Factors of its success: `key@try;1-key@pair`; blank: certain.",
            "成功の因子: `key@try;1-key@pair`。空欄は必ず成功。",
        ),
        optional(
            "race",
            Expression("race"),
            "Patch race: `exploit_time;patch_time;zero_day_share;never_patched_share`, each may be blank.",
            "修正との競争: `exploit_time;patch_time;zero_day_share;never_patched_share`。各項は空欄可。",
        ),
        optional(
            "rounds",
            Text,
            "Parameter with the number of tries; blank: until patience ends.",
            "試行回数のパラメータ。空欄はあきらめるまで。",
        ),
        optional("signals", SeveralWords(SignalClass::spellings), "Signals left by each try.", "試みが残す兆候。"),
        optional("self_spreading", YesNo, "Spreads by itself; blank: no.", "自己増殖するか。空欄は no。"),
        optional(
            "cause",
            Word(Cause::spellings),
            "Cause, for acts without an attacker.",
            "攻撃者のいない出来事の原因。",
        ),
        SOURCE,
        CONFIDENCE,
    ],
    key: &["id"],
    open: false,
    en: "A technique: what an attacker does, or a mistake.",
    ja: "手口。攻撃者の行為、または過失。",
};

/// `effects.csv`
pub static EFFECTS: TableLayout = TableLayout {
    table: Table::Effects,
    need: Need::Optional,
    columns: &[
        required("id", Text, "Id: control, `/`, a word.", "ID: 対策、`/`、語。"),
        required("control", Text, "Control's id.", "対策の ID。"),
        required("mechanism", Word(Mechanism::spellings), "How it acts.", "働き方。"),
        optional("acts_on_en", Text, "What it does, in English.", "何をするか(英語)。"),
        optional("acts_on_ja", Text, "What it does, in Japanese.", "何をするか(日本語)。"),
        optional(
            "group",
            Text,
            "Effects of one mechanism and group overlap; blank: the id.",
            "同じ働き方と群の効果は重なり合う。空欄なら ID。",
        ),
        required("low", MAGNITUDE, "Magnitude, lowest.", "効果量の最小。"),
        required("mode", MAGNITUDE, "Magnitude, most likely.", "効果量の最頻値。"),
        required("high", MAGNITUDE, "Magnitude, highest.", "効果量の最大。"),
        required("unit", Word(EffectUnit::spellings), "Unit of the magnitude.", "効果量の単位。"),
        required("exposure", Word(ExposureUnit::spellings), "How often chance is drawn.", "偶然を引く単位。"),
        optional("level_low", SHARE, "Level today, lowest.", "今日の水準の最小。"),
        optional("level_mode", SHARE, "Level today, most likely.", "今日の水準の最頻値。"),
        optional("level_high", SHARE, "Level today, highest.", "今日の水準の最大。"),
        optional("level_basis", Text, "Why that is today's level.", "今日の水準の根拠。"),
        optional(
            "without_low",
            SHARE,
            "Level without the control, lowest (coverage_fraction).",
            "対策なしの水準の最小(coverage_fraction)。",
        ),
        optional("without_mode", SHARE, "Level without the control, most likely.", "対策なしの水準の最頻値。"),
        optional("without_high", SHARE, "Level without the control, highest.", "対策なしの水準の最大。"),
        optional(
            "selector",
            Expression("selector"),
            "What it acts on: `word=value,value; word=value`; blank: everything.",
            "作用する対象: `語=値,値; 語=値`。空欄はすべて。",
        ),
        optional(
            "times",
            Expression("times"),
            "Parameters, or complements `1-key`, that scale the magnitude.",
            "効果量に掛けるパラメータ、または補数 `1-key`。",
        ),
        optional("parameter_keys", List, "Evidence: parameter keys.", "根拠となるパラメータのキー。"),
        SOURCE,
        CONFIDENCE,
    ],
    key: &["id"],
    open: false,
    en: "How a control acts, on what, how strongly, on what evidence.",
    ja: "対策が何に、どれだけ、どんな根拠で作用するか。",
};

/// `costs.csv`
pub static COSTS: TableLayout = TableLayout {
    table: Table::Costs,
    need: Need::Optional,
    columns: &[
        required("control", Text, "Control's id.", "対策の ID。"),
        required("unit", Word(|| COST_UNITS.to_vec()), "What the cost is counted per.", "費用を数える単位。"),
        required("purchase_jpy_low", YEN, "Purchase, lowest.", "購入費の最小(円)。"),
        required("purchase_jpy_mode", YEN, "Purchase, most likely.", "購入費の最頻値(円)。"),
        required("purchase_jpy_high", YEN, "Purchase, highest.", "購入費の最大(円)。"),
        required("yearly_jpy_low", YEN, "Yearly, lowest.", "年額の最小(円)。"),
        required("yearly_jpy_mode", YEN, "Yearly, most likely.", "年額の最頻値(円)。"),
        required("yearly_jpy_high", YEN, "Yearly, highest.", "年額の最大(円)。"),
        optional("staff_h_low", HOURS, "Staff hours a year, lowest.", "職員の年間時間の最小。"),
        optional("staff_h_mode", HOURS, "Staff hours a year, most likely.", "職員の年間時間の最頻値。"),
        optional("staff_h_high", HOURS, "Staff hours a year, highest.", "職員の年間時間の最大。"),
        SOURCE,
        CONFIDENCE,
    ],
    key: &["control"],
    open: false,
    en: "What a control costs, per unit.",
    ja: "対策の費用(単位当たり)。",
};

/// `incidents.csv`
pub static INCIDENTS: TableLayout = TableLayout {
    table: Table::Incidents,
    need: Need::Optional,
    columns: &[
        required("id", Text, "Id in snake_case.", "ID(snake_case)。"),
        required("name", Text, "Name.", "名称。"),
        optional("year", Text, "Year.", "年。"),
        optional("country", Text, "Country.", "国。"),
        optional("entry_vector", Text, "How they came in.", "侵入経路。"),
        SOURCE,
        optional("url_or_reference", Text, "Where to read it.", "参照先。"),
        BASIS,
    ],
    key: &["id"],
    // Figures for validation stand in further columns.
    open: true,
    en: "A documented incident.",
    ja: "記録されたインシデント。",
};

/// The tables of a catalogue, in the order in which they are read.
pub static CATALOGUE_TABLES: [&TableLayout; 10] =
    [&CONTROLS, &RISKS, &PARAMETERS, &ROLES, &TECHNIQUES, &EFFECTS, &COSTS, &INCIDENTS, &MITIGATIONS, &ATTACK];
