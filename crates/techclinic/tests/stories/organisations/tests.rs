//! Stories of clinics and of the institutes that form them.

use crate::testing::{day, stories};
use techclinic::organisations::{find_clinic, find_organisation, network_size, organisation_names_on};

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
        world.anyone().get("/clinics").await.expect(200).must_say("คลินิก 1 เครือข่าย จากสถาบัน 3 แห่ง");
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
        let manager = world.of_clinic(techclinic::rights::Role::ClinicManager, &world.trang().await).await;
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
        let manager = world.of_clinic(techclinic::rights::Role::ClinicManager, &world.trang().await).await;
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
        let reserved = [("code", "new"), ("kind", "institute"), ("name_th", "สมช่้าย"), ("province", "20")];
        officer.post("/organisations", &reserved).await.expect(422).must_say("โปรดใช้รหัสอื่น").must_say("สระหรือวรรณยุกต์ผิดที่");
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

    /// Two of one name and kind are most often one: the second is refused with the way to the first, by form,
    /// API and file, unless somebody says that it is another; then the trail keeps it.
    async fn an_organisation_is_not_entered_twice(world: World) {
        let officer = world.officer().await;
        let one = [("code", "u1"), ("kind", "institute"), ("name_th", "สถาบันสมมติ (ตรัง)"), ("province", "92"), ("once", "1")];
        officer.post("/organisations", &one).await.expect_see_other();
        let mut again = vec![("code", "u2"), ("kind", "institute"), ("name_th", "สถาบัน สมมติ ตรัง"), ("once", "2")];
        let page = officer.post("/organisations", &again).await.expect(422);
        assert!(page.all("#e-name_th").concat().contains("u1"), "{}", page.text());
        assert_eq!(page.hrefs("#e-name_th a"), ["/organisations/u1"]);
        assert_eq!(page.value_of("code").as_deref(), Some("u2"));
        assert!(!page.all("#f-another").is_empty(), "{}", page.text());
        let body = serde_json::json!({"code": "u2", "kind": "institute", "name_th": "สถาบันสมมติ (ตรัง)"});
        officer.post_json("/api/v1/organisations", body).await.expect(422);
        let agency = serde_json::json!({"code": "a1", "kind": "agency", "name_th": "สถาบันสมมติ (ตรัง)"});
        officer.post_json("/api/v1/organisations", agency).await.expect(201);
        let rows = "code,kind,name_th,another\nu2,institute,สถาบันสมมติ(ตรัง),\nu3,institute,สถาบันใหม่,\nu4,institute,สถาบัน ใหม่,\n\
            u5,institute,สถาบันสมมติ (ตรัง),ใช่\n";
        let checked = world.rehearsed("organisations", rows).await;
        let faults: Vec<_> = checked.faults.iter().map(|fault| (fault.row, fault.column.as_str())).collect();
        assert_eq!(faults, [(2, "name_th"), (4, "name_th")]);
        again.push(("another", "yes"));
        officer.post("/organisations", &again).await.expect_see_other();
        let kept = find_organisation(&world.app.db, "u2").await.expect("read").expect("there");
        let facts = kit::audit::trail(&world.app.db, kept.id).await.expect("a trail").remove(0).facts;
        assert_eq!(facts["another_than"], serde_json::json!(["u1"]));
        let other = "code,kind,name_th,another\nu6,institute,สถาบันสมมติ (ตรัง),yes\n";
        assert_eq!(world.bring("organisations", other).await, [1, 0, 0]);
        let kept = find_organisation(&world.app.db, "u6").await.expect("read").expect("there");
        assert_eq!(world.trail(kept.id).await, ["organisation.register"]);
        let file = world.export(&world.system(), "organisations").await;
        assert_eq!(world.bring("organisations", &file).await, [0, 0, 4], "what stands side by side is not asked again");
        // Whoever puts one right does not make it another's double.
        let right = [("name_th", "สถาบันสมมติ (ตรัง)"), ("kind", "institute"), ("version", "1")];
        officer.post("/organisations/a1/correct", &right).await.expect(422).must_say("คนละหน่วยงาน");
    }

    /// A file of institutes has the rule of the form: a local government is no institute of a clinic.
    async fn a_file_of_institutes_has_the_rule_of_the_form(world: World) {
        world.trang().await;
        world.bring("organisations", "code,kind,name_th\ncity,local_government,เทศบาลสมมติ\nu1,institute,สถาบันสมมติ\n").await;
        let checked = world.rehearsed("institutes", "clinic,institute\ntrang,city\ntrang,u1\n").await;
        let faults: Vec<_> = checked.faults.iter().map(|fault| (fault.row, fault.reason.id().to_owned())).collect();
        assert_eq!(faults, [(2, "organisations-institute-kind".to_owned())]);
    }

    /// organisation.rename (A3-08): a document keeps the name of its time. The ministry alone renames;
    /// names that would be borne at once are refused, and nothing typed is lost.
    async fn a_document_keeps_the_name_of_its_time(world: World) {
        let officer = world.officer().await;
        let manager = world.of_clinic(techclinic::rights::Role::ClinicManager, &world.trang().await).await;
        world.bring("organisations", "code,kind,name_th\nmost,ministry_office,กระทรวงเดิม\n").await;
        let rename = |name: &'static str, year: &'static str| {
            [("name_th", name), ("short", "วท."), ("from_day", "๔"), ("from_month", "4"), ("from_year", year), ("version", "")]
        };
        world.anyone().post("/organisations/most/rename", &rename("กระทรวงใหม่", "2535")).await.expect(401);
        manager.get("/organisations/most/rename").await.expect(403);
        manager.post("/organisations/most/rename", &rename("กระทรวงใหม่", "2535")).await.expect(403);
        officer.post("/organisations/none/rename", &rename("กระทรวงใหม่", "2535")).await.expect(404);
        let undated = officer.post("/organisations/most/rename", &[("name_th", "กระทรวงใหม่")]).await.expect(422);
        assert_eq!(undated.value_of("name_th").as_deref(), Some("กระทรวงใหม่"));
        officer.post("/organisations/most/rename", &rename("กระทรวงใหม่", "2560")).await.expect(422).must_say("ยังมาไม่ถึง");
        let old = officer.post("/organisations/most/rename", &rename("กระทรวงใหม่", "2400")).await.expect(422);
        assert!(old.all("#e-from")[0].contains("1 เมษายน 2435"), "{:?}", old.all(".field-error"));
        let old = serde_json::json!({"name_th": "กระทรวงใหม่", "from_day": "1", "from_month": "1", "from_year": "2400"});
        officer.post_json("/api/v1/organisations/most/rename", old).await.expect(422);
        let at = officer.post("/organisations/most/rename", &rename("กระทรวงใหม่", "๒๕๓๕")).await.expect_see_other();
        let early = officer.post("/organisations/most/rename", &rename("กระทรวงอื่น", "2530")).await.expect(422);
        early.must_say("ช่วงเวลาซ้อนกับชื่อ");
        let stale = [("name_th", "กระทรวงอื่น"), ("from_day", "1"), ("from_month", "1"), ("from_year", "2550"), ("version", "1")];
        officer.post("/organisations/most/rename", &stale).await.expect(409).must_say("กระทรวงใหม่");

        let page = world.anyone().get(&at).await.expect(200);
        assert_eq!(page.all("table th[scope=row]"), ["กระทรวงเดิม", "กระทรวงใหม่"]);
        page.must_say("3 เม.ย. 2535").must_say("วท.");
        let id = find_organisation(&world.app.db, "most").await.expect("read").expect("there").id;
        for (iso, name) in [("1992-04-03", "กระทรวงเดิม"), ("1992-04-04", "กระทรวงใหม่"), ("2010-05-10", "กระทรวงใหม่")] {
            let names = organisation_names_on(&world.app.db, [id], day(iso)).await.expect("read");
            assert_eq!(names[&id].th, name, "{iso}");
            let told = world.anyone().get(format!("/api/v1/organisations/most?on={iso}")).await.expect(200).json();
            assert_eq!((&told["name_on"]["name_th"], &told["name_th"]), (&name.into(), &"กระทรวงใหม่".into()));
        }
        // Who holds an old document finds whom it was about.
        let found = world.anyone().get(kit::web::address("/organisations", &[("q", "กระทรวงเดิม")])).await.expect(200);
        assert_eq!(found.all("#list th[scope=row]"), ["กระทรวงใหม่"]);
        assert_eq!(world.trail(id).await, ["organisation.rename"]);
    }

    /// organisation.correct: what was written down wrongly is put right, and no name is added.
    async fn a_wrong_name_is_put_right(world: World) {
        let officer = world.officer().await;
        world.bring("organisations", "code,kind,name_th\nu1,institute,สถาบันสมมุต\n").await;
        world.anyone().get("/organisations/u1/correct").await.expect(401);
        let form = officer.get("/organisations/u1/correct").await.expect(200);
        assert_eq!(form.value_of("name_th").as_deref(), Some("สถาบันสมมุต"));
        let fields = [("name_th", "สถาบันสมมติ"), ("kind", "private_institute"), ("province", "20"), ("version", "1")];
        officer.post("/organisations/u1/correct", &fields[..1]).await.expect(422).must_say("โปรดกรอกช่องนี้");
        officer.post("/organisations/u1/correct", &fields).await.expect(303);
        officer.post("/organisations/u1/correct", &fields).await.expect(409);
        let page = world.anyone().get("/organisations/u1").await.expect(200);
        page.must_say("สถาบันการศึกษาเอกชน");
        assert_eq!(page.all("table th[scope=row]"), ["สถาบันสมมติ"]);
        let one = find_organisation(&world.app.db, "u1").await.expect("read").expect("there");
        assert_eq!(world.trail(one.id).await, ["organisation.correct"]);
    }

    /// organisation.succeed (A3-08): one ministry follows another, never itself, not even by a detour.
    async fn one_ministry_follows_another(world: World) {
        let officer = world.officer().await;
        let rows = "code,kind,name_th\nmost,ministry_office,กระทรวงเดิม\nmhesi,ministry_office,กระทรวงใหม่\n";
        world.bring("organisations", rows).await;
        let follows = |successor: &'static str| [("successor", successor), ("source", "ประกาศสมมติ")];
        world.anyone().post("/organisations/most/succeed", &follows("mhesi")).await.expect(401);
        officer.post("/organisations/most/succeed", &follows("mhesi")[..1]).await.expect(422);
        officer.post("/organisations/most/succeed", &follows("none")).await.expect(422).must_say("ไม่พบหน่วยงานนี้");
        officer.post("/organisations/most/succeed", &follows("most")).await.expect(422).must_say("สืบต่อตัวเองไม่ได้");
        officer.post("/organisations/most/succeed", &follows("mhesi")).await.expect(303);
        officer.post("/organisations/mhesi/succeed", &follows("most")).await.expect(422).must_say("สืบต่อตัวเองไม่ได้");
        world.anyone().get("/organisations/most").await.expect(200).must_say("กระทรวงใหม่").must_say("ประกาศสมมติ");
        world.anyone().get("/organisations/mhesi").await.expect(200).must_say("สืบต่อจาก").must_say("กระทรวงเดิม");
        let told = world.anyone().get("/api/v1/organisations/most").await.expect(200).json();
        assert_eq!(told["successors"][0], "mhesi");
        let one = find_organisation(&world.app.db, "most").await.expect("read").expect("there");
        assert_eq!(world.trail(one.id).await, ["organisation.succeed"]);
    }

    /// clinic.add_institute and clinic.remove_institute (A2-02): a clinic is never without an institute.
    async fn a_clinic_is_never_without_an_institute(world: World) {
        let (officer, clinic) = (world.officer().await, world.trang().await);
        let manager = world.of_clinic(techclinic::rights::Role::ClinicManager, &clinic).await;
        world.bring("organisations", ORGANISATIONS).await;
        let bare = serde_json::json!({"code": "c1", "name_th": "คลินิกสมมติ", "province": "20"});
        officer.post_json("/api/v1/clinics", bare).await.expect(422);
        let leave = [("institute", "org-trang"), ("on_day", "1"), ("on_month", "5"), ("on_year", "2553")];
        let join = [("institute", "psu-trang"), ("on_day", "1"), ("on_month", "1"), ("on_year", "๒๕๕๓")];
        manager.get("/clinics/trang/institutes").await.expect(403);
        manager.post("/clinics/trang/add-institute", &join).await.expect(403);
        manager.post("/clinics/trang/remove-institute", &leave).await.expect(403);
        officer.post("/clinics/trang/remove-institute", &leave).await.expect(422).must_say("อย่างน้อยหนึ่งแห่ง");
        officer.post("/clinics/trang/add-institute", &[("institute", "none")]).await.expect(422).must_say("ไม่พบหน่วยงานนี้");
        world.bring("organisations", "code,kind,name_th\nministry,ministry_office,กระทรวงสมมติ\n").await;
        let ministry = [("institute", "ministry")];
        officer.post("/clinics/trang/add-institute", &ministry).await.expect(422).must_say("ไม่ใช่สถาบันหรือหน่วยงานวิจัย");
        officer.post("/clinics/trang/add-institute", &join).await.expect(303);
        officer.post("/clinics/trang/add-institute", &join).await.expect(422).must_say("เป็นสมาชิกของคลินิกอยู่แล้ว");
        officer.post("/clinics/trang/remove-institute", &leave).await.expect(422).must_say("เป็นเจ้าของคลินิก");
        world.anyone().get("/clinics/trang").await.expect(200).must_say("2 แห่ง").must_say("1 ม.ค. 2553");
        let before = [("institute", "psu-trang"), ("on_day", "1"), ("on_month", "12"), ("on_year", "2552")];
        officer.post("/clinics/trang/remove-institute", &before).await.expect(422).must_say("ต้องไม่มาก่อน");
        let left = [("institute", "psu-trang"), ("on_day", "30"), ("on_month", "4"), ("on_year", "2553")];
        officer.post("/clinics/trang/remove-institute", &left).await.expect(303);
        let page = world.anyone().get("/clinics/trang").await.expect(200);
        page.must_say("1 แห่ง").must_say("เคยเป็นสมาชิก").must_say("30 เม.ย. 2553");
        let size = network_size(&world.app.db).await.expect("counted");
        assert_eq!((size.clinics, size.institutes), (1, 1));
        assert_eq!(world.trail(clinic.id).await, ["clinic.register", "clinic.add_institute", "clinic.remove_institute"]);
        // By file too: whoever runs it stays, and nobody leaves before they joined.
        let file = "clinic,institute,joined,left\ntrang,org-trang,,2553-01-01\ntrang,psu,1 ม.ค. 2553,1 ม.ค. 2552\ntrang,psu-surat,1 ม.ค. 2553,\n";
        let faults = world.rehearsed("institutes", file).await.faults;
        assert_eq!(faults.iter().map(|fault| fault.column.as_str()).collect::<Vec<_>>(), ["left", "left"]);
    }

    /// clinic.correct: what was written down wrongly is put right; somebody else's change is shown.
    async fn an_officer_puts_a_clinic_right(world: World) {
        let (officer, clinic) = (world.officer().await, world.trang().await);
        let manager = world.of_clinic(techclinic::rights::Role::ClinicManager, &clinic).await;
        manager.get("/clinics/trang/correct").await.expect(403);
        let form = officer.get("/clinics/trang/correct").await.expect(200);
        assert_eq!(form.value_of("organisation").as_deref(), Some("org-trang"));
        let fields = [("organisation", "org-trang"), ("name_th", "คลินิกเทคโนโลยีตรังแก้แล้ว"), ("province", "92"), ("version", "1"), ("phone", "12"), ("email", "x"), ("web", "javascript:x")];
        manager.post("/clinics/trang/correct", &fields).await.expect(403);
        let page = officer.post("/clinics/trang/correct", &fields).await.expect(422);
        page.must_say("หมายเลขโทรศัพท์ไทย").must_say("อีเมลให้ครบ").must_say("ที่อยู่เว็บไซต์ให้ครบ");
        assert_eq!(page.value_of("name_th").as_deref(), Some("คลินิกเทคโนโลยีตรังแก้แล้ว"));
        officer.post("/clinics/trang/correct", &fields[..4]).await.expect(303);
        let overtaken = officer.post("/clinics/trang/correct", &fields[..4]).await.expect(409);
        overtaken.must_say("ค่าที่บันทึกไว้ล่าสุด");
        world.anyone().get("/clinics/trang").await.expect(200).must_say("คลินิกเทคโนโลยีตรังแก้แล้ว");
        assert_eq!(world.trail(clinic.id).await, ["clinic.register", "clinic.correct"]);
    }

    /// clinic.correct_contacts: the people of a clinic say themselves how to reach it, and nothing else.
    async fn a_clinic_puts_its_own_contacts_right(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let coordinator = world.of_clinic(techclinic::rights::Role::ClinicCoordinator, &trang).await;
        let other = world.of_clinic(techclinic::rights::Role::ClinicManager, &chonburi).await;
        let at = "/clinics/trang/correct-contacts";
        world.anyone().get(at).await.expect(401);
        other.get(at).await.expect(403);
        other.post(at, &[("phone", "075 201 708")]).await.expect(403);
        let form = coordinator.get("/clinics/trang").await.expect(200).link("แก้ไขช่องทางติดต่อ");
        let version = coordinator.get(&form).await.expect(200).value_of("version").expect("a version");
        let fields = [("phone", "๐๗๕ ๒๐๑ ๗๐๘ ต่อ 11"), ("email", "clinic@example.org"), ("name_th", "ชื่ออื่น"), ("version", version.as_str())];
        let wrong = [("phone", "12"), ("email", "clinic@example.org"), ("version", version.as_str())];
        let refused = coordinator.post(at, &wrong).await.expect(422);
        assert_eq!(refused.value_of("email").as_deref(), Some("clinic@example.org"));
        coordinator.post(at, &fields).await.expect(303);
        coordinator.post(at, &fields).await.expect(409);
        let page = world.anyone().get("/clinics/trang").await.expect(200);
        page.must_say("075 201 708").must_say("11").must_say(&trang.name.th);
        assert_eq!(world.trail(trang.id).await, ["clinic.register", "clinic.correct_contacts"]);
    }

    /// A2-11, B-19: people reach a clinic's office from any telephone, without script; what programs are
    /// given holds no address to send mail to.
    async fn contacts_are_read_by_people_and_gathered_by_no_program(world: World) {
        world.bring("organisations", ORGANISATIONS).await;
        let rows = "code,organisation,name_th,province,phone,email,web,contact\n\
            south,psu,คลินิกเทคโนโลยีใต้,90,\"0-2354-4466 ต่อ 118 , 120\",Office@Example.org,www.example.com,ไลน์ @clinic\n\
            east,psu,คลินิกเทคโนโลยีออก,20,,,,038-123-456 east@example.org\n";
        assert_eq!(world.bring("clinics", rows).await, [2, 0, 0]);
        let anyone = world.anyone();
        for path in ["/clinics", "/clinics/south", "/clinics/east", "/api/v1/clinics", "/api/v1/clinics/south", "/api/v1/clinics/east"] {
            let page = anyone.get(path).await.expect(200).body;
            assert!(!page.contains("example.org") && !page.contains("mailto"), "{path}");
        }
        let page = anyone.get("/clinics/south").await.expect(200);
        page.must_say("02 354 4466").must_say("ต่อ 118, 120").must_say("ไลน์ @clinic");
        assert!(page.hrefs("main a").contains(&"tel:+6623544466".to_owned()), "{:?}", page.hrefs("main a"));
        anyone.get("/clinics/south?lang=en").await.expect(200).must_say("ext. 118, 120");
        world.anyone().get("/clinics/east").await.expect(200).must_say("038 123 456");
        // The button is a plain form, which needs no script, and asks for nothing.
        let (action, fields) = world.anyone().get("/clinics/south").await.form("main form[method=post]");
        assert_eq!(action, "/clinics/south/contact");
        assert!(fields.iter().all(|(name, _)| name == "once"), "{fields:?}");
        anyone.get(&action).await.expect(405);
        let told = world.anyone().post(&action, &[]).await.expect(200);
        told.must_say("office@example.org");
        world.anyone().post("/clinics/none/contact", &[]).await.expect(404);
        let told = world.officer().await.get("/api/v1/clinics/south").await.expect(200).json();
        assert_eq!((&told["email"], &told["phone"]), (&"office@example.org".into(), &"+6623544466 ext 118, 120".into()));
        let file = world.export(&world.system(), "clinics").await;
        assert!(file.contains("+6638123456") && file.contains("east@example.org"), "{file}");
        assert_eq!(world.bring("clinics", &file).await, [0, 0, 2]);
    }

    /// Organisations, their names and who followed whom come in by file and go out as they came; rows
    /// that make no sense are named.
    async fn the_register_comes_in_and_goes_out_by_file(world: World) {
        let rows = "code,kind,name_th,province\nmost,ministry_office,กระทรวงใหม่,\ncity,องค์กรปกครองส่วนท้องถิ่น,เทศบาลสมมติ,ตรัง\nhall,province_office,สำนักงานจังหวัดสมมติ,92\n";
        assert_eq!(world.bring("organisations", rows).await, [3, 0, 0]);
        let names = "organisation,name_th,short,from,to,source\nmost,กระทรวงเดิม,,24 มี.ค. 2522,,กฎหมายสมมติ\nmost,กระทรวงใหม่,วท.,4 เม.ย. 2535,,กฎหมายสมมติ\n";
        let wrong = "organisation,name_th,from,to\nnone,ก,,\nmost,,,\nmost,ก,2535-01-01,2534-01-01\nmost,ข,31 ก.พ. 2553,\n";
        let faults = world.rehearsed("organisation-names", wrong).await.faults;
        assert_eq!(faults.iter().map(|fault| fault.column.as_str()).collect::<Vec<_>>(), ["organisation", "name_th", "to", "from"]);
        assert_eq!(world.bring("organisation-names", names).await, [1, 1, 0]);
        assert_eq!(world.bring("organisation-names", names).await, [0, 0, 2]);
        let file = world.export(&world.system(), "organisation-names").await;
        assert!(file.contains("กระทรวงเดิม") && file.contains("1992-04-04"), "{file}");
        assert_eq!(world.bring("organisation-names", &file).await, [0, 0, 4]);
        // A row that spells the latest name otherwise puts it right, and adds no name.
        let spelled = "code,kind,name_th\nmost,ministry_office,กระทรวงใหม่ที่แก้แล้ว\n";
        assert_eq!(world.bring("organisations", spelled).await, [0, 1, 0]);
        let page = world.anyone().get("/organisations/most").await.expect(200);
        assert_eq!(page.all("table th[scope=row]"), ["กระทรวงเดิม", "กระทรวงใหม่ที่แก้แล้ว"]);
        let steps = "predecessor,successor,on,source\nmost,hall,,เอกสารสมมติ\n";
        assert_eq!(world.bring("successions", steps).await, [1, 0, 0]);
        let file = world.export(&world.system(), "successions").await;
        assert_eq!(world.bring("successions", &file).await, [0, 0, 1]);
        let itself = "predecessor,successor,on,source\nmost,most,,เอกสารสมมติ\nmost,city,,\n";
        assert_eq!(world.rehearsed("successions", itself).await.faults.len(), 2);
        let places = world.anyone().get("/organisations?kind=local_government&province=92").await.expect(200);
        assert_eq!(places.all("#list th[scope=row]"), ["เทศบาลสมมติ"]);
        world.anyone().get("/api/v1/organisations?kind=x").await.expect(422);
    }

    /// The list costs one query, however long it is.
    async fn the_list_of_organisations_costs_one_query(world: World) {
        let few = world.queries_of(&world.anyone(), "/organisations").await;
        let rows: String = (0..40).map(|n| format!("o{n},agency,หน่วยงานสมมติ {n}\n")).collect();
        world.bring("organisations", &format!("code,kind,name_th\n{rows}")).await;
        assert_eq!(world.queries_of(&world.anyone(), "/organisations").await, few);
    }

    /// A2-10: a clinic's page shows what came to it and what it does.
    async fn a_clinic_shows_its_needs(world: World) {
        world.trang().await;
        let told = [("text", "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา"), ("group_kind", "housewives"), ("province", "92"), ("once", "1")];
        assert!(!world.anyone().get("/clinics/trang").await.expect(200).says("ตากกล้วย"));
        world.anyone().post("/needs", &told).await.expect(303);
        world.anyone().get("/clinics/trang").await.expect(200).must_say("ตากกล้วยแล้วขึ้นรา");
    }

    /// A2-12: the ministry, its successor and the sixteen agencies come in by file, with the names of their
    /// time; days that no source says stay unknown.
    async fn the_ministry_and_its_sixteen_agencies_come_in_by_file(world: World) {
        let file = |name: &str| match name {
            "organisations" => include_str!("../../../demo/history/organisations.csv"),
            "organisation-names" => include_str!("../../../demo/history/organisation-names.csv"),
            _ => include_str!("../../../demo/history/successions.csv"),
        };
        for (kind, counts) in [("organisations", [18, 0, 0]), ("organisation-names", [0, 18, 0]), ("successions", [1, 0, 0])] {
            assert_eq!(world.bring(kind, file(kind)).await, counts, "{kind}");
        }
        let short = kit::web::address("/organisations", &[("q", "สวทช.")]);
        let found = world.anyone().get(short).await.expect(200);
        assert_eq!(found.all("#list th[scope=row]"), ["สำนักงานพัฒนาวิทยาศาสตร์และเทคโนโลยีแห่งชาติ"]);
        let page = world.anyone().get("/organisations/most").await.expect(200);
        page.must_say("กระทรวงการอุดมศึกษา").must_say("ไม่ทราบ");
        world.anyone().get("/organisations/MOST").await.expect(308);
    }
}
