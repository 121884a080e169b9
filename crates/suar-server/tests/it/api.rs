//! The API, asked as programs ask, over an office with invented officers and posts.
#![expect(clippy::indexing_slicing, reason = "a field that is not there reads as null, and the comparison fails")]

mod access;
mod audit;
mod desk;
mod document;
mod imports;
mod leads;
mod office;
mod officers;
mod public;
mod troubles;
