use suar_app::{
    AppError, Attachment, Confirmation, FileKind, Locale, NewContest, NewReport, Progress, PublicDesk, ReturnCode,
    SeenAt,
};
use suar_policy::{Action, Role};
use suar_store::DeskState;

use crate::office::Office;

const WORDS: &str = "Dicari admin untuk Poipet gaji 15 juta tanpa pengalaman tiket gratis WA +6281200001234";

fn report(office: &Office, text: &str) -> NewReport {
    NewReport {
        code: None,
        text: text.to_owned(),
        seen_at: Some(SeenAt::Facebook),
        seen_where: "grup contoh".to_owned(),
        seen_on: None,
        note: "dikirim sepupu".to_owned(),
        files: vec![Attachment { kind: FileKind::Text, name: "a.txt".to_owned(), bytes: b"teks".to_vec() }],
        locale: Locale::Indonesian,
        received: office.app.now(),
    }
}

#[tokio::test]
async fn a_report_becomes_a_lead_and_whoever_reads_it_is_recorded() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    let admin = office.hire("admin", Role::Administrator, None).await.actor;
    let auditor = office.hire("auditor", Role::Auditor, None).await.actor;
    let code = office.app.report(report(&office, WORDS)).await.unwrap();
    office.work().await;
    let found = office.app.find_report(code.clone()).await.unwrap().unwrap();
    assert_eq!(found.progress, Progress::Waiting);
    assert_eq!(office.leads(&analyst).await.len(), 1);
    let listed = office.app.list_reports(&analyst, 10).await.unwrap();
    let id = listed.first().unwrap().id;
    assert!(matches!(office.app.get_report(&admin, id).await, Err(AppError::Refused(Action::ReadReport))));
    let read = office.app.get_report(&analyst, id).await.unwrap();
    assert_eq!((read.report.text.as_str(), read.files.len()), (WORDS, 1));
    assert_eq!(read.lead, office.leads(&analyst).await.first().map(|lead| lead.id));
    let (entries, _) = office.app.list_audit(&auditor, None, 10).await.unwrap();
    assert_eq!(entries.first().unwrap().action, "read_report");
    assert!(entries.iter().all(|entry| !serde_json::to_string(&entry.detail).unwrap().contains("Poipet")));
    assert_eq!(office.app.find_report(code.clone()).await.unwrap().unwrap().progress, Progress::Reading);
    office.app.answer_report(&analyst, id, "Terima kasih, sedang kami periksa.").await.unwrap();
    let done = office.app.find_report(code).await.unwrap().unwrap();
    assert_eq!(done.progress, Progress::Done);
    assert_eq!(done.answer.as_deref(), Some("Terima kasih, sedang kami periksa."));
}

#[tokio::test]
async fn a_report_of_files_alone_is_kept_and_two_alike_are_two() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    office.app.report(report(&office, "")).await.unwrap();
    office.app.report(report(&office, WORDS)).await.unwrap();
    office.wait(5);
    office.app.report(report(&office, WORDS)).await.unwrap();
    office.work().await;
    assert_eq!(office.app.list_reports(&analyst, 10).await.unwrap().len(), 3);
    assert_eq!(office.leads(&analyst).await.first().unwrap().posts, 2);
}

#[tokio::test]
async fn what_comes_twice_under_one_code_is_kept_once() {
    let office = Office::open().await;
    let manager = office.hire("manajer", Role::Manager, None).await.actor;
    let code = ReturnCode::from_bytes([7; 16]);
    let again = || NewReport { code: Some(code.clone()), ..report(&office, WORDS) };
    let (first, second) = tokio::join!(office.app.report(again()), office.app.report(again()));
    assert_eq!((first.unwrap(), second.unwrap()), (code.clone(), code.clone()));
    office.work().await;
    assert_eq!(office.app.list_reports(&manager, 10).await.unwrap().len(), 1);
    assert_eq!(office.leads(&manager).await.first().unwrap().posts, 1);
}

#[tokio::test]
async fn a_contest_waits_for_a_manager_and_is_answered() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    let manager = office.hire("manajer", Role::Manager, None).await;
    let due = jiff::civil::date(2026, 12, 3);
    let contest = NewContest {
        code: None,
        subject: "@contoh".to_owned(),
        reason: "itu akun kantor kami".to_owned(),
        locale: Locale::Indonesian,
        received: office.app.now(),
        due,
    };
    let code = office.app.contest(contest).await.unwrap();
    assert!(matches!(office.app.list_contests(&analyst, 10).await, Err(AppError::Refused(_))));
    let id = office.app.list_contests(&manager.actor, 10).await.unwrap().first().unwrap().id;
    office.app.get_contest(&manager.actor, id).await.unwrap();
    office.app.answer_contest(&manager.actor, id, "Tandanya sudah kami cabut.").await.unwrap();
    let listed = office.app.list_contests(&manager.actor, 10).await.unwrap();
    let kept = listed.first().unwrap();
    assert_eq!((kept.state, kept.answered_by), (DeskState::Done, Some(manager.officer.id)));
    let told = office.app.find_contest(code).await.unwrap().unwrap();
    assert_eq!((told.due, told.progress), (due, Progress::Done));
}

#[tokio::test]
async fn only_administrators_confirm_contacts() {
    let office = Office::open().await;
    let admin = office.hire("admin", Role::Administrator, None).await.actor;
    let manager = office.hire("manajer", Role::Manager, None).await.actor;
    let refused = office.app.confirm_contact(&manager, "sbmi", Confirmation::Holds).await;
    assert!(matches!(refused, Err(AppError::Refused(Action::ConfirmContact))));
    office.app.confirm_contact(&admin, "sbmi", Confirmation::Holds).await.unwrap();
    office.app.confirm_contact(&admin, "sbmi", Confirmation::Holds).await.unwrap();
    let confirmed = office.app.list_confirmed_contacts().await.unwrap();
    assert_eq!(confirmed, vec![("sbmi".to_owned(), jiff::civil::date(2026, 11, 24))]);
    office.app.confirm_contact(&admin, "sbmi", Confirmation::Doubtful).await.unwrap();
    assert!(office.app.list_confirmed_contacts().await.unwrap().is_empty());
}
