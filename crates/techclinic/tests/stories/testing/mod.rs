//! Worlds for stories: each test owns a fresh database, a clock, seeded chance and the whole site,
//! and speaks to it over HTTP as the people who use it. Every story runs on SQLite and, when
//! `TEST_POSTGRES_URL` names a server, on PostgreSQL.

mod bad_input;
mod browser;
mod components;
mod database;
mod english;
mod journey;
mod journey_field;
mod journey_need;
mod journey_project;
mod journey_public;
mod journey_work;
mod lists;
mod looks;
mod openapi;
mod outside;
mod overtaken;
mod person;
mod post_office;
mod random_client;
mod rights;
pub(crate) mod rows;
mod tried;
mod turning;
mod twice;
mod village;
mod week;
mod week_coordinator;
mod week_lost;
mod week_officer;
mod week_proposals;
mod week_reviewer;

use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use axum::Router;
use bytes::Bytes;
use chrono::NaiveDate;
use kit::files::Files;
use kit::show::Bilingual;
use kit::web::Throttle;
use kit::{Chance, Clock, Subject};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) use kit::clock::day;
pub(crate) use person::{Answer, Person};
pub(crate) use post_office::PostOffice;
pub(crate) use tried::{Making, NO_FILE, Records, Tried, TriedVerb};

use techclinic::accounts::{Grant, Reader, Role, Scope};
use techclinic::app::App;
use techclinic::config::Settings;
use techclinic::imports;
pub(crate) use techclinic::imports::{Checked, Finished, Way};
use techclinic::organisations::{self, Clinic, NewClinic, NewOrganisation, OrganisationKind};
use techclinic::router::{furnish, router};

/// Everything a story needs, its own alone.
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) router: Router,
    _folder: TempDir,
    _database: Option<database::Throwaway>,
}

/// Declares stories: each runs once per engine, as `story::sqlite` and `story::postgres`.
macro_rules! stories {
    ($($(#[$doc:meta])* async fn $name:ident($world:ident: World) $body:block)*) => {$(
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn story($world: $crate::testing::World) $body

            #[tokio::test]
            async fn sqlite() {
                story($crate::testing::World::on_sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some(world) = $crate::testing::World::on_postgres().await {
                    story(world).await;
                }
            }
        }
    )*};
}
pub(crate) use stories;

/// The day most stories stand on: in the third quarter of fiscal year 2553.
pub(crate) fn a_day() -> NaiveDate {
    day("2010-05-10")
}

/// These fields of a form, with these others in the place of their namesakes or behind them.
pub(crate) fn with<'a>(fields: &[(&'a str, &'a str)], others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut changed = fields.to_vec();
    for (name, value) in others {
        changed.retain(|(known, _)| known != name);
        changed.push((name, value));
    }
    changed
}

/// The folders of the site's crates: each feature has one.
pub(crate) fn features() -> Vec<PathBuf> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crates");
    let of = |folder: PathBuf| folder.read_dir().expect("a folder").map(|entry| entry.expect("an entry").path());
    ["house", "brokerage", "network", "transfer", "techclinic"]
        .into_iter()
        .flat_map(|name| of(crates.join(name).join("src")))
        .filter(|path| path.is_dir())
        .collect()
}

