use rustc_hash::FxHashMap;
use suar_signal::Strength;

use super::Vocabulary;
use super::program::{Program, WordSet};
use super::view::{View, bits};
use crate::packs::PackFaults;

/// A sign or a fact: what rules give and ask for, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(pub(crate) u16);

/// A rule as its file has it, its patterns compiled.
#[derive(Debug)]
pub(crate) struct RuleDefinition {
    pub(crate) file: String,
    pub(crate) name: String,
    pub(crate) gives: String,
    pub(crate) strength: Strength,
    pub(crate) family: String,
    pub(crate) source: String,
    pub(crate) patterns: Vec<Program>,
    pub(crate) not_after: WordSet,
    pub(crate) requires: Vec<String>,
    pub(crate) any_of: Vec<String>,
    pub(crate) unless: Vec<String>,
    pub(crate) examples: Vec<String>,
    pub(crate) near_misses: Vec<String>,
}

/// A rule ready to run.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) file: String,
    pub(crate) name: String,
    pub(crate) gives: Symbol,
    pub(crate) strength: Strength,
    pub(crate) family: String,
    pub(crate) source: String,
    pub(crate) has_patterns: bool,
    pub(crate) not_after: WordSet,
    pub(crate) requires: Vec<Symbol>,
    pub(crate) any_of: Vec<Symbol>,
    pub(crate) unless: Vec<Symbol>,
    pub(crate) examples: Vec<String>,
    pub(crate) near_misses: Vec<String>,
}

/// All rules of all packs.
#[derive(Debug, Default)]
pub struct RuleSet {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) rules: Vec<Rule>,
    pub(crate) programs: Vec<IndexedProgram>,
    /// All sets that some program needs, and the words and entities that they hold.
    pub(crate) needed: NeededSets,
    /// Programs that can begin with a word.
    pub(crate) by_word: Vec<Vec<u32>>,
    /// Programs that can begin with an entity of a kind.
    pub(crate) by_bit: Vec<Vec<u32>>,
    /// Rules in an order in which what they ask for comes first.
    pub(crate) order: Vec<u32>,
    names: Vec<String>,
    numbers: FxHashMap<String, Symbol>,
}

/// A program, its rule, and the sets of which every match holds a word.
#[derive(Debug)]
pub(crate) struct IndexedProgram {
    pub(crate) program: Program,
    pub(crate) rule: u32,
    pub(crate) needs: Box<[u32]>,
}

/// The sets that programs need, by what they hold.
#[derive(Debug, Default)]
pub(crate) struct NeededSets {
    numbers: FxHashMap<WordSet, u32>,
    by_word: Vec<Vec<u32>>,
    by_bit: Vec<Vec<u32>>,
}

impl NeededSets {
    fn number(&mut self, set: &WordSet) -> u32 {
        if let Some(&number) = self.numbers.get(set) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(set.clone(), number);
        for &word in &set.words {
            if self.by_word.len() <= word as usize {
                self.by_word.resize(word as usize + 1, Vec::new());
            }
            if let Some(list) = self.by_word.get_mut(word as usize) {
                list.push(number);
            }
        }
        self.by_bit.resize(bits::COUNT, Vec::new());
        for (bit, list) in self.by_bit.iter_mut().enumerate().filter(|(bit, _)| set.bits & (1 << bit) != 0) {
            debug_assert!(bit < bits::COUNT, "no more bits than counted");
            list.push(number);
        }
        number
    }

    /// Which sets have a word or an entity in the text.
    pub(crate) fn in_text(&self, view: &View) -> Vec<u64> {
        let mut present = vec![0_u64; self.numbers.len() / 64 + 1];
        let mut mark = |list: &[u32]| {
            for &number in list {
                if let Some(word) = present.get_mut(number as usize / 64) {
                    *word |= 1 << (number % 64);
                }
            }
        };
        for token in &view.tokens {
            for word in [token.word, token.prefix].into_iter().filter(|&word| word != 0) {
                mark(self.by_word.get(word as usize).map_or(&[], Vec::as_slice));
            }
            if token.bits != 0 {
                for (_, list) in self.by_bit.iter().enumerate().filter(|(bit, _)| token.bits & (1 << bit) != 0) {
                    mark(list);
                }
            }
        }
        present
    }
}

/// Facts that the code gives.
pub(crate) const BUILT_IN: [&str; 19] = [
    "is:pay_above_reference",
    "is:pay_far_above_reference",
    "is:hotspot_place",
    "is:foreign_place",
    "is:home_place",
    "is:has_phone",
    "is:foreign_phone",
    "is:has_messaging_link",
    "is:has_handle",
    "is:has_email",
    "is:has_site",
    "is:short_url",
    "is:has_pay",
    "is:disguised",
    "is:disguised_strongly",
    "is:has_wallet",
    "is:short_text",
    "is:long_text",
    "is:quoted",
];

