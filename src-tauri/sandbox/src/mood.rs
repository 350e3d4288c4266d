//! How the server treats one account: tokens, permission, allow-list, quotas.

use std::net::IpAddr;
use std::time::Duration;

use crate::quota::QuotaView;
use crate::routes::{Route, allowance, route};
use crate::{AccountHandle, Quirks, SandboxError};

impl AccountHandle {
    /// Another system takes over the connection: every token of this account dies at once.
    pub fn take_token(&self) {
        self.world.tokens.lock().take_over(self.index, self.world.clock.now());
    }

    /// Changes the behaviour on which sources disagree.
    pub fn set_quirks(&self, quirks: Quirks) {
        self.cell().set_quirks(quirks);
    }

    /// Gives or takes the certification: without it, user and tag calls draw 48001.
    pub fn set_certified(&self, certified: bool) {
        self.cell().gate.lock().certified = certified;
    }

    /// Lets every token call draw this code, such as 40243 for a frozen secret, 50007 for a
    /// frozen account, 89503 for an administrator who has to agree; `None` ends it.
    pub fn refuse_tokens(&self, code: Option<i64>) {
        self.cell().gate.lock().refuses_tokens = code;
    }

    /// Puts an address on the allow-list.
    pub fn allow(&self, address: IpAddr) {
        self.allow_after(address, Duration::ZERO);
    }

    /// As [`AccountHandle::allow`], but the change works only after a while on the sandbox's
    /// clock, as the real one does.
    pub fn allow_after(&self, address: IpAddr, delay: Duration) {
        let from = self.world.clock.now().saturating_add(delay.as_secs());
        self.cell().gate.lock().allow_list.push((address, from));
    }

    /// Lets only listed addresses fetch a token, or every address.
    pub fn enforce_allow_list(&self, enforce: bool) {
        self.cell().gate.lock().enforces_allow_list = enforce;
    }

    /// Sets how many calls a day a path allows and how many of them are used.
    ///
    /// # Errors
    /// For a path that is no endpoint.
    pub fn set_quota(&self, path: &str, daily_limit: u64, used: u64) -> Result<(), SandboxError> {
        let path = known_route(path)?.path;
        let now = self.world.clock.now();
        self.cell().quota.lock().set(path, daily_limit, used, now);
        Ok(())
    }

    /// Sets how many calls a minute a path allows; `None` = no such limit.
    ///
    /// # Errors
    /// For a path that is no endpoint.
    pub fn set_minute_limit(&self, path: &str, calls: Option<u64>) -> Result<(), SandboxError> {
        let path = known_route(path)?.path;
        let now = self.world.clock.now();
        self.cell().quota.lock().set_minute_limit(path, calls, now);
        Ok(())
    }

    /// The counter of a path.
    ///
    /// # Errors
    /// For a path that is no endpoint.
    pub fn quota(&self, path: &str) -> Result<QuotaView, SandboxError> {
        let route = known_route(path)?;
        let usual = allowance(self.cell(), route);
        Ok(self.cell().quota.lock().view(route.path, usual, self.world.clock.now()))
    }
}

fn known_route(path: &str) -> Result<&'static Route, SandboxError> {
    route(path).ok_or_else(|| SandboxError::UnknownPath { path: path.to_owned() })
}
