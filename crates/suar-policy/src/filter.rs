use crate::decision::applicable_rule;
use crate::{Action, Actor, Scope, Subject};

/// Which of many things somebody may ask about, in a form that a store turns into a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Every one.
    Everything,
    /// None.
    Nothing,
    /// Those that an officer has taken.
    TakenBy(String),
    /// Those that nobody has taken.
    Free,
    /// Those that touch a region.
    InRegion(String),
    /// Those that name no region.
    NoRegion,
    /// Those that one of these lets through.
    Any(Vec<Filter>),
}

/// The filter that lets through exactly what [`decide`](crate::decide) allows.
pub fn filter(actor: &Actor, action: Action) -> Filter {
    let Some(rule) = applicable_rule(actor, action) else { return Filter::Nothing };
    let own = actor.officer.clone().map_or(Filter::Nothing, Filter::TakenBy);
    match rule.scope {
        Scope::All => Filter::Everything,
        Scope::Own => own,
        Scope::OwnOrFree => Filter::Any(vec![own, Filter::Free]),
        Scope::Region => match &actor.region {
            None => Filter::Everything,
            Some(region) => Filter::Any(vec![own, Filter::NoRegion, Filter::InRegion(region.clone())]),
        },
    }
}

impl Filter {
    /// Whether a thing passes.
    pub fn admits(&self, subject: &Subject) -> bool {
        match self {
            Filter::Everything => true,
            Filter::Nothing => false,
            Filter::TakenBy(officer) => subject.owner.as_ref() == Some(officer),
            Filter::Free => subject.owner.is_none(),
            Filter::InRegion(region) => subject.regions.contains(region),
            Filter::NoRegion => subject.regions.is_empty(),
            Filter::Any(filters) => filters.iter().any(|filter| filter.admits(subject)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Role, decide};

    fn name() -> impl Strategy<Value = String> {
        prop::sample::select(vec!["a", "b", "c"]).prop_map(str::to_owned)
    }

    fn actor() -> impl Strategy<Value = Actor> {
        let only = prop::option::of(prop::collection::vec(prop::sample::select(Action::ALL.to_vec()), 0..4));
        (prop::option::of(name()), prop::sample::select(Role::ALL.to_vec()), prop::option::of(name()), only)
            .prop_map(|(officer, role, region, only)| Actor { officer, role, region, only })
    }

    fn subject() -> impl Strategy<Value = Subject> {
        (prop::option::of(name()), prop::collection::vec(name(), 0..3))
            .prop_map(|(owner, regions)| Subject { owner, regions })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn filter_and_decision_agree(
            actor in actor(), subject in subject(), action in prop::sample::select(Action::ALL.to_vec()),
        ) {
            let decided = decide(&actor, action, &subject).is_allowed();
            prop_assert_eq!(filter(&actor, action).admits(&subject), decided);
        }
    }
}
