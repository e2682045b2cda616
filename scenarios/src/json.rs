//! JSON whose every value knows its place.
//!
//! serde_json says where a text is no JSON, and forgets where everything stood that it has read; a diagnostic about an unknown
//! control needs the place of the control. So serde_json judges the text, and the walk below, which may then trust the grammar,
//! keeps the bytes of every value and key.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::text::Source;

/// A value and its bytes.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) value: Json,
}

/// What a value is.
#[derive(Debug)]
pub(crate) enum Json {
    Null,
    Boolean,
    Number,
    Text(String),
    List(Vec<Node>),
    Object(Vec<Member>),
}

/// One key of an object with its value.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) node: Node,
}

impl Node {
    /// The value of `key`, if this is an object that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Json::Object(members) => members.iter().find(|member| member.key == key).map(|member| &member.node),
            _ => None,
        }
    }

    /// What it is, as a sentence needs it.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Json::Null => "null",
            Json::Boolean => "true or false",
            Json::Number => "a number",
            Json::Text(_) => "a text",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        }
    }
}

/// The root of `source`; `None` with a diagnostic if it is no JSON. A key that stands twice in one object is written down.
pub(crate) fn read_json(source: &Arc<Source>, out: &mut Diagnostics) -> Option<Node> {
    // The judge also refuses what is nested too deep to walk.
    if let Err(error) = serde_json::from_str::<serde_json::Value>(&source.text) {
        let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
        let at = source.line(line).start + error.column().saturating_sub(1);
        let text = error.to_string();
        let why = text.split(" at line ").next().unwrap_or(&text).to_owned();
        let expected = Expected::Form("JSON".into());
        out.push(Diagnostic::at(Code::Syntax, source, at..at + 1, "", why, expected));
        return None;
    }
    let mut walk = Walk { source, at: 0, out };
    Some(walk.node())
}

struct Walk<'a> {
    source: &'a Arc<Source>,
    at: usize,
    out: &'a mut Diagnostics,
}

impl Walk<'_> {
    fn byte(&self) -> Option<u8> {
        self.source.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no space.
    fn next(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        self.byte()
    }

    fn node(&mut self) -> Node {
        let first = self.next();
        let start = self.at;
        let value = match first {
            Some(b'{') => Json::Object(self.members()),
            Some(b'[') => Json::List(self.items()),
            Some(b'"') => Json::Text(self.text()),
            _ => self.bare(),
        };
        Node { span: start..self.at, value }
    }

    /// Past the opening bracket, and past each comma, until the closing one: whether another item comes.
    fn another(&mut self, close: u8) -> bool {
        match self.next() {
            Some(byte) if byte == close => {
                self.at += 1;
                false
            }
            Some(b',') => {
                self.at += 1;
                self.next().is_some()
            }
            Some(_) => true,
            None => false,
        }
    }

    fn items(&mut self) -> Vec<Node> {
        self.at += 1;
        let mut items = Vec::new();
        while self.another(b']') {
            items.push(self.node());
        }
        items
    }

    fn members(&mut self) -> Vec<Member> {
        self.at += 1;
        let mut members: Vec<Member> = Vec::new();
        while self.another(b'}') {
            let start = self.at;
            let key = self.text();
            let key_span = start..self.at;
            // The colon.
            self.next();
            self.at += 1;
            let node = self.node();
            if members.iter().any(|known| known.key == key) {
                let twice =
                    Diagnostic::at(Code::DuplicateId, self.source, key_span.clone(), "", &*key, Expected::Nothing);
                self.out.push(twice);
            }
            members.push(Member { key, key_span, node });
        }
        members
    }

    fn text(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.byte() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                break;
            }
        }
        let quoted = self.source.text.get(start..self.at).unwrap_or_default();
        serde_json::from_str(quoted).unwrap_or_default()
    }

    /// A number, `true`, `false` or `null`.
    fn bare(&mut self) -> Json {
        let first = self.byte();
        while self.byte().is_some_and(|byte| !matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        match first {
            Some(b't' | b'f') => Json::Boolean,
            Some(b'n') => Json::Null,
            _ => Json::Number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Node>, Vec<String>) {
        let mut out = Diagnostics::default();
        let root = read_json(&Arc::new(Source::new("t.json", text)), &mut out);
        (root, out.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn every_value_knows_its_bytes() {
        let text = "{ \"a\" : [1, \"櫓\\\"x\" , null],\n\"b\":{}, \"c\":true}";
        let (root, told) = read(text);
        let root = root.unwrap();
        assert!(told.is_empty());
        assert_eq!(root.span, 0..text.len());
        let Json::List(items) = &root.get("a").unwrap().value else { panic!("a list") };
        let parts: Vec<&str> = items.iter().map(|item| &text[item.span.clone()]).collect();
        assert_eq!(parts, ["1", "\"櫓\\\"x\"", "null"]);
        assert!(matches!(&items[1].value, Json::Text(text) if text == "櫓\"x"));
        assert_eq!(&text[root.get("b").unwrap().span.clone()], "{}");
        assert_eq!(root.get("c").unwrap().kind(), "true or false");
    }

    #[test]
    fn what_is_no_json_says_where() {
        assert_eq!(
            read("{\n  \"a\": 1,\n  b\n}").1,
            ["t.json:3:3: error[syntax]: this cannot be read: key must be a string; expected JSON"]
        );
        let deep = "[".repeat(100_000);
        assert!(read(&deep).1[0].contains("recursion limit"), "a deep text is refused and not walked");
    }

    #[test]
    fn a_key_that_stands_twice_is_told() {
        assert_eq!(read("{\"a\": 1,\n \"a\": 2}").1, ["t.json:2:2: error[duplicate-id]: `a` stands here twice"]);
    }
}
