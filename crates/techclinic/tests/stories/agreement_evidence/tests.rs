//! What the records show of an agreement, told as those who need it find it.

use crate::testing::{World, stories};
use techclinic::accounts::Role;

const HEAD: &str = "code,kind,clinic,title_th,parties,signed,term_years,duties\n";

async fn an_agreement(world: &World, signed: &str) {
    let row = format!("A1,clinic,trang,บันทึกความร่วมมือของตรัง,กระทรวง; มหาวิทยาลัยสมมติ,{signed},2,2552\n");
    assert_eq!(world.bring("agreements", &format!("{HEAD}{row}")).await, [1, 0, 0]);
}

async fn a_need(world: &World, received: &str) {
    let row = format!("กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา,92,{received}\n");
    assert_eq!(world.bring("needs", &format!("text_th,province,received_on\n{row}")).await, [1, 0, 0]);
}

stories! {
    /// The duties stand with what was found for each; the renewal file is drafted from it.
    async fn duties_stand_with_their_evidence(world: World) {
        let trang = world.trang().await;
        an_agreement(&world, "21 ธันวาคม 2552").await;
        a_need(&world, "1 มีนาคม 2553").await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let page = manager.get("/agreements/A1").await.expect(200);
        page.must_say("ความต้องการที่ได้รับ (เรื่อง) 1").must_say("ยังไม่พบในทะเบียน").must_say("21 ธ.ค. 2552");
        // Everybody reads the counts, on the agreement's page and on the clinic's; the file is for those who
        // work with it.
        for path in ["/agreements/A1", "/clinics/trang"] {
            let page = world.anyone().get(path).await.expect(200);
            page.must_say("ความต้องการที่ได้รับ (เรื่อง) 1");
            assert!(!page.says("แฟ้มเสนอต่ออายุ"), "{path}");
        }
        let file = manager.get("/agreements/A1/renewal-file").await.expect(200);
        file.must_say("เสนอให้มีผลตั้งแต่").must_say("วันพุธที่ 21 ธันวาคม 2554").must_say("2 ปี").must_say("ลงชื่อ");
        world.anyone().get("/agreements/A1/renewal-file").await.expect(404);
        let other = world.of_clinic(Role::ClinicManager, &world.chonburi().await).await;
        other.get("/agreements/A1/renewal-file").await.expect(404);
    }

    /// A lapsed agreement of a clinic that still writes records is listed; a silent clinic is not.
    async fn a_clinic_that_reports_under_a_lapsed_agreement_is_listed(world: World) {
        let trang = world.trang().await;
        an_agreement(&world, "1 ตุลาคม 2549").await;
        let officer = world.officer().await;
        let list = "/desk/agreements/lapsed";
        officer.get(list).await.expect(200).must_say("ไม่มีคลินิกที่บันทึกความร่วมมือหมดอายุแต่ยังรายงาน");
        a_need(&world, "1 มีนาคม 2553").await;
        officer.get(list).await.expect(200).must_say("คลินิกเทคโนโลยีตรัง").must_say("30 ก.ย. 2551");
        officer.get("/agreements").await.expect(200).must_say("1 คลินิก");
        world.of_clinic(Role::ClinicManager, &trang).await.get(list).await.expect(403);
        world.anyone().get(list).await.expect(401);
        // Another one in force puts it right.
        let row = "A2,clinic,trang,บันทึกฉบับใหม่,กระทรวง; มหาวิทยาลัยสมมติ,1 มกราคม 2553,2,2552\n";
        world.bring("agreements", &format!("{HEAD}{row}")).await;
        assert!(!officer.get(list).await.expect(200).says("คลินิกเทคโนโลยีตรัง"));
    }
}
