//! The pages on which a plan is written, one for each section: that of a project, or the one that an amendment is to
//! make of it. Longer than 400 lines because it is one page with one form.

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, NaiveDate};
use kit::form::version_seen;
use kit::message::msg;
use kit::show::Bilingual;
use kit::web::{Form, Path, Query, see};
use kit::{Error, FormErrors, Lang, Message, Result, Timestamp, page};
use serde::Deserialize;
use thai::{FiscalYear, Quarter, Satang};

use super::answering::Answering;
use super::area::{self, Area};
use super::budget::{BudgetLine, FundingSource, Grants};
use super::check::{self, Rules, Section};
use super::formula::Formula;
use super::indicator::{Instrument, Unit};
use super::pages::seen;
use super::pages_sections::Sections;
use super::price_range::PriceRange;
use super::project::Project;
use super::schedule::quarters_offered;
use super::target_group::TargetKind;
use super::typed::{filled, month_name, set_places};
use super::verbs::{self, Revision};
use super::written;
pub(super) use super::written::Written;
use super::{forms, forms_schedule, policy, store_prices, verbs_amendments, verbs_answering, verbs_known};
use house::accounts::Reader;
use house::app::App;
use house::drafts::{self, Writer};
use house::layout::drafted::Owner;
use house::layout::place_chooser::provinces;
use house::layout::typed::{Saved, Typed};
use house::layout::{Choice, choices, filters};
use house::organisations;

use crate::programmes::{self, ParticipationLevel};

/// How long after their last letter somebody counts as writing.
const WRITING: chrono::Duration = chrono::Duration::minutes(10);

/// The page of one section of the plan.
#[derive(Template)]
#[template(path = "projects/edit.html")]
pub(super) struct Edit {
    code: String,
    written: Written,
    name: Option<Bilingual>,
    section: Section,
    typed: Typed,
    errors: FormErrors,
    warnings: FormErrors,
    sections: Sections,
    notice: Option<Message>,
    latest: Vec<Saved>,
    /// When the reader typed what stands beside, saved or not, and did not save it.
    kept: Option<Timestamp>,
    /// Who else types into this section.
    writers: Vec<Writer>,
    offer: Option<(NaiveDate, NaiveDate)>,
    quarters: Vec<Quarter>,
    areas: Vec<Choice>,
    clinics: Vec<Choice>,
    programmes: Vec<Choice>,
    /// Classes of expense, where the call says which it pays.
    classes: Vec<Choice>,
    /// What lines of each class cost in the whole network.
    ranges: HashMap<String, PriceRange>,
    /// Which grants are typed, and by line what was granted before this plan and under it.
    grants: Grants,
    granted: HashMap<String, (Satang, Satang)>,
}

page!(Edit, |page| Message::new("projects-edit-".to_owned() + page.section.as_str()));

impl Edit {
    /// What was typed, and nothing else: what somebody who is not signed in may see of it.
    fn bare(code: String, written: Written, section: Section, typed: Typed) -> Self {
        let quarters = quarters_typed(&typed);
        let ways = written.sections().map(|one| (one, written.section(&code, one)));
        Self {
            sections: Sections::of(ways, section),
            code,
            written,
            name: None,
            section,
            typed,
            errors: FormErrors::new(),
            warnings: FormErrors::new(),
            notice: None,
            latest: Vec::new(),
            kept: None,
            writers: Vec::new(),
            offer: None,
            quarters,
            areas: Vec::new(),
            clinics: Vec::new(),
            programmes: Vec::new(),
            classes: Vec::new(),
            ranges: HashMap::new(),
            grants: Grants::Kept,
            granted: HashMap::new(),
        }
    }

    /// With what there is to choose from, where the section asks for it.
    async fn offering(self, app: &App) -> Result<Self> {
        let clinics = if self.section == Section::Areas { organisations::choices(app).await? } else { Vec::new() };
        let programmes = match self.section {
            Section::About => programmes::names(&app.db).await?.choices(self.typed.text("programme")),
            _ => Vec::new(),
        };
        let ranges = match self.section {
            Section::Budget => store_prices::list_ranges(&app.db, &self.classes_typed(), self.year(app)).await?,
            _ => HashMap::new(),
        };
        Ok(Self { clinics, programmes, ranges, ..self })
    }

