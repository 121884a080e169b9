use suar_app::{AppError, Fault, NewOfficer, NewToken, Secret, SignIn, Taking};
use suar_policy::{Action, Role};

use crate::office::{Office, PASSWORD, lures};

async fn secret_of(office: &Office, name: &str) -> Secret {
    match office.app.sign_in(name, PASSWORD, "Peramban Contoh").await.unwrap() {
        SignIn::Welcome(_, secret) => secret,
        other => unreachable!("{other:?}"),
    }
}

#[tokio::test]
async fn a_session_ends_when_it_is_ended_idle_or_old() {
    let office = Office::open().await;
    let who = office.hire("analis", Role::Analyst, None).await;
    let first = secret_of(&office, "analis").await;
    let second = secret_of(&office, "ANALIS ").await;
    assert_eq!(office.app.list_sessions(&who.actor).await.unwrap().len(), 3);
    let session = office.app.find_session(&first).await.unwrap().unwrap().session.unwrap();
    office.app.end_session(&who.actor, session).await.unwrap();
    assert!(office.app.find_session(&first).await.unwrap().is_none());
    // In use all day it still ends after twelve hours.
    for _ in 0..11 {
        office.wait(3600);
        assert!(office.app.find_session(&second).await.unwrap().is_some());
    }
    office.wait(3600);
    assert!(office.app.find_session(&second).await.unwrap().is_none());
    let third = secret_of(&office, "analis").await;
    office.wait(2 * 3600 + 1);
    assert!(office.app.find_session(&third).await.unwrap().is_none(), "nobody used it for two hours");
}

#[tokio::test]
async fn wrong_passwords_close_an_account_for_a_while() {
    let office = Office::open().await;
    office.hire("analis", Role::Analyst, None).await;
    for _ in 0..4 {
        assert!(matches!(office.app.sign_in("analis", "salah", "").await.unwrap(), SignIn::Wrong));
    }
    assert!(matches!(office.app.sign_in("analis", "salah", "").await.unwrap(), SignIn::Locked(_)));
    assert!(matches!(office.app.sign_in("analis", PASSWORD, "").await.unwrap(), SignIn::Locked(_)));
    office.wait(61);
    assert!(matches!(office.app.sign_in("analis", PASSWORD, "").await.unwrap(), SignIn::Welcome(..)));
    assert!(matches!(office.app.sign_in("siapa", PASSWORD, "").await.unwrap(), SignIn::Wrong));
}

#[tokio::test]
async fn guesses_made_at_the_same_time_count_each() {
    let office = Office::open().await;
    office.hire("analis", Role::Analyst, None).await;
    let guesses = (0..40).map(|guess| {
        let app = office.app.clone();
        tokio::spawn(async move { app.sign_in("analis", &format!("tebakan ke {guess}"), "").await.unwrap() })
    });
    let mut looked_at = 0;
    for guess in guesses.collect::<Vec<_>>() {
        looked_at += usize::from(matches!(guess.await.unwrap(), SignIn::Wrong));
    }
    assert_eq!(looked_at, 4, "the fifth closes the account");
    let entries = office.app.list_audit(&office.hire("auditor", Role::Auditor, None).await.actor, None, 200).await;
    let failed = |entry: &&suar_store::Entry| entry.detail.contains_key("failed");
    assert_eq!(entries.unwrap().0.iter().filter(failed).count(), 5, "no other guess reached the password");
}

#[tokio::test]
async fn a_name_of_nobody_locks_as_any_other() {
    let office = Office::open().await;
    for _ in 0..4 {
        assert!(matches!(office.app.sign_in("siapa", PASSWORD, "").await.unwrap(), SignIn::Wrong));
    }
    assert!(matches!(office.app.sign_in("siapa", PASSWORD, "").await.unwrap(), SignIn::Locked(_)));
    assert!(matches!(office.app.sign_in("Siapa ", PASSWORD, "").await.unwrap(), SignIn::Locked(_)));
    assert!(matches!(office.app.sign_in("lain", PASSWORD, "").await.unwrap(), SignIn::Wrong));
}

