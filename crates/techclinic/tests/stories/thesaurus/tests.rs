//! Stories of the thesaurus.

use crate::testing::stories;
use techclinic::accounts::Role;

fn group<'a>() -> Vec<(&'a str, &'a str)> {
    vec![("phrases", "ปลาร้า\nปลาแดก"), ("region", "northeast"), ("source", "ครูสมมติ"), ("once", "the same form")]
}

stories! {
    /// thesaurus.enter, thesaurus.correct, thesaurus.remove: refused to strangers and coordinators, then
    /// done by a manager, and written in the trail.
    async fn managers_of_clinics_keep_the_words_of_their_region(world: World) {
        let trang = world.trang().await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        world.anyone().get("/thesaurus/new").await.expect(401);
        world.anyone().post("/thesaurus", &group()).await.expect(401);
        coordinator.post("/thesaurus", &group()).await.expect(403);

        manager.get("/thesaurus/new").await.expect(200);
        let mut alone = group();
        alone[0].1 = "ปลาร้า";
        let refused = manager.post("/thesaurus", &alone).await.expect(422);
        assert_eq!(refused.must_say("อย่างน้อยสองคำ").value_of("source").as_deref(), Some("ครูสมมติ"));
        let page = manager.post("/thesaurus", &group()).await.expect_see_other();
        assert_eq!(manager.post("/thesaurus", &group()).await.expect_see_other(), page, "the same form twice is one");
        world.anyone().get(&page).await.expect(200).must_say("ปลาแดก").must_say("รอเจ้าของภาษาตรวจ");
        world.anyone().get("/thesaurus?q=ปลาแดก".replace("ปลาแดก", "%E0%B8%9B")).await.expect(200).must_say("ปลาร้า");
        assert!(world.anyone().get("/thesaurus?region=south").await.expect(200).says("ไม่พบกลุ่มคำ"));

        let mut changed = group();
        changed[0].1 = "ปลาร้า, ปลาแดก, ฮ้า";
        changed.extend([("checked", "yes"), ("version", "1")]);
        coordinator.post(format!("{page}/correct"), &changed).await.expect(403);
        let pressed_once = manager.post(format!("{page}/correct"), &changed).await.expect_see_other();
        assert_eq!(manager.post(format!("{page}/correct"), &changed).await.expect_see_other(), pressed_once);
        changed.retain(|(name, _)| *name != "once");
        manager.post(format!("{page}/correct"), &changed).await.expect(409).must_say("ฮ้า");
        world.anyone().get(&page).await.expect(200).must_say("เจ้าของภาษาตรวจแล้ว");

        let code = page.rsplit('/').next().expect("a code").to_owned();
        let id = techclinic::thesaurus::find_by_code(&world.app.db, &code).await.expect("read").expect("there").id;
        coordinator.post(format!("{page}/remove"), &[]).await.expect(403);
        manager.post(format!("{page}/remove"), &[]).await.expect_see_other();
        world.anyone().get(&page).await.expect(404);
        assert_eq!(world.trail(id).await, ["thesaurus.enter", "thesaurus.correct", "thesaurus.remove"]);
    }

    /// The list that is shipped comes in by itself, goes out as it came, and comes in again unchanged.
    async fn the_words_of_the_regions_come_as_a_file(world: World) {
        let shipped = include_str!("../../../demo/words/thesaurus.csv");
        let groups = i32::try_from(shipped.lines().count() - 1).expect("a number");
        assert_eq!(world.bring("thesaurus", shipped).await, [groups, 0, 0]);
        assert_eq!(world.bring("thesaurus", shipped).await, [0, 0, groups]);
        let out = world.export(&world.system(), "thesaurus").await;
        assert_eq!(world.bring("thesaurus", &out).await, [0, 0, groups]);
        let again = world.bring("thesaurus", "code,phrases,region,source\nW-001,ปลาร้า; ปลาแดก; ฮ้า,อีสาน,สมมติ\n").await;
        assert_eq!(again, [0, 1, 0]);
        let wrong = world.rehearsed("thesaurus", "phrases,source,region\nปลาร้า,สมมติ,ทะเล\n").await;
        assert_eq!(wrong.faults.len(), 2, "{wrong:?}");
    }
}
