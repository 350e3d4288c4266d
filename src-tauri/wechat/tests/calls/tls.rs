//! TLS at both ends of a tunnel: with a root that this machine trusts, told to a second run of this
//! test program alone.
//!
//! Which roots a machine trusts is asked once and of the system. On Linux that question can be
//! answered for one process (`SSL_CERT_FILE`), so that the program's own verifier is what decides.

#![cfg(target_os = "linux")]

use std::net::SocketAddr;
use std::process::Command;
use std::sync::Arc;

use fandesk_sandbox::{Sandbox, SandboxConfig};
use fandesk_wechat::{Error, OfflineCause, ProxyProtocol, TokenKind};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::PrivatePkcs8KeyDer;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::proxies::{LOGIN, account, house, proxy, use_everything};
use crate::proxy_server::{House, TestProxy};

const WECHAT: &str = "https://api.example.invalid";
const NAMES: [&str; 2] = ["api.example.invalid", "127.0.0.1"];
/// Where the second run finds the key of the authority.
const AUTHORITY: &str = "FANDESK_TEST_AUTHORITY";
/// Years at whose beginning a certificate ends.
const FAR_AHEAD: i32 = 4000;
const LONG_AGO: i32 = 2001;

/// Takes the TLS off whatever comes and passes it on: WeChat as it is seen from outside, or a
/// proxy that is spoken to inside TLS.
struct TlsFront {
    address: SocketAddr,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for TlsFront {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl TlsFront {
    async fn before(behind: SocketAddr, config: Arc<rustls::ServerConfig>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let acceptor = TlsAcceptor::from(config);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    // Who does not trust the certificate hangs up.
                    let Ok(mut outside) = acceptor.accept(stream).await else { return };
                    let mut inside = TcpStream::connect(behind).await.unwrap();
                    let _ = copy_bidirectional(&mut outside, &mut inside).await;
                });
            }
        });
        Self { address, task }
    }
}

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority(key: KeyPair) -> Authority {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, key).unwrap()
}

/// Who shows a certificate of this authority's that is good until the beginning of a year.
fn server(authority: &Authority, until: i32) -> Arc<rustls::ServerConfig> {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(NAMES.map(str::to_owned)).unwrap();
    params.not_after = date_time_ymd(until, 1, 1);
    let certificate = params.signed_by(&key, authority).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
        );
    Arc::new(config.unwrap())
}

/// WeChat behind TLS, and a house whose proxies lead there.
async fn wechat_behind_tls(config: Arc<rustls::ServerConfig>) -> (Sandbox, TlsFront, House) {
    let wechat = SandboxConfig::with_followers(20).start().await.unwrap();
    let plain = house(&wechat, LOGIN);
    let front = TlsFront::before(plain.leads_to.unwrap(), config).await;
    let house = House { leads_to: Some(front.address), ..plain };
    (wechat, front, house)
}

/// What the first call through a tunnel to this server ends with.
async fn first_call(config: Arc<rustls::ServerConfig>) -> Result<(), Error> {
    let (wechat, _front, house) = wechat_behind_tls(config).await;
    let between = TestProxy::http(house).await;
    let through = proxy(ProxyProtocol::Http, between.address, LOGIN);
    let outcome = account(&wechat, WECHAT, through, TokenKind::Stable).check_credentials().await;
    assert!(!between.passed().is_empty(), "the tunnel stood");
    outcome.map(drop)
}

fn is_untrusted(outcome: &Result<(), Error>) -> bool {
    matches!(outcome, Err(Error::Offline { cause: OfflineCause::Tls, .. }))
}

/// Runs another test of this file in a process that trusts a new authority and nobody else.
fn passes_with_a_root_of_its_own(test: &str) {
    let folder = tempfile::tempdir().unwrap();
    let roots = folder.path().join("roots.pem");
    let key = KeyPair::generate().unwrap();
    let told = key.serialize_pem();
    std::fs::write(&roots, authority(key).pem()).unwrap();
    let second = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("tls::{test}"), "--ignored", "--nocapture"])
        .env("SSL_CERT_FILE", &roots)
        .env_remove("SSL_CERT_DIR")
        .env(AUTHORITY, told)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&second.stdout).into_owned()
        + &String::from_utf8_lossy(&second.stderr);
    assert!(second.status.success() && said.contains("1 passed"), "{said}");
}

/// The authority that such a process trusts.
fn own_root() -> Authority {
    let key = std::env::var(AUTHORITY).expect("run by `passes_with_a_root_of_its_own`");
    authority(KeyPair::from_pem(&key).unwrap())
}

#[test]
fn https_goes_through_every_kind_of_proxy_to_whom_this_machine_trusts() {
    passes_with_a_root_of_its_own("through_every_kind_of_proxy");
}

#[tokio::test]
#[ignore = "a part of the test above, run in a process that trusts another root"]
async fn through_every_kind_of_proxy() {
    let config = server(&own_root(), FAR_AHEAD);
    for protocol in [ProxyProtocol::Http, ProxyProtocol::Https, ProxyProtocol::Socks5] {
        let (wechat, _front, house) = wechat_behind_tls(config.clone()).await;
        let (between, line) = match protocol {
            ProxyProtocol::Socks5 => (TestProxy::socks5(house).await, "socks"),
            _ => (TestProxy::http(house).await, "CONNECT"),
        };
        let inside_tls = TlsFront::before(between.address, config.clone()).await;
        let address = match protocol {
            ProxyProtocol::Https => inside_tls.address,
            _ => between.address,
        };
        let through = proxy(protocol, address, LOGIN);
        use_everything(&account(&wechat, WECHAT, through, TokenKind::Stable)).await;
        let expected = format!("{line} api.example.invalid:443");
        assert!(!between.passed().is_empty(), "{protocol:?}");
        assert!(between.passed().iter().all(|passed| *passed == expected), "{protocol:?}");
    }
}

#[test]
fn a_certificate_that_has_run_out_is_trusted_no_more_than_a_strangers() {
    passes_with_a_root_of_its_own("with_a_certificate_that_has_run_out");
}

#[tokio::test]
#[ignore = "a part of the test above, run in a process that trusts another root"]
async fn with_a_certificate_that_has_run_out() {
    let root = own_root();
    first_call(server(&root, FAR_AHEAD)).await.expect("only the date is wrong below");
    let outcome = first_call(server(&root, LONG_AGO)).await;
    assert!(is_untrusted(&outcome), "{outcome:?}");
}

#[tokio::test]
async fn whom_this_machine_does_not_trust_is_told_nothing_through_a_tunnel() {
    let stranger = authority(KeyPair::generate().unwrap());
    let outcome = first_call(server(&stranger, FAR_AHEAD)).await;
    assert!(is_untrusted(&outcome), "{outcome:?}");
}
