//! What communities need, the technologies there are, and how the two are brought together.

// Templates of this crate are drawn in the crates above too, and name it as those do.
extern crate self as brokerage;

pub mod holidays;
pub mod interests;
pub mod matching;
pub mod needs;
pub mod network_calls;
pub mod promises;
pub mod technologies;

use house::layout::ending::{Ends, Follower};

/// What ends with a need.
impl Ends for needs::Need {
    type How = needs::End;

    fn followers() -> &'static [Follower<Self>] {
        &[Follower(network_calls::end_with)]
    }
}
