//! What the ministry typed about a call -> a valid call, or errors beside the fields.

use chrono::{NaiveDate, NaiveTime};
use house::layout::date_field::DateField;
use house::layout::typed::Typed;
use house::places;
use kit::clock::{thai_day, thai_moment, thai_time};
use kit::form::{fiscal_year, optional, public_text, text_within, time_of_day};
use kit::message::msg;
use kit::show::{Bilingual, hundredths};
use kit::{FormErrors, Message, Timestamp};
use serde::Deserialize;
use thai::Satang;
use utoipa::ToSchema;
use uuid::Uuid;

use super::asked::{AskedDocument, Criterion, ExpenseClass};
use super::call::{Call, CeilingOf, NewCall, Terms, WHOLE};
use crate::programmes;

/// The longest name, in characters.
const NAME_MOST: usize = 300;
/// The longest text.
const TEXT_MOST: usize = 10_000;
/// Scores and reviewers where nobody says otherwise: settings of the ministry, since no source names them.
const SCORE_USUAL: u32 = 10;
/// At least two, so that no proposal hangs on one reader.
const REVIEWERS_LEAST: u32 = 2;
/// What a page can show and a ministry can find.
const REVIEWERS_MOST: u32 = 9;

house::date_names!(ClosesOn, "closes_on");

/// Reads a call on `today`; `known` are the lines of work.
///
/// # Errors
/// What is wrong, beside its field.
pub fn read(typed: &Typed, known: &programmes::Names, today: NaiveDate) -> Result<NewCall, FormErrors> {
    let mut errors = FormErrors::new();
    let name = errors.take("name_th", text_within(typed.text("name_th"), NAME_MOST));
    let about = errors.take("about", text_within(typed.text("about"), TEXT_MOST));
    let year = errors.take("fiscal_year", fiscal_year(typed.text("fiscal_year"), today));
    let programme = errors.take("programme", programme(typed.text("programme"), known));
    let opens_at = errors.take("opens_on", moment(typed, "opens", NaiveTime::MIN, today));
    let closes_at = errors.take("closes_on", moment(typed, "closes", last_second(), today));
    if let (Some(opens), Some(closes)) = (opens_at, closes_at)
        && closes <= opens
    {
        errors.add("closes_on", msg("calls-closes-first"));
    }
    let terms = terms(typed, &mut errors);
    let (classes, criteria, documents) =
        (classes(typed, &mut errors), criteria(typed, &mut errors), documents(typed, &mut errors));
    let score_most = errors.take("score_most", count(typed.text("score_most"), SCORE_USUAL, 1..=100));
    let reviewers = count(typed.text("reviewers"), REVIEWERS_LEAST, REVIEWERS_LEAST..=REVIEWERS_MOST);
    let reviewers = errors.take("reviewers", reviewers);
    errors.clone().into_result()?;
    match (name, about, year, programme, opens_at.zip(closes_at), score_most.zip(reviewers)) {
        (Some(th), Some(about), Some(year), Some(programme), Some((opens_at, closes_at)), Some((most, reviewers))) => {
            Ok(NewCall {
                name: Bilingual { th, en: optional(typed.text("name_en")) },
                about,
                fiscal_year: year,
                programme,
                opens_at,
                closes_at,
                terms,
                classes,
                criteria,
                documents,
                score_most: most,
                reviewers,
            })
        }
        _ => Err(errors),
    }
}

fn programme(typed: &str, known: &programmes::Names) -> Result<String, Message> {
    if known.offers(typed) { Ok(typed.to_owned()) } else { Err(msg("calls-programme-choose")) }
}

fn last_second() -> NaiveTime {
    NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN)
}

/// A day and a time of day; without a time, `usual`.
fn moment(typed: &Typed, which: &str, usual: NaiveTime, today: NaiveDate) -> Result<Timestamp, Message> {
    let part = |part: &str| typed.text(&format!("{which}_on_{part}")).to_owned();
    let field = DateField::<ClosesOn>::typed(part("day"), part("month"), part("year"));
    let time = match typed.text(&format!("{which}_time")) {
        "" => usual,
        text => time_of_day(text)?,
    };
    Ok(thai_moment(field.date(today)?, time))
}

