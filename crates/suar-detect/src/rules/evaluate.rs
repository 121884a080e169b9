use suar_signal::Span;

use super::rule_set::{IndexedProgram, Rule};
use super::view::View;
use super::{RuleSet, Symbol};

/// A rule that held, and where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Firing {
    pub(crate) rule: u32,
    pub(crate) spans: Vec<Span>,
}

impl Firing {
    /// Adds a place; places that overlap become one.
    fn add(&mut self, span: Span) {
        if let Some(overlapping) = self.spans.iter_mut().find(|held| held.overlaps(span)) {
            *overlapping = overlapping.cover(span);
        } else if self.spans.len() < MOST_SPANS {
            self.spans.push(span);
        }
    }
}

impl Firing {
    /// Puts the places in order; what came to overlap becomes one.
    fn tidy(&mut self) {
        self.spans.sort_unstable();
        self.spans.dedup_by(|next, held| {
            let overlaps = held.overlaps(*next);
            if overlaps {
                *held = held.cover(*next);
            }
            overlaps
        });
    }
}

/// What the rules found in a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings {
    set: Vec<u64>,
    pub(crate) firings: Vec<Firing>,
}

impl Findings {
    fn new(symbols: usize) -> Self {
        Self { set: vec![0; symbols.div_ceil(64)], firings: Vec::new() }
    }

    /// Whether a sign or fact holds.
    pub(crate) fn has(&self, symbol: Symbol) -> bool {
        self.set.get(symbol.0 as usize / 64).is_some_and(|word| word & (1 << (symbol.0 % 64)) != 0)
    }

    pub(crate) fn add(&mut self, symbol: Symbol) {
        if let Some(word) = self.set.get_mut(symbol.0 as usize / 64) {
            *word |= 1 << (symbol.0 % 64);
        }
    }

    /// The numbers of all that holds, rising.
    pub(crate) fn symbols(&self) -> impl Iterator<Item = Symbol> {
        self.set.iter().enumerate().flat_map(|(index, &word)| {
            (0..64_u16).filter(move |bit| word & (1 << bit) != 0).map(move |bit| Symbol(index as u16 * 64 + bit))
        })
    }
}

/// How many places of one rule are kept as evidence.
const MOST_SPANS: usize = 4;
/// How many words before a match may cancel it.
const NOT_AFTER_REACH: usize = 3;

impl RuleSet {
    /// Where the patterns of each rule match; rules without a match are not listed.
    pub(crate) fn match_patterns(&self, view: &View) -> Vec<Firing> {
        let mut firings: Vec<Firing> = Vec::new();
        let places = self.set_index.places(view);
        let asked = places.present.iter().flat_map(|set| self.by_need.get(usize::from(set.0)));
        let open = asked.filter(|gate| places.open(**gate));
        for indexed in open.filter_map(|gate| self.programs.get(gate.program as usize)) {
            places.for_each_start(indexed, |position| self.try_program(indexed, view, position, &mut firings));
        }
        for firing in &mut firings {
            firing.tidy();
        }
        firings
    }

    fn try_program(&self, indexed: &IndexedProgram, view: &View, position: usize, firings: &mut Vec<Firing>) {
        let Some(end) = indexed.program.matches(self.vocabulary.sets(), view, position) else { return };
        let Some(rule) = self.rule(indexed.rule).filter(|rule| !is_cancelled(rule, view, position)) else { return };
        let Some((first, last)) =
            view.tokens.get(position).zip(end.checked_sub(1).and_then(|last| view.tokens.get(last)))
        else {
            return;
        };
        let span = first.span.cover(last.span);
        debug_assert!(rule.has_patterns, "only rules with patterns have programs");
        let known = firings.iter().position(|firing| firing.rule == indexed.rule);
        match known.and_then(|index| firings.get_mut(index)) {
            Some(firing) => firing.add(span),
            None => firings.push(Firing { rule: indexed.rule, spans: vec![span] }),
        }
    }

    /// Whether a sign or fact of this name was found.
    pub(crate) fn is_found(&self, name: &str, findings: &Findings) -> bool {
        self.symbol(name).is_some_and(|symbol| findings.has(symbol))
    }

    /// Which rules hold, given where patterns match and what the code knows.
    pub(crate) fn evaluate(&self, matches: &[Firing], built_in: &[Symbol]) -> Findings {
        let mut findings = Findings::new(self.names().len());
        let mut match_index = vec![u32::MAX; self.rules.len()];
        for (index, firing) in matches.iter().enumerate() {
            if let Some(slot) = match_index.get_mut(firing.rule as usize) {
                *slot = index as u32;
            }
        }
        for &symbol in built_in {
            findings.add(symbol);
        }
        for &number in &self.order {
            let Some(rule) = self.rule(number) else { continue };
            let hit = match_index.get(number as usize).and_then(|&index| matches.get(index as usize));
            if (rule.has_patterns && hit.is_none()) || !holds(rule, &findings) {
                continue;
            }
            findings.add(rule.gives);
            findings.firings.push(hit.cloned().unwrap_or(Firing { rule: number, spans: Vec::new() }));
        }
        findings
    }
}

fn holds(rule: &Rule, findings: &Findings) -> bool {
    rule.requires.iter().all(|&symbol| findings.has(symbol))
        && (rule.any_of.is_empty() || rule.any_of.iter().any(|&symbol| findings.has(symbol)))
        && !rule.unless.iter().any(|&symbol| findings.has(symbol))
}

fn is_cancelled(rule: &Rule, view: &View, position: usize) -> bool {
    if rule.not_after.is_empty() {
        return false;
    }
    let mut index = position;
    for _ in 0..NOT_AFTER_REACH {
        if view.tokens.get(index).is_none_or(|token| token.starts_sentence) {
            return false;
        }
        let Some(before) = index.checked_sub(1).and_then(|before| view.tokens.get(before)) else { return false };
        if rule.not_after.has(before) {
            return true;
        }
        index -= 1;
    }
    false
}
