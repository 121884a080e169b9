//! What the weaving promises, on invented posts.

mod posts;
mod scale;
mod steadiness;
mod templates;
mod ties;
