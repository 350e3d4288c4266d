//! What can go wrong with the sandbox itself, as opposed to the trouble it makes on purpose.

/// Why a sandbox did not start or an outside change was not made.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The port is taken, or the journal cannot be read or written.
    #[error("input or output failed: {0}")]
    Io(#[from] std::io::Error),
    /// A line of the journal cannot be understood.
    #[error("line {line} of the journal cannot be understood")]
    Journal {
        /// Counted from 1.
        line: usize,
    },
    /// Another sandbox has the journal open.
    #[error("the journal is in use")]
    JournalInUse,
    /// The journal was begun with another seed, size or birthday.
    #[error("the journal belongs to another world of {appid}")]
    OtherWorld {
        /// The account.
        appid: String,
    },
    /// More people than an account can be born with.
    #[error("{asked} followers are more than an account can be born with")]
    TooManyFollowers {
        /// The number wanted.
        asked: u32,
    },
    /// Two accounts have one AppID.
    #[error("the AppID {appid} is given twice")]
    AppIdTwice {
        /// The AppID.
        appid: String,
    },
    /// No account has this AppID.
    #[error("no account has this AppID")]
    UnknownAccount,
    /// Nobody in the account has this openid.
    #[error("nobody in the account has this openid")]
    UnknownOpenid,
    /// The account has no tag with this id.
    #[error("the account has no tag {id}")]
    UnknownTag {
        /// The id.
        id: u32,
    },
    /// No endpoint has this path.
    #[error("no endpoint has the path {path}")]
    UnknownPath {
        /// The path.
        path: String,
    },
}
