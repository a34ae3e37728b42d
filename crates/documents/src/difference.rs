//! How what a file says now differs from what it said when it was written, line by line.

use std::cmp::Ordering;

/// Where in a file something differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A paragraph, counted from one within its section.
    Paragraph(usize),
    /// A row of a table, counted from one within its section.
    Row(usize),
    /// A page.
    Page(usize),
}

/// Something that was changed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The heading it stands under, where there is one.
    pub section: Option<String>,
    /// Where.
    pub place: Place,
    /// What the data says: nothing where it was added.
    pub before: Option<String>,
    /// What the file says: nothing where it was taken away.
    pub after: Option<String>,
}

/// A line that a file says. Its first letter is how it stands there.
pub(crate) mod line {
    /// A heading.
    pub const HEADING: char = '#';
    /// A paragraph.
    pub const PARAGRAPH: char = 'p';
    /// A row.
    pub const ROW: char = 'r';
}

/// What a line says, without how it stands.
fn text(line: &str) -> &str {
    let mut letters = line.chars();
    letters.next();
    letters.as_str()
}

/// Longer files are cut: who compares needs the square of it.
pub(crate) const MOST_LINES: usize = 4_000;

/// The differences between what a file said and what it says.
pub(crate) fn differences(before: &[String], after: &[String]) -> Vec<Difference> {
    let same = |one: &&String, other: &&String| text(one) == text(other);
    let start = before.iter().zip(after).take_while(|(one, other)| same(one, other)).count();
    let (left, right) = (&before[start..], &after[start..]);
    let end = left.iter().rev().zip(right.iter().rev()).take_while(|(one, other)| same(one, other)).count();
    let (left, right) = (&left[..left.len() - end], &right[..right.len() - end]);
    let mut found = Vec::new();
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let mut at = start;
    for step in steps(left, right) {
        match step {
            Step::Gone(line) => {
                gone.push((at + gone.len(), line));
            }
            Step::Come(line) => come.push(line),
            Step::Same => {
                at += gone.len();
                settle(before, at, &mut gone, &mut come, &mut found);
                at += 1;
            }
        }
    }
    at += gone.len();
    settle(before, at, &mut gone, &mut come, &mut found);
    found
}

/// What went and what came in one place belongs together.
fn settle(
    before: &[String],
    at: usize,
    gone: &mut Vec<(usize, &String)>,
    come: &mut Vec<&String>,
    found: &mut Vec<Difference>,
) {
    let come: Vec<&String> = std::mem::take(come);
    let gone: Vec<(usize, &String)> = std::mem::take(gone);
    for pair in 0..gone.len().max(come.len()) {
        let (old, new) = (gone.get(pair), come.get(pair));
        let (section, place) = match (old, new) {
            (Some((at, _)), _) => (section(before, *at), place(before, *at)),
            // What was added stands after what it follows.
            (None, Some(new)) => {
                let (above, last) = (section(before, at), at.checked_sub(1).map(|at| place(before, at)));
                (above, added(last, new))
            }
            (None, None) => continue,
        };
        found.push(Difference {
            section,
            place,
            before: old.map(|(_, line)| text(line).to_owned()),
            after: new.map(|line| text(line).to_owned()),
        });
    }
}

fn added(last: Option<Place>, new: &str) -> Place {
    match (last, new.starts_with(line::ROW)) {
        (Some(Place::Row(row)), true) => Place::Row(row + 1),
        (Some(Place::Paragraph(paragraph)), false) => Place::Paragraph(paragraph + 1),
        (_, true) => Place::Row(1),
        (_, false) => Place::Paragraph(1),
    }
}

/// The heading above a line, or that it is.
fn section(lines: &[String], at: usize) -> Option<String> {
    let above = lines.iter().take(at + 1).rev();
    above.into_iter().find(|line| line.starts_with(line::HEADING)).map(|line| text(line).to_owned())
}

/// Where a line stands in its section.
fn place(lines: &[String], at: usize) -> Place {
    let is_row = lines.get(at).is_some_and(|line| line.starts_with(line::ROW));
    let above = lines.iter().take(at + 1).rev().take_while(|line| !line.starts_with(line::HEADING));
    let count = above.filter(|line| line.starts_with(line::ROW) == is_row).count().max(1);
    if is_row { Place::Row(count) } else { Place::Paragraph(count) }
}

enum Step<'a> {
    Same,
    Gone(&'a String),
    Come(&'a String),
}

/// From one to the other by the longest part they share.
fn steps<'a>(left: &'a [String], right: &'a [String]) -> Vec<Step<'a>> {
    let width = right.len() + 1;
    let mut longest = vec![0_u16; (left.len() + 1) * width];
    let at = |i: usize, j: usize| i * width + j;
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            longest[at(i, j)] = match text(&left[i]) == text(&right[j]) {
                true => longest[at(i + 1, j + 1)] + 1,
                false => longest[at(i + 1, j)].max(longest[at(i, j + 1)]),
            };
        }
    }
    let (mut i, mut j, mut steps) = (0, 0, Vec::new());
    while i < left.len() && j < right.len() {
        if text(&left[i]) == text(&right[j]) {
            steps.push(Step::Same);
            (i, j) = (i + 1, j + 1);
        } else if longest[at(i + 1, j)].cmp(&longest[at(i, j + 1)]) != Ordering::Less {
            steps.push(Step::Gone(&left[i]));
            i += 1;
        } else {
            steps.push(Step::Come(&right[j]));
            j += 1;
        }
    }
    steps.extend(left[i..].iter().map(Step::Gone));
    steps.extend(right[j..].iter().map(Step::Come));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn what_was_changed_is_named_by_its_section_and_row() {
        let before = lines(&["#1. ก", "pหนึ่ง", "pสอง", "#12. เงิน", "rรายการ | บาท", "rตรัง | 607,200.00", "pจบ"]);
        assert!(differences(&before, &before).is_empty());
        let mut after = before.clone();
        after[5] = "rตรัง | 707,200.00".to_owned();
        let [one] = &differences(&before, &after)[..] else { panic!("one") };
        assert_eq!((one.section.as_deref(), one.place), (Some("12. เงิน"), Place::Row(2)));
        assert_eq!((one.before.as_deref(), one.after.as_deref()), (Some("ตรัง | 607,200.00"), Some("ตรัง | 707,200.00")));
    }

    #[test]
    fn what_was_added_and_taken_away_is_found_where_it_is() {
        let before = lines(&["#1. ก", "pหนึ่ง", "pสอง", "#2. ข", "pสาม"]);
        let after = lines(&["#1. ก", "pหนึ่ง", "pใหม่", "pสอง", "#2. ข"]);
        let found = differences(&before, &after);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].place, found[0].before.as_deref(), found[0].after.as_deref()),
            (Place::Paragraph(2), None, Some("ใหม่"))
        );
        assert_eq!(found[0].section.as_deref(), Some("1. ก"));
        assert_eq!(
            (found[1].place, found[1].before.as_deref(), found[1].after.as_deref()),
            (Place::Paragraph(1), Some("สาม"), None)
        );
        assert_eq!(found[1].section.as_deref(), Some("2. ข"));
    }
}
