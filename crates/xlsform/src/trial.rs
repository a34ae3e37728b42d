//! Tries a form out on an empty answer sheet when it is uploaded, so that a rule the engine cannot
//! run is found by the person who wrote it and not by the one who answers it.

use super::expression::Clock;
use super::fault::FormFault;
use super::question::Item;
use super::reading::{Found, Read, anywhere};

/// Runs every rule once, and orders the calculations, which fails when they feed each other.
pub(crate) fn try_out(read: Read) -> Result<Read, Vec<Found>> {
    let clock = Clock::at(chrono::NaiveDateTime::default());
    let mut found = Vec::new();
    let mut bindings = Vec::new();
    for item in &read.items {
        let (name, node, rules) = match item {
            Item::GroupStart(group) => (&group.name, group.node, vec![("relevant", &group.relevant)]),
            Item::GroupEnd(_) => continue,
            Item::Question(question) => {
                let mut binding = rxeval::Binding::new(&question.path);
                binding.calculate = question.calculate.as_ref().map(|rule| rule.tree().clone());
                bindings.push(binding);
                let reads_itself = question.calculate.as_ref().is_some_and(|rule| {
                    rxeval::rules::referenced_paths(rule.tree(), &question.path).contains(&question.path)
                });
                if reads_itself {
                    let fault = FormFault::Expression(format!("{0} → {0}", question.name));
                    found.push(Found { name: Some(question.name.clone()), column: Some("calculation"), fault });
                }
                let rules = [
                    ("relevant", &question.relevant),
                    ("required", &question.required),
                    ("constraint", &question.constraint),
                    ("calculation", &question.calculate),
                ];
                (&question.name, question.node, rules.to_vec())
            }
        };
        for (column, rule) in rules {
            if let Some(Err(why)) = rule.as_ref().map(|rule| rule.try_out(&read.blank, node, &clock)) {
                found.push(Found { name: Some(name.clone()), column: Some(column), fault: FormFault::Expression(why) });
            }
        }
    }
    if let Err(why) = rxeval::Rules::new(bindings) {
        found.push(anywhere(FormFault::Expression(why)));
    }
    if found.is_empty() { Ok(read) } else { Err(found) }
}

#[cfg(test)]
mod tests {
    use super::super::judging::ProblemKind;
    use super::super::tests::{a_text, accepted, answering, constraint, faults, november};
    use super::*;

    #[test]
    fn an_expression_the_engine_cannot_run_is_found_on_upload() {
        for expression in
            ["indexed-repeat(., ., 1) = 1", "nonsense(.)", ". > 0 and uuid() = ''", "instance('x')/root/item = 1"]
        {
            assert!(matches!(constraint(expression)[0].fault, FormFault::Expression(_)), "{expression}");
        }
        assert!(matches!(constraint("count(//age) = 1")[0].fault, FormFault::Unsupported(_)));
        assert!(matches!(constraint("count(*[*[*[1]]]) = 0")[0].fault, FormFault::ExpressionTooDeep(2)));
    }

    #[test]
    fn choices_may_hang_on_an_earlier_answer_and_calculations_settle() {
        let form = accepted(&[
            &["text", "which", "ใด"],
            &["select_one yn", "then", "แล้ว", "", "", "", "only = ${which}"],
            &["integer", "age", "อายุ", "${which} = 'a'"],
            &["calculate", "a_double", "", "", "", "${b_age} * 2"],
            &["calculate", "b_age", "", "", "", "${age} + 1"],
        ]);
        let judged = form.judge(&answering(&[("which", "a"), ("then", "yes"), ("age", "๗")]), november());
        assert!(judged.accepted(), "{judged:?}");
        assert_eq!(judged.offered["then"], ["yes"]);
        assert_eq!(judged.answers["a_double"], a_text("16"));
        let judged = form.judge(&answering(&[("which", "b"), ("then", "yes"), ("age", "7")]), november());
        assert_eq!(judged.problem("then"), Some(&ProblemKind::NotAChoice));
        assert!(!judged.answers.contains_key("age"));
        let cycle = faults(&[
            &["calculate", "a", "", "", "", "${b} + 1"],
            &["calculate", "b", "", "", "", "${a} + 1"],
            &["text", "t", "ก"],
        ]);
        assert!(matches!(cycle[0].fault, FormFault::Expression(_)));
        let own = faults(&[&["calculate", "a", "", "", "", "concat(${a}, ${a}, 'x')"], &["text", "t", "ก"]]);
        assert_eq!((own[0].row, own[0].column.as_deref()), (Some(2), Some("calculation")));
    }

    #[test]
    fn calculations_that_double_end_nothing() {
        let names: Vec<String> = (0..40).map(|at| format!("c{at}")).collect();
        let rules: Vec<String> = (0..40)
            .map(|at: usize| match at.checked_sub(1) {
                None => "'xxxxxxxx'".to_owned(),
                Some(before) => format!("concat(${{c{before}}}, ${{c{before}}})"),
            })
            .collect();
        let mut rows: Vec<Vec<&str>> =
            names.iter().zip(&rules).map(|(name, rule)| vec!["calculate", name, "", "", "", rule]).collect();
        rows.push(vec!["text", "t", "ก"]);
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let judged = accepted(&rows).judge(&answering(&[("t", "ก")]), november());
        assert_eq!(judged.answers["c1"], a_text("xxxxxxxxxxxxxxxx"));
        assert!(!judged.answers.contains_key("c39"), "too long to be kept, and nothing else is lost");
    }
}
