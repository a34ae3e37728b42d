//! How templates say things: messages, dates, money and names in the reader's language. The frame
//! lends the language and the catalogue to every template as it renders.

use std::borrow::Cow;

use askama::Values;
use chrono::NaiveDate;
use kit::message::{Argument, Catalogue};
use kit::show::{self, Bilingual};
use kit::{Lang, Message, Timestamp};

/// The reader's language.
pub fn lang_of(values: &dyn Values) -> Lang {
    askama::get_value::<Lang>(values, "lang").copied().unwrap_or_default()
}

fn words(values: &dyn Values) -> askama::Result<&'static Catalogue> {
    askama::get_value::<&'static Catalogue>(values, "words").copied()
}

/// `{{ "needs-title"|t }}`: a message without arguments.
#[askama::filter_fn]
pub fn t(id: &str, values: &dyn Values) -> askama::Result<Cow<'static, str>> {
    Ok(words(values)?.plain(lang_of(values), id))
}

/// `{{ "needs-found"|tn(total) }}`: a message that counts, as `$count`.
#[askama::filter_fn]
pub fn tn<N: Into<Argument>>(id: &str, values: &dyn Values, count: N) -> askama::Result<String> {
    let message = Message::new(id.to_owned()).with("count", count);
    Ok(words(values)?.say(lang_of(values), &message))
}

/// `{{ "needs-in"|ta("place", name) }}`: a message with one argument.
#[askama::filter_fn]
pub fn ta<A: Into<Argument>>(id: &str, values: &dyn Values, name: &'static str, value: A) -> askama::Result<String> {
    let message = Message::new(id.to_owned()).with(name, value);
    Ok(words(values)?.say(lang_of(values), &message))
}

/// `{{ "from-to"|ta2("from", a, "to", b) }}`: a message with two arguments.
#[askama::filter_fn]
pub fn ta2<A: Into<Argument>, B: Into<Argument>>(
    id: &str,
    values: &dyn Values,
    first: &'static str,
    one: A,
    second: &'static str,
    other: B,
) -> askama::Result<String> {
    let message = Message::new(id.to_owned()).with(first, one).with(second, other);
    Ok(words(values)?.say(lang_of(values), &message))
}

/// `{{ "needs-status-"|tc(status.as_str()) }}`: a message whose id is put together; the prefix ends
/// in a hyphen.
#[askama::filter_fn]
pub fn tc(prefix: &str, values: &dyn Values, rest: &str) -> askama::Result<Cow<'static, str>> {
    Ok(words(values)?.plain(lang_of(values), &format!("{prefix}{rest}")))
}

/// `{{ error|say }}`: a message Rust made.
#[askama::filter_fn]
pub fn say(message: &Message, values: &dyn Values) -> askama::Result<String> {
    Ok(words(values)?.say(lang_of(values), message))
}

/// `{{ need.received_on|day }}`: "21 พฤศจิกายน 2569".
#[askama::filter_fn]
pub fn day(date: &NaiveDate, values: &dyn Values) -> askama::Result<String> {
    Ok(show::day(*date, lang_of(values)))
}

/// `{{ need.received_on|day_short }}`: "21 พ.ย. 2569".
#[askama::filter_fn]
pub fn day_short(date: &NaiveDate, values: &dyn Values) -> askama::Result<String> {
    Ok(show::day_short(*date, lang_of(values)))
}

/// `{{ entry.at|moment }}`: "21 พ.ย. 2569 14:05 น.".
#[askama::filter_fn]
pub fn moment(at: &Timestamp, values: &dyn Values) -> askama::Result<String> {
    Ok(show::moment(*at, lang_of(values)))
}

/// `{{ line.amount|baht }}`: "1,750,000.00".
#[askama::filter_fn]
pub fn baht(amount: &thai::Satang, _: &dyn Values) -> askama::Result<String> {
    Ok(amount.to_string())
}

/// `{{ count|number }}`: "1,234".
#[askama::filter_fn]
pub fn number<N: TryInto<i64>>(count: N, _: &dyn Values) -> askama::Result<String> {
    Ok(thai::digits::group(count.try_into().unwrap_or(i64::MAX)))
}

/// `{{ clinic.names|in_lang }}`: the name in the reader's language.
#[askama::filter_fn]
pub fn in_lang(names: &Bilingual, values: &dyn Values) -> askama::Result<String> {
    Ok(names.in_lang(lang_of(values)).to_owned())
}

/// `{{ slots|draw|safe }}`: what other features show on this page.
#[askama::filter_fn]
pub fn draw(slots: &crate::layout::slots::Slots, values: &dyn Values) -> askama::Result<String> {
    slots.draw(values)
}

/// `{{ need.province|place }}`: a place by its code, with what it belongs to.
#[askama::filter_fn]
pub fn place(code: &str, values: &dyn Values) -> askama::Result<String> {
    Ok(crate::places::full_name(code, lang_of(values)))
}
