//! The week of a clinic's coordinator, on a telephone: a list of members as an office keeps it, a card for
//! one of them, a neighbour's need, and the work handed over on the last day.

use super::Person;
use super::journey::Way;
use techclinic::accounts::Role;

/// The list as it came: Thai headings and digits, broken vowels, somebody whom the register has under
/// another spelling, and a day that no calendar knows.
const LIST: &str = "ชื่อ-สกุล,เครือข่าย,จังหวัด,อำเภอ,โทรศัพท์,วันที่เป็นสมาชิก,สถานะ\n\
    นายดํา เเก้วงาม,เครือข่าย อสวท. ตรัง,ตรัง,สิเกา,๐๘๖-๑๑๑-๒๒๒๒,๑/๔/๒๕๕๓,เป็นสมาชิก\n\
    สมสี ใจดี,เครือข่าย อสวท. ตรัง,ตรัง,สิเกา,๐๘๑ ๒๓๔ ๕๖๗๘,๑ เม.ย. ๒๕๕๓,เป็นสมาชิก\n\
    นางแดง ดีงาม,เครือข่าย อสวท. ตรัง,ตรัง,กันตัง,,๓๒/๔/๒๕๕๓,เป็นสมาชิก\n\
    นางเขียว ดีงาม,เครือข่าย อสวท. ตรัง,ตรัง,กันตัง,,๒/๔/๒๕๕๓,เป็นสมาชิก\n";

/// What the neighbour said.
const NEED: &str = "ยายแดงตากปลาแล้วขึ้นราทุกหน้าฝน";

/// Checking changes nothing: it names the wrong row, and who may be there twice.
pub(super) async fn a_list_is_checked_and_its_wrong_row_named(way: &Way, coordinator: &Person) {
    let page = &way.browser;
    page.sign_in(coordinator).await;
    page.goto("/desk").await;
    way.reads("เครื่องมือ").await;
    page.press("นำเข้าข้อมูล").await;
    way.reads("ข้อมูลจะยังไม่เปลี่ยนแปลงจนกว่าท่านจะกดนำเข้า").await;
    page.choose("kind", "volunteers").await;
    page.attach("file", "รายชื่อสมาชิก.csv", LIST.as_bytes()).await;
    page.press("ตรวจสอบไฟล์").await;
    way.reads("ผลการตรวจสอบไฟล์").await;
    page.must_say("ข้อผิดพลาดในไฟล์").await;
    page.must_say("๓๒/๔/๒๕๕๓").await;
    page.must_say("วันที่เป็นสมาชิก").await;
    page.must_say("อาจเป็นรายเดียวกับ T-001").await;
    page.picture_of("week-checked", "main").await;
}

/// The good rows are asked for, and only then is anything written.
pub(super) async fn the_good_rows_are_kept(way: &Way) {
    let page = &way.browser;
    page.press("นำเข้าเฉพาะแถวที่ถูกต้อง").await;
    way.reads("เพิ่มใหม่ 3 รายการ แก้ไข 0 รายการ เหมือนเดิม 0 รายการ ไม่ได้นำเข้า 1 แถว").await;
    page.goto("/desk").await;
    page.press("ทะเบียนอาสาสมัคร").await;
    way.reads("นายดำ แก้วงาม").await;
    page.must_say("นางเขียว ดีงาม").await;
    page.must_not_say("นางแดง ดีงาม").await;
}

/// Proposed with reasons; the coordinator decides.
pub(super) async fn who_stands_there_twice_is_merged(way: &Way) {
    let page = &way.browser;
    page.press("รายชื่อที่น่าจะซ้ำ").await;
    way.reads("ชื่ออ่านเหมือนกันแต่เขียนต่างกัน").await;
    page.must_say("หมายเลขโทรศัพท์เดียวกัน").await;
    page.picture_of("week-doubles", "main").await;
    page.press("คนเดียวกัน ใช้รายนี้ต่อไป").await;
    way.reads("รายที่จะรวมเข้าไป").await;
    page.press("รวมเป็นรายเดียว").await;
    way.reads("รวมเป็นรายเดียวแล้ว").await;
    page.press("ดูทะเบียนทั้งหมด").await;
    way.reads("นายดำ แก้วงาม").await;
    page.must_not_say("สมสี").await;
}

/// The page of the card is printed and handed over. Answers its code.
pub(super) async fn a_new_member_is_given_a_card(way: &Way) -> String {
    let page = &way.browser;
    page.press("นายดำ แก้วงาม").await;
    way.reads("รหัสเปิดบัตรให้แก่สมาชิกเท่านั้น").await;
    let card = page.text_of("a[href^='/volunteers/cards/']").await;
    page.press(&card).await;
    way.reads("บัตรสมาชิก อสวท.").await;
    assert_eq!(page.text_of(".tracking-code").await, card);
    page.picture_of("week-card", "main").await;
    card
}

