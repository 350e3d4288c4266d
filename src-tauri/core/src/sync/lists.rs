//! Reading a list other than the followers': a tag's people, or the blacklist.
//!
//! Its pages and their cursors are staged, so that a list that breaks off is read on from its cursor,
//! even in a later run of the program. Whom we changed since the list was begun is known from the
//! index, or from the jobs that were at work since.

use fandesk_store::{Staged, StagedList};
use fandesk_wechat::{ErrCode, Error, OfficialAccount, OpenId, Page, TagId};
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};

use super::run::{Halt, Run};
use crate::error::AppError;

/// A list whose cursor is not known any more (the person there is gone) is begun at most this often.
const MOST_READINGS: u32 = 3;

/// Reads a list to its end, telling how many people of how many came so far; the stamp to take it
/// over with, or nothing if the account may not read it.
pub(super) async fn read_list(
    run: &Run,
    list: StagedList,
    tell: impl Fn(u32, Option<u32>),
) -> Result<Option<u32>, Halt> {
    let mut readings = 0;
    loop {
        let stamp = match run.list_begun(list) {
            Some(stamp) => stamp,
            None => begin_or_go_on(run, list).await?,
        };
        readings += 1;
        match read_on(run, list, &tell).await {
            Ok(allowed) => return Ok(allowed.then_some(stamp)),
            Err(halt) => {
                let staged = run.account.ask(move |store| store.staged(list)).await?;
                if !is_lost_cursor(&halt, &staged) || readings >= MOST_READINGS {
                    return Err(halt);
                }
                run.end_list(list);
            }
        }
    }
}

/// Goes on with a list that an earlier run of the program began, or begins it.
async fn begin_or_go_on(run: &Run, list: StagedList) -> Result<u32, Halt> {
    let begun = run.progress().list_marks.into_iter().find(|(begun, _)| *begun == list.name());
    let stamp = match begun {
        Some((_, mark)) => run.account.ask(move |store| store.read_stamp_of(&mark)).await?,
        None => {
            let (stamp, mark) = run
                .account
                .ask(move |store| {
                    store.clear_staged(list)?;
                    Ok((store.read_stamp(), store.work_mark()?))
                })
                .await?;
            run.note(|progress| progress.list_marks.push((list.name(), mark)));
            run.save().await?;
            stamp
        }
    };
    run.begin_list(list, stamp);
    Ok(stamp)
}

/// Reads from the last cursor to the end; false if the account may not.
async fn read_on(
    run: &Run,
    list: StagedList,
    tell: &impl Fn(u32, Option<u32>),
) -> Result<bool, Halt> {
    let staged = run.account.ask(move |store| store.staged(list)).await?;
    if staged.is_whole() {
        return Ok(true);
    }
    let from = staged.cursor.as_deref().and_then(|cursor| OpenId::new(cursor).ok());
    let mut people = staged.people;
    let mut expected = None;
    let mut pages = pages(&run.client()?, list, from);
    let mut next = pages.try_next().await;
    loop {
        let page = match next {
            Ok(Some(page)) => page,
            Ok(None) => return Ok(true),
            Err(error) if run.is_not_allowed(&error) => return Ok(false),
            // Whoever stands at the end may have left, as those in the blacklist do. Nobody is behind.
            Err(error) if is_lost(&error) && expected.is_some_and(|total| people >= total) => {
                run.account.ask(move |store| store.stage_page(list, &[], "")).await?;
                return Ok(true);
            }
            Err(error) => return Err(run.trouble(error)),
        };
        people += u32::try_from(page.openids.len()).unwrap_or(u32::MAX);
        let total = page.total.and_then(|total| u32::try_from(total).ok());
        expected = total;
        let cursor = page.next.as_ref().map(|next| next.as_str().to_owned()).unwrap_or_default();
        let openids: Vec<String> =
            page.openids.iter().map(|openid| openid.as_str().to_owned()).collect();
        let keep = async {
            run.account.ask(move |store| store.stage_page(list, &openids, &cursor)).await?;
            tell(people, total);
            Ok::<_, Halt>(())
        };
        // WeChat is asked for the next page while this one is written.
        let (kept, following) = tokio::join!(keep, pages.try_next());
        kept?;
        next = following;
    }
}

fn pages(
    client: &OfficialAccount,
    list: StagedList,
    from: Option<OpenId>,
) -> BoxStream<'static, Result<Page, Error>> {
    match list {
        StagedList::Followers => client.followers(from).boxed(),
        StagedList::Blacklist => client.blacklist(from).boxed(),
        StagedList::Tag(tag) => client.tag_members(TagId(tag), from).boxed(),
    }
}

/// WeChat does not know the person at the cursor (40003).
fn is_lost(error: &Error) -> bool {
    error.code() == Some(ErrCode::INVALID_OPENID)
}

/// The same, in the middle of a list.
pub(super) fn is_lost_cursor(halt: &Halt, staged: &Staged) -> bool {
    let Halt::Trouble(AppError::Wechat { errcode, .. }) = halt else { return false };
    *errcode == ErrCode::INVALID_OPENID.0 && staged.cursor.is_some()
}
