use std::ops::Range;

use rustc_hash::FxHashSet;
use suar_signal::{Pay, Span};

use crate::PlaceId;

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A telephone number, E.164.
    Phone,
    /// An account name, with `@`.
    Handle,
    /// An address on the web, as written.
    Url,
    /// An electronic mail address.
    Email,
    /// A cryptocurrency address with a valid checksum.
    Wallet,
    /// Pay named for a job.
    Pay,
    /// A sum of money that is not pay.
    Money,
    /// A country, region, city or town.
    Place,
}

impl EntityKind {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Phone => "phone",
            EntityKind::Handle => "handle",
            EntityKind::Url => "url",
            EntityKind::Email => "email",
            EntityKind::Wallet => "wallet",
            EntityKind::Pay => "pay",
            EntityKind::Money => "money",
            EntityKind::Place => "place",
        }
    }
}

/// One mention in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What it names.
    pub kind: EntityKind,
    /// Its normal form.
    pub value: String,
    /// Where it stands in the original.
    pub span: Span,
    /// The tokens it covers.
    pub tokens: Range<u32>,
    /// The place it names, if it names one.
    pub place: Option<PlaceId>,
}

/// All mentions of one text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    /// In the order of the text.
    pub mentions: Vec<Mention>,
    /// The pay named for the job, the first if there are several.
    pub pay: Option<Pay>,
    /// Whether a word or a period says that it is pay; a bare sum is taken for pay only in an offer.
    pub pay_is_certain: bool,
}

impl Entities {
    /// The values of one kind, each once, in the order of the text.
    pub fn values(&self, kind: EntityKind) -> Vec<&str> {
        let mut seen = FxHashSet::default();
        let values = self.mentions.iter().filter(|mention| mention.kind == kind).map(|mention| mention.value.as_str());
        values.filter(|value| seen.insert(*value)).collect()
    }

    /// Whether there is any mention of a kind.
    pub fn has(&self, kind: EntityKind) -> bool {
        self.mentions.iter().any(|mention| mention.kind == kind)
    }
}
