use crate::rules::find_rule;
use crate::{Action, Actor, Rule, Subject};

/// Whether somebody may, and by which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// By this rule.
    Allowed(&'static Rule),
    /// There is a rule, and this thing is outside its scope.
    OutOfScope(&'static Rule),
    /// No rule lets this role do it, or the token was not made for it.
    Refused,
}

impl Decision {
    /// Whether it is allowed.
    pub fn is_allowed(self) -> bool {
        matches!(self, Decision::Allowed(_))
    }
}

/// Whether an actor may do something to one thing.
pub fn decide(actor: &Actor, action: Action, subject: &Subject) -> Decision {
    match applicable_rule(actor, action) {
        None => Decision::Refused,
        Some(rule) if rule.scope.covers(actor, subject) => Decision::Allowed(rule),
        Some(rule) => Decision::OutOfScope(rule),
    }
}

/// Whether there is anything at all to which an actor may do something.
pub fn may_ever(actor: &Actor, action: Action) -> bool {
    applicable_rule(actor, action).is_some()
}

pub(crate) fn applicable_rule(actor: &Actor, action: Action) -> Option<&'static Rule> {
    let narrowed_out = actor.only.as_ref().is_some_and(|only| !only.contains(&action));
    if narrowed_out { None } else { find_rule(actor.role, action) }
}
