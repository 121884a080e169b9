use rustc_hash::FxHashMap;
use suar_signal::Language;

/// Scripts that tell a language, or a few, by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// Thai.
    Thai,
    /// Lao.
    Lao,
    /// Burmese.
    Myanmar,
    /// Khmer.
    Khmer,
    /// Devanagari.
    Devanagari,
    /// Chinese characters.
    Han,
    /// Kana.
    Kana,
    /// Hangul.
    Hangul,
    /// Arabic.
    Arabic,
    /// Cyrillic.
    Cyrillic,
}

impl Script {
    /// The script of a letter, if it is one of these.
    pub fn of(letter: char) -> Option<Script> {
        Some(match letter as u32 {
            0xE00..=0xE7F => Script::Thai,
            0xE80..=0xEFF => Script::Lao,
            0x1000..=0x109F | 0xAA60..=0xAA7F => Script::Myanmar,
            0x1780..=0x17FF => Script::Khmer,
            0x900..=0x97F => Script::Devanagari,
            0x3400..=0x4DBF | 0x4E00..=0x9FFF => Script::Han,
            0x3040..=0x30FF => Script::Kana,
            0xAC00..=0xD7AF => Script::Hangul,
            0x600..=0x6FF => Script::Arabic,
            0x400..=0x52F => Script::Cyrillic,
            _ => return None,
        })
    }

    /// The script of a name in a language pack.
    pub fn from_name(name: &str) -> Option<Script> {
        Some(match name {
            "thai" => Script::Thai,
            "lao" => Script::Lao,
            "myanmar" => Script::Myanmar,
            "khmer" => Script::Khmer,
            "devanagari" => Script::Devanagari,
            "han" => Script::Han,
            "kana" => Script::Kana,
            "hangul" => Script::Hangul,
            "arabic" => Script::Arabic,
            "cyrillic" => Script::Cyrillic,
            _ => return None,
        })
    }
}

/// So many words tell the language of a text; the rest is not looked at.
const MOST_WORDS: usize = 80;

/// What tells languages apart: their words, each with how much it tells, and their scripts.
#[derive(Clone, Debug, Default)]
pub struct LanguageProfiles {
    languages: Vec<Language>,
    words: FxHashMap<Box<str>, Vec<(u16, f32)>>,
    scripts: Vec<(Script, Language)>,
}

impl LanguageProfiles {
    /// No language yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a language with the scripts that tell it.
    pub fn add(&mut self, language: Language, scripts: &[Script]) {
        self.languages.push(language);
        self.scripts.extend(scripts.iter().map(|&script| (script, language)));
    }

    /// Adds a word of a language with how much it tells; a word that several languages share tells less.
    pub fn add_word(&mut self, language: Language, word: &str, weight: f32) {
        let Some(number) = self.languages.iter().position(|known| *known == language) else { return };
        self.words.entry(word.into()).or_default().push((number as u16, weight));
    }

    /// The language of a text in small plain letters; `und` when nothing tells.
    pub fn identify(&self, text: &str) -> Language {
        if let Some(language) = self.by_script(text) {
            return language;
        }
        let mut scores = vec![0.0_f32; self.languages.len()];
        for word in
            text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).take(MOST_WORDS)
        {
            self.score(word, &mut scores);
        }
        let best =
            scores.iter().zip(&self.languages).fold((0.0, Language::UNDETERMINED), |best, (&score, &language)| {
                if score > best.0 { (score, language) } else { best }
            });
        best.1
    }

    fn score(&self, word: &str, scores: &mut [f32]) {
        let Some(owners) = self.words.get(word) else {
            return;
        };
        let share = 1.0 / owners.len() as f32;
        for &(number, weight) in owners {
            if let Some(score) = scores.get_mut(number as usize) {
                *score += weight * share;
            }
        }
    }

    /// Decides by script where a fifth of the letters or more are of one that tells.
    fn by_script(&self, text: &str) -> Option<Language> {
        if text.is_ascii() || self.scripts.is_empty() {
            return None;
        }
        let mut letters = 0_usize;
        let mut found = vec![0_usize; self.scripts.len()];
        for letter in text.chars() {
            if letter.is_ascii() {
                letters += usize::from(letter.is_ascii_alphabetic());
                continue;
            }
            if !letter.is_alphabetic() {
                continue;
            }
            letters += 1;
            let script = Script::of(letter);
            for (count, (known, _)) in found.iter_mut().zip(&self.scripts) {
                *count += usize::from(script == Some(*known));
            }
        }
        let (count, (_, language)) = found.iter().zip(&self.scripts).max_by_key(|(count, _)| **count)?;
        (*count * 5 >= letters && *count > 0).then_some(*language)
    }
}
