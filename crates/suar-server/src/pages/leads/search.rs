//! What the address of the list asks for.

use jiff::{SignedDuration, Timestamp};
use suar_app::LeadSearch;
use suar_signal::{Band, OfficerId};
use suar_store::{FacetKind, LeadOrder, LeadState, OwnerQuery};

use crate::pages::lead_words::{all, encoded, first, page_number};
use crate::pages::words_of_strangers::{clean_line, show};

/// Leads on one page.
pub(crate) const PAGE: u64 = 50;
/// The longest value of a filter; longer ones are of no real number or name.
const MOST_VALUE: usize = 200;
/// Bands that people look at, the most urgent first.
pub(crate) const BANDS: [Band; 3] = [Band::Urgent, Band::High, Band::Medium];
/// The names of the filters by what leads show.
pub(crate) const FACETS: [(FacetKind, &str); 5] = [
    (FacetKind::Region, "wilayah"),
    (FacetKind::Indicator, "tanda"),
    (FacetKind::Identifier, "kontak"),
    (FacetKind::Channel, "kanal"),
    (FacetKind::Place, "tempat"),
];
/// Hours back, by their name in addresses.
pub(crate) const TIMES: [(&str, i64); 3] = [("24j", 24), ("7h", 7 * 24), ("30h", 30 * 24)];
/// The state of leads, by its name in addresses.
pub(crate) const STATES: [(&str, Option<LeadState>); 4] = [
    ("terbuka", Some(LeadState::Open)),
    ("ditunda", Some(LeadState::Snoozed)),
    ("diputuskan", Some(LeadState::Decided)),
    ("semua", None),
];
/// Whose leads.
pub(crate) const OWNERS: [&str; 3] = ["semua", "saya", "bebas"];
/// What stands first.
pub(crate) const ORDERS: [(&str, LeadOrder); 3] =
    [("penting", LeadOrder::Urgent), ("terbaru", LeadOrder::Latest), ("terbesar", LeadOrder::Largest)];

/// What the address asks for; what it does not understand it passes over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) words: String,
    pub(crate) bands: Vec<Band>,
    pub(crate) state: &'static str,
    pub(crate) facets: Vec<(FacetKind, &'static str, String)>,
    pub(crate) time: &'static str,
    pub(crate) owner: &'static str,
    pub(crate) order: &'static str,
    pub(crate) page: u64,
}

impl Asked {
    pub(crate) fn of(pairs: &[(String, String)]) -> Self {
        let facet = |(kind, name): (FacetKind, &'static str)| {
            let value = first(pairs, name);
            (!value.is_empty() && is_offered(value)).then(|| (kind, name, value.to_owned()))
        };
        let bands = all(pairs, "tingkat");
        Self {
            words: clean_line(first(pairs, "cari"), MOST_VALUE),
            bands: BANDS.into_iter().filter(|band| bands.contains(&band.name())).collect(),
            state: named(STATES.map(|(name, _)| name), first(pairs, "status")),
            facets: FACETS.into_iter().filter_map(facet).collect(),
            time: TIMES.iter().map(|(name, _)| *name).find(|name| *name == first(pairs, "waktu")).unwrap_or(""),
            owner: named(OWNERS, first(pairs, "milik")),
            order: named(ORDERS.map(|(name, _)| name), first(pairs, "urut")),
            page: page_number(pairs),
        }
    }

    pub(crate) fn search(&self, now: Timestamp, own: OfficerId) -> LeadSearch {
        let hours = TIMES.iter().find(|(name, _)| *name == self.time).map(|(_, hours)| *hours);
        LeadSearch {
            bands: self.bands.clone(),
            state: STATES.iter().find(|(name, _)| *name == self.state).and_then(|(_, state)| *state),
            facets: self.facets.iter().map(|(kind, _, value)| (*kind, value.clone())).collect(),
            since: hours.map(|hours| now - SignedDuration::from_hours(hours)),
            words: self.words.clone(),
            owner: match self.owner {
                "saya" => OwnerQuery::Of(own),
                "bebas" => OwnerQuery::Free,
                _ => OwnerQuery::Any,
            },
            order: ORDERS.iter().find(|(name, _)| *name == self.order).map(|(_, order)| *order).unwrap_or_default(),
            offset: (self.page - 1) * PAGE,
            most: PAGE as u32,
        }
    }

    /// Whether anything beside the state and the order narrows the list.
    pub(crate) fn is_narrowed(&self) -> bool {
        !self.words.is_empty() || self.has_filters()
    }

    /// Whether a filter other than words and state is set.
    pub(crate) fn has_filters(&self) -> bool {
        !self.bands.is_empty() || !self.facets.is_empty() || !self.time.is_empty() || self.owner != "semua"
    }

    /// The address of a page of this list; what is as always is left out.
    pub(crate) fn address(&self, page: u64) -> String {
        let mut pairs: Vec<(&str, &str)> = vec![("cari", &self.words)];
        pairs.extend(self.bands.iter().map(|band| ("tingkat", band.name())));
        pairs.extend(self.facets.iter().map(|(_, name, value)| (*name, value.as_str())));
        pairs.push(("status", if self.state == "terbuka" { "" } else { self.state }));
        pairs.push(("waktu", self.time));
        pairs.push(("milik", if self.owner == "semua" { "" } else { self.owner }));
        pairs.push(("urut", if self.order == "penting" { "" } else { self.order }));
        let page = page.to_string();
        pairs.push(("hal", if page == "1" { "" } else { &page }));
        let given = pairs.iter().filter(|(_, value)| !value.is_empty());
        let written: Vec<String> = given.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        if written.is_empty() { "/temuan".to_owned() } else { format!("/temuan?{}", written.join("&")) }
    }
}

/// Whether a value can be chosen by: one that nobody can read as it is, or that is longer than any name, is not.
pub(crate) fn is_offered(value: &str) -> bool {
    value.chars().count() <= MOST_VALUE && show(value) == value
}

/// The name that was asked for, or the first.
fn named<const COUNT: usize>(names: [&'static str; COUNT], asked: &str) -> &'static str {
    let known = names.iter().copied().find(|name| *name == asked);
    known.or_else(|| names.first().copied()).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_it_was_made_of() {
        let pairs = |list: &[(&str, &str)]| -> Vec<(String, String)> {
            list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let asked = Asked::of(&pairs(&[
            ("cari", " 0812 & \"x\" "),
            ("tingkat", "urgent"),
            ("tingkat", "nonsense"),
            ("wilayah", "Jawa Barat"),
            ("status", "semua"),
            ("hal", "3"),
        ]));
        assert_eq!(
            asked.address(1),
            "/temuan?cari=0812%20%26%20%22x%22&tingkat=urgent&wilayah=Jawa%20Barat&status=semua"
        );
        assert_eq!(Asked::of(&[]).address(1), "/temuan");
        assert_eq!(Asked::of(&pairs(&[("hal", "-1")])).page, 1);
    }
}
