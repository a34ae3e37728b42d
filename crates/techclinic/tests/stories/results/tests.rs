//! Stories of the results of forms: what a clinic opens to its answers, and what everybody sees.

use crate::projects::testing::Decided;
use crate::responses::testing::{application, attend, day_of_transfer, record, register};
use crate::testing::{Person, World, stories, with};
use techclinic::accounts::{Role, Scope};
use techclinic::organisations::Clinic;
use techclinic::questionnaires;

const AREA: &str = "/desk/projects/P53-1/areas/1";
const RESULTS: &str = "/desk/projects/P53-1/areas/1/results";
const EVERYBODY: &str = "/projects/P53-1/results";

/// Income before and after, in baht a month.
type Income = Option<(&'static str, &'static str)>;

/// Six people's mark on the day, whether they applied it, and their income before and after; the sixth was not reached.
const SIX: [(&str, &str, &str, Income); 6] = [
    ("สมหญิง", "5", "fully", Some(("4000", "6000"))),
    ("สมใจ", "4", "partly", Some(("3000", "3500.50"))),
    ("สมศรี", "4", "fully", None),
    ("สมปอง", "2", "no", None),
    ("สมพร", "5", "no", None),
    ("สมบูรณ์", "3", "", None),
];

/// A project of ตรัง that promises satisfaction by this formula; its clinic.
async fn project(world: &World, formula: &str) -> Clinic {
    questionnaires::publish_shipped(&world.app).await.expect("published");
    let trang = world.trang().await;
    let promised = [("satisfaction", "percent", 85, formula)];
    let indicators = if formula.is_empty() { &promised[..0] } else { &promised[..] };
    let told = Decided {
        code: "P53-1",
        name: ("โครงการถ่ายทอดเทคโนโลยี", ""),
        areas: &[(&trang, 165)],
        indicators,
        technologies: "",
    };
    told.brought(world).await;
    world.stand_on("2010-09-15");
    trang
}

/// What somebody says of the day of the transfer.
fn evaluation<'a>(once: &'a str, mark: &'a str) -> Vec<(&'a str, &'a str)> {
    let fields = [
        ("sheet.mode", "paper"),
        ("test_taken", "no"),
        ("content", "4"),
        ("speaker", "5"),
        ("materials", "3"),
        ("place_time", "4"),
        ("staff", "5"),
        ("intention", "no"),
        ("no_intention_reason", "ไม่มีทุน"),
    ];
    with(&fields, &[("sheet.once", once), ("overall", mark), ("suggestions", "ขอจัดที่ศาลา ๒ ครั้ง")])
}

/// What somebody says after months, with the same mark.
fn follow_up<'a>(
    once: &'a str,
    mark: &'a str,
    applied: &'a str,
    income: Option<(&'a str, &'a str)>,
) -> Vec<(&'a str, &'a str)> {
    let fields = [
        ("sheet.mode", "phone"),
        ("sheet.once", once),
        ("applied", applied),
        ("satisfaction_benefit", mark),
        ("passed_on", "0"),
        ("further_need", "no"),
    ];
    if applied == "no" {
        return with(&fields, &[("not_applied_reason", "no_time")]);
    }
    let used = with(
        &fields,
        &[
            ("applied_what", "ย้อมผ้าขาย"),
            ("applied_since_day", "1"),
            ("applied_since_month", "10"),
            ("applied_since_year", "2553"),
            ("benefits", "raise_income"),
        ],
    );
    match income {
        None => used,
        Some((before, after)) => with(
            &used,
            &[("income_before", before), ("income_after", after), ("months_active", "12"), ("share_percent", "50")],
        ),
    }
}

