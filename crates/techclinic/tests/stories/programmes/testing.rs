//! Lines of work for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried::of(&[
    ("programme.register", "/programmes", ""),
    ("programme.correct", "/programmes/village/correct", ""),
    ("programme.withdraw", "/programmes/village/withdraw", ""),
]);
