//! Stories of needs, told as the people in them would tell them.

use super::testing::analyse;
use crate::testing::{World, stories};
use techclinic::accounts::Role;

pub(super) const TEXT: &str = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน อยากได้วิธีตากที่ไม่ต้องพึ่งแดด";

/// The fields of a need from a housewives' group in ต.บ่อหิน อ.สิเกา จ.ตรัง.
pub(super) fn fields<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("text", TEXT),
        ("group_kind", "housewives"),
        ("province", "92"),
        ("district", "9205"),
        ("subdistrict", "920501"),
        ("submitted_by", "ผู้แจ้งสมมติ"),
        ("contact", "๐๘๑ ๒๓๔ ๕๖๗๘"),
        ("once", "the same form"),
    ]
}

pub(super) fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    crate::testing::with(&fields(), &[(name, value)])
}

/// Tells a need and answers its public code.
pub(super) async fn told(world: &World) -> String {
    let track = world.anyone().post("/needs", &fields()).await.expect_see_other();
    code_of(world, &track).await
}

/// The public code of the need that is followed there.
pub(super) async fn code_of(world: &World, track: &str) -> String {
    let page = world.anyone().get(track).await.expect(200);
    page.all("a[href^='/needs/N']").first().expect("a link to the public page");
    let code = page.body.split("/needs/N").nth(1).expect("the code").split('"').next().expect("its end").to_owned();
    format!("N{code}")
}