    fn of(
        reader: &Reader,
        project: &Project,
        written: Written,
        rules: &Rules,
        (section, typed): (Section, Typed),
    ) -> Self {
        let plan = &project.plan;
        let offer = match plan.period.days() {
            Some(_) => None,
            None => forms_schedule::period_meant(typed.text("period_as_printed"), plan.fiscal_year),
        };
        let area = |(at, area): (usize, &Area)| {
            let name = |lang| format!("{}. {}", at + 1, house::places::name(&area.province, lang));
            Choice::new(area.id.to_string(), Bilingual { th: name(Lang::Th), en: Some(name(Lang::En)) })
        };
        let bare = Self::bare(project.code.clone(), written, section, typed);
        Self {
            name: Some(plan.name.clone()),
            sections: bare.sections.counted(plan, rules),
            offer,
            quarters: quarters_offered(plan.fiscal_year),
            areas: plan.areas.iter().enumerate().map(area).collect(),
            classes: rules.answering.as_ref().map(Answering::classes).unwrap_or_default(),
            grants: grants(reader, project, written),
            granted: plan.budget.lines.iter().map(granted).collect(),
            ..bare
        }
    }

    /// The classes of expense that stand in the lines, and those of the call.
    fn classes_typed(&self) -> BTreeSet<String> {
        let rows = self.typed.rows("line").into_iter();
        let typed = rows.map(|row| self.typed.of("line", &row, "expense_class").to_owned());
        typed.chain(self.classes.iter().map(|class| class.value.clone())).filter(|class| !class.is_empty()).collect()
    }

    /// The fiscal year of the plan, as the page says it.
    fn year(&self, app: &App) -> FiscalYear {
        let typed = thai::date::year(self.typed.text("months_of"));
        typed.map_or_else(|_| FiscalYear::of(app.clock.today()), FiscalYear)
    }

    /// What lines of the class of this line cost in the whole network.
    fn range_said(&self, row: &usize) -> Vec<Message> {
        self.ranges.get(self.typed.of("line", row, "expense_class")).map(PriceRange::said).unwrap_or_default()
    }

    /// What stands against what is typed, said to a script that asks while somebody types: beside which field, in
    /// their language.
    fn said(&self, app: &App, lang: Lang) -> serde_json::Value {
        let say = |message: &Message| app.words.say(lang, message);
        let all = |errors: &FormErrors| -> serde_json::Map<String, serde_json::Value> {
            errors.iter().map(|(field, message)| (field.to_owned(), say(message).into())).collect()
        };
        let range = |row: usize| {
            let said: Vec<String> = self.range_said(&row).iter().map(say).collect();
            (format!("line.{row}"), said.join(" ").into())
        };
        let notes: serde_json::Map<String, serde_json::Value> =
            self.typed.rows("line").into_iter().map(range).filter(|_| self.is("budget")).collect();
        let mark = say(&msg("projects-warning"));
        serde_json::json!({"mark": mark, "errors": all(&self.errors), "warnings": all(&self.warnings), "notes": notes})
    }

    /// Does this page ask for what was granted before the plan, and for what is granted under it?
    fn types_grants(&self) -> (bool, bool) {
        (self.grants == Grants::Said, self.grants != Grants::Kept)
    }

