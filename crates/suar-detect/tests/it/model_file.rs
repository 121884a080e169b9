//! The file of a model: the same bytes for the same posts, and an error for whatever is no model.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use proptest::prelude::*;
use suar_detect::{Model, ModelError, train};

use crate::tiny::{MODEL, examples, packs};

/// The end of the first line, which a person can read.
fn head_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|&byte| byte == b'\n').unwrap()
}

#[test]
fn the_same_posts_give_the_same_bytes_and_read_back() {
    let bytes = MODEL.to_bytes();
    let again = train(&examples(), &packs());
    assert_eq!(again.model.to_bytes(), bytes);
    assert_eq!(again.held.len(), examples().len());
    let read = Model::from_bytes(&bytes).unwrap();
    assert_eq!(read, *MODEL);
    assert_eq!(read.version(), MODEL.version());
    let head: serde_json::Value = serde_json::from_slice(bytes.get(..head_length(&bytes)).unwrap()).unwrap();
    assert_eq!(head.pointer("/about/examples").unwrap(), 60);
}

#[test]
fn a_file_that_was_cut_or_grew_is_refused() {
    let bytes = MODEL.to_bytes();
    let head = head_length(&bytes);
    for length in [0, 1, head / 2, head - 1] {
        let cut = Model::from_bytes(bytes.get(..length).unwrap());
        assert!(matches!(cut, Err(ModelError::NoHeader(_))), "{length}");
    }
    for length in [head, head + 1, head + 2, bytes.len() - 1] {
        let cut = Model::from_bytes(bytes.get(..length).unwrap());
        assert!(matches!(cut, Err(ModelError::WrongLength { .. })), "{length}");
    }
    let longer = [bytes.as_slice(), b"\0"].concat();
    let fault = Model::from_bytes(&longer).unwrap_err().to_string();
    assert!(fault.contains("the file was cut or changed"), "{fault}");
}

#[test]
fn another_format_and_another_file_say_what_they_are() {
    let bytes = MODEL.to_bytes();
    let head = String::from_utf8(bytes.get(..head_length(&bytes)).unwrap().to_vec()).unwrap();
    let newer = head.replacen("\"format\":1", "\"format\":2", 1);
    assert_ne!(newer, head);
    let newer = [newer.as_bytes(), bytes.get(head.len()..).unwrap()].concat();
    assert!(matches!(Model::from_bytes(&newer), Err(ModelError::OtherFormat(2))));
    for other in [b"".as_slice(), b"{}\n", b"PK\x03\x04", b"\n", b"[1]\n"] {
        assert!(matches!(Model::from_bytes(other), Err(ModelError::NoHeader(_))));
    }
}

#[test]
fn the_version_changes_with_every_weight() {
    let mut bytes = MODEL.to_bytes();
    let middle = usize::midpoint(head_length(&bytes), bytes.len());
    *bytes.get_mut(middle).unwrap() ^= 1;
    assert_ne!(Model::from_bytes(&bytes).unwrap().version(), MODEL.version());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_byte_of_the_head_is_read_or_refused_and_never_a_panic(place in 0_usize..2000, byte in any::<u8>()) {
        let mut bytes = MODEL.to_bytes();
        let place = place % head_length(&bytes);
        *bytes.get_mut(place).unwrap() = byte;
        if let Ok(model) = Model::from_bytes(&bytes) {
            let detector = suar_detect::Detector::new(packs(), &model);
            detector.read(&suar_signal::Signal::new("p", "dicari admin di kamboja gaji 15 juta"));
        }
    }
}
