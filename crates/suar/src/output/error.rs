use std::io;

use parquet::errors::ParquetError;

/// Why results cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The file could not be made.
    #[error("cannot create {name}: {source}{}", mend_of(source))]
    Create {
        /// The file.
        name: String,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Writing failed: a full disk, a closed pipe.
    #[error("cannot write to {name}: {source}")]
    Write {
        /// The file.
        name: String,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Two results would go into one file, and the later would replace the earlier.
    #[error(
        "{first} and {second} both name {name}: one result would replace the other; name another file for one of them"
    )]
    SharedFile {
        /// The option that names it first.
        first: &'static str,
        /// The option that names it again.
        second: &'static str,
        /// The file.
        name: String,
    },
    /// The rows could not be put into a Parquet file.
    #[error("cannot write {name} as Parquet: {source}")]
    Parquet {
        /// The file.
        name: String,
        /// What the encoder said.
        #[source]
        source: ParquetError,
    },
}

impl OutputError {
    /// Whether the reader at the other end went away, as `head` does: no fault, and no reason
    /// to say anything.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Whether the command was wrong rather than the disk: exit status 2 and not 1.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::SharedFile { .. })
    }

    pub(crate) fn from_parquet(name: &str, source: ParquetError) -> Self {
        let name = name.to_owned();
        match source {
            ParquetError::External(inner) => match inner.downcast::<io::Error>() {
                Ok(source) => Self::Write { name, source: *source },
                Err(inner) => Self::Parquet { name, source: ParquetError::External(inner) },
            },
            source => Self::Parquet { name, source },
        }
    }
}

/// What would mend it, where that can be told.
fn mend_of(fault: &io::Error) -> &'static str {
    if fault.kind() == io::ErrorKind::NotFound { "; make its folder first" } else { "" }
}
