//! What this process knows of the meaning of needs and technologies, and how it follows the records. What is
//! read of a text is kept in the database ([`kit::sheets`]), so that a process that begins has it at once;
//! words and letters are read as a record changes, and the encoder comes after, in the background, while
//! matching by words already works.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use kit::changes::{self, Mark};
use kit::sheets::{self, Sheet};
use kit::{Result, telemetry};
use meaning::{Catalogue, Entry, Mind, Need, Question, Ranking, Small, Spelling, Understood};
use tokio::sync::{Semaphore, SemaphorePermit};
use uuid::Uuid;

use crate::app::App;
use crate::layout::searched::{Searched, Text, Texts, searched};

/// The form of what is kept: another for another encoder, other words or other bytes.
pub const FORM: i64 = 3;
/// Numbers of a vector.
const DIMENSIONS: usize = 384;
/// Changes followed at once.
const AT_ONCE: u64 = 1_000;
/// Texts understood in one turn.
const TURN: u64 = 8;
/// Texts understood at once, whoever asks: more would only keep the other threads from answering.
static PERMITS: Semaphore = Semaphore::const_new(2);

/// What one process knows.
#[derive(Default)]
pub struct Understanding {
    mind: OnceLock<Option<Arc<Mind>>>,
    shelves: RwLock<HashMap<&'static str, Arc<Shelf>>>,
    /// How far the records were followed; `None` before they were read at all.
    followed: Mutex<Option<Mark>>,
}

/// The texts of one kind.
pub struct Shelf(RwLock<Kept>);

struct Kept {
    catalogue: Catalogue,
    /// The entries that show what is ordinary.
    ordinary: Arc<Vec<(u128, Entry)>>,
}

/// How a question was answered.
pub struct Answer {
    /// The question as it was understood.
    pub question: Question,
    /// What was found, the best first.
    pub ranking: Ranking,
    /// What is known of those found.
    pub entries: HashMap<u128, Entry>,
}

impl Understanding {
    /// What understands texts; opened when it is first needed. `None` where the program's own files are
    /// damaged: then words alone must do.
    pub async fn mind(self: &Arc<Self>) -> Result<Option<Arc<Mind>>> {
        let own = self.clone();
        let open = move || {
            let opened = || Mind::open().inspect_err(|error| tracing::error!(%error, "no text can be understood"));
            own.mind.get_or_init(|| opened().ok().map(Arc::new)).clone()
        };
        Ok(match self.mind.get() {
            Some(mind) => mind.clone(),
            None => tokio::task::spawn_blocking(open).await?,
        })
    }

    fn shelf(&self, kind: &'static str) -> Option<Arc<Shelf>> {
        self.shelves.read().unwrap_or_else(PoisonError::into_inner).get(kind).cloned()
    }

    fn followed(&self) -> Option<Mark> {
        *self.followed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn follow_on(&self, mark: Mark) {
        *self.followed.lock().unwrap_or_else(PoisonError::into_inner) = Some(mark);
    }
}

impl Shelf {
    fn empty() -> Self {
        Self(RwLock::new(Kept { catalogue: Catalogue::new(DIMENSIONS), ordinary: Arc::default() }))
    }

