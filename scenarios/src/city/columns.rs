//! The columns of a city folder, said once.

use yagura_sim::city::{
    AssetKind, Category, ContractKind, DataClass, Fallback, LogAccess, Medium, OrganisationRole, SecurityOperations,
    SeparationTier,
};
use yagura_sim::knowledge::CostUnit;
use yagura_sim::problem::Table;
use yagura_sim::words::Words;

use super::head::DAYS_OF_YEAR;
use crate::column::Bounds::{Above, AtLeast, Between};
use crate::column::Form::{Either, Expression, Items, List, Map, Number, Source, Text, Whole, Word, YesNo};
use crate::column::{Column, Form, Need, TableLayout, optional, required};

const ID: Column =
    required("id", Text, "Id in kebab-case, unique in the table.", "ID(英小文字とハイフン)。表の中で一意。");
const NAME_JA: Column = optional("name_ja", Text, "Japanese name; blank: the id.", "日本語名。空欄なら ID。");
const NAME_EN: Column = optional("name_en", Text, "English name; blank: the id.", "英語名。空欄なら ID。");
const SOURCE: Column = required(
    "source",
    Source,
    "Where the numbers of the row come from, or the word assumption.",
    "この行の数値の出典。なければ assumption(仮定)と書く。",
);
const MAX_COUNT: i64 = 1_000_000_000_000;
const SHARE: Form = Number("", Between(0.0, 1.0));

/// The keys of `city.toml`.
pub const CITY_HEAD: &[Column] = &[
    required("schema_version", Whole(1, 1), "Version of the format: 1.", "形式の版。1。"),
    required("id", Text, "Id in kebab-case.", "ID(英小文字とハイフン)。"),
    optional("name_ja", Text, "Japanese name; absent: the id.", "日本語名。なければ ID。"),
    optional("name_en", Text, "English name; absent: the id.", "英語名。なければ ID。"),
    optional("population", Whole(0, 4_000_000_000), "Residents; absent: 0.", "人口。なければ 0。"),
    optional(
        "holidays",
        Items(&[Whole(0, DAYS_OF_YEAR as i64 - 1), Expression("day-of-year")]),
        "Public holidays of the model year: days of the year counted from 0, or dates as \"05-03\" (of a year of 365 days).",
        "モデル年の祝日。0 から数えた通日、または \"05-03\" の形の日付(365 日の年)。",
    ),
    optional(
        "first_weekday",
        Either(&[Word(|| WEEKDAYS.to_vec()), Whole(0, 6)]),
        "Weekday of the first day of the model year (a word, or 0 = Monday); absent: monday.",
        "モデル年の最初の日の曜日(英語名、または 0 = 月曜)。なければ monday。",
    ),
    optional(
        "cost_units",
        Map(Some(CostUnit::spellings), &[Number("", AtLeast(0.0))]),
        "How many units control costs are multiplied by, per cost unit of costs.csv, where the city states it.",
        "対策費用に掛ける単位数(costs.csv の単位ごと)。市が示す場合だけ書く。",
    ),
    required("source", Source, "Where the numbers come from, or assumption.", "数値の出典。なければ assumption。"),
    optional("note", Text, "Anything a reader should know.", "注記。"),
    optional("as_of", Text, "Date for which the city holds.", "いつ時点の情報か。"),
];

