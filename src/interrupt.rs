//! Ctrl-C: asks the work to stop; a second one ends the program at once.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// Installs the handler and gives the flag that it raises. Where none can be installed the flag stays down, and Ctrl-C ends the
/// program as the system does.
pub(crate) fn watch() -> &'static AtomicBool {
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::Relaxed) {
            stop_at_once();
        }
    });
    &ASKED
}

#[allow(clippy::exit, reason = "the second Ctrl-C must end the program even where it is stuck")]
fn stop_at_once() {
    std::process::exit(i32::from(crate::exit::Exit::Interrupted.code()));
}
