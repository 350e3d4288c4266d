//! Units of a change as bits, in two columns of the file: `todo` and `todo_more`, and so on.

/// Units one change may consist of; an account has 100 tags at most.
pub const MAX_UNITS: usize = 2 * BITS;

/// Bits used of a column.
const BITS: usize = 60;
const LOW: Mask = (1 << BITS) - 1;

/// A bit for each unit of a change.
pub(super) type Mask = u128;

/// The mask of one unit.
pub(super) fn bit(unit: usize) -> Mask {
    1 << unit
}

/// A mask as the two columns keep it.
pub(super) fn columns(mask: Mask) -> (i64, i64) {
    ((mask & LOW) as i64, (mask >> BITS) as i64)
}

/// The mask that two columns keep.
pub(super) fn mask_of(first: i64, more: i64) -> Mask {
    Mask::from(first.cast_unsigned()) | (Mask::from(more.cast_unsigned()) << BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_has_a_bit_that_the_columns_keep() {
        let all = (0..MAX_UNITS).fold(0, |mask, unit| {
            let (first, more) = columns(bit(unit));
            assert!(first >= 0 && more >= 0 && mask_of(first, more) == bit(unit), "unit {unit}");
            mask | bit(unit)
        });
        assert_eq!(columns(all), ((1 << BITS) - 1, (1 << BITS) - 1));
    }
}
