/// A language of pages and answers.
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

    /// The code in addresses, cookies, the store and `<html lang>`.
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
}
