//! Records as rows of files, in and out. A feature says once, in its `importing.rs`, what a record
//! of its kind looks like as a row; the command line, the desk and the help text all follow from it.
//! Checking is pure and goes row by row; what it is checked against is read once per batch; saving
//! is one step inside the import's own act.

use std::collections::{HashMap, VecDeque};
use std::future::Future;

use futures_util::future::BoxFuture;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg, words};
use uuid::Uuid;

use crate::accounts::Reader;
use crate::app::App;
pub use crate::cells::{column, day, number, one_of, one_or, required, word};

/// Rows of a file whose rows belong together that are checked against each other; the names in them
/// fit what an engine binds in one query.
pub const WHOLE_MOST: usize = 10_000;

/// A kind of record that files bring in and take out.
pub trait Kind: Send + Sync + 'static {
    /// What the rows of one batch are checked against, read from the database.
    type Known: Send + Sync;
    /// A checked row, ready to be saved.
    type Record: Send + Sync + PartialEq;

    /// The name on the command line and in addresses, such as `needs`.
    const NAME: &'static str;
    /// Message id of what such records are called.
    const TITLE: &'static str;
    /// Where it stands in the list of kinds, smallest first; those of one feature follow each other.
    const PLACE: u8;
    /// The columns, in the order in which they are written.
    const COLUMNS: &'static [Column];
    /// The columns that together tell two records apart; rows that agree in all of them are refused.
    /// A row that leaves one empty is told apart by nothing.
    const KEY: &'static [&'static str];
    /// The columns that name what a row may write over: the record itself, where nothing else is said.
    const OVER: &'static [&'static str] = Self::KEY;
    /// Do the rows of a file belong to one another, wherever they stand in it? Then they are saved in
    /// one call, however many there are, and checked [`WHOLE_MOST`] at a time.
    const WHOLE: bool = false;
    /// Is a column that the file lacks filled up only where the row is saved, and not where it is checked?
    const KEEPS_MISSING: bool = false;
    /// The tables a record of this kind stands in, each with the column that names the record: its own
    /// table first, then those of its parts. An import of a kind that says them can be undone.
    const TABLES: &'static [(&'static str, &'static str)] = &[];

    /// May this reader bring in such records?
    ///
    /// # Errors
    /// [`kit::Error::SignIn`] or [`kit::Error::Forbidden`] with the reason.
    fn may_import(reader: &Reader) -> Result<()>;

    /// Reads what these rows are checked against, in few queries.
    fn known(app: &App, reader: &Reader, batch: &[Row]) -> impl Future<Output = Result<Self::Known>> + Send;

    /// Checks one row; errors stand beside their columns.
    ///
    /// # Errors
    /// What is wrong with the row, by column.
    fn check(known: &Self::Known, row: &Row) -> Result<Self::Record, FormErrors>;

    /// The code of the record of this kind that a row leans on, with the column that says so: a row that leans
    /// on a refused row of its file is refused with it.
    fn leans_on(_row: &Row) -> Option<(&'static str, &str)> {
        None
    }

    /// Which record of the register this one may be once more, though it is written otherwise.
    fn alike(_known: &Self::Known, _record: &Self::Record) -> Option<Alike> {
        None
    }

    /// The record of the register this row was taken for without naming it by its key, and why: people are
    /// told before anything is written.
    fn taken(_row: &Row, _record: &Self::Record) -> Option<Taken> {
        None
    }

    /// Saves checked rows inside the import's act and answers one [`Saved`] for each, in order.
    fn save(act: &Act, records: &[Self::Record]) -> impl Future<Output = Result<Vec<Saved>>> + Send;

    /// Writes every record the reader may see, in the order of [`Self::COLUMNS`].
    fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> impl Future<Output = Result<()>> + Send;
}

/// What a record is told apart by when its name is spelled in two ways. Nothing is merged by it: people
/// are shown the likeness, with reasons, and decide.
#[derive(Clone, Debug)]
pub struct Alike {
    /// Equal for rows of one file that may be one.
    pub key: String,
    /// The code of the record it may be once more.
    pub of: Option<String>,
    /// Why, of that record.
    pub reasons: Vec<Message>,
}

/// The record a row was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// Its code.
    pub code: String,
    /// How it is called.
    pub name: String,
    /// What speaks for it.
    pub reasons: Vec<Message>,
}

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The record.
    pub id: Uuid,
    /// What happened to it.
    pub change: Change,
}

words! {
    /// What an import did with a record.
    Change {
        /// It is new.
        Added = "added",
        /// It was there, and is now as the row says.
        Changed = "changed",
        /// It was there just so.
        Unchanged = "unchanged",
    }
}

