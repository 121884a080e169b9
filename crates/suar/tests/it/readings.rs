//! What holds for every reading with the packs and the model of the repository.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop at the first fault")]

use serde_json::{Value, json};

use crate::program::{repository, suar, suar_with};

/// The texts of a labelled set or of samples, by line.
fn texts_of(file: &str) -> Vec<String> {
    let content = std::fs::read_to_string(repository(file)).unwrap();
    let text = |line: &str| serde_json::from_str::<Value>(line).unwrap()["text"].as_str().unwrap().to_owned();
    content.lines().map(text).collect()
}

fn as_posts(texts: &[String]) -> String {
    texts.iter().enumerate().map(|(number, text)| json!({"id": number, "text": text}).to_string() + "\n").collect()
}

/// Bytes of the original that a span covers.
fn slice<'text>(text: &'text str, span: &Value) -> Option<&'text str> {
    text.get(span[0].as_u64()? as usize..span[1].as_u64()? as usize).filter(|slice| !slice.is_empty())
}

#[test]
fn every_span_is_a_slice_and_only_offers_have_signs() {
    let mut texts = texts_of("samples/facebook_groups.jsonl");
    texts.extend(texts_of("corpus/authored/lures_other.jsonl"));
    texts.extend(texts_of("corpus/authored/warn.jsonl"));
    let ran = suar_with(&["scan", "-"], as_posts(&texts).as_bytes());
    assert_eq!((ran.code, ran.objects().len()), (0, texts.len()), "{}", ran.err);
    for (object, text) in ran.objects().iter().zip(&texts) {
        let risk = object["risk"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&risk));
        assert!(object["axes"]["trafficking_elements"].as_f64().unwrap() <= risk + 1e-9, "{object}");
        for indicator in object["indicators"].as_array().unwrap() {
            assert!(object["kind"] == "offer" || indicator["id"] == "obfuscated_text", "{object}");
            for span in indicator["spans"].as_array().unwrap() {
                assert!(slice(text, span).is_some(), "{indicator} in {text}");
            }
        }
        for entity in object["entity_spans"].as_array().unwrap() {
            assert!(slice(text, &entity["span"]).is_some(), "{entity} in {text}");
        }
        let pay = &object["entities"]["pay"];
        assert!(pay.is_null() || !(pay["min"].is_null() && pay["max"].is_null()));
        let sum: f64 =
            object["reasons"].as_array().unwrap().iter().map(|reason| reason["weight"].as_f64().unwrap()).sum();
        assert!((1.0 / (1.0 + (-sum).exp()) - risk).abs() < 5e-3, "the reasons of {object} add up to {sum}");
    }
}

#[test]
fn evidence_is_the_place_and_the_contact_and_not_the_words_around_them() {
    let text = "Dibutuhkan admin CS di Poipet gaji 15 juta, tanpa pengalaman, minat WA";
    let ran = suar_with(&["check", "--json", "-"], text.as_bytes());
    let object: Value = serde_json::from_str(ran.out()).unwrap();
    let evidence = |id: &str| -> Vec<&str> {
        let found = object["indicators"].as_array().unwrap().iter().find(|indicator| indicator["id"] == id).unwrap();
        found["spans"].as_array().unwrap().iter().map(|span| slice(text, span).unwrap()).collect()
    };
    assert_eq!(evidence("hotspot_destination"), ["Poipet"]);
    assert_eq!(evidence("messaging_only_contact"), ["minat WA"]);
}

#[test]
fn a_bare_lure_without_contact_is_an_offer() {
    for text in ["loker admin Poipet gaji 15 juta", "loker admin judi online kamboja gaji 12jt"] {
        let ran = suar_with(&["check", "--json", "-"], text.as_bytes());
        let object: Value = serde_json::from_str(ran.out()).unwrap();
        assert_eq!(object["kind"], "offer", "{object}");
        assert_ne!(object["band"], "low", "{object}");
    }
}

#[test]
fn a_higher_prior_never_lowers_a_risk() {
    let texts = texts_of("samples/facebook_groups.jsonl");
    let posts = as_posts(&texts);
    let mut before = vec![0.0; texts.len()];
    for prior in ["0.0001", "0.01", "0.2", "0.9"] {
        let ran = suar_with(&["scan", "-", "--prior", prior], posts.as_bytes());
        for (object, before) in ran.objects().iter().zip(&mut before) {
            let risk = object["risk"].as_f64().unwrap();
            assert!(risk >= *before, "{risk} after {before}");
            *before = risk;
        }
    }
}

#[test]
fn the_samples_are_read_in_every_format() {
    let samples = repository("samples");
    let mut files: Vec<_> = std::fs::read_dir(&samples).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| {
        path.extension().is_some_and(|it| ["jsonl", "csv", "parquet", "json", "txt"].iter().any(|known| it == *known))
    });
    assert!(files.len() >= 5, "{files:?}");
    for file in files {
        let ran = suar(&["scan", file.to_str().unwrap(), "--quiet"]);
        assert_eq!(ran.code, 0, "{}: {}", file.display(), ran.err);
        assert!(!ran.objects().is_empty());
    }
}
