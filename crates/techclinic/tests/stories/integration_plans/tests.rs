//! A plan from its opening to its book: who may what, what holds its freeze up, and that nothing changes unseen
//! afterwards.

use sha2::{Digest, Sha256};
use techclinic::accounts::{Role, Scope};
use techclinic::commands::verify;
use techclinic::integration_plans;

use super::testing::{HEAD, file_of_2555, open};
use crate::testing::rows::{change, put};
use crate::testing::{World, stories};

/// Needs told at workshops of 2553 and 2554, as a file brings them in.
const NEEDS: &str = "code,text_th,province,channel,received_on\n\
    N-1,กล้วยตากขึ้นราในหน้าฝน,ตรัง,workshop,29 มีนาคม 2553\n\
    N-2,น้ำยางราคาตกอยากแปรรูปเอง,ตรัง,workshop,2 ธันวาคม 2553\n\
    N-3,ปลาหมึกแห้งเก็บไม่ได้นาน,ชลบุรี,workshop,2 ธันวาคม 2553\n";

/// Does `techclinic verify` find every seal whole?
async fn seals_are_whole(world: &World) -> bool {
    let found = verify::check(&world.app).await.expect("verified");
    found.iter().find(|finding| finding.about == "seals").expect("looked at").whole
}

/// The plan of 2555 as seed 004 tells of it, all rows made up, frozen and published.
async fn published_2555(world: &World) -> integration_plans::IntegrationPlan {
    world.stand_on("2011-11-01");
    world.bring("needs", NEEDS).await;
    let plan = open(world, 2555, Some(637), Some(567_359_000)).await;
    // A name that a spreadsheet would run, and one that looks as if it had been kept from that.
    let file = file_of_2555(&["N-1", "N-2", "N-3"]).replace("โครงการสมมติที่ 31,", "=โครงการสมมติที่ 31,");
    assert_eq!(world.bring("integration-plan-rows", &file.replace("โครงการสมมติที่ 33,", "''=33,")).await, [637, 0, 0]);
    integration_plans::freeze(&world.app, &world.system(), 2555).await.expect("frozen");
    integration_plans::publish(&world.app, &world.system(), 2555).await.expect("published");
    plan
}

