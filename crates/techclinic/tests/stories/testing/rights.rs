//! Who may do what, in tables that a reviewer can read: every verb, through HTTP, by every kind of person.
//! A feature says in its `testing.rs` how its verbs are tried, and on which records ([`Tried`]); its table
//! stands in its own folder, `snapshots/rights.snap`, and for rehearsals `snapshots/rehearsals.snap`. A verb
//! that is not tried fails the test.
//!
//! Forms are sent empty where they may be, so that a right shows (the form is shown again, or the
//! rule refuses) and little is changed. `yes`: may; `-`: may not; `key`: must sign in; `404`: may not know
//! of it.

use axum::body::Body;
use axum::http::{Request, header};

use super::{NO_FILE, Records, Tried, TriedVerb, World};
use techclinic::accounts::{self, NewToken, Reader, Role, Scope, TokenScope};
use techclinic::organisations::Clinic;

/// The features whose verbs are tried, by folder and in the order of their ranks.
fn tried() -> impl Iterator<Item = (&'static str, &'static Tried)> {
    crate::TRIED.iter().copied()
}

/// Every verb that people do, in the order in which they are tried.
pub(super) fn verbs() -> impl Iterator<Item = &'static TriedVerb> {
    tried().flat_map(|(_, tried)| tried.verbs)
}

/// The records of the clinic of ตรัง that the addresses name.
pub(super) async fn records(world: &World, trang: &Clinic) -> Records {
    let mut records = Records::of(trang, world.of_clinic(Role::ClinicCoordinator, trang).await);
    for (_, tried) in tried() {
        (tried.records)(world, &mut records).await;
    }
    records
}

/// The same of a rehearsal of the clinic of ตรัง, written down in practice mode.
async fn rehearsals(world: &World, trang: &Clinic) -> Records {
    let mut records = Records::of(trang, world.rehearsing(trang).await);
    for (_, tried) in tried() {
        (tried.rehearsals)(world, &mut records).await;
    }
    records
}

