//! Stories of monitoring, told as those who write, review and read the reports would tell them.

use super::testing::{Project, follow_up, participant, project, promising, supersede, withdraw};
use crate::testing::{Person, World, day, stories};
use techclinic::accounts::{Role, Scope};
use techclinic::organisations::Clinic;
use techclinic::responses::{self, Period};

const WORDS: [(&str, &str); 3] = [("support", "ชุมชนร่วมมือดี"), ("problems", "ฝนตกหนัก"), ("suggestions", "จัดนอกฤดูฝน")];

/// ตรัง with its clinic and a project of one area.
pub(super) async fn of_trang(world: &World) -> (Clinic, Project) {
    let trang = world.trang().await;
    let made = project(world, "P53-1", &[(&trang, 120)]).await;
    (trang, made)
}

/// So many people of the project's area `area`, the first `satisfied` of `answered` content.
#[expect(clippy::too_many_arguments, reason = "a story reads as one line")]
async fn people(
    world: &World,
    made: &Project,
    area: usize,
    all: usize,
    answered: usize,
    satisfied: usize,
    transferred: &str,
    on: &str,
) {
    for at in 0..all {
        let sex = if at % 3 == 0 { "male" } else { "female" };
        let person = participant(world, made, area, sex, transferred, false).await;
        if at < answered {
            let score = if at < satisfied { 5 } else { 3 };
            follow_up(world, made, area, person, on, score, if at < satisfied { "fully" } else { "no" }).await;
        }
    }
}

async fn version(person: &Person, report: &str) -> String {
    let page = person.get(format!("/desk/progress-reports/{report}")).await.expect(200);
    page.value_of("version").expect("a version")
}

/// Hands the report in with the usual words.
pub(super) async fn submitted(person: &Person, report: &str) {
    let version = version(person, report).await;
    let mut fields = WORDS.to_vec();
    fields.push(("version", &version));
    person.post(format!("/desk/progress-reports/{report}/submit"), &fields).await.expect(303);
}

async fn reported(world: &World, made: &Project, report: &str) -> techclinic::monitoring::ProgressReport {
    let key = techclinic::monitoring::ReportKey::parse(report).expect("a key");
    let areas = techclinic::monitoring::list_areas(&world.app.db, &made.code).await.expect("areas");
    let area = areas.iter().find(|area| area.position == key.area).expect("the area").clone();
    let revisions = techclinic::monitoring::list_revisions(&world.app.db, &area, key.quarter).await.expect("read");
    revisions.into_iter().next().expect("a report")
}

