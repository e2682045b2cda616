//! From the expressions and designs of a plan to control sets.

use std::path::Path;

use yagura_sim::control_set::{ControlEntry, ControlSetRecord, Coverage, FieldChange, ValueClaim};
use yagura_sim::experiment::{grid, latin_hypercube};
use yagura_sim::kernel::MasterSeed;
use yagura_sim::knowledge::{CatalogueRecords, Range};
use yagura_sim::problem::{Origin, Problem, ProblemKind, Table, nearest};

use super::LoadedPlan;
use super::design::{Axis, Design, DesignKind, Setting, Subject};
use crate::control_set::read_control_set;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::embedded::shipped_control_sets;
use crate::loaded::{Loaded, Places};

/// The file that control-set expressions are said to stand in.
const EXPRESSION: &str = "--controls";

/// The expression with its file, if it starts with one that lies in `folder`, as a path from the present folder.
pub(super) fn from_folder(expression: &str, folder: &Path) -> String {
    let (first, rest) = match expression.split_once(',') {
        Some((first, rest)) => (first.trim(), format!(",{rest}")),
        None => (expression.trim(), String::new()),
    };
    let path = folder.join(first);
    if !shipped_control_sets().iter().any(|name| name == first) && path.is_file() {
        format!("{}{rest}", path.display())
    } else {
        expression.to_owned()
    }
}

impl LoadedPlan {
    /// The control set of an expression of the plan.
    ///
    /// # Errors
    /// Everything that is wrong with it; a slip in the expression is told where it stands in the plan.
    pub fn control_set(
        &self,
        expression: &str,
        catalogue: &CatalogueRecords,
    ) -> Result<Loaded<ControlSetRecord>, Diagnostics> {
        read_control_set(expression, catalogue).map_err(|wrong| {
            let Some((_, place)) = self.expressions.iter().find(|(known, _)| known == expression) else { return wrong };
            Diagnostics(wrong.0.into_iter().map(|one| self.in_plan(one, place, expression)).collect())
        })
    }

    /// A diagnostic of an expression, moved to the place of the expression in the plan.
    fn in_plan(&self, one: Diagnostic, place: &std::ops::Range<usize>, expression: &str) -> Diagnostic {
        if one.file != EXPRESSION {
            return one;
        }
        let whole = self.source.text.get(place.clone()).unwrap_or_default();
        let span = match (whole.find(expression), &one.span) {
            (Some(at), Some(span)) => place.start + at + span.start..place.start + at + span.end,
            _ => place.clone(),
        };
        Diagnostic::at(one.code, &self.source, span, "controls", one.value, one.expected).nearest_is(one.nearest)
    }

    /// The control sets of the plan's designs, in order. `baseline`: the set from which a design starts that names none.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn control_sets(
        &self,
        baseline: &str,
        catalogue: &CatalogueRecords,
    ) -> Result<Vec<Loaded<ControlSetRecord>>, Diagnostics> {
        let (mut found, mut wrong) = (Vec::new(), Diagnostics::default());
        for design in &self.records.designs {
            let from = design.from.as_deref().unwrap_or(baseline);
            for problem in design.axes.iter().filter_map(|axis| unknown(axis, catalogue)) {
                wrong.push(self.locate(&problem));
            }
            match read_control_set(from, catalogue) {
                Ok(start) if !wrong.has_errors() => found.extend(self.sets_of(design, &start)),
                Ok(_) => {}
                Err(_) => {
                    let expected = "a control set to start from";
                    let names = shipped_control_sets();
                    let problem = Problem::new(ProblemKind::UnknownId, design.origin, "from", from, expected);
                    let near = nearest(from, names.iter().map(String::as_str));
                    wrong.push(self.locate(&problem).nearest_is(near));
                }
            }
        }
        if wrong.has_errors() { Err(wrong) } else { Ok(found) }
    }

    fn sets_of(&self, design: &Design, start: &Loaded<ControlSetRecord>) -> Vec<Loaded<ControlSetRecord>> {
        let points = points(MasterSeed(self.records.seed), design);
        let digits = points.len().to_string().len();
        let mut sets = Vec::with_capacity(points.len());
        for (number, values) in points.iter().enumerate() {
            let mut record = start.records.clone();
            let settings: Vec<String> = design
                .axes
                .iter()
                .zip(values)
                .map(|(axis, value)| format!("{} = {value}", axis.subject.label()))
                .collect();
            let what = settings.join(", ");
            record.id = format!("{}-{:0digits$}", design.id, number + 1);
            record.name_en = format!("{} ({what})", record.name_en);
            record.name_ja = format!("{}({what})", record.name_ja);
            for (axis, value) in design.axes.iter().zip(values) {
                apply(&mut record, axis, value, &self.records.id);
            }
            record.controls.sort_by(|a, b| a.control.cmp(&b.control));
            // What is wrong with an entry is told where its axis stands in the plan.
            let mut places = Places::default();
            places.add_documents(Table::ControlSet, self.places.documents(Table::Plan).to_vec());
            // What a plan makes is not shipped, whatever it starts from.
            let inputs = start.inputs.iter().chain([&self.input]).cloned().collect();
            sets.push(Loaded { records: record, warnings: Diagnostics::default(), inputs, places });
        }
        sets
    }
}

