//! Stories of a technology's life: reviewed by another clinic, renewed, laid aside, taken up again.

use super::testing::{entered, offered};
use crate::testing::{World, stories};
use techclinic::accounts::Role;
use techclinic::app::Circumstances;
use techclinic::organisations::Clinic;
use techclinic::technologies::FEATURE;
use techclinic::technologies::find_by_code;
use techclinic::technologies::{register, submit};

/// A draft of a clinic, handed in.
async fn handed_in(world: &World, clinic: &Clinic, name: &str) -> String {
    let told = entered(clinic, name, "อบกล้วยให้แห้งในหน้าฝน");
    let code = register(&world.app, &world.system(), clinic, told, Circumstances::default()).await.expect("kept").code;
    submit(&world.app, &world.system(), &code).await.expect("handed in").code
}

stories! {
    /// technology.send_back: the reviewer says what is to be mended, the author reads it beside the field,
    /// mends it, and the same desk lets it pass.
    async fn a_reviewer_sends_back_and_the_author_reads_why_beside_the_field(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let first = handed_in(&world, &trang, "ตู้อบกล้วย").await;
        world.stand_on("2010-05-12");
        let second = handed_in(&world, &trang, "ตู้อบปลา").await;
        let author = world.of_clinic(Role::ClinicManager, &trang).await;
        let reviewer = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let page = format!("/technologies/{first}");

        world.anyone().get("/desk/reviews").await.expect(401);
        world.of_clinic(Role::ClinicCoordinator, &chonburi).await.get("/desk/reviews").await.expect(403);
        assert!(author.get("/desk/reviews").await.expect(200).all("#list th[scope=row] a").is_empty(), "not one's own");
        assert_eq!(reviewer.get("/desk/reviews").await.expect(200).all("#list th[scope=row] a"), ["ตู้อบกล้วย", "ตู้อบปลา"]);
        let desk = reviewer.get("/desk").await.expect(200);
        desk.must_say("เทคโนโลยีของคลินิกอื่นที่รอท่านตรวจ");
        assert!(desk.hrefs("main a").contains(&format!("/technologies/{second}/review")));

        let review = reviewer.get(format!("{page}/review")).await.expect(200);
        let version = review.value_of("version").expect("a version");
        world.anyone().get(format!("{page}/review")).await.expect(404);
        author.get(format!("{page}/review")).await.expect(403);
        author.post(format!("{page}/send-back"), &[("whole", "x")]).await.expect(403);
        reviewer.post(format!("{page}/send-back"), &[("version", version.as_str())]).await.expect(422).must_say("อย่างน้อยหนึ่งข้อ");
        let remarks = [("summary_th", "ขอตัวเลขผลทดสอบด้วย"), ("files", "ขอรูปถ่ายของจริง"), ("version", version.as_str())];
        let stale = [("summary_th", "ขอตัวเลข"), ("version", "1")];
        let kept = reviewer.post(format!("{page}/send-back"), &stale).await.expect(409);
        assert_eq!(kept.value_of("summary_th").as_deref().map(str::trim), Some("ขอตัวเลข"), "nothing typed is lost");
        assert_eq!(reviewer.post(format!("{page}/send-back"), &remarks).await.expect_see_other(), "/desk/reviews");
        reviewer.get(&page).await.expect(404);

        author.get("/desk").await.expect(200).must_say("เทคโนโลยีที่ผู้ตรวจส่งกลับให้แก้ไข");
        let form = author.get(format!("{page}/revise")).await.expect(200);
        assert_eq!(form.all("#e-summary_th"), ["ผู้ตรวจ: ขอตัวเลขผลทดสอบด้วย"]);
        form.must_say("ผู้ตรวจ: ขอรูปถ่ายของจริง");
        author.post(format!("{page}/submit"), &[]).await.expect_see_other();
        let review = reviewer.get(format!("{page}/review")).await.expect(200);
        review.must_say("ผลการตรวจที่ผ่านมา").must_say("ขอตัวเลขผลทดสอบด้วย");
        let version = review.value_of("version").expect("a version");
        reviewer.post(format!("{page}/publish"), &[("version", version.as_str())]).await.expect_see_other();
        let id = find_by_code(&world.app.db, &first).await.expect("read").expect("there").id;
        let done = ["technology.register", "technology.submit", "technology.send_back", "technology.submit", "technology.publish"];
        assert_eq!(world.trail(id).await, done);
    }

    /// What everybody reads and its clinic changes stays where it is, and waits for a reviewer once more.
    async fn what_is_changed_after_its_review_is_reviewed_again(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let author = world.of_clinic(Role::ClinicManager, &trang).await;
        let reviewer = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let code = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
        let page = format!("/technologies/{code}");
        let form = author.get(format!("{page}/revise")).await.expect(200);
        let version = form.value_of("version").expect("a version");
        let fields = [("name_th", "ตู้อบกล้วยรุ่นสอง"), ("summary_th", "อบกล้วย"), ("field", "อาหาร"), ("kind", "research"),
            ("province", "92"), ("version", version.as_str())];
        author.post(format!("{page}/revise"), &fields).await.expect_see_other();
        world.anyone().get(&page).await.expect(200).must_say("ตู้อบกล้วยรุ่นสอง").must_say("แก้ไขหลังการตรวจครั้งล่าสุด");
        reviewer.get("/desk/reviews").await.expect(200).must_say("ตู้อบกล้วยรุ่นสอง");
        reviewer.post(format!("{page}/send-back"), &[("name_th", "ชื่อเกินจริง")]).await.expect_see_other();
        world.anyone().get(&page).await.expect(404);
    }

    /// technology.renew, technology.lapse, technology.archive, technology.restore: asked for after two
    /// years by desk and letter, laid aside when nobody answers, and taken up again.
    async fn a_technology_is_renewed_every_two_years_or_laid_aside(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let code = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
        let page = format!("/technologies/{code}");
        let due = async |day: &str| {
            world.stand_on(day);
            (FEATURE.reminders[0].due)(&world.app, crate::testing::day(day)).await.expect("read").into_iter().map(|one| one.stage).next()
        };
        for (day, stage) in [
            ("2012-02-09", None), ("2012-02-10", Some("90")), ("2012-04-10", Some("30")), ("2012-05-03", Some("7")), ("2012-05-11", Some("overdue")),
        ] {
            assert_eq!(due(day).await.as_deref(), stage, "{day}");
        }
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        coordinator.get("/desk").await.expect(200).must_say("ครบกำหนดยืนยันข้อมูลเมื่อ");
        world.anyone().get(&page).await.expect(200).must_say("คลินิกยังไม่ได้ยืนยันว่าข้อมูลนี้ยังใช้ได้");
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        coordinator.post(format!("{page}/renew"), &[]).await.expect(403);
        world.of_clinic(Role::ClinicManager, &chonburi).await.post(format!("{page}/renew"), &[]).await.expect(403);
        manager.post(format!("{page}/renew"), &[]).await.expect_see_other();
        assert_eq!(due("2012-05-12").await, None);

        world.stand_on("2014-08-09");
        assert_eq!(techclinic::technologies::lapse(&world.app).await.expect("looked"), 0, "within ninety days it stays");
        world.stand_on("2014-08-10");
        assert_eq!(techclinic::technologies::lapse(&world.app).await.expect("looked"), 1);
        assert_eq!(techclinic::technologies::lapse(&world.app).await.expect("looked"), 0);
        world.anyone().get(&page).await.expect(200).must_say("เลิกเผยแพร่แล้ว");
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("{page}/archive"), &[]).await.expect(409);
        manager.post(format!("{page}/submit"), &[]).await.expect(409);
        manager.post(format!("{page}/restore"), &[]).await.expect_see_other();
        manager.post(format!("{page}/restore"), &[]).await.expect(409);
        world.anyone().get(&page).await.expect(404);
        manager.post(format!("{page}/submit"), &[]).await.expect_see_other();
        manager.post(format!("{page}/archive"), &[]).await.expect_see_other();
        let id = find_by_code(&world.app.db, &code).await.expect("read").expect("there").id;
        assert_eq!(world.trail(id).await[3..], ["technology.renew", "technology.lapse", "technology.restore", "technology.submit", "technology.archive"]);
    }

    /// A draft that is set aside was read by no reviewer, and its holder may not have agreed: it does not become
    /// everybody's by that.
    async fn a_draft_that_is_set_aside_is_shown_to_nobody_else(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let code = handed_in(&world, &trang, "ตู้อบกล้วย").await;
        let page = format!("/technologies/{code}");
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        manager.get(&page).await.expect(200).must_say("ยืนยันยกเลิกฉบับร่าง");
        manager.post(format!("{page}/archive"), &[]).await.expect_see_other();
        for address in [page.clone(), format!("{page}/sheet"), format!("/api/v1{page}"), format!("/interests/new?technology={code}")] {
            world.anyone().get(&address).await.expect(404);
            other.get(&address).await.expect(404);
        }
        manager.get(&page).await.expect(200).must_say("ฉบับร่างที่ยกเลิกแล้ว ไม่เผยแพร่");
        manager.post(format!("{page}/restore"), &[]).await.expect_see_other();
        manager.get(&page).await.expect(200).must_say("ฉบับร่าง ยังไม่เผยแพร่");
    }
}
