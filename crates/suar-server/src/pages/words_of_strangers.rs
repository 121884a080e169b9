//! What strangers wrote, before it meets the detector or a page. Templates disarm its markup;
//! here go line ends and signs that steer the reader.

/// The words of a form field as they are meant: line ends as one sign, without the NULs that no
/// page can show. Marks count bytes of what this gives.
pub(crate) fn clean_field(typed: &str) -> String {
    typed.replace("\r\n", "\n").replace(['\r'], "\n").replace('\0', "\u{fffd}")
}

/// Makes visible what would turn the reading direction or hide words; for showing only.
pub(crate) fn show(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' => shown.push(character),
            '\u{0}'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + u32::from(character))),
            '\u{7f}'..='\u{9f}' => shown.push('␦'),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => shown.push('␣'),
            other => shown.push(other),
        }
    }
    shown
}

/// One line of at most so many characters, for names and short fields.
pub(crate) fn clean_line(typed: &str, most: usize) -> String {
    let line: String = show(&clean_field(typed)).replace(['\n', '\t'], " ");
    line.trim().chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_one_and_nul_is_no_more() {
        assert_eq!(clean_field("a\r\nb\rc\0"), "a\nb\nc\u{fffd}");
    }

    #[test]
    fn what_steers_the_reader_is_seen() {
        assert_eq!(show("a\u{202e}b\u{1b}[1m\u{85}"), "a␣b␛[1m␦");
        assert_eq!(clean_line("  nama\nberkas\u{2067}  ", 8), "nama ber");
    }
}
