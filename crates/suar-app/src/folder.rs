//! The data folder: what has to be in it, and what may be made.

use std::io::ErrorKind;
use std::path::Path;

use crate::error::{AppError, AppResult};

/// The database file in a data folder.
pub(crate) const DATABASE: &str = "suar.db";
/// Where files wait until they are read.
pub(crate) const INCOMING: &str = "incoming";
/// What the one worker of a data folder holds.
pub(crate) const WORKER_LOCK: &str = "worker.lock";
/// What is made after the database: where one of these is and the database is not, the database was lost.
const YOUNGER_THAN_DATABASE: [&str; 3] = ["suar.db-wal", "secret.key", WORKER_LOCK];

/// Why a folder is not taken for a data folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FolderFault {
    /// There is nothing in it.
    #[error("it holds no data of Suar: there is no {DATABASE} in it")]
    NoDatabase,
    /// The database has no byte.
    #[error(
        "{DATABASE} in it is empty, so what it held is lost: bring the folder back from a backup, or remove the \
         file if nothing was ever kept there"
    )]
    EmptyDatabase,
    /// The database is gone, and other things of it are not.
    #[error("there is no {DATABASE} in it any more, but still its {0}: bring the folder back from a backup")]
    LostDatabase(&'static str),
}

/// Whether the folder has a database; a fault where there was one and is none.
fn has_database(folder: &Path) -> AppResult<bool> {
    let fault = |source| AppError::Disk { what: "look into the data folder", source };
    match folder.join(DATABASE).metadata() {
        // The place of files is made after the database: without it a program was ended while it made the database.
        Ok(found) if found.len() == 0 && !folder.join(INCOMING).try_exists().map_err(fault)? => {}
        Ok(found) if found.len() == 0 => return Err(FolderFault::EmptyDatabase.into()),
        Ok(_) => return Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(fault(error)),
    }
    for name in YOUNGER_THAN_DATABASE {
        if folder.join(name).try_exists().map_err(fault)? {
            return Err(FolderFault::LostDatabase(name).into());
        }
    }
    match folder.join(INCOMING).read_dir().map(|mut files| files.next().is_some()) {
        Ok(true) => Err(FolderFault::LostDatabase(INCOMING).into()),
        Ok(false) => Ok(false),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(fault(error)),
    }
}

/// Goes on where there is a database.
pub(crate) fn require(folder: &Path) -> AppResult<()> {
    if has_database(folder)? { Ok(()) } else { Err(FolderFault::NoDatabase.into()) }
}

/// Makes the folder where nothing was kept before; says whether it did. Its database is made when it is opened.
pub(crate) fn make(folder: &Path) -> AppResult<bool> {
    if has_database(folder)? {
        return Ok(false);
    }
    make_private(folder)?;
    Ok(true)
}

/// Makes the place of files that wait.
pub(crate) fn make_incoming(folder: &Path) -> AppResult<()> {
    make_private(&folder.join(INCOMING))
}

/// A folder that only its owner can look into.
fn make_private(folder: &Path) -> AppResult<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|source| AppError::Disk { what: "make the data folder", source })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    fn fault_of<T>(done: AppResult<T>) -> Option<FolderFault> {
        done.err().and_then(|error| match error {
            AppError::Folder(fault) => Some(fault),
            _ => None,
        })
    }

    #[test]
    fn a_folder_is_new_only_where_nothing_was_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        assert_eq!(fault_of(require(&path.join("mistyped"))), Some(FolderFault::NoDatabase));
        assert_eq!(fault_of(require(path)), Some(FolderFault::NoDatabase));
        assert!(make(path).unwrap());
        make_incoming(path).unwrap();
        assert!(make(path).unwrap(), "an empty folder beside is no sign of data");
        for name in ["suar.db-wal", "secret.key", "worker.lock", "incoming/one"] {
            std::fs::write(path.join(name), "x").unwrap();
            let lost = FolderFault::LostDatabase(name.split('/').next().unwrap());
            assert_eq!(
                [fault_of(make(path)), fault_of(require(path))].map(|fault| fault.map(|f| f.to_string())),
                [Some(lost.to_string()), Some(lost.to_string())]
            );
            std::fs::remove_file(path.join(name)).unwrap();
        }
        std::fs::write(path.join(DATABASE), "").unwrap();
        std::fs::remove_dir(path.join(INCOMING)).unwrap();
        assert!(make(path).is_ok(), "a program was ended before anything was kept");
        assert_eq!(fault_of(require(path)), Some(FolderFault::NoDatabase));
        make_incoming(path).unwrap();
        assert_eq!(fault_of(make(path)), Some(FolderFault::EmptyDatabase));
        assert_eq!(fault_of(require(path)), Some(FolderFault::EmptyDatabase));
        std::fs::write(path.join(DATABASE), "something").unwrap();
        assert!(!make(path).unwrap() && require(path).is_ok());
    }
}
