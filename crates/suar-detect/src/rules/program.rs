//! Compiled patterns: a small program over words, tried at a position with bounded backtracking.

use super::view::{View, ViewToken};

/// The number of a set among all sets of all programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SetNumber(pub(crate) u16);

/// One step; small, since programs are walked more often than anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// One word or entity of a set.
    One(SetNumber),
    /// Go on only if the next word is of a set, which is not taken yet: spares trying all ways of a choice.
    Peek(SetNumber),
    /// Try the first way, then the second.
    Split(u16, u16),
    /// Go on elsewhere.
    Jump(u16),
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
    words: Box<[u32]>,
    /// A bit for each remainder that some word has: most words that are not in the set fail here.
    remainders: [u64; 4],
    /// Entity bits of which one is enough.
    bits: u16,
}

impl WordSet {
    pub(crate) fn new(mut words: Vec<u32>, bits: u16) -> Self {
        words.sort_unstable();
        words.dedup();
        let mut remainders = [0; 4];
        for &word in &words {
            if let Some(part) = remainders.get_mut(part_of(word)) {
                *part |= 1 << (word % 64);
            }
        }
        Self { words: words.into(), remainders, bits }
    }

    pub(crate) fn words(&self) -> &[u32] {
        &self.words
    }

    pub(crate) fn bits(&self) -> u16 {
        self.bits
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.bits == 0
    }

    pub(crate) fn has(&self, token: &ViewToken) -> bool {
        self.bits & token.bits != 0 || self.has_word(token.word) || (token.prefix != 0 && self.has_word(token.prefix))
    }

    fn has_word(&self, word: u32) -> bool {
        let may_be = self.remainders.get(part_of(word)).is_some_and(|part| part & (1 << (word % 64)) != 0);
        may_be && word != 0 && self.words.binary_search(&word).is_ok()
    }
}

fn part_of(word: u32) -> usize {
    (word / 64 % 4) as usize
}

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Program {
    pub(crate) steps: Box<[Step]>,
}

/// The most steps for one attempt: bounds what a careless pattern can cost.
const MOST_STEPS: u32 = 4_000;

struct Attempt<'view> {
    sets: &'view [WordSet],
    view: &'view View,
    steps_left: u32,
}

impl Attempt<'_> {
    /// Something only where the word at a position is of a set and belongs to the same sentence.
    fn fits(&self, set: SetNumber, position: usize, free: bool) -> Option<()> {
        let token = self.view.tokens.get(position)?;
        let set = self.sets.get(usize::from(set.0))?;
        ((free || !token.starts_sentence) && set.has(token)).then_some(())
    }
}

impl Program {
    /// Where a match that begins at `position` ends, if there is one.
    pub(crate) fn matches(&self, sets: &[WordSet], view: &View, position: usize) -> Option<usize> {
        let mut attempt = Attempt { sets, view, steps_left: MOST_STEPS };
        self.run(&mut attempt, 0, position, true)
    }

    /// `free`: a sentence may begin at `position` (at the start, and behind a gap that crosses).
    fn run(&self, attempt: &mut Attempt<'_>, mut step: u16, mut position: usize, mut free: bool) -> Option<usize> {
        loop {
            attempt.steps_left = attempt.steps_left.checked_sub(1)?;
            match self.steps.get(usize::from(step))? {
                Step::Found => return Some(position),
                Step::Jump(target) => step = *target,
                Step::SentenceStart => {
                    attempt.view.tokens.get(position).filter(|token| token.starts_sentence)?;
                    step += 1;
                }
                Step::Peek(set) => {
                    attempt.fits(*set, position, free)?;
                    step += 1;
                }
                Step::One(set) => {
                    attempt.fits(*set, position, free)?;
                    (step, position, free) = (step + 1, position + 1, false);
                }
                Step::Split(first, second) => {
                    let (first, second) = (*first, *second);
                    if self.may_begin(attempt, first, position, free)
                        && let Some(end) = self.run(attempt, first, position, free)
                    {
                        return Some(end);
                    }
                    step = second;
                }
                Step::Gap { most, crosses } => return self.run_gap(attempt, step, position, (*most, *crosses)),
            }
        }
    }

    /// Whether the word that a step asks for is there: most ways end here, and a call is spared.
    fn may_begin(&self, attempt: &Attempt<'_>, step: u16, position: usize, free: bool) -> bool {
        match self.steps.get(usize::from(step)) {
            Some(Step::One(set) | Step::Peek(set)) => attempt.fits(*set, position, free).is_some(),
            _ => true,
        }
    }

    fn run_gap(
        &self,
        attempt: &mut Attempt<'_>,
        step: u16,
        position: usize,
        (most, crosses): (u8, bool),
    ) -> Option<usize> {
        for skipped in 0..=usize::from(most) {
            if self.may_begin(attempt, step + 1, position + skipped, crosses)
                && let Some(end) = self.run(attempt, step + 1, position + skipped, crosses)
            {
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
    pub(crate) fn needed_sets(&self) -> Vec<SetNumber> {
        let sets = self.steps.iter().enumerate().filter_map(|(number, step)| match step {
            Step::One(set) | Step::Peek(set) if !self.ends_without(number) => Some(*set),
            _ => None,
        });
        sets.collect()
    }

    /// The most words that a match can take.
    pub(crate) fn longest(&self) -> usize {
        // Steps lead forward only, so the rest of each step is known when the steps are walked backwards.
        let mut rest = vec![0_usize; self.steps.len() + 1];
        for (number, step) in self.steps.iter().enumerate().rev() {
            let of = |target: usize| rest.get(target).copied().unwrap_or(0);
            let length = match step {
                Step::Found => 0,
                Step::One(_) => 1 + of(number + 1),
                Step::Gap { most, .. } => usize::from(*most) + of(number + 1),
                Step::SentenceStart | Step::Peek(_) => of(number + 1),
                Step::Jump(target) => of(usize::from(*target)),
                Step::Split(first, second) => of(usize::from(*first)).max(of(usize::from(*second))),
            };
            if let Some(slot) = rest.get_mut(number) {
                *slot = length;
            }
        }
        rest.first().copied().unwrap_or(0)
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
                Some(Step::Split(first, second)) => open.extend([usize::from(*first), usize::from(*second)]),
                Some(Step::Jump(target)) => open.push(usize::from(*target)),
                Some(_) => open.push(number + 1),
                None => {}
            }
        }
        false
    }

    /// The sets that can begin a match; `None` if a gap can.
    pub(crate) fn first_sets(&self) -> Option<Vec<SetNumber>> {
        let mut sets = Vec::new();
        let mut seen = vec![false; self.steps.len()];
        let mut open = vec![0_u16];
        while let Some(step) = open.pop() {
            match seen.get_mut(usize::from(step)) {
                Some(visited) if !*visited => *visited = true,
                _ => continue,
            }
            match self.steps.get(usize::from(step))? {
                Step::One(set) | Step::Peek(set) => sets.push(*set),
                Step::Split(first, second) => open.extend([*first, *second]),
                Step::Jump(target) => open.push(*target),
                Step::SentenceStart => open.push(step + 1),
                Step::Gap { .. } | Step::Found => return None,
            }
        }
        Some(sets)
    }
}
