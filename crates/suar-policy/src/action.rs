/// What somebody asks to do. Each route and each command asks for exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Have an offer explained.
    CheckOffer,
    /// Hand in an offer.
    ReportOffer,
    /// Come back to what one handed in, with its code.
    FollowOwnReport,
    /// Say that one is wrongly accused.
    Contest,
    /// Begin a session with a password.
    SignIn,
    /// See and end one's own sessions, change one's own password.
    KeepOwnAccount,
    /// Make and revoke one's own tokens for programs.
    KeepOwnTokens,
    /// Bring in a file of posts.
    Import,
    /// See what was brought in, with what was rejected.
    ReadImport,
    /// See leads, their posts, templates and networks.
    ReadLead,
    /// Take a lead.
    TakeLead,
    /// Give a lead to a colleague.
    HandOverLead,
    /// Confirm, dismiss or leave open.
    DecideLead,
    /// Take a decision back; what is asked about is whose decision it is.
    UndoDecision,
    /// Take a lead out of the program.
    ExportLead,
    /// See who did what to a lead.
    ReadLeadHistory,
    /// Read what the public handed in.
    ReadReport,
    /// Read and answer who feels wrongly accused.
    AnswerContest,
    /// See officers, add and close accounts.
    KeepOfficers,
    /// Say that a help contact still holds.
    ConfirmContact,
    /// Read the whole audit trail.
    ReadAudit,
}

impl Action {
    /// Every action.
    pub const ALL: [Action; 21] = [
        Action::CheckOffer,
        Action::ReportOffer,
        Action::FollowOwnReport,
        Action::Contest,
        Action::SignIn,
        Action::KeepOwnAccount,
        Action::KeepOwnTokens,
        Action::Import,
        Action::ReadImport,
        Action::ReadLead,
        Action::TakeLead,
        Action::HandOverLead,
        Action::DecideLead,
        Action::UndoDecision,
        Action::ExportLead,
        Action::ReadLeadHistory,
        Action::ReadReport,
        Action::AnswerContest,
        Action::KeepOfficers,
        Action::ConfirmContact,
        Action::ReadAudit,
    ];

    /// The name in tokens, logs and the audit trail.
    pub fn name(self) -> &'static str {
        match self {
            Action::CheckOffer => "check_offer",
            Action::ReportOffer => "report_offer",
            Action::FollowOwnReport => "follow_own_report",
            Action::Contest => "contest",
            Action::SignIn => "sign_in",
            Action::KeepOwnAccount => "keep_own_account",
            Action::KeepOwnTokens => "keep_own_tokens",
            Action::Import => "import",
            Action::ReadImport => "read_import",
            Action::ReadLead => "read_lead",
            Action::TakeLead => "take_lead",
            Action::HandOverLead => "hand_over_lead",
            Action::DecideLead => "decide_lead",
            Action::UndoDecision => "undo_decision",
            Action::ExportLead => "export_lead",
            Action::ReadLeadHistory => "read_lead_history",
            Action::ReadReport => "read_report",
            Action::AnswerContest => "answer_contest",
            Action::KeepOfficers => "keep_officers",
            Action::ConfirmContact => "confirm_contact",
            Action::ReadAudit => "read_audit",
        }
    }

    /// The action of a name.
    pub fn from_name(name: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|action| action.name() == name)
    }
}
