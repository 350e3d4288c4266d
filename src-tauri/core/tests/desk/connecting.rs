//! Connecting an account step by step: every answer of WeChat leads to one thing to do, and what
//! somebody else mends is noticed without a click.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use fandesk_core::accounts::connecting::{
    ConnectStatus, Connecting, Function, Step, StepState, connecting, start_connecting,
    stop_connecting, try_connecting,
};
use fandesk_core::accounts::{PlatformInput, RedeemInput, redeem_authorisation};
use fandesk_core::input::PassphraseInput;
use fandesk_core::overview::choose_passphrase;
use fandesk_core::{
    AppError, Clock, Connection, Desk, DeskParts, ManualClock, MemoryVault, NewAccount,
    NewCredentials, NewPlatform, OfflineTrouble, ProxyChoice, ProxyProtocol, ProxyTrouble,
    ServiceTrouble, Vault, VaultError, VaultKind,
};
use fandesk_sandbox::{FaultRule, Sandbox, SandboxConfig, Trouble};
use secrecy::{ExposeSecret, SecretString};

use crate::home::{Home, PATIENCE, credentials, overview, secret};
use crate::own_service::{KEY, Manner, OwnService, PASS, wechats_token};
use crate::proxy_server::{House, Temper, TestProxy};

const NOON: i64 = 1_793_592_000;
const TOKEN: &str = "/cgi-bin/stable_token";

/// What is called before anything is kept: tokens, and questions that change nothing at WeChat.
const READING: [&str; 6] = [
    TOKEN,
    "/cgi-bin/openapi/quota/get",
    "/cgi-bin/tags/get",
    "/cgi-bin/tags/members/getblacklist",
    "/cgi-bin/user/get",
    "/cgi-bin/user/info/batchget",
];

/// An operator at the first start, with a clock of the story's.
struct Story {
    wechat: Sandbox,
    home: Home,
    desk: Desk,
    clock: ManualClock,
}

impl Story {
    async fn begins(home: Home) -> Self {
        Self::begins_at(home, SandboxConfig::with_followers(30)).await
    }

    async fn begins_at(home: Home, config: SandboxConfig) -> Self {
        let wechat = config.start().await.unwrap();
        let clock = ManualClock::at(NOON);
        let parts = DeskParts { clock: Arc::new(clock.clone()), ..home.parts() };
        let desk = Desk::open(parts).await.unwrap();
        Self { wechat, home, desk, clock }
    }

    async fn starts(&self) {
        self.starts_with(credentials(&self.wechat)).await;
    }

    async fn starts_with(&self, new: NewAccount) {
        start_connecting(&self.desk, new).await.unwrap();
    }

    /// Waits until connecting stands like this.
    async fn reaches(&self, is_so: impl Fn(&Connecting) -> bool) -> Connecting {
        self.reaches_within(PATIENCE, is_so).await
    }

    async fn reaches_within(
        &self,
        patience: Duration,
        is_so: impl Fn(&Connecting) -> bool,
    ) -> Connecting {
        let mut news = self.desk.events().listen();
        let reached = async {
            loop {
                let now = connecting(&self.desk, ()).await.unwrap().expect("it is being connected");
                if is_so(&now) {
                    return now;
                }
                news.next().await.expect("the desk is open");
            }
        };
        let reached = tokio::time::timeout(patience, reached).await;
        match reached {
            Ok(state) => state,
            Err(_) => panic!("it stands at {:?}", connecting(&self.desk, ()).await.unwrap()),
        }
    }

    async fn connects(&self) -> Connecting {
        let connected =
            self.reaches(|now| matches!(now.status, ConnectStatus::Connected { .. })).await;
        assert!(connected.steps.iter().all(|mark| mark.state == StepState::Passed));
        assert_eq!(overview(&self.desk).await.accounts.len(), 1);
        connected
    }

    async fn fails(&self, errcode: i64) -> Connecting {
        self.reaches(
            |now| matches!(&now.status, ConnectStatus::Failed { because } if is(because, errcode)),
        )
        .await
    }

