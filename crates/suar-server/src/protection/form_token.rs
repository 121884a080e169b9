use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, OnceLock, PoisonError};

use jiff::Timestamp;

use super::SecretKey;
use suar_app::{Entropy, NoEntropy, ReturnCode};

/// What a form is for. A token of one purpose opens no other form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormPurpose(pub &'static str);

impl FormPurpose {
    pub(crate) const CHECK: FormPurpose = FormPurpose("check");
    pub(crate) const REPORT: FormPurpose = FormPurpose("report");
    pub(crate) const FIND_REPORT: FormPurpose = FormPurpose("find-report");
    pub(crate) const CONTEST: FormPurpose = FormPurpose("contest");
    pub(crate) const FIND_CONTEST: FormPurpose = FormPurpose("find-contest");
    pub(crate) const SIGN_IN: FormPurpose = FormPurpose("sign-in");
}

/// Why a token does not open a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenFault {
    /// Not one of ours, or for another form.
    Forged,
    /// Too old, or given before the program was last started.
    Expired,
    /// Used before.
    Used,
}

/// Gives each form a signed token that opens it once. It needs no script, no third party and
/// no cookie; tokens themselves are not kept, only which were used, until they expire. A start of the program forgets
/// which were used, so that no token outlives it.
pub(crate) struct FormTokens {
    key: [u8; 32],
    /// Tells tokens of this start from those before; drawn with the first token.
    start: OnceLock<[u8; START]>,
    used: Mutex<BTreeMap<Used, First>>,
    code_key: [u8; 32],
    most: usize,
}

/// When it was issued, and its number.
type Used = (i64, [u8; NONCE]);

/// How a token was used first.
struct First {
    at: i64,
    /// What the form held, where it may come again.
    content: Option<blake3::Hash>,
}

/// How long a token holds.
const TOKEN_HOLDS_SECONDS: i64 = 2 * 60 * 60;
/// The same form again within so long is a second tap, or a line that broke before the answer was there.
const SENT_TWICE_WITHIN_SECONDS: i64 = 10 * 60;
const SECONDS: usize = 8;
const START: usize = 16;
const NONCE: usize = 16;
const SEAL: usize = 32;
const WHOLE: usize = SECONDS + START + NONCE + SEAL;

/// What a token says.
struct Token {
    issued: i64,
    start: [u8; START],
    nonce: [u8; NONCE],
}

impl FormTokens {
    /// At most so many used tokens are remembered; beyond that the oldest are forgotten first.
    pub(crate) fn new(key: &SecretKey, most: usize) -> Self {
        let (code_key, key) = (key.derive("suar 2026 code of a form"), key.derive("suar 2026 form token"));
        Self { key, start: OnceLock::new(), used: Mutex::default(), code_key, most }
    }

