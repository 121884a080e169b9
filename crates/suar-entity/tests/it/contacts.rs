//! Accounts, addresses on the web, mail and wallets.

use suar_entity::EntityKind;

use crate::tables::values;

fn check(kind: EntityKind, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(values(text, kind), *expected, "{text}");
    }
}

#[test]
fn accounts_are_found_with_and_without_their_sign() {
    check(
        EntityKind::Handle,
        &[
            ("hubungi @rina_hrd ya", &["@rina_hrd"]),
            ("(@rina.hrd)", &["@rina.hrd"]),
            ("tele: rina_hrd", &["@rina_hrd"]),
            ("LINE id rina88", &["@rina88"]),
            ("telegram @rina_hrd.", &["@rina_hrd"]),
            ("ig=rina_hrd", &["@rina_hrd"]),
            ("https://t.me/rina_hrd", &["@rina_hrd"]),
            ("t.me/rina_hrd?start=1", &["@rina_hrd"]),
            ("wa:@rina_hrd,@budi_hrd", &["@rina_hrd", "@budi_hrd"]),
        ],
    );
}

#[test]
fn what_is_no_account_is_not_taken_for_one() {
    check(
        EntityKind::Handle,
        &[
            ("hrd@contoh.example", &[]),
            ("@12", &[]),
            ("@", &[]),
            ("kerja @ kantor", &[]),
            ("telegram saja", &[]),
            ("tele: 12jt", &[]),
            ("line kerja", &[]),
            ("https://t.me/joinchat/abc", &[]),
            ("nott.me/rina_hrd", &[]),
        ],
    );
}

#[test]
fn addresses_are_given_as_written() {
    check(
        EntityKind::Url,
        &[
            ("daftar di https://contoh.example/Loker?id=1.", &["https://contoh.example/Loker?id=1"]),
            ("www.contoh.com", &["www.contoh.com"]),
            ("contoh.com", &["contoh.com"]),
            ("(bit.ly/Ab3)", &["bit.ly/Ab3"]),
            ("link:wa.me/6281200001234", &["wa.me/6281200001234"]),
            ("http://a.id http://b.id", &["http://a.id", "http://b.id"]),
        ],
    );
    check(
        EntityKind::Url,
        &[
            ("pukul 08.00", &[]),
            ("kerja.gaji besar", &[]),
            ("e.g. ini", &[]),
            ("12.000.000", &[]),
            ("http://", &[]),
            ("...", &[]),
            ("a/b", &[]),
        ],
    );
}

#[test]
fn mail_has_a_name_a_host_and_an_ending() {
    check(
        EntityKind::Email,
        &[
            ("kirim ke hrd@contoh.example", &["hrd@contoh.example"]),
            ("email:hrd.batam+1@mail.contoh.co.id.", &["hrd.batam+1@mail.contoh.co.id"]),
            ("<hrd@contoh.example>", &["hrd@contoh.example"]),
            ("hrd@contoh", &[]),
            ("hrd@contoh..example", &[]),
            ("@contoh.example", &[]),
            ("hrd@contoh.e1", &[]),
        ],
    );
}

#[test]
fn wallets_are_found_inside_other_words_only_where_they_stand_alone() {
    let address = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
    check(
        EntityKind::Wallet,
        &[
            ("kirim ke TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t, sekarang", &[address]),
            ("USDT:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", &[address]),
            ("aTR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", &[]),
            ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u", &[]),
            ("0x0000000000000000000000000000000000000000", &[]),
        ],
    );
}
