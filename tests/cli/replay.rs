//! `yagura run --replay` from outside: one file, all of the story in it, the same bytes twice.

use serde_json::Value;

use crate::fixture::Yagura;

const ONE: [&str; 6] = ["run", "--scenario", "river-radio-spoof", "--runs", "60", "--replay"];

/// The data that a page carries.
fn data(page: &str) -> Value {
    let start = "<script type=\"application/json\" id=\"data\">";
    let rest = page.split(start).nth(1).expect("data");
    serde_json::from_str(rest.split("</script>").next().expect("an end")).expect("JSON")
}

/// The sentences of an incident: names put into their places, as the page does it.
fn sentences(data: &Value, incident: usize, language: &str) -> Vec<String> {
    let (city, incident) = (&data["city"], &data["incidents"][incident]);
    let events = &incident["events"];
    let row = |value: &Value| usize::try_from(value.as_u64().expect("a row")).expect("a row");
    let templates = events["template"].as_array().expect("templates");
    let tell = |event: usize| {
        let template = &incident["templates"][row(&templates[event])];
        let mut text = template[language].as_str().expect("a text").to_owned();
        for (place, letter) in template["names"].as_str().expect("letters").chars().enumerate() {
            let list = match letter {
                'a' => "assets",
                's' => "services",
                'd' => "datasets",
                _ => "organisations",
            };
            let name = &city[list][row(&events["names"][event][place])]["name"][language];
            text = text.replace(&format!("{{{place}}}"), name.as_str().expect("a name"));
        }
        text
    };
    (0..templates.len()).map(tell).collect()
}

#[test]
fn the_page_tells_every_sentence_of_the_story_in_both_languages() {
    let yagura = Yagura::new("replay-story");
    let address = ["--draw", "3", "--replication", "7"];
    yagura.call(&[&ONE[..], &["page.html"], &address].concat()).fine();
    let data = data(&yagura.read("page.html"));
    for language in ["en", "ja"] {
        let told = sentences(&data, 0, language);
        let story = ["run", "--scenario", "river-radio-spoof", "--format", "json", "--lang", language];
        let story: Value = serde_json::from_str(yagura.call(&[&story[..], &address].concat()).fine()).expect("JSON");
        let lines = story["timeline"].as_array().expect("lines");
        assert!(!lines.is_empty());
        // Many alike in a row are told as the first and a count.
        let alone = lines.iter().map(|line| line["sentence"].as_str().expect("a sentence"));
        for line in alone.filter(|line| !line.starts_with(['.', '…'])) {
            assert!(told.iter().any(|sentence| sentence == line), "{line}");
        }
    }
}

#[test]
fn the_page_asks_nobody_and_is_the_same_twice_whatever_the_threads() {
    let yagura = Yagura::new("replay-bytes");
    yagura.call(&[&ONE[..], &["one.html", "--threads", "1"]].concat()).fine();
    yagura.call(&[&ONE[..], &["two.html", "--threads", "3"]].concat()).fine();
    let page = yagura.read("one.html");
    assert!(page == yagura.read("two.html"), "the bytes differ");
    for asks in [" src=", " href=", "url(", "fetch(", "import ", "http://", "https://"] {
        assert!(!page.contains(asks), "the page contains {asks}");
    }
    assert_eq!(yagura.names("."), ["one.html", "two.html"], "nothing is left beside the pages");
}

#[test]
fn every_cause_stands_before_what_it_led_to_and_the_place_adds_up() {
    let yagura = Yagura::new("replay-causes");
    let pair = ["run", "--scenario", "maintenance-link-ransomware", "--runs", "60", "--quantile", "bad"];
    let sets = ["--controls", "today-jp", "--controls", "guideline-core", "--replay", "pair.html"];
    yagura.call(&[&pair[..], &sets].concat()).fine();
    let data = data(&yagura.read("pair.html"));
    let incidents = data["incidents"].as_array().expect("incidents");
    assert_eq!(incidents.len(), 2);
    for incident in incidents {
        let because = incident["events"]["because"].as_array().expect("causes");
        let with_cause = because.iter().enumerate().filter(|(event, cause)| {
            let cause = cause.as_i64().expect("a row");
            assert!(cause < *event as i64, "event {event} has the cause {cause}");
            cause >= 0
        });
        assert!(with_cause.count() > 0);
    }
    for measure in incidents[0]["position"]["measures"].as_array().expect("measures") {
        let count = |key: &str| measure[key].as_u64().expect("a count");
        assert_eq!(count("better") + count("same") + count("worse"), 60, "{measure}");
    }
    // The two are alike before they part, and not at it.
    let (one, other) = (sentences(&data, 0, "en"), sentences(&data, 1, "en"));
    let at = data["parting"]["events"][0].as_u64().expect("an event") as usize;
    let times = |incident: usize, event: usize| data["incidents"][incident]["events"]["at_s"][event].clone();
    assert_eq!(one[..at], other[..at]);
    assert!(one.get(at) != other.get(at) || times(0, at) != times(1, at));
}

#[test]
fn a_redacted_replay_names_nothing_of_the_city() {
    let yagura = Yagura::new("replay-redact");
    yagura.call(&[&ONE[..], &["page.html", "--redact"]].concat()).fine();
    let data = data(&yagura.read("page.html"));
    assert_eq!(data["city"]["placed"], false);
    let city = yagura_scenarios::load_city("hoshimi").expect("the shipped city is good").records;
    let text = data["city"].to_string() + &data["incidents"].to_string();
    for name in city.assets.iter().take(200).flat_map(|asset| [&asset.id, &asset.name_en, &asset.name_ja]) {
        assert!(name.chars().count() < 6 || !text.contains(name.as_str()), "{name}");
    }
}

#[test]
fn what_does_not_go_together_is_refused() {
    let yagura = Yagura::new("replay-refused");
    let twice = ["run", "--controls", "today-jp", "--controls", "guideline-core"];
    assert_eq!(yagura.call(&twice).code, 2);
    assert_eq!(yagura.call(&["run", "--quantile", "worst"]).code, 2);
    assert_eq!(yagura.call(&["run", "--quantile", "bad", "--draw", "1"]).code, 2);
    assert_eq!(yagura.call(&[&ONE[..], &["no-such-folder/page.html"]].concat()).code, 5);
}

#[test]
fn the_commands_of_the_guide_run() {
    let yagura = Yagura::new("replay-guide");
    let page = include_str!("../../docs/src/guide/replay.md");
    let commands: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("    yagura ")).collect();
    assert!(commands.len() >= 3, "{commands:?}");
    for command in commands {
        let words: Vec<&str> = command.split_whitespace().collect();
        yagura.call(&[&words[..], &["--runs", "40"]].concat()).fine();
    }
    assert!(yagura.read("incident.html").contains("<!doctype html>"));
}
