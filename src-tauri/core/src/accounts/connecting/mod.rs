//! Connecting an account step by step while the operator looks on: every step has a tick of its
//! own, and what somebody else has to mend first (the allow-list, the administrator's yes) is
//! waited for.
//!
//! Nothing is kept before WeChat has agreed to everything. One account is connected at a time; the
//! secret lives in the runner only and goes with it.

mod patience;
mod rights;
mod run;
mod slot;
mod state;

use super::NewAccount;
use super::connect::refuse_known;
use crate::desk::Desk;
use crate::error::Result;
pub(crate) use slot::ConnectSlot;
pub use state::{ConnectStatus, Connecting, Function, Right, Step, StepMark, StepState};

/// Begins to connect an account; one that was being connected before is given up.
///
/// # Errors
/// `invalid` naming the field; `accountExists`. What WeChat says is told by the steps.
pub async fn start_connecting(desk: &Desk, input: NewAccount) -> Result<Connecting> {
    let checked = input.checked(desk)?;
    refuse_known(desk, &checked.app_id).await?;
    let client = checked.access(desk).client(&desk.inner)?;
    Ok(run::launch(desk, checked, client))
}

/// How connecting stands; none when nothing is being connected.
pub async fn connecting(desk: &Desk, (): ()) -> Result<Option<Connecting>> {
    Ok(desk.inner.connecting.live().map(|live| live.state()))
}

/// Goes on now with a step that failed or waits: the operator has mended something.
pub async fn try_connecting(desk: &Desk, (): ()) -> Result<()> {
    if let Some(live) = desk.inner.connecting.live() {
        live.nudge();
    }
    Ok(())
}

/// Gives up connecting. An account that was kept already stays.
pub async fn stop_connecting(desk: &Desk, (): ()) -> Result<()> {
    desk.inner.connecting.clear();
    Ok(())
}