    fn read(&self) -> RwLockReadGuard<'_, Kept> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Kept> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads again which entries are ordinary, where others are now or one of them changed.
    async fn refresh(&self, app: &App, changed: &BTreeSet<u128>) -> Result<()> {
        let names: Vec<u128> = self.read().catalogue.ordinary().collect();
        let known = self.read().ordinary.clone();
        if known.iter().map(|(name, _)| *name).eq(names.iter().copied())
            && !names.iter().any(|one| changed.contains(one))
        {
            return Ok(());
        }
        let mut entries = entries(app, &names).await?;
        let ordinary = names.into_iter().filter_map(|name| Some((name, entries.remove(&name)?)));
        self.write().ordinary = Arc::new(ordinary.collect());
        Ok(())
    }
}

/// Answers a question among the texts of a kind.
///
/// # Errors
/// When the database cannot be read.
pub async fn answer(app: &App, kind: &'static str, question: Question) -> Result<Answer> {
    let shelf = shelf(app, kind).await?;
    let asked = Arc::new(question);
    let (held, about) = (shelf.clone(), asked.clone());
    let candidates = tokio::task::spawn_blocking(move || held.read().catalogue.candidates(&about)).await?;
    let found = entries(app, &candidates.names).await?;
    let about = asked.clone();
    let (ranking, entries) = tokio::task::spawn_blocking(move || {
        let entries: Vec<(u128, Entry)> = found.into_iter().collect();
        let kept = shelf.read();
        let ranking = kept.catalogue.rank(&about, &candidates, &entries, &kept.ordinary);
        drop(kept);
        (ranking, entries.into_iter().collect())
    })
    .await?;
    Ok(Answer { question: Arc::unwrap_or_clone(asked), ranking, entries })
}

/// Which records of a kind lie nearest to the text of a record of another kind, the nearest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn nearest_to(app: &App, record: Uuid, kind: &'static str, most: usize) -> Result<Vec<Uuid>> {
    let Some(sheet) = sheets::of(&app.db, FORM, &[record]).await?.pop() else { return Ok(Vec::new()) };
    let Some(middle) = sheet.middle.and_then(|bytes| Small::from_bytes(&bytes).ok()) else { return Ok(Vec::new()) };
    let shelf = shelf(app, kind).await?;
    let found = tokio::task::spawn_blocking(move || shelf.read().catalogue.nearest(&middle, most)).await?;
    Ok(found.into_iter().map(Uuid::from_u128).collect())
}

/// What is asked by somebody's own words.
///
/// # Errors
/// When the encoder cannot be opened.
pub async fn question(app: &App, text: String) -> Result<Question> {
    let mind = app.understanding.mind().await?;
    aside(move || match mind {
        Some(mind) => mind.question(&text, mind.need(&text)),
        None => Question::of_words(&text),
    })
    .await
}

/// Understands on a thread that answers nobody, in its turn. Whoever goes away meanwhile takes no other's turn.
async fn aside<T: Send + 'static>(understand: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let permit: SemaphorePermit<'static> = PERMITS.acquire().await?;
    let work = move || {
        let _held = permit;
        understand()
    };
    Ok(tokio::task::spawn_blocking(work).await?)
}

/// The same for the need of a record whose text was perhaps understood before.
///
/// # Errors
/// When the database cannot be read.
pub async fn question_of(app: &App, record: Uuid, version: i64, text: String) -> Result<Question> {
    let kept = sheets::of(&app.db, FORM, &[record]).await?.pop().filter(|sheet| sheet.version == version);
    let need = kept.and_then(|sheet| Need::from_bytes(&sheet.understood?).ok());
    match (need, app.understanding.mind().await?) {
        (Some(need), Some(mind)) => aside(move || mind.question(&text, need)).await,
        _ => question(app, text).await,
    }
}

/// What was understood of these needs.
///
/// # Errors
/// When the database cannot be read.
pub async fn needs(app: &App, records: &[Uuid]) -> Result<HashMap<Uuid, Need>> {
    let kept = sheets::of(&app.db, FORM, records).await?.into_iter();
    Ok(kept.filter_map(|sheet| Some((sheet.record, Need::from_bytes(&sheet.understood?).ok()?))).collect())
}

