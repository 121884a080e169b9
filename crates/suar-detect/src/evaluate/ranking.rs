//! How well a score puts lures before everything else.

use serde::Serialize;

use crate::reading::rounded;

/// A post by its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) score: f64,
    pub(crate) is_lure: bool,
    /// The number of its group within the sample.
    pub(crate) group: usize,
}

/// Precision where so many lures are found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CurvePoint {
    /// The least score of what is looked at.
    pub score: f64,
    /// The share of lures found.
    pub recall: f64,
    /// The share of lures in what is looked at.
    pub precision: f64,
}

/// Points that a plot can show.
const CURVE_POINTS: usize = 200;

/// One threshold: what lies at or above a score, in counts.
#[derive(Clone, Copy, Debug, Default)]
struct Above {
    score: f64,
    lures: f64,
    others: f64,
}

/// The area under the precision-recall curve, as average precision: each post in the order of
/// falling scores (`ranked` is sorted so), equal scores as one step. `weights` says how often each group counts.
pub(crate) fn average_precision(ranked: &[Ranked], weights: &[u32]) -> Option<f64> {
    let (lures, others) = totals(ranked, weights);
    if lures <= 0.0 || others <= 0.0 {
        return None;
    }
    let mut area = 0.0;
    let mut before = 0.0;
    walk(ranked, weights, |above| {
        let seen = above.lures + above.others;
        if seen > 0.0 {
            area += (above.lures - before) / lures * (above.lures / seen);
        }
        before = above.lures;
    });
    Some(area)
}

/// The share of lures found where no more than a share of everything else is looked at.
pub(crate) fn found_at(ranked: &[Ranked], weights: &[u32], false_alarms: f64) -> Option<f64> {
    let (lures, others) = totals(ranked, weights);
    if lures <= 0.0 || others <= 0.0 {
        return None;
    }
    let mut found = 0.0;
    walk(ranked, weights, |above| {
        if above.others / others <= false_alarms {
            found = above.lures / lures;
        }
    });
    Some(found)
}

/// Precision at each recall, thinned to what a plot can show.
pub(crate) fn curve(ranked: &[Ranked]) -> Vec<CurvePoint> {
    let weights = every_group_once(ranked);
    let (lures, _) = totals(ranked, &weights);
    let mut points = Vec::new();
    walk(ranked, &weights, |above| {
        let (recall, precision) = (above.lures / lures.max(1.0), above.lures / (above.lures + above.others).max(1.0));
        points.push(CurvePoint { score: rounded(above.score), recall: rounded(recall), precision: rounded(precision) });
    });
    let step = points.len().div_ceil(CURVE_POINTS).max(1);
    let last = points.len().saturating_sub(1);
    points
        .into_iter()
        .enumerate()
        .filter(|(index, _)| index % step == 0 || *index == last)
        .map(|(_, point)| point)
        .collect()
}

/// A weight of one for each group.
pub(crate) fn every_group_once(ranked: &[Ranked]) -> Vec<u32> {
    vec![1; ranked.iter().map(|post| post.group + 1).max().unwrap_or(0)]
}

/// How often a post counts.
pub(crate) fn weight_of(post: &Ranked, weights: &[u32]) -> f64 {
    weights.get(post.group).copied().map_or(0.0, f64::from)
}

fn totals(ranked: &[Ranked], weights: &[u32]) -> (f64, f64) {
    let sum_where =
        |is_lure| ranked.iter().filter(|post| post.is_lure == is_lure).map(|post| weight_of(post, weights)).sum();
    (sum_where(true), sum_where(false))
}

/// Hands over the counts after each distinct score.
fn walk(ranked: &[Ranked], weights: &[u32], mut take: impl FnMut(Above)) {
    let mut above = Above::default();
    for same in ranked.chunk_by(|left, right| left.score.total_cmp(&right.score).is_eq()) {
        for post in same {
            let weight = weight_of(post, weights);
            above.score = post.score;
            if post.is_lure {
                above.lures += weight;
            } else {
                above.others += weight;
            }
        }
        take(above);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    fn ranked(scores: &[(f64, bool)]) -> Vec<Ranked> {
        scores.iter().enumerate().map(|(group, &(score, is_lure))| Ranked { score, is_lure, group }).collect()
    }

    fn area(scores: &[(f64, bool)]) -> f64 {
        let ranked = ranked(scores);
        average_precision(&ranked, &every_group_once(&ranked)).unwrap()
    }

    #[test]
    fn average_precision_gives_known_values() {
        // The example of scikit-learn's documentation: 0.83.
        let example = [(0.8, true), (0.4, false), (0.35, true), (0.1, false)];
        assert!((area(&example) - 0.833_333).abs() < 1e-5);
        assert!((area(&[(0.9, true), (0.1, false)]) - 1.0).abs() < 1e-12);
        assert!((area(&[(0.9, false), (0.1, true)]) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn equal_scores_are_one_step_in_either_order() {
        assert!((area(&[(0.5, true), (0.5, false)]) - 0.5).abs() < 1e-12);
        assert!((area(&[(0.5, false), (0.5, true)]) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn without_lures_or_without_others_there_is_no_area() {
        let only = ranked(&[(0.5, true), (0.4, true)]);
        assert_eq!(average_precision(&only, &[1, 1]), None);
        assert_eq!(average_precision(&[], &[]), None);
    }

    #[test]
    fn weights_repeat_posts() {
        let twice = ranked(&[(0.9, true), (0.8, false), (0.7, true)]);
        let written_out = [(0.9, true), (0.8, false), (0.8, false), (0.7, true)];
        assert!((average_precision(&twice, &[1, 2, 1]).unwrap() - area(&written_out)).abs() < 1e-12);
    }

    #[test]
    fn lures_found_stop_at_the_false_alarms_allowed() {
        let ranked = ranked(&[(0.9, true), (0.8, false), (0.7, true), (0.6, false)]);
        assert_eq!(found_at(&ranked, &[1; 4], 0.0), Some(0.5));
        assert_eq!(found_at(&ranked, &[1; 4], 0.5), Some(1.0));
    }

    #[test]
    fn the_curve_ends_where_every_lure_is_found() {
        let curve = curve(&ranked(&[(0.9, true), (0.8, false), (0.7, true)]));
        assert_eq!(curve.len(), 3);
        let last = curve.last().unwrap();
        assert!((last.recall - 1.0).abs() < 1e-12 && (last.precision - 0.6667).abs() < 1e-12);
    }
}