    async fn waits(&self, errcode: i64) -> Connecting {
        self.reaches(
            |now| matches!(&now.status, ConnectStatus::Waiting { because, .. } if is(because, errcode)),
        )
        .await
    }

    /// The story is over: no secret of it lies anywhere in sight.
    async fn ends(self, secrets: &[&str]) {
        self.home.ends(self.desk, &self.wechat, secrets).await;
    }

    /// All that WeChat was asked so far changes nothing there.
    fn has_only_read(&self) {
        let calls = self.wechat.calls();
        assert!(calls.len() > 4, "everything was tried");
        for call in calls {
            assert!(READING.contains(&&*call.path), "{} is no question", call.path);
        }
    }

    /// Nothing of the account is on this computer.
    async fn keeps_nothing(&self) {
        assert!(overview(&self.desk).await.accounts.is_empty());
        if let Some(keychain) = &self.home.vault {
            assert!(keychain.names().is_empty());
        }
    }
}

fn is(because: &AppError, code: i64) -> bool {
    matches!(because, AppError::Wechat { errcode, .. } if *errcode == code)
}

/// The step at which it stands, and how.
fn place(state: &Connecting) -> (Step, StepState) {
    let at = state.steps.iter().find(|mark| mark.state != StepState::Passed).unwrap();
    (at.step, at.state)
}

#[tokio::test]
async fn an_account_that_is_in_order_passes_every_step_and_shows_what_it_may_do() {
    let story = Story::begins(Home::with_keychain()).await;
    story.starts().await;
    let connected = story.connects().await;
    story.has_only_read();
    let rights: Vec<_> = connected.rights.iter().map(|right| right.function).collect();
    assert_eq!(
        rights,
        [Function::Followers, Function::Details, Function::Tags, Function::Blacklist]
    );
    assert!(connected.rights.iter().all(|right| right.refused.is_none()));
    let list = connected.allowances.iter().find(|one| one.endpoint == "/cgi-bin/user/get").unwrap();
    assert!(list.daily.is_some_and(|daily| daily.limit == 500 && daily.left > 0));
    stop_connecting(&story.desk, ()).await.unwrap();
    assert_eq!(connecting(&story.desk, ()).await.unwrap(), None);
    assert_eq!(overview(&story.desk).await.accounts.len(), 1, "a kept account stays");
    story.ends(&[]).await;
}

#[tokio::test]
async fn the_allow_list_is_waited_for_with_every_address_seen() {
    let story = Story::begins(Home::with_keychain()).await;
    let account = story.wechat.account();
    account.enforce_allow_list(true);
    let seen: [IpAddr; 2] = ["203.0.113.7".parse().unwrap(), "203.0.113.8".parse().unwrap()];
    story.wechat.set_caller_address(Some(seen[0]));
    story.starts().await;
    let waiting = story.waits(40164).await;
    assert_eq!(place(&waiting), (Step::AllowList, StepState::Trying));
    assert_eq!(
        (waiting.steps[1].state, waiting.steps[2].state),
        (StepState::Passed, StepState::Passed),
        "AppID and AppSecret are right"
    );
    let ConnectStatus::Waiting { next_try, until, .. } = waiting.status else { unreachable!() };
    assert_eq!((next_try, until), (NOON + 10, NOON + 600));
    story.keeps_nothing().await;

    story.wechat.set_caller_address(Some(seen[1]));
    story.clock.advance(10);
    let both = story.reaches(|now| now.addresses.len() == 2).await;
    assert_eq!(both.addresses, seen.map(|address| address.to_string()));

    for address in seen {
        account.allow_after(address, std::time::Duration::ZERO);
    }
    story.clock.advance(10);
    story.connects().await;
    story.ends(&[]).await;
}

