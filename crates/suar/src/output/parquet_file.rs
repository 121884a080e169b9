use std::fmt::Write as _;
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::TypePtr;

use super::row::{COLUMNS, FlatValue, rounded};
use super::{OutputError, OutputFile, OutputRow, Sink};

/// A row group is closed at so many rows …
const GROUP_ROWS: usize = 50_000;
/// … or so many bytes of JSON, whichever comes first.
const GROUP_BYTES: usize = 32 << 20;

/// Writes the flat columns and the whole object as Parquet.
pub(crate) struct ParquetFile {
    name: String,
    writer: SerializedFileWriter<OutputFile>,
    columns: [Vec<FlatValue>; COLUMNS.len()],
    objects: Vec<String>,
    bytes: usize,
}

impl ParquetFile {
    pub(crate) fn new(file: OutputFile) -> std::result::Result<Self, OutputError> {
        let name = file.name().to_owned();
        let writer = open(file).map_err(|fault| OutputError::from_parquet(&name, fault))?;
        Ok(Self { name, writer, columns: std::array::from_fn(|_| Vec::new()), objects: Vec::new(), bytes: 0 })
    }

    fn close_group(&mut self) -> Result<()> {
        if self.objects.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            write_column(&mut group, column)?;
            column.clear();
        }
        let objects: Vec<ByteArray> =
            self.objects.drain(..).map(|object| ByteArray::from(object.into_bytes())).collect();
        let mut column = group.next_column()?.ok_or_else(missing_column)?;
        column.typed::<ByteArrayType>().write_batch(&objects, None, None)?;
        column.close()?;
        group.close()?;
        self.bytes = 0;
        Ok(())
    }
}

impl Sink for ParquetFile {
    fn write(&mut self, row: &OutputRow) -> std::result::Result<(), OutputError> {
        for (column, value) in self.columns.iter_mut().zip(row.flat()) {
            column.push(value);
        }
        self.objects.push(row.json.clone());
        self.bytes += row.json.len();
        if self.objects.len() < GROUP_ROWS && self.bytes < GROUP_BYTES {
            return Ok(());
        }
        self.close_group().map_err(|fault| OutputError::from_parquet(&self.name, fault))
    }

    /// Rows wait for their group; there is nothing to hand over before.
    fn flush(&mut self) -> std::result::Result<(), OutputError> {
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> std::result::Result<(), OutputError> {
        let name = std::mem::take(&mut self.name);
        let closed = self.close_group().and_then(|()| self.writer.into_inner());
        closed.map_err(|fault| OutputError::from_parquet(&name, fault))?.commit()
    }
}

fn open(file: OutputFile) -> Result<SerializedFileWriter<OutputFile>> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by(concat!("suar ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    SerializedFileWriter::new(file, schema()?, Arc::new(properties))
}

fn schema() -> Result<TypePtr> {
    let mut message = String::from("message scan {\n");
    for name in COLUMNS {
        let kind = if is_number(name) { "optional double" } else { "optional binary" };
        let meaning = if is_number(name) { "" } else { " (STRING)" };
        writeln!(message, "  {kind} {name}{meaning};").map_err(|fault| ParquetError::General(fault.to_string()))?;
    }
    message.push_str("  required binary json (STRING);\n}");
    parse_message_type(&message).map(Arc::new)
}

fn is_number(column: &str) -> bool {
    column.starts_with("probability_")
        || matches!(column, "risk" | "unsafe_recruitment" | "trafficking_elements" | "pay_min" | "pay_max")
}

fn write_column(group: &mut SerializedRowGroupWriter<'_, OutputFile>, values: &[FlatValue]) -> Result<()> {
    let mut column = group.next_column()?.ok_or_else(missing_column)?;
    let mut levels = Vec::with_capacity(values.len());
    let mut numbers = Vec::new();
    let mut texts = Vec::new();
    for value in values {
        match value {
            FlatValue::Number(Some(number)) => numbers.push(rounded(*number)),
            FlatValue::Text(Some(text)) => texts.push(ByteArray::from(text.as_str())),
            FlatValue::Number(None) | FlatValue::Text(None) => {}
        }
        levels.push(i16::from(matches!(value, FlatValue::Number(Some(_)) | FlatValue::Text(Some(_)))));
    }
    if matches!(values.first(), Some(FlatValue::Number(_))) {
        column.typed::<DoubleType>().write_batch(&numbers, Some(&levels), None)?;
    } else {
        column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None)?;
    }
    column.close()
}

fn missing_column() -> ParquetError {
    ParquetError::General("the schema has fewer columns than the rows".to_owned())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn the_schema_has_every_column() {
        assert_eq!(schema().unwrap().get_fields().len(), COLUMNS.len() + 1);
    }
}
