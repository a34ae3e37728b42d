//! Stories of a pack that is printed, filled in by pen and brought back.

use axum::http::header;
use xlsform::Kind;

use super::testing::{Pile, bring, bring_all};
use crate::responses::testing::{attend, day_of_transfer, record};
use crate::responses::tests::{counted, ground};
use crate::submissions::testing::{Telephone, application};
use crate::testing::rows::count;
use crate::testing::{Person, World, stories};
use techclinic::accounts::{Role, Scope};

const AREA: &str = "/desk/projects/P53-1/areas/1";
const PACKS: &str = "/desk/projects/P53-1/areas/1/paper-packs";
const EVALUATIONS: [(&str, &str); 4] =
    [("kind", "evaluation"), ("answered_on_day", "15"), ("answered_on_month", "9"), ("answered_on_year", "2553")];
/// What an evaluation in order says.
const EVALUATED: [(&str, &str); 9] = [
    ("test_taken", "no"),
    ("content", "5"),
    ("speaker", "5"),
    ("materials", "4"),
    ("place_time", "4"),
    ("staff", "5"),
    ("overall", "5"),
    ("intention", "yes"),
    ("expected_benefits", "cut_cost"),
];

/// What somebody who applies fills in beside what they write.
const APPLIED: [(&str, &str); 15] = [
    ("prefix", "mrs"),
    ("sex", "female"),
    ("age_band", "40_49"),
    ("group_kind", "person"),
    ("occupation", "craft"),
    ("skill", "sometimes"),
    ("expected_benefits", "raise_income"),
    ("expected_benefits", "add_value"),
    ("already_doing", "no"),
    ("heard_from", "leader"),
    ("volunteer_member", "no"),
    ("notice_read", "acknowledged"),
    ("consent_contact", "yes"),
    ("consent_network", "no"),
    ("consent_photo", "no"),
];

/// Registers somebody for each of these names, and says that they were there on 15 September.
async fn people(world: &World, clinic: &Person, names: &[&str]) {
    let telephone = Telephone::with_key(clinic, &format!("{AREA}/field-keys")).await;
    for (at, name) in names.iter().enumerate() {
        let xml = application(&format!("uuid:{at}"), name, &format!("081234567{at}"), "2010-09-15");
        telephone.send(&world.anyone(), &xml).await.expect(201);
    }
    attend(clinic, &record(clinic, AREA, &day_of_transfer("15", "9")).await).await.expect(303);
}

/// Prints a pack; answers its address and the file.
async fn printed(clinic: &Person, asked: &[(&str, &str)]) -> (String, Vec<u8>) {
    let pack = clinic.post(PACKS, asked).await.expect_see_other();
    let file = clinic.get(format!("{pack}/sheets.pdf")).await.expect(200);
    (pack, file.bytes.to_vec())
}

/// How many answers count.
async fn answered(world: &World) -> i64 {
    count(&world.app.db, "response", "superseded", false.into()).await
}

