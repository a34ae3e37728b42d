//! What stands in the boxes of a page. Each bubble is weighed against the paper around it and the print of its own
//! sheet; one that is neither clearly filled nor clearly empty makes its answer doubtful, and so does a second one, a
//! stroke that leaves the circle (a crossed-out answer does), and a circle that is not where it was printed.

use serde::{Deserialize, Serialize};

use crate::layout::{BUBBLE, Bubble, Field, Page, Room, Way};
use crate::light;
use crate::seen::Seen;

/// Why a person has to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// A bubble is neither filled nor empty, or was crossed out.
    Unclear,
    /// More than one where one is asked.
    Several,
    /// Digits are missing between digits, or stand written with no bubble filled.
    Broken,
    /// A bubble is not where it was printed: torn, folded or covered.
    Covered,
}

/// How sure an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is what stands there, or nothing does.
    Sure,
    /// Something is written by hand.
    Written,
    /// A person must look.
    Doubtful(Doubt),
}

/// What was read of one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The question's name.
    pub name: String,
    /// What was read: where it is doubtful, what seems to be marked.
    pub values: Vec<String>,
    /// How sure that is.
    pub verdict: Verdict,
}

/// Filled at least so far, of one.
const FILLED: f32 = 0.40;
/// Filled at most so far.
const EMPTY: f32 = 0.07;
/// How dark an empty bubble may be on average.
const PALE: f32 = 0.11;
/// A point is inked when it is so dark, between paper and print.
const INKED: f32 = 0.38;
/// A point outside of the circle is a stroke when it is so dark: the edge of a stain is paler.
const STROKE: f32 = 0.46;
/// How much of the ground outside of the circle may be inked before a stroke leaves it.
const LEAVING: f32 = 0.07;
/// How dark the printed line of a circle is at least where it is.
const LINE: f32 = 0.13;
/// Ink in a box for writing, in square millimetres, from which it is written in.
const WRITTEN: f32 = 1.3;

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Filled,
    Empty,
    Unclear,
    Gone,
}

impl Seen {
    /// What stands in the boxes of this page.
    pub fn read(&self, page: &Page) -> Vec<Reading> {
        // Paper bends: where the circles of one question lie is where those of the next are looked for first.
        let mut near = (0.0, 0.0);
        let mut read = Vec::with_capacity(page.fields.len());
        for field in &page.fields {
            let bubbles: Vec<Bubble> = field.way.bubbles().cloned().collect();
            if !bubbles.is_empty() {
                near = self.shift(&bubbles, near, 6, 0.3);
            }
            read.push(self.field(field, near));
        }
        read
    }

    fn field(&self, field: &Field, near: (f32, f32)) -> Reading {
        let (values, verdict) = match &field.way {
            Way::One { bubbles } => self.one(bubbles, near, false),
            Way::Many { bubbles } => {
                let states = self.states(bubbles, near, false);
                (filled(bubbles, &states), unsure(&states).map_or(Verdict::Sure, Verdict::Doubtful))
            }
            Way::Digits { rows, written } => self.digits(rows, near, written),
            Way::Written if self.ink(&field.answer) >= WRITTEN => (Vec::new(), Verdict::Written),
            Way::Written => (Vec::new(), Verdict::Sure),
        };
        Reading { name: field.name.clone(), values, verdict }
    }

    fn one(&self, bubbles: &[Bubble], near: (f32, f32), close: bool) -> (Vec<String>, Verdict) {
        let states = self.states(bubbles, near, close);
        let values = filled(bubbles, &states);
        let verdict = match unsure(&states) {
            Some(doubt) => Verdict::Doubtful(doubt),
            None if values.len() > 1 => Verdict::Doubtful(Doubt::Several),
            None => Verdict::Sure,
        };
        (values, verdict)
    }

    fn digits(&self, rows: &[Vec<Bubble>], near: (f32, f32), written: &Room) -> (Vec<String>, Verdict) {
        let read: Vec<_> = rows.iter().map(|row| self.one(row, near, true)).collect();
        let number: String = read.iter().flat_map(|(values, _)| values.first().cloned()).collect();
        let values = if number.is_empty() { Vec::new() } else { vec![number] };
        if let Some((_, verdict)) = read.iter().find(|(_, verdict)| *verdict != Verdict::Sure) {
            return (values, *verdict);
        }
        let first = read.iter().position(|(values, _)| !values.is_empty());
        let whole = first.is_none_or(|first| read[first..].iter().all(|(values, _)| !values.is_empty()));
        let each = written.h / rows.len().max(1) as f32;
        let by_hand = (0..rows.len())
            .any(|at| self.ink(&Room { y: written.y + at as f32 * each, h: each, ..*written }) >= WRITTEN / 2.0);
        let broken = !whole || (first.is_none() && by_hand);
        (values, if broken { Verdict::Doubtful(Doubt::Broken) } else { Verdict::Sure })
    }

    fn states(&self, bubbles: &[Bubble], near: (f32, f32), close: bool) -> Vec<State> {
        // All of a question bend alike; each may lie a little beside that.
        let state = |bubble: &Bubble| {
            let shift = self.shift(std::slice::from_ref(bubble), near, 2, 0.2);
            self.state(bubble, shift, close)
        };
        bubbles.iter().map(state).collect()
    }

