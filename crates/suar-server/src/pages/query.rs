//! What stands behind the `?` of officers' pages. What a page does not know is told, and never passed over: a
//! misspelt filter must not quietly let everything through.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;

use crate::language::LANGUAGE_KEY;
use crate::site::Site;
use crate::trouble::Trouble;

/// The values of an address, taken out by name. What is empty was not chosen.
#[derive(Debug)]
pub(crate) struct AskedPairs(Vec<(String, String)>);

impl FromRequestParts<Site> for AskedPairs {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Trouble> {
        let pairs = Query::<Vec<(String, String)>>::from_request_parts(parts, site).await;
        Ok(Self::new(pairs.map_err(|_| Trouble::UnknownQuery)?.0))
    }
}

impl AskedPairs {
    pub(crate) fn new(mut pairs: Vec<(String, String)>) -> Self {
        // Any page may be asked for in a language.
        pairs.retain(|(name, value)| name != LANGUAGE_KEY && !value.is_empty());
        Self(pairs)
    }

    /// All values of a name.
    pub(crate) fn take_all(&mut self, name: &str) -> Vec<String> {
        let (taken, left): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.0).into_iter().partition(|(known, _)| known == name);
        self.0 = left;
        taken.into_iter().map(|(_, value)| value).collect()
    }

    /// The only value of a name.
    pub(crate) fn take(&mut self, name: &str) -> Result<Option<String>, Trouble> {
        let mut values = self.take_all(name);
        let value = values.pop();
        if values.is_empty() { Ok(value) } else { Err(Trouble::UnknownQuery) }
    }

    /// A number, an id.
    pub(crate) fn take_parsed<T: FromStr>(&mut self, name: &str) -> Result<Option<T>, Trouble> {
        let value = self.take(name)?.map(|value| value.parse());
        value.transpose().map_err(|_| Trouble::UnknownQuery)
    }

    /// A value of a list.
    pub(crate) fn take_named(&mut self, name: &str, known: &[&'static str]) -> Result<Option<&'static str>, Trouble> {
        let Some(value) = self.take(name)? else { return Ok(None) };
        known.iter().copied().find(|known| *known == value).map(Some).ok_or(Trouble::UnknownQuery)
    }

    /// Which part of a long list, from 1.
    pub(crate) fn take_page(&mut self) -> Result<u64, Trouble> {
        let page: Option<u64> = self.take_parsed("hal")?;
        page.map_or(Ok(1), |page| if (1..=MOST_PAGES).contains(&page) { Ok(page) } else { Err(Trouble::UnknownQuery) })
    }

    /// Goes on when everything was taken.
    pub(crate) fn end(self) -> Result<(), Trouble> {
        if self.0.is_empty() { Ok(()) } else { Err(Trouble::UnknownQuery) }
    }
}

/// No list has more parts.
const MOST_PAGES: u64 = 100_000;
