//! A growing set of person numbers, one bit each, that knows its size.

/// A set of small numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bitmap {
    words: Vec<u64>,
    len: u32,
}

impl Bitmap {
    pub(crate) fn with_room_for(people: usize) -> Self {
        Self { words: Vec::with_capacity(people / 64 + 1), len: 0 }
    }

    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    pub(crate) fn contains(&self, number: u32) -> bool {
        let word = self.words.get(number as usize / 64).copied().unwrap_or(0);
        word >> (number % 64) & 1 == 1
    }

    /// True if the number was not in the set.
    pub(crate) fn insert(&mut self, number: u32) -> bool {
        let place = number as usize / 64;
        if place >= self.words.len() {
            self.words.resize(place + 1, 0);
        }
        let bit = 1 << (number % 64);
        let new = self.words[place] & bit == 0;
        self.words[place] |= bit;
        self.len += u32::from(new);
        new
    }

    /// True if the number was in the set.
    pub(crate) fn remove(&mut self, number: u32) -> bool {
        if !self.contains(number) {
            return false;
        }
        self.words[number as usize / 64] &= !(1 << (number % 64));
        self.len -= 1;
        true
    }

    /// The numbers in rising order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(place, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                Some(place as u32 * 64 + bit)
            })
        })
    }
}

impl FromIterator<u32> for Bitmap {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut set = Self::default();
        for number in numbers {
            set.insert(number);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bitmap_counts_each_number_once_and_lists_them_in_order() {
        let mut set = Bitmap::default();
        assert!(set.insert(700) && set.insert(3) && !set.insert(3) && set.insert(64));
        assert!(set.remove(64) && !set.remove(64) && !set.remove(9_999));
        assert_eq!((set.len(), set.iter().collect::<Vec<_>>()), (2, vec![3, 700]));
    }
}
