//! A practice world that lives on: people come and go on the days between two starts.

use crate::SandboxError;
use crate::account::Account;
use crate::change::Change;
use crate::clock::{china_day, china_midnight};
use crate::mix::{Dice, mix2};
use crate::world::{Cell, World};

/// At most so many days are played, however long the world stood still.
const MOST_DAYS: u64 = 60;
/// Of a million followers, those who join in a day.
const JOIN_PER_MILLION: u64 = 2_000;
/// Of a million followers, those who leave in a day.
const LEAVE_PER_MILLION: u64 = 600;

/// Plays the days since the last start. The same days bring the same people each time.
pub(crate) fn catch_up(world: &World, cell: &Cell, now: u64) -> Result<(), SandboxError> {
    let mut state = cell.state.lock();
    let today = china_day(now);
    let first = (state.drifted_to + 1).max(today.saturating_sub(MOST_DAYS));
    // Today is not over, so it is left for the next start.
    for day in first..today {
        for change in changes_of(&state, cell.config.seed, day) {
            world.commit(cell, &mut state, change)?;
        }
    }
    Ok(())
}

fn changes_of(state: &Account, seed: u64, day: u64) -> [Change; 3] {
    let mut dice = Dice::new(mix2(seed, day));
    let followers = u64::from(state.following.len());
    let per_day = |per_million: u64, dice: &mut Dice| {
        let usual = followers * per_million / 1_000_000 + 1;
        usual / 2 + dice.below(usual + 1)
    };
    let joining = per_day(JOIN_PER_MILLION, &mut dice) as u32;
    let leaving = per_day(LEAVE_PER_MILLION, &mut dice);
    let who = some_followers(state, leaving as usize, &mut dice);
    let at = china_midnight(day) + 25_200;
    [
        Change::Leave { who },
        Change::Join { count: joining, at, spread: 57_600, qr_text: None },
        Change::DriftedTo { day },
    ]
}

/// So many different followers, drawn by lot; fewer if there are not enough.
pub(crate) fn some_followers(state: &Account, count: usize, dice: &mut Dice) -> Vec<u32> {
    let count = count.min(state.following.len() as usize);
    if count * 2 > state.following.len() as usize {
        return state.following.iter().take(count).collect();
    }
    let mut drawn = Vec::with_capacity(count);
    let mut taken = std::collections::HashSet::with_capacity(count);
    while drawn.len() < count {
        let number = dice.below(state.people.len() as u64) as u32;
        if state.following.contains(number) && taken.insert(number) {
            drawn.push(number);
        }
    }
    drawn
}
