//! Clinics answer a call: who may, with what, and until which second.

use super::testing::announced;
use crate::projects::testing::answering;
use crate::testing::{World, stories};
use techclinic::accounts::{Role, Scope};
use techclinic::organisations::Clinic;

/// Why a proposal takes up nobody's need.
const REASON: Option<&str> = Some("ต่อยอดจากโครงการเดิมของชุมชน");

/// The clinic signs an agreement of two years in December 2552.
async fn agreed(world: &World, clinic: &Clinic) {
    let head = "code,kind,clinic,title_th,parties,signed,term_years\n";
    let row = format!("A-{0},clinic,{0},บันทึกความร่วมมือ,กระทรวง; สถาบันสมมติ,21 ธันวาคม 2552,2\n", clinic.code);
    world.bring("agreements", &format!("{head}{row}")).await;
}

/// The institute appoints the manager of a clinic.
async fn appointed(world: &World, clinic: &Clinic, name: &str) {
    let head = "code,post,clinic,name,account,starts_on\n";
    let row = format!("AP-{0},clinic_manager,{0},ผู้จัดการสมมติ,{name}@example.org,2010-01-01\n", clinic.code);
    world.bring("appointments", &format!("{head}{row}")).await;
}

fn over(clinic: &Clinic) -> Scope {
    Scope::Clinic { id: clinic.id, provinces: clinic.answers_for.clone() }
}

