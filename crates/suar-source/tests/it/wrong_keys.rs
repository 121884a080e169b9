//! A column map that does not fit JSON Lines leaves the rejects in their place.

use crate::reading::{ids, options, read_all};

#[test]
fn lines_before_the_first_with_the_key_are_still_rejects_in_their_place() {
    let lines = "x\n{\"id\":1}\n{\"id\":2,\"isi\":\"a\"}\n{\"id\":3}\n{\"id\":4,\"isi\":\"b\"}\n";
    let outcome = read_all(lines.as_bytes(), "x.jsonl", &options(None, "text=isi"));
    assert!(outcome.fault.is_none());
    assert_eq!(ids(&outcome), ["2", "4"]);
    assert_eq!(outcome.rejects.iter().map(|reject| reject.line).collect::<Vec<u64>>(), [1, 2, 4]);
    let garbage = read_all("x\n".repeat(3000).as_bytes(), "x.jsonl", &options(None, "text=isi"));
    assert!(garbage.fault.is_none() && garbage.rejects.len() == 3000, "lines that are no JSON tell nothing of keys");
}
