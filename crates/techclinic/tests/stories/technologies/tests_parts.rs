//! Stories of what stands with a technology: pictures, papers, experts, and the sheet for a farmer.

use axum::body::Body;
use axum::http::{Request, header};
use kit::jobs::Workers;

use super::testing::{drawing, offered};
use crate::projects::testing::upload as sent;
use crate::testing::{Answer, Person, stories};
use techclinic::accounts::Role;
use techclinic::technologies::find_by_code;

/// Sends a file with what is said of it.
async fn upload(person: &Person, code: &str, said: &[(&str, &str)], bytes: &[u8]) -> Answer {
    sent(person, &format!("/technologies/{code}/attach"), said, bytes).await
}

/// A text as an office writes it, as far as its parts are named.
fn office() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["[Content_Types].xml", "word/document.xml"] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
    }
    archive.finish().expect("a file").into_inner()
}

const PICTURE: [(&str, &str); 2] = [("kind", "picture"), ("title_th", "ตู้อบกล้วยหลังคาโค้งใส")];

stories! {
    /// technology.attach, technology.detach: really a picture, described in words, written anew; a paper;
    /// the holder's consent for nobody but the clinic.
    async fn a_picture_is_a_picture_and_says_what_it_shows(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let code = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
        let page = format!("/technologies/{code}");
        let author = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let picture = drawing(60, 40);
        upload(&world.anyone(), &code, &PICTURE, &picture).await.expect(401);
        upload(&other, &code, &PICTURE, &picture).await.expect(403);
        upload(&author, &code, &PICTURE, b"<svg onload='x()'/>").await.expect(422).must_say("เปิดไฟล์นี้เป็นรูปภาพไม่ได้");
        upload(&author, &code, &PICTURE, b"").await.expect(422);
        for title in ["", "IMG_2041.JPG"] {
            let said = [("kind", "picture"), ("title_th", title)];
            upload(&author, &code, &said, &picture).await.expect(422).must_say("โปรดบรรยายว่าภาพนี้แสดงอะไร");
        }
        upload(&author, &code, &PICTURE, &picture).await.expect_see_other();
        upload(&author, &code, &[("kind", "manual"), ("title_th", "คู่มือการสร้าง")], b"%PDF-1.7 x %%EOF").await.expect_see_other();
        upload(&author, &code, &[("kind", "consent"), ("title_th", "หนังสือยินยอม")], b"%PDF-1.7 y %%EOF").await.expect_see_other();

        let public = world.anyone().get(&page).await.expect(200);
        public.must_say("คู่มือการสร้าง");
        assert!(!public.says("หนังสือยินยอม"), "consent is nobody else's");
        assert!(public.body.contains("alt=\"ตู้อบกล้วยหลังคาโค้งใส\""), "{}", public.body);
        let parts = author.get(format!("{page}/parts")).await.expect(200);
        let files = parts.hrefs(&format!("a[href^='{page}/files/']"));
        assert_eq!(files.len(), 3);
        let shown = world.anyone().get(&files[0]).await.expect(200);
        assert_eq!(shown.headers["content-type"], "image/jpeg", "written anew");
        world.anyone().get(format!("{}?size=small", files[0])).await.expect(200);
        let paper = world.anyone().get(&files[1]).await.expect(200);
        assert!(paper.headers["content-disposition"].to_str().expect("text").starts_with("attachment"));
        world.anyone().get(&files[2]).await.expect(404);
        other.get(&files[2]).await.expect(404);
        author.get(&files[2]).await.expect(200);

        let number = files[0].rsplit('/').next().expect("a number").to_owned();
        other.post(format!("{page}/detach"), &[("number", number.as_str())]).await.expect(403);
        author.post(format!("{page}/detach"), &[("number", number.as_str())]).await.expect_see_other();
        author.post(format!("{page}/detach"), &[("number", number.as_str()), ("once", "2")]).await.expect(409);
        world.anyone().get(&files[0]).await.expect(404);
        let one = find_by_code(&world.app.db, &code).await.expect("read").expect("there");
        assert!(one.waits(), "a reviewer looks at what was added");
        assert_eq!(world.trail(one.id).await[3..], ["technology.attach", "technology.attach", "technology.attach", "technology.detach"]);
    }

    /// As beside a plan: a paper may be of an office, each refusal says what to do, the same file stands once, a
    /// picture that a browser holds is not sent again, and what was taken away is gone for good.
    async fn a_file_of_a_technology_is_kept_as_every_other(world: World) {
        let trang = world.trang().await;
        let code = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
        let author = world.of_clinic(Role::ClinicManager, &trang).await;
        let manual = [("kind", "manual"), ("title_th", "คู่มือการสร้าง")];
        for (file, why) in [
            (&b""[..], "โปรดเลือกไฟล์"),
            (b"%PDF-1.7 cut", "ไฟล์นี้ไม่ครบหรือเสียหาย"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1", "DOC หรือ XLS รุ่นเก่า"),
            (b"MZ\x90\x00 setup", "ระบบเปิดไฟล์นี้ไม่ได้"),
        ] {
            let refused = upload(&author, &code, &manual, file).await.expect(422);
            refused.must_say(why);
            assert_eq!(refused.value_of("title_th").as_deref(), Some("คู่มือการสร้าง"), "nothing typed is lost");
        }
        upload(&author, &code, &manual, &vec![b'x'; 11 * 1024 * 1024]).await.expect(422).must_say("ใหญ่เกิน 10 เมกะไบต์");
        upload(&author, &code, &PICTURE, &drawing(60, 40)).await.expect_see_other();
        upload(&author, &code, &manual, &office()).await.expect_see_other();
        let kept = world.app.files.list().await.expect("a list").len();
        upload(&author, &code, &manual, &office()).await.expect(422).must_say("แนบไฟล์นี้ไว้แล้ว: คู่มือการสร้าง");
        assert_eq!(world.app.files.list().await.expect("a list").len(), kept, "what nothing names is not kept");

        let parts = author.get(format!("/technologies/{code}/parts")).await.expect(200);
        parts.must_say("docx 1 กิโลไบต์").must_say("เรียกคืนไม่ได้");
        let files = parts.hrefs(&format!("a[href^='/technologies/{code}/files/']"));
        let shown = world.anyone().get(&files[0]).await.expect(200);
        assert_eq!(shown.headers["cache-control"], "public, max-age=86400");
        let again = Request::get(&files[0]).header(header::IF_NONE_MATCH, shown.headers["etag"].clone());
        assert!(world.anyone().send(again, Body::empty()).await.expect(304).body.is_empty());
        let part = Request::get(&files[1]).header(header::RANGE, "bytes=0-1");
        assert_eq!(world.anyone().send(part, Body::empty()).await.expect(206).body, "PK");

        let number = files[1].rsplit('/').next().expect("a number");
        author.post(format!("/technologies/{code}/detach"), &[("number", number)]).await.expect_see_other();
        techclinic::attachments::jobs(Workers::new(), &world.app).work(world.app.ground()).await.expect("worked");
        assert_eq!(world.app.files.list().await.expect("a list").len(), kept - 1, "the file is gone for good");
        let id = find_by_code(&world.app.db, &code).await.expect("read").expect("there").id;
        let trail = kit::audit::trail(&world.app.db, id).await.expect("a trail");
        let digest = |at: usize| trail[trail.len() - at].facts["sha256"].clone();
        assert!(digest(1).is_string() && digest(1) == digest(2), "the trail says which file it was");
    }

    /// technology.name_expert, technology.dismiss_expert: everybody reads what they know, and their name
    /// where they agreed.
    async fn an_expert_is_named_where_they_agreed(world: World) {
        let trang = world.trang().await;
        let code = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
        let page = format!("/technologies/{code}");
        let author = world.of_clinic(Role::ClinicManager, &trang).await;
        let name = format!("{page}/name-expert");
        world.anyone().post(&name, &[]).await.expect(401);
        author.post(&name, &[("name", "ดร.สมมติ")]).await.expect(422);
        let silent = [("name", "ดร.ไม่เปิดเผย สมมติ"), ("expertise_th", "การอบแห้ง"), ("free", "yes")];
        let named = [("name", "ดร.เปิดเผย สมมติ"), ("expertise_th", "พลังงานแสงอาทิตย์"), ("named", "yes")];
        author.post(&name, &silent).await.expect_see_other();
        author.post(&name, &named).await.expect_see_other();
        let public = world.anyone().get(&page).await.expect(200);
        public.must_say("การอบแห้ง").must_say("ดร.เปิดเผย สมมติ").must_say("รับงานเพิ่มได้");
        assert!(!public.says("ดร.ไม่เปิดเผย"));
        author.get(&page).await.expect(200).must_say("ดร.ไม่เปิดเผย สมมติ");
        let json = world.anyone().get(format!("/api/v1{page}")).await.expect(200).json();
        assert!(json["experts"][0]["name"].is_null() && json["experts"][1]["name"].is_string());
        let id = json["experts"][1]["id"].as_str().expect("an id").to_owned();
        author.post(format!("{page}/dismiss-expert"), &[("expert", id.as_str())]).await.expect_see_other();
        assert!(!world.anyone().get(&page).await.expect(200).says("ดร.เปิดเผย"));
        let id = find_by_code(&world.app.db, &code).await.expect("read").expect("there").id;
        assert_eq!(world.trail(id).await[3..], ["technology.name_expert", "technology.name_expert", "technology.dismiss_expert"]);
    }

    /// One sheet of paper for a farmer, with a code that a telephone opens.
    async fn the_sheet_says_what_a_farmer_asks_and_carries_a_code(world: World) {
        let trang = world.trang().await;
        let code = offered(&world, &trang, "ตู้อบกล้วย", &"อบกล้วยให้แห้งสม่ำเสมอ ".repeat(60)).await.code;
        let sheet = world.anyone().get(format!("/technologies/{code}/sheet")).await.expect(200);
        sheet.must_say("ต้องมีอะไรบ้าง").must_say("ประมาณ 5,000 ถึง 20,000 บาท").must_say("คลินิกเทคโนโลยีตรัง");
        sheet.must_say(&format!("http://localhost/technologies/{code}"));
        assert_eq!(sheet.all("svg.qr path").len(), 1);
        assert!(sheet.all(".sheet-top p")[0].ends_with('…'), "what does not fit stands behind the code");
    }
}
