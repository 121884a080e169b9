use suar_signal::JobId;
use suar_store::JobKind;

use crate::builders::{Kept, at};

fn id(number: u8) -> JobId {
    JobId::new(1, [number; 10])
}

#[tokio::test]
async fn the_same_work_waits_once() {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    unit.jobs().add(id(1), (JobKind::Weave, ""), at(0)).await.unwrap();
    unit.jobs().add(id(2), (JobKind::Weave, ""), at(0)).await.unwrap();
    unit.jobs().add(id(3), (JobKind::Import, "x"), at(5)).await.unwrap();
    assert_eq!(unit.jobs().count_open(JobKind::Weave).await.unwrap(), 1);
    assert_eq!(unit.jobs().take(at(1)).await.unwrap().unwrap().id, id(1));
    assert_eq!(unit.jobs().take(at(1)).await.unwrap(), None, "the import is not due");
    assert_eq!(unit.jobs().take(at(5)).await.unwrap().unwrap().id, id(3));
}

#[tokio::test]
async fn work_of_a_worker_that_is_no_more_is_done_again() {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    unit.jobs().add(id(1), (JobKind::Weave, ""), at(0)).await.unwrap();
    unit.jobs().take(at(0)).await.unwrap().unwrap();
    unit.jobs().recover().await.unwrap();
    let again = unit.jobs().take(at(0)).await.unwrap().unwrap();
    assert_eq!((again.id, again.attempts), (id(1), 2));
    // While it runs the same is asked for once more, and the worker dies: one of both is enough.
    unit.jobs().add(id(2), (JobKind::Weave, ""), at(0)).await.unwrap();
    unit.jobs().recover().await.unwrap();
    assert_eq!(unit.jobs().count_open(JobKind::Weave).await.unwrap(), 1);
}

#[tokio::test]
async fn work_that_failed_comes_back_later() {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    unit.jobs().add(id(1), (JobKind::Weave, ""), at(0)).await.unwrap();
    let job = unit.jobs().take(at(0)).await.unwrap().unwrap();
    unit.jobs().put_back(&job, "disk full", at(8)).await.unwrap();
    assert_eq!(unit.jobs().take(at(7)).await.unwrap(), None);
    let job = unit.jobs().take(at(8)).await.unwrap().unwrap();
    unit.jobs().end(job.id, None, at(9)).await.unwrap();
    assert_eq!(unit.jobs().find_last_done(JobKind::Weave).await.unwrap(), Some(at(9)));
}