    pub(crate) fn issue(
        &self,
        purpose: FormPurpose,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> Result<String, NoEntropy> {
        let mut nonce = [0; NONCE];
        entropy.fill(&mut nonce)?;
        let token = Token { issued: now.as_second(), start: self.start(entropy)?, nonce };
        let seal = self.seal(purpose, &token);
        let bytes = token.issued.to_be_bytes().into_iter().chain(token.start).chain(nonce).chain(*seal.as_bytes());
        let digits = bytes.flat_map(|byte| [byte >> 4, byte & 15]);
        Ok(digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect())
    }

    fn start(&self, entropy: &dyn Entropy) -> Result<[u8; START], NoEntropy> {
        if let Some(start) = self.start.get() {
            return Ok(*start);
        }
        let mut start = [0; START];
        entropy.fill(&mut start)?;
        Ok(*self.start.get_or_init(|| start))
    }

    /// Opens the form once.
    pub(crate) fn redeem(&self, purpose: FormPurpose, token: &str, now: Timestamp) -> Result<(), TokenFault> {
        self.open(purpose, token, None, now).map(drop)
    }

    /// Opens the form for one content: once, and for a few minutes again for the same. The code is the same each
    /// time, so that whoever keeps nothing twice under one code can answer a second tap as the first. Only this
    /// program can tell it from the token.
    pub(crate) fn redeem_for(
        &self,
        purpose: FormPurpose,
        token: &str,
        content: &FormContent,
        now: Timestamp,
    ) -> Result<ReturnCode, TokenFault> {
        let content = content.0.finalize();
        let seal = self.open(purpose, token, Some(content), now)?;
        let mut code = [0; 16];
        let mut hasher = blake3::Hasher::new_keyed(&self.code_key);
        hasher.update(&seal).update(content.as_bytes()).finalize_xof().fill(&mut code);
        Ok(ReturnCode::from_bytes(code))
    }

    fn open(
        &self,
        purpose: FormPurpose,
        token: &str,
        content: Option<blake3::Hash>,
        now: Timestamp,
    ) -> Result<[u8; SEAL], TokenFault> {
        let (token, seal) = take_apart(token).ok_or(TokenFault::Forged)?;
        // The comparison of hashes takes the same time for every wrong one.
        if self.seal(purpose, &token) != blake3::Hash::from_bytes(seal) {
            return Err(TokenFault::Forged);
        }
        let oldest = now.as_second() - TOKEN_HOLDS_SECONDS;
        if token.issued < oldest || self.start.get() != Some(&token.start) {
            return Err(TokenFault::Expired);
        }
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        *used = used.split_off(&(oldest, [0; NONCE]));
        let latest = now.as_second() - SENT_TWICE_WITHIN_SECONDS;
        match used.entry((token.issued, token.nonce)) {
            Entry::Vacant(free) => free.insert(First { at: now.as_second(), content }),
            Entry::Occupied(first) => {
                let is_the_same = content.is_some() && first.get().content == content && first.get().at > latest;
                return if is_the_same { Ok(seal) } else { Err(TokenFault::Used) };
            }
        };
        if used.len() > self.most {
            used.pop_first();
        }
        Ok(seal)
    }

    fn seal(&self, purpose: FormPurpose, token: &Token) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        hasher.update(&token.issued.to_be_bytes()).update(&token.start).update(&token.nonce);
        hasher.update(purpose.0.as_bytes());
        hasher.finalize()
    }
}

/// What a form held, as far as two of them can be told apart.
pub(crate) struct FormContent(blake3::Hasher);

impl FormContent {
    pub(crate) fn of<'a>(fields: impl IntoIterator<Item = &'a str>) -> Self {
        let begun = Self(blake3::Hasher::new());
        fields.into_iter().fold(begun, |content, field| content.with(field.as_bytes()))
    }

    /// One field more; each with its length, so that none runs into the next.
    pub(crate) fn with(mut self, field: &[u8]) -> Self {
        self.0.update(&field.len().to_le_bytes()).update(field);
        self
    }
}

