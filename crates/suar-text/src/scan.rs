//! The word level: cuts folded text into tokens and undoes what hides whole words.

use suar_signal::Span;

use crate::characters::is_flag_half;
use crate::{Disguise, DisguiseKind, Folded, Lexicon, Token, TokenKind};

/// Signs that stand in a token of their own.
const MEANINGFUL: &str = "$€£¥₱฿₫₩₹%&+-/~@#:=";
/// Signs that end a sentence when a space or nothing follows.
const ENDS_SENTENCE: &str = ".!?;|•。！？…·";
/// Signs that may stand for a letter inside a word.
const LETTER_SIGNS: &str = "@$€!|*";
/// The fewest letters set apart that are joined when the word is not known.
const JOIN_UNKNOWN_FROM: usize = 5;

pub(crate) struct Scanner<'run> {
    lexicon: &'run Lexicon,
    folded: &'run mut Folded,
    /// The folded text, taken out while it is read.
    text: String,
    next_mark: usize,
    starts_sentence: bool,
}

impl<'run> Scanner<'run> {
    pub(crate) fn new(lexicon: &'run Lexicon, folded: &'run mut Folded) -> Self {
        let text = std::mem::take(&mut folded.text);
        Self {
            lexicon,
            folded,
            text,
            next_mark: 0,
            starts_sentence: true,
        }
    }

    pub(crate) fn run(mut self) {
        let text = std::mem::take(&mut self.text);
        let mut position = 0;
        while let Some(character) = text.get(position..).and_then(|rest| rest.chars().next()) {
            let next = position + character.len_utf8();
            position = if is_word_character(character) {
                self.read_run(&text, position)
            } else if is_flag_half(character) {
                self.read_flag(&text, position, character)
            } else {
                self.read_sign(&text, position, character);
                next
            };
        }
        self.folded.text = text;
    }

    fn read_sign(&mut self, text: &str, position: usize, character: char) {
        let next = position + character.len_utf8();
        if character == '\n' {
            self.starts_sentence = true;
        } else if character == ' ' {
        } else if ENDS_SENTENCE.contains(character) {
            let rest = text.get(next..).unwrap_or("");
            if rest
                .chars()
                .next()
                .is_none_or(|following| !following.is_alphanumeric())
            {
                self.starts_sentence = true;
            }
        } else if MEANINGFUL.contains(character) {
            self.push(text, position, next, TokenKind::Symbol, None);
        } else if is_pictograph(character) {
            self.push(text, position, next, TokenKind::Emoji, None);
        }
    }

    fn read_flag(&mut self, text: &str, position: usize, first: char) -> usize {
        let next = position + first.len_utf8();
        let Some(second) = text
            .get(next..)
            .and_then(|rest| rest.chars().next())
            .filter(|&half| is_flag_half(half))
        else {
            return next;
        };
        let end = next + second.len_utf8();
        let letters: String = [first, second]
            .iter()
            .filter_map(|&half| char::from_u32(half as u32 - 0x1F1E6 + 'a' as u32))
            .collect();
        self.push(text, position, end, TokenKind::Flag, Some(&letters));
        end
    }

    fn read_run(&mut self, text: &str, start: usize) -> usize {
        if let Some(end) = self.read_spaced(text, start) {
            return end;
        }
        let run = Run::read(text, start);
        let word = text.get(start..run.end).unwrap_or("");
        if run.whole_character {
            self.push(text, start, run.end, TokenKind::Word, None);
        } else if !run.has_letter && !run.has_sign {
            self.push(text, start, run.end, TokenKind::Number, None);
        } else if !run.has_digit && !run.has_sign {
            self.push_word(text, start, run.end, word, false);
        } else {
            return self.read_mixed(text, start, run.end);
        }
        run.end
    }

    /// Letters set apart by one and the same sign: `g a j i`, `k.a.m.b.o.j.a`.
    fn read_spaced(&mut self, text: &str, start: usize) -> Option<usize> {
        let (joined, end) = join_spaced(text, start)?;
        let word = undo_leet(&joined, self.lexicon).unwrap_or_else(|| joined.clone());
        let kind = DisguiseKind::Spaced;
        if self.lexicon.knows(&word) {
            self.push_disguised(text, start, end, &word, kind);
        } else if let Some(parts) = self.lexicon.cut_into_words(&word) {
            let parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
            for part in &parts {
                self.push_disguised(text, start, end, part, kind);
            }
        } else if joined
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count()
            >= JOIN_UNKNOWN_FROM
        {
            self.push_disguised(text, start, end, &joined, kind);
        } else {
            return None;
        }
        Some(end)
    }

