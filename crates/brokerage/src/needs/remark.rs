//! What clinic and teller say to each other on the way: a question asked back, and the reply. Until it
//! comes, the clock stands, but not for ever.

use chrono::NaiveDate;
use kit::words;

use crate::holidays::Calendar;

words! {
    /// Who says it.
    RemarkKind {
        /// The clinic asks something back.
        Question = "question",
        /// Whoever told the need replies, or tells more.
        Reply = "reply",
    }
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// By whom.
    pub kind: RemarkKind,
    /// The words.
    pub text: String,
    /// When.
    pub on: NaiveDate,
}

/// Days that do not count: after the first, up to and with the last.
pub type Pause = (NaiveDate, NaiveDate);

/// The pauses since a stage began, from `remarks` in their order. A question stops the clock until it is
/// replied to, for `most` working days at most; asking once more meanwhile stops it no longer.
pub fn pauses(remarks: &[Remark], since: NaiveDate, most: u16, calendar: &Calendar) -> Vec<Pause> {
    let limit = |asked: NaiveDate| calendar.after(asked, most, |_| false);
    let (mut pauses, mut open) = (Vec::new(), None);
    for remark in remarks.iter().filter(|remark| remark.on >= since) {
        match (remark.kind, open) {
            (RemarkKind::Question, None) => open = Some(remark.on),
            (RemarkKind::Question, Some(asked)) if remark.on > limit(asked) => {
                pauses.push((asked, limit(asked)));
                open = Some(remark.on);
            }
            (RemarkKind::Reply, Some(asked)) => {
                pauses.push((asked, remark.on.min(limit(asked))));
                open = None;
            }
            _ => {}
        }
    }
    pauses.extend(open.map(|asked| (asked, limit(asked))));
    pauses
}

/// Is a question waiting for its reply?
pub fn is_asked(remarks: &[Remark]) -> bool {
    remarks.last().is_some_and(|remark| remark.kind == RemarkKind::Question)
}
