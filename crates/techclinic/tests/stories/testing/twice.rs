//! A form sent twice lands where the first one landed; one that was corrected after it was saved is
//! neither dropped nor done in silence.

use super::{Answer, Person, rights, stories};
use crate::needs::testing::told;
use techclinic::accounts::Role;

const NEED: &str = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน";
const OTHER: &str = "น้ำในหมู่บ้านขุ่นและมีกลิ่น อยากได้เครื่องกรองน้ำ";

/// Where an answer leads, and what it says there.
fn landed(answer: &Answer) -> (u16, Option<String>, Option<String>) {
    let flash = answer.headers.get("set-cookie").and_then(|line| line.to_str().ok());
    (answer.status.as_u16(), answer.location.clone(), flash.map(str::to_owned))
}

/// Sends the form on a page, with these fields filled in, twice.
async fn twice(person: &Person, page: &Answer, form: &str, filled: &[(&str, &str)]) -> Answer {
    let (action, mut fields) = page.form(form);
    assert!(fields.iter().any(|(name, value)| name == "once" && !value.is_empty()), "{form} carries a key");
    fields.retain(|(name, _)| !filled.iter().any(|(own, _)| own == name));
    let mut sent: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    sent.extend(filled);
    let first = person.post(&action, &sent).await;
    let second = person.post(&action, &sent).await;
    assert_eq!(landed(&first), landed(&second), "{action} sent twice\n{}", second.text());
    first
}

/// Opens a page and sends the form on it twice; it must be accepted.
async fn accepted(person: &Person, address: &str, form: &str, filled: &[(&str, &str)]) -> String {
    let page = person.get(address).await.expect(200);
    twice(person, &page, form, filled).await.expect_see_other()
}

