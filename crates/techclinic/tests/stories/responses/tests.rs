//! Stories of days, of people who took part, and of their answers.

use chrono::NaiveDate;
use uuid::Uuid;

use super::testing::{application, attend, day_of_transfer, record, register};
use crate::projects::testing::{Decided, rehearse};
use crate::testing::{Person, World, day, stories};
use techclinic::accounts::{Role, Scope};
use techclinic::exchange::Kind as _;
use techclinic::organisations::Clinic;
use techclinic::questionnaires;
use techclinic::responses::{Fraction, Measures, Participants, Period, Responses, measures};

/// A project with an area of ตรัง, number 1, and one of ชลบุรี, number 2.
pub(crate) struct Ground {
    pub(crate) project: Uuid,
    pub(crate) areas: [Uuid; 2],
    pub(crate) trang: Clinic,
    pub(crate) chonburi: Clinic,
}

pub(crate) async fn ground(world: &World, practice: bool) -> Ground {
    let (trang, chonburi) = (world.trang().await, world.chonburi().await);
    let ground = ground_of(world, trang, chonburi, "").await;
    if practice {
        rehearse(world, ground.project, &ground.trang).await;
    }
    ground
}

/// The same with clinics that are there already, and with the technology of this code to hand on.
pub(super) async fn ground_of(world: &World, trang: Clinic, chonburi: Clinic, technology: &str) -> Ground {
    questionnaires::publish_shipped(&world.app).await.expect("published");
    let told = Decided {
        code: "P53-1",
        name: ("โครงการถ่ายทอดเทคโนโลยี", ""),
        areas: &[(&trang, 165), (&chonburi, 165)],
        indicators: &[],
        technologies: technology,
    };
    let project = told.brought(world).await;
    let areas = [project.plan.areas[0].id, project.plan.areas[1].id];
    world.stand_on("2010-09-15");
    Ground { project: project.id, areas, trang, chonburi }
}

const AREA: &str = "/desk/projects/P53-1/areas/1";
pub(crate) const PEOPLE: &str = "/desk/projects/P53-1/areas/1/participants";
pub(super) const DAYS: &str = "/desk/projects/P53-1/areas/1/activities";

/// A follow-up of somebody who applied it, with a mark from 1 to 5.
pub(crate) fn follow_up<'a>(once: &'a str, mark: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("sheet.mode", "paper"),
        ("sheet.once", once),
        ("applied", "fully"),
        ("applied_what", "ย้อมผ้าขายในตลาดนัด"),
        ("applied_since_day", "๑"),
        ("applied_since_month", "10"),
        ("applied_since_year", "๒๕๕๓"),
        ("benefits", "raise_income"),
        ("satisfaction_benefit", mark),
        ("passed_on", "๓"),
        ("further_need", "no"),
    ]
}

pub(super) fn on<'a>(mut fields: Vec<(&'a str, &'a str)>, d: &'a str, m: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.extend([("sheet.answered_on_day", d), ("sheet.answered_on_month", m), ("sheet.answered_on_year", "2553")]);
    fields
}

/// Registers somebody and answers the code on their slip.
pub(super) async fn registered(person: &Person, given_name: &str, phone: &str) -> String {
    register(person, AREA, &application(given_name, phone)).await
}

/// Records a day of transfer on 15 September 2553 and answers where its attendance is kept.
pub(super) async fn transfer(person: &Person) -> String {
    record(person, AREA, &day_of_transfer("15", "9")).await
}

pub(crate) async fn counted(world: &World, of: Uuid, until: &str) -> Measures {
    measures(&world.app.db, of, Period::until(day(until))).await.expect("counted")
}

