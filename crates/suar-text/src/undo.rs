//! What hides a whole word, and how it is undone: letters set apart, digits as letters, letters repeated.

use crate::Lexicon;
use crate::scan::{is_word_character, sets_no_spaces};

/// No more letters set apart are joined at once, and of those no more may be digits: each letter of a
/// long run that is no word in the end would be tried to the end of the run again.
const MOST_JOINED: usize = 256;
const MOST_DIGITS: usize = MOST_JOINED * 2 / 5;

/// The letters from `start` on that are set apart by one and the same sign, and where they end.
pub(crate) fn join_spaced(text: &str, start: usize) -> Option<(String, usize)> {
    let rest = text.get(start..)?;
    let mut characters = rest.chars();
    let first = characters.next()?;
    if first.is_alphanumeric() && characters.next()?.is_alphanumeric() {
        return None;
    }
    let after_first = rest.get(first.len_utf8()..)?;
    let gap_length = after_first.find(is_word_character).filter(|&length| length > 0 && length <= 4)?;
    let gap = after_first.get(..gap_length).filter(|gap| !gap.contains('\n'))?;
    let mut joined = String::from(first);
    let mut end = start + first.len_utf8();
    let (mut count, mut digits) = (1, usize::from(!first.is_alphabetic()));
    while count < MOST_JOINED
        && digits <= MOST_DIGITS
        && let Some(tail) = text.get(end..).and_then(|tail| tail.strip_prefix(gap))
    {
        let mut following = tail.chars();
        let Some(letter) = following.next().filter(|letter| letter.is_alphanumeric() && !sets_no_spaces(*letter))
        else {
            break;
        };
        if following.next().is_some_and(is_word_character) {
            break;
        }
        joined.push(letter);
        count += 1;
        digits += usize::from(!letter.is_alphabetic());
        end += gap.len() + letter.len_utf8();
    }
    let letters = count - digits;
    (letters >= 3 && letters * 5 >= count * 3).then_some((joined, end))
}

/// The known word behind digits and signs that stand for letters; `None` if there is none.
pub(crate) fn undo_leet(run: &str, lexicon: &Lexicon) -> Option<String> {
    let count = run.chars().count();
    let stand_ins = run.chars().filter(|character| !character.is_alphabetic()).count();
    if !(4..=32).contains(&count) || stand_ins == 0 || stand_ins * 2 > count {
        return None;
    }
    let stem = run.trim_end_matches(|character: char| character.is_ascii_digit());
    if stem.len() >= 3 && stem.chars().all(char::is_alphabetic) && lexicon.knows(stem) {
        return None;
    }
    ["i", "l"].iter().find_map(|one| {
        let candidate: String = run.chars().map(|character| letter_of(character, one)).collect();
        lexicon.knows(&candidate).then_some(candidate)
    })
}

fn letter_of(character: char, one: &str) -> char {
    match character {
        '0' => 'o',
        '1' | '!' | '|' => one.chars().next().unwrap_or('i'),
        '2' => 'z',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '6' | '9' => 'g',
        '7' => 't',
        '8' => 'b',
        other => other,
    }
}

/// A word with letters repeated three times or more, brought back; `None` if it has none.
pub(crate) fn collapse_repeats(word: &str, lexicon: &Lexicon) -> Option<String> {
    let bytes = word.as_bytes();
    if !bytes.windows(3).any(|three| matches!(three, [a, b, c] if a == b && b == c && a.is_ascii_alphabetic()))
        || word == "www"
    {
        return None;
    }
    let twice = shorten_runs(word, 2);
    if lexicon.knows(&twice) { Some(twice) } else { Some(shorten_runs(word, 1)) }
}

/// Cuts runs of three or more of one letter to `keep`; shorter runs stay.
fn shorten_runs(word: &str, keep: usize) -> String {
    let mut short = String::with_capacity(word.len());
    let mut characters = word.chars().peekable();
    while let Some(letter) = characters.next() {
        let mut length = 1;
        while characters.next_if_eq(&letter).is_some() {
            length += 1;
        }
        let kept = if length >= 3 { keep } else { length };
        short.extend(std::iter::repeat_n(letter, kept));
    }
    short
}
