//! `suar weave` from outside.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use serde_json::{Value, json};

use crate::program::{FULL, Folder, column, has_full_device, objects_of, suar, suar_with};

/// An invented campaign with changing numbers and places, and a post that has nothing to do with it.
pub(crate) const CAMPAIGN: [&str; 6] = [
    "Lowongan luar negeri gaji 12 juta penempatan Poipet, tiket dan paspor diurus kantor, minat hubungi WA 081200001234 sekarang juga",
    "Lowongan luar negeri gaji 14 juta penempatan Bavet, tiket dan paspor diurus kantor, minat hubungi WA 081200001234 sekarang juga",
    "Lowongan luar negeri gaji 15 juta penempatan Poipet, tiket dan paspor diurus kantor, minat hubungi WA 081200005678 sekarang juga",
    "Lowongan luar negeri gaji 12 juta penempatan Phnom Penh, tiket dan paspor diurus kantor, minat hubungi WA 081200005678 sekarang juga",
    "Ada yang tahu bengkel motor yang buka malam di sekitar pasar lama",
    "Selamat pagi semua, semoga sehat selalu dan lancar rezekinya",
];

fn posts(texts: &[&str]) -> String {
    let line = |(number, text): (usize, &&str)| {
        let time = format!("2024-01-0{}T03:00:00Z", number + 1);
        json!({"id": format!("p{number}"), "text": text, "time": time, "channel": "Loker Medan"}).to_string() + "\n"
    };
    texts.iter().enumerate().map(line).collect()
}

fn rows(text: &str) -> Vec<[String; 3]> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap(), &csv::StringRecord::from(vec!["id", "template", "network"]));
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn posts_of_one_hand_come_together_in_input_order() {
    let folder = Folder::new();
    let file = folder.write("x.jsonl", posts(&CAMPAIGN));
    let out = folder.file("clusters.csv");
    let ran = suar(&["weave", &file, "--out", &out]);
    assert_eq!((ran.code, ran.bytes.len(), ran.err.as_str()), (0, 0, "6 posts read\n"));
    let rows = rows(&folder.read("clusters.csv"));
    let ids: Vec<&str> = rows.iter().map(|[id, ..]| id.as_str()).collect();
    assert_eq!(ids, ["p0", "p1", "p2", "p3", "p4", "p5"]);
    let [_, template, network] = rows.first().unwrap();
    assert!(template.starts_with("t-") && network.starts_with("n-"));
    assert!(rows.iter().take(4).all(|[_, other, tied]| other == template && tied == network), "{rows:?}");
    assert!(rows.iter().skip(4).all(|[_, template, network]| template.is_empty() && network.is_empty()), "{rows:?}");
    let shown = suar_with(&["weave", "-"], posts(&CAMPAIGN).as_bytes());
    assert_eq!(shown.out(), folder.read("clusters.csv"));
}

#[test]
fn templates_and_networks_are_explained() {
    let folder = Folder::new();
    let file = folder.write("x.jsonl", posts(&CAMPAIGN));
    let (templates, networks) = (folder.file("t.jsonl"), folder.file("n.jsonl"));
    let ran =
        suar(&["weave", &file, "--templates", &templates, "--networks", &networks, "--out", &folder.file("c.csv")]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let template = objects_of(&folder.read("t.jsonl")).remove(0);
    for key in ["template", "size", "consensus", "slots", "first_seen", "last_seen", "channels", "organised"] {
        assert!(template.get(key).is_some(), "{key} in {template}");
    }
    assert_eq!(template.get("size"), Some(&json!(4)));
    let consensus = template.get("consensus").and_then(Value::as_str).unwrap();
    assert!(consensus.contains("penempatan {place") && consensus.contains("{phone"), "{consensus}");
    assert_eq!(template.pointer("/channels/0/count"), Some(&json!(4)));
    assert_eq!(template.get("first_seen"), Some(&json!("2024-01-01T03:00:00Z")));
    let network = objects_of(&folder.read("n.jsonl")).remove(0);
    assert_eq!(network.get("members"), Some(&json!(["p0", "p1", "p2", "p3"])));
    let risk = network.get("risk").and_then(Value::as_f64).unwrap();
    assert!((0.0..=1.0).contains(&risk));
    let ties = network.get("ties").and_then(Value::as_array).unwrap();
    let mut kinds = column(ties, "kind");
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, ["phone", "template"], "{network}");
    assert!(ties.iter().all(|tie| tie.get("weight").and_then(Value::as_f64).unwrap() > 0.0));
}

#[test]
fn weaving_nothing_gives_a_header() {
    let ran = suar_with(&["weave", "-"], b"");
    assert_eq!((ran.code, ran.out()), (0, "id,template,network\n"));
    let ran = suar_with(&["weave", "-", "--input-format", "jsonl"], b"{\"id\":1}\n");
    assert_eq!((ran.code, ran.out()), (3, "id,template,network\n"));
}

#[test]
fn ids_that_a_table_needs_quoted_come_back() {
    let strange = json!({"id": "a,\"b\"\nc", "text": "halo"}).to_string();
    let ran = suar_with(&["weave", "-"], strange.as_bytes());
    assert_eq!(rows(ran.out()), [["a,\"b\"\nc".to_owned(), String::new(), String::new()]]);
}

#[test]
fn ids_of_any_kind_come_back_unchanged_so_that_programs_can_join() {
    let ids = ["=1+1", "+62812", "-7", "@x", "\t=1", "a\rb", "\u{1b}[2J", "a\u{0}b", " a ", "'", ";", "#x"];
    let lines: Vec<String> = ids.iter().map(|id| json!({"id": id, "text": "halo"}).to_string()).collect();
    let ran = suar_with(&["weave", "-"], lines.join("\n").as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rows = rows(ran.out());
    assert_eq!(rows.iter().map(|[id, ..]| id.as_str()).collect::<Vec<_>>(), ids);
    let table = suar_with(&["scan", "-", "--format", "table"], lines.join("\n").as_bytes());
    assert!(!table.out().contains(['\u{1b}', '\r', '\t', '\u{0}']), "{}", table.out());
}

#[test]
fn a_place_where_nothing_can_be_written_is_told_before_the_reading() {
    let folder = Folder::new();
    let file = folder.write("x.jsonl", posts(&CAMPAIGN));
    let nowhere = folder.file("no/folder/x");
    for option in ["--out", "--templates", "--networks"] {
        let ran = suar(&["weave", &file, option, &nowhere]);
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains("cannot create") && !ran.err.contains("posts read"), "{}", ran.err);
        if has_full_device() {
            let ran = suar(&["weave", &file, option, FULL]);
            assert_eq!(ran.code, 1);
            assert!(ran.err.contains("cannot write to /dev/full: No space left on device"), "{}", ran.err);
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let samples = crate::program::repository("samples/facebook_groups.jsonl");
    let samples = samples.to_str().unwrap();
    let folder = Folder::new();
    let run = |name: &str, threads: &str| {
        let out = |what: &str| folder.file(&format!("{name}.{what}"));
        let (templates, networks) = (out("t"), out("n"));
        let ran = suar(&["weave", samples, "--templates", &templates, "--networks", &networks, "--threads", threads]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        (ran.bytes, folder.read(&format!("{name}.t")), folder.read(&format!("{name}.n")))
    };
    assert_eq!(run("a", "1"), run("b", "4"));
}
