use serde_json::Map;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use suar_store::{NewEntry, TrailState};

use crate::builders::{Kept, at, officer};

async fn kept_with_entries(count: i64) -> Kept {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    for number in 0..count {
        let subject = number.to_string();
        let entry = NewEntry {
            at: at(number),
            officer: None,
            action: "import",
            subject_kind: "import",
            subject: &subject,
            detail: Map::new(),
        };
        assert_eq!(unit.audit().add(&entry).await.unwrap(), number + 1);
    }
    unit.save().await.unwrap();
    kept
}

/// Somebody with the file in hand.
async fn tamper(kept: &Kept, sql: &'static str) -> Result<(), sqlx::Error> {
    let options = SqliteConnectOptions::new().filename(kept.folder.path().join("suar.db"));
    let pool = SqlitePool::connect_with(options).await?;
    let done = sqlx::raw_sql(sql).execute(&pool).await;
    pool.close().await;
    done.map(|_| ())
}

async fn state(kept: &Kept) -> TrailState {
    kept.store.read().await.unwrap().audit().verify().await.unwrap()
}

#[tokio::test]
async fn an_untouched_trail_is_whole() {
    assert!(matches!(state(&kept_with_entries(0).await).await, TrailState::Whole { entries: 0, .. }));
    // More than are read at a time.
    assert!(matches!(state(&kept_with_entries(5000).await).await, TrailState::Whole { entries: 5000, .. }));
}

#[tokio::test]
async fn the_database_refuses_to_change_or_shorten_the_trail() {
    let kept = kept_with_entries(3).await;
    assert!(tamper(&kept, "UPDATE audit SET action = 'x' WHERE number = 2").await.is_err());
    assert!(tamper(&kept, "DELETE FROM audit WHERE number = 3").await.is_err());
    assert!(matches!(state(&kept).await, TrailState::Whole { entries: 3, .. }));
}

#[tokio::test]
async fn a_change_behind_the_triggers_is_found() {
    const FREE: &str = "DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_shortened;";
    for (sql, broken) in [
        ("UPDATE audit SET subject = 'other' WHERE number = 2", 2),
        ("UPDATE audit SET at = at + 1 WHERE number = 4", 4),
        ("UPDATE audit SET officer = '' WHERE number = 3", 3),
        ("UPDATE audit SET detail = '{\"a\":1}' WHERE number = 1", 1),
        ("DELETE FROM audit WHERE number = 3", 3),
        ("UPDATE audit SET hash = zeroblob(32) WHERE number = 5", 5),
    ] {
        let kept = kept_with_entries(5).await;
        tamper(&kept, FREE).await.unwrap();
        tamper(&kept, sql).await.unwrap();
        assert_eq!(state(&kept).await, TrailState::Broken { number: broken }, "{sql}");
    }
}

#[tokio::test]
async fn what_an_officer_did_lately_is_told_apart_from_what_others_did_or_long_ago() {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    let (one, other) = (officer(1), officer(2));
    for officer in [&one, &other] {
        unit.officers().add(officer, "hash").await.unwrap();
    }
    for (second, by, action, subject) in [
        (1, &one, "read_lead", "a"),
        (5, &one, "read_lead", "b"),
        (5, &one, "read_lead", "b"),
        (5, &other, "read_lead", "c"),
        (5, &one, "take_lead", "d"),
    ] {
        let entry = NewEntry {
            at: at(second),
            officer: Some(by.id),
            action,
            subject_kind: "lead",
            subject,
            detail: Map::new(),
        };
        unit.audit().add(&entry).await.unwrap();
    }
    let subjects = ["a", "b", "c", "d"].map(str::to_owned);
    let done = unit.audit().list_done_since((Some(one.id), at(5)), "read_lead", ("lead", &subjects)).await.unwrap();
    assert_eq!(done, ["b"]);
}

#[tokio::test]
async fn entries_about_a_thing_come_newest_first() {
    let kept = kept_with_entries(4).await;
    let mut unit = kept.store.read().await.unwrap();
    let about: Vec<i64> =
        unit.audit().list_about("import", "2", 10).await.unwrap().iter().map(|entry| entry.number).collect();
    assert_eq!(about, vec![3]);
    let before: Vec<i64> =
        unit.audit().list_before(Some(4), 2).await.unwrap().iter().map(|entry| entry.number).collect();
    assert_eq!(before, vec![3, 2]);
}

#[tokio::test]
async fn a_trail_knows_with_what_it_ended_before() {
    let kept = kept_with_entries(2).await;
    let TrailState::Whole { hash, .. } = state(&kept).await else { unreachable!("nobody touched it") };
    let hash = *blake3::Hash::from_hex(&hash).unwrap().as_bytes();
    let mut unit = kept.store.read().await.unwrap();
    assert!(unit.audit().has_ended_with(&hash).await.unwrap());
    assert!(unit.audit().has_ended_with(&[0; 32]).await.unwrap(), "before its first entry");
    assert!(!unit.audit().has_ended_with(&[1; 32]).await.unwrap());
}
