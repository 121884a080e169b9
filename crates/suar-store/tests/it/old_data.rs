//! A database as the first version wrote it must open for ever.

use std::path::Path;

use suar_store::{LeadState, Store, TrailState};

use crate::builders::{lead_id, officer};

#[tokio::test]
async fn data_of_the_first_version_loads() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("suar.db");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/version_1.db"), &file).unwrap();
    let store = Store::open(&file).await.unwrap();
    let mut unit = store.read().await.unwrap();
    assert_eq!(unit.find_damage().await.unwrap(), Vec::<String>::new());
    assert_eq!(unit.officers().list().await.unwrap(), vec![officer(1)]);
    let lead = unit.leads().find(lead_id(1)).await.unwrap().unwrap();
    assert_eq!((lead.state, lead.owner), (LeadState::Decided, Some(officer(1).id)));
    assert_eq!(unit.leads().find_content(lead_id(1)).await.unwrap().unwrap().units.len(), 1);
    assert_eq!(unit.leads().list_posts(lead_id(1), None, (0, 10)).await.unwrap().len(), 2);
    assert_eq!(unit.decisions().list(lead_id(1)).await.unwrap().len(), 1);
    assert_eq!(unit.imports().list(10).await.unwrap().len(), 1);
    assert_eq!(unit.reports().list(10).await.unwrap().len(), 1);
    assert_eq!(unit.contests().list(10).await.unwrap().len(), 1);
    assert_eq!(unit.contacts().list_confirmed().await.unwrap().len(), 1);
    assert_eq!(unit.tokens().list(officer(1).id).await.unwrap().len(), 1);
    assert_eq!(
        unit.audit().verify().await.unwrap(),
        TrailState::Whole {
            entries: 1,
            hash: "632cad76e7c7d0c7f933368cf359416d42edcf35bdf21c83cd820e3e579dbc3c".to_owned()
        }
    );
}
