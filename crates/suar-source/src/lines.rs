use std::io::{self, BufRead, BufReader, Cursor};

use super::bytes::ByteStream;
use super::limits::EXCERPT_CHARACTERS;

/// How a line was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineRead {
    /// There are no more lines.
    End,
    /// The whole line, with its line break, is in the buffer.
    Whole,
    /// The line was longer than the limit; the buffer holds its first bytes only.
    TooLong,
}

/// What came after lines that are read again.
pub(crate) enum AfterReplay {
    /// A line beyond the limit, of which this is the start.
    TooLong(Vec<u8>),
    /// A fault.
    Fault(io::Error),
}

/// Lines of bytes, each bounded. A line that is too long is skipped, not held.
pub(crate) struct Lines {
    replayed: Cursor<Vec<u8>>,
    after_replay: Option<AfterReplay>,
    reader: BufReader<ByteStream>,
    limit: usize,
    number: u64,
}

impl Lines {
    pub(crate) fn new(stream: ByteStream, limit: usize) -> Self {
        Self {
            replayed: Cursor::new(Vec::new()),
            after_replay: None,
            reader: BufReader::with_capacity(64 << 10, stream),
            limit,
            number: 0,
        }
    }

    /// The number of the line read last; the first is 1.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Reads the next line into the buffer, which is emptied first.
    pub(crate) fn read(&mut self, buffer: &mut Vec<u8>) -> io::Result<LineRead> {
        buffer.clear();
        let read = if self.has_replay() {
            read_line(&mut self.replayed, buffer, self.limit)?
        } else {
            match self.after_replay.take() {
                Some(AfterReplay::TooLong(start)) => {
                    *buffer = start;
                    LineRead::TooLong
                }
                Some(AfterReplay::Fault(fault)) => return Err(fault),
                None => read_line(&mut self.reader, buffer, self.limit)?,
            }
        };
        if read != LineRead::End {
            self.number += 1;
        }
        Ok(read)
    }

    /// Gives back lines that were read already, to be read again as if they had not been,
    /// followed by what came after them.
    pub(crate) fn replay(&mut self, lines: Vec<u8>, number_before: u64, after: Option<AfterReplay>) {
        // Nothing to give back must cost nothing: what is still to be replayed can be long.
        if !lines.is_empty() {
            let mut bytes = lines;
            let unread = usize::try_from(self.replayed.position()).unwrap_or(usize::MAX);
            bytes.extend_from_slice(self.replayed.get_ref().get(unread..).unwrap_or_default());
            self.replayed = Cursor::new(bytes);
        }
        self.number = number_before;
        if after.is_some() {
            self.after_replay = after;
        }
    }

    fn has_replay(&self) -> bool {
        self.replayed.position() < self.replayed.get_ref().len() as u64
    }
}

fn read_line(reader: &mut dyn BufRead, buffer: &mut Vec<u8>, limit: usize) -> io::Result<LineRead> {
    let mut length = 0;
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => continue,
            Err(fault) => return Err(fault),
        };
        if available.is_empty() {
            break;
        }
        let line_end = available.iter().position(|byte| *byte == b'\n').map(|position| position + 1);
        let taken = line_end.unwrap_or(available.len());
        length += taken;
        if length <= limit {
            buffer.extend_from_slice(available.get(..taken).unwrap_or_default());
        } else if buffer.len() > EXCERPT_CHARACTERS * 4 {
            *buffer = buffer.get(..EXCERPT_CHARACTERS * 4).unwrap_or_default().to_vec();
        }
        reader.consume(taken);
        if line_end.is_some() {
            break;
        }
    }
    Ok(match length {
        0 => LineRead::End,
        length if length <= limit => LineRead::Whole,
        _ => LineRead::TooLong,
    })
}

/// The start of what was rejected, as far as it can be shown.
pub(crate) fn excerpt(bytes: &[u8]) -> String {
    let start = bytes.get(..bytes.len().min(EXCERPT_CHARACTERS * 4)).unwrap_or_default();
    let text = String::from_utf8_lossy(start);
    let mut shown: String = text.trim_ascii().chars().take(EXCERPT_CHARACTERS).collect();
    if shown.len() < bytes.trim_ascii().len() {
        shown.push('…');
    }
    shown
}

/// A line without its line break.
pub(crate) fn without_line_break(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
