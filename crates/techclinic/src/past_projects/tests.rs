//! The years before the system: what is refused, what is kept, and that no figure counts it.

use crate::accounts::Role;
use crate::testing::stories;

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
}
