use axum::http::{HeaderMap, Uri, header};

/// The name of the query parameter and of the cookie.
pub(crate) const LANGUAGE_KEY: &str = "lang";

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// Indonesian, the default.
    Indonesian,
    /// English.
    English,
}

impl Locale {
    /// All of them.
    pub const ALL: [Locale; 2] = [Locale::Indonesian, Locale::English];

    /// The code in addresses, cookies and `<html lang>`.
    pub fn code(self) -> &'static str {
        match self {
            Locale::Indonesian => "id",
            Locale::English => "en",
        }
    }

    /// The language of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Locale::ALL.into_iter().find(|locale| locale.code() == code)
    }

    /// What the address asks for.
    pub(crate) fn asked_for(uri: &Uri) -> Option<Self> {
        let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(name, _)| *name == LANGUAGE_KEY).find_map(|(_, code)| Locale::from_code(code))
    }

    /// The language for a request: what its address asks for, else what its cookie remembers.
    pub(crate) fn of_request(uri: &Uri, headers: &HeaderMap) -> Self {
        Locale::asked_for(uri).or_else(|| remembered(headers)).unwrap_or(Locale::Indonesian)
    }

    /// The cookie that remembers the language.
    pub(crate) fn cookie(self) -> String {
        format!("{LANGUAGE_KEY}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", self.code())
    }
}

fn remembered(headers: &HeaderMap) -> Option<Locale> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == LANGUAGE_KEY).find_map(|(_, code)| Locale::from_code(code))
}
