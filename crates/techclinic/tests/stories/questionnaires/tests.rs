//! Who publishes a version of a questionnaire.

use std::io::{Cursor, Read as _, Write as _};

use techclinic::accounts::Role;
use techclinic::questionnaires::{list_editions, publish_shipped};
use xlsform::Kind;

use crate::testing::{Answer, Person, stories};

/// A form with one file, as a browser sends it.
pub(crate) async fn upload(person: &Person, kind: &str, file: &[u8]) -> Answer {
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

/// The shipped form of a kind as its next version.
pub(crate) fn next_edition(kind: Kind) -> Vec<u8> {
    let mut shipped = zip::ZipArchive::new(Cursor::new(kind.shipped())).expect("a workbook");
    let mut next = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..shipped.len() {
        let mut part = shipped.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("XML");
        next.start_file(part.name().expect("a name"), zip::write::SimpleFileOptions::default()).expect("begun");
        next.write_all(text.replace("2026112101", "2026112102").as_bytes()).expect("written");
    }
    next.finish().expect("a workbook").into_inner()
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
