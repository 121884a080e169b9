//! The date and time that begin a message of a `WhatsApp` export. Phones write them in
//! the order and with the signs of their region.

use jiff::Timestamp;
use jiff::civil::DateTime;

/// Which of day and month comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// A date and time whose order of day and month is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    first: i8,
    second: i8,
    year: i16,
    is_year_first: bool,
    hour: i8,
    minute: i8,
    seconds: i8,
}

impl Stamp {
    /// The moment, taken as UTC; the other order is tried where the given one makes no date.
    pub(crate) fn time(self, order: DateOrder) -> Option<Timestamp> {
        let civil = self.civil(order).or_else(|| {
            self.civil(match order {
                DateOrder::DayFirst => DateOrder::MonthFirst,
                DateOrder::MonthFirst => DateOrder::DayFirst,
            })
        })?;
        jiff::tz::Offset::UTC.to_timestamp(civil).ok()
    }

    fn civil(self, order: DateOrder) -> Option<DateTime> {
        let (month, day) = match order {
            DateOrder::DayFirst if !self.is_year_first => (self.second, self.first),
            _ => (self.first, self.second),
        };
        DateTime::new(self.year, month, day, self.hour, self.minute, self.seconds, 0).ok()
    }
}

/// Whether day or month comes first, from a part over twelve, else from the order in which
/// time moves on; day first when neither tells.
pub(crate) fn order_of(lines: &str) -> DateOrder {
    let stamps: Vec<Stamp> = lines.lines().filter_map(|line| parse_start(line).map(|(stamp, _)| stamp)).collect();
    for stamp in stamps.iter().filter(|stamp| !stamp.is_year_first) {
        if stamp.first > 12 {
            return DateOrder::DayFirst;
        }
        if stamp.second > 12 {
            return DateOrder::MonthFirst;
        }
    }
    if steps_back(&stamps, DateOrder::MonthFirst) < steps_back(&stamps, DateOrder::DayFirst) {
        return DateOrder::MonthFirst;
    }
    DateOrder::DayFirst
}

fn steps_back(stamps: &[Stamp], order: DateOrder) -> usize {
    let times: Vec<Timestamp> = stamps.iter().filter_map(|stamp| stamp.time(order)).collect();
    times.iter().zip(times.iter().skip(1)).filter(|(earlier, later)| later < earlier).count()
}

/// Whether a line begins a message.
pub(crate) fn is_start_of_message(line: &str) -> bool {
    parse_start(line).is_some()
}

/// The stamp of a line that begins a message, and what follows it: `Name: text`, or the
/// words of a system line.
pub(crate) fn parse_start(line: &str) -> Option<(Stamp, &str)> {
    let mut rest = Rest(line.trim_start_matches(is_mark));
    let is_bracketed = rest.take('[');
    let (first, second, year, is_year_first) = parse_date(&mut rest)?;
    rest.take(',');
    rest.spaces();
    let (hour, minute, seconds) = parse_time(&mut rest)?;
    if is_bracketed {
        rest.take(']').then_some(())?;
        rest.spaces();
    } else {
        rest.spaces().then_some(())?;
        (rest.take('-') || rest.take('–')).then_some(())?;
        rest.spaces().then_some(())?;
    }
    let stamp = Stamp { first, second, year, is_year_first, hour, minute, seconds };
    stamp.time(DateOrder::DayFirst)?;
    Some((stamp, rest.0))
}

