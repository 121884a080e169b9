use axum::http::StatusCode;

use crate::protection::TokenFault;
use crate::texts::Words;

/// Why a form comes back to the visitor, with what was typed still in it.
pub(crate) struct FormFault {
    pub(crate) status: StatusCode,
    pub(crate) message: String,
}

impl FormFault {
    /// Something is missing or too long.
    pub(crate) fn of_content(message: String) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, message }
    }

    /// Something is larger than we take.
    pub(crate) fn too_large(message: String) -> Self {
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, message }
    }

    /// The token did not open the form.
    pub(crate) fn of_token(fault: TokenFault, words: &Words) -> Self {
        let (status, key) = match fault {
            TokenFault::Forged => (StatusCode::FORBIDDEN, "form-forged"),
            TokenFault::Expired => (StatusCode::CONFLICT, "form-expired"),
            TokenFault::Used => (StatusCode::CONFLICT, "form-used"),
        };
        Self { status, message: words.say(key) }
    }
}
