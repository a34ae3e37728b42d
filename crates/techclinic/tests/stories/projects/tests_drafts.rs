//! Stories of a plan that several people write, and of what is typed and not saved yet.

use super::testing::proposed;
use super::tests::fields_of;
use crate::testing::{Person, World, stories};
use techclinic::accounts::{Role, Scope};
use techclinic::projects;

/// The fields of a section as they stand, with one typed anew.
async fn typed(person: &Person, at: &str, (name, text): (&str, &str)) -> Vec<(String, String)> {
    let mut fields = fields_of(&person.get(at).await.expect(200).body);
    fields.retain(|(known, _)| known != name);
    fields.push((name.to_owned(), text.to_owned()));
    fields
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// A draft of the clinic of ตรัง: its code.
async fn plan(world: &World) -> (techclinic::organisations::Clinic, String) {
    let trang = world.trang().await;
    let code = proposed(world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await.code;
    (trang, code)
}

stories! {
    /// What is typed waits for its writer on any device; others see who writes, and not what.
    async fn what_is_typed_waits_for_its_writer(world: World) {
        let (trang, code) = plan(&world).await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let (kept, page) = (format!("/drafts/project-{code}-about"), format!("/projects/{code}/edit?section=about"));
        let fields = typed(&coordinator, &page, ("topic", "หัวข้อที่พิมพ์ค้างไว้")).await;

        world.anyone().post(&kept, &pairs(&fields)).await.expect(401);
        coordinator.post("/drafts/a%20key", &pairs(&fields)).await.expect(422);
        // Only who may write the plan types into it: nobody else is named as its writer.
        let chonburi = world.chonburi().await;
        let stranger = world.of_clinic(Role::ClinicManager, &chonburi).await;
        stranger.post(&kept, &pairs(&fields)).await.expect(404);
        world.signed_in(Role::Executive, Scope::Network).await.post(&kept, &pairs(&fields)).await.expect(404);
        world.officer().await.post(&kept, &pairs(&fields)).await.expect(403);
        for other in ["anything", "project-P53-404-about", &format!("project-{code}-files"), &format!("project-{code}-amendment-1-about")] {
            coordinator.post(format!("/drafts/{other}"), &pairs(&fields)).await.expect(404);
        }
        coordinator.post(&kept, &[("topic", &"ก".repeat(200_000))]).await.expect(422);
        coordinator.post(&kept, &pairs(&fields)).await.expect(204);

        let there = coordinator.get(&page).await.expect(200);
        there.must_say("พิมพ์ไว้แต่ยังไม่ได้บันทึก เมื่อ");
        assert_eq!(there.value_of("topic").as_deref(), Some(""), "the page shows what is saved");
        let resumed = coordinator.get(format!("{page}&resume=yes")).await.expect(200);
        assert_eq!(resumed.value_of("topic").as_deref(), Some("หัวข้อที่พิมพ์ค้างไว้"));
        let beside = manager.get(&page).await.expect(200);
        beside.must_say("ผู้ที่กำลังเขียนส่วนนี้อยู่ด้วย");
        assert!(!beside.says("หัวข้อที่พิมพ์ค้างไว้") && !beside.says("พิมพ์ไว้แต่ยังไม่ได้บันทึก เมื่อ"));
        world.of_clinic(Role::ClinicDirector, &chonburi).await.get(&page).await.expect(404);

        coordinator.post(&page, &pairs(&fields_of(&resumed.body))).await.expect(303);
        let saved = coordinator.get(&page).await.expect(200);
        assert!(!saved.says("พิมพ์ไว้แต่ยังไม่ได้บันทึก เมื่อ"), "what is saved waits no longer");
        assert_eq!(saved.value_of("topic").as_deref(), Some("หัวข้อที่พิมพ์ค้างไว้"));

        coordinator.post(&kept, &[("topic", "ทิ้งได้")]).await.expect(204);
        coordinator.post(format!("{kept}/forget"), &[("next", &page)]).await.expect(303);
        assert!(!coordinator.get(&page).await.expect(200).says("พิมพ์ไว้แต่ยังไม่ได้บันทึก เมื่อ"));
        let away = coordinator.post(format!("{kept}/forget"), &[("next", "https://evil.example")]).await;
        assert_eq!(away.expect_see_other(), "/desk");
    }

    /// What was typed before somebody else saved does not write over them: both stand beside one another.
    async fn an_old_draft_does_not_write_over_what_somebody_saved(world: World) {
        let (trang, code) = plan(&world).await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let (kept, page) = (format!("/drafts/project-{code}-about"), format!("/projects/{code}/edit?section=about"));
        let fields = typed(&coordinator, &page, ("topic", "หัวข้อของผู้ประสานงาน")).await;
        coordinator.post(&kept, &pairs(&fields)).await.expect(204);
        let fields = typed(&manager, &page, ("topic", "หัวข้อของผู้จัดการ")).await;
        manager.post(&page, &pairs(&fields)).await.expect(303);
        let resumed = coordinator.get(format!("{page}&resume=yes")).await.expect(200);
        let both = coordinator.post(&page, &pairs(&fields_of(&resumed.body))).await.expect(409);
        both.must_say("หัวข้อของผู้จัดการ");
        assert_eq!(both.value_of("topic").as_deref(), Some("หัวข้อของผู้ประสานงาน"));
    }

    /// What others save elsewhere in the plan does not stand against a section that nobody else has touched.
    async fn two_write_two_sections_and_neither_is_stopped(world: World) {
        let (trang, code) = plan(&world).await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let at = |section: &str| format!("/projects/{code}/edit?section={section}");
        let work = typed(&manager, &at("work"), ("method", "หนึ่ง\nสอง")).await;
        let about = typed(&coordinator, &at("about"), ("topic", "หัวข้อของผู้ประสานงาน")).await;
        coordinator.post(at("about"), &pairs(&about)).await.expect(303);
        manager.post(at("work"), &pairs(&work)).await.expect(303);
        // Of the same section whoever is later reads both.
        let late = typed(&manager, &at("work"), ("method", "สี่")).await;
        let soon = typed(&coordinator, &at("work"), ("method", "สาม")).await;
        coordinator.post(at("work"), &pairs(&soon)).await.expect(303);
        manager.post(at("work"), &pairs(&late)).await.expect(409).must_say("สาม");
        let project = projects::find_by_code(&world.app.db, &code).await.expect("read").expect("the plan");
        assert_eq!(project.plan.topic, "หัวข้อของผู้ประสานงาน");
    }

    /// While somebody types a script asks what would stand against it; nothing is saved by asking.
    async fn what_is_typed_is_checked_before_it_is_saved(world: World) {
        let (trang, code) = plan(&world).await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let page = format!("/projects/{code}/edit?section=budget");
        let before = projects::find_by_code(&world.app.db, &code).await.expect("read").expect("the plan");
        let mut fields = typed(&coordinator, &page, ("line.0.amount", "-1")).await;
        fields.push(("step".to_owned(), "check".to_owned()));
        world.of_clinic(Role::ClinicManager, &world.chonburi().await).await.post(&page, &pairs(&fields)).await.expect(404);
        let said = coordinator.post(&page, &pairs(&fields)).await.expect(200).json();
        assert!(said["errors"]["line.0.amount"].is_string(), "{said}");
        fields.retain(|(name, _)| name != "line.0.amount");
        fields.push(("line.0.amount".to_owned(), "999,999".to_owned()));
        let said = coordinator.post(&page, &pairs(&fields)).await.expect(200).json();
        assert!(said["errors"].as_object().expect("errors").is_empty(), "{said}");
        assert!(said["warnings"]["stated_total"].as_str().expect("a warning").contains("999,999.00"), "{said}");
        let after = projects::find_by_code(&world.app.db, &code).await.expect("read").expect("the plan");
        assert_eq!((after.version, after.plan), (before.version, before.plan));
    }

    /// Months that the page offers no box for stay, and stand against handing in: a year that was wrong for a while
    /// costs nothing.
    async fn months_of_another_year_are_not_lost(world: World) {
        let (trang, code) = plan(&world).await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let at = |section: &str| format!("/projects/{code}/edit?section={section}");
        let months = || async {
            let plan = projects::find_by_code(&world.app.db, &code).await.expect("read").expect("the plan").plan;
            plan.schedule.iter().map(|item| item.planned().count()).sum::<usize>()
        };
        let planned = months().await;
        assert!(planned > 0);
        for year in ["2560", "2553"] {
            let about = typed(&coordinator, &at("about"), ("fiscal_year", year)).await;
            coordinator.post(at("about"), &pairs(&about)).await.expect(303);
            let schedule = fields_of(&coordinator.get(at("schedule")).await.expect(200).body);
            coordinator.post(at("schedule"), &pairs(&schedule)).await.expect(303);
            assert_eq!(months().await, planned, "{year}");
            if year == "2560" {
                coordinator.get(at("schedule")).await.expect(200).must_say("ซึ่งอยู่นอกปีงบประมาณ 2560");
                manager.post(format!("/projects/{code}/submit"), &[]).await.expect(422);
            }
        }
        let far = typed(&coordinator, &at("schedule"), ("item.0.exact", "15 ม.ค. 2500")).await;
        coordinator.post(at("schedule"), &pairs(&far)).await.expect(422).must_say("โปรดตรวจปี พ.ศ.");
    }

    /// A row that a script copied with the mark of the one before it is a row of its own.
    async fn a_copied_row_is_a_new_row(world: World) {
        let (trang, code) = plan(&world).await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let page = format!("/projects/{code}/edit?section=budget");
        let mut fields = fields_of(&coordinator.get(&page).await.expect(200).body);
        let first: Vec<_> = fields.iter().filter(|(name, _)| name.starts_with("line.0.")).cloned().collect();
        fields.extend(first.into_iter().map(|(name, text)| (name.replace("line.0.", "line.1."), text)));
        coordinator.post(&page, &pairs(&fields)).await.expect(303);
        let project = projects::find_by_code(&world.app.db, &code).await.expect("read").expect("the plan");
        let [one, other] = project.plan.budget.lines.as_slice() else { panic!("{:?}", project.plan.budget.lines) };
        assert!(one.id != other.id && one.amount == other.amount);
    }
}
