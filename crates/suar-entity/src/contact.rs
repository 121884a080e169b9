//! Addresses on the web, electronic mail and account names.

use std::ops::Range;

use suar_text::{Folded, Lexicon, TokenKind};

use crate::tables::hint;
use crate::{EntityKind, EntityTables};

/// A contact found, as bytes of the folded text.
pub(crate) struct Contact {
    pub(crate) kind: EntityKind,
    pub(crate) range: Range<usize>,
    /// For a chat link the account that it names, as bytes of the folded text.
    pub(crate) account: Option<Range<usize>>,
}

const OPENING: &[char] = &['(', '[', '{', '<', '"', '\'', '*', '_', '~', ':', ',', ';', '=', '|', '!', '.', '-'];
const CLOSING: &[char] = &['.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', '\'', '*', '~', '|'];
const LONGEST_HANDLE: usize = 32;
const SHORTEST_HANDLE: usize = 3;

pub(crate) fn find_contacts(folded: &Folded, tables: &EntityTables, lexicon: &Lexicon, hints: &[u8]) -> Vec<Contact> {
    let text = folded.text();
    let mut found = Vec::new();
    for (start, chunk) in chunks(text) {
        if chunk.contains(['.', '@', '/']) {
            read_chunk(start, chunk, tables, &mut found);
        }
    }
    find_named_accounts(folded, lexicon, hints, &mut found);
    found.sort_by_key(|contact| contact.range.start);
    found
}

fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split([' ', '\n']).filter(|chunk| chunk.len() > 2).map(move |chunk| (chunk.as_ptr() as usize - base, chunk))
}

fn read_chunk(start: usize, chunk: &str, tables: &EntityTables, found: &mut Vec<Contact>) {
    let trimmed_start = chunk.trim_start_matches(OPENING);
    let mut begin = start + chunk.len() - trimmed_start.len();
    let mut part = trimmed_start.trim_end_matches(CLOSING);
    if let Some(scheme) =
        part.find("http://").or_else(|| part.find("https://")).or_else(|| part.find("www.")).filter(|&at| at > 0)
    {
        begin += scheme;
        part = part.get(scheme..).unwrap_or(part);
    } else if let Some(cut) =
        part.rfind([':', '(', ',', ';', '|', '=', '>']).filter(|_| !part.contains("://") && !part.contains('?'))
    {
        // "wa:wa.me/62…", "email:a@b.c": what stands before the sign is a label.
        read_label(part, begin, tables, found);
        begin += cut + 1;
        part = part.get(cut + 1..).unwrap_or("");
    }
    read_part(begin, part, tables, found);
}

fn read_label(part: &str, begin: usize, tables: &EntityTables, found: &mut Vec<Contact>) {
    let mut offset = 0;
    let pieces: Vec<&str> = part.split([':', '(', ',', ';', '|', '=', '>']).collect();
    for piece in pieces.iter().take(pieces.len().saturating_sub(1)).take(16) {
        read_part(begin + offset, piece, tables, found);
        offset += piece.len() + 1;
    }
}

fn read_part(begin: usize, part: &str, tables: &EntityTables, found: &mut Vec<Contact>) {
    let range = begin..begin + part.len();
    if is_email(part) {
        found.push(Contact { kind: EntityKind::Email, range, account: None });
    } else if is_address(part, tables) {
        let account = account_in_link(part).map(|account| begin + account.start..begin + account.end);
        found.push(Contact { kind: EntityKind::Url, range, account });
    } else if let Some(handle) = handle_at(part) {
        found.push(Contact {
            kind: EntityKind::Handle,
            range: begin + handle.start..begin + handle.end,
            account: None,
        });
    }
}

fn is_email(part: &str) -> bool {
    let Some((local, host)) = part.split_once('@') else {
        return false;
    };
    let local_fits = !local.is_empty()
        && local.len() <= 64
        && local.chars().all(|letter| letter.is_ascii_alphanumeric() || "._+-".contains(letter));
    let top = host.rsplit('.').next().unwrap_or("");
    local_fits
        && host.contains('.')
        && host.len() <= 253
        && !host.contains("..")
        && top.len() >= 2
        && top.bytes().all(|byte| byte.is_ascii_alphabetic())
        && host.chars().all(|letter| letter.is_ascii_alphanumeric() || ".-".contains(letter))
}