fn terms(typed: &Typed, errors: &mut FormErrors) -> Terms {
    let mut amount = |field: &str| errors.take(field, money(typed.text(field))).flatten();
    let (available, ceiling) = (amount("available"), amount("ceiling"));
    let most = match typed.text("most") {
        "" => None,
        text => errors.take("most", count(text, 1, 1..=1_000)),
    };
    if let (Some(ceiling), Some(available)) = (ceiling, available)
        && ceiling > available
    {
        errors.add("ceiling", msg("calls-ceiling-beyond").with("available", available.to_string()));
    }
    let regions = places::regions().map(|(word, _)| word);
    Terms {
        agreement: typed.ticked("agreement"),
        appointment: typed.ticked("appointment"),
        most,
        available,
        ceiling,
        ceiling_of: CeilingOf::from_word(typed.text("ceiling_of")).unwrap_or(CeilingOf::Whole),
        regions: regions.filter(|word| typed.ticked(&format!("region_{word}"))).collect(),
    }
}

fn money(typed: &str) -> Result<Option<Satang>, Message> {
    match kit::form::baht(typed)? {
        Some(Satang::ZERO) => Err(msg("calls-money-nothing")),
        amount => Ok(amount),
    }
}

fn count(typed: &str, usual: u32, within: std::ops::RangeInclusive<u32>) -> Result<u32, Message> {
    if typed.is_empty() {
        return Ok(usual);
    }
    let read = thai::digits::to_ascii(typed).parse().ok().filter(|number| within.contains(number));
    read.ok_or_else(|| msg("calls-count").with("least", *within.start()).with("most", *within.end()))
}

fn classes(typed: &Typed, errors: &mut FormErrors) -> Vec<ExpenseClass> {
    let mut found: Vec<ExpenseClass> = Vec::new();
    for row in typed.filled_rows("class") {
        let (at, of) = (|part| typed.at("class", &row, part), |part| typed.of("class", &row, part));
        let name = errors.take(&at("name"), text_within(of("name"), NAME_MOST));
        let most = errors.take(&at("limit"), money(of("limit"))).flatten();
        let Some(name) = name else { continue };
        if found.iter().any(|other| other.name == name) {
            errors.add(at("name"), msg("calls-class-twice"));
        }
        found.push(ExpenseClass { name, most });
    }
    found
}

fn criteria(typed: &Typed, errors: &mut FormErrors) -> Vec<Criterion> {
    let mut found = Vec::new();
    for row in typed.filled_rows("criterion") {
        let (at, of) = (|part| typed.at("criterion", &row, part), |part| typed.of("criterion", &row, part));
        let name = errors.take(&at("name_th"), text_within(of("name_th"), NAME_MOST));
        let weight = errors.take(&at("weight"), weight(of("weight")));
        if let (Some(th), Some(weight)) = (name, weight) {
            let name = Bilingual { th, en: optional(of("name_en")) };
            // Two rows are two criteria, whatever a form says of them.
            let id = Some(id(of("id"))).filter(|id| found.iter().all(|other: &Criterion| other.id != *id));
            let about = errors.take(&at("about"), within(of("about"))).unwrap_or_default();
            found.push(Criterion { id: id.unwrap_or_default(), name, about, weight });
        }
    }
    found
}

fn within(typed: &str) -> Result<String, Message> {
    if typed.is_empty() { Ok(String::new()) } else { text_within(typed, TEXT_MOST) }
}

/// A percentage above nought, in hundredths of a percent.
fn weight(typed: &str) -> Result<i64, Message> {
    let ascii = thai::digits::to_ascii(typed);
    let plain = ascii.trim().trim_end_matches('%').trim();
    // Baht and satang are read as percents and their hundredths are: digits, and two decimals at most.
    let read = plain.parse::<Satang>().ok().map(|read| read.0).filter(|weight| (1..=WHOLE).contains(weight));
    read.ok_or_else(|| msg("calls-weight"))
}

fn documents(typed: &Typed, errors: &mut FormErrors) -> Vec<AskedDocument> {
    let mut found = Vec::new();
    for row in typed.filled_rows("document") {
        let of = |part| typed.of("document", &row, part);
        let name = errors.take(&typed.at("document", &row, "name"), text_within(of("name"), NAME_MOST));
        let needed = typed.ticked(&typed.at("document", &row, "needed"));
        found.extend(name.map(|name| AskedDocument { id: id(of("id")), name, needed }));
    }
    found
}

fn id(typed: &str) -> Uuid {
    typed.parse().unwrap_or_default()
}

