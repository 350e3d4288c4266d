//! A running sandbox: starting, stopping, and what concerns all its accounts.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::world::World;
use crate::{
    AccountHandle, CallRecord, Clock, FaultRule, PlatformHandle, SandboxConfig, SandboxError,
    server,
};

/// A running simulator. Dropping it stops the server and closes the journal; handles into its
/// accounts can look at the world afterwards, but no longer change one that has a journal.
pub struct Sandbox {
    base_url: String,
    world: Arc<World>,
    server: JoinHandle<()>,
    stop: Arc<Notify>,
}

impl Sandbox {
    /// Starts with one account of 1000 followers on a free port of the loopback address.
    ///
    /// # Errors
    /// When no port is free.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub async fn start() -> Result<Self, SandboxError> {
        Self::start_with(SandboxConfig::default()).await
    }

    /// Starts with these settings. The worlds are built on a blocking thread.
    ///
    /// # Errors
    /// When the port is taken, a setting is impossible, or the journal cannot be used.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub async fn start_with(config: SandboxConfig) -> Result<Self, SandboxError> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, config.port));
        let listener = TcpListener::bind(address).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let world = tokio::task::spawn_blocking(|| World::build(config))
            .await
            .map_err(std::io::Error::other)??;
        let world = Arc::new(world);
        let stop = Arc::new(Notify::new());
        let server = tokio::spawn(server::serve(listener, Arc::clone(&world), Arc::clone(&stop)));
        Ok(Self { base_url, world, server, stop })
    }

    /// `http://127.0.0.1:PORT`, to be used instead of `https://api.weixin.qq.com`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The first account.
    #[must_use]
    pub fn account(&self) -> AccountHandle {
        AccountHandle::new(Arc::clone(&self.world), 0)
    }

    /// The account with this AppID.
    #[must_use]
    pub fn account_of(&self, appid: &str) -> Option<AccountHandle> {
        let index = self.world.index_of(appid)?;
        Some(AccountHandle::new(Arc::clone(&self.world), index))
    }

    /// All accounts, in the order of the settings.
    #[must_use]
    pub fn accounts(&self) -> Vec<AccountHandle> {
        let handle = |index| AccountHandle::new(Arc::clone(&self.world), index);
        (0..self.world.cells.len()).map(handle).collect()
    }

    /// The third-party platform, if there is one.
    #[must_use]
    pub fn platform(&self) -> Option<PlatformHandle> {
        PlatformHandle::of(&self.world)
    }

    /// The time of this world; advance it to let tokens expire and days pass.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.world.clock
    }

    /// Makes each later answer take at least this long.
    pub fn set_latency(&self, latency: Duration) {
        self.world.latency_ms.store(latency.as_millis() as u64, Ordering::Relaxed);
    }

    /// Adds a rule of trouble.
    pub fn add_fault(&self, rule: FaultRule) {
        self.world.faults.lock().add(rule, self.world.clock.now());
    }

    /// Replaces all rules of trouble.
    pub fn set_faults(&self, rules: impl IntoIterator<Item = FaultRule>) {
        let mut faults = self.world.faults.lock();
        faults.clear();
        let now = self.world.clock.now();
        rules.into_iter().for_each(|rule| faults.add(rule, now));
    }

    /// Ends all trouble.
    pub fn clear_faults(&self) {
        self.world.faults.lock().clear();
    }

    /// Lets callers seem to have this address; `None` = their real one.
    pub fn set_caller_address(&self, address: Option<IpAddr>) {
        *self.world.caller.lock() = address;
    }

    /// The latest calls, up to 100,000, oldest first.
    #[must_use]
    pub fn calls(&self) -> Vec<CallRecord> {
        self.world.calls.lock().records()
    }

    /// How often a path was called since the start or the last reset.
    #[must_use]
    pub fn call_count(&self, path: &str) -> u64 {
        self.world.calls.lock().count(path)
    }

    /// How often each path was called since the start or the last reset.
    #[must_use]
    pub fn call_counts(&self) -> BTreeMap<String, u64> {
        self.world.calls.lock().counts()
    }

    /// The most calls that were under way at once since the start or the last reset.
    #[must_use]
    pub fn most_in_flight(&self) -> usize {
        self.world.most_in_flight.load(Ordering::Relaxed)
    }

    /// Empties the log of calls and begins counting anew.
    pub fn reset_calls(&self) {
        self.world.calls.lock().clear();
        self.world.most_in_flight.store(0, Ordering::Relaxed);
    }

    /// Every text of this world that opens something or ever did: AppSecrets, tokens, a platform's
    /// tickets, refresh tokens and codes. Each is long enough to be found nowhere by chance.
    #[must_use]
    pub fn secrets(&self) -> Vec<String> {
        let mut secrets: Vec<String> =
            self.world.cells.iter().map(|cell| cell.config.secret.clone()).collect();
        secrets.extend_from_slice(self.world.tokens.lock().minted());
        if let Some(platform) = &*self.world.platform.lock() {
            secrets.extend(platform.secrets().cloned());
        }
        secrets
    }

    /// Stops the server and waits until its connections have ended and its port is free.
    pub async fn stop(mut self) {
        self.stop.notify_one();
        // An error would be a panic of the server, which has ended then as well.
        let _ = (&mut self.server).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
        self.world.close_journal();
    }
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sandbox").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}
