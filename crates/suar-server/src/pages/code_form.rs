//! The page that gives a code, and the page to come back with one.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::form_fault::FormFault;
use super::words_of_strangers::clean_line;
use crate::frame::{Frame, draw_with};
use crate::protection::FormPurpose;
use crate::trouble::Trouble;
use crate::visit::Visit;
use suar_app::ReturnCode;

#[derive(Template)]
#[template(path = "received.html")]
pub(crate) struct ReceivedPage {
    pub(crate) frame: Frame,
    pub(crate) heading: String,
    pub(crate) code: String,
    /// Where one comes back with the code.
    pub(crate) come_back: &'static str,
    pub(crate) next: Vec<String>,
}

#[derive(Template)]
#[template(path = "code.html")]
pub(crate) struct CodePage {
    pub(crate) frame: Frame,
    heading: String,
    lead: String,
    token: String,
    typed: String,
    fault: Option<String>,
    pub(crate) outcome: Option<Outcome>,
}

/// What became of it: rows of a name and a value, and what the desk answers.
pub(crate) struct Outcome {
    pub(crate) rows: Vec<(String, String)>,
    pub(crate) answer: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct CodeFields {
    #[serde(default)]
    token: String,
    #[serde(default)]
    code: String,
}

impl CodePage {
    pub(crate) fn new(frame: Frame, heading: String, lead: String, token: String) -> Self {
        Self { frame, heading, lead, token, typed: String::new(), fault: None, outcome: None }
    }

    /// Opens the form and reads the code.
    pub(crate) fn open(
        &mut self,
        visit: &Visit,
        purpose: FormPurpose,
        fields: &CodeFields,
    ) -> Result<ReturnCode, FormFault> {
        self.typed = clean_line(&fields.code, 40);
        let words = self.frame.words();
        visit.redeem(purpose, &fields.token).map_err(|fault| FormFault::of_token(fault, words))?;
        ReturnCode::parse(&fields.code).ok_or_else(|| FormFault::of_content(words.say("code-unclear")))
    }

    pub(crate) fn refuse(mut self, fault: FormFault) -> Result<Response, Trouble> {
        self.fault = Some(fault.message);
        draw_with(fault.status, &self)
    }

    pub(crate) fn not_found(self) -> Result<Response, Trouble> {
        let message = self.frame.say("code-not-found");
        self.refuse(FormFault { status: StatusCode::NOT_FOUND, message })
    }
}
