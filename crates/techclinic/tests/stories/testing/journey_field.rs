//! Days in the field, in real Chromium: answer after answer is given on the page, while signal comes and goes, the page
//! crashes in the middle of a word, the clock is wrong, a second tab sends too, the acknowledgement is lost, the form is
//! published anew, the key ends, and the device is full. Not one is lost, and each is here once.

use std::time::Duration;

use serde_json::json;

use super::browser::{Browser, Device, Script};
use super::rows::count;
use super::{Person, World, stories};
use crate::questionnaires::tests::{next_edition, upload};
use crate::responses::testing::{application, attend, day_of_transfer, record, register};
use crate::responses::tests::ground;
use techclinic::accounts::Role;

const KEYS: &str = "/desk/projects/P53-1/areas/1/field-keys";
/// Answers given in a day: each is kept for good several times over, which a slow disk makes slow.
const ANSWERS: usize = 40;
/// Answers given in one go.
const A_GO: usize = 10;

/// Answers applications by what stands on the page, as somebody would: every press and every field.
const FILL: &str = r##"
const [from, to, stop, done] = arguments;
const wait = async (look) => {
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
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
    if (stop && number === to - 1) return;
    document.querySelector("#field form").requestSubmit();
    await wait(() => location.hash === "" && document.querySelector("[data-waiting]") || document.querySelector(".summary:not([hidden])"));
    if (document.querySelector(".summary:not([hidden])")) throw new Error(document.querySelector(".summary").innerText);
  }
};
run().then(() => done("done"), (error) => done(String(error)));
"##;

/// The next acknowledgements reach nobody: the site has the answer, the telephone does not know.
const LOSE: &str = r"
const real = window.fetch;
window.lost = 0;
window.fetch = async (...asked) => {
  const answer = await real(...asked);
  if (!String(asked[0]).includes('/openrosa/submission') || window.found) return answer;
  window.lost += 1;
  throw new TypeError('the signal is gone');
};
";

/// Types on; is the page's alarm there? A browser looks how much room there is only now and then.
const TYPE_MORE: &str = r"
const need = document.getElementById('f-need');
need.value = `ผ้าย้อมสีตก ${Math.random()} `.repeat(20);
need.dispatchEvent(new Event('input', { bubbles: true }));
return document.querySelector('#field [role=alert] .field-error') !== null;
";

/// How the browsers inside messengers call themselves.
const MESSENGERS: [&str; 2] = [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/445.0.0.0]",
    "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/119.0.0.0 Mobile Safari/537.36 Line/13.19.1",
];

/// What the holder of a slip says of the day.
const EVALUATION: [(&str, &str); 8] = [
    ("test_taken", "no"),
    ("content", "5"),
    ("speaker", "5"),
    ("materials", "4"),
    ("place_time", "4"),
    ("staff", "5"),
    ("overall", "5"),
    ("intention", "yes"),
];

/// Somebody in the field with a telephone that has a key.
struct Field {
    clinic: Person,
    browser: Browser,
}

