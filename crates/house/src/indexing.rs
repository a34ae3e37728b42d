//! The index of this process, and how it follows the records. Each process keeps one, or reads the one that
//! another process on the same folder keeps; whichever it is, it is a projection: thrown away, damaged or
//! older than what is known of changes, it is built anew from the records.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use ::search::{Change, Found, Index, Question, SearchError, Thesaurus};
use chrono::NaiveDate;
use kit::changes::{self, Mark};
use kit::{Result, telemetry};
use serde::Serialize;
use uuid::Uuid;

use crate::app::App;
use crate::layout::searched::{Searched, searched};
use crate::thesaurus;

/// Changes followed at once.
const AT_ONCE: u64 = 1_000;
/// What a line of changes bears by which every index is built anew.
pub const REBUILD: &str = "search_index";

/// How the index stands, for whoever runs the server.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Standing {
    /// How far it has followed the records; `None` while it is not built yet.
    pub position: Option<i64>,
    /// How many changes it has still to follow.
    pub behind: i64,
    /// How many records it holds.
    pub documents: u64,
    /// Does this process write it? Else it reads what another writes.
    pub writes: bool,
}

/// The index of this process: opened when somebody first needs it.
pub struct Finder {
    folder: PathBuf,
    index: RwLock<Option<Arc<Index>>>,
    words: RwLock<Arc<Thesaurus>>,
    seen: Mutex<Seen>,
}

/// What this process has seen.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    standing: Standing,
    /// The newest change of the thesaurus that was read; `None` before it was read at all.
    words: Option<Mark>,
    /// The day on which what depends on the day was last put in.
    day: Option<NaiveDate>,
}

impl Finder {
    /// The index in this folder, under the form in which this program writes it: while a newer one takes
    /// over, neither throws away what the other needs.
    pub fn at(folder: PathBuf) -> Self {
        let folder = folder.join(format!("form-{}", ::search::FORM));
        Self { folder, index: RwLock::default(), words: RwLock::default(), seen: Mutex::default() }
    }

    /// Finds. The question is answered beside the threads that serve, for it may take milliseconds.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub async fn find(self: &Arc<Self>, text: String, question: Question<'static>) -> Result<Found> {
        self.ask(text, question, |index, question| index.search(question)).await
    }

    /// What may have been meant where nothing is found.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub async fn nearest(self: &Arc<Self>, text: String, question: Question<'static>) -> Result<Option<String>> {
        self.ask(text, question, |index, question| index.nearest(question)).await
    }

    /// The words that are found alone, where nothing is found by all of them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub async fn parts(self: &Arc<Self>, text: String, question: Question<'static>) -> Result<Vec<String>> {
        self.ask(text, question, |index, question| index.parts(question)).await
    }

    /// Asks the index; `question` is given the text and the thesaurus.
    async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        text: String,
        question: Question<'static>,
        answer: impl FnOnce(&Index, &Question<'_>) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T> {
        let (index, words) = (self.open()?, self.thesaurus());
        let asked = move || {
            let Question { readers, facets, offset, limit, .. } = question;
            let question = Question { text: &text, readers, facets, thesaurus: Some(&words), offset, limit };
            answer(&index, &question)
        };
        Ok(tokio::task::spawn_blocking(asked).await??)
    }

    /// Is everything in it that stood in the database at the last turn?
    pub fn is_whole(&self) -> bool {
        let Standing { position, behind, .. } = self.standing();
        position.is_some() && behind == 0
    }

    /// The words that mean the same, as last read.
    pub fn thesaurus(&self) -> Arc<Thesaurus> {
        self.words.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How the index stood at the last turn.
    pub fn standing(&self) -> Standing {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).standing
    }

    fn seen(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// The index; opened anew when its folder was taken away.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn open(&self) -> Result<Arc<Index>, SearchError> {
        if let Some(index) = &*self.index.read().unwrap_or_else(PoisonError::into_inner) {
            return Ok(index.clone());
        }
        let mut held = self.index.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = &*held {
            return Ok(index.clone());
        }
        let opened = Arc::new(Index::open(&self.folder)?);
        *held = Some(opened.clone());
        Ok(opened)
    }

    /// Ends with this index: another process may write it from here on.
    pub fn close(&self) {
        self.let_go();
    }

    /// Lets go of an index whose folder is no longer the one that was opened.
    fn let_go(&self) {
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = None;
        self.seen(|seen| seen.day = None);
    }
}

