//! Stories of whose the money of a project is: what the ministry grants and who may say it, what an amendment may ask
//! for, and what stays public of a project that was given up.

use super::testing::{answering, approved, proposed};
use super::tests_amendments::{read, save, typed};
use crate::calls::testing::announced;
use crate::disbursements::testing::{PAYMENT, recorded};
use crate::reviews::testing::{ask, handed_in, judge, judged, sign};
use crate::testing::{Person, World, rows, stories, with};
use techclinic::accounts::Role;
use techclinic::organisations::Clinic;
use techclinic::projects::FundingSource;
use thai::Satang;

/// The ministry bears 60 % of it.
const SHARES: [(&str, &str); 6] = [
    ("share.0.row", ""),
    ("share.0.source", "own"),
    ("share.0.share", "40"),
    ("share.1.row", ""),
    ("share.1.source", "ministry"),
    ("share.1.share", "60"),
];

/// An amendment of a project that was begun, at its address.
async fn amending(lead: &Person, code: &str) -> String {
    let all = format!("/projects/{code}/amendments");
    let why = [("text", "ราคาวัสดุสูงขึ้นทั่วประเทศ"), ("once", code)];
    lead.post(&all, &why).await.expect_see_other().trim_end_matches("/edit").to_owned()
}

/// What makes the only line, and the whole, of an amendment this much, all of it to be granted.
async fn asking(lead: &Person, at: &str, baht: &str) {
    let much = [("stated_total", baht), ("line.0.amount", baht), ("line.0.granted_now", baht)];
    save(lead, at, "budget", &typed(lead, at, "budget", &much).await).await.expect(303);
}

/// A proposal to a call, judged by two and selected, approved by the ministry.
async fn selected(world: &World, lead: &Clinic, call: &str, officer: &Person) -> String {
    world.stand_on("2010-05-29");
    let proposal = handed_in(world, lead, call).await;
    let (ann, bee) = (judge(world, "ann").await, judge(world, "bee").await);
    ask(officer, &proposal, "ann@example.org\nbee@example.org").await;
    judged(world, &ann, "ann", &proposal, call, &["9", "8"]).await;
    judged(world, &bee, "bee", &proposal, call, &["7", "8"]).await;
    world.stand_on("2010-06-01");
    let decision = [("outcome", "selected"), ("reason", "ตรงกับความต้องการของชุมชน")];
    officer.post(format!("/proposals/{proposal}/decide"), &decision).await.expect(303);
    officer.post(format!("/projects/{proposal}/approve"), &[]).await.expect(303);
    proposal
}

