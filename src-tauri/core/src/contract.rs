//! The contract between the core and whoever shows it: every command once.
//!
//! A host passes its own macro to [`for_each_command!`](crate::for_each_command) and gets one row
//! per command: doc comment, name, input type, output type and handler. The desktop program makes
//! real commands of the rows, the browser host routes, and a test the TypeScript of the window.
//! A host runs a handler through [`guard`], so that a fault in it is an error and not an end.

use std::future::Future;

use crate::error::Result;
use crate::panics::caught;

/// Awaits a handler; a panic in it becomes [`AppError::Internal`](crate::AppError::Internal) with an incident number, under
/// which the log tells where.
pub async fn guard<T>(
    command: &'static str,
    handler: impl Future<Output = Result<T>>,
) -> Result<T> {
    match caught(handler).await {
        Ok(answer) => {
            if let Err(error) = &answer {
                tracing::debug!(command, code = error.code(), "command refused");
            }
            answer
        }
        Err(fault) => {
            tracing::error!(command, "a command panicked");
            Err(fault)
        }
    }
}

/// Passes every command of the contract to the macro named.
///
/// Each row reads `#[doc = "…"] name: Input => Output, handler;` with types and handler as paths
/// that begin with `$crate`. A handler is an `async fn(&Desk, Input) -> Result<Output, AppError>`;
/// no input is `()`, which is `null` on the wire.
///
/// ```
/// macro_rules! names {
///     ($($(#[$doc:meta])* $name:ident: $input:ty => $output:ty, $handler:path;)*) => {
///         [$(stringify!($name)),*]
///     };
/// }
/// let names = fandesk_core::for_each_command!(names);
/// assert_eq!(names[0], "desk_overview");
/// ```
#[macro_export]
macro_rules! for_each_command {
    ($host:ident) => {
        $host! {
            /// Everything the first screen needs.
            desk_overview: () => $crate::DeskOverview, $crate::overview::desk_overview;
            /// Keeps the settings; an unknown current account is kept as none.
            save_settings: $crate::Settings => (), $crate::overview::save_settings;
            /// Chooses a passphrase instead of a system keychain (only while nothing secret is kept).
            choose_passphrase: $crate::input::PassphraseInput => $crate::VaultState, $crate::overview::choose_passphrase;
            /// Opens the vault: with the passphrase, or by asking the keychain again (null).
            unlock: $crate::input::UnlockInput => $crate::DeskOverview, $crate::overview::unlock;

            /// What can be changed about where secrets are kept.
            vault_facts: () => $crate::keeping::VaultFacts, $crate::keeping::vault_facts;
            /// From now on another passphrase opens the vault.
            change_passphrase: $crate::input::ChangePassphraseInput => (), $crate::keeping::change_passphrase;
            /// Makes a code that opens the files when the passphrase is forgotten or the keychain has lost the keys; an earlier one ends.
            make_recovery_code: $crate::input::MakeCodeInput => $crate::keeping::RecoveryCode, $crate::keeping::make_recovery_code;
            /// Opens the vault with its recovery code and gives it another passphrase.
            recover: $crate::input::RecoverInput => $crate::DeskOverview, $crate::keeping::recover;
            /// Brings back the file keys that the keychain lost, with the recovery code.
            restore_keys: $crate::input::RestoreKeysInput => $crate::DeskOverview, $crate::restoring::restore_keys;
            /// Sets the files aside that no key opens any more; the accounts are synced anew.
            go_on_without_keys: () => $crate::DeskOverview, $crate::restoring::go_on_without_keys;
            /// Moves everything out of the keychain, behind a passphrase.
            use_passphrase: $crate::input::PassphraseInput => $crate::VaultState, $crate::keeping::use_passphrase;
            /// Moves everything from behind the passphrase into the system's keychain.
            use_keychain: () => $crate::VaultState, $crate::keeping::use_keychain;
            /// Gives every file with something real in it a new random key; how far it is, is announced.
            renew_file_keys: () => (), $crate::rekeying::renew_file_keys;
            /// Erases every account, key, secret and setting on this computer.
            erase_everything: () => $crate::DeskOverview, $crate::keeping::erase_everything;

            /// Collects diagnostics with everything private blotted out, to be looked at.
            diagnostics: () => Vec<$crate::diagnostics::DiagnosticsFile>, $crate::diagnostics::diagnostics;
            /// Saves what was shown last as an archive in the downloads folder.
            save_diagnostics: () => $crate::diagnostics::SavedDiagnostics, $crate::diagnostics::save_diagnostics;

            /// Starts the practice account, simulated on this computer; there is at most one.
            open_practice_account: $crate::input::PracticeInput => $crate::AccountSummary, $crate::accounts::open_practice_account;
            /// Begins to connect an Official Account, step by step; each step is announced.
            start_connecting: $crate::NewAccount => $crate::accounts::connecting::Connecting, $crate::accounts::connecting::start_connecting;
            /// The accounts that have authorised a third-party platform, to choose from; keeps nothing.
            platform_accounts: $crate::accounts::PlatformInput => Vec<$crate::accounts::PlatformAccount>, $crate::accounts::platform_accounts;
            /// Redeems the code of an authorisation: the account that it is for, to be connected next.
            redeem_authorisation: $crate::accounts::RedeemInput => $crate::accounts::PlatformAccount, $crate::accounts::redeem_authorisation;
            /// How connecting stands; null when nothing is being connected.
            connecting: () => Option<$crate::accounts::connecting::Connecting>, $crate::accounts::connecting::connecting;
            /// Goes on now with a step that failed or waits.
            try_connecting: () => (), $crate::accounts::connecting::try_connecting;
            /// Gives up connecting; an account that was kept already stays.
            stop_connecting: () => (), $crate::accounts::connecting::stop_connecting;
            /// Renames the account on this computer only.
            rename_account: $crate::input::RenameAccountInput => $crate::AccountSummary, $crate::accounts::rename_account;
            /// Keeps other credentials, of any kind, after trying them.
            replace_credentials: $crate::input::ReplaceCredentialsInput => $crate::AccountSummary, $crate::accounts::replace_credentials;
            /// Removes what opens the account from this computer; everything else stays.
            remove_credentials: $crate::input::AccountInput => $crate::AccountSummary, $crate::accounts::remove_credentials;
            /// Asks WeChat for a token in another way of getting there; keeps nothing.
            check_connection: $crate::ConnectionInput => (), $crate::accounts::check_connection;
            /// Keeps another way of getting to WeChat, without asking; running work goes on in it.
            change_connection: $crate::ConnectionInput => $crate::AccountSummary, $crate::accounts::change_connection;
            /// Removes the account from this computer only.
            remove_account: $crate::input::AccountInput => (), $crate::accounts::remove_account;

            /// What WeChat allows today, endpoint by endpoint, and what this computer has used of it.
            calls_today: $crate::input::AccountInput => $crate::calls::CallsToday, $crate::calls::calls_today;
            /// Sets the day's counters back to nothing, for every system that uses the account; ten times a month.
            clear_quota: $crate::input::AccountInput => (), $crate::calls::clear_quota;
            /// What WeChat remembers of a call of the last seven days, without tokens and secrets.
            look_up_rid: $crate::input::RidInput => $crate::calls::PastCall, $crate::calls::look_up_rid;

            /// Starts reading followers, tags and blacklist from WeChat.
            start_sync: $crate::input::AccountInput => $crate::SyncState, $crate::sync::start_sync;
            /// Starts reading details anew: everybody's, or those of some people and no list.
            read_anew: $crate::input::ReadAnewInput => $crate::SyncState, $crate::sync::read_anew;
            /// What a sync would take that began now, against what the day still allows; sends a few questions.
            sync_plan: $crate::input::AccountInput => $crate::SyncPlan, $crate::sync::sync_plan;
            /// How the syncs of an account are done.
            sync_settings: $crate::input::AccountInput => $crate::sync::SyncSettings, $crate::sync::sync_settings;
            /// Keeps how the syncs of an account are done, within limits.
            save_sync_settings: $crate::sync::SyncSettingsInput => $crate::sync::SyncSettings, $crate::sync::save_sync_settings;
            /// Ends the sync; what it collected is dropped.
            cancel_sync: $crate::input::AccountInput => (), $crate::sync::cancel_sync;
            /// Goes on with a paused sync, or answers the question about many leavers with yes.
            resume_sync: $crate::input::ResumeSyncInput => (), $crate::sync::resume_sync;
            /// The running or last unfinished sync, if any.
            sync_state: $crate::input::AccountInput => Option<$crate::SyncState>, $crate::sync::sync_state;
            /// Reports of finished syncs, newest first.
            sync_reports: $crate::input::LimitInput => Vec<$crate::SyncReport>, $crate::sync::sync_reports;

            /// What was done in an account and what its syncs found, newest first (at most 200).
            activity: $crate::input::ActivityInput => $crate::ActivityPage, $crate::activity::activity;
            /// How much of the history would be forgotten if it were kept for so long.
            old_history: $crate::input::OldHistoryInput => $crate::store::OldHistory, $crate::activity::old_history;

            /// What the list of everybody who follows began with when it was seen last, for as long as the account's file is being opened; null otherwise.
            first_page: $crate::input::AccountInput => Option<$crate::followers::FirstPage>, $crate::followers::first_page;
            /// Answers a question about followers with a list that stays as it is until closed.
            open_result_set: $crate::input::OpenResultSetInput => $crate::store::OpenedResultSet, $crate::followers::open_result_set;
            /// A window of a result set's rows (at most 1,000).
            follower_rows: $crate::input::FollowerRowsInput => Vec<$crate::store::FollowerRow>, $crate::followers::follower_rows;
            /// Forgets a result set.
            close_result_set: $crate::input::CloseResultSetInput => (), $crate::followers::close_result_set;
            /// How many people match.
            count_followers: $crate::input::CountFollowersInput => u32, $crate::followers::count_followers;
            /// How many people match, and what is odd about the filter.
            check_filter: $crate::input::CountFollowersInput => $crate::followers::CheckedFilter, $crate::followers::check_filter;
            /// Values of QR codes by which people came who follow, most frequent first, at most 500.
            qr_values: $crate::input::QrValuesInput => Vec<$crate::store::QrCount>, $crate::followers::qr_values;
            /// Everything known about one person.
            follower: $crate::input::FollowerInput => $crate::store::FollowerDetail, $crate::followers::follower;
            /// Values to filter by, with the number of people.
            facets: $crate::input::AccountInput => $crate::store::Facets, $crate::followers::facets;
            /// How many of the selected people carry each tag, for ticks and half-ticks.
            selection_tags: $crate::input::SelectionInput => $crate::SelectionTags, $crate::followers::selection_tags;
            /// Where the selected people stand in another list, from the first place up to, not including, the second.
            selection_places: $crate::input::PlacesInput => Vec<(u32, u32)>, $crate::followers::selection_places;
            /// Writes the selected people to a CSV or Excel file in the downloads folder.
            export_followers: $crate::ExportRequest => $crate::ExportedFile, $crate::followers::export_followers;

            /// Keeps whom a pasted list of OpenIDs names (at most 200,000); nothing is sent.
            paste_list: $crate::input::PastedInput => $crate::store::PastedList, $crate::lists::paste_list;
            /// The pasted lists, newest first, with their numbers as they are now.
            pasted_lists: $crate::input::AccountInput => Vec<$crate::store::PastedList>, $crate::lists::pasted_lists;
            /// A window of a list's entries that are no people (at most 1,000).
            list_entries: $crate::input::ListEntriesInput => Vec<$crate::store::PastedEntry>, $crate::lists::list_entries;
            /// Saves a pasted list under a name; lists without one are forgotten as newer ones come.
            name_list: $crate::input::NameListInput => $crate::store::PastedList, $crate::lists::name_list;
            /// Forgets a pasted list.
            delete_list: $crate::input::ListInput => (), $crate::lists::delete_list;

            /// The segments in their order, with their numbers as they are now.
            segments: $crate::input::AccountInput => Vec<$crate::store::Segment>, $crate::segments::segments;
            /// Makes a segment, on this computer only.
            add_segment: $crate::input::NewSegmentInput => $crate::store::Segment, $crate::segments::add_segment;
            /// Changes a segment.
            change_segment: $crate::input::ChangeSegmentInput => $crate::store::Segment, $crate::segments::change_segment;
            /// Makes another segment with the same filter.
            copy_segment: $crate::input::CopySegmentInput => $crate::store::Segment, $crate::segments::copy_segment;
            /// Forgets a segment; its people are not touched.
            delete_segment: $crate::input::SegmentInput => (), $crate::segments::delete_segment;
            /// Puts the segments in another order.
            order_segments: $crate::input::OrderSegmentsInput => (), $crate::segments::order_segments;

            /// The saved views of the followers' table, oldest first.
            views: $crate::input::AccountInput => Vec<$crate::store::View>, $crate::views::views;
            /// Saves a view, in the place of another if its number is given.
            save_view: $crate::input::SaveViewInput => $crate::store::View, $crate::views::save_view;
            /// How the followers' table looked when it was changed last; null before it ever was.
            view_in_use: $crate::input::AccountInput => Option<$crate::ViewInUse>, $crate::views::view_in_use;
            /// Keeps how the followers' table looks now.
            keep_view_in_use: $crate::input::ViewInUseInput => (), $crate::views::keep_view_in_use;
            /// Forgets a view.
            delete_view: $crate::input::ViewInput => (), $crate::views::delete_view;

            /// The account's tags.
            tags: $crate::input::AccountInput => Vec<$crate::store::Tag>, $crate::tags::tags;
            /// Makes a tag on WeChat.
            create_tag: $crate::input::CreateTagInput => $crate::store::Tag, $crate::tags::create_tag;
            /// Renames the tag on WeChat.
            rename_tag: $crate::input::RenameTagInput => $crate::store::Tag, $crate::tags::rename_tag;
            /// Deletes the tag on WeChat.
            delete_tag: $crate::input::TagInput => (), $crate::tags::delete_tag;
            /// Keeps a colour and a note with the tag, on this computer only.
            label_tag: $crate::input::LabelTagInput => $crate::store::Tag, $crate::tags::label_tag;

            /// Who is on the blacklist, as a list that stays as it is until closed.
            open_blacklist: $crate::input::OpenBlacklistInput => $crate::store::OpenedBlacklist, $crate::blacklist::open_blacklist;
            /// A window of the blacklist's rows (at most 1,000).
            blacklist_rows: $crate::input::FollowerRowsInput => Vec<$crate::store::BlockedPerson>, $crate::blacklist::blacklist_rows;
            /// Whom a pasted list of OpenIDs names; nothing is sent.
            check_openids: $crate::input::PastedInput => $crate::blacklist::CheckedOpenids, $crate::blacklist::check_openids;
            /// Keeps another reason with blocked people, on this computer only; how many they are.
            set_block_reason: $crate::input::BlockReasonInput => u32, $crate::blacklist::set_block_reason;

            /// Freezes the people and writes a draft; sends nothing but a question for the quota.
            preview_job: $crate::input::PreviewJobInput => $crate::JobPreview, $crate::jobs::preview_job;
            /// What a pattern makes of the remarks of the first people; nothing is written.
            remark_samples: $crate::input::RemarkSamplesInput => Vec<$crate::store::RemarkSample>, $crate::jobs::remark_samples;
            /// Freezes the people of a job that is over in a draft that takes it back.
            preview_undo: $crate::input::PreviewUndoInput => $crate::JobPreview, $crate::jobs::preview_undo;
            /// Freezes those who carried a deleted tag in a draft that gives it back to them.
            preview_restore: $crate::input::TagRecordInput => $crate::JobPreview, $crate::jobs::preview_restore;
            /// Freezes people of a job that is over in a draft of the same change: those it has not reached, or those with one reason.
            preview_retry: $crate::input::PreviewRetryInput => $crate::JobPreview, $crate::jobs::preview_retry;
            /// Starts a draft: what was counted is what runs.
            start_job: $crate::input::JobInput => $crate::JobSummary, $crate::jobs::start_job;
            /// Forgets a draft.
            discard_job: $crate::input::JobInput => (), $crate::jobs::discard_job;
            /// One person, at once: the same machinery without the dialog.
            change_follower: $crate::input::ChangeFollowerInput => $crate::JobReport, $crate::jobs::change_follower;
            /// Stops a job until it is resumed; calls in flight are finished.
            pause_job: $crate::input::JobInput => $crate::JobSummary, $crate::jobs::pause_job;
            /// Goes on with a paused or waiting job.
            resume_job: $crate::input::JobInput => $crate::JobSummary, $crate::jobs::resume_job;
            /// Ends a job; what was done stays done.
            cancel_job: $crate::input::JobInput => $crate::JobSummary, $crate::jobs::cancel_job;
            /// Jobs, newest first.
            jobs: $crate::input::LimitInput => Vec<$crate::JobSummary>, $crate::jobs::jobs;
            /// What came of a job, with reasons.
            job_report: $crate::input::JobInput => $crate::JobReport, $crate::jobs::job_report;
            /// A window of a job's people (at most 1,000), by outcome and reason.
            job_people: $crate::input::JobPeopleInput => $crate::store::JobPeople, $crate::jobs::job_people;
            /// What still runs or waits in all accounts; asked before the window closes.
            running_work: () => $crate::RunningWork, $crate::jobs::running_work;
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::AppError;

    #[tokio::test]
    async fn a_panic_in_a_handler_is_an_error_with_a_number_to_look_for() {
        let number = |error| match error {
            AppError::Internal { incident } => incident,
            other => panic!("expected `internal`, got {other:?}"),
        };
        let fails = || guard::<()>("tags", async { panic!("out of luck") });
        let (first, second) = (fails().await.unwrap_err(), fails().await.unwrap_err());
        assert_ne!(number(first), number(second), "each has a number of its own");
    }
}
