use crate::clock::Entropy;
use crate::error::AppResult;

/// What a browser or program shows to be let in. It is handed out once; only its hash is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new secret of 256 bits.
    pub(crate) fn draw(entropy: &dyn Entropy) -> AppResult<Self> {
        let mut bytes = [0; 32];
        entropy.fill(&mut bytes)?;
        Ok(Self(blake3::Hash::from_bytes(bytes).to_hex().to_string()))
    }

    /// A secret as it came back.
    pub fn from_text(text: &str) -> Option<Self> {
        let fits = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then(|| Self(text.to_owned()))
    }

    /// The secret, to be handed out.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> [u8; 32] {
        hash_of(&self.0)
    }
}

/// A secret does not go into logs.
impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(***)")
    }
}

/// What is kept of a secret. They are as hard to guess as a key, so a plain hash does.
pub(crate) fn hash_of(secret: &str) -> [u8; 32] {
    blake3::derive_key("suar secret v1", secret.as_bytes())
}
