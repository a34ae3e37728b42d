//! Stories of technologies: clinics write them, everyone finds them.

use kit::table::{Format, Sheet, Table};
use std::io::Write;
use std::sync::{Arc, Mutex};

use super::testing::{entered, offered, reported};
use super::{Benefit, Outcome, Technologies, find_by_code};
use crate::accounts::Role;
use crate::exchange::Kind as _;
use crate::testing::{Person, stories};

fn fields<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("clinic", "trang"),
        ("name_th", "ตู้อบกล้วยพลังงานแสงอาทิตย์"),
        ("summary_th", "อบกล้วยให้แห้งในหน้าฝนโดยไม่ขึ้นรา"),
        ("field", "การแปรรูปอาหาร"),
        ("kind", "research"),
        ("holder", "ศูนย์วิจัยพลังงาน"),
        ("province", "92"),
        ("readiness", "๗"),
        ("benefits", "income"),
        ("benefits", "new_product"),
        ("once", "the same form"),
    ]
}

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = fields();
    fields.retain(|(known, _)| *known != name);
    fields.push((name, value));
    fields
}

fn code_of(address: &str) -> String {
    address.rsplit('/').next().expect("a code").to_owned()
}

async fn names_found(person: &Person, words: &str) -> Vec<String> {
    let address = kit::web::address("/technologies", &[("q", words)]);
    person.get(address).await.expect(200).all("#list th[scope=row] a")
}

