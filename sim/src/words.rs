//! Closed vocabularies: each is spelled once, here or where [`words!`](crate::words!) is called.
//!
//! Readers, diagnostics, schemas and the documentation take the spellings from [`Words::ALL`] and [`Words::as_str`].

/// An enum whose values have one fixed spelling in files.
pub trait Words: Copy + Sized + PartialEq + 'static {
    /// Every value, in the order in which the documentation lists them.
    const ALL: &'static [Self];
    /// What the vocabulary is called in a diagnostic, for example `asset kind`.
    const WHAT: &'static str;

    /// The spelling used in files.
    fn as_str(self) -> &'static str;

    /// The value spelled `text`, or `None`.
    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.as_str() == text)
    }

    /// Every spelling, in order.
    fn spellings() -> Vec<&'static str> {
        Self::ALL.iter().map(|word| word.as_str()).collect()
    }
}

/// Declares an enum with one spelling per value and implements [`Words`], `Display` and `FromStr`-like parsing.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$vmeta:meta])* $value:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $value),+ }
        impl $crate::words::Words for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            const WHAT: &'static str = $what;
            fn as_str(self) -> &'static str { match self { $(Self::$value => $text),+ } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.pad($crate::words::Words::as_str(*self)) }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::Words;
    crate::words!(
        #[expect(unreachable_pub, reason = "the macro makes public enums")]
        Colour, "colour" {
        /// Red.
        Red = "red",
        /// Dark blue.
        DarkBlue = "dark-blue",
    });

    #[test]
    fn every_word_parses_to_itself() {
        for &word in Colour::ALL {
            assert_eq!(Colour::parse(word.as_str()), Some(word));
        }
        assert_eq!(Colour::parse("Red"), None);
    }
}
