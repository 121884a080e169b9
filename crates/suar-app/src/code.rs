use crate::clock::{Entropy, NoEntropy};

/// Letters and digits that no hand and no bad screen confuses: without 0 O, 1 I L, 2 Z, 5 S, 8 B.
const ALPHABET: [char; 25] = [
    '3', '4', '6', '7', '9', 'A', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P', 'Q', 'R', 'T', 'U', 'V', 'W',
    'X', 'Y',
];
const LENGTH: usize = 16;
const GROUP: usize = 4;

/// What a person writes down to come back without a name: sixteen signs in four groups.
/// Whoever keeps one keeps only a hash of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReturnCode(String);

impl ReturnCode {
    /// A new code, as hard to guess as 74 bits.
    ///
    /// # Errors
    /// When there is no chance to draw from.
    pub fn draw(entropy: &dyn Entropy) -> Result<Self, NoEntropy> {
        let mut bytes = [0; 16];
        entropy.fill(&mut bytes)?;
        Ok(Self::from_bytes(bytes))
    }

    /// The code that unguessable bytes stand for.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        let mut number = u128::from_le_bytes(bytes);
        let mut signs = String::with_capacity(LENGTH);
        for _ in 0..LENGTH {
            let place = (number % ALPHABET.len() as u128) as usize;
            signs.extend(ALPHABET.get(place));
            number /= ALPHABET.len() as u128;
        }
        Self(signs)
    }

    /// Reads what a person typed, with or without spaces and hyphens, in capitals or not.
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.len() > 8 * LENGTH {
            return None;
        }
        let is_filling = |character: &char| character.is_whitespace() || "-–—._".contains(*character);
        let signs: String =
            typed.chars().filter(|character| !is_filling(character)).map(|sign| sign.to_ascii_uppercase()).collect();
        let fits = signs.chars().count() == LENGTH && signs.chars().all(|sign| ALPHABET.contains(&sign));
        fits.then_some(Self(signs))
    }

    /// The signs without gaps, for hashing and comparing.
    pub fn signs(&self) -> &str {
        &self.0
    }
}

/// In groups, as it is shown.
impl std::fmt::Display for ReturnCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, sign) in self.0.chars().enumerate() {
            if place > 0 && place.is_multiple_of(GROUP) {
                formatter.write_str("-")?;
            }
            write!(formatter, "{sign}")?;
        }
        Ok(())
    }
}

/// A code opens a report: it does not go into logs.
impl std::fmt::Debug for ReturnCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ReturnCode(***)")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    struct Counting;

    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
            for (place, byte) in bytes.iter_mut().enumerate() {
                *byte = (place * 37 + 11) as u8;
            }
            Ok(())
        }
    }

    #[test]
    fn a_code_survives_paper_and_clumsy_typing() {
        let code = ReturnCode::draw(&Counting).unwrap();
        let shown = code.to_string();
        assert_eq!(shown.len(), 19);
        assert_eq!(ReturnCode::parse(&shown), Some(code.clone()));
        assert_eq!(ReturnCode::parse(&shown.to_lowercase().replace('-', "  ")), Some(code));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in ["", "AAAA", "0000-0000-0000-0000", "AAAA-AAAA-AAAA-AAAA-A", "<script>alert(1)"] {
            assert_eq!(ReturnCode::parse(typed), None, "{typed}");
        }
    }
}
