//! What a person typed about a technology -> a valid value, or errors beside the fields.

use chrono::NaiveDate;
use kit::form::{explain, optional, text_within, version_seen};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Message};
use serde::{Deserialize, Serialize};
use thai::Satang;
use thai::places::{Level, find};
use utoipa::ToSchema;

use super::benefit::Benefit;
use super::cost::Cost;
use super::holding::{Commercial, Disclosure, HolderKind, Holding};
use super::property::Property;
use super::technology::Technology;
use super::told::{Kind, NAME_MOST, NewTechnology, TEXT_MOST};

/// The form by which a clinic enters or changes a technology. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct TechnologyForm {
    /// Code of the clinic that offers it.
    #[schema(required)]
    pub clinic: String,
    /// Its name in Thai.
    #[schema(required)]
    pub name_th: String,
    /// The same in English.
    pub name_en: String,
    /// What it does, in Thai.
    #[schema(required)]
    pub summary_th: String,
    /// The same in English.
    pub summary_en: String,
    /// The field of knowledge.
    #[schema(required)]
    pub field: String,
    /// What it is.
    #[schema(required, value_type = Kind)]
    pub kind: String,
    /// Whose it is.
    pub holder: String,
    /// Of local wisdom: a person or a community.
    #[schema(value_type = HolderKind)]
    pub holder_kind: String,
    /// Of local wisdom: the credit its holder chose.
    pub credit_th: String,
    /// The same in English.
    pub credit_en: String,
    /// Of local wisdom: who agreed, and how.
    pub consent: String,
    /// The day they agreed: its day of the month.
    pub consented_on_day: String,
    /// Its month, 1 to 12 or by name.
    pub consented_on_month: String,
    /// Its year of the Buddhist era.
    pub consented_on_year: String,
    /// Of local wisdom: how much of it everybody may read.
    #[schema(value_type = Disclosure)]
    pub disclosure: String,
    /// Of local wisdom: may it be used for profit.
    #[schema(value_type = Commercial)]
    pub commercial: String,
    /// Code of the technology it extends.
    pub builds_on: String,
    /// Official code of its province.
    #[schema(required)]
    pub province: String,
    /// Technology readiness level, 1 to 9.
    pub readiness: String,
    /// What whoever wants to use it must have, in Thai.
    pub requirements_th: String,
    /// The same in English.
    pub requirements_en: String,
    /// What it costs to begin, in baht, at least.
    pub cost_least: String,
    /// The same at most.
    pub cost_most: String,
    /// What that is for, in Thai.
    pub cost_th: String,
    /// The same in English.
    pub cost_en: String,
    /// Which intellectual property stands on it.
    #[schema(value_type = Property)]
    pub property: String,
    /// Its number, and whose it is.
    pub property_note: String,
    /// Under which conditions it may be used, in Thai.
    pub conditions_th: String,
    /// The same in English.
    pub conditions_en: String,
    /// Papers, certificates, tests, in Thai.
    pub evidence_th: String,
    /// The same in English.
    pub evidence_en: String,
    /// What it is good for.
    #[schema(value_type = Vec<Benefit>)]
    pub benefits: Vec<String>,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(TechnologyForm);

