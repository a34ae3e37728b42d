//! The search, for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried::of(&[("index.rebuild", "/desk/search/rebuild", "")]);
