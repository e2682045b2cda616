//! Everything that is shipped reads without a diagnostic.

use yagura_scenarios::{
    DEFAULT_CITY, load_catalogue, load_city, load_control_set, load_scenario, shipped_cities, shipped_control_sets,
    shipped_scenarios,
};

#[test]
fn every_shipped_city_reads_without_a_diagnostic() {
    assert!(shipped_cities().iter().any(|name| name == DEFAULT_CITY));
    for name in shipped_cities() {
        let city = load_city(&name).unwrap_or_else(|wrong| panic!("{wrong}"));
        assert!(city.warnings.is_empty(), "{}", city.warnings);
        assert_eq!(city.records.head.id, name);
    }
}

#[test]
fn the_shipped_catalogue_reads_without_a_diagnostic() {
    let catalogue = load_catalogue(None, None).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert!(catalogue.warnings.is_empty(), "{}", catalogue.warnings);
    // 104 requirements and 61 risk rows: the guideline's own counts.
    assert_eq!((catalogue.records.controls.len(), catalogue.records.risks.len()), (104, 61));
}

#[test]
fn every_shipped_scenario_reads_without_a_diagnostic() {
    assert!(shipped_scenarios().len() >= 10);
    for name in shipped_scenarios() {
        let scenario = load_scenario(&name).unwrap_or_else(|wrong| panic!("{wrong}"));
        assert!(scenario.warnings.is_empty(), "{}", scenario.warnings);
        assert_eq!(scenario.records.id, name);
    }
}

#[test]
fn every_shipped_control_set_reads_without_a_diagnostic() {
    let catalogue = load_catalogue(None, None).unwrap_or_else(|wrong| panic!("{wrong}")).records;
    assert!(shipped_control_sets().len() >= 4);
    for name in shipped_control_sets() {
        let set = load_control_set(&name, &catalogue).unwrap_or_else(|wrong| panic!("{wrong}"));
        assert!(set.warnings.is_empty(), "{}", set.warnings);
        assert_eq!(set.records.id, name);
    }
}
