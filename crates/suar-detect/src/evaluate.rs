//! Measures readings against what people say of the same posts: numbers in, numbers out.
//! Every figure comes with its sample size and a 95 % interval; the same input gives the same bytes.

mod breakdown;
mod calibration;
mod confusion;
mod figure;
mod held;
mod interval;
mod matching;
mod observation;
mod parts;
mod ranking;
mod sample;
mod whole;

use std::collections::BTreeSet;

use serde::Serialize;

pub use breakdown::{Breakdown, By};
pub use calibration::Bin;
pub use confusion::Confusion;
pub use figure::{Figure, Method};
pub use held::{found_by_held, prior_shift};
pub use interval::{Bootstrap, Interval, wilson};
pub use observation::{Found, Labels, Observation, ScoreParts};
pub use parts::{Part, PartFigures};
pub use ranking::CurvePoint;

use sample::Sample;

/// What was measured, set by set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// How the intervals were drawn.
    pub bootstrap: Bootstrap,
    /// Each set in the order of names; with more than one, all of them together at the end.
    pub sets: Vec<SetEvaluation>,
}

/// What was measured on one set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SetEvaluation {
    /// Its name, or [`ALL_SETS`].
    pub name: String,
    /// Posts in it.
    pub posts: usize,
    /// Groups of near-duplicates in it.
    pub groups: usize,
    /// Posts labelled as unsafe recruitment.
    pub lures: usize,
    /// Figures over the whole set.
    pub figures: Vec<Figure>,
    /// The same by kind, language, sector and indicator.
    pub breakdowns: Vec<Breakdown>,
    /// Kinds as labelled and as read.
    pub confusion: Confusion,
    /// Risk beside the share that was unsafe, in bins of equal count.
    pub reliability: Vec<Bin>,
    /// Precision at each recall.
    pub curve: Vec<CurvePoint>,
    /// What words and signs do by themselves; empty where only risks were kept.
    pub parts: Vec<PartFigures>,
}

/// The name of all sets together.
pub const ALL_SETS: &str = "all sets";

impl Evaluation {
    /// The evaluation of a set.
    pub fn set(&self, name: &str) -> Option<&SetEvaluation> {
        self.sets.iter().find(|set| set.name == name)
    }
}

impl SetEvaluation {
    /// A figure over the whole set.
    pub fn figure(&self, name: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.name == name)
    }

    /// The breakdowns of one sort, in their order.
    pub fn by(&self, by: By) -> impl Iterator<Item = &Breakdown> {
        self.breakdowns.iter().filter(move |breakdown| breakdown.by == by)
    }
}

/// Measures all observations.
pub fn evaluate(observations: &[Observation], bootstrap: Bootstrap) -> Evaluation {
    let names: BTreeSet<&str> = observations.iter().map(|one| one.set.as_str()).collect();
    let mut sets: Vec<SetEvaluation> = names
        .iter()
        .map(|name| evaluate_set(name, observations.iter().filter(|one| one.set == *name).collect(), bootstrap))
        .collect();
    if names.len() > 1 {
        sets.push(evaluate_set(ALL_SETS, observations.iter().collect(), bootstrap));
    }
    Evaluation { bootstrap, sets }
}

fn evaluate_set(name: &str, posts: Vec<&Observation>, bootstrap: Bootstrap) -> SetEvaluation {
    let sample = Sample::new(posts, bootstrap);
    let ranked = sample.ranked(|one| Some(one.found.risk));
    SetEvaluation {
        name: name.to_owned(),
        posts: sample.posts().len(),
        groups: sample.groups(),
        lures: sample.posts().iter().filter(|one| one.is_unsafe).count(),
        figures: whole::figures(&sample),
        breakdowns: breakdown::break_down(&sample),
        confusion: Confusion::new(sample.posts()),
        reliability: calibration::bins(&ranked),
        curve: ranking::curve(&ranked),
        parts: parts::measure(&sample),
    }
}

#[cfg(test)]
mod tests;
