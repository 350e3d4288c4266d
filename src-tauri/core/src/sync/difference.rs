//! Phase "difference": who joined, left and came back, in one switch.

use serde::de::IgnoredAny;

use super::progress::Moved;
use super::run::{Halt, Run};
use super::state::SyncPhase;
use crate::event::Topic;

/// Fewer leavers than this are believed without asking, however small the account.
const HANDFUL: u32 = 5;

pub(super) async fn apply(run: &Run) -> Result<SyncPhase, Halt> {
    let expected = run.account.ask(|store| store.difference()).await?;
    // The progress may have been lost with the program that switched; the list is gone then.
    let known = run.account.ask(|store| store.unfinished_sync::<IgnoredAny>()).await?;
    let is_applied = known.is_some_and(|sync| sync.applied_at.is_some());
    if !is_applied && !run.accepts_leavers() && are_many(expected.left, expected.following_before) {
        return Err(Halt::Ask { leavers: expected.left, following: expected.following_before });
    }
    let (id, now) = (run.id, run.account.now());
    let applied = run.account.ask(move |store| store.apply_difference(id, now)).await?;
    run.note(|progress| {
        progress.moved = Some(Moved {
            joined: applied.joined,
            left: applied.left,
            came_back: applied.came_back,
        });
    });
    run.account.changed(&[Topic::Followers, Topic::Tags]);
    Ok(SyncPhase::Details)
}

/// Rule: more than 5 % leavers are asked about first.
fn are_many(leavers: u32, following: u32) -> bool {
    leavers > HANDFUL && u64::from(leavers) * 20 > u64::from(following)
}

#[cfg(test)]
mod tests {
    use super::are_many;

    #[test]
    fn more_than_a_twentieth_is_asked_about() {
        assert!(!are_many(50, 1_000));
        assert!(are_many(51, 1_000));
        assert!(!are_many(5, 6), "a handful can leave a small account");
        assert!(are_many(6, 6));
    }
}
