//! Stories of the dashboard: every figure opens to its records, and none counts a rehearsal.

use crate::monitoring::testing::{participant, project};
use crate::testing::stories;
use techclinic::accounts::Role;
use techclinic::needs;

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
        page.must_say("เบิกจ่ายแล้ว 100,000.00 บาท");
        let rows = page.all("tbody tr");
        assert!(rows.iter().any(|row| row.contains("ตรัง") && row.contains("60,000.00")), "{rows:?}");
        page.must_say("ปีงบประมาณ พ.ศ. 2553").must_say("คนที่ได้รับการถ่ายทอด 19 คน").must_say("งบประมาณที่อนุมัติ 200,000.00 บาท");
        page.must_say("รายงานไตรมาสที่ส่งทันกำหนด 0/2");
        let tiles = page.all(".tile");
        assert!(tiles.len() >= 7 && tiles.iter().all(|tile| tile.contains("20 ก.ค. 2553") && tile.contains("จาก")), "{tiles:?}");
        assert_eq!(page.all(".tile .figure a").len(), tiles.len(), "each figure is a link");

        let behind = world.anyone().get("/dashboard/projects?fiscal_year=2553&province=92").await.expect(200);
        behind.must_say("โครงการทดสอบ").must_say("120,000.00").must_say("60,000.00");
        let other = world.anyone().get("/dashboard?fiscal_year=2553&province=20").await.expect(200);
        other.must_say("เบิกจ่ายแล้ว 40,000.00 บาท");
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

    /// G-25: the figures of needs open to a list of just these. What was told twice is one need, and what was
    /// told in another year is not among them.
    async fn figures_of_needs_open_to_just_these(world: World) {
        let world = world.unhurried();
        let trang = world.trang().await;
        let mut codes = Vec::new();
        for (day, text) in [
            ("2009-09-30", "น้ำบาดาลเค็มทั้งหมู่บ้าน ใช้รดผักแล้วผักตาย"),
            ("2010-05-10", "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน อยากได้วิธีตาก"),
            ("2010-05-11", "ตากกล้วยแล้วขึ้นราในหน้าฝน กลุ่มแม่บ้านอยากได้ตู้อบ"),
            ("2010-05-12", "ยางแผ่นไม่ได้ราคาเพราะความชื้นสูง อยากได้โรงรมควัน"),
        ] {
            world.stand_on(day);
            let place = [("province", "92"), ("district", "9205"), ("subdistrict", "920501")];
            let typed = [("text", text), ("group_kind", "housewives"), ("once", day)];
            world.anyone().post("/needs", &[place, typed].concat()).await.expect(303);
            let newest = needs::list(&world.app.db, &needs::Filter::default(), None).await.expect("read");
            codes.push(newest.items[0].code.clone());
        }
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/needs/{}/merge", codes[2]), &[("into", &codes[1])]).await.expect(303);
        manager.post(format!("/needs/{}/decline", codes[3]), &[("text", "มีโรงรมควันของสหกรณ์อยู่แล้วในตำบลเดียวกัน")]).await.expect(303);

        for (address, received, answered) in
            [("/dashboard", 2, 1), ("/dashboard?province=92", 2, 1), ("/dashboard?fiscal_year=2552", 1, 0), ("/dashboard?province=20", 0, 0)]
        {
            let page = world.anyone().get(address).await.expect(200);
            page.must_say(&format!("ความต้องการที่ได้รับ {received} เรื่อง")).must_say(&format!("ความต้องการที่มีผลแล้ว {answered} เรื่อง"));
            let ways = page.hrefs(".tile .figure a");
            for (way, counted) in ways.iter().zip([received, answered]) {
                assert_eq!(world.anyone().get(way).await.expect(200).all("tbody tr").len(), counted, "{address}: {way}");
            }
        }
        let front = world.anyone().get("/").await.expect(200);
        assert_eq!(front.hrefs(".tile .figure a")[0], "/needs?fiscal_year=2553");
        let decided = world.anyone().get("/api/v1/needs?fiscal_year=2553&answered=yes").await.expect(200).json();
        assert_eq!(decided["items"][0]["code"], codes[3].as_str());
        world.anyone().get("/api/v1/needs?answered=no").await.expect(422);
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
