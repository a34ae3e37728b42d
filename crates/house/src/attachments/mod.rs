//! Files beside records: pictures with words for those who do not see them, papers, scans of what was signed. What a
//! file is, how it is kept and forgotten, how it is handed out and how it stands on a page is the same for all; a
//! feature says what its files are for ([`Purpose`]), who may, and in which table they stand
//! ([`attached_table`](crate::attached_table)).

mod attachment;
mod forms;
mod pages;
mod paper;
mod record;
mod scan;
mod store;
mod verbs;

pub use attachment::{ATTACHED_MOST, Attachment, Kept, Purpose, may_be_added};
pub use forms::{decoded, titles};
pub use pages::{Handed, Kind, Wanted};
pub use paper::{FILE_MOST, PaperType};
pub use record::Stored;
pub use scan::{Scan, ScanForm, ScanType};
pub use store::{delete, list, list_keys, save};
pub use verbs::{forget, jobs, keep, keep_as_it_came, keep_scan, settle};
