use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use suar_signal::Kind;

use super::text::{Scores, UNSAFE};
use super::{logit, softmax};
use crate::{RuleSet, Symbol};

/// What the joined scores are made of: what the words say, and which signs and facts hold.
#[derive(Clone, Debug)]
pub(crate) struct JoinedInput {
    pub(crate) text: Scores,
    pub(crate) symbols: Vec<Symbol>,
    /// How many families of signs are hit.
    pub(crate) families: usize,
}

/// Weights that a person can read: one a sign, and a few for what the words say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct JoinedFile {
    /// The share of unsafe recruitment that the risk is calibrated for.
    pub(crate) prevalence: f64,
    pub(crate) risk: Weights,
    /// By kind, in the order of [`Kind::ALL`].
    pub(crate) kinds: Vec<Weights>,
}

/// The weights of one score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Weights {
    pub(crate) bias: f64,
    /// For the scores of the text: the kinds, then unsafe recruitment.
    pub(crate) text: Vec<f64>,
    /// For the log-odds that the post is an offer; the kinds themselves have none.
    #[serde(default)]
    pub(crate) offer: f64,
    /// For each number of families hit, one after another.
    pub(crate) families: Vec<f64>,
    pub(crate) symbols: BTreeMap<String, f64>,
}

/// How many families hit are told apart.
pub(crate) const FAMILY_STEPS: usize = 6;

/// The joined scores, ready for the rules in use.
#[derive(Clone, Debug)]
pub(crate) struct Joined {
    pub(crate) prevalence: f64,
    risk: Compiled,
    kinds: Vec<Compiled>,
}

#[derive(Clone, Debug)]
struct Compiled {
    bias: f64,
    offer: f64,
    text: Vec<f64>,
    families: Vec<f64>,
    symbols: Vec<f64>,
}

/// How a risk came about, in log-odds that sum up to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RiskParts {
    /// Where every post begins.
    pub(crate) base: f64,
    /// What the words say.
    pub(crate) text: f64,
    /// How sure it is that the post offers work.
    pub(crate) offer: f64,
    /// How many families of signs came together.
    pub(crate) families: f64,
    /// What is taken off because the post is no more likely to be unsafe than to be an offer.
    pub(crate) cap: f64,
    /// Signs and facts with their weights.
    pub(crate) symbols: Vec<(Symbol, f64)>,
}

impl RiskParts {
    /// Unsafe recruitment is an offer: its probability is never above that of an offer.
    pub(crate) fn cap(&mut self, kinds: &[f64; Kind::ALL.len()]) {
        let most = logit(offer_share(kinds));
        self.cap = (most - self.sum()).min(0.0);
    }

    pub(crate) fn sum(&self) -> f64 {
        self.base
            + self.text
            + self.offer
            + self.families
            + self.cap
            + self.symbols.iter().map(|(_, weight)| weight).sum::<f64>()
    }
}

impl Joined {
    pub(crate) fn new(file: &JoinedFile, rules: &RuleSet) -> Self {
        let compile = |weights: &Weights| Compiled {
            bias: weights.bias,
            offer: weights.offer,
            text: weights.text.clone(),
            families: weights.families.clone(),
            symbols: rules.names().iter().map(|name| weights.symbols.get(name).copied().unwrap_or(0.0)).collect(),
        };
        Self { prevalence: file.prevalence, risk: compile(&file.risk), kinds: file.kinds.iter().map(compile).collect() }
    }

    /// The probability of each kind.
    pub(crate) fn kinds(&self, input: &JoinedInput) -> [f64; Kind::ALL.len()] {
        let mut scores = [0.0; Kind::ALL.len()];
        for (score, weights) in scores.iter_mut().zip(&self.kinds) {
            *score = weights.score(input);
        }
        softmax(scores)
    }

    pub(crate) fn risk_parts(&self, input: &JoinedInput, kinds: &[f64; Kind::ALL.len()]) -> RiskParts {
        let weighed = input.symbols.iter().map(|&symbol| (symbol, self.risk.of_symbol(symbol)));
        RiskParts {
            base: self.risk.bias,
            text: self.risk.of_text(input),
            offer: self.risk.offer * offer_log_odds(kinds),
            families: self.risk.of_families(input),
            cap: 0.0,
            symbols: weighed.filter(|(_, weight)| *weight != 0.0).collect(),
        }
    }
}

/// The log-odds that the post is an offer, bounded.
pub(crate) fn offer_log_odds(kinds: &[f64; Kind::ALL.len()]) -> f64 {
    logit(offer_share(kinds)).clamp(-5.0, 5.0)
}

/// The probability that the post is an offer.
pub(crate) fn offer_share(kinds: &[f64; Kind::ALL.len()]) -> f64 {
    kinds.iter().zip(Kind::ALL).find(|(_, kind)| *kind == Kind::Offer).map_or(0.5, |(share, _)| *share)
}

impl Compiled {
    fn score(&self, input: &JoinedInput) -> f64 {
        let signs: f64 = input.symbols.iter().map(|&symbol| self.of_symbol(symbol)).sum();
        self.bias + self.of_text(input) + self.of_families(input) + signs
    }

    fn of_symbol(&self, symbol: Symbol) -> f64 {
        self.symbols.get(symbol.0 as usize).copied().unwrap_or(0.0)
    }

    fn of_text(&self, input: &JoinedInput) -> f64 {
        self.text.iter().zip(bounded(&input.text)).map(|(weight, score)| weight * score).sum()
    }

    fn of_families(&self, input: &JoinedInput) -> f64 {
        self.families.iter().take(input.families).sum()
    }
}

/// The scores of the text, bounded: no wording alone may drown what the signs say.
pub(crate) fn bounded(scores: &Scores) -> Scores {
    let mut bounded = scores.map(|score| score.clamp(-6.0, 6.0));
    let kinds = scores.len().min(UNSAFE);
    let mean = bounded.iter().take(kinds).sum::<f64>() / kinds as f64;
    for score in bounded.iter_mut().take(kinds) {
        *score -= mean;
    }
    bounded
}
