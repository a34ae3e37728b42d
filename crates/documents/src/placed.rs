//! A paper on which each thing has its place: a sheet that is filled in by hand and read back by a machine, a list
//! to sign, a receipt. All measures are millimetres from the upper left corner of an upright A4 page.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::Language;

/// Width of a page, in millimetres.
pub const WIDTH: f32 = 210.0;
/// Height of a page, in millimetres.
pub const HEIGHT: f32 = 297.0;

/// A paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Placed {
    /// What the file calls itself.
    pub title: String,
    /// What it is written in.
    pub language: Language,
    /// The day it was made: the only day that the file knows.
    pub made_on: NaiveDate,
    /// What stands on each page.
    pub pages: Vec<Vec<Mark>>,
}

/// How a text stands in its room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// From its left edge.
    #[default]
    Left,
    /// In its middle.
    Center,
    /// To its right edge.
    Right,
}

/// Something on a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Mark {
    /// A text within a room. One that is too long for it is set smaller.
    Text {
        /// Left edge of its room.
        x: f32,
        /// Upper edge.
        y: f32,
        /// Width of its room.
        w: f32,
        /// Height of its room.
        h: f32,
        /// Height of its letters, in points.
        size: f32,
        /// In heavy letters?
        bold: bool,
        /// Where in its room.
        align: Align,
        /// Its words.
        text: String,
    },
    /// A rectangle.
    Box {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// Width of its line; nought for none.
        line: f32,
        /// How light the line or the filling is, from 0 (black) to 255.
        luma: u8,
        /// Filled?
        filled: bool,
    },
    /// A circle.
    Circle {
        /// Its middle.
        x: f32,
        /// Its middle.
        y: f32,
        /// From the middle to the middle of its line.
        r: f32,
        /// Width of its line.
        line: f32,
    },
    /// A straight line.
    Line {
        /// Where it begins.
        x: f32,
        /// Where it begins.
        y: f32,
        /// Where it ends.
        to_x: f32,
        /// Where it ends.
        to_y: f32,
        /// Its width.
        line: f32,
        /// Dotted, as what is written upon.
        dotted: bool,
    },
}

impl Mark {
    /// A text of this size, from the left edge of its room.
    pub fn text(at: (f32, f32), room: (f32, f32), size: f32, text: impl Into<String>) -> Self {
        let ((x, y), (w, h)) = (at, room);
        Self::Text { x, y, w, h, size, bold: false, align: Align::Left, text: text.into() }
    }

    /// The same in heavy letters.
    #[must_use]
    pub fn heavy(mut self) -> Self {
        if let Self::Text { bold, .. } = &mut self {
            *bold = true;
        }
        self
    }

    /// The same elsewhere in its room.
    #[must_use]
    pub fn aligned(mut self, to: Align) -> Self {
        if let Self::Text { align, .. } = &mut self {
            *align = to;
        }
        self
    }

    /// A filled rectangle, black.
    pub fn black(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self::Box { x, y, w, h, line: 0.0, luma: 0, filled: true }
    }

    /// An empty rectangle.
    pub fn frame(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self::Box { x, y, w, h, line: 0.25, luma: 90, filled: false }
    }

    /// A thin straight line.
    pub fn rule(x: f32, y: f32, to_x: f32, to_y: f32) -> Self {
        Self::Line { x, y, to_x, to_y, line: 0.25, dotted: false }
    }

    /// A dotted line to write upon.
    pub fn dotted(x: f32, y: f32, to_x: f32) -> Self {
        Self::Line { x, y, to_x, to_y: y, line: 0.3, dotted: true }
    }
}

impl Placed {
    pub(crate) fn each_text(&mut self, with: &mut impl FnMut(&mut String)) {
        for mark in self.pages.iter_mut().flatten() {
            if let Mark::Text { text, .. } = mark {
                with(text);
            }
        }
    }
}
