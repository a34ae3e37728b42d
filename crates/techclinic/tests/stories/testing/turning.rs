//! The language of a page that answered a form: turned without script, nothing that was typed is lost
//! and nothing is done.

use kit::db::listing::Paging;

use super::{Answer, Person, World, stories};
use techclinic::accounts::Role;

const NEED: &str = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน";

/// Where the switch of the language sends the form on this page.
fn turned(page: &Answer, form: &str) -> String {
    let (own, address) = page.button("button.top-link[form]");
    assert_eq!(own, form);
    assert_eq!(page.all(&format!("form[id='{form}']")).len(), 1, "the form is on the page");
    address
}

/// Presses the switch of a page that does not show the form: with what had been sent.
async fn turn(person: &Person, page: &Answer) -> (Vec<(String, String)>, Answer) {
    let (address, fields) = page.form("form[action$='&turn']");
    let sent: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = person.post(address, &sent).await;
    (fields, answer)
}

async fn acts(world: &World) -> usize {
    let all = kit::audit::list(&world.app.db, &Default::default(), &Paging { cursor: None, limit: Some(100) }).await;
    all.expect("the trail").items.len()
}

stories! {
    async fn a_refused_form_turns_its_language_and_keeps_what_is_typed(world: World) {
        let citizen = world.anyone();
        let short = [("text", ""), ("group_kind", "housewives"), ("province", "92"), ("once", "1"), ("village", "บ้านนา")];
        let page = citizen.post("/needs", &short).await.expect(422);
        let address = turned(&page, "to:/needs");
        assert_eq!(address, "/needs?lang=en&turn");
        assert!(page.hrefs("a[hreflang], link[hreflang]").is_empty(), "no link would lose it");

        let english = citizen.post(&address, &short).await.expect(200);
        english.must_say("Tell us a need").must_say("Please fill in this ");
        assert_eq!(english.value_of("village").as_deref(), Some("บ้านนา"));
        // Mended meanwhile: still nothing is told until they send it.
        let mended = [&[("text", NEED)], &short[1..]].concat();
        let before = acts(&world).await;
        let thai = citizen.post(&turned(&english, "to:/needs"), &mended).await.expect(200);
        assert_eq!(thai.value_of("text").as_deref().map(str::trim), Some(NEED));
        assert!(thai.all(".summary").is_empty(), "nothing is wrong with it");
        assert!(citizen.get("/api/v1/needs").await.json()["items"].as_array().is_some_and(Vec::is_empty));
        assert_eq!(acts(&world).await, before, "the trail knows of nothing");

        let track = citizen.post("/needs", &mended).await.expect_see_other();
        citizen.get(&track).await.expect(200).must_say(NEED);
    }

    async fn a_conflict_is_told_in_the_other_language_too(world: World) {
        let trang = world.trang().await;
        let track = world.anyone().post("/needs", &[("text", NEED), ("group_kind", "housewives"), ("province", "92")]).await.expect_see_other();
        let decline = format!("{}/decline", world.anyone().get(&track).await.hrefs("a[href^='/needs/N']").remove(0));
        let (manager, director) = (world.of_clinic(Role::ClinicManager, &trang).await, world.of_clinic(Role::ClinicDirector, &trang).await);
        let version = director.get(&decline).await.expect(200).value_of("version").expect("a version");
        manager.post(&decline, &[("text", "เหตุผลของผู้จัดการ"), ("version", &version)]).await.expect(303);
        let own = [("text", "เหตุผลของผู้อำนวยการ"), ("version", version.as_str())];
        let page = director.post(&decline, &own).await.expect(409);
        let english = director.post(&turned(&page, &format!("to:{decline}")), &own).await.expect(409);
        english.must_say("Someone else saved this before you").must_say("เหตุผลของผู้จัดการ");
        assert_eq!(english.value_of("text").as_deref().map(str::trim), Some("เหตุผลของผู้อำนวยการ"));
    }

    async fn signing_in_turns_its_language_and_tries_no_password(world: World) {
        let email = crate::testing::outside::account(&world).await;
        let (citizen, wrong) = (world.anyone(), [("email", email.as_str()), ("password", "wrong password here")]);
        let page = citizen.post("/sign-in", &wrong).await.expect(422);
        let address = turned(&page, "to:/sign-in");
        let right = [("email", email.as_str()), ("password", crate::testing::outside::PASSWORD)];
        let english = citizen.post(&address, &right).await.expect(200);
        assert_eq!(english.value_of("email").as_deref(), Some(email.as_str()));
        assert!(citizen.session().is_none(), "nobody is signed in");
        assert!(!english.body.contains(crate::testing::outside::PASSWORD));
        citizen.post("/sign-in", &right).await.expect(303);
    }

    /// The page of sign-in, or of an error, stands where the form was: what was sent goes along.
    async fn what_was_sent_to_a_page_without_its_form_goes_along(world: World) {
        let stranger = world.anyone();
        let typed = [("name_th", "เครื่องอบกล้วย"), ("new_password", "secret")];
        let page = stranger.post("/technologies", &typed).await.expect(401);
        let (mut fields, english) = turn(&stranger, &page).await;
        fields.retain(|(name, _)| name != "once");
        assert_eq!(fields, [("name_th".to_owned(), "เครื่องอบกล้วย".to_owned())], "and no password");
        let english = english.expect(401);
        english.must_say("Sign in");
        assert!(english.value_of("typed").is_some_and(|typed| typed.contains("name_th=")));
        assert_eq!(english.value_of("next").as_deref(), Some("/technologies"), "without the wish for a language");

        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let refused = manager.post("/projects", &[("name_th", "งานของผู้อื่น"), ("lead", "ministry")]).await.expect(403);
        assert!(refused.form(".error-page form").1.contains(&("name_th".to_owned(), "งานของผู้อื่น".to_owned())));
        let (_, english) = turn(&manager, &refused).await;
        english.expect(403).must_say("What you typed is all still here");
    }

    /// A handler that knows nothing of turning: its act is refused at the commit, and the page that
    /// says so has all that was typed.
    async fn no_act_is_done_whatever_the_form(world: World) {
        let trang = world.trang().await;
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let track = own.post("/needs", &[("text", NEED), ("group_kind", "housewives"), ("province", "92")]).await.expect_see_other();
        let need = own.get(&track).await.hrefs("a[href^='/needs/N']").remove(0);
        let before = acts(&world).await;
        for (path, fields) in [
            (format!("{need}/decline"), vec![("text", "ยังไม่รับ")]),
            ("/desk/tokens".to_owned(), vec![("name", "โปรแกรม"), ("scope", "read"), ("days", "1")]),
            ("/participation".to_owned(), vec![("text", "อยากให้จัดอบรมในวันหยุด")]),
            ("/places/local-governments".to_owned(), vec![("name", "อบต.นาท่ามเหนือ"), ("source", "ป้าย"), ("province", "92")]),
        ] {
            let page = own.post(format!("{path}?lang=en&turn"), &fields).await;
            assert!(page.status.is_success() || page.status == 422, "{path}: {} {}", page.status, page.text());
            assert!(page.body.contains(fields[0].1), "{path} keeps what was typed");
        }
        assert_eq!(acts(&world).await, before);
    }
}
