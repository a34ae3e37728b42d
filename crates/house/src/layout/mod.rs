//! The look of every page, once: the frame around it, its components as askama macros
//! (`ui.html`, `fields.html`, `charts.html`), and the drawings the server makes from the same
//! numbers as the table beside them. A feature's template calls these and has no looks of its own.

pub mod assets;
pub mod bars;
pub mod chrome;
pub mod course;
pub mod date_field;
pub mod drafted;
pub mod ending;
pub mod error;
pub mod feature;
pub mod field;
pub mod filters;
pub mod followed;
pub mod frame;
pub mod gantt;
pub mod handover;
pub mod layer;
pub mod map;
pub mod name;
pub mod parts;
pub mod phone;
pub mod place_chooser;
pub mod qr;
pub mod reminder;
pub mod saved;
pub mod searched;
pub mod slots;
pub mod typed;

pub use bars::{Bar, Bars, Progress};
pub use chrome::Layout;
pub use course::{Course, Reading};
pub use field::Field;
pub use frame::{Frame, NavItem, ReaderCard};
pub use gantt::{Gantt, GanttRow, Milestone};
pub use map::{ProvinceCount, ProvinceMap};
pub use parts::{Asked, Choice, Label, Month, State, Step, choices, fiscal_years, months};
pub use place_chooser::PlaceChooser;
pub use qr::Qr;

/// Where all records are searched for the words of a list's own box, if there are any: it forgives more.
pub fn everywhere(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty()).then(|| kit::web::address("/search", &[("q", words)]))
}

/// A field of a row, `line.0.amount`: the row's number, counted from one, and the field's own name.
pub fn row_field(name: &str) -> Option<(usize, &str)> {
    let (row, field) = name.split_once('.')?.1.split_once('.')?;
    Some((row.parse::<usize>().ok()?.checked_add(1)?, field.rsplit('.').next()?))
}
