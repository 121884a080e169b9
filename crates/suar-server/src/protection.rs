//! What keeps the pages up and out of the wrong hands: form tokens, budgets, headers.

mod address;
mod budgets;
mod form_token;
mod outer;

pub(crate) use address::{AddressKey, Addresses};
pub use budgets::Budget;
pub(crate) use budgets::{Budgets, Spending};
pub use form_token::FormPurpose;
pub(crate) use form_token::{FormContent, FormTokens, TokenFault};
pub(crate) use outer::{Drawn, finish, needs_page};

/// The secret that everything else is derived from. Never shown.
#[derive(Clone)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    /// A key of 32 unguessable bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A key for one use only.
    pub(crate) fn derive(&self, context: &str) -> [u8; 32] {
        blake3::derive_key(context, &self.0)
    }
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SecretKey(***)")
    }
}
