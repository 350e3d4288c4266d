//! Fandesk in a plain browser: the same core and the same UI, served on loopback.
//!
//! ```text
//! cargo run --release -p fandesk-core --example browser -- --port 0 --data-dir DIR
//!     [--api-base URL]   address of the API for accounts that name none
//!     [--ui DIR]         the built UI, ui/dist by default
//! ```
//!
//! The first line on stdout is `listening on http://127.0.0.1:PORT/?key=KEY`. Keys and secrets are
//! kept in a passphrase vault; `FANDESK_PASSPHRASE` opens it (and makes it at the first start),
//! otherwise the UI asks. Whoever knows the key of the address is the operator: it is made anew at
//! each start, wanted in a header on every call, and never part of a page.

mod host {
    pub(crate) mod api;
    pub(crate) mod guard;
    pub(crate) mod pages;
}

use std::error::Error;
use std::future::IntoFuture;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use fandesk_core::{Desk, DeskParts, SystemClock, VaultState};
use tokio::net::TcpListener;

use host::guard::Door;

/// How long requests under way may take to end once the host is asked to stop.
const FAREWELL: Duration = Duration::from_secs(3);

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("FANDESK_LOG")
                .unwrap_or_else(|_| "warn".into()),
        )
        .init();
    let options = Options::from_arguments(std::env::args().skip(1))?;
    let desk = open_desk(&options).await?;

    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port))).await?;
    let door = Arc::new(Door::new(listener.local_addr()?.port()));
    let mut stdout = std::io::stdout();
    writeln!(stdout, "listening on {}", door.address())?;
    stdout.flush()?;

    let (stop, mut stopped) = tokio::sync::watch::channel(false);
    let routes = host::api::routes(desk.clone(), Arc::clone(&door), stopped.clone())
        .merge(host::pages::routes(options.ui, door));
    let serving = axum::serve(listener, routes).with_graceful_shutdown(async move {
        stop_asked().await;
        // Event streams never end by themselves: this ends them.
        stop.send_replace(true);
    });
    tokio::select! {
        served = serving.into_future() => served?,
        // A client that never finishes its request keeps nobody from ending.
        () = async {
            let _ = stopped.wait_for(|stopped| *stopped).await;
            tokio::time::sleep(FAREWELL).await;
        } => {}
    }
    desk.close().await;
    Ok(())
}

async fn open_desk(options: &Options) -> Result<Desk, Box<dyn Error>> {
    let desk = Desk::open(DeskParts {
        data_dir: options.data_dir.clone(),
        downloads_dir: options.data_dir.join("exports"),
        keychain: None,
        clock: Arc::new(SystemClock),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        default_api_base: options.api_base.clone(),
    })
    .await
    .map_err(|error| error.to_string())?;
    if let Ok(passphrase) = std::env::var("FANDESK_PASSPHRASE") {
        let passphrase = secrecy::SecretString::from(passphrase);
        match desk.vault_state().await {
            VaultState::Unused { .. } => desk.choose_passphrase(passphrase).await.map(drop),
            VaultState::PassphraseNeeded => desk.unlock(Some(passphrase)).await,
            _ => Ok(()),
        }
        .map_err(|error| format!("the passphrase was not accepted: {}", error.code()))?;
    }
    Ok(desk)
}

/// Ctrl-C, or the signal a supervisor sends.
async fn stop_asked() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let kind = tokio::signal::unix::SignalKind::terminate();
        let mut terminate = tokio::signal::unix::signal(kind).expect("signals can be listened to");
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}

struct Options {
    port: u16,
    data_dir: PathBuf,
    api_base: Option<String>,
    ui: PathBuf,
}

impl Options {
    fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut options = Self {
            port: 0,
            data_dir: PathBuf::new(),
            api_base: None,
            ui: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/dist")),
        };
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{name} wants a value"))?;
            match name.as_str() {
                "--port" => options.port = value.parse()?,
                "--data-dir" => options.data_dir = value.into(),
                "--api-base" => options.api_base = Some(value),
                "--ui" => options.ui = value.into(),
                _ => return Err(format!("unknown option {name}").into()),
            }
        }
        if options.data_dir.as_os_str().is_empty() {
            return Err("--data-dir DIR is needed: the folder that keeps everything".into());
        }
        Ok(options)
    }
}
