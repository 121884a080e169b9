//! Which of the sums in a text is the pay for the job.

use suar_signal::{Currency, Language, Pay, Period};
use suar_text::{Folded, Token, TokenKind};

use crate::money::Sum;
use crate::{ImpliedCurrency, MoneyWords, PayCue};

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
    let (before, period_before) = cue_before(folded, sum, words);
    let cue = before.or_else(|| cue_after(folded, sum, words));
    if cue == Some(PayCue::NotPay) || is_per_head(folded, sum, words) {
        return None;
    }
    if counts_something_else(folded, sum, words) {
        return None;
    }
    let mut sum = sum.clone();
    if cue == Some(PayCue::Pay) || sum.period.is_some() {
        scale_bare(&mut sum, words, language);
    }
    let sum = &sum;
    let has_period = sum.period.is_some() || cue.is_none() && period_before.is_some();
    let certain = cue == Some(PayCue::Pay) || has_period && (sum.currency.is_some() || sum.multiplied);
    let currency = currency_of(sum, words, language, certain)?;
    let period = sum.period.or(period_before).unwrap_or(Period::Month);
    Some(Judged { pay: Pay { min: sum.min, max: sum.max, currency, period }, certain })
}

/// "gaji 2 digit", "3 bulan": a bare number that counts what the next word names.
fn counts_something_else(folded: &Folded, sum: &Sum, words: &MoneyWords) -> bool {
    let next = folded.tokens().get(sum.amount_end).filter(|token| !token.starts_sentence);
    let is_counted =
        |token: &Token| words.counted.contains(folded.plain(token)) || words.counted.contains(folded.word(token));
    sum.currency.is_none() && !sum.multiplied && next.is_some_and(is_counted)
}

/// "gaji 1,7" is millions, "180/hari" is thousands: what a bare number near pay means in a language.
fn scale_bare(sum: &mut Sum, words: &MoneyWords, language: Language) {
    let Some(largest) = sum.max.or(sum.min).filter(|_| sum.currency.is_none() && !sum.multiplied) else { return };
    let scales = words.bare_scales.iter().filter(|scale| scale.language == language);
    let Some(scale) = scales.into_iter().find(|scale| scale.from <= largest && largest <= scale.to) else { return };
    sum.min = sum.min.map(|end| end * scale.factor);
    sum.max = sum.max.map(|end| end * scale.factor);
    sum.multiplied = true;
}

/// The currency named, or the one that the language implies where the sum is of its size.
fn currency_of(sum: &Sum, words: &MoneyWords, language: Language, certain: bool) -> Option<Currency> {
    if sum.currency.is_some() {
        return sum.currency;
    }
    let largest = sum.max.or(sum.min)?;
    if !sum.multiplied && !certain {
        return None;
    }
    let fits = |implied: &&ImpliedCurrency| implied.floor <= largest && largest <= implied.ceiling;
    let own = words.implied.iter().find(|implied| implied.language == language);
    // "20 juta" in a text taken for Malay is rupiah: no pay is that high in ringgit.
    let other = || words.implied.iter().find(|implied| implied.is_default && sum.multiplied && fits(implied));
    own.filter(fits).or_else(other).map(|implied| implied.currency)
}

/// The nearest telling word before the sum, and a period named between the two. What a sum is not
/// is told only in its own clause; that it is pay also by a heading on the line before.
fn cue_before(folded: &Folded, sum: &Sum, words: &MoneyWords) -> (Option<PayCue>, Option<Period>) {
    let tokens = folded.tokens();
    let mut period = None;
    let mut seen = 0;
    let mut breaks = 0;
    let mut same_clause = true;
    // "sehari 90rb": a period right before the sum needs no further word.
    let mut touching = None;
    let mut index = sum.tokens.start;
    while let (Some(token), Some(before)) =
        (tokens.get(index), index.checked_sub(1).and_then(|before| tokens.get(before)))
    {
        same_clause &= !is_apart(folded, before, token);
        breaks += usize::from(token.starts_sentence);
        index -= 1;
        if seen >= CUE_REACH || breaks > 1 {
            break;
        }
        if !matches!(before.kind, TokenKind::Word | TokenKind::Number) {
            continue;
        }
        match cue_of(folded, before, words) {
            Some(PayCue::Pay) if breaks == 0 || seen == 0 => {
                return (Some(PayCue::Pay), period.or_else(|| words.period(folded.plain(before), folded.language())));
            }
            Some(PayCue::NotPay) if same_clause => return (Some(PayCue::NotPay), None),
            Some(PayCue::NotPayWithoutPeriod) if same_clause && sum.period.is_none() => {
                return (Some(PayCue::NotPay), None);
            }
            _ => {}
        }
        let named = words.period(folded.plain(before), folded.language());
        if named.is_some() && seen == 0 && same_clause {
            touching = named;
        }
        period = period.or(named);
        seen += 1;
    }
    (None, touching)
}

/// A word of pay behind the sum, nothing but words in between.
fn cue_after(folded: &Folded, sum: &Sum, words: &MoneyWords) -> Option<PayCue> {
    let tokens = folded.tokens();
    for index in sum.tokens.end..sum.tokens.end + CUE_REACH_AFTER {
        let (last, token) = (tokens.get(index.checked_sub(1)?)?, tokens.get(index)?);
        if token.kind != TokenKind::Word || is_apart(folded, last, token) {
            return None;
        }
        if cue_of(folded, token, words) == Some(PayCue::Pay) {
            return Some(PayCue::Pay);
        }
    }
    None
}

/// "500rb per kepala": paid for each person brought, not for the job.
fn is_per_head(folded: &Folded, sum: &Sum, words: &MoneyWords) -> bool {
    let following = folded.tokens().iter().skip(sum.tokens.end).take(3).take_while(|token| !token.starts_sentence);
    let mut linked = false;
    for token in following {
        let word = folded.word(token);
        let plain = folded.plain(token);
        let is_head = words.per_head.contains(word) || words.per_head.contains(plain);
        if is_head && (linked || word.starts_with("per")) {
            return true;
        }
        linked = word == "/" || words.links.contains(word) || words.links.contains(plain);
    }
    false
}

/// A comma, a sentence or a line between two tokens.
pub(crate) fn is_apart(folded: &Folded, before: &Token, after: &Token) -> bool {
    let between = folded.text().get(before.end as usize..after.start as usize).unwrap_or("");
    after.starts_sentence || between.contains([',', ';', '(', ')', '\n', '+'])
}

/// What a word says of sums near it; the commonest ending is tried here, the lists hold the rest.
fn cue_of(folded: &Folded, token: &Token, words: &MoneyWords) -> Option<PayCue> {
    let (plain, word) = (folded.plain(token), folded.word(token));
    let find = |word: &str| words.cues.get(word).copied();
    find(plain).or_else(|| find(word)).or_else(|| word.strip_suffix("nya").and_then(find))
}
