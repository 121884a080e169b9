//! How wide texts are on a terminal, and cells of one width.

use std::ops::RangeInclusive;

/// How many columns a text takes, about: wide signs and emoji two, marks that combine none.
pub fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// Cuts a text to so many columns, with an ellipsis where something was cut, and fills it up
/// with spaces.
pub fn fit(text: &str, columns: usize) -> String {
    let whole = width(text);
    if whole <= columns {
        return format!("{text}{}", " ".repeat(columns - whole));
    }
    let mut cut = String::new();
    let mut used = 0;
    for character in text.chars() {
        let needed = width_of(character);
        if used + needed + 1 > columns {
            break;
        }
        cut.push(character);
        used += needed;
    }
    if columns > 0 {
        cut.push('…');
        used += 1;
    }
    cut.push_str(&" ".repeat(columns.saturating_sub(used)));
    cut
}

/// Signs that take no column: combining marks, joiners, variation selectors.
const NARROW: [RangeInclusive<u32>; 14] = [
    0x0300..=0x036f,
    0x0483..=0x0489,
    0x0591..=0x05bd,
    0x064b..=0x065f,
    0x0e31..=0x0e31,
    0x0e34..=0x0e3a,
    0x0e47..=0x0e4e,
    0x200b..=0x200f,
    0x2060..=0x2064,
    0x20d0..=0x20ff,
    0xfe00..=0xfe0f,
    0xfe20..=0xfe2f,
    0xfeff..=0xfeff,
    0xe0100..=0xe01ef,
];

/// Signs that take two columns: East Asian scripts and emoji.
const WIDE: [RangeInclusive<u32>; 15] = [
    0x1100..=0x115f,
    0x231a..=0x231b,
    0x23e9..=0x23f3,
    0x2614..=0x2615,
    0x2e80..=0x303e,
    0x3041..=0xa4cf,
    0xac00..=0xd7a3,
    0xf900..=0xfaff,
    0xfe30..=0xfe6f,
    0xff00..=0xff60,
    0xffe0..=0xffe6,
    0x1f1e6..=0x1f64f,
    0x1f680..=0x1f6ff,
    0x1f900..=0x1faff,
    0x20000..=0x3fffd,
];

fn width_of(character: char) -> usize {
    let code = u32::from(character);
    if code < 0x300 {
        return 1;
    }
    if NARROW.iter().any(|range| range.contains(&code)) {
        return 0;
    }
    if WIDE.iter().any(|range| range.contains(&code)) { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_asked_width() {
        for text in ["", "abc", "gaji 12 juta per bulan", "招聘客服人员高薪", "👩🏽‍💻 kerja", "e\u{301}e\u{301}"]
        {
            for columns in 0..12 {
                assert_eq!(width(&fit(text, columns)), columns, "{text} {columns}");
            }
        }
    }
}
