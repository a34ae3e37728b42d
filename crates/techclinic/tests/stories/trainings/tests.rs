//! The register of trainings: what is refused beside its column, and what stands on the clinic's page.

use chrono::NaiveDate;
use thai::FiscalYear;

use crate::testing::stories;
use techclinic::accounts::Role;
use techclinic::trainings::years_without;

const HEAD: &str = "code,fiscal_year,name_th,starts_on,ends_on,aims,participants,clinics,source\n";

stories! {
    /// training.bring: A2-05, a register of yearly trainings with their aims and who came.
    async fn what_staff_learned_is_kept_by_year(world: World) {
        world.trang().await;
        let bad = [
            ("R-1,25523,การเขียน,,,,,,", "fiscal_year"),
            ("R-1,2552,,,,,,,", "name_th"),
            ("R-1,2552,การเขียน,1 ต.ค. 2552,,,,,", "starts_on"),
            ("R-1,2552,การเขียน,5 ม.ค. 2552,4 ม.ค. 2552,,,,", "ends_on"),
            ("R-1,2552,การเขียน,,4 ม.ค. 2552,,,,", "starts_on"),
            ("R-1,2552,การเขียน,,,ความสุข,,,", "aims"),
            ("R-1,2552,การเขียน,,,,2,trang 3,", "participants"),
            ("R-1,2552,การเขียน,,,,,nowhere 3,", "clinics"),
            ("R-1,2552,การเขียน,,,,,trang 3; trang 1,", "clinics"),
        ];
        for (row, column) in bad {
            let faults = world.rehearsed("trainings", &format!("{HEAD}{row}\n")).await.faults;
            assert_eq!(faults.iter().map(|fault| fault.column.as_str()).collect::<Vec<_>>(), [column], "{row}");
        }
        let file = format!("{HEAD}R-1,๒๕๕๐,การเขียนเรื่องเผยแพร่,5 ม.ค. 2550,6 ม.ค. 2550,ประสิทธิผล; service_quality,๔๐,trang ๓,ข่าว\nR-2,2552,การวิเคราะห์ความต้องการ,,,,,,\n");
        assert_eq!(world.bring("trainings", &file).await, [2, 0, 0]);
        assert_eq!(world.bring("trainings", &file.replace("trang ๓", "trang 4")).await, [0, 1, 1]);
        let page = world.anyone().get("/trainings").await.expect(200);
        page.must_say("การเขียนเรื่องเผยแพร่").must_say("คุณภาพการให้บริการ").must_say("ไม่ทราบ").must_say("2551");
        world.anyone().get("/clinics/trang").await.expect(200).must_say("เข้าอบรม 4 คน");
        let english = world.anyone().get("/trainings?lang=en").await.expect(200);
        english.must_say("2550 (2006/07)").must_say("fiscal years 2551 (2007/08)");
        let listed = world.anyone().get("/api/v1/trainings").await.expect(200).json();
        assert_eq!(listed["items"][1]["clinics"][0], serde_json::json!({"clinic": "trang", "persons": 4}));
        let id = techclinic::trainings::list_by_codes(&world.app.db, vec!["R-1".into()]).await.expect("read").remove(0).id;
        assert_eq!(world.trail(id).await, ["training.bring", "training.bring"]);
        let officer = world.officer().await;
        let again = world.export(&officer.reader(), "trainings").await;
        assert_eq!(world.bring("trainings", &again).await, [0, 0, 2]);
    }

    /// training.register, training.correct and training.withdraw: the ministry keeps the register by hand too,
    /// by the rules of the file.
    async fn the_ministry_enters_corrects_and_withdraws_a_training(world: World) {
        let trang = world.trang().await;
        let form = |name: &'static str, version: &'static str| {
            vec![("fiscal_year", "๒๕๕๒"), ("name_th", name), ("starts_on_day", "5"), ("starts_on_month", "1"),
                ("starts_on_year", "2552"), ("aims", "effectiveness"), ("aims", "efficiency"), ("participants", "40"),
                ("clinics", "trang 3"), ("source", "ข่าว"), ("version", version), ("once", name)]
        };
        world.anyone().post("/trainings", &form("การเขียน", "")).await.expect(401);
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        coordinator.get("/trainings/new").await.expect(403);
        coordinator.post("/trainings", &form("การเขียน", "")).await.expect(403).must_say("เฉพาะเจ้าหน้าที่กระทรวง");
        let officer = world.officer().await;
        officer.get("/trainings/new").await.expect(200);
        let bad = [("fiscal_year", "2551"), ("name_th", " "), ("starts_on_day", "5"), ("starts_on_month", "1"),
            ("starts_on_year", "2552"), ("participants", "2"), ("clinics", "trang 3"), ("place", "ตรัง")];
        let page = officer.post("/trainings", &bad).await.expect(422);
        page.must_say("โปรดกรอกช่องนี้").must_say("วันแรกอยู่ในปีงบประมาณ 2552").must_say("น้อยกว่าจำนวนของคลินิก");
        assert_eq!((page.value_of("place").as_deref(), page.value_of("starts_on_day").as_deref()), (Some("ตรัง"), Some("5")));

        assert_eq!(officer.post("/trainings", &form("การเขียน", "")).await.expect_see_other(), "/trainings");
        officer.post("/trainings", &form("การเขียน", "")).await.expect(303);
        let training = techclinic::trainings::list(&world.app.db).await.expect("read").remove(0);
        assert_eq!((training.aims.len(), training.clinics[0].1, training.standing.version), (2, 3, 1));
        let at = format!("/trainings/{}", training.code);
        let correct = format!("{at}/correct");
        let shown = officer.get(&correct).await.expect(200);
        assert_eq!(shown.value_of("fiscal_year").as_deref(), Some("2552"));
        assert_eq!(shown.all("select[name=starts_on_month] option[selected]"), ["มกราคม"]);
        assert_eq!(shown.all("input[name=aims][checked]").len(), 2);
        coordinator.post(&correct, &form("การเล่า", "1")).await.expect(403);
        officer.post("/trainings/R-NONE/correct", &form("การเล่า", "1")).await.expect(404);
        officer.post(&correct, &form("การเล่าเรื่อง", "1")).await.expect(303);
        let colleague = world.officer().await;
        colleague.post(&correct, &form("การพูด", "1")).await.expect(409).must_say("การเล่าเรื่อง");

        let withdraw = format!("{at}/withdraw");
        let because = "ข่าวที่อ้างไม่ได้กล่าวถึงการอบรมนี้";
        coordinator.post(&withdraw, &[("text", because)]).await.expect(403);
        officer.get(&withdraw).await.expect(200).must_say("การเล่าเรื่อง");
        officer.post(&withdraw, &[("text", "ผิด"), ("version", "2")]).await.expect(422);
        officer.post(&withdraw, &[("text", because), ("version", "1")]).await.expect(409);
        officer.post(&withdraw, &[("text", because), ("version", "2")]).await.expect(303);
        colleague.post(&withdraw, &[("text", because), ("version", "3")]).await.expect(409).must_say("ถูกถอนไปก่อนแล้ว");
        let page = world.anyone().get("/trainings").await.expect(200);
        page.must_say(because).must_say("ถอนออกแล้ว");
        assert!(page.all("tbody tr").is_empty(), "it is in the list no more");
        assert!(!world.anyone().get("/clinics/trang").await.expect(200).says("การเล่าเรื่อง"));

        // No file brings it back unseen; a correction does.
        let file = format!("{HEAD}{},2552,การเล่าเรื่อง,,,,,,\n", training.code);
        let faults = world.rehearsed("trainings", &file).await.faults;
        assert_eq!(faults.iter().map(|fault| fault.reason.id()).collect::<Vec<_>>(), ["layout-told-file-withdrawn"]);
        officer.get(&correct).await.expect(200).must_say(because);
        officer.post(&correct, &form("การเล่าเรื่อง", "3")).await.expect(303);
        assert_eq!(world.anyone().get("/trainings").await.expect(200).all("tbody tr").len(), 1);
        assert_eq!(
            world.trail(training.id).await,
            ["training.register", "training.correct", "training.withdraw", "training.correct"]
        );
    }

    /// The API keeps the same register; a version that is not the latest is refused.
    async fn the_api_keeps_trainings_too(world: World) {
        world.trang().await;
        let body = serde_json::json!({"fiscal_year": "2552", "name_th": "การเขียน", "aims": ["efficiency"], "clinics": "trang 2"});
        world.anyone().post_json("/api/v1/trainings", body.clone()).await.expect(401);
        let officer = world.officer().await;
        let made = officer.post_json("/api/v1/trainings", body.clone()).await.expect(201).json();
        let at = format!("/api/v1/trainings/{}", made["code"].as_str().expect("a code"));
        officer.post_json(&format!("{at}/correct"), body.clone()).await.expect(409);
        let mut better = body;
        better["participants"] = "9".into();
        better["version"] = "1".into();
        let corrected = officer.post_json(&format!("{at}/correct"), better).await.expect(200).json();
        assert_eq!((&corrected["participants"], &corrected["version"]), (&9.into(), &2.into()));
        let reason = serde_json::json!({"text": "เอกสารไม่ได้กล่าวถึง"});
        let gone = officer.post_json(&format!("{at}/withdraw"), reason).await.expect(200).json();
        assert_eq!(gone["withdrawn"]["because"], "เอกสารไม่ได้กล่าวถึง");
        assert_eq!(world.anyone().get(&at).await.expect(200).json()["withdrawn"]["because"], "เอกสารไม่ได้กล่าวถึง");
        assert_eq!(world.anyone().get("/api/v1/trainings").await.json()["items"], serde_json::json!([]));
    }
}

#[test]
fn no_training_known_is_no_year_missing() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    assert!(years_without(&[], FiscalYear::of(today)).is_empty());
}
