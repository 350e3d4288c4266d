//! Pages of people, in an order of their own.

use crate::bitmap::Bitmap;

/// Lists are read in an order that is not the order of following: a person's place is the
/// person's number times an odd factor, in a ring of this many places.
pub(crate) const LIST_POSITIONS: u32 = 1 << 23;
const FACTOR: u32 = 5_148_203;
const INVERSE: u32 = inverse(FACTOR);

/// Below this size a set is sorted for a page; above, the places are walked.
const WALK_FROM: u32 = LIST_POSITIONS / 64;

/// A set read page by page needs no snapshot: a person's place never changes, so those who come
/// and go between two pages move nobody else.
pub(crate) fn page(set: &Bitmap, after: Option<u32>, limit: usize) -> Vec<u32> {
    let start = after.map_or(0, |number| place_of(number) + 1);
    if set.len() >= WALK_FROM {
        return (start..LIST_POSITIONS)
            .map(number_at)
            .filter(|number| set.contains(*number))
            .take(limit)
            .collect();
    }
    let mut places: Vec<u32> = set.iter().map(place_of).filter(|place| *place >= start).collect();
    if places.len() > limit {
        places.select_nth_unstable(limit);
        places.truncate(limit);
    }
    places.sort_unstable();
    places.into_iter().map(number_at).collect()
}

fn place_of(number: u32) -> u32 {
    number.wrapping_mul(FACTOR) % LIST_POSITIONS
}

fn number_at(place: u32) -> u32 {
    place.wrapping_mul(INVERSE) % LIST_POSITIONS
}

/// The factor that undoes a multiplication by an odd factor (Newton's method modulo 2^32).
const fn inverse(factor: u32) -> u32 {
    let mut result = factor;
    let mut round = 0;
    while round < 5 {
        result = result.wrapping_mul(2_u32.wrapping_sub(factor.wrapping_mul(result)));
        round += 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(set: &Bitmap, limit: usize) -> Vec<u32> {
        let mut all = Vec::new();
        loop {
            let rows = page(set, all.last().copied(), limit);
            if rows.is_empty() {
                return all;
            }
            all.extend(rows);
        }
    }

    #[test]
    fn pages_of_a_small_and_of_a_large_set_hold_everybody_once_and_not_in_number_order() {
        for size in [25_u32, WALK_FROM + 7] {
            let set: Bitmap = (0..size).collect();
            let mut read = read_all(&set, size as usize / 3);
            assert!(read.windows(2).any(|pair| pair[0] > pair[1]));
            read.sort_unstable();
            assert!(read.into_iter().eq(0..size));
        }
    }

    #[test]
    fn both_ways_to_make_a_page_agree() {
        let mut set: Bitmap = (0..WALK_FROM).collect();
        let walked = page(&set, Some(4), 100);
        set.remove(*walked.last().unwrap());
        assert_eq!(page(&set, Some(4), 99), walked[..99]);
    }
}
