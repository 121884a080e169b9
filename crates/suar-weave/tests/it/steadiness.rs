//! What a change of the input may change, and what not.

use std::collections::BTreeSet;

use proptest::prelude::*;
use suar_weave::Weaving;

use crate::posts::{Numbers, Post, mixed, weave};

/// The templates and networks by the names of their members, with what is told of them.
fn told(weaving: &Weaving, original: &[usize]) -> BTreeSet<(Vec<usize>, String)> {
    let by_origin = |members: &[u32]| {
        let name = |member: &u32| original.get(*member as usize).copied();
        let mut names: Vec<usize> = members.iter().filter_map(name).collect();
        names.sort_unstable();
        names
    };
    let templates = weaving.templates.iter().map(|template| {
        let figures = (template.organised, template.criterion.saving(), &template.slots);
        (by_origin(&template.members), format!("{} {figures:?}", template.consensus))
    });
    let networks = weaving.networks.iter().map(|network| {
        let ties: Vec<(f32, u32, Option<f32>)> =
            network.ties.iter().map(|tie| (tie.weight, tie.documents, tie.mean_risk)).collect();
        (by_origin(&network.members), format!("{ties:?} {:?}", network.risk))
    });
    templates.chain(networks).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn permuting_the_input_changes_numbers_only(seed in 1_u64..1000, order in 1_u64..1000) {
        let posts = mixed(seed, 60);
        let names: Vec<usize> = (0..posts.len()).collect();
        let mut shuffled: Vec<(usize, Post)> = names.iter().copied().zip(posts.clone()).collect();
        Numbers::seeded(order).shuffle(&mut shuffled);
        let (other_names, other_posts): (Vec<usize>, Vec<Post>) = shuffled.into_iter().unzip();
        prop_assert_eq!(told(&weave(&posts), &names), told(&weave(&other_posts), &other_names));
    }

    #[test]
    fn unrelated_posts_leave_a_cluster_alone(seed in 1_u64..1000, more in 1_usize..400) {
        let few = mixed(seed, 20);
        let mut numbers = Numbers::seeded(seed + 5000);
        let mut many = few.clone();
        many.extend((0..more).map(|_| Post::of(numbers.words(30, 9000))));
        let members = |weaving: &Weaving| -> Vec<Vec<u32>> {
            weaving.templates.iter().map(|template| template.members.clone()).collect()
        };
        prop_assert_eq!(members(&weave(&few)), members(&weave(&many)));
    }

    #[test]
    fn every_post_is_where_its_number_says(seed in 1_u64..1000) {
        let posts = mixed(seed, 30);
        let weaving = weave(&posts);
        for template in &weaving.templates {
            prop_assert!(template.members.len() > 1 && template.members.is_sorted());
            for &member in &template.members {
                prop_assert_eq!(weaving.template_of(member), Some(template.number));
            }
        }
        for network in &weaving.networks {
            prop_assert!(network.members.len() > 1 && !network.ties.is_empty());
            for &member in &network.members {
                prop_assert_eq!(weaving.network_of(member), Some(network.number));
            }
        }
    }
}
