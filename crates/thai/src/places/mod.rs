//! The administrative places of Thailand: 77 provinces with Bangkok, 928 districts (อำเภอ, เขต) and
//! 7,436 sub-districts (ตำบล, แขวง) with their official codes, names in Thai and English and
//! postcodes; what people write for them; regions; provincial groups by date.
//!
//! A place is known by its code. 795 sub-district names are used more than once, so a name is only
//! a way to find candidates.
//!
//! ```
//! use thai::places::{self, Code, Level, PlaceError};
//!
//! let bo_hin = places::find("920501").unwrap();
//! assert_eq!(bo_hin.full_name(), "ต.บ่อหิน อ.สิเกา จ.ตรัง");
//!
//! // ต.วังวน is printed under อ.สิเกา in a plan, and lies in อ.กันตัง.
//! let sikao = Code::parse("9205").unwrap();
//! let error = places::resolve("ต.วังวน", Level::Subdistrict, Some(sikao)).unwrap_err();
//! let PlaceError::ParentMismatch { candidates, .. } = error else { panic!() };
//! assert_eq!(candidates[0].to_string(), "920205");
//! ```
//!
//! The table is built once, on first use, in a few milliseconds and two megabytes. Local governments (อบจ.,
//! เทศบาล, อบต.) are a second hierarchy that no open data set lists: only their
//! [kinds](LocalGovernment) are here.

mod close;
mod code;
mod groups;
mod local;
mod names;
mod nicknames;
mod read;
mod regions;
mod resolve;
mod search;
mod table;

pub use close::close;
pub use code::{Code, Level};
pub use groups::{GROUP_SETS, GroupSet, Membership, SOUTHERN_BORDER, group_set_on, province_group_on};
pub use local::LocalGovernment;
pub use names::spoken;
pub use nicknames::nicknames;
pub use read::{Mention, provinces_named, read};
pub use regions::{DEPUTY_GOVERNOR, Grouping, Region, province_since, provinces_known_from, provinces_on};
pub use resolve::{PlaceError, resolve};
pub use search::search;
pub use table::{Abolished, Place, abolished, all, find, get, provinces};
