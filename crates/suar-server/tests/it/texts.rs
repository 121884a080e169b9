//! Both languages say the same things, in plain words, and promise nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::Entry;

use crate::repository;

/// The signs of the contract.
const SIGNS: [&str; 26] = [
    "unrealistic_salary",
    "no_experience",
    "no_requirements",
    "free_travel",
    "document_handling_by_recruiter",
    "tourist_visa",
    "irregular_route",
    "hotspot_destination",
    "vague_job",
    "scam_typical_job",
    "messaging_only_contact",
    "urgency",
    "no_interview",
    "age_gender_target",
    "debt_or_deduction",
    "recruit_commission",
    "secrecy",
    "unlicensed_or_no_company",
    "accommodation_control",
    "obfuscated_text",
    "isolation_or_guard",
    "passport_retention",
    "official_programme",
    "work_visa_named",
    "licence_claimed",
    "licensed_placement_agency",
];

/// Families of keys that are put together while a page is drawn.
const FAMILIES: [&str; 25] = [
    "sign-",
    "contact-",
    "month-",
    "weekday-",
    "error-",
    "act-",
    "remark-",
    "result-",
    "seen-",
    "news-",
    "format-",
    "role-",
    "action-",
    "kind-",
    "detail-",
    "value-",
    "fault-",
    "band-",
    "strength-",
    "filter-",
    "choice-",
    "why-",
    "slot-",
    "notice-",
    "tlp-",
];

/// A text and the arguments that it takes.
struct Said {
    text: String,
    arguments: BTreeSet<String>,
}

fn said_in(language: &str) -> BTreeMap<String, Said> {
    let mut said = BTreeMap::new();
    for entry in fs::read_dir(repository::root().join("locales").join(language)).unwrap() {
        let path = entry.unwrap().path();
        let source = fs::read_to_string(&path).unwrap();
        let resource = fluent_syntax::parser::parse(source.as_str()).map_err(|(_, errors)| errors).unwrap();
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let tree = format!("{:?}", message.value.as_ref().unwrap());
            let parts = |before: &str| -> Vec<String> {
                tree.split(before).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
            };
            let arguments = parts("VariableReference { id: Identifier { name: \"").into_iter().collect();
            let text = parts("TextElement { value: \"").concat();
            let key = message.id.name.to_owned();
            assert!(said.insert(key.clone(), Said { text, arguments }).is_none(), "{key} twice in {language}");
        }
    }
    said
}

#[test]
fn both_languages_have_the_same_keys_and_arguments() {
    let (indonesian, english) = (said_in("id"), said_in("en"));
    let keys = |said: &BTreeMap<String, Said>| said.keys().cloned().collect::<BTreeSet<_>>();
    let differing: Vec<String> = keys(&indonesian).symmetric_difference(&keys(&english)).cloned().collect();
    assert!(differing.is_empty(), "in one language only: {differing:?}");
    for (key, said) in &indonesian {
        assert_eq!(said.arguments, english.get(key).unwrap().arguments, "{key}");
    }
}

#[test]
fn every_sign_has_a_name_a_reason_and_something_to_do() {
    for language in ["id", "en"] {
        let said = said_in(language);
        for sign in SIGNS {
            for part in ["", "-why", "-do"] {
                assert!(said.contains_key(&format!("sign-{sign}{part}")), "{language}: sign-{sign}{part}");
            }
        }
    }
}

#[test]
fn every_contact_of_the_list_has_words() {
    let said = said_in("id");
    let list = fs::read_to_string(repository::root().join("packs/help_contacts.csv")).unwrap();
    for id in list.lines().skip(1).filter_map(|row| row.split(',').next()) {
        for part in ["name", "for", "hours"] {
            assert!(said.contains_key(&format!("contact-{id}-{part}")), "contact-{id}-{part}");
        }
    }
}

#[test]
fn nothing_promises_safety() {
    for (language, promises) in
        [("id", ["aman", "terjamin", "terpercaya"]), ("en", ["safe", "guaranteed", "trustworthy"])]
    {
        for (key, said) in said_in(language) {
            let text = said.text.to_lowercase();
            let mut words = text.split(|character: char| !character.is_alphanumeric());
            assert!(!words.any(|word| promises.contains(&word)), "{language} {key}: {text}");
        }
    }
}

#[test]
fn sentences_are_short() {
    for language in ["id", "en"] {
        for (key, said) in said_in(language) {
            for sentence in said.text.split(['.', '?', '!', ';']) {
                let words = sentence.split_whitespace().count();
                assert!(words <= 22, "{language} {key} has {words} words: {sentence}");
            }
        }
    }
}

#[test]
fn every_key_is_there_and_every_text_is_used() {
    let said = said_in("id");
    let mut sources = String::new();
    read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut sources);
    for call in [".say(\"", ".count(\"", ".count_all(\"", ".fill(\"", ".fill_all(\""] {
        for key in sources.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(said.contains_key(key), "no text for {key}");
        }
    }
    let is_used =
        |key: &str| sources.contains(&format!("\"{key}\"")) || FAMILIES.iter().any(|family| key.starts_with(family));
    let unused: Vec<&String> = said.keys().filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

fn read_all(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, into);
        } else {
            into.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}
