//! Imports for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried::of(&[
    ("import.apply", "/desk/imports/apply", "kind=needs"),
    // What brought the volunteers, who were merged since.
    ("import.undo", "/desk/imports/{import}/undo", ""),
    ("import.export", "/desk/exports/needs.csv", ""),
]);
