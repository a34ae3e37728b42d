//! Invented institutes with their clinics, and what they can teach.

use bytes::Bytes;
use chrono::NaiveDate;

use super::{Stage, Tell, history};

/// The code of the clinic whose people sign in; where it is, loading has begun.
pub(super) const FIRST: &str = "trang";

/// Who holds which post; the same file says which accounts there are for them.
pub(super) const APPOINTMENTS: &str = include_str!("../../demo/living/appointments.csv");

/// Institutes, the clinics they run, which others belong to them, some local governments, and what some
/// did in the years before the system. Days count back from today: `{330}` is the day 330 days ago.
pub(super) async fn load(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    for (kind, file) in [
        ("organisations", include_str!("../../demo/living/organisations.csv")),
        ("clinics", include_str!("../../demo/living/clinics.csv")),
        ("institutes", include_str!("../../demo/living/institutes.csv")),
        ("local-governments", include_str!("../../demo/living/local-governments.csv")),
        ("past-projects", include_str!("../../demo/living/past-projects.csv")),
    ] {
        history::import(&stage.app, kind, Bytes::from(dated(file, stage.today)), tell).await?;
    }
    Ok(())
}

pub(super) async fn load_technologies(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let file = include_str!("../../demo/living/technologies.csv");
    history::import(&stage.app, "technologies", Bytes::from(dated(file, stage.today)), tell).await
}

/// Invented agreements and people in post.
pub(super) async fn load_agreements(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    for (kind, file) in
        [("agreements", include_str!("../../demo/living/agreements.csv")), ("appointments", APPOINTMENTS)]
    {
        history::import(&stage.app, kind, Bytes::from(dated(file, stage.today)), tell).await?;
    }
    Ok(())
}

/// The file with its days.
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
