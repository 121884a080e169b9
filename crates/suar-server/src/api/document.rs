//! The `OpenAPI` document: what the handlers say of themselves, and what holds for all of them by the table of
//! addresses (who may call, and which problems can come).

use std::sync::LazyLock;

use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, HeaderBuilder, ObjectBuilder, Ref, RefOr, Response, ResponseBuilder, Type};

use super::problem::ProblemView;
use super::table::API_ROUTES;
use super::{
    account, audit, check, contests, health, help_contacts, imports, lead_acts, lead_export, lead_posts, leads,
    officers, public_contests, public_reports, reports,
};
use crate::routes::{Audience, Route, RouteMethod};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Suar",
        version = "1.0.0",
        description = "Suspicious job offers for people who look into them. A finding is a suspicion with reasons, \
            never a proof; accounts and recruiters named here may belong to coerced people. Moments are RFC 3339 \
            in UTC. Problems are RFC 9457 and hold no words of the request. All examples are invented.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    tags(
        (name = "public", description = "For whoever comes; needs no token. Budgets are by address."),
        (name = "account", description = "The account that a token belongs to."),
        (name = "leads", description = "Networks, templates and posts put before a person."),
        (name = "imports", description = "Files of posts."),
        (name = "desk", description = "What the public handed in."),
        (name = "officers", description = "Accounts of officers."),
        (name = "audit", description = "What was done, by whom.")
    ),
    paths(
        health::health, health::openapi,
        help_contacts::list,
        help_contacts::confirm, check::check, public_reports::report, public_reports::find,
        public_contests::contest, public_contests::find, account::show, account::sessions, account::end_session,
        leads::list, leads::facets, leads::colleagues, leads::get, lead_posts::list, leads::history,
        lead_export::export, lead_acts::take, lead_acts::give_back, lead_acts::hand_over, lead_acts::decide,
        lead_acts::undo, imports::list, imports::add, imports::get, imports::rejects, imports::stop,
        imports::resume, reports::list, reports::get, reports::file, reports::answer, contests::list, contests::get,
        contests::answer, officers::list, officers::add, officers::close, officers::reset_password, audit::list,
        audit::verify
    ),
    components(schemas(ProblemView))
)]
struct Document;

/// The name of the way in which tokens are shown.
const TOKEN: &str = "token";

/// The `OpenAPI` document of the API, as it is served and checked in.
///
/// # Errors
/// When it can't be written down, which would be a fault of ours.
pub fn openapi_json() -> Result<&'static str, OpenApiFault> {
    static DOCUMENT: LazyLock<Option<String>> = LazyLock::new(|| write().ok());
    DOCUMENT.as_deref().ok_or(OpenApiFault)
}

/// The `OpenAPI` document could not be written down.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the OpenAPI document could not be written down")]
pub struct OpenApiFault;

fn write() -> Result<String, serde_json::Error> {
    let mut document = Document::openapi();
    let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(
        "The secret of a token: 64 hexadecimal digits. Officers make tokens on the page of their account, each \
         with a scope and an end.",
    ));
    if let Some(components) = document.components.as_mut() {
        components.add_security_scheme(TOKEN, SecurityScheme::Http(scheme.build()));
        for (status, name, about) in PROBLEMS {
            components.responses.insert(name.to_owned(), RefOr::T(problem(status, about)));
        }
    }
    for route in API_ROUTES {
        let Some(item) = document.paths.paths.get_mut(route.path) else { continue };
        let operation = match route.method {
            RouteMethod::Get => item.get.as_mut(),
            RouteMethod::Post => item.post.as_mut(),
        };
        if let Some(operation) = operation {
            complete(operation, &route);
        }
    }
    document.to_pretty_json()
}

/// Adds what holds for every operation of its kind.
fn complete(operation: &mut Operation, route: &Route) {
    if let Audience::Officers(action) = route.audience {
        operation.security = Some(vec![SecurityRequirement::new(TOKEN, Vec::<String>::new())]);
        let about = operation.description.take().map(|about| format!("{about}\n\n")).unwrap_or_default();
        operation.description = Some(format!("{about}Scope: `{}`.", action.name()));
    }
    let own: Vec<String> = operation.responses.responses.keys().cloned().collect();
    for status in own.iter().filter(|status| status.starts_with('4')) {
        if let Some(RefOr::T(known)) = operation.responses.responses.get_mut(status) {
            *known = problem(status, &known.description);
        }
    }
    for (status, name) in problems_of(operation, route) {
        let shared = RefOr::Ref(Ref::from_response_name(name));
        operation.responses.responses.entry(status.to_owned()).or_insert(shared);
    }
}

/// The problems that come in more than one place: status, name and meaning.
const PROBLEMS: [(&str, &str, &str); 10] = [
    ("400", "NotUnderstood", "The body can't be understood."),
    ("401", "Unauthenticated", "No token, or none that holds."),
    ("403", "Forbidden", "Neither role nor scope of the token allow it."),
    ("408", "Timeout", "It took too long."),
    ("413", "TooLarge", "The body is larger than is taken in."),
    ("415", "UnsupportedMediaType", "The body is of another kind."),
    ("422", "Invalid", "Not in the documented shape or bounds, or it does not hold; `code` says what."),
    ("429", "TooManyRequests", "The budget is spent."),
    ("500", "Internal", "A fault of ours."),
    ("503", "Unavailable", "Not available at the moment."),
];

/// Which of them an operation can answer with.
fn problems_of(operation: &Operation, route: &Route) -> Vec<(&'static str, &'static str)> {
    let is_closed = route.audience != Audience::Everyone;
    let has_body = operation.request_body.is_some();
    let has_query = operation.parameters.as_ref().is_some_and(|parameters| {
        parameters.iter().any(|parameter| matches!(parameter.parameter_in, ParameterIn::Query))
    });
    let comes = |status: &str| match status {
        "400" | "413" | "415" => has_body,
        "401" | "403" => is_closed,
        "422" => has_body || has_query,
        _ => true,
    };
    PROBLEMS.into_iter().filter(|(status, ..)| comes(status)).map(|(status, name, _)| (status, name)).collect()
}

fn problem(status: &str, about: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemView"))).build();
    let response = ResponseBuilder::new().description(about).content("application/problem+json", content);
    if status != "429" {
        return response.build();
    }
    let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1));
    let header = HeaderBuilder::new().schema(seconds).description(Some("Seconds to wait."));
    response.header("Retry-After", header.build()).build()
}