#[tokio::test]
async fn after_ten_minutes_of_waiting_the_operator_begins_the_next_ten() {
    let story = Story::begins(Home::with_keychain()).await;
    let address: IpAddr = "203.0.113.7".parse().unwrap();
    story.wechat.add_fault(FaultRule::new("*", Trouble::RefuseAddress { address }));
    story.starts().await;
    story.waits(40164).await;
    story.clock.advance(601);
    assert_eq!(place(&story.fails(40164).await), (Step::AllowList, StepState::Failed));
    let asked = story.wechat.call_count(TOKEN);
    story.clock.advance(3600);
    assert_eq!(story.wechat.call_count(TOKEN), asked, "nobody asks on and on");

    try_connecting(&story.desk, ()).await.unwrap();
    story.waits(40164).await;
    story.wechat.clear_faults();
    try_connecting(&story.desk, ()).await.unwrap();
    story.connects().await;
    story.ends(&[]).await;
}

#[tokio::test]
async fn the_administrators_yes_is_noticed_and_a_no_is_waited_out() {
    let story = Story::begins(Home::with_keychain()).await;
    let account = story.wechat.account();
    account.refuse_tokens(Some(89503));
    story.starts().await;
    assert_eq!(place(&story.waits(89503).await).0, Step::AllowList);
    account.refuse_tokens(Some(89507));
    story.clock.advance(10);
    let refused = story.waits(89507).await;
    let ConnectStatus::Waiting { next_try, .. } = refused.status else { unreachable!() };
    assert_eq!(next_try, story.clock.now() + 3600, "until when the address is shut out");

    account.refuse_tokens(Some(89506));
    story.clock.advance(3600);
    let refused = story.waits(89506).await;
    let ConnectStatus::Waiting { next_try, .. } = refused.status else { unreachable!() };
    assert_eq!(next_try, story.clock.now() + 86_400);
    account.refuse_tokens(None);
    story.clock.advance(86_400);
    story.connects().await;
    story.ends(&[]).await;
}

#[tokio::test]
async fn a_frozen_secret_and_a_restricted_account_go_on_once_somebody_has_acted() {
    for code in [40243, 50004, 50007] {
        let story = Story::begins(Home::with_keychain()).await;
        story.wechat.account().refuse_tokens(Some(code));
        story.starts().await;
        assert_eq!(place(&story.fails(code).await), (Step::Secret, StepState::Failed), "{code}");
        story.keeps_nothing().await;
        story.wechat.account().refuse_tokens(None);
        try_connecting(&story.desk, ()).await.unwrap();
        story.connects().await;
        story.ends(&[]).await;
    }
}

#[tokio::test]
async fn wrong_credentials_name_their_step_and_the_right_ones_begin_anew() {
    let story = Story::begins(Home::with_keychain()).await;
    let right = credentials(&story.wechat);
    let wrong_id = NewAccount { app_id: "wxffffffffffffffff".to_owned(), ..right.clone() };
    story.starts_with(wrong_id).await;
    assert_eq!(place(&story.fails(40013).await), (Step::AppId, StepState::Failed));
    let wrong_secret = NewAccount { credentials: secret(&"f".repeat(32)), ..right };
    story.starts_with(wrong_secret).await;
    assert_eq!(place(&story.fails(40125).await), (Step::Secret, StepState::Failed));
    story.keeps_nothing().await;
    story.starts().await;
    story.connects().await;
    story.ends(&[]).await;
}

#[tokio::test]
async fn nobody_at_the_address_fails_at_the_first_step() {
    let story = Story::begins(Home::with_keychain()).await;
    let right = credentials(&story.wechat);
    let nowhere = NewAccount { api_base: Some("http://127.0.0.1:1".to_owned()), ..right };
    story.starts_with(nowhere).await;
    let failed = story.reaches(|now| matches!(now.status, ConnectStatus::Failed { .. })).await;
    assert_eq!(place(&failed), (Step::Reach, StepState::Failed));
    let nobody = AppError::Offline { cause: OfflineTrouble::Connection };
    assert_eq!(failed.status, ConnectStatus::Failed { because: nobody });
    story.ends(&[]).await;
}

