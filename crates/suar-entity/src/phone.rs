//! Telephone numbers: as digits, split, spelled or mixed, brought to E.164.

use std::ops::Range;

use rustc_hash::FxHashMap;
use suar_text::{Folded, TokenKind};

use crate::EntityTables;
use crate::tables::hint;

/// The numbering plan of one country, as far as it tells a number from other digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhonePlan {
    /// ISO 3166 code.
    pub country: String,
    /// Country code, without plus.
    pub code: String,
    /// What is dialled before a national number inside the country; may be empty.
    pub trunk: String,
    /// First digits of mobile numbers, behind the trunk prefix.
    pub mobile: Vec<String>,
    /// How many digits a mobile number has, behind the trunk prefix.
    pub mobile_lengths: Range<usize>,
    /// First digits of fixed lines, behind the trunk prefix.
    pub fixed: Vec<String>,
    /// How many digits a fixed line has, behind the trunk prefix.
    pub fixed_lengths: Range<usize>,
}

impl PhonePlan {
    fn is_mobile(&self, national: &str) -> bool {
        self.mobile_lengths.contains(&national.len())
            && self.mobile.iter().any(|prefix| national.starts_with(prefix.as_str()))
    }

    fn is_fixed(&self, national: &str) -> bool {
        self.fixed_lengths.contains(&national.len())
            && self.fixed.iter().any(|prefix| national.starts_with(prefix.as_str()))
    }
}

/// The numbering plans of all countries concerned.
#[derive(Clone, Debug, Default)]
pub struct PhonePlans {
    plans: Vec<PhonePlan>,
    by_country: FxHashMap<Box<str>, usize>,
}

impl PhonePlans {
    /// The plans given.
    pub fn new(plans: Vec<PhonePlan>) -> Self {
        let by_country =
            plans.iter().enumerate().map(|(number, plan)| (plan.country.as_str().into(), number)).collect();
        Self { plans, by_country }
    }

    fn of_country(&self, country: &str) -> Option<&PhonePlan> {
        self.by_country.get(country).and_then(|&number| self.plans.get(number))
    }

    /// A number that names its country: digits behind a plus or `00`.
    fn international(&self, digits: &str) -> Option<String> {
        let plan = self.plan_of_digits(digits)?;
        let national = digits.strip_prefix(plan.code.as_str())?;
        let national = if plan.trunk.is_empty() {
            national
        } else {
            national.strip_prefix(plan.trunk.as_str()).unwrap_or(national)
        };
        (plan.is_mobile(national) || plan.is_fixed(national)).then(|| format!("+{}{national}", plan.code))
    }

    fn plan_of_digits(&self, digits: &str) -> Option<&PhonePlan> {
        self.plans.iter().filter(|plan| digits.starts_with(plan.code.as_str())).max_by_key(|plan| plan.code.len())
    }

    /// A number behind a plus whose country has no plan here: taken as it is.
    fn of_unknown_country(&self, digits: &str) -> Option<String> {
        let known = self.plan_of_digits(digits).is_some();
        (!known && (8..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| format!("+{digits}"))
    }

    fn national(&self, digits: &str, countries: &[&str], announced: bool) -> Option<String> {
        countries.iter().filter_map(|country| self.of_country(country)).find_map(|plan| {
            let national = digits.strip_prefix(plan.trunk.as_str())?;
            let fits = plan.is_mobile(national) && (announced || !plan.trunk.is_empty())
                || announced && plan.is_fixed(national);
            fits.then(|| format!("+{}{national}", plan.code))
        })
    }

    /// "wa 812…": a mobile number of the first country, announced and without its trunk prefix.
    fn without_trunk(&self, written: &Written, countries: &[&str]) -> Option<String> {
        let plan = self.of_country(countries.first().filter(|_| written.announced)?)?;
        let fits = !plan.trunk.is_empty() && plan.is_mobile(&written.digits);
        fits.then(|| format!("+{}{}", plan.code, written.digits))
    }

    /// The E.164 form of digits as they were written.
    pub(crate) fn normalise(&self, written: &Written, countries: &[&str]) -> Option<String> {
        let digits = written.digits.as_str();
        if written.plus {
            return self.international(digits).or_else(|| self.of_unknown_country(digits));
        }
        if let Some(rest) = digits.strip_prefix("00") {
            return self.international(rest);
        }
        let found = self.national(digits, countries, written.announced);
        found.or_else(|| self.without_plus(written)).or_else(|| self.without_trunk(written, countries))
    }

    /// A number that begins with the code of its country, without a plus.
    fn without_plus(&self, written: &Written) -> Option<String> {
        let digits = written.digits.as_str();
        let plan = self.plan_of_digits(digits)?;
        let national = digits.strip_prefix(plan.code.as_str())?;
        let national =
            national.strip_prefix(plan.trunk.as_str()).filter(|_| !plan.trunk.is_empty()).unwrap_or(national);
        let sure = plan.is_mobile(national) && (written.announced || plan.code.len() > 1 && digits.len() >= 10);
        sure.then(|| format!("+{}{national}", plan.code))
    }
}

/// Digits as they were written, before they are a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) digits: String,
    pub(crate) plus: bool,
    /// Whether a word or a link says that a telephone number follows.
    pub(crate) announced: bool,
    /// Bytes of the folded text.
    pub(crate) range: Range<usize>,
}

