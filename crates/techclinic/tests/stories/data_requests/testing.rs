//! A request about somebody's data, for stories.

use crate::responses::testing::{application, register};
use crate::testing::{Making, Person, Tried};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: REQUESTS,
    rehearsals: REQUESTS,
    ..Tried::of(&[
        ("data_request.record", "/desk/participants/{asking}/data-requests", ""),
        ("data_request.answer", "/desk/data-requests/{request}/answer", ""),
        ("data_request.refuse", "/desk/data-requests/{request}/refuse", ""),
    ])
};

/// Somebody registered in the first area of the project at work, who asked for a copy.
const REQUESTS: Making = |_, named| {
    Box::pin(async move {
        let area = format!("/desk/projects/{}/areas/1", named.code("work"));
        let asking = register(&named.coordinator, &area, &application("ขอข้อมูล", "0866666666")).await;
        let request = asked(&named.coordinator, &asking).await;
        named.name("asking", asking);
        named.name("request", request);
    })
};

/// A clinic writes down that somebody asks for a copy, on the day of the clock; answers the request's code.
pub(crate) async fn asked(clinic: &Person, code: &str) -> String {
    let at = format!("/desk/participants/{code}/data-requests");
    let (_, mut fields) = clinic.get(&at).await.expect(200).form(&format!("form[action='{at}']"));
    fields.retain(|(name, _)| name.starts_with("asked_on"));
    let mut typed: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    typed.extend([("wish", "copy"), ("way", "phone")]);
    let page = clinic.post(&at, &typed).await.expect_see_other();
    page.rsplit('/').next().expect("a code").split('?').next().expect("a code").to_owned()
}
