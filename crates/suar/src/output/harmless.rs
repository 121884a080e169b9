use std::io::{self, Write};

use suar_text::clean;

/// Makes control characters visible on their way to a terminal, where a stranger's id or text could
/// otherwise move the cursor or write into the keyboard. Files and pipes get the bytes as they are.
pub(crate) struct Harmless<W> {
    inner: W,
    /// A character whose bytes have not all come yet.
    begun: Vec<u8>,
}

impl<W: Write> Harmless<W> {
    pub(crate) fn new(inner: W) -> Self {
        Self { inner, begun: Vec::new() }
    }
}

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut whole = std::mem::take(&mut self.begun);
        whole.extend_from_slice(bytes);
        let mut shown = String::with_capacity(whole.len());
        for chunk in whole.utf8_chunks() {
            shown.push_str(&clean(chunk.valid()));
            let broken = chunk.invalid();
            if str::from_utf8(broken).is_err_and(|fault| fault.error_len().is_none()) {
                self.begun = broken.to_vec();
            } else if !broken.is_empty() {
                shown.push(char::REPLACEMENT_CHARACTER);
            }
        }
        self.inner.write_all(shown.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn an_id_in_a_table_of_csv_moved_the_cursor() {
        let row = "\u{1b}[2Jp1\u{9b}31m,t-000001,\u{202e}n\r\n".as_bytes();
        for length in 1..row.len() {
            let mut shown = Harmless::new(Vec::new());
            for part in row.chunks(length) {
                shown.write_all(part).unwrap();
            }
            assert_eq!(str::from_utf8(&shown.inner).unwrap(), "␛[2Jp1<U+009B>31m,t-000001,<U+202E>n␍\n");
        }
    }

    #[test]
    fn broken_bytes_are_replaced_and_a_cut_character_is_waited_for() {
        let mut shown = Harmless::new(Vec::new());
        for part in [b"a\xffb\xf0\x9f".as_slice(), b"\x87\xb0", b"c\xe2"] {
            shown.write_all(part).unwrap();
        }
        assert_eq!(str::from_utf8(&shown.inner).unwrap(), "a\u{fffd}b🇰c");
    }
}
