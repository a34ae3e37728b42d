//! Who may do what, in one table that a reviewer can read: every verb, through HTTP, by every kind
//! of person. A feature adds one line to [`VERBS`] for each of its verbs and, where they need a
//! record, one to [`records`]; a verb that has no line fails the test.
//!
//! Forms are sent empty where they may be, so that a right shows (the form is shown again, or the
//! rule refuses) and little is changed; lines are tried in order, and what one publishes the next may
//! see. `yes`: may; `-`: may not; `key`: must sign in; `404`: may not know of it.
//!
//! Longer than 400 lines because every verb has its line here, with the record it is tried on.

use std::collections::BTreeMap;
use std::path::Path;

use axum::body::Body;
use axum::http::{Request, header};

use super::{Finished, Person, World};
use crate::accounts::{self, NewToken, Reader, Role, Scope, TokenScope};
use crate::app::Circumstances;
use crate::organisations::Clinic;
use crate::participation::{self, NewOpinion};
use crate::{interests, monitoring, network_calls, questionnaires, technologies};

/// Every verb with its address and the form it needs to be understood at all; in both `{noun}` stands
/// for a record of [`records`].
pub(super) const VERBS: &[(&str, &str, &str)] = &[
    ("technology.register", "/technologies", ""),
    ("technology.revise", "/technologies/{technology}/revise", ""),
    ("technology.attach", "/technologies/{technology}/attach", NO_FILE),
    ("technology.detach", "/technologies/{technology}/detach", "number=1"),
    ("technology.name_expert", "/technologies/{technology}/name-expert", ""),
    (
        "technology.dismiss_expert",
        "/technologies/{technology}/dismiss-expert",
        "expert=00000000-0000-7000-8000-000000000000",
    ),
    ("technology.submit", "/technologies/{technology}/submit", ""),
    ("technology.send_back", "/technologies/{technology}/send-back", ""),
    ("technology.publish", "/technologies/{technology}/publish", ""),
    ("technology.renew", "/technologies/{technology}/renew", ""),
    ("interest.register", "/interests", "technology={offer}"),
    ("interest.answer", "/desk/interests/{interest}/answer", ""),
    ("interest.take_up", "/desk/interests/{interest}/take-up", ""),
    ("interest.close", "/desk/interests/{interest}/close", ""),
    ("technology.archive", "/technologies/{technology}/archive", ""),
    ("technology.restore", "/technologies/{technology}/restore", ""),
    ("need.register", "/needs", ""),
    ("need.analyse", "/needs/{need}/analyse", ""),
    ("need.decline", "/needs/{need}/decline", ""),
    ("need.answer", "/needs/{need}/answer", ""),
    ("need.ask", "/needs/{need}/ask", ""),
    ("need.reply", "/needs/{need}/reply", ""),
    ("need.merge", "/needs/{need}/merge", ""),
    ("need.unmerge", "/needs/{need}/unmerge", ""),
    ("need.attach", "/needs/{need}/attach", NO_FILE),
    ("need.publish_file", "/needs/{need}/publish-file", ""),
    ("need.remove_file", "/needs/{need}/remove-file", ""),
    ("need.withhold", "/needs/{need}/withhold", ""),
    ("need.publish", "/needs/{need}/publish", ""),
    ("need.recover", "/needs/{need}/recover", ""),
    ("need.reclaim", "/track/reclaim", ""),
    ("holiday.enter", "/holidays", ""),
    ("holiday.remove", "/holidays/2010-05-20/remove", ""),
    ("promise.set", "/promises", ""),
    ("village.register", "/villages", "clinic=trang"),
    ("village.correct", "/villages/{village}/correct", ""),
    ("village.record_progress", "/villages/{village}/record-progress", ""),
    ("network.register", "/volunteers/networks", "clinic=trang"),
    ("network.correct", "/volunteers/networks/VN-1/correct", ""),
    ("volunteer.register", "/desk/volunteers", "network=VN-1"),
    ("volunteer.correct", "/desk/volunteers/{volunteer}/correct", ""),
    ("volunteer.record_deed", "/desk/volunteers/{volunteer}/record-deed", ""),
    ("volunteer.tell_apart", "/desk/volunteers/{volunteer}/tell-apart", "other=M-2"),
    ("volunteer.bring_need", "/volunteers/cards/{card}/bring-need", ""),
    ("volunteer.merge", "/desk/volunteers/{volunteer}/merge", "other=M-2"),
    ("volunteer.split", "/desk/volunteers/{volunteer}/split", ""),
    ("match.reject", "/needs/{need}/reject", "technology={offer}"),
    ("match.confirm", "/needs/{need}/confirm", "technology={offer}"),
    ("network_call.open", "/network-calls", "need={need}"),
    ("network_call.answer", "/network-calls/{network_call}/answer", ""),
    ("network_call.withdraw", "/network-calls/{network_call}/withdraw", ""),
    ("network_call.close", "/network-calls/{network_call}/close", ""),
    ("project.propose", "/projects", ""),
    ("project.edit", "/projects/{project}/edit", ""),
    ("area.assign", "/projects/{project}/areas/1/assign", "clinic=trang"),
    ("project.sign", "/projects/{project}/sign", "name=x&position=x&on_day=10&on_month=5&on_year=2553"),
    ("project.submit", "/projects/{project}/submit", ""),
    ("project.return", "/projects/{project}/return", "reason=x"),
    ("project.approve", "/projects/{project}/approve", ""),
    ("project.mark_transferred", "/projects/{project}/mark-transferred", ""),
    ("project.follow_up", "/projects/{project}/follow-up", ""),
    ("project.close", "/projects/{project}/close", ""),
    ("project.cancel", "/projects/{project}/cancel", "reason=x"),
    ("organisation.register", "/organisations", ""),
    ("organisation.rename", "/organisations/org-trang/rename", ""),
    ("organisation.succeed", "/organisations/org-trang/succeed", ""),
    ("organisation.correct", "/organisations/org-trang/correct", ""),
    ("clinic.register", "/clinics", ""),
    ("clinic.correct", "/clinics/trang/correct", ""),
    ("clinic.correct_contacts", "/clinics/trang/correct-contacts", ""),
    ("clinic.add_institute", "/clinics/trang/add-institute", ""),
    ("clinic.remove_institute", "/clinics/trang/remove-institute", ""),
    ("local_government.register", "/places/local-governments", "name=x&kind=subdistrict&province=92&source=x"),
    ("past_project.register", "/past-projects", ""),
    ("past_project.correct", "/past-projects/H-1/correct", ""),
    ("past_project.withdraw", "/past-projects/H-1/withdraw", ""),
    ("training.register", "/trainings", ""),
    ("training.correct", "/trainings/R-1/correct", ""),
    ("training.withdraw", "/trainings/R-1/withdraw", ""),
    ("published_figure.register", "/published-figures", ""),
    ("published_figure.correct", "/published-figures/F-1/correct", ""),
    ("published_figure.withdraw", "/published-figures/F-1/withdraw", ""),
    ("questionnaire.publish", "/questionnaires", NO_FILE),
    ("activity.record", "/desk/projects/{work}/areas/1/activities", ""),
    ("activity.attend", "/desk/projects/{work}/areas/1/activities/{activity}/attend", ""),
    ("participant.register", "/desk/projects/{work}/areas/1/participants", ""),
    ("response.answer", "/desk/participants/{participant}/follow_up/answer", ""),
    ("response.correct", "/desk/participants/{participant}/application/correct", ""),
    ("participant.withdraw", "/desk/participants/{participant}/withdraw", ""),
    ("opinion.register", "/participation", ""),
    ("opinion.withhold", "/participation/{opinion}/withhold", ""),
    ("opinion.publish", "/participation/{opinion}/publish", ""),
    ("opinion.dispose", "/participation/{opinion}/dispose", ""),
    ("opinion.reply", "/participation/{opinion}/reply", ""),
    ("progress_report.draft", "/desk/progress-reports", "report={work}-A1-2553Q3"),
    ("progress_report.explain", "/desk/progress-reports/{work}-A1-2553Q3/explain", ""),
    ("progress_report.submit", "/desk/progress-reports/{work}-A1-2553Q3/submit", ""),
    ("progress_report.return", "/desk/progress-reports/{work}-A1-2553Q3/return", "reason=x"),
    ("progress_report.accept", "/desk/progress-reports/{work}-A1-2553Q3/accept", ""),
    ("progress_report.lock", "/desk/progress-reports/{work}-A1-2553Q3/lock", ""),
    ("progress_report.correct", "/desk/progress-reports/{work}-A1-2553Q3/correct", ""),
    ("agreement.register", "/agreements", ""),
    ("agreement.sign", "/agreements/{draft_agreement}/sign", ""),
    ("agreement.correct", "/agreements/{agreement}/correct", ""),
    ("agreement.attach", "/agreements/{agreement}/attach", NO_FILE),
    ("agreement.renew", "/agreements/{agreement}/renew", ""),
    ("appointment.appoint", "/appointments", ""),
    ("appointment.correct", "/appointments/{appointment}/correct", ""),
    ("appointment.end", "/appointments/{appointment}/end", ""),
    ("appointment.hand_over", "/appointments/{appointment}/hand-over", ""),
    ("import.apply", "/desk/imports/apply", "kind=needs"),
    ("import.undo", "/desk/imports/{import}/undo", ""),
    ("import.export", "/desk/exports/needs.csv", ""),
    ("account.add", "/desk/accounts", ""),
    ("account.grant", "/desk/accounts/{account}/grant", ""),
    ("account.withdraw", "/desk/accounts/{account}/withdraw", ""),
    ("account.disable", "/desk/accounts/{account}/disable", ""),
    ("account.enable", "/desk/accounts/{account}/enable", ""),
    ("account.set_password", "/desk/accounts/{account}/set-password", ""),
    ("token.issue", "/desk/tokens", ""),
    ("token.end", "/desk/tokens/{token}/end", ""),
    ("thesaurus.enter", "/thesaurus", ""),
    ("thesaurus.correct", "/thesaurus/{phrases}/correct", ""),
    ("thesaurus.remove", "/thesaurus/{phrases}/remove", ""),
    ("index.rebuild", "/desk/search/rebuild", ""),
    ("practice.clear", "/practice/clear", ""),
];

