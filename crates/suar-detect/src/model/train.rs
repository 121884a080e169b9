use std::collections::BTreeMap;

use suar_signal::{Kind, Signal, Strength};

use super::file::{About, Model};
use super::fit::{Columns, Row, Sign, dot, fit};
use super::joined::{FAMILY_STEPS, JoinedFile, JoinedInput, Weights, bounded, offer_log_odds, offer_share};
use super::text::{HEADS, TextExample, UNSAFE, train_text};
use super::{TextFeatures, logit, sigmoid, softmax};
use crate::Packs;
use crate::analysis::Analysis;

/// One labelled post to learn from.
#[derive(Clone, Debug)]
pub struct Example {
    /// The post.
    pub signal: Signal,
    /// What it does.
    pub kind: Kind,
    /// Whether it is unsafe recruitment.
    pub is_unsafe: bool,
    /// How much it counts beside an authored post.
    pub weight: f64,
    /// Posts of one group are near-duplicates and are never split between learning and testing.
    pub group: u64,
}

/// What a model that had not seen the post said of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Its risk.
    pub risk: f64,
    /// The probability of each kind, in the order of [`Kind::ALL`].
    pub kinds: [f64; Kind::ALL.len()],
}

/// A trained model, and what held-out models said of every example.
#[derive(Clone, Debug)]
pub struct Training {
    /// The model.
    pub model: Model,
    /// One for each example, in their order.
    pub held: Vec<Held>,
}

const FOLDS: u64 = 5;

struct Prepared<'run> {
    example: &'run Example,
    features: TextFeatures,
    input: JoinedInput,
    /// The kinds that a model says which has not seen the post.
    kinds: [f64; Kind::ALL.len()],
}

/// Learns from labelled posts. The same examples and packs give the same bytes.
pub fn train(examples: &[Example], packs: &Packs) -> Training {
    let mut prepared: Vec<Prepared<'_>> = examples.iter().map(|example| prepare(example, packs)).collect();
    score_out_of_fold(&mut prepared);
    let layout = Layout::new(packs);
    hold_out_kinds(&mut prepared, &layout);
    let held = hold_out_risks(&prepared, &layout);
    let (slope, shift) = calibration(&prepared, &held);
    let calibrated = |one: &Held| sigmoid(slope * logit(one.risk) + shift).min(offer_share(&one.kinds));
    let held: Vec<Held> = held.iter().map(|one| Held { risk: calibrated(one), ..*one }).collect();
    let everything: Vec<&Prepared<'_>> = prepared.iter().collect();
    let mut joined = layout.fit(&everything);
    joined.risk.recalibrate(slope, shift);
    joined.prevalence = prevalence(&prepared);
    let text = train_text(&everything.iter().map(|one| one.text_example()).collect::<Vec<_>>());
    let about = About {
        packs: packs.version.clone(),
        examples: examples.len(),
        unsafe_examples: examples.iter().filter(|example| example.is_unsafe).count(),
    };
    joined.round();
    Training { model: Model { text, joined, about }, held }
}

fn prepare<'run>(example: &'run Example, packs: &Packs) -> Prepared<'run> {
    let analysis = Analysis::new(&example.signal, packs);
    let features = TextFeatures::new(&analysis.folded, &analysis.entities, &packs.tables);
    Prepared { example, features, input: analysis.joined_input([0.0; HEADS], packs), kinds: [0.2; Kind::ALL.len()] }
}

impl Prepared<'_> {
    fn text_example(&self) -> TextExample<'_> {
        TextExample {
            features: &self.features,
            kind: self.example.kind,
            is_unsafe: self.example.is_unsafe,
            weight: self.example.weight,
        }
    }

    fn is_in_fold(&self, fold: u64) -> bool {
        let mut state = self.example.group;
        crate::random::next(&mut state) % FOLDS == fold
    }
}

