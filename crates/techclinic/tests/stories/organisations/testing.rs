//! Organisations and clinics for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried::of(&[
    ("organisation.register", "/organisations", ""),
    ("organisation.rename", "/organisations/org-trang/rename", ""),
    ("organisation.succeed", "/organisations/org-trang/succeed", ""),
    ("organisation.correct", "/organisations/org-trang/correct", ""),
    ("clinic.register", "/clinics", ""),
    ("clinic.correct", "/clinics/trang/correct", ""),
    ("clinic.correct_contacts", "/clinics/trang/correct-contacts", ""),
    ("clinic.add_institute", "/clinics/trang/add-institute", ""),
    ("clinic.remove_institute", "/clinics/trang/remove-institute", ""),
]);
