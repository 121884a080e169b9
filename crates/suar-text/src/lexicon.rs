use rustc_hash::{FxHashMap, FxHashSet};

/// The words that the languages in use know: what a disguised or shortened word may be turned into.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    slang: FxHashMap<Box<str>, Box<str>>,
    known: FxHashSet<Box<str>>,
    guarded: FxHashMap<usize, Vec<Box<str>>>,
    suffixes: Vec<Box<str>>,
    units: FxHashSet<Box<str>>,
}

impl Lexicon {
    /// The full form of a short or slang word.
    pub fn full_form(&self, word: &str) -> Option<&str> {
        self.slang.get(word).map(AsRef::as_ref)
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
        self.suffixes.iter().find_map(|suffix| word.strip_suffix(suffix.as_ref()).filter(|stem| stem.len() >= 4))
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

fn fits_mask(word: &str, masked: &str) -> bool {
    word.bytes().zip(masked.bytes()).all(|(letter, mask)| mask == b'*' || mask == letter)
}

/// Gathers the words of all language packs.
#[derive(Clone, Debug, Default)]
pub struct LexiconBuilder {
    slang: FxHashMap<Box<str>, Box<str>>,
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

    /// Adds a short or slang word and its full form (one or more words). The first one given wins.
    pub fn add_slang(&mut self, short: &str, full: &str) -> &mut Self {
        if short != full {
            self.slang.entry(short.into()).or_insert_with(|| full.into());
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
        let mut lexicon =
            Lexicon { suffixes: self.suffixes, units: self.units, known: self.known, ..Lexicon::default() };
        for (short, full) in &self.slang {
            let mut end = full;
            for _ in 0..4 {
                match self.slang.get(end.as_ref()) {
                    Some(next) if next != short => end = next,
                    _ => break,
                }
            }
            let leads_back = self.slang.contains_key(end.as_ref());
            if !leads_back {
                lexicon.slang.insert(short.clone(), end.clone());
            }
        }
        for full in lexicon.slang.values() {
            lexicon.known.extend(full.split(' ').map(Into::into));
        }
        for word in self.guarded {
            lexicon.guarded.entry(word.len()).or_default().push(word);
        }
        lexicon
    }
}