/// A form that could carry a file, and carries none.
const NO_FILE: &str = "--x--\r\n";

/// The records of the clinic of ตรัง that the addresses name.
pub(super) async fn records(world: &World, trang: &Clinic) -> BTreeMap<&'static str, String> {
    let somebody = world.signed_in(Role::Auditor, Scope::Network).await;
    let account = somebody.reader().who().expect("somebody").account;
    let new = NewToken { name: "a program".to_owned(), scope: TokenScope::Read, days: 1 };
    let (token, _) = accounts::issue_token(&world.app, &world.system(), Some(account), new).await.expect("a token");
    let work = monitoring::testing::project(world, "P53-1", &[(trang, 120)]).await.code;
    questionnaires::publish_shipped(&world.app).await.expect("published");
    let (participant, activity) = took_part(&world.of_clinic(Role::ClinicCoordinator, trang).await, &work).await;
    let agreements = "code,kind,clinic,title_th,parties,signed,term_years\n\
        A52,clinic,trang,บันทึกความร่วมมือ,กระทรวง; สถาบันสมมติ,21 ธันวาคม 2552,2\n\
        A53,clinic,trang,ร่างบันทึกความร่วมมือ,กระทรวง; สถาบันสมมติ,,2\n";
    world.bring("agreements", agreements).await;
    let coordinator = "code,post,clinic,name,starts_on\nAP1,clinic_coordinator,trang,สมมติ,2010-05-10\n";
    world.bring("appointments", coordinator).await;
    world.bring("past-projects", "code,fiscal_year,name_th,organiser,source\nH-1,2549,ตู้อบ,สถาบัน,รายงาน\n").await;
    world.bring("trainings", "code,fiscal_year,name_th\nR-1,2552,การเขียน\n").await;
    let figure = "code,fact,value,unit,as_of,source\nF-1,networks,55,เครือข่าย,30 กันยายน 2552,ข่าว\n";
    world.bring("published-figures", figure).await;
    BTreeMap::from([
        ("appointment", "AP1".to_owned()),
        ("phrases", phrases(world).await),
        ("agreement", "A52".to_owned()),
        ("draft_agreement", "A53".to_owned()),
        ("opinion", opinion(world, &work).await),
        ("participant", participant),
        ("activity", activity),
        ("work", work),
        ("technology", technology(world, trang).await),
        ("offer", technologies::testing::offered(world, trang, "เครื่องอบกล้วย", "อบกล้วยให้แห้ง").await.code),
        ("interest", interest(world, trang).await),
        ("network_call", network_call(world, trang).await),
        ("project", project(&world.of_clinic(Role::ClinicManager, trang).await, "1").await),
        ("need", need(&world.anyone(), "1").await),
        ("village", village(world).await),
        ("import", volunteers(world).await),
        ("volunteer", "M-1".to_owned()),
        ("card", card(world).await),
        ("account", account.to_string()),
        ("token", token.id.to_string()),
    ])
}