    /// What an amendment asks is granted once it is approved.
    fn hint_now(&self) -> &'static str {
        if self.grants == Grants::Asked { "projects-hint-granted_now" } else { "" }
    }

    /// What a line was granted before this plan and under it, where anything was.
    fn granted(&self, row: &usize) -> Option<&(Satang, Satang)> {
        let found = self.granted.get(self.typed.of("line", row, "id"));
        found.filter(|granted| **granted != (Satang::ZERO, Satang::ZERO))
    }

    /// The words of the button that saves and goes on.
    fn onward(&self) -> &'static str {
        if self.written.next(self.section).is_some() { "projects-save-onward" } else { "projects-save-show" }
    }

    fn is(&self, section: &str) -> bool {
        self.section.as_str() == section
    }

    fn address(&self, section: &Section) -> String {
        self.written.section(&self.code, *section)
    }

    /// Keeps what is typed in the reader's browser apart from every other page's.
    fn draft(&self) -> String {
        draft_key(&self.code, self.written, self.section)
    }

    fn file_address(&self) -> String {
        self.written.file(&self.code)
    }

    fn month_box(&self, row: &usize, month: &NaiveDate) -> String {
        self.typed.at("item", row, &month_name(month))
    }

    fn month_label(&self, month: &NaiveDate) -> String {
        format!("layout-month-short-{}", month.month())
    }

    fn month_ticked(&self, row: &usize, month: &NaiveDate) -> bool {
        self.typed.ticked(&self.month_box(row, month))
    }

    fn place_list(&self, row: &usize) -> String {
        format!("area.{row}.place")
    }

    /// The choices of a select, by the name of what is chosen.
    fn choices(&self, of: &str) -> Vec<Choice> {
        match of {
            "level" => choices(ParticipationLevel::words(), "programmes-level-"),
            "group" => choices(TargetKind::words(), "projects-group-"),
            "unit" => choices(Unit::words(), "projects-unit-"),
            "instrument" => choices(Instrument::words(), "projects-instrument-"),
            _ => choices(FundingSource::words(), "projects-source-"),
        }
    }

    /// The formulas the system reckons by, and the one an indicator was brought with where that is another.
    fn formulas(&self, kept: &str) -> Vec<Choice> {
        let word = |formula: &Formula| Message::new(format!("projects-formula-{}", formula.message_word()));
        let mut formulas: Vec<_> =
            Formula::ALL.iter().map(|formula| Choice::new(formula.as_str(), word(formula))).collect();
        if !kept.is_empty() && Formula::from_word(kept).is_none() {
            formulas.push(Choice::new(kept, kept));
        }
        formulas
    }

    fn provinces(&self) -> &'static [Choice] {
        provinces()
    }
}

/// What a plan's sections are typed into is the plan's writers'.
pub(super) const DRAFTED: Owner =
    Owner { prefix: written::DRAFTED, may_write: |app, reader, rest| Box::pin(may_write(app, reader, rest)) };

async fn may_write(app: &App, reader: &Reader, rest: &str) -> Result<()> {
    let (of, section) = rest.rsplit_once('-').ok_or(Error::NotFound)?;
    Section::from_word(section).filter(|section| section.is_typed()).ok_or(Error::NotFound)?;
    let (code, written) = match of.rsplit_once("-amendment-") {
        Some((code, number)) => (code, Written::Amendment(number.parse().map_err(|_| Error::NotFound)?)),
        None => (of, Written::Project),
    };
    read(app, reader, code, written).await.map(|_| ())
}

/// Which grants the reader may say on this page.
fn grants(reader: &Reader, project: &Project, written: Written) -> Grants {
    policy::grants(reader, project, written != Written::Project)
}

/// What a line was granted, by its identifier.
fn granted(line: &BudgetLine) -> (String, (Satang, Satang)) {
    (line.id.to_string(), (line.granted_before, line.granted_now))
}

/// The key of what is typed into a section, on whichever device.
fn draft_key(code: &str, written: Written, section: Section) -> String {
    written.key(code, section.as_str())
}

/// The quarters whose boxes were typed into, where the plan is not to be read.
fn quarters_typed(typed: &Typed) -> Vec<Quarter> {
    let year = thai::date::year(typed.text("months_of"));
    year.map(|year| quarters_offered(FiscalYear(year))).unwrap_or_default()
}

/// Which section, in the address, and whether what was typed before is taken up again.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct SectionQuery {
    section: String,
    resume: String,
}

impl SectionQuery {
    /// The section that is named; the first where none is.
    fn section(&self) -> Result<Section> {
        match self.section.as_str() {
            "" => Ok(Section::About),
            word => Section::from_word(word).filter(|section| section.is_typed()).ok_or(Error::NotFound),
        }
    }
}

