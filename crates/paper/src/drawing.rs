//! A page drawn for the printer: what every page of a pile bears, by which it is known and straightened, and what
//! stands on the page of a questionnaire.

use documents::{Align, Mark};

use crate::code::PageCode;
use crate::laying::{LEFT, WIDTH};
use crate::layout::{BUBBLE, CODE, CORNERS, HOLE, MARK, Page, Way};

/// What stands at the head and the foot of every page of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// What the sheet is.
    pub title: String,
    /// The lines below: of which project, when, whose.
    pub lines: Vec<String>,
    /// How it is filled in.
    pub guide: String,
    /// At the foot: "หน้า 1/2".
    pub page: String,
}

/// What every page of a pile bears: the corner marks and the square code, with its letters for people.
pub fn frame(code: &PageCode) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (at, (x, y)) in CORNERS.into_iter().enumerate() {
        marks.push(Mark::black(x - MARK, y - MARK, 2.0 * MARK, 2.0 * MARK));
        if at > 0 {
            let (x, y, side) = (x - HOLE, y - HOLE, 2.0 * HOLE);
            marks.push(Mark::Box { x, y, w: side, h: side, line: 0.0, luma: 255, filled: true });
        }
    }
    let (left, top, side) = CODE;
    let squares = code.squares();
    let one = side / squares.len().max(1) as f32;
    for (row, squares) in squares.iter().enumerate() {
        let mut column = 0;
        while column < squares.len() {
            let dark = squares[column..].iter().take_while(|dark| **dark).count();
            if dark > 0 {
                // A hair wider, so that printers leave no light between neighbours.
                let (x, y) = (left + column as f32 * one, top + row as f32 * one);
                marks.push(Mark::black(x, y, dark as f32 * one + 0.02, one + 0.02));
            }
            column += dark.max(1);
        }
    }
    let letters = Mark::text((left - 6.0, top + side + 1.0), (side + 12.0, 4.0), 8.0, &code.sheet);
    marks.push(letters.aligned(Align::Center));
    marks
}

/// A page of a questionnaire.
pub fn drawn(page: &Page, head: &Head, code: &PageCode) -> Vec<Mark> {
    let mut marks = frame(code);
    marks.push(Mark::text((LEFT + 4.0, 11.0), (144.0, 7.0), 14.0, &head.title).heavy());
    let mut y = 19.0;
    for line in &head.lines {
        marks.push(Mark::text((LEFT + 4.0, y), (142.0, 5.6), 10.0, line));
        y += 5.8;
    }
    marks.push(Mark::text((LEFT, 43.5), (145.0, 5.0), 9.0, &head.guide).heavy());
    marks.push(Mark::rule(LEFT, 50.0, LEFT + WIDTH, 50.0));
    marks.push(Mark::text((80.0, 281.0), (50.0, 5.0), 9.0, &head.page).aligned(Align::Center));
    for words in &page.words {
        let room = words.room;
        let mark = Mark::text((room.x, room.y), (room.w, room.h), words.size, &words.text);
        marks.push(if words.bold { mark.heavy() } else { mark });
    }
    for field in &page.fields {
        for bubble in field.way.bubbles() {
            marks.push(Mark::Circle { x: bubble.x, y: bubble.y, r: BUBBLE, line: 0.3 });
        }
        match &field.way {
            Way::Written => marks.push(Mark::frame(field.answer.x, field.answer.y, field.answer.w, field.answer.h)),
            Way::Digits { rows, written } => {
                let each = written.h / rows.len().max(1) as f32;
                for at in 0..rows.len() {
                    marks.push(Mark::frame(written.x, written.y + at as f32 * each, written.w, each));
                }
            }
            Way::One { .. } | Way::Many { .. } => {}
        }
    }
    marks
}