stories! {
    /// project.edit, project.approve: whoever proposes declares no grant, by form or by program; the ministry grants what
    /// it bears, sees it before it approves, and instalments keep to it.
    async fn the_ministry_grants_what_it_bears_and_no_proposer_says_more(world: World) {
        world.stand_on("2010-06-01");
        let trang = world.trang().await;
        let code = proposed(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await.code;
        let at = format!("/projects/{code}");
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let page = coordinator.get(format!("{at}/edit?section=budget")).await.expect(200);
        assert!(!page.body.contains("name=\"line.0.granted_"), "there is nothing to type a grant into");
        let forged = with(&SHARES, &[("line.0.granted_before", "1"), ("line.0.granted_now", "999")]);
        save(&coordinator, &at, "budget", &typed(&coordinator, &at, "budget", &forged).await).await.expect(303);
        let version = read(&world, &code).await.version;
        let fields = serde_json::json!({"line.0.row": "", "line.0.label": "ค่าถ่ายทอด", "line.0.amount": "1000",
            "line.0.granted_now": "1000", "line.0.persons": "10", "budget_source": "", "stated_total": "1000", "stated_persons": "10",
            "share.0.row": "", "share.0.source": "own", "share.0.share": "40",
            "share.1.row": "", "share.1.source": "ministry", "share.1.share": "60"});
        let section = serde_json::json!({"section": "budget", "version": version, "fields": fields});
        coordinator.post_json(&format!("/api/v1{at}/edit"), section).await.expect(200);
        let budget = read(&world, &code).await.plan.budget;
        assert_eq!(budget, budget.clone().ungranted(), "a forged form changes nothing");
        assert_eq!(budget.ministry(), Satang(60_000));

        let officer = world.officer().await;
        world.of_clinic(Role::ClinicManager, &trang).await.post(format!("{at}/submit"), &[]).await.expect(303);
        sign(&world, &trang, &code).await;
        let page = officer.get(format!("{at}/approve")).await.expect(200);
        page.must_say("เงินที่จะอนุมัติ").must_say("ส่วนที่กระทรวงสนับสนุน 600.00 บาท").must_say("กระทรวงอนุมัติรวม 600.00 บาท");
        officer.post(format!("{at}/approve"), &[]).await.expect(303);
        assert_eq!(read(&world, &code).await.plan.budget.totals().granted_now, Satang(60_000));

        let much = |amount| {
            let due = [("due_on_day", "10"), ("due_on_month", "7"), ("due_on_year", "2553")];
            with(&due, &[("amount", amount), ("terms", "แผนได้รับอนุมัติ"), ("once", amount)])
        };
        officer.get(format!("{at}/instalments/new")).await.expect(200).must_say("อนุมัติ 600.00 บาท");
        let beyond = officer.post(format!("{at}/instalments"), &much("600.01")).await.expect(422);
        beyond.must_say("วางแผนงวดได้อีก 600.00 บาท");
        officer.post(format!("{at}/instalments"), &much("600")).await.expect(303);
        let public = world.anyone().get(format!("/api/v1{at}/money")).await.expect(200).json();
        assert_eq!((&public["planned"], &public["granted"]), (&100_000.into(), &60_000.into()));
    }

    /// docs/requirements.md A2-08, A0-27: a line says whose money it is, all do or none; shares follow, or agree; the
    /// ministry grants its own lines, and the paper, the file and the program say the same.
    async fn lines_say_whose_money_they_are(world: World) {
        world.stand_on("2010-06-01");
        let trang = world.trang().await;
        let code = proposed(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await.code;
        let at = format!("/projects/{code}");
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let two = [
            ("line.0.amount", "700"), ("line.0.source", "ministry"), ("line.1.row", ""), ("line.1.label", "ค่าเช่ารถตู้อบ"),
            ("line.1.persons", "0"), ("line.1.amount", "300"), ("line.1.source", ""),
        ];
        save(&manager, &at, "budget", &typed(&manager, &at, "budget", &two).await).await.expect(303);
        let page = manager.get(format!("{at}/edit?section=budget")).await.expect(200);
        page.must_say("โปรดระบุของรายการนี้ด้วย หรือไม่ระบุเลยทุกรายการ");
        manager.post(format!("{at}/submit"), &[]).await.expect(422);
        let differing = with(&SHARES, &[("line.1.source", "own")]);
        save(&manager, &at, "budget", &typed(&manager, &at, "budget", &differing).await).await.expect(303);
        let page = manager.get(format!("{at}/edit?section=budget")).await.expect(200);
        page.must_say("กรอกไว้เป็นร้อยละ 40 แต่รายการงบประมาณรวมกันเป็นร้อยละ 30");
        manager.post(format!("{at}/submit"), &[]).await.expect(422);
        let agreeing = [("share.0.share", "30"), ("share.1.share", "70")];
        save(&manager, &at, "budget", &typed(&manager, &at, "budget", &agreeing).await).await.expect(303);
        manager.post(format!("{at}/submit"), &[]).await.expect(303);
        sign(&world, &trang, &code).await;
        world.officer().await.post(format!("{at}/approve"), &[]).await.expect(303);

        let lines = read(&world, &code).await.plan.budget.lines;
        let granted: Vec<_> = lines.iter().map(|line| (line.source, line.granted_now.0)).collect();
        assert_eq!(granted, [(Some(FundingSource::Ministry), 70_000), (Some(FundingSource::Own), 0)]);
        world.anyone().get(&at).await.expect(200).must_say("แหล่งงบประมาณ: งบของสถาบันเอง").must_say("700.00");
        let document = world.anyone().get(format!("/api/v1{at}")).await.expect(200).json();
        assert_eq!(document["plan"]["budget_lines"][1]["source"], "own");
        let csv = world.export(&world.officer().await.reader(), "budget-lines").await;
        assert!(csv.lines().any(|row| row.contains("ค่าเช่ารถตู้อบ") && row.ends_with(",own")), "{csv}");
        let docx = world.anyone().get(format!("{at}/plan.docx")).await.expect(200);
        let said = documents::said(&docx.bytes).expect("a DOCX");
        assert!(said.iter().any(|(_, text)| text.contains("แหล่งงบประมาณ: กระทรวง")), "{said:?}");
        let money = world.anyone().get(format!("{at}/money")).await.expect(200);
        money.must_say("กระทรวงสนับสนุนบางส่วน").must_say("700.00").must_say("300.00");
    }

    /// amendment.submit, amendment.approve: an amendment keeps to the ceiling of the call that the project answered and to
    /// the money that call has left, whenever it is handed in and approved; and the ranking of a decided call stands.
    async fn an_amendment_keeps_to_the_money_of_its_call_and_leaves_its_ranking(world: World) {
        world.stand_on("2010-05-29");
        let officer = world.officer().await;
        let call = announced(&world, &[("ceiling", "1400"), ("available", "1400")]).await;
        let found = techclinic::calls::find_by_code(&world.app.db, &call).await.expect("read").expect("there");
        rows::change(&world.app.db, "proposal_call", "available", 130_000_i64.into(), found.id).await;
        let trang = world.trang().await;
        let code = selected(&world, &trang, &call, &officer).await;
        let ranking = format!("/api/v1/calls/{call}/ranking");
        let before = officer.get(&ranking).await.expect(200).json();
        assert_eq!((&before[0]["place"], &before[0]["reviews"]), (&1.into(), &2.into()));
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;

        let first = amending(&manager, &code).await;
        asking(&manager, &first, "1500").await;
        manager.get(&first).await.expect(200).must_say("ซึ่งกำหนดไว้ 1,400.00 บาท").must_say("1,500.00");
        manager.post(format!("{first}/submit"), &[]).await.expect(422).must_say("ซึ่งกำหนดไว้ 1,400.00 บาท");
        asking(&manager, &first, "1350").await;
        let refused = manager.post(format!("{first}/submit"), &[]).await.expect(422);
        refused.must_say("เกินวงเงินรวมของการเปิดรับ 1,300.00 บาท");
        let grant = typed(&manager, &first, "budget", &[("stated_total", "1200"), ("line.0.amount", "1200")]).await;
        save(&manager, &first, "budget", &grant).await.expect(303);
        let refused = manager.post(format!("{first}/submit"), &[]).await.expect(422);
        refused.must_say("เกินส่วนที่กระทรวงสนับสนุนตามแผน 1,200.00 บาท");
        asking(&manager, &first, "1200").await;
        manager.post(format!("{first}/submit"), &[]).await.expect(303);

        // Meanwhile the ministry has less to give: it sees so, and what it cannot give it does not approve.
        rows::change(&world.app.db, "proposal_call", "available", 110_000_i64.into(), found.id).await;
        officer.get(&first).await.expect(200).must_say("เกินวงเงินรวมของการเปิดรับ 1,100.00 บาท");
        let refused = officer.post(format!("{first}/approve"), &[]).await.expect(409);
        refused.must_say("เกินวงเงินรวมของการเปิดรับ 1,100.00 บาท");
        assert_eq!(read(&world, &code).await.plan_version, 1);
        rows::change(&world.app.db, "proposal_call", "available", 130_000_i64.into(), found.id).await;
        officer.post(format!("{first}/approve"), &[]).await.expect(303);
        assert_eq!(read(&world, &code).await.plan.budget.totals().granted_now, Satang(120_000));

        assert_eq!(officer.get(&ranking).await.expect(200).json(), before, "what was decided stands as it was decided");
        let page = officer.get(format!("/calls/{call}/ranking")).await.expect(200);
        page.must_say("2 / 2").must_say("1,000.00");
        officer.get(format!("/proposals/{code}")).await.expect(200).must_say("80.00");
    }

    /// A signature is of the version that was signed; who handed an amendment in and who approved it stands beside it, in
    /// the page, the paper and the API. What a version changed is what it changed itself.
    async fn a_signature_stays_with_the_version_that_was_signed(world: World) {
        world.stand_on("2010-06-01");
        let trang = world.trang().await;
        let project = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let at = format!("/projects/{}", project.code);
        let (manager, officer) = (world.of_clinic(Role::ClinicManager, &trang).await, world.officer().await);
        let page = world.anyone().get(&at).await.expect(200);
        assert!(!page.says("ปรับแผนหลังลงนาม") && !page.says("ฉบับที่ 1: "));
        world.stand_on("2010-06-05");
        let first = amending(&manager, &project.code).await;
        let method = typed(&manager, &first, "work", &[("method", "อบด้วยรถตู้อบของสหกรณ์")]).await;
        save(&manager, &first, "work", &method).await.expect(303);
        manager.post(format!("{first}/submit"), &[]).await.expect(303);
        world.stand_on("2010-06-07");
        officer.post(format!("{first}/approve"), &[]).await.expect(303);

        let page = world.anyone().get(&at).await.expect(200);
        page.must_say("ฉบับที่ 1: ผู้อำนวยการ, 1 มิถุนายน 2553").must_say("ปรับแผนหลังลงนาม");
        page.must_say("5 มิถุนายน 2553").must_say("กระทรวงอนุมัติเมื่อ 7 มิถุนายน 2553");
        assert!(!page.says("@example.org"), "accounts are for those who work on it");
        let own = manager.get(&at).await.expect(200);
        own.must_say("clinic_manager-").must_say("ministry_officer-");
        assert!(!own.says("@example.org"), "people are called by their names");
        let docx = world.anyone().get(format!("{at}/plan.docx")).await.expect(200);
        let said: Vec<String> = documents::said(&docx.bytes).expect("a DOCX").into_iter().map(|(_, text)| text).collect();
        for words in ["ฉบับของแผน: ฉบับที่ 2", "ลงนามแผนฉบับที่ 1 ในระบบแล้ว", "ฉบับที่ 2 จัดทำขึ้นตามการปรับแผนครั้งที่ 1"] {
            assert!(said.iter().any(|text| text.contains(words)), "{words}: {said:?}");
        }
        let api = world.anyone().get(format!("/api/v1{at}")).await.expect(200).json();
        assert_eq!((&api["plan_version"], &api["signed_version"]), (&2.into(), &1.into()));
        assert_eq!(api["amended"][0]["approved_on"], "2010-06-07");
        let history = manager.get(format!("{at}/history")).await.expect(200);
        history.must_say("อบด้วยรถตู้อบของสหกรณ์");
        assert!(!history.says("อนุมัติครั้งนี้") && !history.says("แก้ไขแล้วแต่ยังไม่ได้ลงนาม"), "the approval granted it");
    }

    /// project.cancel: what was public stays so where it is given up, with its reason, what was paid and what is to be
    /// returned; what never was stays hidden.
    async fn what_was_public_stays_so_when_it_is_given_up(world: World) {
        world.stand_on("2010-06-01");
        let trang = world.trang().await;
        let (manager, officer) = (world.of_clinic(Role::ClinicManager, &trang).await, world.officer().await);
        let why = [("reason", "น้ำท่วมพื้นที่ดำเนินงานทั้งหมด")];
        let draft = proposed(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน")]).await.code;
        manager.get(format!("/projects/{draft}/cancel")).await.expect(200).must_say("จะไม่เผยแพร่");
        manager.post(format!("/projects/{draft}/cancel"), &why).await.expect(303);
        for page in ["", "/money", "/history", "/plan.pdf", "/as-of"] {
            world.anyone().get(format!("/projects/{draft}{page}")).await.expect(404);
        }
        manager.get(format!("/projects/{draft}/money")).await.expect(200).must_say("ยังไม่ได้รับอนุมัติ");

        let code = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await.code;
        let at = format!("/projects/{code}");
        let instalment = [
            ("amount", "400"), ("terms", "แผนได้รับอนุมัติ"), ("due_on_day", "2"), ("due_on_month", "6"), ("due_on_year", "2553"),
        ];
        officer.post(format!("{at}/instalments"), &instalment).await.expect(303);
        let by = [("released_on_day", "1"), ("released_on_month", "6"), ("released_on_year", "2553"), ("document_number", "วท 0201/77")];
        officer.post(format!("{at}/instalments/1/release"), &by).await.expect(303);
        recorded(&manager, &code, &with(&PAYMENT, &[("amount", "100"), ("paid_on_day", "1"), ("paid_on_month", "6")])).await;
        manager.get(format!("{at}/cancel")).await.expect(200).must_say("ประชาชนยังอ่านได้");
        manager.post(format!("{at}/cancel"), &[("reason", "")]).await.expect(422);
        manager.post(format!("{at}/cancel"), &why).await.expect(303);

        let page = world.anyone().get(&at).await.expect(200);
        page.must_say("ยกเลิกแล้ว").must_say("น้ำท่วมพื้นที่ดำเนินงานทั้งหมด").must_say("100.00");
        let money = world.anyone().get(format!("{at}/money")).await.expect(200);
        money.must_say("ยกเลิกแล้ว").must_say("เงินเหลือจ่ายที่ต้องส่งคืน").must_say("300.00");
        for page in ["/history", "/plan.pdf", "/as-of", "/disbursements"] {
            world.anyone().get(format!("{at}{page}")).await.expect(200);
        }
        let told = world.anyone().get(format!("/api/v1{at}/money")).await.expect(200).json();
        assert_eq!((&told["paid"], &told["to_return"]), (&10_000.into(), &30_000.into()));
        let told = world.anyone().get(format!("/api/v1{at}")).await.expect(200).json();
        assert_eq!((&told["status"], &told["reason"]), (&"cancelled".into(), &why[0].1.into()));
        let listed = world.anyone().get("/projects?status=cancelled").await.expect(200);
        assert!(listed.says(&code) || listed.body.contains(&code));
        assert!(!listed.body.contains(&draft), "what was never public stays hidden");
        manager.post(format!("{at}/disbursements"), &PAYMENT).await.expect(409);
    }

    /// project.edit: names, classes, notes and sources of thousands of letters are told beside their fields, and nothing
    /// that was typed is lost.
    async fn what_is_too_long_is_told_beside_its_field(world: World) {
        world.stand_on("2010-05-10");
        let trang = world.trang().await;
        let call = announced(&world, &[]).await;
        let code = answering(&world, &trang, &call, Some("ต่อยอดจากโครงการเดิม")).await.code;
        let at = format!("/projects/{code}");
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        for (section, field, most) in [
            ("about", "name_en", 1_000), ("about", "source", 1_000), ("budget", "line.0.note", 1_000),
            ("budget", "line.0.expense_class", 200),
        ] {
            let (fits, long) = ("x".repeat(most), "y".repeat(most + 1));
            let refused = save(&manager, &at, section, &typed(&manager, &at, section, &[(field, &long)]).await).await.expect(422);
            assert!(refused.body.contains(&long), "{field}: nothing typed is lost");
            save(&manager, &at, section, &typed(&manager, &at, section, &[(field, &fits)]).await).await.expect(303);
        }
    }
}
