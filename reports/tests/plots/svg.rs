//! Reads an SVG as the plots write it, just enough to say where everything on it lies.

use unicode_width::UnicodeWidthChar as _;

/// An element: its name, its attributes as they stand, the text up to the next tag.
pub(crate) struct Element<'a> {
    pub(crate) name: &'a str,
    attributes: &'a str,
    pub(crate) text: &'a str,
}

impl<'a> Element<'a> {
    /// An attribute's value.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        let from = self.attributes.find(&format!(" {name}=\""))? + name.len() + 3;
        let rest = &self.attributes[from..];
        Some(&rest[..rest.find('"')?])
    }

    fn number(&self, name: &str) -> f64 {
        self.get(name).and_then(|value| value.parse().ok()).unwrap_or(0.0)
    }

    /// Left, top, right and bottom of what it draws; `None` for an element that draws nothing.
    pub(crate) fn extent(&self) -> Option<[f64; 4]> {
        match self.name {
            "rect" => {
                let (x, y) = (self.number("x"), self.number("y"));
                Some([x, y, x + self.number("width"), y + self.number("height")])
            }
            "circle" => {
                let (x, y, r) = (self.number("cx"), self.number("cy"), self.number("r"));
                Some([x - r, y - r, x + r, y + r])
            }
            "path" => path_extent(self.get("d")?),
            "text" => {
                let (x, y, size) = (self.number("x"), self.number("y"), self.number("font-size"));
                let text =
                    self.text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
                let width = text.chars().map(advance).sum::<f64>() * size;
                let left = match self.get("text-anchor") {
                    Some("middle") => x - width / 2.0,
                    Some("end") => x - width,
                    _ => x,
                };
                Some([left, y - size * 0.8, left + width, y + size * 0.2])
            }
            _ => None,
        }
    }
}

/// About what Noto Sans has, in ems.
fn advance(c: char) -> f64 {
    match c {
        ' ' | 'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' => 0.27,
        'f' | 't' | 'r' | '(' | ')' | '-' => 0.4,
        c if c.width() == Some(2) => 1.0,
        _ => 0.57,
    }
}

/// All elements in order. Panics where a tag is left open or closed twice: then it is no XML.
pub(crate) fn elements(svg: &str) -> Vec<Element<'_>> {
    let mut all = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (inside, text) = tag.split_once('>').expect("every tag ends");
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed what is not open");
            continue;
        }
        let name = inside.split([' ', '/']).next().unwrap_or_default();
        if !inside.ends_with('/') {
            open.push(name);
        }
        all.push(Element { name, attributes: inside, text });
    }
    assert!(open.is_empty(), "left open: {open:?}");
    all
}

fn path_extent(data: &str) -> Option<[f64; 4]> {
    let mut corner = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let (mut x, mut y) = (0.0, 0.0);
    let mut rest = data;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |at| at + 1);
        let numbers = numbers(&rest[1..end]);
        rest = &rest[end..];
        let steps: Vec<(f64, f64)> = match command {
            'M' => vec![(numbers[0] - x, numbers[1] - y)],
            'h' => numbers.iter().map(|dx| (*dx, 0.0)).collect(),
            'v' => numbers.iter().map(|dy| (0.0, *dy)).collect(),
            'l' => numbers.chunks(2).map(|step| (step[0], step[1])).collect(),
            'z' => Vec::new(),
            other => panic!("the plots write no {other} in a path"),
        };
        for (dx, dy) in steps {
            x += dx;
            y += dy;
            corner = [corner[0].min(x), corner[1].min(y), corner[2].max(x), corner[3].max(y)];
        }
    }
    corner[0].is_finite().then_some(corner)
}

fn numbers(text: &str) -> Vec<f64> {
    let spaced = text.replace('-', " -");
    spaced.split_whitespace().map(|number| number.parse().expect("a number")).collect()
}
