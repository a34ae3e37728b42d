//! What a plan comes to, gathered for its pages and for programs alike. Nothing is written.

use std::collections::{BTreeMap, HashMap};

use kit::show::Bilingual;
use kit::{Db, Error, Result};
use thai::FiscalYear;
use uuid::Uuid;

use super::filter::Filter;
use super::integration_plan::{Figures, IntegrationPlan};
use super::plan_row::written;
use super::policy;
use super::seal::{self, Line};
use super::store_links::Table;
use super::store_rows::Narrowed;
use super::summary::{self, By, Group, GroupsKnown, OfGroup, Placed, Tally, by_group, group_of, total};
use super::{store, store_lines, store_links, store_summary};
use house::accounts::Reader;
use house::app::App;
use house::{organisations, places};

/// Who carries rows out, and what these come to.
#[derive(Clone, Debug, PartialEq)]
pub struct OfAgency {
    /// What the list of rows is narrowed by; empty where no row says who.
    pub word: String,
    /// By the name of the plan's time, or as printed; `None` where no row says who.
    pub name: Option<Bilingual>,
    /// What they come to.
    pub tally: Tally,
}

/// What a plan comes to.
pub struct Account {
    /// Count, sum and digest as it stands.
    pub figures: Figures,
    /// All of it.
    pub total: Tally,
    /// By provincial group and place.
    pub groups: Vec<OfGroup>,
    /// Of how many provinces the group is known, where rows stand under an unknown one.
    pub groups_known: Option<GroupsKnown>,
    /// By who carries it out, what costs most first.
    pub agencies: Vec<OfAgency>,
    /// What came from citizens' needs, by the fiscal year in which they were told.
    pub told: Vec<(FiscalYear, Tally)>,
    /// All that did.
    pub from_needs: Tally,
}

/// The plan of a year, where the reader may know of it.
///
/// # Errors
/// [`Error::NotFound`] otherwise; when the database cannot be read.
pub async fn seen(app: &App, reader: &Reader, year: &str) -> Result<IntegrationPlan> {
    let plan = store::find_of_code(&app.db, year).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &plan)?;
    Ok(plan)
}

/// Plans the reader may know of, newest year first, with what each comes to.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_seen(app: &App, reader: &Reader) -> Result<Vec<(IntegrationPlan, Tally)>> {
    let tallies: HashMap<Uuid, Tally> = store::list_tallies(&app.db).await?.into_iter().collect();
    let mut plans = store::list(&app.db).await?;
    plans.retain(|plan| policy::may_see(reader, plan).is_ok());
    let with = |plan: IntegrationPlan| {
        let tally = tallies.get(&plan.id).copied().unwrap_or_default();
        (plan, tally)
    };
    Ok(plans.into_iter().map(with).collect())
}

/// What a plan comes to as it stands.
///
/// # Errors
/// When the database cannot be read.
pub async fn account(app: &App, plan: &IntegrationPlan) -> Result<Account> {
    account_of(&app.db, plan, &store_lines::list_lines(app.db.reader(), plan.id).await?).await
}

/// What a plan comes to that says this of its rows: all is counted from the lines that the seal is of.
///
/// # Errors
/// When the database cannot be read.
pub async fn account_of(db: &Db, plan: &IntegrationPlan, lines: &[Line]) -> Result<Account> {
    let placed = summary::placed(lines);
    let told = told(db, summary::by_need(lines)).await?;
    let of = groups_of(db, plan).await?;
    let groups = by_group(&placed, &of);
    let unknown = groups.iter().any(|one| one.group == Group::Unknown);
    Ok(Account {
        figures: seal::figures(lines).ok_or_else(|| store::overflows(plan))?,
        total: total(&placed),
        groups_known: unknown.then(|| GroupsKnown::on(plan.year.start(), &of)),
        groups,
        agencies: named(db, plan, summary::by_agency(lines)).await?,
        from_needs: told.iter().fold(Tally::default(), |whole, (_, tally)| whole.and(*tally)),
        told,
    })
}

