//! Stories of people who take their data out of a project (the Personal Data Protection Act, B.E. 2562).

use super::testing::{application, attend};
use super::tests::{DAYS, PEOPLE, counted, follow_up, ground, ground_of, registered, transfer};
use crate::testing::stories;
use techclinic::accounts::{Role, Scope};
use techclinic::responses::find_participant;
use techclinic::technologies;

stories! {
    /// participant.withdraw at the desk: their clinic and the data protection officer may, nobody else;
    /// figures, lists and the technology follow; taken out twice is once.
    async fn whoever_withdraws_is_counted_and_found_no_more(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let technology = crate::technologies::testing::offered(&world, &trang, "ย้อมสีธรรมชาติ", "ย้อมผ้าด้วยเปลือกไม้").await;
        let ground = ground_of(&world, trang, chonburi, &technology.code).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let (stays, leaves) = (registered(&clinic, "สมหญิง", "0812345678").await, registered(&clinic, "มะลิ", "0898765432").await);
        attend(&clinic, &transfer(&clinic).await).await.expect(303);
        world.stand_on("2010-11-01");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        for code in [&stays, &leaves] {
            clinic.post(format!("/desk/participants/{code}/follow_up/answer"), &follow_up(code, "4")).await.expect(303);
        }
        let before = counted(&world, ground.project, "2010-11-01").await;
        assert_eq!((before.registered, before.participants, before.follow_ups, before.satisfied), (2, 2, 2, 2));

        let withdraw = format!("/desk/participants/{leaves}/withdraw");
        world.anyone().post(&withdraw, &[]).await.expect(401);
        world.of_clinic(Role::ClinicDirector, &ground.chonburi).await.post(&withdraw, &[]).await.expect(404);
        for role in [Role::MinistryOfficer, Role::Auditor] {
            let refused = world.signed_in(role, Scope::Network).await.post(&withdraw, &[]).await.expect(403);
            refused.must_say("เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล");
        }
        clinic.get(format!("/desk/participants/{leaves}")).await.expect(200).must_say("ถอนแล้วเรียกคืนไม่ได้");
        let person = find_participant(world.app.db.reader(), &leaves).await.expect("read").expect("somebody");
        for _ in 0..2 {
            let list = clinic.post(&withdraw, &[]).await.expect_see_other();
            clinic.get(list).await.expect(200).must_say("สมหญิง");
        }
        assert_eq!(world.trail(person.id).await, ["participant.register", "participant.withdraw"], "twice is once");
        assert!(!clinic.get(PEOPLE).await.expect(200).says("มะลิ"));
        for page in ["", "/slip", "/follow_up/answer", "/application/correct"] {
            clinic.get(format!("/desk/participants/{leaves}{page}")).await.expect(404);
        }
        world.anyone().get(format!("/fill/{leaves}")).await.expect(404);
        let days = clinic.get(DAYS).await.expect(200);
        assert_eq!(days.all("tbody td.num"), ["1"], "who attended and has not withdrawn");

        let after = counted(&world, ground.project, "2010-11-01").await;
        assert_eq!((after.registered, after.participants, after.follow_ups, after.satisfied), (1, 1, 1, 1));
        let outcomes = technologies::find_outcomes(&world.app.db, &[technology.id]).await.expect("read");
        assert_eq!(outcomes[&technology.id].answers, 1, "their answer ranks nothing any more");
    }

    /// The slip is the right: its holder takes themselves out after a question, may apply again, and
    /// no file brings them back under the old code.
    async fn the_holder_of_a_slip_withdraws_by_it(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicManager, &ground.trang).await;
        let code = registered(&clinic, "สมหญิง", "0812345678").await;
        let person = world.anyone();
        let page = person.get(format!("/fill/{code}?lang=en")).await.expect(200);
        page.must_say("Withdraw my data").must_say("This cannot be undone");
        person.get(format!("/fill/{code}?lang=th")).await.expect(200).must_say("ถอนแล้วเรียกคืนไม่ได้");
        let home = person.post(format!("/fill/{}/withdraw", code.to_lowercase()), &[]).await.expect_see_other();
        person.get(home).await.expect(200).must_say("ถอนข้อมูลของท่านแล้ว");
        person.get(format!("/fill/{code}")).await.expect(404);
        person.post("/fill/00000-00000/withdraw", &[]).await.expect(404);
        assert_eq!(counted(&world, ground.project, "2010-09-15").await.registered, 0);

        let file = format!("project,area,code,name,registered_on\nP53-1,1,{code},สมหญิง ใจดี,2010-09-01\n");
        let checked = world.rehearsed("participants", &file).await;
        let faults: Vec<_> = checked.faults.iter().map(|fault| (fault.column.as_str(), fault.reason.id())).collect();
        assert_eq!(faults, [("code", "responses-import-withdrawn")]);
        let mut again = application("สมหญิง", "0812345678");
        again.retain(|(name, _)| *name != "sheet.once");
        again.push(("sheet.once", "a new sheet"));
        clinic.post(PEOPLE, &again).await.expect(303);
        assert_eq!(counted(&world, ground.project, "2010-09-15").await.registered, 1);
    }

    /// The API does as the page.
    async fn participant_withdraw_by_the_api(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicManager, &ground.trang).await;
        let code = registered(&clinic, "สมหญิง", "0812345678").await;
        let address = format!("/api/v1/participants/{code}/withdraw");
        world.anyone().post_json(&address, serde_json::json!({})).await.expect(401);
        let officer = world.signed_in(Role::DataProtectionOfficer, Scope::Network).await;
        officer.post_json(&address, serde_json::json!({})).await.expect(204);
        assert_eq!(counted(&world, ground.project, "2010-09-15").await.registered, 0);
    }
}
