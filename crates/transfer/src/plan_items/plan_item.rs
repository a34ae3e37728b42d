//! The noun: an item of a plan of the state, as its document has it.

use kit::show::Bilingual;
use kit::{FormErrors, Message, Subject, msg, words};
use thai::FiscalYear;
use uuid::Uuid;

use house::register::Standing;

words! {
    /// Whose plan it is an item of.
    Level {
        /// The country's.
        National = "national",
        /// The strategy of a provincial group.
        Group = "group",
        /// The development plan of a province.
        Province = "province",
    }
}

/// An item of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanItem {
    /// Inside.
    pub id: Uuid,
    /// Its code for people and files.
    pub code: String,
    /// Whose plan it is an item of.
    pub level: Level,
    /// What it says.
    pub name: Bilingual,
    /// The fiscal years from and to which its plan holds, where a source says them.
    pub years: (Option<FiscalYear>, Option<FiscalYear>),
    /// Official code of the province, of an item of a province's plan.
    pub province: Option<String>,
    /// Thai name of the provincial group, of an item of a group's strategy.
    pub group: Option<String>,
    /// The document it stands in.
    pub source: String,
    /// What a reader should know beside.
    pub note: Option<String>,
    /// Part of a demonstration.
    pub invented: bool,
    /// How often it was changed, and whether it stands.
    pub standing: Standing,
}

impl Subject for PlanItem {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// An item of a province's plan names its province, one of a group's strategy its group, and the country's
/// neither.
///
/// # Errors
/// What is missing or too much, beside its field.
pub fn belongs(level: Level, province: Option<&str>, group: Option<&str>) -> Result<(), FormErrors> {
    let mut errors = FormErrors::new();
    let mut must = |field: &str, wanted: bool, given: bool| match (wanted, given) {
        (true, false) => errors.add(field, msg("kit-field-required")),
        (false, true) => errors.add(field, msg("plan-items-other-level")),
        _ => {}
    };
    must("province", level == Level::Province, province.is_some());
    must("group", level == Level::Group, group.is_some());
    errors.into_result()
}

/// The years of a plan come one after the other.
///
/// # Errors
/// `plan-items-years`.
pub fn in_order(from: Option<FiscalYear>, to: Option<FiscalYear>) -> Result<(), Message> {
    let backwards = from.zip(to).is_some_and(|(from, to)| to < from);
    if backwards { Err(msg("plan-items-years")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_names_where_its_plan_holds() {
        for (level, province, group, wrong) in [
            (Level::National, None, None, vec![]),
            (Level::Province, Some("92"), None, vec![]),
            (Level::Group, None, Some("ใต้ชายแดน"), vec![]),
            (Level::National, Some("92"), None, vec!["province"]),
            (Level::Province, None, Some("ใต้ชายแดน"), vec!["province", "group"]),
            (Level::Group, None, None, vec!["group"]),
        ] {
            let errors = belongs(level, province, group).err().unwrap_or_default();
            assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), wrong, "{level}");
        }
        assert!(in_order(Some(FiscalYear(2553)), Some(FiscalYear(2552))).is_err());
        assert!(in_order(Some(FiscalYear(2553)), Some(FiscalYear(2553))).is_ok());
        assert!(in_order(None, Some(FiscalYear(2553))).is_ok());
    }
}
