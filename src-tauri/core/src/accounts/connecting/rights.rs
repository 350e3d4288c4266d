//! What an account may call, found out by reading a little of each.

use fandesk_wechat::{ErrCode, OfficialAccount, OpenId};

use super::state::{Function, Right};
use crate::error::{AppError, Result};

/// Tries one reading call of each kind. Writing is judged by it: WeChat gives both or none.
///
/// # Errors
/// What says nothing about rights (no network, WeChat busy), and a list of followers that is
/// refused: without it there is nothing to connect for.
pub(super) async fn tried(client: &OfficialAccount) -> Result<Vec<Right>> {
    let (page, tags, blacklist) = futures::future::join3(
        client.followers_page(None),
        client.tags(),
        client.blacklist_page(None),
    )
    .await;
    let page = page.map_err(AppError::from);
    let first: Option<OpenId> = page.as_ref().ok().and_then(|page| page.openids.first().cloned());
    let mut rights = vec![right(Function::Followers, page.map(drop))?];
    if let Some(refused) = rights.iter().find_map(|right| right.refused.clone()).filter(is_denial) {
        return Err(refused);
    }
    if let Some(openid) = first {
        let details = client.details_batch(&[openid]).await;
        rights.push(right(Function::Details, details.map(drop).map_err(AppError::from))?);
    }
    rights.push(right(Function::Tags, tags.map(drop).map_err(AppError::from))?);
    rights.push(right(Function::Blacklist, blacklist.map(drop).map_err(AppError::from))?);
    Ok(rights)
}

fn right(function: Function, answer: Result<()>) -> Result<Right> {
    match answer {
        Ok(()) => Ok(Right { function, refused: None }),
        Err(refused) if is_denial(&refused) || is_used_up(&refused) => {
            Ok(Right { function, refused: Some(refused) })
        }
        Err(other) => Err(other),
    }
}

/// Whether WeChat says that the account may not call it.
fn is_denial(error: &AppError) -> bool {
    let AppError::Wechat { errcode, .. } = error else { return false };
    matches!(
        ErrCode(*errcode),
        ErrCode::UNAUTHORIZED
            | ErrCode::FORBIDDEN
            | ErrCode::USER_LIMITED
            | ErrCode::NOT_AUTHORISED
            | ErrCode::PLATFORM_UNAUTHORISED
            | ErrCode::PERMISSION_UNCONFIRMED
            | ErrCode::PERMISSION_NOT_GRANTED
    )
}

/// Whether the account may, on another day.
fn is_used_up(error: &AppError) -> bool {
    matches!(error, AppError::Wechat { errcode, .. } if ErrCode(*errcode) == ErrCode::DAILY_QUOTA)
}
