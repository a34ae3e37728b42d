//! The names of an organisation over time: a document keeps the name of its time
//! (docs/requirements.md A3-08).

use chrono::NaiveDate;
use kit::show::Bilingual;
use kit::{Message, msg};

/// Before this day there was no ministry of today's kind, and no school from which an institute of the network
/// grew (1 April 2435): a name said to be older has a year mistyped.
pub const NAMES_BEGAN: NaiveDate = NaiveDate::from_ymd_opt(1892, 4, 1).expect("a day");

/// A name and the days on which it was borne.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedName {
    /// The name.
    pub name: Bilingual,
    /// Its abbreviation, such as วท.
    pub short: Option<String>,
    /// The first day; `None` where no source says.
    pub from: Option<NaiveDate>,
    /// The last day; `None`: until the next name, or still.
    pub to: Option<NaiveDate>,
    /// What says so.
    pub source: Option<String>,
}

impl DatedName {
    /// A name whose days nobody knows.
    pub fn undated(name: Bilingual) -> Self {
        Self { name, short: None, from: None, to: None, source: None }
    }

    /// Can it have been borne then, and do the days come one after the other?
    ///
    /// # Errors
    /// `organisations-name-early`, `organisations-name-backwards`.
    pub fn checked(self) -> Result<Self, Message> {
        if self.from.or(self.to).is_some_and(|day| day < NAMES_BEGAN) {
            return Err(msg("organisations-name-early").with("day", NAMES_BEGAN));
        }
        let backwards = self.from.zip(self.to).is_some_and(|(from, to)| to < from);
        if backwards { Err(msg("organisations-name-backwards")) } else { Ok(self) }
    }

    /// Can both have been borne, one after the other? A name without a first day comes first, and
    /// one without a last day ends when the next begins.
    pub fn overlaps(&self, other: &Self) -> bool {
        let (earlier, later) = if self.from <= other.from { (self, other) } else { (other, self) };
        match later.from {
            None => true,
            Some(begins) => earlier.from == later.from || earlier.to.is_some_and(|ends| ends >= begins),
        }
    }
}

/// All names of an organisation, in the order of time; never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names(Vec<DatedName>);

impl Names {
    /// A single name.
    pub fn only(name: Bilingual) -> Self {
        Self(vec![DatedName::undated(name)])
    }

    /// Names in the order of time.
    ///
    /// # Errors
    /// `organisations-name-overlaps` where two were borne at once; as [`DatedName::checked`].
    pub fn new(names: Vec<DatedName>) -> Result<Self, Message> {
        let mut names = names.into_iter().map(DatedName::checked).collect::<Result<Vec<_>, _>>()?;
        names.sort_by_key(|one| one.from);
        match names.windows(2).find(|pair| pair[0].overlaps(&pair[1])) {
            Some(pair) => Err(overlap(&pair[0])),
            None => Ok(Self(names)),
        }
    }

    /// As the register has them, in its order.
    pub(super) fn kept(names: Vec<DatedName>) -> Self {
        Self(names)
    }

    /// Every name, the oldest first.
    pub fn all(&self) -> &[DatedName] {
        &self.0
    }

    /// The last that is known.
    pub fn latest(&self) -> Option<&DatedName> {
        self.0.last()
    }

    /// The name on a day; where no source says, the nearest one before, or the first.
    pub fn on(&self, day: NaiveDate) -> Option<&DatedName> {
        let begun = self.0.iter().rev().find(|one| one.from.is_none_or(|from| from <= day));
        begun.or(self.0.first())
    }

    /// With a new name from its first day on; the one before ends the day before.
    ///
    /// # Errors
    /// `organisations-name-overlaps` where the name of today began, or ended, on that day or later.
    pub fn renamed(mut self, new: DatedName) -> Result<Self, Message> {
        if let Some(last) = self.0.last_mut() {
            if new.from <= last.from || last.to >= new.from {
                return Err(overlap(last));
            }
            last.to = last.to.or_else(|| new.from.and_then(|from| from.pred_opt()));
        }
        self.0.push(new);
        Self::new(self.0)
    }

