//! Invented institutes with their clinics, and what they can teach.

use bytes::Bytes;
use chrono::NaiveDate;
use kit::show::Bilingual;
use serde::Deserialize;

use super::{Stage, Tell, history, table};
use crate::organisations::{self, Contacts, NewClinic, NewOrganisation, OrganisationKind};

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
        contacts: Contacts { email: Some(format!("clinic-{}@example.org", line.code)), ..Contacts::default() },
        province: line.province,
        code: line.code,
    };
    organisations::register_clinic(app, &program, clinic, None).await?;
    Ok(())
}

pub(super) async fn load_technologies(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let file = include_bytes!("../../demo/living/technologies.csv");
    history::import(&stage.app, "technologies", Bytes::from_static(file), tell).await
}

/// Invented agreements and people in post. Days count back from today: `{330}` is the day 330 days ago.
pub(super) async fn load_agreements(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    for (kind, file) in [
        ("agreements", include_str!("../../demo/living/agreements.csv")),
        ("appointments", include_str!("../../demo/living/appointments.csv")),
    ] {
        history::import(&stage.app, kind, Bytes::from(dated(file, stage.today)), tell).await?;
    }
    Ok(())
}

fn dated(file: &str, today: NaiveDate) -> String {
    let mut parts = file.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (days, rest) = part.split_once('}').unwrap_or(("0", part));
        let day = today - chrono::Duration::days(days.parse().unwrap_or(0));
        text.push_str(&day.to_string());
        text.push_str(rest);
    }
    text
}

/// As many villages, districts and provinces as the ministry printed (docs/requirements.md G-16), all
/// of them invented.
pub(super) async fn load_villages(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let villages = Bytes::from_static(include_bytes!("../../demo/living/villages.csv"));
    history::import(&stage.app, "villages", villages, tell).await?;
    let progress = Bytes::from_static(include_bytes!("../../demo/living/village-progress.csv"));
    history::import(&stage.app, "village-progress", progress, tell).await
}

/// As many networks of volunteers as the ministry printed (docs/requirements.md G-17), with a few members
/// each, all of them invented.
pub(super) async fn load_volunteers(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let networks = Bytes::from_static(include_bytes!("../../demo/living/volunteer-networks.csv"));
    history::import(&stage.app, "volunteer-networks", networks, tell).await?;
    let people = Bytes::from_static(include_bytes!("../../demo/living/volunteers.csv"));
    history::import(&stage.app, "volunteers", people, tell).await
}
