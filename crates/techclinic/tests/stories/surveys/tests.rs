//! Stories of a form from the workbook to what its answers became.

use super::testing::{drafted, needs, opinions, publish, upload, workbook};
use crate::testing::rows::count;
use crate::testing::{Person, stories};
use techclinic::accounts::{Role, Scope};

/// What a village answers: two needs.
const ANSWER: &[(&str, &str)] = &[
    ("name", "มาลี ใจดี"),
    ("group_kind", "farmers"),
    ("province", "92"),
    ("district", "9201"),
    ("sheet.rows.needs", "2"),
    ("needs.1.need", "น้ำสำหรับทำนาเค็มขึ้นทุกปี ข้าวตายหลายแปลง"),
    ("needs.1.households", "๓๐"),
    ("needs.2.need", "อยากแปรรูปกล้วยที่ล้นตลาดให้ขายได้นานขึ้น"),
];

/// The same with other fields in the place of these.
fn but<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = ANSWER.to_vec();
    for (name, text) in other {
        fields.retain(|(field, _)| field != name);
        fields.push((name, text));
    }
    fields
}

async fn map_to_needs(person: &Person, survey: &str) {
    let from = [
        ("becomes", "need"),
        ("text", "need"),
        ("name", "name"),
        ("group_kind", "group_kind"),
        ("province", "province"),
        ("district", "district"),
    ];
    person.post(&format!("/desk/surveys/{survey}/map"), &from).await.expect_see_other();
}

