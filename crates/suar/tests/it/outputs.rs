//! Rows written in every form.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use suar::output::{
    Destination, OutputError, OutputFile, OutputFormat, OutputRow, TableOptions, create_sink, row_columns, sink_into,
};
use suar_signal::{Band, Kind};
use suar_source::{InputOptions, Item, Source, open};

const FORMATS: [OutputFormat; 4] =
    [OutputFormat::JsonLines, OutputFormat::Csv, OutputFormat::Parquet, OutputFormat::Table];

/// Invented.
pub(crate) fn row(id: &str) -> OutputRow {
    OutputRow {
        id: id.to_owned(),
        kind: Kind::Offer,
        kind_probability: [0.94, 0.02, 0.01, 0.02, 0.01],
        risk: 0.97,
        band: Band::High,
        unsafe_recruitment: 0.97,
        trafficking_elements: 0.41,
        language: "id".to_owned(),
        indicators: vec!["hotspot_destination".to_owned(), "urgency".to_owned()],
        phones: vec!["+6281200001234".to_owned(), "+6281200001235".to_owned()],
        handles: vec!["@contoh".to_owned()],
        urls: vec!["https://x.example/a;b".to_owned()],
        emails: Vec::new(),
        wallets: Vec::new(),
        pay_min: Some(12_000_000.0),
        pay_max: None,
        pay_currency: Some("IDR".to_owned()),
        pay_period: Some("month".to_owned()),
        places: vec!["Poipet".to_owned(), "Cambodia".to_owned()],
        template: None,
        network: Some("n-000004".to_owned()),
        json: format!("{{\"id\":{}}}", serde_json::to_string(id).unwrap()),
    }
}

/// A writer that can be looked into afterwards.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn written(format: OutputFormat, rows: &[OutputRow]) -> Vec<u8> {
    let shared = Shared::default();
    let file = OutputFile::over("memory".to_owned(), Box::new(shared.clone()));
    let mut sink = sink_into(file, format, TableOptions::default()).unwrap();
    for row in rows {
        sink.write(row).unwrap();
    }
    sink.finish().unwrap();
    shared.0.lock().unwrap().clone()
}

#[test]
fn json_lines_are_written_as_given() {
    assert_eq!(written(OutputFormat::JsonLines, &[row("a"), row("b")]), b"{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
}

#[test]
fn csv_is_flat_and_runs_no_formula() {
    let text = String::from_utf8(written(OutputFormat::Csv, &[row("=1+1")])).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next().unwrap(), row_columns().join(","));
    assert_eq!(
        lines.next().unwrap(),
        "'=1+1,offer,0.94,0.02,0.01,0.02,0.01,0.97,high,0.97,0.41,id,hotspot_destination;urgency,+6281200001234;+6281200001235,'@contoh,https://x.example/a%3Bb,,,12000000,,IDR,month,Poipet;Cambodia,,n-000004"
    );
}

#[test]
fn parquet_can_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.parquet");
    let mut sink =
        create_sink(&Destination::Path(path.clone()), OutputFormat::Parquet, TableOptions::default()).unwrap();
    for number in 0..120_000 {
        sink.write(&row(&number.to_string())).unwrap();
    }
    sink.finish().unwrap();
    let map = suar_source::ColumnMap::parse("text=json").unwrap();
    let mut reader = open(&Source::Path(path), &InputOptions { map, ..InputOptions::default() }).unwrap();
    let mut count = 0;
    loop {
        let batch = reader.next_batch(5000, usize::MAX).unwrap();
        if batch.is_empty() {
            break;
        }
        for item in batch {
            let Item::Signal(signal) = item else { panic!("a reject") };
            assert_eq!(signal.id.as_str(), count.to_string());
            assert_eq!(signal.extra.get("pay_min").unwrap(), 12_000_000.0);
            assert!(signal.extra.get("pay_max").is_none());
            count += 1;
        }
    }
    assert_eq!(count, 120_000);
}

#[test]
fn tables_are_aligned_and_harmless() {
    let text =
        String::from_utf8(written(OutputFormat::Table, &[row("p\u{1b}[2J1"), row("招聘客服人员高薪招聘")])).unwrap();
    assert_eq!(
        text,
        "ID              BAND      KIND        RISK  SIGNS                             CONTACT\n\
         p␛[2J1          ▲ high    offer       0.97  hotspot_destination, urgency      +6281200001234 +3\n\
         招聘客服人员…   ▲ high    offer       0.97  hotspot_destination, urgency      +6281200001234 +3\n"
    );
}

#[test]
fn a_file_appears_when_it_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.jsonl");
    fs::write(&path, "lama").unwrap();
    for format in FORMATS {
        let mut sink = create_sink(&Destination::Path(path.clone()), format, TableOptions::default()).unwrap();
        sink.write(&row("a")).unwrap();
        drop(sink);
        assert_eq!(fs::read(&path).unwrap(), b"lama", "an unfinished file changes nothing");
    }
    let mut sink =
        create_sink(&Destination::Path(path.clone()), OutputFormat::JsonLines, TableOptions::default()).unwrap();
    sink.write(&row("a")).unwrap();
    sink.finish().unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"{\"id\":\"a\"}\n");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let fault = create_sink(&Destination::Path("/nowhere/out.csv".into()), OutputFormat::Csv, TableOptions::default());
    assert_eq!(
        fault.err().unwrap().to_string(),
        "cannot create /nowhere/out.csv: No such file or directory (os error 2); make its folder first"
    );
}

#[test]
fn a_full_disk_is_a_clear_error() {
    if !Path::new("/dev/full").metadata().is_ok_and(|metadata| !metadata.is_file()) {
        return;
    }
    for format in FORMATS {
        let result = create_sink(&Destination::Path("/dev/full".into()), format, TableOptions::default()).and_then(
            |mut sink| {
                for number in 0..5_000 {
                    sink.write(&row(&number.to_string()))?;
                }
                sink.finish()
            },
        );
        let fault = result.unwrap_err();
        assert!(matches!(fault, OutputError::Write { .. }), "{fault:?}");
        assert!(fault.to_string().starts_with("cannot write to /dev/full: No space left on device"), "{fault}");
        assert!(!fault.is_closed_pipe());
    }
}

#[test]
fn a_closed_pipe_is_told_apart() {
    for format in FORMATS {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let file = OutputFile::over("pipe".to_owned(), Box::new(writer));
        let result = sink_into(file, format, TableOptions::default()).and_then(|mut sink| {
            sink.write(&row("a"))?;
            sink.finish()
        });
        assert!(result.unwrap_err().is_closed_pipe(), "{format:?}");
    }
}
