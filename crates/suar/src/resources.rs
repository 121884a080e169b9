//! The packs and the model: those inside the program, or those of a folder.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use rust_embed::RustEmbed;
use suar_detect::{Detector, Model, PackFiles, Packs};

#[derive(RustEmbed)]
#[folder = "../../packs"]
#[exclude = "*.md"]
struct ShippedPacks;

#[derive(RustEmbed)]
#[folder = "../../models"]
struct ShippedModels;

const MODEL_NAME: &str = "suar.model";
/// A pack file larger than this is a mistake.
const LARGEST_PACK_FILE: u64 = 16 << 20;

/// Where packs and model come from.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ResourceArguments {
    /// Use the packs of this folder instead of those inside the program
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) packs: Option<PathBuf>,
    /// Use this model instead of the one inside the program
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,
}

impl ResourceArguments {
    /// The files of the packs.
    pub(crate) fn pack_files(&self) -> Result<PackFiles> {
        match &self.packs {
            Some(folder) => read_folder(folder),
            None => shipped_packs(),
        }
    }

    /// The packs, checked while they are read.
    pub(crate) fn load_packs(&self) -> Result<Packs> {
        Packs::load(&self.pack_files()?).map_err(|faults| anyhow!("the packs do not hold:\n{faults}"))
    }

    /// The model.
    pub(crate) fn load_model(&self) -> Result<Model> {
        let bytes = match &self.model {
            Some(path) => std::fs::read(path).with_context(|| format!("cannot read the model {}", path.display()))?,
            None => ShippedModels::get(MODEL_NAME).map(|file| file.data.into_owned()).with_context(
                || "this program was built without a model: run `suar train` and build again, or name one with --model",
            )?,
        };
        Model::from_bytes(&bytes).context("cannot use the model")
    }

    /// A detector over both.
    pub(crate) fn load_detector(&self, prior: Option<f64>) -> Result<Detector> {
        let detector = Detector::new(self.load_packs()?, &self.load_model()?);
        Ok(match prior {
            Some(prior) => detector.with_prior(prior),
            None => detector,
        })
    }
}

fn shipped_packs() -> Result<PackFiles> {
    let mut files = PackFiles::new();
    for path in ShippedPacks::iter() {
        let file = ShippedPacks::get(&path).with_context(|| format!("the pack file {path} is not in the program"))?;
        let content = String::from_utf8(file.data.into_owned()).with_context(|| format!("{path} is not UTF-8"))?;
        files.insert(path.into_owned(), content);
    }
    Ok(files)
}

fn read_folder(root: &Path) -> Result<PackFiles> {
    let mut files = PackFiles::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        let entries =
            std::fs::read_dir(&folder).with_context(|| format!("cannot open the folder {}", folder.display()))?;
        for entry in entries {
            let path = entry.with_context(|| format!("cannot list {}", folder.display()))?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            if path.extension().is_some_and(|extension| extension == "md") {
                continue;
            }
            let size = path.metadata().with_context(|| format!("cannot read {}", path.display()))?.len();
            if size > LARGEST_PACK_FILE {
                bail!("{} has {size} bytes; a pack file has at most {LARGEST_PACK_FILE}", path.display());
            }
            let content = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.insert(name, content);
        }
    }
    Ok(files)
}

/// Reads a share for `--prior`.
pub(crate) fn parse_share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if share > 0.0 && share < 1.0 => Ok(share),
        _ => Err("a share is a number between 0 and 1, such as 0.001".to_owned()),
    }
}
