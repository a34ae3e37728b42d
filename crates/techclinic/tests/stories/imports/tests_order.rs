//! Stories of the order in which files were brought in, whatever hour the clocks showed.

use kit::Error;

use super::tests::{FIRST, SECOND, done};
use crate::testing::{World, stories};

async fn refusal(world: &World, code: &str) -> (String, String) {
    match techclinic::imports::undo(&world.app, &world.system(), code).await {
        Err(Error::Conflict(message)) => (message.id().to_owned(), world.app.words.say(kit::Lang::Th, &message)),
        other => panic!("{other:?}"),
    }
}

stories! {
    /// What was written first is earlier though its clock stood later, as that of a demonstration may.
    async fn the_import_written_last_is_undone_though_another_clock_stood_later(world: World) {
        world.stand_on("2010-06-01");
        let first = done(&world, "villages", FIRST).await;
        let form = [("kind", "host"), ("name_th", "บ้านแม่"), ("province", "92"), ("district", "9205"), ("status", "ended"), ("version", "1")];
        world.officer().await.post("/villages/V-1/correct", &form).await.expect(303);
        world.stand_on("2010-05-10");
        let second = done(&world, "villages", SECOND).await;
        let page = world.officer().await.get("/desk/imports").await.expect(200);
        let listed = page.hrefs("a[href^='/desk/imports/I']");
        assert_eq!(listed, [format!("/desk/imports/{second}"), format!("/desk/imports/{first}")], "written last, listed first");
        let (id, said) = refusal(&world, &first).await;
        assert_eq!(id, "imports-undo-imported");
        assert!(said.contains(&second), "{said}");
        techclinic::imports::undo(&world.app, &world.system(), &second).await.expect("nothing was written after it");
        assert_eq!(refusal(&world, &first).await.0, "imports-undo-acted", "the correction came after the first");
    }

    /// An import that is chained already goes by its place in the chain.
    async fn an_import_that_is_chained_is_still_told_from_what_came_after(world: World) {
        world.stand_on("2010-06-01");
        let first = done(&world, "villages", FIRST).await;
        world.stand_on("2010-05-10");
        let second = done(&world, "villages", SECOND).await;
        while kit::audit::seal(&world.app.db).await.expect("sealed") > 0 {}
        assert_eq!(refusal(&world, &first).await.0, "imports-undo-imported");
        techclinic::imports::undo(&world.app, &world.system(), &second).await.expect("undone");
        techclinic::imports::undo(&world.app, &world.system(), &first).await.expect("undone");
    }

    /// However many there are, each is reached from the list, once.
    async fn every_import_is_reached_page_by_page(world: World) {
        let mut codes = Vec::new();
        for number in 0..23 {
            let file = format!("fact,value,unit,as_of,source\nnetworks,{number},เครือข่าย,30 กันยายน 2552,แหล่งที่ {number}\n");
            codes.push(format!("/desk/imports/{}", done(&world, "published-figures", &file).await));
        }
        codes.reverse();
        let officer = world.officer().await;
        let page = officer.get("/desk/imports?kind=needs").await.expect(200);
        let mut listed = page.hrefs("a[href^='/desk/imports/I']");
        let next = page.hrefs("a[rel=next]").remove(0);
        let last = officer.get(&next).await.expect(200);
        assert!(last.hrefs("a[rel=next]").is_empty(), "two pages are all");
        listed.extend(last.hrefs("a[href^='/desk/imports/I']"));
        assert_eq!(listed, codes);
        // A cursor that says nothing begins at the beginning.
        officer.get("/desk/imports?cursor=x").await.expect(200).must_say("published-figures");
    }

    /// What a file of the years before the system brought goes again, whole.
    async fn an_import_of_the_past_is_undone(world: World) {
        let file = "code,fiscal_year,name_th,organiser,province,budget_baht,recipients,source\n\
            H-1,2549,ตู้อบแห้ง,มหาวิทยาลัย,92,150000,40,รายงาน\n";
        let import = done(&world, "past-projects", file).await;
        techclinic::imports::undo(&world.app, &world.system(), &import).await.expect("undone");
        assert_eq!(world.anyone().get("/api/v1/past-projects").await.json()["items"], serde_json::json!([]));
    }
}
