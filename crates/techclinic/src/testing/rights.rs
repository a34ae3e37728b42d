//! Who may do what, in one table that a reviewer can read: every verb, through HTTP, by every kind
//! of person. A feature adds one line to [`VERBS`] for each of its verbs and, where they need a
//! record, one to [`records`]; a verb that has no line fails the test.
//!
//! Forms are sent empty, so that a right shows (the form is shown again, or the rule refuses) and
//! little is changed; lines are tried in order, and what one publishes the next may see. `yes`: may;
//! `-`: may not; `key`: must sign in; `404`: may not know of it.

use std::collections::BTreeMap;
use std::path::Path;

use axum::body::Body;
use axum::http::{Request, header};

use super::World;
use crate::accounts::{self, NewToken, Reader, Role, Scope, TokenScope};

/// Every verb with its address, in which `{noun}` stands for a record of [`records`].
const VERBS: &[(&str, &str)] = &[
    ("technology.register", "/technologies"),
    ("technology.revise", "/technologies/{technology}/revise"),
    ("technology.publish", "/technologies/{technology}/publish"),
    ("technology.archive", "/technologies/{technology}/archive"),
    ("need.register", "/needs"),
    ("need.analyse", "/needs/{need}/analyse"),
    ("need.decline", "/needs/{need}/decline"),
    ("need.answer", "/needs/{need}/answer"),
    ("account.add", "/desk/accounts"),
    ("account.grant", "/desk/accounts/{account}/grant"),
    ("account.withdraw", "/desk/accounts/{account}/withdraw"),
    ("account.disable", "/desk/accounts/{account}/disable"),
    ("account.enable", "/desk/accounts/{account}/enable"),
    ("account.set_password", "/desk/accounts/{account}/set-password"),
    ("token.issue", "/desk/tokens"),
    ("token.end", "/desk/tokens/{token}/end"),
];

/// The records of the clinic of ตรัง that the addresses name.
async fn records(world: &World) -> BTreeMap<&'static str, String> {
    let somebody = world.signed_in(Role::Auditor, Scope::Network).await;
    let account = somebody.reader().who().expect("somebody").account;
    let new = NewToken { name: "a program".to_owned(), scope: TokenScope::Read, days: 1 };
    let (token, _) = accounts::issue_token(&world.app, &world.system(), Some(account), new).await.expect("a token");
    BTreeMap::from([
        ("technology", technology(world).await),
        ("need", need(world).await),
        ("account", account.to_string()),
        ("token", token.id.to_string()),
    ])
}

async fn need(world: &World) -> String {
    let told = [("text", "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา"), ("group_kind", "housewives"), ("province", "92"), ("once", "1")];
    world.anyone().post("/needs", &told).await.expect(303);
    let page = world.anyone().get("/needs").await;
    page.body.split("href=\"/needs/N").nth(1).and_then(|rest| rest.split('"').next()).map(|code| format!("N{code}")).expect("a code")
}

async fn technology(world: &World) -> String {
    let form = [
        ("clinic", "trang"), ("name_th", "ตู้อบแห้งพลังแสงอาทิตย์"), ("summary_th", "อบกล้วยให้แห้งในหน้าฝน"),
        ("field", "พลังงาน"), ("kind", "research"), ("province", "92"), ("benefits", "income"), ("once", "1"),
    ];
    let address = world.officer().await.post("/technologies", &form).await.expect_see_other();
    address.rsplit('/').next().expect("a code").to_owned()
}