/// One turn: numbers what changed, and brings the index up to it.
///
/// # Errors
/// When the database or the index cannot be read or written; the next turn goes on from where this ended.
pub async fn follow(app: &App) -> Result<Standing> {
    while changes::number(&app.db).await? {}
    read_thesaurus(app).await?;
    let finder = &app.finder;
    let mut index = finder.open()?;
    if !index.is_here() {
        drop(index);
        finder.let_go();
        index = finder.open()?;
    }
    let latest = changes::latest(&app.db).await?;
    let writes = blocking(&index, Index::may_write).await?;
    if writes {
        // Many changes take a while: whoever searches meanwhile is told.
        note_standing(finder, &index, latest.position, writes);
        bring_up(app, &index).await?;
        turn_the_day(app, &index).await?;
    } else {
        blocking(&index, Index::refresh).await?;
    }
    Ok(note_standing(finder, &index, latest.position, writes))
}

/// How the index stands now, kept for whoever asks.
fn note_standing(finder: &Finder, index: &Index, latest: i64, writes: bool) -> Standing {
    let position = index.position();
    let behind = latest - position.unwrap_or(0);
    let standing = Standing { position, behind: behind.max(0), documents: index.size(), writes };
    finder.seen(|seen| seen.standing = standing);
    tell(standing);
    standing
}

/// For `/metrics`.
fn tell(standing: Standing) {
    telemetry::gauge("search_index_position", standing.position.unwrap_or(0) as f64);
    telemetry::gauge("search_index_behind", standing.behind as f64);
    telemetry::gauge("search_index_documents", standing.documents as f64);
    telemetry::gauge("search_index_writes", if standing.writes { 1.0 } else { 0.0 });
}

/// Works on the index beside the threads that serve.
async fn blocking<T: Send + 'static>(
    index: &Arc<Index>,
    work: impl FnOnce(&Index) -> Result<T, SearchError> + Send + 'static,
) -> Result<T> {
    let index = index.clone();
    Ok(tokio::task::spawn_blocking(move || work(&index)).await??)
}

/// Reads the thesaurus when it changed. All that provinces are called is among its groups.
async fn read_thesaurus(app: &App) -> Result<()> {
    let newest = changes::latest_of(&app.db, thesaurus::FOLLOWED).await?;
    let mut known = false;
    app.finder.seen(|seen| known = seen.words == Some(newest));
    if known {
        return Ok(());
    }
    let mut groups = thesaurus::list_groups(&app.db).await?;
    for one in thai::places::provinces() {
        let nicknames = thai::places::nicknames(&one.code.to_string()).iter().copied();
        groups.push([one.name_th, one.name_en].into_iter().chain(nicknames).map(str::to_owned).collect());
    }
    // The local words by which a need is understood stand beside what the network wrote down itself.
    groups.extend(meaning::local::groups().map(|group| group.into_iter().map(str::to_owned).collect()));
    let read = Thesaurus::new(groups.iter().map(|group| group.iter().map(String::as_str).collect()));
    *app.finder.words.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(read);
    app.finder.seen(|seen| seen.words = Some(newest));
    Ok(())
}

/// Where an index stands, as it noted it.
fn mark_of(index: &Index) -> Option<Mark> {
    Some(Mark { position: index.position()?, line: index.note()?.parse().ok()? })
}

