//! A flag that is up for as long as some work lasts, however it ends.

use std::sync::atomic::{AtomicBool, Ordering};

/// Takes the flag down when it is dropped: also where the work panics or nobody waits for it.
#[derive(Debug)]
pub(crate) struct Raised<'a>(&'a AtomicBool);

impl<'a> Raised<'a> {
    pub(crate) fn new(flag: &'a AtomicBool) -> Self {
        flag.store(true, Ordering::Release);
        Self(flag)
    }
}

impl Drop for Raised<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_comes_down_with_work_that_panics() {
        let flag = AtomicBool::new(false);
        let work = std::panic::catch_unwind(|| {
            let _raised = Raised::new(&flag);
            assert!(!flag.load(Ordering::Acquire), "it is up, so this panics");
        });
        assert!(work.is_err() && !flag.load(Ordering::Acquire));
    }
}