fn is_address(part: &str, tables: &EntityTables) -> bool {
    let with_scheme = part.strip_prefix("https://").or_else(|| part.strip_prefix("http://"));
    let rest = with_scheme.unwrap_or(part);
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let labels: Vec<&str> = host.split('.').collect();
    let plain = labels.len() >= 2
        && labels.iter().all(|label| {
            !label.is_empty() && label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        });
    if !plain || rest.contains('@') && with_scheme.is_none() {
        return false;
    }
    let top = labels.last().copied().unwrap_or("");
    let known_top = tables.domains.contains(top);
    let first_is_name = labels.first().is_some_and(|label| label.bytes().any(|byte| byte.is_ascii_alphabetic()));
    let has_path = rest.len() > host.len() + 1;
    with_scheme.is_some()
        || host.starts_with("www.") && known_top
        || known_top && first_is_name && (has_path || has_sure_ending(&labels))
}

/// Endings that are hardly ever two words run together at a full stop.
fn has_sure_ending(labels: &[&str]) -> bool {
    let sure =
        ["com", "net", "org", "id", "biz", "info", "xyz", "example", "gov", "edu", "shop", "site", "online", "club"];
    match labels {
        [.., _, last] if labels.len() >= 3 => last.len() >= 2 && labels.iter().all(|label| label.len() >= 2),
        [name, last] => name.len() >= 3 && sure.contains(last),
        _ => false,
    }
}

fn account_in_link(part: &str) -> Option<Range<usize>> {
    let at = ["t.me/", "telegram.me/"].iter().find_map(|host| part.find(host).map(|at| at + host.len()))?;
    let before_host = part.get(..at)?.trim_end_matches("t.me/").trim_end_matches("telegram.me/");
    let account = part.get(at..)?.split(['/', '?']).next()?;
    let fits = before_host.is_empty() || before_host.ends_with("//") || before_host.ends_with("www.");
    (fits && account.len() >= SHORTEST_HANDLE && account.chars().all(is_handle_character) && account != "joinchat")
        .then(|| at..at + account.len())
}

fn is_handle_character(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '.'
}

fn handle_at(part: &str) -> Option<Range<usize>> {
    let at = part.find('@')?;
    let before = part.get(..at)?.chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let name = part.get(at + 1..)?;
    let end = name.find(|letter: char| !is_handle_character(letter)).unwrap_or(name.len());
    let name = name.get(..end)?.trim_end_matches('.');
    let fits =
        (SHORTEST_HANDLE..=LONGEST_HANDLE).contains(&name.len()) && name.bytes().any(|byte| byte.is_ascii_alphabetic());
    fits.then(|| at..at + 1 + name.len())
}

/// Account names behind the name of a service: "telegram: `hr_lina`", "LINE id rumah88".
fn find_named_accounts(folded: &Folded, lexicon: &Lexicon, hints: &[u8], found: &mut Vec<Contact>) {
    let text = folded.text();
    let services = folded.tokens().iter().zip(hints).filter(|(_, bits)| **bits & hint::PLATFORM != 0);
    for (token, _) in services.filter(|(token, _)| token.kind == TokenKind::Word) {
        let end = token.end as usize;
        let Some(range) = account_after(text, end, lexicon) else {
            continue;
        };
        if found.iter().all(|other| other.range.end <= range.start || other.range.start >= range.end) {
            found.push(Contact { kind: EntityKind::Handle, range, account: None });
        }
    }
}

fn account_after(text: &str, from: usize, lexicon: &Lexicon) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let mut name = rest.trim_start_matches([' ', ':', '=', '-', '>', '.']);
    let mut announced = rest.get(..rest.len() - name.len()).is_some_and(|signs| signs.contains([':', '=', '>']));
    for filler in ["id", "akun", "username", "user", "ku", "kami", "saya", "me", "at"] {
        let Some(tail) = name.strip_prefix(filler).filter(|tail| tail.starts_with([' ', ':', '='])) else {
            continue;
        };
        announced |= filler == "id" || tail.trim_start().starts_with([':', '=']);
        name = tail.trim_start_matches([' ', ':', '=', '-']);
    }
    let start = text.len() - name.len();
    let end = name.find(|letter: char| !is_handle_character(letter)).unwrap_or(name.len());
    let name = name.get(..end)?.trim_end_matches('.');
    let marked = name.bytes().any(|byte| byte.is_ascii_digit() || byte == b'_' || byte == b'.');
    let letters = name.bytes().filter(u8::is_ascii_alphabetic).count();
    let ordinary = lexicon.knows(name) || letters < SHORTEST_HANDLE;
    let fits = (SHORTEST_HANDLE..=LONGEST_HANDLE).contains(&name.len())
        && !ordinary
        && (marked || announced)
        && !looks_like_sum(name);
    fits.then(|| start..start + name.len())
}

/// "12jt", "08.00": digits first are no account name.
fn looks_like_sum(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_digit()) && name.bytes().filter(u8::is_ascii_alphabetic).count() < 4
}
