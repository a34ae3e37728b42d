//! Organisations, their names over time and who followed whom as rows of files, in and out.

use std::collections::{HashMap, HashSet};

use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use uuid::Uuid;

use super::forms::{CODE_MOST, NAME_MOST};
use super::forms_organisations::{OrganisationForm, unknown};
use super::importing::some_day;
use super::name::DatedName;
use super::namesake::{likeness, namesakes, there_is_one};
use super::organisation::{NewOrganisation, Organisation, Succession};
use super::verbs_organisations::Brought;
use super::{policy, store_organisations, verbs_organisations};
use crate::app::App;
use crate::exchange::{Kind, Saved, column, required, word};
use crate::rights::Reader;

/// The kind `organisations`.
pub struct Organisations;

impl Kind for Organisations {
    type Known = Called;
    type Record = Brought;

    const NAME: &'static str = "organisations";
    const TITLE: &'static str = "organisations-records";
    const PLACE: u8 = 10;
    const COLUMNS: &'static [Column] = &[
        required("code", "รหัสหน่วยงาน", "organisations-column-code"),
        required("kind", "ประเภท", "organisations-column-kind"),
        required("name_th", "ชื่อหน่วยงาน", "organisations-column-name_th"),
        column("name_en", "ชื่อภาษาอังกฤษ", "organisations-column-name_en"),
        column("province", "จังหวัด", "organisations-column-province"),
        column("another", "เป็นคนละหน่วยงานกับที่มีชื่อเดียวกัน", "organisations-column-another"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const TABLES: &'static [(&'static str, &'static str)] =
        &[("organisation", "id"), ("organisation_name", "organisation_id")];
    /// Whether two are called the same is told by all rows together.
    const WHOLE: bool = true;

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_register(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Called> {
        let known = store_organisations::list_organisations(&app.db).await?;
        let mut called = Called::new(known, store_organisations::list_successions(&app.db).await?);
        for row in batch {
            called.codes.insert(row.text("code").to_owned());
            if let Ok(told) = form(row).check() {
                called.brought.entry(likeness(&told)).or_default().push((row.number, told));
            }
        }
        Ok(called)
    }

    fn check(known: &Called, row: &Row) -> Result<Brought, FormErrors> {
        let form = form(row);
        let told = form.check()?;
        let words = ["yes", "no"];
        let another = match optional(&form.another) {
            Some(typed) => word(&typed, words, "organisations-another-").map(|word| word == "yes"),
            None => Ok(false),
        };
        let another = another.map_err(|why| FormErrors::one("another", why))?;
        let another_than = known.judge(row, &told, another).map_err(|why| FormErrors::one("name_th", why))?;
        Ok(Brought { told, another_than })
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs_organisations::bring_organisations(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let all = store_organisations::list_organisations(&app.db).await?;
        let called = Called::new(all.clone(), store_organisations::list_successions(&app.db).await?);
        for Organisation { told, .. } in all {
            let shared = called.namesakes(&told).next().map(|_| "yes");
            sheet.row(&[
                told.code.into(),
                told.kind.as_str().into(),
                told.name.th.into(),
                told.name.en.into(),
                told.province.into(),
                shared.into(),
            ])?;
        }
        Ok(())
    }
}

fn form(row: &Row) -> OrganisationForm {
    let text = |name| row.text(name).to_owned();
    OrganisationForm {
        code: text("code"),
        kind: text("kind"),
        name_th: text("name_th"),
        name_en: text("name_en"),
        province: text("province"),
        another: text("another"),
        ..OrganisationForm::default()
    }
}

/// How organisations are called, of the register and of the file.
pub struct Called {
    /// Those of the register, by what is alike.
    known: HashMap<String, Vec<Organisation>>,
    successions: Vec<Succession>,
    /// The codes that stand in the file.
    codes: HashSet<String>,
    /// What the file says, with its row, by what is alike.
    brought: HashMap<String, Vec<(usize, NewOrganisation)>>,
}

impl Called {
    fn new(known: Vec<Organisation>, successions: Vec<Succession>) -> Self {
        let (mut alike, codes, brought) = (HashMap::new(), HashSet::new(), HashMap::new());
        for one in known {
            alike.entry(likeness(&one.told)).or_insert_with(Vec::new).push(one);
        }
        Self { known: alike, successions, codes, brought }
    }

    /// Those of the register that are called as this one.
    fn namesakes<'a>(&'a self, told: &'a NewOrganisation) -> impl Iterator<Item = &'a Organisation> {
        let alike = self.known.get(&likeness(told)).map_or(&[][..], Vec::as_slice);
        namesakes(alike, &self.successions, told)
    }

    /// The codes of those of the name of a row than which it says it is another; of two rows the later is
    /// told. Who stood beside a namesake before is not asked again.
    fn judge(&self, row: &Row, told: &NewOrganisation, another: bool) -> Result<Vec<String>, Message> {
        let alike = likeness(told);
        let mut before = self.known.get(&alike).into_iter().flatten();
        if before.any(|one| one.told.code == told.code) {
            return Ok(Vec::new());
        }
        let kept: Vec<_> = self.namesakes(told).filter(|one| !self.codes.contains(&one.told.code)).collect();
        let mut earlier = self.brought.get(&alike).into_iter().flatten().filter(|(number, _)| *number < row.number);
        let twice = earlier.find(|(_, other)| other.code != told.code && other.is_called_as(told));
        match (kept.first(), twice) {
            (Some(one), _) if !another => Err(there_is_one(&one.told)),
            (None, Some((number, _))) if !another => {
                Err(msg("organisations-same-name-in-file").with("row", number.to_string()))
            }
            (_, twice) => {
                let twice = twice.map(|(_, other)| other.code.clone());
                Ok(kept.into_iter().map(|one| one.told.code.clone()).chain(twice).collect())
            }
        }
    }
}

/// The kind `organisation-names`: what an organisation was called, from when and until when.
pub struct OrganisationNames;

impl Kind for OrganisationNames {
    type Known = HashMap<String, Organisation>;
    type Record = (Organisation, DatedName);

    const NAME: &'static str = "organisation-names";
    const TITLE: &'static str = "organisations-records-organisation-names";
    const PLACE: u8 = 11;
    const COLUMNS: &'static [Column] = &[
        required("organisation", "รหัสหน่วยงาน", "organisations-column-named"),
        required("name_th", "ชื่อหน่วยงาน", "organisations-column-name_th"),
        column("name_en", "ชื่อภาษาอังกฤษ", "organisations-column-name_en"),
        column("short", "ชื่อย่อ", "organisations-column-short"),
        column("from", "ตั้งแต่", "organisations-column-from"),
        column("to", "ถึง", "organisations-column-to"),
        column("source", "แหล่งที่มา", "organisations-column-source"),
    ];
    const KEY: &'static [&'static str] = &["organisation", "name_th"];
    /// A name is judged beside the others of its organisation.
    const WHOLE: bool = true;

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_rename(reader)
    }

