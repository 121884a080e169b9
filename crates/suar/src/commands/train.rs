use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use suar_detect::{Example, Packs, Training};

use crate::cli::{CommonArguments, Outcome};
use crate::corpus::{LabelledPost, TrainingPlan, read_folder};
use crate::noun::POSTS;
use crate::output::{Destination, OutputFile, Target, refuse_shared};

/// What `suar train` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct TrainArguments {
    /// The folder with training.toml and the sets that it names
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// Where the model goes
    #[arg(long, value_name = "FILE", default_value = "models/suar.model")]
    out: PathBuf,
    /// Write nothing: fail unless the model there is the same to the byte
    #[arg(long)]
    check: bool,
    /// Write the model card as well
    #[arg(long, value_name = "FILE")]
    card: Option<PathBuf>,
}

/// Labelled posts and what was learned from them.
pub(crate) struct Trained {
    pub(crate) posts: Vec<LabelledPost>,
    pub(crate) training: Training,
}

/// Runs `suar train`.
pub(crate) fn run(arguments: &TrainArguments, common: &CommonArguments) -> Result<Outcome> {
    refuse_shared(&[Target::new("--out", Some(&arguments.out)), Target::new("--card", arguments.card.as_deref())])?;
    let packs = common.resources.load_packs()?;
    let trained = train_on(&arguments.corpus, &packs)?;
    let bytes = trained.training.model.to_bytes();
    let posts = POSTS.counted(trained.posts.len() as u64);
    let mut out = std::io::stdout().lock();
    if arguments.check {
        let shipped =
            std::fs::read(&arguments.out).with_context(|| format!("cannot read {}", arguments.out.display()))?;
        if shipped != bytes {
            bail!(
                "{} is not what the corpus and the packs give; run `suar train` and commit it",
                arguments.out.display()
            );
        }
        writeln!(out, "{} is what comes of {posts}, to the byte", arguments.out.display())?;
        return Ok(Outcome::Done);
    }
    write_file(&arguments.out, &bytes)?;
    writeln!(out, "{}: {} bytes, learned from {posts}", arguments.out.display(), bytes.len())?;
    if let Some(card) = &arguments.card {
        write_file(card, crate::evaluation::model_card(&trained, packs, &arguments.corpus)?.as_bytes())?;
    }
    Ok(Outcome::Done)
}

/// Learns from the sets that `training.toml` names.
pub(crate) fn train_on(corpus: &Path, packs: &Packs) -> Result<Trained> {
    let plan_path = corpus.join("training.toml");
    let text = std::fs::read_to_string(&plan_path).with_context(|| format!("cannot read {}", plan_path.display()))?;
    let plan: TrainingPlan = toml::from_str(&text).with_context(|| format!("in {}", plan_path.display()))?;
    let mut posts = Vec::new();
    let mut weights = Vec::new();
    for (folder, weight) in &plan.weights {
        let set = read_folder(&corpus.join(folder))?;
        weights.extend(std::iter::repeat_n(*weight, set.len()));
        posts.extend(set);
    }
    let groups = crate::duplicates::groups_of(&posts, packs);
    let examples: Vec<Example> =
        posts.iter().zip(&weights).zip(&groups).map(|((post, weight), group)| post.example(*weight, *group)).collect();
    let training = suar_detect::train(&examples, packs);
    Ok(Trained { posts, training })
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = OutputFile::create(&Destination::Path(path.to_path_buf()))?;
    file.write_all(bytes).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(file.commit()?)
}
