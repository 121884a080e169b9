use rustc_hash::{FxHashMap, FxHashSet};
use suar_signal::Language;

use crate::{LanguageProfiles, Script};

/// The words that the languages in use know: what a disguised or shortened word may be turned into.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    slang: FxHashMap<Box<str>, Vec<FullForm>>,
    slang_order: FxHashMap<Language, Vec<Language>>,
    profiles: LanguageProfiles,
    known: FxHashSet<Box<str>>,
    guarded: FxHashMap<usize, Vec<Box<str>>>,
    /// Endings by their last byte, in the order in which they were given.
    suffixes: FxHashMap<u8, Vec<Box<str>>>,
    units: FxHashSet<Box<str>>,
}

impl Lexicon {
    /// The full form of a short or slang word in a language; where nobody could tell the language, in any.
    pub fn full_form(&self, word: &str, language: Language) -> Option<&str> {
        let forms = self.slang.get(word)?;
        let in_language = |language: &Language| forms.iter().find(|form| form.language == *language);
        let form = match self.slang_order.get(&language) {
            Some(order) => order.iter().find_map(in_language)?,
            None => forms.first()?,
        };
        Some(&form.full)
    }

    /// What tells the languages apart.
    pub fn profiles(&self) -> &LanguageProfiles {
        &self.profiles
    }

    /// Whether the word, or the word without an ending of its language, is known.
    pub fn knows(&self, word: &str) -> bool {
        self.known.contains(word)
            || self.slang.contains_key(word)
            || self.stem(word).is_some_and(|stem| self.known.contains(stem))
    }

    /// Whether exactly this word is known.
    pub fn knows_exactly(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// The word without the first ending that fits, if four letters or more remain.
    pub fn stem<'word>(&self, word: &'word str) -> Option<&'word str> {
        let endings = self.suffixes.get(word.as_bytes().last()?)?;
        endings.iter().find_map(|suffix| word.strip_suffix(suffix.as_ref()).filter(|stem| stem.len() >= 4))
    }

    /// Whether the word counts or names money, so that digits glued to it are a number.
    pub fn is_unit(&self, word: &str) -> bool {
        self.units.contains(word)
    }

    /// The guarded word that a masked one (`k*mboja`) stands for, if only one fits.
    pub fn unmask(&self, masked: &str) -> Option<&str> {
        let mut fitting = self.guarded.get(&masked.len())?.iter().filter(|word| fits_mask(word, masked));
        match (fitting.next(), fitting.next()) {
            (Some(word), None) => Some(word),
            _ => None,
        }
    }

    /// Cuts letters that were run together into known words, the longest first; `None` if any part is unknown.
    pub fn cut_into_words<'run>(&self, run: &'run str) -> Option<Vec<&'run str>> {
        let mut words = Vec::new();
        let mut rest = run;
        while !rest.is_empty() {
            let end = (3..=rest.len().min(24))
                .rev()
                .find(|&end| rest.get(..end).is_some_and(|word| self.known.contains(word)))?;
            let (word, tail) = rest.split_at_checked(end)?;
            words.push(word);
            rest = tail;
        }
        Some(words)
    }
}

/// What a slang word means in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FullForm {
    language: Language,
    full: Box<str>,
}

fn fits_mask(word: &str, masked: &str) -> bool {
    word.bytes().zip(masked.bytes()).all(|(letter, mask)| mask == b'*' || mask == letter)
}

/// Gathers the words of all language packs.
#[derive(Clone, Debug, Default)]
pub struct LexiconBuilder {
    slang: FxHashMap<Box<str>, Vec<FullForm>>,
    slang_order: FxHashMap<Language, Vec<Language>>,
    profiles: LanguageProfiles,
    known: FxHashSet<Box<str>>,
    guarded: FxHashSet<Box<str>>,
    suffixes: Vec<Box<str>>,
    units: FxHashSet<Box<str>>,
}

impl LexiconBuilder {
    /// An empty lexicon.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a language: the scripts that tell it, and the languages whose slang its speakers use.
    pub fn add_language(&mut self, language: Language, scripts: &[Script], slang_order: Vec<Language>) -> &mut Self {
        self.profiles.add(language, scripts);
        self.slang_order.insert(language, slang_order);
        self
    }

    /// Adds a word that tells a language, with how much it tells.
    pub fn add_telling_word(&mut self, language: Language, word: &str, weight: f32) -> &mut Self {
        self.profiles.add_word(language, word, weight);
        self
    }

    /// Adds a short or slang word of a language and its full form (one or more words). The first one given wins.
    pub fn add_slang(&mut self, language: Language, short: &str, full: &str) -> &mut Self {
        let forms = self.slang.entry(short.into()).or_default();
        if short != full && forms.iter().all(|form| form.language != language) {
            forms.push(FullForm { language, full: full.into() });
        }
        self
    }

    /// Adds an ordinary word.
    pub fn add_word(&mut self, word: &str) -> &mut Self {
        self.known.insert(word.into());
        self
    }

    /// Adds a word that recruiters hide; it is known, and masked letters in it are undone.
    pub fn add_guarded(&mut self, word: &str) -> &mut Self {
        self.known.insert(word.into());
        if word.is_ascii() && word.len() >= 4 {
            self.guarded.insert(word.into());
        }
        self
    }

    /// Adds an ending that words of a language take.
    pub fn add_suffix(&mut self, suffix: &str) -> &mut Self {
        self.suffixes.push(suffix.into());
        self
    }

    /// Adds a word that stands behind or before a number (juta, rb, usd).
    pub fn add_unit(&mut self, unit: &str) -> &mut Self {
        self.units.insert(unit.into());
        self.known.insert(unit.into());
        self
    }

    /// The finished lexicon; slang that leads to slang is followed to its end.
    pub fn build(self) -> Lexicon {
        let mut lexicon = Lexicon {
            slang: FxHashMap::default(),
            slang_order: self.slang_order,
            profiles: self.profiles,
            suffixes: FxHashMap::default(),
            units: self.units,
            known: self.known,
            guarded: FxHashMap::default(),
        };
        for suffix in self.suffixes {
            if let Some(last) = suffix.bytes().last() {
                lexicon.suffixes.entry(last).or_default().push(suffix);
            }
        }
        for (short, forms) in &self.slang {
            let ends = forms.iter().filter_map(|form| follow(&self.slang, short, form));
            lexicon.slang.insert(short.clone(), ends.collect());
        }
        lexicon.slang.retain(|_, forms| !forms.is_empty());
        for form in lexicon.slang.values().flatten() {
            lexicon.known.extend(form.full.split(' ').map(Into::into));
        }
        for word in self.guarded {
            lexicon.guarded.entry(word.len()).or_default().push(word);
        }
        lexicon
    }
}

/// How many times slang may lead to slang.
const LONGEST_CHAIN: usize = 4;

/// The end of a chain of slang in one language; `None` where it leads back.
fn follow(slang: &FxHashMap<Box<str>, Vec<FullForm>>, short: &str, first: &FullForm) -> Option<FullForm> {
    let mut form = first;
    for _ in 0..LONGEST_CHAIN {
        let next = slang.get(&form.full).and_then(|forms| forms.iter().find(|next| next.language == first.language));
        match next {
            None => return Some(form.clone()),
            Some(next) if next.full.as_ref() == short => return None,
            Some(next) => form = next,
        }
    }
    None
}
