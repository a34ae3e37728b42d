//! Stories of the lists of those who have not answered yet, and of the calls to them.

use crate::responses::testing::{application, attend, day_of_transfer, record, register};
use crate::responses::tests::ground;
use crate::testing::{Person, stories, with};
use techclinic::accounts::{Role, Scope};

const AREA: &str = "/desk/projects/P53-1/areas/1";
const LIST: &str = "/desk/projects/P53-1/areas/1/follow-ups";

/// Two people who received the transfer on 15 September 2553; answers their codes.
pub(crate) async fn two_people(clinic: &Person) -> [String; 2] {
    let first = register(clinic, AREA, &application("สมหญิง", "0812345678")).await;
    let second = register(clinic, AREA, &application("สมใจ", "0887654321")).await;
    attend(clinic, &record(clinic, AREA, &day_of_transfer("15", "9")).await).await.expect(303);
    [first, second]
}

stories! {
    /// docs/requirements.md A0-18: nobody but the clinic and the ministry sees whom there is to ask.
    async fn only_the_clinic_and_the_ministry_see_whom_to_ask(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [code, _] = two_people(&clinic).await;
        let calls = format!("/desk/participants/{code}/call-attempts");
        let ask = format!("/desk/participants/{code}/interview/evaluation");
        let chonburi = world.of_clinic(Role::ClinicDirector, &ground.chonburi).await;
        let province = world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await;
        for page in [LIST, &calls, &ask] {
            for stranger in [&chonburi, &province] {
                stranger.get(page).await.expect(404);
            }
            assert!(!matches!(world.anyone().get(page).await.status.as_u16(), 200 | 404), "a stranger is asked to sign in");
            clinic.get(page).await.expect(200);
        }
        let auditor = world.signed_in(Role::Auditor, Scope::Network).await;
        auditor.get(format!("{LIST}?queue=evaluation")).await.expect(200).must_say("สมหญิง");
        auditor.post(&calls, &[("outcome", "no_answer")]).await.expect(403);
        auditor.post(format!("/desk/participants/{code}/give-up"), &[("reason", "ย้าย")]).await.expect(403);
        auditor.get(&ask).await.expect(403);
        chonburi.post(&calls, &[("outcome", "no_answer")]).await.expect(404);
        clinic.get("/desk/projects/P53-1/areas/9/follow-ups").await.expect(404);
    }

    /// Each stands in the queues that fit the day, with n of N, on the list, the project and the desk; and in none
    /// once they have answered.
    async fn each_waits_in_the_queue_of_the_day(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [first, _] = two_people(&clinic).await;
        clinic.get(format!("{LIST}?queue=evaluation")).await.expect(200)
            .must_say("ประเมินผลแล้ว 0 จาก 2 คน").must_say("สมหญิง").must_say("สมใจ");
        clinic.get(LIST).await.expect(200).must_say("ไม่มีผู้ใดอยู่ในรายการนี้");
        clinic.get("/desk").await.expect(200).must_say("ผู้ที่ต้องติดตาม");
        clinic.get("/projects/P53-1").await.expect(200).must_say("0 จาก 2");
        assert!(!world.anyone().get("/projects/P53-1").await.expect(200).body.contains("follow-ups"), "not for strangers");

        for (day, queue, waiting) in [
            ("2010-10-14", "open", 0), ("2010-10-15", "open", 2), ("2010-11-30", "closing", 0), ("2010-12-01", "closing", 2),
            ("2010-12-15", "open", 2), ("2010-12-15", "over", 0), ("2010-12-16", "open", 0), ("2010-12-16", "over", 2),
        ] {
            world.stand_on(day);
            let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
            let page = clinic.get(format!("{LIST}?queue={queue}")).await.expect(200);
            assert_eq!(page.all("tbody tr").len(), waiting, "{queue} on {day}");
        }
        world.stand_on("2010-11-01");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let answer = format!("/desk/participants/{first}/follow_up/answer");
        let fields = [("sheet.mode", "paper"), ("sheet.once", "one"), ("applied", "no"), ("not_applied_reason", "no_time"),
            ("satisfaction_benefit", "4"), ("passed_on", "0"), ("further_need", "no")];
        clinic.post(&answer, &fields).await.expect(303);
        let page = clinic.get(LIST).await.expect(200);
        page.must_say("ติดตามผลแล้ว 1 จาก 2 คน").must_say("สมใจ");
        assert!(!page.body.contains("สมหญิง"), "whoever answered waits no more");
        clinic.get(format!("{LIST}?queue=everybody")).await.expect(200).must_say("สมใจ");
        clinic.get("/projects/P53-1").await.expect(200).must_say("1 จาก 2");
    }

    /// call_attempt.record: what came of a call stands with who made it; a day to call again is one that is to come.
    async fn what_came_of_a_call_stays_with_who_made_it(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [code, _] = two_people(&clinic).await;
        world.stand_on("2010-11-01");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let calls = format!("/desk/participants/{code}/call-attempts");
        clinic.post(&calls, &[]).await.expect(422).must_say("โปรดเลือกผลการโทร");
        let again = [("outcome", "call_again"), ("call_time", "หลังหกโมงเย็น"), ("note", "เสียงแม่")];
        let refused = clinic.post(&calls, &again).await.expect(422);
        refused.must_say("โปรดกรอกวันที่ขอให้โทรกลับ");
        assert_eq!(refused.value_of("call_time").as_deref(), Some("หลังหกโมงเย็น"), "nothing typed is lost");
        let past = with(&again, &[("call_on_day", "31"), ("call_on_month", "10"), ("call_on_year", "2553")]);
        clinic.post(&calls, &past).await.expect(422).must_say("ต้องเป็นวันนี้หรือวันหลังจากนี้");
        clinic.post(&calls, &[("outcome", "unreachable")]).await.expect(422);
        let due = with(&again, &[("call_on_day", "3"), ("call_on_month", "11"), ("call_on_year", "2553"), ("once", "k")]);
        for _ in 0..2 {
            clinic.post(&calls, &due).await.expect(303);
        }
        clinic.get(LIST).await.expect(200).must_say("ขอให้โทรกลับ").must_say("หลังหกโมงเย็น").must_say("1 ครั้ง");
        let page = clinic.get(&calls).await.expect(200);
        page.must_say("เสียงแม่");
        assert_eq!(page.all("tbody tr").len(), 1, "sent twice it is one call");
        let person = techclinic::responses::find_participant(world.app.db.reader(), &code).await.expect("read").expect("there");
        let kept = kit::audit::trail(&world.app.db, person.id).await.expect("read");
        assert!(kept.iter().all(|entry| !entry.facts.to_string().contains("เสียงแม่")), "the trail keeps no words");
    }

    /// call_attempt.give_up, call_attempt.resume: nobody is deleted, and a reason is asked.
    async fn who_cannot_be_reached_is_said_by_a_person_with_a_reason(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [code, _] = two_people(&clinic).await;
        world.stand_on("2010-11-01");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let at = |what: &str| format!("/desk/participants/{code}/{what}");
        clinic.post(at("resume"), &[("reason", "ได้เบอร์ใหม่")]).await.expect(409).must_say("ไม่เคยมีการระบุ");
        clinic.post(at("give-up"), &[("reason", " ")]).await.expect(422);
        clinic.post(at("give-up"), &[("reason", "ย้ายไปต่างจังหวัด")]).await.expect(303);
        assert_eq!(clinic.get(LIST).await.expect(200).all("tbody tr").len(), 1);
        let page = clinic.get(format!("{LIST}?queue=unreachable")).await.expect(200);
        page.must_say("สมหญิง").must_say("0 จาก 2 คน");
        clinic.get(at("call-attempts")).await.expect(200).must_say("ย้ายไปต่างจังหวัด").must_say("ติดต่อไม่ได้");
        clinic.get(format!("/desk/participants/{code}")).await.expect(200).must_say("ติดต่อไม่ได้");
        clinic.post(at("resume"), &[("reason", "ลูกสาวให้เบอร์ใหม่")]).await.expect(303);
        assert_eq!(clinic.get(LIST).await.expect(200).all("tbody tr").len(), 2);
    }

    /// A list costs the same queries for three people as for sixty, a page at a time.
    async fn a_queue_costs_the_same_queries_however_long(world: World) {
        let ground = ground(&world, false).await;
        let bring = async |from: u32, to: u32| {
            let head = "project,area,name,phone,consented,registered_on,transferred_on\n".to_owned();
            let people = (from..to).fold(head, |file, n| format!("{file}P53-1,1,ผู้รับบริการ {n},08{n:08},yes,2010-09-01,2010-09-15\n"));
            world.bring("participants", &people).await;
        };
        bring(0, 3).await;
        world.stand_on("2010-11-01");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let few = world.queries_of(&clinic, LIST).await;
        bring(3, 60).await;
        let many = world.queries_of(&clinic, LIST).await;
        assert_eq!(few, many);
        let page = clinic.get(LIST).await.expect(200);
        assert_eq!(page.all("tbody tr").len(), 20);
        assert_eq!(page.hrefs("a[rel=next]").len(), 1);
    }
}
