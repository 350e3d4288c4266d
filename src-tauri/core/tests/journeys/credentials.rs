//! Credentials that are removed, replaced, frozen and thawed in the middle of an account's life.

use fandesk_core::accounts::{remove_credentials, replace_credentials};
use fandesk_core::input::ReplaceCredentialsInput;
use fandesk_core::jobs::start_job;
use fandesk_core::store::Filter;
use fandesk_core::{AccountState, AppError, JobState, NewCredentials, SyncStatus};
use fandesk_sandbox::{FaultRule, Trouble};

use crate::doing::{add, counts};
use crate::world::World;

const LIST: &str = "/cgi-bin/user/get";

impl World {
    async fn type_the_secret_again(&self) {
        let app_secret = self.wechat().config().secret.clone().into();
        let input = ReplaceCredentialsInput {
            account: self.account.clone(),
            credentials: NewCredentials::Secret { app_secret },
        };
        replace_credentials(self.desk(), input).await.unwrap();
    }
}

fn waits_for_credentials(because: &AppError) -> bool {
    *because == AppError::AccountUnavailable { state: AccountState::SecretMissing }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_credentials_an_account_is_read_and_its_jobs_wait_for_others() {
    let mut world = World::synced(300).await;
    let tag = world.wechat().tag_named("临时-周三").unwrap();
    let (everybody, people) = world.matching(Filter::Following).await;
    let job = world.preview(everybody, add(tag)).await.unwrap().job;

    let left = remove_credentials(world.desk(), world.account_input()).await.unwrap();
    assert_eq!((&left.state, left.following), (&AccountState::SecretMissing, people));
    assert!(world.keeps_only_keys(), "{:?}", world.vault.names());
    assert!(waits_for_credentials(&world.start_sync().await.unwrap_err()));
    start_job(world.desk(), world.job_input(job)).await.unwrap();
    let JobState::Paused { because: Some(because) } = world.rested(job).await.job.state else {
        panic!("the job waits")
    };
    assert!(waits_for_credentials(&because));

    world.reopen().await;
    assert_eq!(world.matching(Filter::Following).await.1, people, "everything local stays usable");
    world.type_the_secret_again().await;
    let done = world.reached(job, |report| report.job.state == JobState::Finished).await;
    let (done, skipped, failed) = counts(&done);
    assert_eq!((done + skipped, failed), (people, 0), "the job went on by itself");
    world.sync().await;
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_whose_credentials_are_removed_says_so_and_goes_on_with_others() {
    let world = World::synced(300).await;
    world.sandbox.add_fault(FaultRule::new(LIST, Trouble::NoAnswer { applied: false }));
    world.sandbox.reset_calls();
    world.start_sync().await.unwrap();
    let asked = async {
        while world.sandbox.call_count(LIST) == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(crate::world::PATIENCE, asked).await.expect("the list is asked for");
    world.sandbox.clear_faults();

    let mut news = world.news();
    remove_credentials(world.desk(), world.account_input()).await.unwrap();
    let SyncStatus::Paused { because: Some(because) } = world.standing(&mut news).await else {
        panic!("the sync waits")
    };
    assert!(waits_for_credentials(&because));
    let mut news = world.news();
    world.type_the_secret_again().await;
    world.finishes(&mut news).await;
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_secret_that_is_frozen_stops_the_sync_and_once_thawed_it_goes_on() {
    for code in [40_243, 50_004, 50_007] {
        let mut world = World::synced(60).await;
        // The token in use would be good for a while.
        world.reopen().await;
        world.wechat().take_token();
        world.wechat().refuse_tokens(Some(code));
        let mut news = world.news();
        world.start_sync().await.unwrap();
        let SyncStatus::Paused { because: Some(AppError::Wechat { errcode, .. }) } =
            world.standing(&mut news).await
        else {
            panic!("somebody has to act first")
        };
        assert_eq!(errcode, code);
        assert_eq!(world.matching(Filter::Following).await.1, 60, "everything local is usable");

        world.wechat().refuse_tokens(None);
        let mut news = world.news();
        world.let_it_go_on().await;
        world.finishes(&mut news).await;
        world.copy_equals_wechat().await;
        world.ends().await;
    }
}
