//! The pattern language of packs (see `packs/README.md`) compiled to programs.

use std::collections::BTreeMap;

use suar_signal::Language;
use suar_text::{Lexicon, TokenKind, fold_in};

use super::Vocabulary;
use super::program::{Program, SetNumber, Step, WordSet};
use super::view::bits;

/// The word classes of one language: each member as folded words.
#[derive(Debug)]
pub(crate) struct Classes {
    language: Language,
    members: BTreeMap<String, Vec<Vec<String>>>,
}

/// The most steps of one pattern.
const LONGEST_PROGRAM: usize = 10_000;

/// The most words that a gap may skip.
const LONGEST_GAP: u8 = 6;

/// A part of a pattern.
enum Part {
    Set(WordSet),
    Choice(Vec<Vec<Part>>),
    Optional(Vec<Part>),
    Gap { most: u8, crosses: bool },
}

impl Classes {
    pub(crate) fn new(classes: &BTreeMap<String, Vec<String>>, lexicon: &Lexicon, language: Language) -> Self {
        let fold_members = |members: &Vec<String>| {
            members
                .iter()
                .map(|member| folded_words(member, lexicon, language))
                .filter(|words| !words.is_empty())
                .collect()
        };
        Self {
            language,
            members: classes.iter().map(|(name, members)| (name.clone(), fold_members(members))).collect(),
        }
    }

    /// Compiles one pattern.
    pub(crate) fn compile(
        &self,
        pattern: &str,
        vocabulary: &mut Vocabulary,
        lexicon: &Lexicon,
    ) -> Result<Program, String> {
        let mut compiler = Compiler { classes: self, vocabulary, lexicon, rest: pattern.trim() };
        let sentence_start = compiler.rest.starts_with('^');
        compiler.rest = compiler.rest.trim_start_matches('^');
        let parts = compiler.read_sequence(0)?;
        if !compiler.rest.is_empty() {
            return Err(format!("`)` without `(` before `{}`", compiler.rest));
        }
        let mut emitter = Emitter { vocabulary, steps: Vec::new() };
        if sentence_start {
            emitter.steps.push(Step::SentenceStart);
        }
        emitter.sequence(parts)?;
        emitter.steps.push(Step::Found);
        if emitter.steps.len() > LONGEST_PROGRAM {
            return Err("has too many ways: split it into several patterns".to_owned());
        }
        let program = Program { steps: emitter.steps.into() };
        match program.first_sets() {
            Some(sets) if !sets.is_empty() => Ok(program),
            _ => Err("must begin with a word that can't be left out".to_owned()),
        }
    }

    /// A set of single words and classes, for `not_after`.
    pub(crate) fn word_set(
        &self,
        names: &[String],
        vocabulary: &mut Vocabulary,
        lexicon: &Lexicon,
    ) -> Result<WordSet, String> {
        let mut words = Vec::new();
        for name in names {
            match name.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
                Some(class) => {
                    let members = self.members.get(class).ok_or_else(|| format!("no class <{class}>"))?;
                    words.extend(
                        members.iter().filter_map(|member| member.first()).map(|word| vocabulary.add_word(word)),
                    );
                }
                None => words
                    .extend(folded_words(name, lexicon, self.language).iter().map(|word| vocabulary.add_word(word))),
            }
        }
        Ok(WordSet::new(words, 0))
    }
}

fn folded_words(text: &str, lexicon: &Lexicon, language: Language) -> Vec<String> {
    let folded = fold_in(text, lexicon, language);
    let seen = folded
        .tokens()
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Flag));
    seen.map(|token| folded.word(token).to_owned()).collect()
}

struct Compiler<'run> {
    classes: &'run Classes,
    vocabulary: &'run mut Vocabulary,
    lexicon: &'run Lexicon,
    rest: &'run str,
}

/// How deep groups may nest.
const DEEPEST: usize = 8;