/// A control, parameter or effect that the catalogue does not have.
fn unknown(axis: &Axis, catalogue: &CatalogueRecords) -> Option<Problem> {
    let told = |column: &str, id: &str, what: &str, ids: Vec<&str>| {
        (!ids.contains(&id)).then(|| Problem::unknown(axis.origin, column, id, what, ids))
    };
    match &axis.subject {
        Subject::Control(id) => told(
            "control",
            id,
            "a control of the catalogue",
            catalogue.controls.iter().map(|c| c.id.as_str()).collect(),
        ),
        Subject::Parameter(key) => {
            told("parameter", key, "a parameter", catalogue.parameters.iter().map(|p| p.key.as_str()).collect())
        }
        Subject::Effect(id) => {
            told("effect", id, "an effect", catalogue.effects.iter().map(|e| e.id.as_str()).collect())
        }
        // Told by the check of the set against the city.
        Subject::Organisation(..) | Subject::Contract(..) => None,
    }
}

/// The values of each point, one per axis, as they would be written.
fn points(seed: MasterSeed, design: &Design) -> Vec<Vec<String>> {
    match design.kind {
        DesignKind::Grid => {
            let values = |axis: &Axis| match &axis.setting {
                Setting::Values(values) => values.clone(),
                Setting::Between(low, high) => vec![low.to_string(), high.to_string()],
            };
            let axes: Vec<Vec<String>> = design.axes.iter().map(values).collect();
            let lengths: Vec<usize> = axes.iter().map(Vec::len).collect();
            let point = |at: Vec<usize>| axes.iter().zip(at).map(|(values, at)| values[at].clone()).collect();
            grid(&lengths).into_iter().map(point).collect()
        }
        DesignKind::LatinHypercube { points } => {
            let labels: Vec<String> = design.axes.iter().map(|axis| axis.subject.label()).collect();
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            let point = |at: Vec<f64>| design.axes.iter().zip(at).map(|(axis, u)| at_share(axis, u)).collect();
            latin_hypercube(seed, &design.id, &labels, points as usize).into_iter().map(point).collect()
        }
    }
}

/// The value of `axis` at the share `u` of its range. A field that counts people is whole.
fn at_share(axis: &Axis, u: f64) -> String {
    match &axis.setting {
        Setting::Values(values) => {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "u is in [0, 1)")]
            let row = (u * values.len() as f64) as usize;
            values.get(row).or(values.last()).cloned().unwrap_or_default()
        }
        Setting::Between(low, high) => {
            let counts = matches!(&axis.subject, Subject::Organisation(_, field) if field == "analysts");
            let value = low + (high - low) * u;
            if counts { (low + (high - low + 1.0) * u).floor().min(*high).to_string() } else { rounded(value) }
        }
    }
}

/// Six significant digits: what a person reads is what is played.
fn rounded(value: f64) -> String {
    let text = format!("{value:.5e}");
    text.parse::<f64>().map_or(text, |value| value.to_string())
}

fn apply(set: &mut ControlSetRecord, axis: &Axis, value: &str, plan: &str) {
    let origin = Origin::new(Table::ControlSet, axis.origin.row);
    let number = value.parse::<f64>().unwrap_or_default();
    let range = Range { low: number, mode: number, high: number };
    let claim = |key: &str| ValueClaim { origin, key: key.to_owned(), range, claimed_by: plan.to_owned() };
    let change = |table: &str, row: &str, field: &str| FieldChange {
        origin,
        table: table.into(),
        row: row.into(),
        column: field.into(),
        value: value.into(),
        claimed_by: plan.to_owned(),
    };
    match &axis.subject {
        Subject::Control(id) => {
            let coverage = if value == "today" { Coverage::Today } else { Coverage::Share(number) };
            match set.controls.iter_mut().find(|entry| entry.control == *id) {
                Some(entry) => entry.coverage = coverage,
                None => set.controls.push(ControlEntry {
                    origin,
                    control: id.clone(),
                    coverage,
                    why_en: String::new(),
                    why_ja: String::new(),
                    cost: None,
                    claimed_by: String::new(),
                }),
            }
        }
        Subject::Parameter(key) => put(&mut set.parameters, claim(key), |a, b| a.key == b.key),
        Subject::Effect(id) => put(&mut set.effects, claim(id), |a, b| a.key == b.key),
        Subject::Organisation(row, field) => put(&mut set.changes, change("organisations", row, field), same_field),
        Subject::Contract(row, field) => put(&mut set.changes, change("contracts", row, field), same_field),
    }
}

