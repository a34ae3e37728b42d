//! Stories of files of projects: the plan of 2553 as it was published, what comes out and goes in
//! again, and what a file may not do.

use super::tests::file;
use crate::testing::{Finished, World, stories};
use techclinic::accounts::Role;
use techclinic::imports;
use techclinic::projects::{self, Status};

const KINDS: [&str; 4] = ["projects", "budget-lines", "activities", "indicators"];
const PLAN: &str = "P53-PLAN";

/// The plan of 2553 as it ships: from a document that was published.
async fn published(world: &World) {
    for name in KINDS {
        world.bring(name, &file(name)).await;
    }
}

async fn refused(world: &World, kind: &str, file: &str) -> Vec<(usize, String, String)> {
    let Finished::Refused(checked) = world.import(kind, file).await else { panic!("brought in") };
    checked.faults.into_iter().map(|fault| (fault.row, fault.column, fault.reason.id().to_owned())).collect()
}

stories! {
    /// A0-01, A0-03, A0-04, A0-08, A0-10: the plan of seed 000 is public history, with its source and without a
    /// decision that nobody knows of; strangers find and read it. project.import
    async fn the_plan_of_2553_is_public_as_history(world: World) {
        published(&world).await;
        let anyone = world.anyone();
        let listed = anyone.get("/api/v1/projects?fiscal_year=2553").await.expect(200).json();
        assert_eq!((listed["items"][0]["code"].as_str(), listed["items"][0]["invented"].as_bool()), (Some(PLAN), Some(false)));
        anyone.get("/projects?fiscal_year=2553").await.expect(200).must_say("กระบวนงานสร้างเครือข่าย").must_say("ตามเอกสารที่เผยแพร่");
        let page = anyone.get(format!("/projects/{PLAN}")).await.expect(200);
        page.must_say("แผนปฎิบัติการมีส่วนร่วมปี53_ล่าสุด").must_say("เอกสารไม่ปรากฏการลงนามและวันที่");
        page.must_say("1,750,000.00").must_say("1,057,000.00").must_say("เข้ามาเกี่ยวข้อง").must_say("กระบวนงานคลินิกเทคโนโลยี");
        page.must_say("มีพื้นที่การให้บริการที่ครอบคลุมทั่วประเทศ").must_say("ไม่ทราบ ระบบไม่มีบันทึกผล").must_say("20 เม.ย. 2553");
        page.must_say("สถาบันการศึกษาที่เป็นคลินิกเทคโนโลยีที่รับผิดชอบในพื้นที่");
        for objective in ["เพื่อเปิดโอกาสให้ประชาชนได้มีส่วนร่วม", "พัฒนาเครือข่ายให้เป็นตัวกลาง", "สนับสนุนให้มีการนำผลงานวิจัยและพัฒนาไปประยุกต์ใช้ประโยชน์"] {
            page.must_say(objective);
        }
        for benefit in ["ประชาชนมีโอกาสได้ร่วม", "มีเครือข่ายที่เป็นตัวกลาง", "มีการนำผลงานวิจัยและพัฒนาไปประยุกต์ใช้ประโยชน์"] {
            page.must_say(benefit);
        }
        assert!(!page.says("ข้อมูลสมมติ"), "nothing of it is invented");
        let project = projects::find_by_code(&world.app.db, PLAN).await.expect("read").expect("the plan");
        assert_eq!((project.status, project.invented, project.plan_version), (Status::Published, false, 0));
        let plan = &project.plan;
        assert_eq!((plan.areas.len(), plan.budget.lines.len(), plan.schedule.len()), (5, 6, 10));
        assert_eq!((plan.objectives.len(), plan.benefits.len()), (3, 3));
        let totals = plan.budget.totals();
        assert_eq!((totals.planned.to_string().as_str(), totals.persons), ("1,750,000.00", 330));
        assert_eq!(plan.indicators.iter().map(|one| one.target_text()).collect::<Vec<_>>(), ["330", "85", "85"]);
        assert_eq!(world.trail(project.id).await, ["project.import"], "its trail says that it came so");
        // History owes nothing, takes no records and is nobody's to decide.
        let officer = world.officer().await;
        assert!(!officer.get(format!("/projects/{PLAN}")).await.expect(200).says("/submit"));
        // Nobody edits it, and the words say why: it was never submitted here, and nobody else saved.
        assert!(!officer.get(format!("/projects/{PLAN}")).await.expect(200).says("/edit"));
        officer.get(format!("/projects/{PLAN}/edit")).await.expect(403).must_say("นำมาจากเอกสารที่เผยแพร่แล้ว");
        for version in ["0", "1", "9"] {
            let typed = [("version", version), ("name_th", "ชื่ออื่น")];
            let refused = officer.post(format!("/projects/{PLAN}/edit?section=about"), &typed).await.expect(409);
            refused.must_say("นำมาจากเอกสารที่เผยแพร่แล้ว");
            assert!(refused.body.contains("ชื่ออื่น"), "nothing typed is lost: {}", refused.body);
            assert!(!refused.says("แผนนี้เสนอแล้ว") && !refused.says("มีผู้อื่นบันทึก"), "{}", refused.body);
        }
        // What is not recorded is not nought.
        let measures = anyone.get(format!("/api/v1/projects/{PLAN}/measures")).await.expect(200).json();
        assert_eq!((measures["recorded"].as_bool(), measures["participants"].is_null()), (Some(false), true));
        // Its schedule says what the document says, and nothing of what became of it.
        let schedule = anyone.get(format!("/projects/{PLAN}")).await.expect(200);
        schedule.must_say("ไม่ทราบเดือน (จำนวนเครื่องหมายในเอกสาร: 5)");
        assert!(!schedule.says("ยังไม่เริ่ม") && !schedule.says("ทำแล้วช้ากว่าแผน"));
        for verb in ["submit", "approve", "cancel"] {
            let refused = officer.post(format!("/projects/{PLAN}/{verb}"), &[("reason", "ไม่ควรทำได้")]).await.expect(409);
            refused.must_say("นำมาจากเอกสารที่เผยแพร่แล้ว");
        }
    }

    async fn what_comes_out_goes_in_again_and_comes_out_the_same(world: World) {
        published(&world).await;
        let clinic = world.trang().await;
        let director = world.of_clinic(Role::ClinicDirector, &clinic).await;
        let fields = [("name_th", "ถ่ายทอดการอบกล้วย | ปีแรก"), ("fiscal_year", "2553"), ("programme", "transfer"), ("lead", "trang"), ("once", "1")];
        director.post("/projects", &fields).await.expect_see_other();
        let areas = "code,name_th,fiscal_year,programme,areas,funding_shares,offsetting,lead_clinic,status,signed_by,signed_position,signed_on,plan_version\n\
            P52-OLD,โครงการเดิม,2552,transfer,\"92: บ่อหิน | trang\n92: ควนปริง\n20\",\"own: 55.5\nministry: 44.5: สป.\",ใช่,trang,อนุมัติแล้ว,ผู้ลงนาม,ผู้อำนวยการ,1 ต.ค. 2551,2\n";
        world.bring("projects", areas).await;
        world.bring("budget-lines", "project,line,area,amount_baht\nP52-OLD,ก,92 #2,100.25\nP52-OLD,ก,ตรัง #2,200\nP52-OLD,ข,20,1\nP52-OLD,ค,,5\n").await;
        world.bring("activities", "project,activity,months,exact_on\nP52-OLD,ประชุม,\"พ.ย. 2551, ธ.ค. 2551\",\nP52-OLD,ประชุม,2009-01,2009-02-03\n").await;
        let mut out = Vec::new();
        for kind in KINDS {
            out.push(world.export(&world.system(), kind).await);
        }
        assert!(out[0].contains("P52-OLD") && out[0].contains("92: ควนปริง") && out[0].contains("approved"), "{}", out[0]);
        let again = World::on_sqlite().await;
        again.trang().await;
        for (kind, file) in KINDS.iter().zip(&out) {
            let Finished::Done(import, _) = again.import(kind, file).await else { panic!("{kind}") };
            assert_eq!((import.changed, import.unchanged, import.left_out), (0, 0, 0), "{kind}");
            assert_eq!(again.trail(import.id).await, ["import.apply"], "one act");
        }
        for (kind, file) in KINDS.iter().zip(&out) {
            assert_eq!(again.export(&again.system(), kind).await, *file, "{kind}");
            let [added, changed, _] = world.bring(kind, file).await;
            assert_eq!((added, changed), (0, 0), "{kind}: brought twice it changes nothing");
        }
        assert!(again.miscounted().await.is_empty());
    }

    /// More rows than are read at once, and those of one plan far apart: none takes another's place.
    async fn the_lines_of_one_plan_may_stand_anywhere_in_a_long_file(world: World) {
        world.bring("projects", "code,name_th,fiscal_year,programme\nP53-A,ก,2553,transfer\nP53-B,ข,2553,transfer\n").await;
        let mut text = "project,line,area,amount_baht\n".to_owned();
        for row in 0..1_203 {
            text.push_str(&format!("{},รายการ {row},,{row}\n", if row % 2 == 0 { "P53-A" } else { "P53-B" }));
        }
        assert_eq!(world.bring("budget-lines", &text).await, [1_203, 0, 0]);
        let corrected = text.replace(",รายการ 1200,,1200", ",รายการ 1200,,7");
        assert_eq!(world.bring("budget-lines", &corrected).await, [0, 1, 1_202]);
        let plan = projects::find_by_code(&world.app.db, "P53-A").await.expect("read").expect("a plan").plan;
        assert_eq!(plan.budget.lines.len(), 602);
        assert_eq!(plan.budget.lines[600].amount.to_string(), "7.00");
    }

    async fn a_wrong_row_is_named_and_nothing_is_brought_in(world: World) {
        published(&world).await;
        let before = world.export(&world.system(), "budget-lines").await;
        let lines = "project,line,area,amount_baht\nP53-PLAN,ก,ตรัง,100\nP53-NONE,ข,,200\nP53-PLAN,ค,กระบี่,300\nP53-PLAN,ง,,-1\n";
        assert_eq!(refused(&world, "budget-lines", lines).await, [
            (3, "project".to_owned(), "projects-import-unknown".to_owned()),
            (4, "area".to_owned(), "projects-import-no-area".to_owned()),
            (5, "amount_baht".to_owned(), "kit-money-negative".to_owned()),
        ]);
        assert_eq!(world.export(&world.system(), "budget-lines").await, before);
        let projects = "code,name_th,fiscal_year,programme,period_as_printed,status,signed_by,lead_clinic\n\
            P53-1,ก,2553,transfer,1 เมษายน – 30 กันยายน 25523 (6 เดือน),,,\n\
            P53-2,ข,2553,ถ่ายทอด,,approved,,\n\
            P53-3,ค,2553,transfer,,approved,,nobody\n\
            P53-PLAN,ง,2553,participation,,draft,,\n";
        assert_eq!(refused(&world, "projects", projects).await.into_iter().map(|(row, column, why)| format!("{row} {column} {why}")).collect::<Vec<_>>(), [
            "2 period_as_printed kit-year-meant",
            "3 programme projects-import-programme",
            "4 lead_clinic projects-clinic-unknown",
            "4 signed_by kit-field-required",
            "5 status projects-import-moves",
        ]);
    }

    /// A project that came decided is completed by its other files once, and then stands.
    async fn a_decided_plan_is_completed_once_and_never_rewritten(world: World) {
        world.trang().await;
        world.bring("projects", "code,name_th,fiscal_year,programme,status,signed_by,signed_position,signed_on,lead_clinic\nP52-OLD,ก,2552,transfer,closed,ก ข,ผู้อำนวยการ,2008-10-01,trang\n").await;
        world.bring("indicators", "project,code,name_th,unit,target\nP52-OLD,recipients,จำนวนผู้รับบริการ,คน,30\n").await;
        let again = "project,code,name_th,unit,target\nP52-OLD,recipients,จำนวนผู้รับบริการ,persons,30\n";
        assert_eq!(world.bring("indicators", again).await, [0, 0, 1]);
        let other = "project,code,name_th,unit,target\nP52-OLD,recipients,จำนวนผู้รับบริการ,persons,31\n";
        assert_eq!(refused(&world, "indicators", other).await, [(2, "project".to_owned(), "projects-not-open-closed".to_owned())]);
    }

    /// What somebody may not read is in no file they take out, and only the ministry brings files in.
    async fn a_file_holds_what_its_reader_may_see(world: World) {
        published(&world).await;
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let ours = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let fields = [("name_th", "ร่างของตรัง"), ("fiscal_year", "2553"), ("programme", "transfer"), ("lead", "trang"), ("once", "1")];
        ours.post("/projects", &fields).await.expect_see_other();
        let theirs = world.of_clinic(Role::ClinicDirector, &chonburi).await;
        let seen = |text: String| (text.contains("ร่างของตรัง"), text.contains(PLAN));
        assert_eq!(seen(world.export(&ours.reader(), "projects").await), (true, true));
        assert_eq!(seen(world.export(&theirs.reader(), "projects").await), (false, true));
        let may = |kind, reader: &_| imports::kind(kind).expect("a kind").may_import(reader);
        assert!(may("projects", &theirs.reader()).is_err());
        assert!(may("budget-lines", &theirs.reader()).is_err());
        assert!(may("projects", &world.officer().await.reader()).is_ok());
    }
}
