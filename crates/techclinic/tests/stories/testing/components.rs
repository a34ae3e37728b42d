//! The page of all components: shown in a demonstration and nowhere else, with every word said in both
//! languages, accessible, and looking as it looked when somebody last looked at it. `TECHCLINIC_PICTURES=folder`
//! leaves the pictures there as they are now; those that are right are put into `snapshots/`.

use super::browser::{Browser, Device, Script};
use super::{World, stories};

const PAGE: &str = "/about/components";

stories! {
    async fn only_a_demonstration_shows_the_components(world: World) {
        world.anyone().get(PAGE).await.expect(404);
        let world = world.demonstrating();
        for lang in ["th", "en"] {
            let page = world.anyone().get(format!("{PAGE}?lang={lang}")).await.expect(200).body;
            let unsaid: Vec<&str> =
                page.match_indices("[layout-").map(|(at, _)| page.get(at..at + 40).unwrap_or_default()).collect();
            assert!(unsaid.is_empty() && !page.contains("[kit-"), "{unsaid:?}");
            assert!(!page.contains(" style=") && !page.contains("<style"), "the policy refuses inline styles");
        }
    }
}

/// One engine will do: nothing on the page is of a record.
#[tokio::test]
async fn week_of_the_components() {
    let world = World::on_sqlite().await.demonstrating();
    let base = world.served().await;
    for device in [Device::Phone, Device::Desktop] {
        let browser = Browser::open(&base, device, Script::On).await;
        for lang in ["th", "en"] {
            browser.goto(&format!("{PAGE}?lang={lang}")).await;
            browser.must_be_accessible().await;
            browser.must_look_as_before(&format!("components-{lang}")).await;
        }
        browser.close().await;
    }
}
