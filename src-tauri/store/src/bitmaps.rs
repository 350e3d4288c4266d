//! Sets of people as they are kept in the file.

use roaring::RoaringBitmap;

use crate::error::{Error, Result};

/// The set behind what was kept; nobody if nothing was.
pub(crate) fn bitmap(bytes: Option<Vec<u8>>) -> Result<RoaringBitmap> {
    bytes.map_or_else(
        || Ok(RoaringBitmap::new()),
        |bytes| RoaringBitmap::deserialize_from(bytes.as_slice()).map_err(|_| Error::Damaged),
    )
}

/// A set as it is kept.
pub(crate) fn bytes(people: &RoaringBitmap) -> Vec<u8> {
    let mut people = people.clone();
    people.optimize();
    let mut bytes = Vec::with_capacity(people.serialized_size());
    people.serialize_into(&mut bytes).expect("writing to memory cannot fail");
    bytes
}
