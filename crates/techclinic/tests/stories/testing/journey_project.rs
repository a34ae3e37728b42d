//! The journey's middle: the clinic proposes a project from the need, is stopped where the plan does
//! not add up, and the ministry returns it before it approves.

use super::journey::Way;
use techclinic::accounts::Role;

/// From the page of the need, which leads on. Answers the project's code.
pub(super) async fn the_clinic_proposes_a_project_from_it(way: &Way) -> String {
    let page = &way.browser;
    page.press("เสนอโครงการจากเรื่องนี้").await;
    way.reads("เสนอจากความต้องการของชุมชน").await;
    page.fill("name_th", "อบกล้วยตากให้แห้งในหน้าฝน").await;
    page.choose("programme", "transfer").await;
    assert_eq!(page.typed("lead").await, "trang");
    page.press("เริ่มร่างโครงการ").await;
    way.reads("เริ่มร่างโครงการแล้ว").await;
    page.picture("3a-drafted").await;
    page.path().await.split('/').nth(2).expect("a code").to_owned()
}

/// Six parts, one after the other; rows are added by a button, and the total is wrong by 5,000 baht.
pub(super) async fn the_plan_is_written_part_by_part(way: &Way) {
    let page = &way.browser;
    page.fill("rationale", "หน้าฝนความชื้นสูง กล้วยตากขึ้นรา ขายไม่ได้").await;
    page.fill("objectives", "ให้กลุ่มแม่บ้านอบกล้วยได้เอง").await;
    page.fill("benefits", "ลดของเสียและขายได้ตลอดปี").await;
    onward(way, "กลุ่มเป้าหมาย").await;
    page.press("เพิ่มพื้นที่").await;
    page.choose("area.0.province", "92").await;
    page.choose("area.0.clinic", "trang").await;
    page.fill("area.0.as_printed", "ต.บ่อหิน อ.สิเกา").await;
    page.press("เพิ่มกลุ่มเป้าหมาย").await;
    page.choose("group.0.kind", "community").await;
    page.fill("group.0.label", "กลุ่มแม่บ้านบ่อหิน").await;
    way.reads("ประเภทกลุ่ม").await;
    page.picture("3b-areas").await;
    onward(way, "เทคโนโลยีที่จะถ่ายทอด").await;
    page.press("หมวดถัดไป").await;
    way.reads("เพิ่มตัวชี้วัด").await;
    indicator(way, 0, "recipients", "จำนวนผู้รับบริการ", "persons", "5").await;
    indicator(way, 1, "satisfaction_benefit", "ความพึงพอใจต่อประโยชน์", "percent", "85").await;
    onward(way, "วิธีดำเนินงานเป็นขั้นตอน").await;
    page.fill_date("starts_on", "17", "5", "2553").await;
    page.fill_date("ends_on", "30", "9", "2553").await;
    page.fill("method", "ประชุมกลุ่ม\nถ่ายทอดการอบ\nติดตามผล").await;
    page.fill("lead_organisation", "คลินิกเทคโนโลยีตรัง").await;
    onward(way, "เพิ่มกิจกรรม").await;
    page.press("เพิ่มกิจกรรม").await;
    page.fill("item.0.label", "ถ่ายทอดการอบกล้วย").await;
    page.choose("item.0.2010-05", "yes").await;
    way.reads("เดือนตามแผน").await;
    page.picture("3c-schedule").await;
    onward(way, "เพิ่มรายการงบประมาณ").await;
    page.fill("stated_total", "50,000").await;
    page.fill("stated_persons", "๕").await;
    line(way, 0, "วัสดุทำตู้อบ", "30,000").await;
    line(way, 1, "ค่าวิทยากร", "15,000").await;
    page.fill("line.0.persons", "5").await;
}

/// Saves the part and goes to the next one.
async fn onward(way: &Way, next: &str) {
    way.browser.press("บันทึกและไปส่วนถัดไป").await;
    way.browser.must_say("บันทึกแล้ว").await;
    way.reads(next).await;
}

async fn indicator(way: &Way, row: usize, code: &str, name: &str, unit: &str, target: &str) {
    let page = &way.browser;
    page.press("เพิ่มตัวชี้วัด").await;
    page.fill(&format!("indicator.{row}.name_th"), name).await;
    page.fill(&format!("indicator.{row}.code"), code).await;
    page.choose(&format!("indicator.{row}.unit"), unit).await;
    page.fill(&format!("indicator.{row}.target"), target).await;
}

async fn line(way: &Way, row: usize, label: &str, amount: &str) {
    let page = &way.browser;
    page.press("เพิ่มรายการงบประมาณ").await;
    page.fill(&format!("line.{row}.label"), label).await;
    page.fill(&format!("line.{row}.amount"), amount).await;
}

