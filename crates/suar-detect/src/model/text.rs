use suar_signal::Kind;

use super::TextFeatures;
use super::features::BUCKETS;
use super::{sigmoid, softmax};

/// What the text alone says: one score for each kind, and one for unsafe recruitment.
pub(crate) const HEADS: usize = Kind::ALL.len() + 1;
/// The place of the score for unsafe recruitment.
pub(crate) const UNSAFE: usize = Kind::ALL.len();

pub(crate) type Scores = [f64; HEADS];

/// A linear model over the buckets of a text, one byte a weight.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TextModel {
    /// `BUCKETS` rows of `HEADS` weights.
    pub(crate) weights: Vec<i8>,
    /// What one step of a weight is worth, by head.
    pub(crate) steps: [f32; HEADS],
    pub(crate) bias: [f32; HEADS],
}

impl TextModel {
    pub(crate) fn score(&self, features: &TextFeatures) -> Scores {
        let mut sums = [0_i32; HEADS];
        for &bucket in &features.buckets {
            let start = usize::from(bucket) * HEADS;
            let Some(row) = self.weights.get(start..start + HEADS) else { continue };
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(weight);
            }
        }
        let norm = norm_of(features);
        let mut scores = [0.0; HEADS];
        for (((score, sum), step), bias) in scores.iter_mut().zip(sums).zip(self.steps).zip(self.bias) {
            *score = f64::from(sum) * f64::from(step) * norm + f64::from(bias);
        }
        scores
    }
}

/// Long texts count no more than short ones.
fn norm_of(features: &TextFeatures) -> f64 {
    1.0 / libm::sqrt((features.buckets.len().max(1)) as f64)
}

/// One text to learn from.
pub(crate) struct TextExample<'run> {
    pub(crate) features: &'run TextFeatures,
    pub(crate) kind: Kind,
    pub(crate) is_unsafe: bool,
    pub(crate) weight: f64,
}

const EPOCHS: usize = 12;
const RATE: f64 = 6.0;
const DECAY: f64 = 2e-4;

/// Learns the weights: softmax over kinds and a logistic score, by gradient steps in a fixed order.
pub(crate) fn train_text(examples: &[TextExample<'_>]) -> TextModel {
    let mut weights = vec![0.0_f32; BUCKETS * HEADS];
    let mut bias = [0.0_f64; HEADS];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..EPOCHS {
        shuffle(&mut order, epoch as u64 + 1);
        let rate = RATE / (1.0 + epoch as f64 * 0.6);
        for example in order.iter().filter_map(|&index| examples.get(index)) {
            learn(example, &mut weights, &mut bias, rate);
        }
        let keep = (1.0 - DECAY * rate * examples.len() as f64 / 1000.0).clamp(0.5, 1.0) as f32;
        for weight in &mut weights {
            *weight *= keep;
        }
    }
    quantise(&weights, bias)
}

fn learn(example: &TextExample<'_>, weights: &mut [f32], bias: &mut [f64; HEADS], rate: f64) {
    let norm = norm_of(example.features);
    let mut scores = *bias;
    for &bucket in &example.features.buckets {
        let start = usize::from(bucket) * HEADS;
        let Some(row) = weights.get(start..start + HEADS) else { continue };
        for (score, &weight) in scores.iter_mut().zip(row) {
            *score += f64::from(weight) * norm;
        }
    }
    let slopes = slopes_of(example, &scores);
    let step = rate * example.weight * norm;
    for &bucket in &example.features.buckets {
        let start = usize::from(bucket) * HEADS;
        let Some(row) = weights.get_mut(start..start + HEADS) else { continue };
        for (weight, slope) in row.iter_mut().zip(slopes) {
            *weight -= (step * slope) as f32;
        }
    }
    for (bias, slope) in bias.iter_mut().zip(slopes) {
        *bias -= rate * 0.01 * example.weight * slope;
    }
}

fn slopes_of(example: &TextExample<'_>, scores: &Scores) -> Scores {
    let mut kinds = [0.0; Kind::ALL.len()];
    for (kind, score) in kinds.iter_mut().zip(scores) {
        *kind = *score;
    }
    let probabilities = softmax(kinds);
    let mut slopes = [0.0; HEADS];
    for ((slope, probability), kind) in slopes.iter_mut().zip(probabilities).zip(Kind::ALL) {
        *slope = probability - f64::from(u8::from(kind == example.kind));
    }
    if let (Some(slope), Some(score)) = (slopes.get_mut(UNSAFE), scores.get(UNSAFE)) {
        *slope = sigmoid(*score) - f64::from(u8::from(example.is_unsafe));
    }
    slopes
}

fn quantise(weights: &[f32], bias: [f64; HEADS]) -> TextModel {
    let mut largest = [0.0_f32; HEADS];
    for row in weights.chunks_exact(HEADS) {
        for (largest, weight) in largest.iter_mut().zip(row) {
            *largest = largest.max(weight.abs());
        }
    }
    let steps = largest.map(|largest| if largest > 0.0 { largest / 127.0 } else { 1.0 });
    let rounded = weights
        .chunks_exact(HEADS)
        .flat_map(|row| row.iter().zip(steps).map(|(weight, step)| (weight / step).round() as i8));
    TextModel { weights: rounded.collect(), steps, bias: bias.map(|bias| bias as f32) }
}

/// A fixed order that looks random: Fisher–Yates over a `SplitMix64` stream.
fn shuffle(order: &mut [usize], seed: u64) {
    let mut state = seed;
    for index in (1..order.len()).rev() {
        let other = (crate::random::next(&mut state) % (index as u64 + 1)) as usize;
        order.swap(index, other);
    }
}
