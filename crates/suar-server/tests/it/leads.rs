//! Leads: who sees them, how they are shown, decided, handed over and taken out.

mod office;

use suar_policy::Role;

use crate::site::{Answer, TestSite, between};
use office::{MARKUP, Officer, Post, bring_in, campaign};

/// What the form of a lead holds on which nobody has decided.
const SEEN: (&str, &str) = ("terlihat", "0");

/// The first unit that the strip of a lead offers.
fn first_unit(page: &Answer) -> String {
    between(page.text(), "name=\"unit\" value=\"", "\"").unwrap().to_owned()
}

#[tokio::test]
async fn an_empty_list_says_what_to_do_first() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, "sari", Role::Analyst, None).await;
    let page = officer.get("/temuan").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Belum ada temuan") && page.text().contains("href=\"/impor\""));
    assert!(officer.get("/temuan?lang=en").await.text().contains("There are no leads yet"));
}

#[tokio::test]
async fn every_page_speaks_both_languages_with_no_gap_and_stays_small() {
    let site = TestSite::new().await;
    campaign(&site).await;
    let officer = Officer::new(&site, "sari", Role::Analyst, None).await;
    let lead = officer.first_lead("/temuan").await;
    let units = first_unit(&officer.get(&lead).await);
    let pages = [
        "/temuan".to_owned(),
        "/temuan?status=semua&urut=terbesar&milik=bebas&waktu=30h".to_owned(),
        lead.clone(),
        format!("{lead}/pos"),
        format!("{lead}/pos?unit={units}"),
        format!("{lead}/riwayat"),
        format!("{lead}/ekspor"),
    ];
    for path in pages {
        let join = if path.contains('?') { '&' } else { '?' };
        for language in ["id", "en"] {
            let page = officer.get(&format!("{path}{join}lang={language}")).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.text().contains('⟦'), "{path} {}", page.text());
            assert!(page.text().contains(&format!("<html lang=\"{language}\">")), "{path}");
            assert!(page.bytes.len() < 200 << 10, "{path} {}", page.bytes.len());
            let policy = page.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{policy}");
            assert!(!page.text().contains(" style=") && !page.text().contains(" onclick"), "{path}");
            assert_eq!(page.header("cache-control"), "no-store");
        }
    }
}

#[tokio::test]
async fn a_lead_shows_reasons_template_differences_ties_and_drawings() {
    let site = TestSite::new().await;
    campaign(&site).await;
    let officer = Officer::new(&site, "sari", Role::Analyst, None).await;
    let leads = officer.leads("/temuan").await;
    assert_eq!(leads.len(), 2);
    let list = officer.get("/temuan").await;
    assert!(list.text().contains("2 temuan") && list.text().contains("tanda: "), "{}", list.text());
    let page = officer.get(&officer.first_lead("/temuan?urut=terbesar").await).await;
    let text = page.text();
    assert!(text.contains("12 pos") && text.contains("Templat 1") && text.contains("<span class=\"slot\">tempat"));
    assert!(text.contains("<u class=\"differs\">") && text.contains("<mark class=\"t"));
    assert!(text.contains("+6281200001200") && text.contains("Sumatera Utara") && text.contains("Loker Medan"));
    assert!(text.contains("<svg class=\"chart\"") && text.contains("Angka per hari"));
    // A link leads to the first words of its sign, and their numbers lead back.
    assert!(text.contains("href=\"#bukti-1\"") && text.contains("id=\"bukti-1\"") && text.contains("#tanda-1"));
    assert!(text.contains("Berlaku untuk") && text.contains("12 pos, juga yang akan datang"));
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let site = TestSite::new().await;
    campaign(&site).await;
    let officer = Officer::new(&site, "sari", Role::Analyst, None).await;
    for (query, count) in [
        ("wilayah=Jawa%20Timur", 1),
        ("cari=0812-0000-1200", 1),
        ("cari=myawaddy", 1),
        ("kanal=Loker%20Medan&tingkat=urgent&tingkat=high&tingkat=medium", 1),
        ("kontak=%40contoh_mya000", 1),
        ("tanda=tourist_visa", 1),
        ("waktu=24j", 1),
        ("milik=saya", 0),
        ("status=diputuskan", 0),
        ("status=semua&hal=1", 2),
        ("wilayah=Papua&cari=x", 0),
    ] {
        assert_eq!(officer.leads(&format!("/temuan?{query}")).await.len(), count, "{query}");
    }
    let page = officer.get("/temuan?wilayah=Papua").await;
    assert!(page.text().contains("Tidak ada yang cocok") && page.text().contains("value=\"Papua\" selected"));
    let beyond = officer.get("/temuan?hal=9").await;
    assert_eq!((beyond.status.as_u16(), beyond.header("location")), (303, "/temuan"));
}