impl Compiler<'_> {
    /// Reads up to the end, or to the `|` or `)` of the group around.
    fn read_sequence(&mut self, depth: usize) -> Result<Vec<Part>, String> {
        if depth > DEEPEST {
            return Err("groups nest too deep".to_owned());
        }
        let mut parts = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')']) {
                return Ok(parts);
            }
            let mut item = self.read_item(depth)?;
            if let Some(after) = self.rest.strip_prefix('?') {
                self.rest = after;
                item = vec![Part::Optional(item)];
            }
            parts.extend(item);
        }
    }

    fn read_item(&mut self, depth: usize) -> Result<Vec<Part>, String> {
        if let Some(after) = self.rest.strip_prefix('(') {
            self.rest = after;
            return self.read_choice(depth).map(|part| vec![part]);
        }
        let end = self.rest.find([' ', '|', ')', '(', '?']).unwrap_or(self.rest.len());
        let (item, after) = self.rest.split_at_checked(end).ok_or("broken pattern")?;
        self.rest = after;
        if let Some(gap) = item.strip_prefix('~') {
            return read_gap(gap).map(|part| vec![part]);
        }
        if let Some(name) = item.strip_prefix('#') {
            return entity_bits(name).map(|bits| vec![Part::Set(WordSet::new(Vec::new(), bits))]);
        }
        if let Some(name) = item.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            return self.read_class(name).map(|part| vec![part]);
        }
        if let Some(prefix) = item.strip_suffix('*') {
            let number = self
                .vocabulary
                .add_prefix(prefix)
                .ok_or_else(|| format!("`{item}` needs three letters before the star"))?;
            return Ok(vec![Part::Set(WordSet::new(vec![number], 0))]);
        }
        let words = folded_words(item, self.lexicon, self.classes.language);
        if words.is_empty() {
            return Err(format!("`{item}` is no word"));
        }
        Ok(words.iter().map(|word| Part::Set(WordSet::new(vec![self.vocabulary.add_word(word)], 0))).collect())
    }

    fn read_choice(&mut self, depth: usize) -> Result<Part, String> {
        let mut ways = Vec::new();
        loop {
            ways.push(self.read_sequence(depth + 1)?);
            if let Some(after) = self.rest.strip_prefix('|') {
                self.rest = after;
            } else if let Some(after) = self.rest.strip_prefix(')') {
                self.rest = after;
                return if ways.iter().any(Vec::is_empty) {
                    Err("an empty way in a group".to_owned())
                } else {
                    Ok(merge_choice(ways))
                };
            } else {
                return Err("`(` without `)`".to_owned());
            }
        }
    }

    fn read_class(&mut self, name: &str) -> Result<Part, String> {
        let members = self.classes.members.get(name).ok_or_else(|| format!("no class <{name}>"))?;
        if members.is_empty() {
            return Err(format!("class <{name}> has no words"));
        }
        let ways = members.iter().map(|words| {
            words.iter().map(|word| Part::Set(WordSet::new(vec![self.vocabulary.add_word(word)], 0))).collect()
        });
        Ok(merge_choice(ways.collect()))
    }
}

fn read_gap(text: &str) -> Result<Part, String> {
    let (crosses, digits) = text.strip_prefix('~').map_or((false, text), |digits| (true, digits));
    match digits.parse::<u8>() {
        Ok(most) if (1..=LONGEST_GAP).contains(&most) => Ok(Part::Gap { most, crosses }),
        _ => Err(format!("a gap is ~1 to ~{LONGEST_GAP}, not `~{text}`")),
    }
}

fn entity_bits(name: &str) -> Result<u16, String> {
    Ok(match name {
        "num" => bits::NUMBER,
        "money" => bits::MONEY,
        "pay" => bits::PAY,
        "place" => bits::PLACE,
        "hotspot" => bits::HOTSPOT,
        "country" => bits::COUNTRY,
        "phone" => bits::PHONE,
        "handle" => bits::HANDLE,
        "url" => bits::URL,
        "email" => bits::EMAIL,
        _ => {
            return Err(format!(
                "no entity #{name}; there are num money pay place hotspot country phone handle url email"
            ));
        }
    })
}

