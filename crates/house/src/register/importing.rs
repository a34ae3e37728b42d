//! How a record is read from a row, whether a file brought it or a form, and written into one again: both by
//! the fields of its form, so that none is read and not written.

use std::collections::HashMap;
use std::fmt::Debug;
use std::future::Future;

use chrono::NaiveDate;
use kit::form::Versioned;
use kit::table::{Cell, Row, Sheet};
use kit::{FormErrors, Message, Result, msg};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::Registered;
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::Kind;
use crate::organisations;

/// A record as people type it and as files bring it.
pub trait Typed: Registered {
    /// Its rows in files, whose columns are named like the fields of its form.
    type Kind: Kind<Record = Brought<Self>>;
    /// Its form, every field as it was typed.
    type Form: Versioned + DeserializeOwned + Clone + Debug + Default + Send + Sync;

    /// The key in the form by which it is entered once.
    fn once(form: &mut Self::Form) -> &mut String;
    /// What is there, as it would be typed: a form for each, in few queries.
    fn forms(app: &App, records: &[Self]) -> impl Future<Output = Result<Vec<Self::Form>>> + Send;
    /// A form as a row; `code` is of what is corrected.
    fn row(form: &Self::Form, code: &str) -> Row {
        Row::of_form(form, code)
    }
    /// Reads a row.
    ///
    /// # Errors
    /// What is wrong, beside its column.
    fn read(known: &<Self::Kind as Kind>::Known, row: &Row) -> Result<Brought<Self>, FormErrors>;
}

/// A record as it came in, checked, and what the register says of the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought<R> {
    /// As a file or a form says it.
    pub record: R,
    /// As it is kept.
    pub before: Option<R>,
}

impl<R: Registered> Brought<R> {
    /// A record that was withdrawn stands again only when somebody corrects it: no file brings it back
    /// unseen.
    ///
    /// # Errors
    /// `layout-told-file-withdrawn`, beside [`Registered::KEY`].
    pub fn unless_withdrawn(self) -> Result<Self, FormErrors> {
        match self.before.as_ref().and_then(|before| before.standing().withdrawn.as_ref()) {
            Some(withdrawn) => {
                let said = msg("layout-told-file-withdrawn").with("because", withdrawn.because.clone());
                Err(FormErrors::one(R::KEY, said))
            }
            None => Ok(self),
        }
    }
}

/// What rows and forms are checked against that name clinics and bear codes.
pub struct Known<R> {
    /// The day it is.
    pub today: NaiveDate,
    /// Records that come in now are part of a demonstration.
    pub invented: bool,
    /// Clinics by their codes.
    pub clinics: HashMap<String, Uuid>,
    /// Records that are there, by their codes.
    pub before: HashMap<String, R>,
}

impl<R: Registered> Known<R> {
    /// With the records that bear the codes of a batch.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(app: &App, before: Vec<R>) -> Result<Self> {
        let clinics = organisations::list_clinic_names(&app.db).await?;
        let coded = |record: R| Some((record.code()?.to_owned(), record));
        Ok(Self {
            today: app.clock.today(),
            invented: app.settings.demo,
            clinics: clinics.into_iter().map(|clinic| (clinic.code, clinic.id)).collect(),
            before: before.into_iter().filter_map(coded).collect(),
        })
    }
}

/// The codes of a batch, as they are kept.
pub fn codes(batch: &[Row]) -> Vec<String> {
    let read = batch.iter().filter_map(|row| read_code(row.text("code")).ok());
    read.filter(|code| !code.is_empty()).collect()
}

/// A code of one's own; without one the register gives it.
///
/// # Errors
/// `layout-told-code`.
pub fn read_code(typed: &str) -> Result<String, Message> {
    let plain = typed.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') && typed.len() <= 40;
    if plain { Ok(typed.to_ascii_uppercase()) } else { Err(msg("layout-told-code")) }
}

/// Reads a form by the rules of the file; `code` is of what is corrected.
///
/// # Errors
/// What is wrong, beside its field; when the database cannot be read.
pub(super) async fn read<R: Typed>(app: &App, reader: &Reader, form: &R::Form, code: &str) -> Result<Brought<R>> {
    let row = R::row(form, code);
    let known = R::Kind::known(app, reader, std::slice::from_ref(&row)).await?;
    Ok(R::read(&known, &row)?)
}

/// What is there, as it would be typed.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn form_of<R: Typed>(app: &App, record: &R) -> Result<R::Form> {
    Ok(R::forms(app, std::slice::from_ref(record)).await?.pop().unwrap_or_default())
}

/// Writes records into a file, by the fields of their forms.
///
/// # Errors
/// When the database cannot be read, or the file not be written.
pub async fn write<R: Typed>(app: &App, sheet: &mut Sheet, records: &[R]) -> Result<()> {
    for (record, form) in records.iter().zip(R::forms(app, records).await?) {
        let row = R::row(&form, record.code().unwrap_or_default());
        let cells: Vec<Cell> = R::Kind::COLUMNS.iter().map(|column| column.cell(row.text(column.name))).collect();
        sheet.row(&cells)?;
    }
    Ok(())
}
