//! The pages of progress reports on the desk of those who write or review them: the data of each and
//! its handler.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::db::listing::{Listing, Paging, Turns};
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, Query, see, shown_again, shown_beside};
use kit::{Error, FormErrors, Message, Result, page};
use thai::Quarter;

use super::expectation::{Expectation, Punctuality, Standing};
use super::figure::Figures;
use super::forms::{DeskFilter, DraftForm, NarrativeForm, ReasonForm, RevisionQuery, quarters_back};
use super::progress_report::ProgressReport;
use super::public_figure::IndicatorRow;
use super::report_key::{ReportKey, quarter_message, quarter_word};
use super::reporting_area::ReportingArea;
use super::{policy, store, store_figures, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::slots::{Filling, Piece};
use house::layout::{Choice, choices, filters};

/// The reports of a quarter, on the desk of those who write or review them.
#[derive(Template)]
#[template(path = "monitoring/index.html")]
pub(super) struct Index {
    owed: Listing<Expectation>,
    counted: Punctuality,
    filter: DeskFilter,
    quarters: Vec<Choice>,
    standings: Vec<Choice>,
    quarter: Message,
    today: NaiveDate,
    writes: bool,
    /// A report that cannot be begun, and why.
    refused: Option<(ReportKey, Message)>,
    turns: Turns,
}
page!(Index, "monitoring-title");

impl Index {
    /// Why this row's report cannot be begun, when that was just tried.
    fn refusal(&self, one: &Expectation) -> Option<&Message> {
        self.refused.as_ref().filter(|(key, _)| *key == one.key()).map(|(_, message)| message)
    }
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<DeskFilter>,
) -> Result<Index> {
    listed(&app, &reader, filter).await
}

async fn listed(app: &App, reader: &Reader, filter: DeskFilter) -> Result<Index> {
    policy::may_open_desk(reader)?;
    let today = app.clock.today();
    let quarter = filter.quarter(today);
    let all = owed(app, reader, quarter).await?;
    let counted = Punctuality::of(&all, today);
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let after = filter.cursor.as_deref().and_then(ReportKey::parse);
    let rows = all.into_iter().filter(|one| filter.admits(one, today));
    let rows = rows.filter(|one| after.as_ref().is_none_or(|after| one.key() > *after));
    let limit = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
    let owed = Listing::cut(rows.take(limit + 1).collect(), paging.limit(), |one| one.key().to_string());
    let writes = owed.items.iter().any(|one| policy::may_draft(reader, &one.area).is_ok());
    Ok(Index {
        refused: None,
        turns: owed.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        quarters: quarters_back(today),
        standings: choices(Standing::words(), "monitoring-standing-"),
        quarter: quarter_message(quarter),
        filter: DeskFilter { quarter: quarter_word(quarter), ..filter },
        owed,
        counted,
        today,
        writes,
    })
}

/// What this reader may see of a quarter's reports: one query, or one for each of their clinics.
async fn owed(app: &App, reader: &Reader, quarter: Quarter) -> Result<Vec<Expectation>> {
    let days = app.settings.report_due_days.0;
    let mut found = Vec::new();
    if let Some(clinics) = reader.rehearsing_for() {
        for clinic in clinics {
            found.extend(store::list_rehearsed(&app.db, quarter, clinic, days).await?);
        }
    } else if policy::reads_beyond_a_clinic(reader) {
        found = store::list_expected(&app.db, quarter, None, days).await?;
    } else {
        for clinic in reader.clinics() {
            found.extend(store::list_expected(&app.db, quarter, Some(clinic), days).await?);
        }
    }
    found.retain(|one| policy::may_see(reader, &one.area).is_ok());
    found.sort_by_key(Expectation::key);
    Ok(found)
}

pub(super) async fn draft(State(app): State<App>, reader: Reader, Form(form): Form<DraftForm>) -> Result<Response> {
    let key = ReportKey::parse(&form.report).ok_or(Error::NotFound)?;
    match verbs::draft(&app, &reader, &key).await {
        Ok(_) => Ok(see(address(&key)).saying(msg("monitoring-drafted")).into_response()),
        Err(Error::Conflict(message)) => {
            let quarter = quarter_word(key.quarter);
            let filter = DeskFilter { q: key.project.clone(), quarter, ..DeskFilter::default() };
            let page = listed(&app, &reader, filter).await?;
            Ok((StatusCode::CONFLICT, Index { refused: Some((key, message)), ..page }).into_response())
        }
        Err(error) => Err(error),
    }
}

fn address(key: &ReportKey) -> String {
    format!("/desk/progress-reports/{key}")
}

/// A report as its clinic writes it and the ministry reviews it.
#[derive(Template)]
#[template(path = "monitoring/report.html")]
pub(super) struct Show {
    key: ReportKey,
    area: ReportingArea,
    report: ProgressReport,
    /// Every revision, the latest first.
    revisions: Vec<(i32, &'static str, &'static str)>,
    figures: Figures,
    indicators: Vec<IndicatorRow>,
    /// The records say something else than was frozen.
    outdated: Option<Figures>,
    quarter: Message,
    heading: String,
    form: NarrativeForm,
    reason: ReasonForm,
    errors: FormErrors,
    /// What was typed and not saved is shown, though nothing may be written any more.
    again: bool,
    may_explain: bool,
    may_submit: bool,
    may_review: bool,
    may_lock: bool,
    may_correct: bool,
    is_public: bool,
}
page!(Show, |page| msg("monitoring-report-title").with("code", page.report.code.clone()));

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("{}/{verb}", address(&self.key))
    }

    /// What was typed keeps itself in the browser under this name.
    fn draft_name(&self) -> String {
        format!("report-{}-{}", self.key, self.report.revision)
    }

    fn live_rows(&self, live: &Figures) -> Vec<IndicatorRow> {
        rows_inside(live, &self.key.project)
    }

    fn said<'a>(&self, text: &'a str) -> &'a str {
        if text.is_empty() { "–" } else { text }
    }

    fn public_address(&self) -> String {
        format!("/progress-reports/{}/{}/{}", self.key.project, self.key.quarter.year().0, self.key.quarter.number())
    }
}

