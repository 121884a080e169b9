use std::borrow::Cow;

use serde::Deserialize;
use suar_app::{NewDecision, NoDecisionsSeen, reasons_for};
use suar_store::{Choice, Unit};
use utoipa::openapi::schema::AdditionalProperties;
use utoipa::openapi::schema::{ArrayBuilder, Object, ObjectBuilder, OneOfBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::Problem;
use super::body::{Bounded, at_most};
use super::lead_posts::unit_of;
use super::pairs::unknown;

/// A decision. Which reasons fit depends on the choice, so its schema is one of four, made from the lists
/// that the use case holds them against.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionBody {
    choice: String,
    #[serde(default)]
    reasons: Vec<String>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    units: Vec<String>,
    seen: String,
}

/// Which decisions the caller saw.
const SEEN: &str = "^(0|[1-9][0-9]{0,8}\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$";
const ABOUT_SEEN: &str =
    "`seen` of the lead as the caller got it: nobody decides over a decision that they have not seen.";
/// The longest note to a decision.
const NOTE_CHARACTERS: usize = 4000;
/// How many units a decision names at most.
const MOST_UNITS: usize = 5000;
/// How many reasons it has at most.
const MOST_REASONS: usize = 10;
/// The form of a unit.
const UNIT: &str = "^(t-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|p-(0|[1-9][0-9]{0,17}))$";

impl Bounded for DecisionBody {
    fn check(&self) -> Result<(), Problem> {
        if self.units.len() > MOST_UNITS {
            return Err(Problem::invalid(format!("`units` has more than {MOST_UNITS} values")));
        }
        if self.reasons.len() > MOST_REASONS {
            return Err(Problem::invalid(format!("`reasons` has more than {MOST_REASONS} values")));
        }
        at_most("note", &self.note, NOTE_CHARACTERS)
    }
}

impl DecisionBody {
    /// The decision as the use case takes it.
    pub(crate) fn decision(self) -> Result<NewDecision, Problem> {
        let choice = Choice::from_name(&self.choice).ok_or_else(|| unknown("choice"))?;
        let units: Option<Vec<Unit>> = self.units.iter().map(|unit| unit_of(unit)).collect();
        let units = units.ok_or_else(|| Problem::invalid("`units` has a value that is no unit"))?;
        let seen = self.seen.parse().map_err(|fault: NoDecisionsSeen| Problem::invalid(format!("`seen` {fault}")))?;
        Ok(NewDecision { choice, reasons: self.reasons, note: self.note, units, seen })
    }
}

impl ToSchema for DecisionBody {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("DecisionBody")
    }
}

impl PartialSchema for DecisionBody {
    fn schema() -> RefOr<Schema> {
        let choices =
            Choice::ALL.into_iter().fold(OneOfBuilder::new(), |one_of, choice| one_of.item(schema_of(choice)));
        let about = "A decision. Which reasons fit depends on the choice.";
        Schema::from(choices.description(Some(about)).build()).into()
    }
}

fn schema_of(choice: Choice) -> Object {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let is_put_off = choice == Choice::Tomorrow;
    let reason = text().enum_values(Some(reasons_for(choice).iter().copied()));
    let mut reasons = ArrayBuilder::new().max_items(Some(if is_put_off { 0 } else { MOST_REASONS }));
    reasons = if is_put_off { reasons.items(text()) } else { reasons.items(reason).min_items(Some(1)) };
    let unit = text()
        .pattern(Some(UNIT))
        .description(Some("`t-` and the id of a template, or `p-` and the number of a post."));
    let mut units = ArrayBuilder::new().items(unit).max_items(Some(MOST_UNITS));
    units = if is_put_off { units } else { units.min_items(Some(1)) };
    let mut object = ObjectBuilder::new()
        .description(Some(about(choice)))
        .property("choice", text().enum_values(Some([choice.name()])))
        .required("choice")
        .property("seen", text().pattern(Some(SEEN)).description(Some(ABOUT_SEEN)))
        .required("seen")
        .property("reasons", reasons.description(Some("Why, as codes.")))
        .property("note", text().max_length(Some(NOTE_CHARACTERS)).description(Some("Why, in words.")))
        .property("units", units.description(Some("For which templates and posts of the lead it shall hold.")))
        .additional_properties(Some(AdditionalProperties::FreeForm(false)));
    if !is_put_off {
        object = object.required("reasons").required("units");
    }
    object.build()
}

fn about(choice: Choice) -> &'static str {
    match choice {
        Choice::Confirm => "It is a recruitment lure.",
        Choice::Dismiss => "It is none.",
        Choice::Unclear => "Nobody can tell yet.",
        Choice::Tomorrow => "Look again tomorrow.",
    }
}
