//! The journey's work: who came, the day of the transfer, what they answered then and a month later,
//! and the quarterly report that drafts itself from all this.

use super::Person;
use super::journey::Way;
use techclinic::accounts::Role;

/// The application of somebody from the group: the same answers whether keyed or pressed.
const APPLICATION: &[(&str, &str)] = &[
    ("prefix", "mrs"),
    ("family_name", "ใจดี"),
    ("sex", "female"),
    ("age_band", "40_49"),
    ("group_kind", "housewives"),
    ("group_name", "กลุ่มแม่บ้านบ่อหิน"),
    ("occupation", "craft"),
    ("skill", "sometimes"),
    ("need", "กล้วยตากขึ้นราในหน้าฝน"),
    ("expected_benefits", "raise_income"),
    ("already_doing", "no"),
    ("heard_from", "leader"),
    ("volunteer_member", "no"),
    ("notice_read", "acknowledged"),
    ("consent_contact", "yes"),
    ("consent_network", "no"),
    ("consent_photo", "no"),
];
const EVALUATION: &[(&str, &str)] = &[
    ("test_taken", "no"),
    ("content", "5"),
    ("speaker", "4"),
    ("materials", "4"),
    ("place_time", "5"),
    ("staff", "5"),
    ("overall", "5"),
    ("intention", "yes"),
    ("expected_benefits", "raise_income"),
];
const FOLLOW_UP: &[(&str, &str)] = &[
    ("applied", "fully"),
    ("applied_what", "อบกล้วยขายในตลาดนัด"),
    ("applied_since_day", "๑"),
    ("applied_since_month", "6"),
    ("applied_since_year", "๒๕๕๓"),
    ("benefits", "raise_income"),
    ("satisfaction_benefit", "5"),
    ("passed_on", "๓"),
    ("further_need", "no"),
];
/// Four more, whose papers a coordinator keys in.
const OTHERS: [(&str, &str); 4] =
    [("สมศรี", "0811111111"), ("มาลี", "0822222222"), ("บุญมี", "0833333333"), ("จันทร์", "0844444444")];

/// One is registered in the browser; the papers of four more are keyed in at another desk. Answers
/// the first one's code.
pub(super) async fn the_clinic_registers_whoever_comes(way: &Way, project: &str) -> String {
    let page = &way.browser;
    let coordinator = way.of_clinic(Role::ClinicCoordinator).await;
    page.goto(&format!("/projects/{project}")).await;
    page.press("รับสมัครและบันทึกกิจกรรม").await;
    way.reads("ผู้รับบริการ จ.ตรัง").await;
    page.press("รับสมัคร").await;
    way.reads("ข้อมูลผู้สมัคร").await;
    page.fill("given_name", "สมหญิง").await;
    page.press("รับสมัคร").await;
    way.reads("โปรดตอบข้อนี้").await;
    assert_eq!(page.typed("given_name").await, "สมหญิง");
    for (name, said) in APPLICATION {
        page.answer(name, said).await;
    }
    page.fill("phone", "0855555555").await;
    page.press("รับสมัคร").await;
    way.reads("โปรดพิมพ์ใบติดตามให้ผู้รับบริการ").await;
    page.picture("5a-slip").await;
    let code = page.text_of(".tracking-code").await;
    for (given_name, phone) in OTHERS {
        let mut paper =
            vec![("sheet.mode", "paper"), ("sheet.once", given_name), ("given_name", given_name), ("phone", phone)];
        paper.extend(APPLICATION);
        coordinator.post(format!("/desk/projects/{project}/areas/1/participants"), &paper).await.expect(303);
    }
    code
}

/// A day of transfer, and everybody who came.
pub(super) async fn the_clinic_records_the_day_and_who_was_there(way: &Way, project: &str) {
    let page = &way.browser;
    way.world.stand_on("2010-05-25");
    way.of_clinic(Role::ClinicCoordinator).await;
    page.goto(&format!("/desk/projects/{project}/areas/1/participants")).await;
    way.reads("สมหญิง").await;
    page.picture("5b-participants").await;
    page.press("กิจกรรม").await;
    way.reads("ยังไม่มีกิจกรรมที่บันทึกไว้").await;
    page.press("บันทึกกิจกรรม").await;
    way.reads("บันทึกกิจกรรมที่เกิดขึ้นแล้ว").await;
    page.choose("kind", "transfer").await;
    page.fill("title", "ถ่ายทอดการอบกล้วย รุ่นที่ 1").await;
    page.fill_date("held_on", "24", "5", "2553").await;
    page.fill("place", "ศาลาหมู่บ้าน ต.บ่อหิน").await;
    page.press("บันทึกและเลือกผู้เข้าร่วม").await;
    way.reads("โปรดเลือกผู้เข้าร่วม").await;
    page.tick_all("attending").await;
    page.picture("5c-attending").await;
    page.press("บันทึกผู้เข้าร่วม").await;
    way.reads("บันทึกผู้เข้าร่วมแล้ว").await;
}

/// With the code on her slip, without an account; the others on paper.
pub(super) async fn the_participants_answer_after_the_transfer(way: &Way, code: &str) {
    let page = &way.browser;
    page.sign_out().await;
    page.goto(&format!("/fill/{code}")).await;
    way.reads("สวัสดี คุณ ส").await;
    page.picture("5d-fill").await;
    page.press("ตอบแบบนี้").await;
    way.reads("ความพึงพอใจโดยรวม").await;
    for (name, said) in EVALUATION {
        page.answer(name, said).await;
    }
    page.press("ส่งคำตอบ").await;
    way.reads("ได้รับคำตอบแล้ว ขอบคุณ").await;
}

