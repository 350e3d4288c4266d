//! Accounts that a third-party platform opens: ticket, refresh token, permission sets.

use fandesk_core::accounts::{
    PlatformInput, platform_accounts, remove_account, remove_credentials, replace_credentials,
};
use fandesk_core::input::{ReplaceCredentialsInput, ResumeSyncInput};
use fandesk_core::sync::resume_sync;
use fandesk_core::{
    AccountState, AppError, Connection, CredentialsFacts, NewCredentials, NewPlatform, SyncStatus,
    Vault,
};
use fandesk_sandbox::{AccountConfig, PlatformHandle, Sandbox, SandboxConfig};
use secrecy::ExposeSecret;

use crate::own_service::{KEY, Manner, OwnService, PASS};
use crate::world::World;

const PLATFORM: &str = "wxaaaaaaaaaaaaaaaa";
const SECRET: &str = "fedcba9876543210fedcba9876543210";
const USER_MANAGEMENT: &[u32] = &[1, 2];

/// Connected through a platform whose ticket a service of the customer's hands out.
async fn connected() -> (World, OwnService) {
    let service = OwnService::new(Manner::Status(503));
    let asked = service.clone();
    let config = SandboxConfig::with_followers(130).platform(PLATFORM, SECRET);
    let mut world = World::opened_by(config, |sandbox| {
        let appid = sandbox.account().config().appid.clone();
        side(sandbox).authorise(&appid, USER_MANAGEMENT).unwrap();
        asked.behaves(Manner::Gives(side(sandbox).ticket()));
        NewCredentials::Platform { platform: typed(&asked) }
    })
    .await;
    world.secrets.extend([KEY, PASS].map(str::to_owned));
    (world, service)
}

fn side(sandbox: &Sandbox) -> PlatformHandle {
    sandbox.platform().expect("this world has a platform")
}

fn typed(service: &OwnService) -> NewPlatform {
    NewPlatform {
        app_id: PLATFORM.to_owned(),
        app_secret: SECRET.into(),
        ticket: service.typed("data.access_token"),
    }
}

/// The refresh token that the vault keeps; it is written beside the work.
async fn refresh_token(world: &World, other_than: &str) -> String {
    let name = format!("refresh/{}", world.account);
    let kept = async {
        loop {
            match world.vault.get(&name).await {
                Ok(token) if token.expose_secret() != other_than => {
                    return token.expose_secret().to_owned();
                }
                _ => tokio::task::yield_now().await,
            }
        }
    };
    tokio::time::timeout(crate::world::PATIENCE, kept).await.expect("a refresh token is kept")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_runs_through_a_platform_before_and_after_a_restart() {
    let (mut world, _service) = connected().await;
    world.sync().await;
    world.copy_equals_wechat().await;
    refresh_token(&world, "").await;
    world.reopen().await;
    world.sync().await;
    assert_eq!(world.sandbox.call_count("/cgi-bin/stable_token"), 0);
    let summary = world.desk().summary(&world.account).await.unwrap();
    let (platform, host) = (PLATFORM.to_owned(), "127.0.0.1".to_owned());
    assert_eq!(summary.credentials, CredentialsFacts::Platform { platform, host });
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_refresh_token_is_found_again_and_kept() {
    let (mut world, _service) = connected().await;
    world.sync().await;
    let before = refresh_token(&world, "").await;
    side(&world.sandbox).replace_refresh_token(&world.wechat().config().appid).unwrap();
    world.reopen().await;
    world.sync().await;
    world.copy_equals_wechat().await;
    refresh_token(&world, &before).await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_past_its_life_stops_the_sync_until_the_next_one_comes() {
    let (world, service) = connected().await;
    world.sync().await;
    world.wait(12 * 3_600);
    let mut news = world.desk().events().listen();
    world.start_sync().await.unwrap();
    let status = world.stands(&mut news).await;
    assert!(
        matches!(
            status,
            SyncStatus::Paused { because: Some(AppError::Wechat { errcode: 61005, .. }) }
        ),
        "{status:?}"
    );
    let ticket = side(&world.sandbox).push_ticket();
    service.behaves(Manner::Gives(ticket));
    let mut news = world.desk().events().listen();
    let input = ResumeSyncInput { account: world.account.clone(), accept_leavers: false };
    resume_sync(world.desk(), input).await.unwrap();
    world.finishes(&mut news).await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_accounts_of_a_platform_are_listed_with_what_their_owners_granted() {
    let (world, service) = connected().await;
    let second = AccountConfig::new("wxbbbbbbbbbbbbbbbb", "b".repeat(32));
    let config = SandboxConfig::default().account(second).platform(PLATFORM, SECRET);
    let elsewhere = config.start().await.unwrap();
    side(&elsewhere).authorise("wxbbbbbbbbbbbbbbbb", &[1, 7]).unwrap();
    let list = async |sandbox: &Sandbox| {
        service.behaves(Manner::Gives(side(sandbox).ticket()));
        let input = PlatformInput {
            platform: typed(&service),
            api_base: Some(sandbox.base_url().to_owned()),
            connection: Connection::default(),
            proxy_password: None,
        };
        platform_accounts(world.desk(), input).await.unwrap()
    };
    let ours = list(&world.sandbox).await;
    assert_eq!(ours.len(), 1);
    assert!(ours[0].connected && ours[0].user_management);
    assert_eq!(ours[0].permission_sets.as_deref(), Some(USER_MANAGEMENT));
    let theirs = list(&elsewhere).await;
    assert!(!theirs[0].connected && !theirs[0].user_management, "user management is missing");
    assert_eq!(theirs[0].name.as_deref(), Some("示例服务号1"));
    remove_account(world.desk(), world.account_input()).await.unwrap();
    let left = world.vault.names();
    assert!(!left.iter().any(|name| name.contains(world.account.as_str())), "{left:?}");
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_is_taken_away_leaves_no_refresh_token_and_can_be_given_again() {
    let (mut world, service) = connected().await;
    world.sync().await;
    let before = refresh_token(&world, "").await;
    let left = remove_credentials(world.desk(), world.account_input()).await.unwrap();
    assert_eq!(left.state, AccountState::SecretMissing);
    assert!(world.keeps_only_keys(), "{:?}", world.vault.names());
    world.reopen().await;
    world.start_sync().await.unwrap_err();
    assert!(world.keeps_only_keys(), "nor does a later start bring it back");

    let platform = typed(&service);
    replace(&world, NewCredentials::Platform { platform }).await;
    world.sync().await;
    world.copy_equals_wechat().await;
    assert_eq!(refresh_token(&world, "").await, before, "the owner's word still stands");
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_takes_the_place_of_a_platform_with_another_ticket_and_refresh_token() {
    let (mut world, first) = connected().await;
    world.sync().await;
    let before = refresh_token(&world, "").await;
    let appid = world.wechat().config().appid.clone();
    side(&world.sandbox).authorise(&appid, USER_MANAGEMENT).unwrap();
    let second = OwnService::new(Manner::Gives(side(&world.sandbox).push_ticket()));
    replace(&world, NewCredentials::Platform { platform: typed(&second) }).await;
    let asked = first.requests().len();
    world.sync().await;
    world.reopen().await;
    world.sync().await;
    world.copy_equals_wechat().await;
    assert_eq!(first.requests().len(), asked, "the first one is forgotten");
    assert!(!second.requests().is_empty());
    refresh_token(&world, &before).await;
    world.ends().await;
}

async fn replace(world: &World, credentials: NewCredentials) {
    let input = ReplaceCredentialsInput { account: world.account.clone(), credentials };
    replace_credentials(world.desk(), input).await.unwrap();
}