fn same_field(a: &FieldChange, b: &FieldChange) -> bool {
    (&a.table, &a.row, &a.column) == (&b.table, &b.row, &b.column)
}

/// Replaces the item that is `same`, or adds it.
fn put<T>(items: &mut Vec<T>, item: T, same: impl Fn(&T, &T) -> bool) {
    match items.iter_mut().find(|known| same(known, &item)) {
        Some(known) => *known = item,
        None => items.push(item),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load_catalogue;
    use crate::plan::load_plan_bytes;

    const HEAD: &str = "schema_version = 1\nid = 'p'\ndraws = 2\nreplications = 2\n";

    fn sets(text: &str) -> Result<Vec<ControlSetRecord>, Vec<String>> {
        let told = |wrong: Diagnostics| wrong.iter().map(ToString::to_string).collect::<Vec<_>>();
        let plan = load_plan_bytes("plan.toml", format!("{HEAD}{text}").as_bytes()).map_err(told)?;
        let catalogue = load_catalogue(None, None).expect("the shipped catalogue");
        let sets = plan.control_sets("none", &catalogue.records).map_err(told)?;
        Ok(sets.into_iter().map(|set| set.records).collect())
    }

    #[test]
    fn a_grid_makes_a_set_of_every_combination_and_the_last_axis_runs_fastest() {
        let found = sets(
            "[[grid]]\nid = 'g'\n[[grid.axis]]\ncontrol = 'CPS.AC-3'\nvalues = [0, 0.5]\n\
             [[grid.axis]]\norganisation = 'hall'\nfield = 'analysts'\nvalues = [1, 2]\n",
        )
        .expect("sets");
        let shown: Vec<_> = found
            .iter()
            .map(|set| (set.id.as_str(), set.controls[0].coverage, set.changes[0].value.as_str()))
            .collect();
        let (none, half) = (Coverage::Share(0.0), Coverage::Share(0.5));
        assert_eq!(shown, [("g-1", none, "1"), ("g-2", none, "2"), ("g-3", half, "1"), ("g-4", half, "2")]);
        assert_eq!(found[3].changes[0].claimed_by, "p");
        assert!(found[3].name_en.ends_with("(CPS.AC-3 = 0.5, hall analysts = 2)"), "{}", found[3].name_en);
    }

    #[test]
    fn a_latin_hypercube_stays_in_its_ranges_and_takes_each_value_of_a_list_equally_often() {
        let found = sets(
            "[[latin_hypercube]]\nid = 'l'\npoints = 12\n[[latin_hypercube.axis]]\ncontrol = 'CPS.AC-3'\nlow = 0.2\nhigh = 0.8\n\
             [[latin_hypercube.axis]]\norganisation = 'hall'\nfield = 'security_operations'\n\
             values = ['none', 'office_hours', 'round_the_clock']\n\
             [[latin_hypercube.axis]]\norganisation = 'hall'\nfield = 'analysts'\nlow = 1\nhigh = 4\n",
        )
        .expect("sets");
        assert_eq!(found.len(), 12);
        assert!(
            found.iter().all(|set| matches!(set.controls[0].coverage, Coverage::Share(s) if (0.2..=0.8).contains(&s)))
        );
        let times = |row: usize, value: &str| found.iter().filter(|set| set.changes[row].value == value).count();
        assert_eq!([times(0, "none"), times(0, "office_hours"), times(0, "round_the_clock")], [4, 4, 4]);
        assert_eq!(["1", "2", "3", "4"].map(|analysts| times(1, analysts)), [3, 3, 3, 3]);
    }

    #[test]
    fn an_axis_that_names_nothing_is_told_in_the_plan() {
        let text = "[[grid]]\nid = 'g'\nfrom = 'nome'\n[[grid.axis]]\ncontrol = 'CPS.AC-33'\nvalues = [1]\n";
        assert_eq!(
            sets(text).expect_err("two slips"),
            [
                "plan.toml:9:12: error[unknown-id]: `CPS.AC-33` does not exist; expected the id of a control of the catalogue; did you mean \
                 `CPS.AC-3`?",
                "plan.toml:7:9: error[unknown-id]: `nome` does not exist; expected a control set to start from; did you mean \
                 `none`?",
            ]
        );
    }

    #[test]
    fn a_slip_in_an_expression_is_told_in_the_plan() {
        let text = format!("{HEAD}controls = ['none', 'today-jp,+CPS.AC-33']\n");
        let plan = load_plan_bytes("plan.toml", text.as_bytes()).expect("a plan");
        let catalogue = load_catalogue(None, None).expect("the shipped catalogue");
        let wrong = plan.control_set(&plan.records.controls[1], &catalogue.records).expect_err("a slip");
        assert!(wrong.0[0].to_string().starts_with("plan.toml:5:32: error[unknown-id]: `CPS.AC-33`"), "{}", wrong.0[0]);
    }
}
