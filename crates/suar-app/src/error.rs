use suar_policy::Action;
use suar_store::StoreError;

use crate::clock::NoEntropy;
use crate::folder::FolderFault;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// No rule lets the asker do it.
    #[error("not allowed to {}", .0.name())]
    Refused(Action),
    /// There is no such thing, or none that the asker may see.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// What was handed in does not hold.
    #[error("{0}")]
    Invalid(Fault),
    /// It is no longer as the asker saw it.
    #[error("{0} has changed meanwhile")]
    Changed(&'static str),
    /// The folder is no data folder.
    #[error(transparent)]
    Folder(#[from] FolderFault),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The machine gave no random bytes.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
    /// The disk failed.
    #[error("cannot {what}")]
    Disk {
        /// What was tried.
        what: &'static str,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
    /// A fault of ours.
    #[error("{0}")]
    Internal(&'static str),
}

/// What can be wrong with what an officer hands in; each has a text of its own on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A password is too short.
    #[error("the password is shorter than 12 characters")]
    PasswordTooShort,
    /// A password is one of the first that anybody would try.
    #[error("the password is too easy to guess: take a few words that have nothing to do with the sign-in name")]
    PasswordEasy,
    /// A password is too long.
    #[error("the password is longer than 256 characters")]
    PasswordTooLong,
    /// The present password is wrong.
    #[error("the present password is wrong")]
    PasswordWrong,
    /// Too many wrong passwords.
    #[error("too many wrong passwords; try again in a while")]
    TooManyAttempts,
    /// A sign-in name is empty, too long or has other characters than letters, digits, `.`, `-` and `_`.
    #[error("a sign-in name has 3 to 40 letters, digits, dots, hyphens or underscores")]
    NameUnfit,
    /// The name is taken.
    #[error("the name is taken")]
    NameTaken,
    /// A name that is shown is empty or too long.
    #[error("a shown name has 1 to 80 characters")]
    DisplayNameUnfit,
    /// A token needs a name, at least one action of its owner, and an expiry within a year.
    #[error("a token needs a name, actions that its owner may do, and 1 to 365 days")]
    TokenUnfit,
    /// A decision names no unit of the lead.
    #[error("a decision names at least one template or post of the lead")]
    NoUnits,
    /// A reason code that is not on the list.
    #[error("not a reason for this choice")]
    ReasonUnknown,
    /// A text is too long.
    #[error("the text is longer than {0} characters")]
    TooLong(usize),
    /// A text that has to be there is empty.
    #[error("the text is empty")]
    Empty,
    /// Nobody has this name, or the account is closed.
    #[error("no open account of this name may work on leads")]
    OfficerUnknown,
    /// One cannot close one's own account.
    #[error("nobody closes the account that they are using")]
    OwnAccount,
    /// The file is larger than is taken in.
    #[error("the file is larger than {0} bytes")]
    FileTooLarge(u64),
    /// The file holds nothing.
    #[error("the file is empty")]
    FileEmpty,
    /// A column map that does not hold.
    #[error("the column map does not hold: write text=column,id=column")]
    MapUnfit,
    /// A format that is not read.
    #[error("the format is none of jsonl, csv, tsv, parquet, telegram, whatsapp")]
    FormatUnknown,
    /// An import that is over can't be stopped, one that is not stopped can't go on.
    #[error("the import is not in a state for that")]
    ImportState,
}

/// A shorthand for what use cases answer.
pub type AppResult<T> = Result<T, AppError>;

impl From<Fault> for AppError {
    fn from(fault: Fault) -> Self {
        AppError::Invalid(fault)
    }
}
