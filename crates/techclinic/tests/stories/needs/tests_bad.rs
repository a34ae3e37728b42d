//! Stories of bad input: one word, ten thousand letters, other languages, abuse, robots, markup, signs that
//! nobody sees. Nothing is lost silently.

use super::tests::{TEXT, code_of, fields, told, with};
use crate::testing::{day, stories};
use techclinic::accounts::Role;

stories! {
    /// One word is enough to begin with; more is asked for, kindly, and reaches the clinic. need.reply
    async fn one_word_is_accepted_and_more_is_asked_for(world: World) {
        let trang = world.trang().await;
        let citizen = world.anyone();
        let track = citizen.post("/needs", &with("text", "กล้วย")).await.expect_see_other();
        citizen.get(&track).await.expect(200).must_say("โปรดเล่าเพิ่มอีกเล็กน้อย").must_say("ไม่เล่าเพิ่มก็ได้");
        let code = code_of(&world, &track).await;
        citizen.post(format!("{track}/reply"), &[("text", " ")]).await.expect(422).must_say("โปรดกรอกช่องนี้");
        let more = "ตากแล้วขึ้นรา โทร 089-876-5432";
        citizen.post(format!("{track}/reply"), &[("text", more)]).await.expect(303);
        let page = citizen.get(&track).await.expect(200);
        page.must_say("ตากแล้วขึ้นรา โทร xxx-xxx-xxxx");
        assert!(!page.says("โปรดเล่าเพิ่มอีกเล็กน้อย"), "asked once");
        world.of_clinic(Role::ClinicCoordinator, &trang).await.get(format!("/needs/{code}")).await.expect(200).must_say("ตากแล้วขึ้นรา");
        assert!(!world.anyone().get(format!("/needs/{code}")).await.expect(200).says("ตากแล้วขึ้นรา"), "strangers read none of it");
        assert!(!citizen.get(&track).await.expect(200).says("ไม่เล่าเพิ่มก็ได้"));
    }

    async fn ten_thousand_letters_are_taken_and_more_come_back_as_typed(world: World) {
        world.trang().await;
        let long: String = "กล้วยตากขึ้นราในหน้าฝน ".chars().cycle().take(9_999).chain(['ๆ']).collect();
        let track = world.anyone().post("/needs", &with("text", &long)).await.expect_see_other();
        world.anyone().get(&track).await.expect(200);
        world.anyone().get("/needs").await.expect(200).must_say("กล้วยตากขึ้นรา");
        // The end of a line is one letter, though a browser sends two.
        let lines = "กล้วยตาก\r\n".repeat(1_111);
        let mut typed = with("text", &lines);
        typed.retain(|(name, _)| *name != "once");
        world.anyone().post("/needs", &typed).await.expect(303);
        let longer = format!("{long}กก");
        let mut typed = with("text", &longer);
        typed.retain(|(name, _)| *name != "once");
        let page = world.anyone().post("/needs", &typed).await.expect(422);
        assert_eq!(page.value_of("text").map(|text| text.trim().chars().count()), Some(longer.chars().count()));
    }

    async fn a_need_in_another_language_is_a_need_like_any_other(world: World) {
        world.trang().await;
        for (once, text, word) in [
            ("en", "Our bananas get mouldy while drying in the rainy season", "mouldy"),
            ("lo", "ກ້ວຍຕາກຂຶ້ນລາໃນຍາມຝົນ", "ກ້ວຍ"),
            ("my", "ငှက်ပျောသီးခြောက်များ မှိုတက်သည်", "ငှက်ပျော"),
            ("ms", "Pisang kering berkulat pada musim hujan", "pisang"),
        ] {
            let mut typed = with("text", text);
            typed.retain(|(name, _)| *name != "once");
            typed.push(("once", once));
            let track = world.anyone().post("/needs", &typed).await.expect_see_other();
            world.anyone().get(&track).await.expect(200).must_say(text);
            world.anyone().get("/needs?lang=en").await.expect(200).must_say(&text[..text.char_indices().nth(10).expect("long").0]);
            let _ = word;
        }
        world.anyone().get("/needs?q=mouldy").await.expect(200).must_say("Our bananas");
    }

    /// need.publish, need.withhold: words that somebody should look at first wait for a person, and the need goes on meanwhile.
    async fn abuse_waits_for_a_person_and_nothing_is_lost(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let text = "ไอ้เหี้ย น้ำเค็มเข้าสวนสามปีแล้วไม่มีใครช่วย";
        let citizen = world.anyone();
        let track = citizen.post("/needs", &with("text", text)).await.expect_see_other();
        citizen.get(&track).await.expect(200).must_say("เจ้าหน้าที่จะอ่านถ้อยคำก่อนเผยแพร่").must_say(text);
        assert!(!world.anyone().get("/needs").await.expect(200).says("น้ำเค็ม"), "strangers read it once somebody has looked");
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let desk = manager.get("/desk/needs?show=flagged").await.expect(200);
        let address = desk.hrefs("tbody a[href^='/needs/N']").remove(0);
        world.anyone().get(&address).await.expect(404);
        world.of_clinic(Role::ClinicManager, &chonburi).await.get(&address).await.expect(404);
        world.of_clinic(Role::ClinicManager, &chonburi).await.post(format!("{address}/publish"), &[]).await.expect(404);
        assert!(!world.export(&world.anyone().reader(), "needs").await.contains("น้ำเค็ม"), "nor in a file");
        manager.get("/desk").await.expect(200).must_say("น้ำเค็มเข้าสวน");

        world.officer().await.post(format!("{address}/publish"), &[]).await.expect(303);
        world.anyone().get(&address).await.expect(200).must_say("น้ำเค็มเข้าสวน");
        manager.post(format!("{address}/publish"), &[]).await.expect(409);
        manager.post(format!("{address}/withhold"), &[("text", "ไม่")]).await.expect(422);
        manager.post(format!("{address}/withhold"), &[("text", "มีถ้อยคำหยาบคายถึงบุคคล")]).await.expect(303);
        world.anyone().get(&address).await.expect(404);
        citizen.get(&track).await.expect(200).must_say("มีถ้อยคำหยาบคายถึงบุคคล");
        let code = address.rsplit('/').next().expect("a code");
        let need = techclinic::needs::find_by_code(&world.app.db, code).await.expect("read").expect("a need");
        assert_eq!(world.trail(need.id).await, ["need.register", "need.publish", "need.withhold"]);
    }

    /// Neither a field that nobody sees nor a form sent at once is refused for good; a flood is.
    async fn a_robot_is_asked_to_press_again_and_a_flood_is_held_up(world: World) {
        world.trang().await;
        let person = world.anyone();
        let opened = person.get("/needs/new").await.expect(200).value_of("opened").expect("a moment");
        let mut typed = fields();
        typed.push(("opened", &opened));
        let page = person.post("/needs", &typed).await.expect(422);
        page.must_say("โปรดกดส่งอีกครั้ง");
        assert_eq!(page.value_of("text").as_deref().map(str::trim), Some(TEXT), "nothing typed is lost");
        world.stand_on("2010-05-11");
        typed.push(("website", "https://spam.example"));
        let page = person.post("/needs", &typed).await.expect(422);
        page.must_say("โปรดกดส่งอีกครั้ง");
        assert_eq!(page.value_of("website").as_deref(), Some(""), "whoever presses again is let through");
        typed.pop();
        person.post("/needs", &typed).await.expect(303);

        // Programs without an account are asked and held up in the same way.
        let body = |website: &str| serde_json::json!({"text": TEXT, "group_kind": "person", "province": "92", "website": website});
        world.anyone().post_json("/api/v1/needs", body("https://spam.example")).await.expect(422);
        let robot = world.anyone();
        let mut refused = 0;
        for number in 0..90 {
            let number = number.to_string();
            refused += usize::from(robot.post("/needs", &with("once", &number)).await.status == 429);
        }
        assert!(refused > 10, "{refused}");
        let page = robot.post("/needs", &with("once", "one more")).await.expect(429);
        page.must_say("เพิ่งมีผู้แจ้งหลายเรื่องจากอินเทอร์เน็ตจุดเดียวกันนี้");
        assert_eq!(page.value_of("text").as_deref().map(str::trim), Some(TEXT), "nothing typed is lost");
        let program = world.anyone().post_json("/api/v1/needs", body("")).await.expect(429);
        for answer in [&page, &program] {
            let wait = answer.headers["retry-after"].to_str().ok().and_then(|seconds| seconds.parse::<u64>().ok());
            assert!(wait.is_some_and(|seconds| (1..=600).contains(&seconds)), "{wait:?}");
        }
    }

    /// What holds no letter is refused with what to write instead; what nobody can read, an accusation of a
    /// person, and what advertises, wait for somebody who looks. The animal is no abuse.
    async fn what_cannot_be_read_is_not_published_at_once(world: World) {
        world.trang().await;
        for text in ["......", "12345", "🙏🙏🙏"] {
            let page = world.anyone().post("/needs", &with("text", text)).await.expect(422);
            page.must_say("ยังไม่มีคำที่อ่านได้ โปรดเขียนเป็นคำ");
            assert_eq!(page.value_of("text").as_deref().map(str::trim), Some(text));
        }
        for (text, waits) in [
            ("กกกกกก", true),
            ("asdf asdf", true),
            ("ผู้ใหญ่บ้านโกงเงินกองทุน", true),
            ("ผู้ใหญ่บ้านกินเงินกองทุน", true),
            ("เว็บพนัน ufa888.com สมัครเลย", true),
            ("ขายยาบ้าโทรมา", true),
            ("ตัวเหี้ยกินไก่ในเล้า", false),
            ("ผู้ใหญ่บ้านขอเครื่องกรองน้ำ", false),
        ] {
            let mut typed = with("text", text);
            typed.retain(|(name, _)| *name != "once");
            typed.push(("once", text));
            let track = world.anyone().post("/needs", &typed).await.expect_see_other();
            let told = world.anyone().get(&track).await.expect(200);
            assert_eq!(told.says("เจ้าหน้าที่จะอ่านถ้อยคำก่อนเผยแพร่"), waits, "{text}");
            assert_eq!(!world.anyone().get("/needs").await.expect(200).says(text), waits, "{text}");
        }
    }

    async fn markup_and_signs_that_nobody_sees_are_words_and_no_more(world: World) {
        world.trang().await;
        let text = "<script>alert(1)</script> กล้วย\u{200b}ตาก\u{202e}ขึ้นรา โทร 0\u{200b}8\u{200b}1-234\u{2060}-5678";
        let track = world.anyone().post("/needs", &with("text", text)).await.expect_see_other();
        let code = code_of(&world, &track).await;
        for address in [track.as_str(), &format!("/needs/{code}"), "/needs", "/needs?lang=en", "/"] {
            let page = world.anyone().get(address).await.expect(200);
            assert!(!page.body.contains("<script>alert") && page.says("<script>alert(1)</script>"), "{address}");
            assert!(!page.body.contains("-5678") && !page.body.contains('\u{202e}'), "{address}");
        }
        for empty in ["\u{200b}", "\u{feff} \u{2060}", " "] {
            world.anyone().post("/needs", &with("text", empty)).await.expect(422).must_say("โปรดกรอกช่องนี้");
        }
    }

    /// What is brought over from another register is masked too, and the same file is the same again.
    async fn a_file_with_numbers_is_masked_and_known_again(world: World) {
        world.trang().await;
        let file = "code,text_th,province,received_on\nOLD-1,ปลาตากขึ้นรา โทร 081-234-5678,92,2008-01-15\n";
        assert_eq!(world.bring("needs", file).await, [1, 0, 0]);
        assert_eq!(world.bring("needs", file).await, [0, 0, 1]);
        let need = techclinic::needs::find_by_code(&world.app.db, "OLD-1").await.expect("read").expect("a need");
        assert_eq!(need.told.text, "ปลาตากขึ้นรา โทร xxx-xxx-xxxx");
        assert!(need.due.is_some_and(|due| due > day("2010-05-10")), "promised from today on, not from long ago");
        let _ = told(&world).await;
    }
}
