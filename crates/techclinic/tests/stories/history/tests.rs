//! Stories of the trail, as those who read it would tell them.

use crate::testing::{World, stories};
use techclinic::accounts::{Role, Scope};

/// Tells a need in ตรัง and answers the address of its public page.
async fn told(world: &World) -> String {
    let once = world.app.chance.secret();
    let fields = [
        ("once", once.as_str()),
        ("text", "ตากกล้วยแล้วขึ้นราในหน้าฝน"),
        ("group_kind", "housewives"),
        ("province", "92"),
        ("submitted_by", "ผู้แจ้งสมมติ"),
    ];
    let track = world.anyone().post("/needs", &fields).await.expect_see_other();
    let page = world.anyone().get(&track).await.expect(200);
    let code = page.body.split("/needs/N").nth(1).expect("the code").split('"').next().expect("its end").to_owned();
    format!("/needs/N{code}")
}

stories! {
    /// The trail is for auditors, administrators and the data protection officer.
    async fn only_auditors_read_the_whole_trail(world: World) {
        let trang = world.trang().await;
        world.anyone().get("/desk/history").await.expect(401);
        for role in [Role::ClinicDirector, Role::ClinicCoordinator] {
            world.of_clinic(role, &trang).await.get("/desk/history").await.expect(403).must_say("ผู้ตรวจสอบ");
        }
        world.officer().await.get("/desk/history").await.expect(403);
        for role in [Role::Auditor, Role::Administrator, Role::DataProtectionOfficer] {
            let page = world.signed_in(role, Scope::Network).await.get("/desk/history").await.expect(200);
            assert!(page.all("#filter-verb option").iter().all(|verb| !verb.starts_with('[')), "each has a name");
        }
    }

    /// It is found by verb, by code and by day, and says no personal value.
    async fn the_trail_is_found_by_verb_code_and_day(world: World) {
        let trang = world.trang().await;
        let address = told(&world).await;
        let code = address.rsplit('/').next().expect("a code").to_owned();
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("{address}/decline"), &[("text", "ยังไม่มีเทคโนโลยี")]).await.expect(303);
        let auditor = world.signed_in(Role::Auditor, Scope::Network).await;

        let rows = |page: &crate::testing::Answer| page.all("tbody tr");
        let of_need = auditor.get(format!("/desk/history?q={}", code.to_lowercase())).await.expect(200);
        assert_eq!(rows(&of_need).len(), 2, "{}", of_need.text());
        of_need.must_say("ไม่รับดำเนินการ").must_say("ประชาชน (ไม่ได้เข้าสู่ระบบ)").must_say("reason: ยังไม่มีเทคโนโลยี");
        assert!(!of_need.body.contains("ผู้แจ้งสมมติ"));
        assert_eq!(rows(&auditor.get("/desk/history?verb=need.decline").await.expect(200)).len(), 1);
        let on = |day: &str| format!("/desk/history?verb=need.decline&on_day={day}&on_month=5&on_year=2553");
        assert_eq!(rows(&auditor.get(on("10")).await.expect(200)).len(), 1);
        assert_eq!(rows(&auditor.get(on("9")).await.expect(200)).len(), 0);
        auditor.get("/desk/history?on_day=10&on_month=5&on_year=25533").await.expect(422).must_say("2553");

        let administrator = world.signed_in(Role::Administrator, Scope::Network).await;
        let page = administrator.get(format!("/desk/history?q={code}")).await.expect(200);
        assert!(!page.says("ยังไม่มีเทคโนโลยี"), "an administrator has no right to content");
    }

    /// Long trails come a page at a time.
    async fn the_trail_comes_a_page_at_a_time(world: World) {
        world.trang().await;
        for _ in 0..22 {
            told(&world).await;
        }
        let auditor = world.signed_in(Role::Auditor, Scope::Network).await;
        let first = auditor.get("/desk/history?verb=need.register").await.expect(200);
        assert_eq!(first.all("tbody tr").len(), 20);
        let next = first.body.split("rel=\"next\" href=\"").nth(1).expect("a next page").split('"').next().expect("its end");
        let next = next.replace("&#38;", "&").replace("&amp;", "&");
        assert_eq!(auditor.get(&next).await.expect(200).all("tbody tr").len(), 2);
    }

    /// On a need's page whoever works in the network reads what was done; the public does not.
    async fn staff_read_what_was_done_to_a_need(world: World) {
        let trang = world.trang().await;
        let address = told(&world).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("{address}/decline"), &[("text", "ยังไม่มีเทคโนโลยี")]).await.expect(303);
        let name = manager.reader().who().expect("signed in").name.clone();
        manager.get(&address).await.expect(200).must_say("สิ่งที่ดำเนินการแล้ว").must_say(&name);
        let public = world.anyone().get(&address).await.expect(200);
        assert!(!public.says("สิ่งที่ดำเนินการแล้ว") && !public.says(&name));
    }
}
