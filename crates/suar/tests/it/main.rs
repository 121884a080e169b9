//! The crate from outside: inputs, outputs and how they fail, and the commands as a person runs them.

mod bad_input;
mod broken_parquet;
mod check;
mod formats;
mod outputs;
mod packs;
#[cfg(unix)]
mod pasted;
mod program;
mod properties;
mod reading;
mod readings;
mod rejects;
mod report;
mod scan;
mod targets;
mod weave;
mod wrong_keys;
