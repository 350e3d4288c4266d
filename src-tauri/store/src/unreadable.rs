//! The last answers of WeChat that could not be read, kept for support.

use rusqlite::named_params;

use crate::account::AccountStore;
use crate::database::Urgency;
use crate::error::Result;
use crate::types::UnixSeconds;

/// How many answers are kept.
const KEPT: u32 = 20;

/// How many bytes of each are kept.
const LONGEST_BODY: usize = 64 * 1024;

/// An answer that could not be read. May hold personal data: leaves the file only masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableAnswer {
    /// When it came.
    pub at: UnixSeconds,
    /// Path of the endpoint, without its query.
    pub endpoint: String,
    /// Its first 64 KiB.
    pub body: Vec<u8>,
}

impl AccountStore {
    /// Keeps the answer and drops the oldest beyond the last 20.
    ///
    /// # Errors
    /// As every write.
    pub fn keep_unreadable(&self, answer: &UnreadableAnswer) -> Result<()> {
        let body = &answer.body[..answer.body.len().min(LONGEST_BODY)];
        self.write(Urgency::Bulk, |transaction| {
            transaction.execute(
                "INSERT INTO unreadable_answers (at, endpoint, body)
                VALUES (:at, :endpoint, :body)",
                named_params! { ":at": answer.at, ":endpoint": answer.endpoint, ":body": body },
            )?;
            transaction.execute(
                "DELETE FROM unreadable_answers
                WHERE id <= (SELECT max(id) FROM unreadable_answers) - :kept",
                named_params! { ":kept": KEPT },
            )?;
            Ok(())
        })
    }

    /// The kept answers, newest first.
    ///
    /// # Errors
    /// As every read.
    pub fn unreadable(&self) -> Result<Vec<UnreadableAnswer>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT
                    at,
                    endpoint,
                    body
                FROM unreadable_answers
                ORDER BY id DESC",
            )?;
            let answers = statement.query_map([], |row| {
                Ok(UnreadableAnswer { at: row.get(0)?, endpoint: row.get(1)?, body: row.get(2)? })
            })?;
            Ok(answers.collect::<rusqlite::Result<_>>()?)
        })
    }
}
