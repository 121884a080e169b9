use std::time::Duration;

use suar_app::{App, AppError, Fault, LeadSearch, ReadingHints, Received, Verified};
use suar_policy::Role;
use suar_store::{ImportState, TrailState};

use crate::office::{Office, line, lures};

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let office = Office::open().await;
    let content = lures(0, 30, "Sumatera Utara");
    let first = office.hand_in("a.jsonl", &content).await;
    office.work().await;
    let before = office.leads(&App::console()).await;
    let again = office.hand_in("nama lain.jsonl", &content).await;
    office.work().await;
    assert_eq!(again, Received::Known(first.id()));
    assert_eq!(office.leads(&App::console()).await, before);
}

#[tokio::test]
async fn a_file_that_overlaps_adds_only_what_is_new() {
    let office = Office::open().await;
    office.bring_in("a.jsonl", &lures(0, 30, "Sumatera Utara")).await;
    let before = office.leads(&App::console()).await;
    let second = office.hand_in("b.jsonl", &lures(20, 20, "Sumatera Utara")).await;
    office.work().await;
    let import = office.app.get_import(&App::console(), second.id()).await.unwrap();
    assert_eq!((import.progress.added, import.progress.known), (10, 10));
    let after = office.leads(&App::console()).await;
    assert_eq!(after.first().unwrap().id, before.first().unwrap().id, "the lead grows and stays the same");
    assert_eq!(after.first().unwrap().posts, 40);
}

#[tokio::test]
async fn lines_that_cannot_be_read_are_kept_as_rejects() {
    let office = Office::open().await;
    let content = format!("{}{{broken\n{}", line("1", "halo", ""), line("2", "apa kabar", ""));
    let id = office.hand_in("a.jsonl", &content).await.id();
    office.work().await;
    let import = office.app.get_import(&App::console(), id).await.unwrap();
    assert_eq!((import.state, import.progress.added, import.progress.rejected), (ImportState::Done, 2, 1));
    let rejects = office.app.list_rejects(&App::console(), id, (0, 10)).await.unwrap();
    assert_eq!((rejects.first().unwrap().line, rejects.len()), (2, 1));
    assert!(!rejects.first().unwrap().reason.contains("broken"), "not a word of what it holds");
}

/// Whatever moment the power goes: in the end every post is there once, and every reject.
#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_import_goes_on_where_it_was() {
    let office = Office::open().await;
    let mut content = String::new();
    for number in 0..6000 {
        content.push_str(&line(&number.to_string(), &format!("kabar ke {number} dari kampung"), ""));
        if number % 1000 == 999 {
            content.push_str("{broken\n");
        }
    }
    let id = office.hand_in("a.jsonl", &content).await.id();
    for pause_ms in 1..40 {
        let worker = office.app.become_worker().await.unwrap().unwrap();
        // Dropped in the middle, as a crash would.
        drop(tokio::time::timeout(Duration::from_millis(pause_ms * 3), worker.work_once()).await);
        drop(worker);
    }
    office.work().await;
    let import = office.app.get_import(&App::console(), id).await.unwrap();
    assert_eq!(import.state, ImportState::Done);
    let progress = import.progress;
    assert_eq!((progress.position, progress.added, progress.known, progress.rejected), (6006, 6000, 0, 6));
    assert_eq!(office.app.list_rejects(&App::console(), id, (0, 100)).await.unwrap().len(), 6);
    let verified = office.app.verify_from_console(None).await.unwrap();
    assert!(matches!(verified, Verified::Trail(TrailState::Whole { .. })), "{verified:?}");
}

#[tokio::test]
async fn a_stopped_import_keeps_what_it_read_and_can_go_on() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    let id = office.hand_in("a.jsonl", &lures(0, 20, "")).await.id();
    office.app.stop_import(&analyst, id).await.unwrap();
    office.work().await;
    assert_eq!(office.app.get_import(&analyst, id).await.unwrap().state, ImportState::Stopped);
    assert!(office.leads(&App::console()).await.is_empty());
    assert!(matches!(office.app.stop_import(&analyst, id).await, Err(AppError::Invalid(Fault::ImportState))));
    office.app.resume_import(&analyst, id).await.unwrap();
    office.work().await;
    assert_eq!(office.app.get_import(&analyst, id).await.unwrap().progress.added, 20);
    assert!(!office.leads(&App::console()).await.is_empty());
}

