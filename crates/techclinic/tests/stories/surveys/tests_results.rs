//! Stories of what a survey's answers say in figures.

use super::testing::{drafted, needs, publish};
use crate::testing::stories;
use techclinic::accounts::Role;

stories! {
    /// docs/requirements.md G-25: whoever made a survey reads its results, rows of a repeated group counted each, and
    /// opens each figure to its answers; nobody else does.
    async fn the_results_of_a_survey_open_to_its_answers(world: World) {
        let trang = world.trang().await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let survey = drafted(&clinic, &needs("1")).await;
        publish(&clinic, &survey, "").await.expect_see_other();
        let results = format!("/desk/surveys/{survey}/results");
        world.anyone().get(&results).await.expect(401);
        let other = world.of_clinic(Role::ClinicCoordinator, &world.chonburi().await).await;
        other.get(&results).await.expect(404);
        other.get(format!("{results}/need")).await.expect(404);
        clinic.get(&results).await.expect(200).must_say("ยังไม่มีผู้ตอบ");

        for (name, kind, need, households) in
            [("มาลี ใจดี", "farmers", "น้ำเค็ม", "30"), ("สมชาย ใจงาม", "farmers", "กล้วยล้นตลาด", "12"), ("สมศรี มีสุข", "community", "น้ำแล้ง", "6")]
        {
            let answer = [("name", name), ("group_kind", kind), ("province", "92"), ("sheet.rows.needs", "2"),
                ("needs.1.need", need), ("needs.1.households", households), ("needs.2.need", "ถนนชำรุด")];
            world.anyone().post(format!("/surveys/{survey}"), &answer).await.expect_see_other();
        }
        clinic.get(format!("/desk/surveys/{survey}")).await.expect(200).must_say("ผลของแบบสำรวจ");
        let page = clinic.get(&results).await.expect(200);
        page.must_say("กลุ่มเกษตรกร").must_say("ร้อยละ 66.7").must_say("ค่าเฉลี่ย 16").must_say("ตรัง");
        assert!(!page.says("กระบี่"), "of a long list only what was taken is shown");
        let farmers = page.hrefs("a[href*='group_kind']");
        let list = clinic.get(&farmers[0]).await.expect(200);
        assert_eq!(list.all("tbody tr").len(), 2);
        let receipt = list.hrefs("tbody a").pop().expect("an answer");
        clinic.get(&receipt).await.expect(200).must_say("กลุ่มเกษตรกร");
        let words = kit::web::address(&format!("{results}/need"), &[("q", "น้ำ")]);
        let found = clinic.get(&words).await.expect(200);
        found.must_say("น้ำเค็ม, ถนนชำรุด").must_say("น้ำแล้ง");
        assert_eq!(found.all("tbody tr").len(), 2);
        clinic.get(format!("{results}/nothing")).await.expect(404);
    }
}