/// The same of a rehearsal of the clinic of ตรัง, written down in practice mode.
async fn rehearsed(world: &World, trang: &Clinic) -> BTreeMap<&'static str, String> {
    let person = world.of_clinic(Role::ClinicCoordinator, trang).await;
    person.post("/practice/start", &[]).await.expect(303);
    let made = monitoring::testing::project(world, "P53-2", &[(trang, 120)]).await;
    monitoring::testing::rehearse(world, &made, trang).await;
    let work = made.code;
    let (participant, activity) = took_part(&person, &work).await;
    let said = [("text", "อยากให้จัดในวันหยุด"), ("project", work.as_str()), ("once", "practice-1")];
    person.post("/participation", &said).await.expect(303);
    let desk = person.get("/desk/opinions").await.expect(200);
    let opinion = desk.body.split("/participation/O").nth(1).and_then(|rest| rest.split('"').next()).expect("a code");
    BTreeMap::from([
        ("opinion", format!("O{opinion}")),
        ("participant", participant),
        ("activity", activity),
        ("work", work),
        ("project", project(&person, "practice-1").await),
        ("need", need(&person, "practice-1").await),
    ])
}

async fn need(person: &Person, once: &str) -> String {
    let told = [("text", "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา"), ("group_kind", "housewives"), ("province", "92"), ("once", once)];
    let track = person.post("/needs", &told).await.expect_see_other();
    let page = person.get(&track).await;
    page.body
        .split("href=\"/needs/N")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .map(|code| format!("N{code}"))
        .expect("a code")
}

