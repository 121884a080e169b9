//! The crate from outside: every format, and how each fails.

mod bad_input;
mod broken_parquet;
mod formats;
mod properties;
mod reading;
mod wrong_keys;
