//! What people do in practice mode, and the real work beside it, for stories.

use crate::monitoring::testing as monitored;
use crate::needs::testing::{analyse, told};
use crate::participation::testing::given;
use crate::responses::testing as took_part;
use crate::testing::{Person, Tried, World, with};
use techclinic::accounts::Role;
use techclinic::organisations::Clinic;
use techclinic::questionnaires;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried::of(&[("practice.clear", "/practice/clear", "")]);

/// What a group of ตรัง tells.
pub(super) const NEED: &str = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน อยากได้วิธีตากที่ไม่ต้องพึ่งแดด";

/// A day after the third quarter of 2553, so that its report may be written.
const TODAY: &str = "2010-07-02";

/// Real work of ตรัง, with enough people to be counted, and a technology that fits the need: answers
/// the clinic, the technology's code and somebody's slip.
pub(super) async fn at_work(world: &World) -> (Clinic, String, String) {
    world.stand_on(TODAY);
    questionnaires::publish_shipped(&world.app).await.expect("published");
    let trang = world.trang().await;
    let dryer = crate::technologies::testing::offered(world, &trang, "ตู้อบกล้วยพลังงานแสงอาทิตย์", "อบกล้วยให้แห้ง").await;
    let made = monitored::project(world, "P53-1", &[(&trang, 120)]).await;
    for _ in 0..6 {
        monitored::participant(world, &made, 0, "female", "2010-05-15", false).await;
    }
    let slip = carry_out(&world.of_clinic(Role::ClinicManager, &trang).await, &made.code, "โครงการทดสอบ").await;
    told(&world.anyone(), NEED, "real").await;
    (trang, dryer.code, slip)
}

/// From a need that was told to the technology that shall help.
pub(super) async fn match_need(person: &Person, need: &str, technology: &str) {
    analyse(person, need, "2", "7").await;
    let choice = [("technology", technology), ("note", "กลุ่มอยากลองก่อน")];
    person.post(format!("/needs/{need}/confirm"), &choice).await.expect(303);
}

/// Saves one page of a plan.
async fn fill(person: &Person, project: &str, section: &str, fields: &[(&str, &str)]) {
    let address = format!("/projects/{project}/edit?section={section}");
    let page = person.get(&address).await.expect(200);
    let (version, once) = (page.value_of("version").expect("a version"), page.value_of("once").expect("a key"));
    let mut fields = fields.to_vec();
    fields.extend([("version", version.as_str()), ("once", once.as_str())]);
    person.post(&address, &fields).await.expect(303);
}

/// Proposes a project that takes the need up, and fills its plan; answers its code.
pub(super) async fn plan(person: &Person, need: &str) -> String {
    let proposal = [
        ("name_th", "ฝึกอบกล้วยในหน้าฝน"),
        ("fiscal_year", "2553"),
        ("programme", "transfer"),
        ("lead", "trang"),
        ("need", need),
        ("once", "practice-plan"),
    ];
    let edit = person.post("/projects", &proposal).await.expect_see_other();
    let code = edit.split('/').nth(2).expect("a code").to_owned();
    let about = [("rationale", "กล้วยตากขึ้นรา"), ("objectives", "อบกล้วยให้แห้ง")];
    fill(person, &code, "about", &[&proposal[..3], &about].concat()).await;
    let areas = [
        ("area.0.province", "92"),
        ("area.0.clinic", "trang"),
        ("area.0.as_printed", "ต.บ่อหิน อ.สิเกา"),
        ("group.0.kind", "community"),
        ("group.0.label", "กลุ่มแม่บ้าน"),
    ];
    fill(person, &code, "areas", &areas).await;
    let indicators = [
        ("indicator.0.code", "recipients"),
        ("indicator.0.name_th", "ผู้รับการถ่ายทอด"),
        ("indicator.0.unit", "persons"),
        ("indicator.0.target", "1"),
        ("indicator.0.formula", "recipients.1"),
    ];
    fill(person, &code, "indicators", &indicators).await;
    let work = [
        ("starts_on_day", "1"),
        ("starts_on_month", "4"),
        ("starts_on_year", "2553"),
        ("ends_on_day", "30"),
        ("ends_on_month", "9"),
        ("ends_on_year", "2553"),
        ("method", "ถ่ายทอดในหมู่บ้าน"),
        ("responsible", "คลินิกเทคโนโลยีตรัง"),
    ];
    fill(person, &code, "work", &work).await;
    fill(person, &code, "schedule", &[("item.0.label", "ถ่ายทอด"), ("item.0.2010-06", "yes")]).await;
    let budget = [
        ("stated_total", "1,000"),
        ("stated_persons", "1"),
        ("line.0.label", "ค่าถ่ายทอด"),
        ("line.0.amount", "1,000"),
        ("line.0.persons", "1"),
    ];
    fill(person, &code, "budget", &budget).await;
    code
}