fn text(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

fn texts(text: &Option<Bilingual>) -> (String, String) {
    text.clone().map_or_else(Default::default, |text| (text.th, text.en.unwrap_or_default()))
}

fn word(word: Option<&'static str>) -> String {
    word.unwrap_or_default().to_owned()
}

fn amount(amount: Option<Satang>) -> String {
    amount.map(|amount| amount.to_string().trim_end_matches(".00").to_owned()).unwrap_or_default()
}

impl TechnologyForm {
    /// The form as it would be typed for what is there; `builds_on` is the code of what it extends.
    pub fn of(technology: &Technology, clinic: &str, builds_on: String) -> Self {
        let (told, holding) = (&technology.told, &technology.told.holding);
        let (credit_th, credit_en) = texts(&holding.credit);
        let (requirements_th, requirements_en) = texts(&told.requirements);
        let (cost_th, cost_en) = texts(&told.cost.note);
        let (conditions_th, conditions_en) = texts(&told.conditions);
        let (evidence_th, evidence_en) = texts(&told.evidence);
        let agreed = holding.consented_on.map(house::layout::date_field::DateField::<ConsentedOn>::from);
        let agreed = agreed.unwrap_or_default();
        Self {
            clinic: clinic.to_owned(),
            name_th: told.name.th.clone(),
            name_en: text(&told.name.en),
            summary_th: told.summary.th.clone(),
            summary_en: text(&told.summary.en),
            field: told.field.clone(),
            kind: told.kind.as_str().to_owned(),
            holder: text(&holding.holder),
            holder_kind: word(holding.kind.map(HolderKind::as_str)),
            credit_th,
            credit_en,
            consent: text(&holding.consent),
            consented_on_day: agreed.day,
            consented_on_month: agreed.month,
            consented_on_year: agreed.year,
            disclosure: word(holding.disclosure.map(Disclosure::as_str)),
            commercial: word(holding.commercial.map(Commercial::as_str)),
            builds_on,
            province: told.province.clone(),
            readiness: told.readiness.map(|level| level.to_string()).unwrap_or_default(),
            requirements_th,
            requirements_en,
            cost_least: amount(told.cost.least),
            cost_most: amount(told.cost.most),
            cost_th,
            cost_en,
            property: word(told.property.map(Property::as_str)),
            property_note: text(&told.property_note),
            conditions_th,
            conditions_en,
            evidence_th,
            evidence_en,
            benefits: told.benefits.iter().map(|benefit| benefit.as_str().to_owned()).collect(),
            once: String::new(),
            version: technology.version.to_string(),
        }
    }

    /// The version that was changed; 0, which no record has, when it cannot be read.
    pub fn version(&self) -> i64 {
        version_seen(&self.version).unwrap_or(0)
    }

    /// Reads the form; what it builds on is looked up by whoever can.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self, today: NaiveDate) -> Result<NewTechnology, FormErrors> {
        let mut errors = FormErrors::new();
        let name = errors.take("name_th", text_within(&self.name_th, NAME_MOST));
        let name_en = errors.take("name_en", within(&self.name_en, NAME_MOST));
        let summary = errors.take("summary_th", text_within(&self.summary_th, TEXT_MOST));
        let summary_en = errors.take("summary_en", within(&self.summary_en, TEXT_MOST));
        let field = errors.take("field", text_within(&self.field, NAME_MOST));
        let kind = errors.take("kind", Kind::from_word(&self.kind).ok_or_else(|| msg("technologies-kind-choose")));
        let holding = self.holding(&mut errors, today);
        let province = errors.take("province", province(&self.province));
        let readiness = errors.take("readiness", readiness(&self.readiness)).flatten();
        let requirements = pair(&mut errors, "requirements_th", &self.requirements_th, &self.requirements_en);
        let cost = self.cost(&mut errors);
        let property = errors.take("property", one_of(&self.property, Property::from_word)).flatten();
        let benefits = errors.take("benefits", benefits(&self.benefits)).unwrap_or_default();
        let property_note = errors.take("property_note", within(&self.property_note, NAME_MOST)).flatten();
        let conditions = pair(&mut errors, "conditions_th", &self.conditions_th, &self.conditions_en);
        let evidence = pair(&mut errors, "evidence_th", &self.evidence_th, &self.evidence_en);
        errors.into_result()?;
        // Nothing is missing now: every `take` that failed has left an error.
        Ok(NewTechnology {
            name: Bilingual { th: name.unwrap_or_default(), en: name_en.flatten() },
            summary: Bilingual { th: summary.unwrap_or_default(), en: summary_en.flatten() },
            field: field.unwrap_or_default(),
            kind: kind.unwrap_or(Kind::Research),
            holding,
            province: province.unwrap_or_default(),
            readiness,
            requirements,
            cost,
            property,
            property_note,
            conditions,
            evidence,
            benefits,
        })
    }

    fn holding(&self, errors: &mut FormErrors, today: NaiveDate) -> Holding {
        Holding {
            holder: errors.take("holder", within(&self.holder, NAME_MOST)).flatten(),
            kind: errors.take("holder_kind", one_of(&self.holder_kind, HolderKind::from_word)).flatten(),
            credit: pair(errors, "credit_th", &self.credit_th, &self.credit_en),
            consent: errors.take("consent", within(&self.consent, TEXT_MOST)).flatten(),
            consented_on: errors.take("consented_on", self.consented_on(today)).flatten(),
            disclosure: errors.take("disclosure", one_of(&self.disclosure, Disclosure::from_word)).flatten(),
            commercial: errors.take("commercial", one_of(&self.commercial, Commercial::from_word)).flatten(),
            builds_on: None,
        }
    }

    /// The day the holder agreed, if any was typed; not a day to come, for consent comes beforehand.
    fn consented_on(&self, today: NaiveDate) -> Result<Option<NaiveDate>, Message> {
        let parts = [&self.consented_on_day, &self.consented_on_month, &self.consented_on_year];
        if parts.iter().all(|part| part.trim().is_empty()) {
            return Ok(None);
        }
        let [day, month, year] = parts;
        let date = thai::date::from_parts_near(day, month, year, thai::date::be_year(today)).map_err(explain)?;
        if date > today { Err(msg("layout-date-future")) } else { Ok(Some(date)) }
    }

    fn cost(&self, errors: &mut FormErrors) -> Cost {
        let least = errors.take("cost_least", money(&self.cost_least)).flatten();
        let most = errors.take("cost_most", money(&self.cost_most)).flatten();
        let note = pair(errors, "cost_th", &self.cost_th, &self.cost_en);
        errors.take("cost_most", Cost { least, most, note }.checked()).unwrap_or_default()
    }
}

