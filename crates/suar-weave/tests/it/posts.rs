//! Makes invented posts. Seeded: two runs give the same posts.

use suar_weave::{Document, Identifier, IdentifierKind, Item, Settings, SlotKind, Weaver, Weaving};

/// A post that owns its parts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Post {
    pub(crate) words: Vec<String>,
    pub(crate) phone: Option<String>,
    pub(crate) time: Option<i64>,
    pub(crate) channel: Option<String>,
    pub(crate) risk: Option<f32>,
}

impl Post {
    pub(crate) fn of(words: Vec<String>) -> Self {
        Self { words, ..Self::default() }
    }

    pub(crate) fn with_phone(mut self, phone: &str) -> Self {
        self.phone = Some(phone.to_owned());
        self
    }
}

/// Numbers that look random (an xorshift generator).
#[derive(Debug)]
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 16) % bound as u64) as usize
    }

    pub(crate) fn word(&mut self, vocabulary: usize) -> String {
        format!("kata{}", self.below(vocabulary))
    }

    pub(crate) fn words(&mut self, count: usize, vocabulary: usize) -> Vec<String> {
        (0..count).map(|_| self.word(vocabulary)).collect()
    }

    /// About so many percent of the words left out, replaced or with another one before them.
    pub(crate) fn edit(&mut self, words: &[String], percent: usize) -> Vec<String> {
        let mut edited = Vec::new();
        for word in words {
            let chance = self.below(300);
            if chance < percent {
                continue;
            }
            if chance < 2 * percent {
                edited.push(self.word(5000));
                continue;
            }
            if chance < 3 * percent {
                edited.push(self.word(5000));
            }
            edited.push(word.clone());
        }
        edited
    }

    pub(crate) fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.below(last + 1));
        }
    }
}

pub(crate) fn weave(posts: &[Post]) -> Weaving {
    let mut weaver = Weaver::new(Settings::default());
    for post in posts {
        let mut items: Vec<Item<'_>> = post.words.iter().map(|word| Item::Word(word)).collect();
        items.push(Item::Break);
        let identifiers: Vec<Identifier> =
            post.phone.iter().map(|phone| Identifier { kind: IdentifierKind::Phone, value: phone.clone() }).collect();
        if let Some(phone) = &post.phone {
            items.extend([Item::Word("hubungi"), Item::Slot(SlotKind::Phone, phone)]);
        }
        weaver.add(&Document {
            items: &items,
            identifiers: &identifiers,
            time: post.time,
            channel: post.channel.as_deref(),
            risk: post.risk,
        });
    }
    weaver.finish()
}

/// Three campaigns of different effort among unrelated posts.
pub(crate) fn mixed(seed: u64, unrelated: usize) -> Vec<Post> {
    let mut numbers = Numbers::seeded(seed);
    let mut posts = Vec::new();
    for (campaign, percent) in [0, 8, 20].into_iter().enumerate() {
        let wording = numbers.words(40, 3000);
        for _ in 0..12 {
            let words = numbers.edit(&wording, percent);
            posts.push(Post::of(words).with_phone(&format!("+62812000{campaign}")));
        }
    }
    for _ in 0..unrelated {
        posts.push(Post::of(numbers.words(30, 3000)));
    }
    posts
}
