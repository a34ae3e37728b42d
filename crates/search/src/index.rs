//! The index in its folder: opened, fed, asked.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tantivy::collector::{Count, TopDocs};
use tantivy::directory::MmapDirectory;
use tantivy::query::{AllQuery, Query};
use tantivy::{DocAddress, IndexReader, IndexWriter, ReloadPolicy, Searcher, SearcherGeneration, TantivyError};
use uuid::Uuid;

use crate::document::{Change, Document};
use crate::error::SearchError;
use crate::facets::{CountFacets, Counts};
use crate::fields::{Fields, KIND};
use crate::lexicon::Lexicon;
use crate::nearest;
use crate::query;
use crate::question::{Question, Ranked, Signal};
use crate::standing::Records;

/// Raised whenever words are cut otherwise than before or fields change their meaning: an index of an
/// older form is thrown away and built again.
pub const FORM: u32 = 4;
/// How long it is waited before a folder that cannot be opened is thrown away.
const PATIENCE: Duration = Duration::from_millis(100);
/// What the writer may hold in memory.
const WRITER_BYTES: usize = 30_000_000;

/// One index.
pub struct Index {
    engine: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    writer: Mutex<Option<IndexWriter>>,
    /// The words of the state they were read of.
    lexicon: Mutex<Option<(SearcherGeneration, Arc<Lexicon>)>>,
    folder: PathBuf,
    /// Held open, so that no other file can be taken for it: see [`Index::is_here`].
    here: File,
}

/// A file by which a folder is known to be the one that was opened.
const HERE: &str = ".here";

/// One record that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which.
    pub id: Uuid,
    /// Of which kind.
    pub kind: String,
    /// How well it fits; only the order means something.
    pub score: f32,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// This page of it, the best first.
    pub hits: Vec<Hit>,
    /// How many in all.
    pub total: u64,
    /// How many of each kind, and by every facet: name, then value. A facet that the question narrows
    /// is counted as if it did not, so that other values can be chosen.
    pub facets: BTreeMap<String, BTreeMap<String, u64>>,
}

impl Found {
    /// How many of each kind.
    pub fn kinds(&self) -> BTreeMap<String, u64> {
        self.facets.get(KIND).cloned().unwrap_or_default()
    }
}

