//! Parquet files, a few rows at a time. The decoder is guarded: it panics on some broken
//! files, and that ends the reading with an error.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parquet::column::reader::{ColumnReader, get_column_reader};
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader, Length, SerializedFileReader};

use super::draft::{Draft, Layout, Slot, repeated_names};
use super::limits::{PARQUET_BATCH_ROWS, PARQUET_ROWS_AT_LEAST};
use super::panics::catch;
use super::parquet_bytes::ParquetBytes;
use super::parquet_cells::{Cell, Meaning, meaning_of, read_cells, value_of};
use super::parquet_pages::CheckedPages;
use super::reader::Records;
use super::{ColumnMap, Counters, InputError, Item, Limits, Reject};

/// Reads the rows of a file.
pub(crate) struct ParquetTable {
    name: String,
    file: SerializedFileReader<ParquetBytes>,
    columns: Vec<Column>,
    layout: Layout,
    limits: Limits,
    group: usize,
    rows_left_in_group: usize,
    batch: usize,
    place: usize,
    row: u64,
    progress: Progress,
}

/// How far the reading has come, told as a share of the file's bytes.
struct Progress {
    bytes_read: Arc<AtomicU64>,
    bytes: u64,
    rows: u64,
}

impl Progress {
    fn tell(&self, row: u64) {
        let bytes = u128::from(self.bytes) * u128::from(row) / u128::from(self.rows.max(1));
        self.bytes_read.store(u64::try_from(bytes).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

/// One column that is carried over.
struct Column {
    index: usize,
    name: String,
    meaning: Meaning,
    max_level: i16,
    slots: Vec<Slot>,
    reader: Option<ColumnReader>,
    cells: Vec<Cell>,
}

impl ParquetTable {
    /// Opens a file; gives the notes on columns that are not carried over.
    pub(crate) fn open(
        name: &str,
        file: File,
        map: &ColumnMap,
        limits: Limits,
        bytes_read: Arc<AtomicU64>,
    ) -> Result<(Self, Vec<String>), InputError> {
        let file = ParquetBytes::new(file).map_err(|fault| InputError::from_read(name, fault))?;
        let bytes = file.len();
        let broken = |reason: String| InputError::Parquet { name: name.to_owned(), row: 0, reason };
        let file = catch(|| SerializedFileReader::new(file))
            .and_then(|file| file.map_err(|fault| fault.to_string()))
            .map_err(broken)?;
        guard_expansion(name, &file, bytes, limits)?;
        let (mut columns, left_out) = catch(|| columns_of(&file)).map_err(broken)?;
        let mut layout = Layout::of(map);
        let header: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        let slots = layout.resolve(&header, map, name)?;
        for (column, slots) in columns.iter_mut().zip(slots) {
            column.slots = slots;
        }
        let rows = u64::try_from(file.metadata().file_metadata().num_rows()).unwrap_or_default();
        let progress = Progress { bytes_read, bytes, rows };
        let name = name.to_owned();
        let table = Self {
            name,
            file,
            columns,
            layout,
            limits,
            group: 0,
            rows_left_in_group: 0,
            batch: 0,
            place: 0,
            row: 0,
            progress,
        };
        Ok((table, notes_on(&left_out, &header)))
    }

    /// Decodes the next rows; `false` at the end.
    fn decode(&mut self) -> Result<bool, String> {
        self.place = 0;
        self.batch = 0;
        while self.rows_left_in_group == 0 {
            if self.group >= self.file.num_row_groups() {
                return Ok(false);
            }
            self.open_group().map_err(|fault| fault.to_string())?;
        }
        let rows = self.rows_left_in_group.min(PARQUET_BATCH_ROWS);
        for column in &mut self.columns {
            let Some(reader) = &mut column.reader else {
                return Err(format!("column `{}` cannot be opened", column.name));
            };
            column.cells = read_cells(reader, column.max_level, rows).map_err(|fault| fault.to_string())?;
            if column.cells.len() < rows {
                return Err(format!("column `{}` has fewer values than the file has rows", column.name));
            }
        }
        self.progress.tell(self.row);
        self.rows_left_in_group -= rows;
        self.batch = rows;
        Ok(true)
    }

    fn open_group(&mut self) -> parquet::errors::Result<()> {
        let group = self.file.get_row_group(self.group)?;
        self.group += 1;
        self.rows_left_in_group = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
        for column in &mut self.columns {
            let pages = group.get_column_page_reader(column.index)?;
            let pages = CheckedPages::new(pages, self.rows_left_in_group, column.max_level);
            let descriptor = group.metadata().column(column.index).column_descr_ptr();
            column.reader = Some(get_column_reader(descriptor, Box::new(pages)));
        }
        Ok(())
    }

    fn item(&mut self, counters: &mut Counters) -> Item {
        let mut draft = Draft::new(&self.layout);
        let mut is_repaired = false;
        let mut warned = Counters::default();
        for column in &self.columns {
            let Some(cell) = column.cells.get(self.place) else {
                continue;
            };
            if matches!(cell, Cell::Null) && column.slots.is_empty() {
                continue;
            }
            let (value, was_broken) = value_of(cell, column.meaning);
            is_repaired |= was_broken;
            draft.put(column.slots.iter().copied(), &column.name, value, &mut warned);
        }
        self.place += 1;
        self.row += 1;
        match draft.finish(self.row, self.limits.text_bytes) {
            Ok(signal) => {
                counters.repaired += u64::from(is_repaired);
                counters.warnings += warned.warnings;
                Item::Signal(Box::new(signal))
            }
            Err(reason) => Item::Reject(Reject { unit: "row", line: self.row, reason, excerpt: String::new() }),
        }
    }
}

impl Records for ParquetTable {
    fn next_item(&mut self, counters: &mut Counters) -> Result<Option<Item>, InputError> {
        if self.place >= self.batch {
            let decoded = catch(|| self.decode()).and_then(|decoded| decoded);
            match decoded {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(reason) => return Err(InputError::Parquet { name: self.name.clone(), row: self.row, reason }),
            }
        }
        Ok(Some(self.item(counters)))
    }
}

/// The columns that are carried over, and the names of those that are not.
fn columns_of(file: &SerializedFileReader<ParquetBytes>) -> (Vec<Column>, Vec<String>) {
    let schema = file.metadata().file_metadata().schema_descr();
    let (mut columns, mut left_out) = (Vec::new(), Vec::new());
    for (index, descriptor) in schema.columns().iter().enumerate() {
        let name = descriptor.path().parts().join(".").trim().to_owned();
        match meaning_of(descriptor) {
            Some(meaning) => columns.push(Column {
                index,
                name,
                meaning,
                max_level: descriptor.max_def_level(),
                slots: Vec::new(),
                reader: None,
                cells: Vec::new(),
            }),
            None => left_out.push(format!("`{name}`")),
        }
    }
    (columns, left_out)
}

fn notes_on(left_out: &[String], header: &[String]) -> Vec<String> {
    let mut notes = repeated_names(header);
    if !left_out.is_empty() {
        let names = left_out.join(", ");
        notes.push(format!("columns with lists, nested values or decimals are not carried over: {names}"));
    }
    notes
}

/// Refuses a file whose own figures promise an expansion out of proportion, in bytes or in rows.
fn guard_expansion(
    name: &str,
    file: &SerializedFileReader<ParquetBytes>,
    size: u64,
    limits: Limits,
) -> Result<(), InputError> {
    let groups = file.metadata().row_groups();
    let sum = |figures: &mut dyn Iterator<Item = i64>| {
        figures.fold(0_u64, |sum, figure| sum.saturating_add(u64::try_from(figure).unwrap_or_default()))
    };
    let bytes = sum(&mut groups.iter().map(RowGroupMetaData::total_byte_size));
    let rows = sum(&mut groups.iter().map(RowGroupMetaData::num_rows));
    let allowed = size.saturating_mul(limits.expansion_ratio);
    if bytes > allowed.max(limits.expansion_floor_bytes) || rows > allowed.max(PARQUET_ROWS_AT_LEAST) {
        return Err(InputError::Expands { name: name.to_owned(), compressed: size, expanded: bytes.max(rows) });
    }
    Ok(())
}
