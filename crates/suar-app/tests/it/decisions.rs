use suar_app::{AppError, AppResult, DecisionsSeen, Fault, FoundLead, NewDecision, Taking, UnitStanding};
use suar_policy::{Action, Actor, Role};
use suar_signal::{DecisionId, LeadId};
use suar_store::{Choice, LeadState, Unit, UnitContent};

use crate::leads::view;
use crate::office::{Office, line, lures};

const OTHER_WORDING: &str = "Lowongan operator komputer di Myawaddy, penghasilan 20 juta sebulan, mess dan makan gratis, \
     visa turis kami urus semua, cewek cowok usia 18-30, kontak +6281200001234 sekarang juga";

pub(crate) fn choose(choice: Choice, reason: &str, units: Vec<Unit>) -> NewDecision {
    let reasons = if reason.is_empty() { Vec::new() } else { vec![reason.to_owned()] };
    NewDecision { choice, reasons, note: "catatan".to_owned(), units, seen: DecisionsSeen::default() }
}

/// Decides with the lead as it stands before one's eyes.
pub(crate) async fn decide(office: &Office, actor: &Actor, id: LeadId, new: NewDecision) -> AppResult<DecisionId> {
    let seen = view(office, actor, id).await.seen;
    office.app.decide_lead(actor, id, NewDecision { seen, ..new }).await
}

/// A network of a template and a post of another wording, tied by a number.
async fn network(office: &Office) {
    let mut content = lures(0, 12, "");
    content.push_str(&line("lain", OTHER_WORDING, ""));
    office.bring_in("a.jsonl", &content).await;
}

/// The same, with its lead and the template as somebody sees them.
async fn bring_in_network(office: &Office, actor: &Actor) -> (LeadId, Unit) {
    network(office).await;
    let id = office.leads(actor).await.first().unwrap().id;
    (id, view(office, actor, id).await.content.units.first().unwrap().unit)
}

#[tokio::test]
async fn a_decision_holds_for_a_template_and_suggests_for_the_rest() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    network(&office).await;
    let id = office.leads(&analyst).await.first().unwrap().id;
    let before = view(&office, &analyst, id).await;
    let units: Vec<&UnitContent> = before.content.units.iter().collect();
    assert_eq!(units.len(), 2, "a template and a post of none");
    let template = units.first().unwrap().unit;
    let decided = decide(&office, &analyst, id, choose(Choice::Confirm, "signs", vec![template])).await.unwrap();
    let after = view(&office, &analyst, id).await;
    assert!(matches!(after.standings.first(), Some(UnitStanding::Decided(decision)) if decision.id == decided));
    assert_eq!(after.standings.get(1), Some(&UnitStanding::Suggested(Choice::Confirm)));
    assert_eq!((after.lead.state, after.lead.decided_units), (LeadState::Open, 1));

    // A new post of the template is decided already, and the lead stays what it was.
    office.bring_in("b.jsonl", &lures(100, 3, "")).await;
    let grown = view(&office, &analyst, id).await;
    assert_eq!(grown.lead.posts, 16);
    assert!(matches!(grown.standings.first(), Some(UnitStanding::Decided(_))));

    let rest = grown.content.units.get(1).unwrap().unit;
    decide(&office, &analyst, id, choose(Choice::Unclear, "needs_evidence", vec![rest])).await.unwrap();
    assert_eq!(view(&office, &analyst, id).await.lead.state, LeadState::Decided);

    office.app.undo_decision(&analyst, decided).await.unwrap();
    let undone = view(&office, &analyst, id).await;
    assert_eq!(undone.lead.state, LeadState::Open);
    assert_eq!(undone.decisions.len(), 2, "an undone decision stays in the history");
    let again = office.app.undo_decision(&analyst, decided).await;
    assert!(matches!(again, Err(AppError::Changed(_))));
}

#[tokio::test]
async fn tomorrow_puts_a_lead_off_until_the_morning() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    network(&office).await;
    let id = office.leads(&analyst).await.first().unwrap().id;
    decide(&office, &analyst, id, choose(Choice::Tomorrow, "", vec![])).await.unwrap();
    let snoozed = view(&office, &analyst, id).await.lead;
    assert_eq!(snoozed.state, LeadState::Snoozed);
    office.wait(24 * 3600);
    let worker = office.app.become_worker().await.unwrap().unwrap();
    drop(tokio::time::timeout(std::time::Duration::from_millis(600), worker.work()).await);
    assert_eq!(view(&office, &analyst, id).await.lead.state, LeadState::Open);
}