#[tokio::test]
async fn words_of_strangers_stay_words() {
    let site = TestSite::new().await;
    let long = "x".repeat(10_000);
    let lure =
        format!("{MARKUP} Loker admin Poipet gaji 15 juta tanpa pengalaman, visa turis, WA 081200001234 {MARKUP}");
    let longer = format!("{long} Loker admin Bavet gaji 15 juta tanpa pengalaman, visa turis, WA 081200001299 {long}");
    let hostile = Post {
        text: &lure,
        channel: MARKUP,
        author: MARKUP,
        region: MARKUP,
        url: "javascript:alert(1)\"><b>",
        hour: 90,
    };
    bring_in(&site, &[hostile, Post { text: &longer, channel: &long, region: &long, ..hostile }]).await;
    let officer = Officer::new(&site, "sari", Role::Manager, None).await;
    let mut pages =
        vec![officer.get("/temuan?cari=%3Cscript%3Ealert(1)%22%3E%3Cimg&wilayah=%22%3E%3Cimg%20src%3Dx%3E").await];
    for lead in officer.leads("/temuan").await {
        let unit = first_unit(&officer.get(&lead).await);
        let fields =
            [("pilihan", "confirm"), ("alasan-confirm", "signs"), ("catatan", MARKUP), ("unit", unit.as_str())];
        pages.push(officer.post(&format!("{lead}/putuskan"), &fields[1..]).await);
        let kept = officer
            .post(&format!("{lead}/putuskan"), &[fields.as_slice(), &[SEEN, ("lanjut", "tetap")]].concat())
            .await;
        assert_eq!(kept.status, 303);
        let handed = [("ke", officer.id.as_str()), ("catatan", MARKUP)];
        officer.post(&format!("{lead}/serahkan"), &handed).await;
        for path in ["", "/pos", "/riwayat", "/ekspor"] {
            pages.push(officer.get(&format!("{lead}{path}")).await);
        }
        pages.push(officer.post(&format!("{lead}/ekspor"), &[("tlp", "TLP:RED"), ("bentuk", "html")]).await);
    }
    pages.push(officer.get("/temuan?status=semua").await);
    assert!(pages.len() >= 8, "{}", pages.len());
    for page in pages {
        let text = page.text();
        for tag in ["<script>", "<img", "<b>", "<textarea</", "javascript:alert(1)\""] {
            assert!(!text.contains(tag), "{tag}: {text}");
        }
        assert!(text.matches("<script").count() <= 1);
        // What an officer typed stands in its field as it was typed.
        let fields = text.split("<textarea").map(|part| part.split_once("</textarea>").map_or(part, |(_, rest)| rest));
        assert!(!fields.collect::<String>().contains(['\u{202e}', '\u{202c}']), "{text}");
        assert!(page.bytes.len() < 300 << 10, "{}", page.bytes.len());
    }
}

#[tokio::test]
async fn analysts_see_no_lead_of_another_region() {
    let site = TestSite::new().await;
    campaign(&site).await;
    let country = Officer::new(&site, "sari", Role::Analyst, None).await;
    let east = Officer::new(&site, "budi", Role::Analyst, Some("Jawa Timur")).await;
    let own = east.leads("/temuan").await;
    let all = country.leads("/temuan").await;
    assert_eq!((own.len(), all.len()), (1, 2));
    let other = all.iter().find(|lead| !own.contains(lead)).unwrap();
    for path in ["", "/pos", "/riwayat", "/ekspor"] {
        assert_eq!(east.get(&format!("{other}{path}")).await.status, 404, "{path}");
    }
    let decided = east.post(&format!("{other}/putuskan"), &[("pilihan", "tomorrow")]).await;
    assert_eq!(decided.status, 404);
    assert!(!east.get("/temuan").await.text().contains("Sumatera Utara"));
    for path in ["/temuan/x", "/temuan/00000000-0000-7000-8000-000000000000"] {
        assert_eq!(east.get(path).await.status, 404);
    }
}

