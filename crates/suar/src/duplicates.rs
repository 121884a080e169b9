//! Groups of near-duplicate posts, so that none of a group is tested on what another taught.

use suar_detect::{Extraction, Packs};
use suar_weave::{Woven, document_of};

use crate::corpus::LabelledPost;

/// The group of each post; posts of one template share it.
pub(crate) fn groups_of(posts: &[LabelledPost], packs: &Packs) -> Vec<u64> {
    let mut woven = Woven::default();
    for post in posts {
        let signal = post.signal();
        let read = Extraction::new(&signal, packs);
        woven.add(&document_of(&signal, (&read.folded, &read.entities), &packs.tables, None));
    }
    let weaving = woven.finish();
    (0..posts.len())
        .map(|index| weaving.template_of(index as u32).map_or(index as u64, |template| u64::from(template.0) | 1 << 32))
        .collect()
}
