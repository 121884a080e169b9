//! Reports of the public within leads: who reads their words, what the trail keeps of it, and how little they weigh.

use std::collections::BTreeMap;

use suar_app::{App, LeadSearch, Locale, Marking, NewReport, PostView, PublicDesk, write_csv};
use suar_policy::{Action, Actor, Role};
use suar_signal::LeadId;
use suar_store::{Choice, Entry, Lead, LeadState, Unit};

use crate::decisions::{choose, decide};
use crate::leads::view;
use crate::office::{Office, line, lures};

/// A word that only reports say.
const OWN_WORD: &str = "wulandari";
const WORDS: &str = "Adik saya Wulandari ditawari jadi admin untuk Poipet, gaji 15 juta tanpa pengalaman, tiket gratis, \
                     paspor dipegang kantor, WA +6281299990000";

async fn hand_in(office: &Office, text: &str) {
    let report = NewReport {
        code: None,
        text: text.to_owned(),
        seen_at: None,
        seen_where: String::new(),
        seen_on: None,
        note: String::new(),
        files: Vec::new(),
        locale: Locale::Indonesian,
        received: office.app.now(),
    };
    office.app.report(report).await.unwrap();
}

/// An office with a lead of one report alone, and an analyst.
async fn office_with_report() -> (Office, Actor, Lead) {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    hand_in(&office, WORDS).await;
    office.work().await;
    let lead = office.leads(&analyst).await.first().unwrap().clone();
    (office, analyst, lead)
}

/// The same officer by a token that is not for reports.
fn narrowed(actor: &Actor) -> Actor {
    Actor { only: Some(vec![Action::ReadLead, Action::ExportLead]), ..actor.clone() }
}

/// How often an action stands in the trail.
async fn count(office: &Office, action: Action) -> usize {
    let auditor = Actor { officer: None, role: Role::Auditor, region: None, only: None };
    let (entries, _) = office.app.list_audit(&auditor, None, 200).await.unwrap();
    let is_asked = |entry: &&Entry| entry.action == action.name() && entry.officer.is_some();
    entries.iter().filter(is_asked).count()
}

fn says(thing: &impl std::fmt::Debug, word: &str) -> bool {
    format!("{thing:?}").to_lowercase().contains(word)
}

async fn find(office: &Office, words: &str) -> u64 {
    let search = LeadSearch { words: words.to_owned(), most: 10, ..LeadSearch::default() };
    office.app.list_leads(&App::console(), &search).await.unwrap().total
}

#[tokio::test]
async fn words_of_a_report_stand_in_no_lead() {
    let (office, analyst, lead) = office_with_report().await;
    assert_eq!(lead.title, "Poipet");
    assert_eq!((lead.posts, lead.summary.reports), (1, 1));
    let view = view(&office, &analyst, lead.id).await;
    assert!(!says(&view, OWN_WORD) && !says(&view, "ditawari"), "{view:?}");
    assert_eq!(view.content.units.first().map(|unit| (unit.text.as_str(), unit.reports)), Some(("", 1)));
    assert_eq!((find(&office, OWN_WORD).await, find(&office, "paspor dipegang").await), (0, 0));
    assert_eq!(find(&office, "0812 9999 0000").await, 0, "its number may be that of whoever suffers");
    assert!(view.content.identifiers.is_empty());
}

#[tokio::test]
async fn a_template_of_reports_shows_no_words_and_no_other_takes_any_from_a_report() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    for day in 1..6 {
        let text = format!(
            "Butuh {day} cewek usia 18-25 kerja di Myawaddy Myanmar, kasbon 10 juta di depan, paspor disita bos, jangan \
             bilang keluarga. Berangkat malam ini lewat jalur tikus. Hubungi Wulandari, Telegram @contoh_mya000"
        );
        hand_in(&office, &text).await;
    }
    let lure = |name: &str, pay: usize| {
        format!(
            "DIBUTUHKAN admin chat untuk Poipet, gaji {pay} juta, tanpa pengalaman, tiket dan paspor ditanggung, \
             berangkat minggu ini, minat hubungi kak {name} WA +6281200001234"
        )
    };
    let names = ["Budi", "Sari", "Joko"];
    let found = (0..12).map(|number| line(&number.to_string(), &lure(names.get(number % 3).unwrap(), 12 + number), ""));
    office.bring_in("a.jsonl", &found.collect::<String>()).await;
    hand_in(&office, &lure("Wulandari", 12)).await;
    office.work().await;
    let leads = office.leads(&analyst).await;
    assert_eq!(leads.len(), 2, "{leads:?}");
    for lead in leads {
        let view = view(&office, &analyst, lead.id).await;
        assert!(!says(&view, OWN_WORD), "{view:?}");
        let template = view.content.units.first().unwrap();
        assert!(matches!(template.unit, Unit::Template(_)));
        let (reports, has_words) = if lead.summary.reports == 5 { (5, false) } else { (0, true) };
        assert_eq!((template.reports, !template.text.is_empty()), (reports, has_words), "{template:?}");
        assert_eq!(says(&template.slots, "budi"), has_words, "{template:?}");
    }
    assert_eq!(find(&office, OWN_WORD).await, 0);
}

