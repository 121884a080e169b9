//! A rough reading of Rust source, enough to measure it: comments and the contents of
//! literals are blanked, so that braces and words can be counted.

use std::iter::Peekable;
use std::ops::RangeInclusive;
use std::str::Chars;

/// A function and the lines it covers, counted from 1.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) lines: RangeInclusive<usize>,
}

/// The source with comments, strings and characters replaced by blanks; lines stay lines.
pub(crate) fn blank_literals(source: &str) -> String {
    let mut blanker = Blanker { rest: source.chars().peekable(), written: String::with_capacity(source.len()) };
    while let Some(letter) = blanker.rest.next() {
        blanker.take(letter);
    }
    blanker.written
}

struct Blanker<'a> {
    rest: Peekable<Chars<'a>>,
    written: String,
}

impl Blanker<'_> {
    fn take(&mut self, letter: char) {
        match letter {
            '/' if self.rest.peek() == Some(&'/') => self.blank_until_line_end(),
            '/' if self.rest.peek() == Some(&'*') => self.blank_block_comment(),
            '"' => self.blank_string(),
            '\'' => self.blank_character(),
            _ if letter.is_alphanumeric() || letter == '_' => self.take_word(letter),
            _ => self.written.push(letter),
        }
    }

    fn blank(&mut self, letter: char) {
        self.written.push(if letter == '\n' { '\n' } else { ' ' });
    }

    fn blank_until_line_end(&mut self) {
        self.blank('/');
        while let Some(letter) = self.rest.next_if(|&letter| letter != '\n') {
            self.blank(letter);
        }
    }

    /// Block comments nest.
    fn blank_block_comment(&mut self) {
        let mut depth = 0;
        let mut before = '/';
        self.blank('/');
        while let Some(letter) = self.rest.next() {
            self.blank(letter);
            match (before, letter) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {
                    before = letter;
                    continue;
                }
            }
            before = ' ';
            if depth == 0 {
                return;
            }
        }
    }

    fn blank_string(&mut self) {
        self.written.push('"');
        while let Some(letter) = self.rest.next() {
            if letter == '"' {
                self.written.push('"');
                return;
            }
            self.blank(letter);
            if letter == '\\'
                && let Some(escaped) = self.rest.next()
            {
                self.blank(escaped);
            }
        }
    }

    /// A word; `r"…"` and `r#"…"#` are strings without escapes, `r#name` is a name.
    fn take_word(&mut self, first: char) {
        let mut word = String::from(first);
        while let Some(letter) = self.rest.next_if(|letter| letter.is_alphanumeric() || *letter == '_') {
            word.push(letter);
        }
        self.written.push_str(&word);
        if !matches!(word.as_str(), "r" | "br" | "cr") {
            return;
        }
        let mut hashes = 0;
        while self.rest.next_if_eq(&'#').is_some() {
            self.written.push(' ');
            hashes += 1;
        }
        if self.rest.next_if_eq(&'"').is_some() {
            self.blank_raw_string(hashes);
        }
    }

    fn blank_raw_string(&mut self, hashes: usize) {
        self.written.push('"');
        let mut matched = None;
        while let Some(letter) = self.rest.next() {
            self.blank(letter);
            matched = match (letter, matched) {
                ('"', _) => Some(0),
                ('#', Some(count)) => Some(count + 1),
                _ => None,
            };
            if matched == Some(hashes) {
                return;
            }
        }
    }

    /// `'a'` and `'\n'` are characters, `'a` is a lifetime.
    fn blank_character(&mut self) {
        let mut ahead = self.rest.clone();
        let first = ahead.next();
        let is_character = first == Some('\\') || ahead.next() == Some('\'');
        self.written.push('\'');
        if !is_character {
            return;
        }
        let mut escaped = false;
        while let Some(letter) = self.rest.next() {
            self.blank(letter);
            if letter == '\'' && !escaped {
                return;
            }
            escaped = letter == '\\' && !escaped;
        }
    }
}

/// Every function with a body in a blanked source.
pub(crate) fn functions(blanked: &str) -> Vec<Function> {
    words(blanked, "fn")
        .filter_map(|place| {
            let after = blanked.get(place + "fn".len()..)?;
            let name: String =
                after.trim_start().chars().take_while(|&letter| letter.is_alphanumeric() || letter == '_').collect();
            let end = place + "fn".len() + body_end(after)?;
            (!name.is_empty()).then(|| Function { name, lines: line_at(blanked, place)..=line_at(blanked, end) })
        })
        .collect()
}

/// The lines of modules that are built for tests only.
pub(crate) fn test_modules(blanked: &str) -> Vec<RangeInclusive<usize>> {
    const MARK: &str = "#[cfg(test)]";
    blanked
        .match_indices(MARK)
        .filter_map(|(place, _)| {
            let after = blanked.get(place + MARK.len()..)?;
            let end = place + MARK.len() + body_end(after)?;
            Some(line_at(blanked, place)..=line_at(blanked, end))
        })
        .collect()
}

/// Where the word stands on its own.
fn words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(word).map(|(place, _)| place).filter(move |&place| {
        let before = text.get(..place).and_then(|part| part.chars().next_back());
        let after = text.get(place + word.len()..);
        let after = after.and_then(|part| part.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// Where the first braces close; nothing if the item ends before they open.
fn body_end(text: &str) -> Option<usize> {
    let (mut braces, mut brackets) = (0_usize, 0_usize);
    for (place, letter) in text.char_indices() {
        match letter {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets = brackets.checked_sub(1)?,
            '{' => braces += 1,
            '}' => {
                braces = braces.checked_sub(1)?;
                if braces == 0 {
                    return Some(place);
                }
            }
            ';' if braces == 0 && brackets == 0 => return None,
            _ => {}
        }
    }
    None
}

fn line_at(text: &str, place: usize) -> usize {
    text.get(..place).map_or(1, |before| before.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    #[test]
    fn literals_and_comments_are_blanked_and_code_is_not() {
        let source = "let a = \"fn {\\\" }\"; // fn {\n/* { /* { */ */ let b = '{'; let c = '\\'';";
        let blanked = blank_literals(source);
        assert!(!blanked.contains('{') && !blanked.contains("fn"));
        assert!(blanked.contains("let b") && blanked.contains("let c"));
        assert_eq!(blanked.lines().count(), 2);
    }

    #[test]
    fn raw_strings_end_at_their_own_mark() {
        let blanked = blank_literals("r#\"a \"{ b\"# + r\"\\\" + x::<'a>('b')");
        assert!(!blanked.contains('{'));
        assert!(blanked.contains("x::<'a>("));
    }

    #[test]
    fn functions_are_found_with_their_lines() {
        let source =
            "trait T { fn only_named(&self) -> [u8; 3]; }\nfn outer() {\n    fn inner() {}\n}\nlet f: fn(u8) = g;\n";
        let found = functions(&blank_literals(source));
        let names: Vec<&str> = found.iter().map(|function| function.name.as_str()).collect();
        assert_eq!(names, ["outer", "inner"]);
        assert_eq!(found.first().unwrap().lines, 2..=4);
    }

    #[test]
    fn modules_for_tests_are_found_and_named_files_are_not() {
        let source = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n";
        assert_eq!(test_modules(source), [2..=5]);
        assert!(test_modules("#[cfg(test)]\nmod tests;\nfn a() {}\n").is_empty());
    }
}
