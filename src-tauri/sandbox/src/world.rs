//! Everything a sandbox knows: its accounts, tokens, troubles, and what was asked of it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use parking_lot::{Mutex, MutexGuard};

use crate::account::Account;
use crate::calls::CallLog;
use crate::change::Change;
use crate::clock::{Clock, china_day, china_midnight};
use crate::config::{AccountConfig, MAX_FOLLOWERS, Quirks, SandboxConfig};
use crate::journal::{Birth, Journal, Line};
use crate::mix::{Dice, mix2};
use crate::openid::IdCipher;
use crate::plan::FaultBook;
use crate::platform::Platform;
use crate::quota::Quota;
use crate::rids::RidLog;
use crate::token::TokenBook;
use crate::{SandboxError, drift};

/// When a world without a journal was born: 2026-11-01 in China.
const BORN_AT: u64 = 1_793_462_400;

/// The state shared by the server and the handles.
pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) cells: Vec<Cell>,
    pub(crate) tokens: Mutex<TokenBook>,
    pub(crate) platform: Mutex<Option<Platform>>,
    pub(crate) rids: Mutex<RidLog>,
    pub(crate) faults: Mutex<FaultBook>,
    pub(crate) calls: Mutex<CallLog>,
    pub(crate) latency_ms: AtomicU64,
    pub(crate) in_flight: AtomicUsize,
    pub(crate) most_in_flight: AtomicUsize,
    /// The address callers seem to have, instead of their real one.
    pub(crate) caller: Mutex<Option<IpAddr>>,
    journal: Mutex<Memory>,
}

/// Where changes are kept.
enum Memory {
    /// Nowhere: the world is forgotten.
    None,
    Open(Journal),
    /// The world has ended; nothing happens in it any more.
    Closed,
}

impl Memory {
    fn keep(&mut self, line: &Line) -> std::io::Result<()> {
        match self {
            Self::None => Ok(()),
            Self::Open(journal) => journal.append(line),
            Self::Closed => Err(std::io::Error::other("the sandbox has stopped")),
        }
    }
}

/// One account: what never changes beside what does, each part under its own short lock.
pub(crate) struct Cell {
    pub(crate) config: AccountConfig,
    pub(crate) openids: IdCipher,
    pub(crate) state: Mutex<Account>,
    pub(crate) quota: Mutex<Quota>,
    pub(crate) gate: Mutex<Gate>,
    quirks: Mutex<Quirks>,
}

impl Cell {
    pub(crate) fn quirks(&self) -> Quirks {
        *self.quirks.lock()
    }

    pub(crate) fn set_quirks(&self, quirks: Quirks) {
        *self.quirks.lock() = quirks;
    }
}

/// Who may come in, and who is inside.
pub(crate) struct Gate {
    pub(crate) certified: bool,
    /// The code that every token call draws, for a frozen secret or account.
    pub(crate) refuses_tokens: Option<i64>,
    /// Whether only listed addresses may fetch a token.
    pub(crate) enforces_allow_list: bool,
    /// Listed addresses and since when.
    pub(crate) allow_list: Vec<(IpAddr, u64)>,
    /// How many tag calls are under way for each person.
    pub(crate) tagging: HashMap<u32, u32>,
}

impl Gate {
    fn new(config: &AccountConfig) -> Self {
        let listed = config.allow_list.iter().flatten();
        Self {
            certified: config.certified,
            refuses_tokens: None,
            enforces_allow_list: config.allow_list.is_some(),
            allow_list: listed.map(|address| (*address, 0)).collect(),
            tagging: HashMap::new(),
        }
    }

    /// Whether an address stands on the list by now.
    pub(crate) fn lists(&self, address: IpAddr, now: u64) -> bool {
        self.allow_list.iter().any(|(listed, since)| *listed == address && *since <= now)
    }
}

impl World {
    /// Builds the accounts and repeats what the journal tells.
    pub(crate) fn build(mut config: SandboxConfig) -> Result<Self, SandboxError> {
        if config.accounts.is_empty() {
            config.accounts.push(AccountConfig::default());
        }
        check(&config)?;
        let now = config.clock.now();
        let (journal, lines) = match &config.journal {
            Some(path) => {
                let (journal, lines) = Journal::open(path)?;
                (Memory::Open(journal), lines)
            }
            None => (Memory::None, Vec::new()),
        };
        let seed = config.accounts.iter().fold(0, |key, account| mix2(key, account.seed));
        let mut world = Self {
            tokens: Mutex::new(TokenBook::new(config.accounts.len(), seed)),
            clock: config.clock,
            cells: Vec::new(),
            platform: Mutex::new(config.platform.map(|one| Platform::new(one, seed, now))),
            rids: Mutex::default(),
            faults: Mutex::default(),
            calls: Mutex::default(),
            latency_ms: AtomicU64::new(config.latency.as_millis() as u64),
            in_flight: AtomicUsize::new(0),
            most_in_flight: AtomicUsize::new(0),
            caller: Mutex::new(None),
            journal: Mutex::new(journal),
        };
        for account in config.accounts {
            world.add_account(account, &lines, now)?;
        }
        for rule in config.faults {
            world.faults.lock().add(rule, now);
        }
        if config.drift && world.remembers() {
            for cell in &world.cells {
                drift::catch_up(&world, cell, now)?;
            }
        }
        Ok(world)
    }

