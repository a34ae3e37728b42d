//! The page of a file that was checked and is not yet brought in: what is wrong with it, whom its rows were
//! taken for, and what they would change, each list as long as it is.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::db::listing::Turns;
use kit::show::Bilingual;
use kit::table::Column;
use kit::web::{Path, Query, address, sent_file};
use kit::{Error, Message, Result, page, words};
use serde::Deserialize;

use super::import::{Alteration, Checked, Double, Fault, Guess};
use super::pages_export::named;
use super::verbs_upload::{self, Found};
use super::{kind, policy};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// Entries of a list on one page.
const SHOWN: usize = 100;

words! {
    /// A list of the page.
    Part {
        /// What is wrong.
        Wrong = "wrong",
        /// Whom rows were taken for.
        Taken = "taken",
        /// What would be changed.
        Changed = "changed",
        /// What may be there once more.
        Doubled = "doubled",
    }
}

/// Which list is looked at alone, and from where.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    part: String,
    from: usize,
}

/// A page of one list.
struct Shown<T> {
    items: Vec<T>,
    turns: Turns,
}

impl<T> Shown<T> {
    /// Its own page when this list is looked at, its first one when none is, and nothing beside another.
    fn of(all: Vec<T>, part: Part, place: &Place, upload: &str) -> Self {
        let from = match Part::from_word(&place.part) {
            Some(asked) if asked != part => all.len(),
            Some(_) => place.from,
            None => 0,
        };
        let path = format!("/desk/imports/checked/{upload}");
        let at = |from: usize| address(&path, &[("part", part.as_str()), ("from", &from.to_string())]);
        let end = from.saturating_add(SHOWN);
        Self {
            turns: Turns {
                next: (end < all.len()).then(|| at(end)),
                first: (from > 0 && from < all.len()).then(|| path.clone()),
            },
            items: all.into_iter().skip(from).take(SHOWN).collect(),
        }
    }
}

/// What checking a file found.
#[derive(Template)]
#[template(path = "imports/checked.html")]
pub(super) struct Rehearsal {
    kind: String,
    file: String,
    upload: String,
    /// Why it was not brought in.
    against: Option<Message>,
    /// The counts; the lists stand beside it.
    checked: Checked,
    clean: bool,
    bad: usize,
    changed: usize,
    wrong: Shown<Fault>,
    taken: Shown<Guess>,
    alterations: Shown<Alteration>,
    doubles: Shown<Double>,
}
page!(Rehearsal, "imports-checked-title");

impl Rehearsal {
    /// The page of what was found in an upload.
    pub(super) fn of(found: Found, upload: String, place: &Place) -> Self {
        let Found { kind, file, mut checked } = found;
        Self {
            clean: checked.is_clean(),
            bad: checked.bad(),
            changed: checked.alterations.len(),
            wrong: Shown::of(std::mem::take(&mut checked.faults), Part::Wrong, place, &upload),
            taken: Shown::of(std::mem::take(&mut checked.guesses), Part::Taken, place, &upload),
            alterations: Shown::of(std::mem::take(&mut checked.alterations), Part::Changed, place, &upload),
            doubles: Shown::of(std::mem::take(&mut checked.doubles), Part::Doubled, place, &upload),
            kind,
            file,
            upload,
            against: None,
            checked,
        }
    }

    /// The same with what stands against bringing it in.
    pub(super) fn against(self, against: Option<Message>) -> Self {
        Self { against, ..self }
    }

    /// What a column is called.
    fn heading(&self, column: &str) -> Bilingual {
        let columns = kind(&self.kind).map_or(&[][..], |kind| kind.columns());
        columns.iter().find(|known| known.name == column).map_or_else(|| Bilingual::new(column, column), Column::title)
    }

    /// The same as a file may have it otherwise.
    fn otherwise(&self, column: &str) -> Bilingual {
        let Bilingual { th, en } = self.heading(column);
        Bilingual { th: en.unwrap_or_default(), en: Some(th) }
    }

    fn unknown(&self) -> String {
        self.checked.unknown.join(", ")
    }

    /// The address of the wrong rows as a file.
    fn wrong_rows(&self, ending: &str) -> String {
        format!("/desk/imports/checked/{}/wrong-rows.{ending}", self.upload)
    }
}

pub(super) async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(upload): Path<String>,
    Query(place): Query<Place>,
) -> Result<Rehearsal> {
    let found = allowed(&app, &reader, &upload).await?;
    Ok(Rehearsal::of(found, upload, &place))
}

pub(super) async fn wrong_rows(
    State(app): State<App>,
    reader: Reader,
    Path((upload, file)): Path<(String, String)>,
) -> Result<Response> {
    let Some(("wrong-rows", format)) = named(&file) else { return Err(Error::NotFound) };
    let found = allowed(&app, &reader, &upload).await?;
    let content = verbs_upload::wrong_rows(&app, &reader, &upload, format).await?;
    let name = format!("{}-wrong-rows-{}.{}", found.kind, app.clock.today(), format.as_str());
    Ok(sent_file(content, format.media_type(), &name))
}

/// What was found in an upload of this reader, who may still bring in such records.
async fn allowed(app: &App, reader: &Reader, upload: &str) -> Result<Found> {
    reader.must_sign_in()?;
    let found = verbs_upload::find_found(app, reader, upload).await?;
    policy::may_apply(reader, kind(&found.kind).ok_or(Error::NotFound)?)?;
    Ok(found)
}
