use suar_signal::Span;

/// A way of hiding words from filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisguiseKind {
    /// Bold, squared, circled or small-capital letters.
    Styled,
    /// Letters of another script that look alike.
    LookAlike,
    /// Marks inside a word that nobody sees.
    Invisible,
    /// Digits or signs in place of letters.
    Leet,
    /// Letters set apart.
    Spaced,
    /// Letters masked by an asterisk.
    Masked,
}

impl DisguiseKind {
    /// The name in explanations.
    pub fn name(self) -> &'static str {
        match self {
            DisguiseKind::Styled => "styled letters",
            DisguiseKind::LookAlike => "look-alike letters",
            DisguiseKind::Invisible => "invisible marks",
            DisguiseKind::Leet => "digits as letters",
            DisguiseKind::Spaced => "letters set apart",
            DisguiseKind::Masked => "masked letters",
        }
    }
}

/// One disguised word, where it stood in the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disguise {
    /// How it was hidden.
    pub kind: DisguiseKind,
    /// Where it stood.
    pub span: Span,
}
