//! Reads posts out of files and streams, one at a time, as they were received. It must not
//! judge what it reads, open a socket, start a thread, leave a file behind or say anything
//! on a terminal: what happened is handed back.
//!
//! Five formats, told by content and extension. Memory does not grow with the
//! input: a batch, one record and a few buffers are all that is held. What
//! cannot be read is given back as a [`Reject`] in its place; only what makes
//! the rest unreadable is an [`InputError`]. Every bound is in [`Limits`].

mod bytes;
mod columns;
mod csv_text;
mod draft;
mod error;
mod format;
mod json_lines;
mod json_scanner;
mod key_watch;
mod limits;
mod lines;
mod open;
mod panics;
mod parquet_bytes;
mod parquet_cells;
mod parquet_pages;
mod parquet_table;
mod reader;
mod telegram;
mod telegram_message;
mod whatsapp;
mod whatsapp_stamp;

pub use columns::{ColumnMap, ColumnMapError};
pub use error::InputError;
pub use format::Format;
pub use limits::Limits;
pub use open::{InputOptions, Source, open, open_reader};
pub use reader::{Counters, Item, Reject, SignalReader};
