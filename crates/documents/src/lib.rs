//! Official documents: one model of what an office writes ([`Document`]), two writers of it, and the way back.
//! What a file says stands in it twice: set for people, and as data ([`data`]), by which a file that somebody
//! changed by hand tells where. Knows no business noun and reads no file of its own.

mod breaking;
pub mod data;
pub mod difference;
mod docx;
mod docx_parts;
mod model;
mod pdf;
mod placed;
mod reading;
mod reading_docx;
mod reading_pdf;

pub use data::Part;
pub use difference::{Difference, Place};
pub use docx::docx;
pub use model::{Block, Column, Document, Format, Kind, Language, Picture, Row, RowKind, Signatory, Table};
pub use pdf::{Step, pdf, pdf_in_steps, placed};
pub use placed::{Align, HEIGHT, Mark, Placed, WIDTH};
pub use reading::{MOST_BYTES, Read, Unreadable, read, said};

/// Why a document could not be written: never for what it says, which is any text.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The typesetter refuses.
    #[error("the document could not be set: {0}")]
    Set(String),
    /// The parts could not be packed.
    #[error("the document could not be packed: {0}")]
    Pack(String),
}
