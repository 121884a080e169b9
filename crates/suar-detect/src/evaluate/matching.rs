//! Lists against lists: what was named, what was found, and what is in both.

use std::collections::BTreeSet;

/// Counts of one comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Matched {
    /// Named and found.
    pub(crate) both: usize,
    /// Found and not named.
    pub(crate) only_found: usize,
    /// Named and not found.
    pub(crate) only_named: usize,
}

impl Matched {
    /// Compares two lists; capitals do not matter, nor does the order.
    pub(crate) fn ignoring_case(named: &[String], found: &[String]) -> Self {
        Self::of(named.iter().map(|one| one.to_lowercase()), found.iter().map(|one| one.to_lowercase()))
    }

    /// Compares two lists to the letter; the order does not matter.
    pub(crate) fn exactly(named: &[String], found: &[String]) -> Self {
        Self::of(named.iter().cloned(), found.iter().cloned())
    }

    fn of(named: impl Iterator<Item = String>, found: impl Iterator<Item = String>) -> Self {
        let named: BTreeSet<String> = named.collect();
        let found: BTreeSet<String> = found.collect();
        let both = named.intersection(&found).count();
        Self { both, only_found: found.len() - both, only_named: named.len() - both }
    }

    /// Parts of precision: what is right of what was found.
    pub(crate) fn precision(self) -> (f64, f64) {
        (self.both as f64, (self.both + self.only_found) as f64)
    }

    /// Parts of recall: what was found of what is named.
    pub(crate) fn recall(self) -> (f64, f64) {
        (self.both as f64, (self.both + self.only_named) as f64)
    }

    /// Parts of F1, the harmonic mean of the two.
    pub(crate) fn f1(self) -> (f64, f64) {
        let twice = 2.0 * self.both as f64;
        (twice, twice + (self.only_found + self.only_named) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn doubles_and_order_do_not_count() {
        let matched = Matched::exactly(&list(&["a", "b", "c"]), &list(&["c", "a", "a", "d"]));
        assert_eq!(matched, Matched { both: 2, only_found: 1, only_named: 1 });
        assert_eq!((matched.precision(), matched.recall(), matched.f1()), ((2.0, 3.0), (2.0, 3.0), (4.0, 6.0)));
    }

    #[test]
    fn capitals_matter_only_where_asked() {
        assert_eq!(Matched::exactly(&list(&["@A"]), &list(&["@a"])).both, 0);
        assert_eq!(Matched::ignoring_case(&list(&["@A"]), &list(&["@a"])).both, 1);
    }
}
