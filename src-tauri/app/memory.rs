//! How the C library shares out memory.

/// Lets all threads take their memory from one place. glibc otherwise gives nearly each thread a
/// place of its own, where what one gave back is of no use to the others: a first sync of a million
/// people held 60 MB more.
///
/// Call it before there is a second thread.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn share() {
    // SAFETY: it only sets a number of the allocator's, and takes any value.
    #[expect(unsafe_code, reason = "the C library offers it in no other way")]
    let done = unsafe { libc::mallopt(libc::M_ARENA_MAX, 1) };
    debug_assert_eq!(done, 1, "glibc knows this number");
}

/// Other systems share it out well by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn share() {}
