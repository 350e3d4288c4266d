//! The first page of the list of followers, kept so that the next start shows it at once.
//!
//! A file with a million people takes a second to open, and until then nobody can say who stands
//! first. What the list began with when it was seen last lies in `desk.db`: the page that the program
//! opens with can be read meanwhile, and the true list takes its place. It is written whenever that
//! list is opened, and once more when the program ends, so that it is stale after a crash at most.

use fandesk_store::{
    AccountStore, Filter, FollowerRow, OpenedResultSet, Result as Stored, Sort, Tag,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::account::Account;
use crate::accounts::AccountId;
use crate::desk::Desk;
use crate::error::Result;
use crate::input::{AccountInput, OpenResultSetInput};
use crate::views::{ViewInUse, view_in_use_of};

/// What the list of everybody who follows began with when it was seen last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FirstPage {
    /// How the table looked.
    pub view: Option<ViewInUse>,
    /// The order of the list.
    pub sort: Vec<Sort>,
    /// How many people were in it.
    pub people: u32,
    /// The first of them, at most 100.
    pub rows: Vec<FollowerRow>,
    /// The tags with the numbers they had.
    pub tags: Vec<Tag>,
}

impl FirstPage {
    fn of(store: &AccountStore, sort: Vec<Sort>, opened: OpenedResultSet) -> Stored<Self> {
        let OpenedResultSet { people, first_rows: rows, .. } = opened;
        Ok(Self { view: view_in_use_of(store)?, sort, people, rows, tags: store.tags() })
    }
}

/// What the list of everybody who follows began with when it was seen last, for as long as the
/// account's file is being opened. From then on the list itself answers.
pub async fn first_page(desk: &Desk, input: AccountInput) -> Result<Option<FirstPage>> {
    match desk.opening_since(&input.account) {
        Some(_) => desk.kept_first_page(&input.account).await,
        None => Ok(None),
    }
}

/// Keeps the first page of a list that was just opened, if it is the one a start opens with.
pub(super) fn keep_soon(
    desk: &Desk,
    account: &Account,
    asked: &OpenResultSetInput,
    opened: &OpenedResultSet,
) {
    if !is_everybody_who_follows(&asked.filter) {
        return;
    }
    let (desk, owner, opened) = (desk.clone(), account.clone(), opened.clone());
    let sort = asked.sort.clone();
    account.tasks().spawn(move |_| async move {
        let page = owner.ask(move |store| FirstPage::of(store, sort, opened)).await;
        let kept = match page {
            Ok(page) => desk.keep_first_page(owner.id(), page).await,
            Err(error) => Err(error),
        };
        if let Err(error) = kept {
            // It only makes the next start quicker.
            tracing::warn!(code = error.code(), "the first page of an account was not kept");
        }
    });
}

fn is_everybody_who_follows(filter: &Filter) -> bool {
    match filter {
        Filter::Following => true,
        Filter::AllOf { filters } => matches!(filters[..], [Filter::Following]),
        _ => false,
    }
}

impl Desk {
    /// Keeps the first page as it is now, in the order in which it was seen last; nothing where
    /// nobody has ever seen it.
    pub(crate) async fn renew_first_page(&self, account: &Account) -> Result<()> {
        let Some(FirstPage { sort, .. }) = self.kept_first_page(account.id()).await? else {
            return Ok(());
        };
        let now = account.now();
        let renew = move |store: &AccountStore| {
            let opened = store.open_result_set(&Filter::Following, &sort, now)?;
            store.close_result_set(opened.id);
            FirstPage::of(store, sort, opened)
        };
        let page = account.ask(renew).await?;
        self.keep_first_page(account.id(), page).await
    }

    /// Forgets an account's first page.
    pub(crate) async fn forget_first_page(&self, id: &AccountId) -> Result<()> {
        let name = setting_name(id);
        self.with_desk_file(move |store| Ok(store.forget_setting(&name)?)).await
    }

    async fn keep_first_page(&self, id: &AccountId, page: FirstPage) -> Result<()> {
        if self.kept_first_page(id).await?.as_ref() == Some(&page) {
            return Ok(());
        }
        let name = setting_name(id);
        self.with_desk_file(move |store| Ok(store.save_setting(&name, &page)?)).await
    }

    /// What another version of the program kept differently counts as nothing.
    async fn kept_first_page(&self, id: &AccountId) -> Result<Option<FirstPage>> {
        let name = setting_name(id);
        let kept: Option<serde_json::Value> =
            self.with_desk_file(move |store| Ok(store.setting(&name)?)).await?;
        Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()))
    }
}

/// Under which a first page is kept in `desk.db`.
fn setting_name(id: &AccountId) -> String {
    format!("first_page/{id}")
}
