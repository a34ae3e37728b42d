//! The lines of work: those that come with the program, and what the ministry makes of them.

use crate::testing::stories;
use techclinic::accounts::Role;

/// What is sent to enter or correct a line of work.
fn form<'a>(code: &'a str, name: &'a str, level: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("code", code),
        ("name_th", name),
        ("name_en", "Value chains"),
        ("scope", "ต่อยอดผลิตภัณฑ์ของชุมชน"),
        ("least_level", level),
        ("source", "ประกาศของกระทรวง"),
        ("version", version),
        ("once", name),
    ]
}

/// The lines of work that the list of the API offers.
fn offered(listed: &serde_json::Value) -> Vec<String> {
    let all = listed.as_array().expect("a list");
    let stands = all.iter().filter(|one| one["withdrawn"].is_null());
    stands.map(|one| one["code"].as_str().expect("a code").to_owned()).collect()
}

stories! {
    /// programme.register, programme.correct and programme.withdraw: a table that the
    /// ministry edits, and no code.
    async fn the_ministry_says_which_lines_of_work_there_are(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let list = || async { world.anyone().get("/api/v1/programmes").await.expect(200).json() };
        assert_eq!(offered(&list().await).len(), 7);
        world.anyone().post("/programmes", &form("value", "โซ่คุณค่า", "", "")).await.expect(401);
        manager.post("/programmes", &form("value", "โซ่คุณค่า", "", "")).await.expect(403);
        let officer = world.officer().await;
        let wrong = officer.post("/programmes", &form("โซ่", "", "much", "")).await.expect(422);
        wrong.must_say("รหัสแผนงานใช้ตัวอักษรอังกฤษตัวเล็ก").must_say("โปรดเลือกระดับการมีส่วนร่วม");
        assert_eq!(wrong.value_of("code").as_deref(), Some("โซ่"));
        officer.post("/programmes", &form("transfer", "ซ้ำ", "", "")).await.expect(422).must_say("transfer");

        officer.post("/programmes", &form("Value", "โซ่คุณค่า", "collaborate", "")).await.expect(303);
        assert_eq!(offered(&list().await).last().map(String::as_str), Some("value"));
        world.anyone().get("/programmes").await.expect(200).must_say("โซ่คุณค่า").must_say("ร่วมมือ");
        manager.get("/projects/new").await.expect(200).must_say("โซ่คุณค่า");
        // A plan of it is held up until it reaches the level it asks for.
        let fields = [("name_th", "ต่อยอดกล้วย"), ("fiscal_year", "2553"), ("programme", "value"), ("lead", "trang"), ("once", "1")];
        let edit = manager.post("/projects", &fields).await.expect_see_other();
        let at = edit.trim_end_matches("/edit").to_owned();
        manager.get(&at).await.expect(200).must_say("ไม่ต่ำกว่าระดับ").must_say("โซ่คุณค่า");

        // One that comes with the program is corrected like any other.
        officer.post("/programmes/village/correct", &form("", "หมู่บ้าน วทน.", "", "1")).await.expect(303);
        officer.post("/programmes/village/correct", &form("", "ช้าไป", "", "1")).await.expect(409);
        assert!(world.anyone().get("/programmes").await.expect(200).says("หมู่บ้าน วทน."));
        officer.post("/programmes/value/withdraw", &[("text", "รวมกับแผนงานบ่มเพาะ"), ("version", "1")]).await.expect(303);
        assert_eq!(offered(&list().await).len(), 7);
        let refused = [("name_th", "อีกโครงการ"), ("fiscal_year", "2553"), ("programme", "value"), ("lead", "trang"), ("once", "2")];
        manager.post("/projects", &refused).await.expect(422).must_say("โปรดเลือกแผนงาน");
        // What belongs to it already still says so.
        manager.get(&at).await.expect(200).must_say("โซ่คุณค่า");
        manager.get(&edit).await.expect(200).must_say("โซ่คุณค่า");
        let id = techclinic::programmes::find_by_code(&world.app.db, "village").await.expect("read").expect("kept");
        assert_eq!(world.trail(kit::Subject::id(&id)).await, ["programme.correct"]);
    }

    /// programme.bring: a file says what is to stand, and each bad cell is named.
    async fn lines_of_work_come_in_a_file(world: World) {
        let head = "code,name_th,name_en,scope,least_level,source\n";
        let faults = world.rehearsed("programmes", &format!("{head}9x,,,,most,\n")).await.faults;
        let columns: Vec<_> = faults.iter().map(|fault| fault.column.as_str()).collect();
        assert_eq!(columns, ["code", "name_th", "least_level"]);
        let good = format!("{head}village,หมู่บ้าน,Villages,,,คู่มือ\nnew,ใหม่,,,empower,ประกาศ\n");
        assert_eq!(world.bring("programmes", &good).await, [1, 1, 0]);
        assert_eq!(world.bring("programmes", &good).await, [0, 0, 2]);
        let english = world.anyone().get("/programmes?lang=en").await.expect(200);
        english.must_say("Villages").must_say("Empower").must_say("not known");
    }
}
