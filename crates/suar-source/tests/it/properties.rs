//! What holds for every input.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use proptest::prelude::*;
use suar_source::{Format, InputOptions, Limits};

use crate::reading::{options, read_all};

const TEXT_FORMATS: [Option<Format>; 6] = [
    None,
    Some(Format::JsonLines),
    Some(Format::Csv),
    Some(Format::Tsv),
    Some(Format::Telegram),
    Some(Format::WhatsApp),
];

fn tiny(format: Option<Format>) -> InputOptions {
    let limits = Limits { record_bytes: 64, text_bytes: 32, ..Limits::STANDARD };
    InputOptions { limits, format, ..InputOptions::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in TEXT_FORMATS {
            read_all(&bytes, "x", &options(format, ""));
            read_all(&bytes, "x", &tiny(format));
        }
    }

    #[test]
    fn bytes_that_look_right_are_read_without_a_panic(
        text in r#"(\{|\}|\[|\]|"|:|,|;|\n|\r|\\|"id"|"text"|"messages":|"chats":|"list":|"type"|id,text|31/12/24 21\.41 - |\[1/2/24, 9:41 PM\] |a: |1|é|\\ud800|\PC){0,60}"#
    ) {
        for format in TEXT_FORMATS {
            read_all(text.as_bytes(), "x", &options(format, ""));
            read_all(text.as_bytes(), "x", &tiny(format));
        }
    }

    #[test]
    fn any_bytes_as_parquet_are_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let bytes = [b"PAR1".as_slice(), &bytes, b"PAR1"].concat();
        prop_assert!(read_all(&bytes, "x", &options(None, "")).fault.is_some());
    }

    #[test]
    fn json_lines_come_back_as_written(posts in prop::collection::vec((any::<String>(), any::<String>()), 0..20)) {
        let lines: Vec<String> = posts.iter().map(|(id, text)| format!("{}\n", serde_json::json!({"id": id, "text": text}))).collect();
        let outcome = read_all(lines.concat().as_bytes(), "x.jsonl", &options(None, ""));
        let found: Vec<(String, String)> = outcome.signals.into_iter().map(|signal| (signal.id.0, signal.text)).collect();
        prop_assert_eq!(found, posts);
    }

    #[test]
    fn csv_comes_back_as_written(rows in prop::collection::vec((any::<String>(), "\\PC*|(.|\n|\"|,){0,20}"), 0..20)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["id", "text"]).unwrap();
        for (id, text) in &rows {
            writer.write_record([id, text]).unwrap();
        }
        let outcome = read_all(&writer.into_inner().unwrap(), "x.csv", &options(None, ""));
        let found: Vec<(String, String)> = outcome.signals.into_iter().map(|signal| (signal.id.0, signal.text)).collect();
        prop_assert_eq!(found, rows);
    }
}
