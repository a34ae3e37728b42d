//! What a person types about a plan and about one of its rows. The fields of a row are named like the columns of
//! the file, and checked like them.

use chrono::NaiveDate;
use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::{FormErrors, Message, msg};
use serde::{Deserialize, Serialize};
use thai::{FiscalYear, Satang};
use utoipa::ToSchema;

use super::integration_plan::{Description, IntegrationPlan};
use super::plan_row::{AMOUNT_MOST, Beneficiary, Counterpart, Mechanism, PlanRow};
use house::exchange::number;
use house::layout::name::readable;

/// The longest name, in characters.
pub const NAME_MOST: usize = 500;
/// The longest other text, in characters.
pub const TEXT_MOST: usize = 4_000;

/// The form by which a plan is opened or described.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct PlanForm {
    /// Buddhist era; a plan that is there keeps its own.
    #[schema(required)]
    pub fiscal_year: String,
    /// What it is called.
    #[schema(required)]
    pub name_th: String,
    /// The same in English.
    pub name_en: String,
    /// What it is for.
    pub goal: String,
    /// How many projects its paper says it has; empty where none says.
    pub stated_count: String,
    /// What its paper says they cost, in baht; empty where none says.
    pub stated_baht: String,
    /// The document it is taken from.
    pub source: String,
    /// What a reader should know beside.
    pub note: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(PlanForm, but "fiscal_year");

impl PlanForm {
    /// The form as it would be typed for what is there.
    pub fn of(plan: &IntegrationPlan) -> Self {
        let told = &plan.told;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            fiscal_year: plan.code.clone(),
            name_th: told.name.th.clone(),
            name_en: text(&told.name.en),
            goal: text(&told.goal),
            stated_count: told.stated_count.map(|count| count.to_string()).unwrap_or_default(),
            stated_baht: told.stated_sum.map(|sum| sum.to_string()).unwrap_or_default(),
            source: text(&told.source),
            note: text(&told.note),
            version: plan.version.to_string(),
            once: String::new(),
        }
    }

    /// Reads what is said of the plan as a whole.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self) -> Result<Description, FormErrors> {
        let mut errors = FormErrors::new();
        let within = |typed: &str| optional(typed).map(|typed| text_within(&typed, TEXT_MOST)).transpose();
        let name = errors.take("name_th", readable(&self.name_th, NAME_MOST));
        let name_en = optional(&self.name_en).map(|typed| text_within(&typed, NAME_MOST)).transpose();
        let name_en = errors.take("name_en", name_en).flatten();
        let goal = errors.take("goal", within(&self.goal)).flatten();
        let source = errors.take("source", within(&self.source)).flatten();
        let note = errors.take("note", within(&self.note)).flatten();
        let stated_count = errors.take("stated_count", count(&self.stated_count)).flatten();
        let stated_sum = errors.take("stated_baht", money(&self.stated_baht, Satang(i64::MAX))).flatten();
        errors.into_result()?;
        let name = Bilingual { th: name.unwrap_or_default(), en: name_en };
        Ok(Description { name, goal, source, note, stated_count, stated_sum })
    }

    /// The same of a plan that is opened, with its year.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check_new(&self, today: NaiveDate) -> Result<(FiscalYear, Description), FormErrors> {
        match (kit::form::fiscal_year(&self.fiscal_year, today), self.check()) {
            (Ok(year), Ok(told)) => Ok((year, told)),
            (Err(message), told) => {
                let mut errors = told.err().unwrap_or_default();
                errors.add("fiscal_year", message);
                Err(errors)
            }
            (Ok(_), Err(errors)) => Err(errors),
        }
    }
}

/// A number of projects, or nothing.
fn count(typed: &str) -> Result<Option<i64>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    match number(&typed)? {
        count @ 0.. => Ok(Some(count)),
        _ => Err(msg("kit-table-number")),
    }
}

