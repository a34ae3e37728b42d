//! The rows of a plan: brought in by files, entered by hand, compiled from our own projects, and counted so that the
//! parts make the whole.

use techclinic::accounts::Role;
use techclinic::integration_plans;

use super::testing::{HEAD, file_of_2555, open};
use crate::imports::tests::upload;
use crate::projects::testing::{decided, proposed_for};
use crate::testing::rows::put;
use crate::testing::{World, stories};

/// The codes of the rows of a list.
async fn listed(world: &World, narrowed: &str) -> Vec<String> {
    let officer = world.officer().await;
    let address = format!("/api/v1/integration-plans/rows?limit=100{narrowed}");
    let items = officer.get(address).await.expect(200).json()["items"].as_array().expect("a list").clone();
    items.iter().map(|item| item["code"].as_str().expect("a code").to_owned()).collect()
}

/// An address with its Thai as addresses write it.
fn uri(address: &str) -> String {
    let written = |letter: char| match letter.is_ascii() && letter != ' ' {
        true => letter.to_string(),
        false => letter.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect(),
    };
    address.chars().map(written).collect()
}

stories! {
    /// plan_row.bring: one amount of 637 that is a word, and nothing is brought in.
    async fn one_amount_that_is_text_keeps_the_whole_file_out(world: World) {
        world.stand_on("2011-11-01");
        open(&world, 2555, Some(637), Some(567_359_000)).await;
        let bad = file_of_2555(&[]).replacen("890673", "แปดแสน", 300).replacen("แปดแสน", "890673", 299);
        let checked = world.rehearsed("integration-plan-rows", &bad).await;
        let faults: Vec<_> = checked.faults.iter().map(|fault| (fault.row, fault.column.as_str())).collect();
        assert_eq!(faults, [(301, "amount_baht")]);
        assert!(matches!(world.import("integration-plan-rows", &bad).await, crate::testing::Finished::Refused(_)));
        assert!(listed(&world, "").await.is_empty());

        let wrong = format!("{HEAD}B-1,2556,ตู้อบ,,ตรังค์,-1,N-404,I-404\nB-2,2555,,,,,,\n");
        let faults = world.rehearsed("integration-plan-rows", &wrong).await.faults;
        let columns: Vec<_> = faults.iter().map(|fault| (fault.row, fault.column.as_str())).collect();
        assert_eq!(columns, [(2, "fiscal_year"), (2, "provinces"), (2, "amount_baht"), (2, "need"), (2, "plan_items"), (3, "name_th")]);

        let good = file_of_2555(&[]);
        assert_eq!(world.bring("integration-plan-rows", &good).await, [637, 0, 0]);
        assert_eq!(world.bring("integration-plan-rows", &good).await, [0, 0, 637]);
        integration_plans::freeze(&world.app, &world.system(), 2555).await.expect("frozen");
        let shut = world.rehearsed("integration-plan-rows", &good).await.faults;
        assert_eq!((shut.len(), shut[0].column.as_str()), (637, "fiscal_year"));
    }

    /// At the desk one amount of 637 that is a word is named by its row and column in the reader's language; what was
    /// uploaded is kept, and the other rows come in whole, all of them, or not at all.
    async fn a_file_of_637_rows_is_told_where_its_one_word_stands(world: World) {
        world.stand_on("2011-11-01");
        open(&world, 2555, Some(637), Some(567_359_000)).await;
        let bad = file_of_2555(&[]).replacen("890673", "แปดแสน", 300).replacen("แปดแสน", "890673", 299);
        let trang = world.trang().await;
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        upload(&director, "integration-plan-rows", &bad).await.expect(403);
        let officer = world.officer().await;
        let short = upload(&officer, "integration-plan-rows", "code,name_th\nB-1,ตู้อบ\n").await.expect(422);
        short.must_say("ขาดคอลัมน์ ปีงบประมาณ");
        let page = upload(&officer, "integration-plan-rows", &bad).await.expect(200);
        assert_eq!(page.all("tbody tr").len(), 1, "{}", page.text());
        page.must_say("301").must_say("งบประมาณ (บาท)").must_say("อ่านจำนวนเงิน “แปดแสน” ไม่ได้").must_say("636");
        let kept = page.value_of("upload").expect("the file is kept");
        let english = officer.get(format!("/desk/imports/checked/{kept}?lang=en")).await.expect(200);
        let row = english.all("tbody tr").concat();
        assert!(row.contains("amount_baht") && row.contains("cannot be read as an amount"), "{row}");

        let wrong = officer.get(format!("/desk/imports/checked/{kept}/wrong-rows.csv?lang=th")).await.expect(200).body;
        assert!(wrong.lines().count() == 2 && wrong.contains("แปดแสน") && wrong.contains("งบประมาณ (บาท): อ่านจำนวนเงิน"), "{wrong}");
        let fields = [("kind", "integration-plan-rows"), ("file", "plan.csv"), ("upload", kept.as_str())];
        officer.post("/desk/imports/apply", &fields).await.expect(422).must_say("แปดแสน");
        assert!(listed(&world, "").await.is_empty(), "nothing is half kept");
        let good = [fields[0], fields[1], fields[2], ("keep_good_rows", "yes")];
        officer.post("/desk/imports/apply", &good).await.expect(303);
        let figures = officer.get("/api/v1/integration-plans/2555").await.expect(200).json()["figures"].clone();
        assert_eq!((&figures["count"], &figures["sum_satang"]), (&636.into(), &(56_735_900_000i64 - 89_067_300).into()));
        // The one that was wrong comes after, mended.
        assert_eq!(world.bring("integration-plan-rows", &file_of_2555(&[])).await, [1, 0, 636]);
    }

    /// The open file of a plan comes back as it was published, with its money.
    async fn the_open_file_of_a_plan_can_be_brought_in_again(world: World) {
        world.stand_on("2011-11-01");
        open(&world, 2555, None, None).await;
        world.bring("plan-items", "code,level,name_th,source\nI-1,national,เป้าหมายที่ 1,เอกสารสมมติ\nI-2,national,เป้าหมายที่ 2,เอกสารสมมติ\n").await;
        let head = "code,fiscal_year,name_th,agency_as_printed,provinces,amount_baht,counterparts,beneficiaries,plan_items\n";
        let row = "B-1,2555,ตู้อบแห้ง,วว.,ตรัง; กระบี่,1000.50,government; private,people; private_sector,I-1; I-2\n";
        assert_eq!(world.bring("integration-plan-rows", &format!("{head}{row}")).await, [1, 0, 0]);
        let officer = world.officer().await;
        let file = officer.get("/integration-plans/2555/files/projects.csv").await.expect(200).body;
        assert_eq!(world.bring("integration-plan-rows", file.trim_start_matches('\u{feff}')).await, [0, 0, 1]);
        let wrong = "code,fiscal_year,name_th,amount_satang\nB-2,2555,ปุ๋ย,แสน\n";
        let faults = world.rehearsed("integration-plan-rows", wrong).await.faults;
        assert_eq!(faults.iter().map(|fault| fault.column.as_str()).collect::<Vec<_>>(), ["amount_satang"]);
        let differ = "code,fiscal_year,name_th,amount_baht,amount_satang\nB-2,2555,ปุ๋ย,10,999\n";
        assert_eq!(world.rehearsed("integration-plan-rows", differ).await.faults.len(), 1);
    }

    /// plan_row.register, plan_row.correct and plan_row.withdraw: by hand as by file, as long as the plan is compiled.
    async fn an_officer_enters_what_agencies_tell(world: World) {
        open(&world, 2553, None, None).await;
        world.bring("plan-items", "code,level,name_th,source\nI-1,national,เป้าหมายที่ 1,เอกสารสมมติ\n").await;
        world.bring("needs", "code,text_th,province\nN-1,กล้วยตากขึ้นราในหน้าฝน,ตรัง\n").await;
        let form = |amount: &'static str, version: &'static str| {
            [("fiscal_year", "2553"), ("name_th", "ตู้อบแห้งชุมชน"), ("agency_as_printed", "วว."),
                ("provinces", "ชลบุรี\nตรัง"), ("amount_baht", amount), ("mechanism", "agency_mission"),
                ("counterparts", "private"), ("counterparts", "government"), ("beneficiaries", "people"), ("need", "N-1"),
                ("plan_items", "I-1"), ("version", version), ("once", amount)]
        };
        world.anyone().post("/integration-plans/rows", &form("1", "")).await.expect(401);
        let officer = world.officer().await;
        officer.get("/integration-plans/rows/new").await.expect(200).must_say("2553");
        let refused = officer.post("/integration-plans/rows", &[("fiscal_year", "2553"), ("name_th", "ตู้อบ"), ("amount_baht", "พัน"), ("project", "P-404")]).await.expect(422);
        refused.must_say("อ่านจำนวนเงิน").must_say("ไม่พบโครงการรหัส P-404");
        officer.post("/integration-plans/rows", &form("๑,๐๐๐.๕๐", "")).await.expect(303);
        let code = listed(&world, "&origin=need").await.pop().expect("a row");
        let row = officer.get(format!("/api/v1/integration-plans/rows/{code}")).await.expect(200).json();
        assert_eq!((&row["amount_satang"], &row["number"], &row["provinces"]), (&100_050.into(), &1.into(), &serde_json::json!(["20", "92"])));
        assert_eq!((&row["counterparts"], &row["plan_items"]), (&serde_json::json!(["government", "private"]), &serde_json::json!(["I-1"])));
        let page = officer.get(format!("/integration-plans/rows/{code}")).await.expect(200);
        page.must_say("หน่วยงานภาครัฐ").must_say("แผนระดับชาติ").must_say("1,000.50").must_say("ภารกิจของหน่วยงาน");

        let correct = format!("/integration-plans/rows/{code}/correct");
        officer.post(&correct, &form("2000", "1")).await.expect(303);
        officer.post(&correct, &form("3000", "1")).await.expect(409).must_say("2,000.00");
        let withdraw = format!("/integration-plans/rows/{code}/withdraw");
        let reason = [("text", "หน่วยงานยกเลิกโครงการแล้ว"), ("version", "2")];
        officer.post(&withdraw, &reason).await.expect(303);
        assert!(listed(&world, "").await.is_empty());
        officer.get("/integration-plans/rows").await.expect(200).must_say("หน่วยงานยกเลิกโครงการแล้ว");
        let id = integration_plans::find_by_code(&world.app.db, &code).await.expect("read").expect("kept").id;
        assert_eq!(world.trail(id).await, ["plan_row.register", "plan_row.correct", "plan_row.withdraw"]);

        world.bring("integration-plan-rows", &format!("{HEAD}B-2,2553,ปุ๋ยหมัก,สวทช.,ตรัง,500,,\n")).await;
        integration_plans::freeze(&world.app, &world.system(), 2553).await.expect("frozen");
        officer.post("/integration-plans/rows", &form("7", "")).await.expect(422).must_say("ปิดแล้ว จึงแก้ไขรายการไม่ได้");
        officer.post(&correct, &form("7", "3")).await.expect(422).must_say("ปิดแล้ว");
        let gone = [("text", "หน่วยงานยกเลิกโครงการแล้ว"), ("version", "1")];
        officer.post("/integration-plans/rows/B-2/withdraw", &gone).await.expect(409).must_say("ปิดแล้ว");
    }

    /// Our own projects that are approved become rows, with their clinic's organisation, their provinces, their money
    /// and the need that was told first; compiling again makes none twice and leaves alone what was changed by hand.
    async fn approved_projects_are_compiled_into_the_plan_of_their_year(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let need = crate::needs::testing::told(&world.anyone(), "กล้วยตากขึ้นราในหน้าฝน", "1").await;
        open(&world, 2553, None, None).await;
        let both = [(&trang, "ตรัง"), (&chonburi, "ชลบุรี")];
        let draft = proposed_for(&world, &trang, "อบกล้วยสองจังหวัด", &both, &[]).await;
        let approved = crate::projects::testing::approved(&world, &trang, "อบกล้วยที่ตรัง", &both[..1]).await;
        let told = techclinic::needs::find_by_code(&world.app.db, &need).await.expect("read").expect("a need");
        put(&world.app.db, "project_need", [("project_id", approved.id.into()), ("need_id", told.id.into())]).await;
        let officer = world.officer().await;
        let compiled = || async { officer.post_json("/api/v1/integration-plans/2553/compile", serde_json::json!({})).await.expect(200).json() };
        let did = |added: i64, changed: i64, unchanged: i64, left: i64| {
            serde_json::json!({"added": added, "changed": changed, "unchanged": unchanged, "left": left, "ended": 0})
        };
        assert_eq!(compiled().await, did(1, 0, 0, 0));
        decided(&world, &trang, &draft.code).await;
        assert_eq!(compiled().await, did(1, 0, 1, 0));
        assert_eq!(compiled().await, did(0, 0, 2, 0));
        let told = officer.get("/api/v1/integration-plans/2553").await.expect(200).json();
        assert_eq!((&told["figures"]["count"], &told["figures"]["sum_satang"]), (&2.into(), &200_000.into()));
        assert_eq!(told["agencies"], serde_json::json!([{"of": "คลินิกเทคโนโลยีตรัง", "count": 2, "sum_satang": 200_000}]));

        let rows = officer.get("/api/v1/integration-plans/rows?origin=project").await.expect(200).json();
        let of = |code: &str| rows["items"].as_array().expect("rows").iter().find(|row| row["project"] == code).expect("a row").clone();
        assert_eq!((&of(&approved.code)["provinces"], &of(&draft.code)["provinces"]), (&serde_json::json!(["92"]), &serde_json::json!(["20", "92"])));
        world.anyone().get(format!("/projects/{}", approved.code)).await.expect(200);
        officer.get(format!("/projects/{}", approved.code)).await.expect(200).must_say("ในแผนบูรณาการ ปีงบประมาณ 2553");

        assert_eq!(of(&approved.code)["need"], need.as_str());
        world.anyone().get(format!("/needs/{need}")).await.expect(200);
        officer.get(format!("/needs/{need}")).await.expect(200).must_say("ในแผนบูรณาการ ปีงบประมาณ 2553");

        let code = of(&approved.code)["code"].as_str().expect("a code").to_owned();
        let by_hand = [("fiscal_year", "2553"), ("name_th", "อบกล้วยที่ตรัง"), ("agency_as_printed", "วว."), ("provinces", "ตรัง"),
            ("amount_baht", "900"), ("project", approved.code.as_str()), ("version", "1")];
        officer.post(format!("/integration-plans/rows/{code}/correct"), &by_hand).await.expect(303);
        assert_eq!(compiled().await, did(0, 0, 1, 1));
        let twice = [("fiscal_year", "2553"), ("name_th", "อีกครั้ง"), ("project", approved.code.as_str())];
        officer.post("/integration-plans/rows", &twice).await.expect(422).must_say("โครงการนี้อยู่ในแผนแล้ว");
        let reason = [("reason", "กลุ่มเลิกทำกล้วยตากแล้ว ไม่มีผู้เข้าร่วม")];
        officer.post(format!("/projects/{}/cancel", draft.code), &reason).await.expect(303);
        assert_eq!(compiled().await["ended"], 1);
        assert_eq!(listed(&world, "&origin=ended").await.len(), 1);
    }

    /// What stands beside a bar is money as everywhere else, to the satang; and beside what is counted under no known
    /// group it says of how many provinces a source says one (docs/requirements.md C-11).
    async fn bars_tell_satang_and_why_groups_are_not_known(world: World) {
        world.stand_on("2011-11-01");
        open(&world, 2555, None, None).await;
        world.bring("province-groups", "definition,group_th,province,source,verified\n2551,ใต้ชายแดน,90,สมมติ,yes\n2551,ใต้ชายแดน,94,สมมติ,yes\n").await;
        world.bring("integration-plan-rows", &format!("{HEAD}B-1,2555,ตู้อบแห้ง,วว.,สงขลา,1000.05,,\n")).await;
        let officer = world.officer().await;
        let page = officer.get("/integration-plans/2555").await.expect(200);
        assert_eq!(page.all(".bars tbody tr"), ["ใต้ชายแดน1,000.05"]);
        assert!(!page.says("แหล่งอ้างอิงในระบบ"), "nothing is counted under an unknown group");
        world.bring("integration-plan-rows", &format!("{HEAD}B-2,2555,ปุ๋ยหมัก,สวทช.,ตรัง,2000,,\n")).await;
        let page = officer.get("/integration-plans/2555").await.expect(200);
        assert_eq!(page.all(".bars tbody tr"), ["ใต้ชายแดน1,000.05", "ไม่ทราบกลุ่มจังหวัด2,000.00"]);
        page.must_say("ระบุกลุ่มจังหวัด ณ วันนั้นไว้ 2 จาก 76 จังหวัด").must_say("มติคณะรัฐมนตรี 15 มกราคม 2551");
        let sources = officer.get(page.link("ดูกลุ่มและแหล่งที่มาของแต่ละจังหวัด")).await.expect(200);
        sources.must_say("1 ตุลาคม 2554").must_say("ทราบกลุ่มจังหวัดแล้ว 2 จังหวัด");
        let book = officer.get("/integration-plans/2555/book?lang=en").await.expect(200);
        book.must_say("the group of 2 of 76 provinces").must_say("Cabinet resolution of 15 January 2008");
    }

    /// Every figure opens to just the rows it counts, and the figures of the parts make the whole.
    async fn every_figure_opens_to_its_rows(world: World) {
        world.stand_on("2011-11-01");
        open(&world, 2555, None, None).await;
        world.bring("province-groups", "definition,group_th,province,source,verified\n2551,ใต้ชายแดน,90,สมมติ,yes\n2551,ใต้ชายแดน,94,สมมติ,yes\n2551,ใต้อันดามัน,92,สมมติ,yes\n").await;
        world.bring("integration-plan-rows", &file_of_2555(&[])).await;
        let officer = world.officer().await;
        let told = officer.get("/api/v1/integration-plans/2555").await.expect(200).json();
        let all = |parts: &serde_json::Value| {
            let sum = |name: &str| parts.as_array().expect("parts").iter().map(|one| one.get("whole").unwrap_or(one)[name].as_i64().expect("a number")).sum::<i64>();
            (sum("count"), sum("sum_satang"))
        };
        assert_eq!(all(&told["groups"]), (637, 56_735_900_000));
        assert_eq!(all(&told["agencies"]), (637, 56_735_900_000));
        let words: Vec<_> = told["groups"].as_array().expect("groups").iter().map(|one| one["whole"]["of"].as_str().expect("a word")).collect();
        assert_eq!(words, ["ใต้ชายแดน", "ใต้อันดามัน", "none", "unknown", "several", "country"]);

        let page = officer.get("/integration-plans/2555").await.expect(200);
        let mut opened = 0;
        for href in page.hrefs("table a") {
            let rows = officer.get(&href).await.expect(200);
            assert!(!rows.all("#list tbody tr").is_empty(), "{href}");
            opened += 1;
        }
        assert!(opened > 10);
        for (narrowed, count) in [("&group=ใต้ชายแดน", 106), ("&province=92&alone=yes", 107), ("&province=92", 213), ("&group=several", 106), ("&group=country", 106), ("&agency=มว.", 159), ("&q=โครงการสมมติที่ 637", 1), ("&origin=need", 0)] {
            let mut cursor = String::new();
            let mut found = 0;
            loop {
                let address = format!("/api/v1/integration-plans/rows?fiscal_year=2555&limit=100{narrowed}&cursor={cursor}");
                let list = officer.get(uri(&address)).await.expect(200).json();
                found += list["items"].as_array().expect("a list").len();
                let Some(next) = list["next_cursor"].as_str() else { break };
                next.clone_into(&mut cursor);
            }
            assert_eq!(found, count, "{narrowed}");
        }
    }
}
