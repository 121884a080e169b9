//! A column map that does not fit JSON Lines is told once.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::process::Stdio;

use crate::program::{Folder, program, suar, suar_with};

#[test]
fn a_wrong_map_rejected_every_line_of_json() {
    let folder = Folder::new();
    let posts = folder.write("x.jsonl", "{\"nr\":1,\"isi\":\"halo\"}\n".repeat(2000));
    let out = folder.write("out.jsonl", "an older result");
    for (map, said) in [
        (
            "text=nope,id=nr",
            "has no key `nope` to take `text` from, in none of its first lines; their keys are `nr`, `isi`;",
        ),
        ("text=a+b,id=nr", "has no key `a`, `b` to take `text` from"),
        ("text=isi,id=no", "has no key `no` to take `id` from"),
    ] {
        let ran = suar(&["scan", &posts, "--map", map, "--out", &out]);
        assert_eq!((ran.code, ran.err.lines().count()), (2, 1), "{map}: {}", ran.err);
        assert!(ran.err.contains(said), "{map}: {}", ran.err);
        assert_eq!(folder.read("out.jsonl"), "an older result");
    }
    let fine = suar(&["scan", &posts, "--map", "text=isi,id=nr"]);
    assert_eq!((fine.code, fine.objects().len(), fine.err.as_str()), (0, 2000, "2000 posts read\n"));
}

#[test]
fn a_key_that_comes_late_is_no_wrong_name() {
    let mut lines = String::new();
    for id in 0..3000 {
        let time = if id == 2999 { ",\"jam\":\"2026-11-02T09:01:00Z\"" } else { "" };
        writeln!(lines, "{{\"id\":{id},\"text\":\"halo\"{time}}}").unwrap();
    }
    let ran = suar_with(&["scan", "-", "--map", "time=jam"], lines.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, "3000 posts read\n"));
    let ran = suar_with(&["scan", "-", "--map", "time=waktu"], lines.as_bytes());
    assert_eq!((ran.code, ran.objects().len()), (0, 3000));
    let said = "no line has a key `waktu` to take `time` from; the first lines have `id`, `text`; name the right one with --map time=KEY";
    assert!(ran.err.contains(said), "{}", ran.err);
}

#[test]
fn posts_under_other_names_were_rejected_without_a_hint() {
    let ran = suar_with(&["scan", "-"], b"{\"id\":1,\"pesan\":\"halo\"}\n{\"id\":2,\"pesan\":\"apa\"}\n");
    assert_eq!(ran.code, 3);
    assert!(
        ran.err.contains("the first lines have `id`, `pesan`; name the right one with --map text=KEY"),
        "{}",
        ran.err
    );
}

#[test]
fn a_map_does_not_hold_up_a_stream() {
    let mut child = program()
        .args(["scan", "-", "--input-format", "jsonl", "--map", "text=isi", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // More than the buffers on the way hold.
    let post = format!("{{\"id\":1,\"isi\":\"halo {}\"}}\n", "kata ".repeat(200));
    let writer = std::thread::spawn(move || {
        // Ends with an error when the program is gone, and waits for no end of its own.
        while stdin.write_all(post.as_bytes()).is_ok() {}
    });
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("{\"id\":\"1\""), "{first}");
    drop(child.kill());
    drop(writer.join());
    drop(child.wait());
}
