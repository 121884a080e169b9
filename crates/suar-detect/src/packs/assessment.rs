use std::collections::BTreeMap;

use serde::Deserialize;
use suar_signal::{Band, Kind};

use super::fault::parse_toml;
use super::{PackFaults, PackFiles};

/// How signs and scores become bands and axes: `assessment.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The least risk of each band.
    pub bands: Bands,
    /// Families of which one must be hit for `urgent`.
    pub urgent_families: Vec<String>,
    /// How many families must be hit for `urgent`.
    pub urgent_least_families: usize,
    /// Signs of which one brings an offer before a person, also where its risk is below `medium`.
    pub opens_review: Vec<String>,
    /// The least risk at which they do.
    pub opens_review_from: f64,
    /// Facts that the risk does not count, because signs made of them do; kinds are told by them all the same.
    pub not_counted: Vec<String>,
    /// What each sign says of process, means and purpose: `sign = [process, means, purpose]`.
    pub elements: BTreeMap<String, [f64; 3]>,
}

impl Assessment {
    /// Whether a sign that stands in the text opens a review by itself.
    pub(crate) fn opens_review(&self, kind: Kind, risk: f64, stands: impl Fn(&str) -> bool) -> bool {
        kind == Kind::Offer && risk >= self.opens_review_from && self.opens_review.iter().any(|name| stands(name))
    }
}

/// The least risk of each band above `low`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// From here on a person looks.
    pub medium: f64,
    /// From here on a person looks today.
    pub high: f64,
    /// From here on, and with signs of several families, a person looks first.
    pub urgent: f64,
}

impl Bands {
    /// The band of a risk, `urgent` only where the signs carry it.
    pub fn of(&self, risk: f64, carries_urgent: bool) -> Band {
        if risk >= self.urgent && carries_urgent {
            Band::Urgent
        } else if risk >= self.high {
            Band::High
        } else if risk >= self.medium {
            Band::Medium
        } else {
            Band::Low
        }
    }
}

pub(super) const PATH: &str = "assessment.toml";

pub(crate) fn read(files: &PackFiles, faults: &mut PackFaults) -> Assessment {
    let assessment = parse_toml::<Assessment>(files, PATH, faults).unwrap_or_default();
    let Bands { medium, high, urgent } = assessment.bands;
    if !(0.0 < medium && medium <= high && high <= urgent && urgent < 1.0) && files.contains_key(PATH) {
        faults.add(PATH, "bands must rise: 0 < medium <= high <= urgent < 1");
    }
    if !(0.0..=medium).contains(&assessment.opens_review_from) && files.contains_key(PATH) {
        faults.add(PATH, "opens_review_from must lie between 0 and bands.medium");
    }
    assessment
}
