//! The crate from outside: inputs, outputs and how they fail.

mod bad_input;
mod broken_parquet;
mod formats;
mod outputs;
mod properties;
mod reading;
mod report;
