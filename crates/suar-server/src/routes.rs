//! Every address of the site in one table, from which the router is built.

use std::convert::Infallible;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use suar_policy::Action;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::api::{API_ROUTES, bearer};
use crate::office::guard;
use crate::pages::{
    about, account, check, contacts, contest, contest_desk, help, imports, lead, leads, officers, report, report_desk,
    sign_in, static_files, trail,
};
use crate::protection::finish;
use crate::site::{Settings, Site};

/// An address, who may use it, and what for.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// The method.
    pub method: RouteMethod,
    /// The path.
    pub path: &'static str,
    /// Who may.
    pub audience: Audience,
    /// What for.
    pub purpose: &'static str,
    pub(crate) act: Act,
}

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteMethod {
    /// Reads and changes nothing; answers HEAD as well.
    Get,
    /// Sends a form.
    Post,
}

/// Who may use an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Whoever comes, without a name.
    Everyone,
    /// Officers to whom the table of rules allows this.
    Officers(Action),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    ShowCheck,
    Check,
    BackToCheck,
    ShowReport,
    Report,
    StartReport,
    BackToReport,
    ShowReportCode,
    FindReport,
    ShowContest,
    Contest,
    ShowContestCode,
    FindContest,
    ShowHelp,
    ShowAbout,
    Robots,
    Favicon,
    Style,
    OfficeStyle,
    ShowSignIn,
    SignIn,
    SignOut,
    Office(OfficeAct),
    Lead(LeadAct),
    /// An address for programs, with what makes its handler.
    Program(fn() -> MethodRouter<Site>),
    /// One that may take as long as an upload.
    SlowProgram(fn() -> MethodRouter<Site>),
}

/// What officers do beside working on leads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum OfficeAct {
    ShowImports,
    Upload,
    ShowImport,
    StopImport,
    ResumeImport,
    ShowReports,
    ShowOneReport,
    ShowReportFile,
    AnswerReport,
    ShowContests,
    ShowOneContest,
    AnswerContest,
    ShowAccount,
    EndSession,
    EndOtherSessions,
    ChangePassword,
    MakeToken,
    RevokeToken,
    ShowOfficers,
    AddOfficer,
    ShowOfficer,
    CloseOfficer,
    ResetPassword,
    ShowTrail,
    VerifyTrail,
    ShowContacts,
    ConfirmContact,
}

/// What is done with leads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum LeadAct {
    Style,
    Keys,
    List,
    TakeChosen,
    Show,
    ShowPosts,
    ShowHistory,
    Decide,
    Undo,
    Take,
    GiveBack,
    HandOver,
    ShowExport,
    Export,
}

const fn get(path: &'static str, act: Act, purpose: &'static str) -> Route {
    Route { method: RouteMethod::Get, path, audience: Audience::Everyone, purpose, act }
}

const fn post(path: &'static str, act: Act, purpose: &'static str) -> Route {
    Route { method: RouteMethod::Post, path, audience: Audience::Everyone, purpose, act }
}

const fn office_get(path: &'static str, act: Act, action: Action, purpose: &'static str) -> Route {
    Route { method: RouteMethod::Get, path, audience: Audience::Officers(action), purpose, act }
}

const fn office_post(path: &'static str, act: Act, action: Action, purpose: &'static str) -> Route {
    Route { method: RouteMethod::Post, path, audience: Audience::Officers(action), purpose, act }
}

