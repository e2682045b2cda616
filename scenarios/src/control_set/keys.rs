//! The keys of a control-set file, said once.

use crate::column::Bounds::{Any, AtLeast, Between};
use crate::column::Form::{Cell, Either, List, Magnitude, Map, Number, Section as Keys, Sections, Text, Whole, Word};
use crate::column::{Column, Form, ONE_LANGUAGE, optional, required};

/// The keys of a control-set file.
pub const CONTROL_SET_KEYS: &[Column] = &[
    required("schema_version", Whole(1, 1), "Version of the format: 1.", "形式の版。1。"),
    required("id", Text, "Id in kebab-case.", "ID(英小文字とハイフン)。"),
    optional(
        "extends",
        Text,
        "Set to start from: a shipped name or a file.",
        "土台にする対策セット(同梱名またはファイル)。",
    ),
    optional(
        "claimed_by",
        Text,
        "Who claims what is stated here, unless an entry says otherwise.",
        "主張の出どころ(個々に書かない場合)。",
    ),
    optional("name", Keys(ONE_LANGUAGE), "Name: ja, en; absent: the id.", "名称: ja、en。なければ ID。"),
    optional("about", Keys(ONE_LANGUAGE), "What it stands for: ja, en.", "説明: ja、en。"),
    optional(
        "controls",
        Map(None, &[SHARE, TODAY, Keys(ENTRY_KEYS)]),
        "Control id = coverage (0 to 1, or \"today\"), or a section with more.",
        "対策 ID = 実施割合(0〜1、または \"today\")、または詳しく書く節。",
    ),
    optional(
        "change",
        Sections(CHANGE_KEYS),
        "A field of an organisation or contract; written [[change]].",
        "組織または契約の項目の変更。[[change]] と書く。",
    ),
    optional(
        "parameter",
        Sections(PARAMETER_KEYS),
        "A parameter's range; written [[parameter]].",
        "パラメータの範囲。[[parameter]] と書く。",
    ),
    optional(
        "effect",
        Sections(EFFECT_KEYS),
        "An effect's magnitude; written [[effect]].",
        "効果量の範囲。[[effect]] と書く。",
    ),
    optional("note", List, "Anything a reader should know.", "注記。"),
];

const SHARE: Form = Number("", Between(0.0, 1.0));
const TODAY: Form = Word(|| vec!["today"]);
const CLAIMED_BY: Column = optional(
    "claimed_by",
    Text,
    "Who claims it; needed where the file names nobody for all.",
    "誰の主張か。ファイル全体の claimed_by がなければ必須。",
);
const LOW: Column = required("low", Number("", Any), "Lowest.", "最小値。");
const MODE: Column = required("mode", Number("", Any), "Most likely.", "最頻値。");
const HIGH: Column = required("high", Number("", Any), "Highest.", "最大値。");

/// The keys of an entry of `[controls]` that says more than a coverage.
pub const ENTRY_KEYS: &[Column] = &[
    optional(
        "coverage",
        Either(&[SHARE, TODAY]),
        "Share of what it should protect; absent: 1.",
        "実施割合。なければ 1。",
    ),
    optional("why_en", Text, "Why this coverage, in English.", "その割合の理由(英語)。"),
    optional("why_ja", Text, "Why this coverage, in Japanese.", "その割合の理由(日本語)。"),
    optional(
        "purchase_jpy",
        Magnitude("yen", AtLeast(0.0)),
        "Purchase, instead of the catalogue's; with yearly_jpy.",
        "購入費(カタログの値の代わり)。yearly_jpy と合わせて書く。",
    ),
    optional(
        "yearly_jpy",
        Magnitude("yen a year", AtLeast(0.0)),
        "Yearly cost, instead of the catalogue's; with purchase_jpy.",
        "年間費用(カタログの値の代わり)。purchase_jpy と合わせて書く。",
    ),
    optional(
        "claimed_by",
        Text,
        "Who claims the costs; needed with them where the file names nobody for all.",
        "費用は誰の主張か。ファイル全体の claimed_by がなければ、費用とともに必須。",
    ),
];

/// The keys of `[[change]]`.
pub const CHANGE_KEYS: &[Column] = &[
    required("table", Text, "organisations or contracts.", "organisations か contracts。"),
    required("row", Text, "Id of the organisation, or supplier -> customer.", "組織の ID、または「供給者 -> 顧客」。"),
    required("column", Text, "The field.", "変える項目。"),
    required("value", Cell, "The new value, as it would stand in the table.", "新しい値。表に書くとおりの文字列。"),
    CLAIMED_BY,
];

/// The keys of `[[parameter]]`.
pub const PARAMETER_KEYS: &[Column] =
    &[required("key", Text, "Key of the parameter.", "パラメータのキー。"), LOW, MODE, HIGH, CLAIMED_BY];

/// The keys of `[[effect]]`.
pub const EFFECT_KEYS: &[Column] =
    &[required("id", Text, "Id of the effect.", "効果の ID。"), LOW, MODE, HIGH, CLAIMED_BY];
