//! What WeChat counts and remembers of an account's calls.

mod allowance;
mod rid;
mod tally;
mod today;

pub use allowance::{Allowance, Daily};
pub use rid::{PastCall, look_up_rid};
pub(crate) use tally::{Tally, keep_book, write_down};
pub use today::{CallsToday, DayOfCalls, EndpointCalls, calls_today, clear_quota};
