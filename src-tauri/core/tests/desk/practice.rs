//! The practice account: no vault, one at most, remembered across restarts.

use fandesk_core::accounts::open_practice_account;
use fandesk_core::input::{LimitInput, PracticeInput};
use fandesk_core::sync::sync_reports;
use fandesk_core::{AccountKind, AccountState, AppError, VaultState};

use crate::home::{Home, overview, practice, sync};

#[tokio::test]
async fn the_practice_account_and_what_was_done_to_it_are_remembered_across_restarts() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let account = practice(&desk, 300).await;
    assert_eq!((account.kind, &account.state), (AccountKind::Practice, &AccountState::Ready));
    sync(&desk, &account).await;
    let open = desk.account(&account.id).await.unwrap();
    let world = open.practice_world().await.unwrap();
    let openids = world.openids();
    let tag = world.create_tag("三人试验").unwrap();
    world.tag(tag, &openids[..3]).unwrap();
    drop((world, open));
    desk.close().await;

    let desk = home.open().await;
    let seen = overview(&desk).await;
    assert_eq!(seen.vault, VaultState::Unused { keychain: false });
    assert_eq!(seen.accounts.len(), 1);
    assert_eq!((&seen.accounts[0].id, &*seen.accounts[0].name), (&account.id, "练习"));
    assert!(!seen.accounts[0].never_synced && seen.accounts[0].following > 0);
    let world = desk.account(&account.id).await.unwrap().practice_world().await.unwrap();
    let tag = world.tag_named("三人试验").expect("the tag is still there");
    let mut members = world.members(tag);
    members.sort();
    let mut expected = openids[..3].to_vec();
    expected.sort();
    assert_eq!(members, expected, "and so are its people");
}

#[tokio::test]
async fn a_second_sync_on_the_first_day_finds_that_people_came_and_went() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let account = practice(&desk, 300).await;
    sync(&desk, &account).await;
    sync(&desk, &account).await;
    let reports = sync_reports(&desk, LimitInput { account: account.id.clone(), limit: 9 }).await;
    let [second, first] = &reports.unwrap()[..] else { panic!("two syncs make two reports") };
    assert!(first.first && !second.first);
    assert!((2..=5).contains(&second.joined) && (1..=2).contains(&second.left), "{second:?}");
    assert_eq!(second.following, first.following + second.joined - second.left);
    desk.close().await;

    let desk = home.open().await;
    let world = desk.account(&account.id).await.unwrap().practice_world().await.unwrap();
    assert_eq!(world.follower_count(), second.following, "and the world remembers it");
}

#[tokio::test]
async fn there_is_one_practice_account_at_most() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let first = practice(&desk, 40).await;
    let second = practice(&desk, 90).await;
    assert_eq!(first.id, second.id);
    assert_eq!(overview(&desk).await.accounts.len(), 1);
}

#[tokio::test]
async fn a_world_of_nobody_or_of_too_many_is_refused() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    for followers in [0, 1_000_001] {
        let input = PracticeInput { name: "练习".to_owned(), followers };
        let refused = open_practice_account(&desk, input).await.unwrap_err();
        assert!(matches!(refused, AppError::Invalid { ref field, .. } if field == "followers"));
    }
    assert!(overview(&desk).await.accounts.is_empty());
}
