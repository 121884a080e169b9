//! Packs: everything that the detector knows of languages, places, telephone numbers, pay and signs,
//! read from files that a person of the field can change.

mod assessment;
mod examples;
mod fault;
mod indicators;
mod language;
mod money;
mod pay_reference;
mod phones;
mod places;
mod rule_file;

use std::collections::BTreeMap;

use suar_entity::{EntityTables, PhonePlans};
use suar_signal::Language;
use suar_text::{Lexicon, LexiconBuilder};

pub use assessment::Assessment;
pub use fault::{PackFault, PackFaults};
use indicators::KnownIndicators;
use language::LanguagePack;
pub use pay_reference::PayReference;
pub(crate) use pay_reference::{PayLevel, Workplace};
use rule_file::RuleFile;

use crate::rules::{RuleSet, Vocabulary};

/// The files of a pack folder: path below the folder, with `/`, and content.
pub type PackFiles = BTreeMap<String, String>;

/// A file for people that stands beside the packs: it changes no reading, and therefore no version.
const NOT_READ: &str = "help_contacts.csv";

/// All packs, ready for use.
#[derive(Debug)]
pub struct Packs {
    /// The version that `pack.toml` names, with a hash over all files.
    pub version: String,
    /// The words that disguised writing may be turned into.
    pub lexicon: Lexicon,
    /// What the extractor has to know.
    pub tables: EntityTables,
    /// Signs and facts.
    pub rules: RuleSet,
    /// What pay is usual.
    pub pay_reference: PayReference,
    /// How signs become bands and axes.
    pub assessment: Assessment,
    phone_countries: Vec<(Language, Vec<String>)>,
    reviewed: Vec<(Language, bool)>,
}

impl Packs {
    /// Reads all packs.
    ///
    /// # Errors
    /// Every fault found, with file and rule, so that a person can mend them in one go.
    pub fn load(files: &PackFiles) -> Result<Packs, PackFaults> {
        let mut faults = PackFaults::default();
        let languages = language::read_all(files, &mut faults);
        let gazetteer_rows = places::read_rows(files, &mut faults);
        let lexicon = build_lexicon(files, &languages, &gazetteer_rows, &mut faults);
        let mut tables = EntityTables {
            phones: PhonePlans::new(phones::read(files, &mut faults)),
            places: places::build(&gazetteer_rows, &lexicon),
            ..money::read(files, &languages, &lexicon, &mut faults)
        };
        tables.gather_hints();
        let rule_files = rule_file::read_all(files, &mut faults);
        let rules = build_rules(&rule_files, &lexicon, &mut faults);
        let pay_reference = pay_reference::read(files, &mut faults);
        let assessment = assessment::read(files, &mut faults);
        let indicators = KnownIndicators::read(files, &mut faults);
        indicators.check_rules(&rule_files, &mut faults);
        indicators.check_assessment(&assessment, assessment::PATH, &mut faults);
        let version = version_of(files, &mut faults);
        faults.into_result()?;
        Ok(Packs {
            version,
            phone_countries: languages.iter().map(|pack| (pack.language, pack.phone_countries.clone())).collect(),
            reviewed: languages.iter().map(|pack| (pack.language, pack.reviewed)).collect(),
            lexicon,
            tables,
            rules,
            pay_reference,
            assessment,
        })
    }

    /// The countries whose national telephone numbers are tried for a language.
    pub fn phone_countries(&self, language: Language) -> Vec<&str> {
        let own = self.phone_countries.iter().find(|(code, _)| *code == language);
        let default = self.phone_countries.iter().find(|(code, _)| code.code() == "id");
        own.or(default).map(|(_, countries)| countries.iter().map(String::as_str).collect()).unwrap_or_default()
    }

    /// The languages read, and whether a native reader checked each.
    pub fn languages(&self) -> &[(Language, bool)] {
        &self.reviewed
    }
}

fn version_of(files: &PackFiles, faults: &mut PackFaults) -> String {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct PackFile {
        version: String,
    }
    let named = fault::parse_toml::<PackFile>(files, "pack.toml", faults).map(|file| file.version).unwrap_or_default();
    let mut hash = 0_u64;
    for (path, content) in files.iter().filter(|(path, _)| *path != NOT_READ) {
        hash = xxhash_rust::xxh3::xxh3_64_with_seed(
            content.as_bytes(),
            hash ^ xxhash_rust::xxh3::xxh3_64(path.as_bytes()),
        );
    }
    format!("{named}+{hash:016x}")
}

fn build_lexicon(
    files: &PackFiles,
    languages: &[LanguagePack],
    rows: &[places::PlaceRow],
    faults: &mut PackFaults,
) -> Lexicon {
    let mut builder = LexiconBuilder::new();
    for pack in languages {
        pack.add_words(files, &mut builder, faults);
    }
    add_telling_words(files, languages, &mut builder);
    for row in rows.iter().filter(|row| !row.ambiguous) {
        for name in row.names() {
            for word in name.split([' ', '-']).filter(|word| word.len() >= 4 && word.is_ascii()) {
                if row.hotspot {
                    builder.add_guarded(&word.to_lowercase())
                } else {
                    builder.add_word(&word.to_lowercase())
                };
            }
        }
    }
    for unit in money::units(files, faults) {
        builder.add_unit(&unit);
    }
    rule_file::add_words(files, &mut builder);
    builder.build()
}

/// A word counts for every language that has it, as much as for the one that it tells most of: what is
/// common in Malay and also an ordinary Indonesian word tells the two apart in no way.
fn add_telling_words(files: &PackFiles, languages: &[LanguagePack], builder: &mut LexiconBuilder) {
    let mut words: BTreeMap<&str, (f32, Vec<Language>)> = BTreeMap::new();
    for pack in languages {
        for (word, weight) in pack.telling_words(files) {
            let (most, owners) = words.entry(word).or_default();
            *most = most.max(weight);
            if !owners.contains(&pack.language) {
                owners.push(pack.language);
            }
        }
    }
    for pack in languages {
        for word in pack.own_words() {
            words.insert(word, (1.0, vec![pack.language]));
        }
    }
    for (word, (weight, owners)) in words {
        for owner in owners {
            builder.add_telling_word(owner, word, weight);
        }
    }
}

fn build_rules(files: &[RuleFile], lexicon: &Lexicon, faults: &mut PackFaults) -> RuleSet {
    let mut vocabulary = Vocabulary::default();
    let mut definitions = Vec::new();
    for file in files {
        definitions.extend(file.compile(&mut vocabulary, lexicon, faults));
    }
    RuleSet::build(vocabulary, definitions, faults)
}