stories! {
    /// G-10: a report of the third quarter of 2553 opens on 1 July 2553, is submitted, returned with
    /// a reason, resubmitted, accepted, locked, and corrected as version 2.
    async fn a_report_goes_from_draft_to_locked_and_is_corrected_as_version_2(world: World) {
        let (trang, made) = of_trang(&world).await;
        people(&world, &made, 0, 12, 0, 0, "2010-05-15", "2010-06-20").await;
        let report = "P53-1-A1-2553Q3";
        let address = format!("/desk/progress-reports/{report}");
        world.stand_on("2010-06-30");
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let early = manager.post("/desk/progress-reports", &[("report", report)]).await.expect(409);
        early.must_say("1 กรกฎาคม 2553");
        assert!(early.all("tbody .field-error")[0].contains("1 กรกฎาคม 2553"), "beside the report that was to be begun");
        let early = manager.post("/desk/progress-reports?lang=en", &[("report", report)]).await.expect(409);
        assert!(early.all("tbody .field-error")[0].contains("1 July 2010"), "{:?}", early.all(".field-error"));
        manager.get("/desk/progress-reports?lang=th").await.expect(200);
        world.stand_on("2010-07-01");
        let (manager, officer) = (world.of_clinic(Role::ClinicManager, &trang).await, world.officer().await);
        assert_eq!(manager.post("/desk/progress-reports", &[("report", report)]).await.expect_see_other(), address);
        assert_eq!(manager.post("/desk/progress-reports", &[("report", report)]).await.expect_see_other(), address, "twice is once");
        let page = manager.get(&address).await.expect(200);
        page.must_say("15 กรกฎาคม 2553").must_say("ผู้รับการถ่ายทอด (คน) 12 12").must_say("60,000.00");

        // Nothing is handed in without its words, and nothing typed is lost.
        let first = version(&manager, report).await;
        let refused = manager.post(format!("{address}/submit"), &[("support", "ดี"), ("version", &first)]).await.expect(422);
        refused.must_say("โปรดกรอกช่องนี้ก่อนส่ง");
        assert_eq!(refused.value_of("support").as_deref(), Some("ดี"));

        submitted(&manager, report).await;
        world.anyone().get("/progress-reports/P53-1/2553/3").await.expect(200).must_say("ยังไม่มีรายงานของไตรมาสนี้ที่รับรองแล้ว");
        officer.post(format!("{address}/return"), &[("reason", " ")]).await.expect(422);
        officer.post(format!("{address}/return"), &[("reason", "โปรดระบุปัญหาให้ชัด")]).await.expect(303);
        manager.get(&address).await.expect(200).must_say("โปรดระบุปัญหาให้ชัด");
        world.stand_on("2010-07-20");
        let (manager, officer) = (world.of_clinic(Role::ClinicManager, &trang).await, world.officer().await);
        submitted(&manager, report).await;
        officer.post(format!("{address}/lock"), &[]).await.expect(409).must_say("ต้องรับรองรายงานก่อน");
        officer.post(format!("{address}/accept"), &[]).await.expect(303);
        manager.post(format!("{address}/correct"), &[]).await.expect(409);
        officer.post(format!("{address}/lock"), &[]).await.expect(303);
        world.anyone().get("/progress-reports/P53-1/2553/3").await.expect(200).must_say("รับรองแล้ว").must_say("ผู้รับการถ่ายทอด (คน) 12 12");

        let locked = reported(&world, &made, report).await;
        assert!(locked.is_on_time(), "a report returned and sent again came when it first came");
        let verbs = [
            "progress_report.draft",
            "progress_report.submit",
            "progress_report.return",
            "progress_report.submit",
            "progress_report.accept",
            "progress_report.lock",
        ];
        assert_eq!(world.trail(locked.id).await, verbs);
        manager.post(format!("{address}/correct"), &[]).await.expect(303);
        let second = reported(&world, &made, report).await;
        assert_eq!((second.revision, second.status.as_str()), (2, "draft"));
        assert_eq!(world.trail(second.id).await, ["progress_report.correct"]);
        manager.get(format!("{address}?revision=1")).await.expect(200).must_say("ฉบับที่ 1").must_say("ปิดแล้ว");
        world.anyone().get("/progress-reports/P53-1/2553/3").await.expect(200).must_say("ฉบับที่ 1");
    }

    /// G-08: a transfer of 15 September 2553 is followed up in the next fiscal year; late answers
    /// leave the locked report as it is and come into its correction.
    async fn late_answers_make_a_new_version(world: World) {
        let (trang, made) = of_trang(&world).await;
        people(&world, &made, 0, 10, 8, 7, "2010-09-15", "2010-11-10").await;
        let report = "P53-1-A1-2553Q4";
        let address = format!("/desk/progress-reports/{report}");
        world.stand_on("2010-10-05");
        let (director, officer) = (world.of_clinic(Role::ClinicDirector, &trang).await, world.officer().await);
        director.post("/desk/progress-reports", &[("report", report)]).await.expect(303);
        submitted(&director, report).await;
        officer.post(format!("{address}/accept"), &[]).await.expect(303);
        officer.post(format!("{address}/lock"), &[]).await.expect(303);
        let first = reported(&world, &made, report).await.figures.expect("frozen");
        let satisfied = first.indicators.iter().find(|one| one.indicator == "satisfaction_benefit").expect("the indicator");
        assert_eq!(satisfied.total.map(|total| (total.answered, total.persons)), Some((0, 10)), "nobody was due yet");

        world.stand_on("2010-12-16");
        let (director, officer) = (world.of_clinic(Role::ClinicDirector, &trang).await, world.officer().await);
        director.get(&address).await.expect(200).must_say("บันทึกเปลี่ยนไปหลังจากส่งรายงานนี้").must_say("n = 8 จาก N = 10");
        director.post(format!("{address}/correct"), &[]).await.expect(303);
        submitted(&director, report).await;
        officer.post(format!("{address}/accept"), &[]).await.expect(303);
        let second = reported(&world, &made, report).await;
        let figures = second.figures.clone().expect("frozen");
        let satisfied = figures.indicators.iter().find(|one| one.indicator == "satisfaction_benefit").expect("the indicator");
        assert_eq!(second.revision, 2);
        assert_eq!(satisfied.formula.as_deref(), Some("satisfied_share.1"));
        assert_eq!(satisfied.total.map(|total| (total.numerator, total.answered, total.persons)), Some((7, 8, 10)));
        let list = world.anyone().get("/api/v1/progress-reports?fiscal_year=2553&quarter=4").await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "the correction replaces the first");
        assert_eq!(list["items"][0]["revision"], 2);
    }

    /// G-09: 281 of 330 meets 85 %, 280 does not; with 200 answers n, N and the response rate are shown.
    async fn a_percentage_never_stands_alone(world: World) {
        let (_, made) = of_trang(&world).await;
        people(&world, &made, 0, 33, 20, 17, "2010-05-15", "2010-06-20").await;
        participant(&world, &made, 0, "male", "2010-05-15", true).await;
        world.stand_on("2010-07-01");
        let page = world.anyone().get("/projects/P53-1/indicators/satisfaction_benefit").await.expect(200);
        page.must_say("ร้อยละ 85.00").must_say("17/20").must_say("n = 20 จาก N = 33").must_say("อัตราการตอบ ร้อยละ 60.61");
        page.must_say("ถึงเป้าหมายแล้ว").must_say("สูตรรุ่น 1").must_say("1–3 เดือนหลังการถ่ายทอด").must_say("1 กรกฎาคม 2553");
        page.must_say("ร้อยละ 51.52 (17/33)");
        let items = world.anyone().get("/api/v1/indicators?project=P53-1").await.expect(200).json();
        let satisfied = items["items"].as_array().and_then(|all| all.iter().find(|one| one["indicator"] == "satisfaction_benefit").cloned());
        let total = satisfied.expect("the indicator")["total"].clone();
        assert_eq!(total, serde_json::json!({"numerator": 17, "denominator": 20, "answered": 20, "persons": 33}));
        let told = responses::measures(&world.app.db, made.id, Period::until(world.app.clock.today())).await.expect("read");
        let told = (told.satisfied, told.follow_ups, told.participants);
        assert_eq!(told, (17, 20, 33), "over a whole project both reckonings agree");
    }

    /// B-14: the mean and the share are two formulas, and each figure says which it is.
    async fn the_mean_is_another_formula_than_the_share(world: World) {
        let trang = world.trang().await;
        let more = [
            ("satisfaction_mean", "percent", 85, "satisfaction_mean.1"),
            ("happiness", "percent", 85, "someone_elses.7"),
        ];
        let made = promising(&world, "P53-1", &[(&trang, 120)], &more).await;
        people(&world, &made, 0, 10, 10, 5, "2010-05-15", "2010-06-20").await;
        world.stand_on("2010-07-01");
        let mean = world.anyone().get("/projects/P53-1/indicators/satisfaction_mean").await.expect(200);
        mean.must_say("ร้อยละ 80.00 (40/50)").must_say("หารด้วย 5").must_say("สูตรรุ่น 1");
        assert!(!mean.says("satisfaction_mean.1"), "the formula is said in words");
        world.anyone().get("/projects/P53-1/indicators/happiness").await.expect(200).must_say("สูตรที่ระบบไม่รู้จัก");
        world.anyone().get("/projects/P53-1/indicators/nothing").await.expect(404);
        world.anyone().get("/projects/P99/indicators/recipients").await.expect(404);
    }

    /// Of one person the latest follow-up counts; one that was revised counts no more.
    async fn one_person_is_one_answer(world: World) {
        let (_, made) = of_trang(&world).await;
        people(&world, &made, 0, 9, 9, 9, "2010-05-15", "2010-06-20").await;
        let person = participant(&world, &made, 0, "female", "2010-05-15", false).await;
        follow_up(&world, &made, 0, person, "2010-06-20", 5, "fully").await;
        follow_up(&world, &made, 0, person, "2010-06-28", 2, "no").await;
        let later = follow_up(&world, &made, 0, person, "2010-06-29", 1, "no").await;
        supersede(&world, later).await;
        world.stand_on("2010-07-01");
        world.anyone().get("/projects/P53-1/indicators/satisfaction_benefit").await.expect(200).must_say("(9/10)").must_say("n = 10 จาก N = 10");
    }

    /// Another clinic does not learn that a report exists; only who answers for the clinic hands in,
    /// only the ministry reviews.
    async fn another_clinic_finds_no_report(world: World) {
        let (trang, made) = of_trang(&world).await;
        let chonburi = world.chonburi().await;
        world.stand_on("2010-07-02");
        let report = "P53-1-A1-2553Q3";
        let address = format!("/desk/progress-reports/{report}");
        let verbs = ["explain", "submit", "return", "accept", "lock", "correct"];
        world.anyone().get("/desk/progress-reports").await.expect(401);
        world.anyone().get(&address).await.expect(401);
        world.anyone().post("/desk/progress-reports", &[("report", report)]).await.expect(401);
        let stranger = world.of_clinic(Role::ClinicDirector, &chonburi).await;
        stranger.post("/desk/progress-reports", &[("report", report)]).await.expect(404);
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        coordinator.post("/desk/progress-reports", &[("report", report)]).await.expect(303);
        stranger.get(&address).await.expect(404);
        for verb in verbs {
            stranger.post(format!("{address}/{verb}"), &[("reason", "x")]).await.expect(404);
            world.anyone().post(format!("{address}/{verb}"), &[("reason", "x")]).await.expect(401);
        }
        assert!(!stranger.get("/desk/progress-reports?quarter=2553Q3").await.expect(200).says("พื้นที่ 1"));
        coordinator.get("/desk/progress-reports?quarter=2553Q3").await.expect(200).must_say("พื้นที่ 1");
        for verb in ["submit", "correct"] {
            coordinator.post(format!("{address}/{verb}"), &WORDS).await.expect(403).must_say("ผู้จัดการหรือผู้อำนวยการ");
        }
        for verb in ["return", "accept", "lock"] {
            coordinator.post(format!("{address}/{verb}"), &[("reason", "x")]).await.expect(403).must_say("เฉพาะเจ้าหน้าที่กระทรวง");
        }
        let auditor = world.signed_in(Role::Auditor, Scope::Network).await;
        auditor.get(&address).await.expect(200);
        auditor.post(format!("{address}/explain"), &WORDS).await.expect(403);
        assert_eq!(reported(&world, &made, report).await.status.as_str(), "draft");
    }

    /// Two people write at once: the second keeps what was typed, beside what the first saved.
    async fn two_writers_lose_nothing(world: World) {
        let (trang, made) = of_trang(&world).await;
        world.stand_on("2010-07-02");
        let report = "P53-1-A1-2553Q3";
        let address = format!("/desk/progress-reports/{report}/explain");
        let (one, two) = (world.of_clinic(Role::ClinicCoordinator, &trang).await, world.of_clinic(Role::ClinicManager, &trang).await);
        one.post("/desk/progress-reports", &[("report", report)]).await.expect(303);
        let read = version(&one, report).await;
        one.post(&address, &[("support", "ข้อความแรก"), ("version", &read)]).await.expect(303);
        let refused = two.post(&address, &[("support", "ข้อความที่สอง"), ("version", &read)]).await.expect(409);
        refused.must_say("ข้อความแรก");
        assert_eq!(refused.value_of("support").as_deref(), Some("ข้อความที่สอง"));
        let again = refused.value_of("version").expect("the latest version");
        two.post(&address, &[("support", "ทั้งสองข้อความ"), ("version", &again)]).await.expect(303);
        let report = reported(&world, &made, report).await;
        assert_eq!(report.narrative.support, "ทั้งสองข้อความ");
        assert_eq!(world.trail(report.id).await, ["progress_report.draft", "progress_report.explain", "progress_report.explain"]);
    }

    /// The same form sent twice is done once: words, handing in, handing back.
    async fn a_form_of_a_report_sent_twice_is_done_once(world: World) {
        let (trang, made) = of_trang(&world).await;
        world.stand_on("2010-07-02");
        let (manager, officer) = (world.of_clinic(Role::ClinicManager, &trang).await, world.officer().await);
        let (report, address) = ("P53-1-A1-2553Q3", "/desk/progress-reports/P53-1-A1-2553Q3");
        for _ in 0..2 {
            manager.post("/desk/progress-reports", &[("report", report)]).await.expect(303);
        }
        let read = version(&manager, report).await;
        let mut fields = WORDS.to_vec();
        fields.push(("version", &read));
        for verb in ["explain", "explain"] {
            manager.post(format!("{address}/{verb}"), &fields).await.expect(303);
        }
        let read = version(&manager, report).await;
        let mut fields = WORDS.to_vec();
        fields.push(("version", &read));
        for verb in ["submit", "submit"] {
            manager.post(format!("{address}/{verb}"), &fields).await.expect(303);
        }
        for _ in 0..2 {
            officer.post(format!("{address}/return"), &[("reason", "โปรดระบุปัญหาให้ชัด")]).await.expect(303);
        }
        let verbs = ["progress_report.draft", "progress_report.explain", "progress_report.submit", "progress_report.return"];
        assert_eq!(world.trail(reported(&world, &made, report).await.id).await, verbs);
    }

    /// Somebody handed the report in, or took it back, meanwhile: what was typed still stands there.
    async fn what_comes_too_late_is_not_lost(world: World) {
        let (trang, _) = of_trang(&world).await;
        world.stand_on("2010-07-02");
        let (coordinator, manager) = (world.of_clinic(Role::ClinicCoordinator, &trang).await, world.of_clinic(Role::ClinicManager, &trang).await);
        let (report, address) = ("P53-1-A1-2553Q3", "/desk/progress-reports/P53-1-A1-2553Q3");
        manager.post("/desk/progress-reports", &[("report", report)]).await.expect(303);
        let read = version(&coordinator, report).await;
        submitted(&manager, report).await;
        for (language, said) in [("th", "รายงานนี้ส่งแล้ว"), ("en", "has been handed in")] {
            let late = coordinator.post(format!("{address}/explain?lang={language}"), &[("support", "พิมพ์ไว้ยาวมาก"), ("version", &read)]).await.expect(409);
            late.must_say(said);
            assert_eq!(late.value_of("support").as_deref(), Some("พิมพ์ไว้ยาวมาก"));
        }
        let (one, two) = (world.officer().await, world.officer().await);
        one.post(format!("{address}/accept"), &[]).await.expect(303);
        for (language, said) in [("th", "ไม่ได้อยู่ในขั้นตอนรอตรวจ"), ("en", "does not wait for review")] {
            let late = two.post(format!("{address}/return?lang={language}"), &[("reason", "ขอให้ระบุปัญหา")]).await.expect(409);
            assert!(late.all("#e-reason")[0].contains(said));
            assert_eq!(late.value_of("reason").as_deref(), Some("ขอให้ระบุปัญหา"));
        }
    }

    /// G-10, A0-24: the ministry sees who is late; a roll-up is the sum of its areas; small numbers
    /// of a public table are hidden, and the one beside them.
    async fn late_clinics_are_listed_and_small_cells_hidden(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let made = project(&world, "P53-1", &[(&trang, 20), (&chonburi, 10), (&trang, 30)]).await;
        people(&world, &made, 0, 20, 20, 18, "2010-05-15", "2010-06-20").await;
        people(&world, &made, 1, 4, 3, 3, "2010-05-15", "2010-06-20").await;
        people(&world, &made, 2, 12, 12, 9, "2010-05-15", "2010-06-20").await;
        world.stand_on("2010-07-10");
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        director.post("/desk/progress-reports", &[("report", "P53-1-A1-2553Q3")]).await.expect(303);
        submitted(&director, "P53-1-A1-2553Q3").await;
        world.stand_on("2010-07-16");
        let officer = world.officer().await;
        let list = officer.get("/desk/progress-reports?quarter=2553Q3").await.expect(200);
        list.must_say("รายงานที่ต้องส่ง 3 ส่งแล้ว 1 ส่งทันกำหนด 1 เลยกำหนดและยังไม่ส่ง 2").must_say("คลินิกเทคโนโลยีชลบุรี");
        let overdue = officer.get("/desk/progress-reports?quarter=2553Q3&standing=overdue").await.expect(200);
        assert!(overdue.says("พื้นที่ 2") && overdue.says("พื้นที่ 3") && !overdue.says("พื้นที่ 1"));
        let page = world.anyone().get("/projects/P53-1/indicators/satisfaction_benefit").await.expect(200);
        page.must_say("(30/35)").must_say("n = 35 จาก N = 36");
        let rows = page.all("tbody tr");
        assert!(rows[0].contains("18/20"), "{rows:?}");
        assert!(rows[1].contains("ไม่แสดง") && rows[2].contains("ไม่แสดง"), "{rows:?}");
    }

    /// A figure frozen can be reckoned again from the records it was drawn from.
    async fn frozen_figures_are_those_of_the_records(world: World) {
        let trang = world.trang().await;
        let made = project(&world, "P53-1", &[(&trang, 20)]).await;
        people(&world, &made, 0, 17, 11, 8, "2010-05-15", "2010-06-20").await;
        people(&world, &made, 0, 6, 2, 1, "2010-07-05", "2010-08-20").await;
        world.stand_on("2010-10-03");
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        for report in ["P53-1-A1-2553Q3", "P53-1-A1-2553Q4"] {
            director.post("/desk/progress-reports", &[("report", report)]).await.expect(303);
            submitted(&director, report).await;
            let kept = reported(&world, &made, report).await;
            let frozen = kept.figures.expect("frozen");
            let areas = techclinic::monitoring::list_areas(&world.app.db, "P53-1").await.expect("areas");
            let again = techclinic::monitoring::figures(&world.app.db, &areas[0], kept.quarter, frozen.as_of).await.expect("figures");
            assert_eq!(frozen, again);
            assert_eq!(frozen.recipients.total, frozen.tally.persons);
            assert_eq!(frozen.as_of, day("2010-10-03"));
        }
        let (third, fourth) = (reported(&world, &made, "P53-1-A1-2553Q3").await, reported(&world, &made, "P53-1-A1-2553Q4").await);
        let (third, fourth) = (third.figures.expect("frozen"), fourth.figures.expect("frozen"));
        assert_eq!(third.tally_of_quarter + fourth.tally_of_quarter, fourth.tally, "quarters add up to the whole");
    }

    /// The list costs the same number of queries however long it is, and so does a report.
    async fn pages_cost_the_same_however_many_records_there_are(world: World) {
        let trang = world.trang().await;
        world.stand_on("2010-07-10");
        let officer = world.officer().await;
        let made = project(&world, "P53-0", &[(&trang, 20)]).await;
        let list = "/desk/progress-reports?quarter=2553Q3";
        let few = (world.queries_of(&officer, list).await, world.queries_of(&officer, "/projects/P53-0/indicators/recipients").await);
        for at in 1..6 {
            project(&world, &format!("P53-{at}"), &[(&trang, 20), (&trang, 5)]).await;
        }
        people(&world, &made, 0, 30, 10, 5, "2010-05-15", "2010-06-20").await;
        let many = (world.queries_of(&officer, list).await, world.queries_of(&officer, "/projects/P53-0/indicators/recipients").await);
        assert_eq!(few, many);
    }

    /// A figure that has become less is handed in only with a reason, and the API does as the page.
    async fn less_than_before_is_explained(world: World) {
        let (trang, made) = of_trang(&world).await;
        let person = participant(&world, &made, 0, "female", "2010-05-15", false).await;
        people(&world, &made, 0, 6, 0, 0, "2010-05-15", "2010-06-20").await;
        world.stand_on("2010-07-02");
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        let words = |version: &str| serde_json::json!({"support": "ก", "problems": "ข", "suggestions": "ค", "version": version});
        director.post_json("/api/v1/progress-reports", serde_json::json!({"report": "P53-1-A1-2553Q3"})).await.expect(201);
        director.post_json("/api/v1/progress-reports/P53-1-A1-2553Q3/submit", words("1")).await.expect(200);
        withdraw(&world, person).await;
        world.stand_on("2010-10-02");
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        director.post_json("/api/v1/progress-reports", serde_json::json!({"report": "P53-1-A1-2553Q4"})).await.expect(201);
        let refused = director.post_json("/api/v1/progress-reports/P53-1-A1-2553Q4/submit", words("1")).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "explanation");
        let mut explained = words("1");
        explained["explanation"] = "ผู้รับบริการ 1 คนขอถอนข้อมูล".into();
        director.post_json("/api/v1/progress-reports/P53-1-A1-2553Q4/submit", explained).await.expect(200);
    }
}
