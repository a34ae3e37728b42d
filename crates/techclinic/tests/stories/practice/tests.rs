//! Stories of practice mode: a whole project is rehearsed by one person, and nothing that is counted,
//! listed or exported knows of it.

use kit::audit::{self, Verdict};
use kit::table::{Format, Sheet};

use super::testing::{NEED, approve, at_work, carry_out, hear, match_need, plan, report};
use crate::needs::testing::told;
use crate::testing::{Person, World, stories};
use techclinic::accounts::{self, NewToken, Role, TokenScope};
use techclinic::imports::kinds;
use techclinic::{needs, participation, projects};

/// What the site says to those who do not rehearse: every public figure, list and page, the desks of
/// the clinic, the ministry and the auditor, and every export.
async fn everything_counted(world: &World, colleague: &Person, officer: &Person, auditor: &Person) -> Vec<String> {
    let mut said = Vec::new();
    for address in [
        "/",
        "/needs",
        "/needs?q=กล้วย&province=92",
        "/projects",
        "/projects?q=กล้วย&fiscal_year=2553",
        "/projects/P53-1",
        "/projects/P53-1/indicators/satisfaction_benefit",
        "/technologies",
        "/clinics",
        "/clinics/trang",
        "/participation",
        "/dashboard?fiscal_year=2553",
        "/dashboard?fiscal_year=2553&province=92",
        "/dashboard/projects?fiscal_year=2553",
        "/progress-reports/P53-1/2553/3",
        "/published-figures",
    ] {
        for reader in [&world.anyone(), colleague, officer, auditor] {
            said.push(format!("{address} {}", reader.get(address).await.expect(200).text()));
        }
    }
    for address in [
        "/api/v1/needs",
        "/api/v1/projects",
        "/api/v1/opinions",
        "/api/v1/progress-reports",
        "/api/v1/indicators?project=P53-1",
        "/api/v1/projects/P53-1/measures",
        "/api/v1/published-figures",
        "/api/v1/technologies",
    ] {
        for reader in [&world.anyone(), colleague, officer, auditor] {
            said.push(format!("{address} {}", reader.get(address).await.expect(200).body));
        }
    }
    for desk in ["/desk", "/desk/progress-reports?quarter=2553Q3", "/desk/opinions"] {
        for reader in [colleague, officer] {
            said.push(format!("{desk} {}", reader.get(desk).await.expect(200).text()));
        }
    }
    let matched = serde_json::json!({ "text": NEED, "province": "92" });
    said.push(world.anyone().post_json("/api/v1/match", matched).await.expect(200).body);
    for kind in kinds() {
        for reader in [world.system(), colleague.reader(), officer.reader(), auditor.reader()] {
            let file = tempfile::NamedTempFile::new().expect("a file");
            let out = Box::new(file.reopen().expect("the file"));
            let mut sheet = Sheet::begin(Format::Csv, kind.columns(), out).expect("begun");
            kind.export(&world.app, &reader, &mut sheet).await.expect("exported");
            sheet.finish().expect("written");
            said.push(format!("{} {}", kind.name(), std::fs::read_to_string(file.path()).expect("read")));
        }
    }
    said
}

/// The same, told one by one, so that a difference names its place.
#[track_caller]
fn must_agree(before: &[String], after: &[String]) {
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(after) {
        assert_eq!(before, after);
    }
}

/// The trail is whole, its chain unbroken.
async fn verified(world: &World) {
    while audit::seal(&world.app.db).await.expect("sealed") > 0 {}
    assert!(matches!(audit::verify(&world.app.db).await.expect("verified"), Verdict::Whole { .. }));
}

