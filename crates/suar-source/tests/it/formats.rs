//! Every format as it is meant to be; all people and numbers are invented.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::io::Write;

use suar_source::{ColumnMap, Format, InputOptions, open_reader};

use crate::reading::{ids, options, read, read_all, texts};

#[test]
fn json_lines_with_every_field() {
    let line = r#"{"id":"a","text":"kerja","time":"2024-01-05T10:00:00+07:00","channel":"grup","author":7,"url":"https://x.example","lang":"id-ID","reach":12,"region":"Medan","likes":3}"#;
    let outcome = read(line, "posts.jsonl");
    let signal = outcome.signals.first().unwrap();
    assert_eq!(signal.time.unwrap().to_string(), "2024-01-05T03:00:00Z");
    assert_eq!(signal.channel.as_deref(), Some("grup"));
    assert_eq!(signal.author.as_deref(), Some("7"));
    assert_eq!(signal.lang.unwrap().code(), "id");
    assert_eq!(signal.reach, Some(12));
    assert_eq!(signal.region.as_deref(), Some("Medan"));
    assert_eq!(serde_json::to_string(&signal.extra).unwrap(), r#"{"likes":3}"#);
    assert_eq!(outcome.counters.warnings, 0);
}

#[test]
fn number_ids_keep_their_spelling() {
    let lines = ["7", "-3", "1.50", "123456789012345678901234567890", "1e3"];
    let text: Vec<String> = lines.iter().map(|id| format!("{{\"id\":{id},\"text\":\"x\"}}")).collect();
    assert_eq!(ids(&read(&text.join("\n"), "-")), lines);
}

#[test]
fn fields_that_cannot_be_understood_stay_in_extra() {
    let line = r#"{"id":1,"text":"x","time":"kemarin","lang":5,"reach":-1,"channel":["a"],"region":null}"#;
    let outcome = read(line, "-");
    let extra = &outcome.signals.first().unwrap().extra;
    assert_eq!(serde_json::to_string(extra).unwrap(), r#"{"time":"kemarin","lang":5,"reach":-1,"channel":["a"]}"#);
    assert_eq!(outcome.counters.warnings, 4);
}

#[test]
fn a_column_map_works_on_keys_too() {
    let outcome = read_all(br#"{"n":9,"a":"x","b":"y"}"#, "-", &options(None, "text=a+b,id=n"));
    assert_eq!(texts(&outcome), ["x\ny"]);
    assert_eq!(ids(&outcome), ["9"]);
}

#[test]
fn csv_with_quotes_line_breaks_and_a_bom() {
    let text = "\u{feff} ID ,Text,note\r\n1,\"a, \"\"b\"\"\r\nc\",n\r\n\r\n2,plain \"x\",\r\n";
    let outcome = read(text, "posts.csv");
    assert_eq!(texts(&outcome), ["a, \"b\"\r\nc", "plain \"x\""]);
    assert_eq!(ids(&outcome), ["1", "2"]);
    assert_eq!(outcome.signals.first().unwrap().extra.get("note").unwrap(), "n");
}

#[test]
fn csv_delimiters_are_told_by_the_header() {
    for (text, name) in [("id;text\n1;a,b\n", "x.csv"), ("id\ttext\n1\ta,b\n", "x.tsv"), ("id\ttext\n1\ta,b\n", "x")] {
        assert_eq!(texts(&read(text, name)), ["a,b"], "{name}");
    }
}

#[test]
fn rows_are_counted_where_there_is_no_id() {
    assert_eq!(ids(&read("text\na\nb\n", "x.csv")), ["1", "2"]);
    let counted = read_all(b"id,text\nx,a\ny,b\n", "x.csv", &options(None, "id=#"));
    assert_eq!(ids(&counted), ["1", "2"]);
}

#[test]
fn rows_of_other_lengths_are_read_when_id_and_text_are_there() {
    let outcome = read("id,text,note\n1,a\n2,b,c,d\n3\n", "x.csv");
    assert_eq!(ids(&outcome), ["1", "2"]);
    assert_eq!(outcome.signals.get(1).unwrap().extra.get("column_4").unwrap(), "d");
    let reject = outcome.rejects.first().unwrap();
    assert_eq!((reject.unit, reject.line), ("line", 4));
    assert_eq!(reject.reason, "it has no `text`; it has 1 field, the header 3");
}

#[test]
fn titles_and_descriptions_are_joined() {
    let outcome = read_all(b"Title,Description\nA,B\n,C\nD,\n", "x.csv", &options(None, "text=title+description"));
    assert_eq!(texts(&outcome), ["A\nB", "C", "D"]);
}

#[test]
fn telegram_export_of_one_chat() {
    let export = r#"{
 "name": "Loker 🇰🇭", "type": "public_supergroup", "id": 1,
 "messages": [
  {"id": 1, "type": "service", "date": "2024-01-05T10:00:00", "action": "create_group", "text": ""},
  {"id": 2, "type": "message", "date": "2024-01-05T10:00:00", "date_unixtime": "1704423600", "from": "Budi", "from_id": "user1",
   "text": ["Hubungi ", {"type": "mention", "text": "@contoh"}, " atau ", {"type": "text_link", "text": "ini", "href": "https://t.me/x"}],
   "text_entities": [{"type": "plain", "text": "Hubungi "}, {"type": "text_link", "text": "ini", "href": "https://t.me/x"}]},
  {"id": 3, "type": "message", "date": "2024-01-05T10:00:00", "from": null, "text": "", "photo": "x.jpg"},
  {"id": 4, "type": "message", "date": "2024-01-05T10:00:00", "from": null, "text": "kedua"}
 ]
}"#;
    for (name, text) in [("result.json", export.to_owned()), ("-", export.to_owned()), ("-", export.replace('\n', ""))]
    {
        let outcome = read(&text, name);
        assert_eq!(texts(&outcome), ["Hubungi @contoh atau ini", "kedua"], "{name}");
        assert_eq!(outcome.counters.skipped, 2);
        let signal = outcome.signals.first().unwrap();
        assert_eq!(signal.time.unwrap().to_string(), "2024-01-05T03:00:00Z");
        assert_eq!(signal.channel.as_deref(), Some("Loker 🇰🇭"));
        assert_eq!(signal.author.as_deref(), Some("Budi"));
        let extra = serde_json::to_string(&signal.extra).unwrap();
        assert_eq!(extra, r#"{"from_id":"user1","links":["https://t.me/x"]}"#);
        assert_eq!(outcome.signals.get(1).unwrap().time.unwrap().to_string(), "2024-01-05T10:00:00Z");
    }
}

#[test]
fn telegram_export_of_an_account() {
    let export = r#"{"about": "…", "contacts": {"list": [{"name": "x"}]},
 "chats": {"about": "…", "list": [
  {"name": "A", "type": "personal_chat", "id": 1, "messages": [{"id": 1, "type": "message", "text": "a"}]},
  {"type": "saved_messages", "id": 2, "messages": []},
  {"name": "B", "type": "personal_chat", "id": 3, "messages": [{"id": 1, "type": "message", "text": "b"}]}
 ]}}"#;
    let outcome = read(export, "result.json");
    let channels: Vec<_> = outcome.signals.iter().map(|signal| signal.channel.as_deref()).collect();
    assert_eq!(channels, [Some("A"), Some("B")]);
    assert!(outcome.fault.is_none());
}

#[test]
fn whatsapp_chats_of_android_and_ios() {
    let android = "31/12/24 21.41 - Pesan dan panggilan terenkripsi secara end-to-end.\n31/12/24 21.42 - Budi: Dibutuhkan CS\ngaji 12 jt\n\nWA aja\n31/12/24 21.43 - Siti keluar\n31/12/24 21.44 - +62 812-0000-1234: ok\n";
    let ios = "\u{200e}[31/12/24 21.42.05] Budi: Dibutuhkan CS\r\ngaji 12 jt\r\n\r\nWA aja\r\n[31/12/24 21.44.06] ~\u{a0}+62 812-0000-1234: ok\r\n";
    for (text, seen) in [(android, ["2", "7"]), (ios, ["1", "5"])] {
        let outcome = read(text, "chat.txt");
        assert_eq!(texts(&outcome), ["Dibutuhkan CS\ngaji 12 jt\n\nWA aja", "ok"]);
        assert_eq!(ids(&outcome), seen);
        let authors: Vec<_> = outcome.signals.iter().map(|signal| signal.author.as_deref().unwrap()).collect();
        assert_eq!(authors, ["Budi", "+62 812-0000-1234"]);
        assert!(outcome.rejects.is_empty());
    }
    assert_eq!(read(android, "chat.txt").counters.skipped, 2);
}

#[test]
fn packed_text_of_any_format() {
    let line = b"{\"id\":1,\"text\":\"halo\"}\n";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(line).unwrap();
    let gzip = gzip.finish().unwrap();
    let twice = [gzip.clone(), gzip.clone()].concat();
    let zstd = zstd::encode_all(line.as_slice(), 3).unwrap();
    for (bytes, posts) in [(gzip, 1), (twice, 2), (zstd, 1)] {
        assert_eq!(read_all(&bytes, "x.jsonl.gz", &InputOptions::default()).signals.len(), posts);
    }
}

#[test]
fn the_format_is_told_by_content_and_extension() {
    for (text, name, format) in [
        ("{\"id\":1,\"text\":\"a\"}\n", "x", Format::JsonLines),
        ("{\"id\":1,\"text\":\"a\"}\n", "x.json", Format::JsonLines),
        ("{\"id\":1,\"text\":\"a\",\"messages\":[]}\n", "x", Format::JsonLines),
        ("{\"messages\":[]}", "x", Format::Telegram),
        ("{\n \"name\": \"x\"", "x", Format::Telegram),
        ("id,text\n", "x", Format::Csv),
        ("id,text\n", "x.csv.gz", Format::Csv),
        ("12/31/24, 9:41 PM - Name: text\n", "x", Format::WhatsApp),
        ("teks pembuka\n31/12/24 21.41 - Nama: teks\n", "x.txt", Format::WhatsApp),
    ] {
        let reader = open_reader(Box::new(std::io::Cursor::new(text.to_owned())), name, &options(None, ""));
        assert_eq!(reader.unwrap().format(), format, "{text} {name}");
    }
}

#[test]
fn maps_given_twice_are_merged() {
    let merged = ColumnMap::parse("text=a").unwrap().merge(ColumnMap::parse("id=#").unwrap()).unwrap();
    assert_eq!(merged, ColumnMap::parse("text=a,id=#").unwrap());
    assert!(merged.merge(ColumnMap::parse("id=x").unwrap()).is_err());
}