#[tokio::test]
async fn a_file_to_be_read_in_another_way_is_another_file() {
    let office = Office::open().await;
    let table = "id,isi,catatan\n1,Dicari admin Poipet gaji 15 juta,halo semua\n";
    let bring = async |map: Option<&str>| {
        let hints = ReadingHints { format: None, map: map.map(str::to_owned) };
        let mut upload = office.app.begin_upload(&App::console(), "a.csv", hints).await.unwrap();
        upload.write(table.as_bytes()).await.unwrap();
        office.app.finish_upload(&App::console(), upload).await.unwrap()
    };
    let first = bring(Some("text=catatan,id=id")).await;
    let second = bring(Some("text=isi,id=id")).await;
    assert!(matches!((first, second), (Received::New(_), Received::New(_))));
    assert_eq!(bring(Some(" text=isi,id=id ")).await, Received::Known(second.id()));
    office.work().await;
    for received in [first, second] {
        let import = office.app.get_import(&App::console(), received.id()).await.unwrap();
        assert_eq!((import.state, import.progress.added), (ImportState::Done, 1));
    }
}

#[tokio::test]
async fn a_post_longer_than_any_platform_takes_is_rejected() {
    let office = Office::open().await;
    let content = line("1", &"admin ".repeat(60_000), "") + &line("2", &"a ".repeat(100_000), "");
    let id = office.hand_in("a.jsonl", &content).await.id();
    office.work().await;
    let progress = office.app.get_import(&App::console(), id).await.unwrap().progress;
    assert_eq!((progress.added, progress.rejected), (1, 1));
}

#[tokio::test]
async fn empty_files_large_files_and_wrong_hints_are_refused() {
    let office = Office::open().await;
    let console = App::console();
    let begin = |hints: ReadingHints| office.app.begin_upload(&console, "a.csv", hints);
    let upload = begin(ReadingHints::default()).await.unwrap();
    let finished = office.app.finish_upload(&App::console(), upload).await;
    assert!(matches!(finished, Err(AppError::Invalid(Fault::FileEmpty))));
    let mut upload = begin(ReadingHints::default()).await.unwrap();
    let written = upload.write(&vec![b'a'; (1 << 20) + 1]).await;
    assert!(matches!(written, Err(AppError::Invalid(Fault::FileTooLarge(_)))));
    drop(upload);
    let wrong = begin(ReadingHints { format: Some("docx".to_owned()), map: None }).await;
    assert!(matches!(wrong, Err(AppError::Invalid(Fault::FormatUnknown))));
    let left = std::fs::read_dir(office.folder.path().join("incoming")).unwrap().count();
    assert_eq!(left, 0, "nothing is left behind");
}

#[tokio::test]
async fn a_file_in_no_known_format_fails_in_words() {
    let office = Office::open().await;
    let id = office.hand_in("a.parquet", "PAR1 is not enough").await.id();
    office.work().await;
    let import = office.app.get_import(&App::console(), id).await.unwrap();
    assert_eq!(import.state, ImportState::Failed);
    assert!(import.fault.is_some_and(|fault| !fault.is_empty()));
}

#[tokio::test]
async fn one_program_works_at_a_time() {
    let office = Office::open().await;
    let worker = office.app.become_worker().await.unwrap();
    assert!(worker.is_some());
    assert!(office.app.become_worker().await.unwrap().is_none());
    drop(worker);
    assert!(office.app.become_worker().await.unwrap().is_some());
}

#[tokio::test]
async fn posts_of_band_low_go_after_two_weeks_and_leads_stay() {
    let office = Office::open().await;
    let mut content = lures(0, 10, "");
    content.push_str(&line("biasa", "selamat pagi semua, jangan lupa kerja bakti", ""));
    office.bring_in("a.jsonl", &content).await;
    let found = |words: &str| LeadSearch { words: words.to_owned(), most: 10, ..LeadSearch::default() };
    let before = office.app.list_leads(&App::console(), &found("Poipet")).await.unwrap();
    office.wait(15 * 24 * 3600);
    let worker = office.app.become_worker().await.unwrap().unwrap();
    // The worker's own rounds notice that it is time; they never end by themselves.
    drop(tokio::time::timeout(Duration::from_millis(600), worker.work()).await);
    drop(worker);
    assert_eq!(office.app.list_leads(&App::console(), &found("Poipet")).await.unwrap(), before);
    assert_eq!(office.app.count_posts().await.unwrap(), 10);
}
