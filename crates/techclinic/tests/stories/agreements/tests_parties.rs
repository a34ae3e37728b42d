//! Stories of who stands in an agreement, and of clinics that have none.

use super::tests::{found, registered, with};
use crate::testing::stories;
use techclinic::accounts::Role;

stories! {
    /// A clinic whose agreement names none of its institutes is most often a slip: somebody must say that the
    /// paper is so, and the trail keeps it.
    async fn an_agreement_without_an_institute_of_its_clinic_is_asked_about(world: World) {
        world.trang().await;
        let officer = world.officer().await;
        let strangers = ("parties", "กระทรวงสมมติ\nมหาวิทยาลัยอื่น");
        assert!(officer.get("/agreements/new").await.expect(200).all("[name=without_institute]").is_empty(), "not asked before");
        let page = officer.post("/agreements", &with(&[strangers])).await.expect(422);
        assert!(page.all("#e-parties")[0].contains("org-trang"), "{}", page.text());
        assert_eq!(page.all("[name=without_institute]").len(), 1);
        let body = serde_json::json!({
            "kind": "clinic", "clinic": "trang", "title_th": "บันทึกความร่วมมือ", "parties": strangers.1,
        });
        officer.post_json("/api/v1/agreements", body.clone()).await.expect(422);
        // By its name alone, too, an institute is known.
        registered(&officer, &with(&[("once", "2"), ("signed", ""), ("parties", "กระทรวงสมมติ\nคลินิกเทคโนโลยี ตรัง")])).await;

        let code = registered(&officer, &with(&[strangers, ("without_institute", "yes")])).await;
        let mut said = body;
        said["without_institute"] = "yes".into();
        officer.post_json("/api/v1/agreements", said).await.expect(201);
        // What stood so before is not asked again; what comes to stand so is.
        let address = format!("/agreements/{code}/correct");
        officer.post(&address, &with(&[strangers, ("note", "ตรวจแล้ว"), ("version", "1")])).await.expect(303);
        officer.post(&address, &with(&[("version", "2")])).await.expect(303);
        officer.post(&address, &with(&[strangers, ("version", "3")])).await.expect(422);
        officer.post(&address, &with(&[strangers, ("without_institute", "yes"), ("version", "3")])).await.expect(303);
        let trail = kit::audit::trail(&world.app.db, found(&world, &code).await.id).await.expect("a trail");
        let said: Vec<_> = trail.iter().map(|entry| entry.facts["without_institute"] == true).collect();
        assert_eq!(said, [true, false, false, true]);
    }

    /// Clinics that never had an agreement: the ministry sees which, and the page of the clinic says so.
    async fn clinics_without_an_agreement_are_seen(world: World) {
        let trang = world.trang().await;
        world.chonburi().await;
        let (officer, manager) = (world.officer().await, world.of_clinic(Role::ClinicManager, &trang).await);
        for (person, status) in [(&world.anyone(), 401), (&manager, 403)] {
            person.get("/api/v1/agreements/clinics-without").await.expect(status);
            assert!(!person.get("/agreements").await.expect(200).says("คลินิกที่ยังไม่พบบันทึกความร่วมมือในระบบ"));
        }
        let code = registered(&officer, &with(&[("signed", "")])).await;
        let both = officer.get("/api/v1/agreements/clinics-without").await.expect(200).json();
        assert_eq!(both["items"].as_array().map(Vec::len), Some(2), "a draft is no agreement yet");
        world.anyone().get("/clinics/trang").await.expect(200).must_say("ยังไม่พบบันทึกความร่วมมือในระบบ");
        world.anyone().get("/clinics/trang?lang=en").await.expect(200).must_say("No agreement is known here yet");
        officer.post(format!("/agreements/{code}/correct"), &with(&[("version", "1")])).await.expect(303);
        let one = officer.get("/api/v1/agreements/clinics-without").await.expect(200).json();
        assert_eq!(one["items"], serde_json::json!([{"clinic": "chonburi", "name_th": "คลินิกเทคโนโลยีชลบุรี", "name_en": null}]));
        let page = officer.get("/agreements").await.expect(200);
        page.must_say("คลินิก 1 เครือข่ายยังไม่มีบันทึกความร่วมมือ").must_say("คลินิกเทคโนโลยีชลบุรี");
        assert!(!world.anyone().get("/clinics/trang").await.expect(200).says("ยังไม่พบบันทึกความร่วมมือในระบบ"));
    }
}