const MOST_DIGITS: usize = 16;
const FEWEST_DIGITS: usize = 8;
/// So many digits of a number must be words before it counts as spelled.
const FEWEST_SPELLED: usize = 3;

/// All numbers of a text: value and range in the folded text.
pub(crate) fn find_phones(
    folded: &Folded,
    tables: &EntityTables,
    hints: &[u8],
    countries: &[&str],
) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut position = 0;
    let text = folded.text();
    while let Some(start) = next_start(text, position) {
        let groups = read_groups(text, start);
        let Some(last) = groups.last() else { break };
        position = last.range.end.max(start + 1);
        let announced = is_announced(text, start, tables);
        let mut first = 0;
        while first < groups.len() {
            let Some((value, range, used)) = longest_number(&groups, first, announced, tables, countries) else {
                first += 1;
                continue;
            };
            found.push((value, range));
            first += used;
        }
    }
    if hints.iter().filter(|bits| **bits & hint::DIGIT != 0).count() >= FEWEST_SPELLED {
        find_spelled(folded, tables, countries, &mut found);
    }
    found.sort_by_key(|(_, range)| range.start);
    found
}

struct Group {
    digits: String,
    plus: bool,
    range: Range<usize>,
    /// Whether a sign that separates numbers stands before it.
    apart: bool,
}

fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find(|&position| {
        let byte = bytes.get(position).copied().unwrap_or(0);
        if !byte.is_ascii_digit() && !matches!(byte, b'+' | b'(' | b'o') {
            return false;
        }
        let before = position.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b' ');
        let next = bytes.get(position + 1).copied().unwrap_or(b' ');
        let begins = byte.is_ascii_digit()
            || (byte == b'+' && (next.is_ascii_digit() || next == b'(' || next == b' '))
            || (byte == b'(' && (next.is_ascii_digit() || next == b'+'))
            || (byte == b'o' && is_digit_like(bytes, position));
        begins && !before.is_ascii_digit() && (byte != b'o' || !before.is_ascii_alphabetic())
    })
}

/// Groups of digits with the signs of telephone numbers between them, on one line.
fn read_groups(text: &str, start: usize) -> Vec<Group> {
    let bytes = text.as_bytes();
    let mut groups: Vec<Group> = Vec::new();
    let mut position = start;
    let mut plus = false;
    let mut apart = true;
    let mut gap = 0;
    while let Some(&byte) = bytes.get(position) {
        if is_digit_like(bytes, position) {
            let end = (position..bytes.len()).find(|&at| !is_digit_like(bytes, at)).unwrap_or(bytes.len());
            let digits: String = text.get(position..end).unwrap_or("").chars().map(as_digit).collect();
            let begin = if plus { position - gap } else { position };
            groups.push(Group { digits, plus, range: begin..end, apart: apart || plus });
            (plus, apart, gap) = (false, false, 0);
            position = end;
            continue;
        }
        match byte {
            b' ' | b'-' | b'.' | b'(' | b')' | b'_' => {}
            b'/' | b',' | b'|' | b'&' => apart = true,
            b'+' => {
                plus = true;
                gap = 0;
            }
            _ => break,
        }
        gap += 1;
        if gap > 3 || groups.len() > 24 {
            break;
        }
        position += 1;
    }
    if groups.is_empty() {
        groups.push(Group { digits: String::new(), plus: false, range: start..start + 1, apart: true });
    }
    groups
}

