//! Stories of how far a project has come, as its days of transfer tell.

use super::testing::{application, attend};
use super::tests::{DAYS, PEOPLE, ground, registered, transfer};
use crate::testing::stories;
use techclinic::accounts::Role;
use techclinic::projects::{self, Status};

stories! {
    /// A project is transferred by itself once each of its areas has had a day that somebody attended.
    async fn a_project_is_transferred_once_every_area_was_reached(world: World) {
        let ground = ground(&world, false).await;
        let ours = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let theirs = world.of_clinic(Role::ClinicCoordinator, &ground.chonburi).await;
        registered(&ours, "สมหญิง", "0812345678").await;
        attend(&ours, &transfer(&ours).await).await.expect(303);
        let status = || async { projects::find(&world.app.db, ground.project).await.expect("read").expect("it").status };
        assert_eq!(status().await, Status::Approved, "one area waits");

        let there = |path: &str| path.replace("/areas/1/", "/areas/2/");
        theirs.post(there(PEOPLE), &application("มะลิ", "0898765432")).await.expect(303);
        let day = [
            ("kind", "transfer"), ("title", "ถ่ายทอดการย้อมสีธรรมชาติ"), ("held_on_day", "15"), ("held_on_month", "9"),
            ("held_on_year", "2553"), ("place", "ศาลาหมู่บ้าน"), ("once", "another day"),
        ];
        let day = theirs.post(there(DAYS), &day).await.expect_see_other();
        attend(&theirs, &day).await.expect(303);
        assert_eq!(status().await, Status::Transferred);
        assert_eq!(world.trail(ground.project).await, ["project.import", "project.mark_transferred"]);
    }
}
