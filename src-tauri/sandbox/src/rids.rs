//! Diagnostic numbers: minted for errors, kept for `rid/get`.

use std::collections::{HashMap, VecDeque};

use crate::mix::{Dice, mix, mix2, safe_text};

/// How many errors are remembered.
const KEPT: usize = 10_000;
/// How long a rid can be looked up (vendor's rid/get page).
pub(crate) const KEPT_SECONDS: u64 = 7 * 86_400;

/// One refused call, as `rid/get` shows it.
#[derive(Clone, Debug)]
pub(crate) struct RefusedCall {
    pub(crate) account: Option<usize>,
    pub(crate) invoke_time: u64,
    /// The query string, token included: so does the server.
    pub(crate) request_url: String,
    pub(crate) request_body: String,
    pub(crate) response_body: String,
    pub(crate) client_ip: String,
}

/// The memory of refused calls.
#[derive(Debug, Default)]
pub(crate) struct RidLog {
    minted: u64,
    calls: HashMap<String, RefusedCall>,
    order: VecDeque<String>,
}

impl RidLog {
    /// A new rid: three groups of eight hex digits, the first of which is the time of the call.
    pub(crate) fn mint(&mut self, now: u64) -> String {
        self.minted += 1;
        let luck = mix2(now, self.minted);
        format!("{:08x}-{:08x}-{:08x}", now as u32, (luck >> 32) as u32, luck as u32)
    }

    /// A hint, as the user and tag service adds it.
    pub(crate) fn hint(&self) -> String {
        let mut dice = Dice::new(mix(self.minted));
        format!("{}re-{}", safe_text(&mut dice, 7), safe_text(&mut dice, 8))
    }

    pub(crate) fn remember(&mut self, rid: String, call: RefusedCall) {
        if self.order.len() >= KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.calls.remove(&oldest);
        }
        self.order.push_back(rid.clone());
        self.calls.insert(rid, call);
    }

    pub(crate) fn find(&self, rid: &str) -> Option<&RefusedCall> {
        self.calls.get(rid)
    }
}

/// The time in a well-formed rid.
pub(crate) fn time_of(rid: &str) -> Option<u64> {
    let mut groups = rid.split('-');
    let well_formed = |group: &str| {
        group.len() == 8 && group.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    let first = groups.next().filter(|group| well_formed(group))?;
    let rest = [groups.next()?, groups.next()?];
    if groups.next().is_some() || !rest.into_iter().all(well_formed) {
        return None;
    }
    u64::from_str_radix(first, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_group_of_a_rid_is_the_time_in_hex() {
        let rid = RidLog::default().mint(1_635_156_704);
        assert_eq!(&rid[..9], "617682e0-");
        assert_eq!(time_of(&rid), Some(1_635_156_704));
        for wrong in ["", "617682e0", "617682e0-09059ac5-34a8e2e", "617682E0-09059ac5-34a8e2ea"] {
            assert_eq!(time_of(wrong), None, "{wrong}");
        }
    }
}
