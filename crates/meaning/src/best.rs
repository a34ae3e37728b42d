//! The best so many of a long row, found in one pass that keeps no more than these.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The `most` greatest, the greatest first.
pub(crate) fn best<T: Ord>(all: impl Iterator<Item = T>, most: usize) -> Vec<T> {
    let mut heap: BinaryHeap<Reverse<T>> = BinaryHeap::with_capacity(most + 1);
    for one in all {
        if heap.len() < most {
            heap.push(Reverse(one));
        } else if let Some(mut least) = heap.peek_mut().filter(|least| one > least.0) {
            *least = Reverse(one);
        }
    }
    heap.into_sorted_vec().into_iter().map(|Reverse(one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::best;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn these_are_the_first_of_all_in_order(mut all in proptest::collection::vec(any::<i8>(), 0..60), most in 0_usize..70) {
            let found = best(all.iter().copied(), most);
            all.sort_unstable_by(|one, other| other.cmp(one));
            all.truncate(most);
            prop_assert_eq!(found, all);
        }
    }
}
