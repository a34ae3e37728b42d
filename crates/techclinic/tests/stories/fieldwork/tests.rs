//! Stories of the page for the field: its shell, what a key fetches for a day, what became of what was sent, and the file
//! of what could not be sent.

use axum::body::Body;
use axum::http::Request;
use sha2::{Digest, Sha256};

use crate::responses::tests::{PEOPLE, ground};
use crate::submissions::testing::{Telephone, application, receipt};
use crate::testing::rows::count;
use crate::testing::{Answer, Person, stories};
use techclinic::accounts::Role;

const KEYS: &str = "/desk/projects/P53-1/areas/1/field-keys";
const HANDED: &str = "/desk/projects/P53-1/areas/1/submissions/handed";

async fn ask(person: &Person, path: &str, key: &str) -> Answer {
    person.send(Request::get(path).header("x-field-key", key), Body::empty()).await
}

fn json(answer: &Answer) -> serde_json::Value {
    serde_json::from_str(&answer.body).expect("JSON")
}

/// A file as the page saves it.
fn file(area: &str, xml: &str) -> String {
    serde_json::json!({
        "kind": "techclinic-field",
        "answers": [{ "area": area, "xml": xml, "files": [{ "name": "picture-1.jpg", "content": "AQID" }] }],
    })
    .to_string()
}

