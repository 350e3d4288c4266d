//! Accounts that live on a pasted token: until it ends, and never longer than the program.

use fandesk_core::accounts::replace_credentials;
use fandesk_core::input::ReplaceCredentialsInput;
use fandesk_core::sync::start_sync;
use fandesk_core::{AccountState, AppError, Clock, CredentialsFacts, NewCredentials, SyncStatus};
use fandesk_sandbox::SandboxConfig;

use crate::own_service::wechats_token;
use crate::world::World;

const TWO_HOURS: u32 = 7_200;

async fn connected() -> World {
    let mut token = String::new();
    let mut world = World::opened_by(SandboxConfig::with_followers(120), |sandbox| {
        token = wechats_token(sandbox);
        NewCredentials::PastedToken { token: token.clone().into() }
    })
    .await;
    world.secrets.push(token);
    world
}

async fn paste_another(world: &mut World) {
    let token = wechats_token(&world.sandbox);
    world.secrets.push(token.clone());
    let input = ReplaceCredentialsInput {
        account: world.account.clone(),
        credentials: NewCredentials::PastedToken { token: token.into() },
    };
    replace_credentials(world.desk(), input).await.unwrap();
}

async fn state(world: &World) -> AccountState {
    world.desk().summary(&world.account).await.unwrap().state
}

fn token_needed() -> AppError {
    AppError::AccountUnavailable { state: AccountState::TokenNeeded }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_works_until_the_token_ends_and_then_asks_for_another_one() {
    let mut world = connected().await;
    world.sync().await;
    world.copy_equals_wechat().await;
    let summary = world.desk().summary(&world.account).await.unwrap();
    let until = Some(world.clock.now() + i64::from(TWO_HOURS));
    assert_eq!(summary.credentials, CredentialsFacts::PastedToken { until });

    world.wait(TWO_HOURS);
    assert_eq!(state(&world).await, AccountState::TokenNeeded);
    let mut news = world.desk().events().listen();
    let started = start_sync(world.desk(), world.account_input()).await;
    if started.is_ok() {
        let paused = SyncStatus::Paused { because: Some(token_needed()) };
        assert_eq!(world.stands(&mut news).await, paused);
    }
    let mut news = world.desk().events().listen();
    paste_another(&mut world).await;
    assert_eq!(state(&world).await, AccountState::Ready);
    if started.is_ok() {
        world.finishes(&mut news).await;
    } else {
        world.sync().await;
    }
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_is_kept_nowhere_and_asked_for_again_after_a_restart() {
    let mut world = connected().await;
    world.sync().await;
    assert!(!world.vault.names().iter().any(|name| name.starts_with("secret/")));
    world.reopen().await;
    assert_eq!(state(&world).await, AccountState::TokenNeeded);
    assert_eq!(world.open_account().await.client().unwrap_err(), token_needed());
    paste_another(&mut world).await;
    world.sync().await;
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_wechat_rejects_is_not_used_again() {
    let mut world = connected().await;
    world.sync().await;
    world.wechat().take_token();
    let mut news = world.desk().events().listen();
    world.start_sync().await.unwrap();
    let paused = SyncStatus::Paused { because: Some(token_needed()) };
    assert_eq!(world.stands(&mut news).await, paused);
    assert_eq!(state(&world).await, AccountState::TokenNeeded);
    let mut news = world.desk().events().listen();
    paste_another(&mut world).await;
    world.finishes(&mut news).await;
    world.ends().await;
}
