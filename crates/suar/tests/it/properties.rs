//! What holds for every text.

use proptest::prelude::*;
use suar::output::terminal::{fit, width};
use suar_text::{clean, clean_line};

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cleaned_text_has_no_controls(text in any::<String>(), columns in 0_usize..40) {
        prop_assert!(!clean_line(&text).chars().any(char::is_control));
        prop_assert!(clean(&text).chars().all(|character| !character.is_control() || matches!(character, '\n' | '\t')));
        prop_assert_eq!(width(&fit(&clean_line(&text), columns)), columns);
    }
}
