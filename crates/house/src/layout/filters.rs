//! How templates say things: messages, dates, money and names in the reader's language. The frame
//! lends the language and the catalogue to every template as it renders.
#![allow(missing_docs, reason = "what `filter_fn` makes of a documented function has no documentation of its own")]

use std::borrow::{Borrow, Cow};

use ::search::Marked;
use askama::Values;
use askama::filters::Safe;
use chrono::NaiveDate;
use kit::message::{Argument, Catalogue};
use kit::show::{self, Bilingual};
use kit::{FormErrors, Lang, Message, Timestamp};
use thai::FiscalYear;
use thai::phone::Phone;

use crate::layout::{Choice, Label};

/// The reader's language.
pub fn lang_of(values: &dyn Values) -> Lang {
    askama::get_value::<Lang>(values, "lang").copied().unwrap_or_default()
}

/// What a message may be filled with in a template, which hands over references as often as values.
pub trait Fill {
    /// As an argument of a message.
    fn fill(&self) -> Argument;
}

macro_rules! fills {
    ($($kind:ty),*) => {$(
        impl Fill for $kind {
            fn fill(&self) -> Argument {
                Argument::Number(self.count())
            }
        }
    )*};
}
fills!(i32, i64, u8, u16, u32, u64, usize);

impl<T: Fill + ?Sized> Fill for &T {
    fn fill(&self) -> Argument {
        (**self).fill()
    }
}

impl Fill for FiscalYear {
    fn fill(&self) -> Argument {
        (*self).into()
    }
}

impl Fill for str {
    fn fill(&self) -> Argument {
        Argument::Text(self.to_owned())
    }
}

impl Fill for String {
    fn fill(&self) -> Argument {
        Argument::Text(self.clone())
    }
}

impl Fill for Cow<'_, str> {
    fn fill(&self) -> Argument {
        Argument::Text(self.as_ref().to_owned())
    }
}

fn words(values: &dyn Values) -> askama::Result<&'static Catalogue> {
    askama::get_value::<&'static Catalogue>(values, "words").copied()
}

/// `{% for message in ""|unread %}`: what made no sense in the address of this list.
#[askama::filter_fn]
pub fn unread(_: &str, values: &dyn Values) -> askama::Result<Vec<Message>> {
    let unread = askama::get_value::<FormErrors>(values, "unread");
    Ok(unread.map(|errors| errors.iter().map(|(_, message)| message.clone()).collect()).unwrap_or_default())
}

/// `{% if ""|narrowed %}`: does the address of this list ask for some of it only?
#[askama::filter_fn]
pub fn narrowed(_: &str, values: &dyn Values) -> askama::Result<bool> {
    Ok(askama::get_value::<bool>(values, "narrowed").copied().unwrap_or_default())
}

/// `{{ "needs-title"|t }}`: a message without arguments.
#[askama::filter_fn]
pub fn t(id: &str, values: &dyn Values) -> askama::Result<Cow<'static, str>> {
    Ok(words(values)?.plain(lang_of(values), id))
}

/// `{{ "needs-found"|tn(total) }}`: a message that counts, as `$count`.
#[askama::filter_fn]
pub fn tn<N: Fill>(id: &str, values: &dyn Values, count: N) -> askama::Result<String> {
    let message = Message::new(id.to_owned()).with("count", count.fill());
    Ok(words(values)?.say(lang_of(values), &message))
}

/// `{{ "needs-in"|ta("place", name) }}`: a message with one argument.
#[askama::filter_fn]
pub fn ta<A: Fill>(id: &str, values: &dyn Values, name: &'static str, value: A) -> askama::Result<String> {
    let message = Message::new(id.to_owned()).with(name, value.fill());
    Ok(words(values)?.say(lang_of(values), &message))
}

