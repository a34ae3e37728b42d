//! Stories of plans that change after they were approved, and of reading one as it stood.

use super::testing::{approved, decided, proposed};
use super::tests::fields_of;
use crate::disbursements::testing::{PAYMENT, recorded};
use crate::testing::{Answer, Person, stories, with};
use techclinic::accounts::Role;
use techclinic::projects::{self, Project};

/// The fields of a section as they stand, with those in `changes` typed anew.
pub(super) async fn typed(person: &Person, at: &str, section: &str, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let page = person.get(format!("{at}/edit?section={section}")).await.expect(200);
    let mut fields = fields_of(&page.body);
    for (name, text) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*text).to_owned()));
    }
    fields
}

pub(super) async fn save(person: &Person, at: &str, section: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    person.post(format!("{at}/edit?section={section}"), &fields).await
}

pub(super) async fn read(world: &crate::testing::World, code: &str) -> Project {
    projects::find_by_code(&world.app.db, code).await.expect("read").expect("the project")
}

/// What moves 400 baht of the only line to a second one.
const TWO_LINES: [(&str, &str); 7] = [
    ("line.0.amount", "600"),
    ("line.0.granted_now", "600"),
    ("line.1.row", ""),
    ("line.1.label", "ค่าเช่ารถตู้อบ"),
    ("line.1.persons", "0"),
    ("line.1.amount", "400"),
    ("line.1.granted_now", "400"),
];

