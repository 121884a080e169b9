//! What stands around every page, and the texts that its template asks for.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::pages::static_files;
use crate::protection::Drawn;
use crate::site::Site;
use crate::texts::Words;
use crate::trouble::Trouble;
use suar_app::Locale;

/// The frame of a page: what `templates/base.html` needs. Every page's template has one in a
/// field `frame`, extends `base.html` and fills its block `main`.
pub(crate) struct Frame {
    pub(crate) title: String,
    /// Where the page can be fetched; empty for a page that stands in for another.
    pub(crate) here: &'static str,
    pub(crate) exit: String,
    /// The address of the style sheet.
    pub(crate) css: String,
    /// The form whose words must survive a change of language, with the address it is posted to.
    pub(crate) switch_posts: Option<&'static str>,
    words: Words,
}

impl Frame {
    pub(crate) fn new(site: &Site, locale: Locale, title_key: &str, here: &'static str) -> Self {
        let words = site.words(locale);
        let exit = site.settings().quick_exit.clone();
        Self { title: words.say(title_key), here, exit, css: static_files::style_address(), switch_posts: None, words }
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    pub(crate) fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    pub(crate) fn lang(&self) -> &'static str {
        self.words.locale().code()
    }

    pub(crate) fn languages(&self) -> Vec<LanguageLink> {
        let link = |locale: Locale| LanguageLink {
            code: locale.code(),
            name: match locale {
                Locale::Indonesian => "Bahasa Indonesia",
                Locale::English => "English",
            },
            is_current: locale == self.words.locale(),
        };
        Locale::ALL.into_iter().map(link).collect()
    }

    pub(crate) fn is_here(&self, path: &&str) -> bool {
        self.here == *path
    }
}

pub(crate) struct LanguageLink {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) is_current: bool,
}

/// Draws a page that is all right.
pub(crate) fn draw(page: &impl Template) -> Result<Response, Trouble> {
    Ok(Html(page.render()?).into_response())
}

/// Draws a page that asks the visitor to try once more.
pub(crate) fn draw_with(status: StatusCode, page: &impl Template) -> Result<Response, Trouble> {
    let mut response = (status, Html(page.render()?)).into_response();
    response.extensions_mut().insert(Drawn);
    Ok(response)
}