/// Submits, is returned, submits again, signs as the second person and approves: all of it alone.
pub(super) async fn approve(person: &Person, project: &str) {
    let at = |verb: &str| format!("/projects/{project}/{verb}");
    let signature =
        [("name", "ผู้ลงนามสมมติ"), ("position", "ผู้อำนวยการ"), ("on_day", "1"), ("on_month", "7"), ("on_year", "2553")];
    person.post(at("submit"), &[]).await.expect(303);
    person.post(at("return"), &[("reason", "โปรดตรวจอีกครั้ง")]).await.expect(303);
    person.post(at("submit"), &[]).await.expect(303);
    let page = person.get(format!("/projects/{project}")).await.expect(200);
    page.must_say("ฝึกใช้งาน").must_say("ลงนามแผน");
    person.post(at("sign"), &signature).await.expect(303);
    person.post(at("approve"), &[]).await.expect(303);
}

/// A participant, a day of transfer they attend, and their follow-up; answers the code of the slip.
pub(super) async fn carry_out(person: &Person, project: &str, name: &str) -> String {
    let (applied, followed_up) = (format!("application {project}"), format!("follow-up {project}"));
    let area = format!("/desk/projects/{project}/areas/1");
    let application = with(&took_part::application("สมมติ", "0811111111"), &[("sheet.once", &applied)]);
    let code = took_part::register(person, &area, &application).await;
    let attendance = took_part::record(person, &area, &took_part::day_of_transfer("1", "6")).await;
    took_part::attend(person, &attendance).await.expect(303);
    person.get("/desk").await.expect(200).must_say(name);
    let answers = [
        ("sheet.mode", "paper"),
        ("sheet.once", followed_up.as_str()),
        ("applied", "fully"),
        ("applied_what", "อบกล้วยขาย"),
        ("applied_since_day", "10"),
        ("applied_since_month", "6"),
        ("applied_since_year", "2553"),
        ("benefits", "raise_income"),
        ("satisfaction_benefit", "4"),
        ("passed_on", "3"),
        ("further_need", "no"),
    ];
    person.post(format!("/desk/participants/{code}/follow_up/answer"), &answers).await.expect(303);
    code
}

/// An opinion on the project, published, considered and replied to; answers its code.
pub(super) async fn hear(person: &Person, project: &str) -> String {
    let code = given(person, project, "practice-said").await;
    let at = |verb: &str| format!("/participation/{code}/{verb}");
    person.post(at("publish"), &[]).await.expect(303);
    let decision = [("disposition", "accepted"), ("reason", "จัดวันหยุดได้"), ("considered_at", "ที่ประชุมคลินิก")];
    person.post(at("dispose"), &decision).await.expect(303);
    person.post(at("reply"), &[("text", "จะจัดในวันหยุด")]).await.expect(303);
    code
}

/// The report of the quarter, written, returned, submitted and accepted by the same person.
pub(super) async fn report(person: &Person, project: &str) -> String {
    let key = format!("{project}-A1-2553Q3");
    let address = format!("/desk/progress-reports/{key}");
    person.get("/desk/progress-reports").await.expect(200).must_say("ฝึกอบกล้วยในหน้าฝน");
    person.post("/desk/progress-reports", &[("report", &key)]).await.expect(303);
    for deed in ["return", "accept"] {
        let page = person.get(&address).await.expect(200);
        page.must_say("ผู้รับการถ่ายทอด (คน) 1 1");
        let version = page.value_of("version").expect("a version");
        let words =
            [("support", "ดี"), ("problems", "ฝนตก"), ("suggestions", "จัดนอกฤดูฝน"), ("version", version.as_str())];
        person.post(format!("{address}/submit"), &words).await.expect(303);
        person.post(format!("{address}/{deed}"), &[("reason", "โปรดตรวจ")]).await.expect(303);
    }
    key
}
