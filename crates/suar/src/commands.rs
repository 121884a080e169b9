//! One module a command.

pub(crate) mod check;
pub(crate) mod eval;
pub(crate) mod fold;
pub(crate) mod packs;
pub(crate) mod report;
pub(crate) mod scan;
pub(crate) mod train;
pub(crate) mod weave;
