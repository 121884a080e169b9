use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use suar_store::{Attempts, Store};

use crate::builders::{Kept, at, officer};

#[tokio::test]
async fn what_is_not_saved_is_undone() {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    unit.officers().add(&officer(1), "hash").await.unwrap();
    drop(unit);
    assert!(kept.store.read().await.unwrap().officers().list().await.unwrap().is_empty());

    let mut unit = kept.store.write().await.unwrap();
    unit.officers().add(&officer(1), "hash").await.unwrap();
    unit.save().await.unwrap();
    assert_eq!(kept.store.read().await.unwrap().officers().list().await.unwrap(), vec![officer(1)]);
}

#[tokio::test]
async fn what_is_saved_is_there_after_opening_again() {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    unit.officers().add(&officer(1), "hash").await.unwrap();
    unit.save().await.unwrap();
    kept.store.close().await;
    let store = Store::open(&kept.folder.path().join("suar.db")).await.unwrap();
    let mut unit = store.read().await.unwrap();
    assert_eq!(unit.officers().find_by_name("petugas1").await.unwrap(), Some(officer(1)));
    assert_eq!(unit.find_damage().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_unit_that_looks_cannot_write() {
    let kept = Kept::new().await;
    let mut unit = kept.store.read().await.unwrap();
    assert!(unit.officers().add(&officer(1), "hash").await.is_err());
}

#[tokio::test]
async fn a_name_is_given_once() {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    unit.officers().add(&officer(1), "hash").await.unwrap();
    let mut other = officer(2);
    other.name = officer(1).name;
    assert!(unit.officers().add(&other, "hash").await.unwrap_err().is_taken());
}

#[tokio::test]
async fn a_changed_password_comes_back() {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    unit.officers().add(&officer(1), "hash").await.unwrap();
    unit.officers().set_password_hash(officer(1).id, "other").await.unwrap();
    assert_eq!(unit.officers().find_password_hash(officer(1).id).await.unwrap().as_deref(), Some("other"));
    assert_eq!(unit.officers().find_password_hash(officer(2).id).await.unwrap(), None);
}

#[tokio::test]
async fn attempts_are_counted_by_name_until_they_are_forgotten() {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    let attempts = |failed| Attempts { failed, locked_until: Some(at(60)), last_at: at(i64::from(failed)) };
    for (name, failed) in [(1, 4), (1, 5), (2, 9), (3, 9)] {
        unit.attempts().put(&[name; 32], attempts(failed)).await.unwrap();
    }
    unit.attempts().forget(&[3; 32]).await.unwrap();
    assert_eq!(unit.attempts().find(&[1; 32]).await.unwrap(), Some(attempts(5)));
    assert_eq!(unit.attempts().find(&[3; 32]).await.unwrap(), None);
    unit.attempts().forget_before(at(9)).await.unwrap();
    assert_eq!(unit.attempts().find(&[1; 32]).await.unwrap(), None);
    assert_eq!(unit.attempts().find(&[2; 32]).await.unwrap(), Some(attempts(9)));
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_can_read_what_is_kept() {
    use std::os::unix::fs::PermissionsExt;

    let kept = Kept::new().await;
    let mode_of = |name: &str| std::fs::metadata(kept.folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    let mut unit = kept.store.write().await.unwrap();
    unit.officers().add(&officer(1), "hash").await.unwrap();
    unit.save().await.unwrap();
    let names = ["suar.db", "suar.db-wal", "suar.db-shm"];
    assert_eq!(names.map(mode_of), [0o600; 3]);
    for name in names {
        std::fs::set_permissions(kept.folder.path().join(name), PermissionsExt::from_mode(0o644)).unwrap();
    }
    Store::open(&kept.folder.path().join("suar.db")).await.unwrap();
    assert_eq!(names.map(mode_of), [0o600; 3], "also what an earlier version made");
}

#[tokio::test]
async fn damage_is_named_by_table() {
    let kept = Kept::new().await;
    kept.store.close().await;
    let file = kept.folder.path().join("suar.db");
    let pool = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&file)).await.unwrap();
    let sql = "SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = 'contact'";
    let (page, page_bytes): (i64, i64) = sqlx::query_as(sql).fetch_one(&pool).await.unwrap();
    pool.close().await;
    let mut bytes = std::fs::read(&file).unwrap();
    let page_bytes = usize::try_from(page_bytes).unwrap();
    bytes.chunks_mut(page_bytes).nth(usize::try_from(page - 1).unwrap()).unwrap().fill(0x55);
    std::fs::write(&file, bytes).unwrap();
    let store = Store::open(&file).await.unwrap();
    let damage = store.read().await.unwrap().find_damage().await.unwrap();
    assert!(damage.first().unwrap().starts_with("table contact: "), "{damage:?}");
}
