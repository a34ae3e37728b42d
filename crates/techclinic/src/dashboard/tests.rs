//! Stories of the dashboard: every figure opens to its records, and none counts a rehearsal.

use crate::monitoring::testing::{participant, project};
use crate::testing::stories;

stories! {
    /// G-25: every figure has its source, its as-of date and a way to its records; the project
    /// behind it opens to n, N and the formula.
    async fn every_figure_opens_to_its_records(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let made = project(&world, "P53-1", &[(&trang, 120), (&chonburi, 80)]).await;
        for _ in 0..12 {
            participant(&world, &made, 0, "female", "2010-05-02", false).await;
        }
        for _ in 0..7 {
            participant(&world, &made, 1, "male", "2010-05-02", false).await;
        }
        participant(&world, &made, 1, "male", "2010-05-02", true).await;
        world.stand_on("2010-07-20");
        let page = world.anyone().get("/dashboard").await.expect(200);
        page.must_say("ปีงบประมาณ พ.ศ. 2553").must_say("คนที่ได้รับการถ่ายทอด 19 คน").must_say("งบประมาณที่อนุมัติ 200,000.00 บาท");
        page.must_say("รายงานไตรมาสที่ส่งทันกำหนด 0/2");
        let tiles = page.all(".tile");
        assert!(tiles.len() >= 7 && tiles.iter().all(|tile| tile.contains("20 ก.ค. 2553") && tile.contains("จาก")), "{tiles:?}");
        assert_eq!(page.all(".tile .figure a").len(), tiles.len(), "each figure is a link");

        let behind = world.anyone().get("/dashboard/projects?fiscal_year=2553&province=92").await.expect(200);
        behind.must_say("โครงการทดสอบ").must_say("120,000.00");
        assert!(behind.all("tbody tr")[0].contains("12"));
        let indicator = world.anyone().get("/projects/P53-1/indicators/recipients").await.expect(200);
        indicator.must_say("ไม่รวมผู้ขอถอนข้อมูล").must_say("สูตรรุ่น 1").must_say("19 คน").must_say("20 กรกฎาคม 2553");

        let trang = world.anyone().get("/dashboard?fiscal_year=2553&province=92").await.expect(200);
        trang.must_say("คนที่ได้รับการถ่ายทอด 12 คน").must_say("รายงานไตรมาสที่ส่งทันกำหนด 0/1");
        let before = world.anyone().get("/dashboard?fiscal_year=2552").await.expect(200);
        before.must_say("ยังไม่มีบันทึกของปีงบประมาณนี้").must_say("ไม่ได้แปลว่าปีนี้ไม่มีงาน").must_say("ยังไม่มีรายงานถึงกำหนด");
        assert!(!before.says("0/0") && before.all("main a[href]").iter().any(|way| way.contains("ดูแผนและโครงการของปีนี้")));
        // Provinces stand in the reader's own alphabet: ชลบุรี before ตรัง, Chon Buri before Trang.
        let english = world.anyone().get("/dashboard?fiscal_year=2553&lang=en").await.expect(200);
        let options = english.all("select[name=province] option");
        let at = |name: &str| options.iter().position(|option| option.trim() == name);
        assert!(at("Amnat Charoen") == Some(1) && at("Krabi") < at("Lampang"), "{options:?}");
        world.anyone().get("/dashboard?fiscal_year=abc&province=zz").await.expect(200).must_say("19 คน");
    }

    /// The dashboard costs the same number of queries however many records there are.
    async fn the_dashboard_costs_the_same_however_many_records_there_are(world: World) {
        let trang = world.trang().await;
        world.stand_on("2010-07-20");
        let few = world.queries_of(&world.anyone(), "/dashboard").await;
        for at in 0..6 {
            let made = project(&world, &format!("P53-{at}"), &[(&trang, 20)]).await;
            participant(&world, &made, 0, "female", "2010-05-02", false).await;
        }
        assert_eq!(world.queries_of(&world.anyone(), "/dashboard").await, few);
        let list = world.queries_of(&world.anyone(), "/dashboard/projects").await;
        assert_eq!(list, 1);
    }
}
