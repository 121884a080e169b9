//! What the fuzz targets share: reading to the end, and what must hold of every text.

mod inputs;
mod requests;
mod texts;

pub use inputs::read_to_end;
pub use requests::send_and_look;
pub use texts::{fold_and_look, read_and_look};
