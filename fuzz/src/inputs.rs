//! Bytes as an input of any format.

use std::io::Cursor;

use suar_source::{Format, InputOptions, Limits, open_reader};

/// Reads bytes to the end, with bounds so short that they are met. Nothing may panic, and
/// the reading must come to an end: every format has an end.
pub fn read_to_end(bytes: &[u8], format: Option<Format>) {
    for limits in [Limits::STANDARD, Limits { record_bytes: 64, text_bytes: 32, ..Limits::STANDARD }] {
        let options = InputOptions { format, limits, ..InputOptions::default() };
        let Ok(mut reader) = open_reader(Box::new(Cursor::new(bytes.to_vec())), "input", &options) else {
            return;
        };
        while let Ok(batch) = reader.next_batch(100, 1 << 20) {
            if batch.is_empty() {
                break;
            }
        }
    }
}
