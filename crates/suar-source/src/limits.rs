/// What one input may hold. Whoever raises these raises what one post can cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest line, CSV record or Telegram message, in bytes. A longer one is
    /// skipped without being held, counted as a reject, and the rest goes on.
    pub record_bytes: usize,
    /// The longest text of one post, in bytes; a longer one is a reject.
    pub text_bytes: usize,
    /// A compressed input may grow this many times over what was read of it …
    pub expansion_ratio: u64,
    /// … once it has grown past this many bytes. Only both together stop the reading.
    pub expansion_floor_bytes: u64,
}

impl Limits {
    /// 16 MiB a record, 4 MiB a text, a thousandfold expansion past 1 GiB.
    pub const STANDARD: Limits =
        Limits { record_bytes: 16 << 20, text_bytes: 4 << 20, expansion_ratio: 1000, expansion_floor_bytes: 1 << 30 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::STANDARD
    }
}

/// How much of an input is looked at to tell its format.
pub(crate) const HEAD_BYTES: usize = 64 << 10;

/// How much is looked at where the format is given: enough to see that it is packed.
pub(crate) const MAGIC_BYTES: usize = 8;

/// How many characters of a rejected record are shown.
pub(crate) const EXCERPT_CHARACTERS: usize = 80;

/// How often a CSV quote that never closes is undone by reading on from the next
/// line. Each undoing reads at most one record again, so the whole stays linear;
/// after the last one a quote may no longer span lines.
pub(crate) const CSV_QUOTE_RETRIES: u32 = 16;

/// So many objects of JSON Lines are read before a key that the map names and none has is
/// taken for a wrong name; until one has it, nothing is given on.
pub(crate) const WATCHED_OBJECTS: u64 = 1024;

/// How many keys a message about a wrong name shows.
pub(crate) const SHOWN_KEYS: usize = 20;

/// How many rows of a Parquet file are decoded together.
pub(crate) const PARQUET_BATCH_ROWS: usize = 64;

/// A Parquet file may have so many rows whatever its size, and past that so many for each
/// byte; more is a decompression bomb that counts in rows.
pub(crate) const PARQUET_ROWS_AT_LEAST: u64 = 1_000_000;

/// How many values a delta-packed page of a Parquet file may have.
pub(crate) const PARQUET_DELTA_VALUES: usize = 16 << 20;

/// The longest key of a JSON object that is looked at; a longer one is a fault.
pub(crate) const JSON_KEY_BYTES: usize = 64 << 10;
