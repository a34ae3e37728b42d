//! What the records count on a day of the past, to stand beside what somebody printed of it. Where no
//! record reaches back so far there is no number: nought would be a claim.

use std::collections::HashSet;

use chrono::NaiveDate;
use uuid::Uuid;

/// Something that was there from a day on, or for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Which fact counts it.
    pub fact: String,
    /// What it is, where it is counted once however often it was there.
    pub thing: Option<Uuid>,
    /// The same by official code: a province, a district.
    pub place: Option<String>,
    /// How many.
    pub amount: i64,
    /// From this day on.
    pub begins: NaiveDate,
    /// No longer from this day on.
    pub ends: Option<NaiveDate>,
}

/// What the records can tell of facts that others print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded(pub Vec<Span>);

impl Recorded {
    /// The first day of which the records can tell anything of a fact; `None` where they never can.
    pub fn begins(&self, fact: &str) -> Option<NaiveDate> {
        self.0.iter().filter(|span| span.fact == fact).map(|span| span.begins).min()
    }

    /// How many there were on `day`; `None` where the records do not reach back to it.
    pub fn count(&self, fact: &str, day: NaiveDate) -> Option<i64> {
        let begun = || self.0.iter().filter(|span| span.fact == fact && span.begins <= day);
        begun().next()?;
        let mut seen = HashSet::new();
        let there = begun().filter(|span| span.ends.is_none_or(|end| day < end));
        let once = |span: &&Span| match (span.thing, &span.place) {
            (None, None) => true,
            (thing, place) => seen.insert((thing, place.clone())),
        };
        Some(there.filter(once).map(|span| span.amount).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    fn span(thing: u128, begins: &str, ends: Option<&str>) -> Span {
        Span {
            fact: "networks".into(),
            thing: Some(Uuid::from_u128(thing)),
            place: None,
            amount: 1,
            begins: day(begins),
            ends: ends.map(day),
        }
    }

    #[test]
    fn a_thing_is_counted_once_while_it_was_there() {
        let spans = vec![
            span(1, "2003-01-01", None),
            span(1, "2004-01-01", None),
            span(2, "2005-01-01", Some("2009-10-01")),
            span(3, "2009-12-21", None),
        ];
        let recorded = Recorded(spans);
        for (on, count) in [
            ("2002-12-31", None),
            ("2003-01-01", Some(1)),
            ("2009-09-30", Some(2)),
            ("2009-10-01", Some(1)),
            ("2009-12-21", Some(2)),
        ] {
            assert_eq!(recorded.count("networks", day(on)), count, "{on}");
        }
        assert_eq!(recorded.count("villages", day("2009-12-21")), None);
        assert_eq!((recorded.begins("networks"), recorded.begins("villages")), (Some(day("2003-01-01")), None));
    }

    #[test]
    fn what_has_no_name_of_its_own_is_added_up() {
        let many = |amount, begins| Span { thing: None, amount, ..span(0, begins, None) };
        let recorded = Recorded(vec![many(7, "2004-04-01"), many(5, "2005-04-01")]);
        assert_eq!(recorded.count("networks", day("2010-01-01")), Some(12));
    }
}
