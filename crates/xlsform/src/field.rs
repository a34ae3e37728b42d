//! The form as the page for the field is given it, which judges answers where there is no signal: the very expressions
//! that judge here, parsed and rewritten already, as JSON. Nothing is read twice in two ways, and what the evaluator
//! there (`web/src/field/`) does not know is found here, before a telephone holds such a form.

use regex_syntax::hir::{Class, Hir, HirKind, Look};
use rxeval::parser::{Axis, NameTest, Step};
use rxeval::{Expr, Instance, NodeId};
use serde_json::{Value, json};

use super::expression::Expression;
use super::question::{Group, Item, Question, QuestionType, Rows, Wording};
use super::questionnaire::Questionnaire;

/// Functions that the evaluator of the page knows. Powers and logarithms are left out: two machines differ in their
/// last digit.
const FUNCTIONS: [&str; 45] = [
    "abs",
    "boolean",
    "boolean-from-string",
    "ceiling",
    "coalesce",
    "concat",
    "contains",
    "count",
    "count-selected",
    "ends-with",
    "false",
    "floor",
    "format-date",
    "if",
    "int",
    "join",
    "last",
    "local-name",
    "max",
    "min",
    "name",
    "normalize-space",
    "not",
    "now",
    "number",
    "once",
    "position",
    "regex",
    "round",
    "selected",
    "selected-at",
    "sqrt",
    "starts-with",
    "string",
    "string-length",
    "substr",
    "substring",
    "substring-after",
    "substring-before",
    "sum",
    "today",
    "translate",
    "true",
    "instance",
    "format-date-time",
];
/// Letters of a pattern as the page has it.
const PATTERN_MOST: usize = 20_000;

/// What the page's evaluator does not know: the form opens elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beyond(pub String);

type Told = Result<Value, Beyond>;

impl Questionnaire {
    /// The form for the page.
    ///
    /// # Errors
    /// What the page cannot judge as we do.
    pub fn for_field(&self) -> Result<Value, Beyond> {
        let cells = cells(self.blank());
        let place = |node: NodeId| cells.iter().position(|(at, _)| *at == node).unwrap_or_default();
        let items = self.items().iter().map(|item| match item {
            Item::GroupStart(told) => group(told, place(told.node)),
            Item::GroupEnd(name) => Ok(json!({ "k": "e", "n": name })),
            Item::Question(told) => question(told, place(told.node)),
        });
        Ok(json!({
            "id": self.form_id(),
            "version": self.version(),
            "title": self.title(),
            "languages": self.languages(),
            "items": items.collect::<Result<Vec<_>, _>>()?,
            "cells": cells.into_iter().map(|(_, cell)| cell).collect::<Vec<_>>(),
        }))
    }
}

/// The empty sheet with the tables beside it, in the order of the document: name, parent, text, and a table's id.
fn cells(blank: &Instance) -> Vec<(NodeId, Value)> {
    let mut cells: Vec<(NodeId, Value)> = Vec::new();
    let mut stack: Vec<(NodeId, i64)> = blank.root().into_iter().map(|root| (root, -1)).collect();
    while let Some((node, parent)) = stack.pop() {
        let here = i64::try_from(cells.len()).unwrap_or(i64::MAX);
        let told = blank.node(node);
        let id = blank.attributes(node).into_iter().find(|one| blank.node(*one).name == "id");
        let cell = match id {
            Some(id) => json!([told.name, parent, told.value, blank.node(id).value]),
            None => json!([told.name, parent, told.value]),
        };
        cells.push((node, cell));
        stack.extend(blank.children(node).into_iter().rev().map(|child| (child, here)));
    }
    cells
}

fn group(group: &Group, at: usize) -> Told {
    if !matches!(group.rows, Rows::Once) {
        return Err(Beyond(format!("repeat {}", group.name)));
    }
    let mut told = json!({ "k": "g", "n": group.name, "l": wording(&group.label), "at": at, "w": group.within });
    rule(&mut told, "relevant", group.relevant.as_ref())?;
    Ok(told)
}

