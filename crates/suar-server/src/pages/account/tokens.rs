//! Tokens, with which programs act for an officer.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use suar_app::{AppError, Fault, NewToken};
use suar_policy::{Action, may_ever};
use suar_signal::TokenId;
use suar_store::Token;

use super::AccountPage;
use crate::frame::{Frame, draw, draw_with};
use crate::office::{KeyedForm, OfficerVisit};
use crate::pages::faults::{fault_of, id_of};
use crate::pages::form_fault::FormFault;
use crate::pages::rights::rights_of;
use crate::pages::sign_in::Nothing;
use crate::pages::words_of_strangers::clean_line;
use crate::site::Site;
use crate::time;
use crate::trouble::Trouble;

/// Days that the form offers.
const USUAL_DAYS: &str = "90";
/// Letters of a name that is shown again.
const LONGEST_NAME: usize = 200;

/// The part of the account page about tokens.
pub(super) struct TokenPart {
    pub(super) lines: Vec<TokenLine>,
    pub(super) choices: Vec<ActionChoice>,
    pub(super) name: String,
    pub(super) days: String,
    pub(super) fault: Option<String>,
    /// A token that was just made, to be shown this once.
    pub(super) secret: Option<String>,
}

pub(super) struct TokenLine {
    pub(super) id: TokenId,
    pub(super) name: String,
    pub(super) actions: Vec<String>,
    pub(super) made: String,
    pub(super) used: String,
    pub(super) badge: (&'static str, String),
    pub(super) is_open: bool,
}

pub(super) struct ActionChoice {
    pub(super) name: &'static str,
    pub(super) says: String,
    pub(super) scope: Option<String>,
    pub(super) is_chosen: bool,
}

/// The form as it was typed.
#[derive(Default)]
struct Asked {
    name: String,
    days: String,
    actions: Vec<Action>,
    /// An action that nobody knows makes the whole form unfit.
    is_whole: bool,
}

pub(crate) async fn make(
    State(site): State<Site>,
    visit: OfficerVisit,
    KeyedForm(fields): KeyedForm<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let asked = Asked::of(fields);
    let made = match asked.days.trim().parse() {
        Ok(days) if asked.is_whole => {
            let new = NewToken { name: &asked.name, actions: &asked.actions, days };
            site.app().make_token(visit.actor(), new).await
        }
        _ => Err(AppError::Invalid(Fault::TokenUnfit)),
    };
    let fault = match made {
        Ok((_, secret)) => {
            let mut page = AccountPage::load(&site, &visit).await?;
            page.tokens = page.tokens.map(|part| TokenPart { secret: Some(secret.reveal().to_owned()), ..part });
            return draw(&page);
        }
        Err(error) => fault_of(error)?,
    };
    let mut page = AccountPage::load(&site, &visit).await?;
    let fault = FormFault::of_fault(fault, page.frame.words());
    page.tokens = page.tokens.map(|part| part.with(asked, fault.message));
    draw_with(fault.status, &page)
}

pub(crate) async fn revoke(
    State(site): State<Site>,
    visit: OfficerVisit,
    Path(id): Path<String>,
    KeyedForm(_): KeyedForm<Nothing>,
) -> Result<Response, Trouble> {
    site.app().revoke_token(visit.actor(), id_of(&id)?).await?;
    Ok(Redirect::to("/akun?kabar=token-revoked#token").into_response())
}

impl Asked {
    fn of(fields: Vec<(String, String)>) -> Self {
        let mut asked = Self { is_whole: true, ..Self::default() };
        for (name, value) in fields {
            match name.as_str() {
                "name" => asked.name = clean_line(&value, LONGEST_NAME),
                "days" => asked.days = clean_line(&value, LONGEST_NAME),
                "action" => match Action::from_name(&value) {
                    Some(action) => asked.actions.push(action),
                    None => asked.is_whole = false,
                },
                _ => {}
            }
        }
        asked
    }
}

impl TokenPart {
    pub(super) async fn load(site: &Site, visit: &OfficerVisit, frame: &Frame) -> Result<Option<Self>, Trouble> {
        if !may_ever(visit.actor(), Action::KeepOwnTokens) {
            return Ok(None);
        }
        let tokens = site.app().list_tokens(visit.actor()).await?;
        let choices = rights_of(visit.who.officer.role, frame.words())
            .filter(|right| ![Action::KeepOwnTokens, Action::KeepOwnAccount].contains(&right.action))
            .map(|right| ActionChoice {
                name: right.action.name(),
                says: right.says,
                scope: right.scope,
                is_chosen: false,
            });
        Ok(Some(Self {
            lines: tokens.iter().map(|token| line(token, site, frame)).collect(),
            choices: choices.collect(),
            name: String::new(),
            days: USUAL_DAYS.to_owned(),
            fault: None,
            secret: None,
        }))
    }

    /// The form as it was typed, with what is wrong.
    fn with(self, asked: Asked, fault: String) -> Self {
        let is_chosen = |choice: &ActionChoice| asked.actions.iter().any(|action| action.name() == choice.name);
        let choices =
            self.choices.into_iter().map(|choice| ActionChoice { is_chosen: is_chosen(&choice), ..choice }).collect();
        Self { choices, name: asked.name, days: asked.days, fault: Some(fault), ..self }
    }
}

fn line(token: &Token, site: &Site, frame: &Frame) -> TokenLine {
    let zone = &site.settings().home_zone;
    let since = |at| time::since(at, site.now(), zone, frame.words());
    let is_over = token.expires_at <= site.now();
    let badge = if token.revoked_at.is_some() {
        ("", frame.say("token-revoked"))
    } else if is_over {
        ("", frame.say("token-over"))
    } else {
        let until = time::plain_day(time::day_of(token.expires_at, zone), frame.words());
        ("settled", frame.words().fill("token-until", "date", &until))
    };
    TokenLine {
        id: token.id,
        name: token.name.clone(),
        actions: token.actions.iter().map(|action| frame.say(&format!("action-{}", action.name()))).collect(),
        made: since(token.created_at),
        used: token.last_used_at.map_or_else(|| frame.say("token-never"), since),
        badge,
        is_open: token.revoked_at.is_none() && !is_over,
    }
}
