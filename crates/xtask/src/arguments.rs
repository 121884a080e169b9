//! What was written after the name of a command.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use anyhow::{Result, bail};

/// Words, switches (`--check`) and options with a value (`--minutes 5`, `--minutes=5`).
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    switches: BTreeSet<String>,
    options: BTreeMap<String, String>,
}

impl Arguments {
    /// Takes only the named switches and options; anything else is an error that names it.
    pub(crate) fn parse(given: Vec<String>, switches: &[&str], options: &[&str]) -> Result<Self> {
        let mut parsed = Self::default();
        let mut given = given.into_iter();
        while let Some(word) = given.next() {
            let Some(name) = word.strip_prefix("--") else {
                bail!("`{word}` is not expected here");
            };
            if switches.contains(&name) {
                parsed.switches.insert(name.to_owned());
                continue;
            }
            let (name, value) = match name.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (name, given.next()),
            };
            if !options.contains(&name) {
                bail!("`{word}` is not expected here");
            }
            let Some(value) = value else {
                bail!("`--{name}` needs a value");
            };
            parsed.options.insert(name.to_owned(), value);
        }
        Ok(parsed)
    }

    /// Whether a switch was given.
    pub(crate) fn has(&self, switch: &str) -> bool {
        self.switches.contains(switch)
    }

    /// The value of an option, or `otherwise`.
    pub(crate) fn get<T: FromStr>(&self, option: &str, otherwise: T) -> Result<T> {
        let Some(value) = self.options.get(option) else {
            return Ok(otherwise);
        };
        match value.parse() {
            Ok(parsed) => Ok(parsed),
            Err(_) => bail!("`--{option} {value}` can't be read"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    fn parse(words: &[&str]) -> Result<Arguments> {
        let words = words.iter().map(|&word| word.to_owned()).collect();
        Arguments::parse(words, &["check"], &["minutes"])
    }

    #[test]
    fn switches_and_options_are_read() {
        let parsed = parse(&["--check", "--minutes", "5"]).unwrap();
        assert!(parsed.has("check"));
        assert_eq!(parsed.get("minutes", 1_u64).unwrap(), 5);
        assert_eq!(parse(&["--minutes=7"]).unwrap().get("minutes", 1_u64).unwrap(), 7);
        assert_eq!(parse(&[]).unwrap().get("minutes", 1_u64).unwrap(), 1);
    }

    #[test]
    fn unknown_and_unreadable_words_are_errors() {
        assert!(parse(&["--chekc"]).is_err());
        assert!(parse(&["now"]).is_err());
        assert!(parse(&["--minutes"]).is_err());
        assert!(parse(&["--minutes", "few"]).unwrap().get("minutes", 1_u64).is_err());
    }
}
