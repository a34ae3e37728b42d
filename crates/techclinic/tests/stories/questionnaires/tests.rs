//! Who publishes a version of a questionnaire.

use techclinic::accounts::Role;
use techclinic::questionnaires::{list_editions, publish_shipped};
use xlsform::Kind;

use crate::testing::{Answer, Person, stories};

/// A form with one file, as a browser sends it.
async fn upload(person: &Person, kind: &str, file: &[u8]) -> Answer {
    let head = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\n{kind}\r\n--edge\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"form.xlsx\"\r\n\r\n"
    );
    let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let request = axum::http::Request::post("/questionnaires")
        .header("content-type", "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin");
    person.send(request, body.into()).await
}

stories! {
    /// questionnaire.publish: the shipped forms stand in a fresh database once, their files can be
    /// taken away by anyone, and only the ministry publishes a version, each only once.
    async fn only_the_ministry_publishes_a_version_and_each_once(world: World) {
        for _ in 0..2 {
            publish_shipped(&world.app).await.expect("published");
        }
        let editions = list_editions(&world.app.db).await.expect("read");
        assert_eq!(editions.len(), 3);
        assert_eq!(world.trail(editions[0].id).await, ["questionnaire.publish"]);
        let file = world.anyone().get("/questionnaires/follow_up/2026112101/xlsx").await.expect(200);
        assert_eq!(file.headers["content-disposition"], "attachment; filename=\"follow_up-2026112101.xlsx\"");

        let trang = world.trang().await;
        let clinic = world.of_clinic(Role::ClinicDirector, &trang).await;
        upload(&clinic, "follow_up", Kind::FollowUp.shipped()).await.expect(403);
        let officer = world.officer().await;
        upload(&officer, "follow_up", Kind::FollowUp.shipped()).await.expect(422).must_say("2026112101");
        upload(&officer, "follow_up", b"no workbook").await.expect(422);
        upload(&officer, "follow_up", Kind::Evaluation.shipped()).await.expect(422).must_say("satisfaction_benefit");
        upload(&officer, "", Kind::FollowUp.shipped()).await.expect(422).must_say("โปรดเลือกว่าเป็นแบบใด");
    }
}
