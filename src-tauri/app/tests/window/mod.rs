//! The program's window as a story sees it: what is on it, clicks, keys, pictures.

mod driver;
mod find;
mod folders;
mod picture;
mod processes;
mod screen;

pub(crate) use driver::{Element, Key, Rect, Window};
pub(crate) use folders::Folders;
pub(crate) use picture::Picture;
pub(crate) use processes::KEYCHAIN_PASSWORD;
