//! Many short lists in one piece of memory: what is looked up for every word should not be scattered.

/// Lists by number.
#[derive(Debug)]
pub(crate) struct Lists<Item> {
    /// Where each list begins; the last one ends where the items end.
    starts: Box<[u32]>,
    items: Box<[Item]>,
}

impl<Item> Default for Lists<Item> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<Item> Lists<Item> {
    pub(crate) fn new(lists: Vec<Vec<Item>>) -> Self {
        let mut end = 0;
        let ends = lists.iter().map(|list| {
            end += list.len() as u32;
            end
        });
        let starts = std::iter::once(0).chain(ends).collect();
        Self { starts, items: lists.into_iter().flatten().collect() }
    }

    /// The list of a number; empty where there is none.
    pub(crate) fn get(&self, number: usize) -> &[Item] {
        let bounds = self.starts.get(number).zip(self.starts.get(number + 1));
        bounds.and_then(|(&start, &end)| self.items.get(start as usize..end as usize)).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn each_list_comes_back() {
        let lists = Lists::new(vec![vec![1, 2], vec![], vec![3]]);
        assert_eq!(lists.get(0), [1, 2]);
        assert!(lists.get(1).is_empty());
        assert_eq!(lists.get(2), [3]);
        assert!(lists.get(3).is_empty());
        assert!(Lists::<u8>::default().get(0).is_empty());
    }
}