stories! {
    /// survey.draft, survey.revise: a clinic brings its form in, is told where it is wrong, and nobody else sees it
    /// before it is published.
    async fn a_form_is_brought_in_and_told_where_it_is_wrong(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        upload(&world.anyone(), "/desk/surveys", &needs("1")).await.expect(401);
        upload(&world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await, "/desk/surveys", &needs("1")).await.expect(403);
        let clinic = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        upload(&clinic, "/desk/surveys", b"no workbook").await.expect(422);
        upload(&clinic, "/desk/surveys", b"").await.expect(422).must_say("โปรดเลือกไฟล์แบบสำรวจ");
        let wrong = workbook("ผิด", "1", &[&["type", "name", "label"], &["text", "a", "ก"], &["integr", "b", "ข"]], &[]);
        upload(&clinic, "/desk/surveys", &wrong).await.expect(422).must_say("survey · 3 · type");
        let pictured = workbook("ภาพ", "1", &[&["type", "name", "label"], &["image", "picture", "ภาพ"]], &[]);
        upload(&clinic, "/desk/surveys", &pictured).await.expect(422).must_say("image picture");
        let unnamed = workbook("ไม่มีรุ่น", "", &[&["type", "name", "label"], &["text", "a", "ก"]], &[]);
        upload(&clinic, "/desk/surveys", &unnamed).await.expect(422);
        assert_eq!(count(&world.app.db, "survey", "title", "สำรวจความต้องการของหมู่บ้าน".into()).await, 0);

        let survey = drafted(&clinic, &needs("1")).await;
        let own = format!("/desk/surveys/{survey}");
        clinic.get(&own).await.expect(200).must_say("สำรวจความต้องการของหมู่บ้าน");
        clinic.get(&format!("{own}/editions/1/xlsx")).await.expect(200);
        world.of_clinic(Role::ClinicDirector, &chonburi).await.get(&own).await.expect(404);
        world.anyone().get(&format!("/surveys/{survey}")).await.expect(404);
        assert!(!world.anyone().get("/surveys").await.expect(200).says(&survey));
        upload(&clinic, &format!("{own}/revise"), &opinions("1")).await.expect_see_other();
        clinic.get(&own).await.expect(200).must_say("ความเห็นของหน่วยงานในกระทรวง");
        clinic.post(&format!("{own}/discard"), &[]).await.expect_see_other();
        clinic.get(&own).await.expect(404);
    }

    /// survey.map, survey.publish: what answers become is checked before it is published; the link by which a draft is
    /// tried keeps nothing; an edition that is published stays as it is.
    async fn a_draft_is_tried_and_then_published_with_a_word_on_what_is_new(world: World) {
        let clinic = world.of_clinic(Role::ClinicCoordinator, &world.trang().await).await;
        let survey = drafted(&clinic, &needs("1")).await;
        let own = format!("/desk/surveys/{survey}");
        let map = format!("{own}/map");
        clinic.get(&map).await.expect(200).must_say("กี่ครัวเรือน");
        clinic.post(&map, &[("becomes", "need"), ("text", "households")]).await.expect(422).must_say("คำถามนี้ต้องเป็นข้อความ");
        clinic.post(&map, &[("becomes", "need"), ("text", "need"), ("group_kind", "=nobody"), ("province", "=99")]).await
            .expect(422).must_say("ค่านี้ไม่มีในทะเบียน");
        map_to_needs(&clinic, &survey).await;

        let page = clinic.get(&own).await.expect(200);
        let key = page.body.split("/try/").nth(1).expect("a link").split('"').next().expect("a key").to_owned();
        let trial = format!("/surveys/{survey}/try/{key}");
        world.anyone().get(&format!("/surveys/{survey}/try/GUESSED-GUESSED1")).await.expect(404);
        world.anyone().get(&trial).await.expect(200).must_say("คำตอบจะไม่ถูกเก็บ");
        let tried = world.anyone().post(&trial, ANSWER).await.expect(200);
        tried.must_say("จำนวนเรื่อง: 2").must_say("มาลี ใจดี");
        world.anyone().post(&trial, &but(&[("needs.2.households", "0")])).await.expect(422);
        assert_eq!(count(&world.app.db, "need", "channel", "survey".into()).await, 0, "a trial keeps nothing");

        publish(&clinic, &survey, "").await.expect_see_other();
        world.anyone().get("/surveys").await.expect(200).must_say("สำรวจความต้องการของหมู่บ้าน");
        publish(&clinic, &survey, "").await.expect(422).must_say("โปรดบอกสั้น ๆ");
        upload(&clinic, &format!("{own}/revise"), &needs("1")).await.expect_see_other();
        publish(&clinic, &survey, "ถามเหมือนเดิม").await.expect(422).must_say("รุ่น 1 เผยแพร่แล้ว");
        upload(&clinic, &format!("{own}/revise"), &needs("2")).await.expect_see_other();
        publish(&clinic, &survey, "แก้คำถามให้สั้นลง").await.expect_see_other();
        clinic.get(&own).await.expect(200).must_say("แก้คำถามให้สั้นลง").must_say("ฉบับก่อน");
        publish(&clinic, &survey, "อีกครั้ง").await.expect(409);
    }

    /// survey_answer.give: somebody without an account answers once, with rows added on the way; what they say becomes
    /// needs with the clinic of their province, and they can follow each.
    async fn a_village_answers_and_its_needs_are_in_the_register(world: World) {
        let trang = world.trang().await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let survey = drafted(&clinic, &needs("1")).await;
        map_to_needs(&clinic, &survey).await;
        publish(&clinic, &survey, "").await.expect_see_other();
        let at = format!("/surveys/{survey}");
        let villager = world.anyone();
        let page = villager.get(&at).await.expect(200);
        page.must_say("ต้องการให้ช่วยเรื่องใด").must_say("ตรัง").must_say("รายการที่ 1");
        assert!(!page.says("รายการที่ 2"));
        let more = villager.post(&at, &[("sheet.rows.needs", "1"), ("needs.1.need", "น้ำเค็ม"), ("step", "add.needs")]).await.expect(200);
        more.must_say("รายการที่ 2");
        assert!(more.body.contains("value=\"น้ำเค็ม\""), "nothing typed is lost");
        assert!(!page.body.contains("value=\"9201\""), "districts follow the province");
        let districts = villager.post(&at, &[("province", "92"), ("step", "choices")]).await.expect(200);
        assert!(districts.body.contains("value=\"9201\"") && !districts.body.contains("value=\"2001\""));
        let fewer = villager.post(&at, &but(&[("step", "remove.needs.1")])).await.expect(200);
        assert!(fewer.body.contains("อยากแปรรูปกล้วย"));
        assert!(!fewer.says("รายการที่ 2") && !fewer.body.contains("น้ำสำหรับทำนาเค็ม"));

        for (field, text) in [("needs.2.need", ""), ("district", "2001"), ("group_kind", "ghosts"), ("needs.1.households", "มาก")] {
            let mut wrong = but(&[(field, text)]);
            wrong.push(("needs.2.households", "5"));
            assert!(villager.post(&at, &wrong).await.expect(422).body.contains("น้ำสำหรับทำนาเค็ม"), "nothing typed is lost");
        }
        assert_eq!(count(&world.app.db, "need", "channel", "survey".into()).await, 0);
        let once = page.value_of("sheet.once").expect("a key of the form");
        let answer = but(&[("sheet.once", once.as_str())]);
        let received = villager.post(&at, &answer).await.expect_see_other();
        assert_eq!(villager.post(&at, &answer).await.expect_see_other(), received, "sent twice is one answer");
        assert_eq!(count(&world.app.db, "need", "channel", "survey".into()).await, 2);
        let next = but(&[("sheet.once", once.as_str()), ("name", "สมชาย ใจงาม"), ("needs.2.need", "")]);
        let other = villager.post(&at, &next).await.expect_see_other();
        assert_ne!(other, received, "whoever goes back on the same telephone and writes over it answers for themselves");
        assert_eq!(count(&world.app.db, "need", "channel", "survey".into()).await, 3);
        let told = villager.get(&received).await.expect(200);
        let followed = told.body.split("/track/").nth(1).expect("a way").split('"').next().expect("a code").to_owned();
        villager.get(&format!("/track/{followed}")).await.expect(200);
        let receipt = received.rsplit('/').next().expect("a receipt").to_owned();
        villager.get(&format!("/surveys/{survey}/received/AAAAA-AAAAA")).await.expect(404);

        let answers = format!("/desk/surveys/{survey}/answers");
        villager.get(&answers).await.expect(401);
        world.of_clinic(Role::ClinicCoordinator, &world.chonburi().await).await.get(&answers).await.expect(404);
        clinic.get(&answers).await.expect(200).must_say(&receipt);
        clinic.get(&format!("{answers}/{receipt}")).await.expect(200).must_say("มาลี ใจดี");
        let file = clinic.get(&format!("{answers}.csv")).await.expect(200);
        let mut lines = file.body.lines();
        let head = lines.next().expect("a heading");
        assert!(head.ends_with("name,group_kind,province,district,needs.1.need,needs.1.households,needs.2.need,needs.2.households"), "{head}");
        assert!(lines.next().is_some_and(|line| line.contains("มาลี ใจดี,farmers,92,9201") && line.contains(",30,")), "{}", file.body);
        clinic.get(&format!("{answers}.xlsx")).await.expect(200);

        clinic.post(&format!("/desk/surveys/{survey}/close"), &[]).await.expect_see_other();
        villager.get(&at).await.expect(410);
        assert_eq!(villager.post(&at, &answer).await.expect_see_other(), received, "its receipt is told again");
        villager.post(&at, &but(&[("step", "add.needs")])).await.expect(409);
        assert!(villager.post(&at, ANSWER).await.expect(409).body.contains("น้ำสำหรับทำนาเค็ม"));
        clinic.post(&format!("/desk/surveys/{survey}/reopen"), &[]).await.expect_see_other();
        villager.get(&at).await.expect(200);
    }

    /// A3-05: an opinion survey of the ministry: each answer is an opinion that the ministry answers for.
    async fn an_opinion_survey_inside_the_ministry_fills_the_register(world: World) {
        let officer = world.officer().await;
        let survey = drafted(&officer, &opinions("1")).await;
        let map = format!("/desk/surveys/{survey}/map");
        officer.post(&map, &[("becomes", "opinion"), ("text", "opinion")]).await.expect_see_other();
        publish(&officer, &survey, "").await.expect_see_other();
        let at = format!("/surveys/{survey}");
        let said = "ควรให้จังหวัดเห็นแผนก่อนส่ง โทร 081-234-5678";
        world.anyone().post(&at, &[("opinion", said)]).await.expect(422);
        let received = world.anyone().post(&at, &[("opinion", said), ("agreed", "OK")]).await.expect_see_other();
        world.anyone().get(&received).await.expect(200).must_say("ติดตามข้อคิดเห็น");
        assert_eq!(count(&world.app.db, "opinion", "channel", "survey".into()).await, 1);
        let desk = officer.get("/desk/opinions").await.expect(200);
        desk.must_say("ควรให้จังหวัดเห็นแผนก่อนส่ง");
    }
}
