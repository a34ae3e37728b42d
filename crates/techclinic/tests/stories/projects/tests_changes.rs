//! Stories of how two plans differ, as people read it.

use super::testing::approved;
use super::tests_amendments::{save, typed};
use crate::testing::stories;
use chrono::Days;
use house::layout::reminder;
use techclinic::accounts::Role;

stories! {
    /// An amendment tells what it changes in words of the reader's language: days as an office writes them, money as
    /// baht, percents, months, and what clinics and provinces are called; no word of the machine is left.
    async fn what_changes_is_told_in_words(world: World) {
        world.stand_on("2010-07-02");
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let project = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/projects/{}/amendments", project.code), &[("text", "น้ำท่วมลานตาก จึงขอเลื่อนงาน")]).await.expect(303);
        let at = format!("/projects/{}/amendments/1", project.code);
        let work = [("ends_on_day", "15"), ("ends_on_month", "9"), ("participation_level", "collaborate")];
        save(&manager, &at, "work", &typed(&manager, &at, "work", &work).await).await.expect(303);
        let goals = [("indicator.0.target", "87.5"), ("indicator.0.instrument", "follow_up"), ("indicator.0.formula", "satisfied_share.1")];
        save(&manager, &at, "indicators", &typed(&manager, &at, "indicators", &goals).await).await.expect(303);
        let areas = [("area.0.clinic", chonburi.code.as_str()), ("group.0.kind", "private_sector")];
        save(&manager, &at, "areas", &typed(&manager, &at, "areas", &areas).await).await.expect(303);
        let money = [("offsetting", "yes"), ("line.0.source", "ministry"), ("line.0.amount", "1500"), ("stated_total", "1500"),
            ("share.0.row", ""), ("share.0.source", "ministry"), ("share.0.share", "100")];
        save(&manager, &at, "budget", &typed(&manager, &at, "budget", &money).await).await.expect(303);
        let schedule = [("item.0.exact", "1 พ.ค. 2553")];
        save(&manager, &at, "schedule", &typed(&manager, &at, "schedule", &schedule).await).await.expect(303);

        let page = manager.get(&at).await.expect(200);
        let changes = page.all("tbody tr").join("\n");
        for words in [
            "30 กันยายน 2553", "15 กันยายน 2553", "ร่วมมือ", "ร้อยละ 85", "ร้อยละ 87.5", "แบบติดตามผล", "คลินิกเทคโนโลยีชลบุรี",
            "ภาคเอกชน", "1,000.00 บาท", "1,500.00 บาท", "กระทรวง", "ร้อยละ 100", "ต.บ่อหิน (ต.บ่อหิน อ.สิเกา จ.ตรัง)", "เม.ย. 2553", "1 พฤษภาคม 2553", "ได้",
        ] {
            assert!(changes.contains(words), "{words}: {changes}");
        }
        for word in ["2010-", "collaborate", "8500", "8,500", "follow_up", "chonburi", "private_sector", "150000", "true", "exact_firsts", "satisfied_share.1"] {
            assert!(!changes.contains(word), "{word}: {changes}");
        }
        let english = manager.get(format!("{at}?lang=en")).await.expect(200).all("tbody tr").join("\n");
        for words in ["15 September 2010", "Collaborate", "87.5", "1,500.00 baht", "Apr 2010"] {
            assert!(english.contains(words), "{words}: {english}");
        }
        manager.get(format!("{at}?lang=th")).await.expect(200);
        // Approved, the history of the plan tells the same, and so does a day before it.
        world.stand_on("2010-07-03");
        manager.post(format!("{at}/submit"), &[]).await.expect(303);
        world.officer().await.post(format!("{at}/approve"), &[]).await.expect(303);
        for page in ["history", "as-of?on_day=2&on_month=7&on_year=2553"] {
            let page = manager.get(format!("/projects/{}/{page}", project.code)).await.expect(200);
            page.must_say("15 กันยายน 2553").must_say("1,500.00 บาท");
            assert!(!page.says("collaborate") && !page.says("150000"));
        }
    }

    /// amendment.submit: whoever decides is reminded of an amendment when it comes and once more after two weeks, and of
    /// nothing once it is handed back; handed in anew it is told anew.
    async fn an_amendment_that_waits_reminds_those_who_decide(world: World) {
        world.stand_on("2010-07-02");
        let trang = world.trang().await;
        let project = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let (manager, officer) = (world.of_clinic(Role::ClinicManager, &trang).await, world.officer().await);
        manager.post(format!("/projects/{}/amendments", project.code), &[("text", "น้ำท่วมลานตาก จึงขอเลื่อนงาน")]).await.expect(303);
        let at = format!("/projects/{}/amendments/1", project.code);
        let work = [("ends_on_day", "15"), ("ends_on_month", "9")];
        save(&manager, &at, "work", &typed(&manager, &at, "work", &work).await).await.expect(303);
        let due = async |after: u64| {
            let day = world.app.clock.today() + Days::new(after);
            let due = reminder::due_on(&world.app, day).await.expect("due");
            due.into_iter().filter(|one| one.key.starts_with("amendment ")).collect::<Vec<_>>()
        };
        let stages = async |after| due(after).await.into_iter().map(|one| one.stage).collect::<Vec<_>>();
        assert!(due(0).await.is_empty(), "a draft waits for nobody");
        manager.post(format!("{at}/submit"), &[]).await.expect(303);
        let told = format!("มีการปรับแผนครั้งที่ 1 ของโครงการ {} รอการอนุมัติ", project.code);
        officer.get("/desk").await.expect(200).must_say(&told);
        assert!(!manager.get("/desk").await.expect(200).says(&told), "it is not the clinic that decides");
        let first = due(0).await.remove(0).key;
        assert_eq!((stages(13).await, stages(14).await), (vec!["submitted".to_owned()], vec!["late".to_owned()]));
        officer.post(format!("{at}/return"), &[("text", "ขอให้แนบเหตุผลเพิ่ม")]).await.expect(303);
        assert!(due(0).await.is_empty());
        world.stand_on("2010-07-05");
        manager.post(format!("{at}/submit"), &[]).await.expect(303);
        assert!(due(0).await.remove(0).key != first);
        officer.post(format!("{at}/approve"), &[]).await.expect(303);
        assert!(due(0).await.is_empty());
    }

    /// The pages on which plans are compared cost the same however much differs.
    async fn what_changes_costs_the_same_however_much_it_is(world: World) {
        world.stand_on("2010-07-02");
        let trang = world.trang().await;
        let project = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/projects/{}/amendments", project.code), &[("text", "น้ำท่วมลานตาก จึงขอเลื่อนงาน")]).await.expect(303);
        let at = format!("/projects/{}/amendments/1", project.code);
        let few = world.queries_of(&manager, &at).await;
        let work = [("ends_on_day", "15"), ("method", "ถ่ายทอดในวันหยุด\nติดตามผลที่บ้าน"), ("participation_level", "collaborate")];
        save(&manager, &at, "work", &typed(&manager, &at, "work", &work).await).await.expect(303);
        assert_eq!(world.queries_of(&manager, &at).await, few);
    }
}
