//! A real Chromium at the real site: the world served on a port of its own, driven the way a person
//! does it, by what stands on the page. Needs Debian's `chromium` and `chromium-driver`.

use std::net::{SocketAddr, TcpListener as Probe};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::common::capabilities::chrome::ChromeCapabilities;
use thirtyfour::prelude::*;
use tokio::net::TcpListener;

use super::{Person, World};
use techclinic::commands::serve;

/// What the person holds in their hand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Device {
    /// An old telephone, 360 pixels wide.
    Phone,
    /// A desktop.
    Desktop,
}

/// Does the browser run the page's scripts?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// It does.
    On,
    /// It does not.
    Off,
}

/// A browser with one page open.
pub(crate) struct Browser {
    pub(super) driver: WebDriver,
    base: String,
    pub(super) device: Device,
    script: Script,
    process: Child,
    /// What lies on the device, to be chosen.
    files: TempDir,
}

/// The accessibility checks: WCAG 2.0, 2.1 and 2.2, levels A and AA.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/node_modules/axe-core/axe.min.js");

impl World {
    /// Serves this world on a free port; answers its address.
    pub(crate) async fn served(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address: SocketAddr = listener.local_addr().expect("an address");
        tokio::spawn(serve::serve(self.app.clone(), listener));
        format!("http://{address}")
    }
}

impl Browser {
    /// Opens a browser on a served world.
    pub(crate) async fn open(base: &str, device: Device, script: Script) -> Self {
        let port = free_port();
        let process = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed: apt-get install chromium chromium-driver");
        let driver = connect(port, capabilities(device)).await;
        driver.set_implicit_wait_timeout(Duration::from_secs(3)).await.expect("a time limit");
        let files = tempfile::tempdir().expect("a folder");
        let browser = Self { driver, base: base.to_owned(), device, script, process, files };
        browser.run_scripts(script == Script::On).await;
        browser.must_obey().await;
        browser
    }

    /// Signs a person in by their session, without a password.
    pub(crate) async fn sign_in(&self, person: &Person) {
        self.goto("/about").await;
        self.driver.delete_all_cookies().await.expect("forgotten");
        let cookie = Cookie::new("session", person.session().expect("somebody signed in"));
        self.driver.add_cookie(cookie).await.expect("a session");
    }

    /// Forgets who sat here before: a stranger comes.
    pub(crate) async fn sign_out(&self) {
        self.driver.delete_all_cookies().await.expect("forgotten");
    }