stories! {
    /// The shell, the worker and the manifest are there for everybody; a worker may run, and no script stands inline.
    async fn the_page_opens_and_can_be_kept(world: World) {
        let stranger = world.anyone();
        let page = stranger.get("/field").await.expect(200);
        page.must_say("ตอบแบบสอบถามในพื้นที่");
        assert!(page.body.contains("data-program=\"/assets/") && page.body.contains("tcf_"));
        let policy = page.headers["content-security-policy"].to_str().expect("text").to_owned();
        assert!(policy.contains("worker-src 'self'") && !policy.contains("unsafe"), "{policy}");
        assert!(page.headers.get("set-cookie").is_none(), "nothing of a reader is kept with it");
        let worker = stranger.get("/field/worker.js").await.expect(200);
        assert!(worker.body.starts_with("const FIELD={") && worker.body.contains("field/evaluator.js"), "{}", worker.body);
        assert_eq!(worker.headers["service-worker-allowed"], "/field", "or no browser lets it keep the page");
        let manifest = json(&stranger.get("/field/manifest.webmanifest?lang=en").await.expect(200));
        assert_eq!((manifest["scope"].as_str(), manifest["start_url"].as_str()), (Some("/field"), Some("/field?lang=en")));
    }

    /// A key fetches the forms and tells slips apart without naming anybody; it sends by a header as well, is told what
    /// became of its receipts and of no others, and fetches nothing once it has ended.
    async fn a_key_fetches_a_day_and_asks_what_became_of_it(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let telephone = Telephone::with_key(&clinic, KEYS).await;
        let stranger = world.anyone();
        stranger.get("/field/day").await.expect(404);
        ask(&stranger, "/field/day", "tcf_guessed").await.expect(404);
        telephone.send(&stranger, &application("uuid:field-1", "พิกุลทอง", "0899911122", "2010-06-15")).await.expect(201);

        let day = ask(&stranger, "/field/day", telephone.secret()).await.expect(200);
        let told = json(&day);
        let kinds: Vec<_> = told["forms"].as_array().expect("forms").iter().map(|form| form["form"]["id"].clone()).collect();
        assert_eq!(kinds, ["application", "evaluation", "follow_up"]);
        let people = clinic.get(PEOPLE).await.expect(200);
        let slip = people.body.split("/desk/participants/").nth(1).expect("somebody")[..11].to_owned();
        let print = data_encoding::HEXLOWER.encode(&Sha256::digest(format!("{}:{slip}", telephone.secret()))[..8]);
        assert!(told["slips"].as_array().expect("slips").contains(&print.into()), "{slip}: {}", told["slips"]);
        assert!(!day.body.contains(&slip) && !day.body.contains("พิกุลทอง") && !day.body.contains("0899911122"));

        let sent = Telephone::at("/openrosa");
        let body = "--x\r\nContent-Disposition: form-data; name=\"xml_submission_file\"; filename=\"a.xml\"\r\n\r\n".to_owned()
            + application("uuid:field-2", "จำปี", "0898765432", "2010-06-15").as_str()
            + "\r\n--x--\r\n";
        sent.send_raw(&stranger, body.clone()).await.expect(401);
        let request = || {
            Request::post("/openrosa/submission")
                .header("x-field-key", telephone.secret())
                .header("content-type", "multipart/form-data; boundary=x")
        };
        let taken = stranger.send(request(), Body::from(body.clone())).await.expect(201);
        let number = receipt(&taken);
        assert_eq!((&taken.headers["x-techclinic-receipt"], &taken.headers["x-techclinic-standing"]), (&number.parse().expect("a value"), &"received".parse().expect("a value")));
        assert_eq!(receipt(&stranger.send(request(), Body::from(body)).await.expect(201)), number, "sent twice it is one");

        let address = format!("/field/standing?receipts={number},R000000000");
        let standing = |told: &Answer| json(told)[number.as_str()].clone();
        assert_eq!(standing(&ask(&stranger, &address, telephone.secret()).await.expect(200)), "received");
        assert_eq!(json(&ask(&stranger, &address, telephone.secret()).await).as_object().map(serde_json::Map::len), Some(1));
        clinic.post(&format!("/desk/submissions/{number}/approve"), &[]).await.expect(303);
        assert_eq!(standing(&ask(&stranger, &address, telephone.secret()).await.expect(200)), "approved");
        let keys = clinic.get(KEYS).await.expect(200);
        let key = keys.body.split("/desk/field-keys/").nth(1).expect("a key")[..36].to_owned();
        clinic.post(&format!("/desk/field-keys/{key}/end"), &[]).await.expect(303);
        for path in ["/field/day", address.as_str()] {
            ask(&stranger, path, telephone.secret()).await.expect(404);
        }
    }

    /// submission.receive: a file of what a telephone could not send is taken in by the clinic of its area, each answer once.
    async fn a_clinic_takes_in_the_file_of_a_telephone(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let telephone = Telephone::with_key(&clinic, KEYS).await;
        let day = json(&ask(&world.anyone(), "/field/day", telephone.secret()).await.expect(200));
        let area = day["id"].as_str().expect("an area").to_owned();
        world.anyone().get(HANDED).await.expect(401);
        world.of_clinic(Role::ClinicManager, &ground.chonburi).await.get(HANDED).await.expect(404);
        clinic.get(HANDED).await.expect(200).must_say("รับไฟล์จากโทรศัพท์");

        let upload = async |content: &str| {
            let once = clinic.get(HANDED).await.expect(200).value_of("once").expect("a key of the form");
            let body = format!(
                "--x\r\nContent-Disposition: form-data; name=\"once\"\r\n\r\n{once}\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\n\r\n{content}\r\n--x--\r\n"
            );
            let request = Request::post(HANDED).header("content-type", "multipart/form-data; boundary=x");
            clinic.send(request, Body::from(body)).await
        };
        upload("").await.expect(422).must_say("โปรดเลือกไฟล์");
        upload("<data/>").await.expect(422).must_say("ไม่ใช่ไฟล์คำตอบ");
        let one = application("uuid:handed", "มะลิ", "0812345678", "2010-06-15");
        let elsewhere = file("00000000-0000-0000-0000-000000000000", &one);
        upload(&elsewhere).await.expect(200).must_say("เป็นของพื้นที่อื่น");
        upload(&file(&area, "<data")).await.expect(200).must_say("อ่านคำตอบนี้ไม่ได้");
        for _ in 0..2 {
            upload(&file(&area, &one)).await.expect(200).must_say("ได้รับแล้ว เลขที่รับ");
        }
        assert_eq!(count(&world.app.db, "submission", "instance_id", "uuid:handed".into()).await, 1);
    }
}