impl RuleSet {
    /// Gathers the rules; rules that ask for what nothing gives, or for each other in a circle, are noted.
    pub(crate) fn build(vocabulary: Vocabulary, definitions: Vec<RuleDefinition>, faults: &mut PackFaults) -> RuleSet {
        let mut set = RuleSet { vocabulary, ..RuleSet::default() };
        for name in BUILT_IN {
            set.intern(name);
        }
        let mut given: Vec<&str> = definitions.iter().map(|definition| definition.gives.as_str()).collect();
        given.sort_unstable();
        for name in given {
            set.intern(name);
        }
        set.by_word = vec![Vec::new(); set.vocabulary.len()];
        set.by_bit = vec![Vec::new(); bits::COUNT];
        let mut seen = FxHashMap::default();
        for definition in definitions {
            if let Some(file) = seen.insert(definition.name.clone(), definition.file.clone()) {
                faults.add(&definition.file, format!("rule {} is in {file} too", definition.name));
            }
            set.add(definition, faults);
        }
        set.order = set.sort(faults);
        set
    }

    fn intern(&mut self, name: &str) -> Symbol {
        if let Some(&symbol) = self.numbers.get(name) {
            return symbol;
        }
        let symbol = Symbol(self.names.len() as u16);
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), symbol);
        symbol
    }

    fn add(&mut self, definition: RuleDefinition, faults: &mut PackFaults) {
        let number = self.rules.len() as u32;
        let mut look_up = |names: &[String]| -> Vec<Symbol> {
            let mut symbols = Vec::new();
            for name in names {
                match self.numbers.get(name.as_str()) {
                    Some(&symbol) => symbols.push(symbol),
                    None => faults.add(&definition.file, format!("rule {}: no rule gives `{name}`", definition.name)),
                }
            }
            symbols
        };
        let (requires, any_of, unless) =
            (look_up(&definition.requires), look_up(&definition.any_of), look_up(&definition.unless));
        let gives = self.intern(&definition.gives);
        let has_patterns = !definition.patterns.is_empty();
        for program in definition.patterns {
            self.index(program, number);
        }
        self.rules.push(Rule {
            file: definition.file,
            name: definition.name,
            gives,
            strength: definition.strength,
            family: definition.family,
            source: definition.source,
            has_patterns,
            not_after: definition.not_after,
            requires,
            any_of,
            unless,
            examples: definition.examples,
            near_misses: definition.near_misses,
        });
    }

    fn index(&mut self, program: Program, rule: u32) {
        let number = self.programs.len() as u32;
        for set in program.first_sets().unwrap_or_default() {
            for &word in &set.words {
                if let Some(list) = self.by_word.get_mut(word as usize).filter(|list| list.last() != Some(&number)) {
                    list.push(number);
                }
            }
            for (bit, list) in self.by_bit.iter_mut().enumerate() {
                if set.bits & (1 << bit) != 0 && list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
        let needs = program.needed_sets().into_iter().map(|set| self.needed.number(set)).collect();
        self.programs.push(IndexedProgram { program, rule, needs });
    }

    fn sort(&self, faults: &mut PackFaults) -> Vec<u32> {
        let mut order = Vec::with_capacity(self.rules.len());
        let mut placed = vec![false; self.rules.len()];
        // How many rules that give a symbol are still to be placed.
        let mut waiting = vec![0_usize; self.names.len()];
        for rule in &self.rules {
            if let Some(count) = waiting.get_mut(rule.gives.0 as usize) {
                *count += 1;
            }
        }
        let settled = |symbols: &[Symbol], waiting: &[usize]| {
            symbols.iter().all(|symbol| waiting.get(symbol.0 as usize) == Some(&0))
        };
        loop {
            let before = order.len();
            for (number, rule) in self.rules.iter().enumerate() {
                let ready = [&rule.requires, &rule.any_of, &rule.unless].iter().all(|list| settled(list, &waiting));
                if placed.get(number) == Some(&false) && ready {
                    order.push(number as u32);
                    if let (Some(flag), Some(count)) = (placed.get_mut(number), waiting.get_mut(rule.gives.0 as usize))
                    {
                        *flag = true;
                        *count -= 1;
                    }
                }
            }
            if order.len() == before {
                break;
            }
        }
        for (rule, _) in self.rules.iter().zip(&placed).filter(|(_, placed)| !**placed) {
            faults.add(&rule.file, format!("rule {}: asks in a circle for what itself helps to give", rule.name));
        }
        order
    }

    /// The number of a sign or fact.
    pub fn symbol(&self, name: &str) -> Option<Symbol> {
        self.numbers.get(name).copied()
    }

    /// The name of a sign or fact.
    pub fn name(&self, symbol: Symbol) -> &str {
        self.names.get(symbol.0 as usize).map_or("", String::as_str)
    }

    /// Every sign and fact, in the order of their numbers.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The rule of a number.
    pub(crate) fn rule(&self, number: u32) -> Option<&Rule> {
        self.rules.get(number as usize)
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}
