//! A form with groups that are asked once for each of several (`begin repeat`), laid out for so many rows: every row a
//! group of its own, every question in it with a name of its own (`members.2.age`) and a node of its own. What shows a
//! form and what judges an answer then meet a form like any other.

use std::collections::BTreeMap;

use rxeval::{Instance, NodeId};

use super::question::{Group, Item, Question, Repeat, Rows};
use super::questionnaire::Questionnaire;
use super::value::Given;

/// Rows of one repeated group. A household has fewer members, a meeting that is written down on one sheet fewer needs.
pub const ROWS_MOST: usize = 100;

/// How many rows there are of each repeated group, by its name.
pub type Counts = BTreeMap<String, usize>;

/// The name of a row, or of a question within it: `members.2`, `members.2.age`.
pub fn row_name(group: &str, row: usize, question: Option<&str>) -> String {
    question.map_or_else(|| format!("{group}.{row}"), |question| format!("{group}.{row}.{question}"))
}

/// Whose row a name is of, which, and the question in it.
fn parts(name: &str) -> Option<(&str, usize, &str)> {
    let (group, rest) = name.split_once('.')?;
    let (row, question) = rest.split_once('.')?;
    Some((group, row.parse().ok()?, question))
}

impl Questionnaire {
    /// Its repeated groups.
    pub fn repeats(&self) -> impl Iterator<Item = (&Group, &Repeat)> {
        self.items().iter().filter_map(|item| match item {
            Item::GroupStart(group) => match &group.rows {
                Rows::Repeated(repeat) => Some((group, repeat)),
                _ => None,
            },
            _ => None,
        })
    }

    /// The repeated group that a question is asked in, by its own name.
    pub fn repeat_of(&self, name: &str) -> Option<&str> {
        let question = self.question(name)?;
        let around = self.repeats().find(|(group, _)| question.within.contains(&group.name));
        around.map(|(group, _)| group.name.as_str())
    }

    /// Has it groups that are yet to be laid out?
    pub(crate) fn is_to_lay_out(&self) -> bool {
        !self.is_laid_out() && self.repeats().next().is_some()
    }

    /// As many rows of each repeated group as were answered, up to the last that has an answer.
    pub fn rows_given(&self, given: &Given) -> Counts {
        let mut counts: Counts = self.repeats().map(|(group, _)| (group.name.clone(), 0)).collect();
        let filled = given.iter().filter(|(_, texts)| texts.iter().any(|text| !text.trim().is_empty()));
        for (group, row, _) in filled.filter_map(|(name, _)| parts(name)) {
            if let Some(count) = counts.get_mut(group) {
                *count = (*count).max(row).min(ROWS_MOST);
            }
        }
        counts
    }

    /// The form with so many rows of each repeated group; of one that is not named, none. A form without any is
    /// itself.
    #[must_use]
    pub fn with_rows(&self, counts: &Counts) -> Self {
        if !self.is_to_lay_out() {
            return self.clone();
        }
        Layout { counts, form: self, blank: Instance::new(), nodes: BTreeMap::new() }.laid_out()
    }
}

/// A form being laid out.
struct Layout<'a> {
    form: &'a Questionnaire,
    counts: &'a Counts,
    blank: Instance,
    /// Where a node of the form went, in which row; 0 outside of all.
    nodes: BTreeMap<(NodeId, usize), NodeId>,
}

