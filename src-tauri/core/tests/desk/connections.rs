//! The way of an account's calls: proxy, address, kind of token; changed, kept, and forgotten.

use std::net::SocketAddr;

use fandesk_core::accounts::{
    ConnectionInput, add_account, change_connection, check_connection, remove_account,
};
use fandesk_core::input::{AccountInput, ReplaceCredentialsInput};
use fandesk_core::{
    AccountSummary, AppError, Connection, DeskEvent, NewAccount, Problem, ProxyChoice,
    ProxyProtocol, ProxyTrouble, SyncStatus, TokenKind, VaultError,
};
use fandesk_sandbox::{FaultRule, Sandbox, SandboxConfig, Trouble};
use fandesk_wechat::Endpoint;

use crate::home::{Home, PATIENCE, connect, credentials, overview, secret, sync};
use crate::proxy_server::{House, TestProxy};

const USER: &str = "门店";
const LIST: &str = "/cgi-bin/user/get";
const PASSWORD: &str = "pa55-of-the-proxy";
/// Nobody lives here: what goes past the proxy arrives nowhere.
const NOWHERE: &str = "http://127.0.0.1:1";

fn house(wechat: &Sandbox) -> House {
    House {
        login: Some((USER.to_owned(), PASSWORD.to_owned())),
        leads_to: wechat.base_url().strip_prefix("http://").unwrap().parse().ok(),
        ..House::default()
    }
}

fn through(protocol: ProxyProtocol, address: SocketAddr) -> Connection {
    let proxy = ProxyChoice::Server {
        protocol,
        host: address.ip().to_string(),
        port: address.port().into(),
        user: Some(USER.to_owned()),
    };
    Connection { proxy, ..Connection::default() }
}

fn another_way(account: &AccountSummary, connection: Connection) -> ConnectionInput {
    ConnectionInput {
        account: account.id.clone(),
        api_base: Some(NOWHERE.to_owned()),
        connection,
        proxy_password: Some(PASSWORD.into()),
    }
}

#[tokio::test]
async fn an_account_behind_a_proxy_does_everything_through_it_after_a_restart_too() {
    let wechat = SandboxConfig::with_followers(30).start().await.unwrap();
    for protocol in [ProxyProtocol::Http, ProxyProtocol::Socks5] {
        let home = Home::with_keychain();
        let between = match protocol {
            ProxyProtocol::Socks5 => TestProxy::socks5(house(&wechat)).await,
            _ => TestProxy::http(house(&wechat)).await,
        };
        let desk = home.open().await;
        let new = NewAccount {
            api_base: Some(NOWHERE.to_owned()),
            connection: through(protocol, between.address),
            proxy_password: Some(PASSWORD.into()),
            ..credentials(&wechat)
        };
        let account = add_account(&desk, new).await.unwrap();
        assert_eq!(account.connection, through(protocol, between.address));
        sync(&desk, &account).await;
        desk.close().await;

        let desk = home.open().await;
        let passed = between.passed().len();
        sync(&desk, &account).await;
        assert!(between.passed().len() > passed, "the way is remembered");
        assert_eq!(overview(&desk).await.accounts[0].following, 30);

        let kept = format!("proxy/{}", account.id);
        assert!(home.keychain().names().contains(&kept), "the password is in the vault");
        remove_account(&desk, AccountInput { account: account.id.clone() }).await.unwrap();
        assert!(!home.keychain().names().contains(&kept), "and goes with the account");
        home.ends(desk, &wechat, &[PASSWORD]).await;
    }
}

#[tokio::test]
async fn the_proxys_password_is_in_no_file_no_answer_and_no_event() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let between = TestProxy::http(house(&wechat)).await;
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    let mut listener = desk.events().listen();
    let input = another_way(&account, through(ProxyProtocol::Http, between.address));
    let mut shown = vec![format!("{input:?}")];
    shown.push(serde_json::to_string(&change_connection(&desk, input).await.unwrap()).unwrap());
    shown.push(serde_json::to_string(&overview(&desk).await).unwrap());
    loop {
        let event = tokio::time::timeout(PATIENCE, listener.next()).await.unwrap().unwrap();
        shown.push(serde_json::to_string(&event).unwrap());
        if matches!(event, DeskEvent::AccountState { .. }) {
            break;
        }
    }
    desk.close().await;
    for text in shown {
        assert!(!text.contains(PASSWORD), "{text}");
    }
    home.keeps_no_secret_in_sight(&wechat, &[PASSWORD]).await;
}

