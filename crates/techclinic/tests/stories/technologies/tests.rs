//! Stories of technologies: clinics write them, everyone finds them.

use kit::table::{Format, Sheet, Table};
use std::io::Write;
use std::sync::{Arc, Mutex};

use super::testing::{offered, reported};
use crate::testing::{Person, stories};
use techclinic::accounts::{Reader, Role};
use techclinic::exchange::Kind as _;
use techclinic::technologies::Technologies;
use techclinic::technologies::{Benefit, Outcome, find_by_code};

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
        ("requirements_th", "ที่โล่งรับแดด 6 x 8 เมตร"),
        ("cost_least", "๕,๐๐๐"),
        ("cost_most", "20000"),
        ("cost_th", "ค่าโครงเหล็กและแผ่นใส"),
        ("property", "petty_patent"),
        ("conditions_th", "อบรมการใช้ก่อนหนึ่งวัน"),
        ("evidence_th", "รายงานผลทดสอบ"),
        ("evidence_en", "Report of the tests"),
        ("benefits", "income"),
        ("benefits", "new_product"),
        ("once", "the same form"),
    ]
}

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    crate::testing::with(&fields(), &[(name, value)])
}

fn code_of(address: &str) -> String {
    address.rsplit('/').next().expect("a code").to_owned()
}

async fn names_found(person: &Person, words: &str) -> Vec<String> {
    let address = kit::web::address("/technologies", &[("q", words)]);
    person.get(address).await.expect(200).all("#list th[scope=row] a")
}

