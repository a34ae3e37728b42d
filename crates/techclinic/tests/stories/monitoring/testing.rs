//! A project of 2553 that files bring in, with participants and follow-ups written straight into the
//! tables: stories of figures need many of these and none of the ways by which they came.

use uuid::Uuid;

use crate::projects::testing::at_work;
use crate::testing::rows::{change, put, put_once};
use crate::testing::{Tried, World, day};
use techclinic::app::App;
use techclinic::organisations::Clinic;
use techclinic::responses::{self, Door};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried::of(&[
    ("progress_report.draft", "/desk/progress-reports", "report={work}-A1-2553Q3"),
    ("progress_report.explain", "/desk/progress-reports/{work}-A1-2553Q3/explain", ""),
    ("progress_report.submit", "/desk/progress-reports/{work}-A1-2553Q3/submit", ""),
    ("progress_report.return", "/desk/progress-reports/{work}-A1-2553Q3/return", "reason=x"),
    ("progress_report.accept", "/desk/progress-reports/{work}-A1-2553Q3/accept", ""),
    ("progress_report.lock", "/desk/progress-reports/{work}-A1-2553Q3/lock", ""),
    ("progress_report.correct", "/desk/progress-reports/{work}-A1-2553Q3/correct", ""),
]);

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
    promising(world, code, areas, &[]).await
}

/// The same with further indicators: code, unit, target and formula.
pub(crate) async fn promising(
    world: &World,
    code: &str,
    areas: &[(&Clinic, i32)],
    more: &[(&str, &str, i64, &str)],
) -> Project {
    let made = at_work(world, code, areas, more).await;
    for (number, line) in (1..).zip(&made.plan.budget.lines) {
        half_paid(&world.app, (made.id, number), line.id, line.amount.0).await;
    }
    let areas = made.plan.areas.iter().map(|area| area.id).collect();
    Project { id: made.id, code: made.code, areas }
}

/// Half of a budget line, paid in May.
async fn half_paid(app: &App, (project, number): (Uuid, i32), line: Uuid, amount: i64) {
    let paid = [
        ("id", id(app).into()),
        ("project_id", project.into()),
        ("number", number.into()),
        ("budget_line_id", line.into()),
        ("paid_on", day("2010-05-20").into()),
        ("amount", (amount / 2).into()),
        ("recorded_at", app.clock.now().into()),
    ];
    put(&app.db, "disbursement", paid).await;
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
