//! What the address of the list asks for.

use jiff::{SignedDuration, Timestamp};
use suar_app::LeadSearch;
use suar_signal::{Band, OfficerId};
use suar_store::{FacetKind, LeadOrder, LeadState, OwnerQuery};

use crate::pages::lead_words::encoded;
use crate::pages::query::AskedPairs;
use crate::pages::words_of_strangers::{clean_line, show};
use crate::trouble::Trouble;

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

/// What the address asks for.
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
    pub(crate) fn of(pairs: &mut AskedPairs) -> Result<Self, Trouble> {
        let mut facets = Vec::new();
        for (kind, name) in FACETS {
            let Some(value) = pairs.take(name)? else { continue };
            if !is_offered(&value) {
                return Err(Trouble::UnknownQuery);
            }
            facets.push((kind, name, value));
        }
        let bands = pairs.take_all("tingkat");
        if !bands.iter().all(|asked| BANDS.iter().any(|band| band.name() == asked)) {
            return Err(Trouble::UnknownQuery);
        }
        Ok(Self {
            words: clean_line(&pairs.take("cari")?.unwrap_or_default(), MOST_VALUE),
            bands: BANDS.into_iter().filter(|band| bands.iter().any(|asked| asked == band.name())).collect(),
            state: pairs.take_named("status", &STATES.map(|(name, _)| name))?.unwrap_or("terbuka"),
            facets,
            time: pairs.take_named("waktu", &TIMES.map(|(name, _)| name))?.unwrap_or_default(),
            owner: pairs.take_named("milik", &OWNERS)?.unwrap_or("semua"),
            order: pairs.take_named("urut", &ORDERS.map(|(name, _)| name))?.unwrap_or("penting"),
            page: pairs.take_page()?,
        })
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

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    fn asked(list: &[(&str, &str)]) -> Result<Asked, Trouble> {
        let pairs = list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Asked::of(&mut AskedPairs::new(pairs.collect()))
    }

    #[test]
    fn an_address_says_what_it_was_made_of() {
        let asked_for = asked(&[
            ("cari", " 0812 & \"x\" "),
            ("tingkat", "urgent"),
            ("wilayah", "Jawa Barat"),
            ("status", "semua"),
            ("waktu", ""),
            ("hal", "3"),
        ]);
        assert_eq!(
            asked_for.unwrap().address(1),
            "/temuan?cari=0812%20%26%20%22x%22&tingkat=urgent&wilayah=Jawa%20Barat&status=semua"
        );
        assert_eq!(asked(&[]).unwrap().address(1), "/temuan");
    }

    #[test]
    fn what_is_not_known_is_not_passed_over() {
        let long = "a".repeat(MOST_VALUE + 1);
        let unknown = [
            ("tingkat", "nonsense"),
            ("status", "closed"),
            ("waktu", "1j"),
            ("milik", "orang"),
            ("urut", "acak"),
            ("hal", "-1"),
            ("hal", "0"),
            ("hal", "99999999999999999999"),
            ("wilayah", "a\u{202e}b"),
            ("kanal", &long),
        ];
        for pair in unknown {
            assert!(asked(&[pair]).is_err(), "{pair:?}");
        }
        assert!(asked(&[("status", "semua"), ("status", "terbuka")]).is_err());
    }
}
