//! A small world for a story: a sandbox as WeChat, and a desk with one connected account.
//!
//! The desk lives in a runtime of its own, so that it can be killed in the middle of anything.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use fandesk_core::accounts::add_account;
use fandesk_core::followers::open_result_set;
use fandesk_core::input::{AccountInput, JobInput, OpenResultSetInput, ReadAnewInput};
use fandesk_core::store::{Filter, FollowerId, FollowerRow, Selection, Sort};
use fandesk_core::sync::{read_anew, start_sync};
use fandesk_core::{
    Account, AccountId, AppError, Clock, Desk, DeskEvent, DeskParts, JobReport, JobState, Listener,
    ManualClock, MemoryVault, NewAccount, NewCredentials, SyncState, SyncStatus,
};
use fandesk_sandbox::{AccountHandle, FollowerView, Sandbox, SandboxConfig};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::leaks::{self, Traces};

/// Nothing in these stories takes longer on a slow machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// 2026-11-02 12:00 in China, a day after the sandbox's people were born.
const NOON: i64 = 1_793_592_000;

pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: ManualClock,
    pub(crate) vault: Arc<MemoryVault>,
    pub(crate) folder: TempDir,
    pub(crate) account: AccountId,
    /// What may be found nowhere, besides what WeChat gives out.
    pub(crate) secrets: Vec<String>,
    running: Option<Running>,
    searched: bool,
}

/// A desk that is open.
struct Running {
    runtime: Runtime,
    desk: Desk,
}

impl World {
    /// Connected and synced, with so many followers.
    pub(crate) async fn synced(followers: u32) -> Self {
        let world = Self::connected(SandboxConfig::with_followers(followers)).await;
        world.sync().await;
        world
    }

    /// Connected to this sandbox; nothing is read yet.
    pub(crate) async fn connected(config: SandboxConfig) -> Self {
        let secret = |sandbox: &Sandbox| NewCredentials::Secret {
            app_secret: sandbox.account().config().secret.clone().into(),
        };
        Self::opened_by(config, secret).await
    }

    /// Connected to this sandbox with credentials of any kind; nothing is read yet.
    pub(crate) async fn opened_by(
        config: SandboxConfig,
        credentials: impl FnOnce(&Sandbox) -> NewCredentials,
    ) -> Self {
        leaks::keep_logs();
        let time = fandesk_sandbox::Clock::fixed_at(NOON.unsigned_abs());
        let sandbox = config.clock(time).start().await.unwrap();
        make_room_for_tags(&sandbox.account());
        let folder = tempfile::tempdir().unwrap();
        let clock = ManualClock::at(NOON);
        let vault = Arc::new(MemoryVault::default());
        let running = open(&folder, &clock, &vault).await;
        let new = NewAccount {
            name: "望京店".to_owned(),
            app_id: sandbox.account().config().appid.clone(),
            credentials: credentials(&sandbox),
            api_base: Some(sandbox.base_url().to_owned()),
            connection: Default::default(),
            proxy_password: None,
        };
        let desk = running.desk.clone();
        let added = running.runtime.spawn(async move { add_account(&desk, new).await });
        let account = added.await.unwrap().unwrap().id;
        let (secrets, running) = (Vec::new(), Some(running));
        Self { sandbox, clock, vault, folder, account, secrets, running, searched: false }
    }

    pub(crate) fn desk(&self) -> &Desk {
        &self.running.as_ref().expect("the desk is open").desk
    }

    pub(crate) async fn open_account(&self) -> Account {
        self.desk().account(&self.account).await.unwrap()
    }

    /// Whether the vault holds the keys of files and nothing that opens the account.
    pub(crate) fn keeps_only_keys(&self) -> bool {
        self.vault.names().iter().all(|name| name.starts_with("file/"))
    }

    /// WeChat's side.
    pub(crate) fn wechat(&self) -> AccountHandle {
        self.sandbox.account()
    }

    pub(crate) fn account_input(&self) -> AccountInput {
        AccountInput { account: self.account.clone() }
    }

    pub(crate) fn job_input(&self, job: u32) -> JobInput {
        JobInput { account: self.account.clone(), job }
    }

    /// Moves the time on, here and on WeChat's side.
    pub(crate) fn wait(&self, seconds: u32) {
        self.clock.advance(seconds.into());
        self.sandbox.clock().advance(Duration::from_secs(seconds.into()));
    }