/// Days of the week as `first_weekday` spells them.
pub const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// `organisations.csv`
pub static ORGANISATIONS: TableLayout = TableLayout {
    table: Table::Organisations,
    need: Need::Required,
    columns: &[
        ID,
        NAME_JA,
        NAME_EN,
        required(
            "role",
            Word(OrganisationRole::spellings),
            "What it is in the smart city.",
            "スマートシティでの役割。",
        ),
        optional(
            "category",
            Word(Category::spellings),
            "Guideline category; blank: governance.",
            "ガイドラインの区分。空欄は governance。",
        ),
        optional(
            "security_operations",
            Word(SecurityOperations::spellings),
            "Whether and when alerts are read; blank: none.",
            "警報を読む体制の有無と時間帯。空欄は none。",
        ),
        optional("analysts", Whole(0, 60_000), "People at the desk; blank: 0.", "監視担当の人数。空欄は 0。"),
        optional(
            "office_hours",
            Expression("office-hours"),
            "When people are there, for example `weekdays 08:30-17:15`; blank: round the clock.",
            "人がいる時間帯。例: `weekdays 08:30-17:15`。空欄は常時(round the clock)。",
        ),
        optional(
            "alerts_to",
            Text,
            "Organisation whose desk also reads this one's alerts; blank: only its own.",
            "この組織の警報も読む組織の ID。空欄は自組織だけ。",
        ),
        SOURCE,
    ],
    key: &["id"],
    open: false,
    en: "An organisation: who owns, runs, supplies, watches.",
    ja: "組織。所有・運用・供給・監視の主体。",
};

/// `contracts.csv`
pub static CONTRACTS: TableLayout = TableLayout {
    table: Table::Contracts,
    need: Need::Optional,
    columns: &[
        required("supplier", Text, "Supplier's id.", "受託者の ID。"),
        required("customer", Text, "Customer's id.", "委託者の ID。"),
        required("kind", Word(ContractKind::spellings), "What it is about.", "契約の種類。"),
        optional(
            "tier",
            Whole(1, 9),
            "1 first tier, 2 subcontractor ...; blank: 1.",
            "1 = 一次、2 = 再委託 ……。空欄は 1。",
        ),
        optional(
            "known_to_promoter",
            YesNo,
            "Whether the promoter knows of it; blank: no.",
            "推進主体が把握しているか。空欄は no。",
        ),
        optional("access", List, "Zones that it opens to the supplier.", "受託者に開くゾーンの ID。"),
        optional(
            "may_isolate",
            List,
            "Organisations that may isolate; blank: not agreed.",
            "隔離してよい組織。空欄は未合意(協議)。",
        ),
        optional(
            "must_isolate",
            Text,
            "Organisation that must isolate; blank: not agreed.",
            "隔離しなければならない組織。空欄は未合意(協議)。",
        ),
        optional(
            "call_out_h",
            Number("hours", AtLeast(0.0)),
            "Call-out time; blank: not agreed.",
            "駆け付け時間(時間)。空欄は未合意。",
        ),
        optional(
            "log_access",
            Word(LogAccess::spellings),
            "Who may read the logs; blank: none.",
            "ログの閲覧。空欄は none。",
        ),
        optional(
            "forensics",
            Text,
            "Who does forensics; blank: not agreed.",
            "調査(フォレンジック)の担当。空欄は未合意。",
        ),
        optional("who_pays", Text, "Who pays; blank: not agreed.", "費用の負担者。空欄は未合意。"),
        SOURCE,
    ],
    key: &["supplier", "customer", "kind"],
    open: false,
    en: "A contract between two organisations.",
    ja: "組織の間の契約。",
};

/// `zones.csv`
pub static ZONES: TableLayout = TableLayout {
    table: Table::Zones,
    need: Need::Required,
    columns: &[
        ID,
        NAME_JA,
        NAME_EN,
        optional(
            "category",
            Word(Category::spellings),
            "Guideline category; blank: asset.",
            "ガイドラインの区分。空欄は asset。",
        ),
        required("operator", Text, "Operator's id.", "運用者の ID。"),
        optional("medium", Word(Medium::spellings), "What it is made of; blank: wired.", "媒体。空欄は wired。"),
        optional(
            "internet_facing",
            YesNo,
            "Reachable from the internet; blank: no.",
            "インターネットから届くか。空欄は no。",
        ),
        optional(
            "separation_tier",
            Word(SeparationTier::spellings),
            "Tier of the municipal three-layer separation; blank: outside.",
            "三層分離の層。空欄は outside。",
        ),
        SOURCE,
    ],
    key: &["id"],
    open: false,
    en: "A zone: assets that reach each other without passing a border.",
    ja: "ゾーン。境界を越えずに互いに届く資産のまとまり。",
};

