//! Plans as they stood: on a day, in an edition, and beside what they are now.

use techclinic::accounts::Role;
use techclinic::integration_plans;

use super::testing::{HEAD, open};
use crate::testing::{Person, World, stories};

/// What a program reads of the figures of the plan of 2555 at an address behind it.
async fn figures(person: &Person, at: &str) -> serde_json::Value {
    person.get(format!("/api/v1/integration-plans/2555{at}")).await.expect(200).json()["figures"].clone()
}

async fn bring(world: &World, rows: &str) {
    world.bring("integration-plan-rows", &format!("{HEAD}{rows}")).await;
}

/// A plan made over five days of October 2554, published on the twelfth: rows come, change, go and come back.
async fn made_over_days(world: &World) -> Vec<(&'static str, serde_json::Value)> {
    let mut told = Vec::new();
    for day in ["2011-10-03", "2011-10-05", "2011-10-07", "2011-10-10", "2011-10-12"] {
        world.stand_on(day);
        match day {
            "2011-10-03" => {
                open(world, 2555, None, None).await;
                bring(world, "B-1,2555,ตู้อบแห้ง,วว.,ตรัง,1000,,\nB-2,2555,ปุ๋ยหมัก,สวทช.,,2000,,\n").await;
                // What comes and changes on one day is kept as the day ended.
                bring(world, "B-2,2555,ปุ๋ยหมักอินทรีย์,สวทช.,,2500,,\n").await;
            }
            "2011-10-05" => {
                bring(world, "B-2,2555,ปุ๋ยหมักอินทรีย์,สวทช.,ชลบุรี,3000,,\nB-3,2555,เครื่องสีข้าว,มว.,ตรัง; กระบี่,4000,,\n").await;
            }
            "2011-10-07" => {
                let officer = world.officer().await;
                let why = [("text", "หน่วยงานขอถอนโครงการ"), ("version", "1")];
                officer.post("/integration-plans/rows/B-1/withdraw", &why).await.expect(303);
            }
            "2011-10-10" => {
                // A correction by hand makes what was withdrawn stand again.
                let row = [
                    ("fiscal_year", "2555"),
                    ("name_th", "ตู้อบแห้งพลังงานแสงอาทิตย์"),
                    ("agency_as_printed", "วว."),
                    ("provinces", "ตรัง"),
                    ("amount_baht", "1500"),
                    ("version", "2"),
                ];
                world.officer().await.post("/integration-plans/rows/B-1/correct", &row).await.expect(303);
            }
            _ => {
                integration_plans::freeze(&world.app, &world.system(), 2555).await.expect("frozen");
                integration_plans::publish(&world.app, &world.system(), 2555).await.expect("published");
            }
        }
        let auditor = world.officer().await;
        told.push((day, figures(&auditor, "").await));
    }
    told
}

