//! Stories of what different readers see of a project.

use super::testing::approved;
use crate::testing::stories;
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
