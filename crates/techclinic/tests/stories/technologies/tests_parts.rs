//! Stories of what stands with a technology: pictures, papers, experts, and the sheet for a farmer.

use axum::body::Body;
use axum::http::{Request, header};

use super::testing::{drawing, offered};
use crate::testing::{Answer, Person, stories};
use techclinic::accounts::Role;
use techclinic::technologies::find_by_code;

/// Sends a file with what is said of it.
async fn upload(person: &Person, code: &str, said: &[(&str, &str)], bytes: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in said {
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    body.extend(b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n");
    body.extend(bytes);
    body.extend(b"\r\n--x--\r\n");
    let request = Request::post(format!("/technologies/{code}/attach"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin");
    person.send(request, Body::from(body)).await
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
