//! Bars of true length beside their numbers, and progress towards a target. Each bar is drawn in
//! the row of a table that carries its number, so the drawing never says what the table does not.

use thai::Satang;

use crate::layout::Label;

/// One row: a name, a number and a bar as long as the number says.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What is counted.
    pub label: Label,
    /// How many, or how many satang; a bar has no negative length.
    pub value: i64,
    /// The records behind the number.
    pub href: Option<String>,
    percent: String,
}

impl Bar {
    /// The bar's length as a share of the longest, "0.0" to "100.0".
    pub fn percent(&self) -> &str {
        &self.percent
    }

    /// The same as money.
    pub fn money(&self) -> Satang {
        Satang(self.value)
    }
}

/// A table with bars, all to the scale of its largest number.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What the table shows: its caption.
    pub title: Label,
    /// The heading over the names.
    pub over_names: Label,
    /// The heading over the numbers, with their unit.
    pub over_numbers: Label,
    /// The rows, in the order given.
    pub rows: Vec<Bar>,
    /// Are the numbers satang, shown to the last of them?
    pub of_money: bool,
}

impl Bars {
    /// Makes the bars of (name, number, address of the records behind it).
    pub fn new(
        title: impl Into<Label>,
        over_names: impl Into<Label>,
        over_numbers: impl Into<Label>,
        rows: impl IntoIterator<Item = (Label, i64, Option<String>)>,
    ) -> Self {
        let rows: Vec<_> = rows.into_iter().collect();
        let longest = rows.iter().map(|(_, value, _)| *value).max().unwrap_or(0);
        let rows = rows
            .into_iter()
            .map(|(label, value, href)| Bar { label, value, href, percent: percent(value, longest) })
            .collect();
        let (title, over_names, over_numbers) = (title.into(), over_names.into(), over_numbers.into());
        Self { title, over_names, over_numbers, rows, of_money: false }
    }

    /// The same of (name, money, address of the records behind it).
    pub fn of_money(
        title: impl Into<Label>,
        over_names: impl Into<Label>,
        over_numbers: impl Into<Label>,
        rows: impl IntoIterator<Item = (Label, Satang, Option<String>)>,
    ) -> Self {
        let rows = rows.into_iter().map(|(label, amount, href)| (label, amount.0, href));
        Self { of_money: true, ..Self::new(title, over_names, over_numbers, rows) }
    }
}

/// A result beside its target, with the numbers that make it up.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The indicator's name.
    pub label: Label,
    /// The numerator (n) of a share, or the count reached.
    pub n: i64,
    /// The denominator (N) of a share; `None` for a count.
    pub of: Option<i64>,
    /// The target: percent for a share, number for a count.
    pub target: Option<i64>,
}

impl Progress {
    /// `n` out of `of`, where `target` percent is wanted.
    pub fn share(label: impl Into<Label>, n: i64, of: i64, target: Option<i64>) -> Self {
        Self { label: label.into(), n, of: Some(of), target }
    }

    /// `n`, where `target` is wanted.
    pub fn count(label: impl Into<Label>, n: i64, target: Option<i64>) -> Self {
        Self { label: label.into(), n, of: None, target }
    }

    /// Is there anything to show yet? A share of nobody is not nought.
    pub fn is_known(&self) -> bool {
        self.of != Some(0)
    }

    /// The result of a share in percent, one decimal place: "72.5".
    pub fn result(&self) -> String {
        percent(self.n, self.of.unwrap_or(0))
    }

    /// Has the target been reached? Compared in whole numbers, never by the rounded percentage.
    pub fn is_reached(&self) -> bool {
        self.is_known()
            && match (self.target, self.of) {
                (None, _) => false,
                (Some(target), Some(of)) => self.n.saturating_mul(100) >= target.saturating_mul(of),
                (Some(target), None) => self.n >= target,
            }
    }

    /// The length of the bar in percent of the track.
    pub fn length(&self) -> String {
        percent(self.n.min(self.scale()), self.scale())
    }

    /// Where on the track the target stands, in percent.
    pub fn target_at(&self) -> Option<String> {
        self.target.map(|target| match self.of {
            Some(_) => percent(target, 100),
            None => percent(target, self.scale()),
        })
    }

    /// A share fills its track at N; a count leaves room beyond its target when it has passed it.
    fn scale(&self) -> i64 {
        self.of.unwrap_or_else(|| self.n.max(self.target.unwrap_or(0)))
    }
}

/// `part` of `whole` in percent, rounded to one decimal place; "0.0" when there is nothing.
#[expect(clippy::cast_precision_loss, reason = "a length on a screen")]
fn percent(part: i64, whole: i64) -> String {
    if part <= 0 || whole <= 0 { "0.0".to_owned() } else { format!("{:.1}", part as f64 * 100.0 / whole as f64) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_true_to_the_numbers() {
        let bars = Bars::new("a", "b", "c", [("x".into(), 40, None), ("y".into(), 10, None), ("z".into(), 0, None)]);
        let lengths: Vec<_> = bars.rows.iter().map(Bar::percent).collect();
        assert_eq!(lengths, ["100.0", "25.0", "0.0"]);
    }

    #[test]
    fn a_share_of_nobody_is_unknown_and_a_rounded_percentage_reaches_nothing() {
        assert!(!Progress::share("a", 0, 0, Some(60)).is_known());
        let nearly = Progress::share("a", 5_999_999, 10_000_000, Some(60));
        assert_eq!((nearly.result().as_str(), nearly.is_reached()), ("60.0", false));
        assert!(Progress::share("a", 6, 10, Some(60)).is_reached());
    }

    #[test]
    fn a_count_beyond_its_target_keeps_the_target_in_sight() {
        let passed = Progress::count("a", 50, Some(40));
        assert_eq!((passed.length().as_str(), passed.target_at().as_deref()), ("100.0", Some("80.0")));
    }
}
