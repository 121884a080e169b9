//! The character level: one original character in, its plain small form out.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_security::confusable_detection::skeleton;

use crate::DisguiseKind;

/// What a character becomes.
pub(crate) enum Plain {
    /// Nobody sees it.
    Dropped,
    /// Itself, small.
    Same(char),
    /// Another character, by this disguise.
    Undone(char, DisguiseKind),
    /// Several characters, or none of the above; see the buffer.
    Many,
}

/// Marks that are not seen: zero-width, direction, variation, tags, and the marks
/// that are heaped on Latin letters.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character as u32,
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180E | 0x3164 | 0xFEFF | 0xFFA0
        | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F
        | 0xE0000..=0xE007F | 0xE0100..=0xE01EF
        | 0x300..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// Letters of scripts that have Latin look-alikes and also readers of their own.
pub(crate) fn has_own_readers(character: char) -> bool {
    matches!(character as u32,
        0x370..=0x3FF | 0x400..=0x52F | 0x530..=0x58F | 0x590..=0x5FF | 0x13A0..=0x13FF | 0x1400..=0x167F
        | 0xAB70..=0xABBF)
}

/// Whether the character is a regional indicator, half of a flag.
pub(crate) fn is_flag_half(character: char) -> bool {
    matches!(character as u32, 0x1F1E6..=0x1F1FF)
}

/// The plain form of one character. `undo_scripts` says whether letters of other
/// scripts may be taken for Latin ones; `buffer` holds the result when it is long.
pub(crate) fn plain(character: char, undo_scripts: bool, buffer: &mut String) -> Plain {
    if character.is_ascii() {
        return Plain::Same(character.to_ascii_lowercase());
    }
    if is_invisible(character) {
        return Plain::Dropped;
    }
    if let Some(letter) = negative_letter(character) {
        return Plain::Undone(letter, DisguiseKind::Styled);
    }
    let foreign = has_own_readers(character);
    if (!foreign || undo_scripts)
        && let Some(&letter) = look_alikes().get(&character)
    {
        let kind = if foreign { DisguiseKind::LookAlike } else { DisguiseKind::Styled };
        return Plain::Undone(letter, kind);
    }
    if foreign {
        return if undo_scripts { from_skeleton(character) } else { same_or_many(character, buffer) };
    }
    match latin_or_compatible(character, buffer) {
        // A styled letter of another script: bold Greek and the like.
        Plain::Same(letter) if undo_scripts && letter != character && has_own_readers(letter) => {
            plain(letter, undo_scripts, buffer)
        }
        done => done,
    }
}

/// The Latin letter that the character looks like, or that its small form does.
fn from_skeleton(character: char) -> Plain {
    let small = small_letter(character);
    match latin_shape(character).or_else(|| latin_shape(small)) {
        Some(letter) => Plain::Undone(letter, DisguiseKind::LookAlike),
        None => Plain::Same(small),
    }
}

fn latin_shape(character: char) -> Option<char> {
    let mut original = [0; 4];
    let mut shape = skeleton(character.encode_utf8(&mut original));
    let letter = shape.next().filter(|letter| letter.is_ascii_alphanumeric() && !character.is_numeric())?;
    shape.next().is_none().then(|| letter.to_ascii_lowercase())
}

fn small_letter(character: char) -> char {
    let mut small = character.to_lowercase();
    match (small.next(), small.next()) {
        (Some(letter), None) => letter,
        _ => character,
    }
}

fn same_or_many(character: char, buffer: &mut String) -> Plain {
    buffer.clear();
    buffer.extend(std::iter::once(character).nfkc().flat_map(char::to_lowercase));
    let mut letters = buffer.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Plain::Same(letter),
        _ => Plain::Many,
    }
}

fn latin_or_compatible(character: char, buffer: &mut String) -> Plain {
    buffer.clear();
    for compatible in std::iter::once(character).nfkc() {
        push_base(compatible, buffer);
    }
    let mut letters = buffer.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter == character => Plain::Same(letter),
        (Some(letter), None)
            if letter.is_ascii_alphanumeric() && !is_accented_latin(character) && !is_digit_mark(character) =>
        {
            Plain::Undone(letter, DisguiseKind::Styled)
        }
        (Some(letter), None) => Plain::Same(letter),
        (None, _) => Plain::Dropped,
        _ => Plain::Many,
    }
}

/// Superscript digits and the like are ordinary writing ("anak²").
fn is_digit_mark(character: char) -> bool {
    matches!(character, '²' | '³' | '¹' | 'ª' | 'º' | '°')
}

fn is_accented_latin(character: char) -> bool {
    matches!(character as u32, 0xC0..=0x24F | 0x1E00..=0x1EFF)
}

fn push_base(character: char, buffer: &mut String) {
    for small in character.to_lowercase() {
        match small {
            'đ' | 'ð' => buffer.push('d'),
            'ł' => buffer.push('l'),
            'ı' => buffer.push('i'),
            'ß' => buffer.push_str("ss"),
            '’' | '‘' | 'ʼ' | '`' | '´' => buffer.push('\''),
            '–' | '—' | '−' | '‐' | '‑' => buffer.push('-'),
            '“' | '”' | '„' => buffer.push('"'),
            _ if is_accented_latin(small) => {
                decompose_canonical(small, |part| {
                    if !is_combining_mark(part) {
                        buffer.push(part);
                    }
                });
            }
            _ if is_invisible(small) => {}
            _ => buffer.push(small),
        }
    }
}

/// White letters on black circles and squares: 🅐 🅰.
fn negative_letter(character: char) -> Option<char> {
    let offset = match character as u32 {
        code @ 0x1F150..=0x1F169 => code - 0x1F150,
        code @ 0x1F170..=0x1F189 => code - 0x1F170,
        _ => return None,
    };
    char::from_u32('a' as u32 + offset)
}

fn look_alikes() -> &'static FxHashMap<char, char> {
    static TABLE: OnceLock<FxHashMap<char, char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = FxHashMap::default();
        for line in include_str!("../data/lookalikes.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut signs = line.split(' ').filter_map(|sign| sign.chars().next());
            let Some(letter) = signs.next() else { continue };
            for stand_in in signs {
                table.insert(stand_in, letter);
                for other in stand_in.to_lowercase().chain(stand_in.to_uppercase()) {
                    table.entry(other).or_insert(letter);
                }
            }
        }
        table
    })
}
