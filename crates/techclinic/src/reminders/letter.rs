//! The letter that tells somebody what is due: which of it is new to them, and how it reads.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kit::mail::Letter;
use kit::message::Catalogue;
use kit::{Lang, msg};

use house::layout::reminder::Due;

/// What was posted to somebody before.
#[derive(Clone, Debug, Default)]
pub struct Posted {
    /// The day of the last letter.
    pub last: Option<NaiveDate>,
    /// What it was about, and at which stage.
    pub stages: BTreeSet<(String, String)>,
}

impl Posted {
    /// What of `due` is new on `today`: nothing when a letter left today already, for there is one a
    /// day, and no stage twice.
    pub fn fresh<'a>(&self, due: &[&'a Due], today: NaiveDate) -> Vec<&'a Due> {
        if self.last == Some(today) {
            return Vec::new();
        }
        let mut told = self.stages.clone();
        due.iter().copied().filter(|one| told.insert((one.key.clone(), one.stage.clone()))).collect()
    }
}

/// Writes the letter. `site` is the address people use.
pub fn write(words: &Catalogue, lang: Lang, (name, to): (&str, &str), due: &[&Due], site: &str) -> Letter {
    let site = site.trim_end_matches('/');
    let mut text = words.say(lang, &msg("reminders-letter-dear").with("name", name));
    for (at, one) in (1..).zip(due) {
        text.push_str(&format!("\n\n{at}. {}\n   {site}{}", words.say(lang, &one.message), one.address));
    }
    text.push_str("\n\n");
    text.push_str(&words.say(lang, &msg("reminders-letter-end").with("desk", format!("{site}/desk"))));
    text.push('\n');
    let subject = words.say(lang, &msg("reminders-letter-subject").with("count", due.len()));
    Letter { to: to.to_owned(), subject: plain(&subject), text: plain(&text) }
}

/// Without the marks that keep texts of two directions apart: a mail program may show them.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use house::layout::reminder::Whom;
    use kit::clock::day;

    #[test]
    fn each_stage_is_new_once_and_a_day_has_one_letter() {
        let due = |stage: &str| Due {
            key: "agreement A".to_owned(),
            stage: stage.to_owned(),
            whom: Whom::Holding(Vec::new(), None),
            message: msg("reminders-desk"),
            address: "/agreements/A".to_owned(),
            on: day("2011-12-20"),
        };
        let (first, second) = (due("180"), due("90"));
        let posted = |last: &str, stages: &[&str]| Posted {
            last: Some(day(last)),
            stages: stages.iter().map(|stage| ("agreement A".to_owned(), (*stage).to_owned())).collect(),
        };
        let today = day("2011-09-21");
        assert_eq!(
            Posted::default().fresh(&[&first, &first], today).len(),
            1,
            "told twice in one letter it is told once"
        );
        assert_eq!(posted("2011-06-23", &["180"]).fresh(&[&first, &second], today), [&second]);
        assert!(posted("2011-09-21", &["180"]).fresh(&[&second], today).is_empty(), "a letter left today");
    }
}
