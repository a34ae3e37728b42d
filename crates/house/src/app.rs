//! The application: the ground it stands on and the settings it runs with. Built once at start and
//! handed to every handler.

use std::num::NonZeroU32;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use kit::files::Files;
use kit::mail::Mailer;
use kit::message_port::MessagePort;
use kit::web::Throttle;
use kit::{Chance, Clock, Db, Ground};
use utoipa_axum::router::OpenApiRouter;

use crate::config::Settings;
use crate::indexing::Finder;
use crate::messages;
use crate::understanding::Understanding;

/// Writes the program's figures as Prometheus reads them.
pub type Figures = Arc<dyn Fn() -> String + Send + Sync>;

/// The addresses of a feature. Those of the API are registered with the router and with the document
/// in one act, by `.routes(routes!(…))`.
pub type Routes = OpenApiRouter<App>;

/// What every handler, verb and command is given. It reads as the [`Ground`] it stands on.
#[derive(Clone)]
pub struct App {
    ground: Ground,
    /// The settings, with where each came from.
    pub settings: Arc<Settings>,
    /// The way to the mail server; `None` where no letters are sent.
    pub mailer: Option<Mailer>,
    /// The ways by which participants are reminded; `None` where none is configured.
    pub message_port: Option<MessagePort>,
    /// Tries at signing in.
    pub sign_in_throttle: Throttle,
    /// Tries at tracking codes and public forms.
    pub public_throttle: Throttle,
    /// Tries at proving who one is by something short, as the end of a telephone number.
    pub proof_throttle: Throttle,
    /// Texts that strangers let match.
    pub match_throttle: Throttle,
    /// Needs and expressions of interest that strangers tell.
    pub told_throttle: Throttle,
    /// Counts and durations, where they are counted: in `serve`.
    pub figures: Option<Figures>,
    /// Is something still being loaded before the site is whole, as the demonstration is? Then
    /// `/readyz` says so.
    pub loading: Arc<AtomicBool>,
    /// Where words of all records are looked for.
    pub finder: Arc<Finder>,
    /// What this process knows of the meaning of texts.
    pub understanding: Arc<Understanding>,
}

/// How a record is written down, beside what is said of it.
#[derive(Clone, Debug, Default)]
pub struct Circumstances {
    /// A form sent twice carries the same key twice.
    pub once: Option<String>,
    /// Made up for the demonstration.
    pub invented: bool,
}

/// Tries at signing in, a minute, for one address and for one account.
const SIGN_INS: NonZeroU32 = NonZeroU32::new(10).expect("not zero");
/// Public forms and tracking codes, a minute, from one address: a village may share one.
const PUBLIC_TRIES: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
/// Tries at proving who one is: four digits have ten thousand ends, so that these a day take years to go through.
const PROOFS: NonZeroU32 = NonZeroU32::new(10).expect("not zero");
/// In which they come back.
const PROOFS_WITHIN: Duration = Duration::from_hours(24);
/// Texts matched, a minute, for one address: each takes a while of a core.
const MATCHES: NonZeroU32 = NonZeroU32::new(20).expect("not zero");
/// In what time as much may be told as the settings say.
const TOLD_WITHIN: Duration = Duration::from_secs(600);

impl App {
    /// Connects to what the settings name.
    ///
    /// # Errors
    /// When the database or the file store cannot be opened, or the mail server is not named rightly.
    pub async fn open(settings: Settings) -> anyhow::Result<Self> {
        let db = Db::connect(&settings.database_url).await?;
        let files = Files::open(&settings.storage_url, settings.storage_options())?;
        let clock = settings.today.map_or_else(Clock::system, Clock::starting_on);
        let mailer = match settings.smtp_url.as_str() {
            "" => None,
            url => Some(Mailer::open(url, &settings.mail_from)?),
        };
        let message_port = settings.messages.port()?;
        Ok(Self { mailer, message_port, ..Self::new(db, files, clock, Chance::system(), settings) })
    }

    /// Puts the application together from its parts: what tests call.
    pub fn new(db: Db, files: Files, clock: Clock, chance: Chance, settings: Settings) -> Self {
        let ground = Ground { db, clock, chance, files, words: messages::catalogue() };
        let told = Throttle::within(TOLD_WITHIN, settings.told_in_ten_minutes.0);
        let finder = Arc::new(Finder::at(settings.data_dir.join("search")));
        Self {
            ground,
            finder,
            understanding: Arc::default(),
            settings: Arc::new(settings),
            mailer: None,
            message_port: None,
            sign_in_throttle: Throttle::per_minute(SIGN_INS),
            public_throttle: Throttle::per_minute(PUBLIC_TRIES),
            proof_throttle: Throttle::within(PROOFS_WITHIN, PROOFS),
            match_throttle: Throttle::per_minute(MATCHES),
            told_throttle: told,
            figures: None,
            loading: Arc::default(),
        }
    }

    /// The ground, for the parts of the kit that want it whole.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }
}

impl Deref for App {
    type Target = Ground;

    fn deref(&self) -> &Ground {
        &self.ground
    }
}
