//! Stories of bad input: what is wrong is said beside its field, in both languages, and nothing typed
//! is lost; what comes twice is done once.

use super::testing::{application, attend};
use super::tests::{DAYS, PEOPLE, counted, follow_up, ground, on, registered, transfer};
use crate::testing::{Answer, stories};
use techclinic::accounts::{self, NewPassword, Role};
use techclinic::responses::{find_participant, list_responses};

const PASSWORD: &str = "กล้วยน้ำว้าเชื่อมกะทิ";

/// Everything of [`follow_up`] still stands on the page.
#[track_caller]
fn must_keep_the_follow_up(page: &Answer) {
    assert_eq!(page.value_of("applied_what").as_deref(), Some("ย้อมผ้าขายในตลาดนัด"));
    assert_eq!(page.value_of("applied_since_year").as_deref(), Some("๒๕๕๓"));
    assert_eq!(page.value_of("passed_on").as_deref(), Some("๓"));
    for (name, value) in [("applied", "fully"), ("benefits", "raise_income"), ("satisfaction_benefit", "4")] {
        let ticked = page.all(&format!("input[name='{name}'][value='{value}'][checked]"));
        assert_eq!(ticked.len(), 1, "{name}");
    }
}

stories! {
    /// docs/requirements.md A0-18: at the desk and by the slip.
    async fn a_follow_up_before_the_transfer_is_refused_beside_its_day(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let code = registered(&clinic, "สมหญิง", "0812345678").await;
        let (desk, slip) = (format!("/desk/participants/{code}/follow_up/answer"), format!("/fill/{code}/follow_up"));
        for (language, said) in [("th", "ยังไม่มีบันทึกว่ารับการถ่ายทอด"), ("en", "No transfer is recorded for this person")] {
            let keyed = clinic.post(format!("{desk}?lang={language}"), &follow_up("early", "4")).await.expect(422);
            let filled = world.anyone().post(format!("{slip}?lang={language}"), &follow_up("early", "4")).await.expect(422);
            for page in [&keyed, &filled] {
                let beside = page.all("form .field-error");
                assert!(beside.len() == 1 && beside[0].contains(said), "{beside:?}");
                must_keep_the_follow_up(page);
            }
        }
        assert_eq!(counted(&world, ground.project, "2010-09-15").await.follow_ups, 0);

        // A day before the transfer, and one that is none, when it is recorded.
        attend(&clinic, &transfer(&clinic).await).await.expect(303);
        world.stand_on("2010-11-01");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        for (d, m, said) in [("14", "9", "15 ตุลาคม 2553"), ("31", "9", "ไม่มีวันที่นี้ในปฏิทิน")] {
            let page = clinic.post(&desk, &on(follow_up("early", "4"), d, m)).await.expect(422);
            assert!(page.all("form .field-error")[0].contains(said), "{:?}", page.all(".field-error"));
            assert_eq!(page.value_of("sheet.answered_on_day").as_deref(), Some(d));
            must_keep_the_follow_up(&page);
        }
    }

    /// Days, attendance, applications, answers and corrections: each form sent twice is one.
    async fn every_form_sent_twice_is_done_once(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let code = registered(&clinic, "สมหญิง", "0812345678").await;
        assert_eq!(registered(&clinic, "สมหญิง", "0812345678").await, code);
        let day = transfer(&clinic).await;
        assert_eq!(transfer(&clinic).await, day);
        assert_eq!(clinic.get(DAYS).await.expect(200).all("tbody tr").len(), 1);

        let page = clinic.get(&day).await.expect(200);
        let who = page.value_of("attending").expect("somebody");
        let fields = [("attending", who.as_str()), ("version", "1")];
        for _ in 0..2 {
            clinic.post(&day, &fields).await.expect(303);
        }
        world.stand_on("2010-11-01");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let person = find_participant(world.app.db.reader(), &code).await.expect("read").expect("somebody");
        let mut corrected = follow_up("corrected", "5");
        corrected.push(("sheet.revision", "1"));
        for _ in 0..2 {
            clinic.post(format!("/desk/participants/{code}/follow_up/answer"), &follow_up("first", "4")).await.expect(303);
        }
        for _ in 0..2 {
            clinic.post(format!("/desk/participants/{code}/follow_up/correct"), &corrected).await.expect(303);
        }
        let stored = list_responses(&world.app.db, person.id).await.expect("read");
        assert_eq!(stored.len(), 3, "an application, a follow-up, and its correction");
        let corrected = counted(&world, ground.project, "2010-11-01").await;
        assert_eq!((corrected.follow_ups, corrected.satisfied), (1, 1));

        // Another list made from the old one is refused, with its ticks.
        let stale = clinic.post(&day, &[("version", "1")]).await;
        assert_eq!(stale.status.as_u16(), 422, "whoever has answered was there");
    }

    /// Two people tick at once: the second sees what was ticked and what stands against it.
    async fn two_who_tick_at_once_lose_nothing(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        registered(&clinic, "สมหญิง", "0812345678").await;
        registered(&clinic, "มะลิ", "0898765432").await;
        let day = transfer(&clinic).await;
        let page = clinic.get(&day).await.expect(200);
        let ids: Vec<String> = page.body.split("name=\"attending\" value=\"").skip(1).map(|rest| rest[..36].to_owned()).collect();
        clinic.post(&day, &[("attending", &ids[0]), ("version", "1")]).await.expect(303);
        for (language, said) in [("th", "มีผู้อื่นบันทึกข้อมูลนี้ไปก่อนแล้ว"), ("en", "Someone else")] {
            let conflict = clinic.post(format!("{day}?lang={language}"), &[("attending", &ids[1]), ("version", "1")]).await.expect(409);
            conflict.must_say(said);
            let ticked = format!("value=\"{}\" checked", ids[1]);
            assert!(conflict.body.contains(&ticked), "the second's tick is kept");
        }
        // The auditor reads who was there, and finds nothing to tick.
        let auditor = world.signed_in(Role::Auditor, accounts::Scope::Network).await;
        let read = auditor.get(format!("{day}?lang=th")).await.expect(200);
        assert!(!read.body.contains("name=\"attending\""));
        assert_eq!(read.all("section.card li").len(), 1);
    }

    /// The session ended while somebody keyed a sheet: it is carried along, and one button sends it.
    async fn a_session_that_ended_while_a_sheet_was_keyed_loses_nothing(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicManager, &ground.trang).await;
        let reader = clinic.reader();
        let who = reader.who().expect("somebody");
        let email = format!("{}@example.org", who.name.to_lowercase());
        // A new password ends every session.
        let given = NewPassword::Given(PASSWORD.to_owned());
        accounts::set_password(&world.app, &world.system(), who.account, given).await.expect("a password");
        for (language, said) in [("en", "What you typed"), ("th", "สิ่งที่ท่านพิมพ์ยังอยู่ครบ")] {
            let stopped = clinic.post(format!("{PEOPLE}?lang={language}"), &application("สมหญิง", "0812345678")).await.expect(401);
            stopped.must_say(said);
        }
        let stopped = clinic.post(PEOPLE, &application("สมหญิง", "0812345678")).await.expect(401);
        let (next, kept) = (stopped.value_of("next").expect("an address"), stopped.value_of("typed").expect("a form"));
        let fields = [("email", email.as_str()), ("password", PASSWORD), ("next", &next), ("typed", &kept)];
        let offered = clinic.post("/sign-in", &fields).await.expect(200);
        offered.must_say("ผ้าย้อมสีธรรมชาติสีตก");
        let (action, fields) = offered.form("main form");
        assert_eq!(action, PEOPLE);
        let both = fields.iter().filter(|(name, _)| name == "expected_benefits").count();
        assert_eq!(both, 2, "what is ticked twice stays ticked twice");
        clinic.fill_in(&offered, "main form", &[]).await.expect(303);
        clinic.get(PEOPLE).await.expect(200).must_say("นางสมหญิง ใจดี");
    }
}
