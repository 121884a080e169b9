//! A report as it was typed, and as it is once it was checked.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use jiff::civil::Date;

use super::files::{self, FileFault, MOST_FILES};
use crate::pages::check::MOST_CHARACTERS;
use crate::pages::form_fault::FormFault;
use crate::pages::words_of_strangers::{clean_field, clean_line};
use crate::protection::FormContent;
use crate::texts::Words;
use crate::trouble::Trouble;
use suar_app::{Attachment, SeenAt};

pub(crate) const LONGEST_NOTE: usize = 5_000;
pub(crate) const LONGEST_PLACE: usize = 200;
const LONGEST_NAME: usize = 120;

/// What was typed, for showing the form again.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    pub(super) text: String,
    pub(super) seen_at: String,
    pub(super) seen_where: String,
    pub(super) seen_on: String,
    pub(super) note: String,
}

pub(super) struct Draft {
    pub(super) token: String,
    pub(super) fields: Fields,
    files: Vec<(String, Vec<u8>)>,
}

pub(super) struct CheckedDraft {
    pub(super) text: String,
    pub(super) seen_at: Option<SeenAt>,
    pub(super) seen_where: String,
    pub(super) seen_on: Option<Date>,
    pub(super) note: String,
    pub(super) files: Vec<Attachment>,
}

impl Draft {
    /// Takes a form apart; fields that nobody asked for are passed over.
    pub(super) async fn read(mut form: Multipart) -> Result<Self, Trouble> {
        let mut draft = Draft { token: String::new(), fields: Fields::default(), files: Vec::new() };
        while let Some(field) = form.next_field().await.map_err(|error| trouble_of(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(|name| clean_line(name, LONGEST_NAME));
            let bytes = field.bytes().await.map_err(|error| trouble_of(&error))?;
            match (name.as_str(), file_name) {
                // A browser sends an empty file where none was chosen.
                ("files", Some(_)) if bytes.is_empty() => {}
                ("files", Some(file_name)) => draft.files.push((file_name, bytes.to_vec())),
                (_, None) => draft.fill(&name, &String::from_utf8_lossy(&bytes)),
                (_, Some(_)) => {}
            }
        }
        Ok(draft)
    }

    /// What tells it from another report.
    pub(super) fn content(&self) -> FormContent {
        let Fields { text, seen_at, seen_where, seen_on, note } = &self.fields;
        let content = FormContent::of([text, seen_at, seen_where, seen_on, note].map(String::as_str));
        self.files.iter().fold(content, |content, (name, bytes)| content.with(name.as_bytes()).with(bytes))
    }

    fn fill(&mut self, name: &str, typed: &str) {
        match name {
            "token" => typed.clone_into(&mut self.token),
            "text" => self.fields.text = clean_field(typed),
            "seen_at" => self.fields.seen_at = clean_line(typed, LONGEST_PLACE),
            "seen_where" => self.fields.seen_where = clean_line(typed, LONGEST_PLACE),
            "seen_on" => self.fields.seen_on = clean_line(typed, LONGEST_PLACE),
            "note" => self.fields.note = clean_field(typed),
            _ => {}
        }
    }

    /// Holds what was typed against what a report can be.
    pub(super) fn check(self, today: Date, words: &Words) -> Result<CheckedDraft, FormFault> {
        if self.fields.text.trim().is_empty() && self.files.is_empty() {
            return Err(FormFault::of_content(words.say("report-empty")));
        }
        for (text, most) in [(&self.fields.text, MOST_CHARACTERS), (&self.fields.note, LONGEST_NOTE)] {
            let length = text.chars().count();
            if length > most {
                let gaps = [("length", words.number(length)), ("most", words.number(most))];
                let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, value)| (*name, value.as_str())).collect();
                return Err(FormFault::too_large(words.fill_all("check-too-long", &gaps)));
            }
        }
        let seen_on = day_of(&self.fields.seen_on, today).map_err(|key| FormFault::of_content(words.say(key)))?;
        let files = files::check(self.files).map_err(|fault| file_fault(&fault, words))?;
        Ok(CheckedDraft {
            text: self.fields.text,
            seen_at: SeenAt::from_name(&self.fields.seen_at),
            seen_where: self.fields.seen_where,
            seen_on,
            note: self.fields.note,
            files,
        })
    }
}

fn day_of(typed: &str, today: Date) -> Result<Option<Date>, &'static str> {
    if typed.is_empty() {
        return Ok(None);
    }
    let day: Date = typed.parse().map_err(|_| "report-day-unclear")?;
    if day > today { Err("report-day-ahead") } else { Ok(Some(day)) }
}

fn file_fault(fault: &FileFault, words: &Words) -> FormFault {
    match fault {
        FileFault::TooMany => {
            FormFault::of_content(words.fill("report-too-many-files", "most", &MOST_FILES.to_string()))
        }
        FileFault::TooLarge => FormFault::too_large(words.say("report-files-too-large")),
        FileFault::WrongKind(name) => FormFault {
            status: StatusCode::UNSUPPORTED_MEDIA_TYPE,
            message: words.fill("report-wrong-file", "name", name),
        },
    }
}

fn trouble_of(error: &MultipartError) -> Trouble {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Trouble::FilesTooLarge } else { Trouble::NotUnderstood }
}
