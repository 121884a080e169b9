//! The one place that reads the environment and the clock.

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What was written after `cargo xtask`.
pub(crate) fn command_line() -> impl Iterator<Item = String> {
    std::env::args().skip(1)
}

/// A variable that is set and not empty.
#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The folder where this user's programs may keep what can be made again.
pub(crate) fn cache_folder() -> Option<PathBuf> {
    if let Some(folder) = variable("XDG_CACHE_HOME") {
        return Some(PathBuf::from(folder));
    }
    variable("HOME").map(|home| PathBuf::from(home).join(".cache"))
}

/// Runs `work` and says how many seconds passed meanwhile.
#[expect(clippy::disallowed_methods, reason = "steps are timed for the reader; no result depends on it")]
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed().as_secs_f64())
}

/// The time since a beginning, for measurements that need many points of one time.
#[derive(Clone, Copy)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Begins now.
    #[expect(clippy::disallowed_methods, reason = "only measurements ask")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// How long ago it began.
    pub(crate) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