#[tokio::test]
async fn decisions_without_reason_or_about_nothing_are_refused() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    let (id, unit) = bring_in_network(&office, &analyst).await;
    let refused = async |new: NewDecision| decide(&office, &analyst, id, new).await.unwrap_err();
    let fault = refused(choose(Choice::Confirm, "", vec![unit])).await;
    assert!(matches!(fault, AppError::Invalid(Fault::ReasonUnknown)));
    let fault = refused(choose(Choice::Confirm, "honest_recruiter", vec![unit])).await;
    assert!(matches!(fault, AppError::Invalid(Fault::ReasonUnknown)));
    let fault = refused(choose(Choice::Confirm, "signs", vec![])).await;
    assert!(matches!(fault, AppError::Invalid(Fault::NoUnits)));
    let stranger = Unit::Post(suar_store::SignalNumber(999_999));
    let fault = refused(choose(Choice::Confirm, "signs", vec![stranger])).await;
    assert!(matches!(fault, AppError::Changed(_)));
}

#[tokio::test]
async fn two_leads_that_become_one_keep_owner_decision_and_address() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await;
    let other = OTHER_WORDING.replace("+6281200001234", "+6281300005678");
    office.bring_in("a.jsonl", &format!("{}{}", lures(0, 12, ""), line("lain", &other, ""))).await;
    let leads = office.leads(&analyst.actor).await;
    assert_eq!(leads.len(), 2);
    let small = leads.iter().find(|lead| lead.posts == 1).unwrap().id;
    let large = leads.iter().find(|lead| lead.posts == 12).unwrap().id;
    office.app.take_lead(&analyst.actor, small, Taking::Take).await.unwrap();
    let unit = view(&office, &analyst.actor, small).await.content.units.first().unwrap().unit;
    decide(&office, &analyst.actor, small, choose(Choice::Confirm, "signs", vec![unit])).await.unwrap();
    // A post that gives both numbers ties them.
    let tie = "Admin Poipet gaji 15 juta tanpa pengalaman WA +6281200001234 atau +6281300005678";
    office.bring_in("b.jsonl", &line("ikat", tie, "")).await;
    let moved = office.app.get_lead(&analyst.actor, small).await.unwrap();
    assert_eq!(moved, FoundLead::MovedTo(large));
    let one = view(&office, &analyst.actor, large).await;
    assert_eq!(one.lead.owner, Some(analyst.officer.id));
    let decided = one.standings.iter().filter(|standing| matches!(standing, UnitStanding::Decided(_))).count();
    assert_eq!(decided, 1);
    let decision = one.standings.iter().find_map(|standing| match standing {
        UnitStanding::Decided(decision) => Some(decision.id),
        _ => None,
    });
    assert_eq!(office.app.undo_decision(&analyst.actor, decision.unwrap()).await.unwrap(), large);
}

#[tokio::test]
async fn nobody_decides_over_a_decision_that_they_have_not_seen() {
    let office = Office::open().await;
    let sari = office.hire("sari", Role::Analyst, None).await.actor;
    let budi = office.hire("budi", Role::Analyst, None).await.actor;
    network(&office).await;
    let id = office.leads(&sari).await.first().unwrap().id;
    let opened = view(&office, &budi, id).await;
    let unit = opened.content.units.first().unwrap().unit;
    let confirmed = decide(&office, &sari, id, choose(Choice::Confirm, "signs", vec![unit])).await.unwrap();

    let dismiss = NewDecision { seen: opened.seen, ..choose(Choice::Dismiss, "honest_recruiter", vec![unit]) };
    let late = office.app.decide_lead(&budi, id, dismiss.clone()).await;
    assert!(matches!(late, Err(AppError::Changed(_))), "{late:?}");
    let tomorrow = NewDecision { seen: opened.seen, ..choose(Choice::Tomorrow, "", vec![]) };
    assert!(matches!(office.app.decide_lead(&budi, id, tomorrow).await, Err(AppError::Changed(_))));
    let told = view(&office, &budi, id).await;
    assert!(matches!(told.standings.first(), Some(UnitStanding::Decided(decision)) if decision.id == confirmed));

    // What was undone meanwhile changes the picture as well.
    office.app.undo_decision(&sari, confirmed).await.unwrap();
    let after_undoing = NewDecision { seen: told.seen, ..dismiss.clone() };
    assert!(matches!(office.app.decide_lead(&budi, id, after_undoing).await, Err(AppError::Changed(_))));
    decide(&office, &budi, id, dismiss).await.unwrap();
}

