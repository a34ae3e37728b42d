//! Stories of a day that is past: what stood then beside the plan, as far as it was recorded by its day.

use super::testing::{decided, proposed, upload};
use crate::disbursements::testing::{PAYMENT, recorded};
use crate::technologies::testing::drawing;
use crate::testing::{stories, with};
use techclinic::accounts::Role;

stories! {
    /// A payment counts from the day on which it was paid, whenever it was entered, until it was withdrawn; a file from
    /// the day on which it came. What is not kept by its day is said.
    async fn the_past_of_a_project_has_the_money_and_the_files_of_its_day(world: World) {
        world.stand_on("2010-06-25");
        let trang = world.trang().await;
        let project = proposed(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        world.stand_on("2010-06-27");
        let writer = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let picture = [("document", "picture"), ("title_th", "แม่บ้านตากกล้วยริมทาง")];
        upload(&writer, &format!("/projects/{}/attach", project.code), &picture, &drawing(60, 40)).await.expect_see_other();
        world.stand_on("2010-06-30");
        decided(&world, &trang, &project.code).await;
        world.stand_on("2010-07-08");
        let lead = world.of_clinic(Role::ClinicManager, &trang).await;
        let on = |day: &'static str, amount: &'static str| with(&PAYMENT, &[("paid_on_day", day), ("paid_on_month", "7"), ("amount", amount)]);
        let first = recorded(&lead, &project.code, &on("2", "100.25")).await;
        recorded(&lead, &project.code, &on("5", "200")).await;
        world.stand_on("2010-07-09");
        let withdraw = format!("/projects/{}/disbursements/{first}/withdraw", project.code);
        lead.post(&withdraw, &[("text", "บันทึกผิดโครงการ")]).await.expect(303);
        // The plan of that day is kept by a change of another day.
        world.stand_on("2010-07-12");
        let at = |day: u32, month: u32| {
            format!("/projects/{}/as-of?on_day={day}&on_month={month}&on_year=2553", project.code)
        };
        world.anyone().get(at(26, 6)).await.expect(422);
        let draft = lead.get(at(26, 6)).await.expect(200);
        assert!(!draft.says("แม่บ้านตากกล้วยริมทาง") && !draft.says("จ่ายแล้ว"), "{}", draft.text());
        lead.get(at(27, 6)).await.expect(200).must_say("แม่บ้านตากกล้วยริมทาง");
        let anyone = world.anyone();
        for (day, paid, left) in [(1, "0.00", "1,000.00"), (2, "100.25", "899.75"), (8, "300.25", "699.75"), (9, "200.00", "800.00")] {
            let page = anyone.get(at(day, 7)).await.expect(200);
            let facts = page.all("main dl").join(" ");
            assert!(facts.contains(&format!("{paid} บาท")) && facts.contains(&format!("{left} บาท")), "{day}: {facts}");
            page.must_say("แม่บ้านตากกล้วยริมทาง").must_say("ไม่ได้เก็บไว้เป็นรายวัน").must_say("นับรายการจ่ายตามวันที่จ่าย");
        }
        anyone.get(format!("{}&lang=en", at(8, 7))).await.expect(200).must_say("are not kept day by day");
    }
}