async fn phrases(world: &World) -> String {
    world.bring("thesaurus", "code,phrases,source\nW-1,ปลาร้า; ปลาแดก,สมมติ\n").await;
    "W-1".to_owned()
}

async fn village(world: &World) -> String {
    world.bring("villages", "code,name_th,province,district,clinic\nV-1,บ้านพรุจูด,ตรัง,สิเกา,trang\n").await;
    "V-1".to_owned()
}

/// A network of ตรัง with two volunteers; answers the import that brought them.
async fn volunteers(world: &World) -> String {
    world.bring("volunteer-networks", "code,name_th,province,clinic\nVN-1,อสวท. ตรัง,ตรัง,trang\n").await;
    let two = "code,name,network,province,status\nM-1,สมศรี ใจดี,VN-1,ตรัง,active\nM-2,สมสี ใจดี,VN-1,ตรัง,active\n";
    match world.import("volunteers", two).await {
        Finished::Done(import, _) => import.code,
        Finished::Refused(checked) => panic!("{checked:?}"),
    }
}

/// The code on the card of the first.
async fn card(world: &World) -> String {
    let page = world.officer().await.get("/desk/volunteers/M-1").await.expect(200);
    page.hrefs("a[href^='/volunteers/cards/']")
        .pop()
        .and_then(|href| href.rsplit('/').next().map(str::to_owned))
        .expect("a card")
}

