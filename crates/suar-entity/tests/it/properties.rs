//! What holds for every text.

use std::fmt::Write;

use proptest::prelude::*;
use suar_entity::EntityKind;

use crate::tables::{english, indonesian, read, read_in};

/// Pieces that the extractor looks for, joined in ways that nobody would write.
const PIECES: &str = r"(wa |gaji |mulai |biaya |rp ?|\$|us|jt|juta|rb|k|u|usdt|per |/|bulan|hari|sampai |s/d|-|~|\+|\(|\)|0|00|62|8|12|812|0000|1234|12\.000|,|\.|o|l|nol |satu |dobel |puluh |ratus |@|t\.me/|wa\.me/|https?://|www\.|contoh|\.com|rina_hrd|tele: |padang|di |kamboja|jawa |tengah|#loker|🇰|🇭|🇰🇭|é|𝟖|0️⃣|\u{200b}|\u{202e}|\n| ){0,40}";

fn holds_in(text: &str) -> Result<(), TestCaseError> {
    for language in [indonesian(), english()] {
        let entities = read_in(text, language, &["*", "ID", "PH"]);
        let mut last = 0;
        for mention in &entities.mentions {
            let slice = mention.span.slice(text);
            prop_assert!(slice.is_some_and(|slice| !slice.is_empty()), "{:?} in {text:?}", mention);
            prop_assert!(mention.span.start >= last, "mentions are in order");
            prop_assert!(mention.tokens.start < mention.tokens.end, "{:?} covers tokens", mention);
            prop_assert!(!mention.value.is_empty());
            last = mention.span.start;
        }
        for value in entities.values(EntityKind::Phone) {
            let digits = value.strip_prefix('+').unwrap_or("");
            prop_assert!((7..=16).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()));
        }
        for value in entities.values(EntityKind::Handle) {
            prop_assert!(value.starts_with('@') && value.len() > 3);
        }
        if let Some(pay) = entities.pay {
            prop_assert!(pay.min.is_some() || pay.max.is_some());
            if let (Some(min), Some(max)) = (pay.min, pay.max) {
                prop_assert!(min <= max && min >= 0.0 && max.is_finite());
            }
        }
        prop_assert_eq!(read_in(text, language, &["*", "ID", "PH"]), entities, "twice the same");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,120}|(.|\n){0,60}") {
        holds_in(&text)?;
    }

    #[test]
    fn texts_of_telling_pieces_are_read_without_a_panic(text in PIECES) {
        holds_in(&text)?;
    }

    #[test]
    fn a_mobile_number_is_found_in_any_grouping(digits in "[0-9]{8}", cuts in prop::collection::vec(1_usize..5, 1..6), sign in "[ .-]") {
        let number = format!("0812{digits}");
        let mut written = String::new();
        let mut rest = number.as_str();
        for cut in cuts.into_iter().map(|cut| cut + 1) {
            let (group, tail) = rest.split_at_checked(cut).unwrap_or((rest, ""));
            write!(written, "{group}{}", if tail.is_empty() { "" } else { sign.as_str() })?;
            rest = tail;
        }
        written.push_str(rest);
        let entities = read(&format!("minat hubungi wa {written} ya"));
        prop_assert_eq!(entities.values(EntityKind::Phone), [format!("+62812{digits}")]);
    }

    #[test]
    fn the_pay_written_is_the_pay_read(millions in 1_u32..100, more in 0_u32..40) {
        let (low, high) = (f64::from(millions) * 1e6, f64::from(millions + more) * 1e6);
        for text in [
            format!("gaji {millions} juta - {} juta per bulan", millions + more),
            format!("gaji {millions}-{}jt/bulan", millions + more),
            format!("gaji Rp {millions}.000.000 sampai Rp {}.000.000", millions + more),
        ] {
            let pay = read(&text).pay;
            prop_assert_eq!(pay.map(|pay| (pay.min, pay.max)), Some((Some(low), Some(high))), "{}", text);
        }
    }
}