#[tokio::test]
async fn who_may_not_is_refused() {
    let site = TestSite::new().await;
    campaign(&site).await;
    let analyst = Officer::new(&site, "sari", Role::Analyst, None).await;
    let lead = analyst.first_lead("/temuan").await;
    assert_eq!(site.get(&lead).await.status, 303, "whoever is not signed in is sent to sign in");
    let auditor = Officer::new(&site, "ayu", Role::Auditor, None).await;
    let administrator = Officer::new(&site, "dewi", Role::Administrator, None).await;
    for officer in [&auditor, &administrator] {
        for path in ["/temuan", &lead, &format!("{lead}/pos"), &format!("{lead}/ekspor")] {
            assert_eq!(officer.get(path).await.status, 403, "{path}");
        }
        for path in ["putuskan", "ambil", "lepas", "serahkan", "ekspor"] {
            assert_eq!(officer.post_with("x", &format!("{lead}/{path}"), &[]).await.status, 403, "{path}");
        }
    }
    assert_eq!(administrator.get(&format!("{lead}/riwayat")).await.status, 403);
    let history = auditor.get(&format!("{lead}/riwayat")).await;
    assert!(
        history.status == 200 && !history.text().contains(&format!("href=\"{lead}\"")),
        "reads what was done, not the lead"
    );
    for path in ["putuskan", "ambil", "lepas", "serahkan", "ekspor"] {
        let answer =
            analyst.post_with("0".repeat(64).as_str(), &format!("{lead}/{path}"), &[("pilihan", "tomorrow")]).await;
        assert_eq!(answer.status, 403, "a form of somebody else: {path}");
    }
    assert_eq!(analyst.leads("/temuan").await.len(), 2, "nothing was done");
}

#[tokio::test]
async fn a_decision_holds_leads_on_and_can_be_undone() {
    let site = TestSite::new().await;
    campaign(&site).await;
    let officer = Officer::new(&site, "sari", Role::Analyst, None).await;
    let leads = officer.leads("/temuan").await;
    let [lead, next] = leads.as_slice() else { panic!("{leads:?}") };
    let unit = first_unit(&officer.get(lead).await);
    let path = format!("{lead}/putuskan");
    let fields = [("pilihan", "confirm"), ("alasan-confirm", "signs"), ("catatan", "dua laporan"), ("unit", &unit)];
    let missing = officer.post(&path, &fields[1..]).await;
    assert!(missing.status == 422 && missing.text().contains("Pilih dulu putusannya"));
    assert!(missing.text().contains("dua laporan"), "what was typed is still there");
    let missing = officer.post(&path, &[fields[0], fields[2], fields[3], SEEN]).await;
    assert!(missing.status == 422 && missing.text().contains("satu alasan"));
    let missing = officer.post(&path, &[&fields[..3], &[SEEN]].concat()).await;
    assert!(missing.status == 422 && missing.text().contains("satu templat atau pos"));
    let gone = officer.post(&path, &[fields[0], fields[1], fields[2], SEEN, ("unit", "p-999999")]).await;
    assert!(gone.status == 409 && gone.text().contains("berubah sejak Anda membukanya"));
    assert!(
        gone.text().contains("dua laporan")
            && gone.text().contains("value=\"confirm\" id=\"pilih-confirm\" data-choice=\"1\" required checked")
    );
    let decided = officer.post(&path, &[fields.as_slice(), &[SEEN]].concat()).await;
    assert_eq!(decided.status, 303, "{}", decided.text());
    assert!(
        decided.header("location").starts_with(&format!("{next}?pesan=decided&temuan=")),
        "{}",
        decided.header("location")
    );
    let told = officer.get(decided.header("location")).await;
    assert!(told.text().contains("Putusan sudah disimpan."));
    let undo = between(told.text(), "<form method=\"post\" action=\"/putusan/", "\"").unwrap().to_owned();
    let page = officer.get(lead).await;
    assert!(page.text().contains("Diputuskan Contoh sari: umpan perekrutan") && page.text().contains("dua laporan"));
    assert_eq!(officer.leads("/temuan").await.len(), 1);
    assert_eq!(officer.post_with("x", &format!("/putusan/{undo}"), &[]).await.status, 403);
    let undone = officer.post(&format!("/putusan/{undo}"), &[]).await;
    assert_eq!(undone.header("location"), format!("{lead}?pesan=undone"));
    assert!(officer.get(lead).await.text().contains("Dibatalkan oleh Contoh sari"));
    assert_eq!(officer.leads("/temuan").await.len(), 2);
    let again = officer.post(&format!("/putusan/{undo}"), &[]).await;
    assert!(again.status == 409 && again.text().contains("Sudah berubah"));
    let history = officer.get(&format!("{lead}/riwayat")).await;
    assert!(
        history.text().contains("Contoh sari memutuskan: umpan perekrutan")
            && history.text().contains("Contoh sari membatalkan")
    );
}

