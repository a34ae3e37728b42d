//! A technology on its way to everybody, in real Chromium: written at one clinic with a picture and an
//! expert, sent back from the desk of another with a reason, mended, let pass, read by a stranger, printed,
//! and wanted in the province of the reviewer, whose clinic replies.

use super::Person;
use super::journey::Way;
use crate::technologies::testing::drawing;

/// What it is called.
const NAME: &str = "ตู้อบกล้วยพลังงานแสงอาทิตย์";
/// What its reviewer misses.
const REMARK: &str = "ขอตัวเลขว่าอบได้ครั้งละกี่กิโลกรัม";

/// Handed in too early, what is missing is asked for beside its field; what was typed stays.
pub(super) async fn a_technology_is_written_with_a_picture_and_an_expert(way: &Way, author: &Person) {
    let page = &way.browser;
    page.sign_in(author).await;
    page.goto("/technologies").await;
    page.press("เพิ่มเทคโนโลยี").await;
    way.reads("เขียนให้ชาวบ้านอ่านเข้าใจ").await;
    page.fill("name_th", NAME).await;
    page.fill("summary_th", "อบกล้วยให้แห้งในหน้าฝนโดยไม่ขึ้นรา").await;
    page.fill("field", "อาหาร").await;
    page.choose("kind", "research").await;
    page.choose("province", "92").await;
    page.choose("readiness", "8").await;
    page.choose("benefits", "income").await;
    page.press("บันทึก").await;
    way.reads("บันทึกเทคโนโลยีเป็นฉบับร่างแล้ว").await;

    page.press("รูปภาพ เอกสาร ผู้เชี่ยวชาญ").await;
    way.reads("รูปภาพทุกรูปต้องมีคำบรรยาย").await;
    page.attach("file", "รูป.png", &drawing(320, 200)).await;
    page.press("แนบไฟล์").await;
    way.reads("โปรดบรรยายว่าภาพนี้แสดงอะไร").await;
    page.attach("file", "รูป.png", &drawing(320, 200)).await;
    page.fill("title_th", "ตู้อบกล้วยหลังคาโค้งใสกลางลานบ้าน").await;
    page.press("แนบไฟล์").await;
    way.reads("แนบไฟล์แล้ว").await;
    page.fill("name", "ดร.สมมติ แดดดี").await;
    page.fill("expertise_th", "พลังงานแสงอาทิตย์").await;
    page.press("เพิ่มผู้เชี่ยวชาญ").await;
    way.reads("เพิ่มผู้เชี่ยวชาญแล้ว").await;
    page.picture_of("review-parts", "main").await;

    page.press(NAME).await;
    page.press("ส่งตรวจ").await;
    way.reads("โปรดกรอกก่อนส่งตรวจ").await;
    page.picture_of("review-missing", "main").await;
    page.fill("requirements_th", "ที่โล่งรับแดด 6 x 8 เมตร และไฟฟ้าบ้าน").await;
    page.fill("cost_least", "๒๕,๐๐๐").await;
    page.fill("cost_most", "40000").await;
    page.fill("cost_th", "ค่าโครงเหล็กและแผ่นใส").await;
    page.fill("conditions_th", "อบรมการใช้ก่อนหนึ่งวัน").await;
    page.choose("property", "open").await;
    page.press("บันทึก").await;
    way.reads("บันทึกการแก้ไขแล้ว").await;
    page.press("ส่งตรวจ").await;
    way.reads("ผู้จัดการหรือผู้อำนวยการของคลินิกอื่นจะตรวจก่อนเผยแพร่").await;
}

/// From the desk: what waits longest stands first. One remark is needed, and stands beside its part.
pub(super) async fn the_reviewer_sends_it_back_with_a_reason(way: &Way, reviewer: &Person) {
    let page = &way.browser;
    page.sign_in(reviewer).await;
    page.goto("/desk").await;
    way.reads("เทคโนโลยีของคลินิกอื่นที่รอท่านตรวจ").await;
    page.picture("review-desk").await;
    page.press("ดูทุกเรื่องที่รอตรวจ").await;
    way.reads("เรื่องที่รอนานที่สุดอยู่บนสุด").await;
    page.picture("review-list").await;
    page.press(NAME).await;
    way.reads("อ่านในฐานะชาวบ้าน").await;
    page.must_say("ประมาณ 25,000 ถึง 40,000 บาท").await;
    page.must_not_say("ดร.สมมติ แดดดี").await;
    page.picture_of("review-page", "main").await;
    page.press("ส่งกลับให้แก้ไข").await;
    way.reads("โปรดเขียนว่าต้องแก้ไขอะไร อย่างน้อยหนึ่งข้อ").await;
    page.fill("summary_th", REMARK).await;
    page.press("ส่งกลับให้แก้ไข").await;
    way.reads("กลับให้คลินิกแก้ไขแล้ว").await;
    page.must_say("ไม่มีเทคโนโลยีรอตรวจ").await;
}

