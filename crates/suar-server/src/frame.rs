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
    pub(crate) here: String,
    pub(crate) exit: String,
    /// The address of the style sheet.
    pub(crate) css: String,
    /// The address of the sheet that officers' pages have besides.
    pub(crate) office_css: String,
    /// The address of the sheet that pages about leads have besides, and of their script for keys.
    pub(crate) leads_css: String,
    pub(crate) keys_js: String,
    /// The form whose words must survive a change of language, with the address it is posted to.
    pub(crate) switch_posts: Option<&'static str>,
    /// The officers' menu; empty for the public.
    pub(crate) menu: Vec<MenuItem>,
    /// The officer who is signed in.
    pub(crate) officer_name: String,
    /// The key of the officer's forms.
    pub(crate) form_key: String,
    words: Words,
}

/// A line of the officers' menu.
pub(crate) struct MenuItem {
    pub(crate) path: &'static str,
    pub(crate) key: &'static str,
    /// How many things wait there, as it is written.
    pub(crate) count: Option<String>,
}

impl Frame {
    pub(crate) fn new(site: &Site, locale: Locale, title_key: &str, here: impl Into<String>) -> Self {
        let words = site.words(locale);
        let exit = site.settings().quick_exit.clone();
        Self {
            title: words.say(title_key),
            here: here.into(),
            exit,
            css: static_files::style_address(),
            office_css: static_files::office_style_address(),
            leads_css: static_files::leads_style_address(),
            keys_js: static_files::keys_address(),
            switch_posts: None,
            menu: Vec::new(),
            officer_name: String::new(),
            form_key: String::new(),
            words,
        }
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
        self.here.split('?').next() == Some(*path)
    }

    /// The address of this page in another language.
    pub(crate) fn in_language(&self, code: &str) -> String {
        let join = if self.here.contains('?') { '&' } else { '?' };
        format!("{}{join}lang={code}", self.here)
    }

    /// Whether the page belongs to a line of the menu, but is not the one that the line leads to.
    pub(crate) fn is_under(&self, path: &&str) -> bool {
        self.here.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
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
