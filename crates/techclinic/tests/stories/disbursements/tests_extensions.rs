//! The last day of money that was carried over moves, with a reason and by two.

use super::testing::{CARRY_OVER, PAYMENT};
use crate::projects::testing::approved;
use crate::testing::{stories, with};
use kit::clock::day;
use techclinic::accounts::Role;
use techclinic::{disbursements, projects};

/// To the end of June 2554.
const LATER: [(&str, &str); 4] =
    [("reason", "ผู้รับจ้างส่งงานล่าช้าเพราะน้ำท่วม"), ("until_day", "30"), ("until_month", "6"), ("until_year", "2554")];

stories! {
    /// carry_over.extend, carry_over.approve_extension, carry_over.decline_extension: refused before it is approved, for
    /// others, for a day that is not later; then the money is paid up to the later day, and the old one stays to be read.
    async fn what_was_carried_over_is_given_more_days(world: World) {
        world.stand_on("2010-09-15");
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let code = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await.code;
        let at = |rest: &str| format!("/projects/{code}/{rest}");
        let (officer, own) = (world.officer().await, world.of_clinic(Role::ClinicManager, &trang).await);
        own.post(at("carry-overs"), &with(&CARRY_OVER, &[("line.0.amount", "600")])).await.expect(303);
        let extend = at("carry-overs/1/extend");
        own.post(&extend, &LATER).await.expect(409).must_say("ขอขยายเวลาได้เมื่อการกันเงินได้รับอนุมัติแล้ว");
        own.get(&extend).await.expect(409);
        officer.post(at("carry-overs/1/approve"), &[]).await.expect(303);

        world.stand_on("2011-03-20");
        let (officer, own) = (world.officer().await, world.of_clinic(Role::ClinicManager, &trang).await);
        world.anyone().post(&extend, &LATER).await.expect(401);
        officer.post(&extend, &LATER).await.expect(403);
        world.of_clinic(Role::ClinicCoordinator, &trang).await.post(&extend, &LATER).await.expect(403);
        world.of_clinic(Role::ClinicManager, &chonburi).await.post(&extend, &LATER).await.expect(403);
        let page = own.post(&extend, &with(&LATER, &[("until_month", "3")])).await.expect(422);
        page.must_say("ต้องอยู่หลังวันเดิม 31 มีนาคม 2554");
        assert_eq!(page.value_of("reason").as_deref(), Some(LATER[0].1), "nothing typed is lost");
        own.post(&extend, &with(&LATER, &[("until_month", "10"), ("until_day", "1")])).await.expect(422).must_say("ปีงบประมาณถัดไป");
        own.post(&extend, &with(&LATER, &[("reason", "")])).await.expect(422);
        own.get(&extend).await.expect(200).must_say("600.00 บาท").must_say("31 มีนาคม 2554");
        own.post(&extend, &LATER).await.expect(303);
        own.post(&extend, &LATER).await.expect(409).must_say("มีคำขอขยายเวลาที่รอพิจารณาอยู่แล้ว");
        officer.get("/desk").await.expect(200).must_say("รอพิจารณาขยายเวลาเงินกัน");

        let (approve, decline) = (at("carry-overs/1/approve-extension"), at("carry-overs/1/decline-extension"));
        let why = [("text", "ขอให้แนบหนังสือของผู้รับจ้าง")];
        own.post(&approve, &[]).await.expect(403);
        own.post(&decline, &why).await.expect(403);
        officer.post(&approve, &[("version", "1")]).await.expect(409);
        officer.post(&decline, &[("text", "ไม่")]).await.expect(422);
        officer.get(&decline).await.expect(200).must_say("30 มิถุนายน 2554");
        officer.post(&decline, &why).await.expect(303);
        officer.post(&approve, &[]).await.expect(409).must_say("ไม่มีคำขอขยายเวลาที่รอพิจารณา");
        world.anyone().get(at("money")).await.expect(200).must_say("ขอให้แนบหนังสือของผู้รับจ้าง").must_say("31 มีนาคม 2554");

        own.post(&extend, &LATER).await.expect(303);
        officer.post(&approve, &[]).await.expect(303);
        let money = world.anyone().get(at("money")).await.expect(200);
        money.must_say("31 มีนาคม 2554 → 30 มิถุนายน 2554").must_say("ผู้รับจ้างส่งงานล่าช้าเพราะน้ำท่วม");
        let told = world.anyone().get(format!("/api/v1/projects/{code}/money")).await.expect(200).json();
        let carried = &told["carry_overs"][0];
        assert_eq!((&carried["until"], &carried["extensions"][1]["before"]), (&"2011-06-30".into(), &"2011-03-31".into()));
        assert_eq!(carried["extensions"][0]["status"], "declined");

        // The money is paid up to the later day, and goes back the day after.
        world.stand_on("2011-06-29");
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let late = with(&PAYMENT, &[("amount", "100"), ("paid_on_day", "29"), ("paid_on_month", "6"), ("paid_on_year", "2554"), ("knowing", "yes")]);
        own.post(at("disbursements"), &late).await.expect(303);
        let project = projects::find_by_code(&world.app.db, &code).await.expect("read").expect("there");
        let money = disbursements::find_money(world.app.db.reader(), &project).await.expect("read");
        assert_eq!((money.to_return(day("2011-06-30")).0, money.to_return(day("2011-07-01")).0), (40_000, 90_000));
        let trail = world.trail(money.carry_overs[0].id).await;
        assert_eq!(trail[2..], ["carry_over.extend", "carry_over.decline_extension", "carry_over.extend", "carry_over.approve_extension"]);
    }

    /// The same verbs in JSON.
    async fn a_program_asks_for_more_days(world: World) {
        world.stand_on("2010-09-15");
        let trang = world.trang().await;
        let code = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await.code;
        let at = format!("/api/v1/projects/{code}/carry-overs/1");
        let (officer, own) = (world.officer().await, world.of_clinic(Role::ClinicManager, &trang).await);
        own.post(format!("/projects/{code}/carry-overs"), &with(&CARRY_OVER, &[("line.0.amount", "600")])).await.expect(303);
        officer.post_json(&format!("{at}/approve"), serde_json::json!({})).await.expect(200);
        let later = serde_json::json!({"reason": LATER[0].1, "until_day": "30", "until_month": "6", "until_year": "2554"});
        officer.post_json(&format!("{at}/extend"), later.clone()).await.expect(403);
        let asked = own.post_json(&format!("{at}/extend"), later.clone()).await.expect(200).json();
        assert_eq!((&asked["until"], &asked["extensions"][0]["status"]), (&"2011-03-31".into(), &"asked".into()));
        own.post_json(&format!("{at}/approve-extension"), serde_json::json!({})).await.expect(403);
        let refused = officer.post_json(&format!("{at}/decline-extension"), serde_json::json!({"text": "ขอให้แนบหนังสือ"})).await;
        assert_eq!(refused.expect(200).json()["extensions"][0]["status"], "declined");
        own.post_json(&format!("{at}/extend"), later).await.expect(200);
        let approved = officer.post_json(&format!("{at}/approve-extension"), serde_json::json!({})).await.expect(200).json();
        assert_eq!(approved["until"], "2011-06-30");
    }
}
