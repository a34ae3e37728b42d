//! Where everything stands on the pages of a sheet, in millimetres from the upper left corner of an upright A4 page.
//! It is kept with what was printed, so that a sheet is read by the places it was printed with, whatever the program
//! has learnt since.

use serde::{Deserialize, Serialize};

/// Half the side of a corner mark.
pub const MARK: f32 = 3.5;
/// Half the side of the white square within the three corner marks that are not the first.
pub const HOLE: f32 = 1.7;
/// The middles of the corner marks: the first is filled, the others follow as the hands of a clock go.
pub const CORNERS: [(f32, f32); 4] = [(12.0, 12.0), (198.0, 12.0), (198.0, 285.0), (12.0, 285.0)];
/// From the middle of a bubble to the middle of its line.
pub const BUBBLE: f32 = 2.1;
/// The square code: left edge, upper edge and side, the light margin around it not counted.
pub const CODE: (f32, f32, f32) = (167.0, 18.0, 24.0);

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Room {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

/// A circle that is filled in by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bubble {
    /// What is answered by filling it: a choice, or a digit.
    pub value: String,
    /// Its middle.
    pub x: f32,
    /// Its middle.
    pub y: f32,
}

/// How a question is answered on paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Way {
    /// One bubble is filled.
    One {
        /// In the order of the choices.
        bubbles: Vec<Bubble>,
    },
    /// Any of them are.
    Many {
        /// In the order of the choices.
        bubbles: Vec<Bubble>,
    },
    /// One bubble in each row, the highest digit first.
    Digits {
        /// Ten bubbles each.
        rows: Vec<Vec<Bubble>>,
        /// Where the digits are written for people, which is compared and never read.
        written: Room,
    },
    /// By hand: a person reads it.
    Written,
}

/// A question on a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The question's name.
    pub name: String,
    /// All that belongs to it, to be shown to a person.
    pub room: Room,
    /// Where something is filled in or written, without the words of the question.
    pub answer: Room,
    /// How it is answered.
    pub way: Way,
}

/// Words on a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// Where.
    pub room: Room,
    /// Height of the letters, in points.
    pub size: f32,
    /// In heavy letters?
    pub bold: bool,
    /// What.
    pub text: String,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// What is only read by people. Not kept: reading needs none of it.
    #[serde(skip)]
    pub words: Vec<Words>,
    /// What is answered.
    pub fields: Vec<Field>,
}

/// A sheet: one or more pages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// Its pages, in their order.
    pub pages: Vec<Page>,
}

impl Way {
    /// All bubbles of it.
    pub fn bubbles(&self) -> impl Iterator<Item = &Bubble> {
        let (flat, rows) = match self {
            Self::One { bubbles } | Self::Many { bubbles } => (bubbles.as_slice(), [].as_slice()),
            Self::Digits { rows, .. } => ([].as_slice(), rows.as_slice()),
            Self::Written => ([].as_slice(), [].as_slice()),
        };
        flat.iter().chain(rows.iter().flatten())
    }
}

impl Layout {
    /// The question of this name, with the number of its page, from nought.
    pub fn field(&self, name: &str) -> Option<(usize, &Field)> {
        let mut all = self.pages.iter().enumerate().flat_map(|(at, page)| page.fields.iter().map(move |one| (at, one)));
        all.find(|(_, field)| field.name == name)
    }
}
