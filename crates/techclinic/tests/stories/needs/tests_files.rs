//! Stories of photographs and voices beside a need.

use axum::body::Body;
use axum::http::{Request, header};

use super::testing::{a_jpeg, a_place, an_m4a};
use super::tests::{code_of, fields};
use crate::testing::{Answer, Person, stories};
use techclinic::accounts::Role;
use techclinic::needs::FILE_MOST;

/// Sends a file beside a need.
async fn attach(person: &Person, address: &str, file: &[u8], agreed: bool) -> Answer {
    let consent =
        if agreed { "--x\r\nContent-Disposition: form-data; name=\"may_publish\"\r\n\r\nyes\r\n" } else { "" };
    let said = "--x\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\nกล้วยบนตะแกรง\r\n";
    let head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"photo.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n";
    let body = [consent.as_bytes(), said.as_bytes(), head.as_bytes(), file, b"\r\n--x--\r\n"].concat();
    let request = Request::post(address)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin");
    person.send(request, Body::from(body)).await
}

fn sources(page: &Answer) -> Vec<String> {
    let src = |part: &str| part.split('"').next().unwrap_or_default().to_owned();
    page.body.split(" src=\"").skip(1).map(src).filter(|src| src.contains("/files/")).collect()
}

stories! {
    /// need.attach: what it is is seen in its bytes; where it was taken goes; only those who work on the need see it.
    async fn a_photograph_is_seen_by_those_who_work_on_the_need_alone(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let citizen = world.anyone();
        let track = citizen.post("/needs", &fields()).await.expect_see_other();
        let code = code_of(&world, &track).await;
        let at = format!("{track}/attach");
        citizen.get(&track).await.expect(200).must_say("ไฟล์ละไม่เกิน 8 เมกะไบต์");
        assert_eq!(FILE_MOST, 8 * 1024 * 1024, "as the page says");
        for (file, said) in [
            (&b""[..], "โปรดเลือกภาพถ่ายหรือเสียง"),
            (b"<html><script>alert(1)</script>", "ไม่ใช่ภาพหรือเสียงที่รับได้"),
            (b"\xFF\xD8\xFF<script>alert(1)</script>", "เริ่มต้นเหมือนภาพแต่อ่านไม่ได้"),
            (b"GIF89a", "ไม่ใช่ภาพหรือเสียงที่รับได้"),
            (b"\0\0\0\x24ftypheic\0\0\0\0mif1heic", "ชนิด HEIC ซึ่งระบบยังรับไม่ได้ รับเฉพาะภาพ JPEG PNG หรือ WebP"),
        ] {
            attach(&citizen, &at, file, false).await.expect(422).must_say(said);
        }
        attach(&citizen, &at, &vec![0xFF; FILE_MOST + 1], false).await.expect(422).must_say("ไม่เกิน 8 เมกะไบต์");
        attach(&citizen, "/track/AAAAA-AAAAA/attach", &a_jpeg(&[]), false).await.expect(404);
        attach(&citizen, &at, &a_jpeg(&a_place()), false).await.expect(303);
        attach(&citizen, &at, &an_m4a(), false).await.expect(303);

        let own = citizen.get(&track).await.expect(200);
        let [photo, voice] = sources(&own).try_into().expect("a photograph and a voice");
        let seen = citizen.get(&photo).await.expect(200);
        assert_eq!(seen.headers[header::CONTENT_TYPE], "image/jpeg");
        assert!(!seen.body.contains("GPS") && !seen.body.contains("script"));
        assert!(own.body.contains("<audio controls"));
        let part = citizen.send(Request::get(&voice).header(header::RANGE, "bytes=0-7"), Body::empty()).await.expect(206);
        assert_eq!((part.body.len(), &part.headers[header::CONTENT_TYPE]), (8, &header::HeaderValue::from_static("audio/mp4")));

        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let page = manager.get(format!("/needs/{code}")).await.expect(200);
        let theirs = sources(&page);
        assert_eq!(theirs.len(), 2);
        manager.get(&theirs[0]).await.expect(200);
        let strangers = world.anyone().get(format!("/needs/{code}")).await.expect(200);
        assert!(sources(&strangers).is_empty());
        for address in &theirs {
            world.anyone().get(address).await.expect(404);
            world.of_clinic(Role::ClinicDirector, &chonburi).await.get(address).await.expect(404);
        }
        let policy = strangers.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
        assert!(policy.contains("media-src 'self'"), "or no voice would be heard");
        let need = techclinic::needs::find_by_code(&world.app.db, &code).await.expect("read").expect("a need");
        assert_eq!(world.trail(need.id).await, ["need.register", "need.attach", "need.attach"]);
    }

    /// need.publish_file, need.remove_file: published where the giver agreed, and taken away for good.
    async fn a_file_is_published_with_consent_and_removed_for_good(world: World) {
        let trang = world.trang().await;
        let citizen = world.anyone();
        let track = citizen.post("/needs", &fields()).await.expect_see_other();
        let code = code_of(&world, &track).await;
        attach(&citizen, &format!("{track}/attach"), &a_jpeg(&[]), false).await.expect(303);
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        attach(&coordinator, &format!("/needs/{code}/attach"), &a_jpeg(&[]), true).await.expect(303);
        let files = sources(&coordinator.get(format!("/needs/{code}")).await.expect(200));
        let id = |at: usize| files[at].rsplit('/').next().expect("an identifier").to_owned();
        let publish = format!("/needs/{code}/publish-file");
        world.anyone().post(&publish, &[("file", &id(1))]).await.expect(401);
        coordinator.post(&publish, &[("file", &id(0))]).await.expect(409).must_say("ไม่ได้ยินยอมให้เผยแพร่");
        coordinator.post(&publish, &[("file", "x")]).await.expect(422).must_say("ไม่พบไฟล์นี้");
        coordinator.post(&publish, &[("file", &id(1))]).await.expect(303);
        let public = world.anyone().get(format!("/needs/{code}")).await.expect(200);
        assert_eq!(sources(&public), [files[1].clone()]);
        public.must_say("กล้วยบนตะแกรง");
        world.anyone().get(&files[1]).await.expect(200);

        citizen.post(format!("{track}/remove-file"), &[("file", &id(0))]).await.expect(303);
        coordinator.post(format!("/needs/{code}/remove-file"), &[("file", &id(1))]).await.expect(303);
        world.anyone().get(&files[1]).await.expect(404);
        techclinic::attachments::jobs(kit::jobs::Workers::new(), &world.app).work(world.app.ground()).await.expect("worked");
        assert!(world.app.files.list().await.expect("a list").iter().all(|key| !key.starts_with("needs/")), "gone for good");
        let need = techclinic::needs::find_by_code(&world.app.db, &code).await.expect("read").expect("a need");
        let done = world.trail(need.id).await.split_off(3);
        assert_eq!(done, ["need.publish_file", "need.remove_file", "need.remove_file"]);
    }

    async fn no_more_than_a_few_files_stand_beside_a_need(world: World) {
        world.trang().await;
        let citizen = world.anyone();
        let track = citizen.post("/needs", &fields()).await.expect_see_other();
        for _ in 0..6 {
            attach(&citizen, &format!("{track}/attach"), &a_jpeg(&[]), false).await.expect(303);
        }
        attach(&citizen, &format!("{track}/attach"), &a_jpeg(&[]), false).await.expect(422).must_say("แนบได้ไม่เกิน 6 ไฟล์");
        assert_eq!(world.app.files.list().await.expect("a list").iter().filter(|key| key.starts_with("needs/")).count(), 6);
    }
}
