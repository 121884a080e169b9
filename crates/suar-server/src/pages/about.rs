use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::frame::{Frame, draw};
use crate::site::Site;
use crate::trouble::Trouble;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    frame: Frame,
    contest_days: String,
}

pub(crate) async fn show(State(site): State<Site>, visit: Visit) -> Result<Response, Trouble> {
    let frame = visit.frame("about-title", "/tentang");
    let contest_days = frame.words().count("about-contest", site.settings().contest_working_days.into());
    draw(&AboutPage { frame, contest_days })
}
