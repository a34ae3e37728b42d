//! Items of plans as rows of files and of forms. A row whose code is known says what is to stand there now.

use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::table::{Column, Holds, Row, Sheet};
use kit::{Act, FormErrors, Message, Result};
use uuid::Uuid;

use super::forms::PlanItemForm;
use super::plan_item::{Level, PlanItem, belongs, in_order};
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Kind, Saved, column, one_of, required};
use house::layout::name::readable;
use house::places;
use house::register::{self, Brought, Known, Standing, Typed};

/// Records read at once when the register is written out.
const BATCH: u64 = 1_000;
/// The longest name or source, in characters.
const TEXT_MOST: usize = 500;

/// Items of the plans of the state.
pub struct PlanItems;

impl Kind for PlanItems {
    type Known = Known<PlanItem>;
    type Record = Brought<PlanItem>;

    const NAME: &'static str = "plan-items";
    const TITLE: &'static str = "plan-items-title";
    const PLACE: u8 = 125;
    const COLUMNS: &'static [Column] = &[
        column("code", "รหัส", "plan-items-column-code"),
        required("level", "ระดับ", "plan-items-column-level"),
        required("name_th", "ชื่อรายการในแผน", "plan-items-column-name_th"),
        column("name_en", "ชื่อภาษาอังกฤษ", "plan-items-column-name_en"),
        column("first_year", "ปีงบประมาณแรก", "plan-items-column-first_year").holding(Holds::Whole),
        column("last_year", "ปีงบประมาณสุดท้าย", "plan-items-column-last_year").holding(Holds::Whole),
        column("province", "จังหวัด", "plan-items-column-province"),
        column("group", "กลุ่มจังหวัด", "plan-items-column-group"),
        required("source", "แหล่งที่มา", "plan-items-column-source"),
        column("note", "หมายเหตุ", "plan-items-column-note"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("plan_item", "id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Known<PlanItem>> {
        Known::of(app, store::list_by_codes(&app.db, register::codes(batch)).await?).await
    }

    fn check(known: &Known<PlanItem>, row: &Row) -> Result<Brought<PlanItem>, FormErrors> {
        PlanItem::read(known, row)?.unless_withdrawn()
    }

    async fn save(act: &Act, records: &[Brought<PlanItem>]) -> Result<Vec<Saved>> {
        register::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let mut after = String::new();
        loop {
            let batch = store::list_whole(&app.db, &after, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(()) };
            after.clone_from(&last.code);
            register::write(app, sheet, &batch).await?;
        }
    }
}

impl Typed for PlanItem {
    type Kind = PlanItems;
    type Form = PlanItemForm;

    fn once(form: &mut PlanItemForm) -> &mut String {
        &mut form.once
    }

    async fn forms(_: &App, items: &[Self]) -> Result<Vec<PlanItemForm>> {
        Ok(items.iter().map(PlanItemForm::of).collect())
    }

    fn read(known: &Known<Self>, row: &Row) -> Result<Brought<Self>, FormErrors> {
        let mut errors = FormErrors::new();
        let year = |typed: &str| optional(typed).map(|typed| kit::form::fiscal_year(&typed, known.today)).transpose();
        let code = errors.take("code", register::read_code(row.text("code")));
        let level = errors.take("level", level(row.text("level")));
        let name = errors.take("name_th", readable(row.text("name_th"), TEXT_MOST));
        let from = errors.take("first_year", year(row.text("first_year"))).flatten();
        let to = errors.take("last_year", year(row.text("last_year"))).flatten();
        let province = errors.take("province", province(row.text("province"))).flatten();
        let group = optional(row.text("group"));
        let source = errors.take("source", text_within(row.text("source"), TEXT_MOST));
        errors.take("last_year", in_order(from, to));
        let (Some(code), Some(level), Some(name), Some(source), true) = (code, level, name, source, errors.is_empty())
        else {
            return Err(errors);
        };
        belongs(level, province.as_deref(), group.as_deref())?;
        let before = known.before.get(&code).cloned();
        let record = Self {
            id: before.as_ref().map_or(Uuid::nil(), |before| before.id),
            code,
            level,
            name: Bilingual { th: name, en: optional(row.text("name_en")) },
            years: (from, to),
            province,
            group,
            source,
            note: optional(row.text("note")),
            invented: before.as_ref().map_or(known.invented, |before| before.invented),
            standing: before.as_ref().map_or(Standing::NEW, |before| before.standing.clone()),
        };
        Ok(Brought { record, before })
    }
}

fn level(typed: &str) -> Result<Level, Message> {
    one_of(&kit::form::required(typed)?, "plan-items-level-")
}

fn province(typed: &str) -> Result<Option<String>, Message> {
    optional(typed).map(|typed| places::read_province(&typed)).transpose()
}
