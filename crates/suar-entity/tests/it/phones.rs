//! Telephone numbers: what is one, in which forms it is found, and what only looks like one.

use suar_entity::EntityKind;

use crate::tables::{english, read, read_in, values};

const NUMBER: &str = "+6281200001234";

fn phones(text: &str) -> Vec<String> {
    values(text, EntityKind::Phone)
}

#[test]
fn a_number_comes_out_the_same_however_it_is_written() {
    for text in [
        "wa 081200001234",
        "081200001234",
        "wa 0812-0000-1234",
        "hubungi (0812) 0000 1234",
        "hub 0812.0000.1234 ya",
        "+62 812-0000-1234",
        "+6281200001234",
        "6281200001234",
        "0062 812 0000 1234",
        "+62 (0)812 0000 1234",
        "wa: 81200001234",
        "https://wa.me/6281200001234",
        "wa.me/6281200001234?text=halo",
        "https://api.whatsapp.com/send?phone=6281200001234",
        "WA O8I2OOOOI234 atau 0812 0000 1234",
        "wa o812oooo1234",
        "wa 0８12ooo01234",
        "0️⃣8️⃣1️⃣2️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣",
        "wa 𝟎𝟖𝟏𝟐𝟎𝟎𝟎𝟎𝟏𝟐𝟑𝟒",
        "nol delapan satu dua nol nol nol nol satu dua tiga empat",
        "wa nol 8 satu 2 0000 satu dua tiga empat",
        "nol delapan satu dua dobel nol dobel nol satu dua tiga empat",
        "nol delapan satu dua nol nol nol nol 1234",
    ] {
        assert_eq!(phones(text), [NUMBER], "{text}");
    }
}

#[test]
fn several_numbers_are_told_apart() {
    for text in [
        "wa 081200001234 / 081300005678",
        "wa 0812-0000-1234, 0813-0000-5678",
        "081200001234\n081300005678",
        "wa 0812 0000 1234 0813 0000 5678",
        "+6281200001234+6281300005678",
    ] {
        assert_eq!(phones(text), [NUMBER, "+6281300005678"], "{text}");
    }
}

#[test]
fn national_numbers_go_by_the_countries_tried_and_named() {
    assert_eq!(phones("call 012-000 3456"), ["+60120003456"]);
    assert_eq!(phones("wa 80001234"), ["+6580001234"]);
    assert_eq!(phones("+855 12 000 345"), ["+85512000345"]);
    assert_eq!(phones("di Poipet hubungi 096 000 3456"), ["+855960003456"], "the text names the country");
    let in_english = |text: &str, countries: &[&str]| {
        read_in(text, english(), countries).values(EntityKind::Phone).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(in_english("call 0917 000 1234", &["PH"]), ["+639170001234"]);
    assert_eq!(in_english("Philippines, call 0917 000 1234", &["*", "ID"]), ["+639170001234"]);
    assert_eq!(in_english("call 0917 000 1234", &[]), Vec::<String>::new());
    assert_eq!(phones("+999 123 456 789"), ["+999123456789"], "a country without a plan, taken as it is");
}

#[test]
fn a_fixed_line_counts_only_where_it_is_announced() {
    assert_eq!(phones("telp (021) 5000 1234"), ["+622150001234"]);
    assert_eq!(phones("ruang 021 5000 1234 lantai dua"), Vec::<String>::new());
}

#[test]
fn other_figures_are_no_numbers() {
    for text in [
        "gaji 12.000.000 - 15.000.000",
        "gaji Rp 8.000.000,00 per bulan",
        "NIK 3171000000000001",
        "rekening 1234000000567890",
        "31/12/2024 08.00-17.00",
        "2024-12-31 09:00",
        "tahun 2019, 2020, 2021, 2022",
        "8000000 sampai 12000000",
        "kode 00000000",
        "081",
        "nol satu dua",
        "umur 18-35, tinggi 160-170 cm",
        "1.500.000 2.000.000 3.500.000",
        "rp08120000",
    ] {
        assert_eq!(phones(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_span_covers_the_number_and_nothing_else() {
    for (text, slice) in [
        ("minat wa 0812-0000-1234 ya", "0812-0000-1234"),
        ("(+62) 81200001234", "+62) 81200001234"),
        ("https://wa.me/6281200001234", "6281200001234"),
        ("wa 0️⃣8️⃣1️⃣2️⃣00001234!", "0️⃣8️⃣1️⃣2️⃣00001234"),
        ("nol delapan satu dua 00001234 ya", "nol delapan satu dua 00001234"),
    ] {
        let entities = read(text);
        let spans: Vec<&str> = entities
            .mentions
            .iter()
            .filter(|mention| mention.kind == EntityKind::Phone)
            .filter_map(|mention| mention.span.slice(text))
            .collect();
        assert_eq!(spans, [slice], "{text}");
    }
}

#[test]
fn digits_inside_an_account_or_a_wallet_are_not_a_number() {
    assert_eq!(phones("email admin081200001234@mail.example"), Vec::<String>::new());
    assert_eq!(phones("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"), Vec::<String>::new());
}
