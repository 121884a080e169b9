use axum::routing::{MethodRouter, get, post};
use suar_policy::Action as Do;

use super::{
    account, audit, check, contests, health, help_contacts, imports, lead_acts, lead_export, lead_posts, leads,
    officers, public_contests, public_reports, reports,
};
use crate::routes::{Act, Audience, Route, RouteMethod};
use crate::site::Site;

type Handler = fn() -> MethodRouter<Site>;

const fn row(
    method: RouteMethod,
    path: &'static str,
    audience: Audience,
    (purpose, act): (&'static str, Act),
) -> Route {
    Route { method, path, audience, purpose, act }
}

const fn open_get(path: &'static str, handler: Handler, purpose: &'static str) -> Route {
    row(RouteMethod::Get, path, Audience::Everyone, (purpose, Act::Program(handler)))
}

const fn open_post(path: &'static str, handler: Handler, purpose: &'static str) -> Route {
    row(RouteMethod::Post, path, Audience::Everyone, (purpose, Act::Program(handler)))
}

const fn fetch(path: &'static str, action: Do, handler: Handler, purpose: &'static str) -> Route {
    row(RouteMethod::Get, path, Audience::Officers(action), (purpose, Act::Program(handler)))
}

const fn act(path: &'static str, action: Do, handler: Handler, purpose: &'static str) -> Route {
    row(RouteMethod::Post, path, Audience::Officers(action), (purpose, Act::Program(handler)))
}

const fn slow_act(path: &'static str, action: Do, handler: Handler, purpose: &'static str) -> Route {
    row(RouteMethod::Post, path, Audience::Officers(action), (purpose, Act::SlowProgram(handler)))
}

const fn slow_fetch(path: &'static str, action: Do, handler: Handler, purpose: &'static str) -> Route {
    row(RouteMethod::Get, path, Audience::Officers(action), (purpose, Act::SlowProgram(handler)))
}

/// All addresses for programs.
pub const API_ROUTES: [Route; 43] = [
    open_get("/api/v1/health", || get(health::health), "say that the program is up"),
    open_get("/api/v1/openapi.json", || get(health::openapi), "describe the API"),
    open_post("/api/v1/check", || post(check::check), "explain an offer; nothing is kept"),
    open_post("/api/v1/reports", || post(public_reports::report), "report an offer without a name"),
    open_post("/api/v1/reports/find", || post(public_reports::find), "see what became of a report"),
    open_post("/api/v1/contests", || post(public_contests::contest), "contest a finding without a name"),
    open_post("/api/v1/contests/find", || post(public_contests::find), "see what became of a contest"),
    open_get("/api/v1/help-contacts", || get(help_contacts::list), "list whom to call"),
    fetch("/api/v1/account", Do::KeepOwnAccount, || get(account::show), "say for whom a token acts"),
    fetch("/api/v1/account/sessions", Do::KeepOwnAccount, || get(account::sessions), "list one's sessions"),
    act("/api/v1/account/sessions/{id}/end", Do::KeepOwnAccount, || post(account::end_session), "end a session"),
    fetch("/api/v1/leads", Do::ReadLead, || get(leads::list), "list leads"),
    fetch("/api/v1/lead-facets", Do::ReadLead, || get(leads::facets), "list what leads are chosen by"),
    fetch("/api/v1/colleagues", Do::ReadLead, || get(leads::colleagues), "list who can be given a lead"),
    fetch("/api/v1/leads/{id}", Do::ReadLead, || get(leads::get), "show a lead"),
    fetch("/api/v1/leads/{id}/posts", Do::ReadLead, || get(lead_posts::list), "list posts of a lead"),
    fetch("/api/v1/leads/{id}/history", Do::ReadLeadHistory, || get(leads::history), "show what was done to a lead"),
    slow_fetch("/api/v1/leads/{id}/export", Do::ExportLead, || get(lead_export::export), "take a lead out"),
    act("/api/v1/leads/{id}/take", Do::TakeLead, || post(lead_acts::take), "take a lead"),
    act("/api/v1/leads/{id}/give-back", Do::TakeLead, || post(lead_acts::give_back), "give a lead back"),
    act("/api/v1/leads/{id}/hand-over", Do::HandOverLead, || post(lead_acts::hand_over), "give a lead to a colleague"),
    act("/api/v1/leads/{id}/decisions", Do::DecideLead, || post(lead_acts::decide), "decide on units of a lead"),
    act("/api/v1/decisions/{id}/undo", Do::UndoDecision, || post(lead_acts::undo), "undo a decision"),
    fetch("/api/v1/imports", Do::ReadImport, || get(imports::list), "list imports"),
    slow_act("/api/v1/imports", Do::Import, || post(imports::add), "take a file in"),
    fetch("/api/v1/imports/{id}", Do::ReadImport, || get(imports::get), "show an import"),
    fetch("/api/v1/imports/{id}/rejects", Do::ReadImport, || get(imports::rejects), "list what can't be read"),
    act("/api/v1/imports/{id}/stop", Do::Import, || post(imports::stop), "stop an import"),
    act("/api/v1/imports/{id}/resume", Do::Import, || post(imports::resume), "go on with an import"),
    fetch("/api/v1/public-reports", Do::ReadReport, || get(reports::list), "list reports of the public"),
    fetch("/api/v1/public-reports/{id}", Do::ReadReport, || get(reports::get), "read a report"),
    fetch(
        "/api/v1/public-reports/{id}/files/{number}",
        Do::ReadReport,
        || get(reports::file),
        "open a file of a report",
    ),
    act("/api/v1/public-reports/{id}/answer", Do::ReadReport, || post(reports::answer), "answer a report"),
    fetch("/api/v1/contests", Do::AnswerContest, || get(contests::list), "list contests"),
    fetch("/api/v1/contests/{id}", Do::AnswerContest, || get(contests::get), "read a contest"),
    act("/api/v1/contests/{id}/answer", Do::AnswerContest, || post(contests::answer), "answer a contest"),
    fetch("/api/v1/officers", Do::KeepOfficers, || get(officers::list), "list accounts"),
    act("/api/v1/officers", Do::KeepOfficers, || post(officers::add), "add an account"),
    act("/api/v1/officers/{id}/close", Do::KeepOfficers, || post(officers::close), "close an account"),
    act("/api/v1/officers/{id}/password", Do::KeepOfficers, || post(officers::reset_password), "give a new password"),
    act(
        "/api/v1/help-contacts/{id}/confirmation",
        Do::ConfirmContact,
        || post(help_contacts::confirm),
        "say whether a help contact holds",
    ),
    fetch("/api/v1/audit", Do::ReadAudit, || get(audit::list), "list the audit trail"),
    fetch("/api/v1/audit/verification", Do::ReadAudit, || get(audit::verify), "follow the audit trail"),
];
