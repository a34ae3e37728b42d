//! The whole way of one need, in real Chromium: by telephone and on a desktop, with script and
//! without.

use super::browser::{Browser, Device, Script};
use super::{World, stories};
use crate::accounts::Role;

/// A citizen tells a need, then its clinic takes it up.
async fn journey(world: World, device: Device, script: Script) {
    let trang = world.trang().await;
    let base = world.served().await;
    let browser = Browser::open(&base, device, script).await;

    browser.goto("/needs/new").await;
    browser.must_be_accessible().await;
    browser.fill("text", "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน").await;
    browser.press("ส่งเรื่อง").await;
    browser.must_say("โปรดเลือกจังหวัด").await;
    browser.must_be_accessible().await;
    browser.choose("group_kind", "housewives").await;
    browser.choose_place("92", "9205", "920501").await;
    browser.press("ส่งเรื่อง").await;
    browser.must_say("โปรดจดหรือถ่ายภาพรหัสนี้ไว้").await;
    browser.must_be_accessible().await;
    browser.press("ดูหน้าที่เผยแพร่ต่อสาธารณะ").await;
    browser.must_say("ต.บ่อหิน อ.สิเกา จ.ตรัง").await;
    let need = browser.path().await;

    browser.sign_in(&world.of_clinic(Role::ClinicManager, &trang).await).await;
    browser.goto(&need).await;
    browser.press("บันทึกการวิเคราะห์ร่วมกัน").await;
    browser.fill("held_on_day", "10").await;
    browser.choose("held_on_month", "5").await;
    browser.fill("held_on_year", "2553").await;
    browser.fill("place", "ศาลาหมู่บ้าน").await;
    browser.fill("attendees", "๑๒").await;
    browser.fill("problem", "กล้วยตากขึ้นราเพราะความชื้นสูง").await;
    browser.fill("minutes", "ตกลงหาวิธีอบแห้ง").await;
    browser.must_be_accessible().await;
    browser.press("บันทึก").await;
    browser.must_say("บันทึกผลการวิเคราะห์ปัญหาร่วมกันแล้ว").await;
    browser.must_be_accessible().await;
    browser.close().await;
}

stories! {
    /// On an old telephone, with script.
    async fn by_telephone(world: World) {
        journey(world, Device::Phone, Script::On).await;
    }

    /// On an old telephone that runs no script.
    async fn by_telephone_without_script(world: World) {
        journey(world, Device::Phone, Script::Off).await;
    }

    /// On a desktop, with script.
    async fn on_a_desktop(world: World) {
        journey(world, Device::Desktop, Script::On).await;
    }

    /// On a desktop that runs no script.
    async fn on_a_desktop_without_script(world: World) {
        journey(world, Device::Desktop, Script::Off).await;
    }
}