#[tokio::test]
async fn who_decides_on_an_old_page_is_told_of_the_decision_and_keeps_the_note() {
    let site = TestSite::new().await;
    campaign(&site).await;
    let sari = Officer::new(&site, "sari", Role::Analyst, None).await;
    let budi = Officer::new(&site, "budi", Role::Analyst, None).await;
    let lead = sari.first_lead("/temuan").await;
    let unit = first_unit(&budi.get(&lead).await);
    let path = format!("{lead}/putuskan");
    let confirm = [("pilihan", "confirm"), ("alasan-confirm", "signs"), ("unit", &unit), SEEN, ("lanjut", "tetap")];
    let decided = sari.post(&path, &confirm).await;
    assert_eq!(decided.status, 303);
    let dismiss =
        [("pilihan", "dismiss"), ("alasan-dismiss", "duplicate"), ("unit", &unit), ("catatan", "catatan budi")];
    let late = budi.post(&path, &[dismiss.as_slice(), &[SEEN]].concat()).await;
    assert_eq!(late.status, 409);
    assert!(late.text().contains("Contoh sari sudah memutuskan lebih dulu: umpan perekrutan"), "{}", late.text());
    assert!(late.text().contains("catatan budi"));
    assert!(!budi.get(&lead).await.text().contains("/batal\""), "the decision is not theirs to undo");
    // Told of it, they can decide otherwise.
    let seen = between(late.text(), "name=\"terlihat\" value=\"", "\"").unwrap();
    assert_ne!(seen, SEEN.1);
    assert_eq!(budi.post(&path, &[dismiss.as_slice(), &[("terlihat", seen)]].concat()).await.status, 303);
}

#[tokio::test]
async fn what_an_address_asks_for_and_no_page_knows_is_told() {
    let site = TestSite::new().await;
    campaign(&site).await;
    let officer = Officer::new(&site, "sari", Role::Analyst, None).await;
    let lead = officer.first_lead("/temuan").await;
    let unknown = [
        "/temuan?status=tutup".to_owned(),
        "/temuan?wilayh=Jawa".to_owned(),
        "/temuan?pesan=hapus".to_owned(),
        format!("{lead}?pesan=decided&putusan=x"),
        format!("{lead}/pos?hal=akhir"),
        format!("{lead}/pos?urut=baru"),
        "/impor?kabar=hapus".to_owned(),
        "/akun?kabar=hapus".to_owned(),
    ];
    for path in unknown {
        let page = officer.get(&path).await;
        assert!(page.status == 400 && page.text().contains("saringan yang salah ketik"), "{path} {}", page.status);
        assert!(page.text().contains("action=\"/keluar\""), "within the frame of officers");
    }
    let export = officer.post(&format!("{lead}/ekspor"), &[("tlp", "TLP:RED"), ("bentuk", "exe")]).await;
    assert_eq!(export.status, 400);
    let history = officer.get(&format!("{lead}/riwayat")).await;
    assert!(!history.text().contains("mengekspor temuan ini dengan"), "nothing was taken out");
}

