//! A call for proposals, in real Chromium: a proposer's closing night on an old telephone, and a reviewer's
//! morning, without script.

use super::browser::{Device, Script};
use super::journey::Way;
use super::{World, stories};
use crate::calls::testing::announced;
use crate::projects::testing::answering;
use crate::reviews::testing::{ask, code_of, handed_in};
use techclinic::accounts::{Role, Scope};

/// The last evening of the call: the ceiling is broken, the class of expense is missing, and no need stands behind
/// it. All of it is said beside its field; mended, the proposal is handed in before the closing.
async fn a_closing_night(world: World) {
    world.stand_on("2010-05-31");
    let trang = world.trang().await;
    let call = announced(&world, &[("ceiling", "2,000"), ("class.0.name", "ค่าวัสดุ"), ("closes_time", "23.59")]).await;
    let draft = answering(&world, &trang, &call, None).await.code;
    let way = Way::open(world, trang, Device::Phone, Script::On).await;
    let page = &way.browser;
    way.of_clinic(Role::ClinicManager).await;
    page.goto("/desk").await;
    way.reads("กำลังเปิดรับข้อเสนอ").await;
    page.goto(&format!("/calls/{call}")).await;
    way.reads("31 พ.ค. 2553 23:59 น.").await;
    page.picture("proposals-1-call").await;
    page.goto(&format!("/projects/{draft}")).await;
    way.reads("สนับสนุนเฉพาะหมวด: ค่าวัสดุ").await;
    page.goto(&format!("/projects/{draft}/edit?section=budget")).await;
    way.reads("โปรดระบุหมวดใดหมวดหนึ่ง").await;
    page.choose("line.0.expense_class", "ค่าวัสดุ").await;
    page.fill("line.0.amount", "2,500").await;
    page.fill("stated_total", "2,500").await;
    page.press("บันทึกส่วนนี้").await;
    way.reads("ซึ่งกำหนดไว้ 2,000.00 บาท").await;
    page.picture("proposals-2-ceiling").await;
    page.fill("line.0.amount", "1,000").await;
    page.fill("stated_total", "1,000").await;
    page.press("บันทึกส่วนนี้").await;
    way.reads("บันทึกแล้ว").await;
    page.goto(&format!("/projects/{draft}/submit")).await;
    way.reads("ยังไม่มีความต้องการของชุมชนรองรับ").await;
    page.goto(&format!("/projects/{draft}/edit?section=about")).await;
    page.fill("without_need", "ต่อยอดจากโครงการเดิมของชุมชน").await;
    page.press("บันทึกส่วนนี้").await;
    way.reads("บันทึกแล้ว").await;
    page.goto(&format!("/projects/{draft}/submit")).await;
    page.press("เสนอกระทรวง").await;
    way.reads("เสนอโครงการต่อกระทรวงแล้ว").await;
    page.picture("proposals-3-handed-in").await;
    way.browser.close().await;
}

/// A reviewer's morning: what waits, the declaration, a score that is none, scores and a comment, handed in.
async fn a_reviewers_morning(world: World) {
    world.stand_on("2010-05-20");
    let trang = world.trang().await;
    let call = announced(&world, &[]).await;
    let proposal = handed_in(&world, &trang, &call).await;
    let ann = world.named("ann", Role::WorkingGroupMember, Scope::Network).await;
    ask(&world.officer().await, &proposal, "ann@example.org").await;
    let review = code_of(&world.app, &proposal, "ann@example.org").await;
    let fields = crate::reviews::testing::scores(&world.app, &call, &["8", "7"]).await;
    let way = Way::open(world, trang, Device::Desktop, Script::Off).await;
    let page = &way.browser;
    page.sign_in(&ann).await;
    page.goto("/desk").await;
    way.reads("ข้อเสนอที่รอท่านพิจารณา").await;
    page.goto(&format!("/reviews/{review}")).await;
    way.reads("การแจ้งส่วนได้เสีย").await;
    page.picture("proposals-4-declare").await;
    page.choose("free", "yes").await;
    page.press("แจ้ง").await;
    way.reads("ให้คะแนนแต่ละเกณฑ์").await;
    page.fill(&fields[0].0, "11").await;
    page.fill("to_proposer", "แผนชัดเจน แต่ควรเพิ่มการติดตามหลังอบรม").await;
    page.press("บันทึกไว้ก่อน").await;
    way.reads("ตั้งแต่ 0 ถึง 10").await;
    assert_eq!(page.typed("to_proposer").await, "แผนชัดเจน แต่ควรเพิ่มการติดตามหลังอบรม");
    for (name, score) in &fields {
        page.fill(name, score).await;
    }
    page.picture("proposals-5-scored").await;
    page.press("บันทึกและส่งผลการพิจารณา").await;
    way.reads("ส่งผลการพิจารณาแล้ว").await;
    page.picture("proposals-6-sealed").await;
    way.browser.close().await;
}

stories! {
    /// On an old telephone, with script.
    async fn a_proposers_closing_night(world: World) {
        a_closing_night(world).await;
    }

    /// On a desktop that runs no script.
    async fn of_a_reviewer_of_proposals(world: World) {
        a_reviewers_morning(world).await;
    }
}
