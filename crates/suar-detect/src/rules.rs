//! The rule engine: patterns over words and entities, and conditions over what they gave.

mod compile;
mod evaluate;
mod lists;
mod program;
mod rule_set;
mod set_index;
#[cfg(test)]
mod tests;
mod view;
mod vocabulary;

pub(crate) use compile::Classes;
pub(crate) use evaluate::{Findings, Firing};
pub(crate) use rule_set::RuleDefinition;
pub use rule_set::{RuleSet, Symbol};
pub(crate) use view::{HOME, View};
pub(crate) use vocabulary::Vocabulary;
