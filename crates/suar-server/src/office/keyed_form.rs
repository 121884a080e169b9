use axum::body::{Body, Bytes};
use axum::extract::{Form, FromRequest, Request};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::OfficerVisit;
use crate::site::Site;
use crate::trouble::Trouble;

/// A form of an officer, opened only with its hidden field `key`, the key of their own session: a page of somebody else can't
/// send it for them. Fields that come more than once are read as `Vec<(String, String)>`.
pub(crate) struct KeyedForm<T>(pub(crate) T);

#[derive(Deserialize)]
struct KeyAlone {
    key: String,
}

impl<T: DeserializeOwned> FromRequest<Site> for KeyedForm<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let visit = OfficerVisit::of_parts(&mut parts, site).await?;
        let body = Bytes::from_request(Request::from_parts(parts.clone(), body), site).await;
        let body = body.map_err(|_| Trouble::TooLarge)?;
        let again = || Request::from_parts(parts.clone(), Body::from(body.clone()));
        let key = Form::<KeyAlone>::from_request(again(), site).await.map_err(|_| Trouble::Forbidden)?;
        visit.check_key(&key.0.key)?;
        let form = Form::<T>::from_request(again(), site).await.map_err(|_| Trouble::NotUnderstood)?;
        Ok(Self(form.0))
    }
}