#[tokio::test]
async fn of_two_decisions_at_the_same_moment_one_is_kept() {
    let office = Office::open().await;
    let sari = office.hire("sari", Role::Analyst, None).await.actor;
    let budi = office.hire("budi", Role::Manager, None).await.actor;
    let (id, unit) = bring_in_network(&office, &sari).await;
    let confirm = office.app.decide_lead(&sari, id, choose(Choice::Confirm, "signs", vec![unit]));
    let dismiss = office.app.decide_lead(&budi, id, choose(Choice::Dismiss, "honest_recruiter", vec![unit]));
    let (confirmed, dismissed) = tokio::join!(confirm, dismiss);
    assert!(confirmed.is_ok() != dismissed.is_ok(), "{confirmed:?} {dismissed:?}");
    assert_eq!(view(&office, &sari, id).await.decisions.len(), 1);
}

#[tokio::test]
async fn a_decision_that_is_sent_twice_at_once_is_one() {
    let office = Office::open().await;
    let sari = office.hire("sari", Role::Analyst, None).await.actor;
    let manager = office.hire("wati", Role::Manager, None).await.actor;
    let (id, unit) = bring_in_network(&office, &sari).await;
    let confirm = choose(Choice::Confirm, "signs", vec![unit]);
    let taps = (0..2).map(|_| {
        let (app, sari, confirm) = (office.app.clone(), sari.clone(), confirm.clone());
        tokio::spawn(async move { app.decide_lead(&sari, id, confirm).await.unwrap() })
    });
    let mut made = Vec::new();
    for tap in taps.collect::<Vec<_>>() {
        made.push(tap.await.unwrap());
    }
    made.dedup();
    assert_eq!(made.len(), 1);
    assert_eq!(view(&office, &sari, id).await.decisions.len(), 1);

    let refused = async |actor: &Actor, new: NewDecision| {
        let decided = office.app.decide_lead(actor, id, new).await;
        assert!(matches!(decided, Err(AppError::Changed(_))), "{decided:?}");
    };
    refused(&sari, NewDecision { note: "lain".to_owned(), ..confirm.clone() }).await;
    refused(&sari, choose(Choice::Confirm, "partner", vec![unit])).await;
    refused(&sari, choose(Choice::Tomorrow, "", vec![])).await;
    refused(&manager, confirm.clone()).await;
    office.wait(61);
    refused(&sari, confirm.clone()).await;

    // What was taken back is not what a late second form did.
    office.app.undo_decision(&sari, *made.first().unwrap()).await.unwrap();
    office.app.decide_lead(&sari, id, confirm).await.unwrap();
    assert_eq!(view(&office, &sari, id).await.decisions.len(), 2);
}

#[tokio::test]
async fn analysts_undo_their_own_decisions_and_managers_any() {
    let office = Office::open().await;
    let sari = office.hire("sari", Role::Analyst, None).await.actor;
    let budi = office.hire("budi", Role::Analyst, None).await.actor;
    let manager = office.hire("wati", Role::Manager, None).await.actor;
    let (id, unit) = bring_in_network(&office, &sari).await;
    let decided = decide(&office, &sari, id, choose(Choice::Confirm, "signs", vec![unit])).await.unwrap();
    assert!(view(&office, &budi, id).await.may_undo.is_empty());
    let by_another = office.app.undo_decision(&budi, decided).await;
    assert!(matches!(by_another, Err(AppError::Refused(Action::UndoDecision))), "{by_another:?}");
    assert_eq!(view(&office, &manager, id).await.may_undo, vec![decided]);

    // A mistake can be taken back also when a colleague has the lead by now.
    office.app.take_lead(&budi, id, Taking::Take).await.unwrap();
    assert_eq!(view(&office, &sari, id).await.may_undo, vec![decided]);
    office.app.undo_decision(&sari, decided).await.unwrap();
    assert!(view(&office, &sari, id).await.may_undo.is_empty());

    let again = decide(&office, &budi, id, choose(Choice::Confirm, "signs", vec![unit])).await.unwrap();
    office.app.undo_decision(&manager, again).await.unwrap();
}
