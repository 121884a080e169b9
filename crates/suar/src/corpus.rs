//! Labelled posts: what `train` learns from and `eval` measures on.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use suar_detect::Example;
use suar_signal::{Kind, Language, Pay, Signal};

/// A post with what a person says of it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct LabelledPost {
    /// Its id, unique in its file.
    pub(crate) id: String,
    /// Its words.
    pub(crate) text: String,
    /// What it does.
    pub(crate) kind: Kind,
    /// Whether it is unsafe recruitment.
    #[serde(rename = "unsafe")]
    pub(crate) is_unsafe: bool,
    /// Its language.
    pub(crate) lang: String,
    /// The kind of work it is about.
    #[serde(default)]
    pub(crate) sector: String,
    /// The signs that the offer shows; `None` where nobody labelled them.
    pub(crate) indicators: Option<Vec<String>>,
    /// What the text names; `None` where nobody labelled it.
    pub(crate) phones: Option<Vec<String>>,
    /// Account names.
    pub(crate) handles: Option<Vec<String>>,
    /// Places.
    pub(crate) places: Option<Vec<String>>,
    /// Wallets.
    pub(crate) wallets: Option<Vec<String>>,
    /// Pay named for a job.
    #[serde(default)]
    pub(crate) pay: Option<Pay>,
    /// The set it belongs to: the name of its file.
    #[serde(skip)]
    pub(crate) set: String,
}

impl LabelledPost {
    /// The post as the detector gets it: the labels stay behind.
    pub(crate) fn signal(&self) -> Signal {
        Signal::new(format!("{}/{}", self.set, self.id), self.text.clone())
    }

    /// The language of its label, `und` where it is none.
    pub(crate) fn language(&self) -> Language {
        Language::from_code(&self.lang).unwrap_or(Language::UNDETERMINED)
    }

    /// As an example to learn from.
    pub(crate) fn example(&self, weight: f64, group: u64) -> Example {
        Example { signal: self.signal(), kind: self.kind, is_unsafe: self.is_unsafe, weight, group }
    }
}

/// Reads one file of labelled posts.
pub(crate) fn read_file(path: &Path) -> Result<Vec<LabelledPost>> {
    let set = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut posts = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.with_context(|| format!("cannot read {} line {}", path.display(), number + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let mut post: LabelledPost =
            serde_json::from_str(&line).with_context(|| format!("{} line {}", path.display(), number + 1))?;
        post.set.clone_from(&set);
        posts.push(post);
    }
    Ok(posts)
}

/// Reads every `.jsonl` file of a folder, in the order of their names.
pub(crate) fn read_folder(folder: &Path) -> Result<Vec<LabelledPost>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot open the folder {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in entries {
        let path = entry.with_context(|| format!("cannot list {}", folder.display()))?.path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        bail!("no .jsonl file in {}", folder.display());
    }
    let mut posts = Vec::new();
    for path in paths {
        posts.extend(read_file(&path)?);
    }
    Ok(posts)
}

/// How much a post of a set counts in training.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrainingPlan {
    /// Folder below the corpus folder, with its weight.
    pub(crate) weights: BTreeMap<String, f64>,
}