fn question(question: &Question, at: usize) -> Told {
    let beyond = matches!(
        question.kind,
        QuestionType::Time | QuestionType::Point | QuestionType::Photograph | QuestionType::Acknowledgement
    );
    if beyond {
        return Err(Beyond(format!("{:?} {}", question.kind, question.name)));
    }
    let choices: Vec<Value> =
        question.choices.iter().map(|choice| json!([choice.value, wording(&choice.label)])).collect();
    let mut told = json!({
        "k": "q",
        "n": question.name,
        "p": question.path,
        "t": question.kind,
        "l": wording(&question.label),
        "h": wording(&question.hint),
        "m": wording(&question.constraint_message),
        "a": question.appearance,
        "c": choices,
        "at": at,
        "w": question.within,
    });
    if let Some(default) = &question.default {
        told["d"] = json!(default);
    }
    rule(&mut told, "relevant", question.relevant.as_ref())?;
    rule(&mut told, "required", question.required.as_ref())?;
    rule(&mut told, "constraint", question.constraint.as_ref())?;
    rule(&mut told, "calculate", question.calculate.as_ref())?;
    if let Some(filter) = &question.choice_filter {
        told["filter"] = json!([expression(filter.rows.tree())?, filter.value]);
    }
    Ok(told)
}

fn rule(told: &mut Value, name: &str, rule: Option<&Expression>) -> Result<(), Beyond> {
    if let Some(rule) = rule {
        told[name] = expression(rule.tree())?;
    }
    Ok(())
}

fn wording(wording: &Wording) -> Value {
    json!(wording)
}

fn all(expressions: &[Expr]) -> Told {
    expressions.iter().map(expression).collect::<Result<Vec<_>, _>>().map(Value::Array)
}

fn expression(tree: &Expr) -> Told {
    Ok(match tree {
        Expr::Number(number) => json!(number),
        Expr::Literal(text) => json!(text),
        Expr::Variable(name) => return Err(Beyond(format!("${name}"))),
        Expr::Negate(inner) => json!(["-", expression(inner)?]),
        Expr::Union(left, right) => json!(["|", expression(left)?, expression(right)?]),
        Expr::Binary { op, left, right } => json!(["b", op.to_string(), expression(left)?, expression(right)?]),
        Expr::Path { absolute, steps: along } => json!(["p", u8::from(*absolute), steps(along)?]),
        Expr::Filter { base, predicates, steps: along } => {
            json!(["f", base_of(base)?, all(predicates)?, steps(along)?])
        }
        Expr::Function { name, args } => call(name, args)?,
    })
}

/// A table is named where a path begins in it, and nowhere else.
fn base_of(base: &Expr) -> Told {
    match base {
        Expr::Function { name, args } if name == "instance" => match args.as_slice() {
            [Expr::Literal(id)] => Ok(json!(["i", id])),
            _ => Err(Beyond("instance()".to_owned())),
        },
        other => expression(other),
    }
}

fn call(name: &str, args: &[Expr]) -> Told {
    if !FUNCTIONS.contains(&name) || name == "instance" {
        return Err(Beyond(format!("{name}()")));
    }
    // As the engine has them: one does what the other does.
    let name = if name == "format-date-time" { "format-date" } else { name };
    match (name, args) {
        ("regex", [text, Expr::Literal(written)]) => Ok(json!(["r", expression(text)?, pattern(written)?])),
        ("regex", _) => Err(Beyond("regex()".to_owned())),
        _ => Ok(json!(["c", name, all(args)?])),
    }
}

fn steps(along: &[Step]) -> Told {
    along.iter().map(step).collect::<Result<Vec<_>, _>>().map(Value::Array)
}

fn step(step: &Step) -> Told {
    let axis = match step.axis {
        Axis::Child => "child",
        Axis::Parent => "parent",
        Axis::Self_ => "self",
        Axis::Descendant => "descendant",
        Axis::DescendantOrSelf => "descendant-or-self",
        Axis::Ancestor => "ancestor",
        Axis::AncestorOrSelf => "ancestor-or-self",
        Axis::FollowingSibling => "following-sibling",
        Axis::PrecedingSibling => "preceding-sibling",
        Axis::Attribute | Axis::Following | Axis::Preceding => return Err(Beyond(format!("{:?}", step.axis))),
    };
    let name = match &step.test {
        NameTest::Any => Value::Null,
        NameTest::Named(name) => json!(name),
    };
    Ok(json!([axis, name, all(&step.predicates)?]))
}