#[tokio::test]
async fn what_is_put_off_comes_back_and_the_last_one_leads_to_the_list() {
    let site = TestSite::new().await;
    campaign(&site).await;
    let officer = Officer::new(&site, "sari", Role::Analyst, None).await;
    for lead in officer.leads("/temuan").await {
        let answer = officer.post(&format!("{lead}/putuskan"), &[("pilihan", "tomorrow"), SEEN]).await;
        assert_eq!(answer.status, 303);
    }
    let page = officer.get("/temuan").await;
    assert!(page.text().contains("Tidak ada yang menunggu"), "{}", page.text());
    assert!(officer.get("/temuan?status=ditunda").await.text().contains("Ditunda sampai 25 November 2026, 07.00 WIB"));
}

#[tokio::test]
async fn what_was_not_taken_from_the_list_is_told() {
    let site = TestSite::new().await;
    campaign(&site).await;
    let sari = Officer::new(&site, "sari", Role::Analyst, None).await;
    let budi = Officer::new(&site, "budi", Role::Analyst, None).await;
    let far = Officer::new(&site, "agus", Role::Analyst, Some("Papua")).await;
    let leads = sari.leads("/temuan").await;
    let ids: Vec<(&str, &str)> = leads.iter().map(|lead| ("temuan", lead.rsplit('/').next().unwrap())).collect();
    let take = async |officer: &Officer<'_>, chosen: &[(&str, &str)]| {
        let answer = officer.post("/temuan/ambil", chosen).await;
        assert_eq!(answer.status, 303);
        let page = officer.get(answer.header("location")).await;
        between(page.text(), "<div class=\"notice\" role=\"status\">", "</p>").unwrap().to_owned()
    };
    assert!(take(&sari, &[]).await.contains("!</span> Belum ada temuan yang dicentang"));
    assert!(take(&far, &ids).await.contains("!</span> Tidak ada yang bisa diambil."));
    assert!(take(&budi, ids.get(..1).unwrap()).await.contains("✓</span> Temuan yang Anda centang"));
    assert!(take(&sari, &ids).await.contains("!</span> Tidak semua yang Anda centang"));
    assert_eq!(sari.leads("/temuan?milik=saya").await.len(), 1);
}

#[tokio::test]
async fn a_lead_is_taken_given_back_and_handed_over() {
    let site = TestSite::new().await;
    campaign(&site).await;
    let sari = Officer::new(&site, "sari", Role::Analyst, None).await;
    let budi = Officer::new(&site, "budi", Role::Analyst, None).await;
    let lead = sari.first_lead("/temuan").await;
    let id = lead.rsplit('/').next().unwrap();
    assert_eq!(sari.post("/temuan/ambil", &[("temuan", id)]).await.status, 303);
    assert!(sari.get(&lead).await.text().contains("Temuan ini ada pada Anda."));
    assert_eq!(sari.leads("/temuan?milik=saya").await, [lead.as_str()]);
    let page = budi.get(&lead).await;
    assert!(page.text().contains("ada pada Contoh sari") && !page.text().contains("id=\"putuskan\""));
    let fields = [("pilihan", "tomorrow"), ("catatan", "catatan saya"), SEEN];
    let late = budi.post(&format!("{lead}/putuskan"), &fields).await;
    assert!(late.status == 409 && late.text().contains("Temuan ini sudah dipegang Contoh sari"));
    assert!(late.text().contains("catatan saya"), "what was typed is still there");
    // Whoever takes it at the same moment is told by whom it was taken, also who could take it from them.
    let manager = Officer::new(&site, "wati", Role::Manager, None).await;
    for second in [&budi, &manager] {
        let late = second.post(&format!("{lead}/ambil"), &[("dari", "")]).await;
        assert!(late.status == 409 && late.text().contains("Temuan ini sudah dipegang Contoh sari"));
    }
    let nobody = sari.post(&format!("{lead}/serahkan"), &[("ke", ""), ("catatan", "tolong lanjutkan")]).await;
    assert!(nobody.status == 422 && nobody.text().contains("tolong lanjutkan"));
    let handed = sari.post(&format!("{lead}/serahkan"), &[("ke", &budi.id), ("catatan", "tolong lanjutkan")]).await;
    assert_eq!(handed.status, 303, "{}", handed.text());
    let history = budi.get(&format!("{lead}/riwayat")).await;
    assert!(
        history.text().contains("menyerahkan temuan ini kepada Contoh budi")
            && history.text().contains("tolong lanjutkan")
    );
    assert_eq!(budi.post(&format!("{lead}/lepas"), &[]).await.status, 303);
    assert!(sari.get(&lead).await.text().contains("Belum ada yang mengambil"));
}

