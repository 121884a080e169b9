//! The one thing to do now, chosen by the signs that were found.

/// Which act answers which signs; the first that fits is the one. What can't be undone comes
/// first: papers, money, a journey.
const ACTS: [(&str, &[&str]); 7] = [
    ("act-money", &["debt_or_deduction"]),
    ("act-journey", &["irregular_route", "tourist_visa"]),
    ("act-papers", &["passport_retention", "document_handling_by_recruiter", "isolation_or_guard"]),
    ("act-tell", &["secrecy", "recruit_commission"]),
    ("act-licence", &["hotspot_destination", "free_travel"]),
    ("act-work", &["scam_typical_job", "vague_job", "obfuscated_text"]),
    ("act-company", &["unlicensed_or_no_company", "messaging_only_contact", "no_interview", "unrealistic_salary"]),
];

/// For an offer without any of these signs, and for texts that offer nothing.
const OTHERWISE: &str = "act-check";

/// For a fraud that recruits nobody.
pub(crate) const AGAINST_FRAUD: &str = "act-fraud";

/// The key of the act; its details are under the same key with `-more`.
pub(crate) fn choose(signs: &[&str]) -> &'static str {
    let fitting = ACTS.iter().find(|(_, answers)| answers.iter().any(|sign| signs.contains(sign)));
    fitting.map_or(OTHERWISE, |(act, _)| act)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_undone_comes_first() {
        assert_eq!(choose(&["messaging_only_contact", "tourist_visa"]), "act-journey");
        assert_eq!(choose(&["urgency"]), "act-check");
        assert_eq!(choose(&[]), "act-check");
    }
}
