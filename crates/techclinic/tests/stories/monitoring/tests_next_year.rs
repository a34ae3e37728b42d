//! What one year has taught goes into the plan of the next.

use super::tests::{of_trang, submitted};
use crate::projects::testing::{at_work, proposed, rehearse};
use crate::testing::rows::change;
use crate::testing::{World, stories};
use techclinic::accounts::Role;
use techclinic::organisations::Clinic;
use techclinic::projects;

/// ตรัง with its clinic and a project at work that it leads.
async fn led_by_trang(world: &World) -> Clinic {
    let (trang, made) = of_trang(world).await;
    change(&world.app.db, "project", "lead_clinic_id", trang.id.into(), made.id).await;
    trang
}

stories! {
    /// G-12, project.open_next: opened by whoever leads it, once, from a plan that is approved; with what its
    /// accepted reports say beside the draft, and nothing of that for strangers.
    async fn the_lessons_of_a_year_stand_beside_the_plan_of_the_next(world: World) {
        let trang = led_by_trang(&world).await;
        let chonburi = world.chonburi().await;
        let report = "P53-1-A1-2553Q3";
        world.stand_on("2010-07-01");
        let (manager, officer) = (world.of_clinic(Role::ClinicManager, &trang).await, world.officer().await);
        manager.post("/desk/progress-reports", &[("report", report)]).await.expect(303);
        submitted(&manager, report).await;

        let page = "/projects/P53-1/open-next";
        let draft = proposed(&world, &trang, "อบกล้วย", &[(&trang, "ต.บ่อหิน อ.สิเกา จ.ตรัง")]).await.code;
        manager.post(format!("/projects/{draft}/open-next"), &[]).await.expect(409).must_say("เมื่อโครงการนี้ได้รับอนุมัติแล้ว");
        world.anyone().post(page, &[]).await.expect(401);
        world.of_clinic(Role::ClinicDirector, &chonburi).await.post(page, &[]).await.expect(403);
        world.anyone().get("/projects/P53-1").await.expect(200);

        manager.get(page).await.expect(200).must_say("เลื่อนวันและเดือนไปหนึ่งปี");
        let next = manager.post(page, &[]).await.expect_see_other();
        let code = next.trim_start_matches("/projects/").to_owned();
        assert!(code.starts_with("P54-"), "{next}");
        let again = manager.post(page, &[]).await.expect(409);
        again.must_say(&code);

        let opened = projects::find_by_code(&world.app.db, &code).await.expect("read").expect("opened");
        let before = projects::find_by_code(&world.app.db, "P53-1").await.expect("read").expect("there");
        assert_eq!((opened.continues, opened.lead_clinic), (Some(before.id), before.lead_clinic));
        assert_eq!(opened.plan.fiscal_year.0, 2554);
        assert_eq!(opened.plan.period.days().map(|(from, to)| (from.to_string(), to.to_string())), Some(("2011-04-01".to_owned(), "2011-09-30".to_owned())));
        assert_eq!(opened.plan.budget.totals().planned, before.plan.budget.totals().planned);
        assert_eq!(opened.plan.budget.totals().granted_now.0, 0);
        assert_eq!(opened.plan.budget.lines[0].area, Some(opened.plan.areas[0].id), "a line follows its area");
        assert_eq!(world.trail(opened.id).await, ["project.open_next"]);

        // What a report says counts once it is accepted.
        assert!(!manager.get(&next).await.expect(200).says("จัดนอกฤดูฝน"));
        officer.post(format!("/desk/progress-reports/{report}/accept"), &[]).await.expect(303);
        let beside = manager.get(&next).await.expect(200);
        beside.must_say("ข้อเรียนรู้จากปีก่อน").must_say("ไตรมาสที่ 3 ปีงบประมาณ พ.ศ. 2553").must_say("ฝนตกหนัก").must_say("จัดนอกฤดูฝน").must_say("P53-1");
        let this = manager.get("/projects/P53-1").await.expect(200);
        this.must_say(&code);
        assert!(!this.says("เปิดแผนปีถัดไป"), "it is open already");
        // Nobody outside knows of the draft, from either side.
        world.anyone().get(&next).await.expect(404);
        assert!(!world.anyone().get("/projects/P53-1").await.expect(200).says(&code));
        let document = manager.get(format!("/api/v1/projects/{code}")).await.expect(200).json();
        assert_eq!(document["continues"], "P53-1");

        // Given up, it may be opened anew.
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        director.post(format!("{next}/cancel"), &[("reason", "เปิดผิดปี")]).await.expect(303);
        assert_ne!(manager.post(page, &[]).await.expect_see_other(), next);
    }

    /// project.open_next: two who open it at once open it once.
    async fn next_years_plan_is_opened_once_however_many_open_it(world: World) {
        let trang = led_by_trang(&world).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        let page = "/projects/P53-1/open-next";
        let (one, other) = tokio::join!(manager.post(page, &[]), director.post(page, &[]));
        let mut answers = [one.status.as_u16(), other.status.as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [303, 409]);
    }

    /// A rehearsal goes on into a rehearsal, and both are cleared at once.
    async fn a_rehearsal_goes_on_and_is_cleared_with_what_it_led_to(world: World) {
        let trang = world.trang().await;
        let work = at_work(&world, "P53-2", &[(&trang, 12)], &[]).await;
        rehearse(&world, work.id, &trang).await;
        let somebody = world.rehearsing(&trang).await;
        let next = somebody.post("/projects/P53-2/open-next", &[]).await.expect_see_other();
        somebody.get(&next).await.expect(200);
        somebody.post("/practice/clear", &[]).await.expect(303);
        somebody.get(&next).await.expect(404);
    }
}
