//! The week of an officer who answers for the network: agreements that have lapsed, the renewal of one, a
//! manager appointed, and two questions that others ask them.

use super::Person;
use super::journey::Way;

/// The need that waits at the clinic of ตรัง.
const NEED: &str = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน";

/// From the desk: what is over, and what will be before half a year has gone.
pub(super) async fn the_desk_tells_what_has_lapsed_and_what_soon_will(way: &Way, officer: &Person) {
    let page = &way.browser;
    page.sign_in(officer).await;
    page.goto("/desk").await;
    way.reads("เรื่องที่ต้องดำเนินการ").await;
    page.must_say("(A51-TRANG) หมดอายุเมื่อวันที่ 28 กุมภาพันธ์ 2553 และยังไม่ได้ต่ออายุ").await;
    page.must_say("(A51-CHON) จะสิ้นสุดวันที่ 20 มิถุนายน 2553").await;
    page.must_not_say("A53-SONG").await;
    page.picture("week-desk").await;
}

/// The list of all, of those that end soon, of those that are over; and of these the clinics that still
/// write records.
pub(super) async fn the_list_is_narrowed_to_what_has_lapsed(way: &Way) {
    let page = &way.browser;
    page.press("บันทึกความร่วมมือ").await;
    way.reads("คลินิกที่เคยลงนามแล้ว 3 เครือข่าย มีบันทึกที่มีผลอยู่ 2 เครือข่าย").await;
    page.choose("state", "expiring").await;
    page.press("ค้นหา").await;
    page.must_not_say("A51-TRANG").await;
    way.reads("เหลืออีก 41 วัน").await;
    page.choose("state", "lapsed").await;
    page.press("ค้นหา").await;
    page.must_not_say("A51-CHON").await;
    way.reads("A51-TRANG").await;
    page.picture_of("week-lapsed", "main").await;
    page.press("1 คลินิก").await;
    way.reads("มีข้อมูลใหม่ในหนึ่งปีที่ผ่านมา").await;
    page.must_say("คลินิกเทคโนโลยีตรัง").await;
    page.press("A51-TRANG").await;
}

/// Each duty with what the registers hold, and a file to propose the renewal with.
pub(super) async fn the_records_show_what_became_of_each_duty(way: &Way) {
    let page = &way.browser;
    way.reads("หลักฐานตามหน้าที่ของสถาบัน").await;
    page.must_say("ความต้องการที่ได้รับ (เรื่อง) 1").await;
    page.must_say("ยังไม่พบในทะเบียน").await;
    page.press("แฟ้มเสนอต่ออายุ").await;
    way.reads("ร่างจากข้อมูลในทะเบียน").await;
    page.must_say("วันจันทร์ที่ 1 มีนาคม 2553 · 2 ปี").await;
    page.picture("week-renewal-file").await;
    page.press("A51-TRANG").await;
}

/// A slip in the year of its first day: the paper would have been signed after it was over. What was
/// typed stays.
pub(super) async fn a_renewal_signed_after_its_end_is_refused(way: &Way) {
    let page = &way.browser;
    page.press("เริ่มต่ออายุ").await;
    way.reads("สร้างร่างบันทึกฉบับต่ออายุแล้ว").await;
    page.press("บันทึกการลงนาม").await;
    way.reads("อายุของบันทึกจะนับจากวันลงนามหรือวันเริ่มมีผล").await;
    page.fill_date("signed_on", "10", "5", "๒๕๕๓").await;
    page.fill("signatories", "ผู้ลงนามสมมติ, ปลัดกระทรวงวิทยาศาสตร์และเทคโนโลยี\nอธิการสมมติ, อธิการบดี").await;
    page.fill("place", "กรุงเทพมหานคร").await;
    page.fill_date("starts_on", "1", "5", "2549").await;
    page.press("บันทึกการลงนาม").await;
    way.reads("วันลงนามอยู่หลังวันสิ้นสุดของบันทึก").await;
    assert_eq!(page.typed("place").await, "กรุงเทพมหานคร");
    page.picture_of("week-not-signed", "main").await;
}

/// With the right year it is signed; the one before it stands as renewed, and on no desk any more.
pub(super) async fn the_renewal_is_signed_and_stands_in_the_chain(way: &Way) {
    let page = &way.browser;
    page.fill("starts_on_year", "2553").await;
    page.press("บันทึกการลงนาม").await;
    way.reads("บันทึกการลงนามแล้ว").await;
    page.must_say("วันจันทร์ที่ 30 เมษายน 2555").await;
    page.must_say("ลำดับการต่ออายุ").await;
    page.picture_of("week-renewed", ".columns-wide").await;
    page.press("A51-TRANG").await;
    way.reads("ต่ออายุแล้ว").await;
    page.goto("/desk").await;
    page.must_say("A51-CHON").await;
    page.must_not_say("A51-TRANG").await;
}