/// `conduits.csv`
pub static CONDUITS: TableLayout = TableLayout {
    table: Table::Conduits,
    need: Need::Optional,
    columns: &[
        required("from", Text, "Zone that initiates.", "接続を始めるゾーン。"),
        required("to", Text, "Zone that is reached.", "接続先のゾーン。"),
        optional("purpose", Text, "What it is for.", "用途。"),
        SOURCE,
    ],
    key: &["from", "to"],
    open: false,
    en: "A conduit: one zone may reach another, one way.",
    ja: "導管。あるゾーンから別のゾーンへの一方向の到達路。",
};

/// `assets.csv`
pub static ASSETS: TableLayout = TableLayout {
    table: Table::Assets,
    need: Need::Required,
    columns: &[
        ID,
        NAME_JA,
        NAME_EN,
        required("kind", Word(AssetKind::spellings), "What it is.", "種類。"),
        optional("subtype", Text, "Finer kind, for example `river-level`.", "細かい種類。例: `river-level`。"),
        optional(
            "category",
            Word(Category::spellings),
            "Guideline category; blank: asset.",
            "ガイドラインの区分。空欄は asset。",
        ),
        required("zone", Text, "Zone's id.", "ゾーンの ID。"),
        optional(
            "service",
            Text,
            "Service that it belongs to, or a free word such as `city-os`.",
            "属するサービス、または `city-os` などの語。",
        ),
        optional("owner", Text, "Owner's id; blank: the operator.", "所有者の ID。空欄は運用者と同じ。"),
        optional("operator", Text, "Operator's id; blank: the zone's operator.", "運用者の ID。空欄はゾーンの運用者。"),
        optional(
            "site",
            Text,
            "Place shared with other assets; blank: a place of its own.",
            "他の資産と共有する場所。空欄は単独。",
        ),
        optional("lat", Number("degrees", Between(-90.0, 90.0)), "Latitude.", "緯度(度)。"),
        optional("lon", Number("degrees", Between(-180.0, 180.0)), "Longitude.", "経度(度)。"),
        optional("unlisted", YesNo, "Nobody has listed it; blank: no.", "台帳に載っていない。空欄は no。"),
        optional(
            "stands_for",
            Whole(1, 1_000_000_000),
            "How many real things it stands for; blank: 1.",
            "実物いくつ分か。空欄は 1。",
        ),
        optional("quantity", Text, "Quantity that it measures for a service.", "サービスのために測る量。"),
        optional("input_group", Text, "Group within which k of n is counted.", "k of n を数えるまとまり。"),
        optional("datasets", List, "Datasets that it holds or produces.", "保持または生成するデータセット。"),
        optional("tags", List, "Weaknesses and other marks.", "弱点などの印。"),
        SOURCE,
    ],
    key: &["id"],
    open: false,
    en: "An asset: a device, a server, a function, an account store.",
    ja: "資産。機器、サーバー、機能、アカウント管理など。",
};

/// `datasets.csv`
pub static DATASETS: TableLayout = TableLayout {
    table: Table::Datasets,
    need: Need::Optional,
    columns: &[
        ID,
        NAME_JA,
        NAME_EN,
        required("class", Word(DataClass::spellings), "The right class.", "本来の区分。"),
        optional("personal", YesNo, "Personal data; blank: no.", "個人データか。空欄は no。"),
        optional("records", Whole(0, MAX_COUNT), "Records held; blank: 0.", "件数。空欄は 0。"),
        optional(
            "people",
            Whole(0, MAX_COUNT),
            "People of whom the records tell; blank: one a record if personal, else nobody.",
            "記録に載っている人の数。空欄なら、個人データは1件につき1人、それ以外は0人。",
        ),
        optional(
            "people_of",
            Text,
            "Name of the population that these people are: datasets that share it tell of the same people; blank: of others.",
            "その人たちの集団の名前。同じ名前のデータセットは同じ人たちを指す。空欄なら別の人たち。",
        ),
        required("steward", Text, "Steward's id.", "管理責任者の ID。"),
        optional(
            "holders_and_rules",
            Expression("holders-and-rules"),
            "Per holder the rule that it applies: `organisation=open|limited|closed`, `;` between.",
            "保持者ごとの実際の扱い: `組織=open|limited|closed` を `;` で区切る。",
        ),
        SOURCE,
    ],
    key: &["id"],
    open: false,
    en: "A dataset with its class and its holders.",
    ja: "データセット。区分と保持者。",
};