    /// Letters with digits or signs between them: leet, masks, or numbers glued to words.
    fn read_mixed(&mut self, text: &str, start: usize, end: usize) -> usize {
        let run = text.get(start..end).unwrap_or("");
        if self.lexicon.full_form(run).is_some() {
            self.push_word(text, start, end, run, false);
            return end;
        }
        if run.contains('*')
            && let Some(word) = self.lexicon.unmask(run).map(str::to_owned)
        {
            self.push_disguised(text, start, end, &word, DisguiseKind::Masked);
            return end;
        }
        if let Some(word) = undo_leet(run, self.lexicon) {
            self.push_disguised(text, start, end, &word, DisguiseKind::Leet);
            return end;
        }
        let cut = run
            .find(|character: char| LETTER_SIGNS.contains(character))
            .filter(|&cut| cut > 0);
        if let Some(cut) = cut {
            return self.read_part(text, start, start + cut);
        }
        self.read_part(text, start, end)
    }

    /// A run without signs: either one name (`alexis17`, `b2b`), or numbers and units glued together (`rp12jt`).
    fn read_part(&mut self, text: &str, start: usize, end: usize) -> usize {
        let run = text.get(start..end).unwrap_or("");
        let has_letter = run
            .contains(|character: char| !character.is_ascii_digit() && !".,".contains(character));
        let has_digit = run.contains(|character: char| character.is_ascii_digit());
        if !has_letter {
            self.push(text, start, end, TokenKind::Number, None);
            return end;
        }
        if !has_digit {
            self.push_word(text, start, end, run, false);
            return end;
        }
        if let Some(doubled) = run
            .strip_suffix('2')
            .filter(|word| word.len() >= 3 && self.lexicon.knows(word))
        {
            let word = doubled.to_owned();
            self.push_word(text, start, end, &word, false);
            return end;
        }
        let cut = first_boundary(run);
        if self.is_number_with_unit(run, cut) {
            let (head, _) = run.split_at_checked(cut).unwrap_or((run, ""));
            if head.starts_with(|character: char| character.is_ascii_digit()) {
                self.push(text, start, start + cut, TokenKind::Number, None);
            } else {
                let head = head.to_owned();
                self.push_word(text, start, start + cut, &head, false);
            }
            return start + cut;
        }
        self.push(text, start, end, TokenKind::Word, None);
        end
    }

    fn is_number_with_unit(&self, run: &str, cut: usize) -> bool {
        let Some((head, tail)) = run.split_at_checked(cut) else {
            return false;
        };
        if tail.is_empty() {
            return false;
        }
        let letters = if head.starts_with(|character: char| character.is_ascii_digit()) {
            tail.get(..first_boundary(tail)).unwrap_or(tail)
        } else {
            head
        };
        self.lexicon.is_unit(letters) || (letters.len() >= 3 && self.lexicon.knows(letters))
    }

    fn push_word(&mut self, text: &str, start: usize, end: usize, word: &str, disguised: bool) {
        let collapsed = collapse_repeats(word, self.lexicon);
        let word = collapsed.as_deref().unwrap_or(word);
        match self.lexicon.full_form(word).map(str::to_owned) {
            Some(full) => {
                for part in full.split(' ') {
                    self.push_token(text, start, end, TokenKind::Word, Some(part), disguised);
                }
            }
            None => self.push_token(text, start, end, TokenKind::Word, Some(word), disguised),
        }
    }

    fn push_disguised(
        &mut self,
        text: &str,
        start: usize,
        end: usize,
        word: &str,
        kind: DisguiseKind,
    ) {
        let span = self.folded.original_span(start, end);
        if self
            .folded
            .disguises
            .last()
            .is_none_or(|last| last.span != span)
        {
            self.folded.disguises.push(Disguise { kind, span });
        }
        self.push_word(text, start, end, word, true);
    }

    fn push(&mut self, text: &str, start: usize, end: usize, kind: TokenKind, word: Option<&str>) {
        self.push_token(text, start, end, kind, word, false);
    }

    fn push_token(
        &mut self,
        text: &str,
        start: usize,
        end: usize,
        kind: TokenKind,
        word: Option<&str>,
        disguised: bool,
    ) {
        let span = self.folded.original_span(start, end);
        let marked = self.take_marks(start, end, span, kind);
        let word_start = self.folded.words.len() as u32;
        self.folded
            .words
            .push_str(word.unwrap_or_else(|| text.get(start..end).unwrap_or("")));
        self.folded.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            span,
            kind,
            starts_sentence: std::mem::take(&mut self.starts_sentence),
            disguised: disguised || marked,
            word_start,
            word_end: self.folded.words.len() as u32,
        });
    }

    /// Whether any character of the token was disguised; notes it once a token.
    fn take_marks(&mut self, start: usize, end: usize, span: Span, kind: TokenKind) -> bool {
        let mut found = None;
        while let Some(&(position, mark)) = self.folded.marks.get(self.next_mark) {
            if position as usize >= end {
                break;
            }
            if position as usize >= start {
                found = Some(mark);
            }
            self.next_mark += 1;
        }
        let Some(mark) = found.filter(|_| matches!(kind, TokenKind::Word | TokenKind::Number))
        else {
            return false;
        };
        if self
            .folded
            .disguises
            .last()
            .is_none_or(|last| last.span != span)
        {
            self.folded.disguises.push(Disguise { kind: mark, span });
        }
        true
    }
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts of one run"
)]
struct Run {
    end: usize,
    has_letter: bool,
    has_digit: bool,
    has_sign: bool,
    /// One character of a script that sets no spaces.
    whole_character: bool,
}

