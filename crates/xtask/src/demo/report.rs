//! What the report must be: whole, without scripts, calling no other host.

use anyhow::{Result, bail};

const SMALLEST_REPORT_BYTES: usize = 10 * 1024;
const ADDRESS_ATTRIBUTES: [&str; 6] = ["src", "href", "srcset", "poster", "action", "data"];

/// Fails with the first thing that a self-contained report must not hold.
pub(crate) fn check(page: &str) -> Result<()> {
    if page.len() <= SMALLEST_REPORT_BYTES {
        bail!("the report holds only {} bytes", page.len());
    }
    let page = page.to_ascii_lowercase();
    if page.contains("<script") {
        bail!("the report holds a script");
    }
    if let Some(address) = foreign_address(&page) {
        bail!("the report calls another host: {address}");
    }
    Ok(())
}

/// The first address of another host in an attribute or a style.
fn foreign_address(page: &str) -> Option<String> {
    let attributes = page.match_indices('=').filter_map(|(place, _)| {
        let before = page.get(..place)?.trim_end();
        let is_in_tag = before.rfind('<')? > before.rfind('>').unwrap_or(0);
        let name = before.rsplit(|letter: char| !letter.is_ascii_alphanumeric()).next()?;
        let value = page.get(place + 1..)?.trim_start();
        (is_in_tag && ADDRESS_ATTRIBUTES.contains(&name)).then_some(value)
    });
    let styles = ["url(", "@import"]
        .into_iter()
        .flat_map(|word| page.match_indices(word).filter_map(move |(place, _)| page.get(place + word.len()..)));
    attributes
        .chain(styles)
        .map(|value| value.trim_start_matches([' ', '"', '\'']))
        .find(|value| ["http://", "https://", "//"].iter().any(|start| value.starts_with(start)))
        .map(|value| {
            let ends = |letter: char| letter.is_whitespace() || "\"'>)".contains(letter);
            value.chars().take_while(|&letter| !ends(letter)).collect()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> String {
        format!("<!doctype html><body>{body}{}</body>", "x".repeat(SMALLEST_REPORT_BYTES))
    }

    #[test]
    fn a_self_contained_page_is_fine() {
        let body = "<a href=\"#network-1\">one</a> the post says https://example.com/a?href=https://b in words";
        assert!(check(&page(body)).is_ok());
    }

    #[test]
    fn a_short_page_a_script_or_another_host_is_not() {
        assert!(check("<p>short</p>").is_err());
        assert!(check(&page("<SCRIPT>1</SCRIPT>")).is_err());
        assert!(check(&page("<img src = 'https://example.com/a.png'>")).is_err());
        assert!(check(&page("<a href=//example.com>there</a>")).is_err());
        assert!(check(&page("<style>a{background:url(\"http://example.com\")}</style>")).is_err());
    }
}
