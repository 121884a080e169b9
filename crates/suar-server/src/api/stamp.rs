//! Days and moments as RFC 3339 writes them, and in no other form.

use jiff::Timestamp;
use jiff::civil::Date;

/// A moment on the wire.
pub(crate) fn stamp(moment: Timestamp) -> String {
    moment.to_string()
}

/// A moment on the wire, if there is one.
pub(crate) fn stamp_if_any(moment: Option<Timestamp>) -> Option<String> {
    moment.map(stamp)
}

/// The moment of a text such as `2026-11-24T08:00:00Z`.
pub(crate) fn moment_of(text: &str) -> Option<Timestamp> {
    let bytes = text.as_bytes();
    let is_at = |place: usize, signs: &[u8]| bytes.get(place).is_some_and(|byte| signs.contains(byte));
    let has_form = is_at(4, b"-") && is_at(7, b"-") && is_at(10, b"Tt") && is_at(13, b":") && is_at(16, b":");
    if has_form && !text.contains('[') { text.parse().ok() } else { None }
}

/// The day of a text such as `2026-11-24`.
pub(crate) fn day_of(text: &str) -> Option<Date> {
    let day: Date = text.parse().ok()?;
    (day.to_string() == text).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_forms_are_not_taken() {
        assert!(moment_of("2026-11-24T08:00:00Z").is_some());
        assert!(moment_of("2026-11-24T08:00:00.5+07:00").is_some());
        for text in ["", "2026-11-24", "2026-11-24 08:00:00Z", "20261124T080000Z", "2026-11-24T08:00:00", "now"] {
            assert_eq!(moment_of(text), None, "{text}");
        }
        assert!(day_of("2026-11-24").is_some());
        for text in ["20261124", "2026-11-24T08:00:00", "2026-13-01", "24.11.2026"] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }
}
