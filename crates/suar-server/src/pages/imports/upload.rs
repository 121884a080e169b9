//! Taking files in, piece by piece: no file is ever whole in memory.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use suar_app::{AppResult, Fault, ReadingHints, Received};
use suar_signal::ImportId;

use super::{ImportsPage, ResultLine};
use crate::frame::Frame;
use crate::office::OfficerVisit;
use crate::pages::faults::fault_of;
use crate::pages::form_fault::FormFault;
use crate::pages::words_of_strangers::clean_line;
use crate::site::Site;
use crate::trouble::Trouble;

/// Bytes of a field that is no file.
const MOST_FIELD_BYTES: usize = 4 << 10;
/// Letters of a file's name.
const LONGEST_NAME: usize = 200;

/// A form as it comes: its key first, then how to read, then the files.
#[derive(Default)]
struct Intake {
    is_opened: bool,
    format: String,
    map: String,
    files: Vec<Taken>,
    is_cut_off: bool,
}

/// A file and what came of it.
struct Taken {
    name: String,
    outcome: Outcome,
}

enum Outcome {
    New(ImportId),
    Known(ImportId),
    Faulty(Fault),
}

pub(crate) async fn upload(
    State(site): State<Site>,
    visit: OfficerVisit,
    form: Multipart,
) -> Result<Response, Trouble> {
    let mut intake = Intake::default();
    match intake.read(&site, &visit, form).await {
        // What was whole before is kept, and the page says so.
        Err(Trouble::TooLarge) if intake.is_opened => intake.is_cut_off = true,
        read => read?,
    }
    if !intake.is_opened {
        return Err(Trouble::Forbidden);
    }
    intake.answer(&site, &visit).await
}

impl Intake {
    async fn read(&mut self, site: &Site, visit: &OfficerVisit, mut form: Multipart) -> Result<(), Trouble> {
        while let Some(field) = form.next_field().await.map_err(|error| trouble_of(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            match (name.as_str(), file_name) {
                ("key", None) => {
                    visit.check_key(&text_of(field).await?)?;
                    self.is_opened = true;
                }
                _ if !self.is_opened => return Err(Trouble::Forbidden),
                ("format", None) => self.format = text_of(field).await?,
                ("map", None) => self.map = text_of(field).await?,
                // A browser sends a file without a name where none was chosen.
                ("files", Some(name)) if !name.is_empty() => self.take_in(site, visit, (name, field)).await?,
                _ => {}
            }
        }
        Ok(())
    }

    async fn take_in(
        &mut self,
        site: &Site,
        visit: &OfficerVisit,
        (name, field): (String, Field<'_>),
    ) -> Result<(), Trouble> {
        let name = clean_line(&name, LONGEST_NAME);
        let hints = ReadingHints { format: Some(self.format.clone()), map: Some(self.map.clone()) };
        let outcome = match keep(site, visit, (&name, hints, field)).await? {
            Ok(Received::New(id)) => Outcome::New(id),
            Ok(Received::Known(id)) => Outcome::Known(id),
            Err(error) => Outcome::Faulty(fault_of(error)?),
        };
        self.files.push(Taken { name, outcome });
        Ok(())
    }

    async fn answer(self, site: &Site, visit: &OfficerVisit) -> Result<Response, Trouble> {
        if let ([Taken { outcome: Outcome::New(id), .. }], false) = (self.files.as_slice(), self.is_cut_off) {
            return Ok(Redirect::to(&format!("/impor/{id}")).into_response());
        }
        let mut page = ImportsPage::load(site, visit, &self.format).await?;
        page.map = clean_line(&self.map, MOST_FIELD_BYTES);
        let mut status = StatusCode::OK;
        if self.is_cut_off {
            page.fault = Some(page.frame.words().fill("imports-cut-off", "most", &page.most));
            status = StatusCode::PAYLOAD_TOO_LARGE;
        } else if self.files.is_empty() {
            page.fault = Some(page.frame.say("imports-no-file"));
            status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        for taken in self.files {
            let (line, worse) = result_of(taken, &page.frame);
            status = worse.filter(|_| status != StatusCode::PAYLOAD_TOO_LARGE).unwrap_or(status);
            page.results.push(line);
        }
        page.answer(status)
    }
}

/// Has a file kept, unless something is wrong with it; the rest of it is then passed over.
async fn keep(
    site: &Site,
    visit: &OfficerVisit,
    (name, hints, mut field): (&str, ReadingHints, Field<'_>),
) -> Result<AppResult<Received>, Trouble> {
    let mut upload = match site.app().begin_upload(visit.actor(), name, hints).await {
        Ok(upload) => upload,
        Err(error) => return Ok(Err(error)),
    };
    while let Some(chunk) = field.chunk().await.map_err(|error| trouble_of(&error))? {
        if let Err(error) = upload.write(&chunk).await {
            return Ok(Err(error));
        }
    }
    Ok(site.app().finish_upload(visit.actor(), upload).await)
}

fn result_of(taken: Taken, frame: &Frame) -> (ResultLine, Option<StatusCode>) {
    let (says, id, worse) = match taken.outcome {
        Outcome::New(id) => (frame.say("imports-taken"), Some(id), None),
        Outcome::Known(id) => (frame.say("imports-known-file"), Some(id), None),
        Outcome::Faulty(fault) => {
            let fault = FormFault::of_fault(fault, frame.words());
            (fault.message, None, Some(fault.status))
        }
    };
    (ResultLine { name: taken.name, says, is_fault: worse.is_some(), id }, worse)
}

/// A short field, read no further than it may be long.
async fn text_of(mut field: Field<'_>) -> Result<String, Trouble> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| trouble_of(&error))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MOST_FIELD_BYTES {
            return Err(Trouble::NotUnderstood);
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn trouble_of(error: &MultipartError) -> Trouble {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Trouble::TooLarge } else { Trouble::NotUnderstood }
}