/// A digit, or a letter o or l in a group of digits ("O812", "ooo4"): letters that stand for digits
/// make up a group of their own only between groups that have digits.
fn is_digit_like(bytes: &[u8], position: usize) -> bool {
    let stands_in = |at: usize| matches!(bytes.get(at), Some(b'0'..=b'9' | b'o' | b'l'));
    match bytes.get(position) {
        Some(b'0'..=b'9') => return true,
        Some(b'o' | b'l') => {}
        _ => return false,
    }
    let start = (0..=position).rev().take(LONGEST_GROUP).take_while(|&at| stands_in(at)).last().unwrap_or(position);
    let end = (position..bytes.len())
        .take(LONGEST_GROUP)
        .take_while(|&at| stands_in(at))
        .last()
        .map_or(position, |last| last + 1);
    let letter_at = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    if letter_at(start.checked_sub(1)) || letter_at(Some(end)) {
        return false;
    }
    let has_digit = (start..end).any(|at| bytes.get(at).is_some_and(u8::is_ascii_digit));
    let digit_before = start.checked_sub(2).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    has_digit || end - start >= 2 && digit_before
}

/// No group of a telephone number is longer.
const LONGEST_GROUP: usize = 20;

fn as_digit(letter: char) -> char {
    match letter {
        'o' => '0',
        'l' => '1',
        digit => digit,
    }
}

type Found = (String, Range<usize>, usize);

/// The number made of the most groups from `first` on.
fn longest_number(
    groups: &[Group],
    first: usize,
    announced: bool,
    tables: &EntityTables,
    countries: &[&str],
) -> Option<Found> {
    let mut written = Written { digits: String::new(), plus: false, announced, range: 0..0 };
    let mut best = None;
    for (used, group) in groups.get(first..)?.iter().enumerate() {
        if used > 0 && group.apart {
            break;
        }
        if used == 0 {
            written.plus = group.plus;
            written.range.start = group.range.start;
        }
        written.digits.push_str(&group.digits);
        written.range.end = group.range.end;
        if written.digits.len() > MOST_DIGITS {
            break;
        }
        if written.digits.len() >= FEWEST_DIGITS
            && let Some(value) = tables.phones.normalise(&written, countries)
        {
            best = Some((value, written.range.clone(), used + 1));
        }
    }
    let (_, _, used) = best.as_ref()?;
    // Digits that go on behind the number make it something else: an account, a price list.
    let follows = groups
        .get(first + used)
        .is_some_and(|group| !group.apart && group.digits.len() >= 3 && !group.digits.starts_with('0'));
    if follows && !announced { None } else { best }
}

/// Whether one of the three words before says that a number follows, or a link to a chat does.
fn is_announced(text: &str, start: usize, tables: &EntityTables) -> bool {
    let from = (start.saturating_sub(40)..=start).find(|&at| text.is_char_boundary(at)).unwrap_or(start);
    let before = text.get(from..start).unwrap_or("");
    if before.ends_with("wa.me/") || before.ends_with("phone=") || before.ends_with('+') {
        return true;
    }
    let mut words = before.rsplit(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    (0..3).any(|_| words.next().is_some_and(|word| tables.contact_words.contains(word)))
}

/// Numbers of which three digits or more are spelled: "nol delapan satu dua …".
fn find_spelled(folded: &Folded, tables: &EntityTables, countries: &[&str], found: &mut Vec<(String, Range<usize>)>) {
    let tokens = folded.tokens();
    let digit_of = |word: &str| tables.money.digits.get(word).copied();
    let mut index = 0;
    while index < tokens.len() {
        let mut digits = String::new();
        let mut spelled = 0;
        let mut repeat = 1;
        let mut end = index;
        for (offset, token) in tokens.iter().enumerate().skip(index) {
            let word = folded.plain(token);
            if let Some(&count) = tables.money.digit_repeats.get(word) {
                repeat = count;
                continue;
            }
            match (token.kind, digit_of(word)) {
                (TokenKind::Word, Some(digit)) => {
                    digits.extend(std::iter::repeat_n(char::from(b'0' + digit), std::mem::replace(&mut repeat, 1)));
                    spelled += 1;
                }
                (TokenKind::Number, _) => digits.extend(word.chars().filter(char::is_ascii_digit)),
                (TokenKind::Symbol, _) if offset > index && (word == "-" || word == "+") => {}
                _ => break,
            }
            end = offset + 1;
            if digits.len() > MOST_DIGITS {
                break;
            }
        }
        let range = tokens
            .get(index)
            .zip(tokens.get(end.saturating_sub(1)))
            .map(|(first, last)| first.start as usize..last.end as usize);
        if let Some(range) = range.filter(|_| spelled >= FEWEST_SPELLED && digits.len() >= FEWEST_DIGITS) {
            let written = Written { digits, plus: false, announced: true, range: range.clone() };
            if let Some(value) = tables.phones.normalise(&written, countries) {
                found.retain(|(_, other)| other.end <= range.start || other.start >= range.end);
                found.push((value, range));
            }
        }
        index = end.max(index + 1);
    }
}
