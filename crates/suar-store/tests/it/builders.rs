//! Invented things to keep.

use jiff::Timestamp;
use suar_policy::Role;
use suar_signal::{Band, Kind, LeadId, OfficerId, Signal, Strength, TemplateId};
use suar_store::{
    CountedSign, Facet, FacetKind, KeptReading, Lead, LeadContent, LeadDraft, LeadState, LeadSummary, NewSignal,
    Officer, Sign, SignalKey, SignalNumber, Store, Unit, UnitContent,
};
use tempfile::TempDir;

pub(crate) struct Kept {
    pub(crate) store: Store,
    pub(crate) folder: TempDir,
}

impl Kept {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("suar.db")).await.unwrap();
        Self { store, folder }
    }
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_507_200 + second).unwrap()
}

pub(crate) fn officer(number: u8) -> Officer {
    Officer {
        id: OfficerId::new(1_000, [number; 10]),
        name: format!("petugas{number}"),
        display_name: format!("Petugas Contoh {number}"),
        role: Role::Analyst,
        region: None,
        created_at: at(0),
        closed_at: None,
    }
}

pub(crate) fn lead_id(number: u8) -> LeadId {
    LeadId::new(2_000, [number; 10])
}

pub(crate) fn template_id(number: u8) -> TemplateId {
    TemplateId::new(3_000, [number; 10])
}

pub(crate) fn post(id: &str, text: &str, band: Band) -> NewSignal {
    let mut signal = Signal::new(id, text);
    signal.time = Some(at(60));
    signal.channel = Some("grup contoh".to_owned());
    let reading = KeptReading {
        band,
        risk: 0.9,
        kind: Kind::Offer,
        language: "id".to_owned(),
        signs: vec![Sign { id: "urgency".to_owned(), strength: Strength::Medium }],
        packs: "packs".to_owned(),
        model: "model".to_owned(),
        body: (band >= Band::Medium).then(|| "{}".to_owned()),
    };
    NewSignal { key: SignalKey::of(&signal), signal, reading }
}

pub(crate) struct LeadBuilder {
    draft: LeadDraft,
}

impl LeadBuilder {
    pub(crate) fn new(number: u8) -> Self {
        let lead = Lead {
            id: lead_id(number),
            title: format!("Dicari admin {number}"),
            band: Band::High,
            urgency: f64::from(number),
            posts: 1,
            units: 1,
            decided_units: 0,
            state: LeadState::Open,
            snoozed_until: None,
            owner: None,
            first_seen: Some(at(0)),
            last_seen: Some(at(i64::from(number))),
            summary: LeadSummary {
                signs: vec![CountedSign { id: "urgency".to_owned(), strength: Strength::Medium, posts: 1 }],
                ..LeadSummary::default()
            },
            created_at: at(0),
            updated_at: at(0),
            merged_into: None,
        };
        let content = LeadContent { units: vec![unit(template_id(number))], ..LeadContent::default() };
        let words = lead.title.clone();
        Self { draft: LeadDraft { lead, content, facets: Vec::new(), words, hash: [number; 32] } }
    }

    pub(crate) fn band(mut self, band: Band) -> Self {
        self.draft.lead.band = band;
        self
    }

    pub(crate) fn words(mut self, words: &str) -> Self {
        words.clone_into(&mut self.draft.words);
        self
    }

    pub(crate) fn facet(mut self, kind: FacetKind, value: &str) -> Self {
        self.draft.facets.push(Facet { kind, value: value.to_owned(), posts: 1 });
        self
    }

    pub(crate) fn build(self) -> LeadDraft {
        self.draft
    }
}

fn unit(template: TemplateId) -> UnitContent {
    UnitContent {
        unit: Unit::Template(template),
        posts: 1,
        quoting: 0,
        reports: 0,
        band: Band::High,
        risk: 0.9,
        text: "dicari admin {place}".to_owned(),
        slots: Vec::new(),
        organised: true,
        first_seen: None,
        last_seen: None,
        example: SignalNumber(1),
    }
}