/// A network of one number, in a region.
fn network(number: &str, region: &str) -> String {
    lures(0, 6, region).replace("+6281200001234", number).replace("lure-", &format!("{region}-"))
}

#[tokio::test]
async fn a_report_ties_nothing_and_opens_nothing() {
    let office = Office::open().await;
    let manager = office.hire("manajer", Role::Manager, None).await.actor;
    let analyst = office.hire("analis", Role::Analyst, Some("Banten")).await.actor;
    office.bring_in("a.jsonl", &network("+6281200001111", "Banten")).await;
    let other = network("+6281200002222", "Papua").replace("admin chat", "operator konveksi rumah sakit");
    office.bring_in("b.jsonl", &other).await;
    let honest = "Katering Rekaan menerima pesanan nasi kotak, hubungi 0812-0000-5151 di jam kerja";
    office.bring_in("c.jsonl", &line("honest", honest, "Banten")).await;
    let before = office.leads(&manager).await;
    assert_eq!(office.leads(&analyst).await.len(), 1, "{before:?}");
    for lead in &before {
        let units = view(&office, &manager, lead.id).await.content.units.iter().map(|unit| unit.unit).collect();
        decide(&office, &manager, lead.id, choose(Choice::Dismiss, "other", units)).await.unwrap();
    }
    let numbers = "0812-0000-1111, 0812-0000-2222 dan 0812-0000-5151";
    hand_in(&office, &format!("{WORDS}. Satu jaringan: {numbers}")).await;
    hand_in(&office, &format!("Admin judi Poipet gaji 20 juta, paspor dipegang, {numbers}")).await;
    office.work().await;
    let after = office.leads(&manager).await;
    let found = |lead: &Lead| lead.posts - u64::from(lead.summary.reports);
    let told = |leads: &[Lead]| -> BTreeMap<LeadId, u64> { leads.iter().map(|lead| (lead.id, found(lead))).collect() };
    assert_eq!(told(&after), told(&before), "no lead was joined, none taken apart, no honest post drawn in");
    assert_eq!(after.iter().map(|lead| lead.summary.reports).sum::<u32>(), 2);
    assert!(after.iter().all(|lead| lead.state == LeadState::Decided), "nothing was opened again");
    assert_eq!(office.leads(&analyst).await.len(), 1);
    for lead in &after {
        let view = view(&office, &manager, lead.id).await;
        assert!(!says(&view, "00005151"), "{view:?}");
    }
}

#[tokio::test]
async fn a_report_with_the_words_of_a_lead_joins_it() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    office.bring_in("a.jsonl", &lures(0, 6, "")).await;
    let text = "DIBUTUHKAN admin chat untuk Bavet, gaji 13 juta, tanpa pengalaman, tiket dan paspor ditanggung, berangkat \
                minggu ini, minat WA 0812-0000-7777 nomor 1";
    hand_in(&office, text).await;
    office.work().await;
    let leads = office.leads(&analyst).await;
    let told: Vec<(u64, u32)> = leads.iter().map(|lead| (lead.posts, lead.summary.reports)).collect();
    assert_eq!(told, [(7, 1)]);
}

#[tokio::test]
async fn who_may_not_read_reports_gets_their_posts_without_words() {
    let (office, analyst, lead) = office_with_report().await;
    let narrowed = narrowed(&analyst);
    let listed = office.app.list_posts(&narrowed, lead.id, None, (0, 10)).await.unwrap();
    let examples = office.app.list_examples(&narrowed, lead.id, 10).await.unwrap();
    let taken = office.app.export_lead(&narrowed, lead.id, Marking::Red).await.unwrap();
    for posts in [&listed, &examples, &taken.posts] {
        let view: &PostView = posts.first().unwrap();
        assert!(view.withheld && view.post.signal.time.is_some() && !view.reading.indicators.is_empty());
        assert!(!says(view, OWN_WORD) && !says(view, "juta") && !says(view, "99990000"), "{view:?}");
    }
    let csv = String::from_utf8(write_csv(&taken).unwrap()).unwrap();
    assert!(!says(&csv, OWN_WORD) && csv.trim_end().ends_with(",yes"), "{csv}");
    assert_eq!(count(&office, Action::ReadReport).await, 0, "nobody has read it");
}