/// Gives every example the scores of a text model that has not seen its group.
fn score_out_of_fold(prepared: &mut [Prepared<'_>]) {
    for fold in 0..FOLDS {
        let seen: Vec<TextExample<'_>> =
            prepared.iter().filter(|one| !one.is_in_fold(fold)).map(Prepared::text_example).collect();
        let model = train_text(&seen);
        for one in prepared.iter_mut().filter(|one| one.is_in_fold(fold)) {
            one.input.text = model.score(&one.features);
        }
    }
}

fn hold_out_kinds(prepared: &mut [Prepared<'_>], layout: &Layout) {
    for fold in 0..FOLDS {
        let seen: Vec<&Prepared<'_>> = prepared.iter().filter(|one| !one.is_in_fold(fold)).collect();
        let kinds = layout.solve_kinds(&seen);
        for one in prepared.iter_mut().filter(|one| one.is_in_fold(fold)) {
            let row = layout.row(one);
            let mut scores = [0.0; Kind::ALL.len()];
            for (score, weights) in scores.iter_mut().zip(&kinds) {
                *score = dot(&row, weights);
            }
            one.kinds = softmax(scores);
        }
    }
}

fn hold_out_risks(prepared: &[Prepared<'_>], layout: &Layout) -> Vec<Held> {
    let mut held: Vec<Held> = prepared.iter().map(|one| Held { risk: 0.0, kinds: one.kinds }).collect();
    for fold in 0..FOLDS {
        let seen: Vec<&Prepared<'_>> = prepared.iter().filter(|one| !one.is_in_fold(fold)).collect();
        let weights = layout.solve_risk(&seen);
        for (one, held) in prepared.iter().zip(&mut held).filter(|(one, _)| one.is_in_fold(fold)) {
            held.risk = sigmoid(dot(&layout.row(one), &weights));
        }
    }
    held
}

fn prevalence(prepared: &[Prepared<'_>]) -> f64 {
    let total: f64 = prepared.iter().map(|one| one.example.weight).sum();
    let found: f64 = prepared.iter().filter(|one| one.example.is_unsafe).map(|one| one.example.weight).sum();
    found / total.max(1.0)
}

/// Slope and shift that make held-out risks mean what they say (Platt).
fn calibration(prepared: &[Prepared<'_>], held: &[Held]) -> (f64, f64) {
    let rows: Vec<Row> = prepared
        .iter()
        .zip(held)
        .map(|(one, held)| Row { columns: vec![(0, logit(held.risk)), (1, 1.0)], weight: one.example.weight })
        .collect();
    let targets: Vec<usize> = prepared.iter().map(|one| usize::from(one.example.is_unsafe)).collect();
    let columns = Columns { signs: vec![Sign::NotNegative, Sign::Any], ridge: vec![0.0, 0.0] };
    let fitted = fit(&rows, &targets, 1, &columns);
    match fitted.first().map(Vec::as_slice) {
        Some([slope, shift]) => (*slope, *shift),
        _ => (1.0, 0.0),
    }
}

/// Which column is what: the text, the families, the signs and facts, and a constant.
struct Layout {
    names: Vec<String>,
    strengths: BTreeMap<String, Strength>,
    not_counted: Vec<String>,
}

const FAMILIES_FROM: usize = HEADS;
const OFFER: usize = HEADS + FAMILY_STEPS;
const SYMBOLS_FROM: usize = OFFER + 1;
const RIDGE_OF_TEXT: f64 = 2e-4;
const RIDGE_OF_SYMBOLS: f64 = 1.5e-3;

impl Layout {
    fn new(packs: &Packs) -> Self {
        let strengths = packs.rules.rules.iter().map(|rule| (packs.rules.name(rule.gives).to_owned(), rule.strength));
        Self {
            names: packs.rules.names().to_vec(),
            strengths: strengths.collect(),
            not_counted: packs.assessment.not_counted.clone(),
        }
    }

    fn width(&self) -> usize {
        SYMBOLS_FROM + self.names.len() + 1
    }

    fn row(&self, one: &Prepared<'_>) -> Row {
        let text = bounded(&one.input.text).into_iter().enumerate();
        let families = (0..one.input.families.min(FAMILY_STEPS)).map(|step| (FAMILIES_FROM + step, 1.0));
        let symbols = one.input.symbols.iter().map(|symbol| (SYMBOLS_FROM + symbol.0 as usize, 1.0));
        let rest = [(OFFER, offer_log_odds(&one.kinds)), (self.width() - 1, 1.0)];
        Row { columns: text.chain(families).chain(symbols).chain(rest).collect(), weight: one.example.weight }
    }

    fn columns(&self, for_risk: bool) -> Columns {
        let sign_of = |name: &String| match self.strengths.get(name) {
            _ if !for_risk => Sign::Any,
            _ if self.not_counted.contains(name) => Sign::Nought,
            _ if name.contains(':') => Sign::Any,
            Some(Strength::Protective) => Sign::NotPositive,
            Some(_) => Sign::NotNegative,
            None => Sign::Any,
        };
        let mut signs = vec![Sign::Any; SYMBOLS_FROM];
        if for_risk {
            for sign in signs.iter_mut().skip(UNSAFE) {
                *sign = Sign::NotNegative;
            }
        }
        signs.extend(self.names.iter().map(sign_of));
        signs.push(Sign::Any);
        if let Some(sign) = signs.get_mut(OFFER) {
            *sign = if for_risk { Sign::NotNegative } else { Sign::Nought };
        }
        let mut ridge = vec![RIDGE_OF_TEXT; SYMBOLS_FROM];
        ridge.extend(vec![RIDGE_OF_SYMBOLS; self.names.len()]);
        ridge.push(0.0);
        Columns { signs, ridge }
    }

    fn solve_risk(&self, examples: &[&Prepared<'_>]) -> Vec<f64> {
        let rows: Vec<Row> = examples.iter().map(|one| self.row(one)).collect();
        let risky: Vec<usize> = examples.iter().map(|one| usize::from(one.example.is_unsafe)).collect();
        fit(&rows, &risky, 1, &self.columns(true)).into_iter().next().unwrap_or_default()
    }

    /// The weights of the kinds, one list each.
    fn solve_kinds(&self, examples: &[&Prepared<'_>]) -> Vec<Vec<f64>> {
        let rows: Vec<Row> = examples.iter().map(|one| self.row(one)).collect();
        let kind_of = |one: &&Prepared<'_>| Kind::ALL.iter().position(|kind| *kind == one.example.kind).unwrap_or(0);
        let kinds: Vec<usize> = examples.iter().map(kind_of).collect();
        fit(&rows, &kinds, Kind::ALL.len(), &self.columns(false))
    }

    fn fit(&self, examples: &[&Prepared<'_>]) -> JoinedFile {
        JoinedFile {
            prevalence: 0.0,
            risk: self.name(&self.solve_risk(examples)),
            kinds: self.solve_kinds(examples).iter().map(|weights| self.name(weights)).collect(),
        }
    }

    fn name(&self, weights: &[f64]) -> Weights {
        let symbols = self.names.iter().zip(weights.iter().skip(SYMBOLS_FROM));
        Weights {
            bias: weights.last().copied().unwrap_or(0.0),
            text: weights.iter().take(HEADS).copied().collect(),
            offer: weights.get(OFFER).copied().unwrap_or(0.0),
            families: weights.iter().skip(FAMILIES_FROM).take(FAMILY_STEPS).copied().collect(),
            symbols: symbols
                .filter(|(_, weight)| weight.abs() >= 5e-4)
                .map(|(name, weight)| (name.clone(), *weight))
                .collect(),
        }
    }
}

impl Weights {
    fn recalibrate(&mut self, slope: f64, shift: f64) {
        self.bias = self.bias * slope + shift;
        self.offer *= slope;
        let all = self.text.iter_mut().chain(&mut self.families).chain(self.symbols.values_mut());
        all.for_each(|weight| *weight *= slope);
    }
}

impl JoinedFile {
    /// Four decimals: enough to compute with, short enough to read.
    fn round(&mut self) {
        let tidy = |weight: &mut f64| *weight = (*weight * 1e4).round() / 1e4;
        tidy(&mut self.prevalence);
        for weights in self.kinds.iter_mut().chain([&mut self.risk]) {
            tidy(&mut weights.bias);
            tidy(&mut weights.offer);
            weights.text.iter_mut().chain(&mut weights.families).chain(weights.symbols.values_mut()).for_each(tidy);
        }
    }
}
