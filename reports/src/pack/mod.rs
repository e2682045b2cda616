//! The facilitator's pack: everything that whoever holds a workshop wants on paper, as one printable page.
//!
//! The program fills it from an incident that was simulated; nothing in it is invented for the occasion but the questions.

use std::collections::BTreeMap;

use minijinja::Error;
use serde::Serialize;

use crate::page::templates::render;
use crate::words::Words;

/// A line of the script.
#[derive(Clone, Debug, Serialize)]
pub struct ScriptLine {
    /// Minutes from the beginning: from and to.
    pub from: u32,
    /// See `from`.
    pub to: u32,
    /// Step of the page, its word in keys of messages.
    pub step: &'static str,
}

/// Something that the facilitator brings in.
#[derive(Clone, Debug, Serialize)]
pub struct Inject {
    /// Time since the first step, and what the clock in the city says.
    pub time: String,
    /// A few words.
    pub title: String,
    /// What happened in the incident: when this is due.
    pub trigger: String,
    /// What to tell the room.
    pub text: String,
    /// What to ask, if nobody says anything.
    pub hint: String,
    /// What a good answer holds.
    pub good: String,
}

/// A line of the story.
#[derive(Clone, Debug, Serialize)]
pub struct StoryLine {
    /// Time since the first step.
    pub time: String,
    /// What happened.
    pub sentence: String,
}

/// A control with what it asks.
#[derive(Clone, Debug, Serialize)]
pub struct PackControl {
    /// Id.
    pub id: String,
    /// What it asks.
    pub text: String,
}

/// A measure of the answer sheet.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerLine {
    /// Its name.
    pub name: String,
    /// What came.
    pub value: String,
    /// How sure, or in how many incidents.
    pub around: String,
}

/// What the pack holds, in the reader's language.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pack {
    /// Name of the city.
    pub city: String,
    /// Title of the scenario.
    pub title: String,
    /// The briefing.
    pub briefing: String,
    /// What people notice first.
    pub first_notice: String,
    /// The scenario's note for the facilitator.
    pub facilitator: String,
    /// What it resembles.
    pub resemblance: String,
    /// What a team may spend.
    pub budget: String,
    /// Incidents behind the answers.
    pub incidents: String,
    /// Name of the measure by which the scenario is judged.
    pub primary: String,
    /// What the measure means.
    pub primary_means: String,
    /// How the attack goes, step by step.
    pub steps: Vec<String>,
    /// Controls that should matter.
    pub matter: Vec<PackControl>,
    /// Controls that should not.
    pub not_matter: Vec<PackControl>,
    /// Risk rows that it plays out: id and incident.
    pub risks: Vec<PackControl>,
    /// Things that are in nobody's list.
    pub unlisted: Vec<String>,
    /// Injects, in order of time.
    pub injects: Vec<Inject>,
    /// The incident from which they come, told.
    pub story: Vec<StoryLine>,
    /// What came of today's city.
    pub answers: Vec<AnswerLine>,
}

#[derive(Serialize)]
struct Page<'a> {
    lang: &'static str,
    t: BTreeMap<String, String>,
    pack: &'a Pack,
    scripts: [(u32, Vec<ScriptLine>); 2],
}

/// Steps of the page with their minutes, of the workshop of 45 and of that of 90 minutes.
const STEPS: [(&str, u32, u32); 7] = [
    ("city", 4, 10),
    ("scenario", 5, 10),
    ("choose", 12, 20),
    ("predict", 5, 10),
    ("run", 7, 15),
    ("compare", 4, 10),
    ("debrief", 8, 15),
];

fn script(minutes: impl Fn(&(&str, u32, u32)) -> u32) -> (u32, Vec<ScriptLine>) {
    let mut at = 0;
    let lines = STEPS.iter().map(|step| {
        let from = at;
        at += minutes(step);
        ScriptLine { from, to: at, step: step.0 }
    });
    let lines = lines.collect();
    (at, lines)
}

/// The page.
///
/// # Errors
/// A fault of the template.
pub fn render_pack(words: &Words, pack: &Pack) -> Result<String, Error> {
    let t = words.of_file("pack");
    let scripts = [script(|step| step.1), script(|step| step.2)];
    render("pack.html", &Page { lang: words.language().code(), t, pack, scripts })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn pack() -> Pack {
        let control = PackControl { id: "X.1".into(), text: "lock <it>".into() };
        let inject = Inject {
            time: "0d 01:00".into(),
            title: "An alert".into(),
            trigger: "It rings".into(),
            text: "Nobody is there".into(),
            hint: "Who could be?".into(),
            good: "A name".into(),
        };
        Pack { title: "Rain".into(), matter: vec![control], injects: vec![inject], ..Pack::default() }
    }

    #[test]
    fn the_scripts_last_45_and_90_minutes() {
        assert_eq!(script(|step| step.1).0, 45);
        assert_eq!(script(|step| step.2).0, 90);
    }

    #[test]
    fn the_page_is_whole_in_both_languages() {
        for language in Language::ALL {
            let html = render_pack(&Words::new(language), &pack()).expect("the template is fine");
            assert!(html.contains(&format!("<html lang=\"{}\">", language.code())));
            assert!(html.contains("lock &lt;it&gt;"), "texts are escaped");
            assert!(html.contains("Who could be?"));
            for step in STEPS {
                assert!(Words::new(language).find(&format!("pack-do-{}", step.0), &[]).is_some(), "{}", step.0);
            }
            assert!(!html.contains("{n}") && !html.contains("undefined"));
        }
    }
}