pub(super) async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(key): Path<String>,
    Query(query): Query<RevisionQuery>,
) -> Result<Response> {
    let key = ReportKey::parse(&key).ok_or(Error::NotFound)?;
    let project = key.project.clone();
    let begun = match query.revision {
        Some(_) => None,
        None => not_begun(&app, &reader, &key).await?,
    };
    match begun {
        Some(why) => {
            Ok(see(kit::web::address("/desk/progress-reports", &[("q", &project)])).saying(why).into_response())
        }
        None => Ok(read(&app, &reader, key, query.revision).await?.into_response()),
    }
}

/// Why there is no such report yet, where there is none: with the day on which it opens.
async fn not_begun(app: &App, reader: &Reader, key: &ReportKey) -> Result<Option<Message>> {
    let area = verbs::area(app, reader, key).await?;
    if !store::list_revisions(&app.db, &area, key.quarter).await?.is_empty() {
        return Ok(None);
    }
    Ok(Some(area.may_begin(key.quarter, app.clock.today()).err().unwrap_or_else(|| msg("monitoring-not-drafted"))))
}

async fn read(app: &App, reader: &Reader, key: ReportKey, revision: Option<i32>) -> Result<Show> {
    let area = verbs::area(app, reader, &key).await?;
    let revisions = store::list_revisions(&app.db, &area, key.quarter).await?;
    let latest = revisions.first().map_or(0, |one| one.revision);
    let wanted = revision.unwrap_or(latest);
    let report = revisions.iter().find(|one| one.revision == wanted).cloned().ok_or(Error::NotFound)?;
    let live = store_figures::figures(&app.db, &area, key.quarter, app.clock.today()).await?;
    let (figures, outdated) = match &report.figures {
        Some(frozen) => (frozen.clone(), (!frozen.agrees_with(&live)).then_some(live)),
        None => (live, None),
    };
    let (now, last) = (&report.status, wanted == latest);
    Ok(Show {
        quarter: quarter_message(key.quarter),
        form: NarrativeForm::saved(&report.narrative, report.version),
        reason: ReasonForm::default(),
        errors: FormErrors::new(),
        again: false,
        revisions: revisions.iter().map(|one| (one.revision, one.status.as_str(), one.status.tone())).collect(),
        indicators: rows_inside(&figures, &key.project),
        heading: area.project_name.in_lang(reader.lang).to_owned(),
        may_explain: last && now.is_open() && policy::may_explain(reader, &area).is_ok(),
        may_submit: last && now.is_open() && policy::may_submit(reader, &area).is_ok(),
        may_review: last
            && report.clone().accepted(app.clock.now()).is_ok()
            && policy::may_accept(reader, &area).is_ok(),
        may_lock: last && report.clone().locked(app.clock.now()).is_ok() && policy::may_lock(reader, &area).is_ok(),
        may_correct: last
            && report.corrected(report.id, app.clock.now()).is_ok()
            && policy::may_correct(reader, &area).is_ok(),
        is_public: policy::is_public(&area, report.status),
        figures,
        outdated,
        report,
        area,
        key,
    })
}

fn rows_inside(figures: &Figures, project: &str) -> Vec<IndicatorRow> {
    figures.indicators.iter().cloned().map(|one| IndicatorRow::inside(one, project)).collect()
}

