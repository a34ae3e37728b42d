//! Stories of projects, told as the people in them would tell them. The plan of fiscal year 2553 is
//! the one that ships with the program, taken from seed 000.

use crate::testing::{Person, World, stories};
use techclinic::accounts::Role;
use techclinic::projects::{self, Project, Status};

pub(super) const PLAN: &str = "P53-PLAN";

/// A file of the plan of 2553, as it ships.
pub(super) fn file(name: &str) -> String {
    let path = format!(concat!(env!("CARGO_MANIFEST_DIR"), "/demo/fy2553/{}.csv"), name);
    std::fs::read_to_string(path).expect("a file of the plan")
}

/// Brings in the plan of 2553 as a draft, so that people may work on it.
pub(super) async fn plan_of_2553(world: &World) -> Project {
    world.bring("projects", &file("projects").replace(",published\n", ",draft\n")).await;
    for name in ["budget-lines", "activities", "indicators"] {
        world.bring(name, &file(name)).await;
    }
    projects::find_by_code(&world.app.db, PLAN).await.expect("read").expect("the plan")
}

/// The fields of a page as they stand, with those in `changes` typed anew.
async fn typed(person: &Person, section: &str, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let page = person.get(format!("/projects/{PLAN}/edit?section={section}")).await.expect(200);
    let mut fields = fields_of(&page.body);
    for (name, text) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*text).to_owned()));
    }
    fields
}

pub(super) fn fields_of(body: &str) -> Vec<(String, String)> {
    let html = scraper::Html::parse_document(body);
    let selector = scraper::Selector::parse("main form.form input, main form.form textarea, main form.form select")
        .expect("a selector");
    let chosen = scraper::Selector::parse("option[selected]").expect("a selector");
    let fields = html.select(&selector).filter_map(|field| {
        let element = field.value();
        let name = element.attr("name")?.to_owned();
        let text = match element.name() {
            "textarea" => field.text().collect::<String>(),
            "select" => field
                .select(&chosen)
                .next()
                .and_then(|option| option.value().attr("value"))
                .unwrap_or_default()
                .to_owned(),
            _ if element.attr("type") == Some("checkbox") && element.attr("checked").is_none() => return None,
            _ => element.attr("value").unwrap_or_default().to_owned(),
        };
        Some((name, text))
    });
    fields.collect()
}

async fn save(person: &Person, section: &str, fields: &[(String, String)]) -> crate::testing::Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    person.post(format!("/projects/{PLAN}/edit?section={section}"), &fields).await
}

/// Makes one clinic responsible for every area of the plan.
async fn assign_all(world: &World, officer: &Person) {
    let clinic = world.trang().await;
    for number in 1..=5 {
        officer.post(format!("/projects/{PLAN}/areas/{number}/assign"), &[("clinic", &clinic.code)]).await.expect(303);
    }
}

const SIGNATURE: [(&str, &str); 5] =
    [("name", "ผู้ลงนามสมมติ"), ("position", "ผู้อำนวยการสำนัก"), ("on_day", "๑"), ("on_month", "4"), ("on_year", "2553")];

