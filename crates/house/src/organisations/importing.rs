//! Clinics and the institutes that form them as rows of files, in and out.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use uuid::Uuid;

use super::clinic::{Membership, NewClinic};
use super::contact::kept_phone;
use super::forms::{ClinicForm, ContactsForm};
use super::importing_organisations::organisations_by_code;
use super::store_organisations::list_organisations;
use super::{policy, store, verbs};
use crate::app::App;
use crate::exchange::{self, Kind, Saved, column, required};
use crate::rights::Reader;

/// The kind `clinics`.
pub struct Clinics;

impl Kind for Clinics {
    /// Organisations by code.
    type Known = HashMap<String, Uuid>;
    type Record = NewClinic;

    const NAME: &'static str = "clinics";
    const TITLE: &'static str = "organisations-title";
    const PLACE: u8 = 13;
    const COLUMNS: &'static [Column] = &[
        required("code", "รหัสคลินิก", "organisations-column-code"),
        required("organisation", "รหัสหน่วยงาน", "organisations-column-organisation"),
        required("name_th", "ชื่อคลินิก", "organisations-column-name_th"),
        column("name_en", "ชื่อภาษาอังกฤษ", "organisations-column-name_en"),
        required("province", "จังหวัด", "organisations-column-province"),
        column("answers_for", "จังหวัดที่ดูแล", "organisations-column-answers_for"),
        column("phone", "โทรศัพท์", "organisations-column-phone"),
        column("email", "อีเมล", "organisations-column-email"),
        column("address", "ที่อยู่", "organisations-column-address"),
        column("web", "เว็บไซต์", "organisations-column-web"),
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
            contacts: ContactsForm {
                phone: text("phone"),
                email: text("email"),
                address: text("address"),
                web: text("web"),
                contact: text("contact"),
            },
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
                clinic.contacts.phone.as_ref().map(kept_phone).into(),
                clinic.contacts.email.into(),
                clinic.contacts.address.into(),
                clinic.contacts.web.into(),
                clinic.contacts.other.into(),
            ])?;
        }
        Ok(())
    }
}

/// The kind `institutes`: which organisation is, or was, a member of which clinic's network.
pub struct Institutes;

/// What rows of institutes are checked against.
pub struct Members {
    /// Clinics by code, with the organisation that runs each.
    clinics: HashMap<String, (Uuid, Uuid)>,
    /// By code, with whether it may be an institute of a clinic.
    organisations: HashMap<String, (Uuid, bool)>,
    /// Who belongs, or belonged, to which.
    belong: HashSet<(Uuid, Uuid)>,
}

impl Kind for Institutes {
    type Known = Members;
    type Record = Membership;

    const NAME: &'static str = "institutes";
    const TITLE: &'static str = "organisations-records-institutes";
    const PLACE: u8 = 14;
    const COLUMNS: &'static [Column] = &[
        required("clinic", "รหัสคลินิก", "organisations-column-clinic"),
        required("institute", "รหัสสถาบัน", "organisations-column-institute"),
        column("joined", "เข้าร่วมเมื่อ", "organisations-column-joined"),
        column("left", "ออกเมื่อ", "organisations-column-left"),
    ];
    const KEY: &'static [&'static str] = &["clinic", "institute"];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_add_institute(reader)
    }

    async fn known(app: &App, _: &Reader, _: &[Row]) -> Result<Members> {
        let clinics = store::list_answering(&app.db).await?.into_iter();
        let clinics = clinics.map(|clinic| (clinic.code, (clinic.id, clinic.organisation))).collect();
        let all = list_organisations(&app.db).await?.into_iter();
        let organisations = all.map(|one| (one.told.code, (one.id, one.told.kind.may_belong()))).collect();
        let belong = store::list_memberships(&app.db).await?.into_iter().map(|one| (one.clinic, one.institute));
        Ok(Members { clinics, organisations, belong: belong.collect() })
    }

    fn check(known: &Members, row: &Row) -> Result<Membership, FormErrors> {
        let mut errors = FormErrors::new();
        let clinic = known.clinics.get(row.text("clinic")).copied().ok_or_else(|| msg("organisations-clinic-unknown"));
        let clinic = errors.take("clinic", clinic);
        let institute = known.organisations.get(row.text("institute")).copied();
        let institute = errors.take("institute", institute.ok_or_else(|| msg("organisations-organisation-unknown")));
        let joined_on = errors.take("joined", some_day(row.text("joined"))).flatten();
        let left_on = errors.take("left", some_day(row.text("left"))).flatten();
        errors.into_result()?;
        let ((clinic, runs), (institute, may_belong)) = clinic.zip(institute).ok_or_else(FormErrors::new)?;
        // The rule of the form. Who belongs already may still be put right, or leave.
        if !may_belong && !known.belong.contains(&(clinic, institute)) {
            return Err(FormErrors::one("institute", msg("organisations-institute-kind")));
        }
        if left_on.is_some() && institute == runs {
            return Err(FormErrors::one("left", msg("organisations-runs-clinic")));
        }
        let read = Membership { clinic, institute, joined_on, left_on };
        read.checked().map_err(|why| FormErrors::one("left", why))
    }

    async fn save(act: &Act, records: &[Membership]) -> Result<Vec<Saved>> {
        verbs::bring_institutes(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let clinics: HashMap<Uuid, String> =
            store::list_clinic_names(&app.db).await?.into_iter().map(|clinic| (clinic.id, clinic.code)).collect();
        let codes: HashMap<Uuid, String> =
            organisations_by_code(app).await?.into_iter().map(|(code, id)| (id, code)).collect();
        let named = |one: Membership| Some((clinics.get(&one.clinic)?, codes.get(&one.institute)?, one));
        let mut members: Vec<_> = store::list_memberships(&app.db).await?.into_iter().filter_map(named).collect();
        members.sort_by_key(|(clinic, institute, _)| (*clinic, *institute));
        for (clinic, institute, one) in members {
            sheet.row(&[
                clinic.as_str().into(),
                institute.as_str().into(),
                one.joined_on.into(),
                one.left_on.into(),
            ])?;
        }
        Ok(())
    }
}

/// A day that may be left out.
pub(super) fn some_day(text: &str) -> std::result::Result<Option<NaiveDate>, Message> {
    if text.is_empty() { Ok(None) } else { exchange::day(text).map(Some) }
}
