//! `mitigations.csv` and `attack.csv`: from a control to the ids and labels of ATT&CK.
//!
//! The first is written by hand: which published mitigation asks for the same as a control is a judgement. The second holds what is
//! published about the ids that are used, and is made by `cargo xtask attack`.

use yagura_sim::knowledge::{AttackKind, AttackRecord, MitigationRecord};
use yagura_sim::problem::Table;
use yagura_sim::words::Words;

use super::columns::SOURCE;
use crate::column::Form::{List, Text, Word};
use crate::column::{Need, TableLayout, optional, required};
use crate::row::Row;

/// `mitigations.csv`
pub static MITIGATIONS: TableLayout = TableLayout {
    table: Table::Mitigations,
    need: Need::Optional,
    columns: &[
        required("control", Text, "Control's id.", "対策の ID。"),
        required("mitigation", Text, "ATT&CK id of the mitigation.", "緩和策の ATT&CK ID。"),
        required("basis", Text, "Why the two ask for the same.", "両者が同じことを求めていると見る理由。"),
        SOURCE,
    ],
    key: &["control", "mitigation"],
    open: false,
    en: "An ATT&CK mitigation that asks for the same as a control, or for a part of it.",
    ja: "対策と同じこと、またはその一部を求める ATT&CK の緩和策。",
};

/// `attack.csv`
pub static ATTACK: TableLayout = TableLayout {
    table: Table::Attack,
    need: Need::Optional,
    columns: &[
        required("id", Text, "ATT&CK id.", "ATT&CK の ID。"),
        required("kind", Word(AttackKind::spellings), "What it is.", "種別。"),
        required("name", Text, "Published name.", "公表されている名称。"),
        optional("tactics", List, "Tactics of a technique.", "手法の戦術。"),
        optional("mitigated_by", List, "Published mitigations of a technique.", "手法に対して公表されている緩和策。"),
        optional("iec_62443_3_3", List, "Labels of IEC 62443-3-3.", "IEC 62443-3-3 の要件番号。"),
        optional("iec_62443_4_2", List, "Labels of IEC 62443-4-2.", "IEC 62443-4-2 の要件番号。"),
        optional("sp_800_53", List, "Labels of NIST SP 800-53 rev. 5.", "NIST SP 800-53 rev. 5 の管理策番号。"),
        SOURCE,
    ],
    key: &["id"],
    open: false,
    en: "A technique or mitigation of the published ICS matrix.",
    ja: "公表されている ICS マトリクスの手法または緩和策。",
};

pub(super) fn mitigation(row: &mut Row<'_>) -> MitigationRecord {
    MitigationRecord {
        origin: row.origin,
        control: row.text("control"),
        mitigation: row.text("mitigation"),
        basis: row.text("basis"),
        source: row.text("source"),
    }
}

pub(super) fn attack(row: &mut Row<'_>) -> AttackRecord {
    AttackRecord {
        origin: row.origin,
        id: row.text("id"),
        kind: row.word::<AttackKind>("kind"),
        name: row.text("name"),
        tactics: row.list("tactics"),
        mitigated_by: row.list("mitigated_by"),
        iec_62443_3_3: row.list("iec_62443_3_3"),
        iec_62443_4_2: row.list("iec_62443_4_2"),
        sp_800_53: row.list("sp_800_53"),
        source: row.text("source"),
    }
}