#[tokio::test]
async fn a_lead_is_taken_out_with_its_marking_and_without_formulas() {
    let site = TestSite::new().await;
    let lure = "=HYPERLINK(\"x\") Loker admin Poipet gaji 15 juta tanpa pengalaman, visa turis, WA 081200001234";
    bring_in(
        &site,
        &[Post { text: lure, channel: "@grup", author: "+cmd", region: "-1+1", hour: 90, ..Post::default() }],
    )
    .await;
    let officer = Officer::new(&site, "sari", Role::Analyst, None).await;
    let lead = officer.first_lead("/temuan").await;
    let path = format!("{lead}/ekspor");
    let unmarked = officer.post(&path, &[("bentuk", "csv")]).await;
    assert!(unmarked.status == 422 && unmarked.text().contains("Pilih dulu sampai mana"));
    let table = officer.post(&path, &[("tlp", "TLP:AMBER+STRICT"), ("bentuk", "csv")]).await;
    assert!(table.header("content-disposition").starts_with("attachment; filename=\"suar-"), "{}", table.text());
    assert!(table.header("content-disposition").ends_with("-TLP-AMBER-STRICT.csv\""));
    for cell in ["TLP:AMBER+STRICT,", ",'@grup,", ",'+cmd,", ",'-1+1,", "\"'=HYPERLINK("] {
        assert!(table.text().contains(cell), "{cell}: {}", table.text());
    }
    let page = officer.post(&path, &[("tlp", "TLP:RED"), ("bentuk", "html")]).await;
    assert!(page.header("content-disposition").ends_with("-TLP-RED.html\""));
    let text = page.text();
    assert_eq!(text.matches("<p class=\"marking").count(), 2);
    for needed in [suar_app::CAUTION, "bukan bukti", "=HYPERLINK(", "Diekspor oleh Contoh sari"] {
        assert!(text.contains(needed), "{needed}: {text}");
    }
    for outside in ["<script", "<link", "<img", "src=", "href=", "url("] {
        assert!(!text.contains(outside), "{outside}");
    }
    assert!(officer.get(&format!("{lead}/riwayat")).await.text().contains("dengan tanda TLP:RED"));
}

#[tokio::test]
async fn the_caution_is_the_same_on_page_and_in_file() {
    let site = TestSite::new().await;
    campaign(&site).await;
    let officer = Officer::new(&site, "sari", Role::Analyst, None).await;
    let lead = officer.first_lead("/temuan").await;
    let page = officer.get(&format!("{lead}/ekspor?lang=en")).await;
    assert!(page.text().contains(suar_app::CAUTION));
}

#[tokio::test]
async fn keys_are_a_file_of_this_site_and_work_in_hand_is_told() {
    let site = TestSite::new().await;
    let officer = Officer::new(&site, "sari", Role::Analyst, None).await;
    let page = officer.get("/temuan").await;
    assert!(page.header("content-security-policy").contains("script-src 'self';"));
    let script = site.get(between(page.text(), "<script src=\"", "\"").unwrap()).await;
    assert!(script.header("content-type").starts_with("text/javascript"));
    assert!(script.header("cache-control").contains("immutable"));
    let mut upload =
        site.app.begin_upload(&suar_app::App::console(), "a.jsonl", suar_app::ReadingHints::default()).await.unwrap();
    upload.write(b"{\"id\":\"1\",\"text\":\"halo\"}\n").await.unwrap();
    site.app.finish_upload(&suar_policy::Actor::public(), upload).await.unwrap();
    assert!(officer.get("/temuan").await.text().contains("1 berkas sedang dibaca"));
}