stories! {
    /// One coordinator rehearses the whole way from a need to the accepted report, playing every role;
    /// figures, lists, desks, exports and matching of everybody else stay as they were, word for word.
    /// Then practice.clear takes it all away, and the trail stays whole.
    async fn a_whole_project_is_rehearsed_and_no_figure_counts_it(world: World) {
        let (trang, dryer, _) = at_work(&world).await;
        let chonburi = world.chonburi().await;
        let colleague = world.of_clinic(Role::ClinicManager, &trang).await;
        let (officer, auditor) =
            (world.officer().await, world.signed_in(Role::Auditor, accounts::Scope::Network).await);
        let before = everything_counted(&world, &colleague, &officer, &auditor).await;

        let person = world.rehearsing(&trang).await;
        let need = told(&person, NEED, "practice-need").await;
        match_need(&person, &need, &dryer).await;
        let offered = person.get(format!("/needs/{need}")).await.expect(200);
        assert!(offered.body.contains(&format!("/projects/new?need={need}")), "it leads on to a project");
        let project = plan(&person, &need).await;
        person.get("/desk").await.expect(200).must_say("ฝึกอบกล้วยในหน้าฝน");
        approve(&person, &project).await;
        let slip = carry_out(&person, &project, "ฝึกอบกล้วยในหน้าฝน").await;
        let opinion = hear(&person, &project).await;
        report(&person, &project).await;
        for verb in ["follow-up", "close"] {
            person.post(format!("/projects/{project}/{verb}"), &[]).await.expect(303);
        }
        let page = person.get(format!("/projects/{project}")).await.expect(200);
        page.must_say("อยากให้จัดในวันหยุด").must_say("กิจกรรม 1 1");
        must_agree(&before, &everything_counted(&world, &colleague, &officer, &auditor).await);

        // Nobody else learns that there is anything; the clinic itself is shown the way in.
        let tracks = [
            format!("/needs/{need}"),
            format!("/projects/{project}"),
            format!("/projects/{project}/history"),
            format!("/participation/{opinion}"),
            format!("/projects/{project}/indicators/recipients"),
            format!("/progress-reports/{project}/2553/3"),
            format!("/api/v1/needs/{need}"),
            format!("/api/v1/projects/{project}"),
            format!("/api/v1/projects/{project}/measures"),
            format!("/fill/{slip}"),
        ];
        let (elsewhere, rival) = (world.rehearsing(&chonburi).await, world.of_clinic(Role::ClinicManager, &chonburi).await);
        for address in &tracks {
            for stranger in [&world.anyone(), &officer, &auditor, &rival, &elsewhere] {
                stranger.get(address).await.expect(404);
            }
        }
        colleague.get(&tracks[0]).await.expect(403).must_say("เข้าโหมดฝึกใช้งาน");
        world.anyone().post(format!("/fill/{slip}/withdraw"), &[]).await.expect(404);
        for door in ["fill", "desk/participants"] {
            let refused = colleague.post(format!("/{door}/{slip}/withdraw"), &[]).await.expect(403);
            refused.must_say("เข้าโหมดฝึกใช้งาน");
        }

        // A colleague who practises may go on with it.
        let other = world.rehearsing(&trang).await;
        other.get("/projects").await.expect(200).must_say("ฝึกอบกล้วยในหน้าฝน");
        other.get("/needs").await.expect(200).must_say(&NEED[..30]);

        other.post(format!("/desk/participants/{slip}/withdraw"), &[]).await.expect(303);
        other.get(format!("/fill/{slip}")).await.expect(404);
        verified(&world).await;
        let known = needs::find_by_code(&world.app.db, &need).await.expect("read").expect("the need");
        person.post("/practice/clear", &[]).await.expect(303);
        person.get(format!("/projects/{project}")).await.expect(404);
        assert!(needs::find_by_code(&world.app.db, &need).await.expect("read").is_none());
        assert!(projects::find_by_code(&world.app.db, &project).await.expect("read").is_none());
        assert!(participation::find_by_code(&world.app.db, &opinion).await.expect("read").is_none());
        assert_eq!(world.trail(trang.id).await.last().map(String::as_str), Some("practice.clear"));
        assert_eq!(world.trail(known.id).await.first().map(String::as_str), Some("need.register"));
        verified(&world).await;
        must_agree(&before, &everything_counted(&world, &colleague, &officer, &auditor).await);
    }

    /// In practice mode real records can be read and not changed, and outside of it rehearsals
    /// neither; nothing real comes to hang on a rehearsal, nor the reverse.
    async fn rehearsals_and_real_records_never_mix(world: World) {
        let (trang, dryer, slip) = at_work(&world).await;
        let person = world.of_clinic(Role::ClinicManager, &trang).await;
        let real = told(&world.anyone(), NEED, "another").await;
        match_need(&person, &real, &dryer).await;
        person.post("/practice/start", &[]).await.expect(303);
        let banner = person.get("/about").await.expect(200);
        banner.must_say("โหมดฝึกใช้งาน").must_say("ออกจากโหมดฝึกใช้งาน");

        let matched = person.get(format!("/needs/{real}")).await.expect(200);
        assert!(!matched.body.contains("/projects/new?need"), "a rehearsal cannot take it up");
        for (address, fields) in [
            (format!("/needs/{real}/answer"), vec![("text", "ตอบกลับแล้ว")]),
            (format!("/needs/{real}/decline"), vec![("text", "ไม่รับ")]),
            ("/technologies".to_owned(), vec![("name_th", "ของจริง")]),
            ("/desk/projects/P53-1/areas/1/activities".to_owned(), vec![("kind", "transfer")]),
            (format!("/fill/{slip}/withdraw"), vec![]),
            (format!("/desk/participants/{slip}/withdraw"), vec![]),
            ("/desk/progress-reports".to_owned(), vec![("report", "P53-1-A1-2553Q3")]),
        ] {
            let refused = person.post(&address, &fields).await.expect(403);
            refused.must_say("ท่านอยู่ในโหมดฝึกใช้งาน").must_say("ออกจากโหมดฝึกใช้งาน");
        }
        let on = |need: &str, once: &str| {
            [("name_th", "ข้ามฝั่ง"), ("fiscal_year", "2553"), ("programme", "transfer"), ("lead", "trang"), ("need", need), ("once", once)]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        let send = async |fields: [(String, String); 6]| {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            person.post("/projects", &fields).await
        };
        send(on(&real, "practice-1")).await.expect(403);
        assert!(!person.get("/projects").await.expect(200).says("โครงการทดสอบ"), "no real project in the list");

        let practised = told(&person, NEED, "practice-need").await;
        match_need(&person, &practised, &dryer).await;
        person.post("/practice/end", &[("next", "/needs")]).await.expect(303);
        person.get(format!("/needs/{practised}")).await.expect(403).must_say("เข้าโหมดฝึกใช้งาน");
        person.post(format!("/needs/{practised}/answer"), &[("text", "ตอบ")]).await.expect(403);
        send(on(&practised, "real-1")).await.expect(403);
        assert!(!person.get(format!("/projects/new?need={practised}")).await.expect(200).says(&NEED[..30]));

        // Who typed in one mode does not save in the other.
        let late = [("text", NEED), ("group_kind", "housewives"), ("province", "92"), ("once", "practice-late")];
        let kept = person.post("/needs", &late).await.expect(409);
        kept.must_say("ระบบจึงยังไม่บันทึก");
        assert_eq!(kept.value_of("text").as_deref(), Some(NEED));
        assert_eq!(kept.value_of("once").map(|key| key.starts_with("practice-")), Some(false));
    }

    /// Practice mode is for people of a clinic at their own browser: not for strangers, nor officers,
    /// nor tokens, even those of somebody who practises.
    async fn only_people_of_a_clinic_may_practise(world: World) {
        let trang = world.trang().await;
        let person = world.rehearsing(&trang).await;
        for verb in ["start", "clear"] {
            world.anyone().post(format!("/practice/{verb}"), &[]).await.expect(401);
            world.officer().await.post(format!("/practice/{verb}"), &[]).await.expect(403);
        }
        world.anyone().get("/practice").await.expect(401);
        let officers = world.officer().await.get("/practice").await.expect(200);
        assert!(!officers.body.contains("action=\"/practice/start\""));
        world.of_clinic(Role::ClinicManager, &trang).await.post("/practice/clear", &[]).await.expect(403);

        let need = told(&person, NEED, "practice-need").await;
        let owner = person.reader().who().map(|who| who.account);
        let new = NewToken { name: "a program".to_owned(), scope: TokenScope::Write, days: 1 };
        let (_, secret) = accounts::issue_token(&world.app, &world.system(), owner, new).await.expect("a token");
        let asked = axum::http::Request::get(format!("/api/v1/needs/{need}"))
            .header(axum::http::header::AUTHORIZATION, format!("Bearer {secret}"));
        world.anyone().send(asked, axum::body::Body::empty()).await.expect(403);
        person.get(format!("/api/v1/needs/{need}")).await.expect(200);
    }
}
