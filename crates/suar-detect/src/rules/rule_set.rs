use rustc_hash::FxHashMap;
use suar_signal::Strength;

use super::Vocabulary;
use super::lists::Lists;
use super::program::{Program, SetNumber, WordSet};
use super::set_index::SetIndex;
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
    pub(crate) set_index: SetIndex,
    /// For each set the programs of which it is the smallest that they need.
    pub(crate) by_need: Lists<Gate>,
    /// Rules in an order in which what they ask for comes first.
    pub(crate) order: Vec<u32>,
    names: Vec<String>,
    numbers: FxHashMap<String, Symbol>,
}

/// So many needed sets tell almost always that a try is in vain.
const MOST_NEEDS: usize = 3;

/// A program, its rule, and what tells soonest that trying it is in vain.
#[derive(Debug)]
pub(crate) struct IndexedProgram {
    pub(crate) program: Program,
    pub(crate) rule: u32,
    /// The sets that a match can begin with.
    pub(crate) firsts: Box<[SetNumber]>,
    /// Sets of which every match holds a word, the smallest first.
    pub(crate) needs: Box<[SetNumber]>,
    /// The most words that a match can take.
    pub(crate) longest: usize,
}

/// What tells soonest that a program can't match; kept together and small, since it is asked most often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gate {
    pub(crate) program: u32,
    /// Further sets of which every match holds a word; one given twice stands for none.
    pub(super) needs: [SetNumber; 2],
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
        let mut by_need = vec![Vec::new(); set.vocabulary.sets().len()];
        let mut seen = FxHashMap::default();
        for definition in definitions {
            if let Some(file) = seen.insert(definition.name.clone(), definition.file.clone()) {
                faults.add(&definition.file, format!("rule {} is in {file} too", definition.name));
            }
            set.add(definition, &mut by_need, faults);
        }
        set.by_need = Lists::new(by_need);
        set.set_index = SetIndex::new(&set.vocabulary, &set.programs);
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

    fn add(&mut self, definition: RuleDefinition, by_need: &mut [Vec<Gate>], faults: &mut PackFaults) {
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
            self.index(program, number, by_need);
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

    fn index(&mut self, program: Program, rule: u32, by_need: &mut [Vec<Gate>]) {
        let number = self.programs.len() as u32;
        let size_of = |number: &SetNumber| {
            let set = self.vocabulary.sets().get(usize::from(number.0));
            set.map_or(0, |set| set.words().len() + 1000 * usize::from(set.bits() != 0))
        };
        let mut needs = program.needed_sets();
        needs.sort_by_key(size_of);
        needs.dedup();
        needs.truncate(MOST_NEEDS);
        let firsts = program.first_sets().unwrap_or_default();
        // A program without a set of its own is asked for with each set that it can begin with.
        let asked_with = needs.first().map_or(firsts.as_slice(), std::slice::from_ref);
        for &set in asked_with {
            let further = |place: usize| needs.get(place).copied().unwrap_or(set);
            let gate = Gate { program: number, needs: [further(1), further(2)] };
            if let Some(list) = by_need.get_mut(usize::from(set.0)).filter(|list| list.last() != Some(&gate)) {
                list.push(gate);
            }
        }
        let longest = program.longest();
        self.programs.push(IndexedProgram { program, rule, firsts: firsts.into(), needs: needs.into(), longest });
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
