//! Saved views of the followers' table, for each account on this computer. Their bodies are the window's.

use fandesk_store::{AccountStore, View, ViewDraft, ViewId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accounts::validate;
use crate::desk::Desk;
use crate::error::{AppError, Problem, Result};
use crate::event::Topic;
use crate::input::{AccountInput, SaveViewInput, ViewInUseInput, ViewInput};

/// Under which the look in use is kept among the account's settings.
const IN_USE: &str = "view_in_use";

/// Most bytes of a body: a hundred columns with all there is to say about each.
pub const LONGEST_BODY: usize = 32 << 10;

/// How the table looks, saved under a name or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ViewInUse {
    /// The saved view it came from.
    pub from: Option<ViewId>,
    /// The way in which the body is written; a greater one than the window knows is a newer program's.
    pub version: u32,
    /// JSON, at most [`LONGEST_BODY`] bytes.
    pub body: String,
}

/// The saved views, oldest first.
pub async fn views(desk: &Desk, input: AccountInput) -> Result<Vec<View>> {
    let account = desk.account(&input.account).await?;
    account.ask(|store| store.views()).await
}

/// Saves a view, in the place of another if its number is given.
///
/// # Errors
/// `invalid` for a name that cannot be kept, a body that is no JSON or longer than
/// [`LONGEST_BODY`]; `notFound`; `keptLimit`.
pub async fn save_view(desk: &Desk, input: SaveViewInput) -> Result<View> {
    let draft = sound(input.view)?;
    let account = desk.account(&input.account).await?;
    let view = account.ask(move |store| store.save_view(input.id, &draft)).await?;
    account.changed(&[Topic::Views]);
    Ok(view)
}

/// Forgets a view; one that is not kept is as good.
pub async fn delete_view(desk: &Desk, input: ViewInput) -> Result<()> {
    let account = desk.account(&input.account).await?;
    account.ask(move |store| store.delete_view(input.id)).await?;
    account.changed(&[Topic::Views]);
    Ok(())
}

/// How the table looked when it was changed last; none before it ever was.
pub async fn view_in_use(desk: &Desk, input: AccountInput) -> Result<Option<ViewInUse>> {
    let account = desk.account(&input.account).await?;
    account.ask(view_in_use_of).await
}

/// The same of an account that is open.
pub(crate) fn view_in_use_of(store: &AccountStore) -> fandesk_store::Result<Option<ViewInUse>> {
    store.setting(IN_USE)
}

/// Keeps how the table looks now. Nobody is told: the window that looks so knows.
///
/// # Errors
/// `invalid` for a body that is no JSON or longer than [`LONGEST_BODY`].
pub async fn keep_view_in_use(desk: &Desk, input: ViewInUseInput) -> Result<()> {
    sound_body(&input.view.body)?;
    let account = desk.account(&input.account).await?;
    account.ask(move |store| store.keep_setting(IN_USE, &input.view)).await
}

fn sound(view: ViewDraft) -> Result<ViewDraft> {
    let name = validate::name(&view.name)?;
    sound_body(&view.body)?;
    Ok(ViewDraft { name, ..view })
}

fn sound_body(body: &str) -> Result<()> {
    let refused = |problem| Err(AppError::invalid("body", problem));
    if body.len() > LONGEST_BODY {
        return refused(Problem::TooLong);
    }
    match serde_json::from_str::<serde::de::IgnoredAny>(body) {
        Ok(_) => Ok(()),
        Err(_) => refused(Problem::Characters),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_json_of_a_size_that_a_window_writes() {
        let view =
            |body: &str| ViewDraft {
                name: " 周报 ".to_owned(), version: 7, body: body.to_owned()
            };
        let kept = sound(view(r#"{"columns":["remark"]}"#)).unwrap();
        assert_eq!((kept.name.as_str(), kept.version), ("周报", 7));
        let refused = |body: &str| sound(view(body)).unwrap_err();
        assert_eq!(refused("{"), AppError::invalid("body", Problem::Characters));
        assert_eq!(refused(&"[".repeat(10_000)), AppError::invalid("body", Problem::Characters));
        let long = format!("\"{}\"", "x".repeat(LONGEST_BODY));
        assert_eq!(refused(&long), AppError::invalid("body", Problem::TooLong));
    }
}
