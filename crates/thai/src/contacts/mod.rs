//! Addresses by which a person is reached, in texts that are about to be published (docs/requirements.md
//! G-23): e-mail, also as people write it to hide it from programs, and names on LINE.

mod email;
mod letters;
mod line;

use self::letters::Letters;
use std::ops::Range;

/// Where such addresses stand, in bytes. Ranges may lie over one another.
///
/// ```
/// # use thai::contacts::find_in;
/// assert_eq!(find_in("write a.b@example.org"), [6..21]);
/// assert_eq!(find_in("write to a (at) example [dot] org"), [9..33]);
/// assert_eq!(find_in("LINE id: abc_123"), [9..16]);
/// ```
pub fn find_in(text: &str) -> Vec<Range<usize>> {
    let letters = Letters::of(text);
    [email::find(&letters), line::find(&letters)].concat().into_iter().map(|range| letters.bytes(range)).collect()
}
