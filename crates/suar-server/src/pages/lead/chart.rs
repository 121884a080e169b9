//! How many posts there were over time: bars, and a table with the same numbers.

use jiff::ToSpan;
use jiff::civil::Date;
use suar_store::DayCount;

use crate::texts::Words;
use crate::time;

/// Bars at most: beyond, days are put together.
const MOST_BARS: i32 = 90;
/// Rows of the table, the latest first.
const MOST_ROWS: usize = 120;
const HEIGHT: u32 = 120;
const WIDTH: u32 = 720;
/// Room for both dates below.
const LEAST_WIDTH: u32 = 360;

pub(super) struct Chart {
    pub(super) bars: Vec<Bar>,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) most: String,
    /// What one bar stands for.
    pub(super) step: String,
    pub(super) rows: Vec<(String, String)>,
}

pub(super) struct Bar {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) label: String,
}

impl Chart {
    pub(super) fn new(days: &[DayCount], words: &Words) -> Option<Self> {
        let (first, last) = (days.first()?.day, days.last()?.day);
        let span = days_between(first, last) + 1;
        let step = [1, 7, 30, 91, 365].into_iter().find(|step| span <= step * MOST_BARS).unwrap_or(3650);
        let counts = bucket(days, first, (span - 1) / step + 1, step);
        let most = counts.iter().copied().max()?.max(1);
        let each = (WIDTH / counts.len().max(12) as u32).max(2);
        let bar = |(place, count): (u32, &u32)| {
            let day = first.saturating_add((i64::from(place) * i64::from(step)).days());
            let height = if *count == 0 { 0 } else { (count * HEIGHT / most).max(2) };
            let day = time::plain_day(day, words);
            Bar {
                x: place * each,
                y: HEIGHT - height,
                width: (each - 1).max(1),
                height,
                label: words.count_all("chart-bar", *count as usize, &[("day", &day)]),
            }
        };
        let row = |day: &DayCount| (time::plain_day(day.day, words), words.number(day.posts as usize));
        Some(Self {
            bars: (0..).zip(&counts).map(bar).filter(|bar| bar.height > 0).collect(),
            width: (each * counts.len() as u32).max(LEAST_WIDTH),
            height: HEIGHT,
            first: time::plain_day(first, words),
            last: time::plain_day(last, words),
            most: words.count("chart-most", most as usize),
            step: words.count("chart-step", step as usize),
            rows: days.iter().rev().take(MOST_ROWS).map(row).collect(),
        })
    }
}

fn bucket(days: &[DayCount], first: Date, bars: i32, step: i32) -> Vec<u32> {
    let mut counts = vec![0; usize::try_from(bars).unwrap_or(0)];
    for day in days {
        let place = usize::try_from(days_between(first, day.day) / step).unwrap_or(0);
        if let Some(count) = counts.get_mut(place) {
            *count += day.posts;
        }
    }
    counts
}

fn days_between(first: Date, last: Date) -> i32 {
    last.since(first).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn far_days_are_put_together_and_none_is_lost() {
        let days = [(date(1970, 1, 1), 2), (date(2026, 11, 23), 3), (date(2026, 11, 24), 4)]
            .map(|(day, posts)| DayCount { day, posts });
        let span = days_between(date(1970, 1, 1), date(2026, 11, 24)) + 1;
        let counts = bucket(&days, date(1970, 1, 1), (span - 1) / 365 + 1, 365);
        assert_eq!(counts.iter().sum::<u32>(), 9);
        assert!(counts.len() < 90, "{}", counts.len());
    }
}