/// What somebody shows: the column's name, and a header.
type Column = (&'static str, Option<(header::HeaderName, String)>);

/// Every kind of person. `2` is of another clinic or province.
async fn people(world: &World, trang: &Clinic) -> Vec<Column> {
    let chonburi = world.chonburi().await;
    let of = |clinic: &Clinic| Scope::Clinic { id: clinic.id, provinces: clinic.answers_for.clone() };
    let province = |code: &str| Scope::Province(code.to_owned());
    let region = |word: &str| Scope::Region { region: word.to_owned(), provinces: Vec::new() };
    let holders = [
        ("coord", Role::ClinicCoordinator, of(trang)),
        ("mgr", Role::ClinicManager, of(trang)),
        ("dir", Role::ClinicDirector, of(trang)),
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
    columns.extend([("reh", rehearsing(world, trang).await), ("reh2", rehearsing(world, &chonburi).await)]);
    columns
}

/// A coordinator of this clinic in practice mode.
async fn rehearsing(world: &World, clinic: &Clinic) -> Option<(header::HeaderName, String)> {
    let session = world.rehearsing(clinic).await.session()?;
    Some((header::COOKIE, format!("session={session}")))
}

async fn sign_in(world: &World, name: &str, held: Option<(Role, Scope)>) -> (Reader, String) {
    let grants =
        held.map(|(role, scope)| accounts::Grant { role, scope, valid_from: super::day("2000-01-01"), valid_to: None });
    crate::accounts::testing::sign_in_as(&world.app, name, grants.into_iter().collect()).await
}

async fn bearer(world: &World, reader: &Reader, scope: TokenScope) -> (header::HeaderName, String) {
    let owner = reader.who().map(|who| who.account);
    let new = NewToken { name: "a program".to_owned(), scope, days: 1 };
    let (_, secret) = accounts::issue_token(&world.app, &world.system(), owner, new).await.expect("a token");
    (header::AUTHORIZATION, format!("Bearer {secret}"))
}

async fn answer(
    world: &World,
    address: &str,
    form: &str,
    shown: Option<&(header::HeaderName, String)>,
) -> &'static str {
    let kind = if form == NO_FILE { "multipart/form-data; boundary=x" } else { "application/x-www-form-urlencoded" };
    let mut request = Request::post(address).header(header::CONTENT_TYPE, kind);
    if let Some((name, value)) = shown {
        request = request.header(name, value);
    }
    match world.anyone().send(request, Body::from(form.to_owned())).await.status.as_u16() {
        200 | 303 | 400 | 409 | 422 => "yes",
        401 => "key",
        403 => "-",
        404 => "404",
        other => panic!("{address} answers {other}"),
    }
}

/// The answers of these verbs to these people, as one text.
async fn table(
    world: &World,
    people: &[Column],
    records: &Records,
    verbs: impl Iterator<Item = &'static TriedVerb>,
) -> String {
    let mut table = format!("{:<26}", "");
    table.extend(people.iter().map(|(name, _)| format!("{name:<10}")));
    for (verb, address, form) in verbs {
        let (address, form) = (records.said_in(address), records.said_in(form));
        table.push_str(&format!("\n{verb:<26}"));
        for (_, shown) in people {
            table.push_str(&format!("{:<10}", answer(world, &address, &form, shown.as_ref()).await));
        }
    }
    table.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The table must be the one that stands in this feature's folder.
#[track_caller]
fn must_stand(folder: &str, name: &str, table: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("../{folder}/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, table));
}

#[tokio::test]
async fn every_verb_is_tried_by_every_kind_of_person() {
    let world = World::on_sqlite().await;
    // The third quarter of 2553 is over, so that it may be reported on.
    world.stand_on("2010-07-02");
    let trang = world.trang().await;
    let people = people(&world, &trang).await;
    let records = records(&world, &trang).await;
    for (folder, tried) in tried() {
        must_stand(folder, "rights", &table(&world, &people, &records, tried.verbs.iter()).await);
    }
}

/// On rehearsals of ตรัง only `reh`, its own person in practice mode, may anything, and then every role's
/// part; its people outside of practice mode (`-`) are told how to get in, nobody else learns of them.
#[tokio::test]
async fn only_who_rehearses_in_the_own_clinic_plays_every_role_of_a_rehearsal() {
    let world = World::on_sqlite().await;
    world.stand_on("2010-07-02");
    let trang = world.trang().await;
    let people = people(&world, &trang).await;
    let mut records = rehearsals(&world, &trang).await;
    let nouns: Vec<_> = records.codes().keys().map(|noun| format!("{{{noun}}}")).collect();
    let of_rehearsals = |text: &str| nouns.iter().any(|noun| text.contains(noun));
    // What a rehearsal names beside: a technology is never rehearsed.
    records
        .name("offer", crate::technologies::testing::offered(&world, &trang, "เครื่องอบกล้วย", "อบกล้วยให้แห้ง").await.code);
    for (folder, tried) in tried() {
        let mut verbs =
            tried.verbs.iter().filter(|(_, address, form)| of_rehearsals(address) || of_rehearsals(form)).peekable();
        if verbs.peek().is_some() {
            must_stand(folder, "rehearsals", &table(&world, &people, &records, verbs).await);
        }
    }
}

#[test]
fn every_verb_is_tried() {
    let mut missing = Vec::new();
    for folder in super::features() {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let known = tried().find(|(tried, _)| *tried == name).map_or(&[][..], |(_, tried)| tried.verbs);
        let policy = std::fs::read_to_string(folder.join("policy.rs")).unwrap_or_default();
        missing.extend(verbs_of(&policy).into_iter().filter(|verb| !known.iter().any(|(known, ..)| known == verb)));
    }
    assert!(missing.is_empty(), "add to TRIED in its feature's testing.rs, which main.rs names: {missing:?}");
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
    let named = policy
        .lines()
        .filter_map(|line| line.trim().split_once("=> \"").map(|(left, right)| (left, right.trim_end_matches("\","))));
    named
        .filter(|(left, _)| left.starts_with("Verb::") && !inside.iter().any(|name| left.starts_with(name.as_str())))
        .map(|(_, verb)| verb.to_owned())
        .collect()
}