/// Puts all ways of one word into one set; longer ways are tried first.
fn merge_choice(ways: Vec<Vec<Part>>) -> Part {
    let mut single = Vec::new();
    let mut single_bits = 0;
    let mut longer = Vec::new();
    for mut way in ways {
        match way.as_slice() {
            [Part::Set(set)] => {
                single.extend_from_slice(set.words());
                single_bits |= set.bits();
            }
            _ => longer.push(std::mem::take(&mut way)),
        }
    }
    let set = (!single.is_empty() || single_bits != 0).then(|| Part::Set(WordSet::new(single, single_bits)));
    match (set, longer.is_empty()) {
        (Some(set), true) => set,
        (set, _) => {
            longer.sort_by_key(|way| std::cmp::Reverse(way.len()));
            longer.extend(set.map(|set| vec![set]));
            Part::Choice(longer)
        }
    }
}

/// What a sequence can begin with; `None` where that can't be said in one set.
fn first_words(parts: &[Part]) -> Option<(Vec<u32>, u16)> {
    let (first, rest) = parts.split_first()?;
    match first {
        Part::Set(set) => Some((set.words().to_vec(), set.bits())),
        Part::Choice(ways) => first_of_ways(ways),
        Part::Optional(inner) => {
            let (mut words, bits) = first_words(inner)?;
            let (more, more_bits) = first_words(rest)?;
            words.extend(more);
            Some((words, bits | more_bits))
        }
        Part::Gap { .. } => None,
    }
}

fn first_of_ways(ways: &[Vec<Part>]) -> Option<(Vec<u32>, u16)> {
    let mut all = (Vec::new(), 0);
    for way in ways {
        let (words, bits) = first_words(way)?;
        all.0.extend(words);
        all.1 |= bits;
    }
    Some(all)
}

/// Writes the steps of a pattern.
struct Emitter<'run> {
    vocabulary: &'run mut Vocabulary,
    steps: Vec<Step>,
}

impl Emitter<'_> {
    fn sequence(&mut self, parts: Vec<Part>) -> Result<(), String> {
        for part in parts {
            match part {
                Part::Set(set) => {
                    let number = self.set(set)?;
                    self.steps.push(Step::One(number));
                }
                Part::Gap { most, crosses } => self.steps.push(Step::Gap { most, crosses }),
                Part::Optional(inner) => {
                    let split = self.reserve();
                    self.sequence(inner)?;
                    let after = self.here();
                    self.set_step(split, Step::Split(split + 1, after));
                }
                Part::Choice(ways) => self.choice(ways)?,
            }
        }
        Ok(())
    }

    fn choice(&mut self, ways: Vec<Vec<Part>>) -> Result<(), String> {
        if let Some((words, bits)) = first_of_ways(&ways) {
            let number = self.set(WordSet::new(words, bits))?;
            self.steps.push(Step::Peek(number));
        }
        let last = ways.len().saturating_sub(1);
        let mut jumps = Vec::new();
        for (number, way) in ways.into_iter().enumerate() {
            if number == last {
                self.sequence(way)?;
                break;
            }
            let split = self.reserve();
            self.sequence(way)?;
            jumps.push(self.reserve());
            let next = self.here();
            self.set_step(split, Step::Split(split + 1, next));
        }
        let end = self.here();
        for jump in jumps {
            self.set_step(jump, Step::Jump(end));
        }
        Ok(())
    }

    fn set(&mut self, set: WordSet) -> Result<SetNumber, String> {
        self.vocabulary.add_set(set).ok_or_else(|| "the packs have more than 65,534 sets of words".to_owned())
    }

    fn here(&self) -> u16 {
        self.steps.len() as u16
    }

    /// A step that is filled in later.
    fn reserve(&mut self) -> u16 {
        let at = self.here();
        self.steps.push(Step::Jump(at));
        at
    }

    fn set_step(&mut self, at: u16, step: Step) {
        if let Some(slot) = self.steps.get_mut(usize::from(at)) {
            *slot = step;
        }
    }
}
