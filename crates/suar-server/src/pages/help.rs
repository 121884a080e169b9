use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::contact_list::{self, ContactView};
use crate::frame::{Frame, draw};
use crate::site::Site;
use crate::trouble::Trouble;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
    contacts: Vec<ContactView>,
}

pub(crate) async fn show(State(site): State<Site>, visit: Visit) -> Result<Response, Trouble> {
    let frame = visit.frame("help-title", "/bantuan");
    let contacts = contact_list::all(&site.contacts().await, frame.words());
    draw(&HelpPage { frame, contacts })
}