/// Left-to-right and right-to-left marks and the byte order mark, which phones put anywhere.
pub(crate) fn is_mark(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn parse_date(rest: &mut Rest<'_>) -> Option<(i8, i8, i16, bool)> {
    let (first, first_digits) = rest.number(4)?;
    let separator = ['/', '.', '-'].into_iter().find(|separator| rest.take(*separator))?;
    rest.spaces();
    let (second, _) = rest.number(2)?;
    rest.take(separator).then_some(())?;
    rest.spaces();
    let (third, third_digits) = rest.number(4)?;
    let second = i8::try_from(second).ok()?;
    if first_digits == 4 {
        return Some((second, i8::try_from(third).ok()?, first, true));
    }
    let year = match third_digits {
        2 => 2000 + third,
        4 => third,
        _ => return None,
    };
    Some((i8::try_from(first).ok()?, second, year, false))
}

fn parse_time(rest: &mut Rest<'_>) -> Option<(i8, i8, i8)> {
    let (hour, _) = rest.number(2)?;
    let mut hour = i8::try_from(hour).ok()?;
    (rest.take(':') || rest.take('.')).then_some(())?;
    let minute = rest.number(2).filter(|(_, digits)| *digits == 2)?.0;
    let mut seconds = 0;
    if rest.take(':') || rest.take('.') {
        seconds = rest.number(2).filter(|(_, digits)| *digits == 2)?.0;
    }
    if let Some(is_afternoon) = parse_half_of_day(rest) {
        (1..=12).contains(&hour).then_some(())?;
        hour = hour % 12 + if is_afternoon { 12 } else { 0 };
    }
    Some((hour, i8::try_from(minute).ok()?, i8::try_from(seconds).ok()?))
}

/// `AM`, `pm`, `a.m.`, `p. m.`; leaves the rest alone when it is none of them.
fn parse_half_of_day(rest: &mut Rest<'_>) -> Option<bool> {
    let mut tried = Rest(rest.0);
    tried.spaces();
    let is_afternoon = if tried.take('p') || tried.take('P') {
        true
    } else if tried.take('a') || tried.take('A') {
        false
    } else {
        return None;
    };
    tried.take('.');
    tried.spaces();
    (tried.take('m') || tried.take('M')).then_some(())?;
    tried.take('.');
    rest.0 = tried.0;
    Some(is_afternoon)
}

/// What is left of a line.
struct Rest<'line>(&'line str);

impl Rest<'_> {
    fn take(&mut self, character: char) -> bool {
        let Some(rest) = self.0.strip_prefix(character) else {
            return false;
        };
        self.0 = rest;
        true
    }

    /// Goes past spaces of every kind and marks; whether there were any.
    fn spaces(&mut self) -> bool {
        let rest = self
            .0
            .trim_start_matches(|character| matches!(character, ' ' | '\u{a0}' | '\u{202f}') || is_mark(character));
        let has_moved = rest.len() < self.0.len();
        self.0 = rest;
        has_moved
    }

    /// A number of at most so many digits, and how many it has.
    fn number(&mut self, most_digits: usize) -> Option<(i16, usize)> {
        let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 || length > most_digits {
            return None;
        }
        let (digits, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some((digits.parse().ok()?, length))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn reads_the_styles_of_phones() {
        for (line, time, rest) in [
            ("31/12/24 21.41 - Nama: teks", "2024-12-31T21:41:00Z", "Nama: teks"),
            ("31/12/24, 21:41 - Nama: teks", "2024-12-31T21:41:00Z", "Nama: teks"),
            ("12/31/24, 9:41 PM - Name: text", "2024-12-31T21:41:00Z", "Name: text"),
            ("12/31/2024, 12:05\u{202f}AM - Name: text", "2024-12-31T00:05:00Z", "Name: text"),
            ("\u{200e}[31/12/24 21.41.05] Nama: teks", "2024-12-31T21:41:05Z", "Nama: teks"),
            ("[31/12/2024, 9:41:05\u{a0}p. m.] Nama: teks", "2024-12-31T21:41:05Z", "Nama: teks"),
            ("2024-12-31 21:41 - Nama: teks", "2024-12-31T21:41:00Z", "Nama: teks"),
            ("31.12.24, 21:41 – Nama: teks", "2024-12-31T21:41:00Z", "Nama: teks"),
        ] {
            let (stamp, found) = parse_start(line).unwrap();
            assert_eq!(stamp.time(order_of(line)).unwrap().to_string(), time, "{line}");
            assert_eq!(found, rest);
        }
    }

    #[test]
    fn other_lines_begin_no_message() {
        for line in [
            "",
            "gaji 12/15 jt",
            "31/12/24",
            "31/12/24 21.41 Nama: teks",
            "99/99/24, 21:41 - x: y",
            "12:30 - makan",
            "[ok] a: b",
        ] {
            assert!(parse_start(line).is_none(), "{line}");
        }
    }

    #[test]
    fn order_is_told_by_large_parts_then_by_time_moving_on() {
        assert_eq!(order_of("1/2/24, 10:00 - a: b\n1/13/24, 10:00 - a: b"), DateOrder::MonthFirst);
        assert_eq!(order_of("1/2/24, 10:00 - a: b\n13/2/24, 10:00 - a: b"), DateOrder::DayFirst);
        assert_eq!(order_of("1/12/24, 10:00 - a: b\n2/1/24, 10:00 - a: b"), DateOrder::MonthFirst);
        assert_eq!(order_of("1/2/24, 10:00 - a: b"), DateOrder::DayFirst);
    }
}
