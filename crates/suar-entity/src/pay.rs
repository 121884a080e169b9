//! Which of the sums in a text is the pay for the job.

use suar_signal::{Currency, Language, Pay, Period};
use suar_text::{Folded, TokenKind};

use crate::money::Sum;
use crate::{MoneyWords, PayCue};

/// How many words before a sum may say what it is.
const CUE_REACH: usize = 6;
/// How many words behind it.
const CUE_REACH_AFTER: usize = 3;

/// A sum judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Judged {
    pub(crate) pay: Pay,
    /// Whether a word or a period says that it is pay.
    pub(crate) certain: bool,
}

/// Judges one sum; `None` if it is no money or other money than pay.
pub(crate) fn judge(folded: &Folded, sum: &Sum, words: &MoneyWords, language: Language) -> Option<Judged> {
    let (cue, period_before) = cue_before(folded, sum, words);
    if cue == Some(PayCue::NotPay) {
        return None;
    }
    let cue = cue.or_else(|| cue_after(folded, sum, words));
    if cue == Some(PayCue::NotPay) {
        return None;
    }
    let certain = cue == Some(PayCue::Pay) || sum.period.is_some() && (sum.currency.is_some() || sum.multiplied);
    let currency = currency_of(sum, words, language, certain)?;
    let period = sum.period.or(period_before).unwrap_or(Period::Month);
    Some(Judged { pay: Pay { min: sum.min, max: sum.max, currency, period }, certain })
}

/// The currency named, or the one that the language implies where the sum is large enough.
fn currency_of(sum: &Sum, words: &MoneyWords, language: Language, certain: bool) -> Option<Currency> {
    if sum.currency.is_some() {
        return sum.currency;
    }
    let floor = words.implied_floor.get(&language).copied().unwrap_or(f64::MAX);
    let largest = sum.max.or(sum.min)?;
    let fits = largest >= floor && (sum.multiplied || certain);
    words.implied.get(&language).copied().filter(|_| fits)
}

/// The nearest telling word before the sum, and a period named between the two.
fn cue_before(folded: &Folded, sum: &Sum, words: &MoneyWords) -> (Option<PayCue>, Option<Period>) {
    let mut period = None;
    let mut seen = 0;
    let mut index = sum.tokens.start;
    let mut breaks = usize::from(folded.tokens().get(index).is_some_and(|token| token.starts_sentence));
    while let Some(token) = index.checked_sub(1).and_then(|before| folded.tokens().get(before)) {
        index -= 1;
        if matches!(token.kind, TokenKind::Word) {
            let word = folded.word(token);
            if let Some(&cue) = words.cues.get(word).or_else(|| words.cues.get(without_ending(word))) {
                // A heading on a line of its own ("Gaji:") reaches the next line.
                let heading = breaks == 0 || breaks == 1 && seen == 0;
                return (heading.then_some(cue), period.filter(|_| cue == PayCue::Pay));
            }
            if period.is_none() {
                period = words.periods.get(word).copied();
            }
            seen += 1;
        } else if token.kind == TokenKind::Number {
            seen += 1;
        }
        breaks += usize::from(token.starts_sentence);
        if seen >= CUE_REACH || breaks > 1 {
            break;
        }
    }
    (None, None)
}

fn cue_after(folded: &Folded, sum: &Sum, words: &MoneyWords) -> Option<PayCue> {
    let mut following = folded
        .tokens()
        .iter()
        .skip(sum.tokens.end)
        .take_while(|token| !token.starts_sentence && token.kind != TokenKind::Number);
    (0..CUE_REACH_AFTER).find_map(|_| following.next().and_then(|token| words.cues.get(folded.word(token)).copied()))
}

/// "gajinya" is "gaji" with an ending; the endings of cues are few enough to try here.
fn without_ending(word: &str) -> &str {
    word.strip_suffix("nya").unwrap_or(word)
}