/// The name of whoever holds the post already is refused with the number of that appointment; another name
/// too, with who is in post and the way to hand the post over, which the officer goes.
pub(super) async fn one_person_in_one_post_twice_is_refused(way: &Way, officer: &Person) {
    let page = &way.browser;
    let manager = way.world.roleless("tangjai").await;
    page.sign_in(&manager).await;
    page.goto("/desk").await;
    way.reads("บัญชีของท่านยังไม่มีบทบาท").await;

    page.sign_in(officer).await;
    page.goto("/desk").await;
    page.press("การแต่งตั้งและผู้ดำรงตำแหน่ง").await;
    way.reads("นางปราณี สมมติ").await;
    page.press("บันทึกการแต่งตั้ง").await;
    way.reads("สิทธิในระบบเป็นไปตามการแต่งตั้งและสิ้นสุดพร้อมกัน").await;
    page.choose("post", "clinic_manager").await;
    page.press("ถัดไป").await;
    way.reads("สำหรับผู้อำนวยการ ผู้จัดการ และผู้ประสานงานคลินิก").await;
    page.choose("clinic", "trang").await;
    page.fill("name", "ปราณี  สมมติ").await;
    page.fill("account", "tangjai@example.org").await;
    page.fill("contact", "075-555-555").await;
    page.fill_date("starts_on", "10", "5", "2553").await;
    page.fill("document", "คำสั่งสถาบันสมมติ ที่ 12/2553").await;
    page.press("บันทึก").await;
    way.reads("บุคคลนี้ดำรงตำแหน่งนี้ในช่วงเวลาเดียวกันอยู่แล้วตามการแต่งตั้ง AP52-1").await;
    assert_eq!(page.typed("account").await, "tangjai@example.org");
    page.picture_of("week-in-post-twice", "main").await;
    page.fill("name", "นายตั้งใจ สมมติ").await;
    page.press("บันทึก").await;
    way.reads("ตำแหน่งนี้มีได้คราวละหนึ่งคน").await;
    page.press("มอบงาน").await;
    way.reads("มอบงานในตำแหน่ง").await;
    page.fill_date("last_day", "9", "5", "2553").await;
    page.fill("name", "นายตั้งใจ สมมติ").await;
    page.fill("account", "tangjai@example.org").await;
    page.fill("contact", "075-555-555").await;
    page.fill("document", "คำสั่งสถาบันสมมติ ที่ 12/2553").await;
    page.press("มอบงาน").await;
    way.reads("มอบงานแล้ว").await;
    page.must_say("ดำรงตำแหน่ง").await;

    page.sign_in(&manager).await;
}

/// From the first day on, and nobody granted a role by hand.
pub(super) async fn the_manager_may_what_the_post_gives(way: &Way) {
    let page = &way.browser;
    page.goto("/desk").await;
    way.reads("ความต้องการที่รอคลินิกของท่าน").await;
    page.must_say("ผู้จัดการ").await;
    page.picture("week-manager").await;
    page.press(NEED).await;
    page.press("บันทึกการวิเคราะห์ร่วมกัน").await;
    way.reads("สรุปปัญหาที่เห็นร่วมกัน").await;
    page.fill_date("held_on", "10", "5", "2553").await;
    page.fill("place", "ศาลาหมู่บ้าน").await;
    page.fill("attendees", "๑๒").await;
    page.fill("problem", "กล้วยตากขึ้นราเพราะความชื้นสูง").await;
    page.fill("minutes", "ตกลงหาวิธีอบแห้ง").await;
    page.press("บันทึก").await;
    way.reads("บันทึกผลการวิเคราะห์ปัญหาร่วมกันแล้ว").await;
}

/// Which districts of ตรัง have no village? The page says, and opens those that have.
pub(super) async fn the_map_of_villages_names_the_districts_that_have_none(way: &Way, officer: &Person) {
    let page = &way.browser;
    page.sign_in(officer).await;
    page.goto("/villages").await;
    page.press("ความครอบคลุมพื้นที่").await;
    way.reads("เลือกจังหวัดเพื่อดูว่าอำเภอใดยังไม่มีหมู่บ้าน").await;
    page.choose("province", "92").await;
    page.press("แสดง").await;
    way.reads("ยังไม่มีหมู่บ้าน 8 อำเภอ จากทั้งหมด 10 อำเภอ").await;
    page.must_say("ปะเหลียน").await;
    page.picture_of("week-districts", "main").await;
    page.press("สิเกา").await;
    way.reads("บ้านหนึ่ง").await;
    page.must_say("บ้านสอง").await;
    page.must_not_say("บ้านสาม").await;
}

/// Numbers that others printed, each with its day and source, and what the records say of that day.
pub(super) async fn what_was_printed_stands_beside_what_the_records_count(way: &Way) {
    let page = &way.browser;
    page.goto("/published-figures").await;
    way.reads("ตัวเลขเกี่ยวกับเครือข่ายที่เอกสารต่าง ๆ เคยเผยแพร่").await;
    page.must_say("ตามบันทึกในระบบ").await;
    page.must_say("21 ธันวาคม 2552").await;
    assert_eq!(page.text_of("td a[href='/clinics']").await, "2", "on 30 September 2552");
    page.picture("week-figures").await;
}
