//! What a section of the page is made of: the data that the templates print.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::SerializeStruct as _;

use super::html::Html;
use super::origins::Origins;
use super::raw::Raw;

/// A section with its heading.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Section {
    /// Where links lead.
    pub(crate) id: String,
    /// Number and heading.
    pub(crate) heading: String,
    /// What is in it.
    pub(crate) blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Block {
    /// A heading one level below the section's.
    Heading {
        /// The heading.
        text: Html,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        html: Html,
        /// Class of the paragraph, mostly none.
        class: &'static str,
    },
    /// A list without order.
    List {
        /// Its items.
        items: Vec<Html>,
    },
    /// A table.
    Table {
        /// The table.
        sheet: Sheet,
    },
    /// The numbers behind a figure.
    Raw {
        /// The table.
        raw: Raw,
    },
    /// A plot with its caption; its data stand in the block behind it.
    Figure {
        /// The SVG.
        svg: Html,
        /// What stands under it.
        caption: Html,
    },
    /// A command or a hash.
    Code {
        /// Its lines.
        text: String,
    },
    /// Something long, closed until the reader opens it; paper carries what is open.
    Fold {
        /// What is inside.
        summary: Html,
        /// The inside.
        blocks: Vec<Block>,
    },
}

impl Block {
    /// A paragraph.
    pub(crate) fn paragraph(html: Html) -> Self {
        Self::Paragraph { html, class: "" }
    }

    /// A paragraph that explains what stands beside it.
    pub(crate) fn note(html: Html) -> Self {
        Self::Paragraph { html, class: "note" }
    }
}

/// A table with caption and headings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    /// Its caption.
    pub(crate) caption: Html,
    /// `wide`: the paper is turned; empty otherwise.
    pub(crate) class: &'static str,
    /// Rows of headings, the first on top.
    pub(crate) head: Vec<Vec<Heading>>,
    /// The rows.
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// A table with one row of headings.
    pub(crate) fn new(caption: Html, headings: Vec<Heading>) -> Self {
        Self { caption, class: "", head: vec![headings], rows: Vec::new() }
    }

    /// The same, on paper that is turned.
    pub(crate) fn wide(mut self) -> Self {
        self.class = "wide";
        self
    }
}

/// A row as its template prints it.
#[derive(Serialize)]
struct PrintedRow<'a> {
    from: String,
    cells: &'a [Cell],
}

impl Serialize for Sheet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let origins: Vec<Origins> = self.rows.iter().map(|row| of_row(row)).collect();
        let said = most_common(&origins);
        let rows: Vec<PrintedRow<'_>> = self
            .rows
            .iter()
            .zip(&origins)
            .map(|(cells, origins)| PrintedRow { from: origins.attributes(&said), cells })
            .collect();
        let mut fields = serializer.serialize_struct("Sheet", 5)?;
        fields.serialize_field("caption", &self.caption)?;
        fields.serialize_field("class", self.class)?;
        fields.serialize_field("cells", &said)?;
        fields.serialize_field("head", &self.head)?;
        fields.serialize_field("rows", &rows)?;
        fields.end()
    }
}

fn of_row(row: &[Cell]) -> Origins {
    let mut origins = Origins::default();
    for cell in row {
        origins.extend(cell.html.origins());
    }
    origins
}

/// The columns that most rows show; the table says them, and those rows need not.
fn most_common(rows: &[Origins]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_empty()) {
        *counts.entry(row.cells()).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or_else(String::new, |(cells, _)| cells)
}

/// A heading of columns.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Heading {
    text: Html,
    class: &'static str,
    columns: usize,
    rows: usize,
}

impl Heading {
    /// Over a column of text.
    pub(crate) fn text(text: &str) -> Self {
        Self { text: Html::text(text), class: "", columns: 1, rows: 1 }
    }

    /// Over a column of numbers.
    pub(crate) fn number(text: &str) -> Self {
        Self { class: "n", ..Self::text(text) }
    }

    /// Over a column of marks.
    pub(crate) fn mark(text: &str) -> Self {
        Self { class: "m", ..Self::text(text) }
    }

    /// Over a column of a table that is shown as its file has it; `meaning` appears on pointing.
    pub(crate) fn column(name: &str, meaning: &str) -> Self {
        let text = Html::made(format!(
            "<abbr title=\"{}\">{}</abbr>",
            Html::text(meaning).as_str(),
            Html::text(name).as_str()
        ));
        Self { text, ..Self::text("") }
    }

    /// Over several columns.
    pub(crate) fn over(self, columns: usize) -> Self {
        Self { columns, ..self }
    }

    /// As high as several rows of headings.
    pub(crate) fn high(self, rows: usize) -> Self {
        Self { rows, ..self }
    }
}

/// A cell.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Cell {
    html: Html,
    class: &'static str,
    heads_row: bool,
}

impl Cell {
    /// Text.
    pub(crate) fn text(html: Html) -> Self {
        Self { html, class: "", heads_row: false }
    }

    /// What the row is about.
    pub(crate) fn head(html: Html) -> Self {
        Self { html, class: "", heads_row: true }
    }

    /// Numbers.
    pub(crate) fn number(html: Html) -> Self {
        Self { html, class: "n", heads_row: false }
    }

    /// A mark.
    pub(crate) fn mark(html: Html) -> Self {
        Self { html, class: "m", heads_row: false }
    }
}
