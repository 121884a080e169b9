//! Writes a database with a row of everything as the present version does:
//! `cargo run -p suar-store --example write_old_data -- crates/suar-store/tests/data/version_N.db`.
//! Run once for each version of the tables, before the next one is begun; the file is kept, and a test
//! opens it for ever after.

#![expect(clippy::unwrap_used, reason = "a tool for developers may stop at the first fault")]

#[path = "../tests/it/builders.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod builders;

use std::path::PathBuf;

use builders::{LeadBuilder, at, lead_id, officer, post, template_id};
use suar_policy::{Action, Role};
use suar_signal::{Band, ContestId, DecisionId, ImportId, JobId, OfficerId, ReportId, SessionId, TokenId};
use suar_store::{
    Choice, Contest, Decision, DeskState, FacetKind, Import, ImportProgress, ImportState, JobKind, KeptReject,
    LeadState, Membership, NewEntry, Report, ReportFile, Session, Standing, Store, Token, Unit, UnitOfWork,
};

#[tokio::main]
async fn main() {
    let file = PathBuf::from(std::env::args_os().nth(1).unwrap());
    let store = Store::open(&file).await.unwrap();
    let mut unit = store.write().await.unwrap();
    write_officers(&mut unit).await;
    write_import(&mut unit).await;
    write_lead(&mut unit).await;
    write_public(&mut unit).await;
    let detail = serde_json::Map::new();
    let entry = NewEntry { at: at(9), officer: None, action: "import", subject_kind: "import", subject: "1", detail };
    unit.audit().add(&entry).await.unwrap();
    unit.save().await.unwrap();
    store.close().await;
}

async fn write_officers(unit: &mut UnitOfWork) {
    let id: OfficerId = officer(1).id;
    assert_eq!(officer(1).role, Role::Analyst);
    unit.officers().add(&officer(1), "$argon2id$invented").await.unwrap();
    let session = Session {
        id: SessionId::new(1, [1; 10]),
        officer: id,
        device: "peramban contoh".to_owned(),
        created_at: at(0),
        last_seen_at: at(1),
        expires_at: at(100),
    };
    unit.sessions().add(&session, &[1; 32]).await.unwrap();
    let token = Token {
        id: TokenId::new(1, [1; 10]),
        officer: id,
        name: "program contoh".to_owned(),
        actions: vec![Action::ReadLead],
        created_at: at(0),
        expires_at: at(100),
        last_used_at: None,
        revoked_at: None,
    };
    unit.tokens().add(&token, &[2; 32]).await.unwrap();
    unit.contacts().confirm("contoh", jiff::civil::date(2026, 11, 24), id).await.unwrap();
    unit.jobs().add(JobId::new(1, [1; 10]), (JobKind::Weave, ""), at(0)).await.unwrap();
}

async fn write_import(unit: &mut UnitOfWork) {
    let mut import = Import {
        id: ImportId::new(1, [1; 10]),
        officer: Some(officer(1).id),
        file_name: "contoh.jsonl".to_owned(),
        file_hash: [3; 32],
        size_bytes: 100,
        format: Some("jsonl".to_owned()),
        map: None,
        state: ImportState::Reading,
        progress: ImportProgress::default(),
        fault: None,
        begun_at: at(0),
        ended_at: None,
    };
    unit.imports().add(&import).await.unwrap();
    let posts = [post("1", "Dicari admin Poipet", Band::High), post("2", "Dicari admin Bavet", Band::Low)];
    unit.signals().add(Some(import.id), at(0), &posts).await.unwrap();
    let reject = KeptReject { number: 1, unit: "line".to_owned(), line: 3, reason: "no text".to_owned() };
    unit.imports().add_rejects(import.id, &[reject]).await.unwrap();
    import.state = ImportState::Done;
    import.progress = ImportProgress { position: 3, added: 2, rejected: 1, ..ImportProgress::default() };
    import.ended_at = Some(at(1));
    unit.imports().update(&import).await.unwrap();
}

async fn write_lead(unit: &mut UnitOfWork) {
    let draft = LeadBuilder::new(1).facet(FacetKind::Region, "Papua").build();
    unit.leads().put(&draft).await.unwrap();
    unit.leads().set_owner(lead_id(1), Some(officer(1).id), at(1)).await.unwrap();
    let numbers = unit.signals().list_behind(suar_store::SignalNumber(0), 10).await.unwrap();
    let membership = |number| Membership { signal: number, template: Some(template_id(1)), lead: Some(lead_id(1)) };
    let memberships: Vec<Membership> = numbers.iter().map(|signal| membership(signal.number)).collect();
    unit.leads().put_memberships(&memberships).await.unwrap();
    let decision = Decision {
        id: DecisionId::new(1, [1; 10]),
        lead: lead_id(1),
        officer: officer(1).id,
        choice: Choice::Confirm,
        reasons: vec!["signs".to_owned()],
        note: "contoh".to_owned(),
        units: vec![Unit::Template(template_id(1))],
        snoozed_until: None,
        decided_at: at(2),
        undone: None,
    };
    unit.decisions().add(&decision).await.unwrap();
    let standing = Standing { state: LeadState::Decided, snoozed_until: None, decided_units: 1 };
    unit.leads().set_standing(lead_id(1), &standing, at(2)).await.unwrap();
}

async fn write_public(unit: &mut UnitOfWork) {
    let report = Report {
        id: ReportId::new(1, [1; 10]),
        text: "Dicari admin".to_owned(),
        seen_at: Some("facebook".to_owned()),
        seen_where: "grup contoh".to_owned(),
        seen_on: None,
        note: String::new(),
        locale: "id".to_owned(),
        state: DeskState::Waiting,
        answer: None,
        signal: None,
        received_at: at(3),
    };
    let file = ReportFile { number: 1, kind: "text".to_owned(), name: "a.txt".to_owned(), bytes: b"teks".to_vec() };
    unit.reports().add(&report, &[file], &[4; 32]).await.unwrap();
    let contest = Contest {
        id: ContestId::new(1, [1; 10]),
        subject: "@contoh".to_owned(),
        reason: "keliru".to_owned(),
        locale: "id".to_owned(),
        due: jiff::civil::date(2026, 12, 1),
        state: DeskState::Waiting,
        answer: None,
        answered_by: None,
        received_at: at(3),
        answered_at: None,
    };
    unit.contests().add(&contest, &[5; 32]).await.unwrap();
}