stories! {
    /// technology.register, technology.publish, technology.archive: refused to strangers and to
    /// other clinics, then done by the own clinic, and written in the trail.
    async fn a_clinic_writes_a_technology_and_its_manager_publishes_it(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        world.anyone().get("/technologies/new").await.expect(401);
        world.anyone().post("/technologies", &fields()).await.expect(401);
        other.post("/technologies", &fields()).await.expect(403);

        coordinator.get("/technologies/new").await.expect(200);
        let missing = coordinator.post("/technologies", &with("name_th", "")).await.expect(422);
        assert_eq!(missing.value_of("summary_th").as_deref().map(str::trim), Some("อบกล้วยให้แห้งในหน้าฝนโดยไม่ขึ้นรา"));
        let page = coordinator.post("/technologies", &fields()).await.expect_see_other();
        assert_eq!(coordinator.post("/technologies", &fields()).await.expect_see_other(), page, "the same form twice is one");
        let code = code_of(&page);
        coordinator.get(&page).await.expect(200).must_say("ฉบับร่าง").must_say("สร้างรายได้").must_say("ระดับ 7");
        coordinator.get("/technologies").await.expect(200).must_say("ฉบับร่างของคลินิกท่าน");
        world.anyone().get(&page).await.expect(404);
        other.get(&page).await.expect(404);

        other.post(format!("{page}/publish"), &[]).await.expect(404);
        coordinator.post(format!("{page}/publish"), &[]).await.expect(403);
        manager.post(format!("{page}/publish"), &[]).await.expect_see_other();
        manager.post(format!("{page}/publish"), &[]).await.expect(409);
        world.anyone().get(&page).await.expect(200).must_say("ตู้อบกล้วยพลังงานแสงอาทิตย์");
        assert_eq!(names_found(&world.anyone(), "กล้วย").await.len(), 1);

        other.post(format!("{page}/archive"), &[]).await.expect(403);
        manager.post(format!("{page}/archive"), &[]).await.expect_see_other();
        assert!(names_found(&world.anyone(), "กล้วย").await.is_empty());
        world.anyone().get(&page).await.expect(200).must_say("เลิกเผยแพร่แล้ว");
        let id = find_by_code(&world.app.db, &code).await.expect("read").expect("there").id;
        assert_eq!(world.trail(id).await, ["technology.register", "technology.publish", "technology.archive"]);
    }

    /// technology.revise: two people change one technology; the second sees what the first wrote,
    /// and nothing typed is lost.
    async fn who_saves_second_sees_what_was_saved_first(world: World) {
        let trang = world.trang().await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &world.chonburi().await).await;
        let technology = offered(&world, &trang, "ปุ๋ยหมักไม่กลับกอง", "ทำปุ๋ยจากฟางข้าว").await;
        let revise = format!("/technologies/{}/revise", technology.code);
        other.post(&revise, &fields()).await.expect(403);
        world.anyone().get(&revise).await.expect(401);

        let version = coordinator.get(&revise).await.expect(200).value_of("version").expect("a version");
        let first = [with("name_th", "ปุ๋ยหมักแม่โจ้"), vec![("version", &version)]].concat();
        coordinator.post(&revise, &first).await.expect_see_other();
        let second = [with("name_th", "ปุ๋ยหมักแบบใหม่"), vec![("version", &version)]].concat();
        // Whoever went back to change what they had saved themselves is told so.
        coordinator.post(&revise, &second).await.expect(409).must_say("ท่านเคยบันทึกแบบฟอร์มนี้ไปแล้ว").must_say("ปุ๋ยหมักแม่โจ้");
        let colleague = world.of_clinic(Role::ClinicManager, &trang).await;
        let conflict = colleague.post(&revise, &second).await.expect(409);
        conflict.must_say("ปุ๋ยหมักแม่โจ้").must_say("มีผู้อื่นบันทึกข้อมูลนี้ไปก่อนแล้ว");
        assert_eq!(conflict.value_of("name_th").as_deref(), Some("ปุ๋ยหมักแบบใหม่"));

        let again = conflict.value_of("version").expect("the latest version");
        let third = [with("name_th", "ปุ๋ยหมักแบบใหม่"), vec![("version", &again)]].concat();
        coordinator.post(&revise, &third).await.expect_see_other();
        assert_eq!(names_found(&world.anyone(), "ปุ๋ยหมักแบบใหม่").await.len(), 1, "found by the new words at once");
        assert!(names_found(&world.anyone(), "แม่โจ้").await.is_empty(), "and no longer by the old ones");
        assert!(world.trail(technology.id).await.contains(&"technology.revise".to_owned()));
    }

    /// Local wisdom belongs to its holder: it is published only with their consent, and their name
    /// is not (docs/requirements.md F6).
    async fn local_wisdom_is_published_only_with_consent(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let wisdom = [with("kind", "local_wisdom"), vec![("credit", "ชุมชนบ้านสมมติ")]].concat();
        let page = manager.post("/technologies", &wisdom).await.expect_see_other();
        manager.post(format!("{page}/publish"), &[]).await.expect(409).must_say("ความยินยอม");
        let version = manager.get(format!("{page}/revise")).await.value_of("version").expect("a version");
        let agreed = [wisdom, vec![("consent", "ลงชื่อยินยอม 1 พ.ค. 2553"), ("version", &version)]].concat();
        manager.post(format!("{page}/revise"), &agreed).await.expect_see_other();
        manager.post(format!("{page}/publish"), &[]).await.expect_see_other();
        let public = world.anyone().get(&page).await.expect(200);
        public.must_say("ชุมชนบ้านสมมติ");
        assert!(!public.says("ศูนย์วิจัยพลังงาน") && !public.says("ลงชื่อยินยอม"), "the holder is not named");
        manager.get(&page).await.expect(200).must_say("ลงชื่อยินยอม");
    }

    /// G-20: short words, words inside of words, torn text and both kinds of digits find the same.
    async fn a_search_finds_what_a_plain_look_through_the_text_would_find(world: World) {
        let trang = world.trang().await;
        for (name, summary) in [
            ("การแปรรูปชาอู่หลง", "ชงชาให้ได้กลิ่นหอม"),
            ("น้ำชาหมักคอมบูชา", "เครื่องดื่มหมัก"),
            ("ยาดมสมุนไพร", "สมุนไพรไทย"),
            ("เครื่องจักสานไม้ไผ่", "ผลิตตะกร้า"),
            ("คู่มือการดำเนินการปี 2553", "แนวทางดำเนินการ"),
            ("ปลาดุกแดดเดียว", "ถนอมอาหาร"),
        ] {
            offered(&world, &trang, name, summary).await;
        }
        let anyone = world.anyone();
        for (typed, name) in [
            ("ชา", "การแปรรูปชาอู่หลง"),
            ("ชา", "น้ำชาหมักคอมบูชา"),
            ("ยา", "ยาดมสมุนไพร"),
            ("ไผ่", "เครื่องจักสานไม้ไผ่"),
            ("ดำเนินการ 2553", "คู่มือการดำเนินการปี 2553"),
            ("ด าเนินการ ๒๕๕๓", "คู่มือการดำเนินการปี 2553"),
            ("ปลาดุก", "ปลาดุกแดดเดียว"),
        ] {
            let found = names_found(&anyone, typed).await;
            assert!(found.iter().any(|one| one == name), "{typed} must find {name}, but found {found:?}");
        }
        assert!(names_found(&anyone, "คอมพิวเตอร์").await.is_empty());
    }

    /// What answers report is added up, and taken back with the answer.
    async fn what_people_report_stays_with_the_technology(world: World) {
        let trang = world.trang().await;
        let technology = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await;
        let told = Outcome { applied: true, benefits: vec![Benefit::Income, Benefit::Jobs] };
        let silent = Outcome::default();
        let jobs = Outcome { applied: true, benefits: vec![Benefit::Jobs] };
        reported(&world, &technology, &[told.clone(), told, silent], &[jobs]).await;
        let page = world.anyone().get(format!("/technologies/{}", technology.code)).await.expect(200);
        page.must_say("ผู้ตอบแบบติดตามผล 2 คน นำไปใช้แล้ว 1 คน").must_say("สร้างรายได้: 2 คน").must_say("สร้างงาน: 1 คน");
    }

    /// A clinic's page says what it offers.
    async fn a_clinics_page_lists_what_it_offers(world: World) {
        let chonburi = world.chonburi().await;
        offered(&world, &chonburi, "เตาชีวมวล", "เตาประหยัดฟืน").await;
        world.anyone().get("/clinics/chonburi").await.expect(200).must_say("เตาชีวมวล");
    }

    /// The API speaks of the same things, and says in a problem document what is wrong.
    async fn the_api_lists_and_writes_technologies(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let told = serde_json::json!({"clinic": "trang", "name_th": "เตาชีวมวล", "summary_th": "เตาประหยัดฟืน", "field": "พลังงาน",
            "kind": "research", "province": "92", "benefits": ["lower_expenses"]});
        world.anyone().post_json("/api/v1/technologies", told.clone()).await.expect(401);
        let wrong = manager.post_json("/api/v1/technologies", serde_json::json!({"clinic": "trang", "readiness": "10"})).await.expect(422);
        assert_eq!(wrong.headers["content-type"], "application/problem+json");
        assert!(wrong.json()["errors"].as_array().is_some_and(|errors| errors.iter().any(|one| one["field"] == "readiness")));
        let made = manager.post_json("/api/v1/technologies", told).await.expect(201).json();
        let code = made["code"].as_str().expect("a code").to_owned();
        assert_eq!((made["status"].as_str(), made["benefits"][0].as_str()), (Some("draft"), Some("lower_expenses")));
        world.anyone().get(format!("/api/v1/technologies/{code}")).await.expect(404);
        manager.post_json(&format!("/api/v1/technologies/{code}/publish"), serde_json::json!({})).await.expect(200);
        let list = world.anyone().get("/api/v1/technologies?q=%E0%B9%80%E0%B8%95%E0%B8%B2").await.expect(200).json();
        assert_eq!(list["items"][0]["code"].as_str(), Some(code.as_str()));
        assert_eq!(list["items"][0]["clinic"].as_str(), Some("trang"));
        assert!(list["next_cursor"].is_null());
    }

    /// Pages follow one another without a gap, in Thai order and by words alike.
    async fn pages_of_the_list_follow_without_a_gap(world: World) {
        let trang = world.trang().await;
        for number in 0..25 {
            offered(&world, &trang, &format!("ปลานิลสูตร {number}"), "เลี้ยงปลา").await;
        }
        for q in ["", "ปลา"] {
            let (mut seen, mut cursor) = (std::collections::BTreeSet::new(), String::new());
            loop {
                let address = kit::web::address("/api/v1/technologies", &[("q", q), ("limit", "10"), ("cursor", &cursor)]);
                let page = world.anyone().get(address).await.expect(200).json();
                seen.extend(page["items"].as_array().expect("items").iter().map(|one| one["code"].to_string()));
                let Some(next) = page["next_cursor"].as_str() else { break };
                cursor = next.to_owned();
            }
            assert_eq!(seen.len(), 25, "asked for {q:?}");
        }
    }

    /// A file goes in, changes what is there, and comes out in the same shape.
    async fn a_register_goes_in_and_comes_out_in_one_shape(world: World) {
        world.trang().await;
        let csv = "code,name_th,summary_th,kind,holder,clinic,province,readiness\n\
            A1,เตาชีวมวล,เตาประหยัดฟืน,ผลงานวิจัย,,trang,,๘\n\
            A2,ย้อมผ้าจากเปลือกไม้,สีธรรมชาติ,local_wisdom,กลุ่มทอผ้า,,ตรัง,\n\
            A3,ภูมิปัญญาไม่ทราบเจ้าของ,สมุนไพร,local_wisdom,,trang,92,\n";
        assert_eq!(world.bring("technologies", csv).await, [3, 0, 0]);
        assert_eq!(world.bring("technologies", csv).await, [0, 0, 3]);
        assert_eq!(names_found(&world.anyone(), "ย้อมผ้า").await, ["ย้อมผ้าจากเปลือกไม้"]);
        assert!(names_found(&world.anyone(), "สมุนไพร").await.is_empty(), "nobody's wisdom waits as a draft");

        let written = Written::default();
        let mut sheet = Sheet::begin(Format::Csv, Technologies::COLUMNS, Box::new(written.clone())).expect("a sheet");
        Technologies::export(&world.app, &world.system(), &mut sheet).await.expect("written");
        sheet.finish().expect("finished");
        let text = written.text();
        assert!(text.contains("A1,เตาชีวมวล,,เตาประหยัดฟืน,,,research,,trang,92,8,"), "{text}");
        let again = Table::read(text.as_bytes(), Technologies::COLUMNS).expect("the same shape");
        assert_eq!(again.rows.len(), 3);

        let bad = "code,name_th,summary_th,kind,clinic,province,readiness\nB1,,x,magic,nowhere,แดนสนธยา,10\n";
        let table = Table::read(bad.as_bytes(), Technologies::COLUMNS).expect("a table");
        let known = Technologies::known(&world.app, &world.system(), &table.rows).await.expect("known");
        let errors = Technologies::check(&known, &table.rows[0]).expect_err("a bad row");
        let columns: Vec<_> = errors.iter().map(|(column, _)| column.to_owned()).collect();
        assert_eq!(columns, ["name_th", "kind", "readiness", "province", "clinic"]);
    }
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("the text").clone()).expect("UTF-8")
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("the text").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn local_wisdom_needs_a_holder_who_agreed() {
    use super::{Kind, Status, Technology};
    let clinic = crate::organisations::Clinic {
        id: uuid::Uuid::nil(),
        code: "x".into(),
        organisation: uuid::Uuid::nil(),
        name: kit::show::Bilingual::default(),
        province: "92".into(),
        answers_for: vec![],
        contacts: crate::organisations::Contacts::default(),
        version: 1,
    };
    let some = || Some("x".to_owned());
    for (kind, holder, consent, published) in [
        (Kind::Research, None, None, true),
        (Kind::LocalWisdom, None, None, false),
        (Kind::LocalWisdom, some(), None, false),
        (Kind::LocalWisdom, None, some(), false),
        (Kind::LocalWisdom, some(), some(), true),
    ] {
        let told = super::NewTechnology { kind, holder, consent, ..entered(&clinic, "ก", "ข") };
        let technology = Technology {
            id: uuid::Uuid::nil(),
            code: "T".into(),
            clinic: clinic.id,
            told,
            status: Status::Draft,
            invented: false,
            updated_at: kit::Timestamp::default(),
            version: 1,
        };
        assert_eq!(technology.published().is_ok(), published, "{kind:?}");
    }
}
