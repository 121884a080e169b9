use jiff::Timestamp;
use suar_text::clean;

use super::words::Words;

/// Words of strangers as HTML text: markup is disarmed, and controls and direction
/// overrides are shown and not obeyed.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in clean(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// An id that a link within the page can point to.
pub(crate) fn anchor(prefix: &str, id: &str) -> String {
    let mut anchor = format!("{prefix}-");
    for character in id.chars().take(80) {
        if character.is_ascii_alphanumeric() {
            anchor.push(character);
        } else {
            let code = format!("-{:x}-", u32::from(character));
            anchor.push_str(&code);
        }
    }
    anchor
}

/// A count with the thousands parted as the language does.
pub(crate) fn number(count: u64, words: &Words) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(words.thousands);
        }
        grouped.push(digit);
    }
    grouped
}

/// A share between 0 and 1 with two decimals.
pub(crate) fn share(value: f64, words: &Words) -> String {
    format!("{value:.2}").replace('.', words.decimal)
}

/// A moment that both a person and a program read.
pub(crate) fn time(moment: Timestamp) -> String {
    format!("<time datetime=\"{moment}\">{}</time>", moment.strftime("%Y-%m-%d %H:%M UTC"))
}
