//! Facets that were counted lately. Counting them looks at every open lead, and a list of leads asks for all
//! of them each time.

use jiff::{SignedDuration, Timestamp};
use suar_policy::Filter;
use suar_store::{Facet, FacetKind};
use tokio::sync::{Mutex, MutexGuard};

/// Facets are counted anew after so long, and after each weaving.
const KEPT_SECONDS: i64 = 60;
/// More than there are kinds and regions; beyond, the oldest are counted anew.
const MOST_KEPT: usize = 500;

/// What was counted, for whoever may see the same leads.
#[derive(Default)]
pub(crate) struct FacetShelf(Mutex<Vec<Kept>>);

struct Kept {
    kind: FacetKind,
    visible: Filter,
    at: Timestamp,
    facets: Vec<Facet>,
}

impl FacetShelf {
    /// Opens the shelf. While one counts, the others wait for what comes of it.
    pub(crate) async fn open(&self) -> OpenShelf<'_> {
        OpenShelf(self.0.lock().await)
    }

    /// Forgets everything: the leads have changed.
    pub(crate) async fn clear(&self) {
        self.0.lock().await.clear();
    }
}

/// The shelf, held by one.
pub(crate) struct OpenShelf<'a>(MutexGuard<'a, Vec<Kept>>);

impl OpenShelf<'_> {
    /// The facets of a kind, if they were counted lately.
    pub(crate) fn find(&self, kind: FacetKind, visible: &Filter, now: Timestamp) -> Option<&[Facet]> {
        let is_fresh = |at: Timestamp| now.duration_since(at).abs() <= SignedDuration::from_secs(KEPT_SECONDS);
        let fits = |kept: &&Kept| kept.kind == kind && kept.visible == *visible && is_fresh(kept.at);
        self.0.iter().find(fits).map(|kept| kept.facets.as_slice())
    }

    /// Keeps facets in place of those of before.
    pub(crate) fn keep(&mut self, kind: FacetKind, visible: Filter, at: Timestamp, facets: Vec<Facet>) {
        self.0.retain(|kept| kept.kind != kind || kept.visible != visible);
        if self.0.len() >= MOST_KEPT {
            self.0.remove(0);
        }
        self.0.push(Kept { kind, visible, at, facets });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn facets_are_kept_for_a_minute_and_for_those_who_see_the_same() {
        let at = |second: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second);
        let facet = Facet { kind: FacetKind::Region, value: "Sumatera Utara".to_owned(), posts: 3 };
        let shelf = FacetShelf::default();
        shelf.open().await.keep(FacetKind::Region, Filter::Everything, at(0), vec![facet]);
        let found = async |kind: FacetKind, visible: Filter, second: i64| {
            shelf.open().await.find(kind, &visible, at(second)).map(<[Facet]>::len)
        };
        assert_eq!(found(FacetKind::Region, Filter::Everything, 60).await, Some(1));
        assert_eq!(found(FacetKind::Region, Filter::Everything, 61).await, None);
        assert_eq!(found(FacetKind::Place, Filter::Everything, 0).await, None);
        assert_eq!(found(FacetKind::Region, Filter::InRegion("Jawa Timur".to_owned()), 0).await, None);
        shelf.clear().await;
        assert_eq!(found(FacetKind::Region, Filter::Everything, 0).await, None);
    }
}
