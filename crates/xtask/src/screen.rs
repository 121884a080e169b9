//! What the person at the terminal reads. A closed pipe is no fault of the work, so
//! failing to print is passed over.

use std::io::Write;

/// A line on standard output.
pub(crate) fn say(line: &str) {
    drop(writeln!(std::io::stdout().lock(), "{line}"));
}

/// A line on standard error.
pub(crate) fn warn(line: &str) {
    drop(writeln!(std::io::stderr().lock(), "{line}"));
}