/// On the author's desk, and beside the field.
pub(super) async fn the_author_mends_what_the_reviewer_missed(way: &Way, author: &Person) {
    let page = &way.browser;
    page.sign_in(author).await;
    page.goto("/desk").await;
    way.reads("เทคโนโลยีที่ผู้ตรวจส่งกลับให้แก้ไข").await;
    page.press(NAME).await;
    way.reads(REMARK).await;
    assert_eq!(page.text_of("#e-summary_th").await, format!("ผู้ตรวจ: {REMARK}"));
    page.picture_of("review-remark", "main").await;
    page.fill("summary_th", "อบกล้วยให้แห้งในหน้าฝนโดยไม่ขึ้นรา ครั้งละ 100 กิโลกรัม").await;
    page.press("บันทึก").await;
    way.reads("บันทึกการแก้ไขแล้ว").await;
    page.press("ส่งตรวจ").await;
    way.reads("ส่งตรวจแล้ว").await;
}

/// With the earlier remark before their eyes.
pub(super) async fn the_reviewer_lets_it_pass(way: &Way, reviewer: &Person) {
    let page = &way.browser;
    page.sign_in(reviewer).await;
    page.goto("/desk/reviews").await;
    page.press(NAME).await;
    way.reads("ผลการตรวจที่ผ่านมา").await;
    page.must_say("ครั้งละ 100 กิโลกรัม").await;
    page.press("อนุมัติให้เผยแพร่").await;
    way.reads("เผยแพร่ต่อสาธารณะ").await;
}

/// What it is, needs and costs, whose it is, whom to ask; on paper with a code; and wanted in ชลบุรี.
pub(super) async fn a_stranger_reads_it_and_wants_it(way: &Way) {
    let page = &way.browser;
    page.sign_out().await;
    page.goto("/technologies").await;
    page.press(NAME).await;
    way.reads("ต้องมีอะไรบ้าง").await;
    page.must_say("ติดต่อสอบถาม").await;
    page.must_say("ยังไม่มีผลติดตามจากผู้รับการถ่ายทอด").await;
    page.must_not_say("ดร.สมมติ แดดดี").await;
    page.picture("review-public").await;
    page.press("พิมพ์ใบแนะนำ").await;
    way.reads("อ่านทั้งหมดและแจ้งความสนใจได้ที่").await;
    page.picture("review-sheet").await;
    page.goto("/technologies").await;
    page.press(NAME).await;
    page.press("แจ้งความสนใจ").await;
    way.reads("คลินิกเทคโนโลยีของจังหวัดท่านจะติดต่อกลับ").await;
    page.fill("name", "นางผู้สนใจ สมมติ").await;
    page.fill("contact", "081-111-1111").await;
    page.choose("province", "20").await;
    page.fill("words", "กลุ่มมีกล้วยเดือนละห้าร้อยกิโล อยากอบขาย").await;
    page.press("ส่ง").await;
    way.reads("โปรดยินยอมให้คลินิกเก็บข้อมูล").await;
    assert_eq!(page.typed("name").await, "นางผู้สนใจ สมมติ");
    page.choose("consent", "yes").await;
    page.send("ส่ง").await;
    way.reads("คลินิกเทคโนโลยีชลบุรี").await;
    page.must_say("รอคลินิกติดต่อกลับ").await;
    page.picture("review-wanted").await;
}

/// The clinic of that province reads it on its desk and replies.
pub(super) async fn the_clinic_of_that_province_replies(way: &Way, reviewer: &Person) {
    let page = &way.browser;
    page.sign_in(reviewer).await;
    page.goto("/desk").await;
    way.reads("มีผู้สนใจ").await;
    page.press("ผู้สนใจเทคโนโลยี").await;
    page.press("นางผู้สนใจ สมมติ").await;
    way.reads("กลุ่มมีกล้วยเดือนละห้าร้อยกิโล").await;
    page.fill("text", "จะโทรกลับวันพรุ่งนี้ช่วงเช้า").await;
    page.press("บันทึกคำตอบ").await;
    way.reads("บันทึกคำตอบแล้ว").await;
    page.picture_of("review-replied", "main").await;
}
