//! The store, over a file in a folder that is thrown away.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

mod audit;
mod builders;
mod jobs;
mod leads;
mod old_data;
mod signals;
mod work;