/// All that is known of these technologies.
async fn entries(app: &App, names: &[u128]) -> Result<HashMap<u128, Entry>> {
    let records: Vec<Uuid> = names.iter().copied().map(Uuid::from_u128).collect();
    let kept = sheets::of(&app.db, FORM, &records).await?;
    let entry = |sheet: Sheet| {
        let understood = sheet.understood.and_then(|bytes| Understood::from_bytes(&bytes).ok()).unwrap_or_default();
        Some((sheet.record.as_u128(), Entry { spelling: Spelling::from_bytes(&sheet.spelling).ok()?, understood }))
    };
    Ok(tokio::task::spawn_blocking(move || kept.into_iter().filter_map(entry).collect()).await?)
}

/// The texts of a kind, read now where this process has not read them yet.
async fn shelf(app: &App, kind: &'static str) -> Result<Arc<Shelf>> {
    if app.understanding.followed().is_none() {
        follow(app).await?;
    }
    Ok(app.understanding.shelf(kind).unwrap_or_else(|| Arc::new(Shelf::empty())))
}

/// Kinds whose texts are understood.
fn read_kinds() -> impl Iterator<Item = (&'static Searched, Texts)> {
    searched().iter().filter_map(|kind| Some((kind, kind.texts?)))
}

/// One turn: reads what changed since the last.
///
/// # Errors
/// When the database cannot be read or written; the next turn goes on from where this ended.
pub async fn follow(app: &App) -> Result<()> {
    while changes::number(&app.db).await? {}
    let mut mark = match app.understanding.followed() {
        Some(mark) if changes::goes_on_from(&app.db, mark).await? => mark,
        _ => read_all(app).await?,
    };
    loop {
        let next = changes::after(&app.db, mark, AT_ONCE).await?;
        let Some(last) = next.last().map(|change| change.mark) else { break };
        let mut changed: BTreeMap<&str, BTreeSet<Uuid>> = BTreeMap::new();
        for change in &next {
            changed.entry(&change.kind).or_default().insert(change.record);
        }
        // What another process understood names no kind: each kind takes its own.
        let understood = changed.remove(sheets::FOLLOWED).unwrap_or_default();
        for (kind, texts) in read_kinds() {
            let Some(shelf) = app.understanding.shelf(kind.kind) else { continue };
            let ids = changed.get(kind.kind).into_iter().flatten().chain(&understood).copied();
            let ids: Vec<Uuid> = ids.collect::<BTreeSet<Uuid>>().into_iter().collect();
            read(app, kind.kind, texts, &shelf, &ids).await?;
            shelf.refresh(app, &ids.iter().map(Uuid::as_u128).collect()).await?;
        }
        mark = last;
        app.understanding.follow_on(mark);
    }
    tell(app);
    Ok(())
}

/// For `/metrics`.
fn tell(app: &App) {
    for (kind, _) in read_kinds() {
        let Some(shelf) = app.understanding.shelf(kind.kind) else { continue };
        let kept = shelf.read();
        let (texts, understood) = (kept.catalogue.len(), kept.catalogue.understood());
        telemetry::gauge_of("texts_read", kind.kind, texts as f64);
        telemetry::gauge_of("texts_understood", kind.kind, understood as f64);
    }
}

/// Reads all texts there are, most of them as they were kept.
async fn read_all(app: &App) -> Result<Mark> {
    let mark = changes::latest(&app.db).await?;
    for (kind, texts) in read_kinds() {
        let shelf = Arc::new(Shelf::empty());
        let mut after = None;
        loop {
            let ids = (kind.ids)(app, after).await?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            read(app, kind.kind, texts, &shelf, &ids).await?;
        }
        shelf.refresh(app, &BTreeSet::new()).await?;
        app.understanding.shelves.write().unwrap_or_else(PoisonError::into_inner).insert(kind.kind, shelf);
    }
    app.understanding.follow_on(mark);
    Ok(mark)
}