/// `{{ "from-to"|ta2("from", a, "to", b) }}`: a message with two arguments.
#[askama::filter_fn]
pub fn ta2<A: Fill, B: Fill>(
    id: &str,
    values: &dyn Values,
    first: &'static str,
    one: A,
    second: &'static str,
    other: B,
) -> askama::Result<String> {
    let message = Message::new(id.to_owned()).with(first, one.fill()).with(second, other.fill());
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

/// `{{ agreement.signed_on|day_full }}`: with its day of the week, by which a wrong date shows itself
/// (docs/requirements.md B-03).
#[askama::filter_fn]
pub fn day_full(date: &NaiveDate, values: &dyn Values) -> askama::Result<String> {
    Ok(show::day_full(*date, lang_of(values)))
}

/// `{{ need.received_on|day_short }}`: "21 พ.ย. 2569", which no narrow column breaks.
#[askama::filter_fn]
pub fn day_short(date: &NaiveDate, values: &dyn Values) -> askama::Result<String> {
    Ok(show::day_short(*date, lang_of(values)).replace(' ', "\u{a0}"))
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

/// `{{ project.fiscal_year|fiscal_year }}`: "2570", in English "2570 (2026/27)".
#[askama::filter_fn]
pub fn fiscal_year(year: &i32, values: &dyn Values) -> askama::Result<String> {
    Ok(show::fiscal_year(FiscalYear(*year), lang_of(values)))
}

/// `{{ missing|fiscal_years }}`: the same of several that rise, those in a row as one span.
#[askama::filter_fn]
pub fn fiscal_years(years: &[FiscalYear], values: &dyn Values) -> askama::Result<String> {
    let lang = lang_of(values);
    let said = |year: i32| show::fiscal_year(FiscalYear(year), lang);
    let spans = in_rows(years).into_iter().map(|(first, last)| match first == last {
        true => said(first),
        false => format!("{}–{}", said(first), said(last)),
    });
    Ok(spans.collect::<Vec<_>>().join(", "))
}

/// Years that rise, each row of them by its first and its last.
fn in_rows(years: &[FiscalYear]) -> Vec<(i32, i32)> {
    let mut rows: Vec<(i32, i32)> = Vec::new();
    for FiscalYear(year) in years {
        match rows.last_mut() {
            Some((_, last)) if *last + 1 == *year => *last = *year,
            _ => rows.push((*year, *year)),
        }
    }
    rows
}

/// A whole number of any kind, by value or by reference.
pub trait Count {
    /// The number.
    fn count(&self) -> i64;
}

macro_rules! counts {
    ($($kind:ty),*) => {$(
        impl Count for $kind {
            fn count(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )*};
}
counts!(i32, i64, u8, u16, u32, u64, usize);

impl<N: Count> Count for &N {
    fn count(&self) -> i64 {
        (*self).count()
    }
}

/// `{{ count|number }}`: "1,234".
#[askama::filter_fn]
pub fn number<N: Count>(count: N, _: &dyn Values) -> askama::Result<String> {
    Ok(thai::digits::group(count.count()))
}

/// `{{ clinic.names|in_lang }}`: the name in the reader's language.
#[askama::filter_fn]
pub fn in_lang(names: &Bilingual, values: &dyn Values) -> askama::Result<String> {
    Ok(names.in_lang(lang_of(values)).to_owned())
}

/// Somebody's own words: a text, or a name in whichever language there is.
pub trait Words {
    /// Those for a reader of `lang`.
    fn for_reader(&self, lang: Lang) -> &str;
}

impl Words for str {
    fn for_reader(&self, _: Lang) -> &str {
        self
    }
}

impl Words for String {
    fn for_reader(&self, _: Lang) -> &str {
        self
    }
}

impl Words for Cow<'_, str> {
    fn for_reader(&self, _: Lang) -> &str {
        self
    }
}

impl Words for Bilingual {
    fn for_reader(&self, lang: Lang) -> &str {
        self.in_lang(lang)
    }
}

impl<T: Words + ?Sized> Words for &T {
    fn for_reader(&self, lang: Lang) -> &str {
        (**self).for_reader(lang)
    }
}

/// `{{ clinic.name|own }}`: somebody's own words, as strangers read them: without what a person is
/// reached or known by ([`kit::mask`]); Thai within an English page is marked as Thai, so that it is
/// read aloud as such. Names and free texts are shown by this or [`said`] alone.
#[askama::filter_fn]
pub fn own<W: Words>(words: W, values: &dyn Values) -> askama::Result<Safe<String>> {
    let lang = lang_of(values);
    Ok(marked(&kit::masked(words.for_reader(lang)), lang))
}

/// `{{ need.told.text|said(person) }}`: the same; where the reader may know the person, as it was
/// written.
#[askama::filter_fn]
pub fn said<W: Words, B: Borrow<bool>>(words: W, values: &dyn Values, as_written: B) -> askama::Result<Safe<String>> {
    let lang = lang_of(values);
    let words = words.for_reader(lang);
    Ok(if *as_written.borrow() { marked(words, lang) } else { marked(&kit::masked(words), lang) })
}

/// `{{ interest.told.contact|reached }}`: how somebody is reached, for those who may know: a telephone number as
/// people read it out, dialled by a press; anything else as it was written.
#[askama::filter_fn]
pub fn reached(contact: &str, values: &dyn Values) -> askama::Result<Safe<String>> {
    let number = contact.starts_with('+').then(|| Phone::parse(contact).ok()).flatten();
    Ok(match number {
        Some(number) => Safe(format!("<a href=\"tel:{}\">{number}</a>", number.e164())),
        None => marked(contact, lang_of(values)),
    })
}

/// `{{ &hit.excerpt|marks }}`: a text with the pieces marked that were looked for. What is handed over is
/// open to strangers already ([`crate::layout::searched::open`]).
#[askama::filter_fn]
pub fn marks(pieces: &[Marked], values: &dyn Values) -> askama::Result<Safe<String>> {
    let lang = lang_of(values);
    let mut out = String::new();
    for piece in pieces {
        let Safe(text) = marked(&piece.text, lang);
        match piece.hit {
            true => out.push_str(&format!("<mark>{text}</mark>")),
            false => out.push_str(&text),
        }
    }
    Ok(Safe(out))
}

fn marked(text: &str, lang: Lang) -> Safe<String> {
    let Ok(Safe(escaped)) = askama::filters::escape(text, askama::filters::Html);
    let thai = lang == Lang::En && text.chars().any(|letter| ('\u{e01}'..='\u{e5b}').contains(&letter));
    Safe(if thai { format!("<span lang=\"th\">{escaped}</span>") } else { escaped.to_string() })
}

/// `{{ told.field|known("technologies-known-field-") }}`: a word that was written in Thai, in the
/// reader's language where the messages of this beginning have it.
#[askama::filter_fn]
pub fn known(written: &str, values: &dyn Values, prefix: &str) -> askama::Result<String> {
    Ok(words(values)?.word(lang_of(values), prefix, written).to_owned())
}

/// `{% for choice in choices|in_order %}`: names that stand in the order of a Thai dictionary, in the
/// order of the reader's alphabet; sentences of ours stay before them.
#[askama::filter_fn]
pub fn in_order<'a>(choices: &'a [Choice], values: &dyn Values) -> askama::Result<Vec<&'a Choice>> {
    let mut choices: Vec<&Choice> = choices.iter().collect();
    if lang_of(values) == Lang::En {
        choices.sort_by_key(|choice| match &choice.label {
            Label::Names(names) => Some(names.in_lang(Lang::En).to_lowercase()),
            Label::Message(_) | Label::Text(_) => None,
        });
    }
    Ok(choices)
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

/// `{{ 2027|era }}`: a year of the common era as the reader counts: 2570 in Thai.
#[askama::filter_fn]
pub fn era(year: &i32, values: &dyn Values) -> askama::Result<String> {
    Ok(match lang_of(values) {
        Lang::Th => (year + 543).to_string(),
        Lang::En => year.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use thai::FiscalYear;

    #[test]
    fn years_in_a_row_are_one_span() {
        let years = [2547, 2549, 2550, 2554, 2555, 2556].map(FiscalYear);
        assert_eq!(super::in_rows(&years), [(2547, 2547), (2549, 2550), (2554, 2556)]);
        assert!(super::in_rows(&[]).is_empty());
    }
}
