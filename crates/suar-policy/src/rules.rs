use crate::{Action, Role, Scope};

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Whom it lets.
    pub role: Role,
    /// Do what.
    pub action: Action,
    /// To which things.
    pub scope: Scope,
    /// The same in a sentence, for whoever asks why.
    pub sentence: &'static str,
}

const fn rule(role: Role, action: Action, scope: Scope, sentence: &'static str) -> Rule {
    Rule { role, action, scope, sentence }
}

use Action as Do;
use Role::{Administrator, Analyst, Auditor, Manager, Public};
use Scope::{All, Own, OwnOrFree, Region};

/// Everything that is allowed. What no line allows is refused.
pub const RULES: [Rule; 38] = [
    // What anybody may do holds for officers too: see `decide`.
    rule(Public, Do::CheckOffer, All, "Anybody may have an offer explained."),
    rule(Public, Do::ReportOffer, All, "Anybody may hand in an offer, without a name."),
    rule(Public, Do::FollowOwnReport, All, "Whoever has the code of a report may see how it stands."),
    rule(Public, Do::Contest, All, "Whoever feels wrongly accused may say so."),
    rule(Public, Do::SignIn, All, "Anybody may try to sign in."),
    rule(Analyst, Do::KeepOwnAccount, All, "Officers keep their own sessions and password."),
    rule(Analyst, Do::KeepOwnTokens, All, "Analysts may let a program act for them."),
    rule(Analyst, Do::Import, All, "Analysts bring in posts."),
    rule(Analyst, Do::ReadImport, All, "Analysts see what was brought in."),
    rule(Analyst, Do::ReadLead, Region, "Analysts see the leads of their region, and those of no known region."),
    rule(Analyst, Do::TakeLead, OwnOrFree, "Analysts take leads that nobody has."),
    rule(Analyst, Do::HandOverLead, OwnOrFree, "Analysts hand over what they have taken, or what nobody has."),
    rule(Analyst, Do::DecideLead, OwnOrFree, "Analysts decide on what they have taken, or what nobody has."),
    rule(Analyst, Do::UndoDecision, Own, "Analysts undo decisions of their own."),
    rule(Analyst, Do::ExportLead, Region, "Analysts take out leads that they see, each with a marking."),
    rule(Analyst, Do::ReadLeadHistory, Region, "Analysts see what was done to the leads that they see."),
    rule(Analyst, Do::ReadReport, All, "Analysts read what the public handed in; each reading is recorded."),
    rule(Manager, Do::KeepOwnAccount, All, "Officers keep their own sessions and password."),
    rule(Manager, Do::KeepOwnTokens, All, "Managers may let a program act for them."),
    rule(Manager, Do::Import, All, "Managers bring in posts."),
    rule(Manager, Do::ReadImport, All, "Managers see what was brought in."),
    rule(Manager, Do::ReadLead, All, "Managers see all leads."),
    rule(Manager, Do::TakeLead, All, "Managers take any lead, also from a colleague."),
    rule(Manager, Do::HandOverLead, All, "Managers give any lead to any officer."),
    rule(Manager, Do::DecideLead, All, "Managers decide on any lead."),
    rule(Manager, Do::UndoDecision, All, "Managers undo any decision."),
    rule(Manager, Do::ExportLead, All, "Managers take out any lead, each with a marking."),
    rule(Manager, Do::ReadLeadHistory, All, "Managers see what was done to any lead."),
    rule(Manager, Do::ReadReport, All, "Managers read what the public handed in; each reading is recorded."),
    rule(Manager, Do::AnswerContest, All, "Managers answer who contests."),
    rule(Administrator, Do::KeepOwnAccount, All, "Officers keep their own sessions and password."),
    rule(Administrator, Do::KeepOwnTokens, All, "Administrators may let a program act for them."),
    rule(Administrator, Do::KeepOfficers, All, "Administrators keep accounts, and see no lead."),
    rule(Administrator, Do::ConfirmContact, All, "Administrators say which help contacts still hold."),
    rule(Auditor, Do::KeepOwnAccount, All, "Officers keep their own sessions and password."),
    rule(Auditor, Do::KeepOwnTokens, All, "Auditors may let a program act for them."),
    rule(Auditor, Do::ReadLeadHistory, All, "Auditors see what was done to any lead."),
    rule(Auditor, Do::ReadAudit, All, "Auditors read the whole trail and change nothing."),
];

/// The rule for a role and an action, if there is one: its own, or the one for anybody.
pub(crate) fn find_rule(role: Role, action: Action) -> Option<&'static Rule> {
    let own = RULES.iter().find(|rule| rule.role == role && rule.action == action);
    own.or_else(|| RULES.iter().find(|rule| rule.role == Public && rule.action == action))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_role_has_two_rules_for_one_action() {
        for (place, rule) in RULES.iter().enumerate() {
            let twice =
                RULES.iter().skip(place + 1).any(|other| other.role == rule.role && other.action == rule.action);
            assert!(!twice, "{} {}", rule.role.name(), rule.action.name());
        }
    }

    #[test]
    fn every_action_is_allowed_to_somebody() {
        for action in Action::ALL {
            assert!(RULES.iter().any(|rule| rule.action == action), "{}", action.name());
            assert_eq!(Action::from_name(action.name()), Some(action));
        }
    }

    #[test]
    fn analysts_undo_decisions_of_their_own_and_managers_any() {
        let rule_of = |role| find_rule(role, Do::UndoDecision).map(|rule| rule.scope);
        assert_eq!((rule_of(Analyst), rule_of(Manager)), (Some(Own), Some(All)));
    }

    #[test]
    fn administrators_see_no_lead_and_auditors_change_nothing() {
        let changes = [
            Do::Import,
            Do::TakeLead,
            Do::HandOverLead,
            Do::DecideLead,
            Do::UndoDecision,
            Do::KeepOfficers,
            Do::ConfirmContact,
        ];
        for action in changes {
            assert!(find_rule(Auditor, action).is_none(), "{}", action.name());
        }
        for action in [Do::ReadLead, Do::ExportLead, Do::ReadReport, Do::ReadLeadHistory] {
            assert!(find_rule(Administrator, action).is_none(), "{}", action.name());
        }
    }
}
