//! Networks: what ties posts and what does not.

use suar_weave::TieKind;

use crate::posts::{Numbers, Post, weave};

#[test]
fn a_shared_phone_makes_a_network_and_never_a_template() {
    let mut numbers = Numbers::seeded(2);
    let mut posts: Vec<Post> = (0..10).map(|_| Post::of(numbers.words(25, 3000)).with_phone("+628120001")).collect();
    posts.push(Post::of(numbers.words(25, 3000)).with_phone("+628120002"));
    let weaving = weave(&posts);
    assert!(weaving.templates.is_empty());
    let [network] = weaving.networks.as_slice() else {
        panic!("one network, not {}", weaving.networks.len());
    };
    assert_eq!(network.members, (0..10).collect::<Vec<u32>>());
    let ties: Vec<(u32, u32)> = network.ties.iter().map(|tie| (tie.documents, tie.wordings)).collect();
    assert_eq!(ties, [(10, 10)]);
    assert_eq!(weaving.network_of(10), None);
}

#[test]
fn a_template_without_identifiers_ties_its_members() {
    let mut numbers = Numbers::seeded(8);
    let wording = numbers.words(30, 3000);
    let posts: Vec<Post> = (0..5).map(|_| Post::of(numbers.edit(&wording, 5))).collect();
    let weaving = weave(&posts);
    let ties: Vec<&TieKind> = weaving.networks.iter().flat_map(|network| &network.ties).map(|tie| &tie.kind).collect();
    assert!(matches!(ties.as_slice(), [TieKind::Template(_)]), "{ties:?}");
}

#[test]
fn two_templates_of_one_phone_are_one_network_with_its_risk_explained() {
    let mut numbers = Numbers::seeded(6);
    let mut posts = Vec::new();
    for risk in [0.9, 0.3] {
        let wording = numbers.words(30, 3000);
        for _ in 0..4 {
            let mut post = Post::of(numbers.edit(&wording, 5)).with_phone("+628120001");
            post.risk = Some(risk);
            posts.push(post);
        }
    }
    let weaving = weave(&posts);
    assert_eq!(weaving.templates.len(), 2);
    let [network] = weaving.networks.as_slice() else {
        panic!("one network, not {}", weaving.networks.len());
    };
    assert_eq!(network.members.len(), 8);
    assert_eq!(network.ties.len(), 3);
    assert!(network.risk.is_some_and(|risk| (risk - 0.9).abs() < 0.01), "{network:?}");
    let source = network.risk_from.and_then(|place| network.ties.get(place));
    assert!(source.is_some_and(|tie| matches!(tie.kind, TieKind::Template(_))));
}
