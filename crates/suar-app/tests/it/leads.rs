use suar_app::{App, AppError, Fault, FoundLead, LeadSearch, LeadView, Marking, Taking, write_csv};
use suar_policy::{Action, Actor, Role};
use suar_signal::LeadId;
use suar_store::{FacetKind, Unit};

use crate::office::{Office, line, lures};

pub(crate) async fn view(office: &Office, actor: &Actor, id: LeadId) -> LeadView {
    match office.app.get_lead(actor, id).await.unwrap() {
        FoundLead::Here(view) => *view,
        FoundLead::MovedTo(heir) => unreachable!("moved to {heir}"),
    }
}

#[tokio::test]
async fn posts_of_one_hand_are_one_lead_with_reasons() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    office.bring_in("a.jsonl", &lures(0, 40, "Sumatera Utara")).await;
    let leads = office.leads(&analyst).await;
    let first = leads.first().unwrap();
    assert_eq!((leads.len(), first.posts), (1, 40));
    let view = view(&office, &analyst, first.id).await;
    assert!(view.lead.summary.signs.iter().any(|sign| sign.id == "hotspot_destination" && sign.posts == 40));
    let template = view.content.units.first().unwrap();
    assert!(matches!(template.unit, Unit::Template(_)));
    assert!(template.text.contains("{place}") || template.text.contains("{pay}"), "{}", template.text);
    assert!(view.content.identifiers.iter().any(|known| known.value == "+6281200001234" && known.posts == 40));
    assert!(view.content.places.iter().any(|place| place.value == "Poipet"));
    assert!(!view.content.graph.nodes.is_empty());
    let posts = office.app.list_posts(&analyst, first.id, None, (0, 25)).await.unwrap();
    assert_eq!(posts.len(), 25);
    let post = posts.first().unwrap();
    assert!(!post.reading.indicators.is_empty());
    let differing: Vec<&str> = post.differences.iter().filter_map(|span| span.slice(&post.post.signal.text)).collect();
    assert!(!differing.is_empty() && !differing.iter().any(|part| part.contains("pengalaman")), "{differing:?}");
    assert_eq!(office.app.list_examples(&analyst, first.id, 5).await.unwrap().len(), view.content.units.len().min(5));
}

#[tokio::test]
async fn a_search_finds_a_number_as_people_type_it() {
    let office = Office::open().await;
    office.bring_in("a.jsonl", &lures(0, 10, "Papua")).await;
    let find = async |words: &str| {
        let search = LeadSearch { words: words.to_owned(), most: 10, ..LeadSearch::default() };
        office.app.list_leads(&App::console(), &search).await.unwrap().total
    };
    for words in ["+62 812-0000-1234", "0812 0000 1234", "poipet admin", "PASPOR ditanggung"] {
        assert_eq!(find(words).await, 1, "{words}");
    }
    assert_eq!(find("0899 1111 2222").await, 0);
    let region = (FacetKind::Region, "Papua".to_owned());
    let search = LeadSearch { facets: vec![region], most: 10, ..LeadSearch::default() };
    assert_eq!(office.app.list_leads(&App::console(), &search).await.unwrap().total, 1);
    let facets = office.app.list_facets(&App::console(), FacetKind::Region, 10).await.unwrap();
    assert_eq!(facets.first().map(|facet| facet.value.as_str()), Some("Papua"));
}

#[tokio::test]
async fn analysts_of_another_region_see_nothing_of_it() {
    let office = Office::open().await;
    let here = office.hire("papua", Role::Analyst, Some("Papua")).await.actor;
    let elsewhere = office.hire("aceh", Role::Analyst, Some("Aceh")).await.actor;
    office.bring_in("a.jsonl", &lures(0, 10, "Papua")).await;
    let id = office.leads(&here).await.first().unwrap().id;
    assert!(office.leads(&elsewhere).await.is_empty());
    assert!(matches!(office.app.get_lead(&elsewhere, id).await, Err(AppError::NotFound(_))));
    assert!(matches!(office.app.list_posts(&elsewhere, id, None, (0, 1)).await, Err(AppError::NotFound(_))));
    assert!(matches!(office.app.take_lead(&elsewhere, id, Taking::Take).await, Err(AppError::NotFound(_))));
    assert!(matches!(office.app.export_lead(&elsewhere, id, Marking::Red).await, Err(AppError::NotFound(_))));
    assert!(office.app.list_facets(&elsewhere, FacetKind::Region, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_lead_is_taken_handed_over_and_given_back() {
    let office = Office::open().await;
    let first = office.hire("satu", Role::Analyst, None).await;
    let second = office.hire("dua", Role::Analyst, None).await;
    let manager = office.hire("manajer", Role::Manager, None).await.actor;
    let auditor = office.hire("auditor", Role::Auditor, None).await;
    office.bring_in("a.jsonl", &lures(0, 10, "")).await;
    let id = office.leads(&first.actor).await.first().unwrap().id;
    office.app.take_lead(&first.actor, id, Taking::Take).await.unwrap();
    let taken = office.app.take_lead(&second.actor, id, Taking::Take).await;
    assert!(matches!(taken, Err(AppError::Refused(Action::TakeLead))));
    let to_auditor = office.app.hand_over_lead(&first.actor, id, auditor.officer.id, "").await;
    assert!(matches!(to_auditor, Err(AppError::Invalid(Fault::OfficerUnknown))));
    office.app.hand_over_lead(&first.actor, id, second.officer.id, "tolong lanjutkan").await.unwrap();
    assert_eq!(view(&office, &second.actor, id).await.lead.owner, Some(second.officer.id));
    office.app.take_lead(&manager, id, Taking::GiveBack).await.unwrap();
    assert_eq!(view(&office, &second.actor, id).await.lead.owner, None);
    let (history, officers) = office.app.list_lead_history(&auditor.actor, id).await.unwrap();
    let actions: Vec<&str> = history.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, vec!["take_lead", "read_lead", "hand_over_lead", "take_lead"]);
    assert_eq!(officers.len(), 3);
    assert_eq!(history.get(2).unwrap().detail.get("note").unwrap(), "tolong lanjutkan");
}

#[tokio::test]
async fn a_lead_taken_out_carries_marking_and_caution_and_no_formula() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    let mut content = lures(0, 5, "");
    content.push_str(&line(
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(\"http://x\") gaji 15 juta Poipet admin WA +6281200001234",
        "",
    ));
    office.bring_in("a.jsonl", &content).await;
    let id = office.leads(&analyst).await.first().unwrap().id;
    let taken = office.app.export_lead(&analyst, id, Marking::AmberStrict).await.unwrap();
    assert_eq!((taken.posts.len(), taken.left_out), (6, 0));
    let csv = String::from_utf8(write_csv(&taken).unwrap()).unwrap();
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    for row in rows.records() {
        let row = row.unwrap();
        assert_eq!(row.get(0), Some("TLP:AMBER+STRICT"));
        assert!(row.get(1).unwrap().contains("coerced"));
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '@', '+'])), "{row:?}");
    }
}
