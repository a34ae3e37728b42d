//! Stories of appointments: rights that come and go with them, and work handed over.

use axum::body::Body;
use axum::http::{Request, header};

use crate::testing::{Person, World, stories};
use techclinic::accounts::{self, NewToken, Role, TokenScope};
use techclinic::appointments::find_by_code;

/// The fields by which somebody becomes manager of the clinic of ตรัง for two days.
fn fields<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("post", "clinic_manager"),
        ("clinic", "trang"),
        ("name", "นายสมมติ ใจดี"),
        ("account", "Somebody@example.org"),
        ("contact", "075-555-555"),
        ("starts_on_day", "11"),
        ("starts_on_month", "5"),
        ("starts_on_year", "๒๕๕๓"),
        ("ends_on_day", "12"),
        ("ends_on_month", "5"),
        ("ends_on_year", "2553"),
        ("once", "the same form"),
    ]
}

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    crate::testing::with(&fields(), changes)
}

async fn appointed(person: &Person, fields: &[(&str, &str)]) -> String {
    let address = person.post("/appointments", fields).await.expect_see_other();
    address.rsplit('/').next().expect("a code").to_owned()
}

async fn trail(world: &World, code: &str) -> Vec<String> {
    let one = find_by_code(&world.app.db, code).await.expect("read").expect("an appointment");
    world.trail(one.id).await
}

const HEAD: &str = "code,post,clinic,province,region,name,position,contact,account,starts_on,ends_on,document\n";

