//! Stories of matching: what is proposed, why, and who decides.

use crate::technologies::testing::{offered, reported};
use crate::testing::{Person, World, stories, with};
use techclinic::accounts::Role;
use techclinic::app::Circumstances;
use techclinic::matching::list_of_need;
use techclinic::matching::{confirmed_technologies, find};
use techclinic::needs;
use techclinic::technologies::{Benefit, Outcome};
use techclinic::understanding;

const NEED: &str = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน อยากได้วิธีตากที่ไม่ต้องพึ่งแดด";

/// A need of a housewives' group in ตรัง, told at a forum: its public code.
async fn told(world: &World) -> String {
    told_as(world, NEED, needs::GroupKind::Housewives).await
}

/// The same of another group, in other words.
pub(super) async fn told_as(world: &World, text: &str, group_kind: needs::GroupKind) -> String {
    let told = needs::NewNeed {
        text: text.to_owned(),
        submitted_by: None,
        contact: None,
        group_kind,
        province: "92".to_owned(),
        district: None,
        subdistrict: None,
        village: None,
        channel: needs::Channel::Forum,
        received_on: world.app.clock.today(),
    };
    needs::register(&world.app, &world.system(), told, Circumstances::default()).await.expect("told").code
}

/// The program reads what was offered, as it does by itself in the background.
pub(super) async fn read(world: &World) {
    understanding::settle(&world.app).await.expect("read");
}

pub(super) async fn analyse(person: &Person, code: &str) {
    let meeting = with(&crate::needs::testing::meeting("10", "5"), &[("minutes", "หารือกันแล้ว")]);
    person.post(format!("/needs/{code}/analyse"), &meeting).await.expect(303);
}

