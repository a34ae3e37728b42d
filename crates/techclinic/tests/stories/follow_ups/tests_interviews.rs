//! Stories of questionnaires asked over the telephone.

use super::tests::two_people;
use crate::responses::testing::{application, register};
use crate::responses::tests::ground;
use crate::testing::{Answer, Person, stories, with};
use techclinic::accounts::Role;

const FORM: &str = "main form[action*='/interview/']";

/// Goes on with an interview by the form that the page shows.
async fn say(caller: &Person, page: &Answer, typed: &[(&str, &str)], step: &str) -> Answer {
    caller.fill_in(page, FORM, &with(typed, &[("step", step)])).await
}

stories! {
    /// response.answer over the telephone: one question on each page, only what is asked, checked as it is said, and
    /// kept with who asked and when.
    async fn a_follow_up_is_asked_question_by_question(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [code, _] = two_people(&clinic).await;
        let at = format!("/desk/participants/{code}/interview/follow_up");
        let early = clinic.get(&at).await.expect_see_other();
        clinic.get(early).await.expect(200).must_say("ยังไม่ถึงช่วงติดตามผล");
        world.stand_on("2010-11-01");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        clinic.get(format!("/desk/participants/{code}/interview/application")).await.expect(404);

        let first = clinic.get(&at).await.expect(200);
        first.must_say("ท่านได้นำเทคโนโลยีที่ได้รับไปใช้หรือไม่");
        assert!(!first.says("ท่านพึงพอใจต่อประโยชน์"), "one question on each page");
        say(&clinic, &first, &[], "next").await.expect(422).must_say("โปรดตอบข้อนี้");
        let why = say(&clinic, &first, &[("applied", "no")], "next").await.expect(200);
        why.must_say("เหตุใดจึงยังไม่ได้นำไปใช้");
        let back = say(&clinic, &why, &[], "back").await.expect(200);
        back.must_say("ท่านได้นำเทคโนโลยีที่ได้รับไปใช้หรือไม่");
        let why = say(&clinic, &back, &[("applied", "no")], "next").await.expect(200);
        let mark = say(&clinic, &why, &[("not_applied_reason", "no_time")], "next").await.expect(200);
        mark.must_say("ท่านพึงพอใจต่อประโยชน์");
        let passed = say(&clinic, &mark, &[("satisfaction_benefit", "4")], "next").await.expect(200);
        let need = say(&clinic, &passed, &[("passed_on", "๓")], "next").await.expect(200);
        let end = say(&clinic, &need, &[("further_need", "no")], "next").await.expect(200);
        end.must_say("ครบทุกข้อแล้ว").must_say("เหตุใดจึงยังไม่ได้นำไปใช้");
        let saved = say(&clinic, &end, &[], "save").await.expect_see_other();
        clinic.get(saved).await.expect(200).must_say("ติดตามผลแล้ว 1 จาก 2 คน");
        let told = clinic.get(&at).await.expect_see_other();
        let calls = clinic.get(told).await.expect(200);
        calls.must_say("ตอบแบบนี้แล้ว");
        assert!(calls.hrefs("a[href$='/interview/follow_up']").is_empty(), "what was answered is not asked again");

        let person = techclinic::responses::find_participant(world.app.db.reader(), &code).await.expect("read").expect("there");
        let kept = techclinic::responses::list_responses(&world.app.db, person.id).await.expect("read");
        assert_eq!(kept[0].mode, techclinic::responses::Mode::Phone);
        assert!(kept[0].keyed_by.is_some() && kit::clock::thai_day(kept[0].recorded_at) == world.app.clock.today(), "who asked, and when");
        assert_eq!(kept[0].parts("passed_on"), ["3"]);
        say(&clinic, &end, &[("sheet.once", "another"), ("once", "another")], "save").await.expect(409).must_say("มีคำตอบของแบบนี้แล้ว");
    }

    /// What is sent without its questions is led back to the first that is open; nothing is kept of it.
    async fn an_interview_cannot_be_saved_with_a_question_open(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [code, _] = two_people(&clinic).await;
        world.stand_on("2010-11-01");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let at = format!("/desk/participants/{code}/interview/follow_up");
        let sent = [("at", ""), ("step", "save"), ("applied", "no"), ("satisfaction_benefit", "9")];
        let page = clinic.post(&at, &sent).await.expect(422);
        page.must_say("เหตุใดจึงยังไม่ได้นำไปใช้").must_say("โปรดตอบข้อนี้");
        assert_eq!(page.value_of("satisfaction_benefit").as_deref(), Some("9"), "and what was said travels on");
        clinic.post(&at, &[("at", "no_such_question"), ("step", "sideways")]).await.expect(200);
    }

    /// Who does not agree to be contacted is not called.
    async fn who_does_not_agree_is_not_called(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let silent = with(&application("สมพร", "0866666666"), &[("consent_contact", "no")]);
        register(&clinic, "/desk/projects/P53-1/areas/1", &silent).await;
        two_people(&clinic).await;
        let list = "/desk/projects/P53-1/areas/1/follow-ups?queue=evaluation";
        let page = clinic.get(list).await.expect(200);
        page.must_say("สมพร").must_say("ไม่ยินยอมให้ติดต่อ");
        assert!(!page.body.contains("0866666666") && !page.body.contains("66 666 666"), "their number is not offered");
        let links = page.hrefs("a[href*='/interview/']");
        assert_eq!(links.len(), 2, "only those who agree");
        let code = page.hrefs("tbody th a").into_iter().find(|href| !links.iter().any(|link| link.starts_with(href))).expect("a person");
        let told = clinic.get(format!("{code}/interview/evaluation")).await.expect_see_other();
        clinic.get(told).await.expect(200).must_say("ไม่ยินยอมให้ติดต่อเพื่อติดตามผล");
    }
}
