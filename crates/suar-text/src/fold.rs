use suar_signal::{Language, Span};

use crate::characters::{Plain, has_own_readers, is_invisible, plain};
use crate::scan::Scanner;
use crate::{Disguise, DisguiseKind, Lexicon, Token};

/// A text with its disguises undone, cut into words, and the way back to the original bytes.
#[derive(Clone, Debug)]
pub struct Folded {
    language: Language,
    text: String,
    origin: Vec<(u32, u32)>,
    tokens: Vec<Token>,
    words: String,
    disguises: Vec<Disguise>,
}

impl Folded {
    /// The text in small plain letters, word for word as it stood.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words, numbers and signs in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The word that a token stands for, after slang and disguise are undone.
    pub fn word(&self, token: &Token) -> &str {
        self.words.get(token.word_start as usize..token.word_end as usize).unwrap_or("")
    }

    /// The same word with its disguise undone but its short form kept: "jkt", "hr".
    pub fn plain(&self, token: &Token) -> &str {
        self.words.get(token.plain_start as usize..token.plain_end as usize).unwrap_or("")
    }

    /// Whether the word was written in a short form, so that [`Folded::plain`] and [`Folded::word`] differ.
    pub fn is_short_form(&self, token: &Token) -> bool {
        token.plain_start != token.word_start
    }

    /// The language that the words were folded in; `und` where nothing tells.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The disguised words, in order.
    pub fn disguises(&self) -> &[Disguise] {
        &self.disguises
    }

    /// The original bytes behind a range of bytes of [`Folded::text`].
    pub fn original_span(&self, start: usize, end: usize) -> Span {
        span_of(&self.origin, start, end)
    }

    /// All words in order, one space between them: the text that models and templates see.
    pub fn plain_text(&self) -> String {
        let mut plain = String::with_capacity(self.words.len() + self.tokens.len());
        for token in &self.tokens {
            if !plain.is_empty() {
                plain.push(' ');
            }
            plain.push_str(self.word(token));
        }
        plain
    }
}

/// The text after the character level, with the way back.
#[derive(Debug, Default)]
pub(crate) struct Characters {
    pub(crate) text: String,
    /// For each byte of `text` the first and the one past the last original byte it came from.
    pub(crate) origin: Vec<(u32, u32)>,
    /// Characters that were disguised one by one, in order.
    pub(crate) marks: Vec<(u32, DisguiseKind)>,
}

/// The original bytes behind a range of folded bytes.
pub(crate) fn span_of(origin: &[(u32, u32)], start: usize, end: usize) -> Span {
    let first = origin.get(start).map_or(0, |origin| origin.0);
    let last = end.checked_sub(1).and_then(|last| origin.get(last)).map_or(first, |origin| origin.1);
    Span::new(first, last.max(first))
}

/// Folds one text in the language that its words tell. Never fails; texts above 4 GiB are the caller's to refuse.
pub fn fold(text: &str, lexicon: &Lexicon) -> Folded {
    let characters = fold_characters(text);
    let language = lexicon.profiles().identify(&characters.text);
    scan(characters, lexicon, language)
}

/// Folds one text whose language is known.
pub fn fold_in(text: &str, lexicon: &Lexicon, language: Language) -> Folded {
    scan(fold_characters(text), lexicon, language)
}

fn scan(characters: Characters, lexicon: &Lexicon, language: Language) -> Folded {
    let words = Scanner::new(lexicon, language, &characters).run();
    Folded {
        language,
        text: characters.text,
        origin: characters.origin,
        tokens: words.tokens,
        words: words.arena,
        disguises: words.disguises,
    }
}

fn fold_characters(text: &str) -> Characters {
    let undo_scripts = !text.is_ascii() && is_mainly_latin(text);
    let mut folded = Characters {
        text: String::with_capacity(text.len()),
        origin: Vec::with_capacity(text.len()),
        marks: Vec::new(),
    };
    let mut buffer = String::new();
    let mut after_letter = false;
    let mut position = 0;
    while let Some(character) = text.get(position..).and_then(|rest| rest.chars().next()) {
        let run = push_plain_run(text, position, &mut folded);
        if run > 0 {
            position += run;
            after_letter = text.as_bytes().get(position - 1).is_some_and(u8::is_ascii_alphanumeric);
            continue;
        }
        let here = position;
        position += character.len_utf8();
        let origin = (here as u32, position as u32);
        let at = folded.text.len() as u32;
        match plain(character, undo_scripts, &mut buffer) {
            Plain::Dropped => {
                extend_last(&mut folded, origin.1, character);
                if after_letter && hides_inside_word(character, text, here) {
                    folded.marks.push((at.saturating_sub(1), DisguiseKind::Invisible));
                }
                continue;
            }
            Plain::Same(same) => push_character(&mut folded, same, origin),
            Plain::Undone(letter, kind) => {
                folded.marks.push((at, kind));
                push_character(&mut folded, letter, origin);
            }
            Plain::Many => buffer.chars().for_each(|letter| push_character(&mut folded, letter, origin)),
        }
        after_letter = character.is_alphanumeric();
    }
    folded
}

