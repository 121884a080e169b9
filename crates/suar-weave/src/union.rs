//! Disjoint sets of documents.

/// A forest with path halving and union by size.
#[derive(Debug)]
pub(crate) struct Union {
    parents: Vec<u32>,
    sizes: Vec<u32>,
}

impl Union {
    pub(crate) fn new(count: u32) -> Self {
        Self { parents: (0..count).collect(), sizes: vec![1; count as usize] }
    }

    /// The member that stands for the set of `member`.
    pub(crate) fn root(&mut self, mut member: u32) -> u32 {
        loop {
            let parent = self.parent(member);
            if parent == member {
                return member;
            }
            let above = self.parent(parent);
            if let Some(entry) = self.parents.get_mut(member as usize) {
                *entry = above;
            }
            member = above;
        }
    }

    /// Makes one set of two.
    pub(crate) fn join(&mut self, left: u32, right: u32) {
        let (mut large, mut small) = (self.root(left), self.root(right));
        if large == small {
            return;
        }
        if self.size(large) < self.size(small) {
            std::mem::swap(&mut large, &mut small);
        }
        let size = self.size(small);
        if let Some(entry) = self.parents.get_mut(small as usize) {
            *entry = large;
        }
        if let Some(entry) = self.sizes.get_mut(large as usize) {
            *entry += size;
        }
    }

    /// How many members the set of a root has.
    pub(crate) fn size(&self, root: u32) -> u32 {
        self.sizes.get(root as usize).copied().unwrap_or_default()
    }

    fn parent(&self, member: u32) -> u32 {
        self.parents.get(member as usize).copied().unwrap_or(member)
    }
}
