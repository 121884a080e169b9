//! Packs, model and detector from outside, with packs that fit on a page. All texts are invented.

mod detector;
mod model_file;
mod packs;
mod tiny;