    /// How far from their places these circles were found, in millimetres, looking around `from`.
    fn shift(&self, bubbles: &[Bubble], from: (f32, f32), steps: i8, step: f32) -> (f32, f32) {
        let mut best = (f32::MIN, from);
        for down in -steps..=steps {
            for across in -steps..=steps {
                let (x, y) = (f32::from(across) * step, f32::from(down) * step);
                let one = |bubble: &Bubble| {
                    let (x, y) = (bubble.x + from.0 + x, bubble.y + from.1 + y);
                    self.around(x, y, BUBBLE, 16) - self.around(x, y, BUBBLE + 0.75, 16)
                };
                // An ink blot counts no more than a printed line.
                let score =
                    bubbles.iter().map(one).map(|one| one.min(110.0)).sum::<f32>() / bubbles.len().max(1) as f32;
                let score = score - 4.0 * x.hypot(y);
                if score > best.0 {
                    best = (score, (from.0 + x, from.1 + y));
                }
            }
        }
        best.1
    }

    fn state(&self, bubble: &Bubble, (x, y): (f32, f32), close: bool) -> State {
        let (x, y) = (bubble.x + x, bubble.y + y);
        let mut ground = Vec::new();
        self.ground(x, y, close, |value| ground.push(value));
        ground.sort_by(f32::total_cmp);
        let white = ground[ground.len() * 7 / 10].max(self.black + 40.0);
        let ink = |value: f32| ((white - value) / (white - self.black)).clamp(0.0, 1.0);
        let (mut all, mut inked, mut sum) = (0.0_f32, 0.0_f32, 0.0_f32);
        for down in -6_i8..=6 {
            for across in -6_i8..=6 {
                let (dx, dy) = (f32::from(across) * 0.25, f32::from(down) * 0.25);
                if dx.hypot(dy) <= 1.52 {
                    let dark = ink(light::value(&self.even, self.plane.at(x + dx, y + dy)));
                    all += 1.0;
                    sum += dark;
                    inked += f32::from(u8::from(dark > INKED));
                }
            }
        }
        let leaving = ground.iter().filter(|value| ink(**value) > STROKE).count() as f32 / ground.len() as f32;
        let line = self.around(x, y, BUBBLE, 24) / (255.0 - self.black).max(1.0);
        let (share, mean) = (inked / all, sum / all);
        if line < LINE {
            State::Gone
        } else if share <= EMPTY && mean <= PALE && leaving <= LEAVING {
            State::Empty
        } else if share >= FILLED && mean >= FILLED * 0.8 && leaving <= LEAVING {
            State::Filled
        } else {
            State::Unclear
        }
    }

    /// The ground a little outside of a circle; of circles that stand close beside each other only above and below.
    fn ground(&self, x: f32, y: f32, close: bool, mut with: impl FnMut(f32)) {
        for step in 0..40_u8 {
            let (sin, cos) = (f32::from(step) * std::f32::consts::TAU / 40.0).sin_cos();
            if close && sin.abs() < 0.8 {
                continue;
            }
            for reach in [0.85, 1.05] {
                let at = self.plane.at(x + cos * (BUBBLE + reach), y + sin * (BUBBLE + reach));
                with(light::value(&self.even, at));
            }
        }
    }

    /// How dark it is on a circle, from 0 to 255.
    fn around(&self, x: f32, y: f32, r: f32, steps: u8) -> f32 {
        let one = |step: u8| {
            let (sin, cos) = (f32::from(step) * std::f32::consts::TAU / f32::from(steps)).sin_cos();
            255.0 - light::value(&self.even, self.plane.at(x + cos * r, y + sin * r))
        };
        (0..steps).map(one).sum::<f32>() / f32::from(steps)
    }

    /// How much ink lies in a box, in square millimetres, its frame left out.
    fn ink(&self, room: &Room) -> f32 {
        const STEP: f32 = 0.3;
        const FRAME: f32 = 1.2;
        let steps = |length: f32| ((length - 2.0 * FRAME).max(0.0) / STEP) as u16;
        let (across, down) = (steps(room.w), steps(room.h));
        let at = |column: u16, row: u16| {
            let (x, y) = (room.x + FRAME + f32::from(column) * STEP, room.y + FRAME + f32::from(row) * STEP);
            light::value(&self.even, self.plane.at(x, y))
        };
        let dark = |value: f32| (255.0 - value) / (255.0 - self.black) > 0.27;
        let mut count = 0_u32;
        for row in 0..down {
            for column in 0..across {
                count += u32::from(dark(at(column, row)));
            }
        }
        count as f32 * STEP * STEP
    }
}

fn filled(bubbles: &[Bubble], states: &[State]) -> Vec<String> {
    let one = |(bubble, state): (&Bubble, &State)| (*state == State::Filled).then(|| bubble.value.clone());
    bubbles.iter().zip(states).filter_map(one).collect()
}

fn unsure(states: &[State]) -> Option<Doubt> {
    if states.contains(&State::Gone) {
        Some(Doubt::Covered)
    } else {
        states.contains(&State::Unclear).then_some(Doubt::Unclear)
    }
}
