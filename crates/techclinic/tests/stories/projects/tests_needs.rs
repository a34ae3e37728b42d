//! What becomes of a need between a project's draft and its end.

use crate::needs::testing::{analyse, told};
use crate::testing::stories;
use techclinic::accounts::Role;

stories! {
    /// A project taken up from a need needs a matched one, and says so beside the field. The need is in
    /// a project from the approval on, need.taken_into_project, and waits again when that is given up,
    /// need.left_by_project; a reply ends nothing, and the way to propose stands.
    async fn a_need_must_be_matched_before_a_project_takes_it_up(world: World) {
        let trang = world.trang().await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let need = told(&world.anyone(), "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน", "x").await;
        let page = coordinator.get(format!("/projects/new?need={need}")).await.expect(200);
        page.must_say("กลุ่มแม่บ้านตากกล้วย");
        let fields = [("name_th", "อบกล้วย"), ("fiscal_year", "2553"), ("programme", "transfer"), ("lead", "trang"), ("need", need.as_str()), ("once", "y")];
        let refused = coordinator.post("/projects", &fields).await.expect(409);
        assert_eq!(refused.value_of("name_th").as_deref(), Some("อบกล้วย"));
        assert!(refused.body.contains("id=\"e-need\""), "beside its field");

        analyse(&coordinator, &need, "10", "5").await;
        let dryer = crate::technologies::testing::offered(&world, &trang, "ตู้อบกล้วยพลังงานแสงอาทิตย์", "อบกล้วยให้แห้งโดยไม่ต้องตากแดด").await;
        let choice = [("technology", dryer.code.as_str()), ("note", "กลุ่มเคยเห็นที่อำเภอข้างเคียง")];
        coordinator.post(format!("/needs/{need}/confirm"), &choice).await.expect(303);
        let matched = techclinic::needs::find_by_code(&world.app.db, &need).await.expect("read").expect("the need");
        let edit = coordinator.post("/projects", &fields).await.expect_see_other();
        assert!(edit.starts_with("/projects/P53-"), "{edit}");
        let status = async || world.anyone().get(format!("/api/v1/needs/{need}")).await.expect(200).json()["status"].clone();
        let proposing = async || {
            let page = coordinator.get(format!("/needs/{need}")).await.expect(200);
            assert!(page.body.contains(&format!("/projects/new?need={need}")), "the way to propose stands");
        };
        assert_eq!(status().await, "matched", "a draft is no project to the public");
        let call = crate::network_calls::testing::ask(&world, &coordinator, &need, "call").await.expect_see_other();
        coordinator.post(format!("/needs/{need}/answer"), &[("text", "กำลังเตรียมโครงการให้ท่าน")]).await.expect(303);
        assert_eq!(status().await, "matched", "a reply ends nothing");
        proposing().await;
        let areas = [(&trang, "ต.บ่อหิน")];
        let taking = crate::projects::testing::proposed_for(&world, &trang, "อบกล้วย", &areas, &[&need]).await;
        crate::projects::testing::decided(&world, &trang, &taking.code).await;
        assert_eq!(status().await, "in_project");
        let call = world.anyone().get(format!("/api/v1{call}")).await.expect(200).json();
        assert_eq!((call["status"].as_str(), call["because"].as_str()), (Some("closed"), Some("in_project")), "{call}");
        world.anyone().get(format!("/needs/{need}")).await.expect(200).must_say("อบกล้วย").must_say("อยู่ในโครงการ");
        proposing().await;
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        director.post(format!("/projects/{}/cancel", taking.code), &[("reason", "ไม่มีผู้เข้าร่วม")]).await.expect(303);
        assert_eq!(status().await, "matched");
        proposing().await;
        let trail = world.trail(matched.id).await;
        assert_eq!(trail[trail.len() - 4..], ["need.answer", "need.proposed", "need.taken_into_project", "need.left_by_project"]);
        director.post(format!("/needs/{need}/decline"), &[("text", "ชุมชนขอถอน")]).await.expect(303);
        let again = [("name_th", "อีกครั้ง"), ("fiscal_year", "2553"), ("programme", "transfer"), ("lead", "trang"), ("need", need.as_str()), ("once", "z")];
        coordinator.post("/projects", &again).await.expect(409).must_say("มีผลว่าไม่รับดำเนินการพร้อมเหตุผลแล้ว");
        // What was confirmed for the need is what the project transfers.
        let page = edit.trim_end_matches("/edit");
        coordinator.get(page).await.expect(200).must_say("ตู้อบกล้วยพลังงานแสงอาทิตย์");
        let offered = format!("/technologies/{}", dryer.code);
        assert!(!world.anyone().get(&offered).await.expect(200).says("อบกล้วย</a>"), "a draft is nobody's to read");
    }

    /// project.take_up_need, project.leave_need: a draft that was begun without a need takes one up later, from those of its
    /// clinic that wait for a project or by the number on somebody's slip, and its confirmed technology comes along.
    async fn a_draft_takes_up_a_need_that_came_later(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let draft = crate::projects::testing::proposed(&world, &trang, "อบกล้วย", &[(&trang, "ต.บ่อหิน")]).await;
        let need = told(&world.anyone(), "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน", "x").await;
        analyse(&coordinator, &need, "10", "5").await;
        let at = |verb: &str| format!("/projects/{}/{verb}", draft.code);
        let (take, named) = (at("take-up-need"), [("need", need.as_str())]);
        world.of_clinic(Role::ClinicManager, &chonburi).await.post(&take, &named).await.expect(404);
        coordinator.post(&take, &[("need", "N53-NONE")]).await.expect(422).must_say("ไม่พบความต้องการรหัส “N53-NONE”");
        coordinator.post(&take, &named).await.expect(422).must_say("ยืนยันเทคโนโลยี");
        assert!(!coordinator.get(at("served")).await.expect(200).says("กลุ่มแม่บ้านตากกล้วย"), "nothing is confirmed for it");

        let dryer = crate::technologies::testing::offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วยให้แห้งโดยไม่ต้องตากแดด").await;
        let choice = [("technology", dryer.code.as_str()), ("note", "กลุ่มเคยเห็น")];
        coordinator.post(format!("/needs/{need}/confirm"), &choice).await.expect(303);
        coordinator.get(at("served")).await.expect(200).must_say("ความต้องการของคลินิกที่รอโครงการ").must_say("กลุ่มแม่บ้านตากกล้วย");
        let on = coordinator.post(&take, &[("need", need.as_str()), ("once", "2")]).await.expect_see_other();
        let page = coordinator.get(&on).await.expect(200);
        page.must_say("กลุ่มแม่บ้านตากกล้วย").must_say("ตู้อบกล้วย");
        assert!(!page.says("ความต้องการของคลินิกที่รอโครงการ"), "it waits no longer");
        coordinator.post(&take, &[("need", need.as_str()), ("once", "3")]).await.expect(422).must_say("เลือกรายการนี้ไว้แล้ว");
        let whole = coordinator.get(format!("/api/v1/projects/{}", draft.code)).await.expect(200).json();
        assert_eq!((&whole["needs"], &whole["technologies"]), (&serde_json::json!([need]), &serde_json::json!([dryer.code])));

        coordinator.post(at("leave-need"), &named).await.expect(303);
        coordinator.post(at("leave-need"), &[("need", need.as_str()), ("once", "4")]).await.expect(409);
        coordinator.post(&take, &[("need", need.as_str()), ("once", "5")]).await.expect(303);
        crate::projects::testing::decided(&world, &trang, &draft.code).await;
        coordinator.post(at("leave-need"), &[("need", need.as_str()), ("once", "6")]).await.expect(409);
        let answered = world.anyone().get(format!("/api/v1/needs/{need}")).await.expect(200).json();
        assert_eq!(answered["status"], "in_project", "who told it hears of the approval");
        let trail = world.trail(draft.id).await;
        assert_eq!(trail[1..4], ["project.take_up_need", "project.leave_need", "project.take_up_need"]);
    }

    /// G-07: a women's group's need, raised at a forum and analysed with the clinic, for which the own
    /// institute has nothing, is found in another network's catalogue, becomes a project, and the public
    /// pages show the chain from the words to the project and the reply, each leading to the next.
    async fn a_womens_groups_need_becomes_a_project_with_another_networks_technology(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        crate::technologies::testing::offered(&world, &trang, "การเพาะเห็ดนางฟ้า", "เพาะเห็ดในโรงเรือน").await;
        let dryer = crate::technologies::testing::offered(&world, &chonburi, "ตู้อบกล้วยพลังงานแสงอาทิตย์", "อบกล้วยให้แห้งโดยไม่ต้องตากแดด ป้องกันเชื้อรา").await;
        let forum = "code,text_th,submitted_by,group_kind,province,channel,received_on\n\
            N-07,กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน,กลุ่มแม่บ้านสมมติ,housewives,ตรัง,forum,2010-05-01\n";
        assert_eq!(world.bring("needs", forum).await, [1, 0, 0]);
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let offering = world.of_clinic(Role::ClinicManager, &chonburi).await;

        // Before it is analysed with the community nothing is confirmed, and the clinic whose technology
        // it is decides neither on the need nor on the project.
        let choice = [("technology", dryer.code.as_str())];
        coordinator.post("/needs/N-07/confirm", &choice).await.expect(409);
        analyse(&coordinator, "N-07", "10", "5").await;
        techclinic::understanding::settle(&world.app).await.expect("read");
        let found = coordinator.get("/needs/N-07/matches").await.expect(200);
        found.must_say("เทคโนโลยีที่ตรงกับปัญหา").must_say("ตู้อบกล้วยพลังงานแสงอาทิตย์");
        assert!(!found.says("การเพาะเห็ดนางฟ้า"), "nothing of the own institute fits");
        offering.post("/needs/N-07/confirm", &choice).await.expect(403);
        coordinator.post("/needs/N-07/confirm", &choice).await.expect(303);
        offering.get("/projects/new?need=N-07").await.expect(200);
        let stranger = world.anyone();
        let taking = crate::projects::testing::proposed_for(&world, &trang, "อบกล้วยให้พ้นฝน", &[(&trang, "ต.บ่อหิน")], &["N-07"]).await;
        offering.post(format!("/projects/{}/submit", taking.code), &[]).await.expect(404);
        stranger.get(format!("/projects/{}", taking.code)).await.expect(404);
        crate::projects::testing::decided(&world, &trang, &taking.code).await;
        coordinator.post("/needs/N-07/answer", &[("text", "จะอบรมที่ศาลาหมู่บ้านเดือนมิถุนายน")]).await.expect(303);

        // The chain, as a stranger walks it: words, analysis, technology and whose it is, project, reply.
        let need = stranger.get("/needs/N-07").await.expect(200);
        for words in [
            "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน", "เวทีประชุมหรือเสวนา", "กล้วยตากขึ้นราเพราะความชื้นสูง", "ตู้อบกล้วยพลังงานแสงอาทิตย์",
            "คลินิกเทคโนโลยีชลบุรี", "พบในคลินิกอื่นของเครือข่าย", "อบกล้วยให้พ้นฝน", "จะอบรมที่ศาลาหมู่บ้านเดือนมิถุนายน",
        ] {
            need.must_say(words);
        }
        assert!(!need.says("กลุ่มแม่บ้านสมมติ"), "who told it is not public");
        let page = stranger.get(need.link("อบกล้วยให้พ้นฝน")).await.expect(200);
        page.must_say("กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน").must_say("คลินิกเทคโนโลยีชลบุรี");
        let offered = stranger.get(page.link("ตู้อบกล้วยพลังงานแสงอาทิตย์")).await.expect(200);
        offered.must_say("อบกล้วยให้พ้นฝน");
        stranger.get(page.link("N-07")).await.expect(200).must_say("จะอบรมที่ศาลาหมู่บ้าน");
        let told = techclinic::needs::find_by_code(&world.app.db, "N-07").await.expect("read").expect("the need");
        // The forum's sheet brought it in, one act for the whole file.
        let steps = ["need.analyse", "need.matched", "need.proposed", "need.taken_into_project", "need.answer"];
        assert_eq!(world.trail(told.id).await, steps);
        assert_eq!(world.trail(taking.id).await, ["project.propose", "project.submit", "project.sign", "project.approve"]);
    }
}
