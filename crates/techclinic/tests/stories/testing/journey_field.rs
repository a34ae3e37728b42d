//! A day in the field, in real Chromium: answer after answer is given on the page, while signal comes and goes, the tab
//! is closed in the middle of a word, the clock is wrong and a second tab sends too. Not one is lost, and each is here once.

use std::time::Duration;

use serde_json::json;

use super::browser::{Browser, Device, Script};
use super::rows::count;
use super::stories;
use crate::responses::tests::ground;
use crate::submissions::testing::Telephone;
use techclinic::accounts::Role;

const KEYS: &str = "/desk/projects/P53-1/areas/1/field-keys";
/// Answers given in all.
const ANSWERS: usize = 60;
/// Answers given in one go.
const A_GO: usize = 10;

/// Answers applications by what stands on the page, as somebody would: every press and every field.
const FILL: &str = r##"
const [from, to, stop, done] = arguments;
const wait = async (look) => {
  for (let tries = 0; tries < 2000; tries += 1) {
    const found = look();
    if (found) return found;
    await new Promise((go) => setTimeout(go, 5));
  }
  throw new Error(`waited for ${look}: ${document.body.innerText.slice(0, 600)}`);
};
const type = (id, text) => {
  const field = document.getElementById(id);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const choose = (name, value) => document.querySelector(`input[name="${name}"][value="${value}"]`).click();
const CHOSEN = { prefix: "mrs", sex: "female", age_band: "40_49", group_kind: "person", occupation: "craft", skill: "sometimes",
  expected_benefits: "raise_income", already_doing: "no", heard_from: "leader", volunteer_member: "no", notice_read: "acknowledged",
  consent_contact: "yes", consent_network: "no", consent_photo: "no" };
const run = async () => {
  for (let number = from; number < to; number += 1) {
    (await wait(() => location.hash === "" && document.querySelector("#field section .btn-primary"))).click();
    await wait(() => document.getElementById("f-given_name"));
    type("f-answered_on", "15");
    document.getElementById("f-answered_on-month").value = "6";
    type("f-answered_on-year", "2553");
    type("f-given_name", `มะลิ${number}`);
    type("f-family_name", "สมมติ");
    type("f-phone", `08${String(10000000 + number)}`);
    type("f-need", "ผ้าย้อมสีธรรมชาติสีตก");
    for (const [name, value] of Object.entries(CHOSEN)) choose(name, value);
    if (stop) return;
    document.querySelector("#field form").requestSubmit();
    await wait(() => location.hash === "" && document.querySelector("[data-waiting]") || document.querySelector(".summary:not([hidden])"));
    if (document.querySelector(".summary:not([hidden])")) throw new Error(document.querySelector(".summary").innerText);
  }
};
run().then(() => done("done"), (error) => done(String(error)));
"##;

async fn fill(browser: &Browser, from: usize, to: usize, stop: bool) {
    let told = browser.driver.execute_async(FILL, vec![json!(from), json!(to), json!(stop)]).await.expect("it runs");
    assert_eq!(told.json(), &json!("done"));
}

async fn signal(browser: &Browser, there: bool) {
    let conditions = json!({ "offline": !there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.ask("Network.emulateNetworkConditions", conditions).await;
}

async fn until_sent(browser: &Browser) {
    for _ in 0..240 {
        let waiting = "return document.querySelector('[data-waiting]')?.dataset.waiting ?? 'none'";
        let told = browser.driver.execute(waiting, Vec::new()).await.expect("it runs");
        if told.json() == &json!("0") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    panic!("something still waits:\n{}", browser.text().await);
}

stories! {
    /// On a telephone.
    async fn answers_without_signal_are_each_here_once(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let key = Telephone::with_key(&clinic, KEYS).await.secret().to_owned();
        let base = world.served().await;
        let browser = Browser::open(&base, Device::Phone, Script::On).await;
        browser.driver.set_script_timeout(Duration::from_secs(180)).await.expect("a time limit");
        browser.ask("Network.enable", json!({})).await;
        browser.goto(&format!("/field#key={key}")).await;
        browser.must_say("ใช้งานได้แม้ไม่มีสัญญาณ").await;
        assert!(!browser.driver.current_url().await.expect("an address").as_str().contains(&key), "the address forgets the key");
        browser.must_be_accessible().await;
        let kept = "const done = arguments[0]; navigator.serviceWorker.ready.then(() => done('kept'))";
        assert_eq!(browser.driver.execute_async(kept, Vec::new()).await.expect("it runs").json(), &json!("kept"));
        // The browser's clock is years from the site's.
        browser.must_say("นาฬิกาของเครื่องนี้ไม่ตรง").await;

        // The tab goes in the middle of an answer; what was kept is still there.
        signal(&browser, false).await;
        fill(&browser, 0, 1, true).await;
        browser.must_say("เก็บไว้ในเครื่องนี้แล้ว").await;
        browser.must_be_accessible().await;
        browser.driver.goto("about:blank").await.expect("gone");
        browser.goto("/field").await;
        browser.must_say("ยังตอบไม่เสร็จ").await;
        browser.press("ตอบต่อ").await;
        browser.must_say("ตอบเสร็จแล้ว").await;
        let typed = "return document.getElementById('f-given_name').value";
        assert_eq!(browser.driver.execute(typed, Vec::new()).await.expect("it runs").json(), &json!("มะลิ0"));
        browser.press("ตอบเสร็จแล้ว").await;
        browser.must_say("รอส่ง 1 รายการ").await;

        // Signal comes and goes while the day goes on.
        for from in (1..ANSWERS).step_by(A_GO) {
            signal(&browser, (from / A_GO) % 2 == 1).await;
            fill(&browser, from, (from + A_GO).min(ANSWERS), false).await;
        }
        signal(&browser, true).await;
        // A second tab sends at the same time.
        let first = browser.driver.window().await.expect("a tab");
        let second = browser.driver.new_tab().await.expect("another");
        browser.driver.switch_to_window(second).await.expect("there");
        browser.goto("/field").await;
        browser.driver.switch_to_window(first).await.expect("back");
        browser.goto("/field").await;
        until_sent(&browser).await;
        browser.must_say("ได้รับแล้ว เลขที่รับ").await;
        let here = count(&world.app.db, "submission", "kind", "application".into()).await;
        assert_eq!(here, i64::try_from(ANSWERS).expect("a number"), "none is lost, and each is here once");
        browser.close().await;
    }
}
