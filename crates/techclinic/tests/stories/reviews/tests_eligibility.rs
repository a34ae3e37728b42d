//! What an officer goes by who says whether a proposal may be judged, and who may be asked to judge it.

use super::testing::{ask, code_of, handed_in, judge, judged, score, sign};
use crate::calls::testing::announced;
use crate::projects::testing::answering;
use crate::testing::{World, stories};
use house::layout::reminder;
use kit::show::Bilingual;
use techclinic::accounts::{Role, Scope};
use techclinic::organisations::{self, Clinic, NewClinic};

fn over(clinic: &Clinic) -> Scope {
    Scope::Clinic { id: clinic.id, provinces: clinic.answers_for.clone() }
}

/// What the records tell of a proposal: each point with its answer, in their order.
async fn told(officer: &crate::testing::Person, proposal: &str) -> Vec<(String, String)> {
    let known = officer.get(format!("/api/v1/proposals/{proposal}/eligibility")).await.expect(200).json();
    let word = |point: &serde_json::Value, name: &str| point[name].as_str().expect("a word").to_owned();
    let points = known["points"].as_array().expect("points");
    points.iter().map(|point| (word(point, "about"), word(point, "answer"))).collect()
}

/// An agreement and an appointment of the clinic, of these days.
async fn papers(world: &World, clinic: &Clinic, signed: &str, name: &str) {
    let head = "code,kind,clinic,title_th,parties,signed,term_years\n";
    let row = format!("A-{0},clinic,{0},บันทึกความร่วมมือ,กระทรวง; สถาบันสมมติ,{signed},2\n", clinic.code);
    world.bring("agreements", &format!("{head}{row}")).await;
    let head = "code,post,clinic,name,account,starts_on\n";
    let row = format!("AP-{0},clinic_manager,{0},ผู้จัดการสมมติ,{name}@example.org,2009-01-01\n", clinic.code);
    world.bring("appointments", &format!("{head}{row}")).await;
}

