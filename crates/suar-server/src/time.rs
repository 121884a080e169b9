//! Days and hours as people say them.

use jiff::civil::{Date, Weekday};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

use crate::ago::When;
use crate::site::HomeZone;
use crate::texts::Words;

/// The moment on the clock of the place that the site serves.
pub(crate) fn day_of(moment: Timestamp, zone: &HomeZone) -> Date {
    offset(zone).to_datetime(moment).date()
}

/// "Kamis, 3 Desember 2026".
pub(crate) fn long_day(day: Date, words: &Words) -> String {
    let weekday = words.say(&format!("weekday-{}", day.weekday().to_monday_one_offset()));
    words.fill_all("date-with-weekday", &[("weekday", &weekday), ("date", &plain_day(day, words))])
}

/// "3 Desember 2026".
pub(crate) fn plain_day(day: Date, words: &Words) -> String {
    let month = words.say(&format!("month-{}", day.month()));
    words.fill_all("date-day", &[("day", &day.day().to_string()), ("month", &month), ("year", &day.year().to_string())])
}

/// "3 Desember 2026, 14.05 WIB".
pub(crate) fn moment(moment: Timestamp, zone: &HomeZone, words: &Words) -> String {
    let local = offset(zone).to_datetime(moment);
    let hour = format!("{:02}", local.hour());
    let minute = format!("{:02}", local.minute());
    let day = plain_day(local.date(), words);
    words.fill_all("date-moment", &[("date", &day), ("hour", &hour), ("minute", &minute), ("zone", &zone.name)])
}

/// "3 jam lalu · 14.05 WIB", and with the day where it is another than today.
pub(crate) fn since(moment: Timestamp, now: Timestamp, zone: &HomeZone, words: &Words) -> String {
    When::new(moment, now, zone, words).both()
}

/// "14.05 WIB".
pub(crate) fn clock(moment: Timestamp, zone: &HomeZone, words: &Words) -> String {
    let local = offset(zone).to_datetime(moment);
    let (hour, minute) = (format!("{:02}", local.hour()), format!("{:02}", local.minute()));
    words.fill_all("time-clock", &[("hour", &hour), ("minute", &minute), ("zone", &zone.name)])
}

/// A date that may lack its day or month, as sources give it: "2024-03" is "Maret 2024".
pub(crate) fn partial_day(written: &str, words: &Words) -> String {
    if let Ok(day) = written.parse::<Date>() {
        return plain_day(day, words);
    }
    let Some((year, month)) = written.split_once('-') else { return written.to_owned() };
    match month.parse::<u8>() {
        Ok(month @ 1..=12) => {
            let month = words.say(&format!("month-{month}"));
            words.fill_all("date-month", &[("month", &month), ("year", year)])
        }
        _ => written.to_owned(),
    }
}

/// The day after so many working days, Monday to Friday; holidays are not known here.
pub(crate) fn after_working_days(from: Date, days: u8) -> Date {
    let mut day = from;
    let mut left = days;
    while left > 0 {
        day = day.saturating_add(1.day());
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    day
}

fn offset(zone: &HomeZone) -> Offset {
    Offset::from_seconds(i32::from(zone.offset_hours) * 3600).unwrap_or(Offset::UTC)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weekends_are_no_working_days() {
        // 24 November 2026 is a Tuesday.
        assert_eq!(after_working_days(date(2026, 11, 24), 1), date(2026, 11, 25));
        assert_eq!(after_working_days(date(2026, 11, 24), 7), date(2026, 12, 3));
        assert_eq!(after_working_days(date(2026, 11, 28), 1), date(2026, 11, 30));
    }

    #[test]
    fn the_day_is_that_of_the_place() {
        let zone = HomeZone { offset_hours: 7, name: "WIB".to_owned() };
        let late: Result<Timestamp, _> = "2026-11-24T18:30:00Z".parse();
        assert_eq!(late.map(|moment| day_of(moment, &zone)).ok(), Some(date(2026, 11, 25)));
    }
}