/// A call as it would be typed.
pub fn filled(call: &NewCall) -> Typed {
    let mut typed = Typed::default();
    let amount = |amount: Option<Satang>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    typed.set("name_th", &call.name.th);
    typed.set("name_en", call.name.en.as_deref().unwrap_or_default());
    typed.set("about", &call.about);
    typed.set("fiscal_year", call.fiscal_year.0.to_string());
    typed.set("programme", &call.programme);
    for (which, at) in [("opens", call.opens_at), ("closes", call.closes_at)] {
        typed.set_date(&format!("{which}_on"), Some(thai_day(at)));
        typed.set(format!("{which}_time"), thai_time(at).format("%H:%M:%S").to_string().replace(":00:00", ":00"));
    }
    for (field, on) in [("agreement", call.terms.agreement), ("appointment", call.terms.appointment)] {
        if on {
            typed.set(field, "yes");
        }
    }
    typed.set("most", call.terms.most.map(|most| most.to_string()).unwrap_or_default());
    typed.set("available", amount(call.terms.available));
    typed.set("ceiling", amount(call.terms.ceiling));
    typed.set("ceiling_of", call.terms.ceiling_of.as_str());
    for word in &call.terms.regions {
        typed.set(format!("region_{word}"), "yes");
    }
    typed.set("score_most", call.score_most.to_string());
    typed.set("reviewers", call.reviewers.to_string());
    fill_rows(&mut typed, call);
    typed
}

fn fill_rows(typed: &mut Typed, call: &NewCall) {
    for (row, class) in call.classes.iter().enumerate() {
        let most = class.most.map(|most| most.to_string()).unwrap_or_default();
        typed.set_row("class", row, &[("name", class.name.clone()), ("limit", most)]);
    }
    for (row, one) in call.criteria.iter().enumerate() {
        let parts = [
            ("id", one.id.to_string()),
            ("name_th", one.name.th.clone()),
            ("name_en", one.name.en.clone().unwrap_or_default()),
            ("about", one.about.clone()),
            ("weight", hundredths(one.weight)),
        ];
        typed.set_row("criterion", row, &parts);
    }
    for (row, one) in call.documents.iter().enumerate() {
        typed.set_row("document", row, &[("id", one.id.to_string()), ("name", one.name.clone())]);
        if one.needed {
            typed.set(typed.at("document", &row, "needed"), "yes");
        }
    }
}

/// An empty call, as it begins.
pub fn beginning(year: thai::FiscalYear) -> Typed {
    let mut typed = Typed::default();
    typed.set("fiscal_year", year.0.to_string());
    typed.set("agreement", "yes");
    typed.set("appointment", "yes");
    typed.set("most", "1");
    typed.set("ceiling_of", CeilingOf::Whole.as_str());
    typed.set("score_most", SCORE_USUAL.to_string());
    typed.set("reviewers", REVIEWERS_LEAST.to_string());
    typed.set_row("criterion", 0, &[]);
    typed
}

/// What is typed where a call closes later, or is taken back.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CallDeedForm {
    /// Why; public.
    #[schema(required)]
    pub reason: String,
    /// `extend`: the new last day.
    #[serde(flatten)]
    #[schema(value_type = ClosesOn)]
    pub closes_on: DateField<ClosesOn>,
    /// `extend`: the time of that day.
    pub closes_time: String,
}

impl CallDeedForm {
    /// The form for a call, as it closes now.
    pub fn of(call: &Call) -> Self {
        let closes_at = call.told.closes_at;
        Self {
            reason: String::new(),
            closes_on: thai_day(closes_at).into(),
            closes_time: thai_time(closes_at).format("%H:%M").to_string(),
        }
    }

    /// The reason.
    ///
    /// # Errors
    /// When there is none, or it is a word or two.
    pub fn reason(&self) -> Result<String, FormErrors> {
        public_text(&self.reason, TEXT_MOST).map_err(|message| FormErrors::one("reason", message))
    }

    /// The new closing, and why.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn closing(&self, today: NaiveDate) -> Result<(Timestamp, String), FormErrors> {
        let mut errors = FormErrors::new();
        let day = errors.take("closes_on", self.closes_on.date(today));
        let time = match self.closes_time.trim() {
            "" => Some(last_second()),
            text => errors.take("closes_time", time_of_day(text)),
        };
        let reason = errors.take("reason", public_text(&self.reason, TEXT_MOST));
        match (day, time, reason) {
            (Some(day), Some(time), Some(reason)) => Ok((thai_moment(day, time), reason)),
            _ => Err(errors),
        }
    }
}
