//! A fault of the program in the middle of work: it is said, and nothing is stuck for ever.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use fandesk_core::input::{AccountInput, ResumeSyncInput};
use fandesk_core::sync::{resume_sync, start_sync, sync_state};
use fandesk_core::{AppError, Clock, Desk, DeskEvent, DeskParts, SyncStatus, SystemClock};

use crate::home::{Home, PATIENCE, practice};

/// A clock that is broken at one look.
#[derive(Debug, Default)]
struct Broken {
    looks_before: AtomicI32,
}

impl Clock for Broken {
    fn now_millis(&self) -> i64 {
        assert!(self.looks_before.fetch_sub(1, Ordering::SeqCst) != 1, "the clock is broken");
        SystemClock.now_millis()
    }
}

#[tokio::test]
async fn a_sync_with_a_fault_rests_says_so_and_goes_on_when_asked() {
    // Whoever does something beside the sync may be the one who looks; each looks once.
    for _ in 0..20 {
        if a_fault_hits_the_sync().await {
            return;
        }
    }
    panic!("the fault never hit the sync");
}

/// Begins a sync at a clock that is about to break; whether the sync was what looked at it.
async fn a_fault_hits_the_sync() -> bool {
    let home = Home::without_keychain();
    let clock = Arc::new(Broken::default());
    let desk = Desk::open(DeskParts { clock: clock.clone(), ..home.parts() }).await.unwrap();
    let account = practice(&desk, 120).await;
    let mut listener = desk.events().listen();
    let mut next_rest = async || loop {
        match listener.next().await {
            Some(DeskEvent::SyncMoved { sync }) if sync.status != SyncStatus::Running => {
                return sync;
            }
            Some(_) => {}
            None => panic!("the desk closed"),
        }
    };

    // Starting looks at the clock once; the next who looks is the phase that finds who moved.
    clock.looks_before.store(2, Ordering::SeqCst);
    start_sync(&desk, AccountInput { account: account.id.clone() }).await.unwrap();
    let rests = tokio::time::timeout(PATIENCE, next_rest()).await.expect("it does not hang");
    if matches!(rests.status, SyncStatus::Finished { .. }) {
        return false;
    }
    let SyncStatus::Paused { because: Some(AppError::Internal { .. }) } = rests.status else {
        panic!("a fault, not {:?}", rests.status);
    };

    let input = ResumeSyncInput { account: account.id.clone(), accept_leavers: false };
    resume_sync(&desk, input).await.unwrap();
    let ended = tokio::time::timeout(PATIENCE, next_rest()).await.expect("it goes on");
    let SyncStatus::Finished { report } = ended.status else {
        panic!("finished, not {:?}", ended.status);
    };
    assert_eq!(report.details_read, report.following, "nobody was left out");
    assert_eq!(sync_state(&desk, AccountInput { account: account.id }).await, Ok(None));
    true
}
