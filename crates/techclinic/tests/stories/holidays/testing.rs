//! Holidays for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried =
    Tried::of(&[("holiday.enter", "/holidays", ""), ("holiday.remove", "/holidays/2010-05-20/remove", "")]);
