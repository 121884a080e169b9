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
