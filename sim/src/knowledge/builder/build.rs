//! The builder of a catalogue: every table in turn, every problem of every table, and the catalogue if there is none.

use super::directories::CatalogueIds;
use super::{addresses, effects, parameters, roles, tables, techniques};
use crate::findings::Findings;
use crate::knowledge::{Catalogue, CatalogueRecords};
use crate::problem::Problem;

impl Catalogue {
    /// Builds the catalogue from the rows of its folder.
    ///
    /// Distributions are parsed and checked, keys become indices, and every reference between the tables is followed.
    ///
    /// # Errors
    /// All problems of all tables, by table and row: unknown and repeated ids, values out of order or out of range, units that do
    /// not fit where a parameter is used, ids whose draws would share an address.
    ///
    /// ```
    /// use yagura_sim::knowledge::{Catalogue, CatalogueRecords, testing::TinyCatalogue};
    ///
    /// let records = TinyCatalogue::new().parameter("step_h", "hour", "exponential", 2.0).technique("step").records();
    /// let catalogue = Catalogue::build(records).unwrap();
    /// assert_eq!(catalogue.parameters[0].distribution.unwrap().mean(), 2.0);
    /// assert!(Catalogue::build(CatalogueRecords::default()).unwrap().effects.is_empty());
    /// ```
    pub fn build(records: CatalogueRecords) -> Result<Self, Vec<Problem>> {
        let mut findings = Findings::new();
        let ids = CatalogueIds::of(&records, &mut findings);
        addresses::check(&records, &mut findings);
        tables::check(&records, &ids, &mut findings);
        let parameters = parameters::build(records.parameters, &mut findings);
        let known = parameters::KnownParameters { ids: &ids.parameters, parameters: &parameters };
        let roles = roles::build(&records.roles, known, &mut findings);
        let techniques = techniques::build(records.techniques, known, &mut findings);
        let effects = effects::build(records.effects, &ids, known, &mut findings);
        if !findings.is_empty() {
            return Err(findings.into_problems());
        }
        Ok(Self {
            controls: records.controls,
            risks: records.risks,
            parameters,
            roles,
            techniques,
            effects,
            costs: records.costs,
            incidents: records.incidents,
            attack: records.attack,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::knowledge::testing::TinyCatalogue;
    use crate::knowledge::{Catalogue, Role, Scaling, SuccessFactor, SuccessUnit};
    use crate::problem::{ProblemKind, Table};

    #[test]
    fn all_problems_of_all_tables_come_together_in_row_order() {
        let mut records = TinyCatalogue::new()
            .parameter("p", "probability", "fixed", 0.5)
            .technique("t")
            .control("C-1")
            .effect("C-1", "C-1/a")
            .records();
        records.effects[0].control = "C-2".into();
        records.techniques[0].rounds = "q".into();
        records.parameters[0].unit = "percent".into();
        let problems = Catalogue::build(records).unwrap_err();
        let seen: Vec<_> = problems.iter().map(|p| (p.origin.table, p.column.as_str(), p.kind)).collect();
        assert_eq!(
            seen,
            [
                // C-1 has lost its only effect.
                (Table::Controls, "not_simulated_en", ProblemKind::Missing),
                (Table::Parameters, "unit", ProblemKind::UnknownId),
                (Table::Techniques, "rounds", ProblemKind::UnknownId),
                (Table::Effects, "control", ProblemKind::UnknownId),
            ]
        );
    }

    proptest! {
        /// Whatever the cells say, the builder answers.
        #[test]
        fn random_references_never_panic(
            cells in proptest::collection::vec("(p|t|C-1|C-1/a|all|pert|uniform|beta\\(a=1;b=2\\)|hour|probability|[a-z(=;)0-9.]{0,8})", 12),
            numbers in proptest::array::uniform3(proptest::num::f64::ANY),
        ) {
            let mut records = TinyCatalogue::new()
                .parameter("p", "probability", "fixed", 0.5).technique("t").control("C-1").effect("C-1", "C-1/a")
                .role(Role::TriageH, "p").records();
            let parameter = &mut records.parameters[0];
            parameter.unit.clone_from(&cells[0]);
            parameter.distribution.clone_from(&cells[1]);
            (parameter.low, parameter.mode, parameter.high) = (numbers[0], numbers[1], numbers[2]);
            records.roles[0].parameter.clone_from(&cells[2]);
            let technique = &mut records.techniques[0];
            technique.time = vec![cells[3].clone()];
            technique.race = vec![cells[4].clone(), String::new(), cells[5].clone()];
            technique.rounds.clone_from(&cells[6]);
            technique.success =
                vec![SuccessFactor { parameter: cells[7].clone(), complement: true, unit: SuccessUnit::Pair }];
            let effect = &mut records.effects[0];
            effect.control.clone_from(&cells[8]);
            effect.magnitude.low = numbers[0];
            effect.selector.limits = vec![cells[9].clone()];
            effect.selector.param = vec![cells[10].clone()];
            effect.times = vec![Scaling { parameter: cells[11].clone(), complement: false }];
            let _ = Catalogue::build(records);
        }
    }
}
