//! Stories of clinics and of the institutes that form them.

use super::{find_clinic, network_size};
use crate::testing::stories;

const ORGANISATIONS: &str = "code,kind,name_th,province\n\
    psu,institute,มหาวิทยาลัยสมมติ,สงขลา\npsu-trang,สถาบันการศึกษาของรัฐ,วิทยาเขตตรัง,92\npsu-surat,institute,วิทยาเขตสุราษฎร์,84\n";
const CLINICS: &str = "code,organisation,name_th,province,answers_for\nsouth,psu,คลินิกเทคโนโลยีใต้,90,ตรัง;90;สุราษฎร์ธานี\n";

stories! {
    /// G-15: a network of three institutes counts once as เครือข่าย and three times as แห่ง.
    async fn a_network_of_three_institutes_counts_once_and_three_times(world: World) {
        assert_eq!(world.bring("organisations", ORGANISATIONS).await, [3, 0, 0]);
        assert_eq!(world.bring("clinics", CLINICS).await, [1, 0, 0]);
        let members = "clinic,institute\nsouth,psu\nsouth,psu-trang\nsouth,psu-surat\n";
        assert_eq!(world.bring("institutes", members).await, [2, 0, 1]);
        let size = network_size(&world.app.db).await.expect("counted");
        assert_eq!((size.clinics, size.institutes), (1, 3));
        world.anyone().get("/clinics").await.expect(200).must_say("1 เครือข่าย จาก 3 แห่ง");
        world.anyone().get("/clinics/south").await.expect(200).must_say("3 แห่ง").must_say("วิทยาเขตตรัง");
    }

    /// Anyone finds the clinic of a province, by name, and what it offers.
    async fn anyone_finds_the_clinic_of_a_province(world: World) {
        world.bring("organisations", ORGANISATIONS).await;
        world.bring("clinics", CLINICS).await;
        assert_eq!(world.bring("clinics", CLINICS).await, [0, 0, 1]);
        world.chonburi().await;
        let found = world.anyone().get("/clinics?province=92").await.expect(200);
        found.must_say("คลินิกเทคโนโลยีใต้");
        assert!(!found.says("คลินิกเทคโนโลยีชลบุรี"));
        let named = kit::web::address("/clinics", &[("q", "ชลบุรี")]);
        assert_eq!(world.anyone().get(named).await.expect(200).all("#list th[scope=row]"), ["คลินิกเทคโนโลยีชลบุรี"]);
        world.anyone().get("/clinics/none").await.expect(404);
        let listed = world.anyone().get("/api/v1/clinics?limit=1").await.expect(200).json();
        assert!(listed["next_cursor"].is_string());
    }

    /// organisation.register and clinic.register: the ministry keeps the register, everyone else is
    /// refused, and a taken code is an error beside its field.
    async fn the_ministry_keeps_the_register(world: World) {
        let officer = world.officer().await;
        let manager = world.of_clinic(crate::rights::Role::ClinicManager, &world.trang().await).await;
        let organisation = serde_json::json!({"code": "u1", "kind": "institute", "name_th": "สถาบันสมมติ", "province": "20"});
        let clinic = serde_json::json!({"code": "c1", "organisation": "u1", "name_th": "คลินิกสมมติ", "province": "20"});
        world.anyone().post_json("/api/v1/organisations", organisation.clone()).await.expect(401);
        manager.post_json("/api/v1/organisations", organisation.clone()).await.expect(403);
        officer.post_json("/api/v1/clinics", clinic.clone()).await.expect(422);
        officer.post_json("/api/v1/organisations", organisation.clone()).await.expect(201);
        officer.post_json("/api/v1/organisations", organisation).await.expect(422);
        manager.post_json("/api/v1/clinics", clinic.clone()).await.expect(403);
        let made = officer.post_json("/api/v1/clinics", clinic).await.expect(201).json();
        assert_eq!(made["answers_for"][0], "20");
        let clinic = find_clinic(&world.app.db, "c1").await.expect("read").expect("there");
        assert_eq!(world.trail(clinic.id).await, ["clinic.register"]);
        assert_eq!(world.trail(clinic.organisation).await, ["organisation.register"]);
    }
    /// The same on pages: nothing typed is lost, what is wrong stands beside its field, and a form sent
    /// twice makes one.
    async fn an_officer_enters_an_organisation_and_its_clinic(world: World) {
        let officer = world.officer().await;
        let manager = world.of_clinic(crate::rights::Role::ClinicManager, &world.trang().await).await;
        let organisation = [("code", "u1"), ("kind", "institute"), ("name_th", "สถาบันสมมติ"), ("province", "20"), ("once", "1")];
        for address in ["/organisations/new", "/clinics/new"] {
            world.anyone().get(address).await.expect(401);
            manager.get(address).await.expect(403);
        }
        assert!(!manager.get("/clinics").await.expect(200).says("เพิ่มคลินิก"));
        officer.get("/clinics").await.expect(200).must_say("เพิ่มคลินิก");
        manager.post("/organisations", &organisation).await.expect(403);
        let wrong = officer.post("/organisations", &[("code", "u 1"), ("name_th", "สถาบันสมมติ")]).await.expect(422);
        wrong.must_say("ไม่มีช่องว่าง").must_say("โปรดกรอกช่องนี้");
        assert_eq!(wrong.value_of("name_th").as_deref(), Some("สถาบันสมมติ"));
        let next = officer.post("/organisations", &organisation).await.expect_see_other();
        assert_eq!(officer.post("/organisations", &organisation).await.expect_see_other(), next);
        officer.post("/organisations", &organisation[..4]).await.expect(422).must_say("รหัสนี้มีอยู่แล้ว");

        assert_eq!(officer.get(&next).await.expect(200).value_of("organisation").as_deref(), Some("u1"));
        let clinic = [("code", "c1"), ("organisation", "u1"), ("name_th", "คลินิกสมมติ"), ("province", "20"), ("answers_for", "ชลบุรี\nตรัง"), ("once", "2")];
        manager.post("/clinics", &clinic).await.expect(403);
        let mut unknown = clinic.to_vec();
        unknown[1].1 = "u2";
        let page = officer.post("/clinics", &unknown).await.expect(422);
        page.must_say("ไม่พบหน่วยงานนี้");
        assert_eq!(page.value_of("answers_for").as_deref().map(str::trim), Some("ชลบุรี\nตรัง"));
        assert_eq!(officer.post("/clinics", &clinic).await.expect_see_other(), "/clinics/c1");
        assert_eq!(officer.post("/clinics", &clinic).await.expect_see_other(), "/clinics/c1");
        let clinic = find_clinic(&world.app.db, "c1").await.expect("read").expect("there");
        assert_eq!(clinic.answers_for, ["20", "92"]);
        assert_eq!(world.trail(clinic.id).await, ["clinic.register"]);
    }
}