    async fn known(app: &App, _: &Reader, _: &[Row]) -> Result<Self::Known> {
        by_code(app).await
    }

    fn check(known: &Self::Known, row: &Row) -> Result<Self::Record, FormErrors> {
        let mut errors = FormErrors::new();
        let organisation = known.get(row.text("organisation")).cloned().ok_or_else(unknown);
        let organisation = errors.take("organisation", organisation);
        let th = errors.take("name_th", text_within(row.text("name_th"), NAME_MOST));
        let short = optional(row.text("short")).map(|text| text_within(&text, CODE_MOST)).transpose();
        let short = errors.take("short", short).flatten();
        let from = errors.take("from", some_day(row.text("from"))).flatten();
        let to = errors.take("to", some_day(row.text("to"))).flatten();
        errors.into_result()?;
        let (organisation, th) = organisation.zip(th).ok_or_else(FormErrors::new)?;
        let name = Bilingual { th, en: optional(row.text("name_en")) };
        let name = DatedName { name, short, from, to, source: optional(row.text("source")) };
        let name = name.checked().map_err(|why| FormErrors::one("to", why))?;
        Ok((organisation, name))
    }

    async fn save(act: &Act, records: &[Self::Record]) -> Result<Vec<Saved>> {
        verbs_organisations::bring_names(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let mut names = store_organisations::list_all_names(&app.db).await?;
        for organisation in store_organisations::list_organisations(&app.db).await? {
            for one in names.remove(&organisation.id).iter().flat_map(|names| names.all()) {
                sheet.row(&[
                    organisation.told.code.as_str().into(),
                    one.name.th.as_str().into(),
                    one.name.en.clone().into(),
                    one.short.clone().into(),
                    one.from.into(),
                    one.to.into(),
                    one.source.clone().into(),
                ])?;
            }
        }
        Ok(())
    }
}

/// The kind `successions`: which organisation followed which.
pub struct Successions;

impl Kind for Successions {
    type Known = HashMap<String, Organisation>;
    type Record = Succession;

