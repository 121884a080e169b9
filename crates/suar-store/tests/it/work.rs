use suar_store::{Credentials, Store};

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
async fn credentials_come_back_as_they_were_kept() {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    unit.officers().add(&officer(1), "hash").await.unwrap();
    let credentials = Credentials { password_hash: "other".to_owned(), failed_attempts: 6, locked_until: Some(at(60)) };
    unit.officers().set_credentials(officer(1).id, &credentials).await.unwrap();
    assert_eq!(unit.officers().find_credentials(officer(1).id).await.unwrap(), Some(credentials));
    assert_eq!(unit.officers().find_credentials(officer(2).id).await.unwrap(), None);
}