/// What somebody shows: the column's name, and a header.
type Column = (&'static str, Option<(header::HeaderName, String)>);

/// Every kind of person. `2` is of another clinic or province.
async fn people(world: &World) -> Vec<Column> {
    let (trang, chonburi) = (world.trang().await, world.chonburi().await);
    let of = |clinic: &crate::organisations::Clinic| Scope::Clinic { id: clinic.id, provinces: clinic.answers_for.clone() };
    let province = |code: &str| Scope::Province(code.to_owned());
    let region = |word: &str| Scope::Region { region: word.to_owned(), provinces: Vec::new() };
    let holders = [
        ("coord", Role::ClinicCoordinator, of(&trang)),
        ("mgr", Role::ClinicManager, of(&trang)),
        ("dir", Role::ClinicDirector, of(&trang)),
        ("coord2", Role::ClinicCoordinator, of(&chonburi)),
        ("dir2", Role::ClinicDirector, of(&chonburi)),
        ("prov", Role::ProvinceOfficer, province("92")),
        ("prov2", Role::ProvinceOfficer, province("20")),
        ("region", Role::RegionalOfficer, region("south")),
        ("group", Role::WorkingGroupMember, Scope::Network),
        ("min", Role::MinistryOfficer, Scope::Network),
        ("exec", Role::Executive, Scope::Network),
        ("audit", Role::Auditor, Scope::Network),
        ("dpo", Role::DataProtectionOfficer, Scope::Network),
        ("admin", Role::Administrator, Scope::Network),
    ];
    let mut columns: Vec<Column> = vec![("anyone", None)];
    for (name, role, scope) in holders {
        let (reader, secret) = sign_in(world, name, Some((role, scope))).await;
        columns.push((name, Some((header::COOKIE, format!("session={secret}")))));
        if role == Role::ClinicDirector && name == "dir" {
            columns.push(("dir:read", Some(bearer(world, &reader, TokenScope::Read).await)));
            columns.push(("dir:write", Some(bearer(world, &reader, TokenScope::Write).await)));
        }
    }
    let (_, secret) = sign_in(world, "roleless", None).await;
    columns.insert(1, ("roleless", Some((header::COOKIE, format!("session={secret}")))));
    columns
}

async fn sign_in(world: &World, name: &str, held: Option<(Role, Scope)>) -> (Reader, String) {
    let grants = held.map(|(role, scope)| accounts::Grant { role, scope, valid_from: super::day("2000-01-01"), valid_to: None });
    accounts::sign_in_as(&world.app, name, grants.into_iter().collect()).await
}

async fn bearer(world: &World, reader: &Reader, scope: TokenScope) -> (header::HeaderName, String) {
    let owner = reader.who().map(|who| who.account);
    let new = NewToken { name: "a program".to_owned(), scope, days: 1 };
    let (_, secret) = accounts::issue_token(&world.app, &world.system(), owner, new).await.expect("a token");
    (header::AUTHORIZATION, format!("Bearer {secret}"))
}

async fn answer(world: &World, address: &str, shown: Option<&(header::HeaderName, String)>) -> &'static str {
    let mut request = Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some((name, value)) = shown {
        request = request.header(name, value);
    }
    match world.anyone().send(request, Body::empty()).await.status.as_u16() {
        200 | 303 | 400 | 409 | 422 => "yes",
        401 => "key",
        403 => "-",
        404 => "404",
        other => panic!("{address} answers {other}"),
    }
}

#[tokio::test]
async fn every_verb_is_tried_by_every_kind_of_person() {
    let world = World::on_sqlite().await;
    let people = people(&world).await;
    let records = records(&world).await;
    let mut table = format!("{:<22}", "");
    table.extend(people.iter().map(|(name, _)| format!("{name:<10}")));
    for (verb, address) in VERBS {
        let address = records.iter().fold((*address).to_owned(), |address, (noun, code)| address.replace(&format!("{{{noun}}}"), code));
        table.push_str(&format!("\n{verb:<22}"));
        for (_, shown) in &people {
            table.push_str(&format!("{:<10}", answer(&world, &address, shown.as_ref()).await));
        }
    }
    let table: Vec<_> = table.lines().map(str::trim_end).collect();
    insta::assert_snapshot!("rights", table.join("\n"));
}

#[test]
fn every_verb_has_its_line_in_the_table() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut missing = Vec::new();
    // A feature that takes no POST has its verbs called by imports alone.
    for feature in source.read_dir().expect("the source").map(|entry| entry.expect("an entry").path()) {
        let read = |file: &str| std::fs::read_to_string(feature.join(file)).unwrap_or_default();
        if read("mod.rs").contains("post(") {
            missing.extend(verbs_of(&read("policy.rs")).into_iter().filter(|verb| !VERBS.iter().any(|(known, _)| known == verb)));
        }
    }
    assert!(missing.is_empty(), "add to VERBS in testing/rights.rs: {missing:?}");
}

/// The verbs of a `policy.rs` that people do themselves: those whose comment does not begin with
/// `Inside:` or `From below:`.
fn verbs_of(policy: &str) -> Vec<String> {
    let mut inside = Vec::new();
    for pair in policy.lines().collect::<Vec<_>>().windows(2) {
        let told = pair[0].trim();
        if told.starts_with("/// Inside:") || told.starts_with("/// From below:") {
            inside.push(format!("Verb::{} ", pair[1].trim().trim_end_matches(',')));
        }
    }
    let named = policy.lines().filter_map(|line| line.trim().split_once("=> \"").map(|(left, right)| (left, right.trim_end_matches("\","))));
    named
        .filter(|(left, _)| left.starts_with("Verb::") && !inside.iter().any(|name| left.starts_with(name.as_str())))
        .map(|(_, verb)| verb.to_owned())
        .collect()
}
