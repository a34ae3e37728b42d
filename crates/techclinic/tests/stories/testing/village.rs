//! A village and its clinic, in real Chromium: somebody tells a need by telephone, in one word and with a
//! photograph, is asked something back, and loses the code; at the desk a forum is keyed on one sheet, two
//! needs turn out to be one, and the code is found again. Each once more without script.

use super::browser::{Device, Script};
use super::journey::Way;
use super::{World, stories};
use techclinic::accounts::Role;

/// The word the villager writes.
const WORD: &str = "กล้วย";
/// What they tell when they are asked.
const MORE: &str = "กล้วยน้ำว้าตากแล้วขึ้นราในหน้าฝน";

/// The smallest photograph there is.
fn photograph() -> Vec<u8> {
    let head = [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0];
    let points = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55, 0x12, 0xFF, 0xD9];
    [&head[..], &points[..]].concat()
}

async fn a_villager_tells_one_word(way: &Way) -> String {
    let page = &way.browser;
    page.goto("/needs/new").await;
    way.reads("คำเดียวก็ได้").await;
    page.fill("text", WORD).await;
    page.choose("group_kind", "housewives").await;
    page.choose_place("92", "9205", "920501").await;
    page.fill("village", "บ้านพรุจูด").await;
    page.fill("contact", "๐๘๑ ๒๓๔ ๕๖๗๘").await;
    page.send("ส่งเรื่อง").await;
    way.reads("โปรดเล่าเพิ่มอีกเล็กน้อย").await;
    page.must_say("เราสัญญาว่าจะดำเนินการขั้นต่อไปหรือตอบท่านภายใน").await;
    page.picture("village-told").await;
    page.text_of(".tracking-code").await
}

async fn a_photograph_goes_beside_it(way: &Way) {
    let page = &way.browser;
    page.attach("file", "photo.jpg", b"<html>").await;
    page.press("แนบไฟล์").await;
    way.reads("ไม่ใช่ภาพหรือเสียงที่รับได้").await;
    page.attach("file", "photo.jpg", &photograph()).await;
    page.fill("caption", "กล้วยบนตะแกรง").await;
    page.press("แนบไฟล์").await;
    way.reads("แนบไฟล์แล้ว").await;
    page.must_say("กล้วยบนตะแกรง").await;
    page.picture("village-photograph").await;
}

async fn the_clinic_asks_something_back(way: &Way) {
    let page = &way.browser;
    way.of_clinic(Role::ClinicCoordinator).await;
    page.goto("/desk").await;
    way.reads(WORD).await;
    page.press(WORD).await;
    way.reads("กล้วยบนตะแกรง").await;
    page.press("ถามกลับผู้แจ้ง").await;
    way.reads("กำหนดเวลาที่สัญญาไว้จะหยุดนับ").await;
    page.fill("text", "กล้วยเป็นอย่างไร เล่าให้ฟังได้ไหม").await;
    page.press("ส่งคำถาม").await;
    way.reads("ส่งคำถามถึงผู้แจ้งแล้ว").await;
}

async fn the_villager_replies_by_the_code(way: &Way, code: &str) {
    let page = &way.browser;
    page.sign_out().await;
    page.goto("/track").await;
    page.fill("code", code).await;
    page.press("ติดตามเรื่อง").await;
    way.reads("คลินิกรอคำตอบของท่าน").await;
    page.fill("text", MORE).await;
    page.press("ส่งข้อความ").await;
    way.reads("คลินิกได้รับข้อความของท่านแล้ว").await;
    page.must_say(MORE).await;
    page.picture("village-replied").await;
}

async fn villager(world: World, script: Script) {
    let trang = world.trang().await;
    let way = Way::open(world, trang, Device::Phone, script).await;
    let ground = way.trail().await.len();
    let code = a_villager_tells_one_word(&way).await;
    a_photograph_goes_beside_it(&way).await;
    the_clinic_asks_something_back(&way).await;
    the_villager_replies_by_the_code(&way, &code).await;
    assert_eq!(way.done_since(ground).await, ["need.register", "need.attach", "need.ask", "need.reply"]);
    way.browser.close().await;
}

