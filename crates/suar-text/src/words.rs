use suar_signal::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits, with points and commas between them.
    Number,
    /// A sign that means something: currency, percent, plus, minus, slash, at, hash.
    Symbol,
    /// A pictograph.
    Emoji,
    /// A national flag; its word is the two small letters of the country.
    Flag,
}

/// One word, number or sign of the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the folded text.
    pub start: u32,
    /// One past its last byte in the folded text.
    pub end: u32,
    /// Where it stood in the original.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether a sentence or a line begins with it.
    pub starts_sentence: bool,
    /// Whether it was hidden from filters.
    pub disguised: bool,
    pub(crate) plain_start: u32,
    pub(crate) word_start: u32,
    pub(crate) word_end: u32,
    pub(crate) plain_end: u32,
}
