//! The platform's side of the world, as owners and WeChat's pushes change it.

use std::sync::Arc;

use crate::SandboxError;
use crate::platform::{Platform, PlatformConfig};
use crate::world::World;

/// A third-party platform of a running sandbox. Cheap to clone.
#[derive(Clone)]
pub struct PlatformHandle {
    world: Arc<World>,
}

impl std::fmt::Debug for PlatformHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlatformHandle")
    }
}

impl PlatformHandle {
    pub(crate) fn of(world: &Arc<World>) -> Option<Self> {
        world.platform.lock().is_some().then(|| Self { world: Arc::clone(world) })
    }

    /// The settings it was made with.
    #[must_use]
    pub fn config(&self) -> PlatformConfig {
        self.with(|platform, _| platform.config.clone())
    }

    /// The ticket that WeChat pushed last.
    #[must_use]
    pub fn ticket(&self) -> String {
        self.with(|platform, _| platform.newest_ticket().to_owned())
    }

    /// WeChat pushes a new ticket, as it does every ten minutes.
    pub fn push_ticket(&self) -> String {
        self.with(Platform::push_ticket)
    }

    /// The owner of an account scans and ticks these permission sets (2 is user management); the
    /// code that the platform gets by it. An earlier authorisation ends.
    ///
    /// # Errors
    /// [`SandboxError::UnknownAccount`].
    pub fn authorise(&self, appid: &str, permission_sets: &[u32]) -> Result<String, SandboxError> {
        let account = self.index_of(appid)?;
        Ok(self.with(|platform, now| platform.authorise(account, permission_sets, now)))
    }

    /// The owner ends the authorisation.
    ///
    /// # Errors
    /// [`SandboxError::UnknownAccount`].
    pub fn withdraw(&self, appid: &str) -> Result<(), SandboxError> {
        let account = self.index_of(appid)?;
        self.with(|platform, _| platform.withdraw(account));
        Ok(())
    }

    /// The refresh token handed out before is dead; the list of accounts has the new one.
    ///
    /// # Errors
    /// [`SandboxError::UnknownAccount`].
    pub fn replace_refresh_token(&self, appid: &str) -> Result<(), SandboxError> {
        let account = self.index_of(appid)?;
        self.with(|platform, _| platform.replace_refresh_token(account));
        Ok(())
    }

    fn index_of(&self, appid: &str) -> Result<usize, SandboxError> {
        self.world.index_of(appid).ok_or(SandboxError::UnknownAccount)
    }

    fn with<T>(&self, work: impl FnOnce(&mut Platform, u64) -> T) -> T {
        let now = self.world.clock.now();
        let mut platform = self.world.platform.lock();
        work(platform.as_mut().expect("a handle is made only where there is a platform"), now)
    }
}