    /// Opens a page.
    pub(crate) async fn goto(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.base)).await.expect("a page");
    }

    /// Where the browser is, without the host.
    pub(crate) async fn path(&self) -> String {
        let url = self.driver.current_url().await.expect("an address");
        url.path().to_owned()
    }

    /// Answers a question of any kind: types, chooses in a list, ticks.
    pub(crate) async fn answer(&self, name: &str, said: &str) {
        let field = self.named(name).await;
        let kind = field.attr("type").await.expect("an element").unwrap_or_default();
        match kind.as_str() {
            "radio" | "checkbox" => self.choose(name, said).await,
            _ if field.tag_name().await.expect("an element") == "select" => self.choose(name, said).await,
            _ => self.fill(name, said).await,
        }
    }

    /// Types a date of the Buddhist era.
    pub(crate) async fn fill_date(&self, name: &str, day: &str, month: &str, year: &str) {
        self.fill(&format!("{name}_day"), day).await;
        self.choose(&format!("{name}_month"), month).await;
        self.fill(&format!("{name}_year"), year).await;
    }

    /// Ticks every box of this name.
    pub(crate) async fn tick_all(&self, name: &str) {
        let boxes = self.driver.find_all(By::Css(format!("input[type=checkbox][name='{name}']"))).await.expect("boxes");
        assert!(!boxes.is_empty(), "no box {name}:\n{}", self.text().await);
        for one in boxes {
            one.scroll_into_view().await.expect("in view");
            one.click().await.expect("ticked");
        }
    }

    /// What stands in the field of this name.
    pub(crate) async fn typed(&self, name: &str) -> String {
        self.named(name).await.prop("value").await.expect("a field").unwrap_or_default()
    }

    /// Types into the field of this name, replacing what was there.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let field = self.named(name).await;
        field.clear().await.expect("an empty field");
        field.send_keys(text).await.expect("typed");
    }

    /// Chooses a file of these bytes, as somebody does who finds it on their device.
    pub(crate) async fn attach(&self, name: &str, file: &str, bytes: &[u8]) {
        let path = self.files.path().join(file);
        std::fs::write(&path, bytes).expect("a file");
        self.named(name).await.send_keys(path.display().to_string()).await.expect("chosen");
    }

    /// Chooses in a list, or presses the radio button or box, of this name and value.
    pub(crate) async fn choose(&self, name: &str, value: &str) {
        let choice = format!("select[name='{name}'] option[value='{value}'], input[name='{name}'][value='{value}']");
        let found = self.driver.find(By::Css(choice)).await.unwrap_or_else(|_| panic!("no {name} = {value} to choose"));
        found.click().await.expect("chosen");
    }

    /// Presses the button or link with these words on it.
    pub(crate) async fn press(&self, words: &str) {
        self.press_one_of("self::button or self::a or self::summary", words).await;
    }

    /// Sends a form that everybody may send, no faster than a person could: whoever is faster is asked to
    /// press again, and on a quick machine a browser that is driven would be.
    pub(crate) async fn send(&self, words: &str) {
        tokio::time::sleep(techclinic::needs::READ_IN).await;
        self.press(words).await;
    }

    /// Presses a button that asks first, and then the button it asks with.
    pub(crate) async fn press_and_confirm(&self, words: &str) {
        self.press_one_of("self::summary", words).await;
        self.press_one_of("self::button", words).await;
    }

    async fn press_one_of(&self, kinds: &str, words: &str) {
        let path = format!("//main//*[{kinds}][normalize-space()='{words}' and not(@aria-hidden)]");
        let found = self.driver.find(By::XPath(path)).await;
        let Ok(found) = found else { panic!("nothing to press says {words:?}:\n{}", self.text().await) };
        found.scroll_into_view().await.expect("in view");
        found.click().await.expect("pressed");
    }

    /// Chooses a place in the chooser, as this browser can: with script the lists follow by
    /// themselves, without it a button fills them.
    pub(crate) async fn choose_place(&self, province: &str, district: &str, subdistrict: &str) {
        for (name, code) in [("province", province), ("district", district), ("subdistrict", subdistrict)] {
            self.choose(name, code).await;
            if self.script == Script::Off && name != "subdistrict" {
                self.fill_the_lists().await;
            }
        }
    }

    /// Presses the button that fills the lists of places, and waits until the page it stood on is gone: on a
    /// busy machine the driver may answer while the old page, with its short lists, still stands.
    async fn fill_the_lists(&self) {
        let button = self.driver.find(By::Css("[name=step][value=places]")).await.expect("the button");
        button.click().await.expect("pressed");
        button.wait_until().stale().await.expect("a page with longer lists");
    }

    /// The words of the first thing on the page that a CSS selector finds.
    pub(crate) async fn text_of(&self, selector: &str) -> String {
        match self.driver.find(By::Css(selector)).await {
            Ok(found) => found.text().await.expect("words"),
            Err(_) => panic!("no {selector}:\n{}", self.text().await),
        }
    }

    /// What a person reads on the page; nothing while one page gives way to the next.
    pub(crate) async fn text(&self) -> String {
        match self.driver.find(By::Tag("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// The page must say this, at once or when its request is answered.
    pub(crate) async fn must_say(&self, words: &str) {
        for _ in 0..30 {
            if self.text().await.contains(words) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{} does not say {words:?}:\n{}", self.path().await, self.text().await);
    }

    /// The page must not say this, or no longer when its request is answered.
    pub(crate) async fn must_not_say(&self, words: &str) {
        for _ in 0..30 {
            let text = self.text().await;
            if !text.is_empty() && !text.contains(words) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{} says {words:?}:\n{}", self.path().await, self.text().await);
    }

    /// Lets pages run their scripts, or not; a page that stands already keeps what it is.
    async fn run_scripts(&self, running: bool) {
        self.ask("Emulation.setScriptExecutionDisabled", json!({"value": !running})).await;
    }

    /// The browser is what was asked for: a page whose script would rename it is, or is not, renamed.
    async fn must_obey(&self) {
        self.driver
            .goto("data:text/html,<title>off</title><script>document.title='on'</script>")
            .await
            .expect("a page");
        let expected = if self.script == Script::On { "on" } else { "off" };
        assert_eq!(self.driver.title().await.expect("a title"), expected);
    }

    /// Accessibility of the page as it stands, and nothing that runs out of a telephone. Where scripts
    /// do not run, only the checks themselves may, on the page that was drawn without any.
    pub(crate) async fn must_be_accessible(&self) {
        self.must_fit().await;
        self.run_scripts(true).await;
        self.must_pass_axe().await;
        self.run_scripts(self.script == Script::On).await;
    }

    async fn must_pass_axe(&self) {
        let axe = std::fs::read_to_string(AXE).expect("axe-core is installed: npm ci --prefix web");
        self.driver.execute(axe, Vec::new()).await.expect("axe loaded");
        let run = "const done = arguments[arguments.length - 1];
            axe.run({resultTypes: ['violations'], runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']})
               .then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))))";
        let found = self.driver.execute_async(run, Vec::new()).await.expect("axe ran");
        assert_eq!(found.json(), &json!([]), "axe on {}", self.path().await);
    }

    /// The page is no wider than the window.
    async fn must_fit(&self) {
        let sizes = self.ask("Page.getLayoutMetrics", json!({})).await;
        let (page, window) = (&sizes["cssContentSize"]["width"], &sizes["cssLayoutViewport"]["clientWidth"]);
        let (page, window) = (page.as_f64().expect("a width"), window.as_f64().expect("a width"));
        let over = page - window;
        assert!(over < 1.0, "{} runs {over} pixels out of the screen", self.path().await);
    }

    /// Asks the browser itself, not the page.
    pub(super) async fn ask(&self, what: &str, how: serde_json::Value) -> serde_json::Value {
        self.driver.cdp().send_raw(what, how).await.expect("an answer of the browser")
    }

    /// Closes the browser.
    pub(crate) async fn close(mut self) {
        self.driver.clone().quit().await.expect("closed");
        self.process.kill().expect("ended");
        self.process.wait().expect("gone");
    }

    async fn named(&self, name: &str) -> WebElement {
        let visible = format!("[name='{name}']:not([type=hidden])");
        match self.driver.find(By::Css(visible)).await {
            Ok(field) => field,
            Err(_) => panic!("no field {name}:\n{}", self.text().await),
        }
    }
}

/// A browser left open by a failing test must not live on.
impl Drop for Browser {
    fn drop(&mut self) {
        drop(self.process.kill());
    }
}

fn capabilities(device: Device) -> ChromeCapabilities {
    let (width, height) = match device {
        Device::Phone => (360, 740),
        Device::Desktop => (1280, 900),
    };
    let mut caps = DesiredCapabilities::chrome();
    let quiet = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--hide-scrollbars",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ];
    for argument in quiet {
        caps.add_arg(argument).expect("an argument");
    }
    caps.add_arg(&format!("--window-size={width},{height}")).expect("a size");
    // A headless window is never narrower than 500 pixels: a telephone is emulated.
    if matches!(device, Device::Phone) {
        let phone = json!({"deviceMetrics": {"width": width, "height": height, "pixelRatio": 1.0, "touch": false}});
        caps.add_experimental_option("mobileEmulation", phone).expect("a telephone");
    }
    caps
}

/// chromedriver takes a moment before it listens.
async fn connect(port: u16, caps: ChromeCapabilities) -> WebDriver {
    // The client speaks plain HTTP here, and yet is not built without a provider.
    drop(rustls::crypto::ring::default_provider().install_default());
    for _ in 0..100 {
        if let Ok(driver) = WebDriver::new(format!("http://127.0.0.1:{port}"), caps.clone()).await {
            return driver;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("chromium does not start; is Debian's package `chromium` installed?");
}

fn free_port() -> u16 {
    Probe::bind("127.0.0.1:0").and_then(|probe| probe.local_addr()).expect("a port").port()
}
