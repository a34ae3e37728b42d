//! What of the money of a project can be written down once it was given up.

use super::testing::{CARRY_OVER, INSTALMENT, PAYMENT, recorded};
use crate::projects::testing::approved;
use crate::testing::{World, stories, with};
use techclinic::accounts::Role;

/// What was paid back on 5 July 2553.
const BACK: [(&str, &str); 5] = [
    ("amount", "30"),
    ("paid_on_day", "5"),
    ("paid_on_month", "7"),
    ("paid_on_year", "2553"),
    ("because", "ร้านค้าคืนค่าวัสดุ"),
];

/// A project of 1,000 baht, of which 400 were released and 100 paid before it was given up: its address.
async fn given_up(world: &World) -> String {
    world.stand_on("2010-07-02");
    let trang = world.trang().await;
    let code = approved(world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await.code;
    let at = format!("/projects/{code}");
    let (manager, officer) = (world.of_clinic(Role::ClinicManager, &trang).await, world.officer().await);
    officer
        .post(format!("{at}/instalments"), &with(&INSTALMENT, &[("amount", "400"), ("due_on_month", "7")]))
        .await
        .expect(303);
    let by = [
        ("released_on_day", "2"),
        ("released_on_month", "7"),
        ("released_on_year", "2553"),
        ("document_number", "วท 0201/77"),
    ];
    officer.post(format!("{at}/instalments/1/release"), &by).await.expect(303);
    officer
        .post(format!("{at}/instalments"), &with(&INSTALMENT, &[("amount", "600"), ("due_on_month", "8")]))
        .await
        .expect(303);
    recorded(&manager, &code, &with(&PAYMENT, &[("amount", "100"), ("paid_on_day", "2"), ("paid_on_month", "7")]))
        .await;
    manager.post(format!("{at}/carry-overs"), &with(&CARRY_OVER, &[("line.0.amount", "100")])).await.expect(303);
    world.stand_on("2010-07-06");
    manager.post(format!("{at}/cancel"), &[("reason", "น้ำท่วมพื้นที่ดำเนินงานทั้งหมด")]).await.expect(303);
    at
}

stories! {
    /// repayment.record, repayment.withdraw: what the clinic was given and did not pay goes back, no more than that, and
    /// what was written down wrongly is withdrawn and stays to be read.
    async fn what_goes_back_to_the_ministry_is_written_down(world: World) {
        let at = given_up(&world).await;
        let trang = techclinic::organisations::find_clinic(&world.app.db, "trang").await.expect("read").expect("there");
        let (manager, officer) = (world.of_clinic(Role::ClinicManager, &trang).await, world.officer().await);
        let repay = format!("{at}/repayments");
        let back = [("amount", "200"), ("returned_on_day", "6"), ("returned_on_month", "7"), ("returned_on_year", "2553"), ("document_number", "บร 7/2553")];
        world.anyone().post(&repay, &back).await.expect(401);
        officer.post(&repay, &back).await.expect(403);
        let page = manager.post(&repay, &with(&back, &[("amount", "300.01")])).await.expect(422);
        page.must_say("ส่งคืนได้อีก 300.00 บาท");
        assert_eq!(page.value_of("document_number").as_deref(), Some("บร 7/2553"), "nothing typed is lost");
        manager.post(&repay, &with(&back, &[("document_number", "")])).await.expect(422);
        manager.post(&repay, &with(&back, &[("returned_on_day", "7")])).await.expect(422);
        let form = manager.get(format!("{repay}/new")).await.expect(200);
        assert_eq!(form.value_of("amount").as_deref(), Some("300.00"));
        manager.post(&repay, &back).await.expect(303);
        let money = world.anyone().get(format!("/api/v1{at}/money")).await.expect(200).json();
        assert_eq!((&money["repaid"], &money["to_return"], &money["paid"]), (&20_000.into(), &10_000.into(), &10_000.into()));
        let public = world.anyone().get(format!("{at}/money")).await.expect(200);
        public.must_say("เงินที่ส่งคืนกระทรวง").must_say("200.00");
        assert!(!public.says("บร 7/2553"), "papers are for those who work on the project");
        manager.get(format!("{at}/money")).await.expect(200).must_say("บร 7/2553");

        let withdraw = format!("{repay}/1/withdraw");
        officer.post(&withdraw, &[("text", "ลงผิดโครงการ")]).await.expect(403);
        manager.post(&withdraw, &[("text", "ผิด")]).await.expect(422);
        manager.get(&withdraw).await.expect(200).must_say("200.00");
        manager.post(&withdraw, &[("text", "ลงผิดโครงการ")]).await.expect(303);
        manager.post(&withdraw, &[("text", "ลงผิดโครงการ")]).await.expect(409);
        world.anyone().get(format!("{at}/money")).await.expect(200).must_say("ลงผิดโครงการ");
        let api = serde_json::json!({"amount": "300", "returned_on_day": "6", "returned_on_month": "7", "returned_on_year": "2553", "document_number": "บร 8"});
        assert_eq!(manager.post_json(&format!("/api/v1{repay}"), api).await.expect(201).json()["number"], 2);
        manager.post(&repay, &with(&back, &[("amount", "1"), ("once", "z")])).await.expect(422).must_say("ไม่มีเงินที่ต้องส่งคืน");
        let gone = serde_json::json!({"text": "ธนาคารยังไม่รับเงิน"});
        assert!(manager.post_json(&format!("/api/v1{repay}/2/withdraw"), gone).await.expect(200).json()["withdrawn_on"].is_string());
    }

    /// disbursement.reverse: what comes back is written down, and nothing goes out any more; what was paid stays in the
    /// totals of the dashboard, which open to the project.
    async fn what_comes_back_is_written_down_after_a_project_was_given_up(world: World) {
        let at = given_up(&world).await;
        let trang = techclinic::organisations::find_clinic(&world.app.db, "trang").await.expect("read").expect("there");
        let (manager, officer) = (world.of_clinic(Role::ClinicManager, &trang).await, world.officer().await);
        let only = "โครงการนี้ยกเลิกแล้ว บันทึกได้เฉพาะเงินที่ได้รับคืนและเงินที่ส่งคืนกระทรวง";
        let pay = with(&PAYMENT, &[("amount", "50"), ("paid_on_day", "3"), ("paid_on_month", "7"), ("once", "after")]);
        manager.post(format!("{at}/disbursements"), &pay).await.expect(409).must_say(only);
        manager.get(format!("{at}/disbursements/new")).await.expect(409).must_say(only);
        officer.post(format!("{at}/instalments"), &with(&INSTALMENT, &[("amount", "1"), ("due_on_month", "8"), ("once", "x")])).await.expect(409).must_say(only);
        let by = [("released_on_day", "5"), ("released_on_month", "7"), ("released_on_year", "2553"), ("document_number", "วท 0201/78")];
        officer.post(format!("{at}/instalments/2/release"), &by).await.expect(409).must_say(only);
        officer.post(format!("{at}/carry-overs/1/approve"), &[]).await.expect(409).must_say(only);
        manager.post(format!("{at}/carry-overs"), &with(&CARRY_OVER, &[("line.0.amount", "100"), ("once", "y")])).await.expect(409);

        let entry = manager.get(format!("{at}/disbursements/1")).await.expect(200);
        assert!(entry.hrefs("a").iter().any(|way| way.ends_with("/disbursements/1/reverse")), "the way to write it down");
        world.of_clinic(Role::ClinicManager, &world.chonburi().await).await.post(format!("{at}/disbursements/1/reverse"), &BACK).await.expect(403);
        manager.post(format!("{at}/disbursements/1/reverse"), &with(&BACK, &[("amount", "100.01")])).await.expect(422).must_say("หักล้างได้อีก 100.00 บาท");
        manager.post(format!("{at}/disbursements/1/reverse"), &BACK).await.expect(303);
        let money = world.anyone().get(format!("/api/v1{at}/money")).await.expect(200).json();
        assert_eq!((&money["paid"], &money["to_return"]), (&7_000.into(), &33_000.into()));

        let dashboard = world.anyone().get("/dashboard?fiscal_year=2553").await.expect(200);
        dashboard.must_say("เบิกจ่ายแล้ว 70.00 บาท").must_say("งบประมาณที่อนุมัติ 0.00 บาท");
        let behind = world.anyone().get("/dashboard/projects?fiscal_year=2553").await.expect(200);
        let row = behind.all("tbody tr").into_iter().find(|row| row.contains("อบกล้วยในหน้าฝน")).expect("a row");
        assert!(row.contains("ยกเลิกแล้ว") && row.contains("70.00") && !row.contains("1,000.00"), "{row}");
    }
}
