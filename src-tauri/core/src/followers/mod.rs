//! Windows of rows, one follower, counts, selections, and files made of them.

mod export;
mod first_page;

use fandesk_store::{
    FIRST_ROWS, Facets, FilterProblem, FollowerDetail, FollowerId, FollowerRow, OpenedResultSet,
    QrCount, ResultSetId, Selection, TagPeople,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::account::Account;
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::input::{
    AccountInput, CloseResultSetInput, CountFollowersInput, FollowerInput, FollowerRowsInput,
    OpenResultSetInput, PlacesInput, QrValuesInput, SelectionInput,
};

pub(crate) use export::Target;
pub use export::{
    ExportColumn, ExportFormat, ExportRequest, ExportWords, ExportedFile, HeadedColumn,
    export_followers,
};

pub use first_page::{FirstPage, first_page};

/// Most rows one window gives: more would not fit any screen.
pub const MOST_ROWS: u32 = 1_000;

/// How many of the selected people carry each tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SelectionTags {
    /// People selected.
    pub people: u32,
    /// Tags that at least one of them carries.
    pub tags: Vec<TagPeople>,
}

/// A filter with its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckedFilter {
    /// People who match; null when that cannot be found out.
    pub people: Option<u32>,
    /// What its author should know.
    pub problems: Vec<FilterProblem>,
}

/// Answers a question about followers with a list that stays as it is until closed.
pub async fn open_result_set(desk: &Desk, input: OpenResultSetInput) -> Result<OpenedResultSet> {
    let account = desk.account(&input.account).await?;
    let now = account.now();
    let OpenResultSetInput { filter, sort, .. } = input.clone();
    let opened = account.ask(move |store| store.open_result_set(&filter, &sort, now)).await?;
    if opened.people > FIRST_ROWS {
        collect_soon(&account, opened.id);
    }
    first_page::keep_soon(desk, &account, &input, &opened);
    Ok(opened)
}

/// While somebody reads the first page the whole list is collected, so that a jump need not wait.
fn collect_soon(account: &Account, id: ResultSetId) {
    let owner = account.clone();
    account.tasks().spawn(move |_| async move {
        // One that was closed meanwhile, as while somebody types, is not collected.
        let _ = owner.ask(move |store| store.result_set(id)).await;
    });
}

/// A window of a result set's rows, at most [`MOST_ROWS`].
///
/// # Errors
/// `resultSetExpired` with the number of people it had.
pub async fn follower_rows(desk: &Desk, input: FollowerRowsInput) -> Result<Vec<FollowerRow>> {
    let account = desk.account(&input.account).await?;
    let count = input.count.min(MOST_ROWS);
    account.ask(move |store| store.window(input.result_set, input.start, count)).await
}

/// Where selected people stand in another result set, such as the same list in another order: places
/// from the first up to, not including, the second, in order and apart from each other.
///
/// # Errors
/// `resultSetExpired` with the number of people it had.
pub async fn selection_places(desk: &Desk, input: PlacesInput) -> Result<Vec<(u32, u32)>> {
    let account = desk.account(&input.account).await?;
    account.ask(move |store| store.places(&input.selection, input.result_set)).await
}

/// Forgets a result set; one that is not kept is as good.
pub async fn close_result_set(desk: &Desk, input: CloseResultSetInput) -> Result<()> {
    let account = desk.account(&input.account).await?;
    account.store().close_result_set(input.result_set);
    Ok(())
}

/// How many people match.
pub async fn count_followers(desk: &Desk, input: CountFollowersInput) -> Result<u32> {
    let account = desk.account(&input.account).await?;
    let now = account.now();
    account.ask(move |store| store.count(&input.filter, now)).await
}

/// How many people match, and what is odd about the filter. A filter that names a list, a segment,
/// a sync or a job that is not kept has no number.
///
/// # Errors
/// `invalid` with `tooDeep` or `tooLong` for one that nobody builds.
pub async fn check_filter(desk: &Desk, input: CountFollowersInput) -> Result<CheckedFilter> {
    let account = desk.account(&input.account).await?;
    let now = account.now();
    account
        .ask(move |store| {
            let problems = store.filter_problems(&input.filter)?;
            let people = store.count_if_known(&input.filter, now)?;
            Ok(CheckedFilter { people, problems })
        })
        .await
}

/// Values of QR codes by which people came who follow.
pub async fn qr_values(desk: &Desk, input: QrValuesInput) -> Result<Vec<QrCount>> {
    let account = desk.account(&input.account).await?;
    account.ask(move |store| Ok(store.qr_values(input.part, input.search.trim()))).await
}

/// Everything known about one person.
pub async fn follower(desk: &Desk, input: FollowerInput) -> Result<FollowerDetail> {
    let account = desk.account(&input.account).await?;
    account.ask(move |store| store.detail(input.follower)).await
}

/// Values to filter by, with the number of people.
pub async fn facets(desk: &Desk, input: AccountInput) -> Result<Facets> {
    let account = desk.account(&input.account).await?;
    account.ask(|store| Ok(store.facets())).await
}

/// How many of the selected people carry each tag, for ticks and half-ticks.
pub async fn selection_tags(desk: &Desk, input: SelectionInput) -> Result<SelectionTags> {
    let account = desk.account(&input.account).await?;
    account
        .ask(move |store| {
            let people = store.selected(&input.selection)?;
            Ok(SelectionTags {
                people: u32::try_from(people.len()).unwrap_or(u32::MAX),
                tags: store.tag_counts(people),
            })
        })
        .await
}

/// The people a selection means, in its order, each once.
///
/// # Errors
/// `selectionEmpty`; `resultSetExpired` with the number of people it had.
pub async fn selected(account: &Account, selection: Selection) -> Result<Vec<FollowerId>> {
    let people = account.ask(move |store| store.selected(&selection)).await?;
    if people.is_empty() { Err(AppError::SelectionEmpty) } else { Ok(people) }
}
