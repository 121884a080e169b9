//! Reads a signal: which signs of unsafe recruitment it shows, what kind of post it is,
//! how much it needs a human look, and why. Everything it knows of languages comes from
//! packs, everything it has learned from a model; both are handed in. It never decides.

mod analysis;
mod detector;
pub mod evaluate;
mod model;
pub mod packs;
mod random;
mod reading;
mod rules;

pub use analysis::{Analysis, Extraction};
pub use detector::Detector;
pub use model::{About, Example, Held, Model, ModelError, Training, train};
pub use packs::{PackFault, PackFaults, PackFiles, Packs};
pub use reading::{Axes, EntityLists, EntitySpan, Indicator, KindProbability, Reading, Reason, Versions};
pub use rules::{RuleSet, Symbol};
