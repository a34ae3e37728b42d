//! Organisations, clinics and the institutes that form them as rows of files, in and out.

use std::collections::HashMap;

use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Result, msg};
use uuid::Uuid;

use super::clinic::NewClinic;
use super::forms::{ClinicForm, OrganisationForm};
use super::organisation::{NewOrganisation, Organisation};
use super::{policy, store, verbs};
use crate::app::App;
use crate::exchange::{Kind, Saved, column, required};
use crate::rights::Reader;

/// The kind `organisations`.
pub struct Organisations;

impl Kind for Organisations {
    type Known = ();
    type Record = NewOrganisation;

    const NAME: &'static str = "organisations";
    const COLUMNS: &'static [Column] = &[
        required("code", "รหัสหน่วยงาน", "organisations-column-code"),
        required("kind", "ประเภท", "organisations-column-kind"),
        required("name_th", "ชื่อหน่วยงาน", "organisations-column-name_th"),
        column("name_en", "ชื่อภาษาอังกฤษ", "organisations-column-name_en"),
        column("province", "จังหวัด", "organisations-column-province"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("organisation", "id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_register(reader)
    }

    async fn known(_: &App, _: &Reader, _: &[Row]) -> Result<()> {
        Ok(())
    }

    fn check((): &(), row: &Row) -> Result<NewOrganisation, FormErrors> {
        let text = |name| row.text(name).to_owned();
        let form = OrganisationForm {
            code: text("code"),
            kind: text("kind"),
            name_th: text("name_th"),
            name_en: text("name_en"),
            province: text("province"),
            ..OrganisationForm::default()
        };
        form.check()
    }

    async fn save(act: &Act, records: &[NewOrganisation]) -> Result<Vec<Saved>> {
        verbs::bring_organisations(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        for Organisation { told, .. } in store::list_organisations(&app.db).await? {
            sheet.row(&[
                told.code.into(),
                told.kind.as_str().into(),
                told.name.th.into(),
                told.name.en.into(),
                told.province.into(),
            ])?;
        }
        Ok(())
    }
}

/// The kind `clinics`.
pub struct Clinics;

impl Kind for Clinics {
    /// Organisations by code.
    type Known = HashMap<String, Uuid>;
    type Record = NewClinic;

    const NAME: &'static str = "clinics";
    const COLUMNS: &'static [Column] = &[
        required("code", "รหัสคลินิก", "organisations-column-code"),
        required("organisation", "รหัสหน่วยงาน", "organisations-column-organisation"),
        required("name_th", "ชื่อคลินิก", "organisations-column-name_th"),
        column("name_en", "ชื่อภาษาอังกฤษ", "organisations-column-name_en"),
        required("province", "จังหวัด", "organisations-column-province"),
        column("answers_for", "จังหวัดที่ดูแล", "organisations-column-answers_for"),
        column("contact", "ติดต่อ", "organisations-column-contact"),
    ];
    const KEY: &'static [&'static str] = &["code"];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_register_clinic(reader)
    }

    async fn known(app: &App, _: &Reader, _: &[Row]) -> Result<HashMap<String, Uuid>> {
        organisations_by_code(app).await
    }

    fn check(known: &HashMap<String, Uuid>, row: &Row) -> Result<NewClinic, FormErrors> {
        let text = |name| row.text(name).to_owned();
        let form = ClinicForm {
            code: text("code"),
            organisation: text("organisation"),
            name_th: text("name_th"),
            name_en: text("name_en"),
            province: text("province"),
            answers_for: text("answers_for"),
            contact: text("contact"),
            ..ClinicForm::default()
        };
        let entry = form.check()?;
        let unknown = || FormErrors::one("organisation", msg("organisations-organisation-unknown"));
        let organisation = *known.get(&entry.organisation).ok_or_else(unknown)?;
        Ok(verbs::new_clinic(entry, organisation))
    }

    async fn save(act: &Act, records: &[NewClinic]) -> Result<Vec<Saved>> {
        verbs::bring_clinics(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let codes: HashMap<Uuid, String> =
            organisations_by_code(app).await?.into_iter().map(|(code, id)| (id, code)).collect();
        for clinic in store::list_answering(&app.db).await? {
            sheet.row(&[
                clinic.code.into(),
                codes.get(&clinic.organisation).cloned().into(),
                clinic.name.th.into(),
                clinic.name.en.into(),
                clinic.province.into(),
                clinic.answers_for.join(";").into(),
                clinic.contact.into(),
            ])?;
        }
        Ok(())
    }
}

/// The kind `institutes`: which organisation is a member of which clinic's network.
pub struct Institutes;

/// What rows of institutes are checked against.
pub struct Members {
    clinics: HashMap<String, Uuid>,
    organisations: HashMap<String, Uuid>,
}

impl Kind for Institutes {
    type Known = Members;
    type Record = (Uuid, Uuid);

    const NAME: &'static str = "institutes";
    const COLUMNS: &'static [Column] = &[
        required("clinic", "รหัสคลินิก", "organisations-column-clinic"),
        required("institute", "รหัสสถาบัน", "organisations-column-institute"),
    ];
    const KEY: &'static [&'static str] = &["clinic", "institute"];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_register_clinic(reader)
    }

    async fn known(app: &App, _: &Reader, _: &[Row]) -> Result<Members> {
        let clinics =
            store::list_clinic_names(&app.db).await?.into_iter().map(|clinic| (clinic.code, clinic.id)).collect();
        Ok(Members { clinics, organisations: organisations_by_code(app).await? })
    }

    fn check(known: &Members, row: &Row) -> Result<(Uuid, Uuid), FormErrors> {
        let mut errors = FormErrors::new();
        let clinic = known.clinics.get(row.text("clinic")).copied().ok_or_else(|| msg("organisations-clinic-unknown"));
        let clinic = errors.take("clinic", clinic);
        let institute = known.organisations.get(row.text("institute")).copied();
        let institute = errors.take("institute", institute.ok_or_else(|| msg("organisations-organisation-unknown")));
        clinic.zip(institute).ok_or(errors)
    }

    async fn save(act: &Act, records: &[(Uuid, Uuid)]) -> Result<Vec<Saved>> {
        verbs::bring_institutes(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let clinics: HashMap<Uuid, String> =
            store::list_clinic_names(&app.db).await?.into_iter().map(|clinic| (clinic.id, clinic.code)).collect();
        let codes: HashMap<Uuid, String> =
            organisations_by_code(app).await?.into_iter().map(|(code, id)| (id, code)).collect();
        let mut pairs: Vec<_> = store::list_memberships(&app.db)
            .await?
            .into_iter()
            .filter_map(|(clinic, institute)| Some((clinics.get(&clinic)?.clone(), codes.get(&institute)?.clone())))
            .collect();
        pairs.sort();
        for (clinic, institute) in pairs {
            sheet.row(&[clinic.into(), institute.into()])?;
        }
        Ok(())
    }
}

async fn organisations_by_code(app: &App) -> Result<HashMap<String, Uuid>> {
    let all = store::list_organisations(&app.db).await?;
    Ok(all.into_iter().map(|one| (one.told.code, one.id)).collect())
}