async fn technology(world: &World, trang: &Clinic) -> String {
    let told = technologies::testing::entered(trang, "ตู้อบแห้งพลังแสงอาทิตย์", "อบกล้วยให้แห้งในหน้าฝน");
    let how = Circumstances::default();
    technologies::register(&world.app, &world.system(), trang, told, how).await.expect("a draft").code
}

/// Somebody of ตรัง who wants a technology of it.
async fn interest(world: &World, trang: &Clinic) -> String {
    let offer = technologies::testing::offered(world, trang, "เตาชีวมวล", "เตาประหยัดฟืน").await.code;
    let told = interests::NewInterest {
        name: "ผู้สนใจสมมติ".to_owned(),
        contact: "+66811111111".to_owned(),
        province: "92".to_owned(),
        village: None,
        words: "อยากได้เตาไปเคี่ยวน้ำตาล".to_owned(),
    };
    let how = Circumstances::default();
    let anyone = Reader::anyone(kit::Lang::Th);
    interests::register(&world.app, &anyone, &offer, told, how).await.expect("an interest").code
}

/// What the clinic of ตรัง asks the network about a need of its own.
async fn network_call(world: &World, trang: &Clinic) -> String {
    let coordinator = world.of_clinic(Role::ClinicCoordinator, trang).await;
    let (_, call) = network_calls::testing::asked(world, &coordinator, "call").await;
    call.rsplit('/').next().expect("a code").to_owned()
}

async fn project(person: &Person, once: &str) -> String {
    let form = [
        ("name_th", "อบกล้วยในหน้าฝน"),
        ("fiscal_year", "2553"),
        ("programme", "transfer"),
        ("lead", "trang"),
        ("once", once),
    ];
    let address = person.post("/projects", &form).await.expect_see_other();
    address.split('/').nth(2).expect("a code").to_owned()
}

/// An opinion on the first area of a project at work; nobody has read it yet.
async fn opinion(world: &World, work: &str) -> String {
    let said = NewOpinion {
        text: "อยากให้จัดอบรมในวันหยุด เพราะวันธรรมดาต้องกรีดยาง".to_owned(),
        name: None,
        contact: None,
        channel: participation::Channel::Web,
        received_on: world.app.clock.today(),
        project: Some(work.to_owned()),
        area: Some(1),
    };
    participation::register(&world.app, &world.system(), said, None).await.expect("an opinion").code
}

/// Somebody registered in the first area of a project at work, and a day of it.
async fn took_part(coordinator: &Person, work: &str) -> (String, String) {
    let application = [
        ("sheet.mode", "paper"),
        ("sheet.once", "1"),
        ("prefix", "mrs"),
        ("given_name", "สมมติ"),
        ("family_name", "ใจดี"),
        ("sex", "female"),
        ("age_band", "40_49"),
        ("phone", "0811111111"),
        ("group_kind", "housewives"),
        ("group_name", "กลุ่มแม่บ้านพรุจูด"),
        ("occupation", "craft"),
        ("skill", "sometimes"),
        ("need", "ผ้าย้อมสีธรรมชาติสีตก"),
        ("expected_benefits", "raise_income"),
        ("already_doing", "no"),
        ("heard_from", "leader"),
        ("volunteer_member", "no"),
        ("notice_read", "acknowledged"),
        ("consent_contact", "yes"),
        ("consent_network", "no"),
        ("consent_photo", "no"),
    ];
    let area = format!("/desk/projects/{work}/areas/1");
    let slip = coordinator.post(format!("{area}/participants"), &application).await.expect_see_other();
    let day = [
        ("kind", "transfer"),
        ("title", "ถ่ายทอดการย้อมสีธรรมชาติ"),
        ("held_on_day", "15"),
        ("held_on_month", "6"),
        ("held_on_year", "2553"),
        ("place", "ศาลาหมู่บ้าน"),
        ("once", "2"),
    ];
    let attendance = coordinator.post(format!("{area}/activities"), &day).await.expect_see_other();
    let before_last = |address: &str| address.rsplit('/').nth(1).expect("a code").to_owned();
    (before_last(&slip), before_last(&attendance))
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
    let person = world.of_clinic(Role::ClinicCoordinator, clinic).await;
    person.post("/practice/start", &[]).await.expect(303);
    Some((header::COOKIE, format!("session={}", person.session()?)))
}

