//! Which posts make a template, and what is told about it.

use suar_weave::{Document, Item, Settings, SlotKind, TemplateNumber, Weaver};

use crate::posts::{Numbers, Post, mixed, weave};

#[test]
fn nothing_comes_of_nothing() {
    let weaving = weave(&[]);
    assert!(weaving.templates.is_empty() && weaving.networks.is_empty());
    let weaving = weave(&[Post::default(), Post::default()]);
    assert!(weaving.templates.is_empty() && weaving.networks.is_empty());
    assert_eq!(weaving.template_of(7), None);
}

#[test]
fn campaigns_are_found_whole_and_apart() {
    let weaving = weave(&mixed(1, 300));
    assert_eq!(weaving.templates.len(), 3);
    for (campaign, template) in (0..).zip(&weaving.templates) {
        let members: Vec<u32> = (campaign * 12..campaign * 12 + 12).collect();
        assert_eq!(template.members, members);
        assert!(template.organised, "{:?}", template.criterion);
    }
}

#[test]
fn a_quarter_of_the_words_changed_is_still_the_same_text() {
    let mut numbers = Numbers::seeded(5);
    let wording = numbers.words(45, 3000);
    let mut posts: Vec<Post> = (0..40).map(|_| Post::of(numbers.edit(&wording, 26))).collect();
    posts.extend((0..400).map(|_| Post::of(numbers.words(40, 3000))));
    let weaving = weave(&posts);
    let template = weaving.templates.first().map(|template| template.members.as_slice());
    let members = template.unwrap_or_default();
    assert!(members.len() >= 37, "{members:?}");
    assert!(members.iter().all(|&member| member < 40));
}

#[test]
fn ten_posts_are_enough() {
    let mut numbers = Numbers::seeded(9);
    let wording = numbers.words(30, 3000);
    let mut posts: Vec<Post> = (0..4).map(|_| Post::of(numbers.edit(&wording, 10))).collect();
    posts.extend((0..6).map(|_| Post::of(numbers.words(30, 3000))));
    let weaving = weave(&posts);
    assert_eq!(weaving.templates.len(), 1);
    assert_eq!(weaving.template_of(3), Some(TemplateNumber(1)));
    assert_eq!(weaving.template_of(4), None);
}

#[test]
fn honest_ads_of_the_same_stock_phrases_stay_apart() {
    let mut numbers = Numbers::seeded(3);
    let phrases: Vec<Vec<String>> = (0..100).map(|_| numbers.words(5, 900)).collect();
    let posts: Vec<Post> = (0..600)
        .map(|_| {
            let mut order: Vec<usize> = (0..phrases.len()).collect();
            numbers.shuffle(&mut order);
            let chosen = order.iter().take(9).filter_map(|&phrase| phrases.get(phrase));
            Post::of(chosen.flatten().cloned().collect())
        })
        .collect();
    let weaving = weave(&posts);
    let in_templates: usize = weaving.templates.iter().map(|template| template.members.len()).sum();
    assert!(in_templates <= 12, "{in_templates} of 600 were glued");
}

#[test]
fn a_greeting_that_many_use_is_no_template() {
    let mut numbers = Numbers::seeded(4);
    let mut posts: Vec<Post> = (0..300).map(|_| Post::of(numbers.words(30, 200))).collect();
    posts.extend((0..5).map(|_| Post::of(vec!["kata7".to_owned(), "kata9".to_owned()])));
    assert!(weave(&posts).templates.is_empty());
}

#[test]
fn a_template_tells_its_slots_times_and_channels() {
    let mut weaver = Weaver::new(Settings::default());
    let names = ["rina", "budi", "sari", "andi"];
    for ((name, pay), time) in names.into_iter().zip(["7", "8", "8", "9"]).zip([50, 20, 30, 40]) {
        let mut items: Vec<Item<'_>> =
            "dibutuhkan segera admin untuk kantor baru di luar kota".split(' ').map(Item::Word).collect();
        items.extend([Item::Word("gaji"), Item::Number(pay), Item::Word("juta"), Item::Break]);
        items.extend("tanpa syarat langsung berangkat minggu ini juga kontak".split(' ').map(Item::Word));
        items.extend([Item::Word(name), Item::Word("sekarang")]);
        let channel = if time < 45 { "pasar" } else { "loker" };
        weaver.add(&Document { items: &items, time: Some(time), channel: Some(channel), ..Document::default() });
    }
    let weaving = weaver.finish();
    let [template] = weaving.templates.as_slice() else {
        panic!("one template, not {}", weaving.templates.len());
    };
    assert_eq!(
        template.consensus,
        "dibutuhkan segera admin untuk kantor baru di luar kota gaji {number} juta\n\
         tanpa syarat langsung berangkat minggu ini juga kontak {free} sekarang"
    );
    let [number, free] = template.slots.as_slice() else {
        panic!("two slots, not {:?}", template.slots);
    };
    assert_eq!((number.kind, number.distinct), (SlotKind::Number, 3));
    assert_eq!(number.values.first(), Some(&("8".to_owned(), 2)));
    assert_eq!((free.kind, free.distinct), (SlotKind::Free, 4));
    assert_eq!((template.first_seen, template.last_seen), (Some(20), Some(50)));
    assert_eq!(template.channels, [("pasar".to_owned(), 3), ("loker".to_owned(), 1)]);
    assert_eq!(template.number.to_string(), "t-000001");
}
