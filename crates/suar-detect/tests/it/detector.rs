//! What holds for every reading.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use proptest::prelude::*;
use suar_detect::{Detector, Reading};
use suar_signal::{Band, Kind, Signal};

use crate::tiny::{detector, packs};

const LURE: &str = "DICARI admin di k4mb0ja, gaji 15 juta, 𝘁𝗶𝗸𝗲𝘁 gratis! minat wa 0812-0000-1234";

fn read(detector: &Detector, text: &str) -> Reading {
    detector.read(&Signal::new("p", text))
}

fn ids(reading: &Reading) -> Vec<&str> {
    reading.indicators.iter().map(|indicator| indicator.id.as_str()).collect()
}

fn holds_for(detector: &Detector, text: &str) -> Result<(), TestCaseError> {
    let reading = read(detector, text);
    prop_assert!((0.0..=1.0).contains(&reading.risk));
    prop_assert!(reading.axes.trafficking_elements <= reading.axes.unsafe_recruitment + 1e-4);
    let probability = reading.kind_probability;
    let sum = probability.offer + probability.warning + probability.news + probability.other_scam + probability.chat;
    prop_assert!((sum - 1.0).abs() < 1e-3, "{sum}");
    for indicator in &reading.indicators {
        prop_assert!(reading.kind == Kind::Offer || indicator.id == "obfuscated_text", "{}", indicator.id);
        for span in &indicator.spans {
            prop_assert!(span.slice(text).is_some_and(|slice| !slice.is_empty()), "{span:?} in {text:?}");
        }
    }
    for entity in &reading.entity_spans {
        prop_assert!(entity.span.slice(text).is_some_and(|slice| !slice.is_empty()), "{:?} in {text:?}", entity);
    }
    prop_assert_eq!(read(detector, text), reading);
    Ok(())
}

#[test]
fn a_lure_is_an_offer_with_its_evidence_in_the_words_that_were_posted() {
    let reading = read(&detector(), LURE);
    assert_eq!(reading.kind, Kind::Offer);
    let mut found = ids(&reading);
    found.sort_unstable();
    assert_eq!(found, ["free_travel", "hotspot_destination", "obfuscated_text", "unrealistic_salary"]);
    let evidence = |id: &str| {
        let indicator = reading.indicators.iter().find(|indicator| indicator.id == id).unwrap();
        let slices: Vec<&str> = indicator.spans.iter().map(|span| span.slice(LURE).unwrap()).collect();
        (slices, indicator.text.clone(), indicator.rule.clone())
    };
    let travel = evidence("free_travel");
    assert_eq!(travel, (vec!["𝘁𝗶𝗸𝗲𝘁 gratis"], "tiket gratis".to_owned(), "id:travel/free_ticket@2".to_owned()));
    assert_eq!(evidence("hotspot_destination").0, ["k4mb0ja"]);
    assert_eq!(evidence("obfuscated_text").0, ["k4mb0ja", "𝘁𝗶𝗸𝗲𝘁"]);
    assert_eq!(evidence("unrealistic_salary").0, ["15 juta"]);
    assert_eq!(reading.entities.phones, ["+6281200001234"]);
    assert_eq!(reading.entities.places, ["Cambodia"]);
    assert_eq!(reading.entities.pay.unwrap().min, Some(15e6));
}

#[test]
fn the_reasons_add_up_to_the_risk() {
    for text in [LURE, "loker kasir toko roti gaji 3 juta", "wah mantap", ""] {
        let reading = read(&detector(), text);
        let sum: f64 = reading.reasons.iter().map(|reason| reason.weight).sum();
        let risk = 1.0 / (1.0 + (-sum).exp());
        assert!((risk - reading.risk).abs() < 2e-3, "{text}: {risk} is not {}", reading.risk);
    }
}

#[test]
fn a_quoted_offer_has_no_signs_but_its_disguise() {
    let reading =
        read(&detector(), "awas penipuan, hati hati, ada loker k4mb0ja yang bilang tiket gratis, jangan percaya");
    assert_eq!(reading.kind, Kind::Warning);
    assert_eq!(ids(&reading), ["obfuscated_text"]);
    assert_eq!(reading.band, Band::Low);
}

#[test]
fn a_higher_prior_never_lowers_a_risk() {
    let texts = [LURE, "dicari pekerja toko di batam gaji 3 juta", "awas loker palsu", "wah mantap sekali", ""];
    let mut before = vec![(0.0, Band::Low); texts.len()];
    for prior in [0.0001, 0.001, 0.01, 0.1, 0.3, 0.5, 0.9, 0.999] {
        let detector = detector().with_prior(prior);
        for (text, before) in texts.iter().zip(&mut before) {
            let reading = read(&detector, text);
            assert!(reading.risk >= before.0 && reading.band >= before.1, "{text} at {prior}: {before:?}");
            *before = (reading.risk, reading.band);
        }
    }
    assert!(before.iter().all(|(risk, _)| *risk > 0.0));
}

#[test]
fn two_detectors_write_the_same_bytes() {
    let (one, other) = (detector(), detector());
    for text in [LURE, "awas loker palsu", "👩🏽‍💻 \u{202e}x", ""] {
        let bytes = |detector: &Detector| serde_json::to_vec(&read(detector, text)).unwrap();
        assert_eq!(bytes(&one), bytes(&other));
    }
}

#[test]
fn the_language_that_the_source_claims_is_believed() {
    let mut signal = Signal::new("p", "x y z");
    signal.lang = suar_signal::Language::from_code("th");
    assert_eq!(detector().read(&signal).language.code(), "th");
    assert_eq!(packs().phone_countries(detector().read(&signal).language), ["ID"]);
}

#[test]
fn pay_is_shown_for_a_sum_that_a_word_calls_pay_whatever_the_kind() {
    let said = read(&detector(), "polisi menangkap perekrut kemarin, gaji 15 juta, kata kapolres");
    assert!(said.entities.pay.is_some() && said.kind != Kind::Offer);
    let bare = read(&detector(), "wah mantap sekali fotonya kak 15 juta");
    assert!(bare.entities.pay.is_none() && bare.kind == Kind::Chat);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_read_and_every_span_fits(
        text in "\\PC{0,120}|(dicari |admin |loker |di |kamboja|k4mb0ja|tkt |tiket |𝘁𝗶𝗸𝗲𝘁 |gratis|tidak |gaji |15 juta|rp |wa |0812-0000-1234|🇰🇭|\u{200b}|\u{202e}|\\. |\n|\"|é){0,30}"
    ) {
        thread_local! {
            static DETECTOR: Detector = detector();
        }
        DETECTOR.with(|detector| holds_for(detector, &text))?;
    }
}
