//! The program's window as a story sees it: what is on it, clicks, keys, pictures.

mod doing;
mod driver;
mod find;
mod folders;
mod keyboard;
mod looking;
mod picture;
pub(crate) mod processes;
pub(crate) mod screen;

pub(crate) use driver::{Element, Rect, Window};
pub(crate) use folders::Folders;
pub(crate) use keyboard::Key;
pub(crate) use picture::Picture;
pub(crate) use processes::{KEYCHAIN_PASSWORD, WITH_KEYCHAIN};
