//! How long work shows that it goes on: a moving line on a terminal, a plain line now and then
//! elsewhere.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

/// Elsewhere than on a terminal, a line for so many rows.
const LINE_EVERY: usize = 10_000;

/// Work under way.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    what: &'static str,
    told: AtomicUsize,
}

impl Progress {
    /// Begins to show that `what` is under way.
    pub(crate) fn of(what: &'static str) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner().with_message(what);
            let style = ProgressStyle::with_template("{spinner} {msg} {human_pos} {elapsed}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar
        });
        Self { bar, what, told: AtomicUsize::new(0) }
    }

    /// So much is done.
    #[expect(clippy::print_stderr, reason = "the command line speaks on the terminal")]
    pub(crate) fn at(&self, done: usize) {
        if let Some(bar) = &self.bar {
            bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
            bar.tick();
        } else if done / LINE_EVERY > self.told.swap(done / LINE_EVERY, Ordering::Relaxed) {
            eprintln!("{} {done}", self.what);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
