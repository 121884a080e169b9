//! Sums of money: figures, multipliers, currencies and ranges.

use std::ops::Range;

use rustc_hash::FxHashSet;
use suar_signal::{Currency, Period};
use suar_text::{Folded, Token, TokenKind};

use crate::MoneyWords;
use crate::number::{Number, read_number};
use crate::pay::is_apart;
use crate::tables::hint;

/// One sum, or a range of sums, as it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sum {
    pub(crate) min: Option<f64>,
    pub(crate) max: Option<f64>,
    pub(crate) currency: Option<Currency>,
    pub(crate) period: Option<Period>,
    /// Whether a multiplier names it as money.
    pub(crate) multiplied: bool,
    pub(crate) tokens: Range<usize>,
    /// One past the last token of the figures; a period may follow.
    pub(crate) amount_end: usize,
}

/// The most words in the name of a currency.
const LONGEST_CURRENCY: usize = 3;

struct Side {
    value: f64,
    currency: Option<Currency>,
    multiplied: bool,
    end: usize,
}

/// All sums of a text, in order.
pub(crate) fn find_sums(folded: &Folded, words: &MoneyWords, hints: &[u8], taken: &[bool]) -> Vec<Sum> {
    let reader = Reader { folded, words };
    let mut found = Vec::new();
    let mut index = 0;
    while let (Some(token), Some(bits)) = (folded.tokens().get(index), hints.get(index)) {
        let may_begin = token.kind == TokenKind::Number || bits & (hint::NUMBER | hint::CURRENCY) != 0;
        if !may_begin || taken.get(index) == Some(&true) {
            index += 1;
            continue;
        }
        match reader.read_sum(index) {
            Some(sum) => {
                index = sum.tokens.end.max(index + 1);
                found.push(sum);
            }
            None => index += 1,
        }
    }
    found
}

struct Reader<'text> {
    folded: &'text Folded,
    words: &'text MoneyWords,
}

