//! Undoes what people do to hide words from filters, and cuts the result into words.
//! Every folded byte and every word keeps a map back to the original bytes, so that
//! evidence can be shown exactly as it was posted. Pure: no pack is read here, the
//! words that a language knows are handed in as a [`Lexicon`]. A text that is shown as it
//! was posted is made harmless for terminals here, too ([`clean`]).

mod characters;
mod disguise;
mod fold;
mod harmless;
mod language;
mod lexicon;
mod scan;
mod undo;
mod words;

pub use disguise::{Disguise, DisguiseKind};
pub use fold::{Folded, fold, fold_in};
pub use harmless::{clean, clean_line};
pub use language::{LanguageProfiles, Script};
pub use lexicon::{Lexicon, LexiconBuilder};
pub use words::{Token, TokenKind};
