//! Stories of what readers of figures and reports are told in words.

use super::tests::of_trang;
use crate::projects::testing::{decided, proposed};
use crate::testing::stories;
use techclinic::accounts::{Role, Scope};

stories! {
    /// What a plan promises is read by those who read the plan, until it is at work: then by everybody. Nobody looks
    /// through it at people who cannot be registered yet.
    async fn what_a_draft_promises_is_not_everybodys(world: World) {
        let trang = world.trang().await;
        let code = proposed(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await.code;
        let indicators = format!("/api/v1/indicators?project={code}");
        let people = format!("/desk/projects/{code}/areas/1/participants");
        let looking = world.signed_in(Role::DataProtectionOfficer, Scope::Network).await;
        for person in [
            world.anyone(),
            world.signed_in(Role::Executive, Scope::Network).await,
            world.signed_in(Role::WorkingGroupMember, Scope::Network).await,
            world.of_clinic(Role::ClinicManager, &world.chonburi().await).await,
        ] {
            person.get(&indicators).await.expect(404);
        }
        looking.get(&people).await.expect(404);
        for person in [world.signed_in(Role::Auditor, Scope::Network).await, world.of_clinic(Role::ClinicCoordinator, &trang).await] {
            person.get(&indicators).await.expect(200);
        }
        decided(&world, &trang, &code).await;
        world.anyone().get(&indicators).await.expect(200);
        looking.get(&people).await.expect(200);
    }

    /// A report that nobody can have begun, opened by its address, says when it opens; one that nobody
    /// has begun says where. In public too.
    async fn a_report_that_is_not_begun_says_when_it_opens(world: World) {
        let (trang, _) = of_trang(&world).await;
        world.stand_on("2010-06-15");
        let clinic = world.of_clinic(Role::ClinicManager, &trang).await;
        let early = clinic.get("/desk/progress-reports/P53-1-A1-2553Q3").await.expect_see_other();
        clinic.get(early).await.must_say("ตั้งแต่วันที่ 1 กรกฎาคม 2553");
        world.anyone().get("/progress-reports/P53-1/2553/3").await.expect(200).must_say("เปิดวันที่ 1 กรกฎาคม 2553");
        world.stand_on("2010-07-02");
        let clinic = world.of_clinic(Role::ClinicManager, &trang).await;
        let open = clinic.get("/desk/progress-reports/P53-1-A1-2553Q3").await.expect_see_other();
        clinic.get(open).await.must_say("ยังไม่มีผู้เริ่มจัดทำรายงานนี้");
        world.anyone().get("/progress-reports/P53-1/2554/3").await.expect(404);
    }

    /// A formula is said in words wherever the public reads of it.
    async fn a_formula_is_said_in_words(world: World) {
        let (_, made) = of_trang(&world).await;
        let page = world.anyone().get(format!("/projects/{}", made.code)).await.expect(200);
        page.must_say("ไม่รวมผู้ขอถอนข้อมูล").must_say("สูตรรุ่น 1");
        assert!(!page.says("recipients.1") && !page.says("satisfied_share.1"), "{}", page.body);
        // Nobody has answered yet: that is said once, and no rate of nothing beside it.
        assert!(!page.says("ร้อยละ 0.00"), "{}", page.body);
    }
}