impl Index {
    /// Opens the index of a folder, an empty one where there is none or one of an older form.
    ///
    /// # Errors
    /// When the folder cannot be read or written.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        fs::create_dir_all(folder)?;
        for _ in 0..2 {
            if let Ok(opened) = Self::open_whole(folder) {
                return Ok(opened);
            }
            // Another process may be making it at this moment.
            std::thread::sleep(PATIENCE);
        }
        fs::remove_dir_all(folder)?;
        fs::create_dir_all(folder)?;
        Self::open_whole(folder)
    }

    fn open_whole(folder: &Path) -> Result<Self, SearchError> {
        let (schema, fields) = Fields::schema();
        let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
        let engine = tantivy::Index::open_or_create(directory, schema)?;
        if !is_of_form(engine.load_metas()?.payload.as_deref()) {
            return Err(TantivyError::SchemaError("an index of an older form".to_owned()).into());
        }
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let here = File::options().create(true).truncate(false).write(true).open(folder.join(HERE))?;
        Ok(Self {
            engine,
            reader,
            fields,
            writer: Mutex::new(None),
            lexicon: Mutex::default(),
            folder: folder.to_owned(),
            here,
        })
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Is its folder still the one that was opened? One that was taken away, or put there anew by another
    /// process, must not be written into: it is to be opened again.
    pub fn is_here(&self) -> bool {
        let own = self.here.metadata().map(|here| (here.dev(), here.ino()));
        let found = fs::metadata(self.folder.join(HERE)).map(|here| (here.dev(), here.ino()));
        matches!((own, found), (Ok(own), Ok(found)) if own == found) && self.engine.load_metas().is_ok()
    }

    /// How far it has followed the records: what was said with the last [`Index::apply`], and `None`
    /// when it has to be built from the beginning.
    pub fn position(&self) -> Option<i64> {
        self.payload(1)?.parse().ok()
    }

    /// What was noted beside the position ([`Index::apply_noting`]).
    pub fn note(&self) -> Option<String> {
        self.payload(2)
    }

    fn payload(&self, part: usize) -> Option<String> {
        self.engine.load_metas().ok()?.payload?.splitn(3, ':').nth(part).map(str::to_owned)
    }

    /// May this process write? Then no other does, until this one ends.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn may_write(&self) -> Result<bool, SearchError> {
        match self.writer() {
            Ok(_) => Ok(true),
            Err(SearchError::Busy) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Brings it up to a position, all of it or nothing.
    ///
    /// # Errors
    /// [`SearchError::Busy`] when another process writes into the same folder; else when it cannot be
    /// written.
    pub fn apply(&self, changes: impl IntoIterator<Item = Change>, position: i64) -> Result<(), SearchError> {
        self.apply_noting(changes, position, "")
    }

    /// The same, with a note beside the position.
    ///
    /// # Errors
    /// As [`Index::apply`].
    pub fn apply_noting(
        &self,
        changes: impl IntoIterator<Item = Change>,
        position: i64,
        note: &str,
    ) -> Result<(), SearchError> {
        let mut writer = self.writer()?;
        let writer = writer.as_mut().ok_or(SearchError::Busy)?;
        for change in changes {
            match change {
                Change::Put(document) => {
                    writer.delete_term(self.fields.key_of(document.id));
                    writer.add_document(self.fields.written(&document))?;
                }
                Change::Remove(id) => {
                    writer.delete_term(self.fields.key_of(id));
                }
            }
        }
        self.commit(writer, &format!("{FORM}:{position}:{note}"))
    }

    fn commit(&self, writer: &mut IndexWriter, payload: &str) -> Result<(), SearchError> {
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(payload);
        commit.commit()?;
        self.reader.reload()?;
        Ok(())
    }

    /// Begins to build it anew. Until [`Index::finish`] readers find what they found before; whoever gives
    /// it up says [`Index::abandon`].
    ///
    /// # Errors
    /// As [`Index::apply`].
    pub fn begin(&self) -> Result<(), SearchError> {
        let mut writer = self.writer()?;
        let writer = writer.as_mut().ok_or(SearchError::Busy)?;
        writer.rollback()?;
        writer.delete_query(Box::new(AllQuery))?;
        Ok(())
    }

    /// Adds documents to what [`Index::begin`] began.
    ///
    /// # Errors
    /// As [`Index::apply`].
    pub fn add(&self, documents: impl IntoIterator<Item = Document>) -> Result<(), SearchError> {
        let mut writer = self.writer()?;
        let writer = writer.as_mut().ok_or(SearchError::Busy)?;
        for document in documents {
            writer.add_document(self.fields.written(&document))?;
        }
        Ok(())
    }

    /// Ends what [`Index::begin`] began: from here on readers find what was added, and nothing else.
    ///
    /// # Errors
    /// As [`Index::apply`].
    pub fn finish(&self, position: i64, note: &str) -> Result<(), SearchError> {
        let mut writer = self.writer()?;
        let writer = writer.as_mut().ok_or(SearchError::Busy)?;
        self.commit(writer, &format!("{FORM}:{position}:{note}"))
    }

    /// Gives up what [`Index::begin`] began.
    ///
    /// # Errors
    /// As [`Index::apply`].
    pub fn abandon(&self) -> Result<(), SearchError> {
        let mut writer = self.writer()?;
        writer.as_mut().ok_or(SearchError::Busy)?.rollback()?;
        Ok(())
    }

    /// Forgets everything, so that it can be built again.
    ///
    /// # Errors
    /// As [`Index::apply`].
    pub fn clear(&self) -> Result<(), SearchError> {
        let mut writer = self.writer()?;
        let writer = writer.as_mut().ok_or(SearchError::Busy)?;
        writer.delete_all_documents()?;
        self.commit(writer, &format!("{FORM}:"))
    }

    /// Sees what another process has written into the same folder.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn refresh(&self) -> Result<(), SearchError> {
        Ok(self.reader.reload()?)
    }

    /// How many records it holds.
    pub fn size(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Finds.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, question: &Question<'_>) -> Result<Found, SearchError> {
        let searcher = self.reader.searcher();
        let asked = query::asked(&self.fields, &searcher, question, None)?;
        let top = TopDocs::with_limit(question.limit.max(1)).and_offset(question.offset).order_by_score();
        let (top, total, mut facets) = searcher.search(&asked, &(top, Count, CountFacets))?;
        for (name, values) in self.counted_apart(&searcher, question)? {
            facets.insert(name, values);
        }
        let kinds = self.kinds_of(&searcher, &top)?;
        let named = self.named(&searcher, top)?.into_iter().zip(kinds);
        let hits = named.map(|((id, score), kind)| Hit { id, kind, score }).collect();
        Ok(Found { hits, total: total as u64, facets })
    }

    /// What may have been meant where nothing is found: the same question with its words spelled as the
    /// nearest that stand in records which these readers may find.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn nearest(&self, question: &Question<'_>) -> Result<Option<String>, SearchError> {
        let searcher = self.reader.searcher();
        let mut records = Records::of(&self.fields, &searcher, question);
        nearest::nearest(|| self.lexicon(&searcher), question.text, &mut records)
    }

    /// The words of what a searcher sees; read again only when that has changed.
    fn lexicon(&self, searcher: &Searcher) -> Result<Arc<Lexicon>, SearchError> {
        let mut kept = self.lexicon.lock().unwrap_or_else(PoisonError::into_inner);
        let now = searcher.generation();
        if let Some((_, lexicon)) = kept.as_ref().filter(|(then, _)| then.segments() == now.segments()) {
            return Ok(Arc::clone(lexicon));
        }
        let lexicon = Arc::new(Lexicon::read(searcher, self.fields.words)?);
        *kept = Some((now.clone(), Arc::clone(&lexicon)));
        Ok(lexicon)
    }

    /// The words of a question that are found alone, where nothing is found by all of them: for offering,
    /// not for showing as if they had been asked.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn parts(&self, question: &Question<'_>) -> Result<Vec<String>, SearchError> {
        let searcher = self.reader.searcher();
        let mut records = Records::of(&self.fields, &searcher, question);
        nearest::parts(&searcher, self.fields.words, question.text, &mut records)
    }

    /// The records for which one signal speaks most, for somebody else to weigh: anything shared counts.
    /// `question.offset` is not looked at.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn rank(&self, question: &Question<'_>, signal: Signal) -> Result<Vec<Ranked>, SearchError> {
        let searcher = self.reader.searcher();
        let Some(ranked) = query::ranked(&self.fields, &searcher, question, signal)? else { return Ok(Vec::new()) };
        let top =
            searcher.search(&ranked as &dyn Query, &TopDocs::with_limit(question.limit.max(1)).order_by_score())?;
        self.named(&searcher, top)
    }

    /// The counts of each facet that the question narrows, as if it did not.
    fn counted_apart(&self, searcher: &Searcher, question: &Question<'_>) -> Result<Counts, SearchError> {
        let mut counts = Counts::new();
        for (name, _) in &question.facets {
            if counts.contains_key(name) {
                continue;
            }
            let asked = query::asked(&self.fields, searcher, question, Some(name))?;
            let values = searcher.search(&asked, &CountFacets)?.remove(name).unwrap_or_default();
            counts.insert(name.clone(), values);
        }
        Ok(counts)
    }

    /// The ids of what was found.
    fn named(&self, searcher: &Searcher, top: Vec<(f32, DocAddress)>) -> Result<Vec<Ranked>, SearchError> {
        let mut named = Vec::with_capacity(top.len());
        for (score, address) in top {
            let fast = searcher.segment_reader(address.segment_ord).fast_fields();
            let half = |name| Ok::<_, SearchError>(fast.u64(name)?.first(address.doc_id).unwrap_or_default());
            named.push((Uuid::from_u64_pair(half("high")?, half("low")?), score));
        }
        Ok(named)
    }

    /// The kinds of what was found.
    fn kinds_of(&self, searcher: &Searcher, top: &[(f32, DocAddress)]) -> Result<Vec<String>, SearchError> {
        let mut kinds = Vec::with_capacity(top.len());
        for (_, address) in top {
            let mut kind = String::new();
            if let Some(column) = searcher.segment_reader(address.segment_ord).fast_fields().str("facet")? {
                let mut term = String::new();
                for place in column.term_ords(address.doc_id) {
                    term.clear();
                    column.ord_to_str(place, &mut term)?;
                    if let Some((KIND, of)) = term.split_once('=') {
                        of.clone_into(&mut kind);
                    }
                }
            }
            kinds.push(kind);
        }
        Ok(kinds)
    }

    /// The writer, held by this process from its first change on.
    fn writer(&self) -> Result<MutexGuard<'_, Option<IndexWriter>>, SearchError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.is_none() {
            match self.engine.writer_with_num_threads(1, WRITER_BYTES) {
                Ok(opened) => *writer = Some(opened),
                Err(TantivyError::LockFailure(..)) => return Err(SearchError::Busy),
                Err(other) => return Err(other.into()),
            }
        }
        Ok(writer)
    }
}

/// Was this index written in the form of today, or is it new?
fn is_of_form(payload: Option<&str>) -> bool {
    payload.is_none_or(|payload| payload.split_once(':').is_some_and(|(form, _)| form == FORM.to_string()))
}
