//! The noun: a day of the register, with what makes it one and where that is written.

use chrono::{Datelike, Days, NaiveDate};
use kit::show::Bilingual;
use kit::{Message, Subject, msg, words};
use uuid::Uuid;

use super::calendar::{Fixed, fixed_of_year, is_weekend};

/// The longest name or source, in characters.
pub const TEXT_MOST: usize = 300;

words! {
    /// What makes the day one on which nobody works, or takes that from it.
    Kind {
        /// A day of the Buddhist calendar, which follows the moon.
        Religious = "religious",
        /// The royal ploughing ceremony, whose day the palace names each year.
        Ploughing = "ploughing",
        /// In place of a holiday that falls on a Saturday or Sunday.
        Substitution = "substitution",
        /// A further day by decision of the cabinet.
        Cabinet = "cabinet",
        /// A day that is fixed by law, and is worked in this one year.
        Worked = "worked",
    }
}

/// A day as it is entered: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewHoliday {
    /// Which day.
    pub day: NaiveDate,
    /// What makes it one.
    pub kind: Kind,
    /// How it is called.
    pub name: Bilingual,
    /// Which announcement says so.
    pub source: String,
}

/// A day of the register.
#[derive(Clone, Debug, PartialEq)]
pub struct Holiday {
    /// Inside.
    pub id: Uuid,
    /// What is known of it.
    pub entered: NewHoliday,
}

impl Subject for Holiday {
    fn id(&self) -> Uuid {
        self.id
    }
}

/// Days of the Buddhist calendar that are holidays: Makha, Visakha and Asalha Bucha, and the first day of Lent.
const RELIGIOUS: usize = 4;
/// How soon after a weekend its substitution must be found, in days.
const SUBSTITUTED_WITHIN: u64 = 7;

/// What of a year is still to be entered: no list says these days before they are announced.
pub fn awaited(year: i32, register: &[Holiday]) -> Vec<Message> {
    let of = |kind: Kind| {
        register.iter().filter(move |one| one.entered.kind == kind && one.entered.day.year() == year).count()
    };
    let mut awaited = Vec::new();
    let fixed = fixed_of_year(year);
    // Those a public list tells of; the substitute of one is none of them.
    let listed = fixed.iter().filter(|(_, one)| one.is_of_one_year() && !one.is_substitute()).count();
    let religious = of(Kind::Religious).max(listed);
    if religious < RELIGIOUS {
        awaited.push(msg("holidays-await-religious").with("count", RELIGIOUS - religious));
    }
    if of(Kind::Ploughing) == 0 {
        awaited.push(msg("holidays-await-ploughing"));
    }
    let replaced = |day: NaiveDate| {
        let until = day.checked_add_days(Days::new(SUBSTITUTED_WITHIN)).unwrap_or(day);
        let soon = |on: NaiveDate| on > day && on <= until;
        register.iter().any(|one| one.entered.kind == Kind::Substitution && soon(one.entered.day))
            || fixed.iter().any(|(on, one)| one.is_substitute() && soon(*on))
    };
    let lost = |(day, _): &&(NaiveDate, &Fixed)| is_weekend(*day) && !replaced(*day);
    awaited.extend(fixed.iter().filter(lost).map(|(day, _)| msg("holidays-await-substitution").with("day", *day)));
    awaited
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    fn entered(on: &str, kind: Kind) -> Holiday {
        let name = Bilingual { th: "วันหยุด".to_owned(), en: None };
        let entered = NewHoliday { day: day(on), kind, name, source: "ทดสอบ".to_owned() };
        Holiday { id: Uuid::nil(), entered }
    }

    #[test]
    fn what_nobody_has_announced_yet_is_named_and_not_guessed() {
        let ids =
            |register: &[Holiday]| awaited(2027, register).iter().map(|one| one.id().to_owned()).collect::<Vec<_>>();
        let weekends = fixed_of_year(2027).iter().filter(|(day, _)| is_weekend(*day)).count();
        assert_eq!(ids(&[]).len(), 2 + weekends);
        let known = [
            entered("2027-02-21", Kind::Religious),
            entered("2027-05-20", Kind::Religious),
            entered("2027-07-18", Kind::Religious),
            entered("2027-07-19", Kind::Religious),
            entered("2027-05-13", Kind::Ploughing),
            entered("2027-10-25", Kind::Substitution),
        ];
        assert_eq!(ids(&known).len(), weekends - 1, "23 October 2027 is a Saturday, and is substituted");
    }
}
