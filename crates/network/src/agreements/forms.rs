//! What a person typed about an agreement -> a valid value, or errors beside the fields.

use chrono::NaiveDate;
use kit::form::{optional, required, text_within, version_seen};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Lang, Message};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::agreement::{Agreement, Duties, Kind, NewAgreement, Signing};
use super::register::{Register, signatories, typed_signatories};
use super::term::{Term, When, YEARS_MOST};
use house::exchange;
use house::layout::date_field::DateField;

/// The longest title, in characters.
const TITLE_MOST: usize = 500;
/// The longest remark.
const TEXT_MOST: usize = 4_000;

/// The form by which an agreement is entered or mended. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct AgreementForm {
    /// Between whom it is.
    #[schema(required, value_type = Kind)]
    pub kind: String,
    /// Code of the clinic it is about.
    pub clinic: String,
    /// What it is called.
    #[schema(required)]
    pub title_th: String,
    /// The same in English.
    pub title_en: String,
    /// One party on each line: a code of the register, `code: its name at the time`, or a name.
    #[schema(required)]
    pub parties: String,
    /// One signatory on each line: a name, a comma, the position at the time.
    pub signatories: String,
    /// A day, or a year that says how it counts; empty of a draft.
    pub signed: String,
    /// The first day in force, where it is not the day of signing.
    pub starts_on: String,
    /// When work under it began: a day, or a year that says how it counts.
    pub operates: String,
    /// How many years it holds; empty where it does not say and the rule of its day holds.
    pub term_years: String,
    /// Its last day, where it names one instead of years.
    pub ends_on: String,
    /// Where it was signed.
    pub place: String,
    /// Which edition this is.
    pub edition: String,
    /// Which wording of the duties it holds.
    #[schema(value_type = Option<Duties>)]
    pub duties: String,
    /// Where this is known from.
    pub source: String,
    /// What else is to be said.
    pub note: String,
    /// Code of the agreement it renews.
    pub renews: String,
    /// `yes`: no institute of its clinic is among the parties, and the paper says so.
    pub without_institute: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version its writer had before their eyes.
    pub version: String,
}
kit::versioned!(AgreementForm, but "without_institute");

impl AgreementForm {
    /// The form as it is first shown.
    pub fn usual() -> Self {
        Self { kind: Kind::Clinic.to_string(), duties: Duties::Of2552.to_string(), ..Self::default() }
    }

