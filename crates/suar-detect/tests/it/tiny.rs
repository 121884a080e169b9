//! Packs that fit on a page, and a detector that has learned from a handful of invented posts.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::sync::LazyLock;

use suar_detect::{Detector, Example, Model, PackFiles, Packs, train};
use suar_signal::{Kind, Signal};

const LANGUAGE: &str = r#"
code = "id"
name = "Bahasa Indonesia"
reviewed = true
suffixes = ["nya"]
phone_countries = ["ID"]
currency = "IDR"
implied_floor = 15000
common = "yang dan di ke dari tidak ini itu untuk saya kamu kerja gaji loker minat dicari awas hati"
[multipliers]
juta = 1000000
[periods]
month = ["bulan"]
[money]
pay = ["gaji"]
not_pay = ["biaya"]
counted = ["digit"]
[places]
prepositions = ["di", "ke"]
[contact]
words = ["wa"]
"#;

const RULES: &str = r#"
[[rule]]
id = "travel/free_ticket"
version = 2
gives = "free_travel"
strength = "medium"
family = "travel"
source = "R14"
patterns = ["<fare> ~2 (gratis|ditanggung)"]
examples = ["tiket gratis", "ongkos jalan semua ditanggung"]
near_misses = ["tiket konser"]
not_after = ["tidak"]

[[rule]]
id = "offer/sought"
version = 1
gives = "fact:offers_work"
patterns = ["dicari ~2 (admin|pekerja)", "loker"]
examples = ["dicari dua admin", "loker baru"]
near_misses = ["dicari kucing"]
"#;

const SHARED: &str = r#"
[[rule]]
id = "place/hotspot"
version = 1
gives = "hotspot_destination"
strength = "strong"
family = "place"
source = "R10"
requires = ["is:hotspot_place", "fact:offers_work"]

[[rule]]
id = "hidden/words"
version = 1
gives = "obfuscated_text"
strength = "weak"
family = "hidden"
source = "R41"
requires = ["is:disguised"]

[[rule]]
id = "pay/above"
version = 1
gives = "unrealistic_salary"
strength = "strong"
family = "pay"
source = "R01"
requires = ["is:pay_above_reference"]
"#;

const PAY: &str = r#"
working_days = 25
working_hours = 200
[rates]
IDR = 1
USD = 16500
[roles.entry]
above = 1.5
far_above = 2.5
[places]
default_home = { currency = "IDR", entry = 3000000, skilled = 5000000 }
default_abroad = { currency = "USD", entry = 400, skilled = 700 }
"#;

const ASSESSMENT: &str = r#"
urgent_families = ["travel", "place"]
urgent_least_families = 2
opens_review = ["passport_retention"]
opens_review_from = 0.0
not_counted = ["is:hotspot_place"]
[bands]
medium = 0.4
high = 0.7
urgent = 0.9
[elements]
free_travel = [0.3, 0.1, 0.0]
hotspot_destination = [0.3, 0.0, 0.3]
"#;

const PHONES: &str = r#"
[[plan]]
country = "ID"
code = "62"
trunk = "0"
mobile = ["8"]
mobile_lengths = [9, 12]
"#;

const PLACES: &str = "name,iso,class,parent,hotspot,ambiguous,aliases\n\
    Cambodia,KH,country,KH,1,0,kamboja\nIndonesia,ID,country,ID,0,0,\nBatam,,city,ID,0,0,\n";

/// The files, to be changed by a test before they are read.
pub(crate) fn files() -> PackFiles {
    [
        ("pack.toml", "version = \"1\"\n"),
        ("assessment.toml", ASSESSMENT),
        ("pay_reference.toml", PAY),
        ("phones.toml", PHONES),
        ("money.toml", "[currencies]\nIDR = [\"rp\"]\nUSD = [\"usd\", \"$\"]\n"),
        ("contact.toml", "platforms = [\"telegram\"]\nwords = [\"wa\"]\ndomains = [\"example\"]\n"),
        ("places/all.csv", PLACES),
        ("rules/shared.toml", SHARED),
        ("languages/id/language.toml", LANGUAGE),
        ("languages/id/classes.toml", "[classes]\nfare = [\"tiket\", \"ongkos jalan\"]\n"),
        ("languages/id/rules.toml", RULES),
        ("languages/id/slang.tsv", "tkt\ttiket\n"),
        ("languages/id/words.txt", "pesawat\nkamboja\nadmin\n"),
    ]
    .map(|(path, content)| (path.to_owned(), content.to_owned()))
    .into()
}

pub(crate) fn packs() -> Packs {
    Packs::load(&files()).unwrap()
}

/// The posts that the small model learns from.
pub(crate) fn examples() -> Vec<Example> {
    let posts = [
        ("dicari admin di kamboja gaji 15 juta tiket gratis minat wa 081200001234", Kind::Offer, true),
        ("loker admin kamboja, tiket ditanggung, gaji 12 juta", Kind::Offer, true),
        ("dicari pekerja toko di batam gaji 3 juta", Kind::Offer, false),
        ("loker kasir toko roti gaji 3 juta sebulan, bawa lamaran", Kind::Offer, false),
        ("awas penipuan loker kamboja yang bilang tiket gratis", Kind::Warning, false),
        ("hati hati ada loker palsu, jangan percaya", Kind::Warning, false),
        ("polisi menangkap perekrut kemarin, kata kapolres", Kind::News, false),
        ("kementerian memulangkan pekerja dari kamboja", Kind::News, false),
        ("selamat anda menang undian, kirim biaya ke rekening ini", Kind::OtherScam, false),
        ("deposit sekarang bonus besar menang terus", Kind::OtherScam, false),
        ("besok jadi ke pasar tidak", Kind::Chat, false),
        ("wah mantap sekali fotonya kak", Kind::Chat, false),
    ];
    let copies = (0..5).flat_map(|_| posts).zip(0..);
    copies
        .map(|((text, kind, is_unsafe), group)| Example {
            signal: Signal::new(group.to_string(), text),
            kind,
            is_unsafe,
            weight: 1.0,
            group,
        })
        .collect()
}

pub(crate) static MODEL: LazyLock<Model> = LazyLock::new(|| train(&examples(), &packs()).model);

pub(crate) fn detector() -> Detector {
    Detector::new(packs(), &MODEL)
}
