//! A test of the connection tells which hop of the way fails: name, connection, encryption, proxy,
//! or WeChat itself.

use std::net::SocketAddr;
use std::sync::Arc;

use fandesk_core::accounts::check_connection;
use fandesk_core::{
    AccountSummary, AppError, Connection, ConnectionInput, Desk, OfflineTrouble, ProxyChoice,
    ProxyProtocol, ProxyTrouble,
};
use fandesk_sandbox::{FaultRule, Sandbox, Trouble};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::rustls::{ServerConfig, crypto};

use crate::home::{Home, connect};
use crate::proxy_server::{House, Temper, TestProxy};

/// A name that no network knows (RFC 2606).
const NO_NAME: &str = "https://api.example.invalid";

/// A connected account whose way can be tried.
struct Office {
    wechat: Sandbox,
    home: Home,
    desk: Desk,
    account: AccountSummary,
}

impl Office {
    async fn opens() -> Self {
        let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
        let desk = home.open().await;
        let account = connect(&desk, &wechat).await.unwrap();
        Self { wechat, home, desk, account }
    }

    async fn tries(&self, api_base: &str, proxy: ProxyChoice) -> Result<(), AppError> {
        let input = ConnectionInput {
            account: self.account.id.clone(),
            api_base: Some(api_base.to_owned()),
            connection: Connection { proxy, ..Connection::default() },
            proxy_password: None,
        };
        check_connection(&self.desk, input).await
    }

    async fn fails(&self, api_base: &str, proxy: ProxyChoice) -> AppError {
        self.tries(api_base, proxy).await.unwrap_err()
    }

    async fn closes(self) {
        self.home.ends(self.desk, &self.wechat, &[]).await;
    }
}

fn through(address: SocketAddr) -> ProxyChoice {
    ProxyChoice::Server {
        protocol: ProxyProtocol::Http,
        host: address.ip().to_string(),
        port: address.port().into(),
        user: None,
    }
}

/// A server whose certificate nobody has vouched for.
async fn self_signed() -> SocketAddr {
    let rcgen::CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![cert.der().clone()],
            PrivatePkcs8KeyDer::from(signing_key.serialize_der()).into(),
        );
    let acceptor = TlsAcceptor::from(Arc::new(config.unwrap()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // Who does not trust the certificate hangs up.
            let _ = acceptor.accept(stream).await;
        }
    });
    address
}

/// Somebody who takes every connection and lets go of it.
async fn hangs_up() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { while listener.accept().await.is_ok() {} });
    address
}

#[tokio::test]
async fn a_name_that_nobody_knows_is_told_from_a_door_that_is_closed() {
    let office = Office::opens().await;
    let offline = |cause| AppError::Offline { cause };
    let straight = ProxyChoice::Straight;
    assert_eq!(office.fails(NO_NAME, straight.clone()).await, offline(OfflineTrouble::Name));
    let closed = office.fails("https://127.0.0.1:1", straight).await;
    assert_eq!(closed, offline(OfflineTrouble::Connection));
    office.closes().await;
}

#[tokio::test]
async fn whoever_cannot_prove_to_be_wechat_fails_at_the_encryption() {
    let office = Office::opens().await;
    let address = self_signed().await;
    let unknown = office.fails(&format!("https://{address}"), ProxyChoice::Straight).await;
    assert_eq!(unknown, AppError::Untrusted, "nobody vouches for the certificate");
    let plain = office.wechat.base_url().replace("http:", "https:");
    assert_eq!(office.fails(&plain, ProxyChoice::Straight).await, AppError::Untrusted, "no TLS");
    let address = hangs_up().await;
    let cut = office.fails(&format!("https://{address}"), ProxyChoice::Straight).await;
    assert_eq!(cut, AppError::Untrusted, "it was reached, and hung up");
    office.closes().await;
}

#[tokio::test]
async fn a_connection_that_breaks_and_a_gateway_fail_at_wechats_answer() {
    let office = Office::opens().await;
    let here = office.wechat.base_url().to_owned();
    office.wechat.add_fault(FaultRule::new("*", Trouble::Disconnect));
    let broken = AppError::Offline { cause: OfflineTrouble::Broken };
    assert_eq!(office.fails(&here, ProxyChoice::Straight).await, broken);
    office.wechat.clear_faults();
    assert_eq!(office.tries(&here, ProxyChoice::Straight).await, Ok(()));
    office.closes().await;
}

#[tokio::test]
async fn a_proxy_that_is_not_there_refuses_or_hangs_is_named_and_wechat_is_not() {
    let office = Office::opens().await;
    let proxy = |temper| TestProxy::http(House { temper, ..House::default() });
    let (no, mute) = (proxy(Temper::Forbidding).await, proxy(Temper::Silent).await);
    let told = |cause| AppError::Proxy { cause };
    let nobody = through("127.0.0.1:1".parse().unwrap());
    assert_eq!(office.fails(NO_NAME, nobody).await, told(ProxyTrouble::Unreachable));
    let refused = office.fails(NO_NAME, through(no.address)).await;
    assert_eq!(refused, told(ProxyTrouble::Refused));
    // Time passes at once as soon as everybody waits.
    tokio::time::pause();
    let hung = office.fails(NO_NAME, through(mute.address)).await;
    assert_eq!(hung, told(ProxyTrouble::Silent));
    tokio::time::resume();
    office.closes().await;
}
