//! Looking for a part of a text whatever the case of its Latin letters, sixteen places at a time.

/// How many places are looked at together.
const PLACES: usize = 16;

/// A text to look for.
///
/// A place is looked at closer when the last two bytes fit: ids of one account begin alike, and the
/// signs of one script, too.
pub(super) struct FoldedFinder<'a> {
    needle: &'a [u8],
    last: Sign,
    before_last: Sign,
}

impl<'a> FoldedFinder<'a> {
    /// `needle` must not be empty.
    pub(super) fn new(needle: &'a [u8]) -> Self {
        let end = needle.len() - 1;
        let before = end.saturating_sub(1);
        Self { needle, last: Sign::new(needle, end), before_last: Sign::new(needle, before) }
    }

    /// The first place of the needle at or behind `from`.
    pub(super) fn find(&self, haystack: &[u8], from: usize) -> Option<usize> {
        let mut place = from;
        while let (Some(last), Some(before_last)) =
            (self.last.under(haystack, place), self.before_last.under(haystack, place))
        {
            let differences: [u8; PLACES] = std::array::from_fn(|at| {
                self.last.difference(last[at]) | self.before_last.difference(before_last[at])
            });
            // One place in hundreds fits: whether any does is asked of all at once.
            if differences.iter().fold(false, |any, &difference| any | (difference == 0)) {
                let fits = |at: &usize| differences[*at] == 0 && self.is_at(haystack, place + at);
                if let Some(at) = (0..PLACES).find(fits) {
                    return Some(place + at);
                }
            }
            place += PLACES;
        }
        let end = haystack.len().saturating_sub(self.needle.len() - 1);
        (place..end).find(|&at| self.is_at(haystack, at))
    }

    fn is_at(&self, haystack: &[u8], place: usize) -> bool {
        haystack.get(place..place + self.needle.len()).is_some_and(|part| {
            // Most that fit have the same case, and that is seen sooner.
            part == self.needle || part.eq_ignore_ascii_case(self.needle)
        })
    }
}

/// A byte of the needle.
struct Sign {
    offset: usize,
    /// What of a byte counts: of a letter all but its case.
    counts: u8,
    byte: u8,
}

impl Sign {
    fn new(needle: &[u8], offset: usize) -> Self {
        let byte = needle[offset];
        let counts = if byte.is_ascii_alphabetic() { !0x20 } else { !0 };
        Self { offset, counts, byte: byte & counts }
    }

    /// The bytes that this sign meets at the places from `place` on; none near the end.
    fn under<'a>(&self, haystack: &'a [u8], place: usize) -> Option<&'a [u8; PLACES]> {
        haystack.get(place + self.offset..)?.first_chunk()
    }

    /// Zero where the sign fits.
    fn difference(&self, byte: u8) -> u8 {
        byte & self.counts ^ self.byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(haystack: &str, needle: &str) -> Vec<usize> {
        let finder = FoldedFinder::new(needle.as_bytes());
        let next = |from: usize| finder.find(haystack.as_bytes(), from);
        std::iter::successors(next(0), |place| next(place + 1)).collect()
    }

    #[test]
    fn every_place_is_found_that_a_plain_comparison_finds() {
        let haystack = "aAbB_ab店@`AB\u{1}ab[{店ＡＢ9ab9".repeat(3);
        let bytes = haystack.as_bytes();
        for start in 0..bytes.len() {
            for end in start + 1..bytes.len().min(start + 12) {
                let Some(needle) = haystack.get(start..end) else { continue };
                for needle in [needle.to_lowercase(), needle.to_ascii_uppercase()] {
                    let expected: Vec<usize> = (0..bytes.len())
                        .filter(|&at| {
                            let part = bytes.get(at..at + needle.len());
                            part.is_some_and(|part| part.eq_ignore_ascii_case(needle.as_bytes()))
                        })
                        .collect();
                    assert_eq!(places(&haystack, &needle), expected, "{needle}");
                }
            }
        }
    }

    #[test]
    fn a_needle_longer_than_the_text_or_at_its_end_is_no_trouble() {
        assert_eq!(places("ab", "abc"), [] as [usize; 0]);
        assert_eq!(places("", "a"), [] as [usize; 0]);
        assert_eq!(places("xab", "AB"), [1]);
        assert_eq!(places("a", "A"), [0]);
    }
}