    const NAME: &'static str = "successions";
    const TITLE: &'static str = "organisations-records-successions";
    const PLACE: u8 = 12;
    const COLUMNS: &'static [Column] = &[
        required("predecessor", "หน่วยงานเดิม", "organisations-column-predecessor"),
        required("successor", "หน่วยงานที่สืบต่อ", "organisations-column-successor"),
        column("on", "เมื่อวันที่", "organisations-column-on"),
        required("source", "แหล่งที่มา", "organisations-column-source"),
    ];
    const KEY: &'static [&'static str] = &["predecessor", "successor"];
    /// Whether one comes to follow itself is told by all rows together.
    const WHOLE: bool = true;

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_succeed(reader)
    }

    async fn known(app: &App, _: &Reader, _: &[Row]) -> Result<Self::Known> {
        by_code(app).await
    }

    fn check(known: &Self::Known, row: &Row) -> Result<Succession, FormErrors> {
        let mut errors = FormErrors::new();
        let mut end = |column: &str| {
            let found = known.get(row.text(column)).map(|one| one.id).ok_or_else(unknown);
            errors.take(column, found)
        };
        let (predecessor, successor) = (end("predecessor"), end("successor"));
        let on = errors.take("on", some_day(row.text("on"))).flatten();
        let source = errors.take("source", text_within(row.text("source"), NAME_MOST));
        errors.into_result()?;
        let (predecessor, successor) = predecessor.zip(successor).ok_or_else(FormErrors::new)?;
        if predecessor == successor {
            return Err(FormErrors::one("successor", msg("organisations-follows-itself")));
        }
        Ok(Succession { predecessor, successor, on, source })
    }

    async fn save(act: &Act, records: &[Succession]) -> Result<Vec<Saved>> {
        verbs_organisations::bring_successions(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let all = store_organisations::list_organisations(&app.db).await?.into_iter();
        let codes: HashMap<Uuid, String> = all.map(|one| (one.id, one.told.code)).collect();
        let code = |id| codes.get(&id).cloned();
        for step in store_organisations::list_successions(&app.db).await? {
            sheet.row(&[
                code(step.predecessor).into(),
                code(step.successor).into(),
                step.on.into(),
                step.source.into(),
            ])?;
        }
        Ok(())
    }
}

async fn by_code(app: &App) -> Result<HashMap<String, Organisation>> {
    let all = store_organisations::list_organisations(&app.db).await?;
    Ok(all.into_iter().map(|one| (one.told.code.clone(), one)).collect())
}

pub(super) async fn organisations_by_code(app: &App) -> Result<HashMap<String, Uuid>> {
    let all = store_organisations::list_organisations(&app.db).await?;
    Ok(all.into_iter().map(|one| (one.told.code, one.id)).collect())
}
