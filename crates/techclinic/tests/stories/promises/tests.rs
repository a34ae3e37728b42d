//! Stories of promises.

use crate::testing::stories;
use techclinic::accounts::Role;

/// A promise from today on.
const SET: [(&str, &str); 8] = [
    ("valid_from_day", "10"),
    ("valid_from_month", "5"),
    ("valid_from_year", "2553"),
    ("received", "๕"),
    ("in_analysis", "20"),
    ("climb", "2"),
    ("pause", "4"),
    ("note", "ตามที่ประชุมเครือข่าย"),
];

stories! {
    /// promise.set: the ministry sets what is promised, everybody reads it, and what was promised stays.
    async fn the_ministry_sets_what_is_promised_from_a_day_on(world: World) {
        world.anyone().get("/promises").await.expect(200).must_say("ค่าตั้งต้นของระบบ").must_say("ภายใน 10 วันทำการ");
        world.anyone().post("/promises", &SET).await.expect(401);
        let manager = world.of_clinic(Role::ClinicManager, &world.trang().await).await;
        manager.post("/promises", &SET).await.expect(403);
        let officer = world.officer().await;
        for (field, typed, said) in [
            ("valid_from_day", "9", "วันเริ่มใช้ต้องไม่ก่อนวันนี้"),
            ("received", "0", "ตั้งแต่ 1 ถึง 250"),
            ("received", "สามวัน", "ตั้งแต่ 1 ถึง 250"),
            ("climb", "", "ตั้งแต่ 1 ถึง 250"),
        ] {
            let mut wrong = SET;
            wrong.iter_mut().find(|(name, _)| *name == field).expect("a field").1 = typed;
            let page = officer.post("/promises", &wrong).await.expect(422);
            page.must_say(said);
            assert_eq!(page.value_of("note").as_deref(), Some("ตามที่ประชุมเครือข่าย"), "{field}");
        }
        officer.post("/promises", &SET).await.expect(303);
        let page = world.anyone().get("/promises").await.expect(200);
        page.must_say("ภายใน 5 วันทำการ").must_say("ตามที่ประชุมเครือข่าย");
        assert!(!page.says("ค่าตั้งต้นของระบบ"));
        assert_eq!(page.all("tbody tr").len(), 1, "the history");
        let promises = world.anyone().get("/api/v1/promises").await.expect(200).json();
        assert_eq!(promises["items"][0]["valid_from"], serde_json::Value::Null, "what held before");
        assert_eq!((&promises["items"][1]["received"], &promises["items"][1]["matched"]), (&5.into(), &serde_json::Value::Null));
    }
}