house::date_names!(ConsentedOn, "consented_on");

/// Those of the ten kinds that were chosen, in the order of the list.
fn benefits(chosen: &[String]) -> Result<Vec<Benefit>, Message> {
    for word in chosen {
        one_of(word, Benefit::from_word)?;
    }
    Ok(Benefit::ALL.iter().copied().filter(|one| chosen.iter().any(|word| word == one.as_str())).collect())
}

/// A word of a list, or nothing; what is none of them is said, not dropped.
fn one_of<T>(typed: &str, from_word: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Message> {
    let unknown = |typed: &str| msg("technologies-word-unknown").with("word", typed.to_owned());
    optional(typed).map(|typed| from_word(&typed).ok_or_else(|| unknown(&typed))).transpose()
}

fn within(typed: &str, most: usize) -> Result<Option<String>, Message> {
    optional(typed).map(|text| text_within(&text, most)).transpose()
}

/// A text in both languages: there when its Thai is. `field` is that of the Thai, its English that with
/// `_en`.
fn pair(errors: &mut FormErrors, field: &str, th: &str, en: &str) -> Option<Bilingual> {
    let thai = errors.take(field, within(th, TEXT_MOST)).flatten();
    let english = errors.take(&field.replace("_th", "_en"), within(en, TEXT_MOST)).flatten();
    match (thai, english) {
        (Some(th), en) => Some(Bilingual { th, en }),
        (None, None) => None,
        (None, Some(_)) => {
            errors.add(field, msg("technologies-thai-first"));
            None
        }
    }
}

/// An amount in baht, or nothing.
pub fn money(typed: &str) -> Result<Option<Satang>, Message> {
    kit::form::baht(typed)
}

fn province(typed: &str) -> Result<String, Message> {
    let known = find(typed.trim()).filter(|place| place.level() == Level::Province);
    known.map(|place| place.code.to_string()).ok_or_else(|| msg("technologies-province-choose"))
}

/// A readiness level in either kind of digits, or nothing.
pub fn readiness(typed: &str) -> Result<Option<i32>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    match thai::digits::to_ascii(&typed).parse() {
        Ok(level @ 1..=9) => Ok(Some(level)),
        _ => Err(msg("technologies-readiness-range")),
    }
}
