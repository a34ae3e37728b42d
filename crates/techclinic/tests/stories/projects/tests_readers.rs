//! Stories of what different readers see of a project.

use super::testing::approved;
use crate::testing::{Person, stories};
use std::fmt::Write as _;
use techclinic::accounts::{Role, Scope};

stories! {
    /// B-21: the name of a living official is for those who work on the project; everybody reads the
    /// position.
    async fn the_public_reads_the_position_of_who_signed_and_not_the_name(world: World) {
        let trang = world.trang().await;
        let at = format!("/projects/{}", approved(&world, &trang, "อบกล้วย", &[(&trang, "บ้านพรุจูด")]).await.code);
        for page in [at.clone(), format!("{at}/history")] {
            assert!(!world.anyone().get(&page).await.expect(200).says("ผู้ลงนามสมมติ"), "{page}");
        }
        world.anyone().get(&at).await.expect(200).must_say("ผู้อำนวยการ");
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        coordinator.get(&at).await.expect(200).must_say("ผู้ลงนามสมมติ");
        coordinator.get(format!("{at}/history")).await.expect(200).must_say("ผู้ลงนามสมมติ");
    }

    /// A desk shows the first of what waits, says how many there are, and leads to just those; of somebody else's desk,
    /// or of no desk, nobody reads anything.
    async fn a_desk_says_how_many_wait_and_leads_to_all_of_them(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let mut file = "code,name_th,fiscal_year,programme,lead_clinic,status\n".to_owned();
        for number in 1..=12 {
            writeln!(file, "P53-{number},ร่างสมมติที่ {number},2553,transfer,{},draft", trang.code).expect("text");
        }
        assert_eq!(world.bring("projects", &file).await, [12, 0, 0]);
        let going = approved(&world, &trang, "อบกล้วย", &[(&trang, "บ้านพรุจูด")]).await;
        let listed = async |person: &Person, desk: &str| {
            let list = person.get(format!("/api/v1/projects?limit=100&desk={desk}")).await.expect(200).json();
            list["items"].as_array().expect("a list").len()
        };
        let elsewhere = world.of_clinic(Role::ClinicManager, &chonburi).await;
        for desk in ["waiting", "own", "amendments"] {
            assert_eq!(listed(&world.anyone(), desk).await, 0, "{desk}");
            assert_eq!(listed(&elsewhere, desk).await, 0, "{desk}");
        }
        elsewhere.get("/api/v1/projects?desk=others").await.expect(422);
        assert!(!world.anyone().get("/projects").await.expect(200).says("บนโต๊ะทำงานของท่าน"));

        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        coordinator.post(format!("/projects/{}/amendments", going.code), &[("text", "ขอเปลี่ยนชื่อกิจกรรมให้ตรงกับงาน")]).await.expect(303);
        for (desk, many) in [("waiting", 12), ("own", 1), ("amendments", 1)] {
            assert_eq!(listed(&coordinator, desk).await, many, "{desk}");
        }
        let page = coordinator.get("/desk").await.expect(200);
        page.must_say("แสดง 10 จากทั้งหมด 12 รายการ").must_say("แสดง 1 จากทั้งหมด 1 รายการ");
        let ways = page.hrefs("main a");
        for desk in ["waiting", "own", "amendments"] {
            assert!(ways.contains(&format!("/projects?desk={desk}")), "{ways:?}");
        }
        let all = coordinator.get("/projects?desk=waiting").await.expect(200);
        all.must_say("บนโต๊ะทำงานของท่าน").must_say("ร่างสมมติที่ 1").must_say("ร่างสมมติที่ 12");
        assert!(!all.says("อบกล้วย"));
    }

    /// A desk lists what goes on in one's clinic or province, with what comes next, and nobody else's.
    async fn a_desk_lists_the_projects_of_ones_clinic_or_province(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        approved(&world, &trang, "อบกล้วย", &[(&trang, "บ้านพรุจูด")]).await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let province = world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await;
        for person in [&coordinator, &province] {
            person.get("/desk").await.expect(200).must_say("อบกล้วย").must_say("บันทึกผู้เข้าร่วมและวันถ่ายทอด");
        }
        let elsewhere = world.of_clinic(Role::ClinicManager, &chonburi).await;
        assert!(!elsewhere.get("/desk").await.expect(200).says("อบกล้วย"));
    }
}
