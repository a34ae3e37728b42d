//! A project of 2553 with its areas, participants and follow-ups, written straight into the tables:
//! stories of figures need many records and none of the ways by which they came.

use uuid::Uuid;

use super::store::fixtures::{change, put, put_once};
use crate::app::App;
use crate::organisations::Clinic;
use crate::responses::{self, Door};
use crate::testing::{World, day};

/// A project at work from April to September 2553.
pub(crate) struct Project {
    pub(crate) id: Uuid,
    pub(crate) code: String,
    pub(crate) areas: Vec<Uuid>,
}

fn id(app: &App) -> Uuid {
    app.chance.id(app.clock.now())
}

/// Makes it, with one area for each clinic, in its province, of so many planned persons.
pub(crate) async fn project(world: &World, code: &str, areas: &[(&Clinic, i32)]) -> Project {
    let mut made = Project { id: bare_project(&world.app, code).await, code: code.to_owned(), areas: Vec::new() };
    for (position, (clinic, persons)) in (0..).zip(areas) {
        let area = planned_area(&world.app, made.id, position, clinic).await;
        half_paid(&world.app, made.id, area, position, *persons).await;
        made.areas.push(area);
    }
    indicator(world, &made, "recipients", "persons", 330, "recipients.1").await;
    indicator(world, &made, "satisfaction_benefit", "percent", 8_500, "satisfied_share.1").await;
    indicator(world, &made, "application", "percent", 8_500, "applied_share.1").await;
    made
}

/// Turns it into a rehearsal that `lead` leads.
pub(crate) async fn rehearse(world: &World, project: &Project, lead: &Clinic) {
    change(&world.app.db, "project", "practice", true.into(), project.id).await;
    change(&world.app.db, "project", "lead_clinic_id", lead.id.into(), project.id).await;
}

/// An approved project of 2553 without areas.
async fn bare_project(app: &App, code: &str) -> Uuid {
    let (project, now) = (id(app), app.clock.now());
    let words = ["topic", "selection_reasons", "rationale", "objectives", "benefits", "method", "monitoring"];
    let more = ["responsible", "budget_source", "level_evidence"];
    let unsaid = words.into_iter().chain(more).map(|column| (column, "".into()));
    let told = [
        ("id", project.into()),
        ("code", code.into()),
        ("name_th", "โครงการทดสอบ".into()),
        ("name_en", "A test project".into()),
        ("name_sort", vec![0u8].into()),
        ("fiscal_year", 2553.into()),
        ("programme", "participation".into()),
        ("starts_on", day("2010-04-01").into()),
        ("ends_on", day("2010-09-30").into()),
        ("stated_total", 100_0000i64.into()),
        ("stated_persons", 330.into()),
        ("offsetting", true.into()),
        ("status", "approved".into()),
        ("plan_version", 1.into()),
        ("pending_follow_up", false.into()),
        ("practice", false.into()),
        ("invented", false.into()),
        ("created_at", now.into()),
        ("updated_at", now.into()),
        ("version", 1i64.into()),
    ];
    put(&app.db, "project", told.into_iter().chain(unsaid)).await;
    project
}

async fn planned_area(app: &App, project: Uuid, position: i32, clinic: &Clinic) -> Uuid {
    let area = id(app);
    let row = [
        ("id", area.into()),
        ("project_id", project.into()),
        ("position", position.into()),
        ("province", clinic.province.clone().into()),
        ("clinic_id", clinic.id.into()),
        ("as_printed", format!("พื้นที่ {}", position + 1).into()),
    ];
    put(&app.db, "area", row).await;
    area
}

