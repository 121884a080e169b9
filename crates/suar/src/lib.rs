//! The command line of Suar: reads posts from files and streams, has them read and woven,
//! and writes what was found. Knowledge, judgement and statistics live in the pure crates;
//! here are the disk, the threads, the terminal and the wiring.

pub mod cli;
mod commands;
mod corpus;
mod data_folder;
mod duplicates;
mod evaluation;
mod explanation;
mod findings;
mod noun;
pub mod output;
mod pipeline;
mod progress;
mod rejects;
mod resources;
mod spool;
mod web;
