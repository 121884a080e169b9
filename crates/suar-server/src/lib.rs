//! The pages that people and officers see, and the API for programs. The only crate that knows HTTP: it takes requests
//! apart, asks the detector or a desk, and writes pages in Indonesian and English. It knows no
//! SQL and decides nothing; it reads no clock, environment or disk (time, chance, key and
//! settings are handed in); it neither keeps nor logs what a visitor pastes or where from; and
//! no page needs a script or calls another host.

mod ago;
mod api;
mod contacts;
mod frame;
mod language;
mod office;
mod pages;
mod protection;
mod routes;
mod site;
mod size;
mod texts;
mod time;
mod trouble;
mod visit;

pub use api::{API_ROUTES, openapi_json};
pub use axum::http::HeaderName;
pub use contacts::{ContactsFault, HelpContact, HelpContacts};
pub use protection::{Budget, FormPurpose, SecretKey};
pub use routes::{Audience, ROUTES, Route, RouteMethod, router};
pub use site::{HomeZone, Settings, Site, SiteParts};
pub use texts::TextsFault;