/// Three needs of one forum; the address of the first.
async fn a_forum_is_keyed_on_one_sheet(way: &Way) -> String {
    let page = &way.browser;
    way.of_clinic(Role::ClinicCoordinator).await;
    page.goto("/desk").await;
    way.reads("บันทึกเรื่องแทนผู้อื่น").await;
    page.press("บันทึกเรื่องแทนผู้อื่น").await;
    way.reads("ใช้กับทุกเรื่องในหน้านี้").await;
    page.choose("channel", "forum").await;
    page.choose_place("92", "9205", "920501").await;
    page.fill("village", "บ้านพรุจูด").await;
    page.fill("row.0.text", MORE).await;
    page.fill("row.0.contact", "0812").await;
    page.fill("row.1.text", "น้ำบาดาลเค็มทั้งหมู่บ้าน").await;
    page.fill("row.2.text", "กล้วยน้ำว้าตากแล้วขึ้นราทุกหน้าฝน").await;
    page.press("บันทึกทุกเรื่อง").await;
    way.reads("หมายเลขโทรศัพท์ไม่ถูกต้อง").await;
    assert_eq!(page.typed("row.1.text").await, "น้ำบาดาลเค็มทั้งหมู่บ้าน");
    page.picture("village-sheet").await;
    page.fill("row.0.contact", "081 234 5678").await;
    page.press("บันทึกทุกเรื่อง").await;
    way.reads("บันทึกแล้ว 3 เรื่อง").await;
    page.picture("village-written").await;
    page.press(MORE).await;
    way.reads("ได้รับเรื่องแล้ว").await;
    page.path().await
}

async fn two_of_them_are_one(way: &Way, first: &str) {
    let page = &way.browser;
    page.goto("/needs").await;
    page.press("กล้วยน้ำว้าตากแล้วขึ้นราทุกหน้าฝน").await;
    way.reads("เรื่องที่อาจซ้ำกัน").await;
    page.must_say("ใช้คำเดียวกันร้อยละ").await;
    page.picture("village-doubles").await;
    page.fill("into", first.rsplit('/').next().expect("a code")).await;
    page.press("รวมเรื่อง").await;
    way.reads("ผู้แจ้งทั้งสองรายอ่านได้จากรหัสติดตามของตน").await;
    page.must_say("ดำเนินการต่อร่วมกับเรื่อง").await;
}

async fn a_lost_code_is_found_again(way: &Way) {
    let page = &way.browser;
    page.goto("/desk/needs").await;
    page.press("ช่วยผู้ที่ทำรหัสหาย").await;
    way.reads("ต้องตรงทั้งสองอย่าง").await;
    page.fill("phone", "0812345678").await;
    page.fill("village", "พรุจูด").await;
    page.press("ค้นหา").await;
    way.reads("เรื่องที่ตรงกัน").await;
    page.press("ออกคำรับรหัส").await;
    way.reads("ห้ามบอกแก่ผู้ที่โทรเข้ามา").await;
    let word = page.text_of(".tracking-code").await;
    page.picture("village-word").await;
    page.sign_out().await;
    page.goto("/track").await;
    page.press("รับรหัสคืนที่นี่").await;
    way.reads("รับรหัสติดตามคืน").await;
    page.fill("phone", "0812345678").await;
    page.fill("word", &word).await;
    page.press("รับรหัส").await;
    way.reads("มีการขอรับรหัสนี้คืนผ่านสายด่วนเมื่อ").await;
}

async fn desk(world: World, script: Script) {
    let trang = world.trang().await;
    let way = Way::open(world, trang, Device::Desktop, script).await;
    let ground = way.trail().await.len();
    let first = a_forum_is_keyed_on_one_sheet(&way).await;
    two_of_them_are_one(&way, &first).await;
    a_lost_code_is_found_again(&way).await;
    assert_eq!(way.done_since(ground).await, ["need.register", "need.merge", "need.recover", "need.reclaim"]);
    way.browser.close().await;
}

stories! {
    /// On a telephone, with script.
    async fn of_a_villager(world: World) {
        villager(world, Script::On).await;
    }

    /// On a telephone that runs no script.
    async fn of_a_villager_without_script(world: World) {
        villager(world, Script::Off).await;
    }

    /// At a desktop, with script.
    async fn of_a_coordinators_desk(world: World) {
        desk(world, Script::On).await;
    }

    /// At a desktop that runs no script.
    async fn of_a_coordinators_desk_without_script(world: World) {
        desk(world, Script::Off).await;
    }
}
