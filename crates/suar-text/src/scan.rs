//! The word level: cuts folded text into tokens and undoes what hides whole words.

use suar_signal::Language;

use crate::characters::is_flag_half;
use crate::fold::{Characters, span_of};
use crate::undo::{collapse_repeats, join_spaced, undo_leet};
use crate::{Disguise, DisguiseKind, Lexicon, Token, TokenKind};

/// The fewest letters set apart that are joined when the word is not known.
const JOIN_UNKNOWN_FROM: usize = 5;

pub(crate) struct Scanner<'run> {
    lexicon: &'run Lexicon,
    language: Language,
    text: &'run str,
    origin: &'run [(u32, u32)],
    marks: &'run [(u32, DisguiseKind)],
    words: Words,
    starts_sentence: bool,
}

/// What a scan makes.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) tokens: Vec<Token>,
    pub(crate) arena: String,
    pub(crate) disguises: Vec<Disguise>,
}

/// Bytes of the folded text.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
}

impl<'run> Scanner<'run> {
    pub(crate) fn new(lexicon: &'run Lexicon, language: Language, characters: &'run Characters) -> Self {
        let text = characters.text.as_str();
        let words = Words {
            tokens: Vec::with_capacity(text.len() / 4),
            arena: String::with_capacity(text.len() + text.len() / 8),
            disguises: Vec::new(),
        };
        Self {
            lexicon,
            language,
            text,
            origin: &characters.origin,
            marks: &characters.marks,
            words,
            starts_sentence: true,
        }
    }

    pub(crate) fn run(mut self) -> Words {
        let mut position = 0;
        while let Some(character) = self.text.get(position..).and_then(|rest| rest.chars().next()) {
            position = if is_word_character(character) {
                self.read_run(position)
            } else if is_flag_half(character) {
                self.read_flag(position, character)
            } else {
                self.read_sign(position, character);
                position + character.len_utf8()
            };
        }
        self.words
    }