/// Takes the plain characters from a position on all at once; most texts are made of little else.
fn push_plain_run(text: &str, position: usize, folded: &mut Characters) -> usize {
    let is_plain = |byte: &&u8| byte.is_ascii() && (**byte >= b' ' || **byte == b'\n') && **byte != 0x7F;
    let length = text.as_bytes().iter().skip(position).take_while(is_plain).count();
    let from = folded.text.len();
    folded.text.push_str(text.get(position..position + length).unwrap_or(""));
    if let Some(added) = folded.text.get_mut(from..) {
        added.make_ascii_lowercase();
    }
    folded.origin.extend((position as u32..(position + length) as u32).map(|byte| (byte, byte + 1)));
    length
}

/// A mark that combines with the sign before it (a keycap, a stroke) belongs to that sign's evidence.
fn extend_last(folded: &mut Characters, end: u32, character: char) {
    if !matches!(character as u32, 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF)
        && let Some(last) = folded.origin.last_mut()
    {
        last.1 = end;
    }
}

/// How far one looks behind a mark for the letter that it stands before: a run of marks without end must
/// not be gone through again for each of them.
const MOST_MARKS: usize = 64;

fn hides_inside_word(mark: char, text: &str, position: usize) -> bool {
    let next =
        text.get(position..).and_then(|rest| rest.chars().take(MOST_MARKS).find(|&character| !is_invisible(character)));
    next.is_some_and(|character| character.is_ascii_alphanumeric())
        && !matches!(mark as u32, 0xAD | 0x301 | 0x300 | 0x303 | 0xFE0F | 0x20E3)
}

fn push_character(folded: &mut Characters, character: char, origin: (u32, u32)) {
    let plain = match character {
        '\n' => '\n',
        _ if character.is_whitespace() || character.is_control() => ' ',
        _ => character,
    };
    folded.text.push(plain);
    for _ in 0..plain.len_utf8() {
        folded.origin.push(origin);
    }
}

fn is_mainly_latin(text: &str) -> bool {
    let mut latin = 0_usize;
    let mut foreign = 0_usize;
    for character in text.chars() {
        if character.is_ascii_alphabetic() || becomes_latin(character) {
            latin += 1;
        } else if has_own_readers(character) && character.is_alphabetic() {
            foreign += 1;
        }
    }
    latin >= foreign
}

