//! Parquet files, whole and broken.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::sync::Arc;

use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use suar_source::{Format, InputError, InputOptions};

use crate::reading::{ids, options, read_all, texts};

/// 100 rows in two row groups; every seventh text is missing, row 3 has broken UTF-8.
fn sample() -> Vec<u8> {
    sample_with(WriterProperties::builder().build())
}

fn sample_with(properties: WriterProperties) -> Vec<u8> {
    let schema = "message m { required int64 id; optional binary text (STRING); required int64 time (TIMESTAMP_MILLIS); repeated int64 tags; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).unwrap();
    for group in 0..2_i64 {
        let rows: Vec<i64> = (group * 50..group * 50 + 50).collect();
        let mut row_group = writer.next_row_group().unwrap();
        let mut column = row_group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&rows, None, None).unwrap();
        column.close().unwrap();
        let levels: Vec<i16> = rows.iter().map(|row| i16::from(row % 7 != 0)).collect();
        let texts: Vec<ByteArray> = rows
            .iter()
            .filter(|row| *row % 7 != 0)
            .map(|row| {
                if *row == 3 {
                    ByteArray::from(b"t\xff".to_vec())
                } else {
                    ByteArray::from(format!("teks {row}").into_bytes())
                }
            })
            .collect();
        let mut column = row_group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None).unwrap();
        column.close().unwrap();
        let times = vec![1_704_423_600_000_i64; 50];
        let mut column = row_group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&times, None, None).unwrap();
        column.close().unwrap();
        let mut column = row_group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&[], Some(&[0; 50]), Some(&[0; 50])).unwrap();
        column.close().unwrap();
        row_group.close().unwrap();
    }
    writer.close().unwrap();
    bytes
}

/// Both page versions with and without dictionary, and every compression.
fn samples() -> Vec<Vec<u8>> {
    let compressions = [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::LZ4_RAW,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
    ];
    let mut samples = Vec::new();
    for (compression, has_dictionary) in compressions.into_iter().flat_map(|each| [(each, true), (each, false)]) {
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            let properties = WriterProperties::builder()
                .set_compression(compression)
                .set_dictionary_enabled(has_dictionary)
                .set_writer_version(version);
            samples.push(sample_with(properties.build()));
        }
    }
    samples
}

#[test]
fn rows_are_read_from_every_kind_of_page() {
    for bytes in samples() {
        let outcome = read_all(&bytes, "x.parquet", &InputOptions::default());
        assert!(outcome.fault.is_none(), "{:?}", outcome.fault);
        assert_eq!((outcome.signals.len(), outcome.rejects.len()), (85, 15));
        assert_eq!(texts(&outcome).last(), Some(&"teks 99"));
    }
}

#[test]
fn rows_are_read_over_row_groups() {
    let outcome = read_all(&sample(), "x.bin", &InputOptions::default());
    assert!(outcome.fault.is_none(), "{:?}", outcome.fault);
    assert_eq!((outcome.signals.len(), outcome.rejects.len()), (85, 15));
    assert_eq!(ids(&outcome).get(..3).unwrap(), ["1", "2", "3"]);
    assert_eq!(texts(&outcome).get(..3).unwrap(), ["teks 1", "teks 2", "t\u{fffd}"]);
    assert_eq!(outcome.counters.repaired, 1);
    assert_eq!(outcome.signals.first().unwrap().time.unwrap().to_string(), "2024-01-05T03:00:00Z");
    let reject = outcome.rejects.first().unwrap();
    assert_eq!((reject.unit, reject.line, reject.reason.as_str()), ("row", 1, "`text` is null, not a string"));
}

#[test]
fn a_wrong_column_is_named() {
    let fault = read_all(&sample(), "x.parquet", &options(None, "text=pesan")).fault.unwrap();
    assert!(fault.is_usage());
    assert!(fault.to_string().contains("its columns are `id`, `text`, `time`"), "{fault}");
}

#[test]
fn broken_files_end_in_an_error() {
    let whole = sample();
    for bytes in [b"PAR1".as_slice(), b"PAR1PAR1", b"not parquet", whole.get(..whole.len() / 2).unwrap(), b""] {
        let outcome = read_all(bytes, "x.parquet", &options(Some(Format::Parquet), ""));
        assert!(matches!(outcome.fault, Some(InputError::Parquet { .. })), "{:?}", outcome.fault);
    }
}

#[test]
fn a_flipped_byte_anywhere_never_panics() {
    let properties = WriterProperties::builder().set_writer_version(WriterVersion::PARQUET_2_0);
    let whole = sample_with(properties.set_dictionary_enabled(false).build());
    for place in 0..whole.len() {
        let mut bytes = whole.clone();
        *bytes.get_mut(place).unwrap() ^= 0x5a;
        read_all(&bytes, "x.parquet", &options(Some(Format::Parquet), ""));
    }
}
