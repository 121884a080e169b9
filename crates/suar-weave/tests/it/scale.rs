//! Inputs that would take for ever if anything were quadratic.

use crate::posts::{Numbers, Post, weave};

#[test]
fn a_giant_post_is_read_and_found_again() {
    let mut numbers = Numbers::seeded(1);
    let giant = numbers.words(200_000, 20_000);
    let mut posts = vec![Post::of(giant.clone()), Post::of(giant.clone())];
    posts.push(Post::of(numbers.edit(&giant, 5)));
    posts.extend((0..50).map(|_| Post::of(numbers.words(30, 20_000))));
    let weaving = weave(&posts);
    let members: Vec<&[u32]> = weaving.templates.iter().map(|template| template.members.as_slice()).collect();
    assert_eq!(members, [[0, 1, 2]]);
}

#[test]
fn one_word_two_hundred_thousand_times() {
    let posts = vec![Post::of(vec!["murah".to_owned(); 200_000]); 3];
    assert!(weave(&posts).templates.len() <= 1);
}

#[test]
fn ten_thousand_identical_posts_are_one_template() {
    let mut numbers = Numbers::seeded(2);
    let posts = vec![Post::of(numbers.words(30, 3000)); 10_000];
    let weaving = weave(&posts);
    assert_eq!(weaving.templates.iter().map(|template| template.members.len()).collect::<Vec<_>>(), [10_000]);
    assert_eq!(weaving.networks.len(), 1);
}

#[test]
fn ten_thousand_edits_of_one_ad_are_one_template() {
    let mut numbers = Numbers::seeded(3);
    let wording = numbers.words(40, 3000);
    let posts: Vec<Post> = (0..10_000).map(|_| Post::of(numbers.edit(&wording, 10))).collect();
    let weaving = weave(&posts);
    let largest = weaving.templates.iter().map(|template| template.members.len()).max();
    assert!(largest >= Some(9_900), "{largest:?}");
}

#[test]
fn ten_thousand_texts_with_one_phone_are_no_template_and_no_network() {
    let mut numbers = Numbers::seeded(4);
    let posts: Vec<Post> = (0..10_000).map(|_| Post::of(numbers.words(30, 9000)).with_phone("+628120001")).collect();
    let weaving = weave(&posts);
    assert!(weaving.templates.is_empty());
    assert!(weaving.networks.is_empty(), "a hub ties nobody");
}
