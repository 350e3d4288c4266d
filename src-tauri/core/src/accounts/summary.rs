//! An account as the window shows it, and the state it is in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Connection, CredentialsFacts};
use crate::sync::SyncReport;

/// One Official Account on this computer: 32 hexadecimal digits, also the name of its file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct AccountId(String);

impl AccountId {
    /// A fresh, random id.
    pub fn random() -> Self {
        Self(format!("{:032x}", rand::random::<u128>()))
    }

    /// The id that a stored text or a file name holds; `None` when it is none of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = text.len() == 32
            && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        sound.then(|| Self(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for AccountId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// An account as the window shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountSummary {
    /// Its id on this computer.
    pub id: AccountId,
    /// The name the operator gave it.
    pub name: String,
    /// Practice or real.
    pub kind: AccountKind,
    /// Null for the practice account.
    pub app_id: Option<String>,
    /// Null for WeChat's usual address.
    pub api_base: Option<String>,
    /// What opens it, as far as that may be shown.
    pub credentials: CredentialsFacts,
    /// How its calls get to WeChat.
    pub connection: Connection,
    /// Whether it can be used.
    pub state: AccountState,
    /// People following now, as of the last finished sync; 0 before the first.
    pub following: u32,
    /// The last finished sync.
    pub last_sync: Option<SyncReport>,
    /// True while no sync has ever finished.
    pub never_synced: bool,
}

/// Whether an account is WeChat's or the built-in simulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AccountKind {
    /// The built-in simulated account.
    Practice,
    /// An Official Account of WeChat.
    Official,
}

/// Whether an account can be used, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum AccountState {
    /// Everything works.
    Ready,
    /// Its AppSecret is not in the vault any more.
    SecretMissing,
    /// The token that was pasted has ended, or is forgotten: another one has to be pasted.
    TokenNeeded,
    /// The key of its file is gone: the file was set aside, nothing was overwritten.
    KeyMissing {
        /// Where the file lies now.
        set_aside: Option<String>,
    },
    /// The file is damaged and was set aside at this path.
    Damaged {
        /// Where the file lies now.
        set_aside: Option<String>,
    },
    /// The file was written by a newer Fandesk.
    Newer,
    /// The vault is locked.
    Locked,
}