stories! {
    /// amendment.begin, amendment.edit, amendment.submit, amendment.return, amendment.approve: the plan changes when the
    /// ministry approves, not before, with its reason; nothing is taken from under what was paid.
    async fn an_approved_plan_is_amended_and_what_was_paid_stays(world: World) {
        world.stand_on("2010-07-02");
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let project = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let officer = world.officer().await;
        let stranger = world.of_clinic(Role::ClinicDirector, &chonburi).await;
        let all = format!("/projects/{}/amendments", project.code);
        let at = format!("{all}/1");
        let why = [("text", "น้ำท่วมลานตาก จึงขอเช่ารถตู้อบ"), ("once", "begin")];

        world.anyone().post(&all, &why).await.expect(401);
        stranger.post(&all, &why).await.expect(403);
        coordinator.post(&all, &[("text", " ")]).await.expect(422);
        assert_eq!(coordinator.post(&all, &why).await.expect_see_other(), format!("{at}/edit"));
        assert_eq!(coordinator.post(&all, &why).await.expect_see_other(), format!("{at}/edit"), "the same form sent twice");
        coordinator.post(&all, &[("text", "อีกเรื่องหนึ่ง")]).await.expect(409).must_say("การปรับแผนครั้งที่ 1 ค้างอยู่");
        world.anyone().get(&at).await.expect(404);
        world.anyone().get(&all).await.expect(200).must_say("ยังไม่มีการปรับแผน");
        stranger.get(format!("{at}/edit")).await.expect(404);

        recorded(&manager, &project.code, &with(&PAYMENT, &[("amount", "500"), ("paid_on_day", "2"), ("paid_on_month", "7")])).await;
        manager.post(format!("{at}/submit"), &[]).await.expect(409).must_say("ยังไม่มีส่วนใดต่างจากแผนเดิม");
        let year = typed(&coordinator, &at, "about", &[("fiscal_year", "2554")]).await;
        save(&coordinator, &at, "about", &year).await.expect(422).must_say("ปรับแผนข้ามปีงบประมาณไม่ได้");
        let less = typed(&coordinator, &at, "budget", &[("line.0.amount", "400"), ("line.0.granted_now", "400")]).await;
        save(&coordinator, &at, "budget", &less).await.expect(422).must_say("เบิกจ่ายไปแล้ว 500.00 บาท");
        let mut gone = typed(&coordinator, &at, "budget", &TWO_LINES).await;
        gone.retain(|(name, _)| !name.starts_with("line.0."));
        save(&coordinator, &at, "budget", &gone).await.expect(422).must_say("นำรายการงบประมาณที่มีการเบิกจ่าย");
        let two = typed(&coordinator, &at, "budget", &TWO_LINES).await;
        save(&coordinator, &at, "budget", &two).await.expect(303);
        assert_eq!(read(&world, &project.code).await.plan.budget.lines.len(), 1, "the plan stays as it is");
        save(&coordinator, &at, "budget", &with_once(two, "another")).await.expect(409).must_say("ค่าเช่ารถตู้อบ");

        coordinator.get(&at).await.expect(200).must_say("ค่าเช่ารถตู้อบ").must_say("น้ำท่วมลานตาก");
        coordinator.post(format!("{at}/submit"), &[]).await.expect(403);
        officer.post(format!("{at}/approve"), &[]).await.expect(409).must_say("ไม่ได้อยู่ระหว่างการพิจารณา");
        manager.post(format!("{at}/submit"), &[]).await.expect(303);
        coordinator.get(format!("{at}/edit")).await.expect(403);
        officer.get("/desk").await.expect(200).must_say("การปรับแผนครั้งที่ 1");
        officer.post(format!("{at}/return"), &[("text", "")]).await.expect(422);
        officer.post(format!("{at}/return"), &[("text", "โปรดแนบราคาเช่ารถตู้อบ")]).await.expect(303);
        coordinator.get("/desk").await.expect(200).must_say("การปรับแผนครั้งที่ 1");
        coordinator.get(&at).await.expect(200).must_say("โปรดแนบราคาเช่า");
        manager.post(format!("{at}/submit"), &[]).await.expect(303);
        manager.post(format!("{at}/approve"), &[]).await.expect(403);
        officer.post(format!("{at}/approve"), &[("text", "เห็นชอบตามที่เสนอ")]).await.expect(303);
        officer.post(format!("{at}/approve"), &[]).await.expect(409);

        let amended = read(&world, &project.code).await;
        assert_eq!((amended.plan_version, amended.plan.budget.lines.len()), (2, 2));
        assert_eq!(amended.plan.budget.lines[0].id, project.plan.budget.lines[0].id, "what was paid stands where it stood");
        world.anyone().get(&at).await.expect(200).must_say("น้ำท่วมลานตาก").must_say("เห็นชอบ");
        world.anyone().get(format!("/projects/{}/history", project.code)).await.expect(200).must_say("ค่าเช่ารถตู้อบ");
        world.anyone().get(format!("/projects/{}/money", project.code)).await.expect(200).must_say("500.00");
        let shown = world.anyone().get(format!("/api/v1{at}")).await.expect(200).json();
        assert_eq!((&shown["status"], &shown["plan_version"]), (&serde_json::json!("approved"), &serde_json::json!(2)));
        assert_eq!(shown["after"]["budget_lines"][1]["amount"], 40_000);
        let trail = world.trail(project.id).await;
        let expected = [
            "amendment.begin", "amendment.edit", "amendment.submit", "amendment.return", "amendment.submit", "amendment.approve",
        ];
        let amending: Vec<&str> = trail.iter().map(String::as_str).filter(|verb| verb.starts_with("amendment.")).collect();
        assert_eq!(amending, expected);
    }

    /// amendment.withdraw: whoever gives an amendment up leaves the plan as it was, and may begin another.
    async fn an_amendment_that_is_given_up_changes_nothing(world: World) {
        let trang = world.trang().await;
        let project = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let all = format!("/api/v1/projects/{}/amendments", project.code);
        let why = serde_json::json!({"text": "ขอเปลี่ยนวิธีดำเนินงานในฤดูฝน"});
        coordinator.post_json(&all, why.clone()).await.expect(201);
        let section = serde_json::json!({"section": "work", "version": 1, "fields": {"method": "อีกวิธีหนึ่ง"}});
        coordinator.post_json(&format!("{all}/1/edit"), section).await.expect(200);
        coordinator.post_json(&format!("{all}/1/withdraw"), serde_json::json!({})).await.expect(200);
        coordinator.post_json(&format!("{all}/1/withdraw"), serde_json::json!({})).await.expect(409);
        coordinator.post_json(&format!("{all}/1/submit"), serde_json::json!({})).await.expect(403);
        assert_eq!(read(&world, &project.code).await.plan, project.plan);
        assert_eq!(world.anyone().get(&all).await.expect(200).json(), serde_json::json!([]));
        let second = coordinator.post_json(&all, why).await.expect(201).json();
        assert_eq!(second["number"], 2);
    }

    /// schedule_item.mark_done, schedule_item.unmark_done: what was done when stands beside the plan, and an amendment
    /// that was begun before leaves it.
    async fn what_was_done_when_stands_beside_the_plan(world: World) {
        world.stand_on("2010-07-02");
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let areas = [(&trang, "ต.บ่อหิน อ.สิเกา"), (&chonburi, "ต.เสม็ด")];
        let project = approved(&world, &trang, "อบกล้วยในหน้าฝน", &areas).await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let of_area = world.of_clinic(Role::ClinicCoordinator, &chonburi).await;
        let at = format!("/projects/{}/schedule/1/mark-done", project.code);
        let on = |day: &'static str, month: &'static str| [("on_day", day), ("on_month", month), ("on_year", "2553")];
        world.anyone().post(&at, &on("20", "4")).await.expect(401);
        world.officer().await.post(&at, &on("20", "4")).await.expect(403);
        coordinator.get(format!("/projects/{}/schedule/2/mark-done", project.code)).await.expect(404);
        coordinator.post(&at, &on("3", "7")).await.expect(422);
        coordinator.post(&at, &on("31", "4")).await.expect(422);
        let long_ago = [("on_day", "1"), ("on_month", "1"), ("on_year", "2500")];
        coordinator.post(&at, &long_ago).await.expect(422).must_say("โปรดตรวจปี พ.ศ.");
        coordinator.get(&at).await.expect(200).must_say("ถ่ายทอด");

        let amendments = format!("/projects/{}/amendments", project.code);
        coordinator.post(&amendments, &[("text", "ขอเปลี่ยนชื่อกิจกรรมให้ตรงกับงาน")]).await.expect(303);
        let amendment = format!("{amendments}/1");
        let renamed = typed(&coordinator, &amendment, "schedule", &[("item.0.label", "ถ่ายทอดการอบกล้วย")]).await;
        save(&coordinator, &amendment, "schedule", &renamed).await.expect(303);

        coordinator.post(&at, &on("20", "4")).await.expect(303);
        of_area.post(&at, &on("21", "6")).await.expect(303);
        coordinator.post(&at, &on("20", "4")).await.expect(409).must_say("บันทึกไว้แล้ว");
        world.anyone().get(format!("/projects/{}", project.code)).await.expect(200).must_say("20 เม.ย. 2553").must_say("21 มิ.ย. 2553");
        let undo = serde_json::json!({"on": "2010-06-21"});
        let api = format!("/api/v1/projects/{}/schedule/1/unmark-done", project.code);
        let left = coordinator.post_json(&api, undo.clone()).await.expect(200).json();
        assert_eq!(left, serde_json::json!({"done": ["2010-04-20"]}));
        coordinator.post_json(&api, undo).await.expect(409);

        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("{amendment}/submit"), &[]).await.expect(303);
        world.officer().await.post(format!("{amendment}/approve"), &[]).await.expect(303);
        let plan = read(&world, &project.code).await.plan;
        assert_eq!((plan.schedule[0].label.as_str(), plan.schedule[0].done().count()), ("ถ่ายทอดการอบกล้วย", 1));
        let trail = world.trail(project.id).await;
        assert_eq!(trail.iter().filter(|verb| verb.starts_with("schedule_item.")).count(), 3);
    }

    /// A project is read as it stood when a day ended, and beside it what has changed since; strangers read no day on
    /// which they could not have read it.
    async fn a_project_is_read_as_it_stood_on_a_day(world: World) {
        world.stand_on("2010-06-28");
        let trang = world.trang().await;
        let project = proposed(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        world.stand_on("2010-06-30");
        decided(&world, &trang, &project.code).await;
        world.stand_on("2010-07-02");
        let (coordinator, manager) =
            (world.of_clinic(Role::ClinicCoordinator, &trang).await, world.of_clinic(Role::ClinicManager, &trang).await);
        let amendment = format!("/projects/{}/amendments/1", project.code);
        coordinator.post(format!("/projects/{}/amendments", project.code), &[("text", "น้ำท่วมลานตาก จึงขอเช่ารถตู้อบ")]).await.expect(303);
        let two = typed(&coordinator, &amendment, "budget", &TWO_LINES).await;
        save(&coordinator, &amendment, "budget", &two).await.expect(303);
        manager.post(format!("{amendment}/submit"), &[]).await.expect(303);
        world.officer().await.post(format!("{amendment}/approve"), &[]).await.expect(303);

        let at = |day: u32, month: u32| {
            format!("/projects/{}/as-of?on_day={day}&on_month={month}&on_year=2553", project.code)
        };
        let days = world.anyone().get(format!("/projects/{}/as-of", project.code)).await.expect(200);
        days.must_say("30 มิถุนายน 2553").must_say("2 กรกฎาคม 2553");
        assert!(!days.says("28 มิถุนายน 2553"), "a draft is nobody's who does not work on it");
        world.anyone().get(at(29, 6)).await.expect(422).must_say("ไม่มีข้อมูลของโครงการนี้ ณ วันนั้น");
        world.anyone().get(at(1, 1)).await.expect(422);
        world.anyone().get(at(31, 6)).await.expect(422);
        world.anyone().get(at(3, 7)).await.expect(422);
        let then = world.anyone().get(at(1, 7)).await.expect(200);
        then.must_say("ข้อมูล ณ สิ้นวันที่ 1 กรกฎาคม 2553").must_say("ค่าเช่ารถตู้อบ").must_say("ฉบับที่ 1");
        let now = world.anyone().get(at(2, 7)).await.expect(200);
        now.must_say("แผนในวันนี้ไม่ต่างจากวันนั้น").must_say("ฉบับที่ 2");
        let draft = coordinator.get(at(29, 6)).await.expect(200);
        draft.must_say("ร่าง").must_say("สถานะปัจจุบัน");
        let api = format!("/api/v1/projects/{}/as-of", project.code);
        let then = world.anyone().get(format!("{api}/2010-07-01")).await.expect(200).json();
        assert_eq!(then["plan"]["budget_lines"].as_array().map(Vec::len), Some(1));
        world.anyone().get(format!("{api}/2010-06-29")).await.expect(404);
        assert_eq!(world.anyone().get(&api).await.expect(200).json(), serde_json::json!(["2010-07-02", "2010-06-30"]));
    }
}

/// The same fields under another key of the form.
fn with_once(mut fields: Vec<(String, String)>, once: &str) -> Vec<(String, String)> {
    fields.retain(|(name, _)| name != "once");
    fields.push(("once".to_owned(), once.to_owned()));
    fields
}