stories! {
    /// docs/requirements.md G-19: 637 rows, 567,359,000 baht, shown as 567.359 million; one row more or one changed
    /// amount, written straight into the database, is noticed on the page and by `techclinic verify`.
    async fn one_row_more_or_a_changed_amount_breaks_the_seal(world: World) {
        let plan = published_2555(&world).await;
        let page = || async { world.anyone().get("/integration-plans/2555").await.expect(200) };
        let whole = page().await;
        whole.must_say("567.359").must_say("ล้านบาท").must_say("567,359,000.00").must_say("637");
        whole.must_say("ตรงกับวันที่ปิดแผน");
        assert!(!whole.says("ข้อมูลไม่ตรงกับวันที่ปิดแผน"));
        assert!(seals_are_whole(&world).await);

        let row = integration_plans::find_by_code(&world.app.db, "B-7").await.expect("read").expect("a row");
        let amount = row.amount.expect("an amount");
        change(&world.app.db, "plan_row", "amount_satang", (amount.0 + 100).into(), row.id).await;
        let broken = page().await;
        broken.must_say("ข้อมูลไม่ตรงกับวันที่ปิดแผน").must_say("567,359,001.00");
        broken.must_say("รายการที่ไม่ตรงกับวันที่ปิดแผน").must_say("โครงการสมมติที่ 7").must_say("890,674.00");
        assert!(!broken.says("โครงการสมมติที่ 8"), "only the row that was changed is named");
        world.anyone().get("/integration-plans/2555/book").await.expect(200).must_say("ข้อมูลไม่ตรงกับวันที่ปิดแผน");
        let told = world.anyone().get("/api/v1/integration-plans/2555").await.expect(200).json();
        assert_eq!(told["seal_broken"], true);
        assert!(!seals_are_whole(&world).await);
        change(&world.app.db, "plan_row", "amount_satang", amount.0.into(), row.id).await;
        assert!(seals_are_whole(&world).await && !page().await.says("ข้อมูลไม่ตรงกับวันที่ปิดแผน"));

        // A word alone is no more lost than an amount.
        change(&world.app.db, "plan_row", "name_th", "โครงการอื่น".into(), row.id).await;
        page().await.must_say("ข้อมูลไม่ตรงกับวันที่ปิดแผน").must_say("567,359,000.00");
        change(&world.app.db, "plan_row", "name_th", row.name.th.clone().into(), row.id).await;

        let id = world.app.chance.id(world.app.clock.now());
        let more = [
            ("id", id.into()), ("code", "B-638".into()), ("plan_id", plan.id.into()), ("number", 638.into()),
            ("name_th", "แถวแถม".into()), ("provinces", "92".into()), ("amount_satang", 0i64.into()),
            ("counterparts", "".into()), ("beneficiaries", "".into()), ("compiled", false.into()),
            ("invented", false.into()), ("updated_at", world.app.clock.now().into()), ("version", 1i64.into()),
        ];
        put(&world.app.db, "plan_row", more).await;
        page().await.must_say("ข้อมูลไม่ตรงกับวันที่ปิดแผน").must_say("638").must_say("แถวแถม").must_say("เพิ่มเข้ามาใหม่");
        assert!(!seals_are_whole(&world).await);
    }

    /// docs/requirements.md A4-03: what came from citizens' needs, counted and in money, by the year in which they
    /// were told; and which needs nobody has taken up.
    async fn the_share_from_citizens_needs_is_told_by_their_years(world: World) {
        published_2555(&world).await;
        world.bring("needs", "code,text_th,province,channel,received_on\nN-4,ดินเค็มปลูกข้าวไม่ขึ้น,ชลบุรี,web,3 มกราคม 2554\n").await;
        let told = world.anyone().get("/api/v1/integration-plans/2555").await.expect(200).json();
        let each = 567_359_000i64 / 637 * 100;
        assert_eq!(told["from_needs"], serde_json::json!([
            {"of": "2553", "count": 1, "sum_satang": each}, {"of": "2554", "count": 2, "sum_satang": each * 2},
        ]));
        let page = world.anyone().get("/integration-plans/2555").await.expect(200);
        page.must_say("ร้อยละ 0.5 ของจำนวนโครงการ");
        let of_2554 = page.link("2554");
        let rows = world.anyone().get(&of_2554).await.expect(200);
        assert_eq!(rows.all("#list tbody tr").len(), 2);

        let needs = world.anyone().get("/integration-plans/2555/needs").await.expect(200);
        let lines = needs.all("tbody tr");
        let told = |line: &str| lines.iter().any(|one| one.ends_with(line));
        assert!(told("ชลบุรี 2 1 1 0") && told("ตรัง 2 2 0 0"), "{lines:?}");
        world.anyone().get("/needs/N-1").await.expect(200).must_say("ลำดับที่ 1 ในแผนบูรณาการ ปีงบประมาณ 2555");
        world.anyone().get("/integration-plans/rows/B-1").await.expect(200).must_say("N-1");
    }

    /// docs/requirements.md A4-03: what was told before the years that a plan gathers and is still open waits all the
    /// same, and what the plan answers is counted whenever it was told; what has an answer since then is not.
    async fn what_waits_from_earlier_years_stands_on_the_map_of_needs(world: World) {
        world.stand_on("2011-11-01");
        world.bring("needs", "code,text_th,province,channel,received_on\n\
            N-1,กล้วยตากขึ้นราในหน้าฝน,ตรัง,workshop,30 กันยายน 2552\n\
            N-2,น้ำยางราคาตกอยากแปรรูปเอง,ตรัง,workshop,3 ธันวาคม 2550\n\
            N-3,ปลาหมึกแห้งเก็บไม่ได้นาน,ตรัง,workshop,4 ธันวาคม 2550\n\
            N-4,ดินเค็มปลูกข้าวไม่ขึ้น,ตรัง,workshop,30 กันยายน 2554\n\
            N-5,น้ำท่วมนาทุกปี,ตรัง,workshop,1 ตุลาคม 2554\n").await;
        open(&world, 2555, None, None).await;
        let declined = techclinic::needs::find_by_code(&world.app.db, "N-3").await.expect("read").expect("a need");
        change(&world.app.db, "need", "status", "declined".into(), declined.id).await;
        world.bring("integration-plan-rows", &format!("{HEAD}B-1,2555,โรงอบยาง,วว.,ตรัง,1000,N-2,\n")).await;
        let officer = world.officer().await;
        let page = officer.get("/integration-plans/2555/needs").await.expect(200);
        page.must_say("ตั้งแต่วันที่ 1 ตุลาคม 2552 ถึงวันที่ 30 กันยายน 2554").must_say("แจ้งก่อนหน้านั้นและยังไม่มีใครรับไป");
        let lines = page.all("tbody tr");
        // N-1 waits since before, N-2 is answered by the plan, N-4 was told in its years; N-3 has an answer, N-5 came after.
        assert!(lines.iter().any(|line| line.ends_with("ตรัง 3 1 2 1")), "{lines:?}");
        let map = officer.get("/integration-plans/2555/needs?drawn=waiting").await.expect(200);
        assert!(map.all("details tbody tr").iter().any(|line| line == "ตรัง1"), "{}", map.text());
        officer.get("/integration-plans/2555/needs?lang=en").await.expect(200).must_say("1 October 2009");
    }

    /// integration_plan.open, integration_plan.describe, integration_plan.compile, integration_plan.freeze,
    /// integration_plan.unfreeze, integration_plan.publish: only the ministry keeps a plan; those who answer for
    /// places read it while it is made, everybody once it is published.
    async fn the_ministry_keeps_a_plan_and_everybody_reads_it_once_published(world: World) {
        let form = |count: &'static str, version: &'static str| {
            [("fiscal_year", "๒๕๕๕"), ("name_th", "แผนบูรณาการ 2555"), ("stated_count", count),
                ("stated_baht", "3,000"), ("version", version), ("once", "1")]
        };
        world.anyone().post("/integration-plans", &form("2", "")).await.expect(401);
        let trang = world.trang().await;
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        director.post("/integration-plans", &form("2", "")).await.expect(403);
        let officer = world.officer().await;
        let refused = officer.post("/integration-plans", &[("fiscal_year", "25555"), ("name_th", "แผน"), ("stated_baht", "สามพัน")]).await.expect(422);
        refused.must_say("อ่านจำนวนเงิน “สามพัน” ไม่ได้");
        assert_eq!(refused.value_of("fiscal_year").as_deref(), Some("25555"));
        for (typed, said) in [("-1", "จำนวนเงินต้องไม่น้อยกว่า 0 บาท"), ("0.005", "ทศนิยมไม่เกินสองตำแหน่ง")] {
            let refused = officer.post("/integration-plans", &[("fiscal_year", "2555"), ("name_th", "แผน"), ("stated_baht", typed)]).await.expect(422);
            assert!(refused.all("#e-stated_baht").concat().contains(said), "{}", refused.text());
            assert_eq!(refused.value_of("stated_baht").as_deref(), Some(typed));
            let row = [("fiscal_year", "2555"), ("name_th", "ตู้อบ"), ("amount_baht", typed)];
            let refused = officer.post("/integration-plans/rows", &row).await.expect(422);
            assert!(refused.all("#e-amount_baht").concat().contains(said), "{}", refused.text());
        }
        officer.get("/integration-plans/new").await.expect(200).must_say("ชุมชนแห่งการเรียนรู้");
        officer.post("/integration-plans", &form("2", "")).await.expect(303);
        let again = [("fiscal_year", "2555"), ("name_th", "แผนที่สอง"), ("once", "2")];
        officer.post("/integration-plans", &again).await.expect(422).must_say("ปีงบประมาณ 2555 มีแผนอยู่แล้ว");

        // While it is made strangers and clinics do not know of it.
        for person in [&world.anyone(), &director] {
            person.get("/integration-plans/2555").await.expect(404);
            person.get("/integration-plans/2555/files/projects.csv").await.expect(404);
            person.get("/integration-plans/rows?fiscal_year=2555").await.expect(404);
            assert!(!person.get("/integration-plans").await.expect(200).says("แผนบูรณาการ 2555"));
        }
        let reads = [
            world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await,
            world.signed_in(Role::Auditor, Scope::Network).await,
        ];
        for person in &reads {
            person.get("/integration-plans/2555").await.expect(200);
            person.post("/integration-plans/2555/freeze", &[]).await.expect(403);
        }

        // A step that is none of this plan's as it stands is told, and not offered.
        let page = officer.get("/integration-plans/2555/publish").await.expect(200);
        page.must_say("โปรดปิดแผนก่อนเผยแพร่");
        assert!(page.all("main form[method=post] button").is_empty(), "{}", page.text());
        officer.post("/integration-plans/2555/publish", &[]).await.expect(409).must_say("โปรดปิดแผนก่อนเผยแพร่");
        officer.post("/integration-plans/2555/freeze", &[]).await.expect(422).must_say("แผนยังไม่มีรายการ");
        world.bring("integration-plan-rows", &format!("{HEAD}B-1,2555,ตู้อบแห้ง,วว.,ตรัง,1000,,\nB-2,2555,ปุ๋ยหมัก,,,,,\n")).await;
        let refused = officer.post("/integration-plans/2555/freeze", &[]).await.expect(422);
        refused.must_say("3,000.00").must_say("1,000.00").must_say("มี 1 รายการที่ยังไม่ระบุหน่วยงานหรืองบประมาณ");
        officer.post("/integration-plans/2555/describe", &form("3", "999")).await.expect(409);
        officer.post("/integration-plans/2555/describe", &form("3", "1")).await.expect(303);
        world.bring("integration-plan-rows", &format!("{HEAD}B-2,2555,ปุ๋ยหมัก,สวทช.,,2000,,\n")).await;
        officer.post("/integration-plans/2555/freeze", &[]).await.expect(422).must_say("เอกสารระบุ 3 โครงการ แต่ในแผนมี 2 โครงการ");
        officer.post("/integration-plans/2555/describe", &form("2", "2")).await.expect(303);
        // Nobody freezes what they have not seen.
        let seen = officer.get("/integration-plans/2555/freeze").await.expect(200).value_of("version").expect("a digest");
        world.bring("integration-plan-rows", &format!("{HEAD}B-2,2555,ปุ๋ยหมักอินทรีย์,สวทช.,,2000,,\n")).await;
        let moved = officer.post("/integration-plans/2555/freeze", &[("version", &seen)]).await.expect(409);
        moved.must_say("เปลี่ยนไปหลังจากที่เปิดหน้านี้");
        let seen = moved.value_of("version").expect("a digest");
        officer.post("/integration-plans/2555/freeze", &[("version", &seen)]).await.expect(303);
        officer.post("/integration-plans/2555/freeze", &[]).await.expect(409);
        officer.post("/integration-plans/2555/compile", &[]).await.expect(409).must_say("ปิดแล้ว");
        officer.post("/integration-plans/2555/describe", &form("3", "4")).await.expect(409);
        world.anyone().get("/integration-plans/2555").await.expect(404);
        officer.post("/integration-plans/2555/publish", &[]).await.expect(303);
        for page in ["", "/book", "/needs", "/files/projects.json"] {
            world.anyone().get(format!("/integration-plans/2555{page}")).await.expect(200);
        }

        let plan = integration_plans::find_of_year(&world.app.db, 2555).await.expect("read").expect("a plan");
        officer.post("/integration-plans/2555/unfreeze", &[("text", "")]).await.expect(422);
        director.post("/integration-plans/2555/unfreeze", &[("text", "แก้งบประมาณของโครงการ")]).await.expect(403);
        officer.post("/integration-plans/2555/unfreeze", &[("text", "แก้งบประมาณของโครงการ")]).await.expect(303);
        let still = world.anyone().get("/integration-plans/2555").await.expect(200);
        still.must_say("ฉบับนี้เผยแพร่แล้วและยังใช้อยู่").must_say("แก้งบประมาณของโครงการ");
        officer.get("/integration-plans/2555").await.expect(200).must_say("แก้งบประมาณของโครงการ");
        officer.post("/integration-plans/2555/compile", &[]).await.expect(303);
        officer.post_json("/api/v1/integration-plans/2555/freeze", serde_json::json!({})).await.expect(200);
        assert_eq!(world.trail(plan.id).await, [
            "integration_plan.open", "integration_plan.describe", "integration_plan.describe", "integration_plan.freeze",
            "integration_plan.publish", "integration_plan.unfreeze", "integration_plan.compile", "integration_plan.freeze",
        ]);
        let plan = integration_plans::find_of_year(&world.app.db, 2555).await.expect("read").expect("a plan");
        assert_eq!(plan.edition, 2);
    }

    /// docs/requirements.md A4-02: the book, the file and the page say the same, and whoever has the file can make
    /// the digest again.
    async fn the_book_and_the_open_data_agree_with_the_seal(world: World) {
        published_2555(&world).await;
        let json = world.anyone().get("/integration-plans/2555/files/projects.json").await.expect(200).json();
        assert_eq!((&json["figures"]["count"], &json["figures"]["sum_satang"]), (&637.into(), &56_735_900_000i64.into()));
        assert_eq!(json["figures"], json["seal"]["figures"]);

        // As anybody would: the cells of each row of the CSV with tabs between, and a line feed at the end.
        let csv = world.anyone().get("/integration-plans/2555/files/projects.csv").await.expect(200);
        let text = csv.body.trim_start_matches('\u{feff}');
        let (mut digest, mut rows, mut sum) = (Sha256::new(), 0, 0i64);
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            let row = row.expect("a row");
            // What a spreadsheet would run has a quote before it.
            let runs = |cell: &str| cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@']);
            let plain = |cell| str::strip_prefix(cell, '\'').filter(|rest| runs(rest)).unwrap_or(cell);
            digest.update(row.iter().map(plain).collect::<Vec<_>>().join("\t"));
            digest.update("\n");
            rows += 1;
            sum += row[8].parse::<i64>().expect("satang");
        }
        assert_eq!((rows, sum), (637, 56_735_900_000));
        let made: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(json["seal"]["figures"]["sha256"], made.as_str());

        let book = world.anyone().get("/integration-plans/2555/book").await.expect(200);
        book.must_say(&made).must_say("567.359");
        assert_eq!(book.all("tbody tr a").len(), 637, "every project stands in the book once");
        let sheet = world.anyone().get("/integration-plans/2555/files/projects.xlsx").await.expect(200);
        assert!(sheet.headers["content-disposition"].to_str().expect("text").contains(&made[..12]));
    }
}
