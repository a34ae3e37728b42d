//! A form that was being typed when the line was lost, in real Chromium: the browser offers again what nobody else
//! has, and takes nothing from those who saved meanwhile.

use std::time::Duration;

use super::browser::{Device, Script};
use super::journey::Way;
use super::{World, stories};
use crate::calls::testing::{drafted, form};

const OFFER: &str = "มีข้อความที่ท่านพิมพ์ค้างไว้ในเครื่องนี้";
const TYPED: &str = "ถ่ายทอดเทคโนโลยีแก่กลุ่มแม่บ้านในหน้าฝน";

/// A call as it was saved stands in the form. What is typed over it is offered again on the next visit; what another
/// officer saved beside it stays; and once it is saved, nothing is left to offer.
async fn typed_when_the_line_was_lost(world: World) {
    let trang = world.trang().await;
    let other = world.officer().await;
    let edit = format!("/calls/{}/edit", drafted(&other, &form(&[])).await);
    let way = Way::open(world, trang, Device::Phone, Script::On).await;
    let page = &way.browser;
    way.officer().await;
    page.goto(&edit).await;
    page.must_not_say(OFFER).await;
    page.fill("about", TYPED).await;
    page.choose("agreement", "yes").await;
    // Longer than the browser waits before it keeps what is typed.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let theirs = other.get(&edit).await.expect(200);
    other.fill_in(&theirs, "main form", &[("name_th", "เปิดรับข้อเสนอรอบพิเศษ")]).await.expect(303);

    page.goto(&edit).await;
    way.reads(OFFER).await;
    assert_eq!(page.typed("about").await, "ถ่ายทอดเทคโนโลยีสู่ชุมชน ปีละครั้ง", "its reader decides");
    page.press("ใช้ข้อความที่พิมพ์ค้างไว้").await;
    page.must_not_say(OFFER).await;
    assert_eq!(page.typed("about").await, TYPED);
    assert_eq!(page.typed("name_th").await, "เปิดรับข้อเสนอรอบพิเศษ", "what others saved meanwhile is theirs");
    page.press("บันทึกร่าง").await;
    way.reads("เปิดรับข้อเสนอรอบพิเศษ").await;
    page.goto(&edit).await;
    page.must_not_say(OFFER).await;
    assert_eq!(page.typed("about").await, TYPED);

    // What was accepted waits no more, whatever others make of it later.
    let theirs = other.get(&edit).await.expect(200);
    other.fill_in(&theirs, "main form", &[("about", "ถ่ายทอดเทคโนโลยีปีละสองครั้ง")]).await.expect(303);
    page.goto(&edit).await;
    assert_eq!(page.typed("about").await, "ถ่ายทอดเทคโนโลยีปีละสองครั้ง");
    page.must_not_say(OFFER).await;
    way.browser.close().await;
}

stories! {
    /// On an old telephone, with script.
    async fn of_an_officer_who_lost_the_line(world: World) {
        typed_when_the_line_was_lost(world).await;
    }
}
