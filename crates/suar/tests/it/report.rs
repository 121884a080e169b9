//! The report that a person reads; everything in it is invented.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use suar::output::html::{
    ExamplePost, Mark, NetworkCard, Report, ReportLanguage, SlotCard, SlotValue, Summary, TemplateCard, Tie,
    indicator_name, write_report,
};
use suar_signal::{Band, Kind, Span, Strength};

const HOSTILE: &str = "<script>alert(1)</script>\" onload='x' \u{202e}\u{1b}[2J &amp;";

fn sample(language: ReportLanguage) -> Report {
    Report {
        language,
        made_at: Some("2024-01-05T03:00:00Z".parse().unwrap()),
        summary: summary(),
        networks: vec![network()],
        networks_total: 4,
        templates: vec![template()],
        templates_total: 1,
        examples: vec![example(language)],
        versions: vec![("packs".to_owned(), "2024.1".to_owned())],
        title: None,
    }
}

fn summary() -> Summary {
    Summary {
        posts_read: 12_500,
        rejected: 2,
        skipped: 3,
        bands: vec![(Band::Urgent, 12), (Band::High, 80), (Band::Medium, 140), (Band::Low, 12_268)],
        kinds: vec![
            (Kind::Offer, 900),
            (Kind::Warning, 120),
            (Kind::News, 80),
            (Kind::OtherScam, 400),
            (Kind::Chat, 11_000),
        ],
        period: Some(("2024-01-01T00:00:00Z".parse().unwrap(), "2024-01-05T00:00:00Z".parse().unwrap())),
        sources: vec!["posts.jsonl".to_owned(), HOSTILE.to_owned()],
    }
}

fn example(language: ReportLanguage) -> ExamplePost {
    let text = "DIBUTUHKAN admin Poipet gaji 15 juta tanpa pengalaman, hubungi @contoh".to_owned();
    let mark = |words: &str, id: &str, strength| {
        let start = u32::try_from(text.find(words).unwrap()).unwrap();
        let end = start + u32::try_from(words.len()).unwrap();
        let spans = if words.is_empty() { Vec::new() } else { vec![Span::new(start, end)] };
        Mark { spans, label: indicator_name(id, language), strength }
    };
    let marks = vec![
        mark("Poipet", "hotspot_destination", Strength::Strong),
        mark("gaji 15 juta", "unrealistic_salary", Strength::Strong),
        mark("tanpa pengalaman", "no_experience", Strength::Weak),
        mark("", "unlicensed_or_no_company", Strength::Medium),
    ];
    ExamplePost {
        id: "p001".to_owned(),
        text,
        kind: Kind::Offer,
        band: Band::High,
        risk: 0.97,
        channel: Some(HOSTILE.to_owned()),
        time: Some("2024-01-05T03:00:00Z".parse().unwrap()),
        marks,
        template: Some("t-000017".to_owned()),
        network: Some("n-000004".to_owned()),
        explanation: vec!["tujuan berisiko +1,8".to_owned(), HOSTILE.to_owned()],
    }
}

fn network() -> NetworkCard {
    NetworkCard {
        id: "n-000004".to_owned(),
        size: 214,
        risk: 0.97,
        band: Band::Urgent,
        reasons: vec!["4 tanda: gaji jauh di atas kewajaran, tujuan berisiko".to_owned(), HOSTILE.to_owned()],
        ties: vec![Tie { kind: "phone".to_owned(), value: "+6281200001234".to_owned(), posts: 120, weight: 0.9 }],
        templates: vec!["t-000017".to_owned()],
        channels: vec!["Loker Medan".to_owned()],
        first_seen: Some("2024-01-01T00:00:00Z".parse().unwrap()),
        last_seen: Some("2024-01-05T00:00:00Z".parse().unwrap()),
    }
}

fn template() -> TemplateCard {
    let value = |value: &str, count| SlotValue { value: value.to_owned(), count };
    TemplateCard {
        id: "t-000017".to_owned(),
        size: 181,
        organised: true,
        consensus: "DIBUTUHKAN admin {place} gaji 15 juta {unknown} { hubungi {contact}".to_owned(),
        slots: vec![
            SlotCard {
                name: "place".to_owned(),
                kind: "place".to_owned(),
                distinct: 5,
                values: vec![value("Poipet", 120), value(HOSTILE, 61)],
            },
            SlotCard {
                name: "contact".to_owned(),
                kind: "handle".to_owned(),
                distinct: 1,
                values: vec![value("@contoh", 181)],
            },
        ],
        first_seen: None,
        last_seen: None,
        channels: Vec::new(),
    }
}

