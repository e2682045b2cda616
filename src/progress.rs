//! The progress bar: on standard error, only where a person watches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::session::Session;

/// A bar that counts incidents.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar for `total` incidents.
    pub(crate) fn new(session: &Session, total: u64) -> Self {
        let target = if session.is_watched() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(total), target);
        let left = session.say("progress-left", &[]);
        let incidents = session.say("progress-incidents", &[]);
        let template = format!("{{bar:32}} {{human_pos}}/{{human_len}} {incidents}  {left} {{eta}}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// So many are done.
    pub(crate) fn done(&self, done: u64) {
        self.bar.set_position(done);
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