/// An amount that is no number is refused beside its field; a sum that is not the total may be
/// saved, warns beside its field, and stands against submitting. Nothing typed is lost.
pub(super) async fn a_sum_that_is_not_the_total_is_refused_where_it_stands(way: &Way, project: &str) {
    let page = &way.browser;
    page.fill("line.1.amount", "หมื่นห้า").await;
    page.press("บันทึกและดูทั้งโครงการ").await;
    way.reads("อ่านจำนวนเงิน “หมื่นห้า” ไม่ได้").await;
    assert_eq!(page.text_of("[id='e-line.1.amount']").await, "อ่านจำนวนเงิน “หมื่นห้า” ไม่ได้ โปรดกรอกเป็นบาท เช่น 607,200.00");
    page.picture("3d-refused").await;
    assert_eq!(page.typed("line.0.label").await, "วัสดุทำตู้อบ");
    page.fill("line.1.amount", "15,000").await;
    page.press("บันทึกและดูทั้งโครงการ").await;
    way.reads("สิ่งที่ยังต้องตรวจในแผน").await;
    page.picture("3e-faults").await;
    page.press("เสนอกระทรวง").await;
    way.reads("เสนอแล้วจะแก้ไขแผนไม่ได้").await;
    // There is no button that would only say no, but a way to what stands against it.
    way.reads("ต้องแก้ไขก่อนเสนอ").await;
    page.picture("3f-not-submitted").await;
    page.press("ไปแก้ไขข้อแรกที่ต้องแก้ไข").await;
    way.reads("รายการรวมได้ 45,000.00 บาท แต่แผนระบุไว้ 50,000.00 บาท").await;
    assert!(page.text_of("[id='w-stated_total']").await.contains("5,000.00"));
    assert_eq!(page.typed("line.1.label").await, "ค่าวิทยากร");
    page.fill("line.1.amount", "20,000").await;
    page.press("บันทึกและดูทั้งโครงการ").await;
    way.reads("50,000.00").await;
    submit(way, project).await;
}

async fn submit(way: &Way, project: &str) {
    let page = &way.browser;
    assert_eq!(page.path().await, format!("/projects/{project}"));
    page.press("เสนอกระทรวง").await;
    way.reads("เสนอแล้วจะแก้ไขแผนไม่ได้").await;
    page.press("เสนอกระทรวง").await;
    way.reads("เสนอโครงการต่อกระทรวงแล้ว").await;
}

/// A second person signs, finding on the desk what waits; so does the ministry.
pub(super) async fn the_director_signs_and_the_ministry_returns_it(way: &Way, project: &str) {
    let page = &way.browser;
    sign(way, project).await;
    from_the_desk(way, project).await;
    page.picture("4a-officer").await;
    page.press("ส่งกลับให้แก้ไข").await;
    way.reads("พร้อมเหตุผลที่ท่านให้").await;
    page.fill("reason", "โปรดระบุวิธีดูแลตู้อบหลังจบโครงการ").await;
    page.press("ส่งกลับให้แก้ไข").await;
    way.reads("ส่งกลับให้แก้ไขแล้ว").await;
}

/// The reason stands on the page of the project, and the plan can be written again.
pub(super) async fn the_clinic_submits_again_and_the_ministry_approves(way: &Way, project: &str) {
    let page = &way.browser;
    way.of_clinic(Role::ClinicManager).await;
    page.goto("/desk").await;
    way.reads("โครงการที่รอท่านดำเนินการ").await;
    page.press("อบกล้วยตากให้แห้งในหน้าฝน").await;
    way.reads("โปรดระบุวิธีดูแลตู้อบหลังจบโครงการ").await;
    page.picture("4b-returned").await;
    page.press("แก้ไขแผน").await;
    page.press("ระยะเวลาและวิธีดำเนินงาน").await;
    page.must_say("วิธีดำเนินงานเป็นขั้นตอน").await;
    page.fill("method", "ประชุมกลุ่ม\nถ่ายทอดการอบ\nติดตามผล\nกลุ่มแม่บ้านดูแลตู้อบร่วมกัน").await;
    page.press("บันทึกส่วนนี้").await;
    way.reads("บันทึกแล้ว").await;
    page.press(project).await;
    submit(way, project).await;
    sign(way, project).await;
    from_the_desk(way, project).await;
    page.press("อนุมัติโครงการ").await;
    way.reads("โครงการจะเผยแพร่ต่อสาธารณะ").await;
    page.press("อนุมัติโครงการ").await;
    way.reads("อนุมัติโครงการแล้ว").await;
    page.picture("4c-approved").await;
}

async fn sign(way: &Way, project: &str) {
    let page = &way.browser;
    way.of_clinic(Role::ClinicDirector).await;
    page.goto("/desk").await;
    way.reads("โครงการที่รอท่านดำเนินการ").await;
    page.press("อบกล้วยตากให้แห้งในหน้าฝน").await;
    way.reads(project).await;
    page.press("ลงนามแผน").await;
    way.reads("ผู้ลงนามต้องไม่ใช่ผู้ที่กดเสนอ").await;
    page.fill("name", "ผู้อำนวยการสมมติ").await;
    page.fill("position", "ผู้อำนวยการคลินิกเทคโนโลยีตรัง").await;
    page.press("ลงนามแผน").await;
    way.reads("ลงนามและเก็บแผนฉบับนี้แล้ว").await;
}

/// The officer finds the signed project on the desk.
async fn from_the_desk(way: &Way, project: &str) {
    let page = &way.browser;
    way.officer().await;
    page.goto("/desk").await;
    way.reads("โครงการที่รอท่านดำเนินการ").await;
    page.press("อบกล้วยตากให้แห้งในหน้าฝน").await;
    way.reads(project).await;
}