impl World {
    /// On a fresh SQLite file.
    pub(crate) async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let db = database::sqlite(folder.path()).await;
        Self::with(db, folder, None)
    }

    /// On a fresh PostgreSQL database; `None` where no server is named.
    pub(crate) async fn on_postgres() -> Option<Self> {
        let (db, database) = database::postgres().await?;
        Some(Self::with(db, tempfile::tempdir().expect("a folder"), Some(database)))
    }

    fn with(db: kit::Db, folder: TempDir, database: Option<database::Throwaway>) -> Self {
        furnish();
        let files = Files::open(&format!("file://{}", folder.path().join("files").display()), []).expect("a store");
        let data_dir = folder.path().to_owned();
        let settings = Settings { public_url: "http://localhost".to_owned(), data_dir, ..Settings::default() };
        let app = App::new(db, files, Clock::starting_on(a_day()), Chance::seeded(2553), settings);
        let router = router(app.clone());
        Self { app, router, _folder: folder, _database: database }
    }

    /// Another process on the same database, with its own folder or this one's.
    pub(crate) fn beside(&self, data_dir: &Path) -> App {
        let files = Files::open(&format!("file://{}", data_dir.join("files").display()), []).expect("a store");
        let settings = Settings { data_dir: data_dir.to_owned(), ..(*self.app.settings).clone() };
        App::new(self.app.db.clone(), files, self.app.clock.clone(), self.app.chance.clone(), settings)
    }

    /// The same house, with something of it otherwise.
    pub(crate) fn changed(self, change: impl FnOnce(&mut App)) -> Self {
        let mut app = self.app.clone();
        change(&mut app);
        Self { router: router(app.clone()), app, ..self }
    }

    /// The same house, in which nobody is held up, however often they send something.
    pub(crate) fn unhurried(self) -> Self {
        self.changed(|app| {
            app.public_throttle = Throttle::per_minute(NonZeroU32::MAX);
            app.match_throttle = Throttle::per_minute(NonZeroU32::MAX);
            app.told_throttle = Throttle::per_minute(NonZeroU32::MAX);
        })
    }

    /// The same house, which says of itself that it is the demonstration; none of its network is in it.
    pub(crate) fn demonstrating(self) -> Self {
        self.changed(|app| app.settings = Settings { demo: true, ..(*app.settings).clone() }.into())
    }

    /// Moves the clock.
    pub(crate) fn stand_on(&self, iso: &str) {
        self.app.clock.set(day(iso));
    }

    /// The program itself, as it imports and sets up.
    pub(crate) fn system(&self) -> Reader {
        Reader::system("test")
    }

    /// Somebody who has not signed in.
    pub(crate) fn anyone(&self) -> Person {
        Person::new(self.router.clone(), None)
    }

    /// Somebody who has not signed in, at a server put together from other parts.
    pub(crate) fn anyone_at(&self, app: App) -> Person {
        Person::new(router(app), None)
    }

    /// A clinic that answers for the province it stands in.
    pub(crate) async fn clinic(&self, code: &str, name_th: &str, province: &str) -> Clinic {
        let organisation = organisations::register(
            &self.app,
            &self.system(),
            (
                NewOrganisation {
                    code: format!("org-{code}"),
                    kind: OrganisationKind::Institute,
                    name: Bilingual { th: name_th.to_owned(), en: None },
                    province: Some(province.to_owned()),
                },
                // Stories name their clinics as they like.
                true,
            ),
            None,
        )
        .await
        .expect("an organisation");
        let new = NewClinic {
            code: code.to_owned(),
            organisation: organisation.id(),
            name: Bilingual { th: name_th.to_owned(), en: None },
            province: province.to_owned(),
            answers_for: vec![province.to_owned()],
            contacts: organisations::Contacts::default(),
        };
        organisations::register_clinic(&self.app, &self.system(), new, None).await.expect("a clinic")
    }

    /// The clinic of ตรัง (92), as most stories want it.
    pub(crate) async fn trang(&self) -> Clinic {
        self.clinic("trang", "คลินิกเทคโนโลยีตรัง", "92").await
    }

    /// The clinic of ชลบุรี (20), another's.
    pub(crate) async fn chonburi(&self) -> Clinic {
        self.clinic("chonburi", "คลินิกเทคโนโลยีชลบุรี", "20").await
    }

    /// Somebody signed in, with a role over a clinic.
    pub(crate) async fn of_clinic(&self, role: Role, clinic: &Clinic) -> Person {
        self.signed_in(role, Scope::Clinic { id: clinic.id, provinces: clinic.answers_for.clone() }).await
    }

    /// A coordinator of a clinic, in practice mode.
    pub(crate) async fn rehearsing(&self, clinic: &Clinic) -> Person {
        let person = self.of_clinic(Role::ClinicCoordinator, clinic).await;
        person.post("/practice/start", &[]).await.expect(303);
        person
    }

    /// An officer of the ministry, for the whole network.
    pub(crate) async fn officer(&self) -> Person {
        self.signed_in(Role::MinistryOfficer, Scope::Network).await
    }

    /// Somebody signed in, with a role within a scope.
    pub(crate) async fn signed_in(&self, role: Role, scope: Scope) -> Person {
        self.named(&format!("{role}-{}", self.app.chance.code(5)), role, scope).await
    }

    /// The same with a name, and the address `name@example.org`.
    pub(crate) async fn named(&self, name: &str, role: Role, scope: Scope) -> Person {
        let grant = Grant { role, scope, valid_from: day("2000-01-01"), valid_to: None };
        let (reader, secret) = crate::accounts::testing::sign_in_as(&self.app, name, vec![grant]).await;
        Person::new(self.router.clone(), Some((reader, secret)))
    }

    /// Somebody signed in who holds no role yet, with the address `name@example.org`.
    pub(crate) async fn roleless(&self, name: &str) -> Person {
        Person::new(self.router.clone(), Some(crate::accounts::testing::sign_in_as(&self.app, name, Vec::new()).await))
    }

    /// What a rehearsal says of a file of records.
    pub(crate) async fn rehearsed(&self, kind: &str, csv: &str) -> Checked {
        let (kind, file) = (imports::kind(kind).expect("a kind"), Bytes::copy_from_slice(csv.as_bytes()));
        imports::rehearse(&self.app, &self.system(), kind, file, &|_, _| ()).await.expect("checked")
    }

    /// What a rehearsal says of a file of records, in whichever format.
    pub(crate) async fn rehearsed_file(&self, kind: &str, file: Vec<u8>) -> Checked {
        let kind = imports::kind(kind).expect("a kind");
        imports::rehearse(&self.app, &self.system(), kind, file.into(), &|_, _| ()).await.expect("checked")
    }

    /// Brings in a file, in whichever format.
    pub(crate) async fn import_file(&self, kind: &str, file: Vec<u8>, way: Way) -> Finished {
        let kind = imports::kind(kind).expect("a kind");
        let file = ("file.xlsx", file.into());
        imports::apply(&self.app, &self.system(), kind, file, way, &|_, _| ()).await.expect("an import")
    }

    /// Brings in a file as the command line does; answers how many records it added, changed and left
    /// as they were.
    pub(crate) async fn bring(&self, kind: &str, csv: &str) -> [i32; 3] {
        match self.import(kind, csv).await {
            Finished::Done(import, _) => [import.added, import.changed, import.unchanged],
            Finished::Refused(checked) => panic!("{checked:?}"),
        }
    }

    /// Brings a file in, whole or not at all, as `techclinic import` would; answers what became of it.
    pub(crate) async fn import(&self, kind: &str, csv: &str) -> Finished {
        let (kind, file) = (imports::kind(kind).expect("a kind"), Bytes::copy_from_slice(csv.as_bytes()));
        let file = ("file.csv", file);
        imports::apply(&self.app, &self.system(), kind, file, Way::AllOrNothing, &|_, _| ()).await.expect("an import")
    }

    /// The imports whose counts are not those of their records.
    pub(crate) async fn miscounted(&self) -> Vec<String> {
        imports::miscounted(&self.app.db).await.expect("counted")
    }

    /// What `techclinic export` writes for this reader, as CSV.
    pub(crate) async fn export(&self, reader: &Reader, kind: &str) -> String {
        let kind = imports::kind(kind).expect("a kind");
        let file = tempfile::NamedTempFile::new().expect("a file");
        let out = Box::new(file.reopen().expect("the file"));
        let mut sheet = kit::table::Sheet::begin(kit::table::Format::Csv, kind.columns(), out).expect("begun");
        kind.export(&self.app, reader, &mut sheet).await.expect("exported");
        sheet.finish().expect("written");
        std::fs::read_to_string(file.path()).expect("text")
    }

    /// How many queries it takes to draw a page afresh.
    pub(crate) async fn queries_of(&self, person: &Person, path: &str) -> u64 {
        let before = self.app.db.queries();
        person.get_fresh(path).await.expect(200);
        self.app.db.queries() - before
    }

    /// What the trail says was done to a record, oldest first.
    pub(crate) async fn trail(&self, subject: Uuid) -> Vec<String> {
        let entries = kit::audit::trail(&self.app.db, subject).await.expect("a trail");
        entries.into_iter().map(|entry| entry.verb).collect()
    }
}
