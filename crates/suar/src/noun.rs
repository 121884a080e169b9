//! Counts in words: 1 post, 2 posts.

/// A word that follows a count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noun {
    one: &'static str,
    many: &'static str,
}

impl Noun {
    /// A word with its two forms.
    pub(crate) const fn new(one: &'static str, many: &'static str) -> Self {
        Self { one, many }
    }

    /// A word that has one form only.
    pub(crate) const fn same(word: &'static str) -> Self {
        Self { one: word, many: word }
    }

    /// The form that goes with a count.
    pub(crate) fn of(self, count: u64) -> &'static str {
        if count == 1 { self.one } else { self.many }
    }

    /// The count and its word.
    pub(crate) fn counted(self, count: u64) -> String {
        format!("{count} {}", self.of(count))
    }

    /// The form for many, as a heading has it.
    pub(crate) fn many(self) -> &'static str {
        self.many
    }
}

/// What most counts count.
pub(crate) const POSTS: Noun = Noun::new("post", "posts");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_post_was_counted_as_posts() {
        let said: Vec<String> = [0, 1, 2].map(|count| POSTS.counted(count)).into();
        assert_eq!(said, ["0 posts", "1 post", "2 posts"]);
    }
}