    /// Ends the program as a power cut does: no task runs on, nothing is put away.
    pub(crate) async fn kill(&mut self) {
        let Running { runtime, desk } = self.running.take().expect("the desk is open");
        // Whatever a thread is writing just now it finishes; no task gets another turn.
        tokio::task::spawn_blocking(move || runtime.shutdown_timeout(PATIENCE)).await.unwrap();
        drop(desk);
    }

    /// Opens the desk again; what was under way goes on.
    pub(crate) async fn reopen(&mut self) {
        if self.running.is_some() {
            self.desk().close().await;
            self.kill().await;
        }
        let running = open(&self.folder, &self.clock, &self.vault).await;
        let (desk, account) = (running.desk.clone(), self.account.clone());
        let opened = running.runtime.spawn(async move { desk.account(&account).await.map(drop) });
        opened.await.unwrap().unwrap();
        self.running = Some(running);
    }

    /// Starts a sync inside the program, so that it dies with it.
    pub(crate) async fn start_sync(&self) -> Result<SyncState, AppError> {
        let (desk, input) = (self.desk().clone(), self.account_input());
        let program = &self.running.as_ref().expect("the desk is open").runtime;
        program.spawn(async move { start_sync(&desk, input).await }).await.unwrap()
    }

    /// Starts reading details anew, inside the program: everybody's, or these people's.
    pub(crate) async fn read_anew(
        &self,
        selection: Option<Selection>,
    ) -> Result<SyncState, AppError> {
        let (desk, account) = (self.desk().clone(), self.account.clone());
        let program = &self.running.as_ref().expect("the desk is open").runtime;
        let input = ReadAnewInput { account, selection };
        program.spawn(async move { read_anew(&desk, input).await }).await.unwrap()
    }

    /// A sync that reads everybody's details, to its end.
    pub(crate) async fn sync(&self) {
        self.read_to_the_end(None).await;
    }

    /// A look at these people alone, to its end.
    pub(crate) async fn sync_of(&self, people: Selection) {
        self.read_to_the_end(Some(people)).await;
    }

    /// Waits until the sync does not run any more, and says how it stands.
    pub(crate) async fn stands(&self, news: &mut Listener) -> SyncStatus {
        let stands = async {
            loop {
                let event = news.next().await.expect("the desk is open");
                if let DeskEvent::SyncMoved { sync } = event
                    && !matches!(sync.status, SyncStatus::Running)
                {
                    return sync.status;
                }
            }
        };
        tokio::time::timeout(PATIENCE, stands).await.expect("the sync stands still")
    }

    /// Waits until the sync is over.
    pub(crate) async fn finishes(&self, news: &mut Listener) {
        let status = self.stands(news).await;
        assert!(matches!(status, SyncStatus::Finished { .. }), "{status:?}");
    }

    async fn read_to_the_end(&self, people: Option<Selection>) {
        let mut listener = self.desk().events().listen();
        self.read_anew(people).await.unwrap();
        let finished = async {
            while let Some(event) = listener.next().await {
                let DeskEvent::SyncMoved { sync } = event else { continue };
                match sync.status {
                    SyncStatus::Finished { .. } => return,
                    SyncStatus::Running => {}
                    other => panic!("the sync stands at {other:?}"),
                }
            }
        };
        tokio::time::timeout(PATIENCE, finished).await.expect("the sync ends");
    }

    /// Waits until a job neither is queued nor runs, and reports.
    pub(crate) async fn rested(&self, job: u32) -> JobReport {
        self.reached(job, |report| {
            !matches!(report.job.state, JobState::Queued | JobState::Running)
        })
        .await
    }

    /// Waits until a job's report satisfies a condition.
    pub(crate) async fn reached(&self, job: u32, is_so: impl Fn(&JobReport) -> bool) -> JobReport {
        let mut listener = self.desk().events().listen();
        let reached = async {
            loop {
                let report =
                    fandesk_core::jobs::job_report(self.desk(), self.job_input(job)).await.unwrap();
                if is_so(&report) {
                    return report;
                }
                listener.next().await.expect("the desk is open");
            }
        };
        tokio::time::timeout(PATIENCE, reached).await.expect("the job gets there")
    }

