use suar_signal::Signal;

use super::{PackFaults, Packs};
use crate::analysis::Analysis;

impl Packs {
    /// Tries every rule on its own examples and near misses.
    ///
    /// # Errors
    /// Each example that its rule does not find, and each near miss that it does.
    pub fn check_examples(&self) -> Result<(), PackFaults> {
        let mut faults = PackFaults::default();
        for (number, rule) in self.rules.rules.iter().enumerate() {
            let finds = |text: &String| self.rule_finds(number as u32, rule.has_patterns, text);
            for missed in rule.examples.iter().filter(|text| !finds(text)) {
                faults.add(&rule.file, format!("rule {}: does not find its example `{missed}`", rule.name));
            }
            for wrong in rule.near_misses.iter().filter(|text| finds(text)) {
                faults.add(&rule.file, format!("rule {}: finds its near miss `{wrong}`", rule.name));
            }
        }
        faults.into_result()
    }

    /// Whether the patterns of a rule match, or, where it has none, its conditions hold.
    fn rule_finds(&self, rule: u32, has_patterns: bool, text: &str) -> bool {
        let analysis = Analysis::new(&Signal::new("example", text), self);
        if has_patterns {
            analysis.matched.iter().any(|firing| firing.rule == rule)
        } else {
            analysis.findings.firings.iter().any(|firing| firing.rule == rule)
        }
    }
}
