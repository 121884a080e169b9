use std::collections::BTreeMap;

use serde::Deserialize;
use suar_signal::Language;
use suar_text::{LexiconBuilder, Script};

use super::fault::parse_toml;
use super::{PackFaults, PackFiles};

/// `languages/<code>/language.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LanguagePack {
    #[serde(rename = "code")]
    pub(crate) language: Language,
    #[serde(rename = "name")]
    _name: String,
    pub(crate) reviewed: bool,
    #[serde(default, rename = "experimental")]
    _experimental: bool,
    #[serde(default, rename = "source")]
    _source: String,
    #[serde(default)]
    scripts: Vec<String>,
    #[serde(default)]
    suffixes: Vec<String>,
    #[serde(default)]
    pub(crate) phone_countries: Vec<String>,
    pub(crate) currency: Option<String>,
    pub(crate) implied_floor: Option<f64>,
    pub(crate) implied_ceiling: Option<f64>,
    /// The languages whose slang its speakers use; its own where it has some, else Indonesian.
    #[serde(default)]
    slang_from: Vec<Language>,
    #[serde(default)]
    common: String,
    /// Words that tell this language against every other one.
    #[serde(default)]
    own: String,
    #[serde(default)]
    pub(crate) numbers: BTreeMap<String, toml::Value>,
    #[serde(default)]
    pub(crate) digits: BTreeMap<String, u8>,
    #[serde(default)]
    pub(crate) digit_repeats: BTreeMap<String, usize>,
    #[serde(default)]
    pub(crate) multipliers: BTreeMap<String, f64>,
    #[serde(default)]
    pub(crate) periods: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) money: MoneySection,
    #[serde(default)]
    pub(crate) places: PlacesSection,
    #[serde(default)]
    pub(crate) contact: ContactSection,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct MoneySection {
    pub(crate) links: Vec<String>,
    pub(crate) ranges: Vec<String>,
    pub(crate) from: Vec<String>,
    pub(crate) up_to: Vec<String>,
    pub(crate) and_more: Vec<String>,
    pub(crate) pay: Vec<String>,
    pub(crate) not_pay: Vec<String>,
    pub(crate) weak_not_pay: Vec<String>,
    pub(crate) per_head: Vec<String>,
    /// Words after a bare number that say it is no money.
    pub(crate) counted: Vec<String>,
    /// Bare numbers near pay: [least, largest, factor].
    pub(crate) bare: Vec<[f64; 3]>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PlacesSection {
    pub(crate) prepositions: Vec<String>,
    pub(crate) not_after: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ContactSection {
    pub(crate) words: Vec<String>,
}

/// How much a word tells of its language.
const TELLS_MUCH: f32 = 1.0;
const TELLS_SOME: f32 = 0.7;
const TELLS_LITTLE: f32 = 0.4;

pub(crate) fn read_all(files: &PackFiles, faults: &mut PackFaults) -> Vec<LanguagePack> {
    let paths: Vec<&String> = files.keys().filter(|path| path.ends_with("/language.toml")).collect();
    paths.into_iter().filter_map(|path| parse_toml(files, path, faults)).collect()
}

impl LanguagePack {
    /// Adds the words, slang and endings of this language.
    pub(crate) fn add_words(&self, files: &PackFiles, builder: &mut LexiconBuilder, faults: &mut PackFaults) {
        let folder = format!("languages/{}", self.language.code());
        let scripts: Vec<Script> = self.scripts.iter().filter_map(|name| Script::from_name(name)).collect();
        builder.add_language(self.language, &scripts, self.slang_order(files, &folder));
        for suffix in &self.suffixes {
            builder.add_suffix(suffix);
        }
        let common = self.common.split_whitespace();
        let words = files.get(&format!("{folder}/words.txt")).map_or("", String::as_str);
        for word in common.chain(words.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')))
        {
            builder.add_word(word);
        }
        for unit in self.multipliers.keys() {
            builder.add_unit(unit);
        }
        for word in self.periods.values().flatten().filter(|word| !word.contains(' ')) {
            builder.add_unit(word);
        }
        add_slang(files, self.language, builder, faults);
    }

    /// Its words by how much they tell: common ones, short forms, all others.
    pub(crate) fn telling_words<'files>(
        &'files self,
        files: &'files PackFiles,
    ) -> impl Iterator<Item = (&'files str, f32)> {
        let file =
            |name: &str| files.get(&format!("languages/{}/{name}", self.language.code())).map_or("", String::as_str);
        let common = self.common.split_whitespace().map(|word| (word, TELLS_MUCH));
        let short = file("slang.tsv")
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(|(short, _)| (short.trim(), TELLS_SOME));
        let others = file("words.txt").lines().map(|line| (line.trim(), TELLS_LITTLE));
        common.chain(short).chain(others).filter(|(word, _)| !word.is_empty() && !word.starts_with('#'))
    }

    /// Words that no other language shares.
    pub(crate) fn own_words(&self) -> impl Iterator<Item = &str> {
        self.own.split_whitespace()
    }

    fn slang_order(&self, files: &PackFiles, folder: &str) -> Vec<Language> {
        if !self.slang_from.is_empty() {
            return self.slang_from.clone();
        }
        if files.contains_key(&format!("{folder}/slang.tsv")) {
            return vec![self.language];
        }
        Language::from_code("id").into_iter().collect()
    }
}

fn add_slang(files: &PackFiles, language: Language, builder: &mut LexiconBuilder, faults: &mut PackFaults) {
    let path = format!("languages/{}/slang.tsv", language.code());
    let lines = files.get(&path).map_or("", String::as_str).lines().enumerate();
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
        match line.split_once('\t') {
            Some((short, full)) if !short.trim().is_empty() && !full.trim().is_empty() => {
                builder.add_slang(language, short.trim(), &full.trim().replace('-', " "));
            }
            _ => faults.add(&path, format!("line {}: must be a short word, a tab and its full form", number + 1)),
        }
    }
}
