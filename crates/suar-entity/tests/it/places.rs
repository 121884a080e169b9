//! Places: names of several words, ambiguous ones, abbreviations, hashtags and flags.

use suar_entity::EntityKind;

use crate::tables::{read, values};

fn places(text: &str) -> Vec<String> {
    values(text, EntityKind::Place)
}

#[test]
fn names_are_found_in_any_writing() {
    for text in [
        "kerja di Kamboja",
        "KAMBOJA",
        "kamboja",
        "k4mb0ja",
        "k a m b o j a",
        "𝗸𝗮𝗺𝗯𝗼𝗷𝗮",
        "kam\u{200b}boja",
        "kambojaaaa",
        "#kamboja",
        "#lokerkamboja",
        "🇰🇭",
        "kerja🇰🇭gaji besar",
    ] {
        assert_eq!(places(text), ["Cambodia"], "{text}");
    }
}

#[test]
fn the_longest_name_wins_and_signs_inside_it_are_skipped() {
    assert_eq!(places("asal Jawa Tengah"), ["Central Java"]);
    assert_eq!(places("asal Jawa"), ["Java"]);
    assert_eq!(places("ke Phnom-Penh lalu Poipet"), ["Phnom Penh", "Poipet"]);
    assert_eq!(places("di Phnom\nPenh"), Vec::<String>::new(), "a line between the words");
    assert_eq!(places("Uni Emirat Arab"), ["United Arab Emirates"]);
}

#[test]
fn a_name_that_is_also_a_word_needs_a_preposition_or_a_capital() {
    for (text, found) in [
        ("kerja di padang", true),
        ("cabang Padang baru", true),
        ("nasi padang enak", false),
        ("Padang", false),
        ("NASI PADANG ENAK SEKALI", false),
        ("KERJA DI PADANG", true),
        ("bahasa Padang", false),
        ("bank Kupang", false),
        ("bank di Kupang", true),
    ] {
        assert_eq!(!places(text).is_empty(), found, "{text}");
    }
}

#[test]
fn short_names_count_in_capitals_or_behind_a_preposition() {
    assert_eq!(places("kerja di pp gaji besar"), ["Phnom Penh"]);
    assert_eq!(places("cabang UAE baru"), ["United Arab Emirates"]);
    assert_eq!(places("tiket pp ditanggung"), Vec::<String>::new());
}

#[test]
fn a_place_inside_an_address_or_account_is_none() {
    for text in ["https://loker-kamboja.com", "email hrd@kamboja.com", "ig @poipet"] {
        assert_eq!(places(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(places("#bata"), Vec::<String>::new());
}

#[test]
fn each_place_is_given_once_with_all_its_spans() {
    let text = "Kamboja! Kerja di k4mboja 🇰🇭";
    let entities = read(text);
    assert_eq!(entities.values(EntityKind::Place), ["Cambodia"]);
    let slices: Vec<&str> = entities.mentions.iter().filter_map(|mention| mention.span.slice(text)).collect();
    assert_eq!(slices, ["Kamboja", "k4mboja", "🇰🇭"]);
}
