//! A date typed as day, month and year of the Buddhist era, in three fields of one name.

use std::marker::PhantomData;

use chrono::NaiveDate;
use kit::Message;
use kit::form::explain;
use kit::message::msg;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::HashMap;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};

/// Names the three fields: `{NAME}_day`, `{NAME}_month`, `{NAME}_year`.
pub trait Named {
    /// The common part.
    const NAME: &'static str;
}

/// What was typed in the three fields, as it was typed.
#[derive(Clone, Debug)]
pub struct DateField<N> {
    /// Day of the month.
    pub day: String,
    /// Number or name of the month.
    pub month: String,
    /// Year of the Buddhist era.
    pub year: String,
    name: PhantomData<N>,
}

impl<N> Default for DateField<N> {
    fn default() -> Self {
        Self { day: String::new(), month: String::new(), year: String::new(), name: PhantomData }
    }
}

impl<N> From<NaiveDate> for DateField<N> {
    fn from(date: NaiveDate) -> Self {
        use chrono::Datelike;
        Self {
            day: date.day().to_string(),
            month: date.month().to_string(),
            year: thai::date::be_year(date).to_string(),
            name: PhantomData,
        }
    }
}

impl<N> DateField<N> {
    /// What was typed in the three fields.
    pub fn typed(day: String, month: String, year: String) -> Self {
        Self { day, month, year, name: PhantomData }
    }

    /// A date as an address says it.
    pub fn query(date: NaiveDate) -> String
    where
        N: Named,
    {
        let (Self { day, month, year, .. }, name) = (Self::from(date), N::NAME);
        format!("{name}_day={day}&{name}_month={month}&{name}_year={year}")
    }

    /// Was nothing typed at all?
    pub fn is_empty(&self) -> bool {
        self.day.trim().is_empty() && self.month.trim().is_empty() && self.year.trim().is_empty()
    }

    /// The date, near the year `near` when a year must be guessed at to offer it.
    ///
    /// # Errors
    /// What is wrong, and where it can be known what was meant.
    pub fn date(&self, near: NaiveDate) -> Result<NaiveDate, Message> {
        thai::date::from_parts_near(&self.day, &self.month, &self.year, thai::date::be_year(near)).map_err(explain)
    }

    /// A date up to `today`.
    ///
    /// # Errors
    /// As [`DateField::date`], or `layout-date-future`.
    pub fn past(&self, today: NaiveDate) -> Result<NaiveDate, Message> {
        let date = self.date(today)?;
        if date > today { Err(msg("layout-date-future")) } else { Ok(date) }
    }
}

impl<'de, N: Named> Deserialize<'de> for DateField<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = HashMap::<String, serde_json::Value>::deserialize(deserializer)?;
        let mut take = |part: &str| match fields.remove(&format!("{}_{part}", N::NAME)) {
            Some(serde_json::Value::String(text)) => text,
            Some(serde_json::Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        Ok(Self { day: take("day"), month: take("month"), year: take("year"), name: PhantomData })
    }
}

impl<N: Named> Serialize for DateField<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parts = [("day", &self.day), ("month", &self.month), ("year", &self.year)];
        serializer.collect_map(parts.map(|(part, typed)| (format!("{}_{part}", N::NAME), typed)))
    }
}

/// The three fields of a name, as the document of the API describes them.
pub fn schema(name: &str) -> RefOr<Schema> {
    let part = |what: &str| ObjectBuilder::new().schema_type(Type::String).description(Some(what));
    let parts = ObjectBuilder::new()
        .property(format!("{name}_day"), part("Day of the month."))
        .property(format!("{name}_month"), part("Number or name of the month."))
        .property(format!("{name}_year"), part("Year of the Buddhist era."));
    RefOr::T(parts.build().into())
}

/// A date of a form by the name of its field: `house::date_names!(HeldOn, "held_on")`.
#[macro_export]
macro_rules! date_names {
    ($kind:ident, $name:literal) => {
        #[doc = concat!("The fields `", $name, "_day`, `_month` and `_year`.")]
        #[derive(Clone, Debug)]
        pub struct $kind;

        impl $crate::layout::date_field::Named for $kind {
            const NAME: &'static str = $name;
        }

        impl utoipa::PartialSchema for $kind {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                $crate::layout::date_field::schema($name)
            }
        }

        impl utoipa::ToSchema for $kind {}
    };
}