impl Layout<'_> {
    fn laid_out(mut self) -> Questionnaire {
        if let Some(root) = self.form.blank().root() {
            let root = self.copy(root, 0);
            self.blank.set_root(root);
        }
        let items = self.items();
        self.form.laid_out(items, self.blank)
    }

    fn rows_of(&self, group: &str) -> usize {
        self.counts.get(group).copied().unwrap_or(0).min(ROWS_MOST)
    }

    fn copy(&mut self, node: NodeId, row: usize) -> NodeId {
        let source = self.form.blank().node(node).clone();
        let copied = self.blank.create_element(&source.name, &source.value);
        for attribute in &source.attributes {
            let attribute = self.form.blank().node(*attribute);
            self.blank.set_attribute(copied, &attribute.name, &attribute.value);
        }
        self.nodes.insert((node, row), copied);
        for child in source.children {
            let repeated = self.form.repeats().find(|(group, _)| group.node == child);
            let Some(rows) = repeated.map(|(group, _)| self.rows_of(&group.name)) else {
                let child = self.copy(child, row);
                self.blank.append_child(copied, child);
                continue;
            };
            // What is said of the group as a whole is asked where it stands, without being one of its rows.
            let whole = self.blank.create_element(&self.form.blank().node(child).name, "");
            self.blank.node_mut(whole).parent = Some(copied);
            self.nodes.insert((child, 0), whole);
            for row in 1..=rows {
                let laid = self.copy(child, row);
                self.blank.append_child(copied, laid);
            }
        }
        copied
    }

    /// A calculation has no place on the page; one of a row is worked out in each.
    fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut rest = self.form.items().iter();
        let repeated: Vec<&str> = self.form.repeats().map(|(group, _)| group.name.as_str()).collect();
        while let Some(item) = rest.next() {
            match item {
                Item::GroupStart(group) if repeated.contains(&group.name.as_str()) => {
                    let ends = |item: &&Item| !matches!(item, Item::GroupEnd(name) if *name == group.name);
                    let inside: Vec<&Item> = rest.by_ref().take_while(ends).collect();
                    self.group(group, &inside, &mut items);
                }
                Item::Question(question) if question.within.iter().any(|name| repeated.contains(&name.as_str())) => {}
                Item::Question(question) => items.push(Item::Question(Box::new(self.question(question, None)))),
                Item::GroupStart(group) => items.push(Item::GroupStart(self.within_row(group, None))),
                Item::GroupEnd(name) => items.push(Item::GroupEnd(name.clone())),
            }
        }
        items
    }

    fn group(&self, group: &Group, inside: &[&Item], items: &mut Vec<Item>) {
        let rows = self.rows_of(&group.name);
        let count = match &group.rows {
            Rows::Repeated(repeat) => repeat.count.clone(),
            _ => None,
        };
        let outer = Group { rows: Rows::Repeated(Repeat { rows, count }), ..self.within_row(group, None) };
        items.push(Item::GroupStart(outer));
        let calculations = self.form.questions().filter(|question| question.within.contains(&group.name));
        let shown: Vec<&str> = inside.iter().filter_map(|item| question_of(item)).map(|q| q.name.as_str()).collect();
        let calculations: Vec<&Question> =
            calculations.filter(|question| !shown.contains(&question.name.as_str())).collect();
        for number in 1..=rows {
            let row = Some((group.name.as_str(), number));
            let name = row_name(&group.name, number, None);
            let mut within = group.within.clone();
            within.push(group.name.clone());
            let node = self.node(group.node, number);
            items.push(Item::GroupStart(Group {
                name: name.clone(),
                rows: Rows::Row(number),
                relevant: None,
                within,
                node,
                ..group.clone()
            }));
            items.extend(inside.iter().map(|item| match item {
                Item::Question(question) => Item::Question(Box::new(self.question(question, row))),
                Item::GroupStart(inner) => Item::GroupStart(self.within_row(inner, row)),
                Item::GroupEnd(inner) => Item::GroupEnd(row_name(&group.name, number, Some(inner))),
            }));
            items.extend(calculations.iter().map(|question| Item::Question(Box::new(self.question(question, row)))));
            items.push(Item::GroupEnd(name));
        }
        items.push(Item::GroupEnd(group.name.clone()));
    }

    fn node(&self, node: NodeId, row: usize) -> NodeId {
        self.nodes.get(&(node, row)).copied().unwrap_or(node)
    }

    fn question(&self, question: &Question, row: Option<(&str, usize)>) -> Question {
        Question {
            name: named(&question.name, row),
            within: within(&question.within, row),
            node: self.node(question.node, row.map_or(0, |(_, number)| number)),
            ..question.clone()
        }
    }

    fn within_row(&self, group: &Group, row: Option<(&str, usize)>) -> Group {
        Group {
            name: named(&group.name, row),
            within: within(&group.within, row),
            node: self.node(group.node, row.map_or(0, |(_, number)| number)),
            ..group.clone()
        }
    }
}

fn question_of<'a>(item: &'a &Item) -> Option<&'a Question> {
    match item {
        Item::Question(question) => Some(question),
        _ => None,
    }
}

fn named(name: &str, row: Option<(&str, usize)>) -> String {
    row.map_or_else(|| name.to_owned(), |(group, number)| row_name(group, number, Some(name)))
}

