//! The register of trainings: what is refused beside its column, and what stands on the clinic's page.

use chrono::NaiveDate;
use thai::FiscalYear;

use super::store;
use super::training::years_without;
use crate::testing::stories;

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
        let listed = world.anyone().get("/api/v1/trainings").await.expect(200).json();
        assert_eq!(listed["items"][1]["clinics"][0], serde_json::json!({"clinic": "trang", "persons": 4}));
        let id = store::list_by_codes(&world.app.db, vec!["R-1".into()]).await.expect("read").remove(0).id;
        assert_eq!(world.trail(id).await, ["training.bring", "training.bring"]);
        let officer = world.officer().await;
        let again = world.export(&officer.reader(), "trainings").await;
        assert_eq!(world.bring("trainings", &again).await, [0, 0, 2]);
    }
}

#[test]
fn no_training_known_is_no_year_missing() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    assert!(years_without(&[], FiscalYear::of(today)).is_empty());
}
