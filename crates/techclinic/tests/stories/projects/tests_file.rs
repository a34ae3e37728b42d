//! A file taken into a plan that is open: what it would change is shown first, and the plan becomes what it says only
//! when whoever brought it confirms. And the same files for programs.

use techclinic::accounts::{Role, Scope};
use techclinic::projects::{self, PlanDocument, Project};

use super::testing::{approved, proposed, upload};
use super::tests::fields_of;
use super::tests_paper::{edited, hand_in};
use crate::disbursements::testing::{PAYMENT, recorded};
use crate::testing::{Answer, Person, World, stories, with};

async fn read(world: &World, code: &str) -> Project {
    projects::find_by_code(&world.app.db, code).await.expect("read").expect("the project")
}

async fn bring(person: &Person, at: &str, file: &[u8]) -> Answer {
    upload(person, &format!("{at}/edit/file"), &[], file).await
}

/// Confirms what the page of the file shows.
async fn confirm(person: &Person, at: &str) -> Answer {
    let (action, fields) = person.get(format!("{at}/edit/file")).await.expect(200).form("form[action$='/take-over']");
    assert_eq!(action, format!("{at}/edit/file/take-over"));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    person.post(action, &fields).await
}

/// Saves the section about the money as it stands, with these fields typed anew.
async fn save_budget(person: &Person, at: &str, changes: &[(&str, &str)]) {
    let page = person.get(format!("{at}/edit?section=budget")).await.expect(200);
    let mut fields = fields_of(&page.body);
    fields.retain(|(name, _)| !changes.iter().any(|(known, _)| known == name));
    fields.extend(changes.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    person.post(format!("{at}/edit?section=budget"), &fields).await.expect(303);
}

fn told(project: &Project) -> PlanDocument {
    PlanDocument::of(&project.plan, &std::collections::HashMap::new())
}

stories! {
    /// Nobody brings a file into a plan that they may not write, or that is closed; what is no plan is told beside the
    /// field, and nothing waits that was not taken.
    async fn who_may_not_write_a_plan_brings_no_file_into_it(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let draft = proposed(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน")]).await;
        let at = format!("/projects/{}", draft.code);
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let auditor = world.signed_in(Role::Auditor, Scope::Network).await;
        let file = manager.get(format!("{at}/plan.docx")).await.expect(200).bytes;
        for (person, status) in [(&world.anyone(), 401), (&other, 404), (&auditor, 403)] {
            person.get(format!("{at}/edit/file")).await.expect(status);
            bring(person, &at, &file).await.expect(status);
            person.post(format!("{at}/edit/file/take-over"), &[]).await.expect(status);
        }
        manager.get(format!("{at}/edit/file")).await.expect(200).must_say("นำแผนเข้าจากไฟล์");
        bring(&manager, &at, b"").await.expect(422).must_say("โปรดเลือกไฟล์แผน");
        bring(&manager, &at, b"hello").await.expect(422).must_say("ไม่ใช่ PDF หรือ DOCX");
        bring(&manager, &at, &file[..file.len() / 2]).await.expect(422).must_say("เปิดไฟล์นี้ไม่ได้");
        bring(&manager, &at, &vec![b'x'; 21 * 1024 * 1024]).await.expect(422).must_say("ไม่เกิน 8 เมกะไบต์");
        let changed = edited(&file, "1,000.00", "9,000.00");
        bring(&manager, &at, &changed).await.expect(422).must_say("ข้อความในไฟล์ถูกแก้ไขด้วยมือ").must_say("9,000.00");
        let nothing = manager.post(format!("{at}/edit/file/take-over"), &[]).await;
        assert_eq!(nothing.expect_see_other(), format!("{at}/edit/file"));
        assert_eq!(world.trail(draft.id).await, ["project.propose"]);
        manager.post(format!("{at}/submit"), &[]).await.expect(303);
        bring(&manager, &at, &file).await.expect(403);
        manager.get(format!("{at}/edit/file")).await.expect(403);
    }

    /// project.edit: a file brings a draft back to what it was; what is the same keeps its identifier, whoever saved
    /// meanwhile is heard, and the trail says which file it was.
    async fn a_file_is_taken_into_a_draft_once_its_changes_were_seen(world: World) {
        let trang = world.trang().await;
        let before = proposed(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let at = format!("/projects/{}", before.code);
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let file = manager.get(format!("{at}/plan.pdf?digits=thai")).await.expect(200).bytes;
        manager.get(format!("{at}/edit")).await.expect(200).link("นำแผนเข้าจากไฟล์");
        bring(&manager, &at, &file).await.expect(303);
        manager.get(format!("{at}/edit/file")).await.expect(200).must_say("ตรงกับแผนนี้ทุกส่วน");

        save_budget(&coordinator, &at, &[("line.0.amount", "800"), ("stated_total", "800")]).await;
        let page = manager.get(format!("{at}/edit/file")).await.expect(200);
        page.must_say("มีผู้แก้ไขแผนนี้หลังจากดาวน์โหลดไฟล์").must_say("800.00").must_say("1,000.00").must_say("จะเปลี่ยน 2 แห่ง");
        assert!(!page.says("คนละโครงการ"));
        assert!(!coordinator.get(format!("{at}/edit/file")).await.expect(200).says("800.00"), "nobody sees what others brought");
        assert_eq!(read(&world, &before.code).await.plan.budget.lines[0].amount.0, 80_000, "nothing changed yet");

        let (_, seen) = page.form("form[action$='/take-over']");
        let seen: Vec<(&str, &str)> = seen.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        save_budget(&coordinator, &at, &[("line.0.amount", "700"), ("stated_total", "700")]).await;
        let late = manager.post(format!("{at}/edit/file/take-over"), &seen).await.expect(409);
        late.must_say("700.00").must_say("ยืนยันเปลี่ยนแผนตามไฟล์");
        assert_eq!(read(&world, &before.code).await.plan.budget.lines[0].amount.0, 70_000);

        assert_eq!(confirm(&manager, &at).await.expect_see_other(), at);
        let after = read(&world, &before.code).await;
        assert_eq!(after.plan, before.plan, "every part is what it was, with its identifier");
        let trail = kit::audit::trail(&world.app.db, before.id).await.expect("a trail");
        let last = trail.last().expect("a row");
        assert_eq!((last.verb.as_str(), &last.facts["section"]), ("project.edit", &"file".into()));
        assert_eq!(last.facts["taken_from"], before.code.as_str());
        assert_eq!(last.facts["file_sha256"].as_str().map(str::len), Some(64));
        manager.get(format!("{at}/edit/file")).await.expect(200).must_say("เลือกไฟล์ PDF หรือ DOCX");
        let again = manager.post(format!("{at}/edit/file/take-over"), &seen).await;
        assert_eq!(again.expect_see_other(), format!("{at}/edit/file"), "nothing waits any more");
    }

    /// The plan of another project is taken only with its origin said; whoever thinks better of it loses nothing.
    async fn the_plan_of_another_project_says_where_it_comes_from(world: World) {
        let trang = world.trang().await;
        let other = approved(&world, &trang, "อบกล้วย โทร 081-234-5678", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let draft = proposed(&world, &trang, "ทำปุ๋ยหมัก", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let at = format!("/projects/{}", draft.code);
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let strangers = world.anyone().get(format!("/projects/{}/plan.pdf", other.code)).await.expect(200).bytes;
        bring(&manager, &at, &strangers).await.expect(303);
        let page = manager.get(format!("{at}/edit/file")).await.expect(200);
        page.must_say(&format!("ไฟล์นี้เป็นแผนของโครงการ {} ซึ่งเป็นคนละโครงการกัน", other.code));
        page.must_say("ส่วนที่ถูกปิดไว้จะเข้ามาในแผนตามที่ปิด");
        let english = manager.get(format!("{at}/edit/file?lang=en")).await.expect(200);
        english.must_say("which is another project").must_say("Change the plan to what the file says");
        let (action, next) = page.form("form[action^='/drafts/']");
        manager.post(action, &[(next[0].0.as_str(), next[0].1.as_str())]).await.expect(303);
        assert!(!manager.get(format!("{at}/edit/file")).await.expect(200).says(&other.code), "thought better of");

        let own = manager.get(format!("/projects/{}/plan.docx", other.code)).await.expect(200).bytes;
        bring(&manager, &at, &own).await.expect(303);
        assert!(!manager.get(format!("{at}/edit/file")).await.expect(200).says("ถูกปิดไว้"));
        confirm(&manager, &at).await.expect(303);
        let after = read(&world, &draft.code).await;
        assert_eq!(after.plan.name.th, "อบกล้วย โทร 081-234-5678");
        let ids = |plan: &projects::Plan| (plan.areas[0].id, plan.budget.lines[0].id, plan.schedule[0].id);
        assert_eq!(ids(&after.plan), ids(&draft.plan), "what both have stays the draft's own");
        let trail = kit::audit::trail(&world.app.db, draft.id).await.expect("a trail");
        assert_eq!(trail.last().expect("a row").facts["taken_from"], other.code.as_str());
    }

    /// amendment.edit: the same for the plan that an amendment is to make, but nothing is taken from under what was paid.
    async fn a_file_is_taken_into_an_amendment_and_what_was_paid_stays(world: World) {
        world.stand_on("2010-07-02");
        let trang = world.trang().await;
        let project = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let foreign = proposed(&world, &trang, "ทำปุ๋ยหมัก", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let paid = [("amount", "500"), ("paid_on_day", "2"), ("paid_on_month", "7")];
        recorded(&manager, &project.code, &with(&PAYMENT, &paid)).await;
        manager.post(format!("/projects/{}/amendments", project.code), &[("text", "น้ำท่วมลานตาก")]).await.expect(303);
        let at = format!("/projects/{}/amendments/1", project.code);
        world.anyone().get(format!("{at}/edit/file")).await.expect(401);
        save_budget(&manager, &at, &[("line.0.label", "ค่าเช่ารถตู้อบ"), ("stated_total", "900")]).await;
        let own = manager.get(format!("/projects/{}/plan.docx", project.code)).await.expect(200).bytes;

        let renamed = format!("/projects/{}", foreign.code);
        save_budget(&manager, &renamed, &[("line.0.label", "ค่าปุ๋ย")]).await;
        let other = manager.get(format!("{renamed}/plan.docx")).await.expect(200).bytes;
        bring(&manager, &at, &other).await.expect(303);
        confirm(&manager, &at).await.expect(422).must_say("นำรายการงบประมาณที่มีการเบิกจ่าย");

        save_budget(&manager, &at, &[("line.0.label", "ค่าถ่ายทอด")]).await;
        bring(&manager, &at, &own).await.expect(303);
        confirm(&manager, &at).await.expect(303);
        manager.get(&at).await.expect(200).must_say("ยังไม่มีส่วนใดต่างจากแผนเดิม");
        let trail = world.trail(project.id).await;
        assert_eq!(trail.iter().filter(|verb| *verb == "amendment.edit").count(), 3, "{trail:?}");
        assert_eq!(told(&read(&world, &project.code).await), told(&project), "the plan stays as it was");
    }

    /// A local government that is known comes back as the one it is.
    async fn a_local_government_comes_back_from_a_file_as_the_one_it_is(world: World) {
        let chonburi = world.chonburi().await;
        let head = "code,name_th,province,district,subdistrict,source\n";
        world.bring("local-governments", &format!("{head}LG-1,อบต.บางเสร่,ชลบุรี,สัตหีบ,บางเสร่,ทะเบียนสมมติ\n")).await;
        let project = proposed(&world, &chonburi, "อบกล้วย", &[(&chonburi, "ชลบุรี")]).await;
        let manager = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let page = manager.get(format!("/projects/{}/edit?section=areas", project.code)).await.expect(200);
        let mut fields = fields_of(&page.body);
        fields.retain(|(name, _)| !name.starts_with("area.0.place."));
        let place = [("area.0.place.0.row", ""), ("area.0.place.0.local_government", "อบต.บางเสร่")];
        fields.extend(place.map(|(name, text)| (name.to_owned(), text.to_owned())));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        manager.post(format!("/projects/{}/edit?section=areas", project.code), &fields).await.expect(303);
        let saved = read(&world, &project.code).await;
        assert!(saved.plan.areas[0].places[0].local_government.is_some(), "{:?}", saved.plan.areas);
        let shown = manager.get(format!("/api/v1/projects/{}", project.code)).await.expect(200).json();
        let code = shown["plan"]["areas"][0]["places"][0]["local_government"].as_str();
        assert!(code.is_some_and(|code| code.starts_with("L-")), "{code:?}");
        for format in ["pdf", "docx"] {
            let file = manager.get(format!("/projects/{}/plan.{format}", project.code)).await.expect(200).bytes;
            let there = hand_in(&manager, &chonburi.code, "plan", &file).await.expect_see_other();
            let draft = read(&world, there.split('/').nth(2).expect("a code")).await;
            assert_eq!(draft.plan.areas[0].places, saved.plan.areas[0].places);
        }
    }

    /// project.propose, for programs: the plan as a file, and a draft from one.
    async fn a_program_takes_a_plan_away_and_proposes_from_it(world: World) {
        let trang = world.trang().await;
        let told = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let draft = proposed(&world, &trang, "ร่างลับ", &[(&trang, "ต.บ่อหิน")]).await;
        let (anyone, manager) = (world.anyone(), world.of_clinic(Role::ClinicManager, &trang).await);
        for (format, media) in [
            ("pdf", "application/pdf"),
            ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ] {
            anyone.get(format!("/api/v1/projects/{}/plan.{format}", draft.code)).await.expect(404);
            anyone.get(format!("/api/v1/projects/{}/plan.{format}?digits=roman", told.code)).await.expect(400);
            let file = anyone.get(format!("/api/v1/projects/{}/plan.{format}?digits=thai", told.code)).await.expect(200);
            assert_eq!(file.headers["content-type"], media);
            let page = anyone.get(format!("/projects/{}/plan.{format}?digits=thai", told.code)).await.expect(200);
            assert_eq!(file.bytes, page.bytes, "the same file");
            let body = |file: &str| serde_json::json!({ "lead": "trang", "file": file });
            let sent = body(&data_encoding::BASE64.encode(&file.bytes));
            anyone.post_json("/api/v1/projects/from-file", sent.clone()).await.expect(401);
            manager.post_json("/api/v1/projects/from-file", body("!")).await.expect(422);
            let none = manager.post_json("/api/v1/projects/from-file", body("aGVsbG8=")).await.expect(422).json();
            assert_eq!(none["errors"][0]["field"], "file", "{none}");
            let made = manager.post_json("/api/v1/projects/from-file", sent).await.expect(201).json();
            assert_eq!((&made["status"], &made["lead_clinic"]), (&"draft".into(), &"trang".into()));
            assert_ne!(made["code"], told.code.as_str());
            assert_eq!(made["plan"]["name_th"], "อบกล้วยในหน้าฝน");
        }
    }
}
