use crate::Actor;

/// Which things a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every one.
    All,
    /// What the actor has taken, or made.
    Own,
    /// What the actor has taken, and what nobody has.
    OwnOrFree,
    /// What touches the actor's region, names no region, or was taken by the actor; everything for an
    /// actor without a region.
    Region,
}

/// What is asked about: as much of a thing as rules look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// The officer who has taken it; of a decision, the officer who made it.
    pub owner: Option<String>,
    /// The regions that it touches.
    pub regions: Vec<String>,
}

impl Scope {
    /// Whether a thing is within the scope for an actor.
    pub(crate) fn covers(self, actor: &Actor, subject: &Subject) -> bool {
        let is_own = actor.officer.is_some() && subject.owner == actor.officer;
        match self {
            Scope::All => true,
            Scope::Own => is_own,
            Scope::OwnOrFree => is_own || subject.owner.is_none(),
            Scope::Region => match &actor.region {
                None => true,
                Some(region) => is_own || subject.regions.is_empty() || subject.regions.contains(region),
            },
        }
    }
}
