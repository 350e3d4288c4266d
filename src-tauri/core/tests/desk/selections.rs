//! Lists of people, windows of them, and whom a selection means.

use fandesk_core::followers::{
    MOST_ROWS, close_result_set, facets, follower, follower_rows, open_result_set, selected,
    selection_places, selection_tags,
};
use fandesk_core::input::{
    AccountInput, CloseResultSetInput, FollowerInput, FollowerRowsInput, OpenResultSetInput,
    PlacesInput, SelectionInput,
};
use fandesk_core::store::{Filter, OpenedResultSet, Selection, Sort, SortKey};
use fandesk_core::{AccountId, AppError, Desk};

use crate::home::{Home, practice, sync};

async fn followers(desk: &Desk, account: &AccountId) -> OpenedResultSet {
    let sort = vec![Sort { by: SortKey::FollowedAt, descending: true }];
    let input = OpenResultSetInput { account: account.clone(), filter: Filter::Following, sort };
    open_result_set(desk, input).await.unwrap()
}

#[tokio::test]
async fn a_selection_means_the_rows_that_were_ticked_and_no_others() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let account = practice(&desk, 1_500).await;
    sync(&desk, &account).await;
    let open = desk.account(&account.id).await.unwrap();
    let list = followers(&desk, &account.id).await;
    let all = |ranges, except| Selection::ResultSet { result_set: list.id, ranges, except };
    let rows = |start, count| {
        let (account, result_set) = (account.id.clone(), list.id);
        follower_rows(&desk, FollowerRowsInput { account, result_set, start, count })
    };
    let first: Vec<u32> = list.first_rows.iter().map(|row| row.id).collect();
    assert_eq!(first.len(), 100);
    assert_eq!(rows(0, 100).await.unwrap(), list.first_rows);
    assert_eq!(rows(0, u32::MAX).await.unwrap().len(), MOST_ROWS as usize);
    assert_eq!(rows(list.people - 1, 50).await.unwrap().len(), 1, "the end is the end");

    let everybody = selected(&open, all(None, vec![])).await.unwrap();
    assert_eq!(everybody.len(), list.people as usize);
    let minus_three = selected(&open, all(None, first[..3].to_vec())).await.unwrap();
    assert_eq!(minus_three, everybody[3..]);
    let ranges = Some(vec![(10, 20), (15, 30)]);
    let ranged = selected(&open, all(ranges, vec![first[12]])).await.unwrap();
    let expected: Vec<u32> = first[10..30].iter().copied().filter(|id| *id != first[12]).collect();
    assert_eq!(ranged, expected, "overlapping ranges count once");
    let these = Selection::These { followers: vec![first[5], first[5], u32::MAX] };
    assert_eq!(selected(&open, these).await.unwrap(), [first[5]]);
    let nobody = selected(&open, Selection::These { followers: vec![] }).await;
    assert_eq!(nobody.unwrap_err(), AppError::SelectionEmpty);

    let input = CloseResultSetInput { account: account.id.clone(), result_set: list.id };
    close_result_set(&desk, input).await.unwrap();
    let expired = AppError::ResultSetExpired { had: list.people };
    assert_eq!(rows(0, 10).await.unwrap_err(), expired);
    assert_eq!(selected(&open, all(None, vec![])).await.unwrap_err(), expired);
}

#[tokio::test]
async fn ticks_facets_and_a_persons_page_agree_with_the_rows() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let account = practice(&desk, 400).await;
    sync(&desk, &account).await;
    let list = followers(&desk, &account.id).await;
    let row = list.first_rows.iter().find(|row| !row.tags.is_empty()).unwrap();

    let selection = Selection::These { followers: vec![row.id] };
    let input = SelectionInput { account: account.id.clone(), selection };
    let ticks = selection_tags(&desk, input).await.unwrap();
    assert_eq!(ticks.people, 1);
    let mut ticked: Vec<u32> = ticks.tags.iter().map(|tag| tag.tag).collect();
    ticked.sort_unstable();
    assert_eq!(ticked, row.tags);

    let counts = facets(&desk, AccountInput { account: account.id.clone() }).await.unwrap();
    assert_eq!(counts.following, list.people);
    let page = FollowerInput { account: account.id.clone(), follower: row.id };
    assert_eq!(&follower(&desk, page).await.unwrap().row, row);
    let nobody = FollowerInput { account: account.id.clone(), follower: u32::MAX };
    assert_eq!(follower(&desk, nobody).await.unwrap_err(), AppError::FollowerUnknown);
}

#[tokio::test]
async fn a_choice_of_thousands_stays_the_same_people_in_another_order() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let account = practice(&desk, 3_000).await;
    sync(&desk, &account).await;
    let open = desk.account(&account.id).await.unwrap();
    let newest = followers(&desk, &account.id).await;
    let sort = vec![Sort { by: SortKey::Openid, descending: false }];
    let input = OpenResultSetInput { account: account.id.clone(), filter: Filter::Following, sort };
    let by_openid = open_result_set(&desk, input).await.unwrap();

    let chosen = |result_set, ranges| Selection::ResultSet { result_set, ranges, except: vec![] };
    let selection = chosen(newest.id, Some(vec![(100, 2_200)]));
    let mut before = selected(&open, selection.clone()).await.unwrap();
    let input = PlacesInput { account: account.id.clone(), selection, result_set: by_openid.id };
    let places = selection_places(&desk, input).await.unwrap();
    let mut after = selected(&open, chosen(by_openid.id, Some(places))).await.unwrap();
    before.sort_unstable();
    after.sort_unstable();
    assert_eq!(after, before);
    assert_eq!(after.len(), 2_100);
}