stories! {
    /// technology.register, technology.submit, technology.publish: refused to strangers and to other
    /// clinics, handed in by the own clinic, let pass by another's, and written in the trail.
    async fn a_clinic_writes_a_technology_and_another_clinic_lets_it_pass(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let reviewer = world.of_clinic(Role::ClinicManager, &chonburi).await;
        world.anyone().get("/technologies/new").await.expect(401);
        world.anyone().post("/technologies", &fields()).await.expect(401);
        reviewer.post("/technologies", &fields()).await.expect(403);

        coordinator.get("/technologies/new").await.expect(200);
        let missing = coordinator.post("/technologies", &with("name_th", "")).await.expect(422);
        assert_eq!(missing.value_of("summary_th").as_deref().map(str::trim), Some("อบกล้วยให้แห้งในหน้าฝนโดยไม่ขึ้นรา"));
        let turned = coordinator.post("/technologies", &with("cost_most", "100")).await.expect(422);
        turned.must_say("ค่าใช้จ่ายสูงสุดต้องไม่น้อยกว่า");
        let half = coordinator.post("/technologies", &with("evidence_th", "")).await.expect(422);
        assert_eq!(half.all("#e-evidence_th"), ["โปรดกรอกภาษาไทยด้วย"]);
        for field in ["benefits", "property", "disclosure", "commercial", "holder_kind"] {
            let unknown = coordinator.post("/technologies", &with(field, "ความสุข")).await.expect(422);
            unknown.must_say("ไม่มีตัวเลือก “ความสุข”");
        }
        let page = coordinator.post("/technologies", &fields()).await.expect_see_other();
        assert_eq!(coordinator.post("/technologies", &fields()).await.expect_see_other(), page, "the same form twice is one");
        let code = code_of(&page);
        coordinator.get(&page).await.expect(200).must_say("ฉบับร่าง").must_say("สร้างรายได้").must_say("ระดับ 7");
        coordinator.get("/technologies").await.expect(200).must_say("ฉบับร่างของคลินิกท่าน");
        let next = coordinator.get("/technologies/new").await.expect(200);
        assert_eq!(next.all("#known-fields option[value='การแปรรูปอาหาร']").len(), 1, "a field is offered to whoever writes next");
        world.anyone().get(&page).await.expect(404);
        reviewer.get(&page).await.expect(404);

        reviewer.post(format!("{page}/submit"), &[]).await.expect(404);
        coordinator.post(format!("{page}/submit"), &[]).await.expect(403);
        reviewer.post(format!("{page}/publish"), &[]).await.expect(404);
        manager.post(format!("{page}/submit"), &[]).await.expect_see_other();
        manager.post(format!("{page}/submit"), &[]).await.expect(409);
        manager.post(format!("{page}/publish"), &[]).await.expect(403).must_say("ผู้ตรวจต้องเป็นผู้จัดการหรือผู้อำนวยการของคลินิกอื่น");
        world.of_clinic(Role::ClinicDirector, &trang).await.post(format!("{page}/publish"), &[]).await.expect(403);
        world.officer().await.post(format!("{page}/publish"), &[]).await.expect(403);
        world.anyone().get(&page).await.expect(404);
        reviewer.get(format!("{page}/review")).await.expect(200).must_say("รายงานผลทดสอบ").must_say("Report of the tests");
        reviewer.post(format!("{page}/publish"), &[]).await.expect_see_other();
        reviewer.post(format!("{page}/publish"), &[]).await.expect(409);
        let public = world.anyone().get(&page).await.expect(200);
        public.must_say("ตู้อบกล้วยพลังงานแสงอาทิตย์").must_say("ประมาณ 5,000 ถึง 20,000 บาท").must_say("อนุสิทธิบัตร");
        public.must_say("ที่โล่งรับแดด 6 x 8 เมตร").must_say("คลินิกเทคโนโลยีชลบุรี");
        assert_eq!(names_found(&world.anyone(), "กล้วย").await.len(), 1);
        let english = world.anyone().get(format!("{page}?lang=en")).await.expect(200);
        assert!(english.says("Report of the tests") && !english.says("รายงานผลทดสอบ"), "{}", english.text());
        let id = find_by_code(&world.app.db, &code).await.expect("read").expect("there").id;
        assert_eq!(world.trail(id).await, ["technology.register", "technology.submit", "technology.publish"]);
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

    /// Local wisdom belongs to its holder: it is published only with their consent and credit, and their
    /// name is not (docs/requirements.md F6).
    async fn local_wisdom_is_published_only_with_consent_and_credit(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let reviewer = world.of_clinic(Role::ClinicDirector, &world.chonburi().await).await;
        let wisdom = [with("kind", "local_wisdom"), vec![("disclosure", "brief"), ("commercial", "agreed")]].concat();
        let page = manager.post("/technologies", &wisdom).await.expect_see_other();
        let draft = manager.get(&page).await.expect(200);
        let missing = ["credit_th", "consent", "consented_on"].map(|field| format!("{page}/revise#f-{field}"));
        assert_eq!(draft.hrefs("main a[href*='#f-']"), missing, "each leads to its field");
        assert_eq!(manager.get(format!("/api/v1{page}")).await.expect(200).json()["missing"].as_array().map(Vec::len), Some(3));
        let form = manager.get(format!("{page}/revise")).await.expect(200);
        assert_eq!(form.all("label[for=f-credit_th] .optional"), ["(ถ้าเป็นภูมิปัญญา ต้องกรอกก่อนส่งตรวจ)"]);
        assert_eq!(form.all("label[for=f-conditions_th] .optional"), ["(ต้องกรอกก่อนส่งตรวจ)"]);
        assert_eq!(form.all("label[for=f-conditions_en] .optional"), ["(ไม่บังคับ)"]);
        let refused = manager.post(format!("{page}/submit"), &[]).await.expect(422);
        assert!(!refused.all("#e-consent").is_empty() && !refused.all("#e-credit_th").is_empty(), "{}", refused.text());
        let version = refused.value_of("version").expect("a version");
        let agreed = [
            wisdom,
            vec![
                ("credit_th", "ชุมชนบ้านสมมติ"),
                ("consent", "ลงชื่อยินยอมต่อหน้าผู้ใหญ่บ้าน"),
                ("consented_on_day", "1"),
                ("consented_on_month", "5"),
                ("consented_on_year", "2553"),
                ("version", &version),
            ],
        ]
        .concat();
        manager.post(format!("{page}/revise"), &agreed).await.expect_see_other();
        assert!(!manager.get(&page).await.expect(200).says("ยังต้องกรอกก่อนส่งตรวจ"));
        manager.post(format!("{page}/submit"), &[]).await.expect_see_other();
        let review = reviewer.get(format!("{page}/review")).await.expect(200);
        review.must_say("คลินิกบันทึกเจ้าของ ความยินยอม และเครดิตครบแล้ว");
        assert!(!review.says("ศูนย์วิจัยพลังงาน") && !review.says("ลงชื่อยินยอม"), "no other clinic is told who holds it");
        reviewer.post(format!("{page}/publish"), &[]).await.expect_see_other();
        let public = world.anyone().get(&page).await.expect(200);
        public.must_say("ชุมชนบ้านสมมติ").must_say("เจ้าของภูมิปัญญาให้เผยแพร่เฉพาะสรุป");
        for hidden in ["ศูนย์วิจัยพลังงาน", "ลงชื่อยินยอม", "ที่โล่งรับแดด"] {
            assert!(!public.says(hidden), "{hidden} is not public");
        }
        let json = world.anyone().get(format!("/api/v1{page}")).await.expect(200).json();
        assert_eq!((json["holder"].as_str(), json["requirements_th"].as_str()), (Some("ชุมชนบ้านสมมติ"), None));
        manager.get(&page).await.expect(200).must_say("ลงชื่อยินยอม").must_say("ศูนย์วิจัยพลังงาน");
        // What was agreed to cannot be forgotten while everybody reads it.
        let version = manager.get(format!("{page}/revise")).await.value_of("version").expect("a version");
        let forgotten = [with("kind", "local_wisdom"), vec![("version", &version)]].concat();
        manager.post(format!("{page}/revise"), &forgotten).await.expect(409).must_say("ความยินยอมพร้อมวันที่");
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
        let told = Outcome { applied: true, benefits: vec![Benefit::Income, Benefit::Jobs], ..Outcome::default() };
        let silent = Outcome::default();
        let jobs = Outcome { applied: true, benefits: vec![Benefit::Jobs], ..Outcome::default() };
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
            "kind": "research", "province": "92", "benefits": ["lower_expenses"], "readiness": "๘", "requirements_th": "ลานดิน",
            "cost_least": "0", "cost_most": "0", "property": "open", "conditions_th": "อบรมก่อน",
            "evidence_th": "รายงานผลทดสอบ", "evidence_en": "Report of the tests"});
        world.anyone().post_json("/api/v1/technologies", told.clone()).await.expect(401);
        let wrong = manager.post_json("/api/v1/technologies", serde_json::json!({"clinic": "trang", "readiness": "10"})).await.expect(422);
        assert_eq!(wrong.headers["content-type"], "application/problem+json");
        assert!(wrong.json()["errors"].as_array().is_some_and(|errors| errors.iter().any(|one| one["field"] == "readiness")));
        let made = manager.post_json("/api/v1/technologies", told).await.expect(201).json();
        let code = made["code"].as_str().expect("a code").to_owned();
        assert_eq!((made["status"].as_str(), made["benefits"][0].as_str()), (Some("draft"), Some("lower_expenses")));
        world.anyone().get(format!("/api/v1/technologies/{code}")).await.expect(404);
        let reviewer = world.of_clinic(Role::ClinicManager, &world.chonburi().await).await;
        let at = |verb: &str| format!("/api/v1/technologies/{code}/{verb}");
        manager.post_json(&at("submit"), serde_json::json!({})).await.expect(200);
        manager.post_json(&at("publish"), serde_json::json!({})).await.expect(403);
        let waiting = reviewer.get("/api/v1/technology-reviews").await.expect(200).json();
        assert_eq!(waiting["items"][0]["status"].as_str(), Some("in_review"));
        reviewer.post_json(&at("publish"), serde_json::json!({"version": "99"})).await.expect(409);
        let shown = reviewer.post_json(&at("publish"), serde_json::json!({"version": "2"})).await.expect(200).json();
        assert_eq!((shown["cost_most_satang"].as_i64(), shown["property"].as_str()), (Some(0), Some("open")));
        assert_eq!((shown["evidence"].as_str(), shown["evidence_en"].as_str()), (Some("รายงานผลทดสอบ"), Some("Report of the tests")));
        let list = world.anyone().get("/api/v1/technologies?q=%E0%B9%80%E0%B8%95%E0%B8%B2").await.expect(200).json();
        assert_eq!(list["items"][0]["code"].as_str(), Some(code.as_str()));
        assert_eq!(list["items"][0]["clinic"].as_str(), Some("trang"));
        assert!(list["next_cursor"].is_null());
        for words in ["", "&q=%E0%B9%80%E0%B8%95%E0%B8%B2"] {
            for (field, found) in [("%E0%B8%9E%E0%B8%A5%E0%B8%B1%E0%B8%87%E0%B8%87%E0%B8%B2%E0%B8%99", 1), ("zzz", 0)] {
                let of = world.anyone().get(format!("/api/v1/technologies?field={field}{words}")).await.expect(200).json();
                assert_eq!(of["items"].as_array().map(Vec::len), Some(found), "{field}{words}");
            }
        }
        let offered = world.anyone().get("/technologies?field=zzz").await.expect(200).all("#filter-field option");
        assert_eq!(offered[1..], ["พลังงาน", "zzz"], "what was chosen stays chosen");
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
        let csv = "code,name_th,summary_th,kind,holder,clinic,province,readiness,cost_least,cost_most,property,evidence,evidence_en,benefits,credit_th,consent,consented,builds_on,published\n\
            A1,เตาชีวมวล,เตาประหยัดฟืน,ผลงานวิจัย,,trang,,๘,\"1,500\",๓๐๐๐,สิทธิบัตร,ผลทดสอบ,Test report,income; ลดรายจ่าย,,,,,1 มีนาคม 2553\n\
            A2,ย้อมผ้าจากเปลือกไม้,สีธรรมชาติ,local_wisdom,กลุ่มทอผ้า,,ตรัง,,,,,,,,กลุ่มทอผ้าบ้านสมมติ,ลงชื่อ,1 พฤษภาคม 2553,A1,\n\
            A3,ภูมิปัญญาไม่ทราบเจ้าของ,สมุนไพร,local_wisdom,,trang,92,,,,,,,,,,,,\n\
            A4,ภูมิปัญญาที่ยังไม่ยินยอม,ไม่มีใครยินยอม,local_wisdom,ยายสมมติ,trang,92,,,,,,,,,,,,\n";
        assert_eq!(world.bring("technologies", csv).await, [4, 0, 0]);
        assert_eq!(world.bring("technologies", csv).await, [0, 0, 4]);
        assert_eq!(names_found(&world.anyone(), "ย้อมผ้า").await, ["ย้อมผ้าจากเปลือกไม้"]);
        for hidden in ["สมุนไพร", "ยินยอม"] {
            assert!(names_found(&world.anyone(), hidden).await.is_empty(), "wisdom to which nobody agreed waits as a draft");
        }

        let written = Written::default();
        let mut sheet = Sheet::begin(Format::Csv, Technologies::COLUMNS, Box::new(written.clone())).expect("a sheet");
        Technologies::export(&world.app, &world.system(), &mut sheet).await.expect("written");
        sheet.finish().expect("finished");
        let text = written.text();
        assert!(text.contains("A1,เตาชีวมวล,,เตาประหยัดฟืน,,,research,,trang,92,8,"), "{text}");
        assert!(text.contains(",1500,3000,,,patent,,ผลทดสอบ,Test report,income; lower_expenses,"), "{text}");
        assert!(text.contains("published,2010-03-01,2012-03-01"), "{text}");
        let again = Table::read(text.as_bytes(), Technologies::COLUMNS).expect("the same shape");
        assert_eq!(again.rows.len(), 4);
        assert_eq!(world.bring("technologies", &text).await, [0, 0, 4], "what comes out goes in again as it was");
        let strangers = world.export(&Reader::anyone(kit::Lang::Th), "technologies").await;
        assert!(strangers.contains("กลุ่มทอผ้าบ้านสมมติ") && !strangers.contains("ลงชื่อ"), "{strangers}");
        // A file of fewer columns leaves what it does not speak of.
        let narrow = "code,name_th,summary_th,kind,clinic,province,evidence\nA1,เตาชีวมวลรุ่นสอง,เตาประหยัดฟืน,research,trang,92,ผลทดสอบใหม่\n";
        assert_eq!(world.bring("technologies", narrow).await, [0, 1, 0]);
        let kept = find_by_code(&world.app.db, "A1").await.expect("read").expect("there").told;
        assert!(kept.cost.is_said() && kept.benefits.len() == 2 && kept.property.is_some());
        let evidence = kept.evidence.expect("evidence");
        assert_eq!((evidence.th.as_str(), evidence.en.as_deref()), ("ผลทดสอบใหม่", Some("Test report")));

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
fn local_wisdom_needs_a_holder_who_agreed_and_chose_a_credit() {
    use techclinic::technologies::Holding;
    let some = || Some("x".to_owned());
    let credit = || Some(kit::show::Bilingual { th: "x".to_owned(), en: None });
    let agreed = Some(crate::testing::day("2010-05-01"));
    for (holder, consent, consented_on, credit, shown) in [
        (None, None, None, None, false),
        (some(), None, None, credit(), false),
        (None, some(), agreed, credit(), false),
        (some(), some(), None, credit(), false),
        (some(), some(), agreed, None, false),
        (some(), some(), agreed, credit(), true),
    ] {
        let holding = Holding { holder, consent, consented_on, credit, ..Holding::default() };
        assert_eq!(holding.may_be_shown().is_ok(), shown, "{holding:?}");
    }
}
