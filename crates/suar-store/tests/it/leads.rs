use proptest::prelude::*;
use suar_policy::Filter;
use suar_signal::{Band, DecisionId, LeadId};
use suar_store::{
    Choice, Decision, FacetKind, LeadOrder, LeadQuery, LeadState, Membership, OwnerQuery, Standing, Unit,
};

use crate::builders::{Kept, LeadBuilder, at, lead_id, officer, post, template_id};

fn query() -> LeadQuery {
    LeadQuery {
        visible: Filter::Everything,
        bands: Vec::new(),
        state: None,
        facets: Vec::new(),
        since: None,
        words: Vec::new(),
        owner: OwnerQuery::Any,
        order: LeadOrder::Urgent,
        offset: 0,
        most: 50,
    }
}

async fn three_leads() -> Kept {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    unit.officers().add(&officer(1), "hash").await.unwrap();
    let drafts = [
        LeadBuilder::new(1).facet(FacetKind::Region, "Sumatera Utara").words("admin Poipet +6281200001234"),
        LeadBuilder::new(2).band(Band::Urgent).facet(FacetKind::Region, "Papua").words("scammer \"Bavet\" 100%"),
        LeadBuilder::new(3).facet(FacetKind::Indicator, "urgency").words("kapal ikan"),
    ];
    for draft in drafts {
        unit.leads().put(&draft.build()).await.unwrap();
    }
    unit.leads().set_owner(lead_id(3), Some(officer(1).id), at(1)).await.unwrap();
    unit.save().await.unwrap();
    kept
}

async fn ask(kept: &Kept, query: &LeadQuery) -> Vec<LeadId> {
    let mut unit = kept.store.read().await.unwrap();
    let leads = unit.leads().list(query).await.unwrap();
    assert_eq!(unit.leads().count(query).await.unwrap(), leads.len() as u64);
    leads.iter().map(|lead| lead.id).collect()
}

#[tokio::test]
async fn the_most_urgent_lead_stands_first() {
    let kept = three_leads().await;
    assert_eq!(ask(&kept, &query()).await, vec![lead_id(2), lead_id(3), lead_id(1)]);
    let latest = LeadQuery { order: LeadOrder::Latest, ..query() };
    assert_eq!(ask(&kept, &latest).await, vec![lead_id(3), lead_id(2), lead_id(1)]);
}

#[tokio::test]
async fn leads_are_chosen_by_band_facet_owner_and_time() {
    let kept = three_leads().await;
    assert_eq!(ask(&kept, &LeadQuery { bands: vec![Band::Urgent], ..query() }).await, vec![lead_id(2)]);
    let facets = vec![(FacetKind::Region, "Papua".to_owned())];
    assert_eq!(ask(&kept, &LeadQuery { facets, ..query() }).await, vec![lead_id(2)]);
    assert_eq!(ask(&kept, &LeadQuery { owner: OwnerQuery::Of(officer(1).id), ..query() }).await, vec![lead_id(3)]);
    assert_eq!(ask(&kept, &LeadQuery { owner: OwnerQuery::Free, ..query() }).await, vec![lead_id(2), lead_id(1)]);
    assert_eq!(ask(&kept, &LeadQuery { since: Some(at(3)), ..query() }).await, vec![lead_id(3)]);
    assert_eq!(ask(&kept, &LeadQuery { state: Some(LeadState::Decided), ..query() }).await, vec![]);
}

#[tokio::test]
async fn a_search_finds_parts_of_words_and_of_numbers() {
    let kept = three_leads().await;
    for (words, found) in [
        (vec!["poipe"], vec![lead_id(1)]),
        (vec!["POIPET", "admin"], vec![lead_id(1)]),
        (vec!["00001234"], vec![lead_id(1)]),
        (vec!["\"bavet\""], vec![lead_id(2)]),
        (vec!["100%"], vec![lead_id(2)]),
        (vec!["poipet", "bavet"], vec![]),
        (vec!["' OR 1=1"], vec![]),
        (vec!["NEAR(a b)"], vec![]),
        (vec!["in", "Di"], vec![lead_id(2), lead_id(3), lead_id(1)]),
        (vec!["%%"], vec![]),
    ] {
        let query = LeadQuery { words: words.iter().map(|word| (*word).to_owned()).collect(), ..query() };
        assert_eq!(ask(&kept, &query).await, found, "{words:?}");
    }
}

#[tokio::test]
async fn a_lead_that_became_part_of_another_is_listed_no_more() {
    let kept = three_leads().await;
    let mut unit = kept.store.write().await.unwrap();
    unit.leads().merge(lead_id(1), Some(lead_id(2)), at(5)).await.unwrap();
    unit.save().await.unwrap();
    assert_eq!(ask(&kept, &query()).await, vec![lead_id(2), lead_id(3)]);
    assert_eq!(ask(&kept, &LeadQuery { words: vec!["poipet".to_owned()], ..query() }).await, vec![]);
    let lead = kept.store.read().await.unwrap().leads().find(lead_id(1)).await.unwrap().unwrap();
    assert_eq!(lead.merged_into, Some(lead_id(2)));
}

