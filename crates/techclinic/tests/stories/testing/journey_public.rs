//! The journey's end, before everybody's eyes: results beside targets, an opinion with its reply, and
//! the national figures.

use super::journey::Way;
use super::journey_need::TOLD;
use techclinic::accounts::Role;

/// What the stranger writes.
const SAID: &str = "อยากให้จัดอบรมในวันหยุด เพราะวันธรรมดาต้องกรีดยาง";

/// A share never stands without n and N. Answers the code by which the opinion is followed.
pub(super) async fn a_stranger_reads_results_beside_targets_and_says_something(way: &Way, project: &str) -> String {
    let page = &way.browser;
    page.sign_out().await;
    page.goto("/projects").await;
    way.reads("อบกล้วยตากให้แห้งในหน้าฝน").await;
    page.press("อบกล้วยตากให้แห้งในหน้าฝน").await;
    way.reads("ผลตามตัวชี้วัด").await;
    page.must_say("ร้อยละ 85").await;
    page.must_say("n = 5 จาก N = 5").await;
    page.picture("7a-project").await;
    page.press("ความพึงพอใจต่อประโยชน์").await;
    way.reads("แบบติดตามผล 1–3 เดือนหลังการถ่ายทอด").await;
    page.picture("7b-indicator").await;
    page.press(project).await;
    page.press("แสดงความคิดเห็น").await;
    way.reads("มีผลการพิจารณา และมีคำตอบ").await;
    page.fill("text", SAID).await;
    page.press("ส่งข้อคิดเห็น").await;
    way.reads("ได้รับข้อคิดเห็นของท่านแล้ว").await;
    page.picture("7c-said").await;
    page.text_of(".tracking-code").await
}

/// The clinic reads it, publishes it, decides, and replies.
pub(super) async fn the_clinic_decides_and_replies(way: &Way) {
    let page = &way.browser;
    way.of_clinic(Role::ClinicManager).await;
    page.goto("/desk").await;
    way.reads("ข้อคิดเห็นที่รอดำเนินการ").await;
    page.press(SAID).await;
    way.reads("ได้รับแล้ว รอเจ้าหน้าที่อ่าน").await;
    page.press("เผยแพร่").await;
    way.reads("เผยแพร่ข้อคิดเห็นแล้ว").await;
    page.press("บันทึกผลการพิจารณา").await;
    way.reads("ผลการพิจารณา เหตุผล และผู้พิจารณาจะเผยแพร่ต่อสาธารณะ").await;
    page.choose("disposition", "accepted").await;
    page.fill("reason", "รุ่นต่อไปจะจัดวันเสาร์").await;
    page.fill("considered_at", "ประชุมคลินิกเทคโนโลยีตรัง ครั้งที่ 3/2553").await;
    page.press("บันทึกและเผยแพร่ผลการพิจารณา").await;
    way.reads("บันทึกและเผยแพร่ผลการพิจารณาแล้ว").await;
    page.press("ตอบกลับ").await;
    way.reads("ใช้ภาษาที่ชาวบ้านอ่านเข้าใจ").await;
    page.fill("text", "รุ่นที่ 2 จัดวันเสาร์ที่ 17 กรกฎาคม ที่ศาลาหมู่บ้าน").await;
    page.press("เผยแพร่คำตอบ").await;
    way.reads("เผยแพร่คำตอบแล้ว").await;
    page.picture("7d-replied").await;
}

/// The code on a scrap of paper is enough.
pub(super) async fn the_stranger_reads_the_reply_by_the_code(way: &Way, code: &str) {
    let page = &way.browser;
    page.sign_out().await;
    page.goto("/participation").await;
    way.reads("รุ่นที่ 2 จัดวันเสาร์ที่ 17 กรกฎาคม").await;
    page.press("ติดตามข้อคิดเห็น").await;
    way.reads("แจ้งความสนใจเทคโนโลยี หรือแสดงความคิดเห็น").await;
    page.fill("code", code).await;
    page.press("ติดตามเรื่อง").await;
    way.reads("รุ่นต่อไปจะจัดวันเสาร์").await;
    page.must_say("รับไปดำเนินการ").await;
    page.must_say("รุ่นที่ 2 จัดวันเสาร์ที่ 17 กรกฎาคม").await;
    page.picture("7e-tracked").await;
}

/// Who told the need months ago follows it to what became of it.
pub(super) async fn the_citizen_finds_the_project_by_the_first_code(way: &Way, code: &str) {
    let page = &way.browser;
    page.goto(&format!("/track/{code}")).await;
    way.reads("อยู่ในโครงการ").await;
    page.picture("8a-tracked").await;
    page.press("ดูหน้าที่เผยแพร่ต่อสาธารณะ").await;
    way.reads("โครงการที่รับเรื่องนี้ไปดำเนินการ").await;
    page.must_say("ผลที่วัดได้จากโครงการที่ตอบเรื่องนี้").await;
    page.must_say("n = 5 จาก N = 5").await;
    page.picture("8c-what-came-of-it").await;
    page.press("อบกล้วยตากให้แห้งในหน้าฝน").await;
    way.reads("ความต้องการของชุมชนที่โครงการนี้ตอบ").await;
    page.must_say(TOLD).await;
}

/// Map, bars and table count the need, the project and its people.
pub(super) async fn the_national_figures_count_it(way: &Way) {
    let page = &way.browser;
    page.goto("/dashboard").await;
    way.reads("ตัวเลขรายจังหวัด").await;
    page.must_say("จำนวนคนที่ได้รับการถ่ายทอด รายจังหวัด").await;
    for figure in ["ความต้องการที่ได้รับ 1 เรื่อง", "โครงการ 1 โครงการ", "คนที่ได้รับการถ่ายทอด 5 คน"]
    {
        page.text_of(&format!("[aria-label='{figure}']")).await;
    }
    page.picture("8b-dashboard").await;
}
