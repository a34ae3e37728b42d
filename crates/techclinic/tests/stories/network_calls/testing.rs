//! Network calls for stories.

use chrono::{Datelike, Days, NaiveDate};

use crate::testing::{Person, Tried, World};
use techclinic::accounts::Role;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            let coordinator = world.of_clinic(Role::ClinicCoordinator, &named.trang).await;
            let (_, call) = asked(world, &coordinator, "call").await;
            named.name("network_call", call.rsplit('/').next().expect("a code"));
        })
    },
    ..Tried::of(&[
        ("network_call.open", "/network-calls", "need={need}"),
        ("network_call.answer", "/network-calls/{network_call}/answer", ""),
        ("network_call.withdraw", "/network-calls/{network_call}/withdraw", ""),
        ("network_call.close", "/network-calls/{network_call}/close", ""),
    ])
};

/// What a housewives' group told.
pub(crate) const NEED: &str = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน อยากได้วิธีที่ไม่ต้องพึ่งแดด";
/// What its clinic and the group found out.
pub(crate) const PROBLEM: &str = "กล้วยที่ตากไว้ขึ้นราเพราะอากาศชื้น";
/// What the clinic tried.
pub(crate) const ATTEMPTED: &str = "ลองตู้อบแสงอาทิตย์แล้ว แต่หน้าฝนแดดไม่พอ";

/// A day in three fields of a form.
pub(crate) fn day(name: &str, on: NaiveDate) -> [(String, String); 3] {
    let year = on.year() + 543;
    [("day", on.day().to_string()), ("month", on.month().to_string()), ("year", year.to_string())]
        .map(|(part, typed)| (format!("{name}_{part}"), typed))
}

/// Sends a form of fields that are owned and others.
pub(crate) async fn send(
    person: &Person,
    address: &str,
    date: &[(String, String)],
    fields: &[(&str, &str)],
) -> crate::testing::Answer {
    let date = date.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    person.post(address, &date.chain(fields.iter().copied()).collect::<Vec<_>>()).await
}

/// A need of ต.บ่อหิน: its public code, and that by which it is followed.
pub(crate) async fn told(world: &World) -> (String, String) {
    let told = serde_json::json!({"text": NEED, "group_kind": "housewives", "province": "92", "district": "9205",
        "subdistrict": "920501", "submitted_by": "นางผู้แจ้ง สมมติ", "contact": "081-111-1111"});
    let receipt = world.anyone().post_json("/api/v1/needs", told).await.expect(201).json();
    let text = |name: &str| receipt[name].as_str().expect("a code").to_owned();
    (text("code"), text("tracking_code"))
}

/// Its clinic analyses it with the group, today.
pub(crate) async fn analyse(world: &World, person: &Person, need: &str) {
    let meeting = [("place", "ศาลาหมู่บ้าน"), ("attendees", "12"), ("minutes", "ตกลงหาวิธีอบแห้ง"), ("problem", PROBLEM)];
    let held_on = day("held_on", world.app.clock.today());
    send(person, &format!("/needs/{need}/analyse"), &held_on, &meeting).await.expect(303);
}

/// The form by which a clinic asks about a need, for the usual days.
pub(crate) async fn ask(world: &World, person: &Person, need: &str, once: &str) -> crate::testing::Answer {
    let until = day("until", world.app.clock.today() + Days::new(30));
    send(person, "/network-calls", &until, &[("need", need), ("tried", ATTEMPTED), ("once", once)]).await
}

/// A need that was told, analysed and asked about: its code, and the address of the call.
pub(crate) async fn asked(world: &World, person: &Person, once: &str) -> (String, String) {
    let (need, _) = told(world).await;
    analyse(world, person, &need).await;
    let call = ask(world, person, &need, once).await.expect_see_other();
    (need, call)
}
