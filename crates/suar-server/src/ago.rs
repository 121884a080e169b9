//! How long ago something was, and when exactly.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::site::HomeZone;
use crate::texts::Words;
use crate::time;

/// A moment as pages tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct When {
    /// For programs.
    pub(crate) iso: String,
    /// "3 jam lalu"; empty for a moment that is still to come.
    pub(crate) ago: String,
    /// "14.05 WIB" on the same day, else with the day.
    pub(crate) exact: String,
    /// "14.05 WIB" on the same day, else "20 Nov 14.05 WIB": for tables.
    pub(crate) short: String,
}

impl When {
    pub(crate) fn new(moment: Timestamp, now: Timestamp, zone: &HomeZone, words: &Words) -> Self {
        let is_today = time::day_of(moment, zone) == time::day_of(now, zone);
        let clock = time::clock(moment, zone, words);
        let (exact, short) = if is_today {
            (clock.clone(), clock)
        } else {
            (time::moment(moment, zone, words), format!("{} {clock}", short_day(time::day_of(moment, zone), words)))
        };
        Self { iso: moment.to_string(), ago: ago(now.duration_since(moment), words).unwrap_or_default(), exact, short }
    }

    /// "3 jam lalu · 14.05 WIB".
    pub(crate) fn both(&self) -> String {
        if self.ago.is_empty() { self.exact.clone() } else { format!("{} · {}", self.ago, self.exact) }
    }
}

/// "20 Nov": three letters tell the months of both languages apart.
fn short_day(day: Date, words: &Words) -> String {
    let month: String = words.say(&format!("month-{}", day.month())).chars().take(3).collect();
    format!("{} {month}", day.day())
}

/// Rounded down, in the largest unit that there is one of.
fn ago(passed: SignedDuration, words: &Words) -> Option<String> {
    let minutes = usize::try_from(passed.as_mins()).ok().filter(|_| !passed.is_negative())?;
    Some(match minutes {
        0 => words.say("time-now"),
        1..60 => words.count("time-minutes-ago", minutes),
        60..1440 => words.count("time-hours-ago", minutes / 60),
        1440..86_400 => words.count("time-days-ago", minutes / 1440),
        _ => words.count("time-months-ago", minutes / 43_200),
    })
}
