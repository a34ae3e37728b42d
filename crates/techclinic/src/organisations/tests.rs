//! Stories of clinics and of the institutes that form them.

use kit::table::Table;

use super::{Clinics, Institutes, Organisations, find_clinic, network_size};
use crate::exchange::{Change, Kind};
use crate::testing::{World, stories};

/// Brings in a file as the import does: known, checked, saved in one act.
async fn bring<K: Kind>(world: &World, csv: &str) -> Vec<Change> {
    let table = Table::read(csv.as_bytes(), K::COLUMNS).expect("a table");
    let known = K::known(&world.app, &world.system(), &table.rows).await.expect("known");
    let rows: Vec<K::Record> = table.rows.iter().map(|row| K::check(&known, row).expect("a good row")).collect();
    let act = world.app.act(&kit::Actor::system("test"), "import.run").await.expect("an act");
    let saved = K::save(&act, &rows).await.expect("saved");
    act.commit(&File(saved[0].id), kit::Facts::none()).await.expect("committed");
    saved.into_iter().map(|one| one.change).collect()
}

struct File(uuid::Uuid);

impl kit::Subject for File {
    fn id(&self) -> uuid::Uuid {
        self.0
    }
}

const ORGANISATIONS: &str = "code,kind,name_th,province\n\
    psu,institute,มหาวิทยาลัยสมมติ,สงขลา\npsu-trang,สถาบันการศึกษาของรัฐ,วิทยาเขตตรัง,92\npsu-surat,institute,วิทยาเขตสุราษฎร์,84\n";
const CLINICS: &str = "code,organisation,name_th,province,answers_for\nsouth,psu,คลินิกเทคโนโลยีใต้,90,ตรัง;90;สุราษฎร์ธานี\n";

stories! {
    /// G-15: a network of three institutes counts once as เครือข่าย and three times as แห่ง.
    async fn a_network_of_three_institutes_counts_once_and_three_times(world: World) {
        assert_eq!(bring::<Organisations>(&world, ORGANISATIONS).await, [Change::Added; 3]);
        assert_eq!(bring::<Clinics>(&world, CLINICS).await, [Change::Added]);
        let members = "clinic,institute\nsouth,psu\nsouth,psu-trang\nsouth,psu-surat\n";
        assert_eq!(bring::<Institutes>(&world, members).await, [Change::Unchanged, Change::Added, Change::Added]);
        let size = network_size(&world.app.db).await.expect("counted");
        assert_eq!((size.clinics, size.institutes), (1, 3));
        world.anyone().get("/clinics").await.expect(200).must_say("1 เครือข่าย จาก 3 แห่ง");
        world.anyone().get("/clinics/south").await.expect(200).must_say("3 แห่ง").must_say("วิทยาเขตตรัง");
    }

    /// Anyone finds the clinic of a province, by name, and what it offers.
    async fn anyone_finds_the_clinic_of_a_province(world: World) {
        bring::<Organisations>(&world, ORGANISATIONS).await;
        bring::<Clinics>(&world, CLINICS).await;
        assert_eq!(bring::<Clinics>(&world, CLINICS).await, [Change::Unchanged]);
        let chonburi = world.chonburi().await;
        let found = world.anyone().get("/clinics?province=92").await.expect(200);
        found.must_say("คลินิกเทคโนโลยีใต้");
        assert!(!found.says("คลินิกเทคโนโลยีชลบุรี"));
        let named = kit::web::address("/clinics", &[("q", "ชลบุรี")]);
        assert_eq!(world.anyone().get(named).await.expect(200).all("#list th[scope=row]"), ["คลินิกเทคโนโลยีชลบุรี"]);
        world.anyone().get("/clinics/none").await.expect(404);
        crate::technologies::testing::offered(&world, &chonburi, "เตาชีวมวล", "เตาประหยัดฟืน").await;
        world.anyone().get("/clinics/chonburi").await.expect(200).must_say("เตาชีวมวล");
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
}
