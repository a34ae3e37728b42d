//! Stories of how participants are reminded to answer, with a service for messages that listens in the test.

use axum::body::Body;
use axum::http::Request;
use chrono::NaiveTime;
use kit::clock::{day, thai_moment};

use super::testing::{Exchange, deliver, signed};
use crate::follow_ups::tests::two_people;
use crate::responses::tests::follow_up;
use crate::responses::tests::ground;
use crate::testing::{Answer, World, stories};
use techclinic::accounts::{Role, Scope};

const AT: &str = "/desk/projects/P53-1/areas/1/participant-reminders";

/// LINE tells the site of an event.
async fn told(world: &World, event: &str, signature: Option<&str>) -> Answer {
    let body = format!(r#"{{"destination":"U0","events":[{event}]}}"#);
    let signature = signature.map_or_else(|| signed(&body), ToOwned::to_owned);
    let request = Request::post("/line/webhook").header("x-line-signature", signature);
    world.anyone().send(request.header("content-type", "application/json"), Body::from(body)).await
}

fn wrote(user: &str, text: &str) -> String {
    format!(
        r#"{{"type":"message","source":{{"type":"user","userId":"{user}"}},"message":{{"type":"text","text":"{text}"}}}}"#
    )
}

stories! {
    /// A0-18: nobody but the area's clinic reminds, and nothing leaves where nothing is configured.
    async fn only_the_clinic_reminds_and_only_where_a_way_is_configured(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        two_people(&clinic).await;
        world.stand_on("2010-10-20");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let chonburi = world.of_clinic(Role::ClinicDirector, &ground.chonburi).await;
        let auditor = world.signed_in(Role::Auditor, Scope::Network).await;
        chonburi.get(AT).await.expect(404);
        chonburi.post(AT, &[]).await.expect(404);
        auditor.get(AT).await.expect(200);
        auditor.post(AT, &[]).await.expect(403);
        let page = clinic.get(AT).await.expect(200);
        page.must_say("ยังไม่ได้ตั้งค่าช่องทางส่งข้อความ");
        assert!(page.all("main form button").is_empty(), "no button that does nothing");
        clinic.post(AT, &[]).await.expect(409).must_say("ยังไม่ได้ตั้งค่าช่องทางส่งข้อความ");
    }

    /// A0-18: whoever agreed and has something to answer is reminded once, by a message with their slip's address; and
    /// who answered, or took their consent back, before it left is not.
    async fn who_agreed_is_reminded_once(world: World) {
        let exchange = Exchange::open().await;
        let world = exchange.connected(world);
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [first, second] = two_people(&clinic).await;
        world.stand_on("2010-10-20");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        clinic.get(AT).await.expect(200).must_say("2 คน");
        clinic.post(AT, &[]).await.expect(303);
        clinic.post(AT, &[]).await.expect(303);
        clinic.get(AT).await.expect(200).must_say("รอส่ง").must_say("สมหญิง");
        world.anyone().post(format!("/fill/{second}/consents"), &[("purpose", "contact")]).await.expect(303);
        deliver(&world).await;
        let taken = exchange.taken();
        assert_eq!(taken.len(), 1, "one of two, once");
        assert_eq!(taken[0].path, "/sms");
        assert_eq!(taken[0].headers["authorization"], "Basic c2Vj");
        let form: Vec<(String, String)> = url::form_urlencoded::parse(taken[0].body.as_bytes()).into_owned().collect();
        assert_eq!(form[0], ("msisdn".to_owned(), "0812345678".to_owned()));
        assert!(form[1].1.contains("แบบติดตามผล") && form[1].1.ends_with(&format!("http://localhost/fill/{first}")), "{}", form[1].1);
        assert!(!form[1].1.contains("สมหญิง"), "no name");
        clinic.get(AT).await.expect(200).must_say("ส่งแล้ว").must_say("ไม่ได้ส่ง");
        clinic.get(format!("/desk/participants/{first}")).await.expect(200).must_say("เอสเอ็มเอส");

        world.stand_on("2010-10-28");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        clinic.post(AT, &[]).await.expect(303);
        world.anyone().post(format!("/fill/{first}/follow_up"), &follow_up("answered meanwhile", "5")).await.expect(303);
        deliver(&world).await;
        assert_eq!(exchange.taken().len(), 1, "who answered meanwhile is left alone");
        clinic.post(AT, &[]).await.expect(303);
        deliver(&world).await;
        assert_eq!(exchange.taken().len(), 1, "nobody is left to remind");
    }

    /// At night nothing leaves; what a service cannot take now is tried again, and what it never will is said.
    async fn nobody_is_disturbed_at_night_and_a_refusal_is_said(world: World) {
        let exchange = Exchange::open().await;
        let world = exchange.connected(world);
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        two_people(&clinic).await;
        let night = |on: &str, hour: u32| thai_moment(day(on), NaiveTime::from_hms_opt(hour, 0, 0).expect("a time"));
        world.app.clock.stand_at(night("2010-10-20", 21));
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        clinic.post(AT, &[]).await.expect(303);
        deliver(&world).await;
        world.app.clock.stand_at(night("2010-10-21", 7));
        deliver(&world).await;
        assert!(exchange.taken().is_empty(), "nobody is woken");
        exchange.answer(503);
        world.app.clock.stand_at(night("2010-10-21", 9));
        deliver(&world).await;
        assert_eq!(exchange.taken().len(), 2, "tried");
        world.app.clock.stand_at(night("2010-10-21", 22));
        deliver(&world).await;
        assert_eq!(exchange.taken().len(), 2, "not again at night");
        world.app.clock.stand_at(night("2010-10-22", 9));
        deliver(&world).await;
        assert_eq!(exchange.taken().len(), 4, "again in the morning");
        exchange.answer(400);
        world.app.clock.stand_at(night("2010-10-22", 10));
        deliver(&world).await;
        deliver(&world).await;
        assert_eq!(exchange.taken().len(), 6, "again, and then no more");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        clinic.get(AT).await.expect(200).must_say("ส่งไม่สำเร็จ (400)");
    }

    /// participant_reminder.link, participant_reminder.unlink: whoever sends the code of their slip to the house's account is reminded on LINE from then on, until they leave it;
    /// nobody but LINE tells of this.
    async fn a_slip_is_linked_with_line(world: World) {
        let exchange = Exchange::open().await;
        let world = exchange.connected(world);
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [first, _] = two_people(&clinic).await;
        world.stand_on("2010-10-20");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        world.anyone().get(format!("/fill/{first}")).await.expect(200).must_say("@ttc-somnut");
        told(&world, &wrote("U1", &first), Some("AAAA")).await.expect(404);
        told(&world, &wrote("U1", "NOBODY1234"), None).await.expect(200);
        told(&world, &wrote("U1", "สวัสดีค่ะ"), None).await.expect(200);
        told(&world, r#"{"type":"follow","source":{"type":"user","userId":"U1"}}"#, None).await.expect(200);
        told(&world, r#"{"type":"message","source":{"type":"group"},"message":{"type":"image"}}"#, None).await.expect(200);
        told(&world, "not JSON", None).await.expect(400);
        assert_eq!(exchange.taken().len(), 1, "an unknown code is answered, and nothing else");
        told(&world, &wrote("U1", &format!("รหัส {first} ค่ะ")), None).await.expect(200);
        assert!(exchange.taken()[1].body.contains("เชื่อมใบติดตามของท่านแล้ว"));
        world.anyone().get(format!("/fill/{first}")).await.expect(200).must_say("เชื่อมกับไลน์แล้ว");

        clinic.get(AT).await.expect(200).must_say("ไลน์: 1 คน").must_say("เอสเอ็มเอส: 1 คน");
        clinic.post(AT, &[]).await.expect(303);
        deliver(&world).await;
        let by_line: Vec<_> = exchange.taken().into_iter().skip(2).filter(|one| one.path == "/v2/bot/message/push").collect();
        assert_eq!(by_line.len(), 1);
        assert_eq!(by_line[0].headers["authorization"], "Bearer the channel's token");
        assert!(by_line[0].headers.contains_key("x-line-retry-key"));
        let body: serde_json::Value = serde_json::from_str(&by_line[0].body).expect("JSON");
        assert_eq!(body["to"], "U1");
        assert!(body["messages"][0]["text"].as_str().is_some_and(|text| text.contains(&first)));

        told(&world, r#"{"type":"unfollow","source":{"type":"user","userId":"U1"}}"#, None).await.expect(200);
        told(&world, r#"{"type":"unfollow","source":{"type":"user","userId":"U1"}}"#, None).await.expect(200);
        world.stand_on("2010-10-28");
        world.of_clinic(Role::ClinicCoordinator, &ground.trang).await.get(AT).await.expect(200).must_say("เอสเอ็มเอส: 2 คน");
        let person = transfer::responses::find_participant(world.app.db.reader(), &first).await.expect("read").expect("there");
        let trail = world.trail(person.id).await;
        assert!(trail.ends_with(&["participant_reminder.link".to_owned(), "participant_reminder.unlink".to_owned()]), "{trail:?}");
    }
}
