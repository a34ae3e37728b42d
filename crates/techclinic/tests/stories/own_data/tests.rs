//! Stories of what a person sees of what is held of them.

use crate::follow_ups::tests::two_people;
use crate::responses::testing::{application, register};
use crate::responses::tests::ground;
use crate::testing::{stories, with};
use techclinic::accounts::{Role, Scope};

stories! {
    /// docs/requirements.md G-21, second half: a person gets an export of their data, by their clinic or the data
    /// protection officer, and no other clinic opens it.
    async fn a_person_gets_an_export_of_all_that_is_held_of_them(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [code, other] = two_people(&clinic).await;
        clinic.post(format!("/desk/participants/{code}/call-attempts"), &[("outcome", "no_answer"), ("note", "ไม่รับสาย")]).await.expect(303);
        let (page, file) = (format!("/desk/participants/{code}/data"), format!("/desk/participants/{code}/data.json"));
        let chonburi = world.of_clinic(Role::ClinicDirector, &ground.chonburi).await;
        let province = world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await;
        for path in [&page, &file] {
            for stranger in [&chonburi, &province] {
                stranger.get(path).await.expect(404);
            }
            assert!(!matches!(world.anyone().get(path).await.status.as_u16(), 200 | 404), "a stranger is asked to sign in");
        }
        clinic.get(format!("/desk/participants/{code}")).await.expect(200).must_say("ข้อมูลส่วนบุคคลที่เก็บไว้");
        clinic.get(&page).await.expect(200).must_say("สมหญิง").must_say("ถ่ายทอดการย้อมสีธรรมชาติ").must_say("ไม่รับสาย");
        let officer = world.signed_in(Role::DataProtectionOfficer, Scope::Network).await;
        let held = officer.get(&file).await.expect(200).json();
        assert_eq!((held["code"].as_str(), held["person"]["phone"].as_str()), (Some(code.as_str()), Some("0812345678")));
        assert_eq!(held["person"]["name"], "นางสมหญิง ใจดี");
        let consents: Vec<_> = held["consents"].as_array().expect("a list").iter().map(|one| (one["purpose"].as_str(), one["agreed"].as_bool())).collect();
        assert_eq!(consents, [(Some("contact"), Some(true)), (Some("network"), Some(false)), (Some("photo"), Some(false))]);
        assert_eq!((held["days"].as_array().map(Vec::len), held["calls"][0]["note"].as_str()), (Some(1), Some("ไม่รับสาย")));
        assert_eq!(held["answers"][0]["kind"], "application");
        assert!(!held.to_string().contains(&other), "nobody else's");
    }

    /// The holder of a slip sees their own by the end of their telephone number, without an account; a finder of the
    /// slip guesses it a few times and no more.
    async fn the_holder_of_a_slip_sees_what_is_held_of_them(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [code, other] = two_people(&clinic).await;
        let person = world.anyone();
        let at = format!("/fill/{code}/data");
        person.get("/fill/NOBODY1234/data").await.expect(404);
        person.get(format!("/fill/{code}")).await.expect(200).must_say("ข้อมูลส่วนบุคคลที่เก็บไว้");
        let asked = person.get(&at).await.expect(200);
        assert!(!asked.body.contains("สมหญิง"), "no name before the number");
        let wrong = person.post(&at, &[("digits", "0000")]).await.expect(422);
        wrong.must_say("ไม่ตรงกับหมายเลขโทรศัพท์");
        assert!(!wrong.body.contains("สมหญิง"));
        person.post(&at, &[("digits", "๕๖๗๘")]).await.expect(200).must_say("สมหญิง").must_say("ให้เผยแพร่ภาพถ่ายและเรื่องราว");
        let file = person.post(&at, &[("digits", "5678"), ("step", "file")]).await.expect(200).json();
        assert_eq!(file["person"]["name"], "นางสมหญิง ใจดี");

        for number in 0..9 {
            person.post(&at, &[("digits", format!("000{number}").as_str())]).await.expect(422);
        }
        person.post(&at, &[("digits", "5678")]).await.expect(429);
        let theirs = format!("/fill/{other}/data");
        person.post(&theirs, &[("digits", "4321")]).await.expect(200).must_say("สมใจ");

        let without = with(&application("สมพร", "x"), &[("phone", "")]);
        let silent = register(&clinic, "/desk/projects/P53-1/areas/1", &without).await;
        person.get(format!("/fill/{silent}/data")).await.expect(200).must_say("ขอดูข้อมูลที่คลินิก");
        person.post(format!("/fill/{silent}/data"), &[("digits", "")]).await.expect(422);

        person.post(format!("/fill/{code}/withdraw"), &[]).await.expect(303);
        person.post(&at, &[("digits", "5678")]).await.expect(404);
    }
}
