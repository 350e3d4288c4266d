//! Accounts whose token comes from a service of the customer's own.

use fandesk_core::accounts::{
    ConnectionInput, check_connection, remove_account, remove_credentials, replace_credentials,
};
use fandesk_core::input::ReplaceCredentialsInput;
use fandesk_core::{
    AccountState, AppError, Connection, CredentialsFacts, Given, ServiceTrouble, SyncStatus, Vault,
};
use fandesk_sandbox::SandboxConfig;

use crate::own_service::{KEY, Manner, OwnService, PASS, wechats_token};
use crate::world::World;

const PATH: &str = "data.access_token";
const TOKEN_CALL: &str = "/cgi-bin/stable_token";

/// Connected through a service that hands out WeChat's token.
async fn connected() -> (World, OwnService) {
    let service = OwnService::new(Manner::Status(503));
    let asked = service.clone();
    let mut world = World::opened_by(SandboxConfig::with_followers(250), |sandbox| {
        asked.behaves(Manner::Gives(wechats_token(sandbox)));
        asked.credentials(PATH)
    })
    .await;
    world.secrets.extend([KEY, PASS].map(str::to_owned));
    (world, service)
}

/// A fresh token of WeChat's.
fn fresh(world: &World) -> Manner {
    Manner::Gives(wechats_token(&world.sandbox))
}

fn trouble(trouble: ServiceTrouble, status: Option<u16>) -> AppError {
    AppError::OwnService { gives: Given::Token, trouble, status }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_runs_on_the_customers_token_before_and_after_a_restart() {
    let (mut world, service) = connected().await;
    world.sync().await;
    world.copy_equals_wechat().await;
    let request = service.requests().remove(0);
    assert!(request.starts_with(&format!("GET /wechat?key={KEY} ")), "{request}");
    assert!(request.contains(PASS), "the header goes along: {request}");
    world.reopen().await;
    world.sync().await;
    assert_eq!(world.sandbox.call_count(TOKEN_CALL), 0, "WeChat is never asked for a token");
    let summary = world.desk().summary(&world.account).await.unwrap();
    let host = "127.0.0.1".to_owned();
    assert_eq!(summary.credentials, CredentialsFacts::TokenService { host });
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_wechat_rejects_is_asked_for_once_more_and_the_sync_goes_on() {
    let (world, service) = connected().await;
    world.sync().await;
    let before = service.requests().len();
    world.wechat().take_token();
    let next = fresh(&world);
    service.behaves(next);
    world.sync().await;
    world.copy_equals_wechat().await;
    assert!(
        service.requests().len() - before <= 2,
        "asked once by the check, once more after 40001"
    );
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_goes_on_giving_dead_tokens_stops_the_sync_with_its_own_words() {
    let (world, service) = connected().await;
    world.sync().await;
    world.wechat().take_token();
    let before = service.requests().len();
    let state = stopped(&world).await;
    let rejected = trouble(ServiceTrouble::Rejected, None);
    assert_eq!(state, SyncStatus::Paused { because: Some(rejected.clone()) });
    assert_eq!(service.requests().len() - before, 2, "once, and once more");

    let input = ReplaceCredentialsInput {
        account: world.account.clone(),
        credentials: service.credentials(PATH),
    };
    assert_eq!(replace_credentials(world.desk(), input.clone()).await.unwrap_err(), rejected);
    let next = fresh(&world);
    service.behaves(next);
    let mut news = world.desk().events().listen();
    replace_credentials(world.desk(), input).await.unwrap();
    world.finishes(&mut news).await;
    world.copy_equals_wechat().await;
    world.ends().await;
}

/// Starts a sync and waits until it stands still.
async fn stopped(world: &World) -> SyncStatus {
    let mut news = world.desk().events().listen();
    world.start_sync().await.unwrap();
    world.stands(&mut news).await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_way_of_answering_wrongly_is_told_apart() {
    let (world, service) = connected().await;
    let check = async || {
        let input = ConnectionInput {
            account: world.account.clone(),
            api_base: Some(world.sandbox.base_url().to_owned()),
            connection: Connection::default(),
            proxy_password: None,
        };
        check_connection(world.desk(), input).await
    };
    check().await.unwrap();
    for (manner, expected) in [
        (Manner::Says("<html>login</html>"), trouble(ServiceTrouble::NotJson, None)),
        (Manner::Says(""), trouble(ServiceTrouble::NotJson, None)),
        (Manner::Says(r#"{"token":"x"}"#), trouble(ServiceTrouble::NothingThere, None)),
        (Manner::Says(r#"{"data":{"access_token":""}}"#), trouble(ServiceTrouble::NotAValue, None)),
        (Manner::Status(500), trouble(ServiceTrouble::Status, Some(500))),
        (Manner::Status(302), trouble(ServiceTrouble::Status, Some(302))),
        (Manner::Status(401), trouble(ServiceTrouble::Status, Some(401))),
    ] {
        service.behaves(manner);
        assert_eq!(check().await.unwrap_err(), expected);
    }
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_kind_takes_the_place_of_a_service_and_removing_the_account_forgets_all() {
    let (world, service) = connected().await;
    let entry = format!("secret/{}", world.account);
    assert!(world.vault.names().contains(&entry));
    let input = ReplaceCredentialsInput {
        account: world.account.clone(),
        credentials: fandesk_core::NewCredentials::Secret {
            app_secret: world.wechat().config().secret.clone().into(),
        },
    };
    let replaced = replace_credentials(world.desk(), input).await.unwrap();
    assert_eq!(replaced.credentials, CredentialsFacts::Secret);
    let asked = service.requests().len();
    world.sync().await;
    assert_eq!(service.requests().len(), asked, "the service is not asked any more");
    let kept = world.vault.get(&entry).await.unwrap();
    assert!(!secrecy::ExposeSecret::expose_secret(&kept).contains(KEY), "nor kept");
    remove_account(world.desk(), world.account_input()).await.unwrap();
    assert!(!world.vault.names().contains(&entry));
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_taken_away_is_not_asked_until_it_is_given_again() {
    let (mut world, service) = connected().await;
    world.sync().await;
    let left = remove_credentials(world.desk(), world.account_input()).await.unwrap();
    assert_eq!(left.state, AccountState::SecretMissing);
    assert!(world.keeps_only_keys(), "{:?}", world.vault.names());
    let asked = service.requests().len();
    world.reopen().await;
    world.start_sync().await.unwrap_err();
    assert_eq!(service.requests().len(), asked);

    let input = ReplaceCredentialsInput {
        account: world.account.clone(),
        credentials: service.credentials(PATH),
    };
    replace_credentials(world.desk(), input).await.unwrap();
    world.sync().await;
    world.copy_equals_wechat().await;
    world.ends().await;
}
