//! Somebody who is still to be asked, for stories.

use crate::responses::testing::{application, attend, day_of_transfer, record, register};
use crate::testing::{Making, Tried, with};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: TO_ASK,
    rehearsals: TO_ASK,
    ..Tried::of(&[
        ("call_attempt.record", "/desk/participants/{asked}/call-attempts", ""),
        ("call_attempt.give_up", "/desk/participants/{asked}/give-up", ""),
        ("call_attempt.resume", "/desk/participants/{asked}/resume", ""),
    ])
};

/// Somebody who received the transfer in the first area of the project at work.
const TO_ASK: Making = |_, named| {
    Box::pin(async move {
        let area = format!("/desk/projects/{}/areas/1", named.code("work"));
        let asked = register(&named.coordinator, &area, &application("ถามต่อ", "0899999999")).await;
        let day = with(&day_of_transfer("15", "6"), &[("once", "the day of who is asked")]);
        attend(&named.coordinator, &record(&named.coordinator, &area, &day).await).await.expect(303);
        named.name("asked", asked);
    })
};