stories! {
    /// G-01: the plan of 2553 comes in by the product's own files and adds up;
    /// with one baht more the total and the page warn.
    async fn the_plan_of_2553_adds_up_and_one_baht_more_warns(world: World) {
        let plan = plan_of_2553(&world).await.plan;
        assert_eq!((plan.areas.len(), plan.budget.lines.len(), plan.schedule.len(), plan.target_groups.len()), (5, 6, 10, 3));
        let totals = plan.budget.totals();
        assert_eq!((totals.planned.to_string().as_str(), totals.persons), ("1,750,000.00", 330));
        assert_eq!((totals.granted_before.to_string().as_str(), plan.budget.to_grant().to_string().as_str()), ("693,000.00", "1,057,000.00"));
        assert_eq!(plan.indicators.iter().map(|one| one.target_text()).collect::<Vec<_>>(), ["330", "85", "85"]);
        assert_eq!(plan.schedule.iter().map(|item| item.marks_printed).collect::<Vec<_>>(), [1, 1, 1, 1, 5, 2, 1, 1, 1, 1]);
        assert!(plan.areas.iter().all(|area| area.clinic.is_none()), "the source names no clinic");

        let officer = world.officer().await;
        let page = officer.get(format!("/projects/{PLAN}")).await.expect(200);
        page.must_say("1,750,000.00").must_say("1,057,000.00").must_say("ถัวจ่ายได้ทุกรายการ");
        assert_eq!(page.all("main h2").iter().filter(|heading| heading.starts_with(|first: char| first.is_ascii_digit())).count(), 13);

        let fields = typed(&officer, "budget", &[("line.0.amount", "๖๐๗,๒๐๑")]).await;
        save(&officer, "budget", &fields).await.expect(303);
        officer.get(format!("/projects/{PLAN}/edit?section=nonsense")).await.expect(404);
        let section = officer.get(format!("/projects/{PLAN}/edit?section=budget")).await.expect(200);
        let beside = section.all("#w-stated_total");
        assert!(beside.first().is_some_and(|said| said.contains("1,750,001.00") && said.contains("1.00")), "{beside:?}");
        officer.get(format!("/projects/{PLAN}")).await.expect(200).must_say("รายการรวมได้ 1,750,001.00 บาท");
        officer.post(format!("/projects/{PLAN}/submit"), &[]).await.expect(422).must_say("1,750,001.00");
    }

    /// project.edit, G-02 and B-01: the year 25523 is refused and 2553 offered; confirmed, the period
    /// has six months, two quarters and two reports.
    async fn a_year_of_five_digits_is_refused_and_the_likely_one_offered(world: World) {
        plan_of_2553(&world).await;
        let officer = world.officer().await;
        let printed = "1 เมษายน - 30 กันยายน 25523";
        let empty: Vec<(&str, &str)> = ["starts_on_day", "starts_on_month", "starts_on_year", "ends_on_day", "ends_on_month", "ends_on_year"].map(|name| (name, "")).to_vec();
        let mut changes = vec![("period_as_printed", printed)];
        changes.extend(empty);
        let mut fields = typed(&officer, "work", &changes).await;
        let refused = save(&officer, "work", &fields).await.expect(422);
        refused.must_say("ท่านหมายถึง พ.ศ. 2553 หรือไม่");
        assert_eq!(refused.value_of("period_as_printed").as_deref(), Some(printed));

        let wrong = typed(&officer, "work", &[("ends_on_year", "25523")]).await;
        let refused = save(&officer, "work", &wrong).await.expect(422);
        refused.must_say("ท่านหมายถึง พ.ศ. 2553 หรือไม่");
        assert_eq!(refused.value_of("ends_on_year").as_deref(), Some("25523"), "what was typed stays");

        fields.push(("step".to_owned(), "confirm.period".to_owned()));
        let offered = save(&officer, "work", &fields).await.expect(200);
        assert_eq!((offered.value_of("ends_on_day").as_deref(), offered.value_of("ends_on_year").as_deref()), (Some("30"), Some("2553")));
        save(&officer, "work", &fields_of(&offered.body)).await.expect(303);
        let project = projects::find_by_code(&world.app.db, PLAN).await.expect("read").expect("the plan");
        assert_eq!(project.plan.period.as_printed.as_deref(), Some(printed));
        let page = officer.get(format!("/projects/{PLAN}")).await.expect(200);
        page.must_say("6 เดือน").must_say("ไตรมาส 3 ปีงบฯ 2553, ไตรมาส 4 ปีงบฯ 2553").must_say("รายงานความก้าวหน้ารายไตรมาส 2 ครั้ง");
    }

    /// A formula is chosen, never written: it counts in one unit and reads one questionnaire, and an indicator that says
    /// otherwise is stopped beside the field.
    async fn a_formula_is_chosen_and_fits_its_unit_and_questionnaire(world: World) {
        plan_of_2553(&world).await;
        let officer = world.officer().await;
        let page = officer.get(format!("/projects/{PLAN}/edit?section=indicators")).await.expect(200);
        page.must_say("จำนวนคนที่ได้รับการถ่ายทอด").must_say("คะแนนเฉลี่ยความพึงพอใจต่อประโยชน์");
        let (unit, formula, instrument) = ("indicator.0.unit", "indicator.0.formula", "indicator.0.instrument");
        for (changes, said) in [
            (vec![(formula, "our_own.1")], "โปรดเลือกสูตรคำนวณจากรายการ"),
            (vec![(unit, "persons"), (formula, "satisfied_share.1")], "โปรดเลือกหน่วยนับ “ร้อยละ”"),
            (vec![(unit, "percent"), (formula, "recipients.1"), ("indicator.0.target", "85")], "โปรดเลือกหน่วยนับ “คน”"),
            (
                vec![(unit, "percent"), (formula, "applied_share.1"), (instrument, "evaluation"), ("indicator.0.target", "85")],
                "โปรดเลือกแบบสอบถามให้ตรงกัน",
            ),
        ] {
            let fields = typed(&officer, "indicators", &changes).await;
            save(&officer, "indicators", &fields).await.expect(422).must_say(said);
        }
        let right = [(unit, "percent"), (formula, "applied_share.1"), (instrument, "follow_up"), ("indicator.0.target", "85")];
        save(&officer, "indicators", &typed(&officer, "indicators", &right).await).await.expect(303);
        let project = projects::find_by_code(&world.app.db, PLAN).await.expect("read").expect("the plan");
        assert!(project.plan.indicators.iter().any(|one| one.formula == "applied_share.1"));
    }

    /// G-03, B-07 and B-08: what the source prints stays; what does not fit is shown, and a person chooses.
    async fn places_that_do_not_fit_are_kept_as_printed_until_a_person_chooses(world: World) {
        let plan = plan_of_2553(&world).await.plan;
        let trang = plan.areas.iter().find(|area| area.province == "92").expect("Trang");
        assert!(trang.as_printed.contains("ต.วังวน อ.สิเกา"));
        let odd = trang.places.iter().find(|place| place.as_printed == "ต.วังวน").expect("as printed");
        assert_eq!((odd.code.as_deref(), odd.remark.is_some()), (None, true));
        let chonburi = plan.areas.iter().find(|area| area.province == "20").expect("Chonburi");
        assert_eq!(chonburi.places.iter().map(|place| place.code.is_some()).collect::<Vec<_>>(), [false, true]);

        let officer = world.officer().await;
        let page = officer.get(format!("/projects/{PLAN}")).await.expect(200);
        page.must_say("“วังวน” ไม่อยู่ใน อ.สิเกา จ.ตรัง").must_say("เกร็ดแก้ว");
    }

    /// A subdistrict outside of the chosen district is answered beside its field, with where it lies.
    async fn a_subdistrict_outside_its_district_is_answered_beside_its_field(world: World) {
        plan_of_2553(&world).await;
        let officer = world.officer().await;
        let wrong = typed(&officer, "areas", &[("area.0.place.1.district", "สิเกา"), ("area.0.place.1.subdistrict", "วังวน")]).await;
        let refused = save(&officer, "areas", &wrong).await.expect(422);
        assert!(refused.body.contains("id=\"e-area.0.place.1.subdistrict\""), "beside its field");
        refused.must_say("ต.วังวน อ.กันตัง จ.ตรัง (920205)");
        assert_eq!(refused.value_of("area.0.place.1.subdistrict").as_deref(), Some("วังวน"));
        let right = typed(&officer, "areas", &[("area.0.place.1.district", "กันตัง"), ("area.0.place.1.subdistrict", "วังวน")]).await;
        save(&officer, "areas", &right).await.expect(303);
        let project = projects::find_by_code(&world.app.db, PLAN).await.expect("read").expect("the plan");
        let place = &project.plan.areas[0].places[1];
        assert_eq!((place.as_printed.as_str(), place.code.as_deref(), place.remark.is_some()), ("ต.วังวน", Some("920205"), true));
    }

    /// G-24: shares that do not make a hundred per cent are kept in the draft with a warning; the
    /// one hundredth that is missing stands against submitting.
    async fn shares_of_funding_make_a_hundred_per_cent(world: World) {
        plan_of_2553(&world).await;
        let officer = world.officer().await;
        let shares = |last: &'static str| [
            ("share.0.source", "own"), ("share.0.share", "40"),
            ("share.1.source", "ministry"), ("share.1.share", "๔๕"),
            ("share.2.source", "other"), ("share.2.share", last), ("share.2.label", "จังหวัดตรัง"),
        ];
        let fields = typed(&officer, "budget", &shares("14.99")).await;
        save(&officer, "budget", &fields).await.expect(303);
        officer.get(format!("/projects/{PLAN}/edit?section=budget")).await.expect(200).must_say("รวมได้ร้อยละ 99.99");
        let fields = typed(&officer, "budget", &shares("15")).await;
        save(&officer, "budget", &fields).await.expect(303);
        assert!(!officer.get(format!("/projects/{PLAN}/edit?section=budget")).await.expect(200).says("รวมได้ร้อยละ"));
        officer.get(format!("/projects/{PLAN}")).await.expect(200).must_say("700,000.00").must_say("262,500.00");
    }

    /// Two people edit one proposal: the second keeps what was typed and sees what was saved.
    async fn two_people_editing_lose_nothing(world: World) {
        plan_of_2553(&world).await;
        let (one, other) = (world.officer().await, world.officer().await);
        let first = typed(&one, "about", &[("topic", "หัวข้อของคนแรก")]).await;
        let second = typed(&other, "about", &[("topic", "หัวข้อของคนที่สอง")]).await;
        save(&one, "about", &first).await.expect(303);
        let conflict = save(&other, "about", &second).await.expect(409);
        conflict.must_say("หัวข้อของคนแรก");
        assert_eq!(conflict.value_of("topic").as_deref(), Some("หัวข้อของคนที่สอง"));
        save(&other, "about", &fields_of(&conflict.body)).await.expect(303);
        let project = projects::find_by_code(&world.app.db, PLAN).await.expect("read").expect("the plan");
        assert_eq!(project.plan.topic, "หัวข้อของคนที่สอง");
        save(&one, "about", &first).await.expect(303);
        let again = projects::find_by_code(&world.app.db, PLAN).await.expect("read").expect("the plan");
        assert_eq!((again.plan.topic.as_str(), again.version), ("หัวข้อของคนที่สอง", project.version), "the same form sent twice is one change");
    }

    /// A session that ended while typing: everything is still there, with a way to sign in.
    async fn a_session_that_ended_while_typing_loses_nothing(world: World) {
        plan_of_2553(&world).await;
        let officer = world.officer().await;
        let fields = typed(&officer, "schedule", &[("item.0.label", "กิจกรรมที่พิมพ์ค้างไว้"), ("item.0.2010-05", "yes")]).await;
        let answer = save(&world.anyone(), "schedule", &fields).await.expect(401);
        answer.must_say("หมดเวลาการใช้งานระหว่างที่ท่านพิมพ์");
        assert_eq!(answer.value_of("item.0.label").as_deref(), Some("กิจกรรมที่พิมพ์ค้างไว้"));
        assert!(answer.all("a[href='/sign-in']").len() >= 2 || answer.body.contains("target=\"_blank\""));
        let again = fields_of(&answer.body);
        assert!(again.iter().any(|(name, _)| name == "item.0.2010-05"), "the month stays ticked");
        save(&officer, "schedule", &again).await.expect(303);
        let project = projects::find_by_code(&world.app.db, PLAN).await.expect("read").expect("the plan");
        assert_eq!(project.plan.schedule[0].planned().count(), 1);
        assert_eq!(project.plan.schedule.len(), 10);
    }

    /// Rows are added and taken away without a script, and nothing typed is lost meanwhile.
    async fn budget_lines_are_added_and_taken_away_without_a_script(world: World) {
        plan_of_2553(&world).await;
        let officer = world.officer().await;
        let mut fields = typed(&officer, "budget", &[("line.2.note", "พิมพ์ค้างไว้"), ("step", "remove.line.1")]).await;
        let page = save(&officer, "budget", &fields).await.expect(200);
        assert_eq!(page.value_of("line.1.note").as_deref(), Some("พิมพ์ค้างไว้"));
        fields = fields_of(&page.body);
        fields.push(("step".to_owned(), "add.line".to_owned()));
        let page = save(&officer, "budget", &fields).await.expect(200);
        assert!(page.value_of("line.5.label").is_some() && page.value_of("line.6.label").is_none());
        let unchanged = projects::find_by_code(&world.app.db, PLAN).await.expect("read").expect("the plan");
        assert_eq!(unchanged.plan.budget.lines.len(), 6);
    }

    /// project.propose, project.submit, project.sign, project.return, project.approve, area.assign: a
    /// plan goes to the ministry and back, is signed by a second person and approved; strangers see
    /// it only then.
    async fn a_plan_is_submitted_returned_signed_and_approved(world: World) {
        let project = plan_of_2553(&world).await;
        let (officer, second) = (world.officer().await, world.officer().await);
        let at = |verb: &str| format!("/projects/{PLAN}/{verb}");
        world.anyone().get(format!("/projects/{PLAN}")).await.expect(404);
        assert!(!world.anyone().get("/projects").await.expect(200).says("กระบวนงานสร้างเครือข่าย"));
        world.anyone().post(at("approve"), &[]).await.expect(404);
        // The right comes before the form: nobody learns from an empty form that there is a draft.
        let stranger = world.of_clinic(Role::ClinicDirector, &world.chonburi().await).await;
        for verb in ["submit", "sign", "return", "approve", "mark-transferred", "follow-up", "close", "cancel"] {
            world.anyone().post(at(verb), &[]).await.expect(404);
            stranger.post(at(verb), &[]).await.expect(404);
        }

        officer.post(at("submit"), &[]).await.expect(422).must_say("ยังไม่ได้ระบุคลินิกที่รับผิดชอบพื้นที่นี้");
        assign_all(&world, &officer).await;
        officer.post(at("submit"), &[]).await.expect(303);
        officer.post(at("submit"), &[]).await.expect(409);
        officer.post(at("return"), &[("reason", "")]).await.expect(422);
        officer.post(at("return"), &[("reason", "โปรดยืนยันเดือนของกิจกรรม")]).await.expect(303);
        officer.get(format!("/projects/{PLAN}")).await.expect(200).must_say("โปรดยืนยันเดือนของกิจกรรม");
        officer.post(at("submit"), &[]).await.expect(303);
        second.post(at("approve"), &[]).await.expect(409).must_say("ยังไม่ได้ลงนาม");
        officer.post(at("sign"), &SIGNATURE).await.expect(409).must_say("ต้องให้ผู้มีอำนาจอีกคนหนึ่งลงนาม");
        second.post(at("sign"), &SIGNATURE[..1]).await.expect(422);
        second.post(at("sign"), &SIGNATURE).await.expect(303);
        second.post(at("approve"), &[]).await.expect(303);

        let page = world.anyone().get(format!("/projects/{PLAN}")).await.expect(200);
        page.must_say("อนุมัติแล้ว").must_say("ผู้อำนวยการสำนัก, 1 เมษายน 2553").must_say("ฉบับที่ 1");
        world.anyone().get(at("history")).await.expect(200).must_say("ฉบับแรก");
        for verb in ["submit", "sign", "return", "approve", "mark-transferred", "follow-up", "close", "cancel"] {
            world.anyone().post(at(verb), &[]).await.expect(401);
            stranger.post(at(verb), &[]).await.expect(403);
            stranger.post_json(&format!("/api/v1{}", at(verb)), serde_json::json!({})).await.expect(403);
        }
        let listed = world.anyone().get("/api/v1/projects?fiscal_year=2553&province=92&q=คลินิก").await.expect(200).json();
        assert_eq!(listed["items"][0]["code"], PLAN);
        let document = world.anyone().get(format!("/api/v1/projects/{PLAN}")).await.expect(200).json();
        assert_eq!((document["to_grant"].as_i64(), document["quarters"].clone()), (Some(0), serde_json::json!(["2553-3", "2553-4"])));

        let trail = world.trail(project.id).await;
        let expected = ["area.assign", "project.submit", "project.return", "project.submit", "project.sign", "project.approve"];
        assert_eq!(trail[4..].iter().map(String::as_str).collect::<Vec<_>>(), expected);
    }

    /// project.mark_transferred, project.follow_up, project.close, project.cancel: a project is closed
    /// with follow-up pending, later without, and then stays closed.
    async fn a_project_may_be_closed_with_follow_up_pending(world: World) {
        plan_of_2553(&world).await;
        let (officer, second) = (world.officer().await, world.officer().await);
        let at = |verb: &str| format!("/projects/{PLAN}/{verb}");
        assign_all(&world, &officer).await;
        officer.post(at("mark-transferred"), &[]).await.expect(409);
        officer.post(at("submit"), &[]).await.expect(303);
        second.post(at("sign"), &SIGNATURE).await.expect(303);
        officer.post(at("approve"), &[]).await.expect(303);
        officer.post(at("close"), &[]).await.expect(409);
        officer.post(at("mark-transferred"), &[]).await.expect(303);
        officer.post(at("follow-up"), &[]).await.expect(303);
        officer.post(at("close"), &[("pending", "yes")]).await.expect(303);
        world.anyone().get(format!("/projects/{PLAN}")).await.expect(200).must_say("รอผลการติดตาม");
        officer.post(at("close"), &[]).await.expect(303);
        officer.post(at("cancel"), &[("reason", "ไม่ควรทำได้")]).await.expect(409);
        let closed = projects::find_by_code(&world.app.db, PLAN).await.expect("read").expect("the plan");
        assert_eq!((closed.status, closed.pending_follow_up), (Status::Closed, false));
    }

    /// A clinic proposes in its own name and reads what it answers for; another clinic finds nothing,
    /// not even by changing the code.
    async fn a_clinic_proposes_and_another_finds_nothing(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let other = world.of_clinic(Role::ClinicDirector, &chonburi).await;
        let fields = [("name_th", "ถ่ายทอดการอบกล้วย"), ("fiscal_year", "๒๕๕๓"), ("programme", "transfer"), ("lead", "trang"), ("once", "one form")];
        world.anyone().post("/projects", &fields).await.expect(401);
        other.post("/projects", &fields).await.expect(403);
        let mut wrong = fields;
        wrong[1] = ("fiscal_year", "25523");
        coordinator.post("/projects", &wrong).await.expect(422).must_say("ท่านหมายถึง พ.ศ. 2553 หรือไม่");
        let edit = coordinator.post("/projects", &fields).await.expect_see_other();
        assert_eq!(coordinator.post("/projects", &fields).await.expect_see_other(), edit, "the same form twice is one project");
        let page = edit.strip_suffix("/edit").expect("its page").to_owned();
        coordinator.get(&edit).await.expect(200);
        coordinator.get(&page).await.expect(200).must_say("ร่าง");
        coordinator.get("/projects").await.expect(200).must_say("ถ่ายทอดการอบกล้วย");
        for stranger in [&other, &world.anyone()] {
            stranger.get(&page).await.expect(404);
            assert!(!stranger.get("/projects").await.expect(200).says("ถ่ายทอดการอบกล้วย"));
        }
        other.get(&edit).await.expect(404);
        other.post(format!("{page}/submit"), &[]).await.expect(404);
        coordinator.post(format!("{page}/submit"), &[]).await.expect(403);
        coordinator.post(format!("{page}/approve"), &[]).await.expect(403);
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        // Whoever looks is led to what is to be put right, and offered no button that would only say no.
        let asked = director.get(&format!("{page}/submit")).await.expect(200);
        asked.must_say("ไปแก้ไขข้อแรกที่ต้องแก้ไข");
        assert!(!asked.body.contains(&format!("action=\"{page}/submit\"")));
        director.post(format!("{page}/submit"), &[]).await.expect(422).must_say("ยังไม่มีรายการงบประมาณ");
    }

    /// While a line is written, what lines of its class cost in the whole network stands beside it: the tenth and the
    /// ninetieth percentile of public projects, and of how many.
    async fn the_price_of_a_kind_of_line_stands_beside_it(world: World) {
        let trang = world.trang().await;
        let lines = (1..=10).map(|n| format!("P52-OLD,วัสดุรายการที่ {n},,ค่าวัสดุ,{}\n", n * 1_000)).collect::<String>();
        let before = "code,name_th,fiscal_year,programme,status,source\nP52-OLD,ปีก่อน,2552,transfer,published,รายงาน\n";
        world.bring("projects", before).await;
        world.bring("budget-lines", &format!("project,line,area,expense_class,amount_baht\n{lines}")).await;
        let draft = crate::projects::testing::proposed(&world, &trang, "อบกล้วย", &[(&trang, "ต.บ่อหิน")]).await.code;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let at = format!("/projects/{draft}/edit?section=budget");
        let page = manager.get(&at).await.expect(200);
        assert!(!page.says("เปอร์เซ็นไทล์"), "a line without a class has no kind");
        manager.fill_in(&page, "main form", &[("line.0.expense_class", "ค่าวัสดุ")]).await.expect(303);
        let page = manager.get(&at).await.expect(200);
        page.must_say("1,000.00 ถึง 9,000.00 บาท").must_say("จาก 10 รายการ");
        assert!(world.export(&world.system(), "budget-lines").await.contains("ค่าวัสดุ"), "files keep the class");
    }
}
