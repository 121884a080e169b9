//! The bytes of a Parquet file for its decoder, which believes what a file says of itself:
//! it reserves memory for ranges that the file does not have, and goes on reading past the
//! end for as often as a broken header says.

use std::fs::File;
use std::io::{self, BufReader, Read};

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

/// How often a reader may be asked for more after the end.
const READS_PAST_END: u32 = 64;

/// A file that gives only what it has.
pub(crate) struct ParquetBytes {
    file: File,
    length: u64,
}

impl ParquetBytes {
    pub(crate) fn new(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { file, length })
    }
}

impl Length for ParquetBytes {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for ParquetBytes {
    type T = BoundedRead;

    fn get_read(&self, start: u64) -> Result<BoundedRead> {
        Ok(BoundedRead { inner: self.file.get_read(start)?, reads_left: READS_PAST_END })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let end = start.checked_add(length as u64);
        if end.is_none_or(|end| end > self.length) {
            return Err(ParquetError::EOF(format!("{length} bytes at {start} are past the end of the file")));
        }
        self.file.get_bytes(start, length)
    }
}

/// A reader that fails when it is asked again and again for more than there is.
pub(crate) struct BoundedRead {
    inner: BufReader<File>,
    reads_left: u32,
}

impl Read for BoundedRead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        if length == 0 && !buffer.is_empty() {
            self.reads_left = self.reads_left.checked_sub(1).ok_or(io::ErrorKind::UnexpectedEof)?;
        }
        Ok(length)
    }
}
