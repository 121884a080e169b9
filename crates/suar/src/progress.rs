//! A progress bar on a terminal, nothing in a pipe.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::noun::POSTS;

/// Shows how far a reader is.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar over `bytes_total`, or a counter where nobody knows the total.
    pub(crate) fn new(name: &str, bytes_total: Option<u64>) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self::hidden();
        }
        let target = ProgressDrawTarget::stderr();
        let bar = ProgressBar::with_draw_target(bytes_total, target);
        let template = if bytes_total.is_some() {
            "{prefix} {bar:30} {bytes}/{total_bytes} · {msg} · {eta} left"
        } else {
            "{prefix} {spinner} {bytes} · {msg}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_prefix(suar_text::clean_line(name).into_owned());
        Self { bar }
    }

    /// Shows nothing.
    pub(crate) fn hidden() -> Self {
        Self { bar: ProgressBar::hidden() }
    }

    /// Moves the bar.
    pub(crate) fn update(&self, bytes_read: u64, posts: u64) {
        self.bar.set_position(bytes_read);
        self.bar.set_message(POSTS.counted(posts));
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