stories! {
    /// G-07, its first half (the whole is told in `projects`): a women's group's need, raised at a forum and analysed with the clinic,
    /// has nothing in the own institute, is found in another network's catalogue with reasons, and
    /// match.confirm makes it public.
    async fn a_womens_groups_need_finds_a_technology_of_another_network(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let mushrooms = offered(&world, &trang, "การเพาะเห็ดนางฟ้า", "เพาะเห็ดในโรงเรือน").await;
        let dryer = offered(&world, &chonburi, "ตู้อบกล้วยพลังงานแสงอาทิตย์", "อบกล้วยให้แห้งโดยไม่ต้องตากแดด ป้องกันเชื้อรา").await;
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let code = told(&world).await;
        read(&world).await;
        let decision = [("technology", dryer.code.as_str())];

        // Refusals first: a stranger, another clinic, and before the community was asked.
        for path in ["matches", "confirm?technology=x", "reject?technology=x"] {
            world.anyone().get(format!("/needs/{code}/{path}")).await.expect(401);
            other.get(format!("/needs/{code}/{path}")).await.expect(403);
        }
        world.anyone().post(format!("/needs/{code}/confirm"), &decision).await.expect(401);
        other.post(format!("/needs/{code}/confirm"), &decision).await.expect(403);
        own.post(format!("/needs/{code}/confirm"), &decision).await.expect(409).must_say("วิเคราะห์");
        analyse(&own, &code).await;

        let page = own.get(format!("/needs/{code}/matches")).await.expect(200);
        page.must_say("เทคโนโลยีที่ตรงกับปัญหา").must_say("ตู้อบกล้วยพลังงานแสงอาทิตย์").must_say("มีคำตรงกัน");
        assert!(!page.says("การเพาะเห็ดนางฟ้า"), "nothing of the own institute fits");
        own.get(format!("/needs/{code}/confirm?technology={}", dryer.code)).await.expect(200).must_say("ยืนยันการจับคู่");
        own.post(format!("/needs/{code}/confirm"), &[("technology", "T-none")]).await.expect(404);
        let unlikely = own.post(format!("/needs/{code}/confirm"), &[("technology", mushrooms.code.as_str())]).await.expect(422);
        unlikely.must_say("โปรดบันทึกว่าเหตุใดจึงเลือก");
        assert_eq!(unlikely.hrefs(".summary a"), ["#f-note"], "what nothing speaks for is taken with a reason");
        // The form as the page shows it, pressed twice: the second press lands where the first one did.
        let page = own.get(format!("/needs/{code}/confirm?technology={}", dryer.code)).await.expect(200);
        let decided = own.fill_in(&page, "form.form", &[]).await.expect_see_other();
        assert_eq!(own.fill_in(&page, "form.form", &[]).await.expect_see_other(), decided);
        own.post(format!("/needs/{code}/confirm"), &decision).await.expect(409);

        let public = world.anyone().get(format!("/needs/{code}")).await.expect(200);
        public.must_say("เทคโนโลยีที่เลือกใช้").must_say("ตู้อบกล้วยพลังงานแสงอาทิตย์").must_say("คลินิกเทคโนโลยีชลบุรี");
        public.must_say("พบในคลินิกอื่นของเครือข่าย").must_say("มีคำตรงกัน");
        let need = needs::find_by_code(&world.app.db, &code).await.expect("read").expect("there");
        assert_eq!(need.status, needs::Status::Matched);
        assert_eq!(confirmed_technologies(&world.app.db, need.id).await.expect("read"), [dryer.id]);
        assert!(world.trail(need.id).await.contains(&"need.matched".to_owned()));
        let decisions = list_of_need(&world.app.db, need.id).await.expect("read");
        assert_eq!(world.trail(decisions[0].id).await, ["match.confirm"]);
        assert!(!decisions[0].own_clinic && decisions[0].score > 0);
    }

    /// match.reject: what does not fit is noted with its reason, not proposed again, and may be
    /// chosen after all.
    async fn a_rejected_technology_keeps_the_reason_and_may_be_chosen_later(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &world.chonburi().await).await;
        let dryer = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วยป้องกันเชื้อรา").await;
        let code = told(&world).await;
        analyse(&manager, &code).await;
        manager.get(format!("/needs/{code}/matches")).await.expect(200).must_say("ของคลินิกท่าน");
        let reject = format!("/needs/{code}/reject");
        let empty = [("technology", dryer.code.as_str()), ("note", "")];
        let noted = [("technology", dryer.code.as_str()), ("note", "ไฟฟ้าไม่พอ")];
        other.post(&reject, &noted).await.expect(403);
        manager.post(&reject, &empty).await.expect(422).must_say("โปรดกรอกช่องนี้");
        manager.post(&reject, &noted).await.expect_see_other();
        manager.post(&reject, &noted).await.expect(409);
        let page = manager.get(format!("/needs/{code}/matches")).await.expect(200);
        page.must_say("ไฟฟ้าไม่พอ").must_say("เปลี่ยนเป็นเลือกใช้");
        assert!(page.all("h3").is_empty(), "not proposed again");
        assert!(!world.anyone().get(format!("/needs/{code}")).await.expect(200).says("ไฟฟ้าไม่พอ"));
        let after_all = [("technology", dryer.code.as_str()), ("note", "อบต. จะเดินไฟให้ใหม่")];
        manager.post(format!("/needs/{code}/confirm"), &after_all).await.expect_see_other();
        let need = needs::find_by_code(&world.app.db, &code).await.expect("read").expect("there");
        let decisions = list_of_need(&world.app.db, need.id).await.expect("read");
        assert_eq!(world.trail(decisions[0].id).await, ["match.reject", "match.confirm"]);
    }

    /// A declined need is decided: nothing can be matched with it any more.
    async fn a_declined_need_cannot_be_matched(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let dryer = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await;
        let code = told(&world).await;
        analyse(&manager, &code).await;
        manager.post(format!("/needs/{code}/decline"), &[("text", "อยู่นอกเหนือภารกิจ")]).await.expect_see_other();
        for verb in ["confirm", "reject"] {
            let decision = [("technology", dryer.code.as_str()), ("note", "ลองดู")];
            manager.post(format!("/needs/{code}/{verb}"), &decision).await.expect(409);
        }
    }

    /// The API matches any text: with reasons for what fits, without confidence for nonsense, and
    /// bad input is answered by a problem document.
    async fn the_api_matches_a_text_and_says_when_nothing_fits(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        offered(&world, &trang, "การเลี้ยงปลานิลในกระชัง", "เลี้ยงปลานิลให้โตเร็ว").await;
        let dryer = offered(&world, &chonburi, "ตู้อบกล้วยพลังงานแสงอาทิตย์", "อบกล้วยตากให้แห้งในหน้าฝน").await;
        read(&world).await;
        let ask = |body: serde_json::Value| async { world.anyone().post_json("/api/v1/match", body).await };
        let found = ask(serde_json::json!({"text": NEED, "province": "92", "limit": 5})).await.expect(200).json();
        assert_eq!(found["confident"], true, "{found}");
        assert_eq!(found["matches"][0]["technology"]["code"], dryer.code.as_str());
        assert!(found["matches"][0]["reasons"].as_array().is_some_and(|reasons| reasons.iter().any(|one| one["kind"] == "words")));
        for nonsense in ["asdf qwer zxcv", "ฟหกด่าสว ฟหกด", "ขอเชิญร่วมงานแต่งงานวันเสาร์นี้ที่โรงแรม", "๑๒๓๔๕", "!!!"] {
            let found = ask(serde_json::json!({"text": nonsense})).await.expect(200).json();
            assert_eq!(found["confident"], false, "{nonsense}: {found}");
        }
        for (body, field) in [
            (serde_json::json!({"text": ""}), "text"),
            (serde_json::json!({"text": "กล้วย", "province": "แดนสนธยา"}), "province"),
            (serde_json::json!({"text": "กล้วย", "limit": 0}), "limit"),
            (serde_json::json!({"text": "กล้วย", "limit": 1000}), "limit"),
        ] {
            let problem = ask(body).await.expect(422);
            assert_eq!(problem.headers["content-type"], "application/problem+json");
            assert_eq!(problem.json()["errors"][0]["field"], field);
        }
        let unreadable = ask(serde_json::json!({"text": []})).await.expect(422);
        assert_eq!(unreadable.json()["errors"][0]["field"], "text");

        let code = told(&world).await;
        let listed = world.anyone().get(format!("/api/v1/needs/{code}/matches")).await.expect(200).json();
        assert_eq!(listed["matches"][0]["technology"]["code"], dryer.code.as_str());
        world.anyone().get("/api/v1/needs/N00-NONE/matches").await.expect(404);
    }

    /// Whoever has no account lets no more than some texts a minute be matched, and is told when to ask again;
    /// with one nobody is held up.
    async fn a_strangers_flood_of_texts_is_held_up(world: World) {
        let trang = world.trang().await;
        offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await;
        let ask = || serde_json::json!({"text": ""});
        let stranger = world.anyone();
        let mut answer = stranger.post_json("/api/v1/match", ask()).await.expect(422);
        // Tries come back with time, so a slow machine needs a few more.
        for _ in 0..120 {
            answer = stranger.post_json("/api/v1/match", ask()).await;
            if answer.status == 429 {
                break;
            }
        }
        let wait = answer.expect(429).headers["retry-after"].to_str().expect("digits").parse::<u64>().expect("seconds");
        assert!((1..=60).contains(&wait), "{wait}");
        world.of_clinic(Role::ClinicManager, &trang).await.post_json("/api/v1/match", ask()).await.expect(422);
    }

    /// match.confirm and match.reject over the API, with the same rights.
    async fn the_api_decides_with_the_same_rights(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &world.chonburi().await).await;
        let dryer = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วยป้องกันเชื้อรา").await;
        let code = told(&world).await;
        analyse(&manager, &code).await;
        let (confirm, reject) = (format!("/api/v1/needs/{code}/confirm"), format!("/api/v1/needs/{code}/reject"));
        let body = serde_json::json!({"technology": dryer.code, "note": "ไม่มีไฟฟ้า"});
        world.anyone().post_json(&confirm, body.clone()).await.expect(401);
        other.post_json(&confirm, body.clone()).await.expect(403);
        assert_eq!(manager.post_json(&reject, body.clone()).await.expect(200).json()["status"], "rejected");
        assert_eq!(manager.post_json(&confirm, body.clone()).await.expect(200).json()["own_clinic"], true);
        manager.post_json(&reject, body).await.expect(409);
    }

    /// Own clinic, own province and earlier results are reasons, and count.
    async fn earlier_results_and_nearness_are_reasons(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let far = offered(&world, &chonburi, "ตู้อบกล้วยแบบใหม่", "อบกล้วย").await;
        let near = offered(&world, &trang, "ตู้อบกล้วยแบบเก่า", "อบกล้วย").await;
        let outcome = Outcome { applied: true, benefits: vec![Benefit::Income], ..Outcome::default() };
        reported(&world, &near, &[outcome], &[]).await;
        read(&world).await;
        let found = find(&world.app, "อยากอบกล้วย", Some("92"), 10).await.expect("found");
        let order: Vec<_> = found.matches.iter().map(|one| one.technology.id).collect();
        assert_eq!(order, [near.id, far.id]);
        let kinds: Vec<_> = found.matches[0].reasons.iter().map(|reason| reason.kind.as_str()).collect();
        assert_eq!(kinds, ["meaning", "words", "field", "own_clinic", "applied", "benefit"]);
    }
}
