//! What could not be read: told with place and reason, kept only where asked for.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use serde_json::{Value, json};

use crate::program::{Folder, column, objects_of, suar};

#[test]
fn rejects_go_to_their_file_with_line_and_reason() {
    let folder = Folder::new();
    let posts = folder.write("x.jsonl", "{\"id\":1,\"text\":\"a\"}\nx\u{1b}[2J\n{\"id\":2}\n");
    let rejects = folder.file("rejects.jsonl");
    let ran = suar(&["scan", &posts, "--rejects", &rejects, "--quiet"]);
    assert_eq!((ran.code, ran.err.as_str()), (3, ""));
    let rows = objects_of(&folder.read("rejects.jsonl"));
    let numbers: Vec<&Value> = rows.iter().map(|row| row.get("number").unwrap()).collect();
    assert_eq!(numbers, [&json!(2), &json!(3)]);
    assert_eq!(column(&rows, "source"), [posts.as_str(), &posts]);
    assert_eq!(column(&rows, "reason").last(), Some(&"it has no `text`"));
    assert_eq!(column(&rows, "unit"), ["line", "line"]);
    let ran = suar(&["scan", &posts, "--rejects", &folder.file("no/folder/r")]);
    assert!(ran.code == 1 && ran.err.contains("cannot write the rejects"), "{}", ran.err);
    let ran = suar(&["scan", &posts]);
    assert!(ran.err.contains("line 2") && !ran.err.contains('\u{1b}'), "{}", ran.err);
}

#[test]
fn words_of_a_post_stood_on_standard_error() {
    let secret = "Rina 081200001234";
    let broken = [
        format!("{secret}\n\"{secret}\"\n{{\"{secret}\n[\"{secret}\"]\n{{\"id\":1,\"text\":\"{secret}\n"),
        format!("{{\"id\":1,\"text\":\"a\"}} {secret}\n{{\"id\":1,\"text\":{secret}}}\n{{\"id\":{{\"a\":\"{secret}\"}},\"text\":\"{secret}\"}}\n"),
        format!("{{\"id\":1,\"text\":[\"{secret}\"]}}\n{{\"id\":true,\"text\":\"{secret}\"}}\n{{\"id\":1,\"text\":\"\\q{secret}\"}}\n"),
    ]
    .concat();
    let folder = Folder::new();
    let jsonl = folder.write("x.jsonl", broken);
    let table = folder.write("x.csv", format!("id,text\n{secret}\n2,\"{secret}\n"));
    let chat = folder.write("x.txt", format!("{secret}\n31/12/24 21.41 - A: halo\n"));
    let messages = format!("{{\"text\":\"{secret}\"}},{{\"id\":1,\"text\":{{\"{secret}\":1}}}},\"{secret}\"");
    let export = folder.write("result.json", format!("{{\"name\":\"{secret}\",\"messages\":[{messages}]}}"));
    for (posts, rejected) in [(jsonl, 11), (table, 2), (chat, 1), (export, 3)] {
        let ran = suar(&["scan", &posts]);
        assert_eq!(ran.code, 3, "{}", ran.err);
        let told = ran.err.lines().filter(|line| line.contains(": line ") || line.contains(": message "));
        assert_eq!(told.count(), rejected, "{}", ran.err);
        assert!(!ran.err.contains("Rina") && !ran.err.contains("0812"), "{}", ran.err);
        let ran = suar(&["scan", &posts, "--quiet", "--rejects", &folder.file("rejects")]);
        assert_eq!((ran.code, ran.err.as_str()), (3, ""));
        let rows = objects_of(&folder.read("rejects"));
        assert_eq!(rows.len(), rejected);
        assert!(column(&rows, "excerpt").concat().contains("Rina"), "kept in the file: {rows:?}");
        assert!(!column(&rows, "reason").concat().contains("Rina"), "{rows:?}");
    }
}
