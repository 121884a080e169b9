//! What a command writes never replaces what it reads or writes elsewhere.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use crate::program::{Folder, suar};

const POSTS: &str = "{\"id\":1,\"text\":\"halo\"}\nx\n";

#[test]
fn one_file_for_two_results_kept_only_the_later() {
    let folder = Folder::new();
    let posts = folder.write("posts.jsonl", POSTS);
    let (one, other) = (folder.file("one"), folder.file("other"));
    let inside = folder.path().to_str().unwrap();
    let detour = format!("{inside}/./one");
    for (arguments, first, second) in [
        (vec!["scan", &posts, "--out", &one, "--rejects", &one], "--out", "--rejects"),
        (vec!["scan", &posts, "--out", &one, "--rejects", &detour], "--out", "--rejects"),
        (vec!["scan", &posts, "--format", "html", "--out", &one, "--rejects", &one], "--out", "--rejects"),
        (vec!["scan", &posts, "--weave", "--out", &one, "--rejects", &one], "--out", "--rejects"),
        (vec!["fold", &posts, "--out", &one, "--rejects", &one], "--out", "--rejects"),
        (vec!["report", &posts, "--html", &one, "--rejects", &one], "--html", "--rejects"),
        (vec!["weave", &posts, "--templates", &one, "--networks", &one], "--templates", "--networks"),
        (vec!["weave", &posts, "--out", &one, "--templates", &one], "--out", "--templates"),
        (vec!["weave", &posts, "--out", &other, "--networks", &one, "--rejects", &one], "--networks", "--rejects"),
        (vec!["train", "--out", &one, "--card", &one], "--out", "--card"),
    ] {
        let ran = suar(&arguments);
        assert_eq!((ran.code, ran.bytes.len()), (2, 0), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(&format!("{first} and {second} both name ")), "{arguments:?}: {}", ran.err);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is written: {arguments:?}");
    }
}

#[test]
fn a_page_of_a_report_replaced_the_posts() {
    let folder = Folder::new();
    let posts = folder.write("posts.jsonl", POSTS);
    for arguments in [
        ["report", &posts, "--html", &posts],
        ["report", &posts, "--rejects", &posts],
        ["fold", &posts, "--out", &posts],
        ["scan", &posts, "--out", &posts],
    ] {
        let ran = suar(&arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains("is an input: results would replace it"), "{arguments:?}: {}", ran.err);
        assert_eq!(folder.read("posts.jsonl"), POSTS);
    }
}

#[test]
fn a_device_and_standard_output_may_be_named_twice() {
    let folder = Folder::new();
    let posts = folder.write("posts.jsonl", POSTS);
    let ran = suar(&["scan", &posts, "--out", "/dev/null", "--rejects", "/dev/null"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    let ran = suar(&["scan", &posts, "--out", "-", "--rejects", &folder.file("rejects")]);
    assert_eq!((ran.code, ran.objects().len()), (3, 1), "{}", ran.err);
}

#[test]
fn an_input_that_is_not_there_left_half_a_result() {
    let folder = Folder::new();
    let posts = folder.write("posts.jsonl", "{\"id\":1,\"text\":\"halo\"}\n");
    let out = folder.write("out", "an older result");
    let missing = folder.file("missing.jsonl");
    for arguments in [
        ["scan", &posts, &missing, "--out", &out],
        ["weave", &posts, &missing, "--out", &out],
        ["fold", &posts, &missing, "--out", &out],
    ] {
        let ran = suar(&arguments);
        assert_eq!((ran.code, ran.bytes.len()), (1, 0), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains("cannot open") && ran.err.contains("missing.jsonl"), "{}", ran.err);
        assert_eq!(folder.read("out"), "an older result");
    }
}