/// The plan as it is, in the fields of a section.
async fn as_saved(app: &App, project: &Project, section: Section, grants: Grants) -> Result<Typed> {
    let codes = verbs_known::codes(app, [&project.plan]).await?;
    let mut typed = filled(section, &project.plan, &codes, grants);
    typed.set("base", typed.digest());
    typed.set("version", project.version.to_string());
    typed.set("once", app.chance.secret());
    typed.set("months_of", project.plan.fiscal_year.0.to_string());
    Ok(typed)
}

pub(super) async fn edit_form(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(query): Query<SectionQuery>,
) -> Result<Edit> {
    form(&app, &reader, &code, Written::Project, &query).await
}

pub(super) async fn edit_amendment_form(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Query(query): Query<SectionQuery>,
) -> Result<Edit> {
    form(&app, &reader, &code, Written::Amendment(number), &query).await
}

pub(super) async fn edit(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(query): Query<SectionQuery>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    save(&app, &reader, code, Written::Project, (query.section()?, Typed::from(fields))).await
}

pub(super) async fn edit_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Query(query): Query<SectionQuery>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    save(&app, &reader, code, Written::Amendment(number), (query.section()?, Typed::from(fields))).await
}

/// The project with the plan that is written, and its version; and whether it may be written still.
pub(super) async fn read(
    app: &App,
    reader: &Reader,
    code: &str,
    written: Written,
) -> Result<(Project, std::result::Result<(), Message>)> {
    match written {
        Written::Project => {
            let project = seen(app, reader, code).await?;
            policy::may_edit(reader, &project)?;
            let open = project.open();
            Ok((project, open))
        }
        Written::Amendment(number) => {
            let (project, one) = verbs_amendments::seen(app, reader, code, number).await?;
            policy::may_edit_amendment(reader, &project)?;
            let open = one.open();
            Ok((Project { plan: one.after, version: one.version, ..project }, open))
        }
    }
}

async fn form(app: &App, reader: &Reader, code: &str, written: Written, query: &SectionQuery) -> Result<Edit> {
    let account = reader.who().ok_or(Error::SignIn)?.account;
    let (project, open) = read(app, reader, code, written).await?;
    open.map_err(Error::Forbidden)?;
    let section = query.section()?;
    let saved = as_saved(app, &project, section, grants(reader, &project, written)).await?;
    let rules = verbs_answering::rules(app, &project).await?;
    let warnings = check::warnings(&project.plan, &rules, section);
    let page = Edit { warnings, ..Edit::of(reader, &project, written, &rules, (section, saved.clone())) };
    let key = page.draft();
    let writers = drafts::list_writers(&app.db, account, &key, app.clock.now() - WRITING).await?;
    let kept = drafts::find(&app.db, account, &key).await?;
    let kept = kept.map(|kept| (Typed::from(kept.fields), kept.saved_at)).filter(|(typed, _)| !typed.says_as(&saved));
    let page = match kept {
        Some((mut typed, _)) if query.resume == "yes" => {
            typed.set("once", saved.text("once"));
            Edit { typed, writers, ..page }
        }
        kept => Edit { kept: kept.map(|(_, at)| at), writers, ..page },
    };
    page.offering(app).await
}

