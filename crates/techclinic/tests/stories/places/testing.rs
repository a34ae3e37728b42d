//! Places for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried::of(&[(
    "local_government.register",
    "/places/local-governments",
    "name=x&kind=subdistrict&province=92&source=x",
)]);
