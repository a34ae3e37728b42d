//! What may help with a need: its text is ranked among all that is offered, and what is known of the best
//! beside their texts is put to it.

use std::collections::HashMap;

use kit::Result;
use uuid::Uuid;

use super::earlier::Earlier;
use super::found::{self, About, Candidate, Match, Matches, Seen, Wanted};
use super::reason::Reason;
use super::store;
use crate::needs::{self, Need};
use crate::technologies::{self, Technology};
use house::accounts::Reader;
use house::app::App;
use house::organisations;
use house::understanding::{self, Answer};

/// Candidates whose circumstances are looked at before the best are shown.
const WEIGHED: usize = 60;
/// Needs whose candidates are ranked to find those that a technology answers, and how many count as the best.
const NEEDS_LOOKED_AT: usize = 30;
const AMONG_BEST: usize = 5;
/// More likely than this, nothing answers a need.
const UNANSWERABLE: f32 = 0.5;

/// What may help with `text`, told from `province`: at most `limit`, the best first.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(app: &App, text: &str, province: Option<&str>, limit: usize) -> Result<Matches> {
    let clinic = match province {
        Some(province) => organisations::clinic_of_province(&app.db, province).await?.map(|clinic| clinic.id),
        None => None,
    };
    let wanted = Wanted { text: text.to_owned(), province: province.map(str::to_owned), clinic, ..Wanted::default() };
    let question = understanding::question(app, wanted.text.clone()).await?;
    let answer = understanding::answer(app, technologies::SEARCHED.kind, question).await?;
    weigh(app, &wanted, answer, limit).await
}

/// What may help with a need: by its own words and those of its joint analyses, or by `words` where
/// somebody tries others.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_for(app: &App, need: &Need, words: &str, limit: usize) -> Result<Matches> {
    let words = words.trim();
    let own = words.is_empty();
    let (text, told) = if own {
        let (text, told) = needs::text_to_match(&app.db, need).await?;
        (text, Some(told))
    } else {
        (words.to_owned(), None)
    };
    let (province, clinic) = (Some(need.told.province.clone()), need.clinic);
    let wanted = Wanted { need: Some(need.id), text, told, province, clinic, group: Some(need.told.group_kind) };
    let question = if own {
        understanding::question_of(app, need.id, need.version, wanted.text.clone()).await?
    } else {
        understanding::question(app, wanted.text.clone()).await?
    };
    let answer = understanding::answer(app, technologies::SEARCHED.kind, question).await?;
    weigh(app, &wanted, answer, limit).await
}

/// The open needs that a technology could answer: those for which it is among the best, and good enough by
/// itself. The likeliest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_needs(app: &App, reader: &Reader, technology: &Technology) -> Result<Vec<(Need, Match)>> {
    let near = understanding::nearest_to(app, technology.id, needs::SEARCHED.kind, NEEDS_LOOKED_AT).await?;
    let mut needs = needs::find_many(&app.db, near).await?;
    needs.retain(|need| need.is_looking() && needs::may_see(reader, need).is_ok());
    let mut answered = Vec::new();
    for need in needs {
        let found = find_for(app, &need, "", AMONG_BEST).await?;
        let this = |one: &Match| one.technology.id == technology.id;
        if let Some(one) = found.matches.into_iter().find(this).filter(|one| one.fits && one.answers()) {
            answered.push((need, one));
        }
    }
    answered.sort_by(|(a, one), (b, other)| other.score.cmp(&one.score).then_with(|| a.code.cmp(&b.code)));
    Ok(answered)
}

/// Puts what is known beside the texts to the best of a ranking.
async fn weigh(app: &App, wanted: &Wanted, mut answer: Answer, limit: usize) -> Result<Matches> {
    let fits = answer.ranking.evidence.unanswerable() <= UNANSWERABLE;
    let best = answer.ranking.ranked.iter().take(WEIGHED.max(limit));
    let ids: Vec<Uuid> = best.clone().map(|one| Uuid::from_u128(one.name)).collect();
    let mut rows = technologies::find_many(&app.db, ids.iter().copied()).await?;
    let mut about = circumstances(app, wanted, &answer, &ids).await?;
    let candidates = best.filter_map(|ranked| {
        let id = Uuid::from_u128(ranked.name);
        let understood = answer.entries.remove(&ranked.name).unwrap_or_default().understood;
        Some(Candidate {
            row: rows.remove(&id)?,
            ranked: *ranked,
            understood,
            about: about.remove(&id).unwrap_or_default(),
        })
    });
    let candidates: Vec<Candidate> = candidates.collect();
    let names = organisations::clinic_names(&app.db, candidates.iter().map(|one| one.row.clinic_id)).await?;
    let clinics = names.into_iter().map(|(id, clinic)| (id, clinic.code)).collect();
    let mind = app.understanding.mind().await?;
    let troubles = mind.as_ref().map(|mind| mind.troubles());
    Ok(found::weigh(wanted, &answer.question, troubles, candidates, &clinics, (fits, limit)))
}

/// What came of these technologies, who knows them, and what was decided about them before.
async fn circumstances(app: &App, wanted: &Wanted, answer: &Answer, ids: &[Uuid]) -> Result<HashMap<Uuid, About>> {
    let mut about: HashMap<Uuid, About> = ids.iter().map(|id| (*id, About::default())).collect();
    for (id, outcomes) in technologies::find_outcomes(&app.db, ids).await? {
        about.entry(id).or_default().outcomes = outcomes;
    }
    for (id, experts) in technologies::list_experts(&app.db, ids).await? {
        about.entry(id).or_default().experts = experts.iter().filter(|expert| expert.told.free).count();
    }
    let decided = store::list_of_technologies(&app.db, ids).await?;
    let understood = understanding::needs(app, &decided.iter().map(|one| one.need).collect::<Vec<_>>()).await?;
    for one in decided.into_iter().filter(|one| Some(one.need) != wanted.need) {
        let Some(other) = understood.get(&one.need) else { continue };
        let near = answer.question.need.whole.near(&other.whole);
        about.entry(one.technology).or_default().earlier.push(Earlier { told: one.told, need: one.code, near });
    }
    Ok(about)
}

/// How one technology looks from a need; somebody's own choice where the texts do not lead to it.
pub(super) async fn seen(app: &App, need: &Need, words: &str, technology: &Technology) -> Result<Seen> {
    let found = find_for(app, need, words, WEIGHED).await?;
    let this = |one: &Match| one.technology.id == technology.id;
    let one = found.matches.into_iter().find(this);
    let seen = one.map(|Match { score, fits, reasons, .. }| Seen { score, fits, reasons });
    let mut seen = seen.unwrap_or_default();
    if seen.reasons.is_empty() {
        seen.reasons.push(Reason::chosen());
    }
    Ok(seen)
}
