//! How what a plan says of its rows differs between two times: which came, which went, and which say something else.

use std::collections::HashMap;

use super::seal::{CODE, COLUMNS, Line, NAME, NUMBER};

/// A row in which two states of a plan differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its place within the plan.
    pub number: String,
    /// Its code.
    pub code: String,
    /// What it is called, or was.
    pub name: String,
    /// How it differs.
    pub what: What,
}

/// How a row differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It was not there.
    Entered,
    /// It is not there any more.
    Withdrawn,
    /// It says something else.
    Says(Vec<Said>),
}

/// A cell in which a row differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Of [`COLUMNS`].
    pub column: &'static str,
    /// What it said.
    pub then: String,
    /// What it says.
    pub now: String,
}

/// The rows that differ, in the order of numbers.
pub fn changes(then: &[Line], now: &[Line]) -> Vec<Change> {
    let mut before: HashMap<&str, &Line> = then.iter().map(|line| (line.cells[CODE].as_str(), line)).collect();
    let mut found: Vec<(i32, Change)> = Vec::new();
    for line in now {
        match before.remove(line.cells[CODE].as_str()) {
            None => found.push(change(line, What::Entered)),
            Some(was) if was.cells != line.cells => found.push(change(line, What::Says(said(was, line)))),
            Some(_) => {}
        }
    }
    found.extend(before.into_values().map(|line| change(line, What::Withdrawn)));
    found.sort_by_key(|(number, _)| *number);
    found.into_iter().map(|(_, change)| change).collect()
}

fn change(line: &Line, what: What) -> (i32, Change) {
    let cell = |at: usize| line.cells[at].clone();
    (line.number(), Change { number: cell(NUMBER), code: cell(CODE), name: cell(NAME), what })
}

fn said(then: &Line, now: &Line) -> Vec<Said> {
    let cells = COLUMNS.iter().zip(then.cells.iter().zip(&now.cells));
    let differ = cells.filter(|(_, (then, now))| then != now);
    differ.map(|(column, (then, now))| Said { column, then: then.clone(), now: now.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integration_plans::seal::AMOUNT;

    fn line(number: i32, name: &str, amount: i64) -> Line {
        let mut cells: [String; COLUMNS.len()] = std::array::from_fn(|_| String::new());
        cells[NUMBER] = number.to_string();
        cells[CODE] = format!("B-{number}");
        cells[NAME] = name.to_owned();
        cells[AMOUNT] = amount.to_string();
        Line::new(cells)
    }

    #[test]
    fn what_came_what_went_and_what_says_something_else() {
        let then = [line(1, "ก", 10), line(2, "ข", 20), line(10, "ค", 30)];
        let now = [line(2, "ข", 21), line(10, "ค", 30), line(11, "ง", 40)];
        let found = changes(&then, &now);
        let said = Said { column: "amount_satang", then: "20".to_owned(), now: "21".to_owned() };
        let told: Vec<_> = found.iter().map(|one| (one.code.as_str(), &one.what)).collect();
        assert_eq!(told, [("B-1", &What::Withdrawn), ("B-2", &What::Says(vec![said])), ("B-11", &What::Entered)]);
        assert_eq!(changes(&now, &now), []);
    }
}