#[tokio::test]
async fn a_proxy_that_hangs_fails_at_the_first_step_and_another_one_leads_on() {
    const PASSWORD: &str = "pa55-of-the-proxy";
    let story = Story::begins(Home::with_keychain()).await;
    let login = Some(("menshi".to_owned(), PASSWORD.to_owned()));
    let leads_to = story.wechat.base_url().strip_prefix("http://").unwrap().parse().ok();
    let house = |temper| House { temper, login: login.clone(), leads_to };
    let mute = TestProxy::http(house(Temper::Silent)).await;
    let obliging = TestProxy::http(house(Temper::Obliging)).await;
    let through = |proxy: &TestProxy| {
        let proxy = ProxyChoice::Server {
            protocol: ProxyProtocol::Http,
            host: proxy.address.ip().to_string(),
            port: proxy.address.port().into(),
            user: Some("menshi".to_owned()),
        };
        NewAccount {
            connection: Connection { proxy, ..Connection::default() },
            proxy_password: Some(PASSWORD.into()),
            ..credentials_of(&story)
        }
    };
    let far = Some("https://api.example.invalid".to_owned());
    story.starts_with(NewAccount { api_base: far, ..through(&mute) }).await;
    let asked = async {
        while mute.connections() == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, asked).await.expect("the proxy is asked");
    // From here on time passes at once, as soon as everybody waits.
    tokio::time::pause();
    let failed = |now: &Connecting| matches!(now.status, ConnectStatus::Failed { .. });
    let failed = story.reaches_within(Duration::from_mins(5), failed).await;
    tokio::time::resume();
    assert_eq!(place(&failed), (Step::Reach, StepState::Failed));
    let hung = AppError::Proxy { cause: ProxyTrouble::Silent };
    assert_eq!(failed.status, ConnectStatus::Failed { because: hung });
    story.keeps_nothing().await;

    story.starts_with(through(&obliging)).await;
    story.connects().await;
    assert!(obliging.passed().len() > 4, "everything goes that way");
    story.ends(&[PASSWORD]).await;
}

#[tokio::test]
async fn an_account_without_certification_is_told_before_anything_is_kept() {
    let story = Story::begins(Home::with_keychain()).await;
    story.wechat.account().set_certified(false);
    story.starts().await;
    assert_eq!(place(&story.fails(48001).await), (Step::Rights, StepState::Failed));
    story.keeps_nothing().await;
    story.wechat.account().set_certified(true);
    try_connecting(&story.desk, ()).await.unwrap();
    story.connects().await;
    story.ends(&[]).await;
}

#[tokio::test]
async fn one_function_that_is_refused_is_named_and_the_rest_is_connected() {
    for code in [48001, 61007] {
        let story = Story::begins(Home::with_keychain()).await;
        let path = "/cgi-bin/tags/members/getblacklist";
        story.wechat.add_fault(FaultRule::new(path, Trouble::Refuse { code, errmsg: None }));
        story.starts().await;
        let rights = story.connects().await.rights;
        let refused: Vec<_> = rights.iter().filter(|right| right.refused.is_some()).collect();
        assert_eq!(refused.len(), 1);
        assert_eq!(refused[0].function, Function::Blacklist);
        assert!(is(refused[0].refused.as_ref().unwrap(), code));
        story.ends(&[]).await;
    }
}

#[tokio::test]
async fn without_a_keychain_a_passphrase_is_chosen_before_anything_is_kept() {
    let story = Story::begins(Home::without_keychain()).await;
    story.starts().await;
    let asks = story.reaches(|now| now.status == ConnectStatus::NeedsPassphrase).await;
    assert_eq!(place(&asks).0, Step::Keep);
    story.has_only_read();
    assert!(!asks.rights.is_empty(), "WeChat has agreed to everything by then");
    let input = PassphraseInput { passphrase: "correct horse battery".into() };
    choose_passphrase(&story.desk, input).await.unwrap();
    try_connecting(&story.desk, ()).await.unwrap();
    story.connects().await;
    story.ends(&["correct horse battery"]).await;
}