#[tokio::test]
async fn wrong_passwords_are_forgotten_after_a_day() {
    let office = Office::open().await;
    office.hire("analis", Role::Analyst, None).await;
    for _ in 0..4 {
        office.app.sign_in("analis", "salah", "").await.unwrap();
    }
    office.wait(24 * 3600 + 1);
    for _ in 0..4 {
        assert!(matches!(office.app.sign_in("analis", "salah", "").await.unwrap(), SignIn::Wrong));
    }
}

#[tokio::test]
async fn a_session_left_open_guesses_no_faster() {
    let office = Office::open().await;
    let who = office.hire("analis", Role::Analyst, None).await;
    for _ in 0..5 {
        let changed = office.app.change_password(&who, "salah", "teh manis sore hari").await;
        assert!(matches!(changed, Err(AppError::Invalid(Fault::PasswordWrong))));
    }
    let changed = office.app.change_password(&who, PASSWORD, "teh manis sore hari").await;
    assert!(matches!(changed, Err(AppError::Invalid(Fault::TooManyAttempts))));
}

#[tokio::test]
async fn a_token_does_what_it_was_made_for_and_no_more() {
    let office = Office::open().await;
    let who = office.hire("analis", Role::Analyst, None).await;
    let new = NewToken { name: "skrip", actions: &[Action::ReadLead], days: 30 };
    let (token, secret) = office.app.make_token(&who.actor, new).await.unwrap();
    let found = office.app.find_token(&secret).await.unwrap().unwrap();
    assert!(office.app.list_leads(&found.actor, &suar_app::LeadSearch::default()).await.is_ok());
    let refused = office.app.list_imports(&found.actor, 10).await;
    assert!(matches!(refused, Err(AppError::Refused(Action::ReadImport))));
    assert!(matches!(office.app.list_tokens(&found.actor).await, Err(AppError::Refused(_))), "no token makes tokens");
    office.app.revoke_token(&who.actor, token.id).await.unwrap();
    assert!(office.app.find_token(&secret).await.unwrap().is_none());
    let (_, secret) = office.app.make_token(&who.actor, new).await.unwrap();
    office.wait(30 * 24 * 3600 + 1);
    assert!(office.app.find_token(&secret).await.unwrap().is_none());
    for unfit in [
        NewToken { name: "", ..new },
        NewToken { actions: &[], ..new },
        NewToken { actions: &[Action::KeepOfficers], ..new },
        NewToken { actions: &[Action::KeepOwnTokens], ..new },
        NewToken { actions: &[Action::SignIn], ..new },
        NewToken { actions: &[Action::ReadLead, Action::CheckOffer], ..new },
        NewToken { days: 0, ..new },
        NewToken { days: 366, ..new },
    ] {
        let made = office.app.make_token(&who.actor, unfit).await;
        assert!(matches!(made, Err(AppError::Invalid(Fault::TokenUnfit))), "{unfit:?}");
    }
}