/// The six take part, evaluate it, and are followed up but for one.
async fn six_take_part(world: &World, trang: &Clinic) -> Person {
    let clinic = world.of_clinic(Role::ClinicCoordinator, trang).await;
    let phones = ["0811111110", "0811111111", "0811111112", "0811111113", "0811111114", "0811111115"];
    let mut codes = Vec::new();
    for ((name, ..), phone) in SIX.iter().zip(phones) {
        codes.push(register(&clinic, AREA, &application(name, phone)).await);
    }
    attend(&clinic, &record(&clinic, AREA, &day_of_transfer("15", "9")).await).await.expect(303);
    for ((name, mark, ..), code) in SIX.iter().zip(&codes) {
        let once = format!("the day of {name}");
        clinic.post(format!("/desk/participants/{code}/evaluation/answer"), &evaluation(&once, mark)).await.expect(303);
    }
    world.stand_on("2010-11-01");
    let clinic = world.of_clinic(Role::ClinicCoordinator, trang).await;
    for ((name, mark, applied, income), code) in
        SIX.iter().zip(&codes).filter(|((_, _, applied, _), _)| !applied.is_empty())
    {
        let once = format!("months after, {name}");
        let sent = follow_up(&once, mark, applied, *income);
        clinic.post(format!("/desk/participants/{code}/follow_up/answer"), &sent).await.expect(303);
    }
    clinic
}

