//! The public pages, asked as a browser asks, without a network.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

mod check;
mod contest;
mod hostile;
mod limits;
mod memory_desk;
mod pages;
mod report;
mod repository;
mod site;
mod texts;
mod tokens;
mod troubles;
