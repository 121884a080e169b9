use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use suar_app::{AppError, DeskError, NoEntropy};

/// When it is worth asking again where nothing can be kept at the moment.
const UNAVAILABLE_SECONDS: u64 = 30;

/// What went wrong with a request. It becomes a bare status; the page for it, in the visitor's
/// language, is drawn further out, where also the troubles of other layers pass.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("the request can't be understood")]
    NotUnderstood,
    #[error("the address asks for what no page knows")]
    UnknownQuery,
    #[error("nothing is there")]
    NotFound,
    #[error("not allowed")]
    Forbidden,
    #[error("it has changed meanwhile")]
    Changed,
    #[error("the request is too large")]
    TooLarge,
    #[error("the files are too large")]
    FilesTooLarge,
    #[error("too many requests; again in {retry_after_seconds} s")]
    TooOften { retry_after_seconds: u64 },
    #[error("the service is not available: {0}")]
    Unavailable(String),
    #[error("failed: {0}")]
    Internal(String),
}

/// What the page of a trouble says, where the words of its status tell too little.
#[derive(Clone, Copy)]
pub(crate) struct Said(pub(crate) &'static str);

impl Trouble {
    fn status(&self) -> StatusCode {
        match self {
            Trouble::NotUnderstood | Trouble::UnknownQuery => StatusCode::BAD_REQUEST,
            Trouble::NotFound => StatusCode::NOT_FOUND,
            Trouble::Forbidden => StatusCode::FORBIDDEN,
            Trouble::Changed => StatusCode::CONFLICT,
            Trouble::TooLarge | Trouble::FilesTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Trouble::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
            Trouble::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        // The reason is ours and never the visitor's words; it goes to the log and into no page.
        if self.status().is_server_error() {
            tracing::error!(trouble.reason = %self, "a request failed");
        }
        let mut response = self.status().into_response();
        let said = match self {
            Trouble::UnknownQuery => Some("error-query-text"),
            Trouble::FilesTooLarge => Some("error-files-text"),
            _ => None,
        };
        if let Some(said) = said {
            response.extensions_mut().insert(Said(said));
        }
        let retry_after_seconds = match self {
            Trouble::TooOften { retry_after_seconds } => Some(retry_after_seconds),
            Trouble::Unavailable(_) => Some(UNAVAILABLE_SECONDS),
            _ => None,
        };
        if let Some(seconds) = retry_after_seconds {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<NoEntropy> for Trouble {
    fn from(error: NoEntropy) -> Self {
        Trouble::Unavailable(error.to_string())
    }
}

impl From<DeskError> for Trouble {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Unavailable(why) => Trouble::Unavailable(why),
            DeskError::Failed(why) => Trouble::Internal(why),
        }
    }
}

impl From<AppError> for Trouble {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Refused(_) => Trouble::Forbidden,
            AppError::NotFound(_) => Trouble::NotFound,
            AppError::Changed(_) => Trouble::Changed,
            // Pages that know the fault say it beside the field; what comes here nobody foresaw.
            AppError::Invalid(_) => Trouble::NotUnderstood,
            AppError::Entropy(_) | AppError::Folder(_) | AppError::Store(_) | AppError::Disk { .. } => {
                Trouble::Unavailable(whole(&error))
            }
            AppError::Internal(why) => Trouble::Internal(why.to_owned()),
        }
    }
}

/// An error with what lies behind it, for the log.
fn whole(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

impl From<askama::Error> for Trouble {
    fn from(error: askama::Error) -> Self {
        Trouble::Internal(error.to_string())
    }
}
