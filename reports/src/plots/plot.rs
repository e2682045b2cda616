//! A finished plot.

/// A plot as SVG, with what a page says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plot {
    /// Name of its file without `.svg`; unique among the plots of a folder.
    pub name: String,
    /// Title in the reader's language; it stands on the plot too.
    pub title: String,
    /// The picture.
    pub svg: String,
    /// File that its numbers come from.
    pub table: &'static str,
    /// Which rows of it: column and value; none: all rows.
    pub filter: Vec<(&'static str, String)>,
    /// What it shows, in a sentence or two, for those who do not see it.
    pub alt: String,
}
