//! What a form did, said on the page that follows it.

use serde::Deserialize;

use crate::frame::Frame;

/// The address of a page that follows a form names what it did.
#[derive(Default, Deserialize)]
pub(crate) struct News {
    #[serde(default)]
    kabar: String,
}

impl News {
    /// The sentence; none for a name that has no sentence.
    pub(crate) fn say(&self, frame: &Frame) -> Option<String> {
        if self.kabar.is_empty() { None } else { frame.words().find(&format!("news-{}", self.kabar)) }
    }
}
