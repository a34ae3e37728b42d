//! Somebody who agrees, for stories.

use crate::responses::testing::{application, register};
use crate::testing::{Making, Tried};

/// How its verb is tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: AGREEING,
    rehearsals: AGREEING,
    ..Tried::of(&[("consent.record", "/desk/participants/{agreeing}/consents", "")])
};

/// Somebody registered in the first area of the project at work.
const AGREEING: Making = |_, named| {
    Box::pin(async move {
        let area = format!("/desk/projects/{}/areas/1", named.code("work"));
        let agreeing = register(&named.coordinator, &area, &application("ยินยอม", "0877777777")).await;
        named.name("agreeing", agreeing);
    })
};