/// All addresses.
pub const ROUTES: [Route; 63] = [
    get("/", Act::ShowCheck, "paste an offer"),
    post("/cek", Act::Check, "see the signs in an offer; nothing is kept"),
    get("/cek", Act::BackToCheck, "a reloaded result leads back to the start"),
    get("/lapor", Act::ShowReport, "the form to report an offer"),
    post("/lapor", Act::Report, "report an offer without a name"),
    post("/lapor/isi", Act::StartReport, "take a checked text into the form"),
    get("/lapor/isi", Act::BackToReport, "a reloaded form leads back to the empty one"),
    get("/lapor/kode", Act::ShowReportCode, "the form for the code of a report"),
    post("/lapor/kode", Act::FindReport, "see what became of a report"),
    get("/sanggah", Act::ShowContest, "the form to contest a finding"),
    post("/sanggah", Act::Contest, "contest a finding without a name"),
    get("/sanggah/kode", Act::ShowContestCode, "the form for the code of a contest"),
    post("/sanggah/kode", Act::FindContest, "see what became of a contest"),
    get("/bantuan", Act::ShowHelp, "whom to call"),
    get("/tentang", Act::ShowAbout, "what this is and what is kept"),
    get("/robots.txt", Act::Robots, "what search engines may fetch"),
    get("/favicon.svg", Act::Favicon, "the sign of the site"),
    get("/static/suar.css", Act::Style, "how the pages look"),
    get("/static/office.css", Act::OfficeStyle, "how officers' pages look besides"),
    get("/masuk", Act::ShowSignIn, "the form to sign in"),
    post("/masuk", Act::SignIn, "sign in"),
    office_post("/keluar", Act::SignOut, Action::KeepOwnAccount, "sign out"),
    office_get("/impor", Act::Office(OfficeAct::ShowImports), Action::ReadImport, "the files that were brought in"),
    office_post("/impor", Act::Office(OfficeAct::Upload), Action::Import, "bring in files of posts"),
    office_get(
        "/impor/{id}",
        Act::Office(OfficeAct::ShowImport),
        Action::ReadImport,
        "how far a file is, and what was rejected",
    ),
    office_post("/impor/{id}/henti", Act::Office(OfficeAct::StopImport), Action::Import, "stop reading a file"),
    office_post("/impor/{id}/lanjut", Act::Office(OfficeAct::ResumeImport), Action::Import, "go on reading a file"),
    office_get("/laporan", Act::Office(OfficeAct::ShowReports), Action::ReadReport, "what the public reported"),
    office_get(
        "/laporan/{id}",
        Act::Office(OfficeAct::ShowOneReport),
        Action::ReadReport,
        "read a report; the reading is recorded",
    ),
    office_get(
        "/laporan/{id}/berkas/{number}",
        Act::Office(OfficeAct::ShowReportFile),
        Action::ReadReport,
        "open a file of a report",
    ),
    office_post("/laporan/{id}/jawab", Act::Office(OfficeAct::AnswerReport), Action::ReadReport, "answer a report"),
    office_get(
        "/sanggahan",
        Act::Office(OfficeAct::ShowContests),
        Action::AnswerContest,
        "who contests, and until when to answer",
    ),
    office_get("/sanggahan/{id}", Act::Office(OfficeAct::ShowOneContest), Action::AnswerContest, "read a contest"),
    office_post(
        "/sanggahan/{id}/jawab",
        Act::Office(OfficeAct::AnswerContest),
        Action::AnswerContest,
        "answer a contest",
    ),
    office_get(
        "/akun",
        Act::Office(OfficeAct::ShowAccount),
        Action::KeepOwnAccount,
        "one's own sessions, password and tokens",
    ),
    office_post(
        "/akun/sesi/{id}/akhiri",
        Act::Office(OfficeAct::EndSession),
        Action::KeepOwnAccount,
        "end one of one's sessions",
    ),
    office_post(
        "/akun/sesi/akhiri-lain",
        Act::Office(OfficeAct::EndOtherSessions),
        Action::KeepOwnAccount,
        "end all other sessions",
    ),
    office_post(
        "/akun/sandi",
        Act::Office(OfficeAct::ChangePassword),
        Action::KeepOwnAccount,
        "change one's own password",
    ),
    office_post("/akun/token", Act::Office(OfficeAct::MakeToken), Action::KeepOwnTokens, "make a token for a program"),
    office_post("/akun/token/{id}/cabut", Act::Office(OfficeAct::RevokeToken), Action::KeepOwnTokens, "revoke a token"),
    office_get("/petugas", Act::Office(OfficeAct::ShowOfficers), Action::KeepOfficers, "all accounts"),
    office_post("/petugas", Act::Office(OfficeAct::AddOfficer), Action::KeepOfficers, "add an account"),
    office_get("/petugas/{id}", Act::Office(OfficeAct::ShowOfficer), Action::KeepOfficers, "one account"),
    office_post("/petugas/{id}/tutup", Act::Office(OfficeAct::CloseOfficer), Action::KeepOfficers, "close an account"),
    office_post(
        "/petugas/{id}/sandi",
        Act::Office(OfficeAct::ResetPassword),
        Action::KeepOfficers,
        "give an officer a new password",
    ),
    office_get(
        "/kontak",
        Act::Office(OfficeAct::ShowContacts),
        Action::ConfirmContact,
        "which help contacts are confirmed",
    ),
    office_post(
        "/kontak",
        Act::Office(OfficeAct::ConfirmContact),
        Action::ConfirmContact,
        "say whether a help contact holds",
    ),
    office_get("/jejak", Act::Office(OfficeAct::ShowTrail), Action::ReadAudit, "the audit trail"),
    office_get(
        "/jejak/periksa",
        Act::Office(OfficeAct::VerifyTrail),
        Action::ReadAudit,
        "whether the audit trail is whole",
    ),
    get("/static/leads.css", Act::Lead(LeadAct::Style), "how pages about leads look"),
    get("/static/keys.js", Act::Lead(LeadAct::Keys), "keys for officers; everything works without them"),
    office_get("/temuan", Act::Lead(LeadAct::List), Action::ReadLead, "the leads, the most urgent first"),
    office_post("/temuan/ambil", Act::Lead(LeadAct::TakeChosen), Action::TakeLead, "take the chosen leads"),
    office_get("/temuan/{id}", Act::Lead(LeadAct::Show), Action::ReadLead, "a lead"),
    office_get("/temuan/{id}/pos", Act::Lead(LeadAct::ShowPosts), Action::ReadLead, "the posts of a lead"),
    office_get(
        "/temuan/{id}/riwayat",
        Act::Lead(LeadAct::ShowHistory),
        Action::ReadLeadHistory,
        "what was done to a lead",
    ),
    office_post("/temuan/{id}/putuskan", Act::Lead(LeadAct::Decide), Action::DecideLead, "decide on a lead"),
    office_post("/putusan/{id}/batal", Act::Lead(LeadAct::Undo), Action::UndoDecision, "undo a decision"),
    office_post("/temuan/{id}/ambil", Act::Lead(LeadAct::Take), Action::TakeLead, "take a lead"),
    office_post("/temuan/{id}/lepas", Act::Lead(LeadAct::GiveBack), Action::TakeLead, "give a lead back"),
    office_post(
        "/temuan/{id}/serahkan",
        Act::Lead(LeadAct::HandOver),
        Action::HandOverLead,
        "hand a lead over to a colleague",
    ),
    office_get(
        "/temuan/{id}/ekspor",
        Act::Lead(LeadAct::ShowExport),
        Action::ExportLead,
        "the form to take a lead out",
    ),
    office_post("/temuan/{id}/ekspor", Act::Lead(LeadAct::Export), Action::ExportLead, "take a lead out as a file"),
];

