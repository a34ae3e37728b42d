//! When a question is asked, in words a page without script can show: "answer this when that is
//! answered so". Only the simple shapes people write are read; the rest is said in general.

use rxeval::Expr;
use rxeval::parser::BinaryOp::{And, Equal, NotEqual, Or};

use super::expression::Expression;
use super::question::{Group, Question};
use super::xml::last_name;

/// When a group or question is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// When this question was answered with one of these values.
    AnyOf {
        /// The other question's name.
        question: String,
        /// The values, in the order of the rule.
        values: Vec<String>,
    },
    /// When this question was answered with something else than this value.
    NotSo {
        /// The other question's name.
        question: String,
        /// The value.
        value: String,
    },
    /// When this question was answered at all.
    Answered(String),
    /// By a rule too rich for a hint.
    Other,
}

impl Question {
    /// What must hold for it to be asked, beside its groups being asked; nothing when it always is.
    pub fn asked_when(&self) -> Vec<Condition> {
        conditions(self.relevant.as_ref())
    }
}

impl Group {
    /// What must hold for the group to be asked; nothing when it always is.
    pub fn asked_when(&self) -> Vec<Condition> {
        conditions(self.relevant.as_ref())
    }
}

fn conditions(rule: Option<&Expression>) -> Vec<Condition> {
    let mut all = Vec::new();
    if let Some(rule) = rule {
        gather(rule.tree(), &mut all);
    }
    // "Answered, and answered so": the second says it all.
    let precise: Vec<String> = all
        .iter()
        .filter_map(|condition| match condition {
            Condition::AnyOf { question, .. } | Condition::NotSo { question, .. } => Some(question.clone()),
            _ => None,
        })
        .collect();
    all.retain(|condition| !matches!(condition, Condition::Answered(name) if precise.contains(name)));
    all
}

fn gather(tree: &Expr, all: &mut Vec<Condition>) {
    match tree {
        Expr::Binary { op: And, left, right } => {
            gather(left, all);
            gather(right, all);
        }
        other => all.push(alternative(other).unwrap_or(Condition::Other)),
    }
}

fn alternative(tree: &Expr) -> Option<Condition> {
    match tree {
        Expr::Binary { op: Or, left, right } => match (alternative(left)?, alternative(right)?) {
            (Condition::AnyOf { question, mut values }, Condition::AnyOf { question: other, values: more })
                if question == other =>
            {
                values.extend(more);
                Some(Condition::AnyOf { question, values })
            }
            _ => None,
        },
        Expr::Binary { op: Equal, left, right } => {
            let (question, value) = (name_of(left)?, literal(right)?);
            Some(Condition::AnyOf { question, values: vec![value] })
        }
        Expr::Binary { op: NotEqual, left, right } => match (name_of(left)?, literal(right)?) {
            (question, nothing) if nothing.is_empty() => Some(Condition::Answered(question)),
            (question, value) => Some(Condition::NotSo { question, value }),
        },
        _ => None,
    }
}

fn name_of(tree: &Expr) -> Option<String> {
    let Expr::Path { .. } = tree else { return None };
    rxeval::rules::referenced_paths(tree, "").first().map(|path| last_name(path))
}

fn literal(tree: &Expr) -> Option<String> {
    match tree {
        Expr::Literal(text) => Some(text.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::question::Item;
    use super::super::questionnaire::Kind;
    use super::super::tests::form;
    use super::*;

    #[test]
    fn simple_rules_are_said_and_rich_ones_are_not_guessed() {
        let form = form(Kind::FollowUp);
        let when = |name: &str| form.question(name).expect("asked").asked_when();
        let any_of = |question: &str, values: &[&str]| Condition::AnyOf {
            question: question.to_owned(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        };
        assert_eq!(when("applied"), []);
        assert_eq!(when("not_applied_reason"), [any_of("applied", &["no"])]);
        assert_eq!(when("applied_what"), [any_of("applied", &["partly", "fully"])]);
        let economy = form.items().iter().find_map(|item| match item {
            Item::GroupStart(group) if group.name == "economy" => Some(group.asked_when()),
            _ => None,
        });
        assert_eq!(economy, Some(vec![any_of("applied", &["partly", "fully"])]));
        let application = super::super::tests::form(Kind::Application);
        let unit = application.question("output_unit").expect("asked").asked_when();
        assert_eq!(unit, [any_of("already_doing", &["yes"]), Condition::Answered("output_month".to_owned())]);
        let group_name = application.question("group_name").expect("asked").asked_when();
        assert_eq!(group_name, [Condition::NotSo { question: "group_kind".to_owned(), value: "person".to_owned() }]);
    }
}