stories! {
    /// docs/requirements.md G-08: participant.register, activity.record, activity.attend, response.answer.
    async fn a_september_transfer_is_followed_up_in_the_next_fiscal_year(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let code = registered(&clinic, "สมหญิง", "๐๘๑-๒๓๔ ๕๖๗๘").await;
        clinic.get(format!("/desk/participants/{code}/slip")).await.expect(200).must_say(&code);
        let person = techclinic::responses::find_participant(world.app.db.reader(), &code).await.expect("read").expect("registered");
        let trail = kit::audit::trail(&world.app.db, person.id).await.expect("read");
        assert_eq!(trail.iter().map(|entry| entry.verb.as_str()).collect::<Vec<_>>(), ["participant.register"]);
        assert!(!trail[0].facts.to_string().contains("สมหญิง"), "the trail keeps no name");

        let answer = format!("/desk/participants/{code}/follow_up/answer");
        clinic.post(&answer, &follow_up("early", "4")).await.expect(422).must_say("ยังไม่มีบันทึกว่ารับการถ่ายทอด");
        attend(&clinic, &transfer(&clinic).await).await.expect(303);

        world.stand_on("2010-10-14");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let early = clinic.post(&answer, &follow_up("early", "4")).await.expect(422);
        early.must_say("15 ตุลาคม 2553").must_say("15 ธันวาคม 2553");
        assert_eq!(early.value_of("applied_what").as_deref(), Some("ย้อมผ้าขายในตลาดนัด"), "nothing typed is lost");
        let waiting = counted(&world, ground.project, "2010-10-14").await;
        assert_eq!((waiting.participants, waiting.follow_ups), (1, 0));

        world.stand_on("2010-10-15");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        clinic.post(&answer, &follow_up("first", "4")).await.expect(303);
        let measures = counted(&world, ground.project, "2010-12-31").await;
        assert_eq!((measures.follow_ups, measures.satisfied, measures.applied), (1, 1, 1));
        let within_2553 = counted(&world, ground.project, "2010-09-30").await;
        assert_eq!((within_2553.participants, within_2553.follow_ups), (1, 0));
    }

    /// G-08: late paper is keyed with the day it was answered, after the window and after the
    /// project's end; response.correct makes a new revision and the figures follow it.
    async fn late_answers_and_corrections_are_new_revisions(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let code = registered(&clinic, "สมหญิง", "0812345678").await;
        attend(&clinic, &transfer(&clinic).await).await.expect(303);
        let officer = world.officer().await;
        officer.post("/projects/P53-1/mark-transferred", &[]).await.expect(303);
        officer.post("/projects/P53-1/close", &[("pending", "yes")]).await.expect(303);
        world.stand_on("2011-01-20");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let answer = format!("/desk/participants/{code}/follow_up/answer");
        clinic.post(&answer, &follow_up("late", "2")).await.expect(422).must_say("15 ธันวาคม 2553");
        clinic.post(&answer, &on(follow_up("late", "2"), "10", "12")).await.expect(303);
        assert_eq!(counted(&world, ground.project, "2011-01-20").await.satisfied, 0);

        let correct = format!("/desk/participants/{code}/follow_up/correct");
        let page = clinic.get(&correct).await.expect(200);
        assert_eq!(page.value_of("sheet.revision").as_deref(), Some("1"));
        assert_eq!(page.value_of("applied_since_year").as_deref(), Some("2553"));
        let mut fields = on(follow_up("corrected", "5"), "10", "12");
        fields.push(("sheet.revision", "1"));
        clinic.post(&correct, &fields).await.expect(303);
        let measures = counted(&world, ground.project, "2011-01-20").await;
        assert_eq!((measures.follow_ups, measures.satisfied), (1, 1), "one person, one answer that stands");
        let page = clinic.get(format!("/desk/participants/{code}")).await.expect(200);
        page.must_say("มีฉบับแก้ไขแทนแล้ว").must_say("ฉบับแก้ไขที่ 2");

        fields.retain(|(name, _)| *name != "sheet.once");
        fields.push(("sheet.once", "somebody else's"));
        let conflict = clinic.post(&correct, &fields).await.expect(409);
        conflict.must_say("มีผู้อื่นบันทึกข้อมูลนี้ไปก่อนแล้ว").must_say("คำตอบที่บันทึกไว้ล่าสุด");
    }

    /// The same answer sent twice is one answer; another for the same person is refused.
    async fn the_same_answer_twice_is_one(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let code = registered(&clinic, "สมหญิง", "0812345678").await;
        assert_eq!(registered(&clinic, "สมหญิง", "0812345678").await, code, "the application too");
        attend(&clinic, &transfer(&clinic).await).await.expect(303);
        world.stand_on("2010-11-01");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let answer = format!("/desk/participants/{code}/follow_up/answer");
        for _ in 0..2 {
            clinic.post(&answer, &follow_up("one and the same", "4")).await.expect(303);
        }
        assert_eq!(counted(&world, ground.areas[0], "2010-11-01").await.follow_ups, 1);
        clinic.post(&answer, &follow_up("another", "1")).await.expect(409).must_say("มีคำตอบของแบบนี้แล้ว");

        let mut twice = application("สมหญิง", "0812345678");
        twice.retain(|(name, _)| *name != "sheet.once");
        twice.push(("sheet.once", "another sheet"));
        clinic.post(PEOPLE, &twice).await.expect(422).must_say("มีผู้สมัครชื่อและหมายเลขโทรศัพท์นี้");
    }

    /// docs/requirements.md G-21, first half.
    async fn another_clinic_cannot_open_recipients_by_changing_an_address(world: World) {
        let ground = ground(&world, false).await;
        let trang = world.of_clinic(Role::ClinicDirector, &ground.trang).await;
        let chonburi = world.of_clinic(Role::ClinicDirector, &ground.chonburi).await;
        let code = registered(&trang, "สมหญิง", "0812345678").await;
        let day = transfer(&trang).await;
        let pages = [
            PEOPLE.to_owned(),
            format!("{PEOPLE}/new"),
            DAYS.to_owned(),
            day.clone(),
            format!("/desk/participants/{code}"),
            format!("/desk/participants/{code}/slip"),
            format!("/desk/participants/{code}/application/correct"),
        ];
        let province = world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await;
        for page in &pages {
            for stranger in [&chonburi, &province] {
                stranger.get(page).await.expect(404);
            }
            trang.get(page).await.expect(200);
        }
        // A sheet that cannot have been answered yet is not offered, and its address tells why at once.
        let follow_up_of = format!("/desk/participants/{code}/follow_up/answer");
        chonburi.get(&follow_up_of).await.expect(404);
        let shown = trang.get(&follow_up_of).await.expect_see_other();
        trang.get(&shown).await.expect(200).must_say("ยังไม่มีบันทึกว่ารับการถ่ายทอด");
        // An address of the own area does not open a day of another's.
        chonburi.get(day.replace("areas/1", "areas/2")).await.expect(404);
        chonburi.post(PEOPLE, &application("ปลอม", "0811111111")).await.expect(404);
        chonburi.post(format!("/desk/participants/{code}/follow_up/answer"), &follow_up("x", "1")).await.expect(404);
        assert!(!matches!(world.anyone().get(PEOPLE).await.status.as_u16(), 200 | 404), "a stranger is asked to sign in");

        for role in [Role::MinistryOfficer, Role::Auditor, Role::DataProtectionOfficer] {
            let looking = world.signed_in(role, Scope::Network).await;
            looking.get(PEOPLE).await.expect(200).must_say("สมหญิง").must_say("xxx xxx 5678");
            assert!(!looking.get(PEOPLE).await.body.contains("0812345678"), "the list masks telephones");
            looking.post(PEOPLE, &application("ปลอม", "0811111111")).await.expect(403);
        }
    }

    /// The holder of a slip answers without an account and sees one letter of their own name.
    async fn a_slip_opens_its_own_forms_and_no_name(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicManager, &ground.trang).await;
        let code = registered(&clinic, "สมหญิง", "0812345678").await;
        attend(&clinic, &transfer(&clinic).await).await.expect(303);
        let person = world.anyone();
        world.stand_on("2010-10-01");
        let page = person.get(format!("/fill/{}", code.to_lowercase())).await.expect(200);
        page.must_say("คุณ ส.").must_say("15 ตุลาคม 2553");
        for secret in ["สมหญิง", "ใจดี", "5678", "พรุจูด", "P53-1"] {
            assert!(!page.body.contains(secret), "{secret}");
        }
        let early = person.post(format!("/fill/{code}/follow_up"), &follow_up("by slip", "4")).await.expect(422);
        early.must_say("15 ธันวาคม 2553");
        world.stand_on("2010-12-15");
        person.get(format!("/fill/{code}/follow_up")).await.expect(200).must_say("ตอบเมื่อข้อ");
        person.post(format!("/fill/{code}/follow_up"), &follow_up("by slip", "")).await.expect(422).must_say("โปรดตอบข้อนี้");
        let thanks = person.post(format!("/fill/{code}/follow_up"), &follow_up("by slip", "4")).await.expect_see_other();
        person.get(thanks).await.expect(200).must_say("ได้รับคำตอบแล้ว");
        person.post(format!("/fill/{code}/follow_up"), &follow_up("again", "1")).await.expect(409);
        person.get("/fill/00000-00000").await.expect(404);
    }

    /// docs/requirements.md G-09, B-13: n, N and the response rate stand beside the share; a target
    /// is compared exactly; what practice answers is counted nowhere.
    async fn of_330_participants_281_satisfied_meet_the_target(world: World) {
        let ground = ground(&world, false).await;
        world.stand_on("2010-11-01");
        let mut people = "project,area,code,name,registered_on,transferred_on\n".to_owned();
        let mut answers = "participant,kind,answered_on,answers\n".to_owned();
        for number in 0..330 {
            people.push_str(&format!("P53-1,{},AAAAA-{number:05},ผู้รับบริการ {number},1 ก.ย. 2553,2010-09-15\n", 1 + number % 2));
            let mark = if number < 281 { 4 } else { 3 };
            let said = format!("{{\"\"applied\"\":\"\"no\"\",\"\"not_applied_reason\"\":\"\"no_time\"\",\"\"satisfaction_benefit\"\":{mark},\"\"passed_on\"\":0,\"\"further_need\"\":\"\"no\"\"}}");
            answers.push_str(&format!("AAAAA-{number:05},follow_up,2010-10-20,\"{said}\"\n"));
        }
        assert_eq!(world.bring("participants", &people).await, [330, 0, 0]);
        let first_200: String = answers.lines().take(201).map(|line| format!("{line}\n")).collect();
        assert_eq!(world.bring("responses", &first_200).await, [200, 0, 0]);
        let some = counted(&world, ground.project, "2010-11-01").await;
        assert_eq!((some.follow_ups, some.participants, some.response_rate().percent().as_str()), (200, 330, "60.6"));

        let heading_and_rest: String = answers.lines().enumerate().filter(|(at, _)| *at == 0 || *at > 200).map(|(_, line)| format!("{line}\n")).collect();
        assert_eq!(world.bring("responses", &heading_and_rest).await, [130, 0, 0]);
        let all = counted(&world, ground.project, "2010-11-01").await;
        assert_eq!(all.satisfaction(), Fraction::new(281, 330));
        assert_eq!(all.satisfaction().meets(8_500), Some(true));
        assert_eq!(Fraction::new(all.satisfied - 1, all.follow_ups).meets(8_500), Some(false));
        assert_eq!((all.participants, all.follow_ups), (330, 330));
        assert_eq!(counted(&world, ground.areas[1], "2010-11-01").await.participants, 165);

        let public = world.anyone().get("/api/v1/projects/P53-1/measures").await.expect(200).json();
        assert_eq!(public["satisfaction_benefit"]["percent"], "85.15");
        assert_eq!((public["participants"].as_i64(), public["follow_ups"].as_i64()), (Some(330), Some(330)));
        assert_eq!(public["response_rate"]["percent"], "100.00");
    }

    /// Rehearsals are counted nowhere, and what is about fewer than five is not published.
    async fn practice_and_small_cells_are_not_published(world: World) {
        let ground = ground(&world, true).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        clinic.post("/practice/start", &[]).await.expect(303);
        let code = registered(&clinic, "สมหญิง", "0812345678").await;
        attend(&clinic, &transfer(&clinic).await).await.expect(303);
        world.stand_on("2010-11-01");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        clinic.post("/practice/start", &[]).await.expect(303);
        clinic.post(format!("/desk/participants/{code}/follow_up/answer"), &follow_up("p", "4")).await.expect(303);
        let practised = counted(&world, ground.project, "2010-11-01").await;
        assert_eq!((practised.registered, practised.participants, practised.follow_ups), (0, 0, 0));
        world.anyone().get("/api/v1/projects/P53-1/measures").await.expect(404);
    }

    /// A list of participants costs the same queries for one as for many pages; twenty on a page.
    async fn participants_are_listed_a_page_at_a_time(world: World) {
        let ground = ground(&world, false).await;
        let mut people = "project,area,name,registered_on\n".to_owned();
        (0..45).for_each(|number| people.push_str(&format!("P53-1,1,ผู้รับบริการ {number},2010-09-0{}\n", 1 + number % 9)));
        world.bring("participants", &people).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let (mut path, mut seen) = (PEOPLE.to_owned(), std::collections::BTreeSet::new());
        for expected in [20, 20, 5] {
            let page = clinic.get(&path).await.expect(200);
            let names = page.all("tbody th a");
            assert_eq!(names.len(), expected);
            seen.extend(names);
            path = page.body.split("rel=\"next\" href=\"").nth(1).map_or(String::new(), |rest| rest.split('"').next().unwrap_or_default().replace("&#38;", "&").replace("&amp;", "&"));
        }
        assert_eq!(seen.len(), 45, "each once");
    }
}

#[test]
fn a_period_until_a_day_holds_all_before_it() {
    let period = Period::until(day("2010-09-30"));
    assert!(period.from < NaiveDate::from_ymd_opt(2003, 1, 1).expect("a day") && period.to == day("2010-09-30"));
    assert_eq!((Participants::NAME, Responses::NAME), ("participants", "responses"));
}
