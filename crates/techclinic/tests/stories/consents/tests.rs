//! Stories of what participants agree to, purpose by purpose, and take back.

use crate::follow_ups::tests::two_people;
use crate::responses::testing::{application, register};
use crate::responses::tests::ground;
use crate::testing::{stories, with};
use techclinic::accounts::{Role, Scope};

const AREA: &str = "/desk/projects/P53-1/areas/1";

/// What a clinic writes down of one purpose, said on 1 October 2553.
const fn said<'a>(purpose: &'a str, agreed: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("purpose", purpose),
        ("agreed", agreed),
        ("way", "phone"),
        ("said_on_day", "1"),
        ("said_on_month", "10"),
        ("said_on_year", "2553"),
    ]
}

stories! {
    /// docs/requirements.md G-21: nobody but the clinic, and the data protection officer, writes down what a person says,
    /// and only what can be true.
    async fn only_whom_a_person_may_turn_to_writes_it_down(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [code, _] = two_people(&clinic).await;
        world.stand_on("2010-10-20");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let (page, area) = (format!("/desk/participants/{code}/consents"), format!("{AREA}/consents"));
        let chonburi = world.of_clinic(Role::ClinicDirector, &ground.chonburi).await;
        let province = world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await;
        for path in [&page, &area] {
            for stranger in [&chonburi, &province] {
                stranger.get(path).await.expect(404);
            }
            assert!(!matches!(world.anyone().get(path).await.status.as_u16(), 200 | 404), "a stranger is asked to sign in");
        }
        chonburi.post(&page, &said("photo", "no")).await.expect(404);
        let auditor = world.signed_in(Role::Auditor, Scope::Network).await;
        auditor.get(&page).await.expect(200);
        auditor.post(&page, &said("photo", "no")).await.expect(403);
        clinic.post(&page, &[("purpose", "everything"), ("agreed", "perhaps"), ("way", "slip")]).await.expect(422)
            .must_say("โปรดเลือกเรื่องที่แจ้ง").must_say("โปรดเลือกว่ายินยอมหรือไม่ยินยอม").must_say("โปรดเลือกว่าแจ้งทางใด");
        clinic.post(&page, &with(&said("photo", "yes"), &[("said_on_year", "2552")])).await.expect(422).must_say("มาก่อนวันสมัคร");
        clinic.post(&page, &with(&said("photo", "yes"), &[("said_on_month", "11")])).await.expect(422);
        clinic.get(&page).await.expect(200).must_say("ยังไม่มีการแจ้งเปลี่ยนแปลงหลังการสมัคร");

        clinic.post(&page, &said("photo", "yes")).await.expect(303);
        let officer = world.signed_in(Role::DataProtectionOfficer, Scope::Network).await;
        officer.post(&page, &with(&said("photo", "no"), &[("said_on_day", "2"), ("note", "โทรมาแจ้งเอง")])).await.expect(303);
        clinic.get(&page).await.expect(200).must_say("ถอนแล้ว").must_say("โทรมาแจ้งเอง");
        clinic.get(&area).await.expect(200).must_say("2 คน").must_say("ถอนแล้ว 1").must_say("สมหญิง");
        clinic.get(format!("{page}?lang=en")).await.expect(200).must_say("Taken back");
        let person = world.anyone().get(format!("/fill/{code}/consents")).await.expect(200);
        person.must_say("ถอนแล้ว");
        assert!(!person.body.contains("สมหญิง"), "a slip's page names nobody");
        let held = officer.get(format!("/desk/participants/{code}/data.json")).await.expect(200).json();
        assert_eq!((held["consents"][2]["agreed"].as_bool(), held["consents"][2]["how"].as_str()), (Some(false), Some("phone")));
        assert_eq!((held["said"].as_array().map(Vec::len), held["said"][0]["note"].as_str()), (Some(2), Some("โทรมาแจ้งเอง")));
    }

    /// Whoever takes back that they may be contacted is called by nobody from that moment, and a correction of their
    /// application does not bring it back; what they answered counts as before.
    async fn who_takes_back_contact_is_called_no_more(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let [code, _] = two_people(&clinic).await;
        world.stand_on("2010-10-20");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let queue = format!("{AREA}/follow-ups?queue=open");
        assert!(clinic.get(&queue).await.expect(200).body.contains("0812345678"));
        let slip = world.anyone();
        slip.post("/fill/NOBODY1234/consents", &[("purpose", "contact")]).await.expect(404);
        slip.post(format!("/fill/{code}/consents"), &[("purpose", "everything")]).await.expect(404);
        for _ in 0..2 {
            slip.post(format!("/fill/{code}/consents"), &[("purpose", "contact"), ("agreed", "yes")]).await.expect(303);
        }
        let held = clinic.get(format!("/desk/participants/{code}/data.json")).await.expect(200).json();
        assert_eq!(held["said"].as_array().map(Vec::len), Some(1), "taken back twice is once");
        let waiting = clinic.get(&queue).await.expect(200);
        waiting.must_say("สมหญิง").must_say("2");
        assert!(!waiting.body.contains("0812345678") && waiting.body.contains("0887654321"), "one of two may be called");
        let calls = clinic.get(format!("/desk/participants/{code}/call-attempts")).await.expect(200);
        assert!(!calls.body.contains("/interview/"), "nobody is asked over the telephone");
        clinic.get(format!("/desk/participants/{code}/interview/follow_up")).await.expect(303);

        let at = format!("/desk/participants/{code}/application/correct");
        let corrected = with(&application("สมหญิง", "0812345678"), &[("sheet.revision", "1"), ("village", "บ้านพรุจูด หมู่ 3")]);
        clinic.post(&at, &corrected).await.expect(303);
        assert!(!clinic.get(&queue).await.expect(200).body.contains("0812345678"), "the last word stands");
        let page = format!("/desk/participants/{code}/consents");
        clinic.post(&page, &with(&said("contact", "yes"), &[("said_on_day", "20")])).await.expect(303);
        assert!(clinic.get(&queue).await.expect(200).body.contains("0812345678"), "and can be given again");
    }

    /// Personal Data Protection Act, section 20: a minor agrees by their guardian, whom the clinic names, and takes back
    /// alone; nobody agrees by a slip.
    async fn a_minor_agrees_by_their_guardian(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let minor = with(&application("เด็กดี", "0811111111"), &[("age_band", "under_20"), ("guardian_name", "นางแม่ ใจดี")]);
        let code = register(&clinic, AREA, &minor).await;
        world.stand_on("2010-10-20");
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let page = format!("/desk/participants/{code}/consents");
        clinic.get(&page).await.expect(200).must_say("อายุต่ำกว่า 20 ปี").must_say("นางแม่ ใจดี");
        clinic.post(&page, &said("photo", "yes")).await.expect(422).must_say("ชื่อผู้ปกครองที่ให้ความยินยอม");
        let by_mother = with(&said("photo", "yes"), &[("guardian", "นางแม่ ใจดี")]);
        clinic.post(&page, &by_mother).await.expect(422).must_say("ผู้ปกครองเป็นอะไรกับผู้รับบริการ");
        clinic.post(&page, &with(&by_mother, &[("relation", "mother")])).await.expect(303);
        clinic.get(&page).await.expect(200).must_say("มารดา นางแม่ ใจดี");
        world.anyone().post(format!("/fill/{code}/consents"), &[("purpose", "photo")]).await.expect(303);
        clinic.get(&page).await.expect(200).must_say("ใบติดตามของผู้รับบริการ");
    }
}