/// A [`Kind`] without its types, for a list of kinds.
pub trait AnyKind: Send + Sync {
    /// [`Kind::NAME`].
    fn name(&self) -> &'static str;
    /// [`Kind::TITLE`].
    fn title(&self) -> &'static str;
    /// [`Kind::PLACE`].
    fn place(&self) -> u8;
    /// [`Kind::COLUMNS`].
    fn columns(&self) -> &'static [Column];
    /// [`Kind::KEY`].
    fn key(&self) -> &'static [&'static str];
    /// [`Kind::OVER`].
    fn over(&self) -> &'static [&'static str];
    /// [`Kind::WHOLE`].
    fn is_whole(&self) -> bool;
    /// [`Kind::TABLES`].
    fn tables(&self) -> &'static [(&'static str, &'static str)];
    /// [`Kind::may_import`].
    ///
    /// # Errors
    /// As there.
    fn may_import(&self, reader: &Reader) -> Result<()>;
    /// A place to collect checked rows.
    fn staging(&self) -> Box<dyn Staging>;
    /// Of each pair, a record as [`Kind::export`] writes it and a row about it, the columns in which the row
    /// says something else. A cell that is written otherwise and read the same says nothing else.
    fn changes<'a>(
        &'a self,
        app: &'a App,
        reader: &'a Reader,
        pairs: &'a [(Row, Row)],
    ) -> BoxFuture<'a, Result<Vec<Vec<&'static Column>>>>;
    /// [`Kind::export`].
    fn export<'a>(&'a self, app: &'a App, reader: &'a Reader, sheet: &'a mut Sheet) -> BoxFuture<'a, Result<()>>;
}

/// What is noted of a row in which nothing is wrong.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    /// What it is like.
    pub alike: Option<Alike>,
    /// What it was taken for.
    pub taken: Option<Taken>,
}

/// A checked row: what is wrong with it, or what is noted of it.
pub type Judged = Result<Noted, FormErrors>;

/// Checked rows of one file, waiting to be saved.
pub trait Staging: Send {
    /// Checks a batch and answers for each row; a good row is kept where `keep` says so.
    fn check<'a>(
        &'a mut self,
        app: &'a App,
        reader: &'a Reader,
        batch: &'a [Row],
        keep: &'a [bool],
    ) -> BoxFuture<'a, Result<Vec<Judged>>>;
    /// Saves the next `most` kept rows, in order; empty when none is left.
    fn save<'a>(&'a mut self, act: &'a Act, most: usize) -> BoxFuture<'a, Result<Vec<Saved>>>;
}

impl<K: Kind> AnyKind for K {
    fn name(&self) -> &'static str {
        K::NAME
    }

    fn title(&self) -> &'static str {
        K::TITLE
    }

    fn place(&self) -> u8 {
        K::PLACE
    }

    fn columns(&self) -> &'static [Column] {
        K::COLUMNS
    }

    fn key(&self) -> &'static [&'static str] {
        K::KEY
    }

    fn over(&self) -> &'static [&'static str] {
        K::OVER
    }

    fn is_whole(&self) -> bool {
        K::WHOLE
    }

    fn tables(&self) -> &'static [(&'static str, &'static str)] {
        K::TABLES
    }

    fn may_import(&self, reader: &Reader) -> Result<()> {
        K::may_import(reader)
    }

    fn staging(&self) -> Box<dyn Staging> {
        Box::new(Staged::<K> { records: VecDeque::new(), named: HashMap::new() })
    }

    fn changes<'a>(
        &'a self,
        app: &'a App,
        reader: &'a Reader,
        pairs: &'a [(Row, Row)],
    ) -> BoxFuture<'a, Result<Vec<Vec<&'static Column>>>> {
        Box::pin(async move {
            let all: Vec<Row> = pairs.iter().flat_map(|(stands, told)| [told.clone(), stands.clone()]).collect();
            let known = K::known(app, reader, &all).await?;
            Ok(pairs.iter().map(|(stands, told)| changed::<K>(&known, stands, told)).collect())
        })
    }

    fn export<'a>(&'a self, app: &'a App, reader: &'a Reader, sheet: &'a mut Sheet) -> BoxFuture<'a, Result<()>> {
        Box::pin(K::export(app, reader, sheet))
    }
}

