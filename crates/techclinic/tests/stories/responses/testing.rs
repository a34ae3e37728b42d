//! People who took part, for stories.

use crate::testing::{Answer, Making, Person, Tried, with};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: TOOK_PART,
    rehearsals: TOOK_PART,
    ..Tried::of(&[
        ("activity.record", "/desk/projects/{work}/areas/1/activities", ""),
        ("activity.attend", "/desk/projects/{work}/areas/1/activities/{activity}/attend", ""),
        ("participant.register", "/desk/projects/{work}/areas/1/participants", ""),
        ("response.answer", "/desk/participants/{participant}/follow_up/answer", ""),
        ("response.correct", "/desk/participants/{participant}/application/correct", ""),
        ("participant.withdraw", "/desk/participants/{participant}/withdraw", ""),
    ])
};

/// Somebody registered in the first area of the project at work, and a day of it.
const TOOK_PART: Making = |_, named| {
    Box::pin(async move {
        let area = format!("/desk/projects/{}/areas/1", named.code("work"));
        let participant = register(&named.coordinator, &area, &application("สมมติ", "0811111111")).await;
        let attendance = record(&named.coordinator, &area, &day_of_transfer("15", "6")).await;
        named.name("participant", participant);
        named.name("activity", attendance.rsplit('/').nth(1).expect("a code"));
    })
};

/// An application keyed from paper.
pub(crate) fn application<'a>(given_name: &'a str, phone: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("sheet.mode", "paper"),
        ("sheet.once", given_name),
        ("prefix", "mrs"),
        ("given_name", given_name),
        ("family_name", "ใจดี"),
        ("sex", "female"),
        ("age_band", "40_49"),
        ("phone", phone),
        ("group_kind", "housewives"),
        ("group_name", "กลุ่มแม่บ้านพรุจูด"),
        ("occupation", "craft"),
        ("skill", "sometimes"),
        ("need", "ผ้าย้อมสีธรรมชาติสีตก"),
        ("expected_benefits", "raise_income"),
        ("expected_benefits", "add_value"),
        ("already_doing", "no"),
        ("heard_from", "leader"),
        ("volunteer_member", "no"),
        ("notice_read", "acknowledged"),
        ("consent_contact", "yes"),
        ("consent_network", "no"),
        ("consent_photo", "no"),
    ]
}

/// A day of transfer in 2553.
pub(crate) fn day_of_transfer<'a>(day: &'a str, month: &'a str) -> Vec<(&'a str, &'a str)> {
    let fields = [("kind", "transfer"), ("title", "ถ่ายทอดการย้อมสีธรรมชาติ"), ("place", "ศาลาหมู่บ้าน"), ("once", "the day")];
    with(&fields, &[("held_on_day", day), ("held_on_month", month), ("held_on_year", "๒๕๕๓")])
}

/// Registers somebody in an area (`/desk/projects/P53-1/areas/1`); answers the code on their slip.
pub(crate) async fn register(person: &Person, area: &str, application: &[(&str, &str)]) -> String {
    let slip = person.post(format!("{area}/participants"), application).await.expect_see_other();
    slip.trim_start_matches("/desk/participants/").trim_end_matches("/slip").to_owned()
}

/// Records a day of an area; answers where its attendance is kept.
pub(crate) async fn record(person: &Person, area: &str, day: &[(&str, &str)]) -> String {
    person.post(format!("{area}/activities"), day).await.expect_see_other()
}

/// Ticks everybody on the page of a day.
pub(crate) async fn attend(person: &Person, path: &str) -> Answer {
    let page = person.get(path).await.expect(200);
    let ticks: Vec<String> =
        page.body.split("name=\"attending\" value=\"").skip(1).map(|rest| rest[..36].to_owned()).collect();
    let version = page.value_of("version").expect("a version");
    let mut fields: Vec<(&str, &str)> = ticks.iter().map(|id| ("attending", id.as_str())).collect();
    fields.push(("version", &version));
    person.post(path, &fields).await
}
