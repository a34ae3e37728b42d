//! Stories of searching for what is written in no record as it was typed, and of finding experts.

use super::tests::{caught_up, found, page};
use crate::technologies::testing::offered;
use crate::testing::stories;
use techclinic::accounts::Role;
use techclinic::technologies;

stories! {
    /// One wrong letter or Latin letters lead to what was meant, and the page says so; a number is never another.
    async fn what_nobody_writes_leads_to_what_was_meant(world: World) {
        let trang = world.trang().await;
        let mushroom = offered(&world, &trang, "การเพาะเห็ดฟางในตะกร้า", "เพาะในครัวเรือน").await;
        offered(&world, &trang, "ปุ๋ยหมักไม่กลับกอง", "ทำจากเศษพืช 5 ชนิด").await;
        caught_up(&world.app).await;
        let address = format!("/technologies/{}", mushroom.code);
        for typed in ["เห็ตฟาง", "hed fang", "เพำะเห็ดฟำง"] {
            let answer = page(&world.anyone(), &[("q", typed)]).await;
            answer.must_say("จึงแสดงผลการค้นหา").must_say(typed);
            assert_eq!(answer.hrefs(".hits h2 a"), std::slice::from_ref(&address), "{typed}");
        }
        let composting = page(&world.anyone(), &[("q", "หมักปุ๋ย")]).await;
        assert!(!composting.says("จึงแสดงผลการค้นหา") && composting.says("ปุ๋ยหมักไม่กลับกอง"));
        let nothing = page(&world.anyone(), &[("q", "PM2.5")]).await;
        assert!(nothing.all(".hits h2").is_empty(), "a number is never taken for another");
    }

    /// What cannot be found is not made up: signs ask for nothing, words of which only one is known are offered
    /// one by one, and a short form says what it stands for.
    async fn what_is_in_no_record_is_said_plainly(world: World) {
        let trang = world.trang().await;
        offered(&world, &trang, "ปุ๋ยหมักไม่กลับกอง", "ทำจากเศษพืช").await;
        caught_up(&world.app).await;
        let anyone = world.anyone();
        for signs in ["!!!", "%"] {
            let answer = page(&anyone, &[("q", signs)]).await;
            answer.must_say("ไม่มีคำหรือตัวเลขให้ค้น");
            assert!(answer.all(".hits h2").is_empty(), "{signs}");
        }
        let partly = page(&anyone, &[("q", "ปุ๋ยหมัก จระเข้"), ("province", "92")]).await;
        partly.must_say("ไม่พบสิ่งที่ค้น");
        assert!(partly.all(".hits h2").is_empty() && !partly.says("ค้นเฉพาะคำว่า “จระเข้”"));
        let alone = anyone.get(partly.link("ค้นเฉพาะคำว่า “ปุ๋ยหมัก”")).await.expect(200);
        assert_eq!(alone.all(".hits h2").len(), 1);
        let short = page(&anyone, &[("q", "รพ.สต.")]).await;
        short.must_say("โรงพยาบาลส่งเสริมสุขภาพตำบล").must_say("ไม่พบสิ่งที่ค้น");
        let json = anyone.get(kit::web::address("/api/v1/search", &[("q", "ปุ๋ยหมัก จระเข้")])).await.expect(200).json();
        assert_eq!((json["total"].as_u64(), json["parts"][0].as_str()), (Some(0), Some("ปุ๋ยหมัก")));
    }

    /// A fiscal year finds what is of it, however it is said.
    async fn a_year_finds_what_is_of_it(world: World) {
        world.trang().await;
        let need = [("text", "อยากทอเสื่อให้เร็วกว่านี้"), ("group_kind", "farmers"), ("province", "92"), ("once", "1")];
        world.anyone().post("/needs", &need).await.expect(303);
        caught_up(&world.app).await;
        for typed in ["2553", "๒๕๕๓", "ปีงบประมาณ พ.ศ. 2553", "ทอเสื่อ ปี 2553"] {
            assert_eq!(found(&world.anyone(), typed).await.len(), 1, "{typed}");
        }
        page(&world.anyone(), &[("q", "2553")]).await.must_say("พบจากปีงบประมาณของรายการนี้");
        assert!(found(&world.anyone(), "2552").await.is_empty());
    }

    /// Experts are found by what they know; by name only where they agreed to be named.
    async fn experts_are_found_by_what_they_know(world: World) {
        let trang = world.trang().await;
        let dryer = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วยในหน้าฝน").await;
        for (name, knows, named) in
            [("สมรนามสมมติ", "การถนอมอาหารด้วยความร้อน", true), ("ปราโมทย์", "วิศวกรรมพลังงาน", false)]
        {
            let expertise = kit::show::Bilingual { th: knows.to_owned(), en: None };
            let expert = technologies::NewExpert { name: name.to_owned(), expertise, workplace: None, named, free: true };
            technologies::name_expert(&world.app, &world.system(), &dryer.code, expert).await.expect("named");
        }
        caught_up(&world.app).await;
        let experts = [format!("/technologies/{}#experts", dryer.code)];
        for (typed, found) in [
            ("สมรนามสมมติ", &experts[..]),
            ("ถนอมอาหาร", &experts[..]),
            ("วิศวกรรมพลังงาน", &experts[..]),
            ("ปราโมทย์", &[]),
        ] {
            let answer = page(&world.anyone(), &[("q", typed), ("kind", "technology_expert")]).await;
            assert_eq!(answer.hrefs(".hits h2 a"), found, "{typed}");
            assert!(answer.all(".hits h2").iter().all(|name| !name.contains("ปราโมทย์")), "{typed}");
        }
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let named = technologies::list_experts(&world.app.db, &[dryer.id]).await.expect("read");
        for expert in &named[&dryer.id] {
            let id = expert.id.to_string();
            let address = format!("/technologies/{}/dismiss-expert", dryer.code);
            coordinator.post(address, &[("expert", id.as_str())]).await.expect(303);
        }
        caught_up(&world.app).await;
        assert!(found(&world.anyone(), "ถนอมอาหาร").await.is_empty(), "whoever is named no longer is found no longer");
    }
}
