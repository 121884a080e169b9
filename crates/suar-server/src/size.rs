//! Sizes of files as people say them.

use suar_app::Locale;

use crate::texts::Words;

/// "850 KB", "12,4 MB", "2 GB".
pub(crate) fn size(bytes: u64, words: &Words) -> String {
    let units = [("GB", 1_u64 << 30), ("MB", 1 << 20), ("KB", 1 << 10)];
    let Some((name, one)) = units.into_iter().find(|(_, one)| bytes >= *one) else {
        return format!("{} B", words.number(whole(bytes)));
    };
    let tenths = (bytes % one) * 10 / one;
    let whole_part = words.number(whole(bytes / one));
    if tenths == 0 || bytes / one >= 100 {
        return format!("{whole_part} {name}");
    }
    let comma = match words.locale() {
        Locale::Indonesian => ',',
        Locale::English => '.',
    };
    format!("{whole_part}{comma}{tenths} {name}")
}

/// A count as the texts take it.
pub(crate) fn whole(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;
    use crate::texts::Texts;

    #[test]
    fn sizes_are_short() {
        let words = Texts::load().unwrap().of(Locale::Indonesian);
        let said = [0, 900, 1 << 10, 13_000_000, 150 << 20, 2 << 30].map(|bytes| size(bytes, &words));
        assert_eq!(said, ["0 B", "900 B", "1 KB", "12,3 MB", "150 MB", "2 GB"]);
        assert_eq!(size(1536, &Texts::load().unwrap().of(Locale::English)), "1.5 KB");
    }
}