/// An amount of baht up to `most`, or nothing.
///
/// # Errors
/// As [`kit::form::baht`], and `integration-plans-money-most`.
pub fn money(typed: &str, most: Satang) -> Result<Option<Satang>, Message> {
    match kit::form::baht(typed)? {
        Some(amount) if amount > most => Err(msg("integration-plans-money-most").with("most", most.to_string())),
        amount => Ok(amount),
    }
}

/// The form by which a row is entered or corrected. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct PlanRowForm {
    /// The plan, by its fiscal year, Buddhist era.
    #[schema(required)]
    pub fiscal_year: String,
    /// What it is called.
    #[schema(required)]
    pub name_th: String,
    /// The same in English.
    pub name_en: String,
    /// Code of the organisation that carries it out.
    pub agency: String,
    /// Who carries it out, by the name of its time.
    pub agency_as_printed: String,
    /// Provinces, by code or name, one a line; empty: the whole country.
    pub provinces: String,
    /// What it costs, in baht; empty while it is not told.
    pub amount_baht: String,
    /// By what the ministry reaches the province.
    #[schema(value_type = Option<Mechanism>)]
    pub mechanism: String,
    /// Who works on it in the province.
    #[schema(value_type = Vec<Counterpart>)]
    pub counterparts: Vec<String>,
    /// For whom it is.
    #[schema(value_type = Vec<Beneficiary>)]
    pub beneficiaries: Vec<String>,
    /// Code of the citizen's need it came from.
    pub need: String,
    /// Code of our own project that it is.
    pub project: String,
    /// Codes of the items of plans it answers to, one a line.
    pub plan_items: String,
    /// What a reader should know beside.
    pub note: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(PlanRowForm);

/// The codes a row leads to, as people write them.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    /// Of its plan: the fiscal year.
    pub plan: String,
    /// Of the organisation that carries it out.
    pub agency: String,
    /// Of the need.
    pub need: String,
    /// Of the project.
    pub project: String,
    /// Of the items it cites.
    pub items: Vec<String>,
}

impl PlanRowForm {
    /// The form as it would be typed for what is there.
    pub fn of(row: &PlanRow, codes: Codes) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let province = |code: &String| thai::places::find(code).map_or(code.clone(), |place| place.name_th.to_owned());
        Self {
            fiscal_year: codes.plan,
            name_th: row.name.th.clone(),
            name_en: text(&row.name.en),
            agency: codes.agency,
            agency_as_printed: text(&row.agency_as_printed),
            provinces: row.provinces.iter().map(province).collect::<Vec<_>>().join("\n"),
            amount_baht: row.amount.map(|amount| amount.to_string()).unwrap_or_default(),
            mechanism: row.mechanism.map(|one| one.as_str().to_owned()).unwrap_or_default(),
            counterparts: row.counterparts.iter().map(|one| one.as_str().to_owned()).collect(),
            beneficiaries: row.beneficiaries.iter().map(|one| one.as_str().to_owned()).collect(),
            need: codes.need,
            project: codes.project,
            plan_items: codes.items.join("\n"),
            note: text(&row.note),
            version: row.standing.version.to_string(),
            once: String::new(),
        }
    }
}

/// What a row may cost at most.
///
/// # Errors
/// As [`money`].
pub fn amount(typed: &str) -> Result<Option<Satang>, Message> {
    money(typed, AMOUNT_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_baht_or_nothing_and_no_word() {
        for (typed, read) in [
            ("", Ok(None)),
            ("890,700", Ok(Some(89_070_000))),
            ("๘๙๐,๗๐๐.๕๐ บาท", Ok(Some(89_070_050))),
            ("0", Ok(Some(0))),
            ("แปดแสน", Err("kit-money-unreadable")),
            ("-1", Err("kit-money-negative")),
            ("0.005", Err("kit-money-finer")),
            ("100000000001", Err("integration-plans-money-most")),
        ] {
            let found = amount(typed);
            let found = found.as_ref().map(|amount| amount.map(|amount| amount.0)).map_err(Message::id);
            assert_eq!(found, read, "{typed}");
        }
    }
}
