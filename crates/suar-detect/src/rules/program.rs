//! Compiled patterns: a small program over words, tried at a position with bounded backtracking.

use super::view::{View, ViewToken};

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    /// One word or entity of a set.
    One(WordSet),
    /// Try the first way, then the second.
    Split(u32, u32),
    /// Go on elsewhere.
    Jump(u32),
    /// Up to so many words in between; `crosses` sentences or not.
    Gap { most: u8, crosses: bool },
    /// Only where a sentence begins.
    SentenceStart,
    /// Found.
    Found,
}

/// The words and entities that fit one place of a pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct WordSet {
    /// Sorted word and prefix numbers.
    pub(crate) words: Box<[u32]>,
    /// Entity bits of which one is enough.
    pub(crate) bits: u16,
}

impl WordSet {
    pub(crate) fn has(&self, token: &ViewToken) -> bool {
        self.bits & token.bits != 0 || self.has_word(token.word) || self.has_word(token.prefix)
    }

    fn has_word(&self, word: u32) -> bool {
        word != 0
            && if self.words.len() <= 8 { self.words.contains(&word) } else { self.words.binary_search(&word).is_ok() }
    }
}

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Program {
    pub(crate) steps: Vec<Step>,
}

/// The most steps for one attempt: bounds what a careless pattern can cost.
const MOST_STEPS: u32 = 4_000;

struct Attempt<'view> {
    view: &'view View,
    steps_left: u32,
}

impl Program {
    /// Where a match that begins at `position` ends, if there is one.
    pub(crate) fn matches(&self, view: &View, position: usize) -> Option<usize> {
        let mut attempt = Attempt { view, steps_left: MOST_STEPS };
        self.run(&mut attempt, 0, position, true)
    }

    /// `free`: a sentence may begin at `position` (at the start, and behind a gap that crosses).
    fn run(&self, attempt: &mut Attempt<'_>, mut step: u32, mut position: usize, mut free: bool) -> Option<usize> {
        loop {
            attempt.steps_left = attempt.steps_left.checked_sub(1)?;
            match self.steps.get(step as usize)? {
                Step::Found => return Some(position),
                Step::Jump(target) => step = *target,
                Step::SentenceStart => {
                    attempt.view.tokens.get(position).filter(|token| token.starts_sentence)?;
                    step += 1;
                }
                Step::One(set) => {
                    let token = attempt.view.tokens.get(position)?;
                    if (token.starts_sentence && !free) || !set.has(token) {
                        return None;
                    }
                    (step, position, free) = (step + 1, position + 1, false);
                }
                Step::Split(first, second) => {
                    let (first, second) = (*first, *second);
                    if let Some(end) = self.run(attempt, first, position, free) {
                        return Some(end);
                    }
                    step = second;
                }
                Step::Gap { most, crosses } => return self.run_gap(attempt, step, position, (*most, *crosses)),
            }
        }
    }

    fn run_gap(
        &self,
        attempt: &mut Attempt<'_>,
        step: u32,
        position: usize,
        (most, crosses): (u8, bool),
    ) -> Option<usize> {
        for skipped in 0..=usize::from(most) {
            if let Some(end) = self.run(attempt, step + 1, position + skipped, crosses) {
                return Some(end);
            }
            let token = attempt.view.tokens.get(position + skipped)?;
            if token.starts_sentence && !crosses {
                return None;
            }
        }
        None
    }

    /// The sets of which every match holds a word: without one of them in the text a try is in vain.
    pub(crate) fn needed_sets(&self) -> Vec<&WordSet> {
        let sets = self.steps.iter().enumerate().filter_map(|(number, step)| match step {
            Step::One(set) if !self.ends_without(number) => Some(set),
            _ => None,
        });
        sets.collect()
    }

    /// Whether the end can be reached without a step.
    fn ends_without(&self, avoided: usize) -> bool {
        let mut seen = vec![false; self.steps.len()];
        let mut open = vec![0_usize];
        while let Some(number) = open.pop() {
            match seen.get_mut(number) {
                Some(visited) if !*visited && number != avoided => *visited = true,
                _ => continue,
            }
            match self.steps.get(number) {
                Some(Step::Found) => return true,
                Some(Step::Split(first, second)) => open.extend([*first as usize, *second as usize]),
                Some(Step::Jump(target)) => open.push(*target as usize),
                Some(_) => open.push(number + 1),
                None => {}
            }
        }
        false
    }

    /// The sets that can begin a match; `None` if a gap can.
    pub(crate) fn first_sets(&self) -> Option<Vec<&WordSet>> {
        let mut sets = Vec::new();
        let mut seen = vec![false; self.steps.len()];
        let mut open = vec![0_u32];
        while let Some(step) = open.pop() {
            match seen.get_mut(step as usize) {
                Some(visited) if !*visited => *visited = true,
                _ => continue,
            }
            match self.steps.get(step as usize)? {
                Step::One(set) => sets.push(set),
                Step::Split(first, second) => open.extend([*first, *second]),
                Step::Jump(target) => open.push(*target),
                Step::SentenceStart => open.push(step + 1),
                Step::Gap { .. } | Step::Found => return None,
            }
        }
        Some(sets)
    }
}
