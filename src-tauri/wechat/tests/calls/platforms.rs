//! An account opened by a third-party platform: ticket, tokens, and the way back to a lost one.

use std::sync::Arc;
use std::time::Duration;

use fandesk_sandbox::{FaultRule, PlatformHandle, Sandbox, SandboxConfig, Trouble};
use fandesk_wechat::{
    AppId, Credentials, Endpoint, Error, Given, Http, HttpSettings, JsonPath, OfficialAccount,
    OwnService, Platform, PlatformAccess, PlatformParts, SecretString, ServiceTrouble,
    SkippingClock,
};
use parking_lot::Mutex;
use secrecy::ExposeSecret;

use crate::scripted::{Scripted, ok};
use crate::story::code;

const PLATFORM: &str = "wxaaaaaaaaaaaaaaaa";
const SECRET: &str = "fedcba9876543210fedcba9876543210";

/// A platform that an account has authorised, and what it has kept of refresh tokens.
struct Story {
    wechat: Sandbox,
    side: PlatformHandle,
    platform: Platform,
    account: OfficialAccount,
    kept: Arc<Mutex<Vec<String>>>,
}

/// The ticket service answers in this order; `None` stands for the ticket in force.
async fn story(answers: &[Option<&str>], sets: &[u32]) -> Story {
    let config = SandboxConfig::with_followers(5).platform(PLATFORM, SECRET);
    let wechat = config.start().await.unwrap();
    let side = wechat.platform().unwrap();
    let app_id = AppId::new(&wechat.account().config().appid).unwrap();
    side.authorise(app_id.as_str(), sets).unwrap();
    let ticket = side.ticket();
    let answer = |text: &Option<&str>| {
        ok(format!(r#"{{"ticket":{{"text":"{}"}}}}"#, text.unwrap_or(&ticket)))
    };
    let service = Scripted::answering(answers.iter().map(answer).collect()).await;
    let path = JsonPath::new("ticket.text").unwrap();
    let url = format!("{}/ticket", service.base).into();
    // The service lives as long as the runtime of the test.
    std::mem::forget(service);
    let clock = Arc::new(SkippingClock::default());
    let platform = Platform::new(PlatformParts {
        app_id: AppId::new(PLATFORM).unwrap(),
        secret: SECRET.into(),
        ticket: OwnService::new(Given::Ticket, &url, &[], path).unwrap(),
        base_address: wechat.base_url().to_owned(),
        http: Http::new(&HttpSettings::default()).unwrap(),
        clock: clock.clone(),
    })
    .unwrap();
    let kept = Arc::new(Mutex::new(Vec::new()));
    let notes = kept.clone();
    let keep = Arc::new(move |token: &SecretString| {
        notes.lock().push(token.expose_secret().to_owned());
    });
    let access = PlatformAccess::new(platform.clone(), None, keep);
    let account = OfficialAccount::opened_by(app_id, Credentials::Platform(access))
        .base_address(wechat.base_url())
        .clock(clock)
        .build()
        .unwrap();
    Story { wechat, side, platform, account, kept }
}

#[tokio::test]
async fn an_account_is_called_through_its_platform_and_its_refresh_token_kept() {
    let story = story(&[None], &[1, 2]).await;
    story.account.check_credentials().await.unwrap();
    assert_eq!(story.account.followers_page(None).await.unwrap().openids.len(), 5);
    assert_eq!(story.kept.lock().len(), 1, "the list has it, and it is kept");
    assert_eq!(story.wechat.call_count(Endpoint::StableToken.path()), 0);

    let accounts = story.platform.accounts().await.unwrap();
    assert_eq!(accounts[0].app_id, *story.account.app_id());
    let info = story.platform.account_info(&accounts[0].app_id).await.unwrap();
    assert!(info.is_certified && info.allows_user_management());
    let code = story.side.authorise(story.account.app_id().as_str(), &[1]).unwrap();
    let redeemed = story.platform.redeem(&code.into()).await.unwrap();
    assert_eq!(redeemed.app_id, accounts[0].app_id);
    let info = story.platform.account_info(&accounts[0].app_id).await.unwrap();
    assert!(!info.allows_user_management(), "the new authorisation lacks it");
}

#[tokio::test]
async fn a_lost_refresh_token_is_found_in_the_list() {
    let story = story(&[None], &[2]).await;
    story.account.check_credentials().await.unwrap();
    story.side.replace_refresh_token(story.account.app_id().as_str()).unwrap();
    story.account.check_credentials().await.unwrap();
    let kept = story.kept.lock().clone();
    assert_eq!(kept.len(), 2);
    assert_ne!(kept[0], kept[1]);
    story.side.withdraw(story.account.app_id().as_str()).unwrap();
    assert_eq!(code(story.account.check_credentials().await), 61003, "told as what it is");
}

#[tokio::test]
async fn what_keeps_a_platform_from_its_token_is_told_apart() {
    let expired = story(&[Some("ticket@@@old"), None], &[2]).await;
    assert_eq!(code(expired.platform.check().await), 61006);
    expired.platform.check().await.unwrap();

    let story = story(&[Some(""), None, None], &[2]).await;
    let error = story.platform.check().await.unwrap_err();
    let nothing = ServiceTrouble::NotAValue;
    assert!(
        matches!(error, Error::OwnService { gives: Given::Ticket, trouble } if trouble == nothing)
    );
    let address = "203.0.113.9".parse().unwrap();
    story.wechat.add_fault(FaultRule::new("*", Trouble::RefuseAddress { address }));
    let error = story.platform.check().await.unwrap_err();
    assert_eq!(error.refusal().and_then(|refusal| refusal.address), Some(address));
    assert_eq!(code::<()>(Err(error)), 61004);
    story.wechat.clear_faults();
    story.platform.check().await.unwrap();
}

#[tokio::test]
async fn a_platforms_token_past_its_life_is_renewed_and_no_secret_is_shown() {
    let story = story(&[None, None], &[2]).await;
    story.platform.accounts().await.unwrap();
    story.wechat.clock().advance(Duration::from_secs(7_300));
    story.platform.accounts().await.unwrap();
    let shown = format!("{:?} {:?}", story.platform, story.account);
    assert!(shown.contains(PLATFORM) && !shown.contains(SECRET), "{shown}");
}
