//! Stories of a telephone with ODK Collect: its key, its forms, and what it sends.

use axum::body::Body;
use axum::http::{Request, header};
use data_encoding::BASE64;

use super::testing::{Telephone, application, evaluation, instance_of, receipt};
use crate::accounts::tests::{PASSWORD, set_password};
use crate::responses::testing::{attend, day_of_transfer, record};
use crate::responses::tests::{PEOPLE, counted, ground};
use crate::testing::rows::count;
use crate::testing::{Person, World, stories};
use techclinic::accounts::Role;

const KEYS: &str = "/desk/projects/P53-1/areas/1/field-keys";
const SENT: &str = "/desk/projects/P53-1/areas/1/submissions";

/// The code on the slip of whoever was registered last.
pub(super) async fn slip(clinic: &Person) -> String {
    let page = clinic.get(PEOPLE).await.expect(200);
    page.body
        .split("/desk/participants/")
        .nth(1)
        .expect("somebody")
        .split(['"', '/'])
        .next()
        .expect("a code")
        .to_owned()
}

/// How many answers count.
async fn answered(world: &World) -> i64 {
    count(&world.app.db, "response", "superseded", false.into()).await
}

stories! {
    /// field_key.make, field_key.end: the key to an area is the clinic's to give, is shown once, opens the forms and
    /// nothing else, and ends.
    async fn a_telephone_is_given_the_key_to_an_area(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        world.anyone().get(KEYS).await.expect(401);
        world.of_clinic(Role::ClinicManager, &ground.chonburi).await.get(KEYS).await.expect(404);
        clinic.post(KEYS, &[("name", ""), ("days", "900")]).await.expect(422).must_say("1 ถึง 480");
        let telephone = Telephone::with_key(&clinic, KEYS).await;
        assert!(!clinic.get(KEYS).await.expect(200).says(telephone.secret()), "it is shown once");

        let forms = telephone.get(&world.anyone(), "formList").await.expect(200);
        assert_eq!(forms.headers["x-openrosa-version"], "1.0");
        assert_eq!(forms.headers[header::CONTENT_TYPE], "text/xml; charset=utf-8");
        for part in ["<formID>application</formID>", "<formID>evaluation</formID>", "<formID>follow_up</formID>", "md5:", "แบบติดตามผล"] {
            assert!(forms.body.contains(part), "{part}: {}", forms.body);
        }
        let one = telephone.get(&world.anyone(), "formList?formID=evaluation&verbose=true&listAllVersions=true").await.expect(200);
        assert!(one.body.contains("descriptionText") && !one.body.contains("<formID>application"), "{}", one.body);
        let form = telephone.get(&world.anyone(), "forms/evaluation").await.expect(200);
        assert!(form.body.contains("/data/sheet/slip_scanned") && form.body.contains("สแกนคิวอาร์โค้ดในใบติดตาม"));
        use md5::Digest;
        let hash = data_encoding::HEXLOWER.encode(&md5::Md5::digest(&form.bytes));
        assert!(forms.body.contains(&format!("md5:{hash}")), "the hash is of the bytes that are given");
        telephone.get(&world.anyone(), "manifest/evaluation").await.expect(200);
        telephone.get(&world.anyone(), "forms/never").await.expect(404);
        let english = Request::get(format!("/openrosa/key/{}/formList", telephone.secret())).header("accept-language", "en-US");
        assert!(world.anyone().send(english, Body::empty()).await.expect(200).body.contains("Follow-up"));

        let other = Request::get(format!("/openrosa/key/{}/formList", telephone.secret())).header("x-openrosa-version", "2.0");
        assert!(world.anyone().send(other, Body::empty()).await.expect(400).body.contains("OpenRosaResponse"));
        let guessed = Telephone::at("/openrosa/key/tcf_guessed").get(&world.anyone(), "formList").await.expect(404);
        assert!(guessed.body.contains("OpenRosaResponse") && guessed.headers["x-openrosa-version"] == "1.0");
        let page = clinic.get(KEYS).await.expect(200);
        let key = page.body.split("/desk/field-keys/").nth(1).expect("a key")[..36].to_owned();
        world.of_clinic(Role::ClinicManager, &ground.chonburi).await.post(format!("/desk/field-keys/{key}/end"), &[]).await.expect(404);
        clinic.post(format!("/desk/field-keys/{key}/end"), &[]).await.expect(303);
        telephone.get(&world.anyone(), "formList").await.expect(404);
        assert_eq!(world.trail(key.parse().expect("an identifier")).await, ["field_key.make", "field_key.end"]);
        let late = Telephone::with_key(&clinic, KEYS).await;
        world.stand_on("2010-12-15");
        late.get(&world.anyone(), "formList").await.expect(404);
    }

    /// submission.receive as Collect goes about it: it asks whether it may, sends, sends again because it heard no
    /// answer, and sends its files in parts. The same name with other content is refused.
    async fn collects_own_sequence_is_taken_once(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let telephone = Telephone::with_key(&clinic, KEYS).await;
        let anyone = world.anyone();
        let asked = Request::head(format!("/openrosa/key/{}/submission", telephone.secret()));
        let ready = anyone.send(asked, Body::empty()).await.expect(204);
        assert!(ready.headers.contains_key("x-openrosa-accept-content-length") && ready.headers.contains_key(header::LOCATION));
        telephone.send_raw(&anyone, "--x--\r\n").await.expect(400);
        let xml = application("uuid:a", "สมหญิง", "0812345678", "2010-09-15");
        for broken in [&xml.replace("</data>", ""), &xml.replace("uuid:a", ""), &xml.replace(" id=\"application\"", "")] {
            assert!(telephone.send(&anyone, broken).await.expect(400).body.contains("submit_failure"));
        }
        for unknown in [xml.replace("2026112101", "1999"), xml.replace("id=\"application\"", "id=\"never\"")] {
            telephone.send(&anyone, &unknown).await.expect(404);
        }
        assert_eq!(answered(&world).await, 0, "what is not acknowledged is not kept");

        let first = telephone.send(&anyone, &xml).await.expect(201);
        assert!(first.body.contains("submit_success") && first.body.contains("เลขที่รับ"), "{}", first.body);
        let again = telephone.send_with(&anyone, &xml, &[("photo.jpg", b"not really")]).await.expect(201);
        assert_eq!(first.body, again.body, "the same receipt");
        telephone.send_with(&anyone, &xml, &[("photo.jpg", b"not really")]).await.expect(201);
        telephone.send_with(&anyone, &xml, &[("photo.jpg", b"another")]).await.expect(409);
        telephone.send(&anyone, &xml.replace("สมหญิง", "สมศรี")).await.expect(409);
        assert_eq!(answered(&world).await, 1);
        clinic.get(PEOPLE).await.expect(200).must_say("นางสมหญิง ใจดี");
        let list = clinic.get(SENT).await.expect(200);
        list.must_say("ได้รับแล้ว");
        let number = receipt(&first);
        clinic.get(format!("/desk/submissions/{number}")).await.expect(200).must_say("photo.jpg").must_say("ผ้าย้อมสีธรรมชาติสีตก");
        let file = clinic.get(format!("/desk/submissions/{number}/files/photo.jpg")).await.expect(200);
        assert_eq!((&file.bytes[..], file.headers[header::CONTENT_DISPOSITION].as_bytes()), (&b"not really"[..], &b"attachment"[..]));
        anyone.get(format!("/desk/submissions/{number}")).await.expect(401);
    }

    /// By one's own account, name and password with each request: without them the telephone is asked for them, and of
    /// the forms it is given those that a slip places.
    async fn a_telephone_may_sign_in_instead(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let bare = Telephone::at("/openrosa");
        let refused = bare.get(&world.anyone(), "formList").await.expect(401);
        assert!(refused.headers[header::WWW_AUTHENTICATE].to_str().expect("text").starts_with("Basic realm="));
        let signing = |name: &str, password: &str| {
            let packed = BASE64.encode(format!("{name}:{password}").as_bytes());
            Request::get("/openrosa/formList").header(header::AUTHORIZATION, format!("Basic {packed}"))
        };
        world.anyone().send(signing("nobody@example.org", "x"), Body::empty()).await.expect(401);
        let (_, name) = set_password(&world, &clinic).await;
        let forms = world.anyone().send(signing(&name, PASSWORD), Body::empty()).await.expect(200);
        assert!(forms.body.contains("<formID>evaluation</formID>") && !forms.body.contains("<formID>application"));
    }

    /// Nothing is dropped for breaking a rule: it is kept as it came, flagged and not counted.
    async fn what_breaks_a_rule_is_kept_and_not_counted(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let telephone = Telephone::with_key(&clinic, KEYS).await;
        let anyone = world.anyone();
        telephone.send(&anyone, &application("uuid:a", "สมหญิง", "0812345678", "2010-09-15")).await.expect(201);
        let code = slip(&clinic).await;
        let wrong_choice = evaluation("uuid:choice", &code, "2010-09-15").replace("<overall>5<", "<overall>zzz<");
        for (xml, why) in [
            (evaluation("uuid:early", &code, "2010-09-15"), "ยังไม่มีบันทึกว่ารับการถ่ายทอด"),
            (evaluation("uuid:nobody", "NOBODY1234", "2010-09-15"), "ไม่พบใบติดตามนี้ในพื้นที่นี้"),
            (wrong_choice, "ตัวเลือก"),
            (evaluation("uuid:tomorrow", &code, "2010-09-16"), "วันที่นี้ยังมาไม่ถึง"),
            (application("uuid:twice", "สมหญิง", "0812345678", "2010-09-15"), "มีผู้สมัครชื่อและหมายเลขโทรศัพท์นี้ในโครงการแล้ว"),
            (instance_of("evaluation", "uuid:empty", "", ""), "โปรดตอบข้อนี้"),
            (instance_of("evaluation", "uuid:noslip", "", ""), "ไม่พบใบติดตามนี้ในพื้นที่นี้"),
            (evaluation("uuid:noday", &code, "x"), "โปรดกรอกวัน เดือน และปีให้ถูกต้อง"),
        ] {
            let sent = telephone.send(&anyone, &xml).await.expect(201);
            assert!(sent.body.contains("ข้อสังเกต"), "{}", sent.body);
            let number = receipt(&sent);
            clinic.get(format!("/desk/submissions/{number}")).await.expect(200).must_say(why);
        }
        assert_eq!(answered(&world).await, 1, "the application alone counts");
        let page = clinic.get(format!("{SENT}?standing=has_issues")).await.expect(200);
        assert_eq!(page.body.matches("มีข้อสังเกต</span>").count(), 8, "{}", page.text());
        clinic.get("/desk").await.expect(200).must_say("คำตอบจากโทรศัพท์และกระดาษที่รอแก้ไข");
        world.of_clinic(Role::ClinicManager, &ground.chonburi).await.get(SENT).await.expect(404);
    }

    /// An answer sent with its slip counts as one that was keyed does; edited on the telephone, the later stands in its
    /// place, once.
    async fn an_edit_on_the_telephone_stands_in_the_place_of_what_it_edits(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let telephone = Telephone::with_key(&clinic, KEYS).await;
        let anyone = world.anyone();
        telephone.send(&anyone, &application("uuid:a", "สมหญิง", "0812345678", "2010-09-15")).await.expect(201);
        let area = "/desk/projects/P53-1/areas/1";
        attend(&clinic, &record(&clinic, area, &day_of_transfer("15", "9")).await).await.expect(303);
        let code = slip(&clinic).await;
        telephone.send(&anyone, &evaluation("uuid:e", &code, "2010-09-15")).await.expect(201);
        assert_eq!(counted(&world, ground.project, "2010-09-15").await.participants, 1);
        assert_eq!(answered(&world).await, 2);
        let edit = |instance: &str, before: &str| {
            let xml = evaluation(instance, &code, "2010-09-15").replace("<overall>5<", "<overall>3<");
            xml.replace("</meta>", &format!("<deprecatedID>{before}</deprecatedID></meta>"))
        };
        telephone.send(&anyone, &edit("uuid:x", "uuid:never")).await.expect(409);
        telephone.send(&anyone, &edit("uuid:f", "uuid:e")).await.expect(201);
        telephone.send(&anyone, &edit("uuid:g", "uuid:e")).await.expect(409);
        assert_eq!(answered(&world).await, 2, "a revision, not one more");
        let page = clinic.get(format!("/desk/participants/{code}")).await.expect(200);
        page.must_say("ODK Collect");
        let list = clinic.get(SENT).await.expect(200);
        list.must_say("แก้ไขแล้ว").must_say("มีฉบับใหม่แทน");
    }
}
