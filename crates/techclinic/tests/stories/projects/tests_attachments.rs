//! Stories of what is attached to a plan: what the call asks for, pictures that say what they show, other papers.

use super::testing::{answering, decided, proposed, rehearse, upload};
use crate::calls::testing::announced;
use crate::reviews::testing::{ask, sign};
use crate::technologies::testing::drawing;
use crate::testing::{Answer, Person, stories};
use techclinic::accounts::{Role, Scope};
use techclinic::projects::find_by_code;

const PDF: &[u8] = b"%PDF-1.7 x %%EOF";
const PICTURE: [(&str, &str); 2] = [("document", "picture"), ("title_th", "แม่บ้านตากกล้วยริมทาง")];

async fn attach(person: &Person, code: &str, said: &[(&str, &str)], bytes: &[u8]) -> Answer {
    upload(person, &format!("/projects/{code}/attach"), said, bytes).await
}

/// The identifiers of what is attached, in the order in which it came.
async fn attached(person: &Person, code: &str) -> Vec<String> {
    let json = person.get(format!("/api/v1/projects/{code}")).await.expect(200).json();
    let all = json["attachments"].as_array().expect("a list").clone();
    all.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
}

stories! {
    /// project.attach, project.detach: only who writes the plan; what a file is, is seen in its bytes; each refusal
    /// says what to do, and what was typed stands there again.
    async fn a_file_is_what_its_bytes_say_and_each_refusal_says_what_to_do(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let project = proposed(&world, &trang, "อบกล้วย", &[(&trang, "บ้านพรุจูด")]).await;
        let code = project.code.as_str();
        let writer = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        attach(&world.anyone(), code, &PICTURE, PDF).await.expect(404);
        attach(&other, code, &PICTURE, PDF).await.expect(404);
        let paper = [("document", "paper"), ("title_th", "แผนที่หมู่บ้าน")];
        for (said, file, why) in [
            (&paper, &b""[..], "โปรดเลือกไฟล์"),
            (&paper, b"MZ\x90\x00 setup", "ระบบเปิดไฟล์นี้ไม่ได้"),
            (&paper, b"<html>", "ระบบเปิดไฟล์นี้ไม่ได้"),
            (&paper, b"%PDF-1.7 cut", "ไฟล์นี้ไม่ครบหรือเสียหาย"),
            (&paper, b"\xD0\xCF\x11\xE0\xA1\xB1", "DOC หรือ XLS รุ่นเก่า"),
            (&PICTURE, PDF, "เปิดไฟล์นี้เป็นรูปภาพไม่ได้"),
        ] {
            let refused = attach(&writer, code, said, file).await.expect(422);
            refused.must_say(why);
            assert_eq!(refused.value_of("title_th").as_deref(), Some(said[1].1), "nothing typed is lost");
        }
        attach(&writer, code, &paper, &vec![b'x'; 11 * 1024 * 1024]).await.expect(422).must_say("ไฟล์ใหญ่เกิน 10 เมกะไบต์");
        attach(&writer, code, &[("document", "picture"), ("title_th", "IMG_2041.JPG")], &drawing(60, 40)).await.expect(422)
            .must_say("โปรดบรรยายว่าภาพนี้แสดงอะไร");
        attach(&writer, code, &[("title_th", "x")], PDF).await.expect(422).must_say("โปรดเลือกว่าไฟล์นี้เป็นเอกสารใด");
        attach(&writer, code, &PICTURE, &drawing(60, 40)).await.expect_see_other();
        attach(&writer, code, &paper, PDF).await.expect_see_other();
        attach(&writer, code, &paper, PDF).await.expect(422).must_say("แนบไฟล์นี้ไว้แล้ว: แผนที่หมู่บ้าน");

        let page = writer.get(format!("/projects/{code}/files")).await.expect(200);
        page.must_say("แม่บ้านตากกล้วยริมทาง").must_say("เฉพาะผู้ปฏิบัติงานและผู้พิจารณา");
        let ids = attached(&writer, code).await;
        let [picture, paper] = [&ids[0], &ids[1]].map(|id| format!("/projects/{code}/files/{id}"));
        let shown = writer.get(&picture).await.expect(200);
        assert_eq!(shown.headers["content-type"], "image/jpeg", "written anew, without what the camera noted");
        writer.get(format!("{picture}?size=small")).await.expect(200);
        let kept = writer.get(&paper).await.expect(200).headers["content-disposition"].to_str().expect("text").to_owned();
        assert!(kept.starts_with("attachment;") && kept.ends_with(".pdf"), "{kept}");
        for file in [&picture, &paper] {
            other.get(file).await.expect(404);
        }
        let gone = [("file", ids[1].as_str())];
        other.post(format!("/projects/{code}/detach"), &gone).await.expect(404);
        writer.post(format!("/projects/{code}/detach"), &gone).await.expect_see_other();
        writer.post(format!("/projects/{code}/detach"), &[("file", &ids[1]), ("once", "2")]).await.expect(409);
        writer.get(&paper).await.expect(404);
        let files = world.app.files.list().await.expect("a list").len();
        techclinic::attachments::jobs(kit::jobs::Workers::new(), &world.app).work(world.app.ground()).await.expect("worked");
        assert_eq!(world.app.files.list().await.expect("a list").len(), files - 1, "the file is gone for good");
        let trail = world.trail(project.id).await;
        assert_eq!(trail[1..], ["project.attach", "project.attach", "project.detach"]);
    }

    /// A4-07: pictures are public with the approved project and say what they show; a paper only where its giver says
    /// so; nothing changes any more once the plan is handed in.
    async fn pictures_of_an_approved_project_are_for_everybody_and_papers_are_not(world: World) {
        let trang = world.trang().await;
        let code = proposed(&world, &trang, "อบกล้วย", &[(&trang, "บ้านพรุจูด")]).await.code;
        let writer = world.of_clinic(Role::ClinicManager, &trang).await;
        attach(&writer, &code, &PICTURE, &drawing(60, 40)).await.expect_see_other();
        let reached = [("document", "picture"), ("title_th", "ติดต่อ 081-2345678 ดูโรงตาก")];
        attach(&writer, &code, &reached, &drawing(50, 40)).await.expect_see_other();
        attach(&writer, &code, &[("document", "paper"), ("title_th", "รายชื่อสมาชิกกลุ่ม")], PDF).await.expect_see_other();
        let open = [("document", "paper"), ("title_th", "ผลทดสอบดิน"), ("may_publish", "yes")];
        attach(&writer, &code, &open, b"%PDF-1.7 y %%EOF").await.expect_see_other();
        let ids = attached(&writer, &code).await;
        let file = |at: usize| format!("/projects/{code}/files/{}", ids[at]);
        world.anyone().get(file(0)).await.expect(404);
        decided(&world, &trang, &code).await;
        let page = world.anyone().get(format!("/projects/{code}")).await.expect(200);
        assert!(page.body.contains("alt=\"แม่บ้านตากกล้วยริมทาง\""));
        assert!(page.body.contains("alt=\"ติดต่อ xxx-xxxxxxx ดูโรงตาก\""), "as the words below a picture: {}", page.body);
        page.must_say("ผลทดสอบดิน");
        assert!(!page.says("รายชื่อสมาชิกกลุ่ม"), "what may hold personal data is not public by itself");
        for (at, status) in [(0, 200), (1, 200), (2, 404), (3, 200)] {
            world.anyone().get(file(at)).await.expect(status);
        }
        let (shown, inside) = (world.anyone().get(file(0)).await, writer.get(file(2)).await.expect(200));
        assert_eq!(shown.headers["cache-control"], "public, max-age=86400");
        assert_eq!(inside.headers["cache-control"], "private, no-store", "it stays on no machine that others use too");
        assert_eq!(attached(&world.anyone(), &code).await.len(), 3);
        attach(&writer, &code, &open, b"%PDF-1.7 z %%EOF").await.expect(409);
        writer.post(format!("/projects/{code}/detach"), &[("file", ids[0].as_str())]).await.expect(409);
        writer.get(format!("/projects/{code}/files")).await.expect(403);
    }

    /// What the call asks for is told while the plan is written, and nothing is handed in without it; its reviewers
    /// open it, strangers do not.
    async fn a_document_that_the_call_asks_for_is_told_and_refuses_the_hand_in(world: World) {
        world.stand_on("2010-05-28");
        let trang = world.trang().await;
        let asked = [
            ("document.0.name", "หนังสือรับรองจากผู้ใหญ่บ้าน"),
            ("document.0.needed", "yes"),
            ("document.1.name", "ใบเสนอราคา"),
        ];
        let call = announced(&world, &asked).await;
        let public = world.anyone().get(format!("/calls/{call}")).await.expect(200);
        public.must_say("แนบไฟล์ที่หน้า “ภาพและเอกสารแนบ”");
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let code = answering(&world, &trang, &call, Some("ต่อยอดจากโครงการเดิม")).await.code;
        let page = manager.get(format!("/projects/{code}/files")).await.expect(200);
        page.must_say("ยังไม่ได้แนบเอกสารที่การเปิดรับข้อเสนอกำหนด: หนังสือรับรองจากผู้ใหญ่บ้าน");
        manager.get(format!("/projects/{code}")).await.expect(200).must_say("ใบเสนอราคา");
        manager.post(format!("/projects/{code}/submit"), &[]).await.expect(422).must_say("หนังสือรับรองจากผู้ใหญ่บ้าน");
        let refused = manager.post_json(&format!("/api/v1/projects/{code}/submit"), serde_json::json!({})).await.expect(422).json();
        assert!(refused.to_string().contains("document"), "{refused}");

        let called = techclinic::calls::find_by_code(&world.app.db, &call).await.expect("read").expect("announced");
        let wanted = called.told.documents[0].id.to_string();
        attach(&manager, &code, &[("document", &wanted)], PDF).await.expect_see_other();
        manager.get(format!("/projects/{code}/files")).await.expect(200).must_say("หนังสือรับรองจากผู้ใหญ่บ้าน");
        manager.post(format!("/projects/{code}/submit"), &[]).await.expect(303);
        sign(&world, &trang, &code).await;
        let id = attached(&manager, &code).await.remove(0);
        world.stand_on("2010-06-01");
        let judge = world.named("ann", Role::WorkingGroupMember, Scope::Network).await;
        judge.get(format!("/projects/{code}/files/{id}")).await.expect(404);
        ask(&world.officer().await, &code, "ann@example.org").await;
        judge.get(format!("/projects/{code}/files/{id}")).await.expect(200);
        judge.get(format!("/projects/{code}")).await.expect(200).must_say("หนังสือรับรองจากผู้ใหญ่บ้าน");
        world.anyone().get(format!("/projects/{code}/files/{id}")).await.expect(404);
    }

    /// A program attaches in base64, and what a rehearsal attached goes with it.
    async fn a_program_attaches_and_a_rehearsal_leaves_no_file(world: World) {
        let trang = world.trang().await;
        let project = proposed(&world, &trang, "อบกล้วย", &[(&trang, "บ้านพรุจูด")]).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let at = format!("/api/v1/projects/{}/attach", project.code);
        let paper = |content: &str| serde_json::json!({ "document": "paper", "title_th": "แผนที่", "content": content });
        manager.post_json(&at, paper("not base64!")).await.expect(422);
        let whole = manager.post_json(&at, paper(&data_encoding::BASE64.encode(PDF))).await.expect(200).json();
        assert_eq!(whole["attachments"][0]["media_type"], "application/pdf");
        rehearse(&world, project.id, &trang).await;
        let rehearsing = world.rehearsing(&trang).await;
        rehearsing.post("/practice/clear", &[]).await.expect(303);
        assert!(find_by_code(&world.app.db, &project.code).await.expect("read").is_none());
        techclinic::attachments::jobs(kit::jobs::Workers::new(), &world.app).work(world.app.ground()).await.expect("worked");
        assert!(world.app.files.list().await.expect("a list").is_empty());
    }

    /// project.attach_signed: the paper of a signed version, for those who work on it; another one only with a reason,
    /// and the one before stays.
    async fn the_scan_of_what_was_signed_stands_with_its_version(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let project = proposed(&world, &trang, "อบกล้วย", &[(&trang, "บ้านพรุจูด")]).await;
        let code = project.code;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let at = format!("/projects/{code}/attach-signed");
        manager.get(&at).await.expect(403);
        let first = [("plan_version", "1")];
        upload(&manager, &at, &first, PDF).await.expect(422).must_say("ไม่มีแผนฉบับที่ลงนามตามหมายเลขนี้");
        decided(&world, &trang, &code).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        upload(&world.anyone(), &at, &first, PDF).await.expect(401);
        upload(&other, &at, &first, PDF).await.expect(403);
        upload(&manager, &at, &first, b"<html>").await.expect(422).must_say("ไม่ใช่ PDF JPEG หรือ PNG");
        upload(&manager, &at, &[("plan_version", "9")], PDF).await.expect(422);
        manager.get(format!("/projects/{code}")).await.expect(200).must_say("แนบสำเนาแผนที่ลงนาม");
        upload(&manager, &at, &first, PDF).await.expect_see_other();
        upload(&manager, &at, &first, PDF).await.expect(422).must_say("ไฟล์เดียวกับสำเนาที่แนบไว้แล้ว");
        let again = upload(&manager, &at, &first, b"%PDF-1.7 all pages %%EOF").await.expect(422);
        again.must_say("โปรดบอกเหตุผลที่ใช้สำเนาใหม่แทน");
        let better = [("plan_version", "1"), ("reason", "สำเนาแรกขาดหน้า 3")];
        upload(&world.officer().await, &at, &better, b"%PDF-1.7 all pages %%EOF").await.expect_see_other();
        let history = manager.get(format!("/projects/{code}/history")).await.expect(200);
        history.must_say("แทนฉบับก่อน เพราะสำเนาแรกขาดหน้า 3").must_say("สำเนาก่อนหน้า");
        let copies = history.hrefs(&format!("a[href^='/projects/{code}/signed-copies/']"));
        assert_eq!(copies.len(), 2, "the earlier one stays");
        for copy in &copies {
            let kept = manager.get(copy).await.expect(200).headers["content-disposition"].to_str().expect("text").to_owned();
            assert!(kept.starts_with("attachment;") && kept.ends_with(".pdf") && !kept.contains(".."), "{kept}");
            other.get(copy).await.expect(404);
            world.anyone().get(copy).await.expect(404);
        }
        let public = world.anyone().get(format!("/projects/{code}/history")).await.expect(200);
        assert!(public.hrefs("a[href*='signed-copies']").is_empty());
        let json = manager.get(format!("/api/v1/projects/{code}")).await.expect(200).json();
        assert_eq!(json["signed_copies"][1]["reason"], "สำเนาแรกขาดหน้า 3");
        assert_eq!(world.trail(project.id).await[4..], ["project.attach_signed", "project.attach_signed"]);
    }
}