/// The site as a service. Hand it over with connection info, so that budgets tell addresses apart:
/// `router(site).into_make_service_with_connect_info::<SocketAddr>()`.
pub fn router(site: Site) -> Router {
    let settings = site.settings().clone();
    let mut router = Router::new();
    for route in ROUTES.into_iter().chain(API_ROUTES) {
        router = router.route(route.path, handler(&route, &site, &settings));
    }
    router
        .layer(CatchPanicLayer::custom(|_| -> Response { StatusCode::INTERNAL_SERVER_ERROR.into_response() }))
        .layer(from_fn_with_state(site.clone(), finish))
        .layer(CompressionLayer::new().gzip(true))
        .with_state(site)
}

/// A form with a text: 20,000 characters of four bytes, each byte as `%xx`, and some to spare, so
/// that a text that is too long still gets an answer that says so.
const FORM_BYTES: usize = 512 << 10;

/// All files of one form: twice what one may have, so that one that is too large is read past and told so.
fn most_upload_bytes(site: &Site) -> usize {
    usize::try_from(site.app().limits().file_bytes).unwrap_or(usize::MAX).saturating_mul(2).saturating_add(FORM_BYTES)
}

fn handler(route: &Route, site: &Site, settings: &Settings) -> MethodRouter<Site> {
    let (body_bytes, timeout) = match route.act {
        Act::Report => (report::MOST_BODY_BYTES, settings.upload_timeout),
        Act::Office(OfficeAct::Upload) => (most_upload_bytes(site), settings.upload_timeout),
        // Ten thousand posts are read anew.
        Act::Lead(LeadAct::Export) | Act::SlowProgram(_) => (FORM_BYTES, settings.upload_timeout),
        _ => (FORM_BYTES, settings.request_timeout),
    };
    let is_for_program = matches!(route.act, Act::Program(_) | Act::SlowProgram(_));
    let acted = match route.audience {
        Audience::Everyone => act_on(route),
        Audience::Officers(action) if is_for_program => {
            act_on(route).route_layer(from_fn_with_state((site.clone(), action), bearer))
        }
        Audience::Officers(action) => act_on(route).route_layer(from_fn_with_state((site.clone(), action), guard)),
    };
    acted
        .layer::<_, Infallible>(DefaultBodyLimit::max(body_bytes))
        .layer::<_, Infallible>(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, timeout))
}

