//! The journey's beginning: a citizen tells a need, the clinic analyses it with the community and
//! finds a technology.

use super::journey::Way;
use techclinic::accounts::Role;

/// What the citizen writes.
pub(super) const TOLD: &str = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน";

/// Without an account; an error loses nothing that was typed. Answers the tracking code.
pub(super) async fn a_citizen_tells_a_need(way: &Way) -> String {
    let page = &way.browser;
    page.goto("/").await;
    way.reads("เทคโนโลยีที่ใช้ได้จริง สำหรับโจทย์ของชุมชน").await;
    page.picture("1a-home").await;
    page.press("แจ้งความต้องการ").await;
    way.reads("ไม่ต้องสมัครสมาชิก").await;
    page.fill("text", TOLD).await;
    page.send("ส่งเรื่อง").await;
    way.reads("โปรดเลือกจังหวัด").await;
    assert_eq!(page.typed("text").await, TOLD);
    page.choose("group_kind", "housewives").await;
    page.choose_place("92", "9205", "920501").await;
    page.send("ส่งเรื่อง").await;
    way.reads("โปรดจดหรือถ่ายภาพรหัสนี้ไว้").await;
    page.picture("1b-told").await;
    let code = page.text_of(".tracking-code").await;

    page.goto("/track").await;
    way.reads("กรอกรหัสติดตามที่ได้รับเมื่อแจ้งเรื่อง").await;
    page.fill("code", &code).await;
    page.press("ติดตามเรื่อง").await;
    way.reads("ได้รับเรื่องแล้ว").await;
    page.press("ดูหน้าที่เผยแพร่ต่อสาธารณะ").await;
    way.reads("ต.บ่อหิน อ.สิเกา จ.ตรัง").await;
    code
}

/// From the desk, where it waits.
pub(super) async fn the_clinic_analyses_it_with_the_community(way: &Way) {
    let page = &way.browser;
    way.of_clinic(Role::ClinicManager).await;
    page.goto("/desk").await;
    way.reads("ความต้องการที่รอคลินิกของท่าน").await;
    page.picture("2a-desk").await;
    page.press(TOLD).await;
    way.reads("ได้รับเรื่องแล้ว").await;
    page.press("บันทึกการวิเคราะห์ร่วมกัน").await;
    page.fill_date("held_on", "10", "5", "2553").await;
    page.fill("place", "ศาลาหมู่บ้าน").await;
    page.fill("attendees", "๑๒").await;
    page.fill("problem", "กล้วยตากขึ้นราเพราะความชื้นสูง").await;
    page.fill("minutes", "ตกลงหาวิธีอบแห้ง").await;
    way.reads("สรุปปัญหาที่เห็นร่วมกัน").await;
    page.press("บันทึก").await;
    way.reads("บันทึกผลการวิเคราะห์ปัญหาร่วมกันแล้ว").await;
    page.picture("2b-analysed").await;
}

/// Technologies are offered with reasons, the clinic's own before the network's.
pub(super) async fn the_clinic_confirms_a_technology_of_its_own(way: &Way) {
    let page = &way.browser;
    page.press("ค้นหาเทคโนโลยีที่เหมาะสม").await;
    way.reads("เป็นเทคโนโลยีของคลินิกที่รับผิดชอบเรื่องนี้").await;
    page.must_say("ใกล้เคียงกับเรื่องนี้ แต่อาจแก้ปัญหาได้ไม่ตรง").await;
    page.picture("2c-offered").await;
    page.press("เลือกเทคโนโลยีนี้").await;
    way.reads("ยืนยันการจับคู่").await;
    page.must_say("ตู้อบกล้วยพลังงานแสงอาทิตย์").await;
    page.press("ยืนยันเทคโนโลยีนี้").await;
    way.reads("ยืนยันเทคโนโลยีสำหรับเรื่องนี้แล้ว").await;
    page.picture("2d-matched").await;
}
