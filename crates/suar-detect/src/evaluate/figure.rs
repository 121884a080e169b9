use serde::Serialize;

use super::interval::{Interval, wilson};
use crate::reading::rounded;

/// One number with how sure it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// What it measures.
    pub name: String,
    /// The number, from 0 to 1.
    pub value: f64,
    /// Where it lies with 95 % confidence.
    #[serde(flatten)]
    pub interval: Interval,
    /// How many were judged: posts for shares of posts, items for shares of items.
    pub n: usize,
    /// How the interval was made.
    pub method: Method,
}

/// How an interval was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Wilson's interval, each group of near-duplicates counted once.
    Wilson,
    /// Percentiles over redrawn groups.
    Bootstrap,
}

impl Figure {
    pub(crate) fn new(name: &str, value: f64, interval: Interval, n: usize, method: Method) -> Self {
        let interval = Interval { lower: rounded(interval.lower), upper: rounded(interval.upper) };
        Self { name: name.to_owned(), value: rounded(value), interval, n, method }
    }

    /// A figure of nought or one: only the number of groups behind it tells how sure that is.
    pub(crate) fn at_an_end(name: &str, value: f64, groups: usize, n: usize) -> Self {
        let groups = groups as f64;
        Self::new(name, value, wilson(value * groups, groups), n, Method::Wilson)
    }
}
