//! The use cases over a data folder that is thrown away.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

mod access;
mod console;
mod decisions;
mod imports;
mod leads;
mod office;
mod public;
mod reports_in_leads;
mod shipped;
