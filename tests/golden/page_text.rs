//! A page as text that a person can read in a diff: a line per heading, paragraph, item and row, cells with bars between. Of a picture
//! stands its name with a hash, of a figure's table which rows of the file it has; those rows are kept with the file itself.

use crate::program::hash;

/// Elements that begin a line, with what stands before their text.
const LINES: &[(&str, &str)] = &[
    ("h1", "# "),
    ("h2", "## "),
    ("h3", "### "),
    ("p", ""),
    ("li", "- "),
    ("caption", "table: "),
    ("tr", ""),
    ("summary", "fold: "),
    ("figcaption", ""),
    ("pre", ""),
    ("footer", ""),
];

/// What a reader of `html` sees.
pub(crate) fn page_text(html: &str) -> String {
    let mut out = Lines::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.text(&rest[..at]);
        let (tag, after) = rest[at + 1..].split_once('>').expect("a tag ends");
        rest = after;
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        match name {
            "style" | "script" | "title" => rest = behind(rest, name).1,
            "svg" => {
                let (inside, behind) = behind(rest, name);
                let label = attribute(tag, "aria-label").unwrap_or_default();
                let title = inside.split_once("<title").and_then(|(_, title)| title.split_once('>'));
                let title = title.and_then(|(_, title)| title.split_once('<')).map_or(label, |(title, _)| title);
                out.line("");
                out.text(&format!("picture: {title} [{}]", &hash(inside.as_bytes())[..12]));
                rest = behind;
            }
            "tbody" if attribute(tag, "data-span").is_some() => {
                let (inside, behind) = rest.split_once("</table>").expect("a table ends");
                for body in format!("<{tag}>{inside}").split("<tbody").skip(1) {
                    let title = body.split_once("<th scope=rowgroup").and_then(|(_, title)| title.split_once('>'));
                    let title = title.and_then(|(_, title)| title.lines().next()).unwrap_or_default();
                    out.line(&format!("rows {} {title}", attribute(body, "data-span").unwrap_or_default()));
                }
                rest = behind;
            }
            "td" | "th" => out.text(" | "),
            "br" => out.text(" / "),
            _ => {
                if let Some((_, start)) = LINES.iter().find(|(line, _)| *line == name) {
                    out.line(start);
                }
            }
        }
    }
    out.done()
}

/// What stands inside the element that has just begun, and what behind it.
fn behind<'a>(rest: &'a str, name: &str) -> (&'a str, &'a str) {
    rest.split_once(&format!("</{name}>")).unwrap_or_else(|| panic!("<{name}> does not end"))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!("{name}=\""))?;
    value.split_once('"').map(|(value, _)| value)
}

/// Lines in the making.
#[derive(Default)]
struct Lines {
    done: Vec<String>,
    current: String,
}

impl Lines {
    fn text(&mut self, text: &str) {
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
        let text = text.replace("&amp;", "&");
        self.current.push_str(&text.replace('\n', " "));
    }

    fn line(&mut self, start: &str) {
        let line = std::mem::replace(&mut self.current, start.to_owned());
        // A line of a prefix alone is the row around a table's cells, which have bars of their own.
        let words: Vec<&str> = line.split_whitespace().collect();
        if !words.is_empty() {
            self.done.push(words.join(" "));
        }
    }

    fn done(mut self) -> String {
        self.line("");
        self.done.join("\n") + "\n"
    }
}

#[test]
fn a_page_is_told_line_by_line() {
    let html = "<title>no</title><h2 id=a>1. Cost &amp; risk</h2>\n<p class=note>Two\nlines.</p><figure><svg role=\"img\" \
                aria-label=\"Heat\"><text>x</text></svg><figcaption>Seen.</figcaption></figure><table><caption>Means</caption>\
                <thead><tr><th>a<th>b<tbody>\n<tr><td>1<br>0 to 2<td>2\n</table><table><caption>Raw</caption><tr><th>c<tbody data-span=\"1-3\">\n\
                <tr><th scope=rowgroup colspan=2>set: x\n<tr><td>1\n</table><footer>end</footer>";
    let wanted = "## 1. Cost & risk\nTwo lines.\npicture: Heat [HASH]\nSeen.\ntable: Means\n| a | b\n| 1 / 0 to 2 | 2\ntable: Raw\n| c\n\
                  rows 1-3 set: x\nend\n";
    let wanted = wanted.replace("HASH", &hash("<text>x</text>".as_bytes())[..12]);
    assert_eq!(page_text(html), wanted);
}
