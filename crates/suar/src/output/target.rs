use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::OutputError;

/// A file that an option names for a result.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'path> {
    option: &'static str,
    path: Option<&'path Path>,
}

impl<'path> Target<'path> {
    /// What an option names.
    pub(crate) fn new(option: &'static str, path: Option<&'path Path>) -> Self {
        Self { option, path }
    }

    /// What `--out` names; `-` is standard output and no file.
    pub(crate) fn out(argument: Option<&'path OsStr>) -> Self {
        Self { option: "--out", path: argument.filter(|path| *path != "-").map(Path::new) }
    }

    /// The file by its one name, also where it is not there yet; none for a device, a pipe or a
    /// folder that is not there.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        let path = self.path?;
        if let Ok(metadata) = path.metadata() {
            return if metadata.is_file() { path.canonicalize().ok() } else { None };
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    }
}

/// Refuses two results that would go into one file.
pub(crate) fn refuse_shared(targets: &[Target<'_>]) -> Result<(), OutputError> {
    let mut taken: Vec<(&'static str, PathBuf)> = Vec::new();
    for target in targets {
        let Some(file) = target.file() else {
            continue;
        };
        if let Some((first, _)) = taken.iter().find(|(_, known)| *known == file) {
            return Err(OutputError::SharedFile { first, second: target.option, name: file.display().to_string() });
        }
        taken.push((target.option, file));
    }
    Ok(())
}
