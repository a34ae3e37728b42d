//! Stories of the promise clock: what is promised, what is late, to whom it climbs, and questions asked back.

use kit::jobs::{Workers, enqueue_daily};

use super::testing::analyse;
use super::tests::{code_of, told, with};
use crate::technologies::testing::offered;
use crate::testing::{World, day, stories};
use techclinic::accounts::{Role, Scope};
use techclinic::holidays;
use techclinic::needs::Need;
use techclinic::needs::{WATCH, jobs, watch};

/// Five working days to begin, twenty to find a technology; late needs climb every second working day, and
/// a question stops the clock for four.
async fn promised(world: &World) {
    let set = [
        ("valid_from_day", "10"),
        ("valid_from_month", "5"),
        ("valid_from_year", "2553"),
        ("received", "5"),
        ("in_analysis", "20"),
        ("climb", "2"),
        ("pause", "4"),
    ];
    world.officer().await.post("/promises", &set).await.expect(303);
}

async fn need(world: &World, code: &str) -> Need {
    techclinic::needs::find_by_code(&world.app.db, code).await.expect("read").expect("a need")
}

async fn looked(world: &World, on: &str) -> usize {
    world.stand_on(on);
    watch(&world.app).await.expect("looked")
}

/// The south, as an officer of its centre sees it.
fn south() -> Scope {
    Scope::Region { region: "south".to_owned(), provinces: vec!["92".to_owned(), "90".to_owned()] }
}

