//! Days as people in Jakarta count them, seven hours ahead of UTC.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// The day there.
pub(crate) fn day_in_jakarta(now: Timestamp) -> Date {
    Offset::UTC.to_datetime(now + SignedDuration::from_hours(7)).date()
}

/// Seven in the morning of the next day there: midnight in UTC.
pub(crate) fn next_morning_in_jakarta(now: Timestamp) -> Timestamp {
    let tomorrow = day_in_jakarta(now).tomorrow().ok();
    tomorrow.and_then(|day| Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_morning_is_that_of_the_next_day_in_jakarta() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap_or(Timestamp::UNIX_EPOCH);
        // 23.30 WIB, 00.30 WIB, 06.50 WIB of the 24th.
        assert_eq!(next_morning_in_jakarta(at("2026-11-24T16:30:00Z")), at("2026-11-25T00:00:00Z"));
        assert_eq!(next_morning_in_jakarta(at("2026-11-23T17:30:00Z")), at("2026-11-25T00:00:00Z"));
        assert_eq!(next_morning_in_jakarta(at("2026-11-23T23:50:00Z")), at("2026-11-25T00:00:00Z"));
    }
}
