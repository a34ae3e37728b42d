//! Every kind of page of the demonstration, read in English on a telephone: a translation is longer than
//! what it translates, and what fits in Thai may not.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

use super::browser::{Browser, Device, Script};
use super::{Person, World};
use techclinic::accounts::Role;
use techclinic::{demo, organisations};

/// What people give codes of their own choice, in small letters too.
const NAMED: [&str; 2] = ["clinics", "organisations"];

/// The kind of page an address leads to: its codes and numbers are one page's own.
fn kind(path: &str) -> String {
    let coded = |part: &str| part.chars().any(|letter| letter.is_ascii_digit() || letter.is_ascii_uppercase());
    let mut before = "";
    let parts = path.split('/').map(|part| {
        let own = coded(part) || (NAMED.contains(&before) && part != "new");
        before = part;
        if own { "*" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// One page of each kind that can be reached from here by links alone.
async fn within_reach(reader: &Person, from: &str) -> Vec<String> {
    let mut seen: BTreeMap<String, String> = BTreeMap::from([(kind(from), from.to_owned())]);
    let mut waiting = VecDeque::from([from.to_owned()]);
    while let Some(path) = waiting.pop_front() {
        let page = reader.get(&path).await;
        if page.status != 200 || !page.body.contains("<main") {
            seen.remove(&kind(&path));
            continue;
        }
        for href in page.hrefs("a[href^='/']") {
            let path = href.split(['?', '#']).next().unwrap_or(&href).to_owned();
            if let Entry::Vacant(new) = seen.entry(kind(&path)) {
                waiting.push_back(new.insert(path).clone());
            }
        }
    }
    seen.into_values().collect()
}

/// On one engine: how a page looks does not depend on where its records lie.
#[tokio::test(flavor = "multi_thread")]
async fn english_fits_a_telephone() {
    let world = World::on_sqlite().await;
    world.stand_on("2026-11-21");
    demo::load(&world.app, demo::Plan::default(), &|_, _| ()).await.expect("loaded");
    let trang = organisations::find_clinic(&world.app.db, "trang").await.expect("read").expect("a clinic");
    let people = [
        (None, "/"),
        (Some(world.of_clinic(Role::ClinicCoordinator, &trang).await), "/desk"),
        (Some(world.officer().await), "/desk"),
    ];
    let browser = Browser::open(&world.served().await, Device::Phone, Script::On).await;
    let mut read = 0;
    for (person, from) in people {
        match &person {
            Some(person) => browser.sign_in(person).await,
            None => browser.sign_out().await,
        }
        for path in within_reach(person.as_ref().unwrap_or(&world.anyone()), from).await {
            browser.goto(&format!("{path}?lang=en")).await;
            browser.must_be_accessible().await;
            read += 1;
        }
    }
    browser.close().await;
    assert!(read > 60, "only {read} pages are within reach");
}
