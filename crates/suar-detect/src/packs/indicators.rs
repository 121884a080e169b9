use super::rule_file::RuleFile;
use super::{Assessment, PackFaults, PackFiles};

/// The ids that other programs rely on.
const PROMISED: &str = include_str!("../../data/indicators.txt");

/// Where a folder of packs lists ids of its own.
const PATH: &str = "indicators.txt";

/// Ids of indicators that rules may give: a misspelled one would be a sign that nobody looks for.
pub(crate) struct KnownIndicators {
    ids: Vec<String>,
}

impl KnownIndicators {
    /// The promised ids, and those that the packs add.
    pub(crate) fn read(files: &PackFiles, faults: &mut PackFaults) -> Self {
        let mut ids: Vec<String> = ids_in(PROMISED).map(|(_, id)| id.to_owned()).collect();
        for (line, id) in files.get(PATH).into_iter().flat_map(|content| ids_in(content)) {
            if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
                faults.add(PATH, format!("line {line}: `{id}` is no id: small letters and _ only"));
            }
            ids.push(id.to_owned());
        }
        Self { ids }
    }

    /// Notes every rule that gives an indicator which no list has.
    pub(crate) fn check_rules(&self, rule_files: &[RuleFile], faults: &mut PackFaults) {
        for file in rule_files {
            for (rule, gives) in file.given() {
                if let Some(what) = self.fault_of(gives) {
                    faults.add(file.path(), format!("rule {rule}: gives {what}"));
                }
            }
        }
    }

    /// Notes indicators of the assessment that no list has.
    pub(crate) fn check_assessment(&self, assessment: &Assessment, path: &str, faults: &mut PackFaults) {
        let (elements, reviews) =
            (assessment.elements.keys(), assessment.opens_review.iter().filter(|name| !name.starts_with("is:")));
        for (key, id) in elements.map(|id| ("elements", id)).chain(reviews.map(|id| ("opens_review", id))) {
            if let Some(what) = self.fault_of(id) {
                faults.add(path, format!("{key} names {what}"));
            }
        }
    }

    /// What is wrong with a name; facts are named as rules please.
    fn fault_of(&self, name: &str) -> Option<String> {
        if name.starts_with("fact:") || self.ids.iter().any(|id| id == name) {
            return None;
        }
        let nearest = self.ids.iter().min_by_key(|id| changes_between(id, name));
        let nearest = nearest.map(String::as_str).unwrap_or_default();
        Some(format!(
            "the unknown indicator `{name}`; the nearest known one is `{nearest}`; a new one has a line in {PATH}, a fact begins with fact:"
        ))
    }
}

/// The ids of a list with their lines.
fn ids_in(content: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = (1..).zip(content.lines().map(str::trim));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// How many letters have to be added, dropped or changed to make one word of the other.
fn changes_between(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut costs: Vec<usize> = (0..=right.len()).collect();
    for (row, letter) in (1..).zip(left.chars()) {
        let mut diagonal = std::mem::replace(&mut costs, vec![row]).into_iter();
        let mut before = diagonal.next().unwrap_or(0);
        for (above, other) in diagonal.zip(&right) {
            let beside = costs.last().copied().unwrap_or(row);
            costs.push((before + usize::from(letter != *other)).min(above + 1).min(beside + 1));
            before = above;
        }
    }
    costs.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_the_one_with_the_fewest_changes() {
        for (left, right, changes) in [
            ("", "", 0),
            ("abc", "", 3),
            ("", "ab", 2),
            ("kitten", "sitting", 3),
            ("visa", "visa", 0),
            ("vsia", "visa", 2),
        ] {
            assert_eq!(changes_between(left, right), changes, "{left} {right}");
        }
    }
}
