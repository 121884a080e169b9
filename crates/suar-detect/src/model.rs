//! The learned part: a small linear model over words and letters, joined with signs and facts.

mod features;
mod file;
mod fit;
mod joined;
mod text;
mod train;

pub(crate) use features::TextFeatures;
pub use file::{About, Model, ModelError};
pub(crate) use joined::{Joined, JoinedInput, RiskParts};
pub(crate) use text::{Scores, TextModel};
pub use train::{Example, Held, Training, train};

/// The log-odds of a probability, kept finite.
pub(crate) fn logit(probability: f64) -> f64 {
    let bounded = probability.clamp(1e-9, 1.0 - 1e-9);
    libm::log(bounded / (1.0 - bounded))
}

/// The probability of log-odds.
pub(crate) fn sigmoid(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds.clamp(-40.0, 40.0)))
}

/// Probabilities that sum to one, out of scores.
pub(crate) fn softmax<const N: usize>(scores: [f64; N]) -> [f64; N] {
    let highest = scores.iter().copied().fold(f64::MIN, f64::max);
    let weights = scores.map(|score| libm::exp(score - highest));
    let sum: f64 = weights.iter().sum();
    weights.map(|weight| weight / sum)
}