/// A month and a day after the transfer the window is open.
pub(super) async fn the_participants_are_followed_up_after_a_month(way: &Way, project: &str, code: &str) {
    let page = &way.browser;
    way.world.stand_on("2010-06-25");
    page.goto(&format!("/fill/{code}")).await;
    way.reads("แบบติดตามผล").await;
    page.press("ตอบแบบนี้").await;
    way.reads("การนำไปใช้").await;
    page.answer("applied", "fully").await;
    page.press("ส่งคำตอบ").await;
    way.reads("โปรดตอบข้อนี้").await;
    for (name, said) in FOLLOW_UP {
        page.answer(name, said).await;
    }
    page.picture("5e-follow-up").await;
    page.press("ส่งคำตอบ").await;
    way.reads("ได้รับคำตอบแล้ว ขอบคุณ").await;

    let coordinator = way.of_clinic(Role::ClinicCoordinator).await;
    page.goto("/desk").await;
    way.reads("ผู้ที่ต้องติดตาม").await;
    page.picture("5f-due").await;
    for other in others(&coordinator, project, code).await {
        for (kind, answers) in [("evaluation", EVALUATION), ("follow_up", FOLLOW_UP)] {
            let once = format!("{other}-{kind}");
            let mut paper = vec![("sheet.mode", "paper"), ("sheet.once", once.as_str())];
            paper.extend(answers);
            coordinator.post(format!("/desk/participants/{other}/{kind}/answer"), &paper).await.expect(303);
        }
    }
    page.goto(&format!("/projects/{project}")).await;
    way.reads("ถ่ายทอดแล้ว").await;
    page.press("เริ่มติดตามผล").await;
    way.reads("เริ่มติดตามผู้รับบริการ").await;
    page.press("เริ่มติดตามผล").await;
    way.reads("เริ่มติดตามผลแล้ว").await;
}

/// The codes of everybody registered but one.
async fn others(coordinator: &Person, project: &str, but: &str) -> Vec<String> {
    let page = coordinator.get(format!("/desk/projects/{project}/areas/1/participants")).await.expect(200);
    let links = page.hrefs("main table a").into_iter();
    let codes = links.filter_map(|href| href.strip_prefix("/desk/participants/").map(str::to_owned));
    codes.filter(|code| code != but).collect()
}

/// The quarter is over: the desk says that the report is due, and its figures stand there already.
pub(super) async fn the_quarterly_report_drafts_itself_and_is_handed_in(way: &Way, project: &str) {
    let page = &way.browser;
    way.world.stand_on("2010-07-02");
    way.of_clinic(Role::ClinicManager).await;
    page.goto("/desk").await;
    way.reads("ไตรมาสที่ 3 ปีงบประมาณ พ.ศ. 2553: ส่งแล้ว 0 จาก 1 ฉบับ").await;
    page.picture("6a-desk").await;
    page.press("อบกล้วยตากให้แห้งในหน้าฝน – ต.บ่อหิน อ.สิเกา").await;
    way.reads("ยังไม่เริ่มเขียน").await;
    page.press("เริ่มเขียนรายงาน").await;
    way.reads("ระบบเติมตัวเลขจากบันทึกให้").await;
    page.must_say("n = 5 จาก N = 5").await;
    page.picture("6b-drafted").await;
    page.fill("support", "กลุ่มแม่บ้านร่วมมือดี").await;
    page.press("บันทึกและส่งรายงาน").await;
    way.reads("โปรดกรอกช่องนี้ก่อนส่ง").await;
    assert_eq!(page.typed("support").await, "กลุ่มแม่บ้านร่วมมือดี");
    page.fill("problems", "ไม่มี").await;
    page.fill("suggestions", "ขยายไปตำบลใกล้เคียง").await;
    page.press("บันทึกและส่งรายงาน").await;
    way.reads("ส่งรายงานแล้ว").await;
    assert_eq!(page.path().await, format!("/desk/progress-reports/{project}-A1-2553Q3"));
}

/// From the desk of the ministry; a locked report is locked.
pub(super) async fn the_ministry_accepts_the_report_and_locks_it(way: &Way, project: &str) {
    let page = &way.browser;
    way.officer().await;
    page.goto("/desk").await;
    way.reads("ส่งแล้ว 1 จาก 1 ฉบับ").await;
    page.press("อบกล้วยตากให้แห้งในหน้าฝน – ต.บ่อหิน อ.สิเกา").await;
    way.reads("ขยายไปตำบลใกล้เคียง").await;
    page.picture("6c-submitted").await;
    page.press("รับรองรายงาน").await;
    way.reads("รับรองรายงานแล้ว").await;
    page.press_and_confirm("ปิดรายงาน").await;
    way.reads("ปิดรายงานแล้ว").await;
    page.picture("6d-locked").await;
    page.press("หน้าที่เผยแพร่ต่อสาธารณะ").await;
    way.reads("ผลรวมของพื้นที่ที่กระทรวงรับรองรายงานแล้ว").await;
    page.must_say(project).await;
    page.picture("6e-public-report").await;
}