    /// Everybody who matches, as a selection and in number.
    pub(crate) async fn matching(&self, filter: Filter) -> (Selection, u32) {
        let input =
            OpenResultSetInput { account: self.account.clone(), filter, sort: Vec::<Sort>::new() };
        let opened = open_result_set(self.desk(), input).await.unwrap();
        let selection =
            Selection::ResultSet { result_set: opened.id, ranges: None, except: Vec::new() };
        (selection, opened.people)
    }

    /// Local numbers of people by their OpenIDs.
    pub(crate) async fn ids_of(&self, openids: &[String]) -> Vec<FollowerId> {
        let account = self.open_account().await;
        let openids = openids.to_vec();
        let found = account.ask(move |store| Ok(store.find(&openids))).await.unwrap();
        found.into_iter().map(|id| id.expect("a person of this account")).collect()
    }

    /// Somebody as the local copy has them.
    pub(crate) async fn row(&self, openid: &str) -> FollowerRow {
        let id = self.ids_of(&[openid.to_owned()]).await[0];
        let account = self.open_account().await;
        account.ask(move |store| Ok(store.rows(&[id]))).await.unwrap().remove(0)
    }

    /// Everybody who follows, by OpenID, as WeChat has them.
    pub(crate) fn followers(&self) -> HashMap<String, FollowerView> {
        let people = self.wechat().people().into_iter().filter(|person| person.following);
        people.map(|person| (person.openid.clone(), person)).collect()
    }

    /// The local copy says of every follower what WeChat says.
    pub(crate) async fn copy_equals_wechat(&self) {
        let account = self.open_account().await;
        let rows = account
            .ask(|store| {
                let ids: Vec<FollowerId> =
                    store.matching(&Filter::Following, 0)?.into_iter().collect();
                Ok(store.rows(&ids))
            })
            .await
            .unwrap();
        let mut people = self.followers();
        assert_eq!(rows.len(), people.len(), "the same number of people follow");
        for row in rows {
            let person = people.remove(&row.openid).expect("everybody here follows there");
            let mut tags = person.tags.clone();
            tags.sort_unstable();
            assert_eq!(row.tags, tags, "tags of {}", row.openid);
            assert_eq!(row.remark, person.remark, "remark of {}", row.openid);
            assert_eq!(row.blacklisted, person.blocked, "blacklist and {}", row.openid);
        }
    }

    /// Ends the story: closes the desk and looks for secrets, tokens and OpenIDs where none may be.
    pub(crate) async fn ends(mut self) {
        leaks::tells_no_secret(self.desk(), &self.sandbox, &self.secrets).await;
        self.desk().close().await;
        self.kill().await;
        let data = self.folder.path().join("data");
        let read = leaks::search(Traces {
            folder: self.folder.path(),
            data: &data,
            vault: &*self.vault,
            sandbox: &self.sandbox,
            secrets: &self.secrets,
        });
        let read = read.await;
        let keys = self.vault.names().into_iter().filter(|name| name.starts_with("file/")).count();
        assert!(read == keys && read > 0, "every database was read: {read} of {keys}");
        self.searched = true;
    }
}

/// A few of the sandbox's people are born with 20 tags; here everybody can get another one.
fn make_room_for_tags(wechat: &AccountHandle) {
    for person in wechat.people().into_iter().filter(|person| person.tags.len() >= 18) {
        for tag in &person.tags {
            wechat.untag(*tag, &[&person.openid]).unwrap();
        }
    }
}

async fn open(folder: &TempDir, clock: &ManualClock, vault: &Arc<MemoryVault>) -> Running {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let parts = DeskParts {
        data_dir: folder.path().join("data"),
        downloads_dir: folder.path().join("downloads"),
        keychain: Some(vault.clone()),
        clock: Arc::new(clock.clone()),
        version: "0.0.0".to_owned(),
        default_api_base: None,
    };
    let desk = runtime.spawn(async move { Desk::open(parts).await }).await.unwrap().unwrap();
    Running { runtime, desk }
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some(Running { runtime, .. }) = self.running.take() {
            // A story that failed: its threads end on their own.
            runtime.shutdown_background();
        }
        assert!(self.searched || std::thread::panicking(), "the story ends without a search");
    }
}

/// Now, by the clock of the story.
pub(crate) fn now(world: &World) -> i64 {
    world.clock.now()
}
