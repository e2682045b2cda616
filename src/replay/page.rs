//! The page of `yagura run --replay`: data, script and style in one file that opens from disk, asks no network and can be mailed.

use yagura_reports::words::{Language, Value};

use super::{Shown, bundle};
use crate::session::Session;

/// Nothing may be fetched, whatever else happens.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/// Layout of the page around the replay.
const STYLE: &str = include_str!("page.css");
/// Puts the replay into the page.
const SCRIPT: &str = include_str!("page.js");

/// The page. `seed`: as the command line gave it.
pub(crate) fn html(session: &Session, shown: &Shown, seed: u64) -> serde_json::Result<String> {
    let language = session.words.language();
    let incident = shown.incidents.first();
    let scenario = incident.map(|incident| &incident.scenario);
    let title = scenario.map_or("", |scenario| scenario.title.of(language));
    let title = session.say("replay-page-title", &[("title", title.into())]);
    let both = yagura_reports::replay::Both::default();
    let made = both.text(|words| {
        let arguments: [(&str, Value<'_>); 5] = [
            ("version", env!("CARGO_PKG_VERSION").into()),
            ("scenario", scenario.map_or("", |scenario| scenario.id.as_str()).into()),
            ("draw", incident.map_or(0, |incident| incident.draw).to_string().into()),
            ("replication", incident.map_or(0, |incident| incident.replication).to_string().into()),
            ("seed", seed.to_string().into()),
        ];
        words.say("replay-page-made", &arguments)
    });
    // Inside a script element only `<` could end it.
    let data = serde_json::to_string(shown)?.replace('<', "\\u003c");
    let made = serde_json::to_string(&made)?.replace('<', "\\u003c");
    let code = match language {
        Language::English => "en",
        Language::Japanese => "ja",
    };
    let no_script = session.say("replay-page-no-script", &[]);
    Ok(format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{replay_style}</style>\n</head>\n<body>\n\
         <noscript><p>{no_script}</p></noscript>\n\
         <script type=\"application/json\" id=\"data\">{data}</script>\n\
         <script type=\"application/json\" id=\"made\">{made}</script>\n\
         <script type=\"module\">\n{modules}{SCRIPT}</script>\n</body>\n</html>\n",
        title = escaped(&title),
        no_script = escaped(&no_script),
        replay_style = bundle::STYLE,
        modules = bundle::script(bundle::REPLAY),
    ))
}

/// Text between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
