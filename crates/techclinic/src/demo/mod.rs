//! The demonstration: the history of the network as documents printed it, and beside it an invented
//! network that lives around today. Everything comes in as it would in life, through imports and
//! through the features' own verbs; the same seed and day make the same network. What is invented is
//! marked so, and no name in it is anybody's.
//!
//! Its telephone numbers reach nobody: all lie in 071, which is none of the area codes of Thailand's
//! numbering plan (02, 03x, 04x, 05x, and 073 to 077 in the South), with a subscriber's number that begins
//! with 000. They would have to be changed if that code were ever given out.

mod answers;
mod calls;
mod catalogue;
mod components;
mod history;
mod integration_plan;
mod money;
mod needs;
mod network;
mod people;
mod plans;
mod projects;
mod proposals;
mod sign_ins;
mod table;

use std::sync::OnceLock;

use bytes::Bytes;
use chrono::NaiveDate;
use kit::{Chance, Clock};

use house::accounts::Reader;
use house::app::App;
use house::config::Settings;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot};
use house::{organisations, understanding};
use transfer::questionnaires;

pub use people::SignIn;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { slots: &[ON_SIGN_IN], ..Feature::of(components::routes) };

/// On the page of signing in: the people of the demonstration.
const ON_SIGN_IN: Slot = Slot { on: Spot::SignIn, place: 10, fill: sign_ins::on_sign_in };

/// The seed of the demonstration when nobody says another.
pub const SEED: u64 = 2553;

/// How big a network, and which.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// One is the demonstration; a hundred the country over ten years.
    pub scale: u32,
    /// What chance begins with.
    pub seed: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self { scale: 1, seed: SEED }
    }
}

/// Told what is being loaded, and how much of it.
pub type Tell<'a> = &'a (dyn Fn(&'static str, usize) + Send + Sync);

/// What is kept once everything is loaded.
const WHOLE: &str = "demonstration/whole";

/// Is the demonstration here already?
///
/// # Errors
/// When the database cannot be read; when loading was cut short.
pub async fn is_loaded(app: &App) -> anyhow::Result<bool> {
    let begun = organisations::find_clinic(&app.db, network::FIRST).await.map_err(kit::Error::into_anyhow)?.is_some();
    let whole = begun && app.files.get(WHOLE).await.is_ok();
    anyhow::ensure!(
        whole || !begun,
        "the demonstration was cut short while it was loaded: start with an empty data folder"
    );
    Ok(whole)
}

/// Loads the demonstration, unless it is there; answers with what to sign in: one for each role, and one of a
/// second clinic.
///
/// # Errors
/// When the database cannot be written, or a file of ours has a fault.
pub async fn load(app: &App, plan: Plan, tell: Tell<'_>) -> anyhow::Result<Vec<SignIn>> {
    if !is_loaded(app).await? {
        build(app, plan, tell).await.map_err(kit::Error::into_anyhow)?;
        app.files.put(WHOLE, Bytes::from_static(b"whole")).await?;
    }
    people::sign_ins(plan.seed).map_err(kit::Error::into_anyhow)
}

/// The order in which a need travels. Each step stands on those before it; one that is already done
/// is never undone by a later one.
///
/// # Errors
/// When a step is refused or cannot be written.
pub async fn build(app: &App, plan: Plan, tell: Tell<'_>) -> kit::Result<()> {
    let stage = &Stage::new(app, plan);
    history::load(stage, tell).await?;
    network::load(stage, tell).await?;
    people::load(stage, tell).await?;
    network::load_agreements(stage, tell).await?;
    network::load_technologies(stage, tell).await?;
    catalogue::load(stage, tell).await?;
    network::load_villages(stage, tell).await?;
    network::load_volunteers(stage, tell).await?;
    questionnaires::publish_shipped(&stage.of_record()).await?;
    // Clinics choose by what the program proposes, so the technologies are read first.
    understanding::settle(&stage.app).await?;
    let matched = needs::load(stage, tell).await?;
    catalogue::load_interests(stage, tell).await?;
    calls::load(stage, tell).await?;
    proposals::load(stage).await?;
    projects::load(stage, matched, tell).await?;
    needs::let_climb(stage).await?;
    integration_plan::load(stage, tell).await?;
    // Here follow the events, from their own file in this folder.
    people::admit_neighbour(stage).await
}

/// What every step is given: an application with its own clock and seeded chance.
struct Stage {
    /// Stands where the story stands; what it writes is marked as invented.
    app: App,
    plan: Plan,
    today: NaiveDate,
    /// Who does the network's work, once they have accounts.
    officers: OnceLock<people::Officers>,
}

impl Stage {
    fn new(app: &App, plan: Plan) -> Self {
        let today = app.clock.today();
        let settings = Settings { demo: true, ..(*app.settings).clone() };
        let app = with(app, settings, today, Chance::seeded(plan.seed));
        Self { app, plan, today, officers: OnceLock::new() }
    }

    /// The same without the mark: for what documents really printed. One chance serves both, so that
    /// no identifier is made twice.
    fn of_record(&self) -> App {
        let settings = Settings { demo: false, ..(*self.app.settings).clone() };
        with(&self.app, settings, self.today, self.app.chance.clone())
    }

    /// Moves the story to a day so long ago, and answers it.
    fn days_ago(&self, days: i64) -> NaiveDate {
        let day = self.today - chrono::Duration::days(days);
        self.app.clock.set(day);
        day
    }

    /// Those who do the network's work: there are some from the step of the people on.
    fn officers(&self) -> kit::Result<&people::Officers> {
        self.officers.get().ok_or_else(|| anyhow::anyhow!("the people of the demonstration come first").into())
    }

    fn program() -> Reader {
        Reader::system("demonstration")
    }
}

fn with(app: &App, settings: Settings, today: NaiveDate, chance: Chance) -> App {
    App::new(app.db.clone(), app.files.clone(), Clock::starting_on(today), chance, settings)
}
