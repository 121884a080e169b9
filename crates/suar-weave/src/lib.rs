//! Finds near-duplicate texts (templates) and documents tied by shared identifiers or
//! templates (networks) in posts that were read before. Pure: documents in, findings
//! out; no disk, clock, threads or randomness. No text is parsed or judged here: a post
//! comes with its folded words and its mentions ([`document_of`]), the risk is handed in.
//!
//! A template is made of wording alone: entities and numbers are passed over, so that
//! a shared phone never makes one. Features are words and ordered word pairs, weighted
//! by how few texts of different origin hold them. Each text draws a small consistent
//! sample of its features; clusters that share enough of it are compared in full, by
//! weighted similarity with what their members have in common. Where a text resembles
//! everything a little, more is asked of it. A second pass starts from the wordings
//! that the first one found. Time grows about linearly with the posts.
//!
//! # What a change of the input can change
//! - Permuting the documents changes numbers and the order of lists, nothing else: the
//!   work is done in the order of a hash of the texts.
//! - Adding unrelated documents changes rarities a little, and keys that too many
//!   clusters share are given up, so that a text at the very edge of a cluster may
//!   fall on the other side. Clusters well inside the thresholds stay.

mod align;
mod archive;
mod clustering;
mod consensus;
mod criterion;
mod document;
mod keys;
mod leader;
mod network;
mod novelty;
mod posts;
mod profile;
mod rarity;
mod reader;
mod sample;
mod settings;
mod shingle;
mod symbols;
mod template;
mod texts;
mod union;
mod weaver;

pub use consensus::TemplateSlot;
pub use criterion::Criterion;
pub use document::{Document, Identifier, IdentifierKind, Item, SlotKind};
pub use network::{Network, NetworkNumber, Tie, TieKind};
pub use posts::{OwnedDocument, Woven, document_of};
pub use settings::Settings;
pub use template::{Template, TemplateNumber};
pub use weaver::{Weaver, Weaving};
