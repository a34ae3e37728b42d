//! Lines of work as rows of files and of forms. A row whose word is known says what is to stand there now.

use kit::form::{optional, required as filled, text_within};
use kit::show::Bilingual;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use uuid::Uuid;

use super::forms::ProgrammeForm;
use super::programme::{ParticipationLevel, Programme};
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Kind, Saved, column, required};
use house::layout::name::readable;
use house::register::{self, Brought, Known, Standing, Typed};

/// The longest name, in characters.
const NAME_MOST: usize = 200;
/// The longest scope or source, in characters.
const TEXT_MOST: usize = 2_000;
/// The longest word.
const CODE_MOST: usize = 40;

/// Lines of work.
pub struct Programmes;

impl Kind for Programmes {
    type Known = Known<Programme>;
    type Record = Brought<Programme>;

    const NAME: &'static str = "programmes";
    const TITLE: &'static str = "programmes-title";
    const PLACE: u8 = 88;
    const COLUMNS: &'static [Column] = &[
        required("code", "รหัสแผนงาน", "programmes-column-code"),
        required("name_th", "ชื่อแผนงาน", "programmes-column-name_th"),
        column("name_en", "ชื่อแผนงานภาษาอังกฤษ", "programmes-column-name_en"),
        column("scope", "ขอบเขต", "programmes-column-scope"),
        column("least_level", "ระดับการมีส่วนร่วมขั้นต่ำ", "programmes-column-least_level"),
        column("source", "แหล่งที่มา", "programmes-column-source"),
    ];
    const KEY: &'static [&'static str] = &["code"];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, _: &[Row]) -> Result<Known<Programme>> {
        Known::of(app, store::list(app.db.reader()).await?).await
    }

    fn check(known: &Known<Programme>, row: &Row) -> Result<Brought<Programme>, FormErrors> {
        Programme::read(known, row)?.unless_withdrawn()
    }

    async fn save(act: &Act, records: &[Brought<Programme>]) -> Result<Vec<Saved>> {
        register::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let standing: Vec<_> = store::list(app.db.reader()).await?.into_iter().filter(Programme::is_offered).collect();
        register::write(app, sheet, &standing).await
    }
}

impl Typed for Programme {
    type Kind = Programmes;
    type Form = ProgrammeForm;

    fn once(form: &mut ProgrammeForm) -> &mut String {
        &mut form.once
    }

    async fn forms(_: &App, programmes: &[Self]) -> Result<Vec<ProgrammeForm>> {
        Ok(programmes.iter().map(ProgrammeForm::of).collect())
    }

    /// Whoever enters one says its word; what is corrected keeps its own.
    fn row(form: &ProgrammeForm, code: &str) -> Row {
        Row::of_form(form, if code.is_empty() { &form.code } else { code })
    }

    fn read(known: &Known<Self>, row: &Row) -> Result<Brought<Self>, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", word(row.text("code")));
        let name = errors.take("name_th", readable(row.text("name_th"), NAME_MOST));
        let scope = errors.take("scope", text(row.text("scope")));
        let least_level = errors.take("least_level", level(row.text("least_level")));
        let source = errors.take("source", text(row.text("source")));
        errors.clone().into_result()?;
        let (Some(code), Some(th), Some(scope), Some(least_level), Some(source)) =
            (code, name, scope, least_level, source)
        else {
            return Err(errors);
        };
        let before = known.before.get(&code).cloned();
        let record = Self {
            id: before.as_ref().map_or(Uuid::nil(), |before| before.id),
            code,
            name: Bilingual { th, en: optional(row.text("name_en")) },
            scope,
            least_level,
            source,
            standing: before.as_ref().map_or(Standing::NEW, |before| before.standing.clone()),
        };
        Ok(Brought { record, before })
    }
}

/// The word of a line of work: it stands in addresses and files.
fn word(typed: &str) -> Result<String, Message> {
    let word = filled(typed)?.to_ascii_lowercase();
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '-' | '_');
    let begins = word.starts_with(|letter: char| letter.is_ascii_lowercase());
    let right = begins && word.len() <= CODE_MOST && word.chars().all(plain);
    if right { Ok(word) } else { Err(msg("programmes-code")) }
}

fn text(typed: &str) -> Result<Option<String>, Message> {
    optional(typed).map(|typed| text_within(&typed, TEXT_MOST)).transpose()
}

fn level(typed: &str) -> Result<Option<ParticipationLevel>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    ParticipationLevel::from_word(&typed).map(Some).ok_or_else(|| msg("programmes-level-choose"))
}