/// Latin letters beyond ASCII and the styled ones that fold to Latin.
fn becomes_latin(character: char) -> bool {
    matches!(character as u32,
        0xC0..=0x24F | 0x250..=0x2AF | 0x1D00..=0x1D7F | 0x1E00..=0x1EFF | 0x2100..=0x214F | 0x2460..=0x24FF
        | 0xA720..=0xA7FF | 0xFF21..=0xFF5A | 0x1D400..=0x1D7FF | 0x1F130..=0x1F189)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use proptest::prelude::*;

    use suar_signal::Language;

    use super::fold;
    use crate::{Lexicon, LexiconBuilder};

    fn lexicon() -> Lexicon {
        let mut builder = LexiconBuilder::new();
        for word in ["gaji", "besar", "tanpa", "pengalaman", "admin", "loker", "good", "wa", "umur", "top", "teman"] {
            builder.add_word(word);
        }
        builder.add_guarded("kamboja").add_suffix("nya");
        for unit in ["jt", "juta", "rp", "usd"] {
            builder.add_unit(unit);
        }
        let indonesian = Language::from_code("id").unwrap();
        builder.add_language(indonesian, &[], vec![indonesian]);
        for (short, full) in [("tnp", "tanpa"), ("pnglmn", "pengalaman"), ("7an", "tujuan"), ("gpp", "tidak apa")] {
            builder.add_slang(indonesian, short, full);
        }
        builder.build()
    }

    fn plain(text: &str) -> String {
        fold(text, &lexicon()).plain_text()
    }

    /// Gone through again for each mark, this would take minutes.
    #[test]
    fn a_run_of_marks_without_end_is_gone_through_once() {
        for mark in ["\u{301}", "\u{200b}"] {
            let text = format!("gaji{}", mark.repeat(300_000));
            assert_eq!(fold(&text, &Lexicon::default()).text(), "gaji");
        }
    }

    #[test]
    fn undoes_each_disguise() {
        for (disguised, expected) in [
            ("G4JI BESAR", "gaji besar"),
            ("k4mb0ja", "kamboja"),
            ("g@ji b3sar", "gaji besar"),
            ("g a j i besar", "gaji besar"),
            ("g.a.j.i", "gaji"),
            ("g a j i b e s a r", "gaji besar"),
            ("k*mb*ja", "kamboja"),
            ("𝗸𝗮𝗺𝗯𝗼𝗷𝗮", "kamboja"),
            ("ｇａｊｉ", "gaji"),
            ("🅶🅰🅹🅸", "gaji"),
            ("гaji bеsаr", "raji besar"),
            ("gа\u{200b}ji", "gaji"),
            ("ɢᴀᴊɪ", "gaji"),
            ("g𝝰ji", "gaji"),
            ("gajiiiii", "gaji"),
            ("goood", "good"),
            ("tnp pnglmn", "tanpa pengalaman"),
            ("1️⃣2️⃣ jt", "12 jt"),
            ("gáji", "gaji"),
        ] {
            assert_eq!(plain(disguised), expected, "{disguised}");
        }
    }

    #[test]
    fn leaves_honest_writing_alone() {
        for (text, expected) in [
            ("12jt", "12 jt"),
            ("7-12jt", "7 - 12 jt"),
            ("rp15jt", "rp 15 jt"),
            ("12.000.000", "12.000.000"),
            ("alexis17", "alexis17"),
            ("top1", "top 1"),
            ("teman2", "teman"),
            ("b2b", "b2b"),
            ("Санкт-Петербург", "санкт - петербург"),
            ("🇰🇭", "kh"),
            ("7an", "tujuan"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn spans_lead_back_to_the_original_words() {
        let original = "Kerja di k 4 m b o j a, g\u{200b}aji 1️⃣2️⃣jt";
        let folded = fold(original, &lexicon());
        let found: Vec<&str> =
            folded.disguises().iter().map(|disguise| disguise.span.slice(original).unwrap()).collect();
        assert_eq!(found, ["k 4 m b o j a", "g\u{200b}aji"]);
        let number = folded.tokens().iter().find(|token| folded.word(token) == "12").unwrap();
        assert_eq!(number.span.slice(original).unwrap(), "1️⃣2️⃣");
    }

    #[test]
    fn long_hostile_texts_take_linear_time() {
        for piece in ["a ", "0-", "0-a-", "+6", "1.", "*a", "😀", "\u{202e}x", "a\u{300}", "aaaa", "@", "🇰"] {
            let text = piece.repeat(200_000);
            assert!(fold(&text, &lexicon()).tokens().len() <= text.len());
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_maps_forward(text in "\\PC{0,80}|[a-z0-9 .*@$!|\\n4310🇰🇭😀аеор\u{200b}\u{20e3}]{0,60}") {
            let folded = fold(&text, &lexicon());
            prop_assert_eq!(folded.origin.len(), folded.text().len());
            let mut last = 0;
            for token in folded.tokens() {
                prop_assert!(token.span.slice(&text).is_some());
                prop_assert!(token.span.start >= last);
                last = token.span.start;
            }
            for disguise in folded.disguises() {
                prop_assert!(disguise.span.slice(&text).is_some());
            }
        }

        #[test]
        fn folding_the_folded_changes_nothing(text in "[a-zA-Z0-9 .,*@!\\n4310аеор\u{200b}𝗸é-]{0,40}") {
            let once = fold(&text, &lexicon());
            let again = fold(once.text(), &lexicon());
            prop_assert_eq!(again.text(), once.text());
            // Single letters may join once the signs between them are gone; every other word is final.
            if once.tokens().iter().all(|token| once.word(token).chars().count() > 1) {
                let words = once.plain_text();
                prop_assert_eq!(plain(&words), words.clone());
            }
        }
    }
}
