//! Stories of places: choosing one that is there, and entering a local government.

use crate::testing::stories;
use techclinic::rights::{Role, Scope};

const LIST: &str = "/places/local-governments";

/// เทศบาลตำบลเกล็ดแก้ว in อ.สัตหีบ, linked to ต.บางเสร่.
fn fields<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", "เทศบาลตำบลเกล็ดแก้ว"),
        ("aliases", "เกร็ดแก้ว\r\nเทศบาลตำบลเกร็ดแก้ว "),
        ("province", "20"),
        ("district", "2009"),
        ("subdistrict", "200904"),
        ("source", "แผนการมีส่วนร่วม พ.ศ. 2553"),
        ("once", "the same form"),
    ]
}

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    crate::testing::with(&fields(), &[(name, value)])
}

stories! {
    /// G-03: ต.วังวน is not offered under อ.สิเกา, and is found where it lies, in อ.กันตัง.
    async fn a_subdistrict_is_offered_only_within_its_district(world: World) {
        let anyone = world.anyone();
        let sikao = anyone.get("/needs/new?province=92&district=9205&step=places").await.expect(200);
        let offered = sikao.all("select[name='subdistrict'] option");
        assert!(offered.contains(&"บ่อหิน".to_owned()) && !offered.contains(&"วังวน".to_owned()), "{offered:?}");
        let kantang = anyone.get("/needs/new?province=92&district=9202&step=places").await.expect(200);
        assert!(kantang.all("select[name='subdistrict'] option").contains(&"วังวน".to_owned()));

        let codes = |answer: serde_json::Value| -> Vec<String> {
            let items = answer["items"].as_array().expect("items").clone();
            items.iter().map(|item| item["code"].as_str().expect("a code").to_owned()).collect()
        };
        let asked = |query: &str| format!("/api/v1/places?{query}");
        let wang_won = "q=%E0%B8%A7%E0%B8%B1%E0%B8%87%E0%B8%A7%E0%B8%99";
        let found = anyone.get(asked(wang_won)).await.expect(200).json();
        assert_eq!(found["items"][1]["full_name_th"], "ต.วังวน อ.กันตัง จ.ตรัง");
        assert_eq!(codes(found), ["650608", "920205"]);
        assert_eq!(codes(anyone.get(asked(&format!("{wang_won}&within=92"))).await.json()), ["920205"]);
        assert!(codes(anyone.get(asked(&format!("{wang_won}&within=9205"))).await.json()).is_empty());
        assert_eq!(codes(anyone.get(asked("within=9205")).await.json()).len(), 5);
        assert_eq!(codes(anyone.get(asked("limit=100")).await.json()).len(), 77);
    }

    /// G-04: a municipality is entered as a local government beside the tambon it belongs to, and is
    /// found under its misspelling.
    async fn a_municipality_is_found_under_its_misspelling(world: World) {
        let chonburi = world.chonburi().await;
        let staff = world.of_clinic(Role::ClinicCoordinator, &chonburi).await;
        let to = staff.post(LIST, &fields()).await.expect_see_other();
        assert!(to.starts_with(LIST), "{to}");
        for typed in ["%E0%B9%80%E0%B8%81%E0%B8%A5%E0%B9%87%E0%B8%94%E0%B9%81%E0%B8%81%E0%B9%89%E0%B8%A7", "%E0%B9%80%E0%B8%81%E0%B8%A3%E0%B9%87%E0%B8%94%E0%B9%81%E0%B8%81%E0%B9%89%E0%B8%A7"] {
            let page = world.anyone().get(format!("{LIST}?q={typed}")).await.expect(200);
            page.must_say("เทศบาลตำบลเกล็ดแก้ว").must_say("ต.บางเสร่ อ.สัตหีบ จ.ชลบุรี");
        }
        let none = world.anyone().get(format!("{LIST}?province=92")).await.expect(200);
        assert!(!none.says("เกล็ดแก้ว"));
        let called = techclinic::places::list_local_governments_called(&world.app.db, "ทต.เกร็ดแก้ว", "20").await.expect("read");
        assert_eq!(called.len(), 1);
        assert_eq!(called[0].told.aliases, ["เกร็ดแก้ว"]);
        let api = world.anyone().get("/api/v1/local-governments?province=20").await.expect(200).json();
        assert_eq!(api["items"][0]["full_name_th"], "เทศบาลตำบลเกล็ดแก้ว");
        assert_eq!(world.trail(called[0].id).await, ["local_government.register"]);
    }

    /// local_government.register: refused to strangers and to who reads only; a province's officer
    /// enters those of the province.
    async fn only_staff_enter_local_governments(world: World) {
        world.anyone().get(format!("{LIST}/new")).await.expect(401);
        world.anyone().post(LIST, &fields()).await.expect(401);
        let auditor = world.signed_in(Role::Auditor, Scope::Network).await;
        auditor.post(LIST, &fields()).await.expect(403).must_say("เจ้าหน้าที่คลินิกเทคโนโลยี");
        let elsewhere = world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await;
        elsewhere.post(LIST, &fields()).await.expect(403);
        let here = world.signed_in(Role::ProvinceOfficer, Scope::Province("20".to_owned())).await;
        here.get(format!("{LIST}/new")).await.expect(200);
        here.post(LIST, &fields()).await.expect(303);
        here.post(LIST, &fields()).await.expect(303);
        here.post(LIST, &with("once", "another")).await.expect(422).must_say("มีอยู่แล้ว");
    }

    /// What is wrong is said beside its field, and nothing typed is lost.
    async fn a_local_government_is_checked(world: World) {
        let officer = world.officer().await;
        let cases = [
            ("name", "", "โปรดกรอกช่องนี้"),
            ("name", "เกล็ดแก้ว", "โปรดเลือกประเภท"),
            ("kind", "city", "ประเภทที่เลือกไม่ตรงกับชื่อ"),
            ("province", "", "โปรดเลือกจังหวัด"),
            ("district", "9205", "อำเภอที่เลือกไม่ได้อยู่ในจังหวัดนี้"),
            ("source", " ", "โปรดกรอกช่องนี้"),
        ];
        for (field, typed, said) in cases {
            let page = officer.post(LIST, &with(field, typed)).await.expect(422);
            page.must_say(said);
            assert!(page.value_of("aliases").is_some_and(|text| text.contains("เกร็ดแก้ว")), "{field}");
        }
        officer.post(LIST, &with("step", "places")).await.expect(200).must_say("บางเสร่");
        let body = serde_json::json!({"name": "อบต.บ่อหิน", "province": "92", "source": "ทดสอบ"});
        let made = officer.post_json("/api/v1/local-governments", body).await.expect(201).json();
        assert_eq!(made["kind"], "subdistrict");
    }

    /// G-18: FY2553 has 76 provinces and FY2558 77; สงขลา belongs to ใต้ชายแดน on 29 March 2553 and no longer
    /// after 17 November 2560. What no source says is not known, and what is to be verified says so.
    async fn provinces_and_their_groups_are_those_of_the_day(world: World) {
        let groups = include_str!("../../../demo/history/province-groups.csv");
        assert_eq!(world.bring("province-groups", groups).await, [81, 0, 0]);
        assert_eq!(world.bring("province-groups", groups).await, [0, 0, 81]);
        let anyone = world.anyone();
        let years = [("2553", "76 จังหวัด"), ("2558", "77 จังหวัด"), ("๒๕๕๘", "77 จังหวัด")];
        for (year, many) in years {
            let page = anyone.get(kit::web::address("/places/provinces", &[("fiscal_year", year)])).await.expect(200);
            page.must_say(many);
            assert_eq!(page.says("บึงกาฬ"), year != "2553");
        }
        let songkhla = |body: serde_json::Value| {
            let items = body["items"].as_array().expect("items").clone();
            items.into_iter().find(|one| one["code"] == "90").expect("สงขลา")
        };
        for (day, group, verified) in [
            ("2010-03-29", "ภาคใต้ชายแดน", true),
            ("2017-11-16", "ภาคใต้ชายแดน", true),
            ("2017-11-17", "ภาคใต้ฝั่งอ่าวไทย", false),
        ] {
            let told = songkhla(anyone.get(format!("/api/v1/provinces?on={day}")).await.expect(200).json());
            assert_eq!((&told["group"]["name_th"], &told["group"]["verified"]), (&group.into(), &verified.into()), "{day}");
        }
        let before = songkhla(anyone.get("/api/v1/provinces?on=2005-01-01").await.expect(200).json());
        assert_eq!((&before["group"], &before["region_royal_society"]), (&serde_json::Value::Null, &"south".into()));
        // By the three fields, as a person types them.
        let asked = "/places/provinces?on_day=17&on_month=11&on_year=2560";
        anyone.get(asked).await.expect(200).must_say("ยังต้องตรวจสอบกับราชกิจจานุเบกษา").must_say("ทราบกลุ่มจังหวัดแล้ว 76 จังหวัด");
        let page = anyone.get("/places/provinces?on=2010-03-29").await.expect(200);
        page.must_say("ทราบกลุ่มจังหวัดแล้ว 5 จังหวัด").must_say("ไม่ทราบ");
        assert!(!page.says("รอตรวจสอบ"));
        anyone.get("/places/provinces?on_day=31&on_month=2&on_year=2553").await.expect(200).must_say("76 จังหวัด");
        let file = world.export(&world.system(), "province-groups").await;
        assert_eq!(world.bring("province-groups", &file).await, [0, 0, 81]);
    }

    /// What the records do not reach is not known, and a filter that makes no sense is answered beside it.
    async fn before_the_records_begin_nothing_is_known(world: World) {
        let anyone = world.anyone();
        for (asked, said) in [
            ("on_day=1&on_month=1&on_year=2400", "ไม่ทราบจังหวัดก่อนวันที่ 1 ธันวาคม 2536"),
            ("on=1993-11-30", "ไม่ทราบจังหวัดก่อนวันที่ 1 ธันวาคม 2536"),
        ] {
            let page = anyone.get(format!("/places/provinces?{asked}")).await.expect(200);
            assert!(page.all("#e-on").concat().contains(said), "{asked}: {}", page.text());
            assert!(page.all("#list").is_empty() && !page.says("76 จังหวัด"), "{asked}");
        }
        for asked in ["on=x", "fiscal_year=abc", "on_day=31&on_month=2&on_year=2553"] {
            let page = anyone.get(format!("/places/provinces?{asked}")).await.expect(200);
            assert!(!page.all("#e-on").is_empty(), "{asked}: {}", page.text());
            page.must_say("76 จังหวัด");
        }
        anyone.get("/api/v1/provinces?on=1993-12-01").await.expect(200);
        let told = anyone.get("/api/v1/provinces?on=1857-01-01").await.expect(422).json();
        assert_eq!(told["errors"][0]["field"], "on");
    }

    /// C-12: Bangkok is in no group, which is not the same as not known.
    async fn bangkok_is_in_no_group(world: World) {
        world.bring("province-groups", include_str!("../../../demo/history/province-groups.csv")).await;
        let page = world.anyone().get("/places/provinces?on=2018-01-01").await.expect(200);
        page.must_say("ไม่อยู่ในกลุ่มจังหวัด");
        assert!(page.all("#list td").iter().all(|cell| cell != "ไม่ทราบ"), "{}", page.text());
        let body = world.anyone().get("/api/v1/provinces?on=2018-01-01").await.expect(200).json();
        let none = body["items"].as_array().expect("items").iter().filter(|one| one["in_no_group"] == true);
        assert_eq!(none.map(|one| one["code"].clone()).collect::<Vec<_>>(), ["10"]);
    }

    /// A1-06: five centres, which need not cover the country: the provinces that none covers are named.
    async fn provinces_that_no_centre_covers_are_named(world: World) {
        world.anyone().get("/places/centres").await.expect(200).must_say("ยังไม่มีข้อมูลศูนย์");
        let centres = include_str!("../../../demo/history/regional-centres.csv");
        assert_eq!(world.bring("regional-centres", centres).await, [5, 0, 0]);
        let page = world.anyone().get("/places/centres").await.expect(200);
        page.must_say("71 จาก 76 จังหวัด").must_say("ศวภ.๑");
        assert!(page.all("#uncovered")[0].contains("ตรัง") && !page.all("#uncovered")[0].contains("ขอนแก่น"));
        // The order and the repeats of a list say nothing (B-09), and a centre that closed covers nothing.
        let more = "code,name_th,province,covers,to,source\ncentre-2,ศูนย์สอง,40,เลย;40; ขอนแก่น,,เอกสาร\ncentre-3,ศูนย์สาม,90,90,2550-01-01,เอกสาร\n";
        assert_eq!(world.bring("regional-centres", more).await, [0, 2, 0]);
        let told = world.anyone().get("/api/v1/regional-centres").await.expect(200).json();
        assert_eq!(told["items"][1]["covers"], serde_json::json!(["40", "42"]));
        assert_eq!(told["uncovered"].as_array().map(Vec::len), Some(71));
        let wrong = "code,name_th,province,covers,from,to,source\nx,ก,90,ไม่มีจังหวัดนี้,2553-01-01,2552-01-01,\n";
        let faults = world.rehearsed("regional-centres", wrong).await.faults;
        let columns: Vec<&str> = faults.iter().map(|fault| fault.column.as_str()).collect();
        assert_eq!(columns, ["covers", "to", "source"]);
        let wrong = "definition,group_th,province,source\n2550,ก,90,เอกสาร\n2551,ก,ไม่มีจังหวัดนี้,เอกสาร\n";
        assert_eq!(world.rehearsed("province-groups", wrong).await.faults.len(), 2);
    }
}
