//! What commands are given, where it is no idea of its own: small bundles of ids and options.

use fandesk_store::{
    ActivityFilter, ActivityPlace, BlacklistSort, Change, Filter, FollowerId, ItemReason, JobId,
    ListGroup, ListId, Outcome, QrPart, ResultSetId, SegmentDraft, SegmentId, Selection, Sort,
    TagId, TagRecordId, ViewDraft, ViewId,
};
use secrecy::SecretString;
use serde::Deserialize;
use ts_rs::TS;

use crate::accounts::{AccountId, NewCredentials};
use crate::activity::KeepHistory;
use crate::views::ViewInUse;

/// Declares inputs: structs that are read from the wire and shown in the contract.
macro_rules! inputs {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }
    )*};
}

inputs! {
    /// A passphrase to choose.
    PassphraseInput {
        /// At least eight characters.
        #[ts(type = "string")]
        passphrase: SecretString,
    }
    /// Another passphrase for the vault.
    ChangePassphraseInput {
        /// The present one.
        #[ts(type = "string")]
        present: SecretString,
        /// At least eight characters.
        #[ts(type = "string")]
        passphrase: SecretString,
    }
    /// Who asks for a recovery code.
    MakeCodeInput {
        /// The passphrase, where one protects the keys; null for a keychain.
        #[ts(type = "string | null")]
        passphrase: Option<SecretString>,
    }
    /// The way back to keys that the keychain lost.
    RestoreKeysInput {
        /// The recovery code, however it was typed.
        #[ts(type = "string")]
        code: SecretString,
    }
    /// The way out of a forgotten passphrase.
    RecoverInput {
        /// The recovery code, however it was typed.
        #[ts(type = "string")]
        code: SecretString,
        /// The passphrase from now on, at least eight characters.
        #[ts(type = "string")]
        passphrase: SecretString,
    }
    /// How to open the vault.
    UnlockInput {
        /// Null to ask the keychain again.
        #[ts(type = "string | null")]
        passphrase: Option<SecretString>,
    }
    /// The practice account to start.
    PracticeInput {
        /// The name it gets.
        name: String,
        /// Simulated people: 1 to 1,000,000.
        followers: u32,
    }
    /// One account.
    AccountInput {
        /// Which.
        account: AccountId,
    }
    /// A call to look up.
    RidInput {
        /// Whose.
        account: AccountId,
        /// WeChat's number of the call.
        rid: String,
    }
    /// An account's new name.
    RenameAccountInput {
        /// Which.
        account: AccountId,
        /// At most 60 characters.
        name: String,
    }
    /// Other credentials for an account, of the same kind or another one.
    ReplaceCredentialsInput {
        /// Which.
        account: AccountId,
        /// What opens it from now on.
        credentials: NewCredentials,
    }
    /// Whose details to read anew.
    ReadAnewInput {
        /// Of which account.
        account: AccountId,
        /// These people and no list; null for everybody, after the lists.
        selection: Option<Selection>,
    }
    /// How to go on with a sync.
    ResumeSyncInput {
        /// Whose.
        account: AccountId,
        /// Whether many leavers are accepted.
        accept_leavers: bool,
    }
    /// The newest entries of an account.
    LimitInput {
        /// Whose.
        account: AccountId,
        /// At most this many.
        limit: u32,
    }
    /// A question about followers.
    OpenResultSetInput {
        /// Whose.
        account: AccountId,
        /// Who.
        filter: Filter,
        /// In which order; ties follow the local number.
        sort: Vec<Sort>,
    }
    /// A window of rows.
    FollowerRowsInput {
        /// Whose.
        account: AccountId,
        /// Of which list.
        result_set: ResultSetId,
        /// Position of the first row.
        start: u32,
        /// At most this many rows.
        count: u32,
    }
    /// A result set to forget.
    CloseResultSetInput {
        /// Whose.
        account: AccountId,
        /// Which.
        result_set: ResultSetId,
    }
    /// A question whose answer is a number.
    CountFollowersInput {
        /// Whose.
        account: AccountId,
        /// Who.
        filter: Filter,
    }
    /// One person.
    FollowerInput {
        /// Whose.
        account: AccountId,
        /// Who.
        follower: FollowerId,
    }
    /// Several people.
    SelectionInput {
        /// Whose.
        account: AccountId,
        /// Who.
        selection: Selection,
    }
    /// Several people, looked for in a list.
    PlacesInput {
        /// Whose.
        account: AccountId,
        /// Who.
        selection: Selection,
        /// In which list.
        result_set: ResultSetId,
    }
    /// A tag to make.
    CreateTagInput {
        /// Whose.
        account: AccountId,
        /// At most 30 bytes.
        name: String,
    }
    /// A tag's new name.
    RenameTagInput {
        /// Whose.
        account: AccountId,
        /// Which.
        tag: TagId,
        /// At most 30 bytes.
        name: String,
    }
    /// What to keep with a tag on this computer only.
    LabelTagInput {
        /// Whose.
        account: AccountId,
        /// Which.
        tag: TagId,
        /// 0 to 11; null for the one that follows from its number.
        hue: Option<u8>,
        /// At most 200 characters; may be empty.
        note: String,
    }
    /// A question about the blacklist.
    OpenBlacklistInput {
        /// Whose.
        account: AccountId,
        /// A part of what people are found by, or of the reason; empty for everybody.
        search: String,
        /// In which order; ties follow the local number.
        sort: BlacklistSort,
    }
    /// A pasted text with OpenIDs in it.
    PastedInput {
        /// Whose.
        account: AccountId,
        /// As it was pasted.
        text: String,
    }
    /// One pasted list.
    ListInput {
        /// Whose.
        account: AccountId,
        /// Which.
        list: ListId,
    }
    /// A pasted list's name.
    NameListInput {
        /// Whose.
        account: AccountId,
        /// Which.
        list: ListId,
        /// 1 to 60 characters.
        name: String,
    }
    /// A window of a pasted list's entries that are no people.
    ListEntriesInput {
        /// Whose.
        account: AccountId,
        /// Of which list.
        list: ListId,
        /// Which of its entries.
        group: ListGroup,
        /// Position of the first entry.
        start: u32,
        /// At most this many.
        count: u32,
    }
    /// A segment to make.
    NewSegmentInput {
        /// Whose.
        account: AccountId,
        /// What it is; without a filter it stands for everybody.
        segment: SegmentDraft,
    }
    /// A segment to change.
    ChangeSegmentInput {
        /// Whose.
        account: AccountId,
        /// Which.
        id: SegmentId,
        /// What it becomes; without a filter it keeps its own.
        segment: SegmentDraft,
    }
    /// A segment to copy.
    CopySegmentInput {
        /// Whose.
        account: AccountId,
        /// Which.
        id: SegmentId,
        /// The copy's name: 1 to 60 characters.
        name: String,
    }
    /// One segment.
    SegmentInput {
        /// Whose.
        account: AccountId,
        /// Which.
        id: SegmentId,
    }
    /// The segments in another order.
    OrderSegmentsInput {
        /// Whose.
        account: AccountId,
        /// Those that stand first; the others follow as they stood.
        ids: Vec<SegmentId>,
    }
    /// A view to save.
    SaveViewInput {
        /// Whose.
        account: AccountId,
        /// In the place of which; null for a new one.
        id: Option<ViewId>,
        /// What it is.
        view: ViewDraft,
    }
    /// How the table looks now.
    ViewInUseInput {
        /// Whose.
        account: AccountId,
        /// All of it.
        view: ViewInUse,
    }
    /// One view.
    ViewInput {
        /// Whose.
        account: AccountId,
        /// Which.
        id: ViewId,
    }
    /// A question for the values of QR codes.
    QrValuesInput {
        /// Whose.
        account: AccountId,
        /// Texts, numbers, or the text and else the number.
        part: QrPart,
        /// Part of the value; empty for all.
        search: String,
    }
    /// Why people are on the blacklist.
    BlockReasonInput {
        /// Whose.
        account: AccountId,
        /// Who.
        selection: Selection,
        /// At most 200 characters; empty takes the reason away.
        reason: String,
    }
    /// One tag.
    TagInput {
        /// Whose.
        account: AccountId,
        /// Which.
        tag: TagId,
    }
    /// A change to look at before it is made.
    PreviewJobInput {
        /// Whose.
        account: AccountId,
        /// Who.
        selection: Selection,
        /// What.
        change: Change,
    }
    /// A pattern for remarks to try out.
    RemarkSamplesInput {
        /// Whose.
        account: AccountId,
        /// Who.
        selection: Selection,
        /// At most 200 characters, with `{remark}`, `{number}` and `{followed}` to be filled in.
        pattern: String,
    }
    /// A deletion of a tag to take back.
    TagRecordInput {
        /// Whose.
        account: AccountId,
        /// Which.
        record: TagRecordId,
    }
    /// A job to take back.
    PreviewUndoInput {
        /// Whose.
        account: AccountId,
        /// Which.
        job: JobId,
        /// Whether people who were changed since are put back as well.
        include_changed: bool,
    }
    /// One job.
    JobInput {
        /// Whose.
        account: AccountId,
        /// Which.
        job: JobId,
    }
    /// People of a job to try again.
    PreviewRetryInput {
        /// Whose.
        account: AccountId,
        /// Which job.
        job: JobId,
        /// Only those with this outcome; null without a reason for all whom the job has not reached.
        outcome: Option<Outcome>,
        /// Only those with this reason.
        reason: Option<ItemReason>,
    }
    /// A question about what was done and found.
    ActivityInput {
        /// Whose.
        account: AccountId,
        /// Which entries.
        filter: ActivityFilter,
        /// The last entry read; null to begin with the newest.
        after: Option<ActivityPlace>,
        /// At most this many.
        limit: u32,
    }
    /// A time for which history might be kept.
    OldHistoryInput {
        /// For how long.
        keep: KeepHistory,
    }
    /// A change of one person.
    ChangeFollowerInput {
        /// Whose.
        account: AccountId,
        /// Who.
        follower: FollowerId,
        /// What.
        change: Change,
    }
    /// A window of a job's people.
    JobPeopleInput {
        /// Whose.
        account: AccountId,
        /// Of which job.
        job: JobId,
        /// Only those with this outcome; null for all.
        outcome: Option<Outcome>,
        /// Only those with this reason; null for all.
        reason: Option<ItemReason>,
        /// Position of the first person.
        start: u32,
        /// At most this many.
        count: u32,
    }
}
