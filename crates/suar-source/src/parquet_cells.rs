use jiff::Timestamp;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::Result;
use parquet::schema::types::ColumnDescriptor;
use serde_json::{Number, Value};

/// One value of a column, as cheap to hold as it was decoded.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    Null,
    Bool(bool),
    Integer(i64),
    Float(f64),
    Bytes(ByteArray),
}

/// How the values of a column are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Plain,
    /// 32 bits without a sign.
    Unsigned32,
    /// 64 bits without a sign.
    Unsigned64,
    /// So many parts of a second since 1970.
    Timestamp {
        parts_per_second: i64,
    },
    /// Days since 1970.
    Date,
}

/// What a column means; `None` for one that is not carried over: repeated or nested values,
/// decimals and intervals.
pub(crate) fn meaning_of(column: &ColumnDescriptor) -> Option<Meaning> {
    if column.max_rep_level() > 0 || column.path().parts().len() != 1 {
        return None;
    }
    match column.logical_type_ref() {
        Some(LogicalType::Timestamp(timestamp)) => {
            let parts_per_second = match timestamp.unit {
                TimeUnit::MILLIS => 1_000,
                TimeUnit::MICROS => 1_000_000,
                TimeUnit::NANOS => 1_000_000_000,
            };
            return Some(Meaning::Timestamp { parts_per_second });
        }
        Some(LogicalType::Decimal(_) | LogicalType::Float16 | LogicalType::Uuid) => return None,
        _ => {}
    }
    match column.converted_type() {
        ConvertedType::DECIMAL | ConvertedType::INTERVAL => None,
        ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 => Some(Meaning::Unsigned32),
        ConvertedType::UINT_64 => Some(Meaning::Unsigned64),
        ConvertedType::TIMESTAMP_MILLIS => Some(Meaning::Timestamp { parts_per_second: 1_000 }),
        ConvertedType::TIMESTAMP_MICROS => Some(Meaning::Timestamp { parts_per_second: 1_000_000 }),
        ConvertedType::DATE => Some(Meaning::Date),
        _ => Some(Meaning::Plain),
    }
}

/// Decodes up to `rows` cells of a column.
pub(crate) fn read_cells(reader: &mut ColumnReader, max_level: i16, rows: usize) -> Result<Vec<Cell>> {
    match reader {
        ColumnReader::BoolColumnReader(reader) => read_typed(reader, max_level, rows, |value| Cell::Bool(*value)),
        ColumnReader::Int32ColumnReader(reader) => {
            read_typed(reader, max_level, rows, |value| Cell::Integer(i64::from(*value)))
        }
        ColumnReader::Int64ColumnReader(reader) => read_typed(reader, max_level, rows, |value| Cell::Integer(*value)),
        ColumnReader::Int96ColumnReader(reader) => {
            read_typed(reader, max_level, rows, |value| Cell::Integer(value.to_micros()))
        }
        ColumnReader::FloatColumnReader(reader) => {
            read_typed(reader, max_level, rows, |value| Cell::Float(f64::from(*value)))
        }
        ColumnReader::DoubleColumnReader(reader) => read_typed(reader, max_level, rows, |value| Cell::Float(*value)),
        ColumnReader::ByteArrayColumnReader(reader) => {
            read_typed(reader, max_level, rows, |value| Cell::Bytes(value.clone()))
        }
        ColumnReader::FixedLenByteArrayColumnReader(reader) => {
            read_typed(reader, max_level, rows, |value| Cell::Bytes(ByteArray::clone(value)))
        }
    }
}

fn read_typed<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    max_level: i16,
    rows: usize,
    convert: impl Fn(&T::T) -> Cell,
) -> Result<Vec<Cell>> {
    let mut cells = Vec::with_capacity(rows);
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    while cells.len() < rows {
        levels.clear();
        values.clear();
        let (records, _, _) = reader.read_records(rows - cells.len(), Some(&mut levels), None, &mut values)?;
        if records == 0 {
            break;
        }
        if max_level == 0 {
            cells.extend(values.iter().map(&convert));
            continue;
        }
        let mut present = values.iter();
        for level in levels.iter().take(records) {
            let value = if *level == max_level { present.next() } else { None };
            cells.push(value.map_or(Cell::Null, &convert));
        }
    }
    Ok(cells)
}

/// A cell as a value, and whether broken UTF-8 was replaced in it.
pub(crate) fn value_of(cell: &Cell, meaning: Meaning) -> (Value, bool) {
    match cell {
        Cell::Null => (Value::Null, false),
        Cell::Bool(value) => (Value::Bool(*value), false),
        Cell::Integer(value) => (integer_of(*value, meaning), false),
        Cell::Float(value) => (Number::from_f64(*value).map_or(Value::Null, Value::Number), false),
        Cell::Bytes(bytes) => {
            let text = String::from_utf8_lossy(bytes.data());
            let is_repaired = matches!(text, std::borrow::Cow::Owned(_));
            (Value::String(text.into_owned()), is_repaired)
        }
    }
}

fn integer_of(value: i64, meaning: Meaning) -> Value {
    let plain = || Value::Number(value.into());
    match meaning {
        Meaning::Plain => plain(),
        Meaning::Unsigned32 => Value::Number((value as u32).into()),
        Meaning::Unsigned64 => Value::Number((value as u64).into()),
        Meaning::Date => {
            let time = value.checked_mul(86_400).and_then(|seconds| Timestamp::from_second(seconds).ok());
            time.map_or_else(plain, |time| Value::String(time.strftime("%Y-%m-%d").to_string()))
        }
        Meaning::Timestamp { parts_per_second } => {
            let nanoseconds = i128::from(value) * i128::from(1_000_000_000 / parts_per_second);
            Timestamp::from_nanosecond(nanoseconds).map_or_else(|_| plain(), |time| Value::String(time.to_string()))
        }
    }
}
