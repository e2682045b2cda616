//! The templates, embedded. Names that end in `.html` are escaped; what is HTML already says `|safe` where it is printed.

use minijinja::value::Serde;
use minijinja::{Environment, Error, UndefinedBehavior, Value};
use serde::Serialize;

const TEMPLATES: &[(&str, &str)] = &[
    ("blocks.html", include_str!("../../templates/blocks.html")),
    ("pack.html", include_str!("../../templates/pack.html")),
    ("page.html", include_str!("../../templates/page.html")),
    ("raw.html", include_str!("../../templates/raw.html")),
    ("script.js", include_str!("../../templates/script.js")),
    ("sheet.html", include_str!("../../templates/sheet.html")),
    ("style.css", include_str!("../../templates/style.css")),
];

/// Fills the template `name` from `data`.
pub(crate) fn render(name: &str, data: &impl Serialize) -> Result<String, Error> {
    let mut templates = Environment::new();
    // A misspelt field is an error and not a blank.
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    for (name, text) in TEMPLATES {
        templates.add_template(name, text)?;
    }
    templates.get_template(name)?.render(Value::from(Serde(data)))
}