async fn sign_in(world: &World, name: &str, held: Option<(Role, Scope)>) -> (Reader, String) {
    let grants =
        held.map(|(role, scope)| accounts::Grant { role, scope, valid_from: super::day("2000-01-01"), valid_to: None });
    accounts::sign_in_as(&world.app, name, grants.into_iter().collect()).await
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
async fn table<'a>(
    world: &World,
    people: &[Column],
    records: &BTreeMap<&'static str, String>,
    verbs: impl Iterator<Item = &'a (&'a str, &'a str, &'a str)>,
) -> String {
    let named = |text: &str| {
        records.iter().fold(text.to_owned(), |text, (noun, code)| text.replace(&format!("{{{noun}}}"), code))
    };
    let mut table = format!("{:<26}", "");
    table.extend(people.iter().map(|(name, _)| format!("{name:<10}")));
    for (verb, address, form) in verbs {
        let (address, form) = (named(address), named(form));
        table.push_str(&format!("\n{verb:<26}"));
        for (_, shown) in people {
            table.push_str(&format!("{:<10}", answer(world, &address, &form, shown.as_ref()).await));
        }
    }
    table.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn every_verb_is_tried_by_every_kind_of_person() {
    let world = World::on_sqlite().await;
    // The third quarter of 2553 is over, so that it may be reported on.
    world.stand_on("2010-07-02");
    let trang = world.trang().await;
    let people = people(&world, &trang).await;
    let records = records(&world, &trang).await;
    insta::assert_snapshot!("rights", table(&world, &people, &records, VERBS.iter()).await);
}

/// On rehearsals of ตรัง only `reh`, its own person in practice mode, may anything, and then every role's
/// part; its people outside of practice mode (`-`) are told how to get in, nobody else learns of them.
#[tokio::test]
async fn only_who_rehearses_in_the_own_clinic_plays_every_role_of_a_rehearsal() {
    let world = World::on_sqlite().await;
    world.stand_on("2010-07-02");
    let trang = world.trang().await;
    questionnaires::publish_shipped(&world.app).await.expect("published");
    let people = people(&world, &trang).await;
    let mut records = rehearsed(&world, &trang).await;
    let offer = technologies::testing::offered(&world, &trang, "เครื่องอบกล้วย", "อบกล้วยให้แห้ง").await.code;
    let of_rehearsals = |address: &str| records.keys().any(|noun| address.contains(&format!("{{{noun}}}")));
    let verbs: Vec<_> =
        VERBS.iter().filter(|(_, address, form)| of_rehearsals(address) || of_rehearsals(form)).collect();
    records.insert("offer", offer);
    insta::assert_snapshot!("rehearsals", table(&world, &people, &records, verbs.into_iter()).await);
}

#[test]
fn every_verb_has_its_line_in_the_table() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut missing = Vec::new();
    // A feature that takes no POST has its verbs called by imports alone.
    for feature in source.read_dir().expect("the source").map(|entry| entry.expect("an entry").path()) {
        let read = |file: &str| std::fs::read_to_string(feature.join(file)).unwrap_or_default();
        if read("mod.rs").contains("post(") {
            missing.extend(
                verbs_of(&read("policy.rs")).into_iter().filter(|verb| !VERBS.iter().any(|(known, ..)| known == verb)),
            );
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
    let named = policy
        .lines()
        .filter_map(|line| line.trim().split_once("=> \"").map(|(left, right)| (left, right.trim_end_matches("\","))));
    named
        .filter(|(left, _)| left.starts_with("Verb::") && !inside.iter().any(|name| left.starts_with(name.as_str())))
        .map(|(_, verb)| verb.to_owned())
        .collect()
}
