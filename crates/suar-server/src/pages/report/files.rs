//! Files of a report: how many, how large, and what they are by their content.

use suar_app::{Attachment, FileKind};

pub(super) const MOST_FILES: usize = 5;
const MOST_FILE_BYTES: usize = 10 << 20;
/// The whole form: somewhat more than the files may have, so that slightly too much gets an answer
/// that keeps what was typed.
pub(crate) const MOST_BODY_BYTES: usize = 12 << 20;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum FileFault {
    TooMany,
    TooLarge,
    WrongKind(String),
}

pub(super) fn check(files: Vec<(String, Vec<u8>)>) -> Result<Vec<Attachment>, FileFault> {
    if files.len() > MOST_FILES {
        return Err(FileFault::TooMany);
    }
    if files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > MOST_FILE_BYTES {
        return Err(FileFault::TooLarge);
    }
    let told = files.into_iter().map(|(name, bytes)| match kind_of(&bytes) {
        Some(kind) => Ok(Attachment { kind, name, bytes }),
        None => Err(FileFault::WrongKind(name)),
    });
    told.collect()
}

/// What a file is by its first bytes; what its name or the browser says does not count.
fn kind_of(bytes: &[u8]) -> Option<FileKind> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(FileKind::Png);
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some(FileKind::Jpeg);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(FileKind::Webp);
    }
    if bytes.starts_with(b"%PDF-") {
        return Some(FileKind::Pdf);
    }
    is_plain_text(bytes).then_some(FileKind::Text)
}

/// Text without controls that does not begin as markup.
fn is_plain_text(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start_matches('\u{feff}');
    let is_harmless = |character: char| !character.is_control() || matches!(character, '\n' | '\r' | '\t');
    !text.trim_start().starts_with('<') && text.chars().all(is_harmless)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_content() {
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\n...."), Some(FileKind::Png));
        assert_eq!(kind_of(b"\xff\xd8\xff\xe0"), Some(FileKind::Jpeg));
        assert_eq!(kind_of(b"RIFF\0\0\0\0WEBPVP8 "), Some(FileKind::Webp));
        assert_eq!(kind_of(b"%PDF-1.7"), Some(FileKind::Pdf));
        assert_eq!(kind_of("gaji 15 juta 🙏\r\n".as_bytes()), Some(FileKind::Text));
    }

    #[test]
    fn programs_and_markup_are_refused() {
        for bytes in [
            b"MZ\x90\0".as_slice(),
            b"PK\x03\x04",
            b"<svg onload=alert(1)>",
            b" \n<!doctype html>",
            b"\xff\xfe\0a",
            b"\x1b[2J",
        ] {
            assert_eq!(kind_of(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn number_and_size_are_bounded() {
        let file = |size: usize| ("a.txt".to_owned(), vec![b'a'; size]);
        assert_eq!(check(vec![file(1); 6]), Err(FileFault::TooMany));
        assert_eq!(check(vec![file(6 << 20); 2]), Err(FileFault::TooLarge));
        assert_eq!(check(vec![file(1); 5]).map(|files| files.len()), Ok(5));
    }
}
