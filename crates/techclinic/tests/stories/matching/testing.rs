//! What is matched, for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried::of(&[
    ("match.reject", "/needs/{need}/reject", "technology={offer}"),
    ("match.confirm", "/needs/{need}/confirm", "technology={offer}"),
]);
