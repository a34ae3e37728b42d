//! What years brought villages, as rows of a file, in and out.

use std::collections::HashMap;

use kit::form::text_within;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Result, msg};
use thai::FiscalYear;
use uuid::Uuid;

use super::forms::{told_year, within};
use super::verbs;
use super::village::{Progress, TEXT_MOST};
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{self, Saved, column, required};

/// Records read at once when they are written out.
const BATCH: u64 = 1_000;

/// The kind `village-progress`.
pub struct VillageProgress;

/// What rows are checked against.
pub struct Known {
    villages: HashMap<String, Uuid>,
    latest: i32,
}

impl exchange::Kind for VillageProgress {
    type Known = Known;
    type Record = (Uuid, Progress);

    const NAME: &'static str = "village-progress";
    const TITLE: &'static str = "villages-records-village-progress";
    const PLACE: u8 = 91;
    const COLUMNS: &'static [Column] = &[
        required("village", "รหัสหมู่บ้าน", "villages-column-village"),
        required("fiscal_year", "ปีงบประมาณ", "villages-column-fiscal_year"),
        required("told", "ความก้าวหน้า", "villages-column-told"),
        column("value_chain", "ห่วงโซ่คุณค่า", "villages-column-value_chain"),
    ];
    const KEY: &'static [&'static str] = &["village", "fiscal_year", "told"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("village_progress", "id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, _: &[Row]) -> Result<Known> {
        let all = store::list_mothers(&app.db).await?;
        let villages = all.into_iter().map(|(code, id, _)| (code, id)).collect();
        Ok(Known { villages, latest: FiscalYear::of(app.clock.today()).0 })
    }

    fn check(known: &Known, row: &Row) -> Result<(Uuid, Progress), FormErrors> {
        let mut errors = FormErrors::new();
        let village = known.villages.get(row.text("village")).copied();
        let village = errors.take("village", village.ok_or_else(|| msg("villages-unknown")));
        let fiscal_year = errors.take("fiscal_year", told_year(row.text("fiscal_year"), known.latest));
        let told = errors.take("told", text_within(row.text("told"), TEXT_MOST));
        let value_chain = errors.take("value_chain", within(row.text("value_chain"), TEXT_MOST));
        match (village, fiscal_year, told, value_chain) {
            (Some(village), Some(fiscal_year), Some(told), Some(value_chain)) => {
                Ok((village, Progress { fiscal_year, told, value_chain }))
            }
            _ => Err(errors),
        }
    }

    async fn save(act: &Act, records: &[(Uuid, Progress)]) -> Result<Vec<Saved>> {
        verbs::bring_progress(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let mut after = None;
        loop {
            let batch = store::list_all_progress(&app.db, after, BATCH).await?;
            let Some((last, ..)) = batch.last() else { return Ok(()) };
            after = Some(*last);
            let codes = store::list_codes(&app.db, batch.iter().map(|(_, village, _)| *village).collect()).await?;
            for (_, village, progress) in batch {
                sheet.row(&[
                    codes.get(&village).map(String::as_str).into(),
                    progress.fiscal_year.into(),
                    progress.told.into(),
                    progress.value_chain.into(),
                ])?;
            }
        }
    }
}