stories! {
    /// What a plan said when a day ended is what everybody read that evening, to the digest, whatever came after.
    async fn a_plan_is_read_as_it_stood_on_a_day(world: World) {
        let told = made_over_days(&world).await;
        world.stand_on("2011-12-01");
        let officer = world.officer().await;
        for address in ["2555/as-of?on_day=2&on_month=10&on_year=2554", "2555/as-of?on_day=31&on_month=2&on_year=2554",
            "2555/as-of?on_day=1&on_month=1&on_year=2600", "2555/as-of?edition=9", "2555/as-of?edition=x"] {
            officer.get(format!("/integration-plans/{address}")).await.expect(422);
        }
        for address in ["2556/as-of", "x/as-of", "2555/files/projects.csv?edition=9"] {
            officer.get(format!("/integration-plans/{address}")).await.expect(404);
        }
        // Days on which it was not published are not strangers'.
        let day = "/integration-plans/2555/as-of?on_day=10&on_month=10&on_year=2554";
        let refused = world.anyone().get(day).await.expect(422);
        refused.must_say("ไม่มีข้อมูลของแผนนี้ ณ วันนั้น");
        assert_eq!(refused.value_of("on_day").as_deref(), Some("10"));
        world.anyone().get("/api/v1/integration-plans/2555/as-of/2011-10-10").await.expect(404);

        assert_ne!(told[0].1, told[1].1);
        for (day, evening) in &told {
            assert_eq!(figures(&officer, &format!("/as-of/{day}")).await, *evening, "{day}");
        }
        // Between two days nothing changed.
        assert_eq!(figures(&officer, "/as-of/2011-10-06").await, told[1].1);
        let days = officer.get("/api/v1/integration-plans/2555/as-of").await.expect(200).json();
        assert_eq!(days["days"], serde_json::json!(["2011-10-12", "2011-10-10", "2011-10-07", "2011-10-05", "2011-10-03"]));
        let open_days = world.anyone().get("/api/v1/integration-plans/2555/as-of").await.expect(200).json();
        assert_eq!(open_days["days"], serde_json::json!(["2011-10-12"]));

        let page = officer.get("/integration-plans/2555/as-of?on_day=๓&on_month=10&on_year=2554").await.expect(200);
        page.must_say("ข้อมูล ณ สิ้นวันที่ 3 ตุลาคม 2554").must_say("3,500.00").must_say("8,500.00");
        page.must_say("เครื่องสีข้าว").must_say("เพิ่มเข้ามาใหม่").must_say("2,500.00").must_say("3,000.00").must_say("ชลบุรี");
        assert!(!page.says("รวบรวมโครงการในระบบ"), "nothing is done in the past");
        let file = officer.get(&page.link("CSV")).await.expect(200);
        assert!(file.body.contains("ตู้อบแห้ง,") && !file.body.contains("เครื่องสีข้าว"));
    }

    /// While a published plan is made anew strangers read what was published, and the reason; the new edition stands
    /// beside the old one.
    async fn strangers_read_the_published_edition_while_the_next_is_made(world: World) {
        let told = made_over_days(&world).await;
        let published = &told[4].1;
        world.stand_on("2011-11-01");
        let officer = world.officer().await;
        officer.post("/integration-plans/2555/unfreeze", &[("text", "แก้งบประมาณตามมติคณะกรรมการ")]).await.expect(303);
        bring(&world, "B-3,2555,เครื่องสีข้าว,มว.,ตรัง; กระบี่,9000,,\n").await;
        let trang = world.trang().await;
        for person in [world.anyone(), world.of_clinic(Role::ClinicDirector, &trang).await] {
            let page = person.get("/integration-plans/2555").await.expect(200);
            page.must_say("ฉบับนี้เผยแพร่แล้วและยังใช้อยู่").must_say("แก้งบประมาณตามมติคณะกรรมการ").must_say("4,000.00");
            assert!(!page.says("9,000.00"), "what is being made is not shown");
            assert_eq!(figures(&person, "").await, *published);
            let json = person.get("/integration-plans/2555/files/projects.json").await.expect(200).json();
            assert_eq!((&json["figures"], &json["edition"]), (published, &1.into()));
            person.get("/integration-plans").await.expect(200).must_say("แผนบูรณาการสมมติ 2555");
            person.get("/integration-plans/rows?fiscal_year=2555").await.expect(404);
            assert_eq!(person.get("/api/v1/integration-plans/2555/as-of/2011-10-12").await.expect(200).json()["changes"], serde_json::Value::Null);
            person.get("/api/v1/integration-plans/2555/as-of/2011-11-01").await.expect(404);
        }
        officer.get("/integration-plans/2555").await.expect(200).must_say("13,500.00");

        world.stand_on("2011-11-05");
        integration_plans::freeze(&world.app, &world.system(), 2555).await.expect("frozen");
        integration_plans::publish(&world.app, &world.system(), 2555).await.expect("published");
        let now = world.anyone().get("/integration-plans/2555").await.expect(200);
        now.must_say("9,000.00").must_say("ปิดแผนครั้งที่ 2");
        let both = world.anyone().get("/integration-plans/2555/as-of").await.expect(200);
        let first = world.anyone().get(&both.link("ฉบับที่ 1")).await.expect(200);
        first.must_say("4,000.00").must_say("9,000.00").must_say("8,500.00").must_say("13,500.00");
        assert_eq!(both.all("tbody tr").len(), 2);
    }
}