stories! {
    /// paper_pack.print, paper_pack.bring: the sheets of those who have not answered are the clinic's alone; filled in
    /// by pen and photographed, an answer counts once, whatever is sent again.
    async fn what_is_filled_in_by_pen_counts(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let other = world.of_clinic(Role::ClinicManager, &ground.chonburi).await;
        world.anyone().get(PACKS).await.expect(401);
        other.get(PACKS).await.expect(404);
        other.post(PACKS, &EVALUATIONS).await.expect(404);
        world.signed_in(Role::Auditor, Scope::Network).await.post(PACKS, &EVALUATIONS).await.expect(403);
        clinic.post(PACKS, &EVALUATIONS).await.expect(422).must_say("ไม่มีผู้เข้าร่วมที่ยังไม่ตอบแบบสอบถามนี้");
        clinic.post(PACKS, &[("kind", "other")]).await.expect(422).must_say("โปรดเลือกแบบสอบถาม");

        people(&world, &clinic, &["สมหญิง", "สมชาย"]).await;
        let (pack, file) = printed(&clinic, &EVALUATIONS).await;
        other.get(&pack).await.expect(404);
        other.get(format!("{pack}/sheets.pdf")).await.expect(404);
        clinic.get(&pack).await.expect(200).must_say("นางสมหญิง ใจดี").must_say("0 / 2").must_say("ยังไม่ได้กลับคืน");

        let mut pile = Pile::printed(&file, Kind::Evaluation);
        pile.answer(0, &EVALUATED);
        let before = answered(&world).await;
        bring(&other, AREA, &pile.photograph(0)).await.expect(404);
        let last = pile.sheet_pages() - 1;
        for page in 0..last {
            bring(&clinic, AREA, &pile.photograph(page)).await.expect(200).must_say("รับหน้านี้ไว้แล้ว รอหน้า");
            assert_eq!(answered(&world).await, before, "nothing counts before the sheet is whole");
        }
        bring(&clinic, AREA, &pile.photograph(last)).await.expect(200).must_say("อ่านได้ครบและรับไว้แล้ว");
        assert_eq!(answered(&world).await, before + 1);
        bring(&clinic, AREA, &pile.photograph(last)).await.expect(200).must_say("อ่านและรับไว้แล้ว");
        assert_eq!(answered(&world).await, before + 1, "once");
        let measures = counted(&world, ground.project, "2010-09-15").await;
        assert_eq!((measures.evaluations, measures.satisfied_on_the_day), (1, 1), "read from the bubbles");
        let page = clinic.get(&pack).await.expect(200);
        page.must_say("1 / 2");
        let receipt = page.body.split("/desk/submissions/").nth(1).expect("a receipt").split('"').next().expect("a receipt").to_owned();
        let evidence = format!("/desk/submissions/{receipt}/files/page-1.jpg");
        clinic.get(&evidence).await.expect(200);
        other.get(&evidence).await.expect(404);
        clinic.get(format!("{AREA}/submissions")).await.expect(200).must_say(&receipt);
        let printed_again = clinic.post(PACKS, &EVALUATIONS).await.expect_see_other();
        let page = clinic.get(&printed_again).await.expect(200);
        page.must_say("0 / 1");
        assert!(!page.says("นางสมหญิง"), "only those who have not answered");
    }

    /// What nobody can read for certain is shown to a person as it stands on the paper, and counts once they said it.
    async fn what_is_not_clear_waits_for_a_person(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        people(&world, &clinic, &["สมหญิง"]).await;
        let (_, file) = printed(&clinic, &EVALUATIONS).await;
        let mut pile = Pile::printed(&file, Kind::Evaluation);
        pile.answer(0, &EVALUATED);
        pile.answer(0, &[("overall", "3")]);
        pile.write(0, "suggestions");
        let before = answered(&world).await;
        let mut photographs: Vec<Vec<u8>> = (0..pile.sheet_pages()).map(|page| pile.photograph(page)).collect();
        photographs.insert(1, b"not a picture".to_vec());
        let told = bring_all(&clinic, AREA, &photographs).await.expect(200);
        told.must_say("อ่านได้เฉพาะไฟล์ JPEG, PNG และ PDF");
        let told = told.body;
        assert!(told.contains("รอผู้ตรวจดู 2 แห่ง"), "{told}");
        assert_eq!(answered(&world).await, before, "what waits is not counted");
        clinic.get("/desk").await.expect(200).must_say("รอแก้ไข");

        let at = format!("/desk/submissions/{}", told.split("/desk/submissions/").nth(1).expect("a receipt").split('"').next().expect("a receipt"));
        let page = clinic.get(&at).await.expect(200);
        page.must_say("ระบายมากกว่าหนึ่งช่อง").must_say("มีลายมือ");
        let cut = format!("{at}/cuts/overall");
        assert!(page.body.contains(&format!("src=\"{cut}\"")), "beside its question");
        let shown = clinic.get(&cut).await.expect(200);
        let shown = image::load_from_memory(&shown.bytes).expect("a picture").into_luma8();
        let dark = shown.pixels().filter(|pixel| pixel.0[0] < 90).count();
        assert!(shown.width() > 900 && dark > 500, "two bubbles are filled on it: {dark}");
        clinic.get(format!("{at}/cuts/content")).await.expect(404);
        world.of_clinic(Role::ClinicManager, &ground.chonburi).await.get(&cut).await.expect(404);
        world.anyone().get(&cut).await.expect(401);

        let form = format!("main form[action='{at}/put-right']");
        clinic.fill_in(&page, &form, &[("overall", "")]).await.expect(422);
        clinic.fill_in(&page, &form, &[("overall", "3"), ("suggestions", "ขอให้จัดอีก")]).await.expect(303);
        assert_eq!(answered(&world).await, before + 1);
        let measures = counted(&world, ground.project, "2010-09-15").await;
        assert_eq!((measures.evaluations, measures.satisfied_on_the_day), (1, 0), "as the person said");
        clinic.get(&at).await.expect(200).must_say("แก้ไขแล้ว");
        let said = format!("{AREA}/results/evaluation/suggestions");
        clinic.get(said).await.expect(200).must_say("ขอให้จัดอีก");
    }

    /// Somebody who comes without a name gets a sheet without one: a person types what is written on it, and they are
    /// registered.
    async fn who_applies_by_pen_is_typed_in_by_a_person(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let asked = [("kind", "application"), ("blanks", "2"), ("answered_on_day", "15"), ("answered_on_month", "9"), ("answered_on_year", "2553")];
        clinic.post(PACKS, &[("blanks", "900"), asked[0], asked[2], asked[3], asked[4]]).await.expect(422).must_say("1 ถึง 300");
        let (pack, file) = printed(&clinic, &asked).await;
        clinic.get(&pack).await.expect(200).must_say("ยังไม่มีชื่อ");
        let mut pile = Pile::printed(&file, Kind::Application);
        pile.answer(0, &APPLIED);
        for by_hand in ["given_name", "family_name", "phone", "need"] {
            pile.write(0, by_hand);
        }
        let pages = pile.sheet_pages();
        for page in 0..pages {
            bring(&clinic, AREA, &pile.photograph(page)).await.expect(200);
        }
        let list = clinic.get(format!("{AREA}/submissions?standing=has_issues")).await.expect(200);
        let at = format!("/desk/submissions/{}", list.body.split("/desk/submissions/").nth(1).expect("one").split('"').next().expect("one"));
        let page = clinic.get(&at).await.expect(200);
        assert_eq!(page.body.matches("/cuts/").count(), 4, "each place that is written by hand");
        let form = format!("main form[action='{at}/put-right']");
        clinic.fill_in(&page, &form, &[("given_name", "สมหญิง")]).await.expect(422);
        let typed = [("given_name", "สมหญิง"), ("family_name", "ใจดี"), ("phone", "081 234 5678"), ("need", "ผ้าย้อมสีตก")];
        clinic.fill_in(&page, &form, &typed).await.expect(303);
        clinic.get(format!("{AREA}/participants")).await.expect(200).must_say("นางสมหญิง ใจดี");
        let mut told = String::new();
        for page in pages..2 * pages {
            told = bring(&clinic, AREA, &pile.photograph(page)).await.expect(200).body;
        }
        assert!(told.contains("แผ่นนี้ยังไม่มีคำตอบ"), "an empty sheet is no application");
    }

    /// The list that people sign bears the names of the area, and is its clinic's alone.
    async fn who_comes_signs_a_list_with_their_name(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let list = format!("{PACKS}/attendance.pdf");
        world.anyone().get(&list).await.expect(401);
        world.of_clinic(Role::ClinicManager, &ground.chonburi).await.get(&list).await.expect(404);
        let empty = clinic.get(&list).await.expect(200).bytes;
        people(&world, &clinic, &["สมหญิง"]).await;
        clinic.get(PACKS).await.expect(200).must_say("ใบลงทะเบียน");
        let file = clinic.get(&list).await.expect(200);
        let kept = file.headers[header::CACHE_CONTROL].to_str().expect("text").to_owned();
        assert!(kept.contains("no-store"), "it bears names: {kept}");
        let ink = |file: &[u8]| {
            let (mut pages, mut dark) = (0, 0);
            let taken = paper::pages(file, &mut |page| {
                pages += 1;
                dark += page.pixels().filter(|pixel| pixel.0[0] < 100).count();
                true
            });
            taken.expect("a file of pages");
            (pages, dark)
        };
        let (one, before) = ink(&empty);
        let (pages, after) = ink(&file.bytes);
        assert_eq!((one, pages), (1, 1));
        assert!(after > before + 300, "a name stands on it: {before} {after}");
    }

    /// What is no page of this area is said so, page by page; a bad file beside its field.
    async fn what_is_no_sheet_of_the_area_is_refused(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let other = world.of_clinic(Role::ClinicCoordinator, &ground.chonburi).await;
        people(&world, &clinic, &["สมหญิง"]).await;
        let (_, file) = printed(&clinic, &EVALUATIONS).await;
        let pile = Pile::printed(&file, Kind::Evaluation);
        bring(&other, "/desk/projects/P53-1/areas/2", &pile.photograph(0)).await.expect(200).must_say("แผ่นนี้ไม่ใช่ของพื้นที่นี้");
        bring(&clinic, AREA, b"").await.expect(422).must_say("โปรดเลือกไฟล์");
        bring(&clinic, AREA, b"GIF89a").await.expect(422).must_say("อ่านได้เฉพาะไฟล์ JPEG, PNG และ PDF");
        bring(&clinic, AREA, b"%PDF-1.7 nothing").await.expect(422).must_say("เปิดไฟล์ไม่ได้");
        let cut = image::imageops::crop_imm(&pile.pages[0], 0, 0, pile.pages[0].width(), pile.pages[0].height() / 2).to_image();
        let mut half = Vec::new();
        cut.write_to(&mut std::io::Cursor::new(&mut half), image::ImageFormat::Png).expect("a picture");
        bring(&clinic, AREA, &half).await.expect(200).must_say("ไม่เห็นมุมดำครบทั้งสี่มุม");
        let whole = bring(&clinic, AREA, &file).await.expect(200);
        whole.must_say("แผ่นนี้ยังไม่มีคำตอบ");
    }
}
