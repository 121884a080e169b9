use std::io;

use super::bytes::Expansion;
use super::columns::ColumnMapError;

/// Why an input cannot be read, or not any further.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// The file could not be opened.
    #[error("cannot open {name}: {source}")]
    Open {
        /// The input.
        name: String,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The results would replace a file that is to be read.
    #[error("{name} is an input: results would replace it; name another file")]
    WouldOverwrite {
        /// The file.
        name: String,
    },
    /// Reading failed.
    #[error("cannot read {name}: {source}")]
    Read {
        /// The input.
        name: String,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The input ends in the middle of something.
    #[error("{name} ends too early: {what}; what came before was read, fetch or copy the file again for the rest")]
    Truncated {
        /// The input.
        name: String,
        /// What was cut off.
        what: String,
    },
    /// A compressed input that grows out of all proportion.
    #[error(
        "{name} grows from {compressed} bytes to more than {expanded} when unpacked, as only a decompression bomb does; reading stopped"
    )]
    Expands {
        /// The input.
        name: String,
        /// Bytes read so far.
        compressed: u64,
        /// Bytes unpacked so far.
        expanded: u64,
    },
    /// The content is none of the formats that are read.
    #[error("{name} is {what}; {mend}")]
    NotReadable {
        /// The input.
        name: String,
        /// What it looks like.
        what: &'static str,
        /// What helps.
        mend: &'static str,
    },
    /// A name that is no input format.
    #[error("`{name}` is no input format; there are {}", super::format::NAMES.join(", "))]
    UnknownFormat {
        /// The name as given.
        name: String,
    },
    /// A table lacks a column that is needed.
    #[error(
        "{name} has no column `{column}` to take `{role}` from; its columns are {found}; name the right one with --map {role}=COLUMN"
    )]
    MissingColumn {
        /// The input.
        name: String,
        /// The part of a post that needs the column.
        role: &'static str,
        /// The column that was looked for.
        column: String,
        /// The columns there are.
        found: String,
    },
    /// A column that is used stands in the header more than once.
    #[error(
        "{name} has more than one column `{column}` to take `{role}` from; rename the others, or name another column with --map {role}=COLUMN"
    )]
    TwiceInHeader {
        /// The input.
        name: String,
        /// The part of a post that the column is for.
        role: &'static str,
        /// The column.
        column: String,
    },
    /// The lines lack a key that the map names.
    #[error(
        "{name} has no key `{key}` to take `{role}` from, in none of its first lines; their keys are {found}; name the right one with --map {role}=KEY"
    )]
    MissingKey {
        /// The input.
        name: String,
        /// The part of a post that needs the key.
        role: &'static str,
        /// The key that was looked for.
        key: String,
        /// The keys there are.
        found: String,
    },
    /// The column map cannot be understood.
    #[error(transparent)]
    ColumnMap(#[from] ColumnMapError),
    /// JSON that is not laid out as a Telegram Desktop export.
    #[error(
        "{name} is no Telegram Desktop export that can be read: {what}; export the chat again as JSON with Telegram Desktop, or name another format with --input-format"
    )]
    TelegramShape {
        /// The input.
        name: String,
        /// What was found instead.
        what: String,
    },
    /// A Parquet file that is broken.
    #[error("{name} cannot be read as Parquet past row {row}: {reason}")]
    Parquet {
        /// The input.
        name: String,
        /// Rows read before.
        row: u64,
        /// What the decoder said.
        reason: String,
    },
}

impl InputError {
    /// Whether the command was wrong rather than the input: exit status 2 and not 1.
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            Self::UnknownFormat { .. }
                | Self::WouldOverwrite { .. }
                | Self::MissingColumn { .. }
                | Self::MissingKey { .. }
                | Self::TwiceInHeader { .. }
                | Self::ColumnMap(_)
        )
    }

    /// What a failed read of `name` means.
    pub(crate) fn from_read(name: &str, source: io::Error) -> Self {
        let name = name.to_owned();
        if let Some(expansion) = source.get_ref().and_then(|inner| inner.downcast_ref::<Expansion>()) {
            return Self::Expands { name, compressed: expansion.compressed, expanded: expansion.expanded };
        }
        if source.kind() == io::ErrorKind::UnexpectedEof {
            return Self::Truncated { name, what: "its compressed data is cut off".to_owned() };
        }
        Self::Read { name, source }
    }
}
