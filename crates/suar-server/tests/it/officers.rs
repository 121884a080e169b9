//! Accounts, as administrators keep them.

use axum::http::StatusCode;
use suar_policy::Role;

use crate::signed_in::{Officer, PASSWORD, add, sign_in};
use crate::site::TestSite;

const SARI: [(&str, &str); 5] = [
    ("name", "sari"),
    ("display_name", "Sari <i>Dewi"),
    ("role", "analyst"),
    ("region", "Sumatera Utara"),
    ("password", PASSWORD),
];

fn with(name: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    SARI.into_iter().map(|(own, usual)| if own == name { (own, value) } else { (own, usual) }).collect()
}

#[tokio::test]
async fn an_account_is_added_and_signs_in() {
    let site = TestSite::new().await;
    let admin = Officer::new(&site, Role::Administrator).await;
    let page = admin.get("/petugas").await;
    assert!(
        page.text().contains("Yang boleh dilakukan: Analis") && page.text().contains("Membaca seluruh jejak audit")
    );
    assert_eq!(admin.post("/petugas", &SARI).await.header("location"), "/petugas?kabar=officer-added");
    let list = admin.get("/petugas?kabar=officer-added").await;
    assert!(list.text().contains("Sari &#60;i&#62;Dewi") && list.text().contains("Sumatera Utara"));
    assert!(list.text().contains("Akun petugas sudah ditambahkan."));
    assert_eq!(sign_in(&site, "sari", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_does_not_hold_stays_in_the_form_without_the_password() {
    let site = TestSite::new().await;
    let admin = Officer::new(&site, Role::Administrator).await;
    for (fields, says) in [
        (with("name", "administrator"), "Nama masuk itu sudah dipakai."),
        (with("name", "ab"), "Nama masuk terdiri dari"),
        (with("name", "sari dewi"), "Nama masuk terdiri dari"),
        (with("display_name", " "), "Nama yang tampil belum diisi"),
        (with("password", "pendek"), "Kata sandinya terlalu pendek."),
        (with("role", ""), "Pilih dulu perannya."),
        (with("role", "public"), "Pilih dulu perannya."),
        (with("role", "raja"), "Pilih dulu perannya."),
    ] {
        let answer = admin.post("/petugas", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(answer.text().contains(says), "{says}");
        assert!(answer.text().contains("value=\"Sumatera Utara\""));
        assert!(!answer.text().contains(PASSWORD) && !answer.text().contains("value=\"pendek\""));
        assert_eq!(answer.text().contains("value=\"analyst\" required checked"), !says.starts_with("Pilih"));
    }
    assert_eq!(admin.get("/petugas").await.text().matches("<tr><th scope=\"row\">").count(), 1);
}

#[tokio::test]
async fn closing_an_account_ends_all_that_it_could_do() {
    let site = TestSite::new().await;
    let admin = Officer::new(&site, Role::Administrator).await;
    let id = add(&site, Role::Analyst).await;
    let analyst = Officer::again(&site, "analyst").await;
    let page = admin.get(&format!("/petugas/{id}")).await;
    assert!(page.text().contains("Tutup akun Contoh analyst") && page.text().contains("Semua sesi dan tokennya"));
    let reach = admin.get(&format!("/petugas/{id}")).await;
    assert!(reach.text().contains("Temuan yang ia ambil dilepas."), "{}", reach.text());
    let answer = admin.post(&format!("/petugas/{id}/tutup"), &[]).await;
    assert_eq!(answer.header("location"), "/petugas?kabar=officer-closed&jumlah=0");
    let told = admin.get("/petugas?kabar=officer-closed&jumlah=3").await;
    assert!(told.text().contains("3 temuannya sekarang tidak dipegang siapa pun"), "{}", told.text());
    assert_eq!(analyst.get("/akun").await.status, StatusCode::SEE_OTHER);
    assert_eq!(sign_in(&site, "analyst", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
    let page = admin.get(&format!("/petugas/{id}")).await;
    assert!(page.text().contains("Akun ini sudah ditutup.") && !page.text().contains("/tutup"));
}

#[tokio::test]
async fn nobody_closes_the_account_in_use() {
    let site = TestSite::new().await;
    let id = add(&site, Role::Administrator).await;
    let admin = Officer::again(&site, "administrator").await;
    assert!(!admin.get(&format!("/petugas/{id}")).await.text().contains("/tutup"));
    let answer = admin.post(&format!("/petugas/{id}/tutup"), &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("tidak bisa Anda tutup sendiri"));
    assert_eq!(admin.get("/petugas").await.status, StatusCode::OK);
    let nothing = "/petugas/01930000-0000-7000-8000-000000000000";
    assert_eq!(admin.get(nothing).await.status, StatusCode::NOT_FOUND);
    assert_eq!(admin.post(&format!("{nothing}/tutup"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_new_password_ends_the_sessions_under_the_old_one() {
    let site = TestSite::new().await;
    let admin = Officer::new(&site, Role::Administrator).await;
    let id = add(&site, Role::Analyst).await;
    let analyst = Officer::again(&site, "analyst").await;
    let path = format!("/petugas/{id}/sandi");
    let short = admin.post(&path, &[("password", "pendek")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains("Kata sandinya terlalu pendek.") && !short.text().contains("value=\"pendek\""));
    let given = admin.post(&path, &[("password", "teh manis sore hari")]).await;
    assert_eq!(given.header("location"), "/petugas?kabar=password-given");
    assert_eq!(analyst.get("/akun").await.status, StatusCode::SEE_OTHER);
    assert_eq!(sign_in(&site, "analyst", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(sign_in(&site, "analyst", "teh manis sore hari").await.status, StatusCode::SEE_OTHER);
}
