//! Days in expressions. The engine (rxeval 0.1.1) knows no `date()` and compares two days as the
//! numbers they are not, so that `. <= today()` would never hold; JavaRosa and Enketo compare them
//! as days. An ISO day without its dashes is a number in the same order: expressions are rewritten
//! so, once, when they are parsed. Counting in days (`today() - 7`) is refused rather than wrong.

use rxeval::Expr;
use rxeval::parser::BinaryOp::{self, Add, Divide, Greater, GreaterEqual, Less, LessEqual, Modulo, Multiply, Subtract};

use super::fault::FormFault;

/// Functions of dates the engine does not have and this rewriting does not give.
const UNKNOWN: [&str; 4] = ["date-time", "decimal-date-time", "decimal-time", "format-date-time"];

/// Rewrites comparisons of days. `is_day` says whether a path names a question about a day.
pub(crate) fn compare_as_days(expression: Expr, is_day: &dyn Fn(&Expr) -> bool) -> Result<Expr, FormFault> {
    match expression {
        Expr::Binary { op, left, right } => binary(op, *left, *right, is_day),
        Expr::Function { name, args } => function(name, args, is_day),
        Expr::Negate(inner) => Ok(Expr::Negate(Box::new(compare_as_days(*inner, is_day)?))),
        other => Ok(other),
    }
}

fn binary(op: BinaryOp, left: Expr, right: Expr, is_day: &dyn Fn(&Expr) -> bool) -> Result<Expr, FormFault> {
    let days = says_day(&left, is_day) || says_day(&right, is_day);
    let mut left = compare_as_days(left, is_day)?;
    let mut right = compare_as_days(right, is_day)?;
    // Equal days are equal texts: only order and counting need care.
    match op {
        Less | LessEqual | Greater | GreaterEqual if days => {
            (left, right) = (as_number(left), as_number(right));
        }
        Add | Subtract | Multiply | Divide | Modulo if days => {
            return Err(FormFault::Unsupported(format!("date {op}")));
        }
        _ => {}
    }
    Ok(Expr::Binary { op, left: Box::new(left), right: Box::new(right) })
}

fn function(name: String, args: Vec<Expr>, is_day: &dyn Fn(&Expr) -> bool) -> Result<Expr, FormFault> {
    if UNKNOWN.contains(&name.as_str()) {
        return Err(FormFault::Unsupported(format!("{name}()")));
    }
    let rewritten = args.into_iter().map(|arg| compare_as_days(arg, is_day));
    let mut args = rewritten.collect::<Result<Vec<Expr>, FormFault>>()?;
    if name == "date" && args.len() == 1 {
        return Ok(args.remove(0));
    }
    Ok(Expr::Function { name, args })
}

fn says_day(expression: &Expr, is_day: &dyn Fn(&Expr) -> bool) -> bool {
    match expression {
        Expr::Function { name, .. } => matches!(name.as_str(), "today" | "now" | "date"),
        path => is_day(path),
    }
}

/// `2026-11-21` as 20261121; nothing, or what is no day, as no number at all.
fn as_number(day: Expr) -> Expr {
    let call = |name: &str, args| Expr::Function { name: name.to_owned(), args };
    let text = |text: &str| Expr::Literal(text.to_owned());
    let first_ten = call("substr", vec![day, Expr::Number(0.0), Expr::Number(10.0)]);
    let digits = call("translate", vec![first_ten, text("-"), text("")]);
    call("number", vec![digits])
}

#[cfg(test)]
mod tests {
    use super::super::tests::{accepted, answering, faults, november};
    use super::*;

    #[test]
    fn days_are_compared_as_days() {
        let form = accepted(&[
            &["date", "from", "ตั้งแต่", "", ". <= today() and . >= date('2003-01-01')"],
            &["date", "until", "ถึง", "", ". >= ${from}"],
            &["text", "late", "ช้า", "${until} > '2026-09-30'"],
        ]);
        let judge = |from: &str, until: &str| form.judge(&answering(&[("from", from), ("until", until)]), november());
        assert!(judge("2026-09-30", "2026-10-01").accepted());
        assert!(judge("2026-09-30", "2026-10-01").asked.contains("late"));
        assert!(!judge("2026-09-30", "2026-09-30").asked.contains("late"));
        assert!(judge("2026-09-30", "2026-09-29").problem("until").is_some());
        assert!(judge("2026-11-22", "2026-11-22").problem("from").is_some());
        let counted = faults(&[&["date", "d", "วัน", "", ". >= today() - 7"]]);
        assert!(matches!(counted[0].fault, FormFault::Unsupported(_)));
    }
}
