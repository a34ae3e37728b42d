//! Addresses by which a person is reached, in texts that are about to be published (docs/requirements.md
//! G-23): e-mail, also as people write it to hide it from programs, and names on LINE and other services.

mod email;
pub(crate) mod letters;
mod line;
mod social;

use self::letters::Letters;
use std::ops::Range;

/// Where such addresses stand, in bytes. Ranges may lie over one another.
///
/// ```
/// # use thai::contacts::find_in;
/// assert_eq!(find_in("write a.b@example.org"), [6..21]);
/// assert_eq!(find_in("write to a (at) example [dot] org"), [9..33]);
/// assert_eq!(find_in("LINE id: abc_123"), [9..16]);
/// assert_eq!(find_in("facebook.com/abc.d"), [13..18]);
/// ```
pub fn find_in(text: &str) -> Vec<Range<usize>> {
    let letters = Letters::of(text);
    let found = [email::find(&letters), line::find(&letters), social::find(&letters)].concat();
    found.into_iter().map(|range| letters.bytes(range)).collect()
}

/// [`crate::must_find`] for a finder of one kind of address.
#[cfg(test)]
#[track_caller]
fn must_find(find: impl Fn(&Letters) -> Vec<Range<usize>>, cases: &[(&str, &[&str])]) {
    let find_in = |text: &str| {
        let letters = Letters::of(text);
        find(&letters).into_iter().map(|range| letters.bytes(range)).collect()
    };
    crate::must_find(find_in, cases);
}
