//! Stories of what participants ask about their own data, and how it is answered in time.

use super::testing::asked;
use crate::follow_ups::tests::two_people;
use crate::responses::tests::ground;
use crate::testing::{stories, with};
use techclinic::accounts::{Role, Scope};

stories! {
    /// docs/requirements.md G-21: only the clinic and the data protection officer settle what a person asks; within
    /// thirty days it stands on their desks, after them it is late.
    async fn a_request_is_settled_within_thirty_days(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [code, _] = two_people(&clinic).await;
        world.stand_on("2010-10-01");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let at = format!("/desk/participants/{code}/data-requests");
        clinic.post(&at, &[("wish", "everything"), ("way", "slip")]).await.expect(422)
            .must_say("โปรดเลือกเรื่องที่ขอ").must_say("โปรดเลือกว่ายื่นทางใด");
        let request = asked(&clinic, &code).await;
        assert_eq!(asked(&clinic, &code).await, request, "asked again it is the same");
        let page = format!("/desk/data-requests/{request}");
        let chonburi = world.of_clinic(Role::ClinicDirector, &ground.chonburi).await;
        let province = world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await;
        for stranger in [&chonburi, &province] {
            stranger.get(&page).await.expect(404);
            stranger.get(&at).await.expect(404);
            stranger.post(format!("{page}/answer"), &[("reason", "ให้แล้ว")]).await.expect(404);
        }
        province.get("/desk/data-requests").await.expect(404);
        assert!(!chonburi.get("/desk/data-requests").await.expect(200).body.contains(&request));
        assert!(!matches!(world.anyone().get(&page).await.status.as_u16(), 200 | 404), "a stranger is asked to sign in");
        let auditor = world.signed_in(Role::Auditor, Scope::Network).await;
        auditor.get("/desk/data-requests").await.expect(200).must_say("สมหญิง");
        auditor.post(format!("{page}/refuse"), &[("reason", "ไม่ให้")]).await.expect(403);

        clinic.get(&page).await.expect(200).must_say("31 ตุลาคม 2553").must_say("รอดำเนินการ");
        assert!(!clinic.get("/desk").await.expect(200).says("ต้องตอบภายในวันที่ 31 ตุลาคม 2553"), "there is time");
        for (day, stage, desk) in [
            ("2010-10-24", "ใกล้ครบกำหนด", "ต้องตอบภายในวันที่ 31 ตุลาคม 2553"),
            ("2010-11-01", "เลยกำหนด", "เลยกำหนดตอบเมื่อวันที่ 31 ตุลาคม 2553"),
        ] {
            world.stand_on(day);
            let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
            clinic.get("/desk/data-requests").await.expect(200).must_say(stage);
            clinic.get("/desk").await.expect(200).must_say(desk);
        }
        let officer = world.signed_in(Role::DataProtectionOfficer, Scope::Network).await;
        officer.post(format!("{page}/answer"), &[("reason", " ")]).await.expect(422);
        officer.post(format!("{page}/answer"), &[("reason", "มอบสำเนาให้ที่คลินิกแล้ว")]).await.expect(303);
        officer.post(format!("{page}/refuse"), &[("reason", "ไม่ให้")]).await.expect(409).must_say("มีผู้บันทึกผลแล้ว");
        world.anyone().get(format!("/fill/{code}/data-requests")).await.expect(200).must_say("มอบสำเนาให้ที่คลินิกแล้ว");
        officer.get("/desk/data-requests?lang=en").await.expect(200).must_say("Done");
    }

    /// The holder of a slip asks without an account, says what is wrong, and reads the answer by the same slip; a page that
    /// a slip opens names nobody.
    async fn the_holder_of_a_slip_asks_for_a_correction(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [code, other] = two_people(&clinic).await;
        let person = world.anyone();
        let at = format!("/fill/{code}/data-requests");
        person.get("/fill/NOBODY1234/data-requests").await.expect(404);
        person.post(&at, &[]).await.expect(422).must_say("โปรดเลือกเรื่องที่ขอ");
        let typed = [("wish", "correction"), ("words", "นามสกุลที่ถูกคือ ใจงาม")];
        person.post(&at, &with(&typed, &[("words", "")])).await.expect(422).must_say("โปรดบอกว่าข้อมูลใดผิด");
        for _ in 0..2 {
            person.post(&at, &typed).await.expect(303);
        }
        assert_eq!(person.get(&at).await.expect(200).all("main li").iter().filter(|line| line.contains("ขอแก้ไขข้อมูล")).count(), 1);
        let mine = person.get(&at).await.expect(200);
        mine.must_say("ขอแก้ไขข้อมูล").must_say("รอดำเนินการ");
        assert!(!mine.body.contains("สมหญิง"));
        let list = clinic.get("/desk/data-requests").await.expect(200);
        let requests: Vec<String> = list.hrefs("main td a, main th a").into_iter().filter(|href| href.starts_with("/desk/data-requests/")).collect();
        assert_eq!(requests.len(), 1, "sent twice it is one");
        clinic.get(&requests[0]).await.expect(200).must_say("นามสกุลที่ถูกคือ ใจงาม").must_say("ใบติดตามของผู้รับบริการ");
        clinic.post(format!("{}/refuse", requests[0]), &[("reason", "บัตรประชาชนแสดงนามสกุลเดิม")]).await.expect(303);
        person.get(format!("/fill/{code}")).await.expect(200).must_say("บัตรประชาชนแสดงนามสกุลเดิม");
        let theirs = person.get(format!("/fill/{other}/data-requests")).await.expect(200);
        assert!(!theirs.body.contains("ใจงาม") && !theirs.body.contains("บัตรประชาชน"), "each their own");

        person.post(&at, &[("wish", "deletion")]).await.expect(303);
        let list = clinic.get("/desk/data-requests").await.expect(200);
        let open = list.hrefs("main th a").remove(0);
        clinic.post(format!("{open}/answer"), &[("reason", "ลบแล้ว")]).await.expect(422).must_say("ยังไม่ได้ถอนข้อมูลของผู้ขอ");
        person.post(format!("/fill/{code}/withdraw"), &[]).await.expect(303);
        person.get(&at).await.expect(404);
        let list = clinic.get("/desk/data-requests").await.expect(200);
        list.must_say("ถอนข้อมูลแล้ว");
        assert!(!list.body.contains("สมหญิง"), "who withdrew is named nowhere");
        let open = list.hrefs("main th a").remove(0);
        clinic.get(&open).await.expect(200).must_say("ถอนข้อมูลแล้ว");
        clinic.post(format!("{open}/answer"), &[("reason", "ถอนข้อมูลให้แล้ว")]).await.expect(303);
    }
}
