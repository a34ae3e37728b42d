//! The demonstration as a story: it loads on both engines, is the same again, and is never loaded
//! twice.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::testing::{Person, World, stories};
use techclinic::config::Settings;
use techclinic::demo::{Plan, build, is_loaded, load};
use techclinic::needs;

async fn texts(world: &World) -> Vec<String> {
    let page = world.anyone().get("/api/v1/needs?limit=100").await.json();
    let items = page["items"].as_array().expect("items");
    items.iter().map(|need| format!("{} {} {}", need["code"], need["received_on"], need["status"])).collect()
}

/// How far the amendments of projects have come that go on.
async fn amendments(ministry: &Person) -> Vec<String> {
    let mut found = Vec::new();
    for status in ["approved", "following_up"] {
        let projects = ministry.get(format!("/api/v1/projects?status={status}&limit=100")).await.expect(200).json();
        for project in projects["items"].as_array().into_iter().flatten() {
            let code = project["code"].as_str().expect("a code");
            let listed = ministry.get(format!("/api/v1/projects/{code}/amendments")).await.expect(200).json();
            found.extend(
                listed.as_array().into_iter().flatten().filter_map(|one| one["status"].as_str().map(str::to_owned)),
            );
        }
    }
    found
}

/// What the list asks of the database is the rule on the noun, for needs in all their states.
async fn the_list_knows_which_needs_have_an_outcome(world: &World) {
    let of = |answered: &str| needs::Filter {
        answered: answered.to_owned(),
        limit: Some(kit::db::listing::LIMIT),
        ..needs::Filter::default()
    };
    let newest = needs::list(&world.app.db, &of(""), None).await.expect("read").items;
    let ids: BTreeSet<_> = newest.iter().map(|row| row.id).collect();
    let whole = needs::find_many(&world.app.db, ids.iter().copied().collect()).await.expect("read");
    let by_rule: BTreeSet<_> = whole.iter().filter(|need| need.is_answered_for()).map(|need| need.id).collect();
    let listed = needs::list(&world.app.db, &of("yes"), None).await.expect("read").items;
    assert!(!listed.is_empty());
    assert_eq!(listed.iter().map(|row| row.id).filter(|id| ids.contains(id)).collect::<BTreeSet<_>>(), by_rule);
}

