//! The detector as it stands in the repository.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use suar_detect::{Detector, Model, PackFiles, Packs};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A detector as it is shipped.
pub(crate) fn detector() -> Result<Detector, Box<dyn Error>> {
    let packs = root().join("packs");
    let mut files = PackFiles::new();
    let mut open = vec![packs.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending != "md") {
                let name = path.strip_prefix(&packs)?.to_string_lossy().into_owned();
                files.insert(name, fs::read_to_string(&path)?);
            }
        }
    }
    let model = Model::from_bytes(&fs::read(root().join("models/suar.model"))?)?;
    Ok(Detector::new(Packs::load(&files).map_err(|faults| faults.to_string())?, &model))
}
