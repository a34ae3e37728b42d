//! Invented institutes with their clinics, and what they can teach.

use kit::form::optional;
use kit::show::Bilingual;
use serde::Deserialize;

use super::{Stage, Tell, history, table};
use crate::organisations::{self, NewClinic, NewOrganisation, OrganisationKind};

/// The code of the clinic whose people sign in; where it is, loading has begun.
pub(super) const FIRST: &str = "trang";

/// One clinic with the institute that runs it.
#[derive(Deserialize)]
struct Line {
    code: String,
    institute_th: String,
    institute_en: String,
    place_th: String,
    place_en: String,
    province: String,
    answers_for: String,
}

pub(super) async fn load(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let lines: Vec<Line> = table::rows(include_str!("../../demo/living/clinics.csv"))?;
    for (done, line) in lines.into_iter().enumerate() {
        clinic(stage, line).await?;
        tell("clinics", done + 1);
    }
    Ok(())
}

async fn clinic(stage: &Stage, line: Line) -> kit::Result<()> {
    let (app, program) = (&stage.app, Stage::program());
    let institute = NewOrganisation {
        code: format!("inst-{}", line.code),
        kind: OrganisationKind::Institute,
        name: Bilingual::new(
            format!("{} ({})", line.institute_th, line.place_th),
            format!("{}, {}", line.institute_en, line.place_en),
        ),
        province: Some(line.province.clone()),
    };
    let institute = organisations::register(app, &program, institute, None).await?;
    let clinic = NewClinic {
        organisation: institute.id,
        name: Bilingual::new(
            format!("คลินิกเทคโนโลยี {} ({})", line.institute_th, line.place_th),
            format!("Technology Clinic, {}, {}", line.institute_en, line.place_en),
        ),
        answers_for: line.answers_for.split(' ').map(str::to_owned).collect(),
        contact: optional(&format!("clinic-{}@example.org", line.code)),
        province: line.province,
        code: line.code,
    };
    organisations::register_clinic(app, &program, clinic, None).await?;
    Ok(())
}

pub(super) async fn load_technologies(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    history::import(&stage.app, "technologies", include_bytes!("../../demo/living/technologies.csv"), tell).await
}

/// As many villages, districts and provinces as the ministry printed (docs/requirements.md G-16), all
/// of them invented.
pub(super) async fn load_villages(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let app = &stage.app;
    history::import(app, "villages", include_bytes!("../../demo/living/villages.csv"), tell).await?;
    history::import(app, "village-progress", include_bytes!("../../demo/living/village-progress.csv"), tell).await
}

/// As many networks of volunteers as the ministry printed (docs/requirements.md G-17), with a few members
/// each, all of them invented.
pub(super) async fn load_volunteers(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let app = &stage.app;
    history::import(app, "volunteer-networks", include_bytes!("../../demo/living/volunteer-networks.csv"), tell)
        .await?;
    history::import(app, "volunteers", include_bytes!("../../demo/living/volunteers.csv"), tell).await
}