stories! {
    /// A2-11: how to reach the office of whoever is in post is public; an e-mail address is shown to
    /// those who have signed in, so that no program gathers it.
    async fn an_officials_address_is_gathered_by_no_program(world: World) {
        world.trang().await;
        let officer = world.officer().await;
        let told = [
            ("post", "clinic_manager"), ("clinic", "trang"), ("name", "ผู้จัดการสมมติ"), ("contact", "075-555-555 office@example.org"),
            ("starts_on_day", "1"), ("starts_on_month", "5"), ("starts_on_year", "2553"),
        ];
        let page = officer.post("/appointments", &told).await.expect_see_other();
        let api = format!("/api/v1{page}");
        for path in [page.as_str(), "/clinics/trang", api.as_str(), "/api/v1/appointments"] {
            let answer = world.anyone().get(path).await.expect(200);
            assert!(answer.body.contains("075-555-555") && !answer.body.contains("office@"), "{path}");
            assert!(officer.get(path).await.expect(200).body.contains("office@example.org"), "{path}");
        }
        let hidden = "แสดงอีเมลแก่ผู้ที่เข้าสู่ระบบเท่านั้น";
        for (contact, told) in [("office@example.org", true), ("075-555-555", false), ("", false)] {
            let name = format!("สมมติ {contact}");
            let fields = with(&[("post", "clinic_coordinator"), ("account", ""), ("name", name.as_str()), ("contact", contact), ("once", contact)]);
            let page = officer.post("/appointments", &fields).await.expect_see_other();
            assert_eq!(world.anyone().get(&page).await.expect(200).says(hidden), told, "{contact}");
            assert!(!officer.get(&page).await.expect(200).says(hidden), "{contact}");
        }
    }

    /// appointment.appoint: rights come with the first day and are gone on the day after the last, and
    /// nobody takes them back by hand.
    async fn rights_follow_an_appointment_and_end_with_it(world: World) {
        let trang = world.trang().await;
        let somebody = world.roleless("somebody").await;
        let (officer, coordinator) = (world.officer().await, world.of_clinic(Role::ClinicCoordinator, &trang).await);
        let other = world.of_clinic(Role::ClinicDirector, &world.chonburi().await).await;
        world.anyone().post("/appointments", &fields()).await.expect(401);
        coordinator.post("/appointments", &fields()).await.expect(403);
        other.post("/appointments", &fields()).await.expect(403);
        let director = [("post", "clinic_director")];
        world.of_clinic(Role::ClinicDirector, &trang).await.post("/appointments", &with(&director)).await.expect(403);

        let code = appointed(&officer, &fields()).await;
        assert_eq!(appointed(&officer, &fields()).await, code, "the same form twice is one appointment");
        for (day, state, status) in [
            ("2010-05-10", "ยังไม่ถึงวันแรก", 403),
            ("2010-05-11", "ดำรงตำแหน่ง", 200),
            ("2010-05-12", "ดำรงตำแหน่ง", 200),
            ("2010-05-13", "พ้นตำแหน่งแล้ว", 403),
        ] {
            world.stand_on(day);
            somebody.get("/appointments/new").await.expect(status);
            world.anyone().get(format!("/appointments/{code}")).await.expect(200).must_say(state);
            let clinic = world.anyone().get("/clinics/trang").await.expect(200);
            assert_eq!(clinic.says("นายสมมติ ใจดี"), status == 200, "{day}");
        }
        assert_eq!(trail(&world, &code).await, ["appointment.appoint"]);
        assert!(!world.anyone().get(format!("/appointments/{code}")).await.expect(200).says("somebody@example.org"));
    }

    /// Bad input is answered beside its field, and nothing typed is lost; one person is in one post once.
    async fn what_cannot_be_is_refused_beside_its_field(world: World) {
        world.trang().await;
        world.roleless("somebody").await;
        let officer = world.officer().await;
        let executive = [("post", "provincial_executive"), ("clinic", ""), ("position", "รองผู้ว่าราชการจังหวัด")];
        for (changes, field, said) in [
            (&[("post", "")][..], "post", "โปรดกรอก"),
            (&[("clinic", "nowhere")], "clinic", "ไม่พบคลินิกนี้"),
            (&[("clinic", "")], "clinic", "โปรดกรอก"),
            (&[("name", " ")], "name", ""),
            (&[("account", "nobody@example.org")], "account", "ไม่พบบัญชี"),
            (&[("ends_on_day", "10")], "ends_on", "ต้องไม่มาก่อนวันแรก"),
            (&[("starts_on_year", "25533")], "starts_on", ""),
            (&[("starts_on_year", "2600")], "starts_on", "ไม่เกินวันที่ 10 พฤษภาคม 2554"),
            (&[("starts_on_year", "2545")], "starts_on", "1 มกราคม 2546"),
            (&[("post", "provincial_executive"), ("province", "")], "province", "โปรดกรอก"),
            (&[executive[0], executive[1], executive[2], ("province", "10")], "position", "กรุงเทพมหานครไม่มีตำแหน่ง"),
            (&[executive[0], executive[1], executive[2], ("province", "38")], "province", "จังหวัดนี้จัดตั้งเมื่อ"),
            (&[executive[0], executive[1], ("province", "92"), ("position", "รองผู้ว่าราชการจังหวัดชลบุรี")], "position", "เป็นของ “ชลบุรี”"),
            (&[executive[0], executive[1], ("province", "92"), ("position", "รองปลัดกรุงเทพมหานคร")], "position", "กรุงเทพมหานคร"),
            (&[("post", "centre_officer"), ("region", "nowhere")], "region", "ไม่พบภาคนี้"),
        ] {
            let page = officer.post("/appointments", &with(changes)).await.expect(422);
            let told = page.all(&format!("#e-{field}"));
            assert!(!told.is_empty() && told.concat().contains(said), "{changes:?}: {}", page.text());
            assert_eq!(page.value_of("contact").as_deref(), Some("075-555-555"));
        }
        let first = appointed(&officer, &fields()).await;
        let again = with(&[("once", "2"), ("starts_on_day", "12"), ("ends_on_day", "20")]);
        let page = officer.post("/appointments", &again).await.expect(422);
        assert!(page.all("#e-name").concat().contains(&first), "{}", page.text());
        let nameless = with(&[("once", "3"), ("account", ""), ("name", "สมมติ  ใจดี")]);
        officer.post("/appointments", &nameless).await.expect(422);
        appointed(&officer, &with(&[("once", "4"), ("starts_on_day", "13"), ("ends_on_day", "20")])).await;
    }

    /// A clinic has one manager at a time: who would appoint another is told who is in post and until when,
    /// and offered the handover; by form, by API and by file. Coordinators are as many as there are.
    async fn a_post_of_one_is_free_before_the_next_begins(world: World) {
        world.trang().await;
        world.roleless("somebody").await;
        let officer = world.officer().await;
        let open = [("account", ""), ("starts_on_day", "1"), ("ends_on_day", ""), ("ends_on_month", ""), ("ends_on_year", "")];
        let first = appointed(&officer, &with(&open)).await;
        let another = [("name", "นางสาวอีกคน สมมติ"), ("once", "2")];
        let page = officer.post("/appointments", &with(&another)).await.expect(422);
        let said = page.all("#e-post").concat();
        let told = ["นายสมมติ ใจดี", "1 พฤษภาคม 2553", "ยังไม่กำหนดวันพ้นตำแหน่ง", &first];
        assert!(told.iter().all(|part| said.contains(part)), "{said}");
        let way = format!("/appointments/{first}/hand-over");
        assert_eq!(page.hrefs("#e-post a"), [format!("/appointments/{first}"), way.clone()]);
        let day = ("starts_on_day", "starts_on_month", "starts_on_year");
        let body = serde_json::json!({"post": "clinic_manager", "clinic": "trang", "name": "อีกคน", day.0: 10, day.1: 5, day.2: 2553});
        let told = officer.post_json("/api/v1/appointments", body).await.expect(422).json();
        assert_eq!(told["errors"][0]["field"], "post");
        let rows = "m1,clinic_manager,trang,,,อีกคน,,,,2010-05-10,,\nc1,clinic_coordinator,trang,,,หนึ่ง,,,,2010-05-10,,\n\
            d1,clinic_director,trang,,,สอง,,,,2010-05-10,,\nd2,clinic_director,trang,,,สาม,,,,2010-05-11,,\n\
            c2,clinic_coordinator,trang,,,สี่,,,,2010-05-10,,\n";
        let checked = world.rehearsed("appointments", &format!("{HEAD}{rows}")).await;
        let faults: Vec<_> = checked.faults.iter().map(|fault| (fault.row, fault.column.to_string())).collect();
        assert_eq!(faults, [(2, "post".to_owned()), (5, "post".to_owned())]);

        let to = [
            ("last_day_day", "10"), ("last_day_month", "5"), ("last_day_year", "2553"),
            ("name", "นางสาวอีกคน สมมติ"), ("account", "somebody@example.org"),
        ];
        let next = officer.post(&way, &to).await.expect_see_other();
        let next = next.rsplit('/').next().expect("a code");
        // A file may tell the change as a whole, the successor above whom they follow.
        let rows = format!(
            "m2,clinic_manager,trang,,,คนที่สาม,,,,2010-06-01,,\n{next},clinic_manager,trang,,,นางสาวอีกคน สมมติ,,075-555-555,somebody@example.org,2010-05-11,2010-05-31,\n"
        );
        assert_eq!(world.bring("appointments", &format!("{HEAD}{rows}")).await, [1, 1, 0]);
        assert_eq!(trail(&world, next).await.first().map(String::as_str), Some("appointment.appoint"));
    }

    /// The form offers the posts and places that its reader may fill, and once one is chosen what fits it.
    async fn the_form_offers_what_its_reader_may_fill(world: World) {
        let trang = world.trang().await;
        world.chonburi().await;
        let of = |page: &crate::testing::Answer, field: &str| page.all(&format!("#f-{field} option")).len().saturating_sub(1);
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        let page = director.get("/appointments/new").await.expect(200);
        assert_eq!((of(&page, "post"), of(&page, "clinic")), (2, 1));
        assert_eq!(page.all("#f-clinic option[value=trang][selected]").len(), 1);
        assert!(page.all("#f-province").is_empty() && page.all("#f-region").is_empty());
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        assert_eq!(of(&manager.get("/appointments/new").await.expect(200), "post"), 1);
        let officer = world.officer().await;
        let page = officer.get("/appointments/new").await.expect(200);
        assert_eq!(of(&page, "post"), 7);
        assert!(page.all("#f-name").is_empty(), "first the post");
        for (chosen, posts, field) in [
            ("post=clinic_manager", 3, Some("clinic")),
            ("clinic=trang", 3, Some("clinic")),
            ("post=provincial_executive", 1, Some("province")),
            ("post=centre_officer", 2, Some("region")),
            ("post=working_group_member", 1, None),
        ] {
            let page = officer.get(format!("/appointments/new?{chosen}")).await.expect(200);
            assert_eq!(of(&page, "post"), posts, "{chosen}");
            let places = ["clinic", "province", "region"].into_iter().filter(|place| of(&page, place) > 0);
            assert_eq!(places.collect::<Vec<_>>(), field.into_iter().collect::<Vec<_>>(), "{chosen}");
        }
    }

    /// appointment.correct and appointment.end: another's change is not overwritten; rights are those of
    /// the days as they stand now.
    async fn an_appointment_is_mended_and_ended(world: World) {
        let trang = world.trang().await;
        let somebody = world.roleless("somebody").await;
        let officer = world.officer().await;
        let code = appointed(&officer, &with(&[("ends_on_day", ""), ("ends_on_month", ""), ("ends_on_year", "")])).await;
        let at = |verb: &str| format!("/appointments/{code}/{verb}");
        world.stand_on("2010-05-11");
        somebody.get("/appointments/new").await.expect(200);
        let form = officer.get(at("correct")).await.expect(200);
        assert_eq!(form.value_of("account").as_deref(), Some("somebody@example.org"));
        somebody.get(at("correct")).await.expect(403);
        let mended = with(&[("position", "รองคณบดี"), ("version", "1"), ("ends_on_day", "30")]);
        officer.post(at("correct"), &mended).await.expect(303);
        let late = officer.post(at("correct"), &with(&[("document", "ที่พิมพ์ไว้"), ("version", "1")])).await.expect(409);
        assert_eq!(late.value_of("document").as_deref(), Some("ที่พิมพ์ไว้"));
        let last = |day: &'static str| [("last_day_day", day), ("last_day_month", "5"), ("last_day_year", "2553"), ("version", "2")];
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        coordinator.post(at("end"), &last("11")).await.expect(403);
        officer.post(at("end"), &last("10")).await.expect(422).must_say("ต้องไม่มาก่อนวันแรก");
        officer.post(at("end"), &last("31")).await.expect(422).must_say("ช้ากว่านั้นไม่ได้");
        officer.post(at("end"), &last("11")).await.expect(303);
        somebody.get("/appointments/new").await.expect(200);
        world.stand_on("2010-05-12");
        somebody.get("/appointments/new").await.expect(403);
        officer.post(at("end"), &[("last_day_day", "12"), ("last_day_month", "5"), ("last_day_year", "2553")]).await.expect(409);
        officer.get(at("end")).await.expect(409).must_say("พ้นตำแหน่งแล้ว");
        officer.get(at("hand-over")).await.expect(409);
        assert_eq!(trail(&world, &code).await, ["appointment.appoint", "appointment.correct", "appointment.end"]);
    }

    /// A post is handed over once: after that nobody ends it again or hands it to a third, and it does not
    /// last into the days of whoever took it over, by form or by file. Where no account is tied to it the
    /// pages do not say that somebody's rights end.
    async fn a_post_is_handed_over_once(world: World) {
        world.trang().await;
        world.roleless("somebody").await;
        let officer = world.officer().await;
        let open = [("account", ""), ("starts_on_day", "1"), ("ends_on_day", ""), ("ends_on_month", ""), ("ends_on_year", "")];
        let code = appointed(&officer, &with(&open)).await;
        let at = |verb: &str| format!("/appointments/{code}/{verb}");
        for verb in ["end", "hand-over"] {
            let page = officer.get(at(verb)).await.expect(200);
            page.must_say("ไม่ได้ผูกกับบัญชีผู้ใช้").must_say("ไม่ทำให้สิทธิในระบบของผู้ใดสิ้นสุด");
            assert!(!page.says("โทเคนของผู้มอบ") && !page.says("ไม่ต้องถอนสิทธิ"), "{}", page.text());
        }
        let last = |year: &'static str| [("last_day_day", "10"), ("last_day_month", "5"), ("last_day_year", year)];
        let far = officer.post(at("end"), &last("2600")).await.expect(422);
        assert!(far.all("#e-last_day").concat().contains("ไม่เกินวันที่ 10 พฤษภาคม 2554"), "{}", far.text());
        assert_eq!(far.value_of("last_day_year").as_deref(), Some("2600"));

        let to = [&last("2553")[..], &[("name", "นางสาวผู้รับ สมมติ"), ("account", "somebody@example.org")]].concat();
        officer.post(at("hand-over"), &to).await.expect(303);
        for verb in ["end", "hand-over"] {
            officer.get(at(verb)).await.expect(409).must_say("มอบงานต่อให้ผู้อื่นแล้ว");
            officer.post(at(verb), &to).await.expect(409).must_say("มอบงานต่อให้ผู้อื่นแล้ว");
        }
        let page = officer.get(format!("/appointments/{code}")).await.expect(200);
        assert_eq!(page.hrefs(".head .actions a"), [at("correct")], "neither is offered");
        let day = serde_json::json!({ "last_day_day": 10, "last_day_month": 5, "last_day_year": 2553 });
        officer.post_json(&format!("/api/v1/appointments/{code}/end"), day).await.expect(409);
        let page = officer.post(at("correct"), &with(&open)).await.expect(422);
        assert!(page.all("#e-ends_on").concat().contains("11 พฤษภาคม 2553"), "{}", page.text());
        let row = format!("{code},clinic_manager,trang,,,นายสมมติ ใจดี,,075-555-555,,2010-05-01,,\n");
        let checked = world.rehearsed("appointments", &format!("{HEAD}{row}")).await;
        let faults: Vec<_> = checked.faults.iter().map(|fault| fault.column.to_string()).collect();
        assert_eq!(faults, ["ends_on"]);
    }

    /// appointment.hand_over: one act ends the appointment, appoints the successor, names what passes, and
    /// ends the sessions and tokens of whoever leaves.
    async fn a_coordinator_who_leaves_hands_everything_over(world: World) {
        let trang = world.trang().await;
        let (leaving, next) = (world.roleless("somebody").await, world.roleless("successor").await);
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        let start = with(&[("post", "clinic_coordinator"), ("starts_on_day", "10"), ("ends_on_day", ""), ("ends_on_month", ""), ("ends_on_year", "")]);
        let code = appointed(&director, &start).await;
        let told = [("text", "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา"), ("group_kind", "housewives"), ("province", "92"), ("once", "1")];
        world.anyone().post("/needs", &told).await.expect(303);
        let need = leaving.get("/desk").await.expect(200).hrefs("a[href^='/needs/N']").remove(0);
        let account = leaving.reader().who().expect("somebody").account;
        let new = NewToken { name: "a program".to_owned(), scope: TokenScope::Write, days: 30 };
        let (token, secret) = accounts::issue_token(&world.app, &world.system(), Some(account), new).await.expect("a token");
        let bearer = || Request::get("/api/v1/needs").header(header::AUTHORIZATION, format!("Bearer {secret}"));
        world.anyone().send(bearer(), Body::empty()).await.expect(200);

        let at = format!("/appointments/{code}/hand-over");
        let day = [("last_day_day", "10"), ("last_day_month", "5"), ("last_day_year", "2553"), ("version", "1")];
        let to = |email: &'static str| [&day[..], &[("name", "นางสาวผู้รับ สมมติ"), ("account", email)]].concat();
        leaving.post(&at, &to("successor@example.org")).await.expect(403);
        director.get(&at).await.expect(200).must_say("กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา");
        director.post(&at, &to("")).await.expect(422);
        director.post(&at, &to("nobody@example.org")).await.expect(422).must_say("ไม่พบบัญชี");
        director.post(&at, &to("somebody@example.org")).await.expect(422).must_say("คนละบัญชี");
        leaving.get("/desk").await.expect(200);
        let successor = director.post(&at, &to("successor@example.org")).await.expect_see_other();
        director.post(&at, &to("successor@example.org")).await.expect(409);

        leaving.get("/desk").await.expect(401);
        world.anyone().send(bearer(), Body::empty()).await.expect(401);
        assert_eq!(world.trail(token.id).await, ["token.issue", "token.end"]);
        assert_eq!(trail(&world, &code).await, ["appointment.appoint", "appointment.hand_over"]);
        let successor = successor.rsplit('/').next().expect("a code");
        assert_eq!(trail(&world, successor).await, ["appointment.appoint"]);
        let left = find_by_code(&world.app.db, &code).await.expect("read").expect("there");
        let handed = kit::audit::trail(&world.app.db, left.id).await.expect("a trail").remove(1).facts;
        assert_eq!(handed["passed"], serde_json::json!([need]));
        assert_eq!((&handed["sessions_ended"], &handed["tokens_ended"]), (&1.into(), &1.into()));

        assert!(!next.get("/desk").await.expect(200).hrefs(".card a").is_empty());
        world.stand_on("2010-05-11");
        let desk = next.get("/desk").await.expect(200);
        desk.must_say("งานที่ได้รับมอบ").must_say("นายสมมติ ใจดี").must_say("ผู้ประสานงานคลินิก");
        assert!(desk.hrefs("a").contains(&need));
        next.get(format!("{need}/analyse")).await.expect(200);
        let page = world.anyone().get(format!("/appointments/{successor}")).await.expect(200);
        assert_eq!(page.all(".timeline li b"), ["นางสาวผู้รับ สมมติ", "นายสมมติ ใจดี"], "the post keeps its history");
        assert!(!page.says(&need), "what was handed over is not public");
    }

    /// A register that comes in from a file, with each bad row named, and goes out the same.
    async fn appointments_come_in_and_go_out_as_files(world: World) {
        let trang = world.trang().await;
        world.roleless("somebody").await;
        let bad = "b1,clinic_manager,nowhere,,,ก,,,,2010-01-01,,\n\
            b2,provincial_executive,,10,,ก,รองผู้ว่าราชการจังหวัดสมมติ,,,2010-01-01,,คำสั่ง\n\
            b3,clinic_manager,trang,,,ข,,,,1 มกราคม 2553,31 ธันวาคม 2552,\n\
            b4,clinic_manager,trang,,,ค,,,,1 มกราคม 2553,,\n\
            b5,clinic_manager,trang,,,นาย ค,,,,๑ มี.ค. ๒๕๕๓,,\n";
        let checked = world.rehearsed("appointments", &format!("{HEAD}{bad}")).await;
        let faults: Vec<_> = checked.faults.iter().map(|fault| (fault.row, fault.column.to_string())).collect();
        let expected = [(2, "clinic"), (3, "position"), (4, "ends_on"), (6, "name")];
        assert_eq!(faults, expected.map(|(row, column)| (row, column.to_owned())));
        let good = "a1,clinic_manager,trang,,,นายสมมติ หนึ่ง,,075-555-555,somebody@example.org,2009-10-01,2010-05-09,\n\
            a2,clinic_manager,trang,,,นางสมมติ สอง,,,,2010-05-10,,คำสั่งสมมติ\n\
            a3,provincial_executive,,ตรัง,,นายสมมติ สาม,รองผู้ว่าราชการจังหวัดตรัง,,,2009-10-01,,\n\
            a4,centre_officer,,,south,นายสมมติ สี่,,,,2009-10-01,,\n\
            a5,working_group_member,,,,นายสมมติ ห้า,,,,2009-10-01,2009-12-31,\n";
        assert_eq!(world.bring("appointments", &format!("{HEAD}{good}")).await, [5, 0, 0]);
        let exported = world.export(&world.system(), "appointments").await;
        assert_eq!(world.bring("appointments", &exported).await, [0, 0, 5], "what is taken out says the same");
        assert!(!world.export(&world.of_clinic(Role::Auditor, &trang).await.reader(), "appointments").await.contains("somebody@"));
        let page = world.anyone().get("/clinics/trang").await.expect(200);
        page.must_say("นางสมมติ สอง").must_say("นายสมมติ สาม (รองผู้ว่าราชการจังหวัดตรัง)");
        assert!(!page.says("นายสมมติ หนึ่ง"));
        for (narrowed, listed) in [
            ("state=in_post", vec!["a2", "a3", "a4"]),
            ("state=ended", vec!["a1", "a5"]),
            ("post=clinic_manager", vec!["a1", "a2"]),
            ("province=92&state=in_post", vec!["a2", "a3"]),
            ("q=สาม", vec!["a3"]),
        ] {
            let page = world.anyone().get(format!("/appointments?{narrowed}")).await.expect(200);
            // Those of one day stand in no order that matters.
            let mut found = page.hrefs("#list th a");
            found.sort();
            let listed: Vec<_> = listed.into_iter().map(|code| format!("/appointments/{code}")).collect();
            assert_eq!(found, listed, "{narrowed}");
        }
        let few = world.queries_of(&world.anyone(), "/appointments?limit=2").await;
        assert_eq!(world.queries_of(&world.anyone(), "/appointments?limit=100").await, few, "the list costs the same");
    }

    /// The API tells the same, and refuses as the pages do.
    async fn the_api_tells_appointments_too(world: World) {
        let trang = world.trang().await;
        world.roleless("somebody").await;
        let (officer, coordinator) = (world.officer().await, world.of_clinic(Role::ClinicCoordinator, &trang).await);
        let body = serde_json::json!({
            "post": "clinic_coordinator", "clinic": "trang", "name": "สมมติ", "contact": "075-555-555",
            "starts_on_day": 10, "starts_on_month": 5, "starts_on_year": 2553,
        });
        coordinator.post_json("/api/v1/appointments", body.clone()).await.expect(403);
        let made = officer.post_json("/api/v1/appointments", body).await.expect(201).json();
        assert_eq!((&made["state"], &made["contact"]), (&"in_post".into(), &"075-555-555".into()));
        let code = made["code"].as_str().expect("a code");
        let by = serde_json::json!({
            "last_day_day": 10, "last_day_month": 5, "last_day_year": 2553, "name": "ผู้รับ", "account": "somebody@example.org",
        });
        let next = officer.post_json(&format!("/api/v1/appointments/{code}/hand-over"), by).await.expect(200).json();
        assert_eq!((&next["state"], &next["starts_on"]), (&"upcoming".into(), &"2010-05-11".into()));
        let listed = world.anyone().get("/api/v1/appointments?clinic=trang").await.expect(200).json();
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(2));
        world.anyone().get("/api/v1/appointments?post=nothing").await.expect(422);
    }
}
