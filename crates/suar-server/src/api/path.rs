use std::fmt::Display;
use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use super::Problem;
use crate::site::Site;

/// The id in the address. A text that is none names nothing that is there.
pub(crate) struct PathId<T>(pub(crate) T);

impl<T: FromStr + Display> FromRequestParts<Site> for PathId<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let Path(text) = Path::<String>::from_request_parts(parts, site).await.map_err(|_| no_such())?;
        canonical(&text).map(Self).ok_or_else(no_such)
    }
}

fn no_such() -> Problem {
    Problem::not_found("thing: the address holds no id")
}

/// The id of a text in its usual form: other forms of the same id are not taken.
pub(crate) fn canonical<T: FromStr + Display>(text: &str) -> Option<T> {
    let id: T = text.parse().ok()?;
    id.to_string().eq_ignore_ascii_case(text).then_some(id)
}

#[cfg(test)]
mod tests {
    use suar_signal::LeadId;

    use super::*;

    #[test]
    fn an_id_has_one_form() {
        let id = LeadId::new(1_000, [7; 10]);
        assert_eq!(canonical(&id.to_string()), Some(id));
        assert_eq!(canonical(&id.to_string().to_uppercase()), Some(id));
        assert_eq!(canonical::<LeadId>(&id.to_string().replace('-', "")), None);
        assert_eq!(canonical::<LeadId>(&format!("{{{id}}}")), None);
    }
}
