//! What can be wrong with what an officer handed in, in words.

use std::str::FromStr;

use suar_app::{AppError, Fault};

use super::form_fault::FormFault;
use crate::size;
use crate::texts::Words;
use crate::trouble::Trouble;

/// What the officer can mend; everything else is a trouble with a page of its own.
pub(crate) fn fault_of(error: AppError) -> Result<Fault, Trouble> {
    match error {
        AppError::Invalid(fault) => Ok(fault),
        other => Err(other.into()),
    }
}

impl FormFault {
    /// What a use case did not take.
    pub(crate) fn of_fault(fault: Fault, words: &Words) -> Self {
        let message = match fault {
            Fault::TooLong(most) => words.fill("fault-too-long", "most", &words.number(most)),
            Fault::FileTooLarge(most) => words.fill("fault-file-too-large", "most", &size::size(most, words)),
            other => words.say(key_of(other)),
        };
        match fault {
            Fault::FileTooLarge(_) => Self::too_large(message),
            _ => Self::of_content(message),
        }
    }
}

fn key_of(fault: Fault) -> &'static str {
    match fault {
        Fault::PasswordTooShort => "fault-password-too-short",
        Fault::PasswordEasy => "fault-password-easy",
        Fault::PasswordTooLong => "fault-password-too-long",
        Fault::PasswordWrong => "fault-password-wrong",
        Fault::TooManyAttempts => "fault-too-many-attempts",
        Fault::NameUnfit => "fault-name-unfit",
        Fault::NameTaken => "fault-name-taken",
        Fault::DisplayNameUnfit => "fault-display-name-unfit",
        Fault::TokenUnfit => "fault-token-unfit",
        Fault::NoUnits => "fault-no-units",
        Fault::ReasonUnknown => "fault-reason-unknown",
        Fault::TooLong(_) => "fault-too-long",
        Fault::Empty => "fault-empty",
        Fault::OfficerUnknown => "fault-officer-unknown",
        Fault::OwnAccount => "fault-own-account",
        Fault::FileTooLarge(_) => "fault-file-too-large",
        Fault::FileEmpty => "fault-file-empty",
        Fault::MapUnfit => "fault-map-unfit",
        Fault::FormatUnknown => "fault-format-unknown",
        Fault::ImportState => "fault-import-state",
    }
}

/// The id in an address; what is none leads nowhere.
pub(crate) fn id_of<I: FromStr>(text: &str) -> Result<I, Trouble> {
    text.parse().map_err(|_| Trouble::NotFound)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use suar_app::Locale;

    use super::*;
    use crate::texts::Texts;

    #[test]
    fn every_fault_has_words_in_both_languages() {
        let texts = Texts::load().unwrap();
        let faults = [
            Fault::PasswordTooShort,
            Fault::PasswordEasy,
            Fault::PasswordTooLong,
            Fault::PasswordWrong,
            Fault::TooManyAttempts,
            Fault::NameUnfit,
            Fault::NameTaken,
            Fault::DisplayNameUnfit,
            Fault::TokenUnfit,
            Fault::NoUnits,
            Fault::ReasonUnknown,
            Fault::TooLong(4000),
            Fault::Empty,
            Fault::OfficerUnknown,
            Fault::OwnAccount,
            Fault::FileTooLarge(2 << 30),
            Fault::FileEmpty,
            Fault::MapUnfit,
            Fault::FormatUnknown,
            Fault::ImportState,
        ];
        for words in Locale::ALL.map(|locale| texts.of(locale)) {
            for fault in faults {
                let message = FormFault::of_fault(fault, &words).message;
                assert!(!message.contains('⟦'), "{fault}: {message}");
            }
        }
    }
}
