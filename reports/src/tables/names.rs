//! `names.csv`: what the ids of the other tables are called.

use super::row::table_row;

table_row!(
    /// The names of one thing.
    NameRow of Names {
        /// `city`, `scenario`, `control_set`, `control`, `risk`, `technique`, `service`, `organisation`, `category` or `parameter`.
        kind: String,
        /// Its id.
        id: String,
        /// English name.
        name_en: String,
        /// Japanese name.
        name_ja: String,
        /// What it is, in English: a scenario's question, what a control asks for.
        about_en: String,
        /// The same in Japanese.
        about_ja: String,
    }
);
