use serde::Serialize;
use suar_signal::Kind;

use super::Observation;

/// How often a kind was read as another; rows and columns in the order of [`Kind::ALL`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// The kinds.
    pub kinds: [&'static str; Kind::ALL.len()],
    /// A row for each labelled kind, with a count for each kind read.
    pub counts: [[usize; Kind::ALL.len()]; Kind::ALL.len()],
}

impl Confusion {
    pub(crate) fn new(posts: &[&Observation]) -> Self {
        let count =
            |labelled, read| posts.iter().filter(|post| post.kind == labelled && post.found.kind == read).count();
        Self {
            kinds: Kind::ALL.map(Kind::name),
            counts: Kind::ALL.map(|labelled| Kind::ALL.map(|read| count(labelled, read))),
        }
    }
}