async fn save(
    app: &App,
    reader: &Reader,
    code: String,
    written: Written,
    (section, mut typed): (Section, Typed),
) -> Result<Response> {
    if reader.who().is_none() {
        let page = Edit { notice: Some(msg("projects-signed-out")), ..Edit::bare(code, written, section, typed) };
        return Ok((StatusCode::UNAUTHORIZED, page.offering(app).await?).into_response());
    }
    let (project, _) = read(app, reader, &code, written).await?;
    let rules = verbs_answering::rules(app, &project).await?;
    if typed.text("step") == CHECK {
        let page = checked(app, reader, &project, written, &rules, (section, typed)).await?;
        return Ok(Json(page.said(app, reader.lang)).into_response());
    }
    if stepped(&mut typed, &project) {
        return Ok(Edit::of(reader, &project, written, &rules, (section, typed)).offering(app).await?.into_response());
    }
    let version = match version_seen(typed.text("version")).unwrap_or(0) {
        // What others saved elsewhere in the plan does not stand against this section.
        seen if seen != project.version
            && is_untouched(app, &project, (section, &typed), grants(reader, &project, written)).await? =>
        {
            project.version
        }
        seen => seen,
    };
    let once = Some(typed.text("once").to_owned()).filter(|key| !key.is_empty());
    let revision = Revision { section, typed: typed.clone(), version, once };
    let saved = match written {
        Written::Project => verbs::edit(app, reader, &code, revision).await.map(|_| ()),
        Written::Amendment(number) => {
            verbs_amendments::edit_amendment(app, reader, &code, number, revision).await.map(|_| ())
        }
    };
    match saved {
        Ok(()) => {
            if let Some(who) = reader.who() {
                drafts::forget(&app.db, who.account, &draft_key(&code, written, section)).await?;
            }
            let next = after_saving(&code, written, section, &typed);
            Ok(see(next).saying(msg("projects-saved")).into_response())
        }
        Err(Error::Invalid(errors)) => {
            let page = Edit { errors, ..Edit::of(reader, &project, written, &rules, (section, typed)) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page.offering(app).await?).into_response())
        }
        Err(Error::Conflict(message)) => {
            let page = conflict(app, reader, &code, written, (section, typed), message).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// What a script asks for while somebody types.
const CHECK: &str = "check";

/// The page as it would be if this were saved, which it is not.
async fn checked(
    app: &App,
    reader: &Reader,
    project: &Project,
    written: Written,
    rules: &Rules,
    (section, typed): (Section, Typed),
) -> Result<Edit> {
    let known = verbs_known::known(app, &typed).await?;
    let known = forms::Known { grants: grants(reader, project, written), ..known };
    let plan = forms::check(section, &typed, project.plan.clone(), &known, app.clock.today());
    let (warnings, errors) = match plan {
        Ok(plan) => (check::warnings(&plan, rules, section), FormErrors::new()),
        Err(errors) => (FormErrors::new(), errors),
    };
    Edit { warnings, errors, ..Edit::of(reader, project, written, rules, (section, typed)) }.offering(app).await
}

/// Does the section stand as it stood when it was opened to be typed over?
async fn is_untouched(
    app: &App,
    project: &Project,
    (section, typed): (Section, &Typed),
    grants: Grants,
) -> Result<bool> {
    let base = typed.text("base");
    Ok(!base.is_empty() && as_saved(app, project, section, grants).await?.text("base") == base)
}

/// Where a saved section leads: to itself, or onward when the button asked for it.
fn after_saving(code: &str, written: Written, section: Section, typed: &Typed) -> String {
    match (typed.text("step"), written.next(section)) {
        ("onward", Some(next)) => written.section(code, next),
        ("onward", None) => written.of(code),
        _ => written.section(code, section),
    }
}

/// Does what a button asks for that only changes the form.
fn stepped(typed: &mut Typed, project: &Project) -> bool {
    let step = typed.text("step").to_owned();
    match step.strip_prefix("read.area.") {
        Some(row) => {
            typed.clear(&format!("area.{row}.place"));
            let row = row.parse().unwrap_or_default();
            let found = area::read_places(typed.of("area", &row, "province"), typed.of("area", &row, "as_printed"));
            set_places(typed, row, &found);
            true
        }
        None if step == "confirm.period" => {
            forms_schedule::confirm_period(typed, project.plan.fiscal_year);
            true
        }
        None => typed.step(&step),
    }
}

/// The same form with what somebody else saved meanwhile beside what was typed. Saving again
/// decides for what stands in the form.
async fn conflict(
    app: &App,
    reader: &Reader,
    code: &str,
    written: Written,
    (section, mut typed): (Section, Typed),
    message: Message,
) -> Result<Edit> {
    let (project, open) = read(app, reader, code, written).await?;
    let saved = as_saved(app, &project, section, grants(reader, &project, written)).await?;
    // Where the plan is closed to changes, it is not somebody else's change that stands against this one.
    let latest = if open.is_ok() { typed.differing(&saved) } else { Vec::new() };
    typed.set("version", saved.text("version"));
    typed.set("base", saved.text("base"));
    typed.set("once", saved.text("once"));
    let rules = verbs_answering::rules(app, &project).await?;
    let page = Edit { notice: Some(message), latest, ..Edit::of(reader, &project, written, &rules, (section, typed)) };
    page.offering(app).await
}
