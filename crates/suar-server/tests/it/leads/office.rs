//! A site with leads in it, and officers who are signed in. All posts, people and numbers are invented.

use suar_app::{App, ReadingHints};
use suar_policy::{Actor, Role};

use crate::signed_in;
use crate::site::{Answer, TestSite, form_request};

pub(crate) const MARKUP: &str =
    "<script>alert(1)</script> \"><img src=x onerror=alert(1)> {{ 7*7 }} \u{202e}gnorw\u{202c}";

/// An officer who is signed in and looks at leads.
pub(crate) struct Officer<'site> {
    signed_in: signed_in::Officer<'site>,
    pub(crate) id: String,
}

impl<'site> Officer<'site> {
    /// Adds an account and signs in through the site.
    pub(crate) async fn new(site: &'site TestSite, name: &str, role: Role, region: Option<&str>) -> Self {
        let id = signed_in::add_in_region(site, name, role, region).await.to_string();
        Self { signed_in: signed_in::Officer::again(site, name).await, id }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.signed_in.get(path).await
    }

    /// Posts a form with this key.
    pub(crate) async fn post_with(&self, key: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("key", key)];
        all.extend_from_slice(fields);
        self.signed_in.send(form_request(path, &all)).await
    }

    /// Posts a form with the key of the session.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.signed_in.post(path, fields).await
    }

    /// The addresses of the leads on a page of the list.
    pub(crate) async fn leads(&self, path: &str) -> Vec<String> {
        let page = self.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        let rows = page.text().split("<td class=\"what\"><a href=\"").skip(1);
        rows.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    }

    /// The address of the lead that stands first.
    pub(crate) async fn first_lead(&self, path: &str) -> String {
        self.leads(path).await.into_iter().next().unwrap()
    }
}

/// A post for a file of JSON lines.
#[derive(Clone, Copy, Default)]
pub(crate) struct Post<'text> {
    pub(crate) text: &'text str,
    pub(crate) channel: &'text str,
    pub(crate) author: &'text str,
    pub(crate) region: &'text str,
    pub(crate) url: &'text str,
    pub(crate) hour: usize,
}

/// Brings posts in as a file, and works off all that follows.
pub(crate) async fn bring_in(site: &TestSite, posts: &[Post<'_>]) {
    let mut lines = Vec::new();
    for (number, post) in posts.iter().enumerate() {
        let fields = [
            ("text", post.text),
            ("channel", post.channel),
            ("author", post.author),
            ("region", post.region),
            ("url", post.url),
        ];
        let given = fields.iter().filter(|(_, value)| !value.is_empty());
        let given: Vec<String> = given.map(|(name, value)| format!(",\"{name}\":{}", quoted(value))).collect();
        let (day, hour) = (20 + post.hour / 24, post.hour % 24);
        let given = given.concat();
        lines.push(format!("{{\"id\":\"p-{number}\",\"time\":\"2026-11-{day}T{hour:02}:00:00Z\"{given}}}\n"));
    }
    let mut upload = site.app.begin_upload(&App::console(), "pos.jsonl", ReadingHints::default()).await.unwrap();
    upload.write(lines.concat().as_bytes()).await.unwrap();
    site.app.finish_upload(&Actor::public(), upload).await.unwrap();
    let worker = site.app.become_worker().await.unwrap().unwrap();
    worker.work_off().await.unwrap();
}

fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|character| match character {
            '"' | '\\' => format!("\\{character}"),
            control if u32::from(control) < 0x20 => format!("\\u{:04x}", u32::from(control)),
            other => other.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// A campaign of twelve posts in one region, tied by two numbers, and one post of another region.
pub(crate) async fn campaign(site: &TestSite) {
    let texts: Vec<String> = (0..12)
        .map(|number| {
            let (place, pay, phone) = (if number % 2 == 0 { "Poipet" } else { "Bavet" }, 11 + number % 4, number % 2);
            format!(
                "Dicari admin CS untuk {place} Kamboja, gaji {pay} juta per bulan tanpa pengalaman. Tiket dan paspor kami \
                 urus, masuk pakai visa turis dulu. Minat hubungi WA +62812000012{phone}0"
            )
        })
        .collect();
    let mut posts: Vec<Post<'_>> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| Post {
            text,
            channel: "Loker Medan",
            author: "akun contoh",
            region: "Sumatera Utara",
            hour: 60 + number * 3,
            ..Post::default()
        })
        .collect();
    posts.push(Post {
        text: "Butuh 5 cewek usia 18-25 kerja di Myawaddy Myanmar, kasbon 10 juta di depan, paspor dipegang kantor, \
               jangan bilang keluarga. Berangkat malam ini lewat jalur tikus. Telegram @contoh_mya000",
        channel: "Info Surabaya",
        region: "Jawa Timur",
        hour: 70,
        ..Post::default()
    });
    bring_in(site, &posts).await;
}
