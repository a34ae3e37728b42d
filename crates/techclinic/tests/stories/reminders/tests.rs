//! Stories of reminders: what stands on a desk, and what comes by post, from a mail server of the test.

use kit::jobs::Workers;
use kit::mail::Mailer;

use crate::testing::{PostOffice, World, stories};
use techclinic::accounts::{self, NewAccount, NewGrant, Role};
use techclinic::app::App;

/// The site with a way to this mail server.
fn with_post(world: &World, office: &PostOffice) -> App {
    drop(rustls::crypto::ring::default_provider().install_default());
    let mut app = world.app.clone();
    app.mailer = Some(Mailer::open(&office.url(), "คลินิกเทคโนโลยี <clinic@example.org>").expect("a mailer"));
    app
}

async fn account(world: &World, email: &str, role: Role, place: &str) {
    let grant = Some(NewGrant { role, place: place.to_owned() });
    let new = NewAccount { email: email.to_owned(), name: "ผู้รับสมมติ".to_owned(), grant };
    accounts::add(&world.app, &world.system(), new).await.expect("an account");
}

/// Delivers what is in the queue.
async fn deliver(app: &App) {
    let workers = techclinic::reminders::jobs(Workers::new(), app);
    let mailer = app.mailer.clone().expect("a way to the post");
    mailer.jobs(workers).work(app.ground()).await.expect("worked");
}

async fn an_agreement(world: &World) {
    world.trang().await;
    world.chonburi().await;
    let file = "code,kind,clinic,title_th,parties,signed,term_years\n\
        A53-1,clinic,trang,บันทึกความร่วมมือของตรัง,กระทรวง; มหาวิทยาลัยสมมติ,21 ธันวาคม 2552,2\n";
    assert_eq!(world.bring("agreements", file).await, [1, 0, 0]);
}

stories! {
    /// reminder.post: each stage once, one letter a day, to the clinic and the ministry and to nobody else.
    async fn a_letter_tells_of_an_agreement_that_ends(world: World) {
        an_agreement(&world).await;
        for (email, role, place) in [
            ("manager@example.org", Role::ClinicManager, "trang"),
            ("other@example.org", Role::ClinicManager, "chonburi"),
            ("officer@example.org", Role::MinistryOfficer, ""),
            ("auditor@example.org", Role::Auditor, ""),
        ] {
            account(&world, email, role, place).await;
        }
        let office = PostOffice::open().await;
        let app = with_post(&world, &office);
        world.stand_on("2011-06-22");
        assert_eq!(techclinic::reminders::post(&app).await.expect("posted"), 0, "nothing is due yet");
        world.stand_on("2011-06-23");
        assert_eq!(techclinic::reminders::post(&world.app).await.expect("posted"), 0, "no letters where there is no mail server");
        assert_eq!(techclinic::reminders::post(&app).await.expect("posted"), 2);
        assert_eq!(techclinic::reminders::post(&app).await.expect("posted"), 0, "no second letter");
        deliver(&app).await;
        let letters = office.letters();
        let mut to: Vec<String> = letters.iter().flat_map(|letter| letter.to.clone()).collect();
        to.sort();
        assert_eq!(to, ["manager@example.org", "officer@example.org"]);
        assert_eq!(letters[0].subject(), "มีเรื่องที่ต้องดำเนินการ 1 เรื่อง");
        let text = letters[0].text();
        for said in ["เรียน ผู้รับสมมติ", "บันทึกความร่วมมือของตรัง (A53-1) จะสิ้นสุดวันที่ 20 ธันวาคม 2554", "http://localhost/agreements/A53-1"] {
            assert!(text.contains(said), "{text}");
        }
        for (day, letters) in [("2011-06-24", 0), ("2011-09-21", 2), ("2011-09-22", 0), ("2011-11-20", 2), ("2011-12-21", 2), ("2011-12-22", 0)] {
            world.stand_on(day);
            assert_eq!(techclinic::reminders::post(&app).await.expect("posted"), letters, "{day}");
        }
    }

    /// The look of a day is one job, however often it is asked for; a day later there is another.
    async fn a_day_has_one_look(world: World) {
        an_agreement(&world).await;
        account(&world, "manager@example.org", Role::ClinicManager, "trang").await;
        let office = PostOffice::open().await;
        let app = with_post(&world, &office);
        for (day, letters) in [("2011-06-23", 1), ("2011-09-20", 1), ("2011-09-21", 2)] {
            world.stand_on(day);
            for _ in 0..2 {
                kit::jobs::enqueue_daily(app.ground(), techclinic::reminders::LOOK).await.expect("queued");
            }
            deliver(&app).await;
            deliver(&app).await;
            assert_eq!(office.letters().len(), letters, "{day}");
        }
    }

    /// A mail server that refuses is tried again, and the log and the queue name nobody.
    async fn a_refused_letter_is_tried_again(world: World) {
        an_agreement(&world).await;
        account(&world, "manager@example.org", Role::ClinicManager, "trang").await;
        let office = PostOffice::open().await;
        let app = with_post(&world, &office);
        world.stand_on("2011-06-23");
        assert_eq!(techclinic::reminders::post(&app).await.expect("posted"), 1);
        office.refuse(1);
        deliver(&app).await;
        assert!(office.letters().is_empty(), "refused");
        deliver(&app).await;
        assert!(office.letters().is_empty(), "not at once");
        world.stand_on("2011-06-24");
        deliver(&app).await;
        assert_eq!(office.letters().len(), 1);
        world.stand_on("2011-06-25");
        deliver(&app).await;
        assert_eq!(office.letters().len(), 1, "and once only");
        let account = accounts::find_by_email(&app.db, "manager@example.org").await.expect("read").expect("there");
        assert_eq!(world.trail(account.id).await, ["account.add", "reminder.post"]);
    }

    /// What is due stands on the desk of whoever must act, in their language, with its address.
    async fn what_is_due_stands_on_the_desk(world: World) {
        an_agreement(&world).await;
        let trang = techclinic::organisations::find_clinic(&world.app.db, "trang").await.expect("read").expect("there");
        let chonburi = techclinic::organisations::find_clinic(&world.app.db, "chonburi").await.expect("read").expect("there");
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        assert!(!own.get("/desk").await.expect(200).says("A53-1"));
        world.stand_on("2011-11-20");
        let (own, other) = (
            world.of_clinic(Role::ClinicCoordinator, &trang).await,
            world.of_clinic(Role::ClinicCoordinator, &chonburi).await,
        );
        let desk = own.get("/desk").await.expect(200);
        desk.must_say("เรื่องที่ต้องดำเนินการ").must_say("20 ธันวาคม 2554");
        assert!(desk.hrefs("main a").contains(&"/agreements/A53-1".to_owned()));
        own.get("/desk?lang=en").await.expect(200).must_say("ends on 20 December 2011");
        assert!(!other.get("/desk").await.expect(200).says("A53-1"));
        own.post("/practice/start", &[]).await.expect(303);
        assert!(!own.get("/desk").await.expect(200).says("A53-1"), "whoever rehearses is reminded of nothing real");
        world.officer().await.get("/desk").await.expect(200).must_say("A53-1");
        world.stand_on("2011-12-21");
        world.of_clinic(Role::ClinicManager, &trang).await.get("/desk").await.expect(200).must_say("ยังไม่ได้ต่ออายุ");
    }
}