stories! {
    /// What the records tell, point by point, each with where it stands: an agreement that lapses before the closing
    /// day, what the call does not ask for, and what nobody can tell (docs/requirements.md A3-04).
    async fn an_officer_sees_what_the_records_tell_before_judging(world: World) {
        world.stand_on("2010-05-10");
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let terms = [("agreement", "yes"), ("appointment", "yes"), ("region_south", "yes"), ("most", "1"),
            ("ceiling", "1500"), ("document.0.name", "หนังสือนำส่ง")];
        let call = announced(&world, &terms).await;
        let manager = world.named("wichai", Role::ClinicManager, over(&trang)).await;
        // Two years from May 2551 end between handing in and the closing.
        papers(&world, &trang, "15 พฤษภาคม 2551", "wichai").await;
        let code = answering(&world, &trang, &call, Some("ต่อยอดจากโครงการเดิมของชุมชน")).await.code;
        manager.post(format!("/projects/{code}/submit"), &[]).await.expect(303);
        sign(&world, &trang, &code).await;

        let officer = world.officer().await;
        let eligibility = format!("/api/v1/proposals/{code}/eligibility");
        world.anyone().get(&eligibility).await.expect(401);
        manager.get(&eligibility).await.expect(404);
        let told_of: Vec<_> = told(&officer, &code).await;
        let told_of: Vec<(&str, &str)> = told_of.iter().map(|(about, answer)| (about.as_str(), answer.as_str())).collect();
        assert_eq!(told_of, [
            ("agreement", "not_kept"), ("appointment", "kept"), ("reach", "kept"), ("most", "kept"),
            ("money", "kept"), ("documents", "kept"), ("shares", "unknown"), ("double", "unknown"),
        ]);
        let page = officer.get(format!("/proposals/{code}")).await.expect(200);
        page.must_say("ไม่มีบันทึกความร่วมมือที่มีผลในวันปิดรับ 31 พฤษภาคม 2553").must_say("ยังไม่มีเอกสารที่ไม่บังคับ หนังสือนำส่ง");
        page.must_say("แผนไม่ได้ระบุเทคโนโลยีในระบบหรือตำบล");
        assert!(page.body.contains("href=\"/agreements/A-trang\""), "what it follows from is linked");
        officer.get(format!("/proposals/{code}?lang=en")).await.expect(200).must_say("No agreement was in force on the closing day");

        world.stand_on("2010-05-21");
        // A renewal reaches the closing day, and the ministry may still say otherwise; what nobody asks for says so.
        let head = "code,kind,clinic,title_th,parties,signed,term_years\n";
        world.bring("agreements", &format!("{head}A-new,clinic,trang,บันทึกความร่วมมือ,กระทรวง; สถาบันสมมติ,20 พฤษภาคม 2553,2\n")).await;
        assert_eq!(told(&officer, &code).await[0].1, "kept");
        let open = announced(&world, &[("once", "open")]).await;
        let other = handed_in(&world, &chonburi, &open).await;
        let answers: Vec<String> = told(&officer, &other).await.into_iter().map(|(_, answer)| answer).collect();
        assert_eq!(answers[..6], ["not_asked"; 6]);
    }

    /// proposal.screen: who said it and when; the proposer is told on the desk and by letter, with the reason, and reads
    /// what holds now. Nothing is decided before what is asked for is there.
    async fn the_proposer_is_told_whether_the_proposal_is_eligible(world: World) {
        world.stand_on("2010-05-29");
        let trang = world.trang().await;
        let call = announced(&world, &[]).await;
        let proposal = handed_in(&world, &trang, &call).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let officer = world.named("malee", Role::MinistryOfficer, Scope::Network).await;
        let at = format!("/proposals/{proposal}");
        let page = officer.get(&at).await.expect(200);
        page.must_say("ยังแจ้งผลไม่ได้").must_say("การเปิดรับยังไม่ปิด");
        assert!(page.all("[name=outcome]").is_empty());
        assert!(!manager.get("/desk").await.expect(200).says("ตรวจคุณสมบัติ"));
        let no = [("eligible", "no"), ("reason", "ไม่มีหนังสือนำส่งจากสถาบัน")];
        officer.post(format!("{at}/screen"), &no).await.expect(303);
        let page = officer.get(&at).await.expect(200);
        page.must_say("malee").must_say("29 พ.ค. 2553").must_say("แผนฉบับที่ 1");
        let told = format!("ข้อเสนอ {proposal} ไม่ผ่านการตรวจคุณสมบัติ เหตุผล: ไม่มีหนังสือนำส่งจากสถาบัน");
        manager.get("/desk").await.expect(200).must_say(&told);
        let due = async || {
            let due = reminder::due_on(&world.app, world.app.clock.today()).await.expect("due");
            let due = due.into_iter().filter(|one| one.stage == "screened");
            due.map(|one| one.message.id().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(due().await, ["reviews-screened-reminder-no"], "letters are written of the same");

        // After the closing it may be turned down, and nothing else.
        world.stand_on("2010-06-01");
        let page = officer.get(&at).await.expect(200);
        assert_eq!(page.all("[name=outcome]").len(), 1, "only what may be decided is offered");
        officer.post(format!("{at}/screen"), &[("eligible", "yes"), ("reason", "ได้รับหนังสือนำส่งแล้ว")]).await.expect(303);
        assert_eq!(due().await, ["reviews-screened-reminder-yes-now"], "what was said before is told no more");
        officer.get(&at).await.expect(200).must_say("ส่งผลการพิจารณาแล้ว 0 คน การเปิดรับนี้กำหนดอย่างน้อย 2 คน");
        let (ann, bee) = (judge(&world, "ann").await, judge(&world, "bee").await);
        ask(&officer, &proposal, "ann@example.org bee@example.org").await;
        judged(&world, &ann, "ann", &proposal, &call, &["9", "9"]).await;
        judged(&world, &bee, "bee", &proposal, &call, &["9", "9"]).await;
        let page = officer.get(&at).await.expect(200);
        assert_eq!(page.all("[name=outcome]").len(), 3);
        assert!(!page.says("ยังแจ้งผลไม่ได้"));
        let known = officer.get(format!("/api/v1{at}/eligibility")).await.expect(200).json();
        assert_eq!((&known["said"]["eligible"], &known["said"]["by"]), (&true.into(), &"malee".into()));
    }

    /// A review that was begun before the plan was returned is handed in once the new version is known to be eligible.
    async fn a_review_waits_for_the_eligibility_of_the_version(world: World) {
        world.stand_on("2010-05-29");
        let trang = world.trang().await;
        let call = announced(&world, &[]).await;
        let proposal = handed_in(&world, &trang, &call).await;
        let (officer, ann) = (world.officer().await, judge(&world, "ann").await);
        ask(&officer, &proposal, "ann@example.org").await;
        let at = format!("/reviews/{}", code_of(&world.app, &proposal, "ann@example.org").await);
        ann.post(format!("{at}/declare"), &[("free", "yes")]).await.expect(303);
        officer.post(format!("/projects/{proposal}/return"), &[("reason", "ขอให้แก้งบประมาณ")]).await.expect(303);
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/projects/{proposal}/submit"), &[]).await.expect(303);
        sign(&world, &trang, &proposal).await;
        score(&world, &ann, &at, &call, &["9", "9"], "2").await.expect(303);
        ann.post(format!("{at}/seal"), &[]).await.expect(409).must_say("กระทรวงยังไม่ได้ตรวจคุณสมบัติของแผนฉบับที่ 2");
        officer.post(format!("/proposals/{proposal}/screen"), &[("eligible", "yes")]).await.expect(303);
        ann.post(format!("{at}/seal"), &[]).await.expect(303);
    }

    /// review.ask: nobody asks themselves, nor anybody of another clinic that the same institution runs.
    async fn nobody_asks_themselves_or_the_institution_beside(world: World) {
        world.stand_on("2010-05-29");
        let trang = world.trang().await;
        let call = announced(&world, &[]).await;
        let proposal = handed_in(&world, &trang, &call).await;
        let new = NewClinic {
            code: "trang-2".to_owned(),
            organisation: trang.organisation,
            name: Bilingual { th: "คลินิกเทคโนโลยีตรัง วิทยาเขตสอง".to_owned(), en: None },
            province: "92".to_owned(),
            answers_for: Vec::new(),
            contacts: organisations::Contacts::default(),
        };
        let beside = organisations::register_clinic(&world.app, &world.system(), new, None).await.expect("a clinic");
        world.named("noi", Role::ClinicCoordinator, over(&beside)).await;
        let officer = world.named("malee", Role::MinistryOfficer, Scope::Network).await;
        world.named("prasit", Role::MinistryOfficer, Scope::Network).await;
        officer.post(format!("/proposals/{proposal}/screen"), &[("eligible", "yes")]).await.expect(303);
        let asked = |who: &'static str| [("proposal", proposal.clone()), ("reviewers", format!("{who}@example.org")), ("once", who.to_owned())];
        for (who, status, said) in [
            ("malee", 422, "ท่านขอให้ตนเองพิจารณาไม่ได้"),
            ("noi", 422, "noi@example.org ทำงานในคลินิกอื่นของสถาบันเดียวกับคลินิกของโครงการนี้"),
            ("prasit", 303, ""),
        ] {
            let asked = asked(who);
            let asked: Vec<(&str, &str)> = asked.iter().map(|(name, text)| (*name, text.as_str())).collect();
            let answer = officer.post("/reviews", &asked).await.expect(status);
            if status == 422 {
                answer.must_say(said);
                assert_eq!(answer.value_of("reviewers").as_deref(), Some(asked[1].1), "what was typed stays");
            }
        }
    }
}
