//! Each bad input ends in a clear message, a counted reject or a clean stop.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use suar_source::{Format, InputError, InputOptions, Limits, Source, open, open_reader};

use crate::reading::{drain, ids, options, read, read_all, texts};

/// The same bytes over and over, without holding them.
struct Repeated {
    pattern: &'static [u8],
    left: u64,
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        for (target, byte) in buffer.iter_mut().zip(self.pattern.iter().cycle()) {
            if self.left == 0 {
                break;
            }
            *target = *byte;
            self.left -= 1;
            filled += 1;
        }
        Ok(filled)
    }
}

/// Short limits, so that the tests are quick.
fn tight() -> InputOptions {
    let limits = Limits { record_bytes: 4096, text_bytes: 1024, expansion_ratio: 100, expansion_floor_bytes: 1 << 20 };
    InputOptions { limits, ..InputOptions::default() }
}

#[test]
fn an_empty_file_has_no_posts() {
    for name in ["x.jsonl", "x.csv", "x.json", "x.txt", "-"] {
        for text in ["", "\u{feff}", "\n \n"] {
            let outcome = read(text, name);
            assert!(outcome.fault.is_none() || text == "\n \n", "{name} {text:?} {:?}", outcome.fault);
            assert!(outcome.signals.is_empty() && outcome.rejects.is_empty());
        }
    }
}

#[test]
fn a_missing_file_is_named() {
    let fault = open(&Source::Path(PathBuf::from("/nowhere/posts.jsonl")), &InputOptions::default()).err().unwrap();
    assert!(fault.to_string().starts_with("cannot open /nowhere/posts.jsonl: No such file"), "{fault}");
    assert!(!fault.is_usage());
    assert!(open(&Source::Path(PathBuf::from("/tmp")), &InputOptions::default()).is_err(), "a folder");
}