/// Follows every change there is; builds anew where it cannot go on.
async fn bring_up(app: &App, index: &Arc<Index>) -> Result<()> {
    loop {
        let goes_on = match mark_of(index) {
            Some(mark) if changes::goes_on_from(&app.db, mark).await? => Some(mark),
            _ => None,
        };
        let Some(mark) = goes_on else {
            build(app, index).await?;
            continue;
        };
        let next = changes::after(&app.db, mark, AT_ONCE).await?;
        let Some(last) = next.last().map(|change| change.mark) else { return Ok(()) };
        if next.iter().any(|change| change.kind == REBUILD) {
            build(app, index).await?;
            continue;
        }
        let mut changed: BTreeMap<&str, BTreeSet<Uuid>> = BTreeMap::new();
        for change in &next {
            changed.entry(&change.kind).or_default().insert(change.record);
        }
        let mut changes = Vec::new();
        for kind in searched() {
            changes.extend(changes_of(app, kind, &changed).await?);
        }
        blocking(index, move |index| index.apply_noting(changes, last.position, &last.line.to_string())).await?;
    }
}

/// What the changes of some tables mean for one kind.
async fn changes_of(app: &App, kind: &Searched, changed: &BTreeMap<&str, BTreeSet<Uuid>>) -> Result<Vec<Change>> {
    let mut ids = changed.get(kind.kind).cloned().unwrap_or_default();
    for (table, concerned) in kind.after {
        if let Some(records) = changed.get(table) {
            let records: Vec<Uuid> = records.iter().copied().collect();
            ids.extend(concerned(app, &records).await?);
        }
    }
    let ids: Vec<Uuid> = ids.into_iter().collect();
    put(app, kind, &ids).await
}

/// These records as they are found now; those that are gone are taken out.
async fn put(app: &App, kind: &Searched, ids: &[Uuid]) -> Result<Vec<Change>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let documents = (kind.documents)(app, ids).await?;
    let found: BTreeSet<Uuid> = documents.iter().map(::search::Document::id).collect();
    let gone = ids.iter().filter(|id| !found.contains(id)).map(|id| Change::Remove(*id));
    Ok(gone.chain(documents.into_iter().map(Change::Put)).collect())
}

/// Builds the index anew; until it is whole, people find what they found before. What changes meanwhile is
/// followed afterwards.
async fn build(app: &App, index: &Arc<Index>) -> Result<()> {
    let mark = changes::latest(&app.db).await?;
    tracing::info!(position = mark.position, "the search index is built anew");
    blocking(index, Index::begin).await?;
    if let Err(error) = add_all(app, index).await {
        blocking(index, Index::abandon).await?;
        return Err(error);
    }
    blocking(index, move |index| index.finish(mark.position, &mark.line.to_string())).await?;
    app.finder.seen(|seen| seen.day = Some(app.clock.today()));
    Ok(())
}

async fn add_all(app: &App, index: &Arc<Index>) -> Result<()> {
    for kind in searched() {
        let mut after = None;
        loop {
            let ids = (kind.ids)(app, after).await?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            let documents = (kind.documents)(app, &ids).await?;
            blocking(index, move |index| index.add(documents)).await?;
        }
    }
    Ok(())
}

/// Puts in again what depends on the day, once each day and when the process begins.
async fn turn_the_day(app: &App, index: &Arc<Index>) -> Result<()> {
    let today = app.clock.today();
    let mut turned = false;
    app.finder.seen(|seen| turned = seen.day == Some(today));
    let Some(mark) = mark_of(index).filter(|_| !turned) else { return Ok(()) };
    for kind in searched().iter().filter(|kind| kind.by_day) {
        let mut after = None;
        loop {
            let ids = (kind.ids)(app, after).await?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            let changes = put(app, kind, &ids).await?;
            blocking(index, move |index| index.apply_noting(changes, mark.position, &mark.line.to_string())).await?;
        }
    }
    changes::prune(&app.db, app.clock.now()).await?;
    app.finder.seen(|seen| seen.day = Some(today));
    Ok(())
}