stories! {
    /// A lapsed agreement, a proposer not appointed, one proposal for each clinic, no need behind it
    /// (docs/requirements.md A3-04): each is said while the plan is written, and again when it is handed in.
    async fn who_may_answer_a_call_is_told_before_and_at_handing_in(world: World) {
        world.stand_on("2010-05-10");
        let trang = world.trang().await;
        let call = announced(&world, &[("most", "1"), ("agreement", "yes"), ("appointment", "yes")]).await;
        let manager = world.named("wichai", Role::ClinicManager, over(&trang)).await;
        let page = manager.get(format!("/calls/{call}")).await.expect(200);
        let form = manager.get(page.link("เสนอโครงการ")).await.expect(200);
        form.must_say("เปิดรับข้อเสนอถ่ายทอดเทคโนโลยี").must_say("ปิดรับ");
        assert!(form.value_of("fiscal_year").is_none(), "the call says the year");
        let sent = [("name_th", "อบกล้วย"), ("lead", "trang"), ("call", call.as_str()), ("once", "p1")];
        let edit = manager.post("/projects", &sent).await.expect_see_other();
        manager.get(&edit).await.expect(200).must_say("ไม่มีบันทึกความร่วมมือ").must_say("ยังไม่มีความต้องการของชุมชนรองรับ");
        manager.post("/projects", &[("name_th", "x"), ("lead", "trang"), ("call", "CP53-NONE"), ("once", "p2")]).await.expect(422)
            .must_say("ไม่พบการเปิดรับข้อเสนอ “CP53-NONE”");

        let bare = answering(&world, &trang, &call, None).await.code;
        let refused = manager.post(format!("/projects/{bare}/submit"), &[]).await.expect(409);
        refused.must_say("ผู้อำนวยการหรือผู้จัดการที่สถาบันแต่งตั้ง");
        appointed(&world, &trang, "wichai").await;
        let refused = manager.post(format!("/projects/{bare}/submit"), &[]).await.expect(422);
        refused.must_say("ไม่มีบันทึกความร่วมมือ").must_say("ยังไม่มีความต้องการของชุมชนรองรับ");
        agreed(&world, &trang).await;
        let first = answering(&world, &trang, &call, REASON).await.code;
        manager.post(format!("/projects/{first}/submit"), &[]).await.expect(303);
        let second = answering(&world, &trang, &call, REASON).await.code;
        manager.post(format!("/projects/{second}/submit"), &[]).await.expect(422).must_say(&format!("คลินิกส่งแล้ว: {first}"));

        // Strangers and other clinics see no draft; the ministry sees what answers its call.
        let chonburi = world.chonburi().await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        assert!(!other.get(format!("/calls/{call}")).await.expect(200).says(&first));
        world.officer().await.get(format!("/calls/{call}")).await.expect(200).must_say(&first);
        manager.get(format!("/projects/{first}")).await.expect(200).must_say("เปิดรับข้อเสนอถ่ายทอดเทคโนโลยี");
        assert_eq!(manager.get(format!("/api/v1/projects/{first}")).await.expect(200).json()["call"], call);
    }

    /// After the closing second nothing is taken, and what was written is kept.
    async fn a_closed_call_takes_nothing_and_loses_nothing(world: World) {
        world.stand_on("2010-05-28");
        let trang = world.trang().await;
        let call = announced(&world, &[]).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let draft = answering(&world, &trang, &call, REASON).await.code;
        world.stand_on("2010-06-01");
        manager.post(format!("/projects/{draft}/submit"), &[]).await.expect(422).must_say("ปิดรับแล้ว จึงส่งไม่ได้");
        manager.get(format!("/projects/{draft}")).await.expect(200).must_say("อบกล้วยในหน้าฝน");
        let late = [("name_th", "มาสาย"), ("lead", "trang"), ("call", call.as_str()), ("once", "late")];
        manager.post("/projects", &late).await.expect(422).must_say("ปิดรับแล้ว");
        assert!(manager.get(format!("/calls/{call}")).await.expect(200).hrefs("a[href^='/projects/new']").is_empty());
        let officer = world.officer().await;
        let later = [("closes_on_day", "5"), ("closes_on_month", "6"), ("closes_on_year", "2553"), ("reason", "ระบบขัดข้องในวันสุดท้าย")];
        officer.post(format!("/calls/{call}/extend"), &later).await.expect(303);
        manager.post(format!("/projects/{draft}/submit"), &[]).await.expect(303);
    }

    /// Two proposals of one clinic at the same moment, where the call takes one: one is handed in, and the other is
    /// told which.
    async fn of_two_submits_in_the_closing_second_one_counts(world: World) {
        world.stand_on("2010-05-31");
        let trang = world.trang().await;
        let call = announced(&world, &[("most", "1")]).await;
        let (one, two) = (world.of_clinic(Role::ClinicManager, &trang).await, world.of_clinic(Role::ClinicDirector, &trang).await);
        let first = answering(&world, &trang, &call, REASON).await.code;
        let second = answering(&world, &trang, &call, REASON).await.code;
        let (at_first, at_second) = (format!("/projects/{first}/submit"), format!("/projects/{second}/submit"));
        let (first, second) = tokio::join!(one.post(at_first, &[]), two.post(at_second, &[]));
        let mut statuses = [first.status, second.status].map(|status| status.as_u16());
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422]);
    }

    /// Ceilings and classes of expense: told beside the line, to the satang.
    async fn a_proposal_keeps_to_the_money_of_its_call(world: World) {
        world.stand_on("2010-05-10");
        let trang = world.trang().await;
        let terms = [("ceiling", "999.99"), ("class.0.name", "ค่าวัสดุ"), ("class.0.limit", "500"), ("class.1.name", "ค่าใช้สอย")];
        let call = announced(&world, &terms).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let draft = answering(&world, &trang, &call, REASON).await.code;
        let budget = format!("/projects/{draft}/edit?section=budget");
        let page = manager.get(&budget).await.expect(200);
        page.must_say("ซึ่งกำหนดไว้ 999.99 บาท").must_say("สนับสนุนเฉพาะหมวด: ค่าวัสดุ, ค่าใช้สอย");
        assert_eq!(page.all("select[name='line.0.expense_class'] option").len(), 3, "the call says which classes there are");
        manager.fill_in(&page, "main form", &[("line.0.expense_class", "ค่าวัสดุ")]).await.expect(303);
        manager.get(&budget).await.expect(200).must_say("หมวด ค่าวัสดุ รวมได้ 1,000.00 บาท เกินวงเงินของหมวด 500.00 บาท");
        manager.post(format!("/projects/{draft}/submit"), &[]).await.expect(422).must_say("999.99");
    }

    /// A call of certain regions: a clinic elsewhere is told while it writes, and hands nothing in; everybody reads whom
    /// it is for. Who must be appointed is told as long as nobody is.
    async fn a_call_of_regions_is_for_their_clinics_alone(world: World) {
        world.stand_on("2010-05-10");
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let call = announced(&world, &[("region_south", "yes"), ("appointment", "yes")]).await;
        world.anyone().get(format!("/calls/{call}")).await.expect(200).must_say("ภาคใต้");
        assert_eq!(world.anyone().get(format!("/api/v1/calls/{call}")).await.expect(200).json()["regions"], serde_json::json!(["south"]));
        let elsewhere = world.named("somsri", Role::ClinicManager, over(&chonburi)).await;
        appointed(&world, &chonburi, "somsri").await;
        // Not even a draft is begun there: it is said why, and which calls fit.
        let draft = [("name_th", "อบกล้วย"), ("lead", "chonburi"), ("call", call.as_str()), ("once", "outside")];
        let refused = elsewhere.post("/projects", &draft).await.expect(422);
        refused.must_say(&format!("การเปิดรับ {call} รับข้อเสนอจากคลินิกในภาคใต้เท่านั้น")).must_say("ไม่มีการเปิดรับอื่นที่คลินิกนี้ส่งข้อเสนอได้");
        assert_eq!(refused.value_of("name_th").as_deref(), Some("อบกล้วย"), "nothing typed is lost");
        let page = elsewhere.get(format!("/calls/{call}")).await.expect(200);
        page.must_say("คลินิกนี้อยู่นอกพื้นที่");
        assert!(!page.hrefs("a").iter().any(|way| way.starts_with("/projects/new")), "no way leads into it");
        let fitting = announced(&world, &[("once", "fitting"), ("region_east", "yes")]).await;
        let told = format!("การเปิดรับที่คลินิกนี้ส่งข้อเสนอได้ขณะนี้: {fitting}");
        let again = [("name_th", "อบกล้วย"), ("lead", "chonburi"), ("call", call.as_str()), ("once", "again")];
        elsewhere.post("/projects", &again).await.expect(422).must_say(&told);
        let api = serde_json::json!({"name_th": "อบกล้วย", "lead": "chonburi", "call": call});
        elsewhere.post_json("/api/v1/projects", api).await.expect(422);
        let page = elsewhere.get(format!("/calls/{fitting}")).await.expect(200);
        assert!(page.hrefs("a").iter().any(|way| way.starts_with("/projects/new")));
        // What was begun before the call was narrowed is told while it is written, and hands nothing in.
        let outside = answering(&world, &chonburi, &fitting, REASON).await;
        let narrow = techclinic::calls::find_by_code(&world.app.db, &call).await.expect("read").expect("there").id;
        crate::testing::rows::change(&world.app.db, "project", "call_id", narrow.into(), outside.id).await;
        elsewhere.get(format!("/projects/{}", outside.code)).await.expect(200).must_say("คลินิกนี้อยู่นอกภาคเหล่านั้น");
        elsewhere.post(format!("/projects/{}/submit", outside.code), &[]).await.expect(422).must_say("คลินิกนี้อยู่นอกภาคเหล่านั้น");

        let manager = world.named("wichai", Role::ClinicManager, over(&trang)).await;
        let inside = answering(&world, &trang, &call, REASON).await.code;
        let page = manager.get(format!("/projects/{inside}/edit")).await.expect(200);
        page.must_say("วันนี้คลินิกยังไม่มีผู้ได้รับแต่งตั้ง");
        appointed(&world, &trang, "wichai").await;
        let page = manager.get(format!("/projects/{inside}/edit")).await.expect(200);
        assert!(!page.says("วันนี้คลินิกยังไม่มีผู้ได้รับแต่งตั้ง") && !page.says("อยู่นอกภาค"));
        manager.post(format!("/projects/{inside}/submit"), &[]).await.expect(303);
    }

    /// A setting of the call: its ceiling counts the whole cost, or the ministry's share alone.
    async fn a_ceiling_counts_the_whole_or_the_ministrys_share_as_the_call_says(world: World) {
        world.stand_on("2010-05-10");
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        for (of, once, refused) in [("whole", "c1", true), ("ministry", "c2", false)] {
            let call = announced(&world, &[("ceiling", "600"), ("ceiling_of", of), ("once", once)]).await;
            let draft = answering(&world, &trang, &call, REASON).await.code;
            let budget = format!("/projects/{draft}/edit?section=budget");
            let page = manager.get(&budget).await.expect(200);
            page.must_say("ซึ่งกำหนดไว้ 600.00 บาท");
            let shares = [("share.0.row", ""), ("share.0.source", "ministry"), ("share.0.share", "60"), ("share.1.row", ""),
                ("share.1.source", "own"), ("share.1.share", "40")];
            manager.fill_in(&page, "main form", &shares).await.expect(303);
            let page = manager.get(&budget).await.expect(200);
            assert_eq!(page.says("ซึ่งกำหนดไว้ 600.00 บาท"), refused, "{of}");
            manager.post(format!("/projects/{draft}/submit"), &[]).await.expect(if refused { 422 } else { 303 });
        }
    }
}
