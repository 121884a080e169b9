use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::bytes::{ByteStream, Counted, Head};
use super::csv_text::CsvText;
use super::json_lines::JsonLines;
use super::limits::{HEAD_BYTES, MAGIC_BYTES};
use super::parquet_table::ParquetTable;
use super::reader::{ReaderState, Records};
use super::telegram::Telegram;
use super::whatsapp::WhatsApp;
use super::{ColumnMap, Format, InputError, Limits, SignalReader};

/// Where posts come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

impl Source {
    /// The source that a command-line argument names; `-` is standard input.
    pub fn from_argument(argument: &OsStr) -> Self {
        if argument == "-" { Self::Stdin } else { Self::Path(PathBuf::from(argument)) }
    }

    /// The name for messages.
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Stdin => "standard input".to_owned(),
        }
    }
}

/// How an input is to be read.
#[derive(Clone, Debug, Default)]
pub struct InputOptions {
    /// The format, where it is not to be told by content and extension.
    pub format: Option<Format>,
    /// Which columns or keys hold what.
    pub map: ColumnMap,
    /// What the input may hold.
    pub limits: Limits,
}

/// Opens an input and tells its format.
///
/// # Errors
/// When it cannot be opened, is in no format that is read, or lacks a column that is needed.
pub fn open(source: &Source, options: &InputOptions) -> Result<SignalReader, InputError> {
    let name = source.name();
    match source {
        Source::Stdin => Opening { name: &name, path: None, options }.open(Box::new(io::stdin()), None),
        Source::Path(path) => {
            let fault = |source| InputError::Open { name: name.clone(), source };
            let file = File::open(path).map_err(fault)?;
            let metadata = file.metadata().map_err(fault)?;
            let size = metadata.is_file().then_some(metadata.len());
            Opening { name: &name, path: Some(path), options }.open(Box::new(file), size)
        }
    }
}

/// Opens a stream of bytes as [`open`] does; the extension of `name` helps to tell the format.
///
/// # Errors
/// As [`open`].
pub fn open_reader(
    reader: Box<dyn Read + Send>,
    name: &str,
    options: &InputOptions,
) -> Result<SignalReader, InputError> {
    Opening { name, path: None, options }.open(reader, None)
}

/// What is known while an input is being opened.
struct Opening<'input> {
    name: &'input str,
    path: Option<&'input Path>,
    options: &'input InputOptions,
}

impl Opening<'_> {
    fn open(&self, stream: ByteStream, size: Option<u64>) -> Result<SignalReader, InputError> {
        let limits = self.options.limits;
        let (counted, bytes_read) = Counted::new(stream);
        // A stream whose format is given begins at once, without waiting for what tells it.
        let looked_at = match self.options.format {
            None | Some(Format::WhatsApp) => HEAD_BYTES,
            Some(_) => MAGIC_BYTES,
        };
        let packed = Head::of(Box::new(counted), looked_at);
        let unpacked = packed.unpack(Arc::clone(&bytes_read), limits, looked_at);
        let mut head = unpacked.map_err(|fault| InputError::from_read(self.name, fault))?;
        if let Some(fault) = head.take_fault_at_start() {
            return Err(InputError::from_read(self.name, fault));
        }
        if head.bytes.starts_with("\u{feff}".as_bytes()) {
            head.bytes.drain(..3);
        }
        self.refuse_other_formats(&head)?;
        let extension = extension_of(Path::new(self.name));
        let format =
            self.options.format.unwrap_or_else(|| Format::of(&head.bytes, extension.as_deref(), &self.options.map));
        let (records, notes) = self.records(format, head, &bytes_read)?;
        Ok(SignalReader { records, format, notes, bytes_read, bytes_total: size, state: ReaderState::default() })
    }

    fn records(
        &self,
        format: Format,
        head: Head,
        bytes_read: &Arc<AtomicU64>,
    ) -> Result<(Box<dyn Records>, Vec<String>), InputError> {
        let InputOptions { map, limits, .. } = self.options;
        Ok(match format {
            Format::JsonLines => (Box::new(JsonLines::new(self.name, head.into_stream(), map, *limits)), Vec::new()),
            Format::Csv | Format::Tsv => {
                let is_tabbed = format == Format::Tsv;
                let delimiter = is_tabbed.then_some(b'\t');
                let (table, notes) = CsvText::open(self.name, head.into_stream(), delimiter, map, *limits)?;
                (Box::new(table), notes)
            }
            Format::Telegram => (Box::new(Telegram::new(self.name, head.into_stream(), *limits)), Vec::new()),
            Format::WhatsApp => {
                let beginning = head.bytes.clone();
                let chat = WhatsApp::new(self.name, head.into_stream(), &beginning, *limits);
                let notes = vec![chat.note()];
                (Box::new(chat), notes)
            }
            Format::Parquet => {
                let file = self.seekable(head)?;
                let (table, notes) = ParquetTable::open(self.name, file, map, *limits, Arc::clone(bytes_read))?;
                (Box::new(table), notes)
            }
        })
    }

    /// A file that can be read in any order: the file itself, or a copy of the stream that is
    /// gone when it is closed.
    fn seekable(&self, head: Head) -> Result<File, InputError> {
        if head.is_packed {
            let mend = "Parquet packs its own columns: unpack the file first";
            return Err(InputError::NotReadable { name: self.name.to_owned(), what: "a packed Parquet file", mend });
        }
        if let Some(path) = self.path.filter(|path| path.is_file()) {
            return File::open(path).map_err(|source| InputError::Open { name: self.name.to_owned(), source });
        }
        spool(head).map_err(|fault| InputError::from_read(self.name, fault))
    }

    /// Says what a file is that is often given by mistake.
    fn refuse_other_formats(&self, head: &Head) -> Result<(), InputError> {
        let is_packed = head.is_packed;
        let head = head.bytes.as_slice();
        let text = head.trim_ascii_start();
        let in_list = text.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
        let (what, mend) = if head.starts_with(b"PK\x03\x04") {
            ("a zip archive or an office document", "unpack it, or save the table as CSV")
        } else if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
            ("text in UTF-16", "save it as UTF-8, for instance with iconv -f UTF-16 -t UTF-8")
        } else if head.starts_with(b"%PDF") {
            ("a PDF document", "save its text first")
        } else if is_packed && (head.starts_with(b"\x1f\x8b") || head.starts_with(b"\x28\xb5\x2f\xfd")) {
            ("packed twice", "unpack it once")
        } else if in_list.is_some_and(|rest| rest.starts_with(b"{")) {
            ("one JSON list", "write one object a line, for instance with jq -c '.[]'")
        } else {
            return Ok(());
        };
        Err(InputError::NotReadable { name: self.name.to_owned(), what, mend })
    }
}

/// A copy of a stream in a file without a name.
fn spool(head: Head) -> io::Result<File> {
    let mut copy = tempfile::tempfile()?;
    io::copy(&mut head.into_stream(), &mut copy)?;
    copy.flush()?;
    copy.rewind()?;
    Ok(copy)
}

/// The extension in small letters, without that of a compression.
fn extension_of(path: &Path) -> Option<String> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    if matches!(extension.as_str(), "gz" | "zst" | "zstd") {
        return extension_of(Path::new(path.file_stem()?));
    }
    Some(extension)
}