    /// What is written down, to be mended. `clinic` and `renews` are codes, `parties` as they are typed.
    pub fn of(agreement: &Agreement, parties: String, clinic: String, renews: String, lang: Lang) -> Self {
        let told = &agreement.told;
        let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| kit::show::day(day, lang));
        let when = |when: Option<When>| when.map_or_else(String::new, |when| when.typed(lang));
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (term_years, ends_on) = match told.term {
            Term::Years(years) => (years.to_string(), None),
            Term::Until(day) => (String::new(), Some(day)),
            Term::Unsaid => (String::new(), None),
        };
        Self {
            kind: told.kind.to_string(),
            clinic,
            title_th: told.title.th.clone(),
            title_en: text(&told.title.en),
            parties,
            signatories: typed_signatories(&told.signatories, "\n"),
            signed: when(told.signed),
            starts_on: day(told.starts_on),
            operates: when(told.operates),
            term_years,
            ends_on: day(ends_on),
            place: text(&told.place),
            edition: text(&told.edition),
            duties: told.duties.map_or_else(String::new, |duties| duties.to_string()),
            source: text(&told.source),
            note: text(&told.note),
            renews,
            without_institute: String::new(),
            once: String::new(),
            version: agreement.version.to_string(),
        }
    }

    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }

    /// Is it said that no institute of its clinic made it?
    pub fn is_without_institute(&self) -> bool {
        self.without_institute == "yes"
    }

    /// Reads the form against what is in the registers.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self, register: &Register, today: NaiveDate) -> Result<NewAgreement, FormErrors> {
        let told = self.read(register, today)?;
        let renews = optional(&self.renews).map(|code| register.agreement(&code)).transpose();
        let renews = renews.map_err(|message| FormErrors::one("renews", message))?;
        NewAgreement { renews, ..told }.judged()
    }

    /// The same without the agreement it renews, which a file may bring too.
    ///
    /// # Errors
    /// As [`AgreementForm::check`].
    pub fn read(&self, register: &Register, today: NaiveDate) -> Result<NewAgreement, FormErrors> {
        let mut errors = FormErrors::new();
        let kind = required(&self.kind).and_then(|typed| exchange::one_of::<Kind>(&typed, "agreements-kind-"));
        let kind = errors.take("kind", kind);
        let clinic = optional(&self.clinic).map(|code| register.clinics.get(&code).copied().ok_or(code));
        let clinic = clinic.transpose().map_err(|_| msg("agreements-clinic-unknown"));
        let clinic = errors.take("clinic", clinic);
        let title = errors.take("title_th", text_within(&self.title_th, TITLE_MOST));
        let title_en = errors.take("title_en", within(&self.title_en, TITLE_MOST));
        let parties = errors.take("parties", register.parties(&self.parties));
        let signed_by = errors.take("signatories", signatories(&self.signatories));
        let signed = errors.take("signed", self.signed(today));
        let starts_on =
            errors.take("starts_on", optional(&self.starts_on).map(|text| exchange::day(&text)).transpose());
        let operates = errors.take("operates", optional(&self.operates).map(|text| When::read(&text)).transpose());
        let term = self.term(&mut errors);
        let duties = optional(&self.duties).map(|typed| Duties::from_word(&typed).ok_or(typed)).transpose();
        let duties = errors.take("duties", duties.map_err(|_| msg("agreements-duties-unknown")));
        let place = errors.take("place", within(&self.place, TITLE_MOST));
        let edition = errors.take("edition", within(&self.edition, TITLE_MOST));
        let source = errors.take("source", within(&self.source, TITLE_MOST));
        let note = errors.take("note", within(&self.note, TEXT_MOST));
        errors.into_result()?;
        Ok(NewAgreement {
            kind: kind.unwrap_or(Kind::Clinic),
            clinic: clinic.flatten(),
            title: Bilingual { th: title.unwrap_or_default(), en: title_en.flatten() },
            parties: parties.unwrap_or_default(),
            signatories: signed_by.unwrap_or_default(),
            signed: signed.flatten(),
            starts_on: starts_on.flatten(),
            operates: operates.flatten(),
            term: term.unwrap_or(Term::Unsaid),
            place: place.flatten(),
            edition: edition.flatten(),
            duties: duties.flatten(),
            source: source.flatten(),
            note: note.flatten(),
            renews: None,
        })
    }

    fn signed(&self, today: NaiveDate) -> Result<Option<When>, Message> {
        let signed = optional(&self.signed).map(|text| When::read(&text)).transpose()?;
        match signed {
            Some(when) if when.first() > today => Err(msg("layout-date-future")),
            signed => Ok(signed),
        }
    }

    fn term(&self, errors: &mut FormErrors) -> Option<Term> {
        let years = errors.take("term_years", years(&self.term_years))?;
        let ends_on = optional(&self.ends_on).map(|text| exchange::day(&text)).transpose();
        match (years, errors.take("ends_on", ends_on)?) {
            (Some(_), Some(_)) => {
                errors.add("ends_on", msg("agreements-term-twice"));
                None
            }
            (Some(years), None) => Some(Term::Years(years)),
            (None, Some(day)) => Some(Term::Until(day)),
            (None, None) => Some(Term::Unsaid),
        }
    }
}

fn within(typed: &str, most: usize) -> Result<Option<String>, Message> {
    optional(typed).map(|text| text_within(&text, most)).transpose()
}

fn years(typed: &str) -> Result<Option<u32>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    match thai::digits::to_ascii(&typed).parse() {
        Ok(years @ 1..=YEARS_MOST) => Ok(Some(years)),
        _ => Err(msg("agreements-term-years-number").with("most", YEARS_MOST)),
    }
}

/// The form by which a draft is noted as signed.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SignForm {
    #[serde(flatten)]
    #[schema(value_type = SignedOn)]
    pub signed_on: DateField<SignedOn>,
    #[serde(flatten)]
    #[schema(value_type = StartsOn)]
    pub starts_on: DateField<StartsOn>,
    /// Where.
    pub place: String,
    /// One signatory on each line: a name, a comma, the position at the time.
    #[schema(required)]
    pub signatories: String,
    /// The version its writer had before their eyes.
    pub version: String,
}

house::date_names!(SignedOn, "signed_on");
house::date_names!(StartsOn, "starts_on");

impl SignForm {
    /// The form as it is first shown: a renewal goes on where the one before ends.
    pub fn beginning(first: Option<NaiveDate>) -> Self {
        Self { starts_on: first.map(DateField::from).unwrap_or_default(), ..Self::default() }
    }

    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }

    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self, today: NaiveDate) -> Result<Signing, FormErrors> {
        let mut errors = FormErrors::new();
        let signed_on = errors.take("signed_on", self.signed_on.past(today));
        let starts_on = (!self.starts_on.is_empty()).then(|| self.starts_on.date(today)).transpose();
        let starts_on = errors.take("starts_on", starts_on);
        let place = errors.take("place", within(&self.place, TITLE_MOST));
        let people = errors.take("signatories", required(&self.signatories).and_then(|text| signatories(&text)));
        match (signed_on, starts_on, place, people) {
            (Some(signed_on), Some(starts_on), Some(place), Some(signatories)) => {
                Ok(Signing { signed_on, starts_on, place, signatories })
            }
            _ => Err(errors),
        }
    }
}
