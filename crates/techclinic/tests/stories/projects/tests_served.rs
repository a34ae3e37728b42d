//! Stories of what a plan transfers and which plans of the state it serves, chosen in its form.

use super::testing::{approved, decided, proposed};
use crate::integration_plans::testing::open;
use crate::technologies::testing::offered;
use crate::testing::{World, stories};
use techclinic::accounts::Role;

/// Two items of plans.
const ITEMS: &str = "code,level,name_th,first_year,last_year,province,source\n\
    I-1,province,ยกระดับผลิตผลเกษตร,2553,2556,92,แผนพัฒนาจังหวัดสมมติ\n\
    I-2,national,เศรษฐกิจฐานราก,2550,2554,,แผนชาติสมมติ\n";

/// A draft works in one subdistrict.
async fn place(world: &World, project: &str) {
    let head = "code,name_th,fiscal_year,programme,lead_clinic,areas\n";
    world.bring("projects", &format!("{head}{project},อบกล้วย,2553,transfer,trang,ตรัง: ต.บ่อหิน อ.สิเกา | trang\n")).await;
}

stories! {
    /// project.choose_technology, project.leave_technology: from the published catalogue, by words or code; then the
    /// plan is told of another project that brings the same technology to the same place.
    async fn a_technology_is_chosen_in_the_form_and_the_warning_of_the_same_work_knows_it(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let code = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วยให้แห้งสม่ำเสมอ").await.code;
        let chosen = [("technology", code.as_str()), ("q", "กล้วย")];
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let earlier = proposed(&world, &trang, "อบกล้วยปีแรก", &[(&trang, "บ้านพรุจูด")]).await.code;
        let later = proposed(&world, &trang, "อบกล้วยอีกครั้ง", &[(&trang, "บ้านพรุจูด")]).await;
        for project in [&earlier, &later.code] {
            place(&world, project).await;
        }
        manager.post(format!("/projects/{earlier}/choose-technology"), &chosen).await.expect(303);
        decided(&world, &trang, &earlier).await;

        let page = format!("/projects/{}/served", later.code);
        let choose = format!("/projects/{}/choose-technology", later.code);
        world.anyone().get(&page).await.expect(401);
        world.of_clinic(Role::ClinicManager, &chonburi).await.post(&choose, &chosen).await.expect(404);
        manager.get(&page).await.expect(200).must_say("ยังไม่มีข้อมูลในส่วนนี้");
        manager.get(format!("{page}?q=จรวด")).await.expect(200).must_say("ไม่พบเทคโนโลยีที่เผยแพร่แล้ว");
        for q in ["กล้วย", code.as_str()] {
            manager.get(format!("{page}?q={q}")).await.expect(200).must_say("ตู้อบกล้วย");
        }
        manager.post(&choose, &[("technology", "T-NONE")]).await.expect(422).must_say("ไม่มีเทคโนโลยีที่เผยแพร่แล้วซึ่งมีรหัส “T-NONE”");
        let on = manager.post(&choose, &chosen).await.expect_see_other();
        let page = manager.get(&on).await.expect(200);
        page.must_say("ตู้อบกล้วย").must_say(&earlier);
        manager.post(&choose, &[("technology", code.as_str()), ("once", "2")]).await.expect(422).must_say("เลือกรายการนี้ไว้แล้ว");
        manager.get(format!("/projects/{}", later.code)).await.expect(200).must_say(&earlier).must_say("ตู้อบกล้วย");
        let leave = format!("/projects/{}/leave-technology", later.code);
        manager.post(&leave, &chosen).await.expect(303);
        manager.post(&leave, &[("technology", code.as_str()), ("once", "3")]).await.expect(409);
        assert!(!manager.get(format!("/projects/{}", later.code)).await.expect(200).says(&earlier));
        manager.post(format!("/projects/{earlier}/leave-technology"), &chosen).await.expect(409);
        let trail = world.trail(later.id).await;
        assert_eq!(trail[trail.len() - 2..], ["project.choose_technology", "project.leave_technology"]);
    }

    /// What a plan transferred on a day that is past stands on its page of that day, chosen later or left since.
    async fn a_past_day_knows_what_the_plan_transferred_then(world: World) {
        world.stand_on("2010-06-28");
        let trang = world.trang().await;
        let code = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วยให้แห้งสม่ำเสมอ").await.code;
        let chosen = [("technology", code.as_str())];
        let project = proposed(&world, &trang, "อบผลไม้ในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await.code;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        world.stand_on("2010-06-29");
        manager.post(format!("/projects/{project}/choose-technology"), &chosen).await.expect(303);
        world.stand_on("2010-06-30");
        manager.post(format!("/projects/{project}/leave-technology"), &chosen).await.expect(303);
        for (day, transferred) in [(28, false), (29, true), (30, false)] {
            let page = manager.get(format!("/projects/{project}/as-of?on_day={day}&on_month=6&on_year=2553")).await.expect(200);
            assert_eq!(page.says("ตู้อบกล้วย"), transferred, "{day}");
        }
    }

    /// project.serve_item, project.leave_item (docs/requirements.md A3-06): an item of a plan goes along with the
    /// project into the integration plan of its year.
    async fn a_project_serves_items_of_plans_and_takes_them_into_the_integration_plan(world: World) {
        world.stand_on("2010-05-10");
        let trang = world.trang().await;
        world.bring("plan-items", ITEMS).await;
        let project = proposed(&world, &trang, "อบกล้วย", &[(&trang, "บ้านพรุจูด")]).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let at = |verb: &str| format!("/projects/{}/{verb}", project.code);
        manager.get(at("served?plan=เกษตร")).await.expect(200).must_say("ยกระดับผลิตผลเกษตร");
        manager.post(at("serve-item"), &[("item", "I-9")]).await.expect(422).must_say("ไม่มีรายการในแผนของรัฐที่มีรหัส “I-9”");
        manager.post(at("serve-item"), &[("item", "I-1")]).await.expect(303);
        manager.post(at("serve-item"), &[("item", "I-2")]).await.expect(303);
        manager.post(at("leave-item"), &[("item", "I-2")]).await.expect(303);
        let whole = manager.get(format!("/api/v1/projects/{}", project.code)).await.expect(200).json();
        assert_eq!(whole["plan_items"], serde_json::json!(["I-1"]));
        decided(&world, &trang, &project.code).await;
        manager.post(at("serve-item"), &[("item", "I-2")]).await.expect(409);
        world.anyone().get(format!("/projects/{}", project.code)).await.expect(200).must_say("ยกระดับผลิตผลเกษตร");

        open(&world, 2553, None, None).await;
        approved(&world, &trang, "ตู้อบแห้ง", &[(&trang, "บ้านพรุจูด")]).await;
        let officer = world.officer().await;
        let compiled = officer.post_json("/api/v1/integration-plans/2553/compile", serde_json::json!({})).await.expect(200).json();
        assert_eq!(compiled["added"], 2);
        let rows = officer.get("/api/v1/integration-plans/rows?fiscal_year=2553").await.expect(200).json();
        let rows = rows["items"].as_array().expect("rows").clone();
        let row = rows.iter().find(|row| row["project"] == project.code).expect("a row");
        assert_eq!(row["plan_items"], serde_json::json!(["I-1"]), "a list says as much as a row alone");
        let row = row["code"].clone();
        let row = format!("/api/v1/integration-plans/rows/{}", row.as_str().expect("a code"));
        assert_eq!(officer.get(&row).await.expect(200).json()["plan_items"], serde_json::json!(["I-1"]));
        let again = officer.post_json("/api/v1/integration-plans/2553/compile", serde_json::json!({})).await.expect(200).json();
        assert_eq!((again["changed"].clone(), again["unchanged"].clone()), (0.into(), 2.into()));
    }

    /// Areas at mixed levels (docs/requirements.md A0-17): a subdistrict, a district and a local government stand beside
    /// one another; no list has them all with codes, so one that nobody entered says where it lies.
    async fn an_area_names_a_local_government_beside_subdistricts_and_districts(world: World) {
        let chonburi = world.chonburi().await;
        let head = "code,name_th,province,district,subdistrict,source\n";
        world.bring("local-governments", &format!("{head}LG-1,อบต.บางเสร่,ชลบุรี,สัตหีบ,บางเสร่,ทะเบียนสมมติ\n")).await;
        let project = proposed(&world, &chonburi, "อบกล้วย", &[(&chonburi, "ชลบุรี")]).await;
        let manager = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let at = format!("/projects/{}/edit?section=areas", project.code);
        let page = manager.get(&at).await.expect(200);
        let with = async |local_government: &str| {
            let typed = [
                ("area.0.place.0.row", ""), ("area.0.place.0.district", "สัตหีบ"),
                ("area.0.place.1.row", ""), ("area.0.place.1.subdistrict", "บ่อวิน"),
                ("area.0.place.2.row", ""), ("area.0.place.2.local_government", local_government),
            ];
            manager.fill_in(&page, "main form", &typed).await
        };
        with("บางเสร่").await.expect(422).must_say("โปรดขึ้นต้นด้วยชนิด");
        with("เทศบาลตำบลเขาใหม่").await.expect(422).must_say("โปรดเลือกตำบลหรืออำเภอที่ตั้งด้วย");
        with("อบต.บางเสร่").await.expect(303);
        let saved = techclinic::projects::find_by_code(&world.app.db, &project.code).await.expect("read").expect("there");
        let places = &saved.plan.areas[0].places;
        assert_eq!((places[0].code.as_deref(), places[0].local_government), (Some("2009"), None));
        assert!(places[2].local_government.is_some() && places[2].code.as_deref() == Some("200904"), "{places:?}");
        let page = manager.get(format!("/projects/{}", project.code)).await.expect(200);
        page.must_say("อบต.บางเสร่").must_say("สัตหีบ").must_say("บ่อวิน");
        manager.get(&at).await.expect(200).must_say("องค์กรปกครองส่วนท้องถิ่น");
    }

    /// A0-31: the lead and those who share the responsibility are typed, kept and shown apart.
    async fn lead_and_co_responsible_organisations_are_held_apart(world: World) {
        let trang = world.trang().await;
        let project = proposed(&world, &trang, "อบกล้วย", &[(&trang, "บ้านพรุจูด")]).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let at = format!("/projects/{}/edit?section=work", project.code);
        let form = manager.get(&at).await.expect(200);
        assert_eq!(form.value_of("lead_organisation").as_deref(), Some("คลินิก"));
        let typed = [("lead_organisation", "สส.สป.วท."), ("responsible", "คลินิกเทคโนโลยีตรัง\nสส.สป.วท.\nคณะทำงานการมีส่วนร่วม")];
        manager.fill_in(&form, "main form", &typed).await.expect(303);
        let saved = techclinic::projects::find_by_code(&world.app.db, &project.code).await.expect("read").expect("there");
        assert_eq!(saved.plan.responsible, ["สส.สป.วท.", "คลินิกเทคโนโลยีตรัง", "คณะทำงานการมีส่วนร่วม"]);
        let page = manager.get(format!("/projects/{}", project.code)).await.expect(200);
        page.must_say("ผู้รับผิดชอบหลัก: สส.สป.วท.").must_say("ผู้ร่วมรับผิดชอบ: คณะทำงานการมีส่วนร่วม");
    }
}
