use std::collections::BTreeMap;

use serde::Deserialize;
use suar_signal::{Language, Strength};
use suar_text::{Lexicon, LexiconBuilder};

use super::fault::{has_extension, parse_toml};
use super::{PackFaults, PackFiles};
use crate::rules::{Classes, RuleDefinition, Vocabulary};

/// The rules of one file, with the word classes of its language.
#[derive(Debug)]
pub(crate) struct RuleFile {
    path: String,
    /// The language code, or `shared`.
    space: String,
    classes: BTreeMap<String, Vec<String>>,
    rules: Vec<RuleRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesToml {
    #[serde(default)]
    rule: Vec<RuleRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassesToml {
    classes: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleRow {
    id: String,
    version: u32,
    gives: String,
    #[serde(default)]
    strength: Option<Strength>,
    #[serde(default)]
    family: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    patterns: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    near_misses: Vec<String>,
    #[serde(default)]
    requires: Vec<String>,
    #[serde(default)]
    any_of: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
}

/// The space of rules that belong to no language.
const SHARED: &str = "shared";

pub(crate) fn read_all(files: &PackFiles, faults: &mut PackFaults) -> Vec<RuleFile> {
    let paths: Vec<&String> = files.keys().filter(|path| is_rule_file(path)).collect();
    paths.into_iter().filter_map(|path| read_one(files, path, faults)).collect()
}

fn is_rule_file(path: &str) -> bool {
    has_extension(path, "toml")
        && (path.starts_with("rules/") || path.ends_with("/rules.toml") || path.contains("/rules/"))
}

fn read_one(files: &PackFiles, path: &str, faults: &mut PackFaults) -> Option<RuleFile> {
    let rules = parse_toml::<RulesToml>(files, path, faults)?.rule;
    let space = path.strip_prefix("languages/").and_then(|rest| rest.split('/').next()).unwrap_or(SHARED).to_owned();
    let classes_path = format!("languages/{space}/classes.toml");
    let classes = if files.contains_key(&classes_path) {
        parse_toml::<ClassesToml>(files, &classes_path, faults)?.classes
    } else {
        BTreeMap::new()
    };
    Some(RuleFile { path: path.to_owned(), space, classes, rules })
}

/// The words of all patterns and classes: what disguised writing may be turned into.
pub(crate) fn add_words(files: &PackFiles, builder: &mut LexiconBuilder) {
    for file in read_all(files, &mut PackFaults::default()) {
        let members = file.classes.values().flatten();
        let patterns = file.rules.iter().flat_map(|rule| &rule.patterns);
        for text in members.chain(patterns) {
            let words = text.split(|character: char| {
                !character.is_alphanumeric() && character != '<' && character != '*' && character != '#'
            });
            for word in words.filter(|word| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_lowercase())) {
                builder.add_guarded(word);
            }
        }
    }
}

impl RuleFile {
    /// Where it stands below the pack folder.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Each rule's id with what it gives.
    pub(crate) fn given(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rules.iter().map(|rule| (rule.id.as_str(), rule.gives.as_str()))
    }

    /// The rules as the engine takes them; what can't be compiled is noted and left out.
    pub(crate) fn compile(
        &self,
        vocabulary: &mut Vocabulary,
        lexicon: &Lexicon,
        faults: &mut PackFaults,
    ) -> Vec<RuleDefinition> {
        let classes = Classes::new(&self.classes, lexicon, self.language());
        let mut definitions = Vec::new();
        for row in &self.rules {
            match self.compile_rule(row, &classes, vocabulary, lexicon) {
                Ok(definition) => definitions.push(definition),
                Err(what) => faults.add(&self.path, format!("rule {}: {what}", row.id)),
            }
        }
        definitions
    }

    /// The language in which patterns are folded.
    fn language(&self) -> Language {
        Language::from_code(&self.space).filter(|_| self.space != SHARED).unwrap_or(Language::UNDETERMINED)
    }

    fn compile_rule(
        &self,
        row: &RuleRow,
        classes: &Classes,
        vocabulary: &mut Vocabulary,
        lexicon: &Lexicon,
    ) -> Result<RuleDefinition, String> {
        let is_fact = row.gives.starts_with("fact:");
        if !is_fact && row.strength.is_none() {
            return Err("an indicator needs a strength: weak, medium, strong or protective".to_owned());
        }
        if !is_fact && row.family.is_empty() {
            return Err("an indicator needs a family".to_owned());
        }
        if row.patterns.is_empty() && row.requires.is_empty() && row.any_of.is_empty() {
            return Err("needs patterns, requires or any_of".to_owned());
        }
        if !row.patterns.is_empty() && (row.examples.len() < 2 || row.near_misses.is_empty()) {
            return Err("a rule with patterns needs two examples and a near miss".to_owned());
        }
        let mut patterns = Vec::new();
        for pattern in &row.patterns {
            patterns.push(
                classes.compile(pattern, vocabulary, lexicon).map_err(|what| format!("pattern `{pattern}`: {what}"))?,
            );
        }
        let not_after = classes.word_set(&row.not_after, vocabulary, lexicon)?;
        Ok(RuleDefinition {
            file: self.path.clone(),
            name: format!("{}:{}@{}", self.space, row.id, row.version),
            gives: row.gives.clone(),
            strength: row.strength.unwrap_or(Strength::Weak),
            family: row.family.clone(),
            source: row.source.clone(),
            patterns,
            not_after,
            requires: row.requires.clone(),
            any_of: row.any_of.clone(),
            unless: row.unless.clone(),
            examples: row.examples.clone(),
            near_misses: row.near_misses.clone(),
        })
    }
}
