//! Appointments for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            world
                .bring(
                    "appointments",
                    "code,post,clinic,name,starts_on\nAP1,clinic_coordinator,trang,สมมติ,2010-05-10\n",
                )
                .await;
            named.name("appointment", "AP1");
        })
    },
    ..Tried::of(&[
        ("appointment.appoint", "/appointments", ""),
        ("appointment.correct", "/appointments/{appointment}/correct", ""),
        ("appointment.end", "/appointments/{appointment}/end", ""),
        ("appointment.hand_over", "/appointments/{appointment}/hand-over", ""),
    ])
};