stories! {
    /// Every verb by whoever may, with whatever their form holds: accepted or refused, the second
    /// sending is answered like the first.
    async fn every_verb_sent_twice_is_answered_alike(world: World) {
        world.stand_on("2010-07-02");
        let trang = world.trang().await;
        let records = rights::records(&world, &trang).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let officer = world.officer().await;
        let administrator = world.signed_in(Role::Administrator, techclinic::accounts::Scope::Network).await;
        let mut accepted = Vec::new();
        for (verb, address, form) in rights::verbs() {
            let (address, form, once) = (records.said_in(address), records.said_in(form), format!("key of {verb}"));
            if form.starts_with("--") {
                continue;
            }
            let mut fields: Vec<_> = form.split('&').filter_map(|pair| pair.split_once('=')).collect();
            fields.retain(|(name, _)| *name != "reason");
            fields.push(("once", &once));
            let long = "เหตุผลที่ยาวพอให้สาธารณะเข้าใจได้";
            fields.extend(["reason", "text", "note", "support", "problems", "suggestions"].map(|name| (name, long)));
            for (name, person) in [("manager", &manager), ("officer", &officer), ("administrator", &administrator)] {
                let first = person.post(&address, &fields).await;
                let second = person.post(&address, &fields).await;
                match first.status.as_u16() {
                    303 => {
                        assert_eq!(landed(&first), landed(&second), "{verb} by the {name}");
                        accepted.push(*verb);
                    }
                    // A password is shown once, and not made a second time.
                    200 => drop(second.expect(422)),
                    _ => assert_eq!(first.status, second.status, "{verb} by the {name}"),
                }
            }
        }
        for verb in ["technology.archive", "need.decline", "need.answer", "project.cancel", "participant.withdraw",
            "opinion.withhold", "opinion.publish", "progress_report.draft", "account.disable", "account.enable", "token.end"] {
            assert!(accepted.contains(&verb), "{verb} was accepted: {accepted:?}");
        }
    }

    /// What a need meets: each form as its page shows it, pressed twice.
    async fn a_second_press_of_every_form_of_a_need_and_an_opinion_changes_nothing(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let code = told(&world.anyone(), NEED, "told").await;
        let reason = [("text", "ยังไม่มีเทคโนโลยีที่เหมาะสม")];
        let decline = accepted(&manager, &format!("/needs/{code}/decline"), "form.form", &reason).await;
        manager.get(&decline).await.expect(200).must_say("ยังไม่มีเทคโนโลยีที่เหมาะสม");
        let reply = [("text", "โปรดติดต่อเกษตรอำเภอในวันทำการ")];
        accepted(&manager, &format!("/needs/{code}/answer"), "form.form", &reply).await;
        let need = techclinic::needs::find_by_code(&world.app.db, &code).await.expect("read").expect("there");
        assert_eq!(world.trail(need.id).await, ["need.register", "need.decline", "need.answer"]);

        world.anyone().post("/participation", &[("text", "อยากให้จัดอบรมในวันหยุด")]).await.expect(303);
        let officer = world.officer().await;
        let desk = officer.get("/desk/opinions").await.expect(200);
        let opinion = desk.hrefs("a[href^='/participation/O']").remove(0);
        accepted(&officer, &opinion, &format!("form[action='{opinion}/publish']"), &[]).await;
        let decision = [("disposition", "accepted"), ("reason", "จัดในวันหยุดได้ตั้งแต่เดือนหน้า"), ("considered_at", "ที่ประชุม")];
        accepted(&officer, &format!("{opinion}/dispose"), "form.form", &decision).await;
        accepted(&officer, &format!("{opinion}/reply"), "form.form", &[("text", "จะจัดอบรมในวันหยุด")]).await;
    }

    /// What a progress report meets, from its submission to its lock.
    async fn a_second_press_of_every_form_of_a_report_changes_nothing(world: World) {
        world.stand_on("2010-07-02");
        let trang = world.trang().await;
        crate::monitoring::testing::project(&world, "P53-1", &[(&trang, 120)]).await;
        let (manager, officer) = (world.of_clinic(Role::ClinicManager, &trang).await, world.officer().await);
        let key = "P53-1-A1-2553Q3";
        let address = format!("/desk/progress-reports/{key}");
        manager.post("/desk/progress-reports", &[("report", key)]).await.expect(303);
        let words = [("support", "ชุมชนร่วมมือดี"), ("problems", "ฝนตกหนัก"), ("suggestions", "จัดนอกฤดูฝน")];
        for again in [true, false] {
            let page = manager.get(&address).await.expect(200);
            let (once, version) = (page.value_of("once").expect("a key"), page.value_of("version").expect("a version"));
            let form = [&words[..], &[("once", once.as_str()), ("version", version.as_str())]].concat();
            let first = manager.post(format!("{address}/submit"), &form).await;
            let second = manager.post(format!("{address}/submit"), &form).await;
            assert_eq!(landed(&first), landed(&second));
            first.expect(303);
            if again {
                let back = [("reason", "โปรดระบุปัญหาให้ชัด")];
                accepted(&officer, &address, "form[action$='/return']", &back).await;
            }
        }
        accepted(&officer, &address, "form[action$='/accept']", &[]).await;
        accepted(&officer, &address, "form[action$='/lock']", &[]).await;
    }

    /// Back in the browser, the text corrected, sent again: it comes back, with what was saved before
    /// and a way to save it as a new one.
    async fn a_corrected_form_is_not_dropped(world: World) {
        world.trang().await;
        let citizen = world.anyone();
        let once = citizen.get("/needs/new").await.expect(200).value_of("once").expect("a key");
        let with = |text: &'static str, once: &str| {
            [("text", text), ("group_kind", "housewives"), ("province", "92"), ("once", once)].map(|(a, b)| (a.to_owned(), b.to_owned()))
        };
        let send = async |text: &'static str, once: &str| {
            let fields = with(text, once);
            citizen.post("/needs", &fields.each_ref().map(|(name, value)| (name.as_str(), value.as_str()))).await
        };
        let first = send(NEED, &once).await.expect_see_other();
        let again = send(OTHER, &once).await.expect(422);
        again.must_say("ท่านเคยส่งแบบฟอร์มนี้");
        assert_eq!(again.hrefs(".summary a"), std::slice::from_ref(&first), "what was saved is one press away");
        assert_eq!(again.value_of("text").as_deref().map(str::trim), Some(OTHER), "nothing typed is lost");
        let fresh = again.value_of("once").expect("a key");
        assert_ne!(fresh, once);
        // The same once more is still told, and never saved in silence.
        send(OTHER, &once).await.expect(422);
        let second = send(OTHER, &fresh).await.expect_see_other();
        assert_ne!(first, second);
        citizen.get(&second).await.expect(200).must_say(OTHER);
        assert_eq!(send(OTHER, &fresh).await.expect_see_other(), second);
        assert_eq!(send(NEED, &once).await.expect_see_other(), first, "and the first is what it was");
        assert_eq!(citizen.get("/api/v1/needs").await.json()["items"].as_array().map(Vec::len), Some(2));
    }

    /// What is shown only once is neither made nor shown again.
    async fn a_token_is_made_once(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let page = manager.get("/desk/tokens").await.expect(200);
        let once = page.form("form.form").1.into_iter().find(|(name, _)| name == "once").expect("a key").1;
        let fields = [("name", "a program"), ("scope", "read"), ("days", "30"), ("once", once.as_str())];
        manager.post("/desk/tokens", &fields).await.expect(200);
        manager.post("/desk/tokens", &fields).await.expect(422).must_say("แสดงอีกครั้งไม่ได้");
        assert_eq!(manager.get("/desk/tokens").await.expect(200).all("tbody tr").len(), 1);
    }
}
