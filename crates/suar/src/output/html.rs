//! A report in one file that a person reads: no script, nothing loaded from elsewhere,
//! every word of a post escaped, legible on a small phone, in the dark and on paper.

mod escape;
mod labels;
mod marks;
mod model;
mod sections;
mod words;

use std::io::{self, Write};

pub use labels::indicator_name;
pub use model::{
    ExamplePost, Mark, NetworkCard, Report, ReportLanguage, SlotCard, SlotValue, Summary, TemplateCard, Tie,
};

use escape::{escape, number, time};
use sections::{write_examples, write_networks, write_summary, write_templates};
use words::{Words, words_of};

const STYLE: &str = include_str!("html/report.css");

/// The hash of the style sheet that the content policy lets through; a test holds it to the file.
const STYLE_HASH: &str = "sha256-dTM6F8SrWn1KPzC2N9OjGixd075Vu7o57nbQv3zVjjA=";

/// Writes the report.
///
/// # Errors
/// When writing fails.
pub fn write_report(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let words = words_of(report.language);
    write_head(out, report, words)?;
    write_summary(out, &report.summary, words)?;
    write_networks(out, report, words)?;
    write_templates(out, report, words)?;
    write_examples(out, report, words)?;
    write_foot(out, report, words)
}

fn write_head(out: &mut dyn Write, report: &Report, words: &Words) -> io::Result<()> {
    let language = words.language;
    let title = report.title.as_deref().unwrap_or(words.title);
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'\">"
    )?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">")?;
    writeln!(out, "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{} · Suar</title>", escape(title))?;
    writeln!(out, "<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<header>\n<p class=\"brand\">Suar</p>")?;
    writeln!(out, "<h1>{}</h1>", escape(title))?;
    if let Some(made_at) = report.made_at {
        writeln!(out, "<p class=\"quiet\">{} {}</p>", words.made_at, time(made_at))?;
    }
    writeln!(out, "<aside class=\"note\"><p><strong>{}</strong> {}</p></aside>", words.note_head, words.note)?;
    writeln!(out, "<nav><ul>")?;
    for (anchor, name, count) in [
        ("networks", words.networks, report.networks_total),
        ("templates", words.templates, report.templates_total),
        ("examples", words.examples, report.examples.len() as u64),
    ] {
        writeln!(out, "<li><a href=\"#{anchor}\">{name}</a> {}</li>", number(count, words))?;
    }
    writeln!(out, "</ul></nav>\n</header>")
}

fn write_foot(out: &mut dyn Write, report: &Report, words: &Words) -> io::Result<()> {
    writeln!(out, "<footer>\n<p>{}</p>", words.foot)?;
    if !report.versions.is_empty() {
        let versions: Vec<String> =
            report.versions.iter().map(|(name, version)| format!("{} {}", escape(name), escape(version))).collect();
        writeln!(out, "<p class=\"quiet\">{}</p>", versions.join(" · "))?;
    }
    writeln!(out, "</footer>\n</main>\n</body>\n</html>")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_policy_lets_the_style_through_and_nothing_else() {
        assert_eq!(STYLE_HASH, format!("sha256-{}", base64(&Sha256::digest(STYLE.as_bytes()))));
    }

    fn base64(bytes: &[u8]) -> String {
        const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut encoded = String::new();
        for chunk in bytes.chunks(3) {
            let mut group = [0; 4];
            for (target, byte) in group.iter_mut().skip(1).zip(chunk) {
                *target = *byte;
            }
            let bits = u32::from_be_bytes(group);
            for place in 0..4 {
                let sign = char::from(*SIGNS.get((bits >> (18 - 6 * place)) as usize & 63).unwrap());
                encoded.push(if place <= chunk.len() { sign } else { '=' });
            }
        }
        encoded
    }
}
