//! What an operator keeps with a tag on this computer only: its colour and a note.

use fandesk_store::{TAG_HUES, Tag};

use crate::desk::Desk;
use crate::error::{AppError, Problem, Result};
use crate::event::Topic;
use crate::input::LabelTagInput;

/// Characters of a note.
pub const LONGEST_NOTE: usize = 200;

/// Keeps a colour and a note with a tag; WeChat is told nothing. Also for WeChat's own tags.
///
/// # Errors
/// `tagUnknown`; `invalid` for a colour there is not, and for a note of more than
/// [`LONGEST_NOTE`] characters or with control characters other than the end of a line.
pub async fn label_tag(desk: &Desk, input: LabelTagInput) -> Result<Tag> {
    let note = sound_note(&input.note)?;
    sound_hue(input.hue)?;
    let account = desk.account(&input.account).await?;
    let tag = account.ask(move |store| store.label_tag(input.tag, input.hue, &note)).await?;
    account.changed(&[Topic::Tags]);
    Ok(tag)
}

/// A colour that there is.
pub(crate) fn sound_hue(hue: Option<u8>) -> Result<()> {
    match hue {
        Some(hue) if hue >= TAG_HUES => Err(AppError::invalid("hue", Problem::Characters)),
        _ => Ok(()),
    }
}

/// A note without what pasting brings along.
pub(crate) fn sound_note(note: &str) -> Result<String> {
    let note = note.replace("\r\n", "\n").trim().to_owned();
    if note.chars().count() > LONGEST_NOTE {
        return Err(AppError::invalid("note", Problem::TooLong));
    }
    if note.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(AppError::invalid("note", Problem::Characters));
    }
    Ok(note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_trimmed_and_measured_in_characters() {
        assert_eq!(sound_note(" 给老会员\r\n第二行 ").unwrap(), "给老会员\n第二行");
        assert_eq!(sound_note("  ").unwrap(), "");
        assert!(sound_note(&"汉".repeat(200)).is_ok());
        let too_long = AppError::invalid("note", Problem::TooLong);
        assert_eq!(sound_note(&"汉".repeat(201)).unwrap_err(), too_long);
        let odd = AppError::invalid("note", Problem::Characters);
        assert_eq!(sound_note("a\u{7}b").unwrap_err(), odd);
    }
}
