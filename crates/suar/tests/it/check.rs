//! `suar check` and `suar fold` from outside.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use serde_json::{Value, json};

use crate::program::{Folder, column, suar, suar_with};

const LURE: &str = "Dicari admin di k4mb0ja, gaji 15 juta, 𝘁𝗶𝗸𝗲𝘁 gratis, tanpa pengalaman. Minat WA 081200001234";

#[test]
fn a_text_is_explained_with_its_words_marked_and_the_sum() {
    let ran = suar(&["check", LURE]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for words in [
        "needs a human look",
        "[",
        "hotspot_destination",
        "“tiket gratis",
        "+6281200001234",
        "Sum in log-odds",
        "a person decides",
    ] {
        assert!(ran.out().contains(words), "{words}: {}", ran.out());
    }
    let safe = suar(&["check", "besok jadi ke pasar tidak"]);
    assert!(safe.out().contains("No warning signs found. That is no promise"), "{}", safe.out());
    assert!(!safe.out().to_lowercase().contains("safe"));
}

#[test]
fn a_sign_that_adds_nothing_stood_there_with_a_weight() {
    let text = "Di cari kerja admin di KAMBOJA, tidak perlu pengalaman, ijazah tidak perlu, minat WA 081200001234, tiket, makan dan mess ditanggung, proses cepat, umur 18 - 30, tanpa interview, bawa teman dapat bonus 2 juta, berangkat minggu ini";
    let signs = suar(&["check", "--json", text]).objects().remove(0);
    let signs = signs.get("indicators").and_then(Value::as_array).unwrap().clone();
    let weight = |sign: &Value| sign.get("weight").and_then(Value::as_f64).unwrap();
    let without = signs.iter().filter(|sign| weight(sign).abs() < 0.005).count();
    assert!(without > 0, "none of these signs has no weight: choose others");
    let shown = suar(&["check", text]);
    assert_eq!(shown.out().matches(", adds nothing to the rest): ").count(), without, "{}", shown.out());
    assert!(!shown.out().contains("0.00)") && !shown.out().contains("0.00,"), "{}", shown.out());
}

#[test]
fn one_figure_of_pay_was_shown_as_a_range() {
    for (text, said) in [
        ("gaji 15 juta", "pay: 15000000 IDR a month\n"),
        ("gaji 12 - 15 juta per bulan", "pay: 12000000 to 15000000 IDR a month\n"),
        ("gaji mulai 10 juta", "pay: from 10000000 IDR a month\n"),
    ] {
        let shown = suar(&["check", &format!("Dicari admin CS di Poipet, {text}, minat WA 081200001234")]);
        assert!(shown.out().contains(said), "{}", shown.out());
    }
}

#[test]
fn one_sign_was_counted_as_signs() {
    let texts =
        ["Loker admin gaji 3 juta, tanpa pengalaman, PT Contoh Jaya, lamaran ke hrd@contoh.example", "halo", LURE];
    for text in texts {
        let count = suar(&["check", "--json", text]).objects().remove(0);
        let count = count.get("indicators").and_then(Value::as_array).unwrap().len();
        let words = if count == 1 { "· 1 sign\n".to_owned() } else { format!("· {count} signs\n") };
        assert!(suar(&["check", text]).out().contains(&words), "{words}");
    }
}

#[test]
fn the_json_is_that_of_scan() {
    let ran = suar(&["check", "--json", LURE]);
    let post = json!({"id": "check", "text": LURE}).to_string();
    let scanned = suar_with(&["scan", "-"], post.as_bytes());
    assert_eq!(ran.out(), scanned.out());
    let object = ran.objects().remove(0);
    for indicator in object.get("indicators").and_then(Value::as_array).unwrap() {
        for span in indicator.get("spans").and_then(Value::as_array).unwrap() {
            let [start, end] = [0, 1].map(|end| span.get(end).and_then(Value::as_u64).unwrap() as usize);
            assert!(LURE.get(start..end).is_some_and(|slice| !slice.is_empty()), "{indicator}");
        }
    }
    let spans = object.get("entity_spans").and_then(Value::as_array).unwrap();
    let phone = spans.iter().find(|entity| entity.get("type") == Some(&json!("phone"))).unwrap();
    let [start, end] =
        [0, 1].map(|end| phone.pointer(&format!("/span/{end}")).and_then(Value::as_u64).unwrap() as usize);
    assert_eq!(LURE.get(start..end), Some("081200001234"));
}

#[test]
fn standard_input_is_read_also_when_it_is_broken_or_empty() {
    for input in [LURE.as_bytes(), b"", b"\xff\xfe a \xc3", b"\0\0", "\u{feff}halo".as_bytes()] {
        let ran = suar_with(&["check", "--json", "-"], input);
        assert_eq!((ran.code, ran.objects().len()), (0, 1), "{}", ran.err);
    }
    let long = "kerja ".repeat(800_000);
    let ran = suar_with(&["check", "-"], long.as_bytes());
    assert!(ran.code == 1 && ran.err.contains("`suar scan` reads files of many posts"), "{}", ran.err);
}

#[test]
fn folded_texts_come_with_their_disguises() {
    let folder = Folder::new();
    let posts = folder.write("x.csv", "nr,isi\n7,K4MB0JA tiket\n8,halo\n");
    let ran = suar(&["fold", &posts, "--map", "text=isi,id=nr"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let objects = ran.objects();
    assert_eq!(column(&objects, "id"), ["7", "8"]);
    assert_eq!(column(&objects, "plain"), ["kamboja tiket", "halo"]);
    assert_eq!(column(&objects, "text"), ["K4MB0JA tiket", "halo"]);
    let first = objects.first().unwrap();
    assert_eq!(first.pointer("/disguises/0/span"), Some(&json!([0, 7])));
    assert_eq!(first.pointer("/disguises/0/text"), Some(&json!("K4MB0JA")));
    assert_eq!(suar(&["fold", &posts]).code, 2);
}
