//! Stories of those who want a technology.

use crate::technologies::testing::offered;
use crate::testing::stories;
use techclinic::accounts::{Role, Scope};

fn said<'a>(technology: &'a str, province: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("technology", technology),
        ("name", "นางผู้สนใจ สมมติ"),
        ("contact", "081-111-1111"),
        ("province", province),
        ("village", "บ้านสมมติ"),
        ("words", "กลุ่มมีกล้วยเดือนละห้าร้อยกิโล อยากอบขาย"),
        ("consent", "yes"),
    ]
}

stories! {
    /// interest.register: without an account, to the clinic of the reader's own province, who is told who
    /// answers; without consent nothing is kept.
    async fn an_interest_reaches_the_clinic_of_the_readers_own_province(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let code = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
        let anyone = world.anyone();
        let way = format!("/interests/new?technology={code}");
        assert!(anyone.get(format!("/technologies/{code}")).await.expect(200).hrefs("main a").contains(&way));
        anyone.get(&way).await.expect(200).must_say("ตู้อบกล้วย");
        anyone.get("/interests/new?technology=T-NONE").await.expect(404);
        let mut silent = said(&code, "20");
        silent.retain(|(name, _)| *name != "consent");
        let refused = anyone.post("/interests", &silent).await.expect(422);
        refused.must_say("โปรดยินยอมให้คลินิกเก็บข้อมูล");
        assert_eq!(refused.value_of("name").as_deref(), Some("นางผู้สนใจ สมมติ"));
        for (field, value) in [("words", "อบ"), ("contact", "081"), ("province", "99"), ("name", "")] {
            let mut fields = said(&code, "20");
            fields.retain(|(name, _)| *name != field);
            fields.push((field, value));
            anyone.post("/interests", &fields).await.expect(422);
        }
        // ชลบุรี has its own clinic, which answers; ขอนแก่น has none, and the technology's clinic does.
        let track = anyone.post("/interests", &[said(&code, "20"), vec![("once", "a")]].concat()).await.expect_see_other();
        let again = anyone.post("/interests", &[said(&code, "20"), vec![("once", "a")]].concat()).await.expect_see_other();
        assert_eq!(track, again, "the same form twice is one");
        let receipt = world.anyone().get(&track).await.expect(200);
        receipt.must_say("คลินิกเทคโนโลยีชลบุรี").must_say("รอคลินิกติดต่อกลับ");
        let own_code = track.rsplit('/').next().expect("a code");
        let typed = world.anyone().get(format!("/track/{own_code}")).await.expect_see_other();
        assert_eq!(typed, track, "the code is typed where needs are followed too");
        assert!(!receipt.says("ผู้สนใจ สมมติ") && !receipt.says("811111111"), "a code tells nobody who asked");
        let mut other = said(&code, "40");
        other.retain(|(name, _)| !["name", "contact"].contains(name));
        other.extend([("name", "นายอีกคน สมมติ"), ("contact", "089-222-2222")]);
        let far = anyone.post("/interests", &other).await.expect_see_other();
        world.anyone().get(&far).await.expect(200).must_say("คลินิกเทคโนโลยีตรัง");
        world.anyone().get("/interests/AAAAA-AAAAA").await.expect(404);

        let own = world.of_clinic(Role::ClinicCoordinator, &chonburi).await;
        own.get("/desk").await.expect(200).must_say("มีผู้สนใจ").must_say("ตู้อบกล้วย");
        assert_eq!(own.get("/desk/interests").await.expect(200).all("#list th[scope=row] a").len(), 1);
        world.anyone().get("/desk/interests").await.expect(401);
        let auditor = world.signed_in(Role::Auditor, Scope::Network).await;
        auditor.get("/desk/interests").await.expect(403);
    }

    /// interest.answer, interest.take_up, interest.close: by the clinic that answers and nobody else;
    /// whoever asked reads the reply by their code.
    async fn the_clinic_answers_makes_a_need_of_it_and_closes_it(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let code = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
        let track = world.anyone().post("/interests", &said(&code, "20")).await.expect_see_other();
        let own = world.of_clinic(Role::ClinicCoordinator, &chonburi).await;
        let other = world.of_clinic(Role::ClinicManager, &trang).await;
        let page = own.get("/desk/interests").await.expect(200).hrefs("#list th[scope=row] a").remove(0);
        own.get(&page).await.expect(200).must_say("นางผู้สนใจ สมมติ").must_say("081 111 1111");
        other.get(&page).await.expect(404);
        world.anyone().get(&page).await.expect(401);
        world.officer().await.get(&page).await.expect(200);
        world.officer().await.post(format!("{page}/answer"), &[("text", "จะโทรกลับวันพรุ่งนี้")]).await.expect(403);
        other.post(format!("{page}/answer"), &[("text", "จะโทรกลับวันพรุ่งนี้")]).await.expect(404);
        own.post(format!("{page}/answer"), &[("text", "ค่ะ")]).await.expect(422);
        own.post(format!("{page}/answer"), &[("text", "จะโทรกลับวันพรุ่งนี้"), ("version", "9")]).await.expect(409).must_say("จะโทรกลับวันพรุ่งนี้");
        own.post(format!("{page}/answer"), &[("text", "จะโทรกลับวันพรุ่งนี้"), ("version", "1")]).await.expect_see_other();
        world.anyone().get(&track).await.expect(200).must_say("จะโทรกลับวันพรุ่งนี้").must_say("ตอบแล้ว");
        assert!(!own.get("/desk").await.expect(200).says("มีผู้สนใจ"), "what is answered waits no more");

        let need = own.post(format!("{page}/take-up"), &[]).await.expect_see_other();
        own.get(&need).await.expect(200).must_say("กลุ่มมีกล้วยเดือนละห้าร้อยกิโล");
        own.post(format!("{page}/take-up"), &[("once", "2")]).await.expect(409).must_say("รับเรื่องนี้เป็นความต้องการไปแล้ว");
        own.post(format!("{page}/close"), &[("text", "ส่งต่อเป็นความต้องการแล้ว")]).await.expect_see_other();
        own.post(format!("{page}/close"), &[("text", "ส่งต่อเป็นความต้องการแล้ว"), ("once", "3")]).await.expect(409);
        let interest_code = page.rsplit('/').next().expect("a code");
        let id = techclinic::interests::find_by_code(&world.app.db, interest_code).await.expect("read").expect("there").id;
        assert_eq!(world.trail(id).await, ["interest.register", "interest.answer", "interest.take_up", "interest.close"]);
        let json = own.get(format!("/api/v1/interests/{interest_code}")).await.expect(200).json();
        assert_eq!((json["status"].as_str(), json["technology"].as_str()), (Some("closed"), Some(code.as_str())));
    }

    /// The same interest sent twice is one: by the same form its code is shown again, by another it is said that
    /// it was received, and no more. A telephone that several share tells nothing of who used it before.
    async fn the_same_interest_twice_is_received_once(world: World) {
        let trang = world.trang().await;
        let code = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
        let anyone = world.anyone();
        let track = anyone.post("/interests", &[said(&code, "92"), vec![("once", "a")]].concat()).await.expect_see_other();
        let own = track.rsplit('/').next().expect("a code");
        let with = |changes: &[(&'static str, &'static str)]| {
            let mut fields = said(&code, "92");
            fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
            fields.extend(changes);
            fields
        };
        for again in [
            with(&[("once", "b")]),
            with(&[("once", "c"), ("contact", "+66 81 111 1111"), ("words", "กลุ่มมีกล้วยเดือนละห้าร้อยกิโล  อยากอบขาย ")]),
        ] {
            let page = world.anyone().post("/interests", &again).await.expect(409);
            page.must_say("ได้รับเรื่องนี้ไว้แล้ว ไม่ต้องส่งซ้ำ");
            assert!(!page.body.contains(own), "no code is told");
            assert!(!page.says("10 พฤษภาคม 2553") && !page.says("เมื่อวันที่"), "and no day: {}", page.text());
        }
        // Whoever shares the telephone, wants it for something else or writes the same few words is heard, and so
        // is the same person after a week.
        for other in [
            with(&[("once", "d"), ("name", "นายอีกคน สมมติ"), ("province", "57"), ("words", "อยากอบปลาขายหน้าฝน")]),
            with(&[("once", "e"), ("name", "ป้าข้างบ้าน สมมติ")]),
            with(&[("once", "f"), ("words", "อยากได้ตู้อบไว้ใช้ที่กลุ่ม")]),
            with(&[("once", "g"), ("contact", "LINE: somsri_99")]),
        ] {
            world.anyone().post("/interests", &other).await.expect(303);
        }
        world.stand_on("2010-05-20");
        world.anyone().post("/interests", &with(&[("once", "h")])).await.expect(303);
    }

    /// Numbers leave the words before anybody reads them; abuse is read by the clinic that works on it alone;
    /// what holds no letter is refused.
    async fn words_of_an_interest_are_masked_and_abuse_is_held_back(world: World) {
        let trang = world.trang().await;
        let code = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
        let with = |words: &'static str, contact: &'static str| {
            let mut fields = said(&code, "92");
            fields.retain(|(name, _)| !["words", "contact"].contains(name));
            fields.extend([("words", words), ("contact", contact)]);
            fields
        };
        let refused = world.anyone().post("/interests", &with("............", "081-111-1111")).await.expect(422);
        refused.must_say("ยังไม่มีคำที่อ่านได้");
        world.anyone().post("/interests", &with("อยากอบกล้วย โทร 081-234\n5678 เขียนถึง a (at) example.org", "081-111-1111")).await.expect(303);
        world.anyone().post("/interests", &with("ไอ้เหี้ย ส่งตู้มาสักทีสิวะ", "089-222-2222")).await.expect(303);
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let pages = own.get("/desk/interests").await.expect(200).hrefs("#list th[scope=row] a");
        let rude = own.get("/desk/interests?held=yes").await.expect(200).hrefs("#list th[scope=row] a");
        assert!(rude.len() == 1 && pages.contains(&rude[0]), "{rude:?}");
        assert_eq!(own.get("/desk/interests").await.expect(200).all("#list .mark-warn").iter().filter(|mark| *mark == "ถ้อยคำเห็นเฉพาะคลินิก").count(), 1);
        own.get("/desk/interests?held=no").await.expect(200).must_say("ช่องนี้เลือกได้เฉพาะ yes");
        let listed = own.get("/api/v1/interests?held=yes").await.expect(200).json();
        assert_eq!((listed["items"].as_array().map(Vec::len), listed["items"][0]["held"].as_bool()), (Some(1), Some(true)));
        own.get("/api/v1/interests?held=no").await.expect(422);
        let officer = world.officer().await;
        let mut held = 0;
        for page in &pages {
            let (works, sees) = (own.get(page).await.expect(200), officer.get(page).await.expect(200));
            assert!(!works.body.contains("5678") && !works.body.contains("example.org"), "nobody can read what is not kept");
            held += usize::from(works.says("ส่งตู้มาสักทีสิวะ") && !sees.says("ส่งตู้มาสักทีสิวะ") && sees.says("เห็นเฉพาะคลินิกที่รับเรื่อง"));
        }
        assert_eq!((pages.len(), held), (2, 1));
    }

    /// A robot's flood is held up, and a program may ask too.
    async fn programs_ask_as_people_do_and_neither_too_often(world: World) {
        let trang = world.trang().await;
        let code = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
        let body = serde_json::json!({"technology": code, "name": "ผู้สนใจสมมติ", "contact": "line: somsri", "province": "92",
            "words": "อยากนำไปอบกล้วยขายหน้าฝน", "consent": "yes"});
        let made = world.anyone().post_json("/api/v1/interests", body).await.expect(201).json();
        assert_eq!(made["clinic"].as_str(), Some("trang"));
        // Tries come back with time, so a slow machine needs a few more.
        let mut held_up = false;
        for _ in 0..400 {
            let answer = world.anyone().post_json("/api/v1/interests", serde_json::json!({"technology": code})).await;
            held_up = answer.status == 429;
            if held_up {
                break;
            }
            answer.expect(422);
        }
        assert!(held_up, "a flood is held up");
    }
}
