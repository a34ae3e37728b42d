//! How the appointments of one post stand to one another: one person holds a post once at a time, and a
//! post that one person holds passes from one to the next.

use chrono::NaiveDate;
use kit::Message;
use kit::message::msg;
use thai::names::without_titles;

use super::appointment::{Appointment, NewAppointment};

impl NewAppointment {
    /// Is it the same person in the same post, on a day of both?
    pub fn is_twice(&self, other: &Self) -> bool {
        let person = match (self.account, other.account) {
            (Some(own), Some(theirs)) => own == theirs,
            _ => person_key(&self.name) == person_key(&other.name),
        };
        person && self.is_at_once(other)
    }

    /// Do both hold, on one day, a post that one person holds? One ends before the other begins.
    pub fn is_in_the_way(&self, other: &Self) -> bool {
        self.post.is_single() && self.is_at_once(other)
    }

    /// Is it the same post in the same place, on a day of both?
    fn is_at_once(&self, other: &Self) -> bool {
        let before = |first: &Self, second: &Self| first.ends_on.is_some_and(|last| last < second.starts_on);
        self.post == other.post && self.place == other.place && !before(self, other) && !before(other, self)
    }
}

impl Appointment {
    /// Who is in post until when, told to whoever would appoint another; where it can be handed over, with
    /// the way to that.
    pub fn occupied(&self, today: NaiveDate) -> Message {
        let told = &self.told;
        let said = match told.ends_on {
            Some(last) => msg("appointments-occupied-until").with("last", last),
            None => msg("appointments-occupied"),
        };
        let at = format!("/appointments/{}", self.code);
        let said = said
            .with("name", told.name.clone())
            .with("first", told.starts_on)
            .with("code", self.code.clone())
            .with("record", at.clone());
        match self.still_open(today) {
            Ok(()) => said.with("way", format!("{at}/hand-over")).with("way_label", "appointments-hand-over"),
            Err(_) => said,
        }
    }
}

/// A name without titles and spaces: how one person is known where there is no account.
fn person_key(name: &str) -> String {
    without_titles(name.trim()).split_whitespace().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::post::{Place, Post};
    use super::*;
    use kit::clock::day;

    fn told(post: Post, province: &str, name: &str, starts: &str, ends: Option<&str>) -> NewAppointment {
        NewAppointment {
            post,
            place: Place::Province(province.to_owned()),
            name: name.to_owned(),
            position: None,
            contact: None,
            account: None,
            starts_on: day(starts),
            ends_on: ends.map(day),
            document: None,
        }
    }

    #[test]
    fn one_person_is_in_one_post_once() {
        let executive = |province, name, starts, ends| told(Post::ProvincialExecutive, province, name, starts, ends);
        let one = executive("92", "นายสมมติ ใจดี", "2009-10-01", Some("2010-09-30"));
        for (other, twice) in [
            (executive("92", "สมมติ  ใจดี", "2010-09-30", None), true),
            (executive("92", "สมมติ ใจดี", "2010-10-01", None), false),
            (executive("20", "สมมติ ใจดี", "2010-01-01", None), false),
            (executive("92", "สมหมาย ใจดี", "2010-01-01", None), false),
        ] {
            assert_eq!((one.is_twice(&other), other.is_twice(&one)), (twice, twice), "{other:?}");
        }
    }

    #[test]
    fn a_post_of_one_passes_from_one_to_the_next() {
        for (post, starts, in_the_way) in [
            (Post::ProvincialExecutive, "2010-09-30", true),
            (Post::ProvincialExecutive, "2010-10-01", false),
            (Post::ClinicManager, "2010-01-01", true),
            (Post::ClinicDirector, "2010-01-01", true),
            (Post::CentreDirector, "2010-01-01", true),
            (Post::ClinicCoordinator, "2010-01-01", false),
            (Post::CentreOfficer, "2010-01-01", false),
            (Post::WorkingGroupMember, "2010-01-01", false),
        ] {
            let one = told(post, "92", "ก", "2009-10-01", Some("2010-09-30"));
            let next = told(post, "92", "ข", starts, None);
            assert_eq!((one.is_in_the_way(&next), next.is_in_the_way(&one)), (in_the_way, in_the_way), "{post:?}");
        }
    }
}
