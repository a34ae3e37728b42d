//! Holidays as rows of files, as the yearly announcement of the cabinet lists them.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Result};

use super::holiday::{Holiday, Kind as HolidayKind, NewHoliday, TEXT_MOST};
use super::verbs::{self, Brought};
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Kind, Saved, column, day, one_of, required};

/// Days on which no office works, beside those that are fixed by law.
pub struct Holidays;

/// What rows are checked against: the register's own days.
pub struct Known(HashMap<NaiveDate, Holiday>);

impl Kind for Holidays {
    type Known = Known;
    type Record = Brought;

    const NAME: &'static str = "holidays";
    const TITLE: &'static str = "holidays-records";
    const PLACE: u8 = 60;
    const COLUMNS: &'static [Column] = &[
        required("day", "วันที่", "holidays-column-day"),
        required("kind", "ประเภท", "holidays-column-kind"),
        required("name_th", "ชื่อวันหยุด", "holidays-column-name_th"),
        column("name_en", "ชื่อวันหยุด (ภาษาอังกฤษ)", "holidays-column-name_en"),
        required("source", "แหล่งที่มา", "holidays-column-source"),
    ];
    const KEY: &'static [&'static str] = &["day"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("holiday", "id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_enter(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Known> {
        let days = batch.iter().filter_map(|row| day(row.text("day")).ok()).collect();
        let before = store::list_on(&app.db, days).await?;
        Ok(Known(before.into_iter().map(|holiday| (holiday.entered.day, holiday)).collect()))
    }

    fn check(known: &Known, row: &Row) -> Result<Brought, FormErrors> {
        let mut errors = FormErrors::new();
        let on = errors.take("day", day(row.text("day")));
        let kind = errors.take("kind", one_of::<HolidayKind>(row.text("kind"), "holidays-kind-"));
        let name = errors.take("name_th", text_within(row.text("name_th"), TEXT_MOST));
        let source = errors.take("source", text_within(row.text("source"), TEXT_MOST));
        let (Some(day), Some(kind), Some(th), Some(source)) = (on, kind, name, source) else {
            return Err(errors);
        };
        let name = Bilingual { th, en: optional(row.text("name_en")) };
        Ok(Brought { before: known.0.get(&day).cloned(), entered: NewHoliday { day, kind, name, source } })
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        for holiday in store::list(&app.db).await? {
            let NewHoliday { day, kind, name, source } = holiday.entered;
            sheet.row(&[day.into(), kind.as_str().into(), name.th.into(), name.en.into(), source.into()])?;
        }
        Ok(())
    }
}