#[tokio::test]
async fn weaving_anew_keeps_owner_and_state() {
    let kept = three_leads().await;
    let mut unit = kept.store.write().await.unwrap();
    let standing = Standing { state: LeadState::Snoozed, snoozed_until: Some(at(100)), decided_units: 0 };
    unit.leads().set_standing(lead_id(3), &standing, at(2)).await.unwrap();
    unit.leads().put(&LeadBuilder::new(3).words("kata lain").build()).await.unwrap();
    let lead = unit.leads().find(lead_id(3)).await.unwrap().unwrap();
    assert_eq!((lead.owner, lead.state), (Some(officer(1).id), LeadState::Snoozed));
    assert_eq!(unit.leads().wake(at(99)).await.unwrap(), 0);
    assert_eq!(unit.leads().count_due(at(100)).await.unwrap(), 1);
    assert_eq!(unit.leads().wake(at(100)).await.unwrap(), 1);
}

#[tokio::test]
async fn posts_of_a_lead_and_of_one_unit_come_back() {
    let kept = three_leads().await;
    let mut unit = kept.store.write().await.unwrap();
    let posts = [post("1", "satu", Band::High), post("2", "dua", Band::Low), post("3", "tiga", Band::Low)];
    let numbers = unit.signals().add(None, at(0), &posts).await.unwrap();
    let memberships: Vec<Membership> = numbers
        .iter()
        .zip([Some(template_id(1)), Some(template_id(1)), None])
        .map(|(signal, template)| Membership { signal: *signal, template, lead: Some(lead_id(1)) })
        .collect();
    unit.leads().put_memberships(&memberships).await.unwrap();
    assert_eq!(unit.leads().list_posts(lead_id(1), None, (0, 10)).await.unwrap().len(), 3);
    assert_eq!(unit.leads().list_posts(lead_id(1), None, (2, 10)).await.unwrap().len(), 1);
    let template = Some(Unit::Template(template_id(1)));
    assert_eq!(unit.leads().list_posts(lead_id(1), template, (0, 10)).await.unwrap().len(), 2);
    let last = *numbers.get(2).unwrap();
    let alone = unit.leads().list_posts(lead_id(1), Some(Unit::Post(last)), (0, 10)).await.unwrap();
    assert_eq!(alone.first().unwrap().unit, Unit::Post(last));
    assert_eq!(unit.leads().list_chosen_posts(lead_id(1), &numbers).await.unwrap().len(), 3);
    assert!(unit.leads().list_chosen_posts(lead_id(2), &numbers).await.unwrap().is_empty());
    assert_eq!(unit.leads().list_sharing(&[Unit::Template(template_id(1))]).await.unwrap(), vec![lead_id(1)]);
}

#[tokio::test]
async fn an_undone_decision_holds_no_more_and_stays_in_the_list() {
    let kept = three_leads().await;
    let mut unit = kept.store.write().await.unwrap();
    let decision = Decision {
        id: DecisionId::new(5, [1; 10]),
        lead: lead_id(1),
        officer: officer(1).id,
        choice: Choice::Confirm,
        reasons: vec!["signs".to_owned()],
        note: "cocok".to_owned(),
        units: vec![Unit::Template(template_id(1))],
        snoozed_until: None,
        decided_at: at(1),
        undone: None,
    };
    unit.decisions().add(&decision).await.unwrap();
    assert_eq!(unit.decisions().list_for(&[Unit::Template(template_id(1))]).await.unwrap(), vec![decision.clone()]);
    assert!(unit.decisions().list_for(&[Unit::Template(template_id(2))]).await.unwrap().is_empty());
    assert!(unit.decisions().undo(decision.id, officer(1).id, at(2)).await.unwrap());
    assert!(!unit.decisions().undo(decision.id, officer(1).id, at(3)).await.unwrap());
    assert!(unit.decisions().list_for(&[Unit::Template(template_id(1))]).await.unwrap().is_empty());
    let listed = unit.decisions().list(lead_id(1)).await.unwrap();
    assert_eq!(listed.first().unwrap().undone, Some((at(2), officer(1).id)));
}

fn filter() -> impl Strategy<Value = Filter> {
    let leaf = prop_oneof![
        Just(Filter::Everything),
        Just(Filter::Nothing),
        Just(Filter::Free),
        Just(Filter::NoRegion),
        Just(Filter::TakenBy(officer(1).id.to_string())),
        prop::sample::select(vec!["Papua", "Sumatera Utara", "Jawa Barat"])
            .prop_map(|region| Filter::InRegion(region.to_owned())),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| prop::collection::vec(inner, 0..3).prop_map(Filter::Any))
}

/// What the policy admits one by one and what the query finds are the same.
#[test]
fn a_filter_admits_in_sql_what_it_admits_in_memory() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let kept = runtime.block_on(three_leads());
    proptest!(ProptestConfig::with_cases(300), |(filter in filter())| {
        let (asked, admitted) = runtime.block_on(async {
            let query = LeadQuery { visible: filter.clone(), ..query() };
            let mut asked = ask(&kept, &query).await;
            asked.sort_unstable();
            let mut unit = kept.store.read().await.unwrap();
            let mut admitted = Vec::new();
            for id in [lead_id(1), lead_id(2), lead_id(3)] {
                let owner = unit.leads().find(id).await.unwrap().unwrap().owner.map(|owner| owner.to_string());
                let regions = unit.leads().list_regions(id).await.unwrap();
                if filter.admits(&suar_policy::Subject { owner, regions }) {
                    admitted.push(id);
                }
            }
            (asked, admitted)
        });
        prop_assert_eq!(asked, admitted);
    });
}
