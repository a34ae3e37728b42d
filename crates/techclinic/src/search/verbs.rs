//! Searching, and what can be done to the index.

use std::collections::HashMap;

use ::search::Question;
use kit::form::optional;
use kit::{Facts, Result, Subject};
use uuid::Uuid;

use super::answer::{Answer, Hit};
use super::filter::Filter;
use super::policy::{self, Verb};
use brokerage::matching::{self, Match};
use brokerage::technologies;
use house::accounts::Reader;
use house::app::App;
use house::indexing::REBUILD;
use house::layout::searched::{Shown, searched_kind};
use house::organisations;

/// Fewer than these were found by words: then what means the same in other words is looked for as well.
const FEW: u64 = 10;
/// How many technologies are shown that mean the same.
const HELPS: usize = 3;
/// Technologies among which those are looked for.
const LOOKED_AT: usize = 12;

/// What this reader finds: by what they typed, and where that finds nothing, by what they must have meant; else
/// which of their words find something alone.
///
/// # Errors
/// When the index or the database cannot be read.
pub(super) async fn find(app: &App, reader: &Reader, filter: &Filter) -> Result<Answer> {
    let question = question(app, reader, filter).await?;
    let mut text = filter.text().to_owned();
    let mut found = app.finder.find(text.clone(), question.clone()).await?;
    let (mut nearest, mut parts) = (None, Vec::new());
    if found.total == 0 && !text.is_empty() {
        nearest = app.finder.nearest(text.clone(), question.clone()).await?;
    }
    if let Some(meant) = &nearest {
        text.clone_from(meant);
        found = app.finder.find(text.clone(), question).await?;
    } else if found.total == 0 && !text.is_empty() {
        parts = app.finder.parts(text.clone(), question).await?;
    }
    let mut by_kind: HashMap<&str, Vec<Uuid>> = HashMap::new();
    for hit in &found.hits {
        by_kind.entry(&hit.kind).or_default().push(hit.id);
    }
    let mut shown: HashMap<Uuid, Shown> = HashMap::new();
    for (kind, ids) in by_kind {
        if let Some(kind) = searched_kind(kind) {
            shown.extend((kind.shown)(app, reader, &ids).await?.into_iter().map(|one| (one.id, one)));
        }
    }
    // What the index still has and the reader may no longer see is left out, and not counted.
    let (mut kinds, mut total) = (found.kinds(), found.total);
    for hit in found.hits.iter().filter(|hit| !shown.contains_key(&hit.id)) {
        total = total.saturating_sub(1);
        kinds.entry(hit.kind.clone()).and_modify(|count| *count = count.saturating_sub(1));
    }
    let words = app.finder.thesaurus();
    let hits: Vec<Hit> = found
        .hits
        .iter()
        .filter_map(|hit| Some(Hit::new(searched_kind(&hit.kind)?, shown.remove(&hit.id)?, &text, &words, reader.lang)))
        .collect();
    Ok(Answer { hits, total, kinds, facets: found.facets, nearest, parts, whole: app.finder.is_whole() })
}

/// What may help by its meaning, where words alone find little: people seldom say it as a catalogue does.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn helps(app: &App, filter: &Filter, answer: &Answer) -> Result<Vec<Match>> {
    let of_technologies = ["", technologies::SEARCHED.kind].contains(&filter.kind.as_str());
    if answer.total >= FEW || filter.offset() > 0 || !of_technologies || !::search::asks(filter.text()) {
        return Ok(Vec::new());
    }
    let known = |one: &Match| answer.hits.iter().any(|hit| hit.shown.id == one.technology.id);
    let found = matching::find(app, filter.text(), optional(&filter.province).as_deref(), LOOKED_AT).await?;
    let mut helps = found.matches;
    helps.retain(|one| one.fits && one.answers() && !known(one));
    helps.truncate(HELPS);
    Ok(helps)
}

/// What is asked of the index.
async fn question(app: &App, reader: &Reader, filter: &Filter) -> Result<Question<'static>> {
    let mut question = Question::of("", reader.bears());
    (question.offset, question.limit) = (filter.offset(), filter.limit());
    let narrows = [
        ("kind", &filter.kind),
        ("province", &filter.province),
        ("field", &filter.field),
        ("fiscal_year", &filter.fiscal_year),
    ];
    for (name, value) in narrows.into_iter().filter(|(_, value)| !value.is_empty()) {
        question = question.narrowed(name, value);
    }
    if !filter.clinic.is_empty() {
        // A clinic nobody knows has nothing.
        let clinic = organisations::find_clinic(&app.db, &filter.clinic).await?.map(|clinic| clinic.id);
        question = question.narrowed("clinic", clinic.unwrap_or_default().to_string());
    }
    Ok(question)
}

/// The index, as the trail names it.
struct TheIndex;

impl Subject for TheIndex {
    fn id(&self) -> Uuid {
        Uuid::nil()
    }
}

/// Has every index that follows these records built anew: each does so as soon as it comes to this.
///
/// # Errors
/// When the reader may not, or the database cannot be written.
pub async fn rebuild(app: &App, reader: &Reader) -> Result<()> {
    policy::may_rebuild(reader)?;
    let act = app.act(&reader.actor(), Verb::Rebuild).await?;
    act.changed(REBUILD, [TheIndex.id()]).await?;
    act.commit(&TheIndex, Facts::none()).await
}