#[tokio::test]
async fn a_running_sync_goes_on_in_the_new_way() {
    let (home, wechat) =
        (Home::with_keychain(), SandboxConfig::with_followers(40).start().await.unwrap());
    let between = TestProxy::http(house(&wechat)).await;
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    // The list of followers never comes: the sync stands in the old way.
    wechat.add_fault(FaultRule::new(LIST, Trouble::NoAnswer { applied: false }));
    let mut listener = desk.events().listen();
    let input = AccountInput { account: account.id.clone() };
    fandesk_core::sync::start_sync(&desk, input).await.unwrap();
    let asked = async {
        while wechat.call_count(LIST) == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, asked).await.expect("the list is asked for");
    wechat.clear_faults();
    let input = another_way(&account, through(ProxyProtocol::Http, between.address));
    change_connection(&desk, input).await.unwrap();
    let finished = async {
        loop {
            if let Some(DeskEvent::SyncMoved { sync }) = listener.next().await
                && let SyncStatus::Finished { report } = sync.status
            {
                return report;
            }
        }
    };
    let report = tokio::time::timeout(PATIENCE, finished).await.expect("the sync goes on");
    assert_eq!(report.following, 40);
    let lists = between.passed().into_iter().filter(|line| line.ends_with(LIST));
    assert!(lists.count() > 0, "through the proxy");
    home.ends(desk, &wechat, &[PASSWORD]).await;
}

#[tokio::test]
async fn a_kept_password_serves_its_own_server_and_no_other() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let (first, second) =
        (TestProxy::http(house(&wechat)).await, TestProxy::http(house(&wechat)).await);
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    let input = another_way(&account, through(ProxyProtocol::Http, first.address));
    change_connection(&desk, input.clone()).await.unwrap();
    let untyped = ConnectionInput { proxy_password: None, ..input };
    check_connection(&desk, untyped.clone()).await.expect("the kept password is used");
    let connection = through(ProxyProtocol::Http, second.address);
    let elsewhere = ConnectionInput { connection, ..untyped };
    let refused = check_connection(&desk, elsewhere.clone()).await.unwrap_err();
    assert_eq!(refused, AppError::Proxy { cause: ProxyTrouble::Login });
    assert_eq!((second.connections(), second.passed().len()), (1, 0), "asked once, nothing passed");
    change_connection(&desk, elsewhere).await.unwrap();
    let kept = home.keychain().names().into_iter().filter(|name| name.starts_with("proxy/"));
    assert_eq!(kept.count(), 0, "it is forgotten with its server");
    home.ends(desk, &wechat, &[PASSWORD]).await;
}

#[tokio::test]
async fn what_is_wrong_with_a_new_way_is_said_and_changes_nothing() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let between = TestProxy::http(house(&wechat)).await;
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    let right = another_way(&account, through(ProxyProtocol::Http, between.address));

    let wrong = ConnectionInput { proxy_password: Some("wrong".into()), ..right.clone() };
    let refused = check_connection(&desk, wrong).await.unwrap_err();
    assert_eq!(refused, AppError::Proxy { cause: ProxyTrouble::Login });
    wechat.account().refuse_tokens(Some(40243));
    let refused = check_connection(&desk, right.clone()).await.unwrap_err();
    assert!(matches!(refused, AppError::Wechat { errcode: 40243, .. }), "the proxy is not blamed");
    wechat.account().refuse_tokens(None);

    let far = ProxyChoice::Server {
        protocol: ProxyProtocol::Http,
        host: "proxy.example".to_owned(),
        port: 8080,
        user: None,
    };
    let leaving = ConnectionInput {
        connection: Connection { proxy: far, ..Connection::default() },
        ..right.clone()
    };
    let refused = change_connection(&desk, leaving).await.unwrap_err();
    assert_eq!(refused, AppError::invalid("apiBase", Problem::InsecureAddress));
    home.keychain().fail_with(Some(VaultError::Locked));
    assert_eq!(change_connection(&desk, right).await.unwrap_err(), AppError::KeychainLocked);
    home.keychain().fail_with(None);

    assert_eq!(overview(&desk).await.accounts[0].connection, Connection::default());
    sync(&desk, &account).await;
    assert!(between.passed().iter().all(|line| line.ends_with("/stable_token")), "only checks");
    home.ends(desk, &wechat, &[PASSWORD]).await;
}

#[tokio::test]
async fn the_classic_token_is_a_switch_of_one_account() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    let connection = Connection { token_kind: TokenKind::Classic, ..Connection::default() };
    let input = ConnectionInput {
        api_base: Some(wechat.base_url().to_owned()),
        ..another_way(&account, connection.clone())
    };
    change_connection(&desk, input).await.unwrap();
    sync(&desk, &account).await;
    let client = desk.account(&account.id).await.unwrap().client().unwrap();
    assert_eq!(client.call_count(Endpoint::Token).sent, 1);
    assert_eq!(client.call_count(Endpoint::StableToken).sent, 0);
    let again = ReplaceCredentialsInput {
        account: account.id.clone(),
        credentials: secret(&wechat.account().config().secret),
    };
    let replaced = fandesk_core::accounts::replace_credentials(&desk, again).await.unwrap();
    assert_eq!(replaced.connection, connection, "another secret changes nothing else");
    home.ends(desk, &wechat, &[PASSWORD]).await;
}