/// What came from needs, by the fiscal year in which they were told.
async fn told(db: &Db, by_need: Vec<(String, Tally)>) -> Result<Vec<(FiscalYear, Tally)>> {
    let days = store_links::told_on(db, by_need.iter().map(|(code, _)| code.clone()).collect()).await?;
    let mut years: BTreeMap<FiscalYear, Tally> = BTreeMap::new();
    for (code, tally) in by_need {
        let Some(day) = days.get(&code) else { continue };
        let year = years.entry(FiscalYear::of(*day)).or_default();
        *year = year.and(tally);
    }
    Ok(years.into_iter().collect())
}

/// In which group a province was on the first day of a plan's year, from which the plan holds.
///
/// # Errors
/// When the database cannot be read.
pub async fn groups_of(db: &Db, plan: &IntegrationPlan) -> Result<impl Fn(&str) -> Group + use<>> {
    let (members, day) = (places::list_group_members(db).await?, plan.year.start());
    Ok(move |province: &str| match places::group_on(&members, province, day) {
        Some(member) => Group::Known(member.name.clone()),
        None if places::is_in_none(province, day) => Group::None,
        None => Group::Unknown,
    })
}

/// Who carries the rows of a plan out, what costs most first.
///
/// # Errors
/// When the database cannot be read.
pub async fn agencies(db: &Db, plan: &IntegrationPlan) -> Result<Vec<OfAgency>> {
    named(db, plan, store_summary::list_agencies(db, plan.id).await?).await
}

async fn named(db: &Db, plan: &IntegrationPlan, mut found: Vec<(By, Tally)>) -> Result<Vec<OfAgency>> {
    found.sort_by(|(by, tally), (other, less)| (less.sum, less.rows, by).cmp(&(tally.sum, tally.rows, other)));
    let code = |(by, _): &(By, Tally)| match by {
        By::Organisation(code) => Some(code.clone()),
        By::Printed(_) | By::Nobody => None,
    };
    let codes: Vec<String> = found.iter().filter_map(code).collect();
    let ids = store_links::ids_of_codes(db, Table::Organisation, codes).await?;
    let names = names(db, plan, ids.values().copied().collect()).await?;
    let one = |(by, tally): (By, Tally)| match by {
        By::Organisation(word) => OfAgency { name: ids.get(&word).and_then(|id| names.get(id)).cloned(), word, tally },
        By::Printed(word) => OfAgency { name: Some(Bilingual { th: word.clone(), en: None }), word, tally },
        By::Nobody => OfAgency { word: String::new(), name: None, tally },
    };
    Ok(found.into_iter().map(one).collect())
}

/// What organisations were called when a plan began; one that bore no name then is called as it is now.
///
/// # Errors
/// When the database cannot be read.
pub async fn names(db: &Db, plan: &IntegrationPlan, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Bilingual>> {
    let mut names = organisations::organisation_names_on(db, ids.clone(), plan.year.start()).await?;
    if ids.iter().any(|id| !names.contains_key(id)) {
        for one in organisations::list_organisations(db).await?.into_iter().filter(|one| ids.contains(&one.id)) {
            names.entry(one.id).or_insert(one.told.name);
        }
    }
    Ok(names)
}

/// The groups under which a plan is counted.
///
/// # Errors
/// When the database cannot be read.
pub async fn groups(db: &Db, plan: &IntegrationPlan) -> Result<(Vec<OfGroup>, HashMap<String, Vec<String>>)> {
    let placed = store_summary::list_placed(db, plan.id).await?;
    let of = groups_of(db, plan).await?;
    let mut sets: HashMap<String, Vec<String>> = HashMap::new();
    for Placed { provinces, .. } in &placed {
        let group = group_of(provinces, &of);
        sets.entry(group.word().to_owned()).or_default().push(written(provinces.iter().cloned()));
    }
    Ok((by_group(&placed, of), sets))
}

/// What the filter means of this plan; `sets` are the provinces that are counted under each group.
///
/// # Errors
/// When the database cannot be read.
pub async fn narrowed(
    db: &Db,
    plan: &IntegrationPlan,
    filter: &Filter,
    mut sets: HashMap<String, Vec<String>>,
) -> Result<Narrowed> {
    let agency = match filter.agency.as_str() {
        "" => None,
        code => organisations::find_organisation(db, code).await?.map(|one| one.id),
    };
    let group = match filter.group.as_str() {
        "" => None,
        // A group that has no row here has none in the list.
        word => Some(sets.remove(word).unwrap_or_default()),
    };
    Ok(Narrowed { plan: plan.id, agency, group })
}