impl Run {
    fn read(text: &str, start: usize) -> Run {
        let mut run = Run {
            end: start,
            has_letter: false,
            has_digit: false,
            has_sign: false,
            whole_character: false,
        };
        let mut characters = text.get(start..).unwrap_or("").chars().peekable();
        let mut before = ' ';
        while let Some(character) = characters.next() {
            let follows = characters.peek().copied().unwrap_or(' ');
            if character.is_ascii_digit() {
                run.has_digit = true;
            } else if is_word_character(character) {
                if sets_no_spaces(character) {
                    if run.end > start {
                        return run;
                    }
                    run.whole_character = true;
                    run.end += character.len_utf8();
                    while let Some(mark) = characters.next_if(|&mark| is_mark(mark)) {
                        run.end += mark.len_utf8();
                    }
                    return run;
                }
                run.has_letter = true;
            } else if joins_number(before, character, follows)
                || joins_letters(before, character, follows)
            {
                run.has_letter |= character == '\'';
            } else if LETTER_SIGNS.contains(character)
                && before.is_alphanumeric()
                && follows.is_alphanumeric()
            {
                run.has_sign = true;
            } else {
                return run;
            }
            run.end += character.len_utf8();
            before = character;
        }
        run
    }
}

fn joins_number(before: char, character: char, follows: char) -> bool {
    (character == '.' || character == ',') && before.is_ascii_digit() && follows.is_ascii_digit()
}

fn joins_letters(before: char, character: char, follows: char) -> bool {
    character == '\'' && before.is_alphabetic() && follows.is_alphabetic()
}

fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || (!character.is_ascii() && is_mark(character))
}

fn is_mark(character: char) -> bool {
    !character.is_ascii() && unicode_normalization::char::is_combining_mark(character)
}

/// Scripts written without spaces: every character is a token.
fn sets_no_spaces(character: char) -> bool {
    matches!(character as u32,
        0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAA60..=0xAA7F)
}

fn is_pictograph(character: char) -> bool {
    matches!(character as u32, 0x2190..=0x21FF | 0x2300..=0x27BF | 0x2B00..=0x2BFF | 0x1F000..=0x1FAFF)
}

/// Where the first change between digits and letters is.
fn first_boundary(run: &str) -> usize {
    let starts_with_digit = run.starts_with(|character: char| character.is_ascii_digit());
    run.find(|character: char| {
        let numeric = character.is_ascii_digit() || (starts_with_digit && ".,".contains(character));
        numeric != starts_with_digit
    })
    .unwrap_or(run.len())
}

fn join_spaced(text: &str, start: usize) -> Option<(String, usize)> {
    let rest = text.get(start..)?;
    let mut characters = rest.chars();
    let first = characters.next()?;
    if first.is_alphanumeric() && characters.next()?.is_alphanumeric() {
        return None;
    }
    let after_first = rest.get(first.len_utf8()..)?;
    let gap_length = after_first
        .find(is_word_character)
        .filter(|&length| length > 0 && length <= 4)?;
    let gap = after_first
        .get(..gap_length)
        .filter(|gap| !gap.contains('\n'))?;
    let mut joined = String::from(first);
    let mut end = start + first.len_utf8();
    while let Some(tail) = text.get(end..).and_then(|tail| tail.strip_prefix(gap)) {
        let mut following = tail.chars();
        let Some(letter) = following
            .next()
            .filter(|letter| letter.is_alphanumeric() && !sets_no_spaces(*letter))
        else {
            break;
        };
        if following.next().is_some_and(is_word_character) {
            break;
        }
        joined.push(letter);
        end += gap.len() + letter.len_utf8();
    }
    let letters = joined
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    (letters >= 3 && letters * 5 >= joined.chars().count() * 3).then_some((joined, end))
}

/// The known word behind digits and signs that stand for letters; `None` if there is none.
fn undo_leet(run: &str, lexicon: &Lexicon) -> Option<String> {
    let count = run.chars().count();
    let stand_ins = run
        .chars()
        .filter(|character| !character.is_alphabetic())
        .count();
    if !(4..=32).contains(&count) || stand_ins == 0 || stand_ins * 2 > count {
        return None;
    }
    let stem = run.trim_end_matches(|character: char| character.is_ascii_digit());
    if stem.len() >= 3 && stem.chars().all(char::is_alphabetic) && lexicon.knows(stem) {
        return None;
    }
    ["i", "l"].iter().find_map(|one| {
        let candidate: String = run
            .chars()
            .map(|character| letter_of(character, one))
            .collect();
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
fn collapse_repeats(word: &str, lexicon: &Lexicon) -> Option<String> {
    let bytes = word.as_bytes();
    if !bytes
        .windows(3)
        .any(|three| matches!(three, [a, b, c] if a == b && b == c && a.is_ascii_alphabetic()))
        || word == "www"
    {
        return None;
    }
    let twice = shorten_runs(word, 2);
    if lexicon.knows(&twice) {
        Some(twice)
    } else {
        Some(shorten_runs(word, 1))
    }
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
