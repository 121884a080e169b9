//! Walks through a JSON document of any size without holding it: keys are read, values
//! are skipped or taken as bytes. It knows strings and nesting, and leaves the rest to
//! whoever parses what it takes.

use std::io::{self, BufRead};

use super::limits::JSON_KEY_BYTES;

/// Why the walk cannot go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ScanError {
    #[error("{0}")]
    Read(#[from] io::Error),
    #[error("it ends in the middle")]
    End,
    #[error("at byte {offset} there should be {expected}")]
    Syntax { offset: u64, expected: &'static str },
}

/// A walk through one document.
pub(crate) struct JsonScanner<R> {
    reader: R,
    offset: u64,
}

impl<R: BufRead> JsonScanner<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, offset: 0 }
    }

    /// The next byte that is not space, left in place; `None` at the end.
    pub(crate) fn peek(&mut self) -> Result<Option<u8>, ScanError> {
        loop {
            let available = fill(&mut self.reader)?;
            if available.is_empty() {
                return Ok(None);
            }
            let space = available.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let next = available.get(space).copied();
            self.consume(space);
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    /// Goes past a byte that must be there.
    pub(crate) fn expect(&mut self, byte: u8, expected: &'static str) -> Result<(), ScanError> {
        match self.peek()? {
            Some(found) if found == byte => {
                self.consume(1);
                Ok(())
            }
            Some(_) => Err(ScanError::Syntax { offset: self.offset, expected }),
            None => Err(ScanError::End),
        }
    }

    /// The next key of an object, or `None` after going past its end.
    pub(crate) fn next_key(&mut self) -> Result<Option<String>, ScanError> {
        loop {
            match self.peek()?.ok_or(ScanError::End)? {
                b'}' => {
                    self.consume(1);
                    return Ok(None);
                }
                b',' => self.consume(1),
                b'"' => break,
                _ => return Err(ScanError::Syntax { offset: self.offset, expected: "a key in double quotes" }),
            }
        }
        let offset = self.offset;
        let mut key = Vec::new();
        if !self.take_value(&mut key, JSON_KEY_BYTES)? {
            return Err(ScanError::Syntax { offset, expected: "a shorter key" });
        }
        self.expect(b':', "a colon")?;
        let key = String::from_utf8_lossy(&key);
        serde_json::from_str(&key).map(Some).map_err(|_| ScanError::Syntax { offset, expected: "a valid key" })
    }

    /// Whether an array has another element; goes past its end when it has none.
    pub(crate) fn has_element(&mut self) -> Result<bool, ScanError> {
        loop {
            match self.peek()?.ok_or(ScanError::End)? {
                b']' => {
                    self.consume(1);
                    return Ok(false);
                }
                b',' => self.consume(1),
                _ => return Ok(true),
            }
        }
    }

    /// Goes past a value.
    pub(crate) fn skip_value(&mut self) -> Result<(), ScanError> {
        self.walk_value(|_| {})
    }

    /// Takes the bytes of a value, up to `limit`; `false` when it was longer, and then the
    /// buffer holds its beginning only.
    pub(crate) fn take_value(&mut self, buffer: &mut Vec<u8>, limit: usize) -> Result<bool, ScanError> {
        const SHOWN: usize = 512;
        buffer.clear();
        let mut length = 0;
        self.walk_value(|bytes| {
            length += bytes.len();
            if length <= limit {
                buffer.extend_from_slice(bytes);
            } else if buffer.len() > SHOWN {
                *buffer = buffer.get(..SHOWN).unwrap_or_default().to_vec();
            }
        })?;
        Ok(length <= limit)
    }

    fn walk_value(&mut self, mut sink: impl FnMut(&[u8])) -> Result<(), ScanError> {
        if matches!(self.peek()?.ok_or(ScanError::End)?, b'}' | b']' | b',' | b':') {
            return Err(ScanError::Syntax { offset: self.offset, expected: "a value" });
        }
        let mut walk = Walk::default();
        loop {
            let available = fill(&mut self.reader)?;
            if available.is_empty() {
                return if walk.is_scalar() { Ok(()) } else { Err(ScanError::End) };
            }
            let ending = walk.ending_in(available);
            let taken = ending.unwrap_or(available.len());
            sink(available.get(..taken).unwrap_or_default());
            self.consume(taken);
            if ending.is_some() {
                return Ok(());
            }
        }
    }

    fn consume(&mut self, length: usize) {
        self.reader.consume(length);
        self.offset += length as u64;
    }
}

fn fill(reader: &mut impl BufRead) -> io::Result<&[u8]> {
    // Asked twice because a borrow that is given back cannot be held over the retry.
    while let Err(fault) = reader.fill_buf() {
        if fault.kind() != io::ErrorKind::Interrupted {
            return Err(fault);
        }
    }
    reader.fill_buf()
}

/// Where in a value the walk stands.
#[derive(Default)]
struct Walk {
    depth: u64,
    is_in_string: bool,
    is_escaped: bool,
    has_begun: bool,
}

impl Walk {
    /// Whether the value is a bare word or number, which the end of input may end.
    fn is_scalar(&self) -> bool {
        self.has_begun && self.depth == 0 && !self.is_in_string
    }

    /// How many of the bytes belong to the value, if it ends within them.
    fn ending_in(&mut self, bytes: &[u8]) -> Option<usize> {
        for (place, byte) in bytes.iter().enumerate() {
            if self.is_in_string {
                if self.ends_string(*byte) && self.depth == 0 {
                    return Some(place + 1);
                }
                continue;
            }
            if self.ends_before(*byte) {
                return Some(place);
            }
            self.has_begun = true;
            match byte {
                b'"' => self.is_in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(place + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }

    fn ends_string(&mut self, byte: u8) -> bool {
        if self.is_escaped {
            self.is_escaped = false;
        } else if byte == b'\\' {
            self.is_escaped = true;
        } else if byte == b'"' {
            self.is_in_string = false;
        }
        !self.is_in_string
    }

    /// Whether a byte outside of strings belongs to what follows the value.
    fn ends_before(&self, byte: u8) -> bool {
        let is_separator = matches!(byte, b'}' | b']' | b',' | b':') || byte.is_ascii_whitespace();
        let is_opening = matches!(byte, b'"' | b'{' | b'[');
        self.depth == 0 && (is_separator || (is_opening && self.has_begun))
    }
}