#[tokio::test]
async fn reading_a_report_within_a_lead_is_recorded_once_an_hour() {
    let (office, analyst, lead) = office_with_report().await;
    for _ in 0..3 {
        let posts = office.app.list_posts(&analyst, lead.id, None, (0, 10)).await.unwrap();
        assert!(posts.iter().all(|view| view.post.signal.text == WORDS && !view.withheld));
        office.app.list_examples(&analyst, lead.id, 10).await.unwrap();
    }
    assert_eq!(count(&office, Action::ReadReport).await, 1);
    office.wait(3601);
    let taken = office.app.export_lead(&analyst, lead.id, Marking::Red).await.unwrap();
    assert!(taken.posts.iter().all(|view| view.post.signal.text == WORDS));
    assert_eq!(count(&office, Action::ReadReport).await, 2, "also when it is taken out");
    hand_in(&office, &WORDS.replace("15 juta", "16 juta")).await;
    office.work().await;
    office.app.list_posts(&analyst, lead.id, None, (0, 10)).await.unwrap();
    assert_eq!(count(&office, Action::ReadReport).await, 3, "each report has its own reading");
}

#[tokio::test]
async fn looking_at_posts_is_a_look_at_the_lead_once_an_hour() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    office.bring_in("a.jsonl", &lures(0, 10, "")).await;
    let id = office.leads(&analyst).await.first().unwrap().id;
    office.app.export_lead(&analyst, id, Marking::Red).await.unwrap();
    assert_eq!(count(&office, Action::ReadLead).await, 0, "taking it out has an entry of its own");
    for _ in 0..2 {
        office.app.list_posts(&analyst, id, None, (0, 10)).await.unwrap();
        office.app.list_examples(&analyst, id, 10).await.unwrap();
        view(&office, &analyst, id).await;
    }
    assert_eq!(count(&office, Action::ReadLead).await, 1);
    office.wait(3601);
    office.app.list_examples(&analyst, id, 10).await.unwrap();
    assert_eq!(count(&office, Action::ReadLead).await, 2);
}

#[tokio::test]
async fn a_flood_of_reports_does_not_climb_over_what_was_found() {
    let office = Office::open().await;
    let analyst = office.hire("analis", Role::Analyst, None).await.actor;
    let openings = ["Butuh", "Dicari", "Ayo gabung jadi", "Lowongan kilat", "Buka posisi", "Rekrut segera"];
    for number in 0..30 {
        let opening = openings.get(number % openings.len()).unwrap();
        let (day, pay) = (number / 6, 14 + number % 5);
        hand_in(
            &office,
            &format!("{opening} admin Poipet {day}, gaji {pay} juta, tanpa pengalaman, WA +6281299990000"),
        )
        .await;
    }
    office.bring_in("a.jsonl", &lures(0, 8, "")).await;
    let leads = office.leads(&analyst).await;
    let told: Vec<(u64, u32)> = leads.iter().map(|lead| (lead.posts, lead.summary.reports)).collect();
    assert_eq!(told, [(8, 0), (30, 30)]);
    let bands: Vec<_> = leads.iter().map(|lead| lead.band).collect();
    assert_eq!(bands.first(), bands.last(), "within one band the order is that of urgency");
    assert!(leads.last().unwrap().urgency <= 4_f64.ln());
}

#[tokio::test]
async fn whoever_sits_at_the_machine_takes_out_a_lead_and_the_trail_says_so() {
    let (office, _, lead) = office_with_report().await;
    let taken = office.app.export_lead(&App::console(), lead.id, Marking::Red).await.unwrap();
    assert!(says(&taken.posts, OWN_WORD));
    let auditor = Actor { officer: None, role: Role::Auditor, region: None, only: None };
    let (entries, _) = office.app.list_audit(&auditor, None, 2).await.unwrap();
    let actions: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, vec![Action::ReadReport.name(), Action::ExportLead.name()]);
}
