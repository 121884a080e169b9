//! Words of strangers on a terminal: nothing in them may move the cursor, change
//! colours or turn the reading direction.

use std::borrow::Cow;

/// Makes control characters, terminal escapes and direction overrides visible. Line breaks
/// and tabs stay. Spans count bytes of the original: cut first, clean afterwards.
pub fn clean(text: &str) -> Cow<'_, str> {
    clean_with(text, |character| is_harmful(character) && !matches!(character, '\n' | '\t'))
}

/// The same for what must stay on one line: line breaks and tabs become visible too.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    clean_with(text, is_harmful)
}

fn clean_with(text: &str, is_hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_hidden(character) {
            push_visible(&mut cleaned, character);
        } else {
            cleaned.push(character);
        }
    }
    Cow::Owned(cleaned)
}

fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
        || matches!(character, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// C0 controls have pictures of their own; the rest is shown by number.
fn push_visible(cleaned: &mut String, character: char) {
    let code = u32::from(character);
    let picture = match code {
        0..=0x1f => char::from_u32(0x2400 + code),
        0x7f => Some('␡'),
        _ => None,
    };
    if let Some(picture) = picture {
        cleaned.push(picture);
    } else {
        let number = format!("<U+{code:04X}>");
        cleaned.push_str(&number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_visible() {
        assert_eq!(clean("a\u{1b}[31mb\u{9b}c\u{202e}d\n"), "a␛[31mb<U+009B>c<U+202E>d\n");
        assert_eq!(clean_line("a\r\nb\t"), "a␍␊b␉");
        assert!(matches!(clean("biasa saja 🇰🇭"), Cow::Borrowed(_)));
    }
}
