//! The languages that a story is told in: what the window says in each stands side by side.

use crate::window::Folders;

/// The language of a computer, which the window speaks from the first start on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Language {
    Chinese,
    English,
}

impl Language {
    /// The folders of somebody whose computer is in this language.
    pub(crate) fn folders(self) -> Folders {
        match self {
            Self::Chinese => Folders::new(),
            Self::English => Folders::in_english(),
        }
    }

    /// Of the same words in Chinese and in English those that the window says.
    pub(crate) fn of(self, [chinese, english]: [&'static str; 2]) -> &'static str {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }
}
