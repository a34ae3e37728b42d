//! What plans of the state say: who writes it down, and that nothing stands under the wrong plan.

use crate::testing::stories;
use techclinic::accounts::{Role, Scope};

const HEAD: &str = "code,level,name_th,first_year,last_year,province,group,source\n";

stories! {
    /// plan_item.bring: every bad cell is named, then the good file is kept.
    async fn an_officer_brings_in_what_plans_say(world: World) {
        let bad = format!("{HEAD}I-1,ตำบล,,2556,2553,,,\nI-2,national,เป้าหมาย,,,92,,แผน\nI-3,group,เป้าหมาย,,,,,แผน\n");
        let faults = world.rehearsed("plan-items", &bad).await.faults;
        let columns: Vec<_> = faults.iter().map(|fault| (fault.row, fault.column.as_str())).collect();
        assert_eq!(columns, [(2, "level"), (2, "name_th"), (2, "source"), (2, "last_year"), (3, "province"), (4, "group")]);

        let good = format!("{HEAD}I-1,แผนพัฒนาจังหวัด,ยกระดับผลิตผลเกษตร,๒๕๕๓,2556,ตรัง,,แผนพัฒนาจังหวัดสมมติ หน้า 4\nI-2,group,เชื่อมโยงการท่องเที่ยว,,,,ใต้ชายแดน,ยุทธศาสตร์สมมติ\n");
        assert_eq!(world.bring("plan-items", &good).await, [2, 0, 0]);
        assert_eq!(world.bring("plan-items", &good).await, [0, 0, 2]);
        let page = world.anyone().get("/plan-items?level=province").await.expect(200);
        page.must_say("ยกระดับผลิตผลเกษตร").must_say("แผนพัฒนาจังหวัด").must_say("2553–2556");
        assert!(!page.says("เชื่อมโยงการท่องเที่ยว"));
        let listed = world.anyone().get("/api/v1/plan-items?q=ชายแดน").await.expect(200).json();
        assert_eq!((&listed["items"][0]["code"], &listed["items"][0]["first_year"]), (&"I-2".into(), &serde_json::Value::Null));
    }

    /// plan_item.register, plan_item.correct and plan_item.withdraw: a province's office writes down its own
    /// plan, and no other's.
    async fn a_province_enters_items_of_its_own_plan(world: World) {
        let form = |level: &'static str, province: &'static str, version: &'static str| {
            [("level", level), ("name_th", "ยกระดับผลิตผลเกษตร"), ("province", province),
                ("source", "แผนพัฒนาจังหวัดสมมติ"), ("version", version), ("once", province)]
        };
        world.anyone().post("/plan-items", &form("province", "92", "")).await.expect(401);
        world.roleless("somebody").await.post("/plan-items", &form("province", "92", "")).await.expect(403);
        let trang = world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await;
        trang.post("/plan-items", &form("province", "20", "")).await.expect(403);
        trang.post("/plan-items", &form("national", "", "")).await.expect(403);
        let refused = trang.post("/plan-items", &form("province", "", "")).await.expect(422);
        refused.must_say("โปรดกรอกช่องนี้").must_say("แผนพัฒนาจังหวัดสมมติ");
        trang.post("/plan-items", &form("province", "92", "")).await.expect(303);

        let code = world.anyone().get("/api/v1/plan-items").await.expect(200).json()["items"][0]["code"].clone();
        let code = code.as_str().expect("a code").to_owned();
        let correct = format!("/plan-items/{code}/correct");
        trang.post(&correct, &form("province", "20", "1")).await.expect(403);
        trang.post(&correct, &form("province", "92", "1")).await.expect(303);
        world.officer().await.post(&correct, &form("province", "92", "1")).await.expect(409);
        let chonburi = world.signed_in(Role::ProvinceOfficer, Scope::Province("20".to_owned())).await;
        let withdraw = format!("/plan-items/{code}/withdraw");
        chonburi.post(&withdraw, &[("text", "บันทึกซ้ำกับรายการอื่น")]).await.expect(403);
        trang.post(&withdraw, &[("text", "บันทึกซ้ำกับรายการอื่น"), ("version", "2")]).await.expect(303);
        world.anyone().get("/plan-items").await.expect(200).must_say("บันทึกซ้ำกับรายการอื่น");
        let id = techclinic::plan_items::find_by_code(&world.app.db, &code).await.expect("read").expect("kept").id;
        assert_eq!(world.trail(id).await, ["plan_item.register", "plan_item.correct", "plan_item.withdraw"]);
    }

    /// A1-07: a regional centre writes down what the plans of its provinces say, and of no other.
    async fn a_regional_centre_enters_items_of_the_plans_of_its_provinces(world: World) {
        let form = |province: &'static str| {
            [("level", "province"), ("name_th", "แปรรูปผลไม้ภาคใต้"), ("province", province),
                ("source", "แผนพัฒนาจังหวัดสมมติ"), ("once", province)]
        };
        let scope = Scope::Region { region: "south".to_owned(), provinces: vec!["92".to_owned(), "90".to_owned()] };
        let centre = world.signed_in(Role::RegionalOfficer, scope).await;
        centre.post("/plan-items", &form("20")).await.expect(403);
        centre.post("/plan-items", &form("92")).await.expect(303);
        centre.post("/plan-items", &[("level", "national"), ("name_th", "x"), ("source", "x"), ("once", "n")]).await.expect(403);
        world.anyone().get("/plan-items?province=92").await.expect(200).must_say("แปรรูปผลไม้ภาคใต้");
        centre.get("/desk").await.expect(200).must_say("รายการในแผนของรัฐ");
    }
}