fn take_apart(token: &str) -> Option<(Token, [u8; SEAL])> {
    if token.len() != 2 * WHOLE || !token.is_ascii() {
        return None;
    }
    let digits = token.as_bytes().chunks_exact(2);
    let bytes: Option<Vec<u8>> =
        digits.map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok())).collect();
    let bytes = bytes?;
    let (issued, rest) = bytes.split_first_chunk::<SECONDS>()?;
    let (start, rest) = rest.split_first_chunk::<START>()?;
    let (nonce, rest) = rest.split_first_chunk::<NONCE>()?;
    let token = Token { issued: i64::from_be_bytes(*issued), start: *start, nonce: *nonce };
    Some((token, *rest.first_chunk::<SEAL>()?))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;
    use suar_app::SystemEntropy;

    const OTHER: FormPurpose = FormPurpose("other");

    fn tokens() -> FormTokens {
        FormTokens::new(&SecretKey::new([3; 32]), 4)
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    fn issue(tokens: &FormTokens, second: i64) -> String {
        tokens.issue(FormPurpose::CHECK, at(second), &SystemEntropy).unwrap()
    }

    #[test]
    fn a_token_opens_its_form_once() {
        let tokens = tokens();
        let token = issue(&tokens, 0);
        assert_eq!(tokens.redeem(OTHER, &token, at(1)), Err(TokenFault::Forged));
        assert_eq!(tokens.redeem(FormPurpose::CHECK, &token, at(1)), Ok(()));
        assert_eq!(tokens.redeem(FormPurpose::CHECK, &token, at(2)), Err(TokenFault::Used));
    }

    #[test]
    fn a_form_sent_twice_has_one_code_and_another_content_none() {
        let tokens = tokens();
        let (token, other) = (issue(&tokens, 0), issue(&tokens, 0));
        let redeem = |token: &str, fields: [&str; 2], second| {
            tokens.redeem_for(FormPurpose::CHECK, token, &FormContent::of(fields), at(second))
        };
        let code = redeem(&token, ["a", "bc"], 1).unwrap();
        assert_eq!(redeem(&token, ["a", "bc"], 600), Ok(code.clone()));
        assert_eq!(redeem(&token, ["ab", "c"], 2), Err(TokenFault::Used));
        assert_eq!(redeem(&token, ["a", "bc"], 601), Err(TokenFault::Used), "the answer is not to be had for ever");
        assert_eq!(tokens.redeem(FormPurpose::CHECK, &token, at(2)), Err(TokenFault::Used));
        assert_ne!(redeem(&other, ["a", "bc"], 1).unwrap(), code);
        let other_key = FormTokens::new(&SecretKey::new([4; 32]), 4);
        assert_ne!(other_key.code_key, tokens.code_key);
    }

    #[test]
    fn a_token_holds_two_hours() {
        let tokens = tokens();
        let token = issue(&tokens, 0);
        assert_eq!(tokens.redeem(FormPurpose::CHECK, &token, at(7201)), Err(TokenFault::Expired));
        assert_eq!(tokens.redeem(FormPurpose::CHECK, &token, at(7200)), Ok(()));
    }

    #[test]
    fn a_token_of_before_a_start_is_too_old() {
        let before = tokens();
        let (used, unused) = (issue(&before, 0), issue(&before, 0));
        assert_eq!(before.redeem(FormPurpose::CHECK, &used, at(1)), Ok(()));
        let after = tokens();
        assert_eq!(after.redeem(FormPurpose::CHECK, &used, at(2)), Err(TokenFault::Expired));
        let new = issue(&after, 2);
        assert_eq!(after.redeem(FormPurpose::CHECK, &unused, at(3)), Err(TokenFault::Expired));
        assert_eq!(after.redeem(FormPurpose::CHECK, &new, at(3)), Ok(()));
    }

    #[test]
    fn what_was_changed_or_made_up_is_refused() {
        let tokens = tokens();
        let token = issue(&tokens, 0);
        let other_key = FormTokens::new(&SecretKey::new([4; 32]), 4);
        assert_eq!(other_key.redeem(FormPurpose::CHECK, &token, at(1)), Err(TokenFault::Forged));
        let last = if token.ends_with('0') { '1' } else { '0' };
        let changed: String = token.chars().take(token.len() - 1).chain([last]).collect();
        for made_up in [changed.as_str(), "", "zz", &"é".repeat(WHOLE), &"+1".repeat(WHOLE)] {
            assert_eq!(tokens.redeem(FormPurpose::CHECK, made_up, at(1)), Err(TokenFault::Forged), "{made_up}");
        }
    }

    #[test]
    fn memory_is_bounded_and_forgets_what_expired() {
        let tokens = tokens();
        for second in 0..9 {
            let token = issue(&tokens, second);
            assert_eq!(tokens.redeem(FormPurpose::CHECK, &token, at(second)), Ok(()));
        }
        assert_eq!(tokens.used.lock().unwrap().len(), 4);
        let token = issue(&tokens, 9000);
        assert_eq!(tokens.redeem(FormPurpose::CHECK, &token, at(9000)), Ok(()));
        assert_eq!(tokens.used.lock().unwrap().len(), 1);
    }
}