stories! {
    /// docs/requirements.md G-21: every figure of an area, and the answers behind it, are its clinic's and the ministry's.
    async fn only_the_clinic_and_the_ministry_open_figures(world: World) {
        let trang = project(&world, "").await;
        let clinic = six_take_part(&world, &trang).await;
        let chonburi = world.chonburi().await;
        let other = world.of_clinic(Role::ClinicDirector, &chonburi).await;
        let province = world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await;
        let answers = format!("{RESULTS}/evaluation/overall?value=5");
        for page in [RESULTS, &answers] {
            for stranger in [&other, &province] {
                stranger.get(page).await.expect(404);
            }
            assert!(!matches!(world.anyone().get(page).await.status.as_u16(), 200 | 404), "a stranger is asked to sign in");
            clinic.get(page).await.expect(200);
            world.officer().await.get(page).await.expect(200);
        }
        clinic.get(format!("{RESULTS}/evaluation/nothing")).await.expect(404);
        clinic.get(format!("{RESULTS}/census/overall")).await.expect(404);
        clinic.get("/desk/projects/P53-1/areas/9/results").await.expect(404);
        clinic.get(format!("{RESULTS}?form=census")).await.expect(200).must_say("follow_up");
        world.anyone().get("/projects/P99-9/results").await.expect(404);
    }

    /// docs/requirements.md B-13, G-25: n and N stand beside each share, and each figure opens to just the answers it counts.
    async fn a_figure_of_a_form_opens_to_the_answers_it_counts(world: World) {
        let trang = project(&world, "").await;
        world.of_clinic(Role::ClinicCoordinator, &trang).await.get(RESULTS).await.expect(200).must_say("ยังไม่มีผู้ตอบแบบนี้");
        let clinic = six_take_part(&world, &trang).await;
        clinic.get(RESULTS).await.expect(200).must_say("n = 5 จาก N = 6").must_say("ร้อยละ 83.3");
        let page = clinic.get(format!("{RESULTS}?form=evaluation")).await.expect(200);
        page.must_say("n = 6 จาก N = 6").must_say("ร้อยละ 66.67").must_say("ร้อยละ 76.67");
        let behind = page.hrefs("a[href*='/evaluation/overall']");
        assert_eq!(behind.len(), 4, "a choice that nobody took opens to nothing: {behind:?}");
        for (value, who) in [("2", &["สมปอง"][..]), ("4", &["สมใจ", "สมศรี"]), ("5", &["สมหญิง", "สมพร"])] {
            let address = behind.iter().find(|href| href.ends_with(&format!("value={value}"))).expect("a figure");
            let list = clinic.get(address).await.expect(200);
            assert_eq!(list.all("tbody tr").len(), who.len(), "{value}");
            for name in who {
                list.must_say(name);
            }
        }
        let words = format!("{RESULTS}/evaluation/suggestions");
        assert_eq!(clinic.get(&words).await.expect(200).all("tbody tr").len(), 6);
        let found = clinic.get(kit::web::address(&words, &[("q", "ศาลา 2")])).await.expect(200);
        assert_eq!(found.all("tbody tr").len(), 6, "digits of either kind are the same");
        clinic.get(kit::web::address(&words, &[("q", "โรงเรียน")])).await.expect(200).must_say("ไม่มีคำตอบที่ตรงกับที่ค้นหา");
    }

    /// docs/requirements.md B-14: both ways to say satisfaction stand side by side, and the one the plan promises is marked.
    async fn the_official_formula_is_the_one_the_plan_promises(world: World) {
        let trang = project(&world, "satisfaction_mean.1").await;
        let clinic = six_take_part(&world, &trang).await;
        let page = clinic.get(RESULTS).await.expect(200);
        page.must_say("ร้อยละ 80.00 (n = 5)").must_say("คะแนนเฉลี่ยหารด้วย 5 ร้อยละ 80.00 (n = 5) สูตรที่แผนของโครงการกำหนด");
        assert!(!page.says("ไม่ได้กำหนดว่าใช้สูตรใด"));
        let day = clinic.get(format!("{RESULTS}?form=evaluation")).await.expect(200);
        assert!(!day.says("สูตรที่แผนของโครงการกำหนด"), "satisfaction on the day is another indicator (B-12)");
    }

    /// Seed 000 §5: what was estimated and what was told later stand apart, with how many told it.
    async fn income_estimated_and_income_told_stand_apart(world: World) {
        let trang = project(&world, "").await;
        let clinic = six_take_part(&world, &trang).await;
        let earns = with(&application("สมนึก", "0811111119"), &[("already_doing", "yes"), ("income_month", "2,500")]);
        let earns: Vec<_> = earns.into_iter().filter(|field| *field != ("already_doing", "no")).collect();
        register(&clinic, AREA, &earns).await;
        let page = clinic.get(RESULTS).await.expect(200);
        page.must_say("ประมาณการก่อนรับการถ่ายทอด").must_say("2,500.00").must_say("ตามที่แจ้งหลังนำไปใช้");
        page.must_say("7,000.00").must_say("9,500.50").must_say("2,500.50").must_say("1,250.25");
        page.must_say("เพิ่มขึ้น 2 คน").must_say("15,003.00");
        assert!(!world.anyone().get(EVERYBODY).await.expect(200).says("7,000.00"), "two people's income is nobody else's");
    }

    /// docs/requirements.md B-21: everybody sees the results of the whole project without a cell that could point at one.
    async fn everybody_sees_results_without_small_cells_and_words(world: World) {
        let trang = project(&world, "").await;
        let clinic = six_take_part(&world, &trang).await;
        let page = world.anyone().get(format!("{EVERYBODY}?form=evaluation")).await.expect(200);
        page.must_say("n = 6 จาก N = 6").must_say("ไม่แสดง");
        assert!(page.hrefs("a[href*='/results/']").is_empty(), "no figure opens to a person");
        for words in ["ขอจัดที่ศาลา", "ไม่มีทุน", "สมหญิง", "ข้อเสนอแนะ"] {
            assert!(!page.body.contains(words), "{words}");
        }
        let overall = page.all("tbody tr").into_iter().filter(|row| row.contains("ไม่แสดง")).count();
        assert!(overall > 0, "marks that one or two gave are hidden");
        page.must_say("6 คน");
        world.anyone().get(format!("{EVERYBODY}?form=application")).await.expect(200).must_say("6 คน");
        let on_project = world.anyone().get("/projects/P53-1").await.expect(200);
        on_project.must_say("ผลของแบบสอบถาม").must_say("n = 5 จาก N = 6");
        assert!(!on_project.body.contains("/areas/1/results"), "not for strangers");
        assert!(clinic.get("/projects/P53-1").await.expect(200).body.contains("/areas/1/results"));
        let english = world.anyone().get(format!("{EVERYBODY}?form=evaluation&lang=en")).await.expect(200);
        english.must_say("Results of the evaluation form").must_say("Overall satisfaction");
    }

    /// Too few to be told apart from somebody: nothing is shown but that.
    async fn of_fewer_than_five_nothing_is_shown_to_everybody(world: World) {
        let trang = project(&world, "").await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let code = register(&clinic, AREA, &application("สมหญิง", "0812345678")).await;
        attend(&clinic, &record(&clinic, AREA, &day_of_transfer("15", "9")).await).await.expect(303);
        clinic.post(format!("/desk/participants/{code}/evaluation/answer"), &evaluation("one", "1")).await.expect(303);
        let page = world.anyone().get(format!("{EVERYBODY}?form=evaluation")).await.expect(200);
        page.must_say("ยังไม่แสดงผล เพราะมีผู้ตอบน้อยกว่า 5 คน");
        assert!(page.all("tbody tr").is_empty() && !page.says("n = 1"));
        clinic.get(format!("{RESULTS}?form=evaluation")).await.expect(200).must_say("n = 1 จาก N = 1");
    }
}
