//! The modules of the page as one script: a page that opens from disk may import nothing.
//!
//! The modules are plain enough for this: each import stands at the beginning of a line and names what it wants without renaming it,
//! each export is a declaration, and no two modules declare the same name. A test holds them to that.

/// A module: its name and its text.
type Module = (&'static str, &'static str);

macro_rules! modules {
    ($($name:literal),+ $(,)?) => { &[$(($name, include_str!(concat!("../workshop/page/", $name)))),+] };
}

/// The modules of map and replay, each after those that it imports.
pub(crate) const REPLAY: &[Module] = modules![
    "cells.js",
    "words.js",
    "looks.js",
    "plan.js",
    "map.js",
    "timeline.js",
    "chain.js",
    "events.js",
    "panels.js",
    "replay.js",
];

/// The style of map and replay.
pub(crate) const STYLE: &str = include_str!("../workshop/page/replay.css");

/// All modules in one.
pub(crate) fn script(modules: &[Module]) -> String {
    let mut script = String::new();
    for (_, text) in modules {
        let mut inside_import = false;
        for line in text.lines() {
            if inside_import || line.starts_with("import ") {
                inside_import = !line.ends_with(';');
                continue;
            }
            if line == "export {};" {
                continue;
            }
            script.push_str(line.strip_prefix("export ").unwrap_or(line));
            script.push('\n');
        }
    }
    script
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn declared(line: &str) -> Option<&str> {
        let line = line.strip_prefix("export ").unwrap_or(line);
        let rest = ["function ", "const ", "let ", "class "].iter().find_map(|word| line.strip_prefix(word))?;
        Some(rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default())
    }

    #[test]
    fn no_two_modules_declare_the_same_name() {
        let mut names = BTreeSet::new();
        for (module, text) in REPLAY {
            for name in text.lines().filter_map(declared) {
                assert!(names.insert(name), "{module} declares {name}, and so does a module before it");
            }
        }
        assert!(names.contains("createReplay"));
    }

    #[test]
    fn every_module_is_imported_after_it_stands_and_nothing_is_renamed() {
        let mut seen = vec!["types.js"];
        for (module, text) in REPLAY {
            for line in text.lines().filter(|line| line.starts_with("import ") || line.starts_with("} from ")) {
                let from = line.split("\"./").nth(1).and_then(|rest| rest.split('"').next());
                if let Some(from) = from {
                    assert!(seen.contains(&from), "{module} imports {from}, which comes later");
                }
                assert!(!line.contains(" as "), "{module} renames what it imports");
            }
            seen.push(module);
        }
    }

    /// The numbers of `export const NAME = { key: number, ... };` in cells.js.
    fn bits(name: &str) -> Vec<(String, i32)> {
        let (_, cells) = REPLAY[0];
        let line = cells.lines().find(|line| line.starts_with(&format!("export const {name} = "))).expect("a line");
        let inside = line.split('{').nth(1).and_then(|rest| rest.split('}').next()).expect("braces");
        let pair = |pair: &str| {
            let (key, value) = pair.split_once(':').expect("a pair");
            (key.trim().to_owned(), value.trim().parse().expect("a number"))
        };
        inside.split(',').map(pair).collect()
    }

    #[test]
    fn page_and_program_mean_the_same_bits() {
        use yagura_reports::replay::{data, mark, party, stage, status};
        let expect = |name: &str, of: &[(&str, i32)]| {
            let of: Vec<(String, i32)> = of.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect();
            assert_eq!(bits(name), of);
        };
        let (clean, touched, foothold) = (status::CLEAN, status::TOUCHED, status::FOOTHOLD);
        let (controlled, isolated, restored) = (status::CONTROLLED, status::ISOLATED, status::RESTORED);
        expect(
            "STATUS",
            &[
                ("clean", clean),
                ("touched", touched),
                ("foothold", foothold),
                ("controlled", controlled),
                ("isolated", isolated),
                ("restored", restored),
            ],
        );
        expect(
            "MARK",
            &[
                ("down", mark::DOWN),
                ("tainted", mark::TAINTED),
                ("source", mark::SOURCE),
                ("commanded", mark::COMMANDED),
                ("leaked", mark::LEAKED),
                ("published", mark::PUBLISHED),
                ("destroyed", mark::DESTROYED),
                ("alert", mark::ALERT),
            ],
        );
        expect(
            "PARTY",
            &[
                ("dismissed", party::DISMISSED),
                ("told", party::TOLD),
                ("knows", party::KNOWS),
                ("may_act", party::MAY_ACT),
                ("cut_off", party::CUT_OFF),
                ("waiting", party::WAITING),
            ],
        );
        expect(
            "STAGE",
            &[
                ("entered", stage::ENTERED),
                ("recognised", stage::RECOGNISED),
                ("entry_closed", stage::ENTRY_CLOSED),
                ("contained", stage::CONTAINED),
                ("root_cause", stage::ROOT_CAUSE),
                ("recovered", stage::RECOVERED),
                ("gave_up", stage::GAVE_UP),
            ],
        );
        expect("DATA", &[("out", data::OUT), ("public", data::PUBLIC)]);
    }

    #[test]
    fn nothing_of_the_modules_is_left_in_the_script() {
        let script = script(REPLAY);
        let left = script.lines().find(|line| line.starts_with("import ") || line.starts_with("export "));
        assert_eq!(left, None);
        assert!(!script.contains("</script"), "the script would end its element");
    }
}
