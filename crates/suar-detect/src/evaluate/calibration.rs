//! Whether a risk means what it says.

use serde::Serialize;

use super::interval::{Interval, wilson};
use super::ranking::{Ranked, every_group_once, weight_of};
use crate::reading::rounded;

/// Posts of like risk: what was said of them, and what they were.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// Their mean risk.
    pub risk: f64,
    /// The share that was unsafe recruitment.
    pub share: f64,
    /// Where that share lies.
    pub interval: Interval,
    /// How many posts.
    pub n: usize,
}

/// Bins of equal count.
const BINS: usize = 10;

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    weight: f64,
    risk: f64,
    lures: f64,
}

/// The bins of posts sorted by falling risk, the lowest first.
pub(crate) fn bins(ranked: &[Ranked]) -> Vec<Bin> {
    let filled = sums(ranked, &every_group_once(ranked));
    let bin_of = |sums: &Sums| {
        let interval = wilson(sums.lures, sums.weight);
        Bin {
            risk: rounded(sums.risk / sums.weight),
            share: rounded(sums.lures / sums.weight),
            interval: Interval { lower: rounded(interval.lower), upper: rounded(interval.upper) },
            n: sums.weight as usize,
        }
    };
    filled.iter().rev().filter(|sums| sums.weight > 0.0).map(bin_of).collect()
}

/// The mean distance of risk and share over the bins, each by its count.
pub(crate) fn calibration_error(ranked: &[Ranked], weights: &[u32]) -> Option<f64> {
    let filled = sums(ranked, weights);
    let total: f64 = filled.iter().map(|sums| sums.weight).sum();
    (total > 0.0).then(|| filled.iter().map(|sums| (sums.risk - sums.lures).abs()).sum::<f64>() / total)
}

fn sums(ranked: &[Ranked], weights: &[u32]) -> [Sums; BINS] {
    let total: f64 = ranked.iter().map(|post| weight_of(post, weights)).sum();
    let mut filled = [Sums::default(); BINS];
    let mut before = 0.0;
    for post in ranked {
        let weight = weight_of(post, weights);
        let bin = ((before * BINS as f64 / total.max(1.0)) as usize).min(BINS - 1);
        before += weight;
        if let Some(sums) = filled.get_mut(bin) {
            sums.weight += weight;
            sums.risk += weight * post.score;
            sums.lures += weight * f64::from(u8::from(post.is_lure));
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    /// A hundred posts of one risk, of which the first `lures` are lures.
    fn posts_of(score: f64, lures: usize) -> Vec<Ranked> {
        (0..100).map(|group| Ranked { score, is_lure: group < lures, group }).collect()
    }

    #[test]
    fn a_risk_that_is_always_off_by_a_tenth_has_that_error() {
        let lures = |group: usize| group.is_multiple_of(10) || group % 10 > 5;
        let posts: Vec<Ranked> = (0..100).map(|group| Ranked { score: 0.6, is_lure: lures(group), group }).collect();
        assert!((calibration_error(&posts, &every_group_once(&posts)).unwrap() - 0.1).abs() < 1e-9);
    }

    #[test]
    fn a_risk_of_one_for_lures_and_nought_for_the_rest_has_none() {
        let mut posts = posts_of(1.0, 100);
        posts.extend(posts_of(0.0, 0));
        let weights = every_group_once(&posts);
        assert!(calibration_error(&posts, &weights).unwrap() < 1e-12);
        let bins = bins(&posts);
        assert_eq!((bins.len(), bins.first().unwrap().n), (10, 20));
        assert!(bins.first().unwrap().share < bins.last().unwrap().share);
    }

    #[test]
    fn nothing_has_no_error() {
        assert_eq!(calibration_error(&[], &[]), None);
        assert!(bins(&[]).is_empty());
    }
}
