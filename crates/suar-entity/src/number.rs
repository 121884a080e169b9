//! Numbers as written: with points and commas, or in words.

use suar_text::{Folded, Token, TokenKind};

use crate::{MoneyWords, NumberWord};

/// A number and the tokens it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    pub(crate) tokens: usize,
}

/// The number that begins with the first token, if one does.
pub(crate) fn read_number(folded: &Folded, tokens: &[Token], words: &MoneyWords) -> Option<Number> {
    let first = tokens.first()?;
    match first.kind {
        TokenKind::Number => parse_digits(folded.word(first)).map(|value| Number { value, tokens: 1 }),
        TokenKind::Word => read_words(folded, tokens, words),
        _ => None,
    }
}

fn read_words(folded: &Folded, tokens: &[Token], words: &MoneyWords) -> Option<Number> {
    let mut total = 0.0;
    let mut last = 0.0;
    let mut used = 0;
    for (index, token) in tokens.iter().enumerate() {
        if index > 0 && token.starts_sentence {
            break;
        }
        match words.numbers.get(folded.plain(token)).or_else(|| words.numbers.get(folded.word(token))) {
            Some(NumberWord::Unit(value)) => {
                total += value;
                last = *value;
            }
            Some(NumberWord::Add(value)) if used > 0 => total += value,
            Some(NumberWord::Times(factor)) if used > 0 => {
                total += last * (factor - 1.0);
                last *= factor;
            }
            _ => break,
        }
        used += 1;
    }
    (used > 0 && total > 0.0).then_some(Number { value: total, tokens: used })
}

/// Digits with points and commas: `12.000.000`, `1,500`, `3,5`, `2.25`.
pub(crate) fn parse_digits(text: &str) -> Option<f64> {
    let last_mark = text.rfind(['.', ',']);
    let Some(mark) = last_mark else {
        return text.parse().ok();
    };
    let tail = text.get(mark + 1..)?;
    let sign = text.get(mark..=mark)?;
    let same_signs = text.matches(sign).count();
    let other = if sign == "." { "," } else { "." };
    let groups_of_three = tail.len() == 3 && (same_signs > 1 || !text.contains(other));
    let is_decimal =
        !groups_of_three && same_signs == 1 && tail.len() <= 2 || (tail.len() == 3 && text.starts_with("0."));
    if is_decimal {
        let whole: String = text.get(..mark)?.chars().filter(char::is_ascii_digit).collect();
        return format!("{whole}.{tail}").parse().ok();
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::parse_digits;

    #[test]
    fn reads_points_and_commas_both_ways() {
        for (text, value) in [
            ("12", 12.0),
            ("12.000.000", 12e6),
            ("12,000,000", 12e6),
            ("1,500", 1500.0),
            ("1.500", 1500.0),
            ("3,5", 3.5),
            ("2.25", 2.25),
            ("1,500.50", 1500.5),
            ("1.500.000,00", 1.5e6),
        ] {
            assert_eq!(parse_digits(text), Some(value), "{text}");
        }
    }
}