/// By the code of the card, without an account: first for a neighbour who has not been asked.
pub(super) async fn the_member_brings_a_need_of_a_neighbour(way: &Way, card: &str) {
    let page = &way.browser;
    page.sign_out().await;
    page.goto("/volunteers").await;
    page.press("เปิดบัตรสมาชิก").await;
    way.reads("กรอกรหัสเปิดบัตร").await;
    page.fill("code", card).await;
    page.press("เปิดบัตรสมาชิก").await;
    way.reads("ยังไม่ได้นำความต้องการมาแจ้ง").await;
    page.press("แจ้งความต้องการแทนผู้อื่น").await;
    way.reads("เขียนตามคำของเจ้าของเรื่อง").await;
    page.fill("text", NEED).await;
    page.choose("group_kind", "person").await;
    page.fill("submitted_by", "ยายแดง").await;
    page.press("ส่งเรื่อง").await;
    way.reads("โปรดขอความยินยอมจากเจ้าของเรื่องก่อนส่ง").await;
    assert_eq!(page.typed("text").await, NEED);
    page.choose("agreed", "yes").await;
    page.press("ส่งเรื่อง").await;
    way.reads("ท่านติดตามผลได้ที่หน้านี้").await;
    page.must_say("ได้รับเรื่องแล้ว").await;
    page.picture("week-brought").await;
}

/// What the member did stands with their name in the register.
pub(super) async fn the_need_waits_on_the_desk_and_the_referral_is_noted(way: &Way, coordinator: &Person) {
    let page = &way.browser;
    page.sign_in(coordinator).await;
    page.goto("/desk").await;
    way.reads(NEED).await;
    page.press("ทะเบียนอาสาสมัคร").await;
    page.press("นายดำ แก้วงาม").await;
    way.reads(NEED).await;
    page.press("บันทึกผลงาน").await;
    way.reads("ไม่ต้องใส่ชื่อผู้รับบริการ").await;
    page.choose("kind", "referral").await;
    page.fill_date("on", "๑๐", "5", "๒๕๕๓").await;
    page.fill("told", "แนะนำครอบครัวหนึ่งให้ปรึกษาคลินิกเรื่องตากปลา").await;
    page.press("บันทึก").await;
    way.reads("บันทึกผลงานแล้ว").await;
}

/// The manager hands the post over; whoever leaves is signed out everywhere at once.
pub(super) async fn whoever_leaves_hands_over_to_a_successor(way: &Way, leaving: &Person) {
    let page = &way.browser;
    way.of_clinic(Role::ClinicManager).await;
    page.goto("/desk").await;
    page.press("การแต่งตั้งและผู้ดำรงตำแหน่ง").await;
    way.reads("นางสาวสมใจ สมมติ").await;
    page.press("นางสาวสมใจ สมมติ").await;
    page.press("มอบงาน").await;
    way.reads("งานที่จะมอบไปพร้อมตำแหน่ง").await;
    page.must_say(NEED).await;
    page.fill("name", "นางวรรณา สมมติ").await;
    page.fill("account", "wana@example.org").await;
    page.press("มอบงาน").await;
    way.reads("ไม่พบบัญชีที่ใช้อีเมลนี้").await;
    assert_eq!(page.typed("name").await, "นางวรรณา สมมติ");
    page.fill("account", "wanna@example.org").await;
    page.picture("week-handing-over").await;
    page.press("มอบงาน").await;
    way.reads("มอบงานแล้ว").await;
    page.must_say("นางสาวสมใจ สมมติ").await;
    page.sign_in(leaving).await;
    page.goto("/desk").await;
    page.must_say("โปรดเข้าสู่ระบบ").await;
}

/// On the next day.
pub(super) async fn the_successor_finds_the_work_on_the_desk(way: &Way, successor: &Person) {
    let page = &way.browser;
    way.world.stand_on("2010-05-11");
    page.sign_in(successor).await;
    page.goto("/desk").await;
    way.reads("งานที่ได้รับมอบ").await;
    page.must_say("นางสาวสมใจ สมมติ").await;
    assert_eq!(page.text_of("main a[href^='/needs/']").await, NEED);
    page.picture_of("week-successor", "main").await;
    page.press(NEED).await;
    way.reads("บันทึกการวิเคราะห์ร่วมกัน").await;
}