/// Reads the words and letters of these records, where they were not kept of this very version, and puts
/// them onto the shelf; those that are offered no longer leave it.
async fn read(app: &App, kind: &'static str, texts: Texts, shelf: &Arc<Shelf>, ids: &[Uuid]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let texts = texts(app, ids).await?;
    let kept: HashMap<Uuid, Sheet> =
        sheets::of(&app.db, FORM, ids).await?.into_iter().map(|sheet| (sheet.record, sheet)).collect();
    let offered: BTreeSet<Uuid> = texts.iter().map(|text| text.record).collect();
    // A record of another kind that was understood is none of these.
    let gone: Vec<Uuid> = ids
        .iter()
        .filter(|id| !offered.contains(id) && kept.get(id).is_some_and(|sheet| sheet.kind == kind))
        .copied()
        .collect();
    let held = shelf.clone();
    let leaving: Vec<Uuid> = ids.iter().filter(|id| !offered.contains(id)).copied().collect();
    let new = tokio::task::spawn_blocking(move || put_onto(&held, kind, texts, kept, &leaving)).await?;
    sheets::put(&app.db, new).await?;
    if !gone.is_empty() {
        sheets::remove(&app.db, &gone).await?;
    }
    Ok(())
}

/// Puts texts onto a shelf; answers what has to be written of them.
fn put_onto(
    shelf: &Shelf,
    kind: &'static str,
    texts: Vec<Text>,
    mut kept: HashMap<Uuid, Sheet>,
    leaving: &[Uuid],
) -> Vec<Sheet> {
    let mut new = Vec::new();
    let mut put = Vec::new();
    for text in texts {
        let before = kept.remove(&text.record);
        let known = before.as_ref().filter(|sheet| sheet.version == text.version);
        let spelling = match known.and_then(|sheet| Spelling::from_bytes(&sheet.spelling).ok()) {
            Some(spelling) => spelling,
            None => text.spelling(),
        };
        let sheet = match before {
            Some(sheet) if sheet.version == text.version => sheet,
            before => {
                let bytes = spelling.to_bytes();
                // Another version of the same text means the same.
                let same = before.filter(|sheet| sheet.spelling == bytes);
                let (middle, understood) = same.map_or((None, None), |sheet| (sheet.middle, sheet.understood));
                let (record, version) = (text.record, text.version);
                let sheet =
                    Sheet { record, kind: kind.to_owned(), version, form: FORM, spelling: bytes, middle, understood };
                new.push(sheet.clone());
                sheet
            }
        };
        put.push((text.record.as_u128(), spelling, sheet.middle.and_then(|bytes| Small::from_bytes(&bytes).ok())));
    }
    let mut held = shelf.write();
    for (name, spelling, middle) in &put {
        held.catalogue.put(*name, spelling, middle.as_ref());
    }
    for record in leaving {
        held.catalogue.remove(record.as_u128());
    }
    new
}

/// Understands some of the texts that wait; answers whether any did.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn understand(app: &App) -> Result<bool> {
    let mut any = false;
    for (kind, texts) in read_kinds() {
        let waiting = sheets::waiting(&app.db, kind.kind, FORM, TURN).await?;
        if waiting.is_empty() {
            continue;
        }
        let Some(mind) = app.understanding.mind().await? else { return Ok(false) };
        let texts = texts(app, &waiting).await?;
        let kept = sheets::of(&app.db, FORM, &waiting).await?;
        for sheet in kept {
            let same = |text: &&Text| text.record == sheet.record && text.version == sheet.version;
            let Some(text) = texts.iter().find(same).cloned() else { continue };
            let mind = mind.clone();
            let (middle, understood) = aside(move || text.understood(&mind)).await?;
            let middle = middle.map(|middle| middle.to_bytes());
            let sheet = Sheet { middle, understood: Some(understood), ..sheet };
            sheets::understood(&app.db, sheet, app.chance.id(app.clock.now()), app.clock.now()).await?;
            any = true;
        }
    }
    Ok(any)
}

/// Follows and understands until nothing waits: what commands and stories want before they ask.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn settle(app: &App) -> Result<()> {
    follow(app).await?;
    while understand(app).await? {}
    follow(app).await
}
