//! A text for miette whose columns count characters, as everywhere else in Yagura; miette by itself counts bytes, of which a Japanese
//! character takes three.

use std::sync::Arc;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use yagura_scenarios::text::Source;

/// The text of one input file.
#[derive(Debug)]
pub(super) struct CharacterColumns(pub(super) Arc<Source>);

impl SourceCode for CharacterColumns {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let contents = self.0.text.as_str().read_span(span, lines_before, lines_after)?;
        // Columns of the reader count from 1, miette's from 0.
        let (_, column) = self.0.place(contents.span().offset());
        Ok(Box::new(MietteSpanContents::new_named(
            self.0.file.clone(),
            contents.data(),
            *contents.span(),
            contents.line(),
            (column as usize).saturating_sub(1),
            contents.line_count(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use miette::{SourceCode as _, SourceSpan};

    use super::*;

    #[test]
    fn a_column_counts_characters_and_not_bytes() {
        let source = Arc::new(Source::new("a.csv", "id\n水位計,sensr\n"));
        let at = source.text.find("sensr").expect("it is there");
        let text = CharacterColumns(source);
        let contents = text.read_span(&SourceSpan::from((at, 5)), 0, 0).expect("a place in the text");
        // Three characters and a comma stand before it.
        assert_eq!((contents.line(), contents.column()), (1, 4));
    }
}