fn act_on(route: &Route) -> MethodRouter<Site> {
    let method = match route.method {
        RouteMethod::Get => MethodFilter::GET,
        RouteMethod::Post => MethodFilter::POST,
    };
    match route.act {
        Act::ShowCheck => on(method, check::show),
        Act::Check => on(method, check::check),
        Act::BackToCheck => on(method, check::go_back),
        Act::ShowReport => on(method, report::show),
        Act::Report => on(method, report::report),
        Act::StartReport => on(method, report::start),
        Act::BackToReport => on(method, report::go_back),
        Act::ShowReportCode => on(method, report::show_code),
        Act::FindReport => on(method, report::find),
        Act::ShowContest => on(method, contest::show),
        Act::Contest => on(method, contest::contest),
        Act::ShowContestCode => on(method, contest::show_code),
        Act::FindContest => on(method, contest::find),
        Act::ShowHelp => on(method, help::show),
        Act::ShowAbout => on(method, about::show),
        Act::Robots => on(method, static_files::robots),
        Act::Favicon => on(method, static_files::favicon),
        Act::Style => on(method, static_files::style),
        Act::OfficeStyle => on(method, static_files::office_style),
        Act::ShowSignIn => on(method, sign_in::show),
        Act::SignIn => on(method, sign_in::sign_in),
        Act::SignOut => on(method, sign_in::sign_out),
        Act::Office(act) => act_in_office(act, method),
        Act::Lead(act) => act_on_leads(act, method),
        Act::Program(handler) | Act::SlowProgram(handler) => handler(),
    }
}

fn act_in_office(act: OfficeAct, method: MethodFilter) -> MethodRouter<Site> {
    match act {
        OfficeAct::ShowImports => on(method, imports::show),
        OfficeAct::Upload => on(method, imports::upload),
        OfficeAct::ShowImport => on(method, imports::show_one),
        OfficeAct::StopImport => on(method, imports::stop),
        OfficeAct::ResumeImport => on(method, imports::resume),
        OfficeAct::ShowReports => on(method, report_desk::list),
        OfficeAct::ShowOneReport => on(method, report_desk::show),
        OfficeAct::ShowReportFile => on(method, report_desk::file),
        OfficeAct::AnswerReport => on(method, report_desk::answer),
        OfficeAct::ShowContests => on(method, contest_desk::list),
        OfficeAct::ShowOneContest => on(method, contest_desk::show),
        OfficeAct::AnswerContest => on(method, contest_desk::answer),
        OfficeAct::ShowAccount => on(method, account::show),
        OfficeAct::EndSession => on(method, account::end_session),
        OfficeAct::EndOtherSessions => on(method, account::end_others),
        OfficeAct::ChangePassword => on(method, account::change_password),
        OfficeAct::MakeToken => on(method, account::make_token),
        OfficeAct::RevokeToken => on(method, account::revoke_token),
        OfficeAct::ShowOfficers => on(method, officers::list),
        OfficeAct::AddOfficer => on(method, officers::add),
        OfficeAct::ShowOfficer => on(method, officers::show_one),
        OfficeAct::CloseOfficer => on(method, officers::close),
        OfficeAct::ResetPassword => on(method, officers::reset_password),
        OfficeAct::ShowTrail => on(method, trail::show),
        OfficeAct::VerifyTrail => on(method, trail::verify),
        OfficeAct::ShowContacts => on(method, contacts::show),
        OfficeAct::ConfirmContact => on(method, contacts::confirm),
    }
}

fn act_on_leads(act: LeadAct, method: MethodFilter) -> MethodRouter<Site> {
    match act {
        LeadAct::Style => on(method, static_files::leads_style),
        LeadAct::Keys => on(method, static_files::keys),
        LeadAct::List => on(method, leads::show),
        LeadAct::TakeChosen => on(method, leads::take),
        LeadAct::Show => on(method, lead::show),
        LeadAct::ShowPosts => on(method, lead::show_posts),
        LeadAct::ShowHistory => on(method, lead::show_history),
        LeadAct::Decide => on(method, lead::decide),
        LeadAct::Undo => on(method, lead::undo),
        LeadAct::Take => on(method, lead::take),
        LeadAct::GiveBack => on(method, lead::give_back),
        LeadAct::HandOver => on(method, lead::hand_over),
        LeadAct::ShowExport => on(method, lead::show_export),
        LeadAct::Export => on(method, lead::export),
    }
}