/// The groups around a question of a row: those around the repeated group, the row, and those within it.
fn within(names: &[String], row: Option<(&str, usize)>) -> Vec<String> {
    let Some((group, number)) = row else { return names.to_vec() };
    let at = names.iter().position(|name| name == group).unwrap_or(0);
    let outside = names[..=at.min(names.len().saturating_sub(1))].iter().cloned();
    let inside = names.iter().skip(at + 1).map(|name| row_name(group, number, Some(name)));
    outside.chain([row_name(group, number, None)]).chain(inside).collect()
}

#[cfg(test)]
mod tests {
    use super::super::judging::ProblemKind;
    use super::super::tests::{a_text, accepted, answering, november};
    use super::super::value::Value;
    use super::*;

    fn household() -> Questionnaire {
        accepted(&[
            &["text", "head", "หัวหน้าครัวเรือน"],
            &["begin repeat", "members", "สมาชิก"],
            &["text", "person", "ชื่อ", "", "", "", "", "yes"],
            &["integer", "age", "อายุ", "", ". < 120"],
            &["text", "school", "โรงเรียน", "${age} < 18"],
            &["calculate", "months", "", "", "", "${age} * 12"],
            &["end repeat"],
            &["calculate", "how_many", "", "", "", "count(${members})"],
            &["calculate", "years", "", "", "", "sum(${age})"],
        ])
    }

    #[test]
    fn every_row_is_judged_by_its_own_answers_and_the_whole_by_all() {
        let form = household();
        let judged = form.judge(
            &answering(&[
                ("head", "มาลี"),
                ("members.1.person", "มาลี"),
                ("members.1.age", "48"),
                ("members.2.person", "นิด"),
                ("members.2.age", "๙"),
                ("members.2.school", "วัดควน"),
                ("members.1.school", "ไม่ถามคนโต"),
            ]),
            november(),
        );
        assert!(judged.accepted(), "{judged:?}");
        assert_eq!(judged.answers["members.2.age"], Value::Integer(9));
        assert_eq!(judged.answers["members.2.school"], a_text("วัดควน"));
        assert!(!judged.answers.contains_key("members.1.school"));
        assert_eq!(judged.answers.get("members.2.months"), Some(&a_text("108")));
        assert_eq!((&judged.answers["how_many"], &judged.answers["years"]), (&a_text("2"), &a_text("57")));
    }

    #[test]
    fn a_row_between_that_lacks_an_answer_says_which() {
        let form = household();
        let judged = form.judge(&answering(&[("members.1.age", "130"), ("members.3.person", "นิด")]), november());
        let problems: Vec<(&str, &ProblemKind)> =
            judged.problems.iter().map(|problem| (problem.name.as_str(), &problem.kind)).collect();
        assert_eq!(problems[0], ("members.1.person", &ProblemKind::Required));
        assert!(matches!(problems[1], ("members.1.age", ProblemKind::Constraint { .. })));
        assert_eq!(problems[2], ("members.2.person", &ProblemKind::Required));
        assert_eq!(problems.len(), 3);
    }

    #[test]
    fn nobody_is_no_row_and_ten_thousand_are_a_hundred() {
        let form = household();
        let judged = form.judge(&answering(&[("head", "มาลี"), ("members.1.person", "  ")]), november());
        assert!(judged.accepted(), "{judged:?}");
        assert_eq!(judged.answers["how_many"], a_text("0"));
        let many = form.rows_given(&answering(&[("members.10000.person", "ก"), ("others.2.person", "ก")]));
        assert_eq!(many, Counts::from([("members".to_owned(), ROWS_MOST)]));
    }

    #[test]
    fn a_form_may_say_itself_how_many_rows_there_are() {
        let form = accepted(&[
            &["integer", "rooms", "จำนวนห้อง"],
            &["begin repeat", "room", "ห้อง", "", "", "", "", "", "${rooms}"],
            &["integer", "beds", "เตียง", "", "", "", "", "yes"],
            &["end repeat"],
        ]);
        let judged = form.judge(&answering(&[("rooms", "2"), ("room.1.beds", "3"), ("room.3.beds", "9")]), november());
        assert_eq!(judged.problem("room.2.beds"), Some(&ProblemKind::Required));
        assert_eq!(judged.answers.get("room.1.beds"), Some(&Value::Integer(3)));
        assert!(!judged.answers.contains_key("room.3.beds"));
    }
}
