//! The pages, asked as a browser asks, without a network.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

mod account;
mod api;
mod check;
mod contacts;
mod contest;
mod form_keys;
mod hostile;
mod imports;
mod leads;
mod limits;
mod memory_desk;
mod office_pages;
mod officers;
mod pages;
mod policy;
mod public_at_desk;
mod report;
mod repository;
mod sign_in;
mod signed_in;
mod site;
mod texts;
mod tokens;
mod trail;
mod troubles;
