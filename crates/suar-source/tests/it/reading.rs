//! Short ways to read bytes as an input.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::io::Cursor;

use suar_signal::Signal;
use suar_source::{ColumnMap, Counters, Format, InputError, InputOptions, Item, Reject, SignalReader, open_reader};

/// What reading to the end gave.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) signals: Vec<Signal>,
    pub(crate) rejects: Vec<Reject>,
    pub(crate) counters: Counters,
    pub(crate) fault: Option<InputError>,
}

pub(crate) fn options(format: Option<Format>, map: &str) -> InputOptions {
    InputOptions { format, map: ColumnMap::parse(map).unwrap(), ..InputOptions::default() }
}

pub(crate) fn read_all(bytes: &[u8], name: &str, options: &InputOptions) -> Outcome {
    match open_reader(Box::new(Cursor::new(bytes.to_vec())), name, options) {
        Ok(reader) => drain(reader),
        Err(fault) => Outcome { fault: Some(fault), ..Outcome::default() },
    }
}

pub(crate) fn read(text: &str, name: &str) -> Outcome {
    read_all(text.as_bytes(), name, &InputOptions::default())
}

pub(crate) fn drain(mut reader: SignalReader) -> Outcome {
    let mut outcome = Outcome::default();
    loop {
        match reader.next_batch(3, 1 << 20) {
            Ok(batch) if batch.is_empty() => break,
            Ok(batch) => {
                for item in batch {
                    match item {
                        Item::Signal(signal) => outcome.signals.push(*signal),
                        Item::Reject(reject) => outcome.rejects.push(reject),
                    }
                }
            }
            Err(fault) => {
                outcome.fault = Some(fault);
                assert!(reader.next_batch(3, 1 << 20).unwrap().is_empty(), "nothing comes after a fault");
                break;
            }
        }
    }
    outcome.counters = reader.counters();
    assert_eq!(outcome.counters.read, outcome.signals.len() as u64);
    assert_eq!(outcome.counters.rejected, outcome.rejects.len() as u64);
    outcome
}

pub(crate) fn ids(outcome: &Outcome) -> Vec<&str> {
    outcome.signals.iter().map(|signal| signal.id.as_str()).collect()
}

pub(crate) fn texts(outcome: &Outcome) -> Vec<&str> {
    outcome.signals.iter().map(|signal| signal.text.as_str()).collect()
}
