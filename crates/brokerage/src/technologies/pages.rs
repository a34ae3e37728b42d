//! The pages of technologies that everybody reads: the list, one of them, its printed sheet, its files.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::show::Bilingual;
use kit::web::{Narrowed, Path};
use kit::{Error, Lang, Message, Result, page};
use std::collections::HashMap;
use uuid::Uuid;

use super::attachment::Attachment;
use super::benefit::Outcomes;
use super::expert::Expert;
use super::policy;
use super::review::Review;
use super::store::{self, Filter, Row};
use super::technology::{Status, Technology, shortened};
use super::told::{Kind, NewTechnology};
use super::{store_parts, verbs_parts};
use house::accounts::Reader;
use house::app::App;
use house::attachments::{self, Wanted};
use house::layout::place_chooser::provinces;
use house::layout::slots::{Filling, Piece, Slots, Spot};
use house::layout::{Choice, Qr, choices, everywhere, filters};
use house::organisations::{self, Clinic, ClinicName};

/// Drafts shown to those who write them.
const DRAFTS: u64 = 50;
/// Technologies shown on a clinic's page.
const OF_CLINIC: u64 = 20;
/// Characters of a text on the printed sheet, so that it stays one: the rest stands behind its code.
const ON_SHEET: usize = 420;

/// The public list.
#[derive(Template)]
#[template(path = "technologies/index.html")]
pub(super) struct Index {
    technologies: Listing<Row>,
    clinics: HashMap<Uuid, ClinicName>,
    drafts: Vec<Row>,
    writes: bool,
    reviews: bool,
    filter: Filter,
    kinds: Vec<Choice>,
    provinces: &'static [Choice],
    known_fields: Vec<Choice>,
    all_clinics: Vec<Choice>,
    turns: Turns,
}
page!(Index, "technologies-title", shared);

impl Index {
    /// The search of everything, where this list holds none of its words.
    fn everywhere(&self) -> Option<String> {
        everywhere(&self.filter.q)
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let technologies = store::list(&app.db, &filter).await?;
    let own: Vec<Uuid> = reader.clinics().collect();
    let names = organisations::list_clinic_names(&app.db).await?;
    Ok(Index {
        turns: technologies.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        drafts: if own.is_empty() {
            Vec::new()
        } else {
            store::list_of_clinics(&app.db, own, Status::Draft, DRAFTS).await?
        },
        writes: policy::writes_somewhere(&reader),
        reviews: policy::may_see_reviews(&reader).is_ok(),
        kinds: choices(Kind::words(), "technologies-kind-"),
        provinces: provinces(),
        known_fields: fields(&app, store::list_published_fields(&app.db).await?, &filter.field),
        all_clinics: names.iter().map(|clinic| Choice::new(clinic.code.clone(), clinic.name.clone())).collect(),
        clinics: names.into_iter().map(|clinic| (clinic.id, clinic)).collect(),
        technologies,
        filter,
    })
}

/// Fields of knowledge to choose from; the chosen one is among them even where no technology is of it.
fn fields(app: &App, mut found: Vec<String>, chosen: &str) -> Vec<Choice> {
    if !chosen.is_empty() && !found.iter().any(|field| field == chosen) {
        found.push(chosen.to_owned());
    }
    let choice = |field: String| {
        let english = kit::masked(app.words.word(Lang::En, "technologies-known-field-", &field)).into_owned();
        let label = Bilingual::new(kit::masked(&field), english);
        Choice::new(field, label)
    };
    found.into_iter().map(choice).collect()
}

/// What a reader may do with a technology as it stands.
#[derive(Default)]
struct May {
    revise: bool,
    submit: bool,
    review: bool,
    renew: bool,
    archive: bool,
    restore: bool,
}

impl May {
    fn of(reader: &Reader, technology: &Technology) -> Self {
        let is = |status: Status| technology.status == status;
        let decides = policy::may_submit(reader, technology).is_ok();
        Self {
            revise: policy::may_revise(reader, technology).is_ok() && !is(Status::Archived),
            submit: decides && is(Status::Draft),
            review: policy::may_publish(reader, technology).is_ok() && technology.waits() && !is(Status::Archived),
            renew: decides && is(Status::Published),
            archive: decides && !is(Status::Archived),
            restore: decides && is(Status::Archived),
        }
    }
}

/// One technology, as the public sees it, with what its clinic may do.
#[derive(Template)]
#[template(path = "technologies/show.html")]
pub(super) struct Show {
    technology: Technology,
    /// What this reader is told of it.
    told: NewTechnology,
    clinic: Option<Clinic>,
    reviewer: Option<ClinicName>,
    builds_on: Option<Row>,
    pictures: Vec<Attachment>,
    papers: Vec<Attachment>,
    experts: Vec<Expert>,
    outcomes: Outcomes,
    reviews: Vec<Review>,
    inside: bool,
    overdue: bool,
    /// The fields to be filled in before it can be handed in, for those who write them.
    missing: Vec<&'static str>,
    may: May,
    asking: Slots,
    slots: Slots,
}
page!(Show, |page| msg("technologies-show-title").with("name", &page.technology.told.name), shared);

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("/technologies/{}/{verb}", self.technology.code)
    }

    fn overdue_said(&self) -> Message {
        msg("technologies-overdue").with("day", self.technology.renew_by())
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let technology = seen(&app, &reader, &code).await?;
    let inside = policy::may_see_inside(&reader, &technology);
    let named = [Some(technology.clinic), technology.life.reviewed_by].into_iter().flatten();
    let mut names = organisations::clinic_names(&app.db, named).await?;
    let clinic = clinic_of(&app, names.get(&technology.clinic)).await?;
    let mut rows = store::find_many(&app.db, technology.told.holding.builds_on).await?;
    let builds_on = rows.drain().map(|(_, row)| row).find(|row| row.is_public());
    let mut outcomes = store::find_outcomes(&app.db, &[technology.id]).await?;
    let mut experts = store_parts::list_experts(&app.db, &[technology.id]).await?;
    let opened = verbs_parts::list_opened(&app, &reader, &technology).await?;
    let (pictures, papers) = opened.into_iter().partition(Attachment::is_picture);
    let reviews = if inside { store_parts::list_reviews(&app.db, technology.id).await? } else { Vec::new() };
    let may = May::of(&reader, &technology);
    Ok(Show {
        told: if inside { technology.told.clone() } else { technology.told.public() },
        clinic,
        reviewer: technology.life.reviewed_by.and_then(|id| names.remove(&id)),
        builds_on,
        pictures,
        papers,
        experts: experts.remove(&technology.id).unwrap_or_default(),
        outcomes: outcomes.remove(&technology.id).unwrap_or_default(),
        reviews,
        inside,
        overdue: technology.is_overdue(app.clock.today()),
        missing: if may.revise { technology.missing() } else { Vec::new() },
        may,
        asking: asking(&app, &reader, &technology).await?,
        slots: Slots::of(&app, &reader, Spot::Technology, technology.id).await?,
        technology,
    })
}