fn written(report: &Report) -> String {
    let mut bytes = Vec::new();
    write_report(&mut bytes, report).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn nothing_of_a_post_becomes_markup() {
    for language in [ReportLanguage::Indonesian, ReportLanguage::English] {
        let page = written(&sample(language));
        assert!(!page.contains("<script") && !page.contains('\u{1b}') && !page.contains('\u{202e}'));
        assert!(
            page.contains(
                "&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &lt;U+202E&gt;␛[2J &amp;amp;"
            )
        );
        assert!(!page.contains("style=\"") && !page.contains("src=") && !page.contains("http://"));
    }
}

#[test]
fn tags_are_balanced() {
    for report in [sample(ReportLanguage::Indonesian), Report::default()] {
        let page = written(&report);
        for tag in [
            "html",
            "head",
            "body",
            "main",
            "section",
            "article",
            "table",
            "tr",
            "ul",
            "ol",
            "li",
            "dl",
            "dd",
            "mark",
            "span",
            "p",
            "blockquote",
            "div",
        ] {
            let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}

#[test]
fn evidence_slots_and_figures_are_shown() {
    let page = written(&sample(ReportLanguage::Indonesian));
    assert!(page.contains("<mark>gaji 15 juta<sup>2</sup></mark>"));
    assert!(page.contains(
        "admin <span class=\"slot\">place</span> gaji 15 juta {unknown} { hubungi <span class=\"slot\">contact</span>"
    ));
    assert!(page.contains("<b>12.500</b> pos dibaca") && page.contains("<b>232</b> pos perlu dilihat"));
    assert!(page.contains("1 ditampilkan dari 4"));
    assert!(written(&sample(ReportLanguage::English)).contains("<b>12,500</b> posts read"));
}

#[test]
fn one_post_was_counted_as_posts() {
    let mut report = sample(ReportLanguage::English);
    report.summary.posts_read = 1;
    report.networks.iter_mut().for_each(|network| network.size = 1);
    let page = written(&report);
    assert!(page.contains("<b>1</b> post read<") && page.contains("n-000004 · 1 post<"), "{page}");
    let folder = crate::program::Folder::new();
    let posts = folder.write("x.jsonl", "{\"id\":1,\"text\":\"halo\"}\n");
    let shown = crate::program::suar(&["report", &posts]);
    assert!(shown.out().starts_with("1 post: ") && shown.err == "1 post read\n", "{shown:?}");
}

#[test]
fn nothing_said_how_networks_are_ordered() {
    let folder = crate::program::Folder::new();
    let posts = folder.write("x.jsonl", "{\"id\":1,\"text\":\"halo\"}\n");
    let shown = crate::program::suar(&["report", &posts]);
    let order = "(0; the most urgent first: mean risk × log of posts";
    assert!(shown.out().contains(&format!("NETWORKS {order})")), "{}", shown.out());
    assert!(shown.out().contains(&format!("TEMPLATES {order}; ")), "{}", shown.out());
    let page = written(&sample(ReportLanguage::English));
    assert!(page.contains("the mean risk of the posts times the logarithm of their number"), "{page}");
    assert!(written(&sample(ReportLanguage::Indonesian)).contains("rata-rata risiko pos dikali logaritma"));
}

#[test]
fn a_table_broke_its_words_on_a_phone() {
    let page = written(&sample(ReportLanguage::Indonesian));
    assert!(page.contains(".wide{overflow-x:auto;overflow-wrap:normal}"), "words stay whole and the box scrolls");
    let ties = "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Yang mengikat\"><table>";
    assert!(page.contains(ties) && page.contains("<span class=\"value\">+6281200001234</span>"), "{page}");
}

#[test]
fn an_empty_report_says_what_to_do() {
    let page = written(&Report::default());
    assert!(page.contains("Tidak ada jaringan. Jalankan dengan --weave"));
}
