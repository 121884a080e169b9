//! Has labelled posts read, and puts labels and readings side by side.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use serde::Serialize;
use suar_detect::evaluate::{Evaluation, Found, Labels, Observation, found_by_held, prior_shift};
use suar_detect::{Detector, Packs, Training};

use super::floors::Verdict;
use crate::corpus::{LabelledPost, TrainingPlan, read_file, read_folder};
use crate::duplicates::groups_of;

/// What was observed, and with what.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    pub(crate) packs: String,
    /// Empty where only held-out models were used.
    pub(crate) model: String,
    pub(crate) prior: Option<f64>,
    pub(crate) observations: Vec<Observation>,
}

/// What `suar eval` shows.
#[derive(Debug, Serialize)]
pub(crate) struct EvaluationReport {
    pub(crate) packs: String,
    pub(crate) model: String,
    pub(crate) prior: Option<f64>,
    #[serde(flatten)]
    pub(crate) evaluation: Evaluation,
    pub(crate) floors: Vec<Verdict>,
}

impl Measured {
    pub(crate) fn report(self, evaluation: Evaluation, floors: Vec<Verdict>) -> EvaluationReport {
        EvaluationReport { packs: self.packs, model: self.model, prior: self.prior, evaluation, floors }
    }
}

/// A set that is learned from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TrainingSet {
    pub(crate) name: String,
    pub(crate) weight: f64,
    pub(crate) posts: usize,
}

const PLAN: &str = "training.toml";

/// The sets of a training plan, in the order in which their posts are learned from.
pub(crate) fn training_sets(corpus: &Path) -> Result<Vec<TrainingSet>> {
    let mut sets = Vec::new();
    for (name, weight) in read_plan(corpus)?.weights {
        let posts = read_folder(&corpus.join(&name))?.len();
        sets.push(TrainingSet { name, weight, posts });
    }
    Ok(sets)
}

fn read_plan(corpus: &Path) -> Result<TrainingPlan> {
    let path = corpus.join(PLAN);
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("in {}", path.display()))
}

/// Whether a training plan beside a folder, or above a file's folder, names it.
pub(crate) fn is_learned_from(input: &Path) -> bool {
    let folder = if input.is_dir() { Some(input) } else { input.parent() };
    let plan = folder.and_then(Path::parent).and_then(|corpus| read_plan(corpus).ok());
    plan.is_some_and(|plan| folder.is_some_and(|folder| plan.weights.contains_key(&name_of(folder))))
}

/// The folder of fresh-hand posts, where it holds any.
pub(crate) fn fresh_folder(corpus: &Path) -> Result<Option<PathBuf>> {
    let folder = corpus.join("fresh");
    if !folder.is_dir() {
        return Ok(None);
    }
    for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot open the folder {}", folder.display()))? {
        let path = entry.with_context(|| format!("cannot list {}", folder.display()))?.path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            return Ok(Some(folder));
        }
    }
    Ok(None)
}

/// Learns from a folder and judges each of its posts by a model that has not seen it.
pub(crate) fn cross_validate(folder: &Path, prior: Option<f64>, packs: &Packs) -> Result<Vec<Observation>> {
    if folder.join(PLAN).is_file() {
        let trained = crate::commands::train::train_on(folder, packs)?;
        let sets = training_sets(folder)?;
        return held_observations(&trained.posts, &sets, &trained.training, prior, packs);
    }
    let posts = read_folder(folder)?;
    let groups = groups_of(&posts, packs);
    let examples: Vec<_> = posts.iter().zip(&groups).map(|(post, group)| post.example(1.0, *group)).collect();
    let training = suar_detect::train(&examples, packs);
    let sets = [TrainingSet { name: name_of(folder), weight: 1.0, posts: posts.len() }];
    held_observations(&posts, &sets, &training, prior, packs)
}

/// Labels beside what held-out models said. `posts` are those of `sets`, one set after the other.
pub(crate) fn held_observations(
    posts: &[LabelledPost],
    sets: &[TrainingSet],
    training: &Training,
    prior: Option<f64>,
    packs: &Packs,
) -> Result<Vec<Observation>> {
    if sets.iter().map(|set| set.posts).sum::<usize>() != posts.len() || training.held.len() != posts.len() {
        bail!("the folders changed while they were learned from; run it again");
    }
    let names = sets.iter().flat_map(|set| std::iter::repeat_n(set.name.as_str(), set.posts));
    let groups = groups_of(posts, packs);
    let shift = prior.map_or(0.0, |prior| prior_shift(&training.model, prior));
    let found: Vec<Found> = posts
        .par_iter()
        .zip(&training.held)
        .map(|(post, held)| found_by_held(&post.signal(), held, shift, packs))
        .collect();
    let joined = posts.iter().zip(names).zip(groups).zip(found);
    Ok(joined.map(|(((post, set), group), found)| observation(post, set, group, found)).collect())
}

/// Labels of files and folders beside what the detector says.
pub(crate) fn measure(inputs: &[PathBuf], detector: &Detector) -> Result<Vec<Observation>> {
    let mut observations = Vec::new();
    for input in inputs {
        let posts = if input.is_dir() { read_folder(input)? } else { read_file(input)? };
        let groups = groups_of(&posts, detector.packs());
        let found: Vec<Found> = posts.par_iter().map(|post| Found::from(&detector.read(&post.signal()))).collect();
        let set = name_of(input);
        let joined = posts.iter().zip(groups).zip(found);
        observations.extend(joined.map(|((post, group), found)| observation(post, &set, group, found)));
    }
    Ok(observations)
}

/// A set is called like its folder or file.
fn name_of(path: &Path) -> String {
    let name = if path.is_dir() { path.file_name() } else { path.file_stem() };
    name.map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn observation(post: &LabelledPost, set: &str, group: u64, found: Found) -> Observation {
    // A post whose phones nobody labelled has no label for pay either.
    let pay_is_labelled = post.pay.is_some() || post.phones.is_some();
    Observation {
        set: set.to_owned(),
        group,
        language: post.language(),
        sector: post.sector.clone(),
        kind: post.kind,
        is_unsafe: post.is_unsafe,
        labels: Labels {
            indicators: post.indicators.clone(),
            phones: post.phones.clone(),
            handles: post.handles.clone(),
            places: post.places.clone(),
            wallets: post.wallets.clone(),
            pay: pay_is_labelled.then_some(post.pay),
        },
        found,
    }
}
