use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use suar_app::{AppError, DeskError, Fault};
use utoipa::ToSchema;

use crate::trouble::Trouble;

/// Why a request was not done (RFC 9457). It never holds words of the request or of anybody else.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProblemView {
    /// What kind of problem: `urn:suar:problem:` and the code.
    #[serde(rename = "type")]
    #[schema(format = "uri", example = "urn:suar:problem:not_found")]
    kind: String,
    /// The kind in words.
    #[schema(example = "Not found")]
    title: &'static str,
    /// The status of the answer once more.
    #[schema(minimum = 400, maximum = 599, example = 404)]
    status: u16,
    /// What is wrong this time.
    #[schema(example = "no such lead")]
    detail: String,
    /// What programs tell problems apart by.
    #[schema(pattern = "^[a-z_]+$", example = "not_found")]
    code: &'static str,
}

/// Why a request was not done.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    retry_after_seconds: Option<u64>,
    /// For the log alone.
    cause: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), retry_after_seconds: None, cause: None }
    }

    /// A token is missing, unknown, revoked or over.
    pub(crate) fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthenticated", "send `Authorization: Bearer` and a token that holds")
    }

    /// No such thing, or none that the caller may see.
    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", format!("no such {what}"))
    }

    /// The table of rules or the scope of the token does not allow it.
    pub(crate) fn forbidden(action: suar_policy::Action) -> Self {
        let detail = format!("neither role nor token allow to {}", action.name());
        Self::new(StatusCode::FORBIDDEN, "forbidden", detail)
    }

    /// A body that is no JSON.
    pub(crate) fn not_json(detail: String) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "not_json", detail)
    }

    /// A body that broke off.
    pub(crate) fn not_understood(detail: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "not_understood", detail)
    }

    /// A body of another kind than the document names.
    pub(crate) fn wrong_media_type(named: &str) -> Self {
        let detail = format!("send it as {named}");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", detail)
    }

    /// A body that is larger than is taken in.
    pub(crate) fn too_large() -> Self {
        Self::of_status(StatusCode::PAYLOAD_TOO_LARGE)
    }

    /// What was sent has not the shape or the bounds that the document names.
    pub(crate) fn invalid(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", detail)
    }

    /// The budget is spent.
    pub(crate) fn too_often(retry_after_seconds: u64) -> Self {
        Self { retry_after_seconds: Some(retry_after_seconds), ..Self::of_status(StatusCode::TOO_MANY_REQUESTS) }
    }

    /// A fault of ours.
    pub(crate) fn internal(cause: impl Into<String>) -> Self {
        Self { cause: Some(cause.into()), ..Self::of_status(StatusCode::INTERNAL_SERVER_ERROR) }
    }

    /// What a bare status says.
    fn of_status(status: StatusCode) -> Self {
        let (code, detail) = match status.as_u16() {
            400 => ("not_understood", "the request can't be understood"),
            403 => ("forbidden", "not allowed"),
            404 => ("not_found", "nothing is at this address"),
            405 => ("method_not_allowed", "this address does not take this method"),
            408 => ("timeout", "the request took too long"),
            409 => ("changed", "it has changed meanwhile"),
            413 => ("too_large", "the body is larger than is taken in"),
            415 => ("unsupported_media_type", "a body of this kind is not taken in"),
            422 => ("invalid", "what was sent does not hold"),
            429 => ("too_many_requests", "too many requests; wait as `Retry-After` says"),
            503 => ("unavailable", "the service is not available; try again"),
            _ if status.is_client_error() => ("not_understood", "the request can't be understood"),
            _ => ("internal", "a fault of ours"),
        };
        Self::new(status, code, detail)
    }

    fn view(self) -> ProblemView {
        ProblemView {
            kind: format!("urn:suar:problem:{}", self.code),
            title: self.status.canonical_reason().unwrap_or("Problem"),
            status: self.status.as_u16(),
            detail: self.detail,
            code: self.code,
        }
    }
}

/// The problem in place of a bare response, of which headers that tell more stay.
pub(crate) fn in_place_of(bare: &Response) -> Response {
    let mut response = Problem::of_status(bare.status()).into_response();
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = bare.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if let Some(cause) = &self.cause {
            tracing::error!(trouble.reason = %cause, "a request of a program failed");
        }
        let (status, retry_after_seconds) = (self.status, self.retry_after_seconds);
        let body = serde_json::to_vec(&self.view()).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = retry_after_seconds {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Refused(action) => Self::forbidden(action),
            AppError::NotFound(what) => Self::not_found(what),
            AppError::Changed(what) => {
                Self::new(StatusCode::CONFLICT, "changed", format!("{what} has changed meanwhile"))
            }
            AppError::Invalid(fault) => Self::new(status_of(fault), code_of(fault), fault.to_string()),
            other => Trouble::from(other).into(),
        }
    }
}

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Self {
        Trouble::from(error).into()
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::NotUnderstood | Trouble::UnknownQuery => Self::of_status(StatusCode::BAD_REQUEST),
            Trouble::NotFound => Self::of_status(StatusCode::NOT_FOUND),
            Trouble::Forbidden => Self::of_status(StatusCode::FORBIDDEN),
            Trouble::Changed => Self::of_status(StatusCode::CONFLICT),
            Trouble::TooLarge | Trouble::FilesTooLarge => Self::too_large(),
            Trouble::TooOften { retry_after_seconds } => Self::too_often(retry_after_seconds),
            Trouble::Unavailable(cause) => {
                Self { cause: Some(cause), ..Self::of_status(StatusCode::SERVICE_UNAVAILABLE) }
            }
            Trouble::Internal(cause) => Self::internal(cause),
        }
    }
}

/// What is wrong with the thing as it stands is a conflict; what is wrong with the words is not.
fn status_of(fault: Fault) -> StatusCode {
    match fault {
        Fault::NameTaken | Fault::ImportState => StatusCode::CONFLICT,
        Fault::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
        Fault::FileTooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn code_of(fault: Fault) -> &'static str {
    match fault {
        Fault::PasswordTooShort => "password_too_short",
        Fault::PasswordEasy => "password_easy",
        Fault::PasswordTooLong => "password_too_long",
        Fault::PasswordWrong => "password_wrong",
        Fault::TooManyAttempts => "too_many_attempts",
        Fault::NameUnfit => "name_unfit",
        Fault::NameTaken => "name_taken",
        Fault::DisplayNameUnfit => "display_name_unfit",
        Fault::TokenUnfit => "token_unfit",
        Fault::NoUnits => "no_units",
        Fault::ReasonUnknown => "reason_unknown",
        Fault::TooLong(_) => "too_long",
        Fault::Empty => "empty",
        Fault::OfficerUnknown => "officer_unknown",
        Fault::OwnAccount => "own_account",
        Fault::FileTooLarge(_) => "file_too_large",
        Fault::FileEmpty => "file_empty",
        Fault::MapUnfit => "map_unfit",
        Fault::FormatUnknown => "format_unknown",
        Fault::ImportState => "import_state",
    }
}
