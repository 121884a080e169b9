//! Lists of names, for the document alone: on the wire they are the names that the domain gives. A test holds
//! both against each other.

#![expect(dead_code, reason = "only describe what goes over the wire")]

use utoipa::ToSchema;

/// How soon a person should look.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum BandName {
    Low,
    Medium,
    High,
    Urgent,
}

/// How a lead stands.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum LeadStateName {
    Open,
    Snoozed,
    Decided,
}

/// What a post does.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum KindName {
    Offer,
    Warning,
    News,
    OtherScam,
    Chat,
}

/// How much a sign says by itself.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum StrengthName {
    Weak,
    Medium,
    Strong,
    Protective,
}

/// What an officer can decide.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum ChoiceName {
    Confirm,
    Dismiss,
    Unclear,
    Tomorrow,
}

/// What decisions say about a unit.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum StandingName {
    Undecided,
    Suggested,
    Decided,
}

/// How far the desk is.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum DeskStateName {
    Waiting,
    Reading,
    Done,
}

/// How an import stands.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum ImportStateName {
    Waiting,
    Reading,
    Done,
    Failed,
    Stopped,
}

/// What leads are chosen by.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum FacetKindName {
    Indicator,
    Identifier,
    Channel,
    Region,
    Place,
}

/// What stands first.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum OrderName {
    Urgent,
    Latest,
    Largest,
}

#[cfg(test)]
mod tests {
    use suar_signal::{Band, Kind, Strength};
    use suar_store::{Choice, DeskState, FacetKind, ImportState, LeadState};
    use utoipa::PartialSchema;

    use super::*;

    /// The names that the document lists.
    fn listed<T: PartialSchema>() -> String {
        let schema = serde_json::to_value(T::schema()).unwrap_or_default();
        schema.get("enum").map(ToString::to_string).unwrap_or_default()
    }

    fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
        serde_json::json!(names.into_iter().collect::<Vec<_>>()).to_string()
    }

    #[test]
    fn the_document_lists_the_names_of_the_domain() {
        assert_eq!(listed::<LeadStateName>(), names(LeadState::ALL.map(LeadState::name)));
        assert_eq!(listed::<KindName>(), names(Kind::ALL.map(Kind::name)));
        assert_eq!(listed::<ChoiceName>(), names(Choice::ALL.map(Choice::name)));
        assert_eq!(listed::<DeskStateName>(), names(DeskState::ALL.map(DeskState::name)));
        assert_eq!(listed::<ImportStateName>(), names(ImportState::ALL.map(ImportState::name)));
        assert_eq!(listed::<FacetKindName>(), names(FacetKind::ALL.map(FacetKind::name)));
        let bands = [Band::Low, Band::Medium, Band::High, Band::Urgent];
        assert_eq!(listed::<BandName>(), names(bands.map(Band::name)));
        let strengths = [Strength::Weak, Strength::Medium, Strength::Strong, Strength::Protective];
        assert_eq!(listed::<StrengthName>(), names(strengths.map(Strength::name)));
    }
}
