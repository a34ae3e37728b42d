//! Integration plans: one of 2555 as big as the ministry printed (docs/requirements.md A4-01), every row of it
//! invented; that of this year, compiled from the projects of the demonstration; and that of the next, to try it.

use std::fmt::Write as _;

use bytes::Bytes;
use kit::show::Bilingual;
use kit::{Lang, msg};
use serde::Deserialize;
use thai::places::{Place, provinces_on};
use thai::{FiscalYear, Satang};

use super::{Stage, Tell, history, table};
use transfer::integration_plans::{self, Description};

/// The year of which the ministry printed how many projects its plan had, and what they cost.
const PRINTED: FiscalYear = FiscalYear(2555);
/// Projects.
const ROWS: usize = 637;
/// What they cost, in baht.
const BAHT: i64 = 567_359_000;

/// What a project is about.
#[derive(Deserialize)]
struct Topic {
    th: String,
    en: String,
}

/// An institute that carries projects out.
#[derive(Deserialize)]
struct Institute {
    code: String,
}

/// All three plans.
pub(super) async fn load(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let program = &Stage::program();
    open(stage, PRINTED, Some(ROWS)).await?;
    history::import(&stage.app, "plan-items", Bytes::from_static(ITEMS.as_bytes()), tell).await?;
    history::import(&stage.app, "integration-plan-rows", Bytes::from(rows()?), tell).await?;
    integration_plans::freeze(&stage.app, program, PRINTED.0).await?;
    integration_plans::publish(&stage.app, program, PRINTED.0).await?;
    let this = FiscalYear::of(stage.today);
    open(stage, this, None).await?;
    integration_plans::compile(&stage.app, program, this.0).await?;
    match integration_plans::freeze(&stage.app, program, this.0).await {
        Ok(_) => integration_plans::publish(&stage.app, program, this.0).await.map(drop)?,
        // Early in a year no project of it is approved yet: its plan is still compiled.
        Err(kit::Error::Invalid(_)) => {}
        Err(error) => return Err(error),
    }
    open(stage, FiscalYear(this.0 + 1), None).await
}

const ITEMS: &str = include_str!("../../demo/living/plan-items.csv");
const TOPICS: &str = include_str!("../../demo/living/plan-topics.csv");
const INSTITUTES: &str = include_str!("../../demo/living/organisations.csv");

/// Opens the plan of a year, with the figures of its paper where there is one.
async fn open(stage: &Stage, year: FiscalYear, printed: Option<usize>) -> kit::Result<()> {
    let say = |lang, id| stage.app.words.say(lang, &msg(id).with("year", year.0.to_string()));
    let name = "integration-plans-usual-name";
    let told = Description {
        name: Bilingual::new(say(Lang::Th, name), say(Lang::En, name)),
        goal: Some(say(Lang::Th, "integration-plans-usual-goal")),
        source: None,
        note: None,
        stated_count: printed.and_then(|rows| i64::try_from(rows).ok()),
        stated_sum: printed.and(Satang::from_baht(BAHT)),
    };
    integration_plans::open(&stage.app, &Stage::program(), year, told, None).await?;
    Ok(())
}

/// The rows of 2555: all provinces of that day in turn, some in two of them, a few in the whole country; the last one
/// takes what is left of the money.
fn rows() -> kit::Result<String> {
    let (topics, institutes): (Vec<Topic>, Vec<Institute>) = (table::rows(TOPICS)?, table::rows(INSTITUTES)?);
    let provinces: Vec<&Place> = provinces_on(PRINTED.start()).collect();
    let mut left = BAHT;
    let mut text = "code,fiscal_year,name_th,name_en,agency,provinces,amount_baht,mechanism,counterparts,beneficiaries,plan_items\n".to_owned();
    for at in 0..ROWS {
        let (topic, institute) = (&topics[at * 5 % topics.len()], &institutes[at * 3 % institutes.len()]);
        let (first, second) = (provinces[at % provinces.len()], provinces[(at + 1) % provinces.len()]);
        let places: &[&Place] = match at {
            _ if at + 1 == ROWS || at % 97 == 96 => &[],
            _ if at % 11 == 10 => &[first, second],
            _ => &[first],
        };
        let baht = if at + 1 == ROWS { left } else { 100_000 + i64::try_from(at * 7_919 % 1_500).unwrap_or(0) * 1_000 };
        left -= baht;
        let (code, agency) = (at + 1, &institute.code);
        let (th, en) =
            (named(&topic.th, places, |place| place.name_th), named(&topic.en, places, |place| place.name_en));
        let provinces = places.iter().map(|place| place.code.to_string()).collect::<Vec<_>>().join("; ");
        let mechanism = if at % 3 == 0 { "network_clinic" } else { "agency_mission" };
        let counterparts =
            ["government", "local_government", "education", "private", "community_enterprise", "civil_society"];
        let counterpart = counterparts[at % counterparts.len()];
        let items = if at % 4 == 0 { "DEMO-N1" } else { "" };
        let _ = writeln!(
            text,
            "B55-{code:03},{},\"{th}\",\"{en}\",{agency},{provinces},{baht},{mechanism},{counterpart},people,{items}",
            PRINTED.0
        );
    }
    Ok(text)
}

/// What a project is called, with where it is.
fn named(topic: &str, places: &[&Place], name: impl Fn(&Place) -> &str) -> String {
    if places.is_empty() {
        return topic.to_owned();
    }
    format!("{topic} ({})", places.iter().map(|place| name(place)).collect::<Vec<_>>().join(", "))
}