/// A budget line of 1,000 baht a person, granted whole and half of it paid in May.
async fn half_paid(app: &App, project: Uuid, area: Uuid, position: i32, persons: i32) {
    let (line, amount) = (id(app), i64::from(persons) * 100_000);
    let planned = [
        ("id", line.into()),
        ("project_id", project.into()),
        ("position", (position + 1).into()),
        ("label", "ค่าถ่ายทอด".into()),
        ("area_id", area.into()),
        ("expense_class", "".into()),
        ("persons", persons.into()),
        ("amount", amount.into()),
        ("granted_before", 0i64.into()),
        ("granted_now", amount.into()),
    ];
    put(&app.db, "budget_line", planned).await;
    let paid = [
        ("id", id(app).into()),
        ("budget_line_id", line.into()),
        ("paid_on", day("2010-05-20").into()),
        ("amount", (amount / 2).into()),
        ("recorded_at", app.clock.now().into()),
    ];
    put(&app.db, "disbursement", paid).await;
}

/// Promises something.
pub(crate) async fn indicator(world: &World, project: &Project, code: &str, unit: &str, target: i64, formula: &str) {
    let row = [
        ("id", id(&world.app).into()),
        ("project_id", project.id.into()),
        ("position", 1.into()),
        ("code", code.into()),
        ("name_th", format!("ตัวชี้วัด {code}").into()),
        ("unit", unit.into()),
        ("target", target.into()),
        ("formula", formula.into()),
    ];
    put(&world.app.db, "project_indicator", row).await;
}

/// One person who received a transfer.
pub(crate) async fn participant(
    world: &World,
    project: &Project,
    area: usize,
    sex: &str,
    transferred: &str,
    practice: bool,
) -> Uuid {
    let (app, person) = (&world.app, id(&world.app));
    let row = [
        ("id", person.into()),
        ("code", person.to_string().into()),
        ("project_id", project.id.into()),
        ("area_id", project.areas[area].into()),
        ("name", "ผู้รับบริการ".into()),
        ("sex", sex.into()),
        ("group_kind", "farmers".into()),
        ("consented", true.into()),
        ("registered_on", day(transferred).into()),
        ("transferred_on", day(transferred).into()),
        ("practice", practice.into()),
        ("recorded_at", app.clock.now().into()),
        ("version", 1i64.into()),
    ];
    put(&app.db, "participant", row).await;
    person
}

/// A follow-up of that person: a score from 1 to 5 and whether they apply it.
pub(crate) async fn follow_up(
    world: &World,
    project: &Project,
    area: usize,
    person: Uuid,
    answered: &str,
    score: u8,
    applied: &str,
) -> Uuid {
    let (app, response) = (&world.app, id(&world.app));
    let form = questionnaire(world).await;
    let row = [
        ("id", response.into()),
        ("instance_id", response.to_string().into()),
        ("questionnaire_id", form.into()),
        ("kind", "follow_up".into()),
        ("participant_id", person.into()),
        ("project_id", project.id.into()),
        ("area_id", project.areas[area].into()),
        ("mode", "web".into()),
        ("answered_on", day(answered).into()),
        ("answers", serde_json::json!({}).into()),
        ("revision", 1.into()),
        ("superseded", false.into()),
        ("recorded_at", app.clock.now().into()),
    ];
    put(&app.db, "response", row).await;
    for (name, value) in [("satisfaction_benefit", score.to_string()), ("applied", applied.to_owned())] {
        let row = [("response_id", response.into()), ("name", name.into()), ("value", value.into())];
        put(&app.db, "response_value", row).await;
    }
    response
}

/// The one version of the follow-up that these answers are to.
async fn questionnaire(world: &World) -> Uuid {
    let form = Uuid::from_u128(2553);
    let row = [
        ("id", form.into()),
        ("kind", "follow_up".into()),
        ("form_version", "1".into()),
        ("title", "".into()),
        ("xlsx", vec![0u8].into()),
        ("xform", "".into()),
        ("published_at", world.app.clock.now().into()),
    ];
    put_once(&world.app.db, "questionnaire", row).await;
    form
}

/// Takes an answer out of account, as a later revision of it does.
pub(crate) async fn supersede(world: &World, response: Uuid) {
    change(&world.app.db, "response", "superseded", true.into(), response).await;
}

/// Somebody asks for their data to be taken out.
pub(crate) async fn withdraw(world: &World, person: Uuid) {
    let code = person.to_string();
    responses::withdraw(&world.app, &world.system(), Door::Slip, &code).await.expect("withdrawn");
}
