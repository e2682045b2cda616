//! What an import had to assume, in words.

use yagura_sim::problem::Table;

use super::cpa::CyberLayer;
use super::inp::Network;
use super::water_city::ASSUMED_INTERVAL_S;

/// Something that the city says and the imported files did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// The table of the city where it stands.
    pub table: Table,
    /// In English.
    pub en: String,
    /// In Japanese.
    pub ja: String,
}

impl Assumption {
    /// An assumption in `table`.
    pub(crate) fn new(table: Table, en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self { table, en: en.into(), ja: ja.into() }
    }
}

/// Adds what every import of a water network assumes. `undecided`: actuators that no control ties to a reading; `left_out`: links that
/// nobody moves.
pub(crate) fn standing(list: &mut Vec<Assumption>, network: &Network, undecided: &[&str], left_out: &[&str]) {
    let mut say = |table, en: &str, ja: &str| list.push(Assumption::new(table, en, ja));
    say(
        Table::City,
        "Population, the users of each service, its value and its criticality (taken as 3) are not in the files: user-hours and yen stay \
         zero until they are filled in.",
        "人口、各サービスの利用者数・価値・重要度(3と仮定)はファイルにありません。記入するまで、利用者時間と金額は0のままです。",
    );
    say(
        Table::City,
        "The calendar has no public holidays and begins on a Monday.",
        "暦は祝日がなく、月曜日に始まるものとしました。",
    );
    say(
        Table::Organisations,
        "One water utility owns and operates everything; nobody there reads security alerts; it has no contracts with suppliers.",
        "一つの水道事業体がすべてを所有・運用し、セキュリティの警報を見る人はおらず、事業者との契約もないものとしました。",
    );
    say(
        Table::Zones,
        "Each controller forms a zone with what is wired to it, and the control centre another; all are wired and none faces the internet.",
        "制御装置とその配下の機器で一つのゾーン、中央監視室で一つのゾーンとし、いずれも有線で、インターネットには面していないものとしました。",
    );
    say(
        Table::Conduits,
        "The files do not say who opens a connection: zones between which readings travel may both initiate it.",
        "どちらから接続するかはファイルにないため、計測値が流れるゾーンの間では双方から接続できるものとしました。",
    );
    if !network.degrees {
        say(
            Table::Assets,
            "The map of the network is in plane coordinates: latitude and longitude stay empty.",
            "管網図の座標は平面座標のため、緯度・経度は空欄のままです。",
        );
    }
    say(
        Table::Assets,
        "A sensor or actuator stands at the site of its controller; every asset is listed; none has a known weakness.",
        "センサーとアクチュエーターは制御装置と同じ場所にあり、台帳にない機器も既知の弱点もないものとしました。",
    );
    say(
        Table::Datasets,
        "Every reading is a closed dataset of the utility, and no records of it are kept.",
        "計測値はいずれも水道事業体のクローズドデータで、蓄積された記録はないものとしました。",
    );
    say(
        Table::Flows,
        &format!("Readings and set points travel every {ASSUMED_INTERVAL_S} seconds and are not protected in transit."),
        &format!("計測値と設定値は{ASSUMED_INTERVAL_S}秒ごとに送られ、通信は保護されていないものとしました。"),
    );
    say(
        Table::Services,
        "Each pump, valve or pipe that a control ties to readings is a service that goes wrong as soon as one of them is false; a wrong decision can hurt \
         somebody, and there is no interlock and no fallback.",
        "制御条件で計測値に結び付いたポンプ・バルブ・管路をそれぞれ一つのサービスとし、計測値が一つでも誤れば判断を誤り、\
         誤った判断は人に危害を及ぼしうるもので、インターロックも代替手段もないものとしました。",
    );
    if !undecided.is_empty() {
        let names = undecided.join(", ");
        say(
            Table::Flows,
            &format!("No control ties these to a reading, so nothing reaches them from their controller: {names}."),
            &format!("次の機器は計測値による制御条件がないため、制御装置からの流れを設けていません: {names}"),
        );
    }
    if !left_out.is_empty() {
        let names = left_out.join(", ");
        say(
            Table::Assets,
            &format!("No controller moves these, so they are left out: {names}."),
            &format!("次の機器はどの制御装置からも操作されないため、取り込んでいません: {names}"),
        );
    }
}

/// Says that what a file attacks is not part of a city.
pub(crate) fn attacks_left_out(list: &mut Vec<Assumption>, layer: &CyberLayer) {
    let count = layer.attacks.len();
    if count > 0 {
        list.push(Assumption::new(
            Table::Scenario,
            format!(
                "The attacks of the file ({count}) are left out: a scenario plays an attack, a city only suffers it."
            ),
            format!("ファイルにある攻撃({count}件)は取り込んでいません。攻撃は都市ではなくシナリオに書きます。"),
        ));
    }
}