/// The columns in which a row says something else than the record has it: the whole row reads otherwise
/// once the record's cell stands in the place of its own, also of one that it lacks.
fn changed<K: Kind>(known: &K::Known, stands: &Row, told: &Row) -> Vec<&'static Column> {
    let unsaid = K::KEY.iter().copied().filter(|column| told.text(column).is_empty());
    let told = unsaid.fold(told.clone(), |row, column| row.with(column, stands));
    let (before, after) = (K::check(known, stands), K::check(known, &told));
    let says_else = |column: &&'static Column| {
        let (has, old) = (told.has(column.name), stands.text(column.name));
        if told.text(column.name) == old || !has && K::KEEPS_MISSING {
            return false;
        }
        match (&after, K::check(known, &told.with(column.name, stands))) {
            (Ok(after), Ok(kept)) => *after != kept,
            // What stood does not go with the rest of the row, such as a district with another province.
            (Ok(_), Err(_)) => has || before.is_ok(),
            (Err(_), _) => has,
        }
    };
    K::COLUMNS.iter().filter(says_else).collect()
}

struct Staged<K: Kind> {
    records: VecDeque<K::Record>,
    /// Which row of the file named a record first, and whether it was only taken for it.
    named: HashMap<String, (usize, bool)>,
}

/// A record that one row was taken for and another names, or is taken for too, can be written by one of
/// them only. Two rows that both name it are found by their key.
fn claimed<K: Kind>(
    named: &mut HashMap<String, (usize, bool)>,
    row: &Row,
    taken: Option<&Taken>,
) -> Result<(), FormErrors> {
    let [column] = K::KEY else { return Ok(()) };
    let code = taken.map_or_else(|| row.text(column), |taken| taken.code.as_str());
    if code.is_empty() {
        return Ok(());
    }
    let (first, guessed) = *named.entry(code.to_owned()).or_insert((row.number, taken.is_some()));
    if first == row.number || !(guessed || taken.is_some()) {
        return Ok(());
    }
    Err(FormErrors::one(*column, msg("imports-repeated").with("row", u32::try_from(first).unwrap_or(u32::MAX))))
}

/// Refuses the rows that lean on refused rows of the file, and those that lean on them. Of rows with one
/// code the first counts; the others are refused.
fn refuse_leaning<K: Kind, T>(batch: &[Row], judged: &mut [Result<T, FormErrors>]) {
    let [code] = K::KEY else { return };
    let mut stands: HashMap<&str, usize> = HashMap::new();
    for (at, row) in batch.iter().enumerate() {
        stands.entry(row.text(code)).or_insert(at);
    }
    let mut leaning: HashMap<usize, Vec<(usize, &'static str)>> = HashMap::new();
    for (at, row) in batch.iter().enumerate() {
        let on = K::leans_on(row).and_then(|(column, code)| Some((*stands.get(code)?, column)));
        if let Some((on, column)) = on.filter(|(on, _)| *on != at) {
            leaning.entry(on).or_default().push((at, column));
        }
    }
    let mut refused: Vec<usize> = (0..judged.len()).filter(|at| judged[*at].is_err()).collect();
    while let Some(on) = refused.pop() {
        let said = msg("imports-leans").with("code", batch[on].text(code)).with("row", batch[on].number.to_string());
        for (at, column) in leaning.remove(&on).into_iter().flatten() {
            if judged[at].is_ok() {
                judged[at] = Err(FormErrors::one(column, said.clone()));
                refused.push(at);
            }
        }
    }
}

impl<K: Kind> Staging for Staged<K> {
    fn check<'a>(
        &'a mut self,
        app: &'a App,
        reader: &'a Reader,
        batch: &'a [Row],
        keep: &'a [bool],
    ) -> BoxFuture<'a, Result<Vec<Judged>>> {
        Box::pin(async move {
            let known = K::known(app, reader, batch).await?;
            let judge = |row: &Row| {
                let record = K::check(&known, row)?;
                let noted = Noted { alike: K::alike(&known, &record), taken: K::taken(row, &record) };
                claimed::<K>(&mut self.named, row, noted.taken.as_ref())?;
                Ok((record, noted))
            };
            let mut judged: Vec<Result<_, FormErrors>> = batch.iter().map(judge).collect();
            refuse_leaning::<K, _>(batch, &mut judged);
            let good = judged.into_iter().zip(keep).map(|(judged, keep)| {
                let (record, noted) = judged?;
                self.records.extend(keep.then_some(record));
                Ok(noted)
            });
            Ok(good.collect())
        })
    }

    fn save<'a>(&'a mut self, act: &'a Act, most: usize) -> BoxFuture<'a, Result<Vec<Saved>>> {
        Box::pin(async move {
            let most = if K::WHOLE { usize::MAX } else { most };
            let next: Vec<K::Record> = self.records.drain(..most.min(self.records.len())).collect();
            if next.is_empty() { Ok(Vec::new()) } else { K::save(act, &next).await }
        })
    }
}
