//! `suar scan` from outside: exit status, rejects, order, forms of output, bad input.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::{FULL, Folder, column, has_full_device, objects_of, program, suar, suar_with};

const LURE: &str = "Dicari admin di Poipet, gaji 15 juta, tiket gratis, tanpa pengalaman. Minat WA 081200001234";

fn lines(texts: &[&str]) -> String {
    let mut lines = String::new();
    for (number, text) in texts.iter().enumerate() {
        writeln!(lines, "{}", json!({"id": format!("p{number}"), "text": text})).unwrap();
    }
    lines
}

#[test]
fn all_read_is_0_and_some_rejected_is_3() {
    let folder = Folder::new();
    let good = folder.write("good.jsonl", lines(&[LURE, "halo"]));
    let ran = suar(&["scan", &good]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "2 posts read\n"));
    assert_eq!(column(&ran.objects(), "id"), ["p0", "p1"]);
    let mixed = folder.write("mixed.jsonl", format!("{}\nno post\n{{\"id\":9}}\n", lines(&[LURE]).trim()));
    let ran = suar(&["scan", &mixed]);
    assert_eq!(ran.code, 3);
    assert_eq!(column(&ran.objects(), "id"), ["p0"]);
    assert!(ran.err.contains("line 2: it is not JSON") && ran.err.contains("line 3: it has no `text`"), "{}", ran.err);
    assert!(ran.err.ends_with("1 post read, 2 rejected\n"), "{}", ran.err);
}

#[test]
fn a_wrong_command_is_2() {
    let folder = Folder::new();
    let table = folder.write("x.csv", "nomor,isi\n1,halo\n");
    for (arguments, said) in [
        (vec!["scan"], "FILE"),
        (vec!["scan", &table, "--bogus"], "--bogus"),
        (vec!["scan", &table, "--format", "xml"], "xml"),
        (vec!["scan", &table, "--input-format", "xml"], "`xml` is no input format"),
        (vec!["scan", &table, "--map", "text"], "`text` in the column map has no `=`"),
        (vec!["scan", &table], "has no column `text`"),
        (vec!["scan", &table, "--map", "text=pesan"], "its columns are `nomor`, `isi`"),
        (vec!["scan", &table, "--map", "text=isi", "--prior", "2"], "between 0 and 1"),
        (vec!["nothing"], "nothing"),
        (vec![], "Usage"),
    ] {
        let ran = suar(&arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(said) && ran.bytes.is_empty(), "{arguments:?}: {}", ran.err);
    }
    let ran = suar(&["scan", &table, "--map", "text=isi,id=nomor"]);
    assert_eq!((ran.code, column(&ran.objects(), "id")), (0, vec!["1"]));
}

#[test]
fn what_fails_is_1_and_says_why() {
    let folder = Folder::new();
    let posts = folder.write("x.jsonl", lines(&[LURE]));
    let (missing, nowhere) = (folder.file("missing.jsonl"), folder.file("no/folder/out.jsonl"));
    let model = folder.write("other.model", "{}\n");
    let inside = folder.path().to_str().unwrap().to_owned();
    for (arguments, said) in [
        (vec!["scan", &missing], "cannot open"),
        (vec!["scan", &inside], "directory"),
        (vec!["scan", &posts, "--out", &nowhere], "cannot create"),
        (vec!["scan", &posts, "--model", &model], "not a model file"),
        (vec!["scan", &posts, "--model", &missing], "cannot read the model"),
        (vec!["scan", &posts, "--packs", &missing], "cannot open the folder"),
    ] {
        let ran = suar(&arguments);
        assert_eq!(ran.code, 1, "{arguments:?}: {}", ran.err);
        assert!(ran.err.starts_with("suar: ") && ran.err.contains(said), "{arguments:?}: {}", ran.err);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
    }
}

