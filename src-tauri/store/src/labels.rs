//! What an operator keeps with a tag on this computer only: its colour and a note.
//!
//! WeChat knows nothing of it. It goes when the tag goes.

use rusqlite::named_params;

use crate::account::AccountStore;
use crate::database::Urgency;
use crate::error::{Error, Result};
use crate::types::{Tag, TagId};

impl AccountStore {
    /// Keeps this colour (none: the one that follows from its number) and this note (may be empty)
    /// with a tag.
    ///
    /// # Errors
    /// [`Error::TagUnknown`] if WeChat does not list it; as every write.
    pub fn label_tag(&self, id: TagId, hue: Option<u8>, note: &str) -> Result<Tag> {
        self.change(
            Urgency::Edit,
            |transaction, _| {
                let changed = transaction
                    .prepare_cached(
                        "UPDATE tags
                        SET
                            hue = :hue,
                            note = :note
                        WHERE
                            id = :tag
                            AND listed = 1",
                    )?
                    .execute(named_params! { ":tag": id, ":hue": hue, ":note": note })?;
                if changed == 0 { Err(Error::TagUnknown) } else { Ok(((), ())) }
            },
            |index, ()| index.label_tag(id, hue, note),
        )?;
        self.tag(id)
    }
}