#[tokio::test]
async fn giving_up_keeps_nothing_and_asks_no_more() {
    let story = Story::begins(Home::with_keychain()).await;
    story.wechat.account().refuse_tokens(Some(89503));
    story.starts().await;
    story.waits(89503).await;
    stop_connecting(&story.desk, ()).await.unwrap();
    story.wechat.account().refuse_tokens(None);
    let asked = story.wechat.call_count(TOKEN);
    story.clock.advance(60);
    let (wechat, home) = (story.wechat, story.home);
    home.ends(story.desk, &wechat, &[]).await;
    assert_eq!(wechat.call_count(TOKEN), asked);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_service_has_steps_of_its_own_and_each_trouble_stands_at_its_step() {
    let story = Story::begins(Home::with_keychain()).await;
    let service = OwnService::new(Manner::Status(500));
    let credentials = service.credentials("data.access_token");
    story.starts_with(NewAccount { credentials, ..credentials_of(&story) }).await;
    for (manner, trouble, at) in [
        (Manner::Status(500), ServiceTrouble::Status, Step::Service),
        (Manner::Says("<html>"), ServiceTrouble::NotJson, Step::Service),
        (Manner::Says("{}"), ServiceTrouble::NothingThere, Step::Service),
        (Manner::Gives("92_of_another_day".to_owned()), ServiceTrouble::Rejected, Step::Token),
    ] {
        service.behaves(manner);
        try_connecting(&story.desk, ()).await.unwrap();
        let failed = story.reaches(|now| failed_by(now, trouble)).await;
        assert_eq!(place(&failed), (at, StepState::Failed), "{trouble:?}");
        story.keeps_nothing().await;
    }
    service.behaves(Manner::Gives(wechats_token(&story.wechat)));
    try_connecting(&story.desk, ()).await.unwrap();
    let connected = story.connects().await;
    let steps: Vec<Step> = connected.steps.iter().map(|mark| mark.step).collect();
    assert_eq!(steps[..4], [Step::Service, Step::Reach, Step::Token, Step::Rights]);
    assert_eq!(story.wechat.call_count(TOKEN), 0);
    story.ends(&[KEY, PASS]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_without_user_management_is_told_at_the_rights() {
    let platform = ("wxaaaaaaaaaaaaaaaa", "fedcba9876543210fedcba9876543210");
    let config = SandboxConfig::with_followers(30).platform(platform.0, platform.1);
    let story = Story::begins_at(Home::with_keychain(), config).await;
    let side = story.wechat.platform().unwrap();
    let appid = story.wechat.account().config().appid.clone();
    side.authorise(&appid, &[1, 7]).unwrap();
    let service = OwnService::new(Manner::Gives("ticket@@@of-nobody".to_owned()));
    let credentials = NewCredentials::Platform {
        platform: NewPlatform {
            app_id: platform.0.to_owned(),
            app_secret: platform.1.into(),
            ticket: service.typed("data.access_token"),
        },
    };
    story.starts_with(NewAccount { credentials, ..credentials_of(&story) }).await;
    assert_eq!(place(&story.fails(61006).await), (Step::Service, StepState::Failed));
    service.behaves(Manner::Gives(side.ticket()));
    try_connecting(&story.desk, ()).await.unwrap();
    assert_eq!(place(&story.fails(61007).await), (Step::Rights, StepState::Failed));
    story.keeps_nothing().await;
    side.authorise(&appid, &[1, 2]).unwrap();
    try_connecting(&story.desk, ()).await.unwrap();
    story.connects().await;
    story.ends(&[platform.1]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_of_an_authorisation_leads_to_its_account_and_is_good_once() {
    let platform = ("wxaaaaaaaaaaaaaaaa", "fedcba9876543210fedcba9876543210");
    let config = SandboxConfig::with_followers(30).platform(platform.0, platform.1);
    let story = Story::begins_at(Home::with_keychain(), config).await;
    let side = story.wechat.platform().unwrap();
    let appid = story.wechat.account().config().appid.clone();
    let code = side.authorise(&appid, &[1, 2]).unwrap();
    let service = OwnService::new(Manner::Gives(side.ticket()));
    let new = NewPlatform {
        app_id: platform.0.to_owned(),
        app_secret: platform.1.into(),
        ticket: service.typed("data.access_token"),
    };
    let redeem = async |code: &str| {
        let through = PlatformInput {
            platform: new.clone(),
            api_base: Some(story.wechat.base_url().to_owned()),
            connection: Default::default(),
            proxy_password: None,
        };
        redeem_authorisation(&story.desk, RedeemInput { through, code: code.into() }).await
    };
    let wrong = redeem("queryauthcode@@@of-nobody").await.unwrap_err();
    assert!(is(&wrong, 61009) || is(&wrong, 61010), "{wrong:?}");
    let account = redeem(&format!("https://shop.example/?auth_code={code}&expires_in=600")).await;
    let account = account.unwrap();
    assert_eq!(
        (&account.app_id, account.user_management, account.connected),
        (&appid, true, false)
    );
    let again = redeem(&code).await.unwrap_err();
    assert!(is(&again, 61009) || is(&again, 61010), "it is good once: {again:?}");
    story.keeps_nothing().await;

    let credentials = NewCredentials::Platform { platform: new.clone() };
    story.starts_with(NewAccount { credentials, ..credentials_of(&story) }).await;
    story.connects().await;
    let listed = story.wechat.call_count("/cgi-bin/component/api_get_authorizer_list");
    assert_eq!(listed, 0, "the code brought what opens the account");
    let kept = story.home.keychain().names();
    let refresh = kept.iter().find(|name| name.starts_with("refresh/")).expect("it is kept");
    let refresh = story.home.keychain().get(refresh).await.unwrap();
    let refresh = refresh.expose_secret().to_owned();
    story.ends(&[&refresh, &code, platform.1, KEY, PASS]).await;
}

fn credentials_of(story: &Story) -> NewAccount {
    credentials(&story.wechat)
}

fn failed_by(now: &Connecting, expected: ServiceTrouble) -> bool {
    matches!(
        &now.status,
        ConnectStatus::Failed { because: AppError::OwnService { trouble, .. } } if *trouble == expected
    )
}

/// A keychain in which the program has a fault when it is looked for, once.
#[derive(Debug, Default)]
struct Faulty {
    keychain: Arc<MemoryVault>,
    faults: AtomicU32,
}

#[async_trait]
impl Vault for Faulty {
    fn kind(&self) -> VaultKind {
        self.keychain.kind()
    }

    async fn exists(&self) -> bool {
        assert!(self.faults.swap(0, Ordering::SeqCst) == 0, "a fault of the program");
        true
    }

    async fn get(&self, name: &str) -> Result<SecretString, VaultError> {
        self.keychain.get(name).await
    }

    async fn set(&self, name: &str, value: &SecretString) -> Result<(), VaultError> {
        self.keychain.set(name, value).await
    }

    async fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.keychain.delete(name).await
    }
}

#[tokio::test]
async fn a_fault_of_the_program_is_said_and_trying_again_tries_again() {
    let home = Home::with_keychain();
    let keychain = home.vault.clone().unwrap();
    let keychain = Arc::new(Faulty { keychain, ..Faulty::default() });
    let parts = DeskParts { keychain: Some(keychain.clone()), ..home.parts() };
    let desk = Desk::open(parts).await.unwrap();
    let wechat = SandboxConfig::with_followers(30).start().await.unwrap();
    let story = Story { wechat, home, desk, clock: ManualClock::at(NOON) };
    keychain.faults.store(1, Ordering::SeqCst);
    story.starts().await;
    let fault = |now: &Connecting| {
        matches!(&now.status, ConnectStatus::Failed { because: AppError::Internal { .. } })
    };
    let stopped = story.reaches(fault).await;
    assert_eq!(place(&stopped), (Step::Keep, StepState::Failed));
    try_connecting(&story.desk, ()).await.unwrap();
    story.connects().await;
    story.ends(&[]).await;
}
