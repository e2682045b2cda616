//! What a checklist says, before it is any document.

use yagura_sim::knowledge::RiskRecord;
use yagura_sim::measure::{MEASURES, Unit};

use crate::summary::{Named, measure_name};
use crate::tables::{ChecklistRow, KnockOutRow};
use crate::words::{Words, quantity_like};

/// A checklist of one control set.
#[derive(Clone, Copy, Debug)]
pub struct Checklist<'a> {
    /// The city.
    pub city: &'a Named,
    /// The set.
    pub set: &'a Named,
    /// Rows of `checklist.csv` of this set.
    pub requirements: &'a [ChecklistRow],
    /// The guideline's risks.
    pub risks: &'a [RiskRecord],
    /// Names of organisations, scenarios and control sets.
    pub names: &'a [Named],
    /// `knock_out.csv` of a comparison, if one was given.
    pub knock_out: Option<&'a [KnockOutRow]>,
}

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    InForce,
    Partly,
    Absent,
    NotApplicable,
}

impl Standing {
    pub(super) const ALL: [Self; 4] = [Self::InForce, Self::Partly, Self::Absent, Self::NotApplicable];

    fn of(status: &str) -> Self {
        match status {
            "in_force" => Self::InForce,
            "partly" => Self::Partly,
            "not_applicable" => Self::NotApplicable,
            _ => Self::Absent,
        }
    }

    /// Key of the heading of its column.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::InForce => "checklist-yes",
            Self::Partly => "checklist-partly",
            Self::Absent => "checklist-no",
            Self::NotApplicable => "checklist-not-applicable",
        }
    }

    /// Key of what is said of a risk's controls.
    pub(super) fn of_risk(self) -> &'static str {
        match self {
            Self::InForce => "checklist-met",
            Self::Partly => "checklist-partly-met",
            Self::Absent => "checklist-not-met",
            Self::NotApplicable => "checklist-not-applicable",
        }
    }
}

/// A risk with the controls that it calls for.
pub(super) struct Risk<'a> {
    pub(super) record: &'a RiskRecord,
    pub(super) standing: Standing,
    pub(super) controls: Vec<(&'a str, Standing)>,
}

/// What a comparison says that a control is worth, in one scenario.
#[derive(Clone, Copy, Debug)]
pub struct Worth<'a>(&'a KnockOutRow);

impl<'a> Checklist<'a> {
    /// Categories in order, each with its rows.
    pub(super) fn categories(&self) -> Vec<(&'a str, Vec<&'a ChecklistRow>)> {
        let mut found: Vec<(&str, Vec<&ChecklistRow>)> = Vec::new();
        for row in self.requirements {
            match found.iter_mut().find(|(category, _)| *category == row.category) {
                Some((_, rows)) => rows.push(row),
                None => found.push((&row.category, vec![row])),
            }
        }
        found
    }

    /// Where a requirement stands.
    pub(super) fn standing(row: &ChecklistRow) -> Standing {
        Standing::of(&row.status)
    }

    /// The risks, in the catalogue's order.
    pub(super) fn risk_lines(&self) -> Vec<Risk<'a>> {
        self.risks
            .iter()
            .map(|record| {
                let controls: Vec<(&str, Standing)> =
                    record.controls.iter().map(|control| (control.as_str(), self.of_control(control))).collect();
                Risk { record, standing: together(controls.iter().map(|(_, standing)| *standing)), controls }
            })
            .collect()
    }

    /// A control that does not apply in one category may in another.
    fn of_control(&self, control: &str) -> Standing {
        let mut standings =
            self.requirements.iter().filter(|row| row.control == control).map(|row| Standing::of(&row.status));
        let first = standings.next().unwrap_or(Standing::Absent);
        std::iter::once(first).chain(standings).find(|one| *one != Standing::NotApplicable).unwrap_or(first)
    }

    /// What the comparison says about the controls of `risk` that are not fully in force: one line per scenario in which removing the
    /// control changed anything.
    pub(super) fn worth(&self, risk: &Risk<'_>) -> Vec<Worth<'a>> {
        let gap = |control: &str| {
            risk.controls
                .iter()
                .any(|(id, standing)| *id == control && matches!(standing, Standing::Absent | Standing::Partly))
        };
        let rows = self.knock_out.unwrap_or_default().iter();
        rows.filter(|row| row.n_discordant > 0 && gap(&row.control)).map(Worth).collect()
    }

    /// The name of an organisation, scenario or control set.
    pub(super) fn name(&self, words: &Words, id: &str) -> String {
        let found = self.names.iter().find(|named| named.id == id).map(|named| named.name(words.language()));
        found.filter(|name| !name.is_empty()).unwrap_or(id).to_owned()
    }

    /// Who is responsible, by name.
    pub(super) fn responsible(&self, words: &Words, row: &ChecklistRow) -> String {
        let ids = row.responsible.split(';').map(str::trim).filter(|id| !id.is_empty());
        ids.map(|id| self.name(words, id)).collect::<Vec<_>>().join(&words.say("page-list-comma", &[]))
    }
}

impl Worth<'_> {
    /// In words: the control, where, and how much is lost without it.
    pub(super) fn in_words(self, checklist: &Checklist<'_>, words: &Words) -> String {
        let row = self.0;
        let unit =
            MEASURES.iter().find(|measure| measure.key == row.measure).map_or(Unit::Count, |measure| measure.unit);
        let like = row.difference.unwrap_or(0.0);
        let signed = |value: Option<f64>| {
            value.map_or_else(String::new, |value| {
                let text = quantity_like(words, unit, value, like);
                if value > 0.0 { format!("+{text}") } else { text }
            })
        };
        words.say(
            "checklist-worth",
            &[
                ("control", row.control.as_str().into()),
                ("set", checklist.name(words, &row.control_set).into()),
                ("scenario", checklist.name(words, &row.scenario).into()),
                ("measure", measure_name(words, row.measure).into()),
                ("difference", signed(row.difference).into()),
                ("low", signed(row.interval_low).into()),
                ("high", signed(row.interval_high).into()),
                ("verdict", row.verdict.map_or(String::new(), |verdict| verdict.as_str().replace(' ', "-")).into()),
            ],
        )
    }
}

/// How several controls stand together; what does not apply is left out.
fn together(standings: impl Iterator<Item = Standing>) -> Standing {
    let that_apply: Vec<Standing> = standings.filter(|one| *one != Standing::NotApplicable).collect();
    let all = |wanted: Standing| that_apply.iter().all(|one| *one == wanted);
    if that_apply.is_empty() {
        Standing::NotApplicable
    } else if all(Standing::InForce) {
        Standing::InForce
    } else if all(Standing::Absent) {
        Standing::Absent
    } else {
        Standing::Partly
    }
}

#[cfg(test)]
mod tests {
    use super::Standing::{Absent, InForce, NotApplicable, Partly};
    use super::together;

    #[test]
    fn a_risk_is_met_only_where_every_control_that_applies_is_in_force() {
        let of = |standings: &[super::Standing]| together(standings.iter().copied());
        assert_eq!(of(&[InForce, InForce, NotApplicable]), InForce);
        assert_eq!(of(&[InForce, Absent]), Partly);
        assert_eq!(of(&[Partly, Partly]), Partly);
        assert_eq!(of(&[Absent, NotApplicable]), Absent);
        assert_eq!(of(&[NotApplicable]), NotApplicable);
    }
}
