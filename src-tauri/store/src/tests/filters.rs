//! Filters, against the dullest possible evaluation: person by person, in random worlds.
//!
//! Every kind of condition is drawn. What records say (a pasted list, a segment's entered and left, what
//! moved in a sync, a job's outcomes) is compared with what was noted while they were made; a job's
//! outcomes are those of jobs that were not taken back.

mod drawn;
mod periods;
mod person;
mod questions;
mod records;

use proptest::prelude::*;

use super::world::NOW;
use crate::FollowerId;
use drawn::world;
use person::fits;
use questions::filter;
use records::everybody;

proptest! {
    // Forty worlds, four thousand filters.
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_filter_finds_whom_a_person_would_find(
        drawn in world(),
        filters in prop::collection::vec(filter(), 100),
    ) {
        let (world, known) = drawn.made();
        let people = everybody(&world);
        for filter in filters {
            let expected: Vec<FollowerId> = people
                .iter()
                .filter(|person| fits(&filter, person, &known).unwrap_or(true))
                .map(|person| person.row.id)
                .collect();
            let found: Vec<FollowerId> =
                world.store.matching(&filter, NOW).unwrap().iter().collect();
            prop_assert_eq!(&found, &expected, "{:?}", filter);
            let count = world.store.count(&filter, NOW).unwrap() as usize;
            prop_assert_eq!(count, expected.len());
        }
    }
}
