//! Bytes on their way in: counted, unpacked, guarded, and looked at before use.

use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Limits;

/// A stream of bytes that may move to another thread.
pub(crate) type ByteStream = Box<dyn Read + Send>;

const GZIP_MAGIC: &[u8] = b"\x1f\x8b";
const ZSTD_MAGIC: &[u8] = b"\x28\xb5\x2f\xfd";

/// Adds up the bytes that pass.
pub(crate) struct Counted {
    inner: ByteStream,
    count: Arc<AtomicU64>,
}

impl Counted {
    pub(crate) fn new(inner: ByteStream) -> (Self, Arc<AtomicU64>) {
        let count = Arc::new(AtomicU64::new(0));
        (Self { inner, count: Arc::clone(&count) }, count)
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.count.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

/// The error of a stream that grows out of proportion.
#[derive(Debug, thiserror::Error)]
#[error("{compressed} bytes grew to {expanded}")]
pub(crate) struct Expansion {
    pub(crate) compressed: u64,
    pub(crate) expanded: u64,
}

/// Stops a decompression bomb.
struct Guarded<R> {
    inner: R,
    compressed: Arc<AtomicU64>,
    expanded: u64,
    limits: Limits,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.expanded += length as u64;
        let compressed = self.compressed.load(Ordering::Relaxed);
        let allowed = compressed.saturating_mul(self.limits.expansion_ratio).max(self.limits.expansion_floor_bytes);
        if self.expanded > allowed {
            return Err(io::Error::other(Expansion { compressed, expanded: self.expanded }));
        }
        Ok(length)
    }
}

/// A stream whose first bytes were looked at and are given again, with the fault,
/// if any, that came after them.
pub(crate) struct Head {
    pub(crate) bytes: Vec<u8>,
    /// Whether it was unpacked on the way.
    pub(crate) is_packed: bool,
    fault: Option<io::Error>,
    rest: ByteStream,
}

impl Head {
    /// Reads the first `length` bytes of a stream.
    pub(crate) fn of(mut rest: ByteStream, length: usize) -> Self {
        let mut bytes = Vec::new();
        let fault = rest.by_ref().take(length as u64).read_to_end(&mut bytes).err();
        Self { bytes, is_packed: false, fault, rest }
    }

    /// The fault that came before any byte.
    pub(crate) fn take_fault_at_start(&mut self) -> Option<io::Error> {
        if self.bytes.is_empty() { self.fault.take() } else { None }
    }

    /// Unpacks gzip or zstd, told by the first bytes.
    pub(crate) fn unpack(self, compressed: Arc<AtomicU64>, limits: Limits, length: usize) -> io::Result<Self> {
        if self.bytes.starts_with(GZIP_MAGIC) {
            let inner = flate2::bufread::MultiGzDecoder::new(BufReader::new(self.into_stream()));
            let unpacked = Self::of(Box::new(Guarded { inner, compressed, expanded: 0, limits }), length);
            return Ok(Self { is_packed: true, ..unpacked });
        }
        if self.bytes.starts_with(ZSTD_MAGIC) {
            let inner = zstd::stream::read::Decoder::new(self.into_stream())?;
            let unpacked = Self::of(Box::new(Guarded { inner, compressed, expanded: 0, limits }), length);
            return Ok(Self { is_packed: true, ..unpacked });
        }
        Ok(self)
    }

    /// Everything from the first byte on.
    pub(crate) fn into_stream(self) -> ByteStream {
        let fault = Fault(self.fault);
        Box::new(io::Cursor::new(self.bytes).chain(fault).chain(self.rest))
    }
}

/// Gives one error, then nothing.
struct Fault(Option<io::Error>);

impl Read for Fault {
    fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}