impl Reader<'_> {
    fn token(&self, index: usize) -> Option<&Token> {
        self.folded.tokens().get(index)
    }

    /// The word as it stands, short forms kept.
    fn word(&self, index: usize) -> &str {
        self.token(index).map_or("", |token| self.folded.plain(token))
    }

    /// Whether the word, short or in full, is one of a list.
    fn is_one_of(&self, index: usize, list: &FxHashSet<Box<str>>) -> bool {
        self.token(index)
            .is_some_and(|token| list.contains(self.folded.plain(token)) || list.contains(self.folded.word(token)))
    }

    fn is_symbol(&self, index: usize, sign: &str) -> bool {
        self.token(index).is_some_and(|token| token.kind == TokenKind::Symbol) && self.word(index) == sign
    }

    fn read_sum(&self, start: usize) -> Option<Sum> {
        let first = self.read_side(start)?;
        let mut sum = Sum {
            min: Some(first.value),
            max: Some(first.value),
            currency: first.currency,
            period: None,
            multiplied: first.multiplied,
            tokens: start..first.end,
            amount_end: first.end,
        };
        if let Some(second) = self.range_sign(first.end).and_then(|after| self.read_side(after)) {
            self.join_range(&mut sum, &first, &second);
        }
        if sum.min == sum.max {
            self.open_ends(&mut sum);
        }
        sum.amount_end = sum.tokens.end;
        self.read_period(&mut sum);
        Some(sum)
    }

    /// `currency? number multiplier? (number multiplier)? currency?`
    fn read_side(&self, start: usize) -> Option<Side> {
        let (before, at) = match self.read_currency(start) {
            Some((currency, next)) => (Some(currency), next),
            None => (None, start),
        };
        let (mut value, mut end, mut multiplied) = self.read_amount(at)?;
        if multiplied
            && let Some((more, next, true)) = self.read_amount(end)
            && more < value
            && before.is_none_or(|_| true)
            && self.token(end).is_some_and(|token| token.kind == TokenKind::Number && !token.starts_sentence)
        {
            value += more;
            end = next;
        }
        let mut currency = before;
        if currency.is_none()
            && self.token(end).is_some_and(|token| !token.starts_sentence)
            && let Some((after, next)) = self.read_currency(end)
            && !self.names_another_sum(next)
        {
            currency = Some(after);
            end = next;
            if let Some(factor) = self.multiplier(end) {
                value *= factor;
                multiplied = true;
                end += 1;
            }
        }
        Some(Side { value, currency, multiplied, end })
    }

    /// In "12 jt Rp 500.000" the currency belongs to what follows.
    fn names_another_sum(&self, index: usize) -> bool {
        self.token(index).is_some_and(|token| token.kind == TokenKind::Number && !token.starts_sentence)
    }

    fn read_amount(&self, at: usize) -> Option<(f64, usize, bool)> {
        let rest = self.folded.tokens().get(at..)?;
        let Number { mut value, tokens } = read_number(self.folded, rest, self.words)?;
        let mut end = at + tokens;
        let mut multiplied = false;
        if self.is_one_of(end, &self.words.links) && self.multiplier(end + 1).is_some() {
            // "11 an juta"
            end += 1;
        }
        while let Some(factor) = self.multiplier(end) {
            if !multiplied && factor >= 1e6 && value >= 1000.0 && self.has_one_mark(at) {
                // "3,207 juta" is three million, not three thousand million.
                value /= 1000.0;
            }
            value *= factor;
            multiplied = true;
            end += 1;
        }
        Some((value, end, multiplied))
    }

    fn has_one_mark(&self, index: usize) -> bool {
        self.word(index).bytes().filter(|byte| matches!(byte, b'.' | b',')).count() == 1
    }

    fn multiplier(&self, index: usize) -> Option<f64> {
        let token = self.token(index).filter(|token| token.kind == TokenKind::Word && !token.starts_sentence)?;
        self.words.multipliers.get(self.folded.plain(token)).copied()
    }

    /// A currency and the token behind it; the longest name wins ("us $", "dolar singapura").
    fn read_currency(&self, index: usize) -> Option<(Currency, usize)> {
        let word = self.word(index);
        if word.is_empty() {
            return None;
        }
        if self.words.currency_starts.contains(word) {
            let mut name = word.to_owned();
            let mut longest = None;
            for next in index + 1..index + LONGEST_CURRENCY {
                name.push(' ');
                name.push_str(self.word(next));
                if let Some(&currency) = self.words.currencies.get(name.as_str()) {
                    longest = Some((currency, next + 1));
                }
            }
            if longest.is_some() {
                return longest;
            }
        }
        let glued = self.words.glued_currencies.get(word).filter(|_| self.touches_number_before(index));
        self.words.currencies.get(word).or(glued).map(|&currency| (currency, index + 1))
    }

    /// "1500u": some signs name a currency only when they touch the number.
    fn touches_number_before(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.token(before));
        before
            .zip(self.token(index))
            .is_some_and(|(before, token)| before.kind == TokenKind::Number && before.end == token.start)
    }

    fn range_sign(&self, index: usize) -> Option<usize> {
        let token = self.token(index)?;
        if self.is_symbol(index, "-") || self.is_symbol(index, "~") {
            return (!self.is_symbol(index + 1, "-")).then_some(index + 1);
        }
        if self.word(index) == "s" && self.is_symbol(index + 1, "/") && self.word(index + 2) == "d" {
            return Some(index + 3);
        }
        let joins =
            token.kind == TokenKind::Word && !token.starts_sentence && self.is_one_of(index, &self.words.ranges);
        joins.then_some(index + 1)
    }

    fn join_range(&self, sum: &mut Sum, first: &Side, second: &Side) {
        let mut low = first.value;
        let mut high = second.value;
        if !first.multiplied && second.multiplied && low < 1000.0 {
            low *= self.factor_of(second);
        } else if first.multiplied && !second.multiplied && high < 1000.0 {
            high *= self.factor_of(first);
        }
        // In "$26–30 CAD" the sign is of the currency named behind.
        let signed = first.currency.is_some_and(|currency| currency.code() == "USD");
        if high < low
            || second.currency.is_some() && first.currency.is_some() && second.currency != first.currency && !signed
        {
            return;
        }
        sum.min = Some(low);
        sum.max = Some(high);
        sum.currency = if signed { second.currency.or(first.currency) } else { first.currency.or(second.currency) };
        sum.multiplied |= second.multiplied;
        sum.tokens.end = second.end;
    }

    /// The multiplier in front of a side's end, to be shared with the other side.
    fn factor_of(&self, side: &Side) -> f64 {
        (1..=2)
            .filter_map(|back| side.end.checked_sub(back))
            .find_map(|index| self.words.multipliers.get(self.word(index)).copied())
            .unwrap_or(1.0)
    }

    fn open_ends(&self, sum: &mut Sum) {
        let end = sum.tokens.end;
        let goes_on = self.token(end).is_some_and(|token| !token.starts_sentence);
        let and_more = self.is_one_of(end, &self.words.and_more)
            || self.words.and_more.contains(format!("{} {}", self.word(end), self.word(end + 1)).as_str());
        let plus = self.is_symbol(end, "+") && !self.is_list_plus(end);
        if goes_on && (and_more || plus) || self.opened_by(sum.tokens.start, &self.words.from) {
            sum.max = None;
        } else if self.opened_by(sum.tokens.start, &self.words.up_to) {
            sum.min = None;
        }
    }

    /// Whether a word of the list stands before the sum: directly, or one of a pair ("up to", "mulai dari").
    fn opened_by(&self, start: usize, list: &FxHashSet<Box<str>>) -> bool {
        let same_sentence = |index: usize| self.token(index).is_some_and(|token| !token.starts_sentence);
        let Some(first) = start.checked_sub(1).filter(|_| same_sentence(start)) else { return false };
        if self.is_one_of(first, list) {
            return true;
        }
        let joining = [&self.words.from, &self.words.up_to, &self.words.ranges, &self.words.links];
        let joins = joining.iter().any(|list| self.is_one_of(first, list));
        let second = first.checked_sub(1).filter(|_| joins && same_sentence(first));
        second.is_some_and(|second| self.is_one_of(second, list))
    }

    /// In "5 jt + bonus" the plus joins two things and opens nothing.
    fn is_list_plus(&self, index: usize) -> bool {
        self.token(index + 1).is_some_and(|next| {
            !next.starts_sentence
                && matches!(next.kind, TokenKind::Word | TokenKind::Number)
                && !self.is_one_of(index + 1, &self.words.links)
                && !self.words.periods.contains_key(self.folded.plain(next))
        })
    }

    fn read_period(&self, sum: &mut Sum) {
        for index in sum.tokens.end..sum.tokens.end + 5 {
            let before = index.checked_sub(1).and_then(|before| self.token(before));
            let Some((before, token)) = before.zip(self.token(index)) else { return };
            if is_apart(self.folded, before, token) && self.word(index) != "+" {
                return;
            }
            let word = self.folded.plain(token);
            let named = |word: &str| self.words.period(word, self.folded.language());
            if let Some(period) = named(word).or_else(|| named(self.folded.word(token))) {
                sum.period = Some(period);
                sum.tokens.end = index + 1;
                return;
            }
            let passes = matches!(token.kind, TokenKind::Symbol) && matches!(word, "/" | "-" | "+")
                || self.is_one_of(index, &self.words.links)
                || self.words.currencies.contains_key(word)
                || word == "1";
            if !passes {
                return;
            }
        }
    }
}
