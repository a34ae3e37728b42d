//! The web frame: what every page and every answer of the API has in common. A handler answers with
//! the data of its page; the frame knows the reader's language, draws the whole page or the part
//! htmx asked for, shows errors with a way out, and sets the headers.

mod again;
mod extract;
mod file;
mod frame;
mod headers;
mod held;
mod json;
pub mod narrow;
mod once;
mod page;
mod problem;
mod shared;
mod throttle;
mod twice;
mod upload;

pub use again::{shown_again, shown_beside};
pub use extract::{Body, Form, Path, Query};
pub use file::sent_file;
pub use frame::{Chrome, Frame, FrameRequest, Framing, TURN, frame};
pub(crate) use held::changed_meanwhile;
pub use held::may_write;
pub use narrow::{Check, Narrowed, Narrows};
pub use once::{IdempotencyKey, IfMatch, once_key, tagged};
pub use page::{Page, Rendering, See, address, see};
pub use problem::Problem;
pub use throttle::{Throttle, client_address, wait};
pub use upload::{Upload, Uploaded};

pub use crate::page;