impl Field {
    /// The telephone has fetched the day's forms and keeps the page.
    async fn begin(world: &World) -> Self {
        let ground = ground(world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let browser = Browser::open(&world.served().await, Device::Phone, Script::On).await;
        browser.driver.set_script_timeout(Duration::from_secs(600)).await.expect("a time limit");
        browser.ask("Network.enable", json!({})).await;
        let field = Self { clinic, browser };
        field.take_key().await;
        let kept = "const done = arguments[0]; navigator.serviceWorker.ready.then(() => done('kept'))";
        let told = field.browser.driver.execute_async(kept, Vec::new()).await.expect("it runs");
        assert_eq!(told.json(), &json!("kept"));
        field
    }

    /// The clinic shows the code of a new key, and the telephone reads it.
    async fn take_key(&self) {
        let once = self.clinic.get(KEYS).await.expect(200).value_of("once").expect("a key of the form");
        let typed = [("name", "โทรศัพท์สมมติ"), ("days", "90"), ("once", once.as_str())];
        let made = self.clinic.post(KEYS, &typed).await.expect(200);
        let shown =
            made.all("code").into_iter().find(|address| address.contains("/field#key=")).expect("a way to the page");
        let key = shown.rsplit('=').next().expect("a key").to_owned();
        self.browser.goto("/about").await;
        self.browser.goto(&format!("/field#key={key}")).await;
        self.browser.must_say("ใช้งานได้แม้ไม่มีสัญญาณ").await;
        let address = self.browser.driver.current_url().await.expect("an address");
        assert!(!address.as_str().contains(&key), "the address forgets the key");
    }

    /// Gives answers by what stands on the page; the last one is left where it is when `stop`.
    async fn fill(&self, from: usize, to: usize, stop: bool) {
        let told = self.browser.driver.execute_async(FILL, vec![json!(from), json!(to), json!(stop)]).await;
        assert_eq!(told.expect("it runs").json(), &json!("done"));
    }

    async fn signal(&self, there: bool) {
        let conditions = json!({ "offline": !there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.browser.ask("Network.emulateNetworkConditions", conditions).await;
    }

    async fn says(&self, script: &str) -> serde_json::Value {
        self.browser.driver.execute(script, Vec::new()).await.expect("it runs").json().clone()
    }

    async fn until(&self, script: &str, what: &str) {
        for _ in 0..240 {
            if self.says(script).await == json!(true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(400)).await;
        }
        panic!("{what}:\n{}", self.browser.text().await);
    }

    /// Everything is sent, and just these are here.
    async fn all_are_here(self, world: &World, answers: usize) {
        self.until("return document.querySelector('[data-waiting]')?.dataset.waiting === '0'", "something still waits")
            .await;
        self.browser.must_say("ได้รับแล้ว เลขที่รับ").await;
        let here = count(&world.app.db, "submission", "kind", "application".into()).await;
        assert_eq!(here, i64::try_from(answers).expect("a number"), "none is lost, and each is here once");
        self.browser.close().await;
    }
}

stories! {
    /// The page crashes in the middle of an answer, signal comes and goes, the clock is years from the site's, and a
    /// second tab sends at the same time.
    async fn answers_without_signal_are_each_here_once(world: World) {
        let field = Field::begin(&world).await;
        let page = &field.browser;
        page.must_be_accessible().await;
        page.must_say("นาฬิกาของเครื่องนี้ไม่ตรง").await;
        field.signal(false).await;
        field.fill(0, 1, true).await;
        page.must_say("เก็บไว้ในเครื่องนี้แล้ว").await;
        page.must_be_accessible().await;
        let first = page.driver.window().await.expect("a tab");
        let second = page.driver.new_tab().await.expect("another");
        page.driver.switch_to_window(first).await.expect("back");
        drop(page.driver.cdp().send_raw("Page.crash", json!({})).await);
        page.driver.switch_to_window(second.clone()).await.expect("there");
        page.ask("Network.enable", json!({})).await;
        field.signal(false).await;
        page.goto("/field").await;
        page.must_say("ยังตอบไม่เสร็จ").await;
        page.press("ตอบต่อ").await;
        page.must_say("ตอบเสร็จแล้ว").await;
        assert_eq!(field.says("return document.getElementById('f-given_name').value").await, json!("มะลิ0"));
        page.press("ตอบเสร็จแล้ว").await;
        page.must_say("รอส่ง 1 รายการ").await;
        for from in (1..ANSWERS).step_by(A_GO) {
            field.signal((from / A_GO) % 2 == 1).await;
            field.fill(from, (from + A_GO).min(ANSWERS), false).await;
        }
        field.signal(true).await;
        let third = page.driver.new_tab().await.expect("one more");
        page.driver.switch_to_window(third).await.expect("there");
        page.goto("/field").await;
        page.driver.switch_to_window(second).await.expect("back");
        page.goto("/field").await;
        field.all_are_here(&world, ANSWERS).await;
    }

    /// Acknowledgements are lost on the way: what the site has already is sent again, and is there once.
    async fn answers_whose_receipt_was_lost_are_here_once(world: World) {
        let field = Field::begin(&world).await;
        field.says(LOSE).await;
        field.fill(0, ANSWERS, false).await;
        field.until("return window.lost > 0", "nothing was lost").await;
        let here = count(&world.app.db, "submission", "kind", "application".into()).await;
        assert!(here > 0, "the site has what the telephone knows nothing of");
        assert_eq!(field.says("return document.querySelector('[data-waiting]').dataset.waiting").await, json!(ANSWERS.to_string()));
        field.says("window.found = true").await;
        // The page draws itself anew as it sends: whoever presses presses what stands there then.
        field.says("document.querySelector('[data-waiting] button').click()").await;
        field.all_are_here(&world, ANSWERS).await;
    }

    /// The form is published anew while answers wait and one is half given: each stays with the edition it was given to.
    async fn answers_to_the_edition_before_are_taken(world: World) {
        let field = Field::begin(&world).await;
        field.signal(false).await;
        field.fill(0, ANSWERS - 10, true).await;
        let published = upload(&world.officer().await, "application", &next_edition(xlsform::Kind::Application)).await;
        assert!(published.status.is_redirection(), "{}", published.text());
        field.signal(true).await;
        field.browser.goto("/about").await;
        field.browser.goto("/field").await;
        field.browser.must_say("ยังตอบไม่เสร็จ").await;
        field.browser.press("ตอบต่อ").await;
        field.browser.press("ตอบเสร็จแล้ว").await;
        field.browser.must_say("การส่ง").await;
        field.fill(ANSWERS - 10, ANSWERS, false).await;
        let editions = techclinic::questionnaires::list_editions(&world.app.db).await.expect("read");
        let mut told = Vec::new();
        field.all_are_here(&world, ANSWERS).await;
        for edition in editions.iter().filter(|edition| edition.kind == xlsform::Kind::Application) {
            told.push(count(&world.app.db, "submission", "questionnaire_id", edition.id.into()).await);
        }
        told.sort_unstable();
        assert_eq!(told, [10, i64::try_from(ANSWERS - 10).expect("a number")]);
    }

    /// The key ends while answers wait: they stay, the page says so, and another key of the area sends them.
    async fn answers_wait_for_another_key(world: World) {
        let field = Field::begin(&world).await;
        field.signal(false).await;
        field.fill(0, ANSWERS, false).await;
        let keys = field.clinic.get(KEYS).await.expect(200);
        let key = keys.body.split("/desk/field-keys/").nth(1).expect("a key")[..36].to_owned();
        field.clinic.post(&format!("/desk/field-keys/{key}/end"), &[]).await.expect(303);
        field.signal(true).await;
        field.browser.goto("/about").await;
        field.browser.goto("/field").await;
        field.browser.must_say("กุญแจนี้ใช้ไม่ได้แล้ว").await;
        field.browser.must_say(&format!("รอส่ง {ANSWERS} รายการ")).await;
        assert_eq!(count(&world.app.db, "submission", "kind", "application".into()).await, 0);
        field.take_key().await;
        field.all_are_here(&world, ANSWERS).await;
    }

    /// The device is full in the middle of an answer: the page says that it is not kept, and keeps it once there is room.
    async fn a_full_device_is_told_and_loses_nothing(world: World) {
        let field = Field::begin(&world).await;
        let origin = field.says("return location.origin").await;
        field.signal(false).await;
        field.fill(0, ANSWERS, true).await;
        field.browser.must_say("เก็บไว้ในเครื่องนี้แล้ว").await;
        field.browser.ask("Storage.overrideQuotaForOrigin", json!({ "origin": origin, "quotaSize": 1 })).await;
        field.until(TYPE_MORE, "the device never says that it is full").await;
        field.browser.press("ตอบเสร็จแล้ว").await;
        field.browser.must_say("พื้นที่จัดเก็บของเครื่องเต็ม").await;
        field.browser.ask("Storage.overrideQuotaForOrigin", json!({ "origin": origin })).await;
        field.browser.press("ลองเก็บอีกครั้ง").await;
        field.browser.must_say("เก็บไว้ในเครื่องนี้แล้ว").await;
        field.browser.press("ตอบเสร็จแล้ว").await;
        field.browser.must_say(&format!("รอส่ง {ANSWERS} รายการ")).await;
        field.signal(true).await;
        field.all_are_here(&world, ANSWERS).await;
    }

    /// A messenger's own browser forgets what it is given to keep: the page for the field leads out of it with its key,
    /// and what is answered at once works in it.
    async fn a_messengers_browser_is_led_out_or_answers_at_once(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let area = "/desk/projects/P53-1/areas/1";
        let slip = register(&clinic, area, &application("สมหญิง", "0812345678")).await;
        attend(&clinic, &record(&clinic, area, &day_of_transfer("15", "9")).await).await.expect(303);
        let page = Browser::open(&world.served().await, Device::Phone, Script::On).await;
        for agent in MESSENGERS {
            page.ask("Network.setUserAgentOverride", json!({ "userAgent": agent })).await;
            page.goto("/about").await;
            page.goto("/field#key=tcf_of-a-story").await;
            page.must_say("เปิดในเบราว์เซอร์").await;
            let way = "return document.querySelector('#field a').href.split('/field')[1]";
            let told = page.driver.execute(way, Vec::new()).await.expect("it runs");
            assert_eq!(told.json(), &json!("?lang=th&openExternalBrowser=1#key=tcf_of-a-story"), "{agent}");
            page.must_be_accessible().await;
            page.goto(&format!("/fill/{slip}/evaluation")).await;
            page.must_say("ความพึงพอใจโดยรวม").await;
        }
        for (name, said) in EVALUATION {
            page.choose(name, said).await;
        }
        page.choose("expected_benefits", "raise_income").await;
        page.press("ส่งคำตอบ").await;
        page.must_say("ขอบคุณ").await;
        assert_eq!(count(&world.app.db, "response", "kind", "evaluation".into()).await, 1);
        page.close().await;
    }
}
