//! The look of every page, once: the frame around it, its components as askama macros
//! (`ui.html`, `fields.html`, `charts.html`), and the drawings the server makes from the same
//! numbers as the table beside them. A feature's template calls these and has no looks of its own.

pub mod assets;
pub mod bars;
pub mod chrome;
pub mod date_field;
pub mod error;
pub mod filters;
pub mod frame;
pub mod gantt;
pub mod handover;
pub mod map;
pub mod parts;
pub mod place_chooser;
pub mod reminder;
pub mod slots;

pub use bars::{Bar, Bars, Progress};
pub use chrome::Layout;
pub use frame::{Frame, NavItem, ReaderCard};
pub use gantt::{Gantt, GanttRow, Milestone};
pub use map::{ProvinceCount, ProvinceMap};
pub use parts::{Asked, Choice, Label, Month, State, Step, months};
pub use place_chooser::PlaceChooser;
