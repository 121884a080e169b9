//! One module a command.

pub(crate) mod audit;
pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod eval;
pub(crate) mod export;
pub(crate) mod fold;
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod officer;
pub(crate) mod packs;
pub(crate) mod report;
pub(crate) mod scan;
pub(crate) mod serve;
pub(crate) mod train;
pub(crate) mod weave;
