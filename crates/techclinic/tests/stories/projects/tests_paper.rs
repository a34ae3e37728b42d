//! A plan on paper: what the files say is what the records say, who may take them, and how a file that somebody
//! brings becomes a draft, or is told where it was changed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use techclinic::accounts::Role;
use techclinic::projects::{self, PlanDocument, Project};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::testing::{approved, proposed};
use super::tests::{PLAN, file, plan_of_2553};
use crate::testing::{Answer, Person, stories};

/// The form by which a file is handed in.
pub(super) async fn hand_in(person: &Person, lead: &str, name: &str, file: &[u8]) -> Answer {
    let head = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"file_lead\"\r\n\r\n{lead}\r\n--edge\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    );
    let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let request = axum::http::Request::post("/projects/from-file")
        .header("content-type", "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin");
    person.send(request, body.into()).await
}

/// The same file with the text of its main part changed, as by an office program.
pub(super) fn edited(docx: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a zip");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("a part");
        let (name, mut text) = (entry.name().expect("a name").into_owned(), String::new());
        entry.read_to_string(&mut text).expect("text");
        if name == "word/document.xml" {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        writer.start_file(name, SimpleFileOptions::default()).expect("started");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("a zip").into_inner()
}

/// Numbers in a text, as often as they stand there, without the satang of whole baht.
fn numbers(text: &str) -> BTreeMap<String, usize> {
    let ascii = thai::digits::to_ascii(text);
    let mut numbers = BTreeMap::new();
    for token in ascii.split(|letter: char| !letter.is_ascii_digit() && !matches!(letter, ',' | '.')) {
        let token = token.trim_matches(['.', ',']);
        if !token.is_empty() {
            *numbers.entry(token.trim_end_matches(".00").to_owned()).or_default() += 1;
        }
    }
    numbers
}

/// Every number that the plan of 2553 prints, by its sections (seed 000). What it prints wrongly it prints here too:
/// the year 25523 of section 6 (docs/requirements.md B-01).
const FIGURES: [(&str, &[&str]); 14] = [
    ("", &["2553"]),
    ("1.", &["2550", "2551", "2552", "2546", "55", "60", "8,000", "2552", "2", "2553"]),
    ("2.", &["1", "2", "3"]),
    ("3.", &["3.1", "330", "85", "85", "3.2", "3", "3"]),
    ("4.", &["4.1", "4.2", "4.3"]),
    ("5.", &["3.1", "85", "1", "3"]),
    ("6.", &["1", "30", "25523", "6"]),
    ("7.", &["1", "2", "1", "3", "4", "5"]),
    (
        "8.",
        &[
            "2553", "2", "3", "4", "1", "2553", "2", "3", "1", "20", "4", "5", "5", "6", "3", "7", "2", "2553", "8",
            "9", "10",
        ],
    ),
    ("9.", &[]),
    ("10.", &["10.1", "10.2", "10.3"]),
    ("11.", &["1", "2", "3", "3", "1", "4"]),
    (
        "12.",
        &[
            "1,750,000",
            "120",
            "607,200",
            "35",
            "250,000",
            "80",
            "118,700",
            "40",
            "443,000",
            "55",
            "120,600",
            "210,500",
            "2",
        ],
    ),
    ("13.", &[]),
];

/// The names of the places, as it prints them, slips included (docs/requirements.md B-07, B-08).
const PLACES: [&str; 4] = ["ต.วังวน อ.สิเกา", "ต.เกร็ดแก้ว /ต. บางเสร่อ.สัตหีบ", "ต.เขาใหญ่ อ.ชะอำ", "อ.เมือง อ.นครไทย"];

/// What is missing of the numbers somebody expects.
fn missing(expected: &[&str], found: &BTreeMap<String, usize>) -> Vec<String> {
    let mut left = found.clone();
    let take = |number: &&&str| match left.get_mut(**number).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    };
    expected.iter().filter(take).map(|number| (*number).to_owned()).collect()
}

/// What a DOCX says under the heading that begins with a number.
fn section(said: &[(Option<String>, String)], number: &str) -> String {
    let own = |heading: &Option<String>| match heading {
        None => number.is_empty(),
        // 3.1 belongs to 3.
        Some(heading) => !number.is_empty() && heading.starts_with(number),
    };
    said.iter().filter(|(heading, _)| own(heading)).map(|(_, text)| format!("{text}\n")).collect()
}

fn document(project: &Project, lead: &techclinic::organisations::Clinic) -> PlanDocument {
    PlanDocument::of(&project.plan, &[(lead.id, lead.code.clone())].into())
}

