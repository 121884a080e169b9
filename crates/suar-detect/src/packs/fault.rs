use serde::de::DeserializeOwned;

use super::PackFiles;

/// One thing that is wrong in a pack: where, what, and what would mend it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {what}")]
pub struct PackFault {
    /// The file below the pack folder.
    pub file: String,
    /// What is wrong and what would mend it.
    pub what: String,
}

/// All that is wrong in the packs.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
pub struct PackFaults {
    /// In the order of the files.
    pub faults: Vec<PackFault>,
}

impl std::fmt::Display for PackFaults {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (number, fault) in self.faults.iter().enumerate() {
            if number > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{fault}")?;
        }
        Ok(())
    }
}

impl PackFaults {
    pub(crate) fn add(&mut self, file: &str, what: impl Into<String>) {
        self.faults.push(PackFault { file: file.to_owned(), what: what.into() });
    }

    pub(crate) fn into_result(self) -> Result<(), PackFaults> {
        if self.faults.is_empty() { Ok(()) } else { Err(self) }
    }
}

/// Whether a path ends in an extension.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}

/// Reads one TOML file; a missing or broken one is noted.
pub(crate) fn parse_toml<T: DeserializeOwned>(files: &PackFiles, path: &str, faults: &mut PackFaults) -> Option<T> {
    let Some(content) = files.get(path) else {
        faults.add(path, "is missing");
        return None;
    };
    match toml::from_str(content) {
        Ok(value) => Some(value),
        Err(error) => {
            faults.add(path, error.to_string().trim().to_owned());
            None
        }
    }
}