    fn slice(&self, piece: Piece) -> &'run str {
        self.text.get(piece.start..piece.end).unwrap_or("")
    }

    fn read_sign(&mut self, position: usize, character: char) {
        if character == ' ' {
            return;
        }
        let piece = Piece { start: position, end: position + character.len_utf8() };
        if character == '\n' {
            self.starts_sentence = true;
        } else if ends_sentence(character) {
            let rest = self.text.get(piece.end..).unwrap_or("");
            if rest.chars().next().is_none_or(|following| !following.is_alphanumeric()) {
                self.starts_sentence = true;
            }
        } else if is_meaningful(character) {
            self.push(piece, TokenKind::Symbol);
        } else if is_pictograph(character) {
            self.push(piece, TokenKind::Emoji);
        }
    }

    fn read_flag(&mut self, position: usize, first: char) -> usize {
        let next = position + first.len_utf8();
        let second = self.text.get(next..).and_then(|rest| rest.chars().next());
        let Some(second) = second.filter(|&half| is_flag_half(half)) else { return next };
        let end = next + second.len_utf8();
        let as_letter = |half: char| char::from_u32(half as u32 - 0x1F1E6 + 'a' as u32);
        let letters: String = [first, second].into_iter().filter_map(as_letter).collect();
        self.push_token(Piece { start: position, end }, TokenKind::Flag, &letters, false);
        end
    }

    fn read_run(&mut self, start: usize) -> usize {
        if let Some(end) = self.read_spaced(start) {
            return end;
        }
        let run = Run::read(self.text, start);
        let piece = Piece { start, end: run.end };
        if run.whole_character {
            self.push(piece, TokenKind::Word);
        } else if !run.has_letter && !run.has_sign {
            self.push(piece, TokenKind::Number);
        } else if !run.has_digit && !run.has_sign {
            self.push_word(piece, self.slice(piece), false);
        } else {
            return self.read_mixed(piece);
        }
        run.end
    }

    /// Letters set apart by one and the same sign: `g a j i`, `k.a.m.b.o.j.a`.
    fn read_spaced(&mut self, start: usize) -> Option<usize> {
        let (joined, end) = join_spaced(self.text, start)?;
        let piece = Piece { start, end };
        let word = undo_leet(&joined, self.lexicon).unwrap_or_else(|| joined.clone());
        if self.lexicon.knows(&word) {
            self.push_disguised(piece, &word, DisguiseKind::Spaced);
        } else if let Some(parts) = self.lexicon.cut_into_words(&word) {
            for part in parts {
                self.push_disguised(piece, part, DisguiseKind::Spaced);
            }
        } else if joined.chars().filter(|letter| letter.is_alphabetic()).count() >= JOIN_UNKNOWN_FROM {
            self.push_disguised(piece, &joined, DisguiseKind::Spaced);
        } else {
            return None;
        }
        Some(end)
    }

    /// Letters with digits or signs between them: leet, masks, or numbers glued to words.
    fn read_mixed(&mut self, piece: Piece) -> usize {
        let run = self.slice(piece);
        let lexicon = self.lexicon;
        if lexicon.full_form(run, self.language).is_some() {
            self.push_word(piece, run, false);
        } else if let Some(word) = run.contains('*').then(|| lexicon.unmask(run)).flatten() {
            self.push_disguised(piece, word, DisguiseKind::Masked);
        } else if let Some(word) = undo_leet(run, lexicon) {
            self.push_disguised(piece, &word, DisguiseKind::Leet);
        } else {
            let cut = run.find(|character: char| is_letter_sign(character)).filter(|&cut| cut > 0);
            return self.read_part(Piece { start: piece.start, end: piece.start + cut.unwrap_or(run.len()) });
        }
        piece.end
    }

    /// A run without signs: either one name (`alexis17`, `b2b`), or numbers and units glued together (`rp12jt`).
    fn read_part(&mut self, piece: Piece) -> usize {
        let run = self.slice(piece);
        if run.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',') {
            self.push(piece, TokenKind::Number);
            return piece.end;
        }
        if !run.bytes().any(|byte| byte.is_ascii_digit()) {
            self.push_word(piece, run, false);
            return piece.end;
        }
        let doubled = run.strip_suffix('2').filter(|word| word.len() >= 3 && self.lexicon.knows(word));
        if let Some(word) = doubled {
            self.push_word(piece, word, false);
            return piece.end;
        }
        let cut = first_boundary(run);
        if !self.is_number_with_unit(run, cut) {
            self.push(piece, TokenKind::Word);
            return piece.end;
        }
        let head = Piece { start: piece.start, end: piece.start + cut };
        if run.starts_with(|character: char| character.is_ascii_digit()) {
            self.push(head, TokenKind::Number);
        } else {
            self.push_word(head, self.slice(head), false);
        }
        head.end
    }

    fn is_number_with_unit(&self, run: &str, cut: usize) -> bool {
        let Some((head, tail)) = run.split_at_checked(cut).filter(|(_, tail)| !tail.is_empty()) else { return false };
        let letters = if head.starts_with(|character: char| character.is_ascii_digit()) {
            tail.get(..first_boundary(tail)).unwrap_or(tail)
        } else {
            head
        };
        self.lexicon.is_unit(letters) || (letters.len() >= 3 && self.lexicon.knows(letters))
    }

    fn push_word(&mut self, piece: Piece, word: &str, disguised: bool) {
        let lexicon = self.lexicon;
        let collapsed = collapse_repeats(word, lexicon);
        let word = collapsed.as_deref().unwrap_or(word);
        let Some(full) = lexicon.full_form(word, self.language) else {
            return self.push_token(piece, TokenKind::Word, word, disguised);
        };
        for part in full.split(' ') {
            let plain_start = self.words.arena.len() as u32;
            self.words.arena.push_str(word);
            self.push_token(piece, TokenKind::Word, part, disguised);
            if let Some(token) = self.words.tokens.last_mut() {
                (token.plain_start, token.plain_end) = (plain_start, token.word_start);
            }
        }
    }

    fn push_disguised(&mut self, piece: Piece, word: &str, kind: DisguiseKind) {
        self.note_disguise(piece, kind);
        self.push_word(piece, word, true);
    }

    fn push(&mut self, piece: Piece, kind: TokenKind) {
        self.push_token(piece, kind, self.slice(piece), false);
    }

    fn push_token(&mut self, piece: Piece, kind: TokenKind, word: &str, disguised: bool) {
        let marked = self.take_marks(piece, kind);
        let word_start = self.words.arena.len() as u32;
        self.words.arena.push_str(word);
        self.words.tokens.push(Token {
            start: piece.start as u32,
            end: piece.end as u32,
            span: span_of(self.origin, piece.start, piece.end),
            kind,
            starts_sentence: std::mem::take(&mut self.starts_sentence),
            disguised: disguised || marked,
            plain_start: word_start,
            word_start,
            word_end: self.words.arena.len() as u32,
            plain_end: self.words.arena.len() as u32,
        });
    }

    fn note_disguise(&mut self, piece: Piece, kind: DisguiseKind) {
        let span = span_of(self.origin, piece.start, piece.end);
        if self.words.disguises.last().is_none_or(|last| last.span != span) {
            self.words.disguises.push(Disguise { kind, span });
        }
    }

    /// Whether any character of the token was disguised; notes it once a token.
    fn take_marks(&mut self, piece: Piece, kind: TokenKind) -> bool {
        let mut found = None;
        while let Some((&(position, mark), rest)) = self.marks.split_first() {
            if position as usize >= piece.end {
                break;
            }
            if position as usize >= piece.start {
                found = Some(mark);
            }
            self.marks = rest;
        }
        let Some(mark) = found.filter(|_| matches!(kind, TokenKind::Word | TokenKind::Number)) else { return false };
        self.note_disguise(piece, mark);
        true
    }
}

#[expect(clippy::struct_excessive_bools, reason = "four independent facts of one run")]
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
        let mut run = Run { end: start, has_letter: false, has_digit: false, has_sign: false, whole_character: false };
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
            } else if joins_number(before, character, follows) || joins_letters(before, character, follows) {
                run.has_letter |= character == '\'';
            } else if is_letter_sign(character) && before.is_alphanumeric() && follows.is_alphanumeric() {
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

pub(crate) fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || (!character.is_ascii() && is_mark(character))
}

fn is_mark(character: char) -> bool {
    !character.is_ascii() && unicode_normalization::char::is_combining_mark(character)
}

/// Scripts written without spaces: every character is a token.
pub(crate) fn sets_no_spaces(character: char) -> bool {
    matches!(character as u32,
        0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAA60..=0xAA7F)
}

/// Signs that stand in a token of their own.
fn is_meaningful(sign: char) -> bool {
    matches!(sign, '$' | '%' | '&' | '+' | '-' | '/' | '~' | '@' | '#' | ':' | '=')
        || matches!(sign, '€' | '£' | '¥' | '₱' | '฿' | '₫' | '₩' | '₹')
}

/// Signs that end a sentence when a space or nothing follows.
fn ends_sentence(sign: char) -> bool {
    matches!(sign, '.' | '!' | '?' | ';' | '|' | '•' | '。' | '！' | '？' | '…' | '·')
}

/// Signs that may stand for a letter inside a word.
fn is_letter_sign(sign: char) -> bool {
    matches!(sign, '@' | '$' | '€' | '!' | '|' | '*')
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