stories! {
    /// need.escalate: head of the clinic, regional centre, ministry; each step once, each on the record, and seen by everybody.
    async fn what_is_late_climbs_and_stays_visible(world: World) {
        let trang = world.trang().await;
        promised(&world).await;
        let code = told(&world).await;
        let track = format!("/track/{}", need(&world, &code).await.tracking_code);
        world.anyone().get(&track).await.expect(200).must_say("เราสัญญาว่าจะดำเนินการขั้นต่อไปหรือตอบท่านภายใน").must_say("วันจันทร์ที่ 17 พฤษภาคม 2553");
        let head = world.of_clinic(Role::ClinicDirector, &trang).await;
        let centre = world.signed_in(Role::RegionalOfficer, south()).await;
        let (elsewhere, officer) = (world.signed_in(Role::RegionalOfficer, Scope::Region { region: "north".to_owned(), provinces: vec!["50".to_owned()] }).await, world.officer().await);

        assert_eq!(looked(&world, "2010-05-17").await, 0, "on the day itself nothing is late");
        assert!(world.anyone().get("/needs").await.expect(200).all("tbody .mark-warn").is_empty());
        assert_eq!(looked(&world, "2010-05-18").await, 1);
        assert_eq!(looked(&world, "2010-05-18").await, 0, "looking again changes nothing");
        head.get("/desk").await.expect(200).must_say("เลยกำหนดวันที่");
        assert!(!centre.get("/desk").await.expect(200).says(&code) && !officer.get("/desk").await.expect(200).says(&code));
        assert_eq!(looked(&world, "2010-05-20").await, 1);
        centre.get("/desk").await.expect(200).must_say(&code);
        assert!(!elsewhere.get("/desk").await.expect(200).says(&code));
        assert_eq!(looked(&world, "2010-05-25").await, 1);
        officer.get("/desk").await.expect(200).must_say(&code);
        officer.get("/desk/needs?show=late").await.expect(200).must_say("ส่งต่อถึงกระทรวงแล้ว");
        centre.get("/desk/needs?show=late").await.expect(200).must_say("ส่งต่อถึงกระทรวงแล้ว");
        assert!(elsewhere.get("/desk/needs?show=late").await.expect(200).says("ไม่มีเรื่องที่ตรงกับเงื่อนไข"));

        let list = world.anyone().get("/needs?late=yes").await.expect(200);
        assert_eq!(list.all("tbody .mark-warn"), ["เลยกำหนด"]);
        let page = world.anyone().get(format!("/needs/{code}")).await.expect(200);
        page.must_say("ส่งต่อถึงผู้บริหารคลินิกแล้ว").must_say("ส่งต่อถึงศูนย์ภูมิภาคแล้ว").must_say("ส่งต่อถึงกระทรวงแล้ว");
        world.anyone().get(&track).await.expect(200).must_say("เราสัญญาไว้ว่าภายใน").must_say("เรื่องของท่านถูกส่งต่อถึงกระทรวงแล้ว");
        let need = need(&world, &code).await;
        assert_eq!(world.trail(need.id).await, ["need.register", "need.escalate", "need.escalate", "need.escalate"]);

        // Whoever works on it at last ends that, and another promise begins.
        world.stand_on("2010-05-26");
        analyse(&head, &code, "๑๐", "5").await;
        let after = self::need(&world, &code).await;
        assert_eq!((after.climbed, after.due.map(|day| day.to_string())), (0, Some("2010-06-23".to_owned())));
        assert!(world.anyone().get("/needs?late=yes").await.expect(200).says("ยังไม่พบเรื่อง"));
    }

    /// A program that rested catches up: every step is there, once, however many programs look at once.
    async fn several_programs_take_each_step_once(world: World) {
        world.trang().await;
        promised(&world).await;
        let code = told(&world).await;
        world.stand_on("2010-07-01");
        for _ in 0..3 {
            enqueue_daily(world.app.ground(), WATCH).await.expect("queued");
        }
        let workers = || jobs(Workers::new(), &world.app);
        let (one, other) = (workers(), workers());
        let ground = world.app.ground();
        let (first, second) = tokio::join!(one.work(ground), other.work(ground));
        assert_eq!(first.expect("worked") + second.expect("worked"), 1, "a day is one job");
        let (first, second) = tokio::join!(watch(&world.app), watch(&world.app));
        assert_eq!((first.expect("looked"), second.expect("looked")), (0, 0));
        let need = need(&world, &code).await;
        assert_eq!(need.climbed, 3);
        assert_eq!(world.trail(need.id).await.iter().filter(|verb| *verb == "need.escalate").count(), 3);
    }

    /// A simulated year: no need is silent for longer than was promised without a step on the record.
    async fn in_a_year_nothing_is_silent_longer_than_promised(world: World) {
        let trang = world.trang().await;
        promised(&world).await;
        let mut codes = Vec::new();
        for (number, on) in ["2010-05-10", "2010-06-01", "2010-07-15", "2010-09-30", "2010-12-29"].into_iter().enumerate() {
            world.stand_on(on);
            let once = number.to_string();
            let track = world.anyone().post("/needs", &with("once", &once)).await.expect_see_other();
            codes.push(code_of(&world, &track).await);
        }
        world.stand_on("2010-06-02");
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/needs/{}/decline", codes[0]), &[("text", "ยังไม่มีเทคโนโลยีที่เหมาะสม")]).await.expect(303);
        for day in (0..365).step_by(3).map(|days| day("2010-05-10") + chrono::Days::new(days)) {
            looked(&world, &day.to_string()).await;
            for code in &codes {
                let need = need(&world, code).await;
                if need.told.received_on <= day && need.due.is_some_and(|due| due < day) {
                    assert!(need.climbed > 0, "{code} is late on {day} and nobody was told");
                }
            }
        }
    }

    /// need.ask, need.reply: a question stops the clock, and its reply lets it go on.
    async fn a_question_asked_back_stops_the_clock(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        promised(&world).await;
        let code = told(&world).await;
        let track = format!("/track/{}", need(&world, &code).await.tracking_code);
        let ask = format!("/needs/{code}/ask");
        let question = [("text", "กล้วยพันธุ์อะไร ตากที่ไหน")];
        world.anyone().post(&ask, &question).await.expect(401);
        world.of_clinic(Role::ClinicDirector, &chonburi).await.post(&ask, &question).await.expect(403);
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        world.stand_on("2010-05-11");
        coordinator.get(&ask).await.expect(200).must_say("หยุดนับ");
        coordinator.post(&ask, &[("text", "?")]).await.expect(422);
        coordinator.post(&ask, &question).await.expect(303);
        assert_eq!(need(&world, &code).await.due, Some(day("2010-05-21")), "four working days later at most");
        world.anyone().get(&track).await.expect(200).must_say("กล้วยพันธุ์อะไร").must_say("คลินิกรอคำตอบของท่าน");
        assert!(!world.anyone().get(format!("/needs/{code}")).await.expect(200).says("กล้วยพันธุ์อะไร"), "strangers read none of it");
        assert_eq!(looked(&world, "2010-05-18").await, 0, "it would have been late");
        world.stand_on("2010-05-13");
        world.anyone().post(format!("{track}/reply"), &[("text", "กล้วยน้ำว้า ลานวัด")]).await.expect(303);
        assert_eq!(need(&world, &code).await.due, Some(day("2010-05-19")));
        coordinator.get(format!("/needs/{code}")).await.expect(200).must_say("กล้วยน้ำว้า ลานวัด");
        // Who has no telephone to type on replies by voice, and the clinic writes it down.
        coordinator.post(&ask, &[("text", "ขอทราบจำนวนสมาชิก")]).await.expect(303);
        coordinator.post(format!("/needs/{code}/reply"), &[("text", "๓๕")]).await.expect(303);
        let trail = world.trail(need(&world, &code).await.id).await;
        assert_eq!(trail, ["need.register", "need.ask", "need.reply", "need.ask", "need.reply"]);
        let kept = kit::audit::trail(&world.app.db, need(&world, &code).await.id).await.expect("read");
        assert!(kept.iter().all(|entry| !entry.facts.to_string().contains("น้ำว้า")), "the trail keeps no words of theirs");
    }

    /// A reply keeps what was promised, and another promise begins, since a reply ends nothing: a need that is
    /// matched waits for a project or a reason, and climbs when neither comes. What is declined is never late.
    async fn a_need_that_was_replied_to_waits_for_its_project_no_longer_than_promised(world: World) {
        let trang = world.trang().await;
        let set = [
            ("valid_from_day", "10"),
            ("valid_from_month", "5"),
            ("valid_from_year", "2553"),
            ("received", "5"),
            ("matched", "3"),
            ("replied", "20"),
            ("climb", "2"),
            ("pause", "4"),
        ];
        world.officer().await.post("/promises", &set).await.expect(303);
        let dryer = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
        let code = told(&world).await;
        let track = format!("/track/{}", need(&world, &code).await.tracking_code);
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        analyse(&manager, &code, "๑๐", "5").await;
        let choice = [("technology", dryer.as_str()), ("note", "กลุ่มเคยเห็นของจริง")];
        manager.post(format!("/needs/{code}/confirm"), &choice).await.expect(303);
        assert!(looked(&world, "2010-06-01").await > 0, "nobody has done anything for three weeks");
        world.anyone().get(&track).await.expect(200).must_say("ขออภัยที่ล่าช้า");
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/needs/{code}/answer"), &[("text", "จะพาไปดูตู้อบที่ชลบุรีเดือนหน้า")]).await.expect(303);
        for on in ["2010-06-01", "2010-06-29"] {
            assert_eq!(looked(&world, on).await, 0, "{on}");
            let followed = world.anyone().get(&track).await.expect(200);
            followed.must_say("จะเริ่มโครงการหรือแจ้งเหตุผลที่ไม่ดำเนินการให้ท่านทราบภายใน").must_say("วันอังคารที่ 29 มิถุนายน 2553");
            assert!(!followed.says("ขออภัยที่ล่าช้า") && !followed.says("เลยกำหนด"), "{on}");
            assert!(world.anyone().get("/needs").await.expect(200).all("tbody .mark-warn").is_empty(), "{on}");
        }
        // Another reply begins no other promise: else it could be put off for ever.
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/needs/{code}/answer"), &[("text", "ยังรองบประมาณอยู่")]).await.expect(303);
        assert_eq!(looked(&world, "2010-06-30").await, 1);
        assert_eq!(looked(&world, "2010-07-06").await, 2, "to the centre, and to the ministry");
        world.anyone().get(&track).await.expect(200).must_say("ขออภัยที่ล่าช้า").must_say("เรื่องของท่านถูกส่งต่อถึงกระทรวงแล้ว");
        world.officer().await.get("/desk").await.expect(200).must_say(&code);
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/needs/{code}/decline"), &[("text", "ไม่มีงบประมาณ ชุมชนขอรอปีหน้า")]).await.expect(303);
        assert_eq!(looked(&world, "2010-12-01").await, 0);
        assert!(!world.anyone().get(&track).await.expect(200).says("ขออภัยที่ล่าช้า"));
    }

    /// Each step of the way that was gone has its day, the one where it stands too; what the program proposes
    /// leaves no open stage without a promise.
    async fn every_step_that_was_gone_has_its_day(world: World) {
        let trang = world.trang().await;
        let dryer = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
        let code = told(&world).await;
        let track = format!("/track/{}", need(&world, &code).await.tracking_code);
        world.stand_on("2010-05-12");
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        analyse(&manager, &code, "๑๐", "5").await;
        world.stand_on("2010-05-14");
        let choice = [("technology", dryer.as_str()), ("note", "กลุ่มเคยเห็นของจริง")];
        manager.post(format!("/needs/{code}/confirm"), &choice).await.expect(303);
        world.stand_on("2010-05-17");
        manager.post(format!("/needs/{code}/answer"), &[("text", "ยืมตู้อบจากชลบุรีได้")]).await.expect(303);
        for page in [track, format!("/needs/{code}")] {
            let page = world.anyone().get(&page).await.expect(200);
            let steps = page.all(".timeline li");
            assert!(steps[2].contains("พบเทคโนโลยีที่เหมาะสม") && steps[2].contains("14 พ"), "{steps:?}");
        }
        assert_eq!(need(&world, &code).await.since, Some(day("2010-05-17")));
        assert!(need(&world, &code).await.due.is_some());
    }

    /// need.redate: a holiday that is entered later moves what is promised, on the record.
    async fn a_new_holiday_moves_what_is_promised(world: World) {
        world.trang().await;
        promised(&world).await;
        let code = told(&world).await;
        let file = "day,kind,name_th,source\n2010-05-17,cabinet,วันหยุดพิเศษ,มติคณะรัฐมนตรี\n";
        assert_eq!(world.bring("holidays", file).await, [1, 0, 0]);
        jobs(Workers::new(), &world.app).work(world.app.ground()).await.expect("worked");
        assert_eq!(need(&world, &code).await.due, Some(day("2010-05-18")));
        let id = need(&world, &code).await.id;
        assert_eq!(world.trail(id).await, ["need.register", "need.redate"]);
        assert!(!holidays::calendar(world.app.db.reader()).await.expect("a calendar").is_working(day("2010-05-17")));
    }

    /// A letter a day, by the mechanism of all reminders: to the clinic before the day, to whoever it climbs to after it.
    async fn those_concerned_are_reminded_on_their_desks(world: World) {
        let trang = world.trang().await;
        promised(&world).await;
        let code = told(&world).await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        assert!(!coordinator.get("/desk").await.expect(200).says("ครบกำหนดวันที่"));
        looked(&world, "2010-05-14").await;
        coordinator.get("/desk").await.expect(200).must_say("ครบกำหนดวันที่").must_say(&code);
        world.of_clinic(Role::ClinicDirector, &trang).await.get("/desk").await.expect(200).must_say(&code);
    }
}
