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

use crate::office::guard;
use crate::pages::{about, check, contest, help, report, sign_in, static_files};
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
    act: Act,
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
enum Act {
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
}

const fn get(path: &'static str, act: Act, purpose: &'static str) -> Route {
    Route { method: RouteMethod::Get, path, audience: Audience::Everyone, purpose, act }
}

const fn post(path: &'static str, act: Act, purpose: &'static str) -> Route {
    Route { method: RouteMethod::Post, path, audience: Audience::Everyone, purpose, act }
}

const fn office_post(path: &'static str, act: Act, action: Action, purpose: &'static str) -> Route {
    Route { method: RouteMethod::Post, path, audience: Audience::Officers(action), purpose, act }
}

/// All addresses.
pub const ROUTES: [Route; 22] = [
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
];

/// The site as a service. Hand it over with connection info, so that budgets tell addresses apart:
/// `router(site).into_make_service_with_connect_info::<SocketAddr>()`.
pub fn router(site: Site) -> Router {
    let settings = site.settings().clone();
    let mut router = Router::new();
    for route in ROUTES {
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

fn handler(route: &Route, site: &Site, settings: &Settings) -> MethodRouter<Site> {
    let (body_bytes, timeout) = match route.act {
        Act::Report => (report::MOST_BODY_BYTES, settings.upload_timeout),
        _ => (FORM_BYTES, settings.request_timeout),
    };
    let acted = match route.audience {
        Audience::Everyone => act_on(route),
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
    }
}