    /// With the latest name put right.
    ///
    /// # Errors
    /// As [`Names::new`].
    pub fn corrected(mut self, latest: DatedName) -> Result<Self, Message> {
        let wrong = self.0.pop();
        if let Some(before) = self.0.last_mut() {
            if latest.from <= before.from {
                return Err(overlap(before));
            }
            // It was made to end when the one put right began.
            let day_before = |name: &DatedName| name.from.and_then(|from| from.pred_opt());
            if wrong.as_ref().is_some_and(|wrong| before.to == day_before(wrong)) {
                before.to = day_before(&latest);
            }
        }
        self.0.push(latest);
        Self::new(self.0)
    }

    /// With these names beside the others; those that are spelled alike are replaced.
    ///
    /// # Errors
    /// As [`Names::new`].
    pub fn with(mut self, names: Vec<DatedName>) -> Result<Self, Message> {
        self.0.retain(|one| !names.iter().any(|name| name.name.th == one.name.th));
        self.0.extend(names);
        Self::new(self.0)
    }

    /// With the latest name spelled so.
    #[must_use]
    pub fn called(mut self, name: Bilingual) -> Self {
        if let Some(last) = self.0.last_mut() {
            last.name = name;
        }
        self
    }
}

fn overlap(with: &DatedName) -> Message {
    msg("organisations-name-overlaps").with("name", with.name.th.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(th: &str, from: &str, to: &str) -> DatedName {
        let day = |iso: &str| iso.parse().ok();
        DatedName { from: day(from), to: day(to), ..DatedName::undated(Bilingual { th: th.to_owned(), en: None }) }
    }

    #[test]
    fn the_name_is_that_of_the_day() {
        let names =
            Names::new(vec![name("ข", "1992-04-04", ""), name("ก", "1979-03-24", "1992-04-03")]).expect("sound");
        for (day, said) in
            [("1970-01-01", "ก"), ("1979-03-24", "ก"), ("1992-04-03", "ก"), ("1992-04-04", "ข"), ("2026-01-01", "ข")]
        {
            let found = names.on(day.parse().expect("a day")).expect("a name");
            assert_eq!(found.name.th, said, "{day}");
        }
    }

    #[test]
    fn names_borne_at_once_are_refused() {
        let cases = [
            (name("ก", "", ""), name("ข", "", "")),
            (name("ก", "2000-01-01", "2005-01-01"), name("ข", "2005-01-01", "")),
            (name("ก", "2000-01-01", ""), name("ข", "2000-01-01", "")),
            (name("ก", "2000-01-01", "1999-01-01"), name("ข", "2005-01-01", "")),
        ];
        for (one, other) in cases {
            assert!(Names::new(vec![one.clone(), other.clone()]).is_err(), "{one:?} {other:?}");
        }
    }

    #[test]
    fn no_name_is_older_than_the_offices() {
        for (from, to, sound) in [
            ("1857-04-01", "", false),
            ("1892-03-31", "", false),
            ("", "1857-04-01", false),
            ("1892-04-01", "", true),
            ("", "", true),
        ] {
            assert_eq!(name("ก", from, to).checked().is_ok(), sound, "{from} {to}");
        }
        let names = Names::only(Bilingual { th: "ก".to_owned(), en: None });
        assert!(names.clone().renamed(name("ข", "1857-04-01", "")).is_err());
        assert!(names.corrected(name("ข", "1857-04-01", "")).is_err());
    }

    #[test]
    fn a_new_name_ends_the_one_before() {
        let names = Names::only(Bilingual { th: "ก".to_owned(), en: None });
        let names = names.renamed(name("ข", "2019-05-02", "")).expect("renamed");
        assert_eq!(names.all()[0].to, "2019-05-01".parse().ok());
        assert!(names.clone().renamed(name("ค", "2019-05-02", "")).is_err());
        assert!(names.renamed(name("ค", "2010-01-01", "")).is_err());
    }
}
