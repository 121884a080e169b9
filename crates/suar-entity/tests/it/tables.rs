//! Tables as packs would give them, small enough to be read whole.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use suar_entity::{
    BareScale, Context, Entities, EntityKind, EntityTables, Gazetteer, GazetteerEntry, ImpliedCurrency, MoneyWords,
    NumberWord, PayCue, PhonePlan, PhonePlans, PlaceClass, extract,
};
use suar_signal::{Currency, Language, Period};
use suar_text::{Lexicon, LexiconBuilder, fold_in};

/// Tables and lexicon, made once.
static TABLES: LazyLock<(EntityTables, Lexicon)> = LazyLock::new(|| {
    let mut tables = EntityTables {
        phones: PhonePlans::new(plans()),
        places: places(),
        money: money(),
        platforms: words("telegram tele line ig wechat"),
        contact_words: words("wa hubungi hub call tel telp text hp admin"),
        place_prepositions: words("di ke dari in to from"),
        not_place_after: words("bahasa bank speaks"),
        messaging_hosts: words("wa.me t.me api.whatsapp.com"),
        domains: words("com id me org net example ly"),
        ..EntityTables::default()
    };
    tables.gather_hints();
    (tables, lexicon())
});

pub(crate) fn indonesian() -> Language {
    Language::from_code("id").unwrap()
}

pub(crate) fn english() -> Language {
    Language::from_code("en").unwrap()
}

/// The mentions of a text in a language, the numbers of the countries tried as given.
pub(crate) fn read_in(text: &str, language: Language, countries: &[&str]) -> Entities {
    let (tables, lexicon) = &*TABLES;
    let folded = fold_in(text, lexicon, language);
    extract(text, &folded, tables, lexicon, Context { language, countries })
}

/// The mentions of an Indonesian text.
pub(crate) fn read(text: &str) -> Entities {
    read_in(text, indonesian(), &["ID", "MY", "SG"])
}

/// The values of one kind in an Indonesian text.
pub(crate) fn values(text: &str, kind: EntityKind) -> Vec<String> {
    read(text).values(kind).into_iter().map(str::to_owned).collect()
}

fn words<T: FromIterator<Box<str>>>(list: &str) -> T {
    list.split_whitespace().map(Into::into).collect()
}

fn plan(country: &str, [code, trunk]: [&str; 2], mobile: &str, lengths: [usize; 2]) -> PhonePlan {
    let prefixes = |list: &str| list.split_whitespace().map(str::to_owned).collect();
    let [fewest, most] = lengths;
    PhonePlan {
        country: country.to_owned(),
        code: code.to_owned(),
        trunk: trunk.to_owned(),
        mobile: prefixes(mobile),
        mobile_lengths: fewest..most + 1,
        fixed: prefixes("21 22 31 61"),
        fixed_lengths: 8..12,
    }
}

fn plans() -> Vec<PhonePlan> {
    vec![
        plan("ID", ["62", "0"], "8", [9, 12]),
        plan("MY", ["60", "0"], "1", [9, 10]),
        plan("SG", ["65", ""], "8 9", [8, 8]),
        plan("KH", ["855", "0"], "1 6 7 8 9", [8, 9]),
        plan("PH", ["63", "0"], "9", [10, 10]),
    ]
}

fn places() -> Gazetteer {
    let mut gazetteer = Gazetteer::default();
    let mut add = |name: &str, class, country: &str, ambiguous, names: &str| {
        let entry = GazetteerEntry {
            name: name.to_owned(),
            class,
            country: country.to_owned(),
            hotspot: country != "ID",
            ambiguous,
        };
        let names: Vec<Vec<String>> =
            names.split(';').map(|name| name.split_whitespace().map(str::to_owned).collect()).collect();
        gazetteer.add(entry, &names);
    };
    add("Cambodia", PlaceClass::Country, "KH", false, "kamboja;cambodia");
    add("Philippines", PlaceClass::Country, "PH", false, "filipina;philippines");
    add("United Arab Emirates", PlaceClass::Country, "AE", false, "uea;uae;uni emirat arab");
    add("Poipet", PlaceClass::Town, "KH", false, "poipet");
    add("Phnom Penh", PlaceClass::City, "KH", false, "phnom penh;pp");
    add("Batam", PlaceClass::City, "ID", false, "batam");
    add("Central Java", PlaceClass::Province, "ID", false, "jawa tengah");
    add("Java", PlaceClass::Region, "ID", false, "jawa");
    add("Padang", PlaceClass::City, "ID", true, "padang");
    add("Kupang", PlaceClass::City, "ID", false, "kupang");
    gazetteer
}

