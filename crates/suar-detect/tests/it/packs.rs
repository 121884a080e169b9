//! Packs that do not hold are refused with file, rule and reason, all faults at once.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use suar_detect::{PackFiles, Packs};

use crate::tiny::{files, packs};

/// What is said of packs in which one file holds something else.
fn faults_with(path: &str, content: &str) -> Vec<String> {
    let mut files = files();
    files.insert(path.to_owned(), content.to_owned());
    faults_of(&files)
}

/// What is said of packs in which words of one file are changed.
fn faults_where(path: &str, from: &str, to: &str) -> Vec<String> {
    let mut files = files();
    let content = files.get_mut(path).unwrap();
    assert!(content.contains(from), "{path} has no {from}");
    *content = content.replace(from, to);
    faults_of(&files)
}

fn faults_of(files: &PackFiles) -> Vec<String> {
    match Packs::load(files).and_then(|packs| packs.check_examples()) {
        Ok(()) => Vec::new(),
        Err(faults) => faults.faults.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn whole_packs_hold() {
    let packs = packs();
    packs.check_examples().unwrap();
    assert_eq!((packs.rules.len(), packs.tables.places.len()), (5, 3));
    assert!(packs.version.starts_with("1+"));
}

#[test]
fn a_file_for_people_beside_the_packs_changes_no_version() {
    let mut files = files();
    files.insert("help_contacts.csv".to_owned(), "id,institution".to_owned());
    assert_eq!(Packs::load(&files).unwrap().version, packs().version);
}

#[test]
fn the_version_changes_with_every_file() {
    let mut seen = vec![packs().version];
    for path in files().into_keys() {
        let mut changed = files();
        changed.get_mut(&path).unwrap().push('\n');
        let version = Packs::load(&changed).unwrap().version;
        assert!(!seen.contains(&version), "{path}");
        seen.push(version);
    }
}

#[test]
fn a_missing_or_broken_file_is_named() {
    for path in ["pack.toml", "assessment.toml", "pay_reference.toml", "phones.toml", "money.toml", "contact.toml"] {
        let mut files = files();
        files.remove(path);
        assert!(faults_of(&files).contains(&format!("{path}: is missing")), "{path}");
        let broken = faults_with(path, "= 1");
        assert!(broken.iter().any(|fault| fault.starts_with(&format!("{path}: TOML parse error"))), "{broken:?}");
    }
    assert!(faults_with("languages/id/rules.toml", "[[rules]]\n").concat().contains("unknown field `rules`"));
    assert!(faults_with("languages/id/slang.tsv", "tkt tiket\n").concat().contains("slang.tsv: line 1: must be"));
    assert!(faults_with("places/all.csv", "name,iso\nx,y\n").concat().contains("places/all.csv: row 2"));
}

#[test]
fn what_a_rule_lacks_is_said_with_its_name() {
    let path = "languages/id/rules.toml";
    for (from, to, said) in [
        ("strength = \"medium\"", "", "rule travel/free_ticket: an indicator needs a strength"),
        ("family = \"travel\"", "", "rule travel/free_ticket: an indicator needs a family"),
        ("\"tiket gratis\", ", "", "rule travel/free_ticket: a rule with patterns needs two examples and a near miss"),
        ("<fare>", "<fares>", "rule travel/free_ticket: pattern `<fares> ~2 (gratis|ditanggung)`: no class <fares>"),
        ("not_after = [\"tidak\"]", "not_after = [\"<no>\"]", "rule travel/free_ticket: no class <no>"),
        ("\"tiket gratis\"", "\"karcis gratis\"", "id:travel/free_ticket@2: does not find its example `karcis gratis`"),
        ("\"tiket konser\"", "\"tiket konser gratis\"", "finds its near miss `tiket konser gratis`"),
        (
            "id = \"offer/sought\"\nversion = 1",
            "id = \"travel/free_ticket\"\nversion = 2",
            "is in languages/id/rules.toml too",
        ),
    ] {
        let faults = faults_where(path, from, to);
        assert!(faults.iter().any(|fault| fault.starts_with(path) && fault.contains(said)), "{said}: {faults:?}");
    }
    let circle = faults_where("rules/shared.toml", "requires = [\"is:disguised\"]", "requires = [\"obfuscated_text\"]");
    assert!(circle.concat().contains("asks in a circle"), "{circle:?}");
    let unknown = faults_where("rules/shared.toml", "is:disguised", "is:disguised_somehow");
    assert!(unknown.concat().contains("no rule gives `is:disguised_somehow`"), "{unknown:?}");
}

#[test]
fn a_misspelled_indicator_was_a_sign_of_its_own() {
    let path = "languages/id/rules.toml";
    let faults = faults_where(path, "gives = \"free_travel\"", "gives = \"free_travell\"");
    let said = format!(
        "{path}: rule travel/free_ticket: gives the unknown indicator `free_travell`; the nearest known one is `free_travel`;"
    );
    assert!(faults.iter().any(|fault| fault.starts_with(&said)), "{faults:?}");
    let faults = faults_where("assessment.toml", "opens_review = [\"passport_", "opens_review = [\"pasport_");
    assert!(
        faults.concat().contains("assessment.toml: opens_review names the unknown indicator `pasport_retention`"),
        "{faults:?}"
    );
    let faults = faults_where("assessment.toml", "free_travel = [", "free_trevel = [");
    assert!(faults.concat().contains("elements names the unknown indicator `free_trevel`"), "{faults:?}");
}

#[test]
fn packs_may_add_indicators_that_they_list() {
    let mut files = files();
    let rules = files.get_mut("languages/id/rules.toml").unwrap();
    *rules = rules.replace("gives = \"free_travel\"", "gives = \"paid_ferry\"");
    files.insert("indicators.txt".to_owned(), "# of our own\n\npaid_ferry\n".to_owned());
    assert_eq!(faults_of(&files), Vec::<String>::new());
    files.insert("indicators.txt".to_owned(), "paid_ferry\nPaid Ferry\n".to_owned());
    assert_eq!(faults_of(&files), ["indicators.txt: line 2: `Paid Ferry` is no id: small letters and _ only"]);
}

#[test]
fn figures_out_of_range_are_refused() {
    for (path, from, to, said) in [
        ("assessment.toml", "high = 0.7", "high = 0.3", "bands must rise"),
        ("money.toml", "USD", "Dollar", "`Dollar` is no currency code"),
        ("phones.toml", "\"8\"", "\"8x\"", "must be digits"),
        ("phones.toml", "[9, 12]", "[12, 9]", "lengths must be [fewest, most]"),
        ("pay_reference.toml", "USD = 16500", "", "no rate for USD"),
        ("pay_reference.toml", "[roles.entry]", "[roles.desk]", "roles.entry is missing"),
        ("places/all.csv", "city", "village", "`village` is no class"),
        ("languages/id/language.toml", "month =", "moon =", "`moon` is none of hour, day, week, month, year"),
    ] {
        let faults = faults_where(path, from, to);
        assert!(faults.iter().any(|fault| fault.contains(said)), "{said}: {faults:?}");
    }
}

#[test]
fn all_faults_are_given_at_once() {
    let mut files = files();
    files.remove("pack.toml");
    files.insert("money.toml".to_owned(), "x".to_owned());
    let rules = files.get_mut("languages/id/rules.toml").unwrap();
    *rules = rules.replace("<fare>", "<fares>").replace("\"loker\"", "\"(loker\"");
    assert!(faults_of(&files).len() >= 4, "{:?}", faults_of(&files));
}
