//! Values that many people share, numbered: a column holds the numbers.

use std::collections::HashMap;
use std::hash::Hash;

/// Numbers from 1 for distinct values; 0 stands for "none". Values are never forgotten.
pub(crate) struct Dictionary<T> {
    values: Vec<T>,
    codes: HashMap<T, u32>,
}

impl<T> Default for Dictionary<T> {
    fn default() -> Self {
        Self { values: Vec::new(), codes: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Dictionary<T> {
    /// The value's number, new if it was not seen before.
    pub(crate) fn code<Q>(&mut self, value: &Q) -> u32
    where
        Q: Eq + Hash + ToOwned<Owned = T> + ?Sized,
        T: std::borrow::Borrow<Q>,
    {
        if let Some(&code) = self.codes.get(value) {
            return code;
        }
        let owned = value.to_owned();
        self.values.push(owned.clone());
        let code = self.values.len() as u32;
        self.codes.insert(owned, code);
        code
    }

    /// The number of a value seen before.
    pub(crate) fn known<Q>(&self, value: &Q) -> Option<u32>
    where
        Q: Eq + Hash + ?Sized,
        T: std::borrow::Borrow<Q>,
    {
        self.codes.get(value).copied()
    }

    /// Values with their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        (1..).zip(&self.values)
    }

    /// How many values there are; also the greatest number.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The value behind a number; none for 0.
    pub(crate) fn value(&self, code: u32) -> Option<&T> {
        self.values.get((code as usize).checked_sub(1)?)
    }
}

/// What a QR code says: its text and its scene number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Qr {
    pub(crate) text: String,
    pub(crate) scene: u32,
}

impl Qr {
    /// What an operator sees: the text, else the number.
    pub(crate) fn label(&self) -> String {
        if self.text.is_empty() { self.scene_text() } else { self.text.clone() }
    }

    /// The number as a text; empty if there is none.
    pub(crate) fn scene_text(&self) -> String {
        if self.scene == 0 { String::new() } else { self.scene.to_string() }
    }
}
