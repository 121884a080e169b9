use axum::extract::State;
use serde::{Deserialize, Serialize};
use suar_app::Locale;
use utoipa::ToSchema;

use super::Problem;
use super::answer::{self, Answer};
use super::body::{Bounded, JsonBody, readable};
use super::help_contacts::HelpContactView;
use crate::pages::check::MOST_CHARACTERS;
use crate::pages::check::result::{ResultView, SignView, Tone};
use crate::pages::marks::Piece;
use crate::pages::words_of_strangers::clean_field;
use crate::protection::Spending;
use crate::site::Site;
use crate::visit::Visit;

/// An offer to be explained.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckBody {
    /// The words of the offer.
    #[schema(
        min_length = 1,
        max_length = 20000,
        pattern = r"[^\s\u0000-\u001f\u007f-\u009f\ufeff]",
        example = "Dicari admin CS di Poipet, gaji 15 juta, tanpa pengalaman, tiket kami tanggung. WA 0812-0000-0001"
    )]
    text: String,
    /// In which language to answer.
    #[serde(default)]
    language: LanguageName,
}

/// A language of answers.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LanguageName {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

impl From<LanguageName> for Locale {
    fn from(name: LanguageName) -> Self {
        match name {
            LanguageName::Id => Locale::Indonesian,
            LanguageName::En => Locale::English,
        }
    }
}

impl Bounded for CheckBody {
    fn check(&self) -> Result<(), Problem> {
        readable("text", &self.text, MOST_CHARACTERS)
    }
}

/// What was found, in the words of the pages: reasons, and no number behind them.
#[derive(Serialize, ToSchema)]
pub(crate) struct CheckView {
    /// How the headline is meant.
    tone: ToneName,
    /// What was found, in one sentence.
    #[schema(example = "Ada 5 tanda bahaya")]
    headline: String,
    /// What the headline does not say.
    remark: String,
    /// The signs of danger, the strongest first.
    signs: Vec<FoundSignView>,
    /// What the offer says for itself, to be checked. It is never counted.
    claims: Vec<FoundSignView>,
    /// The text, cut where signs begin and end. Long parts without a sign are shortened.
    pieces: Vec<PieceView>,
    /// The one thing to do now.
    act: String,
    /// The same at greater length.
    act_more: String,
    /// Whom to call.
    contacts: Vec<HelpContactView>,
}

/// How a headline is meant.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ToneName {
    /// Signs of danger.
    Danger,
    /// Questions to ask first.
    Caution,
    /// No sign, or no offer; never a promise.
    Plain,
}

/// A sign in an offer.
#[derive(Serialize, ToSchema)]
struct FoundSignView {
    /// Its place in the list, by which pieces refer to it; 0 for a claim.
    #[schema(minimum = 0, example = 1)]
    number: usize,
    /// What it is.
    #[schema(example = "Gaji jauh di atas kewajaran")]
    name: String,
    /// The words that show it; empty for a sign of absence.
    #[schema(example = "gaji 15 juta")]
    words: String,
    /// Why it matters.
    why: String,
    /// What to do about it.
    to_do: String,
}

/// A part of the text.
#[derive(Serialize, ToSchema)]
struct PieceView {
    /// The words, with control characters made visible.
    text: String,
    /// Whether a sign stands here.
    is_marked: bool,
    /// The numbers of the signs that end here.
    signs: Vec<usize>,
}

/// Explains an offer. Nothing is kept.
#[utoipa::path(
    post, path = "/api/v1/check", operation_id = "checkOffer", tag = "public", request_body = CheckBody,
    responses((status = 200, description = "What was found.", body = CheckView))
)]
pub(crate) async fn check(State(site): State<Site>, visit: Visit, JsonBody(body): JsonBody<CheckBody>) -> Answer {
    visit.spend(Spending::Check, site.settings().checks)?;
    let text = clean_field(&body.text);
    let reading = site.read(&text).await?;
    let words = site.words(body.language.into());
    let contacts = site.contacts().await;
    answer::ok(&CheckView::from(ResultView::new(&text, &reading, &contacts, &words)))
}

impl From<ResultView> for CheckView {
    fn from(result: ResultView) -> Self {
        let piece = |piece: Piece| PieceView { text: piece.text, is_marked: piece.is_marked, signs: piece.numbers };
        Self {
            tone: match result.tone {
                Tone::Danger => ToneName::Danger,
                Tone::Caution => ToneName::Caution,
                Tone::Plain => ToneName::Plain,
            },
            headline: result.headline,
            remark: result.remark,
            signs: result.signs.into_iter().map(FoundSignView::from).collect(),
            claims: result.claims.into_iter().map(FoundSignView::from).collect(),
            pieces: result.pieces.into_iter().map(piece).collect(),
            act: result.act,
            act_more: result.act_more,
            contacts: result.contacts.into_iter().map(HelpContactView::from).collect(),
        }
    }
}

impl From<SignView> for FoundSignView {
    fn from(sign: SignView) -> Self {
        Self { number: sign.number, name: sign.name, words: sign.words, why: sign.why, to_do: sign.to_do }
    }
}