    fn add_account(
        &mut self,
        config: AccountConfig,
        lines: &[Line],
        now: u64,
    ) -> Result<(), SandboxError> {
        let ours = lines.iter().filter(|line| line.appid == config.appid);
        let journalled = ours.clone().find_map(|line| line.born);
        let birth = match journalled {
            Some(birth) => {
                let same = birth.seed == config.seed
                    && birth.followers == config.followers
                    && config.born_at.is_none_or(|born_at| born_at == birth.born_at);
                if !same {
                    return Err(SandboxError::OtherWorld { appid: config.appid });
                }
                birth
            }
            None => {
                let today = china_midnight(china_day(now));
                let default = if self.remembers() { today } else { BORN_AT };
                let born_at = config.born_at.unwrap_or(default);
                Birth { seed: config.seed, followers: config.followers, born_at }
            }
        };
        let mut state = Account::born(&config, birth.born_at);
        for change in ours.filter_map(|line| line.change.as_ref()) {
            state.apply(change);
        }
        if journalled.is_none() {
            let appid = config.appid.clone();
            self.journal.lock().keep(&Line { appid, born: Some(birth), change: None })?;
        }
        self.cells.push(Cell {
            openids: state.openids.clone(),
            state: Mutex::new(state),
            quota: Mutex::default(),
            gate: Mutex::new(Gate::new(&config)),
            quirks: Mutex::new(config.quirks),
            config,
        });
        Ok(())
    }

    /// Lets something happen: into the journal first, then into the world.
    pub(crate) fn commit(
        &self,
        cell: &Cell,
        state: &mut MutexGuard<'_, Account>,
        change: Change,
    ) -> std::io::Result<()> {
        let mut line = Line { appid: cell.config.appid.clone(), born: None, change: Some(change) };
        self.journal.lock().keep(&line)?;
        if let Some(change) = line.change.take() {
            state.apply(&change);
        }
        Ok(())
    }

    fn remembers(&self) -> bool {
        !matches!(*self.journal.lock(), Memory::None)
    }

    /// Ends a world with a journal: the file is free for the next start, and nothing that is
    /// still under way can be added to it.
    pub(crate) fn close_journal(&self) {
        let mut journal = self.journal.lock();
        if matches!(*journal, Memory::Open(_)) {
            *journal = Memory::Closed;
        }
    }

    /// Lets people come and go now, as far as the journal takes it.
    pub(crate) fn come_and_go(&self, index: usize, join: u32, leave: u32) {
        let cell = &self.cells[index];
        let mut state = cell.state.lock();
        let luck = mix2(cell.config.seed, state.people.len() as u64);
        let who = drift::some_followers(&state, leave as usize, &mut Dice::new(luck));
        let at = self.clock.now();
        let joining = Change::Join { count: join, at, spread: 0, qr_text: None };
        // Without room in the journal nobody comes or goes; the call itself will tell.
        let _ = self
            .commit(cell, &mut state, Change::Leave { who })
            .and_then(|()| self.commit(cell, &mut state, joining));
    }

    pub(crate) fn index_of(&self, appid: &str) -> Option<usize> {
        self.cells.iter().position(|cell| cell.config.appid == appid)
    }

    pub(crate) fn latency(&self) -> Duration {
        Duration::from_millis(self.latency_ms.load(Ordering::Relaxed))
    }

    /// Whether an openid was made for some other account of this sandbox.
    pub(crate) fn is_foreign(&self, cell: &Cell, openid: &str) -> bool {
        self.cells
            .iter()
            .filter(|other| other.config.appid != cell.config.appid)
            .any(|other| other.openids.number(openid.as_bytes()).is_some())
    }
}

fn check(config: &SandboxConfig) -> Result<(), SandboxError> {
    for (place, account) in config.accounts.iter().enumerate() {
        if account.followers > MAX_FOLLOWERS {
            return Err(SandboxError::TooManyFollowers { asked: account.followers });
        }
        if config.accounts[..place].iter().any(|other| other.appid == account.appid) {
            return Err(SandboxError::AppIdTwice { appid: account.appid.clone() });
        }
    }
    Ok(())
}