/// A pattern in the signs of the browser. The two have the same signs with other meanings (`\d` is every digit of every
/// writing here), so that it is read as it is here and written out plainly.
fn pattern(written: &str) -> Told {
    let beyond = || Beyond(format!("regex({written})"));
    let read = regex_syntax::parse(&format!("^(?:{written})$")).map_err(|_| beyond())?;
    let mut plain = String::new();
    write(&read, &mut plain).ok_or_else(beyond)?;
    if plain.len() > PATTERN_MOST { Err(beyond()) } else { Ok(json!(plain)) }
}

fn write(read: &Hir, plain: &mut String) -> Option<()> {
    match read.kind() {
        HirKind::Empty => {}
        HirKind::Literal(literal) => {
            std::str::from_utf8(&literal.0).ok()?.chars().for_each(|letter| sign(letter, plain));
        }
        HirKind::Class(Class::Unicode(class)) => {
            one_of(class.ranges().iter().map(|range| (range.start(), range.end())), plain);
        }
        HirKind::Class(Class::Bytes(class)) => {
            if !class.is_ascii() {
                return None;
            }
            one_of(class.ranges().iter().map(|range| (char::from(range.start()), char::from(range.end()))), plain);
        }
        HirKind::Look(Look::Start) => plain.push('^'),
        HirKind::Look(Look::End) => plain.push('$'),
        HirKind::Look(_) => return None,
        HirKind::Repetition(repeated) => {
            plain.push_str("(?:");
            write(&repeated.sub, plain)?;
            let most = repeated.max.map(|most| most.to_string()).unwrap_or_default();
            plain.push_str(&format!("){{{},{most}}}", repeated.min));
        }
        HirKind::Capture(captured) => {
            plain.push_str("(?:");
            write(&captured.sub, plain)?;
            plain.push(')');
        }
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, plain))?,
        HirKind::Alternation(parts) => {
            plain.push_str("(?:");
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    plain.push('|');
                }
                write(part, plain)?;
            }
            plain.push(')');
        }
    }
    Some(())
}

fn one_of(ranges: impl Iterator<Item = (char, char)>, plain: &mut String) {
    plain.push('[');
    for (first, last) in ranges {
        sign(first, plain);
        if first != last {
            plain.push('-');
            sign(last, plain);
        }
    }
    plain.push(']');
}

fn sign(letter: char, plain: &mut String) {
    if letter.is_ascii_alphanumeric() || letter > '\u{a0}' {
        plain.push(letter);
    } else {
        plain.push_str(&format!("\\u{{{:x}}}", u32::from(letter)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::questionnaire::Kind;
    use super::super::tests::{accepted, form};
    use super::*;

    #[test]
    fn the_shipped_forms_are_held_by_a_telephone_and_what_it_cannot_judge_is_told() {
        for kind in Kind::ALL {
            let told = form(kind).for_field().expect("within");
            assert_eq!(told["id"], kind.code());
            assert_eq!(told["items"].as_array().map(Vec::len), Some(form(kind).items().len()));
            assert_eq!(told["cells"][0][0], "model");
        }
        for rule in ["pow(., 2) < 100", "regex(., concat('a', 'b'))", "regex(., '\\bข้าว\\b')", "distance(.) > 1"]
        {
            let form = accepted(&[&["text", "which", "ใด", "", rule]]);
            assert!(form.for_field().is_err(), "{rule}");
        }
    }

    #[test]
    fn a_pattern_means_there_what_it_means_here() {
        assert_eq!(pattern("[0-9]{2}|ก").expect("plain"), json!("^(?:(?:[0-9]){2,2}|ก)$"));
        let digits = pattern("\\d").expect("plain");
        assert!(digits.as_str().is_some_and(|text| text.contains("๐-๙")));
    }
}