fn money() -> MoneyWords {
    let currency = |code: &str| Currency::from_code(code).unwrap();
    let named = |list: &str, code: &str| {
        let names = list.split(';').map(|name| (name.into(), currency(code)));
        names.collect::<Vec<(Box<str>, Currency)>>()
    };
    let implied = |language, code: &str, floor, is_default| ImpliedCurrency {
        language,
        currency: currency(code),
        floor,
        ceiling: 5e9,
        is_default,
    };
    MoneyWords {
        currencies: [named("rp;rupiah;idr", "IDR"), named("$;usd;us $;dollars", "USD"), named("usdt", "USDT")]
            .concat()
            .into_iter()
            .collect(),
        currency_starts: words("us"),
        glued_currencies: named("u", "USDT").into_iter().collect(),
        multipliers: [("juta", 1e6), ("jt", 1e6), ("rb", 1e3), ("ribu", 1e3), ("k", 1e3)]
            .map(|(word, factor)| (word.into(), factor))
            .into_iter()
            .collect(),
        numbers: numbers(),
        digits: "nol satu dua tiga empat lima enam tujuh delapan sembilan"
            .split(' ')
            .zip(0..)
            .map(|(word, digit)| (word.into(), digit))
            .collect(),
        digit_repeats: [("triple".into(), 3), ("dobel".into(), 2)].into_iter().collect(),
        periods: periods(),
        links: words("per a bersih"),
        ranges: words("sampai to"),
        from: words("mulai dari minimal from"),
        up_to: words("hingga maksimal up"),
        and_more: words("keatas plus"),
        cues: cues(),
        per_head: words("kepala orang head"),
        counted: words("digit bulan orang hari tahun jam"),
        bare_scales: vec![
            BareScale { language: indonesian(), from: 0.6, to: 39.9, factor: 1e6 },
            BareScale { language: indonesian(), from: 40.0, to: 999.0, factor: 1e3 },
        ],
        implied: vec![implied(indonesian(), "IDR", 15_000.0, true), implied(english(), "USD", 1.0, false)],
    }
}

fn numbers() -> FxHashMap<Box<str>, NumberWord> {
    let units = "satu dua tiga empat lima enam tujuh delapan sembilan".split(' ').zip(1..);
    let mut numbers: FxHashMap<Box<str>, NumberWord> =
        units.map(|(word, value)| (word.into(), NumberWord::Unit(f64::from(value)))).collect();
    numbers.insert("belas".into(), NumberWord::Add(10.0));
    numbers.insert("puluh".into(), NumberWord::Times(10.0));
    numbers.insert("ratus".into(), NumberWord::Times(100.0));
    numbers
}

fn periods() -> FxHashMap<Box<str>, Vec<(Language, Period)>> {
    let (id, en) = (indonesian(), english());
    [
        ("hari", id, Period::Day),
        ("minggu", id, Period::Week),
        ("bulan", id, Period::Month),
        ("bln", id, Period::Month),
        ("jam", id, Period::Hour),
        ("tahun", id, Period::Year),
        ("hour", en, Period::Hour),
        ("month", en, Period::Month),
    ]
    .map(|(word, language, period)| (word.into(), vec![(language, period)]))
    .into_iter()
    .collect()
}

fn cues() -> FxHashMap<Box<str>, PayCue> {
    let pay = "gaji upah salary pay dibayar".split(' ').map(|word| (word.into(), PayCue::Pay));
    let other = "biaya bonus komisi denda harga deposit potongan utang fee commission price";
    pay.chain(other.split(' ').map(|word| (word.into(), PayCue::NotPay))).collect()
}

fn lexicon() -> Lexicon {
    let mut builder = LexiconBuilder::new();
    builder.add_language(indonesian(), &[], vec![indonesian()]).add_language(english(), &[], vec![english()]);
    for word in
        "kerja gaji admin hubungi minat saya loker padang nasi bahasa orang sampai bulan contact text".split(' ')
    {
        builder.add_word(word);
    }
    builder.add_guarded("kamboja").add_suffix("nya");
    for unit in "rp jt juta rb ribu k u usd usdt hari bulan bln".split(' ') {
        builder.add_unit(unit);
    }
    builder.build()
}
