//! A consistent weighted sample of a text's features.
//!
//! Every feature draws the same exponential number in every text, divided by the
//! cube of its weight; the features with the smallest numbers are the sample. Two
//! texts share sampled features about as often as their weighted sets overlap, and
//! what many texts hold is seldom drawn.

use crate::shingle::mix;

/// Features in a sample.
pub(crate) const SAMPLE: usize = 32;

/// A feature with how much it weighs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Weighted {
    pub(crate) feature: u32,
    pub(crate) weight: f32,
}

/// Draws a sample: pairs of rank and feature, in no order.
pub(crate) fn draw(weighted: impl Iterator<Item = Weighted>, drawn: &mut Vec<(u32, u32)>) {
    drawn.clear();
    drawn.extend(weighted.filter(|entry| entry.weight > 0.0).map(|entry| (rank_of(entry), entry.feature)));
    if drawn.len() > SAMPLE {
        drawn.select_nth_unstable(SAMPLE - 1);
        drawn.truncate(SAMPLE);
    }
}

/// Positive floats order like their bits.
fn rank_of(entry: Weighted) -> u32 {
    let uniform = (mix(entry.feature ^ 0x27d4_eb2f) as f32 + 1.0) / 4_294_967_296.0;
    let weight = entry.weight * entry.weight * entry.weight;
    (-fast_log(uniform) / weight).max(0.0).to_bits()
}

/// A natural logarithm good to three digits: fast, and the same on every machine.
pub(crate) fn fast_log(value: f32) -> f32 {
    let bits = value.to_bits();
    let exponent = (bits >> 23) as f32 - 127.0;
    let rest = f32::from_bits(bits & 0x007f_ffff | 0x3f80_0000) - 1.0;
    let mantissa = rest * (1.4228 + rest * (-0.5824 + rest * 0.1596));
    (exponent + mantissa) * std::f32::consts::LN_2
}
