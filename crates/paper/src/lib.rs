//! Questionnaires on paper. A questionnaire is [laid out](lay) on pages with a place for each answer; the pages are
//! printed with corner marks and a square code; and a picture of such a page, however it lies, is [found](find),
//! straightened and read: each answer is sure, doubtful, or written by hand. What is not sure is never guessed: it is
//! [cut out](Seen::cut) for a person. The same picture is always read alike. Knows no database and no page of the site.

mod code;
mod drawing;
mod laying;
mod layout;
mod light;
mod marks;
mod plane;
mod reading;
mod scan;
mod seen;

pub use code::PageCode;
pub use drawing::{Head, drawn, frame};
pub use laying::{LEFT, Sayings, WIDTH, lay};
pub use layout::{BUBBLE, Bubble, CODE, CORNERS, Field, Layout, Page, Room, Way, Words};
pub use reading::{Doubt, Reading, Verdict};
pub use scan::{PAGES_MOST, SCAN_MOST, Unreadable, pages};
pub use seen::{Refusal, Seen, cut_out, find};
