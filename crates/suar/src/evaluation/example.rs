//! A few invented posts that tests share.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use suar_detect::evaluate::{Found, Labels, Observation, found_by_held};
use suar_detect::{Example, Held, Model, Packs};
use suar_signal::{Kind, Signal};

use crate::resources::ResourceArguments;

const POSTS: [(&str, Kind, bool); 8] = [
    ("Dicari admin slot di Poipet, gaji 15 juta, tiket ditanggung, minat WA 0812-0000-4417", Kind::Offer, true),
    ("Butuh cewek 18-25 kerja di Thailand, tanpa pengalaman, paspor dibuatkan, DM aja", Kind::Offer, true),
    ("Lowongan kasir toko Maju Jaya Bandung, UMR, bawa lamaran ke toko hari Senin", Kind::Offer, false),
    ("PT Contoh Sejahtera menerima staf gudang, lamaran ke hrd@contoh.example", Kind::Offer, false),
    ("Hati-hati loker Kamboja, teman saya tertipu dan tidak bisa pulang", Kind::Warning, false),
    ("Polisi memulangkan 20 WNI dari Myanmar, kata juru bicara kementerian", Kind::News, false),
    ("Selamat anda dapat hadiah undian, klik link ini dan transfer pajaknya", Kind::OtherScam, false),
    ("hari ini hujan lagi ya, siapa ikut futsal nanti malam", Kind::Chat, false),
];

/// The packs inside the program.
pub(crate) fn packs() -> Packs {
    ResourceArguments::default().load_packs().unwrap()
}

/// A model that has learned the few posts, and what held-out models said.
pub(crate) fn trained_model() -> (Model, Vec<Held>) {
    let example = |(group, (text, kind, is_unsafe)): (usize, &(&str, Kind, bool))| Example {
        signal: Signal::new(group.to_string(), *text),
        kind: *kind,
        is_unsafe: *is_unsafe,
        weight: 1.0,
        group: group as u64,
    };
    let examples: Vec<Example> = POSTS.iter().enumerate().map(example).collect();
    let training = suar_detect::train(&examples, &packs());
    (training.model, training.held)
}

/// The posts as signals.
pub(crate) fn signals() -> Vec<Signal> {
    POSTS.iter().enumerate().map(|(number, (text, _, _))| Signal::new(number.to_string(), *text)).collect()
}

/// The posts, read by a detector that is right about all but one.
pub(crate) fn observations() -> Vec<Observation> {
    let packs = packs();
    let mut observations = Vec::new();
    for ((number, signal), (_, kind, is_unsafe)) in signals().iter().enumerate().zip(POSTS) {
        let risk = if is_unsafe || number == 2 { 0.9 } else { 0.1 };
        let kinds = Kind::ALL.map(|each| if each == kind { 0.9 } else { 0.025 });
        let found: Found = found_by_held(signal, &Held { risk, kinds }, 0.0, &packs);
        observations.push(Observation {
            set: "authored".to_owned(),
            group: number as u64,
            language: found.language,
            sector: "none".to_owned(),
            kind,
            is_unsafe,
            labels: Labels {
                indicators: Some(found.indicators.clone()),
                phones: Some(Vec::new()),
                ..Labels::default()
            },
            found,
        });
    }
    observations
}