pub(super) async fn explain(
    State(app): State<App>,
    reader: Reader,
    Path(key): Path<String>,
    Form(form): Form<NarrativeForm>,
) -> Result<Response> {
    let key = ReportKey::parse(&key).ok_or(Error::NotFound)?;
    let done = match form.check() {
        Ok((narrative, version)) => verbs::explain(&app, &reader, &key, narrative, version).await,
        Err(errors) => Err(errors.into()),
    };
    answer(&app, &reader, key, form, done, msg("monitoring-explained")).await
}

pub(super) async fn submit(
    State(app): State<App>,
    reader: Reader,
    Path(key): Path<String>,
    Form(form): Form<NarrativeForm>,
) -> Result<Response> {
    let key = ReportKey::parse(&key).ok_or(Error::NotFound)?;
    let done = match form.check() {
        Ok((narrative, version)) => verbs::submit(&app, &reader, &key, narrative, version).await,
        Err(errors) => Err(errors.into()),
    };
    answer(&app, &reader, key, form, done, msg("monitoring-submitted")).await
}

/// What was typed is never lost: a refusal shows it again, beside what somebody else has saved.
async fn answer(
    app: &App,
    reader: &Reader,
    key: ReportKey,
    mut form: NarrativeForm,
    done: Result<ProgressReport>,
    said: Message,
) -> Result<Response> {
    let Err(error) = done else { return Ok(see(address(&key)).saying(said).into_response()) };
    let page = read(app, reader, key, None).await?;
    let (head, errors) = shown_beside(error, "version", &mut form, page.form.clone())?;
    let again = head.status == StatusCode::CONFLICT;
    Ok((head, Show { again, form, errors, ..page }).into_response())
}

pub(super) async fn return_progress_report(
    State(app): State<App>,
    reader: Reader,
    Path(key): Path<String>,
    Form(form): Form<ReasonForm>,
) -> Result<Response> {
    let key = ReportKey::parse(&key).ok_or(Error::NotFound)?;
    let done = match form.check() {
        Ok(reason) => verbs::return_progress_report(&app, &reader, &key, reason).await,
        Err(errors) => {
            let area = verbs::area(&app, &reader, &key).await?;
            policy::may_return_progress_report(&reader, &area).and(Err(errors.into()))
        }
    };
    let (status, errors) = match done {
        Ok(_) => return Ok(see(address(&key)).saying(msg("monitoring-returned")).into_response()),
        Err(error) => shown_again(error, "reason")?,
    };
    let page = read(&app, &reader, key, None).await?;
    Ok((status, Show { errors, reason: form, ..page }).into_response())
}

pub(super) async fn accept(State(app): State<App>, reader: Reader, Path(key): Path<String>) -> Result<Response> {
    let key = ReportKey::parse(&key).ok_or(Error::NotFound)?;
    verbs::accept(&app, &reader, &key).await?;
    Ok(see(address(&key)).saying(msg("monitoring-accepted")).into_response())
}

pub(super) async fn lock(State(app): State<App>, reader: Reader, Path(key): Path<String>) -> Result<Response> {
    let key = ReportKey::parse(&key).ok_or(Error::NotFound)?;
    verbs::lock(&app, &reader, &key).await?;
    Ok(see(address(&key)).saying(msg("monitoring-locked")).into_response())
}

pub(super) async fn correct(State(app): State<App>, reader: Reader, Path(key): Path<String>) -> Result<Response> {
    let key = ReportKey::parse(&key).ok_or(Error::NotFound)?;
    verbs::correct(&app, &reader, &key, None).await?;
    Ok(see(address(&key)).saying(msg("monitoring-correcting")).into_response())
}

/// On the desk: the reports that wait for this reader.
#[derive(Template)]
#[template(path = "monitoring/slot_desk.html")]
struct OnDesk {
    quarter: Message,
    counted: Punctuality,
    /// The first that wait.
    waiting: Vec<Expectation>,
    /// How many wait in all.
    of: usize,
    today: NaiveDate,
}

/// Reports on a desk.
const ON_DESK: usize = 10;

/// Fills the slot of the desk: nothing for those who neither write nor review.
pub(super) fn on_desk<'a>(app: &'a App, reader: &'a Reader, _: uuid::Uuid) -> Filling<'a> {
    Box::pin(async move {
        if policy::may_open_desk(reader).is_err() {
            return Ok(None);
        }
        let today = app.clock.today();
        let quarter = DeskFilter::default().quarter(today);
        let all = owed(app, reader, quarter).await?;
        let counted = Punctuality::of(&all, today);
        let mut waiting: Vec<_> = all.into_iter().filter(|one| policy::waits_for(reader, one)).collect();
        let of = waiting.len();
        waiting.truncate(ON_DESK);
        let piece: Piece = Box::new(OnDesk { quarter: quarter_message(quarter), counted, waiting, of, today });
        Ok(Some(piece))
    })
}
