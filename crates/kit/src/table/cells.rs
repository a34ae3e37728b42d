//! What a cell of Excel says as text.

use calamine::{DataRef, ExcelDateTime};

use crate::form::visible;

pub(super) fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => visible(text).trim().to_owned(),
        DataRef::SharedString(text) => visible(text).trim().to_owned(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().trim_end_matches("T00:00:00").to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => plain(*number),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(moment) => date(moment),
        // "#N/A" stays what it is, so that the check can name it.
        DataRef::Error(error) => error.to_string(),
        _ => String::new(),
    }
}

/// Rust writes a whole float without ".0" and any other with the fewest digits that are exact.
fn plain(number: f64) -> String {
    format!("{number}")
}

fn date(moment: &ExcelDateTime) -> String {
    let Some(at) = moment.as_datetime().filter(|_| moment.is_datetime()) else {
        return plain(moment.as_f64());
    };
    let midnight = at.time() == chrono::NaiveTime::MIN;
    at.format(if midnight { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M:%S" }).to_string()
}
