//! Stories of places: choosing one that is there, and entering a local government.

use crate::rights::{Role, Scope};
use crate::testing::stories;

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
    let mut fields = fields();
    fields.retain(|(known, _)| *known != name);
    fields.push((name, value));
    fields
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
        let called = crate::places::list_local_governments_called(&world.app.db, "ทต.เกร็ดแก้ว", "20").await.expect("read");
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
}
