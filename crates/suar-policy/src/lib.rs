//! Who may see and do what: one table of rules, each with the sentence that a person reads, compiled
//! to a decision about one thing and to a filter over many. Pure: it knows no database and no page,
//! and it decides nothing about what is true, only about who may ask.

mod action;
mod actor;
mod decision;
mod filter;
mod rules;
mod scope;

pub use action::Action;
pub use actor::{Actor, Role};
pub use decision::{Decision, decide, may_ever};
pub use filter::{Filter, filter};
pub use rules::{RULES, Rule};
pub use scope::{Scope, Subject};
