//! Stories of the answers to network calls: who answers, what is used, and how a call ends.

use super::testing::{ATTEMPTED, PROBLEM, analyse, ask, asked, told};
use crate::technologies::testing::{entered, offered};
use crate::testing::{Person, stories};
use techclinic::accounts::Role;
use techclinic::app::Circumstances;
use techclinic::{matching, needs, technologies};

/// What the clinic of ชลบุรี can do.
const WORDS: &str = "เราส่งผู้เชี่ยวชาญไปช่วยติดตั้งได้ โทร 081-234-5678";

async fn answer(person: &Person, call: &str, fields: &[(&str, &str)]) -> crate::testing::Answer {
    person.post(format!("{call}/answer"), fields).await
}

stories! {
    /// network_call.answer: by another clinic, with what it offers itself or with words.
    async fn another_clinic_answers_with_a_technology_of_its_own_or_with_words(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let other = world.of_clinic(Role::ClinicCoordinator, &chonburi).await;
        let (need, call) = asked(&world, &own, "1").await;
        let dryer = offered(&world, &chonburi, "เตาอบลมร้อนใช้ฟืน", "อบกล้วยให้แห้งโดยไม่ต้องพึ่งแดด").await.code;
        let of_others = offered(&world, &trang, "เตาชีวมวล", "เตาประหยัดฟืน").await.code;
        let old = offered(&world, &chonburi, "ตู้อบรุ่นแรก", "อบกล้วย").await.code;
        world.of_clinic(Role::ClinicManager, &chonburi).await.post(format!("/technologies/{old}/archive"), &[]).await.expect(303);
        let draft = entered(&chonburi, "ตู้อบรุ่นใหม่", "อบกล้วย");
        let how = Circumstances::default();
        let draft = technologies::register(&world.app, &world.system(), &chonburi, draft, how).await.expect("a draft").code;

        let good = [("technology", dryer.as_str())];
        answer(&world.anyone(), &call, &good).await.expect(401);
        answer(&own, &call, &good).await.expect(403).must_say("จึงตอบเรื่องนี้ไม่ได้");
        answer(&world.officer().await, &call, &good).await.expect(403).must_say("ทำงานให้คลินิก");
        answer(&other, "/network-calls/NC-NONE", &good).await.expect(404);
        let long = "ก".repeat(10_001);
        for (technology, words, field, said) in [
            ("", "", "words", "อย่างน้อยหนึ่งอย่าง"),
            ("", "ได้ค่ะ", "words", "อย่างน้อย 10 ตัวอักษร"),
            ("", long.as_str(), "words", "เกินกว่าที่รับได้"),
            ("T-NONE", WORDS, "technology", "ไม่พบเทคโนโลยีรหัส"),
            (old.as_str(), WORDS, "technology", "เลิกเผยแพร่แล้ว"),
            (draft.as_str(), WORDS, "technology", "ยังไม่ได้เผยแพร่"),
            (of_others.as_str(), WORDS, "technology", "เป็นของคลินิกอื่น"),
        ] {
            let refused = answer(&other, &call, &[("technology", technology), ("words", words)]).await.expect(422);
            assert!(refused.all(&format!("#e-{field}")).concat().contains(said), "{technology}: {}", refused.text());
            assert_eq!(refused.value_of("technology").as_deref(), Some(technology));
            assert_eq!(refused.value_of("words").as_deref().map(str::trim), Some(words), "nothing typed is lost");
        }
        assert!(world.anyone().get(&call).await.expect(200).says("ยังไม่มีคำตอบ"));

        let both = [("technology", dryer.as_str()), ("words", WORDS), ("once", "1")];
        assert_eq!(answer(&other, &call, &both).await.expect_see_other(), call);
        other.get(&call).await.expect(200).must_say("ผู้อื่นจะเห็นเป็น x").must_say("081-234-5678");
        for reader in [&world.anyone(), &own] {
            let page = reader.get(&call).await.expect(200);
            page.must_say("เตาอบลมร้อนใช้ฟืน").must_say("คลินิกเทคโนโลยีชลบุรี").must_say("โทร xxx-xxx-xxxx");
            assert!(!page.body.contains("5678"));
        }
        assert!(!world.anyone().get(format!("/api/v1{call}")).await.expect(200).body.contains("5678"));
        let again = answer(&other, &call, &good).await.expect(422);
        assert!(again.all("#e-technology").concat().contains("มีผู้เสนอเทคโนโลยีนี้"), "{}", again.text());
        assert!(!other.get("/desk").await.expect(200).says("คลินิกอื่นขอความช่วยเหลือ"), "what is answered waits no more");
        own.get("/desk").await.expect(200).must_say("มีคำตอบ 1 รายการ");
        let matches = own.get(format!("/needs/{need}/matches")).await.expect(200);
        matches.must_say("เทคโนโลยีที่คลินิกอื่นเสนอ").must_say("เตาอบลมร้อนใช้ฟืน").must_say("เสนอโดย");
        assert!(matches.hrefs("main a").contains(&format!("{call}#answers")));
    }

    /// What another clinic proposed is used by whoever decides about the need, and says so for everybody.
    async fn a_proposed_technology_is_used_and_says_who_proposed_it(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let (need, call) = asked(&world, &own, "1").await;
        let dryer = offered(&world, &chonburi, "เตาอบลมร้อนใช้ฟืน", "อบกล้วยให้แห้งโดยไม่ต้องพึ่งแดด").await;
        answer(&other, &call, &[("technology", &dryer.code)]).await.expect_see_other();
        answer(&other, &call, &[("words", "เราช่วยสอนชาวบ้านได้ทุกเดือน")]).await.expect_see_other();
        let confirm = format!("{call}/confirm");
        world.anyone().post(&confirm, &[("number", "1")]).await.expect(401);
        other.post(&confirm, &[("number", "1")]).await.expect(403);
        for number in ["", "2", "9", "x"] {
            own.post(&confirm, &[("number", number)]).await.expect(422);
        }
        assert!(!other.get(&call).await.expect(200).body.contains(&confirm), "only the clinic that decides may");
        assert_eq!(own.post(&confirm, &[("number", "1")]).await.expect_see_other(), format!("/needs/{need}"));
        let public = world.anyone().get(format!("/needs/{need}")).await.expect(200);
        public.must_say("คลินิกเทคโนโลยีชลบุรี เสนอไว้เมื่อมีการขอความช่วยเหลือจากเครือข่าย");
        assert!(public.hrefs("main a").contains(&call));
        own.post(&confirm, &[("number", "1"), ("once", "2")]).await.expect(409).must_say("ยืนยันเทคโนโลยีนี้");
        let id = needs::find_by_code(&world.app.db, &need).await.expect("read").expect("there").id;
        let trail = world.trail(id).await;
        assert_eq!(trail[2..], ["need.network_called", "need.matched"]);
        world.anyone().get(&call).await.expect(200).must_say("ได้คำตอบแล้ว").must_say("คำตอบที่ช่วยได้").must_say("เพราะคลินิกเลือกเทคโนโลยี");
    }

    /// network_call.close by the program: a call ends with its need, whatever ended that. The page says why, and
    /// nobody answers any more.
    async fn a_call_ends_with_its_need_and_says_what_ended_it(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let (same, _) = told(&world).await;
        let stove = offered(&world, &trang, "เตาชีวมวล", "เตาประหยัดฟืน").await.code;
        for (verb, field, because, said) in [
            ("decline", ("text", "อยู่นอกเหนือภารกิจของคลินิก"), "declined", "ไม่รับดำเนินการเรื่องนี้"),
            ("merge", ("into", same.as_str()), "merged", "รวมเข้ากับเรื่องเดียวกัน"),
            ("confirm", ("technology", stove.as_str()), "chosen", "เลือกเทคโนโลยีสำหรับเรื่องนี้แล้ว"),
        ] {
            let (need, call) = asked(&world, &own, verb).await;
            let words = [("words", "เราช่วยสอนชาวบ้านได้ทุกเดือน")];
            answer(&other, &call, &words).await.expect_see_other();
            other.post(format!("/needs/{need}/{verb}"), &[field]).await.expect(403);
            world.anyone().get(&call).await.expect(200).must_say("รอคำตอบ");
            let told = [field, ("note", "กลุ่มเห็นของจริงแล้วอยากลอง")];
            own.post(format!("/needs/{need}/{verb}"), &told).await.expect_see_other();
            let page = world.anyone().get(&call).await.expect(200);
            page.must_say("ปิดโดยไม่ได้คำตอบ").must_say("ระบบปิดการขอความช่วยเหลือนี้แล้ว").must_say(said);
            let later = [("words", "ขอเสริมอีกหนึ่งเรื่องครับ")];
            answer(&other, &call, &later).await.expect(409).must_say(said);
            other.post(format!("{call}/withdraw"), &[("number", "1")]).await.expect(409).must_say(said);
            own.post(format!("{call}/close"), &[("text", "ปิดอีกครั้งหนึ่ง")]).await.expect(409).must_say(said);
            assert!(!other.get(&call).await.expect(200).body.contains(&format!("{call}/answer")), "no form is left");
            assert!(!other.get("/desk").await.expect(200).says("คลินิกอื่นขอความช่วยเหลือ"), "it waits for nobody");
            let json = world.anyone().get(format!("/api/v1{call}")).await.expect(200).json();
            assert_eq!((json["status"].as_str(), json["because"].as_str()), (Some("closed"), Some(because)), "{json}");
            let code = call.rsplit('/').next().expect("a code");
            let id = techclinic::network_calls::find_by_code(&world.app.db, code).await.expect("read").expect("there").id;
            assert_eq!(world.trail(id).await, ["network_call.open", "network_call.answer", "network_call.close"]);
            let trail = kit::audit::trail(&world.app.db, id).await.expect("a trail");
            assert_eq!(trail[2].actor_kind, "system:network_calls", "nobody closed it");
            // Where one technology is chosen, another may still be wanted.
            let again = ask(&world, &own, &need, &format!("{verb}-again")).await.status.as_u16();
            assert_eq!(again == 303, verb == "confirm", "{verb}: {again}");
            if verb == "confirm" {
                own.get(format!("/needs/{need}")).await.expect(200).must_say("รอคำตอบ");
            }
        }
    }

    /// network_call.withdraw, network_call.close: a clinic takes back what it answered; the one that asked ends
    /// the call by an answer or with a reason, and then nothing of it changes any more.
    async fn an_answer_is_taken_back_and_the_call_ends(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let (_, call) = asked(&world, &own, "1").await;
        answer(&other, &call, &[("words", "คำตอบแรกที่เขียนผิดเรื่อง")]).await.expect_see_other();
        answer(&other, &call, &[("words", "เราช่วยสอนชาวบ้านได้ทุกเดือน")]).await.expect_see_other();
        let (withdraw, close) = (format!("{call}/withdraw"), format!("{call}/close"));
        let first = [("number", "1"), ("version", "3")];
        world.anyone().post(&withdraw, &first).await.expect(401);
        own.post(&withdraw, &first).await.expect(403);
        other.post(&withdraw, &[("number", "9")]).await.expect(422).must_say("ไม่พบคำตอบนี้");
        other.post(&withdraw, &[("number", "1"), ("version", "1")]).await.expect(409).must_say("มีผู้อื่นบันทึก");
        other.post(&withdraw, &first).await.expect_see_other();
        other.post(&withdraw, &[("number", "1"), ("version", "4")]).await.expect(409).must_say("ถอนไปแล้ว");
        let public = world.anyone().get(&call).await.expect(200);
        public.must_say("ผู้ตอบถอนคำตอบนี้แล้ว").must_say("ทุกเดือน");
        assert!(!public.says("เขียนผิดเรื่อง"), "what was taken back is read by nobody");

        let by_second = [("answer", "2"), ("version", "4")];
        world.anyone().post(&close, &by_second).await.expect(401);
        other.post(&close, &by_second).await.expect(403).must_say("เฉพาะคลินิกที่ขอความช่วยเหลือ");
        own.post(&close, &[("version", "4")]).await.expect(422).must_say("โปรดกรอกช่องนี้");
        own.post(&close, &[("answer", "1"), ("version", "4")]).await.expect(409).must_say("ไม่พบคำตอบนี้");
        let stale = own.post(&close, &[("answer", "2"), ("text", "ไปเรียนที่ชลบุรีแล้ว"), ("version", "3")]).await.expect(409);
        stale.must_say("มีผู้อื่นบันทึก").must_say("ไปเรียนที่ชลบุรีแล้ว");
        own.post(&close, &by_second).await.expect_see_other();
        world.anyone().get(&call).await.expect(200).must_say("ได้คำตอบแล้ว").must_say("คำตอบที่ช่วยได้");
        own.post(&close, &[("text", "ปิดอีกครั้งหนึ่ง"), ("version", "5")]).await.expect(409).must_say("ปิดไปแล้ว");
        answer(&other, &call, &[("words", "ขอเสริมอีกหนึ่งเรื่องครับ")]).await.expect(409).must_say("ปิดไปแล้ว");
        other.post(&withdraw, &[("number", "2")]).await.expect(409).must_say("ปิดไปแล้ว");
        let code = call.rsplit('/').next().expect("a code");
        let id = techclinic::network_calls::find_by_code(&world.app.db, code).await.expect("read").expect("there").id;
        let answered = ["network_call.answer"; 2];
        let trail = world.trail(id).await;
        assert_eq!(trail[..1], ["network_call.open"]);
        assert_eq!(trail[1..3], answered);
        assert_eq!(trail[3..], ["network_call.withdraw", "network_call.close"]);
    }

    /// Programs do the same by the same verbs, with the same refusals.
    async fn programs_ask_and_answer_by_the_same_verbs(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let dryer = offered(&world, &chonburi, "เตาอบลมร้อนใช้ฟืน", "อบกล้วยให้แห้ง").await.code;
        let (need, _) = told(&world).await;
        analyse(&world, &own, &need).await;
        let asks = |day: &str| serde_json::json!({"need": need, "tried": ATTEMPTED, "until_day": day, "until_month": "6", "until_year": "2553"});
        world.anyone().post_json("/api/v1/network-calls", asks("9")).await.expect(401);
        other.post_json("/api/v1/network-calls", asks("9")).await.expect(403);
        let refused = own.post_json("/api/v1/network-calls", asks("31")).await.expect(422);
        assert_eq!(refused.headers["content-type"], "application/problem+json");
        assert_eq!(refused.json()["errors"][0]["field"], "until");
        let opened = own.post_json("/api/v1/network-calls", asks("9")).await.expect(201).json();
        own.post_json("/api/v1/network-calls", asks("9")).await.expect(409);
        let at = format!("/api/v1/network-calls/{}", opened["code"].as_str().expect("a code"));
        assert_eq!((opened["status"].as_str(), opened["until"].as_str()), (Some("open"), Some("2010-06-09")));
        own.post_json(&format!("{at}/answer"), serde_json::json!({"technology": dryer})).await.expect(403);
        let answered = other.post_json(&format!("{at}/answer"), serde_json::json!({"technology": dryer})).await.expect(200).json();
        assert_eq!(answered["answers"][0]["technology"], dryer.as_str(), "{answered}");
        let late = serde_json::json!({"answer": "1", "version": opened["version"].to_string()});
        own.post_json(&format!("{at}/close"), late).await.expect(409);
        own.post_json(&format!("{at}/confirm"), serde_json::json!({"number": "1", "version": 1})).await.expect(409);
        let withdrawn = other.post_json(&format!("{at}/withdraw"), serde_json::json!({"number": "1"})).await.expect(200).json();
        assert_eq!(withdrawn["answers"].as_array().map(Vec::len), Some(0));
        let ended = own.post_json(&format!("{at}/close"), serde_json::json!({"text": PROBLEM})).await.expect(200).json();
        assert_eq!(ended["status"], "closed");
        assert_eq!(world.anyone().get(&at).await.expect(200).json()["version"], ended["version"]);
    }

    /// match.confirm by a program, of what another clinic proposed: who proposed it is the first reason.
    async fn programs_use_what_was_proposed_and_say_who_proposed_it(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let dryer = offered(&world, &chonburi, "เตาอบลมร้อนใช้ฟืน", "อบกล้วยให้แห้ง").await;
        let (need, call) = asked(&world, &own, "1").await;
        answer(&other, &call, &[("words", "เราช่วยสอนชาวบ้านได้ทุกเดือน")]).await.expect_see_other();
        answer(&other, &call, &[("technology", &dryer.code)]).await.expect_see_other();
        let confirm = format!("/api/v1{call}/confirm");
        let by = |number: &str| serde_json::json!({ "number": number });
        world.anyone().post_json(&confirm, by("2")).await.expect(401);
        other.post_json(&confirm, by("2")).await.expect(403);
        own.post_json("/api/v1/network-calls/NC-NONE/confirm", by("2")).await.expect(404);
        for number in ["", "1", "9", "x"] {
            let refused = own.post_json(&confirm, by(number)).await.expect(422);
            assert_eq!(refused.json()["errors"][0]["field"], "number", "{number}");
        }
        let used = own.post_json(&confirm, by("2")).await.expect(200).json();
        assert_eq!((used["status"].as_str(), used["answered_by"].as_i64()), (Some("answered"), Some(2)), "{used}");
        assert_eq!(used["because"], "chosen");
        own.post_json(&confirm, by("2")).await.expect(409);
        let id = needs::find_by_code(&world.app.db, &need).await.expect("read").expect("there").id;
        assert_eq!(matching::confirmed_technologies(&world.app.db, id).await.expect("read"), [dryer.id]);
        let public = world.anyone().get(format!("/needs/{need}")).await.expect(200);
        let first = public.all(".prose li").remove(0);
        assert!(first.contains("คลินิกเทคโนโลยีชลบุรี") && first.contains("เสนอไว้"), "{first}");
    }
}