stories! {
    async fn a_demonstration_is_alive_today_and_loaded_once(world: World) {
        world.stand_on("2026-11-21");
        let sign_ins = load(&world.app, Plan::default(), &|_, _| ()).await.expect("loaded");
        assert_eq!(sign_ins.len(), techclinic::accounts::Role::ALL.len() + 1);
        assert!(is_loaded(&world.app).await.expect("read"));
        let first = texts(&world).await;
        assert!(first.len() >= 60, "{}", first.len());
        for state in ["received", "in_analysis", "declined", "in_project", "answered"] {
            assert!(first.iter().any(|need| need.contains(state)), "{state}");
        }
        let villages = world.anyone().get("/api/v1/villages/coverage").await.json();
        assert_eq!((&villages["villages"], &villages["districts"], &villages["provinces"]), (&310.into(), &249.into(), &67.into()));
        load(&world.app, Plan::default(), &|_, _| ()).await.expect("kept");
        assert_eq!(texts(&world).await, first, "started again, it keeps the data");
        let manager = sign_ins.iter().find(|one| one.email.starts_with("clinic-manager")).expect("a manager");
        let someone = world.anyone();
        someone.post("/sign-in", &[("email", &manager.email), ("password", &manager.password)]).await.expect_see_other();
        // Nobody reviews technologies of their own clinic, so that a second one signs in too.
        let neighbour = sign_ins.iter().find(|one| one.clinic.as_deref() == Some("chonburi")).expect("a neighbour");
        let other = world.anyone();
        other.post("/sign-in", &[("email", &neighbour.email), ("password", &neighbour.password)]).await.expect_see_other();
        other.get("/desk/reviews").await.expect(200);
        assert!(!world.anyone().get("/sign-in").await.expect(200).says(&neighbour.email), "only where --demo is on");
        let mut app = world.app.clone();
        app.settings = Arc::new(Settings { demo: true, ..(*app.settings).clone() });
        let shown = world.anyone_at(app);
        for (address, status) in [("/sign-in", 200), ("/desk", 401)] {
            let page = shown.get(address).await.expect(status);
            for one in &sign_ins {
                assert!(page.says(&one.email) && page.says(&one.password), "{address}: {}", one.email);
            }
            page.must_say("ผู้จัดการคลินิก").must_say("สถาบันเทคโนโลยีสมมติ (ชลบุรี)");
        }
        let officer = sign_ins.iter().find(|one| one.email.starts_with("ministry-officer")).expect("an officer");
        let ministry = world.anyone();
        ministry.post("/sign-in", &[("email", &officer.email), ("password", &officer.password)]).await.expect_see_other();
        ministry.get("/desk").await.expect(200).must_say("รอกระทรวงพิจารณา").must_say("รอกระทรวงรับรองหรือส่งกลับ");
        ministry.get("/desk").await.expect(200).must_say("การปรับแผนครั้งที่ 1");
        let amended = amendments(&ministry).await;
        assert!(amended.iter().any(|status| status == "approved") && amended.iter().any(|status| status == "submitted"), "{amended:?}");
        let late = world.anyone().get("/api/v1/needs?late=yes&limit=100").await.json();
        let climbed = late["items"].as_array().into_iter().flatten().find(|need| need["level"] == "ministry").expect("late");
        the_list_knows_which_needs_have_an_outcome(&world).await;
        let code = climbed["code"].as_str().expect("a code");
        let way = world.anyone().get(format!("/needs/{code}")).await.expect(200);
        let steps = way.all(".prose li");
        let steps: Vec<&str> = steps.iter().filter_map(|step| step.split_once(": ส่งต่อถึง")).map(|(day, _)| day).collect();
        assert!(steps.len() == 3 && steps[0] != steps[1] && steps[1] != steps[2], "each on its day: {steps:?}");
        let declined = first.iter().find(|need| need.contains("declined")).and_then(|need| need.split('"').nth(1)).expect("a need");
        let page = someone.get(format!("/needs/{declined}")).await.expect(200);
        assert!(!page.says("ผู้ใช้ที่ไม่มีบัญชีแล้ว"), "{}", page.text());
        let coordinator = sign_ins.iter().find(|one| one.email.starts_with("clinic-coordinator")).expect("a coordinator");
        let leaving = world.anyone();
        leaving.post("/sign-in", &[("email", &coordinator.email), ("password", &coordinator.password)]).await.expect_see_other();
        leaving.get("/villages/new").await.expect(200);
        let last = [("last_day_day", "21"), ("last_day_month", "11"), ("last_day_year", "2569")];
        ministry.post("/appointments/D-TRANG-COO/end", &last).await.expect_see_other();
        leaving.get("/villages/new").await.expect(200);
        world.stand_on("2026-11-22");
        leaving.get("/villages/new").await.expect(403);
        someone.get("/villages/new").await.expect(200);
        for finding in techclinic::commands::verify::check(&world.app).await.expect("verified") {
            assert!(finding.whole, "{}: {}", finding.about, finding.said);
        }
    }
}

/// What documents say of agreements is there as they say it, with what they leave open, and is not
/// marked as invented; the agreements of the living network are.
#[tokio::test]
async fn what_documents_say_of_agreements_is_there() {
    let world = World::on_sqlite().await;
    world.stand_on("2026-11-21");
    build(&world.app, Plan::default(), &|_, _| ()).await.expect("built");
    let page = |code: &'static str| {
        let someone = world.anyone();
        async move { someone.get(format!("/agreements/{code}")).await.expect(200) }
    };
    let first = page("A46-NETWORK").await;
    first.must_say("พ.ศ. 2546").must_say("พ.ศ. 2547").must_say("2543").must_say("ตามหลักเกณฑ์");
    assert!(!first.says("ข้อมูลสมมติ"));
    page("A52-MOI").await.must_say("วันจันทร์ที่ 20 เมษายน 2552").must_say("ไม่ทราบว่ามีผลอยู่หรือไม่");
    page("A52-NETWORK").await.must_say("วันอังคารที่ 20 ธันวาคม 2554").must_say("64 เครือข่าย");
    page("D-TRANG-3").await.must_say("ข้อมูลสมมติ").must_say("D-TRANG-1").must_say("มีผล");
    page("D-CHIANGMAI-1").await.must_say("ใกล้หมดอายุ");
    world.anyone().get("/clinics/trang").await.expect(200).must_say("ผู้จัดการสมมติ 11").must_say("ผู้บริหารจังหวัดสมมติ 1");
}

#[tokio::test]
async fn the_same_seed_and_day_make_the_same_network() {
    let mut seen = Vec::new();
    for _ in 0..2 {
        let world = World::on_sqlite().await;
        world.stand_on("2026-11-21");
        build(&world.app, Plan::default(), &|_, _| ()).await.expect("built");
        seen.push(texts(&world).await);
    }
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn a_larger_network_tells_the_same_needs_elsewhere() {
    let world = World::on_sqlite().await;
    world.stand_on("2026-11-21");
    load(&world.app, Plan { scale: 2, ..Plan::default() }, &|_, _| ()).await.expect("loaded");
    assert_eq!(texts(&world).await.len(), 100, "the first hundred of twice as many");
}
