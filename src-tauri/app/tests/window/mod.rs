//! The program's window as a story sees it: what is on it, clicks, keys, pictures.

mod driver;
mod find;
mod folders;
mod picture;
mod processes;
mod secrets;

pub(crate) use driver::{Key, Rect, Window};
pub(crate) use folders::Folders;