/// How somebody who reads of a technology says that they want it: nobody asks for what is not offered.
async fn asking(app: &App, reader: &Reader, technology: &Technology) -> Result<Slots> {
    if technology.status != Status::Published {
        return Ok(Slots::default());
    }
    Slots::of(app, reader, Spot::TechnologyAsk, technology.id).await
}

async fn clinic_of(app: &App, name: Option<&ClinicName>) -> Result<Option<Clinic>> {
    match name {
        Some(name) => organisations::find_clinic(&app.db, &name.code).await,
        None => Ok(None),
    }
}

pub(super) async fn seen(app: &App, reader: &Reader, code: &str) -> Result<Technology> {
    let technology = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &technology)?;
    Ok(technology)
}

/// One technology on one sheet of paper, with a code that a telephone opens.
#[derive(Template)]
#[template(path = "technologies/sheet.html")]
pub(super) struct Sheet {
    technology: Technology,
    told: NewTechnology,
    clinic: Option<Clinic>,
    picture: Option<Attachment>,
    outcomes: Outcomes,
    address: String,
    qr: Option<Qr>,
    today: NaiveDate,
}
page!(Sheet, |page| msg("technologies-sheet-title").with("name", &page.technology.told.name), shared);

impl Sheet {
    /// As much of a text as fits.
    fn cut(&self, text: &Bilingual) -> Bilingual {
        Bilingual { th: shortened(&text.th, ON_SHEET), en: text.en.as_deref().map(|text| shortened(text, ON_SHEET)) }
    }

    fn as_of(&self) -> Message {
        msg("technologies-sheet-as-of").with("day", self.today)
    }
}

pub(super) async fn sheet(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Sheet> {
    let technology = seen(&app, &reader, &code).await?;
    let names = organisations::clinic_names(&app.db, [technology.clinic]).await?;
    let attached: Vec<Attachment> = attachments::list(app.db.reader(), technology.id).await?;
    let mut outcomes = store::find_outcomes(&app.db, &[technology.id]).await?;
    let address = format!("{}/technologies/{}", app.settings.public_url.trim_end_matches('/'), technology.code);
    Ok(Sheet {
        told: technology.told.public(),
        clinic: clinic_of(&app, names.get(&technology.clinic)).await?,
        picture: attached.into_iter().find(Attachment::is_picture),
        outcomes: outcomes.remove(&technology.id).unwrap_or_default(),
        qr: Qr::of(&address),
        address,
        today: app.clock.today(),
        technology,
    })
}

/// A picture or a paper.
pub(super) async fn file(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    wanted: Wanted,
) -> Result<Response> {
    let technology = seen(&app, &reader, &code).await?;
    let opened = verbs_parts::list_opened(&app, &reader, &technology).await?;
    let one = opened.into_iter().find(|one| one.purpose.number == number).ok_or(Error::NotFound)?;
    let anyone = Reader::anyone(reader.lang);
    let public = policy::may_see(&anyone, &technology).is_ok() && policy::may_open_file(&anyone, &technology, &one);
    one.handed(&app, &wanted, &technology.code, public).await
}

/// What a clinic offers, on its page.
#[derive(Template)]
#[template(path = "technologies/of_clinic.html")]
struct OfClinic {
    technologies: Vec<Row>,
    more: Option<String>,
}

/// Fills `Spot::Clinic`.
pub(super) fn of_clinic<'a>(app: &'a App, _: &'a Reader, clinic: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let mut technologies = store::list_of_clinics(&app.db, vec![clinic], Status::Published, OF_CLINIC + 1).await?;
        let mut more = None;
        if technologies.len() as u64 > OF_CLINIC {
            technologies.pop();
            let mut names = organisations::clinic_names(&app.db, [clinic]).await?;
            more = names.remove(&clinic).map(|clinic| Filter { clinic: clinic.code, ..Filter::default() }.address(""));
        }
        let shown = !technologies.is_empty();
        Ok(shown.then(|| Box::new(OfClinic { technologies, more }) as Piece))
    })
}
