//! What whoever sits at the machine can do.

use std::time::{Duration, SystemTime};

use suar_app::{App, AppError, Fault, ReadingHints, SignIn};
use suar_policy::{Action, Role};

use crate::office::{Office, PASSWORD};

const NEW_PASSWORD: &str = "teh manis sore hari";

#[tokio::test]
async fn a_password_given_at_the_machine_ends_sessions_and_locks() {
    let office = Office::open().await;
    let auditor = office.hire("auditor", Role::Auditor, None).await.actor;
    office.hire("analis", Role::Analyst, None).await;
    let SignIn::Welcome(_, secret) = office.app.sign_in("analis", PASSWORD, "tes").await.unwrap() else {
        unreachable!("the password is right")
    };
    for _ in 0..8 {
        office.app.sign_in("analis", "salah", "tes").await.unwrap();
    }
    office.app.reset_password_from_console(" Analis ", NEW_PASSWORD).await.unwrap();
    assert!(office.app.find_session(&secret).await.unwrap().is_none());
    assert!(matches!(office.app.sign_in("analis", NEW_PASSWORD, "tes").await.unwrap(), SignIn::Welcome(..)));
    let (entries, _) = office.app.list_audit(&auditor, None, 10).await.unwrap();
    let given = entries.iter().find(|entry| entry.action == Action::KeepOfficers.name()).unwrap();
    assert_eq!((given.officer, given.detail.get("changed").unwrap().as_str()), (None, Some("password")));

    let easy = office.app.reset_password_from_console("analis", "analis-2026-kita").await;
    assert!(matches!(easy, Err(AppError::Invalid(Fault::PasswordEasy))));
    let unknown = office.app.reset_password_from_console("siapa", NEW_PASSWORD).await;
    assert!(matches!(unknown, Err(AppError::NotFound("officer"))));
}

#[tokio::test]
async fn an_account_that_was_closed_gets_no_password() {
    let office = Office::open().await;
    let admin = office.hire("admin", Role::Administrator, None).await.actor;
    let gone = office.hire("analis", Role::Analyst, None).await.officer.id;
    office.app.close_officer(&admin, gone).await.unwrap();
    let given = office.app.reset_password_from_console("analis", NEW_PASSWORD).await;
    assert!(matches!(given, Err(AppError::NotFound("officer"))));
}

#[tokio::test]
async fn what_killed_uploads_left_is_removed_after_a_day() {
    let office = Office::open().await;
    let incoming = office.folder.path().join("incoming");
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(office.app.now().as_second().unsigned_abs());
    let hours_ago = |hours: u64| now - Duration::from_hours(hours);
    let leave = |name: &str, hours: u64| {
        let file = std::fs::File::create(incoming.join(name)).unwrap();
        file.set_modified(hours_ago(hours)).unwrap();
    };
    leave("old.part", 25);
    leave("young.part", 23);
    leave("kept", 25);
    // Another program is in the middle of one.
    let mut upload = office.app.begin_upload(&App::console(), "a.jsonl", ReadingHints::default()).await.unwrap();
    upload.write(b"{\"id\": \"1\", \"text\": \"halo\"}\n").await.unwrap();
    let remains = || {
        let names =
            std::fs::read_dir(&incoming).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| !name.contains('-')).collect();
        names.sort();
        names
    };
    drop(office.app.become_worker().await.unwrap().unwrap());
    assert_eq!(remains(), ["kept", "young.part"]);
    office.app.finish_upload(&App::console(), upload).await.unwrap();
}
