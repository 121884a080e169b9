//! What a role may do, told from the table of rules.

use suar_policy::{Action, RULES, Role, Scope};

use crate::texts::Words;

/// A line of the table in words.
pub(super) struct Right {
    pub(super) action: Action,
    pub(super) says: String,
    /// To which things, where not to all.
    pub(super) scope: Option<String>,
}

/// What a role may do beyond what anybody may.
pub(super) fn rights_of(role: Role, words: &Words) -> impl Iterator<Item = Right> {
    RULES.iter().filter(move |rule| rule.role == role).map(move |rule| Right {
        action: rule.action,
        says: words.say(&format!("action-{}", rule.action.name())),
        scope: match rule.scope {
            Scope::All => None,
            Scope::Own => Some(words.say("scope-own")),
            Scope::OwnOrFree => Some(words.say("scope-own-or-free")),
            Scope::Region => Some(words.say("scope-region")),
        },
    })
}
