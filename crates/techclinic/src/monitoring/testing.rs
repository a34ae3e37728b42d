//! A project of 2553 with its areas, participants and follow-ups, written straight into the tables:
//! stories of figures need many records and none of the ways by which they came.

use uuid::Uuid;

use super::store::fixtures::{change, put, put_once};
use crate::app::App;
use crate::organisations::Clinic;
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
    let (app, project) = (&world.app, id(&world.app));
    let now = app.clock.now();
    let empty = || "".into();
    put(
        &app.db,
        "project",
        [
            "id",
            "code",
            "name_th",
            "name_en",
            "name_sort",
            "fiscal_year",
            "programme",
            "topic",
            "selection_reasons",
            "rationale",
            "objectives",
            "benefits",
            "method",
            "monitoring",
            "responsible",
            "starts_on",
            "ends_on",
            "budget_source",
            "stated_total",
            "stated_persons",
            "offsetting",
            "level_evidence",
            "status",
            "plan_version",
            "pending_follow_up",
            "practice",
            "invented",
            "created_at",
            "updated_at",
            "version",
        ],
        [
            project.into(),
            code.into(),
            "โครงการทดสอบ".into(),
            "A test project".into(),
            vec![0u8].into(),
            2553.into(),
            "participation".into(),
            empty(),
            empty(),
            empty(),
            empty(),
            empty(),
            empty(),
            empty(),
            empty(),
            day("2010-04-01").into(),
            day("2010-09-30").into(),
            empty(),
            100_0000i64.into(),
            330.into(),
            true.into(),
            empty(),
            "approved".into(),
            1.into(),
            false.into(),
            false.into(),
            false.into(),
            now.into(),
            now.into(),
            1i64.into(),
        ],
    )
    .await;
    let mut made = Project { id: project, code: code.to_owned(), areas: Vec::new() };
    for (at, (clinic, persons)) in areas.iter().enumerate() {
        let (area, position) = (id(app), i32::try_from(at + 1).expect("few"));
        put(
            &app.db,
            "area",
            ["id", "project_id", "position", "province", "clinic_id", "as_printed"],
            [
                area.into(),
                project.into(),
                (position - 1).into(),
                clinic.province.clone().into(),
                clinic.id.into(),
                format!("พื้นที่ {position}").into(),
            ],
        )
        .await;
        let (line, amount) = (id(app), i64::from(*persons) * 100_000);
        put(
            &app.db,
            "budget_line",
            [
                "id",
                "project_id",
                "position",
                "label",
                "area_id",
                "expense_class",
                "persons",
                "amount",
                "granted_before",
                "granted_now",
            ],
            [
                line.into(),
                project.into(),
                position.into(),
                "ค่าถ่ายทอด".into(),
                area.into(),
                empty(),
                (*persons).into(),
                amount.into(),
                0i64.into(),
                amount.into(),
            ],
        )
        .await;
        put(
            &app.db,
            "disbursement",
            ["id", "budget_line_id", "paid_on", "amount", "recorded_at"],
            [id(app).into(), line.into(), day("2010-05-20").into(), (amount / 2).into(), now.into()],
        )
        .await;
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

/// Promises something.
pub(crate) async fn indicator(world: &World, project: &Project, code: &str, unit: &str, target: i64, formula: &str) {
    put(
        &world.app.db,
        "project_indicator",
        ["id", "project_id", "position", "code", "name_th", "unit", "target", "formula"],
        [
            id(&world.app).into(),
            project.id.into(),
            1.into(),
            code.into(),
            format!("ตัวชี้วัด {code}").into(),
            unit.into(),
            target.into(),
            formula.into(),
        ],
    )
    .await;
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
    put(
        &app.db,
        "participant",
        [
            "id",
            "code",
            "project_id",
            "area_id",
            "name",
            "sex",
            "group_kind",
            "consented",
            "registered_on",
            "transferred_on",
            "practice",
            "recorded_at",
            "version",
        ],
        [
            person.into(),
            person.to_string().into(),
            project.id.into(),
            project.areas[area].into(),
            "ผู้รับบริการ".into(),
            sex.into(),
            "farmers".into(),
            true.into(),
            day(transferred).into(),
            day(transferred).into(),
            practice.into(),
            app.clock.now().into(),
            1i64.into(),
        ],
    )
    .await;
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
    put(
        &app.db,
        "response",
        [
            "id",
            "instance_id",
            "questionnaire_id",
            "kind",
            "participant_id",
            "project_id",
            "area_id",
            "mode",
            "answered_on",
            "answers",
            "revision",
            "superseded",
            "recorded_at",
        ],
        [
            response.into(),
            response.to_string().into(),
            form.into(),
            "follow_up".into(),
            person.into(),
            project.id.into(),
            project.areas[area].into(),
            "web".into(),
            day(answered).into(),
            serde_json::json!({}).into(),
            1.into(),
            false.into(),
            app.clock.now().into(),
        ],
    )
    .await;
    for (name, value) in [("satisfaction_benefit", score.to_string()), ("applied", applied.to_owned())] {
        put(&app.db, "response_value", ["response_id", "name", "value"], [response.into(), name.into(), value.into()])
            .await;
    }
    response
}

/// The one version of the follow-up that these answers are to.
async fn questionnaire(world: &World) -> Uuid {
    let form = Uuid::from_u128(2553);
    let columns = ["id", "kind", "form_version", "title", "xlsx", "xform", "published_at"];
    let now = world.app.clock.now();
    let values = [form.into(), "follow_up".into(), "1".into(), "".into(), vec![0u8].into(), "".into(), now.into()];
    put_once(&world.app.db, "questionnaire", columns, values).await;
    form
}

/// Takes an answer out of account, as a later revision of it does.
pub(crate) async fn supersede(world: &World, response: Uuid) {
    change(&world.app.db, "response", "superseded", true.into(), response).await;
}

/// Somebody asks for their data to be taken out.
pub(crate) async fn withdraw(world: &World, person: Uuid) {
    let now = world.app.clock.now();
    change(&world.app.db, "participant", "withdrawn_at", now.into(), person).await;
}