stories! {
    /// A citizen without an account tells a need and follows it; nobody sees who they are.
    async fn a_citizen_tells_a_need_and_follows_it(world: World) {
        world.trang().await;
        let citizen = world.anyone();
        let track = citizen.post("/needs", &fields()).await.expect_see_other();
        assert!(track.starts_with("/track/"), "{track}");
        let page = citizen.get(&track).await.expect(200);
        page.must_say("ได้รับเรื่องของท่านแล้ว").must_say("คลินิกเทคโนโลยีตรัง").must_say("ต.บ่อหิน อ.สิเกา จ.ตรัง");

        let code = told(&world).await;
        let public = world.anyone().get(format!("/needs/{code}")).await.expect(200);
        public.must_say(TEXT);
        assert!(!public.says("ผู้แจ้งสมมติ") && !public.body.contains("5678"), "a stranger sees no person");
        world.anyone().get("/needs").await.expect(200).must_say("กลุ่มแม่บ้าน");
    }

    /// need.register: the same form sent twice is one need, and the trail keeps no personal value.
    async fn the_same_form_twice_is_one_need(world: World) {
        world.trang().await;
        let citizen = world.anyone();
        let first = citizen.post("/needs", &fields()).await.expect_see_other();
        let second = citizen.post("/needs", &fields()).await.expect_see_other();
        assert_eq!(first, second);
        let code = told(&world).await;
        let need = techclinic::needs::find_by_code(&world.app.db, &code).await.expect("read").expect("a need");
        let trail = kit::audit::trail(&world.app.db, need.id).await.expect("read");
        assert_eq!(trail.len(), 1);
        assert_eq!(trail[0].verb, "need.register");
        let kept = trail[0].facts.to_string();
        assert!(!kept.contains("ผู้แจ้งสมมติ") && !kept.contains("5678"), "{kept}");
    }

    /// Bad input is answered beside its field, and nothing typed is lost.
    async fn bad_input_is_answered_beside_its_field(world: World) {
        let cases = [
            ("text", "\u{200b}\u{feff}", "โปรดกรอกช่องนี้"),
            ("text", "", "โปรดกรอกช่องนี้"),
            ("group_kind", "robots", "โปรดเลือกว่าแจ้งในนามของใคร"),
            ("province", "", "โปรดเลือกจังหวัด"),
            ("district", "2009", "อำเภอที่เลือกไม่ได้อยู่ในจังหวัดนี้"),
            ("subdistrict", "920205", "ตำบลที่เลือกไม่ได้อยู่ในอำเภอนี้"),
            ("contact", "0812", "หมายเลขโทรศัพท์ไม่ถูกต้อง"),
        ];
        for (field, typed, said) in cases {
            let page = world.anyone().post("/needs", &with(field, typed)).await.expect(422);
            page.must_say(said);
            assert_eq!(page.value_of("submitted_by").as_deref(), Some("ผู้แจ้งสมมติ"), "{field}");
            assert!(page.body.contains(&format!("href=\"#f-{field}\"")), "the summary links to {field}");
        }
        assert!(world.anyone().get("/needs").await.expect(200).says("ยังไม่พบเรื่อง"));
    }

    /// A tracking code guessed is answered with a way out, and guessing is slow.
    async fn a_guessed_tracking_code_finds_nothing(world: World) {
        let stranger = world.anyone();
        stranger.get("/track/AAAAA-AAAAA").await.expect(404).must_say("ไม่พบเรื่องของรหัสนี้");
        let mut refused = false;
        for _ in 0..70 {
            refused |= stranger.get("/track/AAAAA-AAAAA").await.status.as_u16() == 429;
        }
        assert!(refused, "guessing is throttled");
    }

    /// Whoever has the code looks as often as they like; one that cannot be read is told plainly.
    async fn the_owner_of_a_code_is_never_throttled(world: World) {
        let teller = world.anyone();
        world.trang().await;
        let track = teller.post("/needs", &with("once", "often")).await.expect_see_other();
        for _ in 0..130 {
            teller.get(&track).await.expect(200);
        }
        let unreadable = teller.get("/track?code=%00").await.expect(400);
        assert!(!unreadable.says("U+0000"), "there is no field to look at");
    }

    /// need.analyse: a stranger must sign in, another clinic may not, its own clinic may.
    async fn only_its_clinic_analyses_a_need(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let code = told(&world).await;
        let address = format!("/needs/{code}/analyse");
        world.anyone().get(&address).await.expect(401);
        let other = world.of_clinic(Role::ClinicDirector, &chonburi).await;
        other.get(&address).await.expect(403).must_say("เฉพาะคลินิกเทคโนโลยีที่รับผิดชอบเรื่องนี้");
        other.post(&address, &[("place", "x")]).await.expect(403);

        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let page = own.post(&address, &[("held_on_day", "1"), ("held_on_month", "5"), ("held_on_year", "25533"), ("place", "ศาลา")]).await.expect(422);
        page.must_say("2553");
        assert_eq!(page.value_of("place").as_deref(), Some("ศาลา"));
        analyse(&own, &code, "๑๐", "5").await;
        let need = techclinic::needs::find_by_code(&world.app.db, &code).await.expect("read").expect("a need");
        assert_eq!(world.trail(need.id).await, ["need.register", "need.analyse"]);
        world.anyone().get(format!("/needs/{code}")).await.expect(200).must_say("กล้วยตากขึ้นราเพราะความชื้นสูง");
    }

    /// need.decline: only who decides for the clinic, with a reason the public can read.
    async fn a_declined_need_has_a_public_reason(world: World) {
        let trang = world.trang().await;
        let code = told(&world).await;
        let address = format!("/needs/{code}/decline");
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        coordinator.post(&address, &[("text", "ไม่รับ")]).await.expect(403);
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(&address, &[("text", "  ")]).await.expect(422).must_say("โปรดกรอกช่องนี้");
        for short in ["no", "ยังไม่มี"] {
            let page = manager.post(&address, &[("text", short)]).await.expect(422);
            page.must_say("อย่างน้อย 10 ตัวอักษร");
            assert_eq!(page.value_of("text").as_deref().map(str::trim), Some(short));
        }
        manager.post(&address, &[("text", "ยังไม่มีเทคโนโลยีที่เหมาะสม")]).await.expect(303);
        manager.post(&address, &[("text", "ไม่รับเรื่องนี้อีกครั้ง")]).await.expect(409).must_say("มีผลการพิจารณาแล้ว");
        world.anyone().get(format!("/needs/{code}")).await.expect(200).must_say("ยังไม่มีเทคโนโลยีที่เหมาะสม");
        let need = techclinic::needs::find_by_code(&world.app.db, &code).await.expect("read").expect("a need");
        assert_eq!(world.trail(need.id).await, ["need.register", "need.decline"]);
    }

    /// G-23: what a person is reached or known by is masked before anybody reads it, and the writer is told. A
    /// telephone number among the words reaches nobody: it is asked first whether it is the writer's own, and
    /// only what they put into its field is kept and called.
    async fn numbers_and_addresses_of_persons_are_masked_before_anybody_reads_them(world: World) {
        let trang = world.trang().await;
        let text = "กล้วยขึ้นรา โทร 081-234-5678 เลขบัตร 1101700230708 เขียนถึง somchai@example.org\u{202e}นะ";
        let mut told = with("text", text);
        told.retain(|(name, _)| *name != "contact");
        let asked = world.anyone().post("/needs", &told).await.expect(422);
        asked.must_say("หากเป็นหมายเลขของท่านและให้คลินิกโทรกลับได้ โปรดกรอกในช่องนี้");
        assert_eq!((asked.value_of("contact").as_deref(), asked.value_of("asked").as_deref()), (Some(""), Some("yes")));
        assert!(asked.value_of("text").is_some_and(|kept| kept.contains("081-234-5678")), "nothing typed is lost");
        let mut own_number = told.clone();
        own_number.retain(|(name, _)| *name != "once");
        own_number.extend([("contact", "089-111-2222"), ("once", "own")]);
        let theirs = world.anyone().post("/needs", &own_number).await.expect_see_other();
        assert!(!world.anyone().get(&theirs).await.expect(200).says("คลินิกจึงโทรกลับหาท่านไม่ได้"));
        told.push(("asked", "yes"));
        let track = world.anyone().post("/needs", &told).await.expect_see_other();
        let followed = world.anyone().get(&track).await.expect(200);
        followed.must_say("ระบบปิดบังไว้แล้วก่อนที่ใครจะได้อ่าน").must_say("คลินิกจึงโทรกลับหาท่านไม่ได้");
        let code = code_of(&world, &track).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let own = manager.get(format!("/needs/{code}")).await.expect(200);
        own.must_say("โทร xxx-xxx-xxxx เลขบัตร xxxxxxxxxxxxx");
        assert!(!own.body.contains("66812345678") && !own.body.contains("081 234 5678"), "nobody gave it as their own");
        manager.post(format!("/needs/{code}/recover"), &[]).await.expect(409).must_say("ไม่มีหมายเลขโทรศัพท์ที่โทรกลับได้");
        manager.post(format!("/needs/{code}/decline"), &[("text", "โปรดโทรหาผู้ใหญ่ 089-876-5432")]).await.expect(303);
        manager.post(format!("/needs/{code}/answer"), &[("text", "เขียนถึง wanna@example.org ได้")]).await.expect(303);
        manager.get(format!("/needs/{code}")).await.expect(200).must_say("089-876-5432").must_say("wanna@example.org");
        let one = format!("/api/v1/needs/{code}");
        for address in ["/", "/needs", "/needs?lang=en", "/api/v1/needs", &one, &format!("/needs/{code}"), &track] {
            let public = world.anyone().get(address).await.expect(200).body;
            for hidden in ["234-5678", "66812345678", "1101700230708", "example.org", "876-5432", "\u{202e}"] {
                assert!(!public.contains(hidden), "{address} shows {hidden}");
            }
        }
        let public = world.anyone().get(format!("/needs/{code}")).await.expect(200);
        public.must_say("โทร xxx-xxx-xxxx เลขบัตร xxxxxxxxxxxxx").must_say("ผู้ใหญ่ xxx-xxx-xxxx");
        assert!(!world.anyone().get("/needs?q=1101700230708").await.expect(200).says("กล้วยขึ้นรา"), "no search tells it");
        let kept = techclinic::needs::find_by_code(&world.app.db, &code).await.expect("read").expect("a need");
        assert!(kept.hidden_numbers && !kept.told.text.contains("1101700230708"), "nobody can read what is not kept");
    }

    /// Thai within an English page is marked as Thai, and a fiscal year says which it is.
    async fn an_english_page_marks_what_is_thai(world: World) {
        world.trang().await;
        let code = told(&world).await;
        let page = world.anyone().get(format!("/needs/{code}?lang=en")).await.expect(200);
        assert!(page.all("span[lang=th]").iter().any(|text| text == TEXT), "{}", page.body);
        page.must_say("Bo Hin subdistrict, Sikao district, Trang");
        world.anyone().get("/dashboard?lang=en").await.expect(200).must_say("Fiscal year 2553 (2009/10)");
        assert!(world.anyone().get(format!("/needs/{code}")).await.expect(200).all("span[lang=th]").is_empty());
    }

    /// What did not happen is not shown as done.
    async fn a_need_declined_at_once_shows_no_analysis(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let (at_once, later) = (told(&world).await, world.anyone().post("/needs", &with("once", "another")).await.expect_see_other());
        manager.post(format!("/needs/{at_once}/decline"), &[("text", "ยังไม่มีเทคโนโลยี")]).await.expect(303);
        let page = world.anyone().get(format!("/needs/{at_once}")).await.expect(200);
        assert!(!page.says("กำลังวิเคราะห์ร่วมกับชุมชน"), "{}", page.text());
        let later = code_of(&world, &later).await;
        analyse(&manager, &later, "๑๐", "5").await;
        manager.post(format!("/needs/{later}/decline"), &[("text", "ยังไม่มีเทคโนโลยี")]).await.expect(303);
        world.anyone().get(format!("/needs/{later}")).await.expect(200).must_say("กำลังวิเคราะห์ร่วมกับชุมชน");
    }

    /// need.answer: nothing can be answered before it is decided.
    async fn a_reply_follows_a_decision(world: World) {
        let trang = world.trang().await;
        let code = told(&world).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/needs/{code}/answer"), &[("text", "โปรดรอผลการพิจารณา")]).await.expect(409);
        manager.post(format!("/needs/{code}/decline"), &[("text", "ยังไม่มีเทคโนโลยี")]).await.expect(303);
        manager.post(format!("/needs/{code}/answer"), &[("text", "โปรดติดต่อเกษตรอำเภอ")]).await.expect(303);
        world.anyone().get(format!("/needs/{code}")).await.expect(200).must_say("โปรดติดต่อเกษตรอำเภอ");
    }

    /// A list takes one query for a stranger, however many needs there are.
    async fn the_list_takes_one_query(world: World) {
        let world = world.unhurried();
        let trang = world.trang().await;
        let _ = told(&world).await;
        let (stranger, staff) = (world.anyone(), world.of_clinic(Role::ClinicManager, &trang).await);
        let few = (world.queries_of(&stranger, "/needs").await, world.queries_of(&staff, "/needs").await);
        for number in 0..45 {
            let number = number.to_string();
            world.anyone().post("/needs", &with("once", &number)).await.expect(303);
        }
        let many = (world.queries_of(&stranger, "/needs").await, world.queries_of(&staff, "/needs").await);
        assert_eq!(few, many);
        assert_eq!(many.0, 1, "one query for a stranger");
        let page = world.anyone().get("/needs").await.expect(200);
        assert_eq!(page.all("tbody tr").len(), 20);
        let next = page.hrefs("a[rel=next]").pop().expect("a next page");
        let second = world.anyone().get(next).await.expect(200);
        assert_eq!(second.all("tbody tr").len(), 20);
        assert!(page.hrefs("tbody a").iter().all(|href| !second.hrefs("tbody a").contains(href)), "no need stands twice");
    }

    /// The API tells the same: a tracking code on success, field paths on refusal.
    async fn the_api_takes_needs_too(world: World) {
        let trang = world.trang().await;
        let refused = world.anyone().post_json("/api/v1/needs", serde_json::json!({"text": "x"})).await.expect(422);
        assert_eq!(refused.headers["content-type"], "application/problem+json");
        let fields: Vec<_> = refused.json()["errors"].as_array().expect("errors").iter().map(|error| error["field"].clone()).collect();
        assert!(fields.contains(&"province".into()), "{fields:?}");
        let body = serde_json::json!({"text": TEXT, "group_kind": "housewives", "province": "92"});
        let made = world.anyone().post_json("/api/v1/needs", body).await.expect(201).json();
        assert_eq!(made["tracking_code"].as_str().map(str::len), Some(11));
        assert_eq!((&made["hidden_numbers"], &made["shown"]), (&false.into(), &"shown".into()));
        let body = serde_json::json!({"text": "น้ำแดง โทรหาผู้ใหญ่ 081-234-5678", "group_kind": "housewives", "province": "20"});
        let made = world.anyone().post_json("/api/v1/needs", body).await.expect(201).json();
        assert_eq!(made["hidden_numbers"], true, "whoever wrote it is told");
        let list = world.anyone().get("/api/v1/needs?province=92").await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
        let code = list["items"][0]["code"].as_str().expect("a code").to_owned();
        let (stranger, manager) = (world.anyone(), world.of_clinic(Role::ClinicManager, &trang).await);
        let reason = serde_json::json!({"text": "ยังไม่มีเทคโนโลยีที่เหมาะสม"});
        for verb in ["analyse", "decline", "answer"] {
            stranger.post_json(&format!("/api/v1/needs/{code}/{verb}"), reason.clone()).await.expect(401);
        }
        let declined = manager.post_json(&format!("/api/v1/needs/{code}/decline"), reason.clone()).await.expect(200);
        assert_eq!(declined.json()["status"], "declined");
        assert_eq!(manager.post_json(&format!("/api/v1/needs/{code}/analyse"), reason.clone()).await.expect(422).json()["errors"][0]["field"], "held_on");
        manager.post_json(&format!("/api/v1/needs/{code}/answer"), reason).await.expect(200);
        assert_eq!(world.anyone().get("/api/v1/needs?province=40").await.expect(200).json()["items"], serde_json::json!([]));
    }
}
