//! Provincial groups and regional centres as rows of files, in and out.

use chrono::NaiveDate;
use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};

use super::importing::{read_province, read_provinces};
use super::province_group::{NewGroupMember, definitions};
use super::regional_centre::NewCentre;
use super::{policy, store_groupings, verbs_groupings};
use crate::app::App;
use crate::exchange::{self, Kind, Saved, column, required};
use crate::rights::Reader;

/// The longest name or source, in characters.
const NAME_MOST: usize = 300;

/// The kind `province-groups`: which province was in which group.
pub struct ProvinceGroups;

impl Kind for ProvinceGroups {
    type Known = ();
    type Record = NewGroupMember;

    const NAME: &'static str = "province-groups";
    const TITLE: &'static str = "places-records-province-groups";
    const PLACE: u8 = 41;
    const COLUMNS: &'static [Column] = &[
        required("definition", "ปีที่กำหนด", "places-column-definition"),
        required("group_th", "กลุ่มจังหวัด", "places-column-group_th"),
        column("group_en", "ชื่อกลุ่มภาษาอังกฤษ", "places-column-group_en"),
        required("province", "จังหวัด", "places-column-province"),
        column("from", "ตั้งแต่", "places-column-from"),
        column("to", "ถึง", "places-column-to"),
        required("source", "แหล่งข้อมูล", "places-column-grouping-source"),
        column("verified", "ตรวจสอบแล้ว", "places-column-verified"),
    ];
    const KEY: &'static [&'static str] = &["definition", "province"];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(_: &App, _: &Reader, _: &[Row]) -> Result<()> {
        Ok(())
    }

    fn check((): &(), row: &Row) -> Result<NewGroupMember, FormErrors> {
        let mut errors = FormErrors::new();
        let definition = errors.take("definition", definition(row.text("definition")));
        let th = errors.take("group_th", text_within(row.text("group_th"), NAME_MOST));
        let province = errors.take("province", read_province(row.text("province")));
        let days = days(&mut errors, row);
        let source = errors.take("source", text_within(row.text("source"), NAME_MOST));
        let words = ["yes", "no"];
        let verified = match optional(row.text("verified")) {
            None => Some("no"),
            Some(typed) => errors.take("verified", exchange::word(&typed, words, "places-verified-")),
        };
        match (definition, th, province, days, source, verified) {
            (Some(definition), Some(th), Some(province), Some((from, to)), Some(source), Some(verified)) => {
                let name = Bilingual { th, en: optional(row.text("group_en")) };
                Ok(NewGroupMember { definition, name, province, from, to, source, verified: verified == "yes" })
            }
            _ => Err(errors),
        }
    }

    async fn save(act: &Act, records: &[NewGroupMember]) -> Result<Vec<Saved>> {
        verbs_groupings::bring_groups(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        for one in store_groupings::list_group_members(&app.db).await? {
            let told = one.told;
            sheet.row(&[
                told.definition.into(),
                told.name.th.into(),
                told.name.en.into(),
                told.province.into(),
                told.from.into(),
                told.to.into(),
                told.source.into(),
                if told.verified { "yes" } else { "no" }.into(),
            ])?;
        }
        Ok(())
    }
}

/// The year of a definition there is.
fn definition(typed: &str) -> Result<i32, Message> {
    let known = definitions();
    let year = exchange::number(typed)?;
    let named = || known.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let found = known.iter().copied().find(|one| i64::from(*one) == year);
    found.ok_or_else(|| msg("places-definition-unknown").with("known", named()))
}

/// The columns `from` and `to`, one not before the other.
fn days(errors: &mut FormErrors, row: &Row) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    let mut day =
        |column: &str| errors.take(column, optional(row.text(column)).map(|typed| exchange::day(&typed)).transpose());
    let (from, to) = (day("from")?, day("to")?);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        errors.add("to", msg("places-days-backwards"));
        return None;
    }
    Some((from, to))
}

/// The kind `regional-centres`.
pub struct RegionalCentres;

impl Kind for RegionalCentres {
    type Known = ();
    type Record = NewCentre;

    const NAME: &'static str = "regional-centres";
    const TITLE: &'static str = "places-centres-title";
    const PLACE: u8 = 42;
    const COLUMNS: &'static [Column] = &[
        required("code", "รหัสศูนย์", "places-column-centre-code"),
        required("name_th", "ชื่อศูนย์", "places-column-centre-name"),
        column("name_en", "ชื่อภาษาอังกฤษ", "places-column-name_en"),
        required("province", "จังหวัดที่ตั้ง", "places-column-province"),
        column("covers", "จังหวัดที่ดูแล", "places-column-covers"),
        column("from", "ตั้งแต่", "places-column-from"),
        column("to", "ถึง", "places-column-to"),
        required("source", "แหล่งข้อมูล", "places-column-grouping-source"),
    ];
    const KEY: &'static [&'static str] = &["code"];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(_: &App, _: &Reader, _: &[Row]) -> Result<()> {
        Ok(())
    }

    fn check((): &(), row: &Row) -> Result<NewCentre, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", text_within(row.text("code"), NAME_MOST));
        let th = errors.take("name_th", text_within(row.text("name_th"), NAME_MOST));
        let province = errors.take("province", read_province(row.text("province")));
        let covers = errors.take("covers", read_provinces(row.text("covers")));
        let days = days(&mut errors, row);
        let source = errors.take("source", text_within(row.text("source"), NAME_MOST));
        match (code, th, province, covers, days, source) {
            (Some(code), Some(th), Some(province), Some(mut covers), Some((from, to)), Some(source)) => {
                // The order in which a file names provinces says nothing (docs/requirements.md B-09).
                covers.sort();
                covers.dedup();
                let name = Bilingual { th, en: optional(row.text("name_en")) };
                Ok(NewCentre { code, name, province, covers, from, to, source })
            }
            _ => Err(errors),
        }
    }

    async fn save(act: &Act, records: &[NewCentre]) -> Result<Vec<Saved>> {
        verbs_groupings::bring_centres(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        for one in store_groupings::list_centres(&app.db).await? {
            let told = one.told;
            sheet.row(&[
                told.code.into(),
                told.name.th.into(),
                told.name.en.into(),
                told.province.into(),
                told.covers.join(";").into(),
                told.from.into(),
                told.to.into(),
                told.source.into(),
            ])?;
        }
        Ok(())
    }
}