#[test]
fn broken_utf8_is_replaced_and_counted() {
    let outcome =
        read_all(b"{\"id\":1,\"text\":\"a\xff\xfeb\"}\n{\"id\":2,\"text\":\"ok\"}\n", "x.jsonl", &options(None, ""));
    assert_eq!(texts(&outcome), ["a\u{fffd}\u{fffd}b", "ok"]);
    assert_eq!(outcome.counters.repaired, 1);
    let table = read_all(b"id,text\n1,a\xe2\x82\n", "x.csv", &options(None, ""));
    assert_eq!(texts(&table), ["a\u{fffd}"]);
    assert_eq!(table.counters.repaired, 1);
    let half = read(r#"{"id":1,"text":"a\ud83db"}"#, "-");
    assert_eq!(texts(&half), ["a\u{fffd}b"]);
    assert_eq!(half.counters.repaired, 1);
}

#[test]
fn a_line_of_100_mb_is_one_reject_and_the_rest_goes_on() {
    let start = io::Cursor::new(b"{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"".to_vec());
    let end = io::Cursor::new(b"\"}\n{\"id\":3,\"text\":\"c\"}\n".to_vec());
    let input = start.chain(Repeated { pattern: b"abcdefgh", left: 100_000_000 }).chain(end);
    let outcome = drain(open_reader(Box::new(input), "x.jsonl", &options(None, "")).unwrap());
    assert_eq!(ids(&outcome), ["1", "3"]);
    let reject = outcome.rejects.first().unwrap();
    assert_eq!(reject.line, 2);
    assert_eq!(reject.reason, "the line is longer than the 16777216 bytes that one may have");
    assert!(reject.excerpt.chars().count() <= 81);
}

#[test]
fn a_post_of_1_mb_is_read_and_one_of_5_mb_is_a_reject() {
    for (length, posts) in [(1 << 20, 1), (5 << 20, 0)] {
        let line = format!("{{\"id\":1,\"text\":\"{}\"}}", "kerja ".repeat(length / 6));
        let outcome = read(&line, "x.jsonl");
        assert_eq!((outcome.signals.len(), outcome.rejects.len()), (posts, 1 - posts));
    }
}

#[test]
fn deeply_nested_json_is_a_reject() {
    let deep = format!("{{\"id\":1,\"text\":\"a\",\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let outcome = read(&format!("{deep}\n{{\"id\":2,\"text\":\"b\"}}\n"), "x.jsonl");
    assert_eq!(ids(&outcome), ["2"]);
    assert!(outcome.rejects.first().unwrap().reason.contains("recursion limit"));
    let export = format!("{{\"messages\":[{deep},{{\"id\":2,\"text\":\"b\"}}],\"x\":{}", "[".repeat(100_000));
    let outcome = read(&export, "result.json");
    assert_eq!(ids(&outcome), ["2"]);
    assert_eq!(outcome.rejects.len(), 1);
    assert!(matches!(outcome.fault, Some(InputError::Truncated { .. })));
}

#[test]
fn lines_that_are_no_posts_say_why() {
    let text = "{\"id\":1}\n{\"text\":\"a\"}\n[1]\nhalo\n{\"id\":1,\"text\":null}\n{\"id\":[],\"text\":\"a\"}\n{\"id\":1,\"text\":\"a\"\n\n   \n";
    let outcome = read(text, "x.jsonl");
    let reasons: Vec<_> = outcome.rejects.iter().map(|reject| reject.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "it has no `text`",
            "it has no `id`",
            "the line is a list, not a JSON object",
            "it is not JSON: expected value at column 1",
            "`text` is null, not a string",
            "`id` is a list, not a string or a number",
            "it is not JSON: EOF while parsing an object at column 18",
        ]
    );
}

#[test]
fn a_decompression_bomb_is_stopped() {
    for pattern in [b"\0".as_slice(), b"{\"id\":1,\"text\":\"a\"}\n"] {
        let mut input = Repeated { pattern, left: 20_000_000 };
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        io::copy(&mut input, &mut gzip).unwrap();
        let mut input = Repeated { pattern, left: 20_000_000 };
        let zstd = zstd::encode_all(&mut input, 3).unwrap();
        for bytes in [gzip.finish().unwrap(), zstd] {
            let outcome = read_all(&bytes, "x.jsonl.gz", &InputOptions { format: Some(Format::JsonLines), ..tight() });
            assert!(matches!(outcome.fault, Some(InputError::Expands { .. })), "{:?}", outcome.fault);
        }
    }
}

#[test]
fn a_truncated_gzip_gives_what_there_is_then_an_error() {
    let lines: Vec<String> =
        (0..20_000).map(|id| format!("{{\"id\":{id},\"text\":\"pesan ke-{}\"}}\n", id * 7919 % 10_007)).collect();
    let lines = lines.concat();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(lines.as_bytes()).unwrap();
    let whole = gzip.finish().unwrap();
    let zstd = zstd::encode_all(lines.as_bytes(), 3).unwrap();
    for bytes in [whole, zstd] {
        let outcome = read_all(bytes.get(..bytes.len() - 9).unwrap(), "x.jsonl.gz", &InputOptions::default());
        assert!(outcome.signals.len() > 10_000 || bytes.starts_with(b"\x28\xb5"), "{}", outcome.signals.len());
        assert!(outcome.rejects.is_empty());
        assert!(matches!(outcome.fault, Some(InputError::Truncated { .. })), "{:?}", outcome.fault);
    }
}

#[test]
fn rows_within_an_open_quote_are_given_before_the_fault() {
    let rows: Vec<String> = (0..20_000).map(|row| format!("{row},pesan {}\n", row * 7919 % 10_007)).collect();
    let rows = rows.concat();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(format!("id,text\n0,\"a\n{rows}").as_bytes()).unwrap();
    let bytes = gzip.finish().unwrap();
    let outcome = read_all(bytes.get(..bytes.len() - 9).unwrap(), "x.csv.gz", &InputOptions::default());
    assert!(outcome.signals.len() > 10_000 && outcome.rejects.len() == 1);
    assert!(matches!(outcome.fault, Some(InputError::Truncated { .. })));
}

#[test]
fn a_csv_without_header_says_which_columns_there_are() {
    let fault = read("1,halo,x\n2,apa,y\n", "x.csv").fault.unwrap();
    assert!(fault.is_usage());
    assert_eq!(
        fault.to_string(),
        "x.csv has no column `text` to take `text` from; its columns are `1`, `halo`, `x`; name the right one with --map text=COLUMN"
    );
}

#[test]
fn a_wrong_column_map_is_an_error() {
    let fault = read_all(b"id,isi\n1,a\n", "x.csv", &options(None, "text=pesan")).fault.unwrap();
    assert!(fault.is_usage());
    assert!(
        fault.to_string().contains("no column `pesan` to take `text` from; its columns are `id`, `isi`"),
        "{fault}"
    );
}

#[test]
fn of_two_columns_of_one_name_one_was_taken_in_silence() {
    for (header, map, said) in [
        ("id,text,text", "", "more than one column `text` to take `text` from"),
        ("id,id,text", "", "more than one column `id` to take `id` from"),
        ("id,text,url,url", "", "more than one column `url` to take `url` from"),
        ("id,isi, isi ", "text=isi", "more than one column `isi` to take `text` from"),
        ("id,Text,TEXT", "", "more than one column `text` to take `text` from"),
    ] {
        let fault = read_all(format!("{header}\n1,a,b,c\n").as_bytes(), "x.csv", &options(None, map)).fault.unwrap();
        assert!(fault.is_usage() && fault.to_string().contains(said), "{header}: {fault}");
    }
    let fine = read_all(b"id,text,Text,note,note,,\n1,a,b,c,d,,\n", "x.csv", &options(None, ""));
    assert_eq!(texts(&fine), ["a"], "{:?}", fine.fault);
    let table = std::io::Cursor::new(b"id,text,note,note,,\n1,a,b,c,,\n".to_vec());
    let reader = open_reader(Box::new(table), "x.csv", &options(None, "")).unwrap();
    assert_eq!(reader.notes(), ["2 columns are named `note`; of each row the last of them is kept as extra"]);
    let counted = read_all(b"id,id,text\n7,8,a\n", "x.csv", &options(None, "id=#"));
    assert_eq!(ids(&counted), ["1"]);
}

#[test]
fn a_quote_that_never_closes_costs_one_line() {
    let outcome = read("id,text\n1,a\n2,\"b\n3,c\n4,\"d\ne\"\n", "x.csv");
    // The quote of row 2 closes at that of row 4, as in any CSV reader; what follows is read again as text.
    assert_eq!(ids(&outcome), ["1", "2"]);
    let outcome = read("id,text\n1,a\n2,\"b\n3,c\n4,d\n", "x.csv");
    assert_eq!(ids(&outcome), ["1", "3", "4"]);
    assert_eq!(outcome.rejects.first().unwrap().line, 3);
    assert_eq!(outcome.rejects.first().unwrap().reason, "a quote that opens in this line does not close");
    let long = format!("id,text\n1,\"a\n{}3,c\n", "2,b\n".repeat(5000));
    let outcome = read_all(long.as_bytes(), "x.csv", &tight());
    assert_eq!((outcome.signals.len(), outcome.rejects.len()), (5001, 1));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "measures how long the reading takes")]
fn quotes_that_open_again_and_again_take_linear_time() {
    let started = Instant::now();
    let rows = "a\"b,\"c\n".repeat(300_000);
    let outcome = read(&format!("id,text\n{rows}"), "x.csv");
    assert_eq!(outcome.signals.len() + outcome.rejects.len(), 300_000);
    assert!(started.elapsed() < Duration::from_mins(1));
}

#[test]
fn a_long_line_within_an_open_quote_is_counted_once() {
    let long = "x".repeat(5000);
    let outcome = read_all(format!("id,text\n1,\"a\n2,b\n{long}\n4,d\n").as_bytes(), "x.csv", &tight());
    assert_eq!(ids(&outcome), ["2", "4"]);
    let lines: Vec<u64> = outcome.rejects.iter().map(|reject| reject.line).collect();
    assert_eq!(lines, [2, 4]);
}

#[test]
fn a_telegram_export_of_another_version_is_named() {
    for (export, words) in [
        (r#"{"frames": [], "version": 9}"#, "neither `messages` nor `chats` with a `list`, but `frames`, `version`"),
        (r#"{"name": "x", "messages": {"1": {}}}"#, "`messages` is not a list"),
        ("[]", "not a JSON object"),
        (
            r#"{"messages": [{"id": 1, "text": "a"}] 1}"#,
            "after message 1, at byte 38 there should be a key in double quotes",
        ),
    ] {
        let outcome = read_all(export.as_bytes(), "result.json", &options(Some(Format::Telegram), ""));
        let fault = outcome.fault.unwrap();
        assert!(fault.to_string().contains(words), "{fault}");
    }
}

#[test]
fn an_export_without_messages_was_taken_for_lines_of_posts() {
    for (export, words) in [
        (
            r#"{"about": "x", "contacts": {"list": []}}"#,
            "neither `messages` nor `chats` with a `list`, but `about`, `contacts`",
        ),
        (r#"{"chats": [{"messages": []}]}"#, "neither `messages` nor `chats` with a `list`, but `chats`"),
        (r#"{"chats": {"list": [{"messages": {}}]}}"#, "`messages` is not a list"),
        (r#"{"id": 1, "pesan": "halo"}"#, "but `id`, `pesan`"),
    ] {
        for layout in [export.to_owned(), format!("{export}\n"), export.replacen('{', "{\n", 1)] {
            let outcome = read(&layout, "result.json");
            let fault = outcome.fault.unwrap();
            assert!(fault.to_string().contains(words) && fault.to_string().contains("--input-format"), "{fault}");
            assert!(outcome.rejects.is_empty());
        }
    }
    let mapped = read_all(br#"{"id": 1, "pesan": "halo"}"#, "result.json", &options(None, "text=pesan"));
    assert_eq!(texts(&mapped), ["halo"]);
    let left = r#"{"left_chats": {"list": [{"name": "A", "messages": [{"id": 1, "text": "a"}]}]}}"#;
    assert_eq!(texts(&read(left, "-")), ["a"]);
}

#[test]
fn telegram_messages_of_another_shape_are_rejects() {
    let export = r#"{"messages": [{"id": 1, "text": 5}, {"text": "a"}, 7, {"id": 2}, {"id": 3, "text": [1]}, {"id": 4, "text": "ok"},
      {"id": 5, "text_entities": [{"type": "plain", "text": "hanya bagian"}]}]}"#;
    let outcome = read(export, "result.json");
    assert_eq!(ids(&outcome), ["4", "5"]);
    assert_eq!(outcome.rejects.len(), 5);
    assert_eq!(outcome.rejects.first().unwrap().to_string(), "message 1: `text` is a number, not a string or a list");
}

#[test]
fn a_truncated_telegram_export_gives_what_there_is() {
    let outcome = read(r#"{"name": "x", "messages": [{"id": 1, "text": "a"}, {"id": 2, "te"#, "result.json");
    assert_eq!(ids(&outcome), ["1"]);
    assert!(outcome.fault.unwrap().to_string().contains("cut off after message 2"));
}

#[test]
fn emoji_overrides_and_escapes_come_through_unchanged_and_are_shown_harmless() {
    let emoji = "🇰🇭👩🏽‍💻".repeat(5_000);
    let harmful = "\u{202e}gnoloT\u{1b}[2J\u{1b}]0;x\u{7}";
    for text in [emoji.as_str(), harmful] {
        let line = serde_json::json!({"id": 1, "text": text}).to_string();
        assert_eq!(texts(&read(&line, "x.jsonl")), [text]);
    }
    let outcome = read("{\u{1b}[31m", "x.jsonl");
    let reject = outcome.rejects.first().unwrap();
    assert!(!reject.to_string().contains('\u{1b}') && reject.excerpt.contains('\u{1b}'), "{reject}");
}

#[test]
fn other_files_are_named_for_what_they_are() {
    for (bytes, words) in [
        (b"PK\x03\x04....".as_slice(), "is a zip archive or an office document; unpack it"),
        (b"\xff\xfei\0d\0", "is text in UTF-16; save it as UTF-8"),
        (b"[{\"id\":1}]", "is one JSON list; write one object a line"),
    ] {
        let fault = read_all(bytes, "x", &options(None, "")).fault.unwrap();
        assert!(fault.to_string().contains(words), "{fault}");
    }
}

#[test]
fn whatsapp_lines_out_of_place_are_rejects() {
    let outcome = read_all(b"pembuka\n31/12/24 21.41 - A: satu\n31/12/24 21.42 - B:\n", "x.txt", &options(None, ""));
    assert_eq!(texts(&outcome), ["satu"]);
    assert_eq!(outcome.rejects.first().unwrap().line, 1);
    assert_eq!(outcome.counters.skipped, 1);
    let long = format!("31/12/24 21.41 - A: a\n{}31/12/24 21.42 - B: b\n", "baris\n".repeat(1000));
    let outcome = read_all(long.as_bytes(), "x.txt", &tight());
    assert_eq!(texts(&outcome), ["b"]);
    assert_eq!(outcome.rejects.len(), 1);
}
