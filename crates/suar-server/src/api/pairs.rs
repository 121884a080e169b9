use std::ops::RangeInclusive;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;

use super::Problem;
use crate::site::Site;

/// What stands behind the `?`, taken out by name; what nobody takes is refused, so that a misspelt filter
/// does not quietly let everything through.
pub(crate) struct Pairs(Vec<(String, String)>);

impl FromRequestParts<Site> for Pairs {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let pairs = Query::<Vec<(String, String)>>::from_request_parts(parts, site).await;
        let Query(pairs) = pairs.map_err(|_| Problem::invalid("the query can't be read"))?;
        Ok(Self(pairs))
    }
}

/// How many values one name may have.
const MOST_VALUES: usize = 10;

impl Pairs {
    /// All values of a name.
    pub(crate) fn take_all(&mut self, name: &str) -> Result<Vec<String>, Problem> {
        let (taken, left) = std::mem::take(&mut self.0).into_iter().partition(|(known, _)| known == name);
        self.0 = left;
        let taken: Vec<(String, String)> = taken;
        if taken.len() > MOST_VALUES {
            return Err(Problem::invalid(format!("`{name}` is given more than {MOST_VALUES} times")));
        }
        Ok(taken.into_iter().map(|(_, value)| value).collect())
    }

    /// The only value of a name.
    pub(crate) fn take(&mut self, name: &str) -> Result<Option<String>, Problem> {
        let mut values = self.take_all(name)?;
        match (values.pop(), values.is_empty()) {
            (value, true) => Ok(value),
            (_, false) => Err(Problem::invalid(format!("`{name}` is given twice"))),
        }
    }

    /// A text of some length.
    pub(crate) fn take_text(&mut self, name: &str, length: RangeInclusive<usize>) -> Result<Option<String>, Problem> {
        let Some(text) = self.take(name)? else { return Ok(None) };
        fits(name, &text, length)?;
        Ok(Some(text))
    }

    /// Texts of some length.
    pub(crate) fn take_texts(&mut self, name: &str, length: RangeInclusive<usize>) -> Result<Vec<String>, Problem> {
        let texts = self.take_all(name)?;
        for text in &texts {
            fits(name, text, length.clone())?;
        }
        Ok(texts)
    }

    /// A whole number within bounds.
    pub(crate) fn take_number(&mut self, name: &str, bounds: RangeInclusive<u64>) -> Result<Option<u64>, Problem> {
        let Some(text) = self.take(name)? else { return Ok(None) };
        let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = if is_plain { text.parse().ok() } else { None };
        let (least, most) = (*bounds.start(), *bounds.end());
        let within = number.filter(|number| bounds.contains(number));
        within.map(Some).ok_or_else(|| Problem::invalid(format!("`{name}` is no number from {least} to {most}")))
    }

    /// A value of a list.
    pub(crate) fn take_named<T>(
        &mut self,
        name: &str,
        from_name: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        let Some(text) = self.take(name)? else { return Ok(None) };
        from_name(&text).map(Some).ok_or_else(|| unknown(name))
    }

    /// Goes on when everything was taken.
    pub(crate) fn end(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::invalid("the query holds a name that is not documented")) }
    }
}

fn fits(name: &str, text: &str, length: RangeInclusive<usize>) -> Result<(), Problem> {
    if length.contains(&text.chars().count()) {
        return Ok(());
    }
    let (least, most) = (length.start(), length.end());
    Err(Problem::invalid(format!("`{name}` has not {least} to {most} characters")))
}

/// A value that is not on the list of a name.
pub(crate) fn unknown(name: &str) -> Problem {
    Problem::invalid(format!("`{name}` has a value that is not documented"))
}

/// The `limit` of a list: how many of it are given at most.
pub(crate) const MOST_AT_ONCE: u64 = 200;
const USUAL_LIMIT: u64 = 50;
/// How many of a list can be passed over.
const MOST_OFFSET: u64 = 1_000_000;

impl Pairs {
    /// How many are asked for.
    pub(crate) fn take_limit(&mut self) -> Result<u32, Problem> {
        Ok(self.take_number("limit", 1..=MOST_AT_ONCE)?.unwrap_or(USUAL_LIMIT) as u32)
    }

    /// How many are passed over.
    pub(crate) fn take_offset(&mut self) -> Result<u64, Problem> {
        Ok(self.take_number("offset", 0..=MOST_OFFSET)?.unwrap_or(0))
    }
}
