//! The crate from outside: outputs and how they fail, and the commands as a person runs them.

mod check;
mod data;
mod outputs;
mod packs;
#[cfg(unix)]
mod pasted;
mod program;
mod properties;
mod readings;
mod rejects;
mod report;
mod scan;
mod targets;
mod weave;
mod wrong_keys;
