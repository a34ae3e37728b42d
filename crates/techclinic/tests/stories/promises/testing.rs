//! What is promised, for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried::of(&[("promise.set", "/promises", "")]);