/// A draft made from a file says what was planned, and nothing of what was granted.
fn ungranted(project: &Project) -> Project {
    let mut project = project.clone();
    project.plan.budget = project.plan.budget.ungranted();
    project
}

stories! {
    /// Whoever may read a project may take its plan away; nobody else hears of it.
    async fn whoever_reads_a_project_takes_its_plan_away(world: World) {
        let trang = world.trang().await;
        let draft = proposed(&world, &trang, "ร่างลับ", &[(&trang, "ต.บ่อหิน")]).await;
        let public = approved(&world, &trang, "อบกล้วย โทร 081-234-5678", &[(&trang, "ต.บ่อหิน")]).await;
        let (anyone, manager) = (world.anyone(), world.of_clinic(Role::ClinicManager, &trang).await);
        for format in ["pdf", "docx"] {
            anyone.get(format!("/projects/{}/plan.{format}", draft.code)).await.expect(404);
            anyone.get(format!("/projects/P53-NONE/plan.{format}")).await.expect(404);
            anyone.get(format!("/projects/{}/plan.{format}?digits=roman", public.code)).await.expect(400);
            manager.get(format!("/projects/{}/plan.{format}", draft.code)).await.expect(200);
        }
        let pdf = anyone.get(format!("/projects/{}/plan.pdf", public.code)).await.expect(200);
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        assert_eq!(pdf.headers["content-disposition"], format!("inline; filename=\"plan-{}.pdf\"", public.code).as_str());
        assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
        let docx = anyone.get(format!("/projects/{}/plan.docx", public.code)).await.expect(200);
        let read = |file: &Answer| documents::read(&file.bytes, "participation-plan", 1).expect("read back").data.to_string();
        for file in [&pdf, &docx] {
            assert!(!read(file).contains("081-234-5678"), "a stranger reads no telephone in the data either");
        }
        assert!(!documents::said(&docx.bytes).expect("a DOCX").iter().any(|(_, text)| text.contains("081-234-5678")));
        let own = manager.get(format!("/projects/{}/plan.docx", public.code)).await.expect(200);
        assert!(read(&own).contains("081-234-5678"), "whoever works on it reads it as it was written");
        let page = anyone.get(format!("/projects/{}", public.code)).await.expect(200);
        page.must_say("เอกสารแผน");
        assert!(page.hrefs("main a").contains(&format!("/projects/{}/plan.pdf?digits=thai", public.code)));
    }

    /// The plan of 2553 as a document says every number of seed 000 in its section, and what they add up to.
    async fn the_plan_of_2553_on_paper_says_every_figure_of_its_source(world: World) {
        for name in ["projects", "budget-lines", "activities", "indicators"] {
            world.bring(name, &file(name)).await;
        }
        for digits in ["", "?digits=thai"] {
            let docx = world.anyone().get(format!("/projects/{PLAN}/plan.docx{digits}")).await.expect(200);
            let said = documents::said(&docx.bytes).expect("a DOCX");
            let headings: Vec<_> = said.iter().filter(|(heading, text)| heading.as_ref() == Some(text)).collect();
            assert_eq!(headings.len(), 13 + 2, "thirteen sections, of which the third has two parts");
            let own = |number: &str| if digits.is_empty() { number.to_owned() } else { thai::digits::to_thai(number) };
            for (number, expected) in FIGURES {
                let text = section(&said, &own(number));
                let gone = missing(expected, &numbers(&text));
                assert!(gone.is_empty(), "section {number} does not say {gone:?}:\n{text}");
            }
            let sums = numbers(&section(&said, &own("12.")));
            assert!(missing(&["1,750,000", "1,750,000", "693,000", "1,057,000", "330", "330"], &sums).is_empty(), "{sums:?}");
            let places = section(&said, &own("9."));
            assert!(PLACES.iter().all(|place| places.contains(place)), "{places}");
            let period = section(&said, &own("6."));
            assert!(period.contains(&own("1 เมษายน 2553 – 30 กันยายน 2553")), "{period}");
            let months = section(&said, &own("8."));
            let lost = |count: &str| own(&format!("ไม่ทราบเดือน (จำนวนเครื่องหมายในเอกสาร: {count})"));
            assert_eq!(months.matches(&lost("1")).count(), 7, "{months}");
            assert!(months.contains(&lost("5")) && months.contains(&lost("2")), "{months}");
        }
        let english = world.anyone().get(format!("/projects/{PLAN}/plan.docx?lang=en")).await.expect(200);
        let said = documents::said(&english.bytes).expect("a DOCX");
        let money = section(&said, "12.");
        assert!(money.contains("Grand total") && money.contains("one million seven hundred fifty thousand baht only"));
        assert!(!money.contains("บาท"), "{money}");
        let months = section(&said, "8.");
        assert!(months.contains("Quarter 3/2553") && !months.contains("2553 (2009/10)"), "{months}");
        let places = section(&said, "9.");
        assert!(places.contains(" subdistrict, ") && PLACES.iter().all(|place| places.contains(place)), "{places}");
        let thai = world.anyone().get(format!("/projects/{PLAN}/plan.docx?lang=en&digits=thai")).await.expect(200);
        let said = documents::said(&thai.bytes).expect("a DOCX");
        assert!(said.iter().any(|(_, line)| line.contains("Quarter ๓/๒๕๕๓")), "{said:?}");
    }

    /// The same figures can be taken out of the PDF as text.
    async fn the_pdf_of_2553_says_the_same_figures(world: World) {
        for name in ["projects", "budget-lines", "activities", "indicators"] {
            world.bring(name, &file(name)).await;
        }
        let pdf = world.anyone().get(format!("/projects/{PLAN}/plan.pdf")).await.expect(200);
        let document = lopdf::Document::load_mem(&pdf.bytes).expect("a PDF");
        let pages: Vec<u32> = document.get_pages().into_keys().collect();
        let found = numbers(&document.extract_text(&pages).expect("text").replace(['\n', '\u{200b}', '\u{2060}'], " "));
        let all: Vec<&str> = FIGURES.iter().flat_map(|(_, numbers)| numbers.iter().copied()).collect();
        let gone = missing(&all, &found);
        assert!(gone.is_empty(), "{gone:?} of {found:?}");
    }

    /// project.propose: a plan taken away as a file comes back as a draft that says the same.
    async fn a_plan_comes_back_from_its_file_as_a_draft(world: World) {
        let trang = world.trang().await;
        let told = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.get("/projects/new").await.expect(200).must_say("มีไฟล์แผนอยู่แล้ว");
        let mut drafts = vec![told.id];
        for format in ["pdf", "docx"] {
            let file = manager.get(format!("/projects/{}/plan.{format}", told.code)).await.expect(200);
            let there = hand_in(&manager, &trang.code, "plan", &file.bytes).await.expect_see_other();
            let code = there.trim_start_matches("/projects/").trim_end_matches("/edit");
            let draft = projects::find_by_code(&world.app.db, code).await.expect("read").expect("a draft");
            assert_eq!(draft.status, projects::Status::Draft);
            assert_eq!(document(&draft, &trang), document(&ungranted(&told), &trang));
            assert_ne!(draft.plan.areas[0].id, told.plan.areas[0].id, "its parts are its own");
            assert_eq!(world.trail(draft.id).await, ["project.propose"]);
            assert!(!drafts.contains(&draft.id), "each file makes a draft of its own");
            drafts.push(draft.id);
        }
        // The ministry takes the plan of 2553 up again, as it stands.
        let source = plan_of_2553(&world).await;
        let officer = world.officer().await;
        let file = officer.get(format!("/projects/{PLAN}/plan.pdf?digits=thai")).await.expect(200);
        let there = hand_in(&officer, "ministry", "plan.pdf", &file.bytes).await.expect_see_other();
        let code = there.trim_start_matches("/projects/").trim_end_matches("/edit");
        let draft = projects::find_by_code(&world.app.db, code).await.expect("read").expect("a draft");
        assert_eq!(document(&draft, &trang), document(&ungranted(&source), &trang));
        assert_eq!(draft.plan.areas[0].places, source.plan.areas[0].places, "with what is not certain about them");
    }

    /// What was changed by hand is told, row by row, and nothing is made of it.
    async fn a_file_that_was_changed_by_hand_is_refused_with_its_rows(world: World) {
        let trang = world.trang().await;
        let told = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let docx = manager.get(format!("/projects/{}/plan.docx", told.code)).await.expect(200).bytes;
        let pdf = manager.get(format!("/projects/{}/plan.pdf", told.code)).await.expect(200).bytes;
        let changed = edited(&docx, "1,000.00", "9,000.00");
        let refused = hand_in(&manager, &trang.code, "plan.docx", &changed).await.expect(422);
        refused.must_say("ข้อความในไฟล์ถูกแก้ไขด้วยมือ").must_say("12. ประมาณการค่าใช้จ่าย").must_say("9,000.00");
        let chosen = refused.all("#f-file_lead option[selected]");
        assert!(chosen.iter().any(|name| name.contains("ตรัง")), "nothing typed is lost: {chosen:?}");
        let mut document = lopdf::Document::load_mem(&pdf).expect("a PDF");
        let page = document.page_iter().nth(1).expect("a second page");
        let content = [document.get_page_content(page), b"\nq Q".to_vec()].concat();
        document.change_page_content(page, content).expect("changed");
        let mut changed = Vec::new();
        document.save_to(&mut changed).expect("saved");
        hand_in(&manager, &trang.code, "plan.pdf", &changed).await.expect(422).must_say("หน้า 2 ต่างจากตอนที่ดาวน์โหลด");
        let list = manager.get("/projects?status=draft").await.expect(200);
        assert!(!list.says("อบกล้วยในหน้าฝน"), "nothing was made of them");
    }

    /// Files that are none of ours, broken, too large or of another form each get their answer beside the field.
    async fn what_is_no_plan_of_ours_is_told_apart(world: World) {
        let trang = world.trang().await;
        let told = approved(&world, &trang, "อบกล้วยในหน้าฝน", &[(&trang, "ต.บ่อหิน อ.สิเกา")]).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let auditor = world.signed_in(Role::Auditor, techclinic::accounts::Scope::Network).await;
        let docx = manager.get(format!("/projects/{}/plan.docx", told.code)).await.expect(200).bytes;
        hand_in(&auditor, &trang.code, "plan.docx", &docx).await.expect(403);
        let chonburi = world.chonburi().await;
        hand_in(&manager, &chonburi.code, "plan.docx", &docx).await.expect(403);
        hand_in(&manager, "nobody", "plan.docx", &docx).await.expect(422).must_say("โปรดเลือก");
        hand_in(&manager, &trang.code, "", b"").await.expect(422).must_say("โปรดเลือกไฟล์แผน");
        let sample = |part: Option<documents::Part>| {
            let day = world.app.clock.today();
            let blocks = vec![documents::Block::Paragraph { text: "x".to_owned() }];
            let empty = String::new;
            let document = documents::Document {
                title: "x".to_owned(), head: Vec::new(), language: documents::Language::En, running: empty(),
                page: empty(), foot: empty(), made_on: day, thai_digits: false, blocks,
            };
            [documents::pdf(&document, part.as_ref()).expect("a PDF"), documents::docx(&document, part.as_ref()).expect("a DOCX")]
        };
        let part = |kind: &str, schema, data| Some(documents::Part { kind: kind.to_owned(), schema, data });
        let nothing = serde_json::json!({});
        let mut wrong: Vec<(Vec<u8>, &str)> = vec![
            (b"hello".to_vec(), "ไม่ใช่ PDF หรือ DOCX"),
            (b"%PDF-1.7 paper".to_vec(), "เปิดไฟล์นี้ไม่ได้"),
            (docx[..docx.len() / 2].to_vec(), "เปิดไฟล์นี้ไม่ได้"),
            (vec![b'x'; 9 * 1024 * 1024], "ไม่เกิน 8 เมกะไบต์"),
            (vec![b'x'; 21 * 1024 * 1024], "ไม่เกิน 8 เมกะไบต์"),
            (edited(&docx, "</w:body>", &format!("{}</w:body>", " ".repeat(30 * 1024 * 1024))), "มากเกินกว่าแผนโครงการ"),
        ];
        wrong.extend(sample(None).map(|file| (file, "ไม่มีข้อมูลแผนอยู่ภายใน")));
        wrong.extend(sample(part("report", 1, nothing.clone())).map(|file| (file, "เอกสารประเภทอื่น")));
        wrong.extend(sample(part("participation-plan", 0, nothing.clone())).map(|file| (file, "รูปแบบข้อมูลรุ่น 0")));
        wrong.extend(sample(part("participation-plan", 1, nothing)).map(|file| (file, "แก้ไขหรือเสียหาย")));
        let mut strange = serde_json::to_value(document(&told, &trang)).expect("JSON");
        (strange["programme"], strange["stated_total"]) = ("nothing".into(), i64::MAX.into());
        wrong.extend(sample(part("participation-plan", 1, strange)).map(|file| (file, "stated_total")));
        for (file, said) in wrong {
            let refused = hand_in(&manager, &trang.code, "plan", &file).await.expect(422);
            refused.must_say(said);
        }
    }
}
