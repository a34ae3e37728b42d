//! What narrows a list, read from its address. Every list says once how each field of its query must
//! look; a field that makes no sense is refused to a program, and told to a person beside the filter,
//! while the list is shown as if it had not been there. Names nobody knows are passed over.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use url::form_urlencoded::{Serializer, parse};

use crate::error::{Error, Result};
use crate::form::FormErrors;
use crate::message::{Message, msg};
use crate::web::FrameRequest;

/// How a field must look: answers it as it is meant, or what is wrong with it. The day is today.
pub type Check = fn(&str, NaiveDate) -> Result<String, Message>;

/// What narrows a list.
pub trait Narrows: DeserializeOwned {
    /// The fields that not every text is good for.
    const CHECKS: &'static [(&'static str, Check)];
}

/// The query string of a list: every checked field left out or as it is meant.
pub struct Narrowed<T>(pub T);

impl<S: Send + Sync, T: Narrows> FromRequestParts<S> for Narrowed<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let seen = parts.extensions.get::<FrameRequest>();
        let today = seen.map(|seen| seen.today).unwrap_or_default();
        let (query, errors) = meant(parts.uri.query().unwrap_or_default(), T::CHECKS, today);
        match seen {
            Some(seen) if !seen.is_for_programs() => drop(seen.unread.set(errors)),
            _ => errors.into_result()?,
        }
        serde_html_form(&query)
    }
}

/// The query as it is meant, without what makes no sense, which is told.
fn meant(query: &str, checks: &[(&str, Check)], today: NaiveDate) -> (String, FormErrors) {
    let mut errors = FormErrors::new();
    let mut kept = Serializer::new(String::new());
    for (name, value) in parse(query.as_bytes()) {
        let check = checks.iter().find(|(checked, _)| *checked == name).map(|(_, check)| check);
        let read = match check {
            _ if value.contains('\0') => Err(msg("kit-error-zero")),
            Some(check) if !value.trim().is_empty() => check(value.trim(), today),
            Some(_) => continue,
            None => Ok(value.into_owned()),
        };
        if let Some(value) = errors.take(&name, read) {
            kept.append_pair(&name, &value);
        }
    }
    (kept.finish(), errors)
}

fn serde_html_form<T: DeserializeOwned>(query: &str) -> Result<Narrowed<T>> {
    let address = format!("/?{query}").parse::<axum::http::Uri>()?;
    match axum_extra::extract::Query::<T>::try_from_uri(&address) {
        Ok(query) => Ok(Narrowed(query.0)),
        Err(_) => Err(Error::BadRequest(msg("kit-error-query"))),
    }
}

/// How many rows at most: 1 to [`crate::db::listing::LIMIT`].
///
/// # Errors
/// `kit-filter-limit`.
pub fn limit(typed: &str, _: NaiveDate) -> Result<String, Message> {
    let most = crate::db::listing::LIMIT;
    match thai::digits::to_ascii(typed).parse::<u64>() {
        Ok(limit) if (1..=most).contains(&limit) => Ok(limit.to_string()),
        _ => Err(unknown("kit-filter-limit", typed).with("most", most)),
    }
}

/// A fiscal year, as [`crate::form::fiscal_year`] reads it.
///
/// # Errors
/// As there.
pub fn fiscal_year(typed: &str, today: NaiveDate) -> Result<String, Message> {
    crate::form::fiscal_year(typed, today).map(|year| year.0.to_string())
}

/// A quarter, 1 to 4.
///
/// # Errors
/// `kit-filter-quarter`.
pub fn quarter(typed: &str, _: NaiveDate) -> Result<String, Message> {
    match thai::digits::to_ascii(typed).parse::<u8>() {
        Ok(quarter @ 1..=4) => Ok(quarter.to_string()),
        _ => Err(unknown("kit-filter-quarter", typed)),
    }
}

/// A day, ISO 8601 or as people write it.
///
/// # Errors
/// What is wrong with it.
pub fn day(typed: &str, _: NaiveDate) -> Result<String, Message> {
    thai::date::parse(typed).map(|day| day.to_string()).map_err(crate::form::explain)
}

/// `yes`, the one word of what can only be asked for.
///
/// # Errors
/// `kit-filter-yes`.
pub fn yes(typed: &str, _: NaiveDate) -> Result<String, Message> {
    if typed == "yes" { Ok(typed.to_owned()) } else { Err(msg("kit-filter-yes")) }
}

/// A message about something that was typed and is not known.
pub fn unknown(id: &'static str, typed: &str) -> Message {
    msg(id).with("typed", typed.chars().take(60).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_left_out_and_told() {
        let today = NaiveDate::from_ymd_opt(2010, 5, 10).expect("a day");
        let checks: &[(&str, Check)] = &[("limit", limit), ("fiscal_year", fiscal_year), ("quarter", quarter)];
        let (query, errors) = meant("q=a%20b&limit=%E0%B9%95&fiscal_year=25523&quarter=&lang=en", checks, today);
        assert_eq!(query, "q=a+b&limit=5&lang=en");
        let told: Vec<_> = errors.iter().map(|(field, message)| (field, message.id())).collect();
        assert_eq!(told, [("fiscal_year", "kit-year-meant")]);
        for (query, field) in [("limit=0", "limit"), ("limit=x", "limit"), ("quarter=5", "quarter"), ("q=%00", "q")] {
            assert!(meant(query, checks, today).1.of(field).is_some(), "{query}");
        }
    }
}