#[test]
fn results_come_in_the_order_of_the_posts_whatever_the_threads() {
    let folder = Folder::new();
    let texts: Vec<String> =
        (0..3000).map(|number| format!("pesan {number} {}", "kata ".repeat(number * 37 % 50))).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let posts = folder.write("x.jsonl", lines(&texts));
    let one = suar(&["scan", &posts, "--threads", "1"]);
    let four = suar(&["scan", &posts, "--threads", "4"]);
    assert_eq!(one.bytes, four.bytes);
    let objects = four.objects();
    let expected: Vec<String> = (0..3000).map(|number| format!("p{number}")).collect();
    assert_eq!(column(&objects, "id"), expected);
    let table = suar(&["scan", &posts, "--format", "csv"]);
    let ids: Vec<&str> = table.out().lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(ids, expected);
    let both = suar(&["scan", &posts, &posts]);
    assert_eq!(both.objects().len(), 6000, "one file after the other");
}

#[test]
fn every_form_of_output_is_what_it_says() {
    let folder = Folder::new();
    let posts = folder.write("x.jsonl", lines(&[LURE, "halo apa kabar"]));
    let scan = |format: &str| {
        let ran = suar(&["scan", &posts, "--format", format]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran
    };
    let objects = scan("jsonl").objects();
    let keys: Vec<&String> = objects.first().unwrap().as_object().unwrap().keys().collect();
    assert_eq!(
        keys.iter().take(12).map(|key| key.as_str()).collect::<Vec<_>>(),
        [
            "id",
            "kind",
            "kind_probability",
            "risk",
            "band",
            "axes",
            "language",
            "indicators",
            "entities",
            "entity_spans",
            "template",
            "network"
        ]
    );
    assert!(keys.contains(&&"versions".to_owned()));
    let table = scan("csv");
    assert!(table.out().starts_with("id,kind,probability_offer,") && table.out().lines().count() == 3);
    assert!(table.out().contains("+6281200001234"));
    let shown = scan("table");
    assert!(shown.out().starts_with("ID ") && shown.out().contains("p1"));
    let page = scan("html");
    assert!(page.out().starts_with("<!DOCTYPE html>") && page.out().trim_end().ends_with("</html>"));
    assert!(!page.out().contains("<script") && !page.out().contains("src="));
    let columns = scan("parquet");
    assert!(columns.bytes.starts_with(b"PAR1") && columns.bytes.ends_with(b"PAR1"));
    for format in ["jsonl", "csv", "table", "html", "parquet"] {
        let name = format!("out.{format}");
        let ran = suar(&["scan", &posts, "--format", format, "--out", &folder.file(&name), "--quiet"]);
        assert_eq!((ran.code, ran.bytes.len(), ran.err.as_str()), (0, 0, ""));
        if format != "html" {
            assert_eq!(std::fs::read(folder.path().join(&name)).unwrap(), scan(format).bytes, "{format}");
        }
    }
    let back = suar(&["scan", &folder.file("out.parquet"), "--map", "text=json"]);
    assert_eq!((back.code, back.objects().len()), (0, 2), "its own Parquet is read back: {}", back.err);
}

#[test]
fn standard_input_is_read_in_every_format_that_tells_itself() {
    let chat = "31/12/24 21.41 - Rina: halo\n31/12/24 21.42 - Budi: Dicari admin\n";
    let export = json!({"name": "x", "type": "private_group", "id": 1, "messages": [{"id": 7, "type": "message", "date": "2024-12-31T21:41:00", "from": "R", "text": "halo"}]});
    for (input, format, posts) in [
        (lines(&[LURE]), None, 1),
        ("id,text\n1,halo\n2,apa\n".to_owned(), None, 2),
        (chat.to_owned(), None, 2),
        (export.to_string(), None, 1),
        ("id\ttext\n1\thalo\n".to_owned(), Some("tsv"), 1),
        (String::new(), None, 0),
    ] {
        let mut arguments = vec!["scan", "-"];
        arguments.extend(format.iter().flat_map(|format| ["--input-format", format]));
        let ran = suar_with(&arguments, input.as_bytes());
        assert_eq!((ran.code, ran.objects().len()), (0, posts), "{input}: {}", ran.err);
    }
}

#[test]
fn an_empty_file_gives_an_empty_result() {
    let folder = Folder::new();
    let empty = folder.write("x.jsonl", "");
    for (format, expected) in [("jsonl", 0), ("csv", 1), ("table", 1)] {
        let ran = suar(&["scan", &empty, "--format", format]);
        assert_eq!((ran.code, ran.out().lines().count()), (0, expected), "{format}: {}", ran.err);
    }
    assert_eq!(suar(&["scan", &empty, "--format", "html"]).code, 0);
    assert!(suar(&["scan", &empty, "--format", "parquet"]).bytes.starts_with(b"PAR1"));
    assert_eq!(suar(&["scan", &empty, "--weave"]).code, 0);
}

#[test]
fn a_full_disk_is_told_and_ends_with_1() {
    if !has_full_device() {
        return;
    }
    let folder = Folder::new();
    let posts = folder.write("x.jsonl", lines(&[LURE]));
    for format in ["jsonl", "csv", "table", "html", "parquet"] {
        let ran = suar(&["scan", &posts, "--format", format, "--out", FULL]);
        assert_eq!(ran.code, 1, "{format}");
        assert!(ran.err.contains("/dev/full") && ran.err.contains("No space left on device"), "{format}: {}", ran.err);
    }
    let ran = suar(&["scan", &posts, "--weave", "--out", FULL]);
    assert!(ran.code == 1 && ran.err.contains("No space left"), "{}", ran.err);
    let broken = folder.write("broken.jsonl", "x\n");
    let ran = suar(&["scan", &broken, "--rejects", FULL]);
    assert!(ran.code == 1 && ran.err.contains("cannot write the rejects"), "{}", ran.err);
    for arguments in [
        &["scan", &posts][..],
        &["check", LURE],
        &["check", "--json", LURE],
        &["packs", "check"],
        &["weave", &posts],
        &["fold", &posts],
    ] {
        let mut command = program();
        command.args(arguments).stdout(std::fs::File::options().write(true).open(FULL).unwrap());
        let output = command.stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains("cannot write to standard output: No space left on device"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = Folder::new();
    let texts = vec![LURE; 3000];
    let posts = folder.write("x.jsonl", lines(&texts));
    for arguments in [
        &["scan", &posts][..],
        &["scan", &posts, "--format", "csv"],
        &["scan", &posts, "--format", "table"],
        &["scan", &posts, "--weave"],
        &["fold", &posts],
    ] {
        let mut command = program();
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut first = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut first).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(!first.is_empty() && !said.contains("pipe"), "{arguments:?}: {said}");
    }
}

#[test]
fn what_came_before_a_cut_is_kept_and_an_older_result_is_not_lost_for_nothing() {
    let folder = Folder::new();
    let texts: Vec<String> = (0..20_000).map(|number| format!("pesan ke-{}", number * 7919 % 10_007)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(lines(&texts).as_bytes()).unwrap();
    let packed = gzip.finish().unwrap();
    let cut = folder.write("cut.jsonl.gz", packed.get(..packed.len() / 2).unwrap());
    let out = folder.file("out.jsonl");
    let ran = suar(&["scan", &cut, "--out", &out]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("ends too early"), "{}", ran.err);
    let kept = objects_of(&folder.read("out.jsonl")).len();
    assert!(kept > 5000, "{kept}");
    for arguments in
        [vec!["scan", &folder.file("missing.jsonl"), "--out", &out], vec!["scan", &cut, "--map", "text", "--out", &out]]
    {
        assert_ne!(suar(&arguments).code, 0);
        assert_eq!(objects_of(&folder.read("out.jsonl")).len(), kept, "{arguments:?}");
    }
    let clusters = suar(&["weave", &cut]);
    assert_eq!((clusters.code, clusters.out().lines().count()), (1, kept + 1));
}

#[test]
fn nothing_in_a_post_reaches_the_terminal_raw() {
    let folder = Folder::new();
    let harmful = "Dicari\u{1b}[2J admin\u{1b}]0;x\u{7} di \u{202e}tepioP\u{202c} gaji 15 juta\u{9b}31m\r\u{8} wa 081200001234 @x\u{1b}[1m";
    let posts = folder.write("x.jsonl", lines(&[harmful]).replace("p0", "p\\u001b[31m0"));
    let raw = |text: &str| {
        text.chars().any(|character| {
            (character.is_control() && character != '\n') || matches!(character, '\u{202a}'..='\u{202e}')
        })
    };
    let table = suar(&["scan", &posts, "--format", "table"]);
    assert!(table.code == 0 && !raw(table.out()), "{}", table.out());
    let check = suar_with(&["check", "-"], harmful.as_bytes());
    assert!(check.code == 0 && !raw(check.out()), "{}", check.out());
    assert!(check.out().contains("␛[2J"), "{}", check.out());
    let page = suar(&["scan", &posts, "--format", "html"]);
    assert!(!raw(page.out()));
    let report = suar(&["report", &posts, "--plain"]);
    assert!(report.code == 0 && !raw(report.out()), "{}", report.out());
    let wrong = suar(&["scan", "no\u{1b}[2Jfile"]);
    assert!(wrong.code == 1 && !raw(&wrong.err), "{}", wrong.err);
}

#[test]
fn texts_that_are_long_or_strange_are_read_in_good_time() {
    let folder = Folder::new();
    let texts = [
        format!("{LURE} ").repeat((1 << 20) / (LURE.len() + 1)),
        "kerja ".repeat(170_000),
        "🇰🇭👩🏽‍💻".repeat(5_000),
        "\u{202e}gnoloT\u{202c} ".repeat(50_000),
        "0812-0000-1234 @rina_hrd x@y.example https://t.me/rina ".repeat(20_000),
        "Rp 12.000.000 - ".repeat(60_000),
        "k a m b o j a ".repeat(60_000),
        "a\u{300}".repeat(300_000),
        "\"".repeat(900_000),
        "nol delapan satu ".repeat(60_000),
        "di Jawa ke Jawa Tengah ".repeat(40_000),
        "0-".repeat(500_000),
        numbered(|number| format!("@u{number:07}")),
        numbered(|number| format!("0812{number:08}")),
    ];
    for text in &texts {
        let posts = folder.write("x.jsonl", lines(&[text]));
        let ran = timed(|| suar(&["scan", &posts, "--weave"]), text);
        assert_eq!((ran.code, ran.objects().len()), (0, 1), "{}", ran.err);
    }
}

/// A text of words that are all different.
fn numbered(word: fn(u32) -> String) -> String {
    (0..80_000).map(word).collect::<Vec<String>>().join(" ")
}

/// A text of a megabyte takes seconds at most, also unoptimised and beside other tests.
#[expect(clippy::disallowed_methods, reason = "measures how long the reading takes")]
fn timed<T>(work: impl FnOnce() -> T, text: &str) -> T {
    let started = Instant::now();
    let result = work();
    let beginning: String = text.chars().take(30).collect();
    assert!(started.elapsed() < Duration::from_secs(30), "{beginning}… took {:?}", started.elapsed());
    result
}

#[test]
fn weaving_fills_template_and_network_and_says_so_in_order() {
    let folder = Folder::new();
    let posts = folder.write("x.jsonl", lines(&crate::weave::CAMPAIGN));
    let plain = suar(&["scan", &posts, "--weave", "--no-weave"]);
    assert!(plain.objects().iter().all(|object| object.get("template") == Some(&Value::Null)));
    let woven = suar(&["scan", &posts, "--no-weave", "--weave"]);
    assert_eq!(woven.code, 0, "{}", woven.err);
    let objects = woven.objects();
    assert_eq!(column(&objects, "id"), column(&plain.objects(), "id"));
    let templates = column(&objects, "template");
    assert!(templates.iter().take(4).all(|template| template.starts_with("t-")), "{templates:?}");
    assert_eq!(templates.last(), Some(&""));
    assert!(column(&objects, "network").iter().take(4).all(|network| network.starts_with("n-")));
    for (before, after) in plain.objects().iter().zip(&objects) {
        assert_eq!(before.get("risk"), after.get("risk"));
    }
}

#[test]
fn help_has_an_example_for_each_command() {
    let ran = suar(&["--help"]);
    assert_eq!(ran.code, 0);
    for command in ["scan", "weave", "check", "fold", "report", "train", "eval"] {
        assert!(ran.out().contains(command), "{command}");
        let help = suar(&[command, "--help"]);
        assert!(help.code == 0 && help.out().contains("Example: suar "), "{command}: {}", help.out());
    }
    assert!(suar(&["packs", "check", "--help"]).out().contains("Example: suar packs check"));
    assert!(suar(&["--version"]).out().starts_with("suar "));
}
