//! What words and signs do by themselves: the parts of the same score, nothing learned anew.

use serde::Serialize;

use super::figure::Figure;
use super::observation::{Observation, ScoreParts};
use super::ranking::{average_precision, found_at};
use super::sample::Sample;

/// A part of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Signs, facts and families alone.
    Signs,
    /// Words alone.
    Words,
    /// Both, as shipped.
    Both,
}

/// How well a part ranks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartFigures {
    /// Which part.
    pub part: Part,
    /// `pr_auc`, and `lures_found_at_5_percent_false_alarms`.
    pub figures: Vec<Figure>,
}

/// The share of other posts that may be looked at by mistake when parts are compared.
const FALSE_ALARMS: f64 = 0.05;

type Score = fn(&ScoreParts) -> f64;

pub(crate) fn measure(sample: &Sample<'_>) -> Vec<PartFigures> {
    if !sample.posts().iter().all(|post| post.found.parts.is_some()) {
        return Vec::new();
    }
    let parts: [(Part, Score); 3] = [
        (Part::Signs, |parts| parts.signs),
        (Part::Words, |parts| parts.words),
        (Part::Both, |parts| parts.words + parts.signs),
    ];
    let measured = parts.map(|(part, score)| {
        let ranked = sample.ranked(|post: &Observation| post.found.parts.as_ref().map(score));
        let figures = [
            sample.ranked_figure("pr_auc", &ranked, average_precision),
            sample.ranked_figure("lures_found_at_5_percent_false_alarms", &ranked, |ranked, weights| {
                found_at(ranked, weights, FALSE_ALARMS)
            }),
        ];
        PartFigures { part, figures: figures.into_iter().flatten().collect() }
    });
    measured.into_iter().filter(|measured| !measured.figures.is_empty()).collect()
}