/// `flows.csv`
pub static FLOWS: TableLayout = TableLayout {
    table: Table::Flows,
    need: Need::Optional,
    columns: &[
        required("from", Text, "Source asset's id.", "送り手の資産。"),
        required("to", Text, "Sink asset's id.", "受け手の資産。"),
        optional(
            "datasets",
            List,
            "Datasets that it carries; blank: everything that reaches its source.",
            "運ぶデータセット。空欄は送り手に届くものすべて。",
        ),
        optional(
            "interval_s",
            Number("seconds", Above(0.0)),
            "From one transfer to the next; blank: 60.",
            "送信間隔(秒)。空欄は 60。",
        ),
        optional(
            "protected",
            YesNo,
            "Protected in transit today; blank: no.",
            "いま通信路で保護されているか。空欄は no。",
        ),
        SOURCE,
    ],
    key: &["from", "to"],
    open: false,
    en: "A data flow from one asset to another.",
    ja: "資産から資産へのデータの流れ。",
};

/// `services.csv`
pub static SERVICES: TableLayout = TableLayout {
    table: Table::Services,
    need: Need::Optional,
    columns: &[
        ID,
        NAME_JA,
        NAME_EN,
        required("provider", Text, "Provider's id.", "提供者の ID。"),
        optional(
            "users",
            Whole(0, MAX_COUNT),
            "People who use or depend on it; blank: 0.",
            "利用する、または頼る人数。空欄は 0。",
        ),
        optional(
            "safety_relevant",
            YesNo,
            "A wrong decision can hurt somebody; blank: no.",
            "誤った判断が人に危害を及ぼしうるか。空欄は no。",
        ),
        optional("criticality", Whole(1, 5), "1 (comfort) to 5 (life); blank: 1.", "1(快適さ)から 5(生命)。空欄は 1。"),
        optional(
            "inputs_rule",
            Expression("inputs-rule"),
            "`quantity=k/n@scope`, `;` between.",
            "`量=k/n@範囲` を `;` で区切る。",
        ),
        optional("decides_at", Expression("references"), "Assets at which it decides.", "判断を行う資産。"),
        optional("needs", Expression("references"), "What it needs to work.", "動くために必要なもの。"),
        optional("commands", Expression("references"), "What it commands.", "指令する相手。"),
        optional(
            "interlock",
            YesNo,
            "An independent interlock guards what it commands; blank: no.",
            "独立したインターロックがあるか。空欄は no。",
        ),
        optional(
            "fallback",
            Word(Fallback::spellings),
            "What remains when its systems fail; blank: none.",
            "停止時の代替手段。空欄は none。",
        ),
        optional(
            "fallback_capacity",
            SHARE,
            "Share of capacity that the fallback keeps; blank: 0.",
            "代替手段で保てる割合。空欄は 0。",
        ),
        optional(
            "switch_time_min",
            Number("minutes", AtLeast(0.0)),
            "Until the fallback stands; blank: 0.",
            "代替手段へ切り替わるまで(分)。空欄は 0。",
        ),
        optional(
            "jpy_per_user_hour",
            Number("yen per user-hour", AtLeast(0.0)),
            "Loss when one user goes without for one hour; blank: 0.",
            "1 人が 1 時間使えないときの損失(円)。空欄は 0。",
        ),
        SOURCE,
    ],
    key: &["id"],
    open: false,
    en: "A service that people use.",
    ja: "人々が使うサービス。",
};

/// The tables of a city folder, in the order in which they are read.
pub static CITY_TABLES: [&TableLayout; 8] =
    [&ORGANISATIONS, &CONTRACTS, &ZONES, &CONDUITS, &ASSETS, &DATASETS, &FLOWS, &SERVICES];
