//! The years before the system: what is refused, what is kept, and that no figure counts it.

use crate::testing::stories;
use techclinic::accounts::Role;

const HEAD: &str = "code,fiscal_year,name_th,organiser,clinic,province,budget_baht,recipients,source\n";

/// What the dashboard's tiles say.
fn tiles(page: &str) -> Vec<&str> {
    page.split("class=\"tile").skip(1).map(|tile| tile.split("</").next().unwrap_or("")).collect()
}

stories! {
    /// past_project.bring: every bad cell is named, then the good file is kept and read again.
    async fn an_officer_brings_in_the_years_before(world: World) {
        world.trang().await;
        let bad = format!("{HEAD}H-1,2545,ตู้อบ,มหาวิทยาลัย,nowhere,ตรังค์,พัน,-4,\n");
        let faults = world.rehearsed("past-projects", &bad).await.faults;
        let columns: Vec<_> = faults.iter().map(|fault| fault.column.as_str()).collect();
        assert_eq!(columns, ["fiscal_year", "clinic", "province", "budget_baht", "recipients", "source"]);

        let good = format!("{HEAD}H-1,๒๕๔๖,ตู้อบแห้ง,มหาวิทยาลัย,trang,ตรัง,\"150,000.50\",๔๐,รายงานประจำปี\n,2548,ปุ๋ยหมัก,สถาบัน,,,,,รายงานประจำปี\n");
        assert_eq!(world.bring("past-projects", &good).await, [2, 0, 0]);
        assert_eq!(world.bring("past-projects", &good.replace("๔๐", "41")).await, [1, 1, 0]);

        let page = world.anyone().get("/past-projects").await.expect(200);
        page.must_say("ตู้อบแห้ง").must_say("150,000.50").must_say("ไม่ทราบ").must_say("ยังไม่มีข้อมูลของปีงบประมาณ 2547");
        let english = world.anyone().get("/past-projects?lang=en").await.expect(200);
        english.must_say("fiscal years 2547 (2003/04)");
        assert_eq!(english.all("td[data-label='Fiscal year']"), ["2548 (2004/05)", "2548 (2004/05)", "2546 (2002/03)"]);
        let narrowed = world.anyone().get("/past-projects?fiscal_year=2548").await.expect(200);
        assert!(narrowed.body.contains("ปุ๋ยหมัก") && !narrowed.body.contains("ตู้อบแห้ง"));
        world.anyone().get("/clinics/trang").await.expect(200).must_say("ตู้อบแห้ง");
        let listed = world.anyone().get("/api/v1/past-projects?fiscal_year=2546").await.expect(200).json();
        assert_eq!((&listed["items"][0]["budget_satang"], &listed["items"][0]["recipients"]), (&15_000_050.into(), &41.into()));
    }

    /// What documents tell is never mixed with what the records prove.
    async fn no_figure_counts_the_past(world: World) {
        let dashboard = "/dashboard?fiscal_year=2549";
        let before = world.anyone().get(dashboard).await.expect(200).body;
        let file = format!("{HEAD}H-1,2549,ตู้อบแห้ง,มหาวิทยาลัย,,92,150000,40,รายงาน\n");
        assert_eq!(world.bring("past-projects", &file).await, [1, 0, 0]);
        assert_eq!(tiles(&world.anyone().get(dashboard).await.expect(200).body), tiles(&before));
        assert!(!world.anyone().get("/projects").await.expect(200).body.contains("ตู้อบแห้ง"));
    }

    /// Only the ministry writes down what was.
    async fn a_clinic_may_not_bring_in_the_past(world: World) {
        let trang = world.trang().await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let desk = coordinator.get("/desk/imports").await.expect(200);
        assert!(!desk.body.contains("past-projects"));
    }

    /// past_project.register, past_project.correct and past_project.withdraw: by hand as by file, and what is
    /// withdrawn is in no sum of a year.
    async fn the_ministry_enters_corrects_and_withdraws_a_project_of_the_past(world: World) {
        let trang = world.trang().await;
        let form = |recipients: &'static str, version: &'static str| {
            [("fiscal_year", "2549"), ("name_th", "ตู้อบแห้ง"), ("organiser", "มหาวิทยาลัย"), ("clinic", "trang"),
                ("province", "92"), ("budget_baht", "๑๕๐,๐๐๐"), ("recipients", recipients), ("source", "รายงาน หน้า 12"),
                ("version", version), ("once", recipients)]
        };
        world.anyone().post("/past-projects", &form("40", "")).await.expect(401);
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        director.post("/past-projects", &form("40", "")).await.expect(403);
        let officer = world.officer().await;
        officer.get("/past-projects/new").await.expect(200);
        let bad = [("fiscal_year", "2545"), ("name_th", "บ้านัุ"), ("organiser", "มหาวิทยาลัย"), ("budget_baht", "พัน")];
        let page = officer.post("/past-projects", &bad).await.expect(422);
        page.must_say("สระหรือวรรณยุกต์ผิดที่").must_say("โปรดกรอกปีงบประมาณระหว่าง 2546").must_say("อ่านจำนวนเงิน").must_say("โปรดกรอกช่องนี้");
        assert_eq!(page.value_of("organiser").as_deref(), Some("มหาวิทยาลัย"));

        officer.post("/past-projects", &form("40", "")).await.expect(303);
        let listed = || async { world.anyone().get("/api/v1/past-projects").await.expect(200).json()["items"].clone() };
        let items = listed().await;
        assert_eq!((&items[0]["budget_satang"], &items[0]["recipients"]), (&15_000_000.into(), &40.into()));
        let code = items[0]["code"].as_str().expect("a code").to_owned();
        let correct = format!("/past-projects/{code}/correct");
        assert_eq!(officer.get(&correct).await.expect(200).all("select[name=clinic] option[value=trang][selected]").len(), 1);
        officer.post(&correct, &form("41", "1")).await.expect(303);
        world.officer().await.post(&correct, &form("42", "1")).await.expect(409).must_say("41");
        let withdraw = format!("/past-projects/{code}/withdraw");
        director.post(&withdraw, &[("text", "บันทึกซ้ำกับรายการอื่น")]).await.expect(403);
        officer.post(&withdraw, &[("text", "บันทึกซ้ำกับรายการอื่น"), ("version", "2")]).await.expect(303);
        assert_eq!(listed().await, serde_json::json!([]));
        let page = world.anyone().get("/past-projects").await.expect(200);
        page.must_say("บันทึกซ้ำกับรายการอื่น");
        assert!(page.all("svg").is_empty() || !page.says("2549"), "no bar of a year counts it");
        assert!(!world.anyone().get("/clinics/trang").await.expect(200).says("ตู้อบแห้ง"));
        let id = techclinic::past_projects::find_by_code(&world.app.db, &code).await.expect("read").expect("kept").id;
        assert_eq!(world.trail(id).await, ["past_project.register", "past_project.correct", "past_project.withdraw"]);
        let at = format!("/api/v1/past-projects/{code}");
        assert_eq!(world.anyone().get(&at).await.expect(200).json()["withdrawn"]["because"], "บันทึกซ้ำกับรายการอื่น");
        let again = serde_json::json!({"fiscal_year": "2549", "name_th": "ตู้อบแห้ง", "organiser": "มหาวิทยาลัย", "source": "รายงาน", "version": "3"});
        world.anyone().post_json(&format!("{at}/correct"), again.clone()).await.expect(401);
        let stands = officer.post_json(&format!("{at}/correct"), again).await.expect(200).json();
        assert_eq!((&stands["withdrawn"], &stands["version"]), (&serde_json::Value::Null, &4.into()));
    }
}