#[tokio::test]
async fn a_closed_account_is_shut_out_at_once() {
    let office = Office::open().await;
    let admin = office.hire("admin", Role::Administrator, None).await;
    let who = office.hire("analis", Role::Analyst, None).await;
    let session = secret_of(&office, "analis").await;
    let new = NewToken { name: "skrip", actions: &[Action::ReadLead], days: 30 };
    let (_, token) = office.app.make_token(&who.actor, new).await.unwrap();
    office.app.close_officer(&admin.actor, who.officer.id).await.unwrap();
    assert!(office.app.find_session(&session).await.unwrap().is_none());
    assert!(office.app.find_token(&token).await.unwrap().is_none());
    assert!(matches!(office.app.sign_in("analis", PASSWORD, "").await.unwrap(), SignIn::Wrong));
    let own = office.app.close_officer(&admin.actor, admin.officer.id).await;
    assert!(matches!(own, Err(AppError::Invalid(Fault::OwnAccount))));
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    let office = Office::open().await;
    office.hire("analis", Role::Analyst, None).await;
    let kept = secret_of(&office, "analis").await;
    let other = secret_of(&office, "analis").await;
    let who = office.app.find_session(&kept).await.unwrap().unwrap();
    let wrong = office.app.change_password(&who, "salah", "kata sandi baru").await;
    assert!(matches!(wrong, Err(AppError::Invalid(Fault::PasswordWrong))));
    let short = office.app.change_password(&who, PASSWORD, "pendek").await;
    assert!(matches!(short, Err(AppError::Invalid(Fault::PasswordTooShort))));
    office.app.change_password(&who, PASSWORD, "kata sandi baru").await.unwrap();
    assert!(office.app.find_session(&kept).await.unwrap().is_some());
    assert!(office.app.find_session(&other).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_is_changed_while_it_is_looked_at_lets_nobody_in() {
    let office = Office::open().await;
    let admin = office.hire("admin", Role::Administrator, None).await.actor;
    let who = office.hire("analis", Role::Analyst, None).await;
    let (app, id, by) = (office.app.clone(), who.officer.id, admin.clone());
    office.meanwhile(async move { app.reset_password(&by, id, "teh manis sore hari").await.unwrap() });
    let late = office.app.sign_in("analis", PASSWORD, "").await.unwrap();
    assert!(matches!(late, SignIn::Wrong), "{late:?}");
    assert!(office.app.list_sessions(&who.actor).await.unwrap().is_empty());

    // Nor does it set another one over the new one.
    let (app, by) = (office.app.clone(), admin.clone());
    office.meanwhile(async move { app.reset_password(&by, id, "jamu kunyit siang").await.unwrap() });
    let late = office.app.change_password(&who, "teh manis sore hari", "kopi susu malam").await;
    assert!(matches!(late, Err(AppError::Invalid(Fault::PasswordWrong))), "{late:?}");
    assert!(matches!(office.app.sign_in("analis", "jamu kunyit siang", "").await.unwrap(), SignIn::Welcome(..)));

    let app = office.app.clone();
    office.meanwhile(async move { assert_eq!(app.close_officer(&admin, id).await.unwrap(), 0) });
    assert!(matches!(office.app.sign_in("analis", "jamu kunyit siang", "").await.unwrap(), SignIn::Wrong));
}

#[tokio::test]
async fn accounts_are_checked_when_they_are_added() {
    let office = Office::open().await;
    let admin = office.hire("admin", Role::Administrator, None).await.actor;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    let new = NewOfficer { name: "baru", display_name: "Baru", role: Role::Analyst, region: None, password: PASSWORD };
    assert!(matches!(office.app.add_officer(&analyst, new).await, Err(AppError::Refused(Action::KeepOfficers))));
    office.app.add_officer(&admin, new).await.unwrap();
    for (unfit, fault) in [
        (NewOfficer { name: "BARU", ..new }, Fault::NameTaken),
        (NewOfficer { name: "a", ..new }, Fault::NameUnfit),
        (NewOfficer { name: "dua kata", ..new }, Fault::NameUnfit),
        (NewOfficer { name: "lain", display_name: " ", ..new }, Fault::DisplayNameUnfit),
        (NewOfficer { name: "lain", password: "pendek", ..new }, Fault::PasswordTooShort),
    ] {
        let added = office.app.add_officer(&admin, unfit).await;
        assert!(matches!(added, Err(AppError::Invalid(found)) if found == fault), "{fault:?}");
    }
}

#[tokio::test]
async fn a_closed_account_gives_its_leads_back() {
    let office = Office::open().await;
    let admin = office.hire("admin", Role::Administrator, None).await.actor;
    let gone = office.hire("sari", Role::Analyst, None).await;
    let colleague = office.hire("budi", Role::Analyst, None).await.actor;
    office.bring_in("a.jsonl", &lures(0, 12, "")).await;
    let id = office.leads(&colleague).await.first().unwrap().id;
    office.app.take_lead(&gone.actor, id, Taking::Take).await.unwrap();
    assert_eq!(office.app.close_officer(&admin, gone.officer.id).await.unwrap(), 1);
    assert_eq!(office.leads(&colleague).await.first().unwrap().owner, None);
    let (history, _) = office.app.list_lead_history(&colleague, id).await.unwrap();
    let latest = history.first().unwrap();
    assert_eq!(latest.action, Action::KeepOfficers.name());
    assert_eq!(latest.detail.get("given_back"), Some(&true.into()));
    office.app.take_lead(&colleague, id, Taking::Take).await.unwrap();
    assert_eq!(office.app.close_officer(&admin, gone.officer.id).await.unwrap(), 0);
}
