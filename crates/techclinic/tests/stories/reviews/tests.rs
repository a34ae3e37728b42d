//! Two reviewers judge apart, the ministry decides, and the proposer reads why.

use super::testing::{ask, code_of, handed_in, judge, judged, score, sign};
use crate::calls::testing::announced;
use crate::testing::stories;
use techclinic::accounts::{Role, Scope};

stories! {
    /// review.ask, review.declare, review.score, review.seal and proposal.decide: each reviewer alone, the decision
    /// with a reason that the proposer reads.
    async fn two_reviewers_judge_apart_and_the_ministry_decides(world: World) {
        world.stand_on("2010-05-29");
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let call = announced(&world, &[("available", "1500")]).await;
        let first = handed_in(&world, &trang, &call).await;
        let second = handed_in(&world, &chonburi, &call).await;
        let officer = world.officer().await;
        let selected = [("outcome", "selected"), ("reason", "ตรงกับความต้องการของชุมชน")];
        officer.post(format!("/proposals/{first}/decide"), &selected).await.expect(409).must_say("การเปิดรับยังไม่ปิด");
        world.stand_on("2010-06-01");
        let (ann, bee) = (judge(&world, "ann").await, judge(&world, "bee").await);
        world.named("wichai", Role::ClinicCoordinator, Scope::Clinic { id: trang.id, provinces: trang.answers_for.clone() }).await;

        // A reviewer reads a proposal from when they are asked; nobody of the clinic can be asked.
        ann.get(format!("/projects/{first}")).await.expect(404);
        ann.get(format!("/proposals/{first}")).await.expect(404);
        officer.post(format!("/proposals/{first}/screen"), &[("eligible", "yes")]).await.expect(303);
        let bound = [("proposal", first.as_str()), ("reviewers", "wichai@example.org\nnobody@example.org"), ("once", "b")];
        let refused = officer.post("/reviews", &bound).await.expect(422);
        refused.must_say("wichai@example.org ทำงานในคลินิกที่เสนอ");
        officer.post("/reviews", &[("proposal", &first), ("reviewers", "nobody@example.org"), ("once", "c")]).await.expect(422)
            .must_say("ไม่มีบัญชีผู้ใช้ nobody@example.org");
        ann.post("/reviews", &[("proposal", &first), ("reviewers", "bee@example.org"), ("once", "d")]).await.expect(403);
        for proposal in [&first, &second] {
            ask(&officer, proposal, "ann@example.org, bee@example.org").await;
        }
        ann.get(format!("/projects/{first}")).await.expect(200).must_say("อบกล้วยในหน้าฝน");
        ann.get("/desk").await.expect(200).must_say("ข้อเสนอที่รอท่านพิจารณา");

        let at = format!("/reviews/{}", code_of(&world.app, &first, "ann@example.org").await);
        bee.get(&at).await.expect(404);
        score(&world, &ann, &at, &call, &["8", "5"], "1").await.expect(409).must_say("โปรดแจ้งก่อนว่าท่านมีส่วนได้เสีย");
        ann.post(format!("{at}/declare"), &[]).await.expect(422);
        ann.post(format!("{at}/declare"), &[("free", "yes")]).await.expect(303);
        let wrong = score(&world, &ann, &at, &call, &["11", "5"], "2").await.expect(422);
        wrong.must_say("ตั้งแต่ 0 ถึง 10").must_say("แผนชัดเจน");
        score(&world, &ann, &at, &call, &["๘"], "2").await.expect(303);
        ann.post(format!("{at}/seal"), &[]).await.expect(409).must_say("ให้คะแนนทุกเกณฑ์");
        // The same reviewer on another device, which has not seen the last save.
        score(&world, &ann, &at, &call, &["3", "3"], "2").await.expect(409).must_say("อีกเครื่องหนึ่งบันทึกไว้ว่า “8”");
        score(&world, &ann, &at, &call, &["8", "5"], "3").await.expect(303);
        let named = officer.get(format!("/proposals/{first}")).await.expect(200);
        let mut reviewers = named.all("tbody th a[href^='/reviews/']");
        reviewers.sort();
        assert_eq!(reviewers, ["ann", "bee"], "people are called by their names");
        assert!(!named.says("@example.org"));
        ann.post(format!("{at}/seal"), &[]).await.expect(303);
        score(&world, &ann, &at, &call, &["10", "10"], "5").await.expect(409).must_say("แก้ไขไม่ได้");

        let decide = format!("/proposals/{first}/decide");
        officer.post(&decide, &selected).await.expect(409).must_say("ส่งผลการพิจารณาแล้ว 1 คน การเปิดรับนี้กำหนดอย่างน้อย 2 คน");
        judged(&world, &bee, "bee", &first, &call, &["6", "5"]).await;
        judged(&world, &ann, "ann", &second, &call, &["9", "9"]).await;
        judged(&world, &bee, "bee", &second, &call, &["7", "9"]).await;

        // The order of the call: 84 % before 62 %, each sum to the satang, and where the money ends.
        let order = officer.get(format!("/calls/{call}/ranking")).await.expect(200);
        order.must_say("84.00").must_say("62.00").must_say("2,000.00").must_say("เกินวงเงินรวม");
        let json = officer.get(format!("/api/v1/calls/{call}/ranking")).await.expect(200).json();
        let places: Vec<_> = json.as_array().expect("a list").iter().map(|one| (one["proposal"].as_str(), one["place"].as_i64(), one["mean"].as_i64())).collect();
        assert_eq!(places, [(Some(second.as_str()), Some(1), Some(8_400)), (Some(first.as_str()), Some(2), Some(6_200))]);
        ann.get(format!("/calls/{call}/ranking")).await.expect(404);

        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(&decide, &selected).await.expect(404);
        assert!(!manager.get(format!("/projects/{first}")).await.expect(200).says("ควรเพิ่มการติดตาม"), "nothing before the decision");
        officer.post(&decide, &[("outcome", "selected"), ("reason", "ดี")]).await.expect(422);
        officer.post(format!("/proposals/{second}/decide"), &selected).await.expect(303);
        officer.post(&decide, &selected).await.expect(409).must_say("เกินวงเงินรวม 1,500.00 บาท");
        officer.post(format!("/projects/{first}/approve"), &[]).await.expect(409).must_say("ได้รับคัดเลือกแล้ว");
        officer.post(&decide, &[("outcome", "reserve"), ("reason", "งบประมาณไม่พอสำหรับโครงการที่ได้คะแนนน้อยกว่า")]).await.expect(303);
        let told = manager.get(format!("/projects/{first}")).await.expect(200);
        told.must_say("สำรอง").must_say("งบประมาณไม่พอ").must_say("ควรเพิ่มการติดตามหลังอบรม");
        assert!(!told.says("ann@example.org") && !told.says("ann "), "reviewers are not named to the proposer");
        manager.get("/desk").await.expect(200).must_say(&format!("ข้อเสนอ {first} มีผลการพิจารณาแล้ว"));

        // The winner gives up: its money is free, and the one in reserve takes its place.
        officer.post(format!("/projects/{second}/cancel"), &[("reason", "คลินิกขอถอนตัว")]).await.expect(303);
        officer.post(&decide, &selected).await.expect(303);
        officer.post(format!("/projects/{first}/approve"), &[]).await.expect(303);
        let project = techclinic::projects::find_by_code(&world.app.db, &first).await.expect("read").expect("kept");
        let trail = ["project.propose", "project.submit", "project.sign", "proposal.screen", "review.ask", "proposal.decide", "proposal.decide", "project.approve"];
        assert_eq!(world.trail(project.id).await, trail);
    }

    /// What was judged is one version of a plan: returned, mended and handed in again after the closing, it is
    /// judged anew. What is rejected is over.
    async fn a_plan_that_was_returned_is_judged_anew(world: World) {
        world.stand_on("2010-05-29");
        let trang = world.trang().await;
        let call = announced(&world, &[]).await;
        let proposal = handed_in(&world, &trang, &call).await;
        let (officer, ann, bee) = (world.officer().await, judge(&world, "ann").await, judge(&world, "bee").await);
        ask(&officer, &proposal, "ann@example.org\nbee@example.org").await;
        judged(&world, &ann, "ann", &proposal, &call, &["9", "9"]).await;
        judged(&world, &bee, "bee", &proposal, &call, &["9", "9"]).await;
        world.stand_on("2010-06-01");
        officer.post(format!("/projects/{proposal}/return"), &[("reason", "ขอให้แก้งบประมาณ")]).await.expect(303);
        ann.get(format!("/projects/{proposal}")).await.expect(404);
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/projects/{proposal}/submit"), &[]).await.expect(303);
        let page = manager.get(format!("/projects/{proposal}")).await.expect(200);
        assert!(!page.says("ปิดรับแล้ว จึงส่งไม่ได้"), "it was handed in in time");
        let screen = format!("/proposals/{proposal}/screen");
        officer.post(&screen, &[("eligible", "yes")]).await.expect(409).must_say("ข้อเสนอนี้ยังไม่ลงนาม");
        sign(&world, &trang, &proposal).await;
        let rejected = [("outcome", "rejected"), ("reason", "ไม่ตรงกับความต้องการของชุมชน")];
        let decide = format!("/proposals/{proposal}/decide");
        // What was said of the first version says nothing of the second.
        let anew = "ผลนี้เป็นของแผนฉบับที่ 1 ขณะนี้เป็นแผนฉบับที่ 2";
        let page = officer.get(format!("/proposals/{proposal}")).await.expect(200);
        page.must_say(anew).must_say("ยังแจ้งผลไม่ได้");
        assert!(page.all("[name=outcome]").is_empty() && page.all("[name=reviewers]").is_empty(), "nothing of it is offered");
        manager.get(format!("/projects/{proposal}")).await.expect(200).must_say("ผลนี้เป็นของแผนฉบับก่อน");
        let again = [("proposal", proposal.as_str()), ("reviewers", "ann@example.org bee@example.org"), ("once", "again")];
        officer.post("/reviews", &again).await.expect(409).must_say(anew);
        officer.post(&decide, &rejected).await.expect(409).must_say(anew);
        officer.post(&screen, &[("eligible", "yes")]).await.expect(303);
        officer.post(&decide, &rejected).await.expect(409).must_say("ส่งผลการพิจารณาแล้ว 0 คน");
        officer.post("/reviews", &again).await.expect(303);
        for (judge, name) in [(&ann, "ann"), (&bee, "bee")] {
            let at = format!("/reviews/{}", code_of(&world.app, &proposal, &format!("{name}@example.org")).await);
            judge.post(format!("{at}/seal"), &[]).await.expect(303);
        }
        officer.post(&decide, &rejected).await.expect(303);
        manager.get(format!("/projects/{proposal}")).await.expect(200).must_say("ไม่ได้รับคัดเลือก");
        officer.post(&decide, &rejected).await.expect(409);
        for page in [format!("/projects/{proposal}"), "/projects".to_owned(), format!("/calls/{call}")] {
            let marks = manager.get(&page).await.expect(200).all(".mark");
            assert!(marks.contains(&"ไม่ได้รับคัดเลือก".to_owned()), "{page}: {marks:?}");
            assert!(!marks.contains(&"ยกเลิกแล้ว".to_owned()), "nobody gave it up: {page}");
        }
        let shut = manager.get(format!("/projects/{proposal}/edit")).await.expect(403);
        shut.must_say("ข้อเสนอนี้ไม่ได้รับคัดเลือก แผนจึงแก้ไขไม่ได้");
    }

    /// The same technology in the same subdistrict within three years: the proposer is told, and the ministry.
    async fn the_same_technology_in_the_same_place_is_noticed(world: World) {
        world.stand_on("2010-05-29");
        let trang = world.trang().await;
        let dryer = crate::technologies::testing::offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วยให้แห้ง").await.code;
        let place = "ตรัง: ต.บ่อหิน อ.สิเกา | trang";
        let head = "code,name_th,fiscal_year,programme,lead_clinic,areas,technologies,status,signed_by,signed_position,signed_on,source\n";
        let told = |code: &str, year: i32| format!("{code},อบกล้วย,{year},transfer,trang,{place},{dryer},published,,,,รายงาน\n");
        world.bring("projects", &format!("{head}{}{}", told("P51-DRY", 2551), told("P50-DRY", 2550))).await;
        let call = announced(&world, &[]).await;
        let draft = crate::projects::testing::answering(&world, &trang, &call, Some("ต่อยอดจากโครงการเดิม")).await.code;
        let head = "code,name_th,fiscal_year,programme,lead_clinic,areas,technologies\n";
        world.bring("projects", &format!("{head}{draft},อบกล้วยในหน้าฝน,2553,transfer,trang,{place},{dryer}\n")).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let page = manager.get(format!("/projects/{draft}")).await.expect(200);
        page.must_say("เทคโนโลยีเดียวกันในพื้นที่เดียวกันภายในสามปี: P51-DRY");
        assert!(!page.says("P50-DRY"), "four years ago");
    }

    /// review.withdraw, and a reviewer who is bound: both read the proposal no more.
    async fn whoever_is_bound_does_not_judge(world: World) {
        world.stand_on("2010-05-20");
        let trang = world.trang().await;
        let call = announced(&world, &[]).await;
        let proposal = handed_in(&world, &trang, &call).await;
        let officer = world.officer().await;
        let (ann, bee) = (judge(&world, "ann").await, judge(&world, "bee").await);
        ask(&officer, &proposal, "ann@example.org\nbee@example.org").await;
        let at = |code: String| format!("/reviews/{code}");
        let anns = at(code_of(&world.app, &proposal, "ann@example.org").await);
        ann.post(format!("{anns}/declare"), &[("free", "no"), ("conflict", "")]).await.expect(422);
        ann.post(format!("{anns}/declare"), &[("free", "no"), ("conflict", "เป็นญาติกับผู้อำนวยการคลินิก")]).await.expect(303);
        ann.get(format!("/projects/{proposal}")).await.expect(404);
        officer.get(format!("/proposals/{proposal}")).await.expect(200).must_say("เป็นญาติกับผู้อำนวยการคลินิก").must_say("มีส่วนได้เสีย");
        let bees = at(code_of(&world.app, &proposal, "bee@example.org").await);
        bee.post(format!("{bees}/withdraw"), &[]).await.expect(403);
        officer.post(format!("{bees}/withdraw"), &[]).await.expect(303);
        bee.get(format!("/projects/{proposal}")).await.expect(404);
        bee.post(format!("{bees}/declare"), &[("free", "yes")]).await.expect(409);
    }

    /// Two reviewers of one proposal save at the same moment: both are kept, neither knows of the other.
    async fn two_reviewers_save_at_once(world: World) {
        world.stand_on("2010-05-20");
        let trang = world.trang().await;
        let call = announced(&world, &[]).await;
        let proposal = handed_in(&world, &trang, &call).await;
        let (ann, bee) = (judge(&world, "ann").await, judge(&world, "bee").await);
        ask(&world.officer().await, &proposal, "ann@example.org\nbee@example.org").await;
        tokio::join!(
            judged(&world, &ann, "ann", &proposal, &call, &["10", "10"]),
            judged(&world, &bee, "bee", &proposal, &call, &["0", "0"])
        );
        let officer = world.officer().await;
        let json = officer.get(format!("/api/v1/calls/{call}/ranking")).await.expect(200).json();
        assert_eq!((&json[0]["mean"], &json[0]["reviews"]), (&5_000.into(), &2.into()));
        officer.get(format!("/calls/{call}/ranking?lang=en")).await.expect(200).must_say("100.00 points apart");
    }

    /// Whoever works for a clinic that proposes to the same call judges no other proposal of it.
    async fn a_clinic_that_competes_does_not_judge(world: World) {
        world.stand_on("2010-05-29");
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let call = announced(&world, &[]).await;
        let first = handed_in(&world, &trang, &call).await;
        let scope = Scope::Clinic { id: chonburi.id, provinces: chonburi.answers_for.clone() };
        world.named("somsri", Role::ClinicCoordinator, scope).await;
        let officer = world.officer().await;
        ask(&officer, &first, "somsri@example.org").await;
        let second = handed_in(&world, &chonburi, &call).await;
        let third = crate::projects::testing::answering(&world, &trang, &call, Some("ต่อยอดจากโครงการเดิมของชุมชน")).await.code;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/projects/{third}/submit"), &[]).await.expect(303);
        sign(&world, &trang, &third).await;
        officer.post(format!("/proposals/{third}/screen"), &[("eligible", "yes")]).await.expect(303);
        let asked = [("proposal", third.as_str()), ("reviewers", "somsri@example.org"), ("once", "k")];
        officer.post("/reviews", &asked).await.expect(422).must_say("ทำงานในคลินิกที่ส่งข้อเสนอต่อการเปิดรับเดียวกัน");
        assert!(!second.is_empty());
    }

    /// proposal.screen: eligible or not, before reviewers are asked; not eligible is told to the proposer with its reason,
    /// and may be said otherwise.
    async fn only_what_is_eligible_is_judged_and_the_proposer_reads_why_not(world: World) {
        world.stand_on("2010-05-29");
        let trang = world.trang().await;
        let call = announced(&world, &[]).await;
        let proposal = handed_in(&world, &trang, &call).await;
        judge(&world, "ann").await;
        let (officer, manager) = (world.officer().await, world.of_clinic(Role::ClinicManager, &trang).await);
        let screen = format!("/proposals/{proposal}/screen");
        let asked = |once: &'static str| [("proposal", proposal.clone()), ("reviewers", "ann@example.org".to_owned()), ("once", once.to_owned())];
        let ask = async |once: &'static str| {
            let asked = asked(once);
            let asked: Vec<(&str, &str)> = asked.iter().map(|(name, text)| (*name, text.as_str())).collect();
            officer.post("/reviews", &asked).await
        };
        ask("1").await.expect(409).must_say("โปรดบันทึกผลการตรวจคุณสมบัติของข้อเสนอก่อนขอผู้พิจารณา");
        manager.post(&screen, &[("eligible", "yes")]).await.expect(404);
        officer.post(&screen, &[]).await.expect(422).must_say("โปรดเลือกว่าผ่านหรือไม่ผ่าน");
        officer.post(&screen, &[("eligible", "no")]).await.expect(422).must_say("โปรดบอกเหตุผล");
        let no = [("eligible", "no"), ("reason", "บันทึกความร่วมมือสิ้นผลก่อนวันเริ่มโครงการ")];
        officer.post(&screen, &no).await.expect(303);
        ask("2").await.expect(409);
        let page = manager.get(format!("/projects/{proposal}")).await.expect(200);
        page.must_say("ไม่ผ่านการตรวจคุณสมบัติ").must_say("บันทึกความร่วมมือสิ้นผลก่อนวันเริ่มโครงการ");
        world.stand_on("2010-06-01");
        let decide = format!("/proposals/{proposal}/decide");
        officer.post(&decide, &[("outcome", "selected"), ("reason", "ตรงกับความต้องการของชุมชน")]).await.expect(409)
            .must_say("ไม่ผ่านการตรวจคุณสมบัติ");
        officer.post(&screen, &[("eligible", "yes")]).await.expect(422).must_say("โปรดบอกเหตุผล");
        officer.post(&screen, &[("eligible", "yes"), ("reason", "ต่ออายุบันทึกความร่วมมือแล้ว")]).await.expect(303);
        assert!(!manager.get(format!("/projects/{proposal}")).await.expect(200).says("ไม่ผ่านการตรวจคุณสมบัติ"));
        ask("3").await.expect(303);
        let again = serde_json::json!({ "eligible": "no", "reason": "พบว่าได้รับทุนอื่นซ้ำในปีเดียวกัน" });
        let said = officer.post_json(&format!("/api/v1{screen}"), again).await.expect(200).json();
        assert_eq!(said["eligible"], false);
        officer.post(&decide, &[("outcome", "rejected"), ("reason", "ไม่เข้าเงื่อนไขของการเปิดรับ")]).await.expect(303);
        let id = techclinic::projects::find_by_code(&world.app.db, &proposal).await.expect("read").expect("there").id;
        let trail = world.trail(id).await;
        assert_eq!(trail.iter().filter(|verb| *verb == "proposal.screen").count(), 3);
    }
}
