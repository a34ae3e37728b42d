//! An expression of a form (`relevant`, `constraint`, `required`, `calculate`, a choice filter),
//! parsed once. Its size is capped before it is parsed: the engine's parser and evaluator call
//! themselves, and twenty thousand parentheses would end the process with its stack.

use rxeval::parser::Token;
use rxeval::{Context, Environment, Expr, Instance, NodeId, Value};

use super::day::compare_as_days;
use super::fault::FormFault;

/// Words and signs in one expression.
const MAX_TOKENS: usize = 500;
/// Parentheses and brackets inside each other.
const MAX_DEPTH: usize = 16;
/// Operators and calls inside each other. A chain of operators is as deep as it is long.
const MAX_LEVELS: usize = 48;
/// Brackets inside each other: each level runs the one inside for every node it visits, so the time
/// grows by a power. Real filters need one.
const MAX_BRACKETS: usize = 2;
/// Characters in one expression.
const MAX_CHARACTERS: usize = 4_000;

/// A parsed expression, known to be small enough to run.
#[derive(Debug, Clone)]
pub(crate) struct Expression(Expr);

impl Expression {
    /// Parses, refusing what is too long or too deep to be run safely. `is_day` says whether a
    /// path names a question about a day.
    pub fn parse(text: &str, is_day: &dyn Fn(&Expr) -> bool) -> Result<Self, FormFault> {
        if text.chars().count() > MAX_CHARACTERS {
            return Err(FormFault::ExpressionTooLong(MAX_TOKENS));
        }
        let tokens = rxeval::parser::tokenize(text).map_err(FormFault::Expression)?;
        if tokens.len() > MAX_TOKENS {
            return Err(FormFault::ExpressionTooLong(MAX_TOKENS));
        }
        if deepest(&tokens, &[Token::LeftParen, Token::LeftBracket]) > MAX_DEPTH {
            return Err(FormFault::ExpressionTooDeep(MAX_DEPTH));
        }
        if deepest(&tokens, &[Token::LeftBracket]) > MAX_BRACKETS {
            return Err(FormFault::ExpressionTooDeep(MAX_BRACKETS));
        }
        // Collect has no such step; here it would visit every node of the form.
        if tokens.contains(&Token::DoubleSlash) {
            return Err(FormFault::Unsupported("//".to_owned()));
        }
        // A label read by an expression would be in one language only.
        let names_choice = |token: &Token| matches!(token, Token::Name(name) if name.ends_with("choice-name"));
        if tokens.iter().any(names_choice) {
            return Err(FormFault::Unsupported("jr:choice-name()".to_owned()));
        }
        let tree = rxeval::parse(text).map_err(FormFault::Expression)?;
        if levels(&tree) > MAX_LEVELS {
            return Err(FormFault::ExpressionTooDeep(MAX_LEVELS));
        }
        compare_as_days(tree, is_day).map(Self)
    }

    /// Runs it once, and each function it calls by itself, as `and`, `or` and `if` would pass over
    /// some: what the engine cannot run is found now.
    pub fn try_out(&self, instance: &Instance, node: NodeId, clock: &Clock) -> Result<(), String> {
        let mut calls = Vec::new();
        functions(&self.0, &mut calls);
        let run = |tree| rxeval::evaluate(tree, instance, Context::at(node), clock);
        calls.into_iter().chain([&self.0]).try_for_each(|tree| run(tree).map(drop))
    }

    /// The parsed form, for the engine's own ordering of calculations.
    pub fn tree(&self) -> &Expr {
        &self.0
    }

    /// Whether it holds at `node`. The error is the engine's own words about a broken form.
    pub fn holds(&self, instance: &Instance, node: NodeId, clock: &Clock) -> Result<bool, String> {
        self.run(instance, node, clock).map(|value| value.to_boolean(instance))
    }

    /// What it works out to at `node`, as text.
    pub fn text(&self, instance: &Instance, node: NodeId, clock: &Clock) -> Result<String, String> {
        self.run(instance, node, clock).map(|value| value.to_string_value(instance))
    }

    /// The nodes it names, nothing when it names none.
    pub fn nodes(&self, instance: &Instance, clock: &Clock) -> Result<Vec<NodeId>, String> {
        let Some(root) = instance.root() else {
            return Ok(Vec::new());
        };
        match self.run(instance, root, clock)? {
            Value::NodeSet(nodes) => Ok(nodes),
            _ => Ok(Vec::new()),
        }
    }

    fn run(&self, instance: &Instance, node: NodeId, clock: &Clock) -> Result<Value, String> {
        rxeval::evaluate(&self.0, instance, Context::at(node), clock)
    }
}

/// How deep operators and calls lie in each other.
fn levels(tree: &Expr) -> usize {
    1 + match tree {
        Expr::Binary { left, right, .. } | Expr::Union(left, right) => levels(left).max(levels(right)),
        Expr::Function { args, .. } => args.iter().map(levels).max().unwrap_or(0),
        Expr::Negate(inner) => levels(inner),
        Expr::Filter { base, .. } => levels(base),
        _ => 0,
    }
}

/// The calls an expression makes, but for those inside a path's own filters. `instance()` names a
/// table and is no call by itself.
fn functions<'a>(tree: &'a Expr, calls: &mut Vec<&'a Expr>) {
    match tree {
        Expr::Function { name, args } => {
            if name != "instance" {
                calls.push(tree);
            }
            args.iter().for_each(|arg| functions(arg, calls));
        }
        Expr::Binary { left, right, .. } | Expr::Union(left, right) => {
            functions(left, calls);
            functions(right, calls);
        }
        Expr::Negate(inner) => functions(inner, calls),
        Expr::Filter { base, .. } => functions(base, calls),
        _ => {}
    }
}

/// How deep these opening signs lie in each other.
fn deepest(tokens: &[Token], opening: &[Token]) -> usize {
    let closing = |token: &Token| match token {
        Token::RightParen => opening.contains(&Token::LeftParen),
        Token::RightBracket => opening.contains(&Token::LeftBracket),
        _ => false,
    };
    let (mut depth, mut deepest) = (0usize, 0usize);
    for token in tokens {
        if opening.contains(token) {
            depth += 1;
        } else if closing(token) {
            depth = depth.saturating_sub(1);
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// What `today()` and `now()` answer: the moment the answer is judged for, never the machine's.
pub(crate) struct Clock {
    today: String,
    now: String,
}

impl Clock {
    /// A clock that stands at this moment of Thai time.
    pub fn at(moment: chrono::NaiveDateTime) -> Self {
        Self {
            today: moment.format("%Y-%m-%d").to_string(),
            now: moment.format("%Y-%m-%dT%H:%M:%S%.3f+07:00").to_string(),
        }
    }
}

impl Environment for Clock {
    fn today(&self) -> String {
        self.today.clone()
    }
    fn now(&self) -> String {
        self.now.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::super::questionnaire::{Kind, Questionnaire};
    use super::super::tests::{accepted, answering, constraint, form, november};
    use super::*;

    #[test]
    fn twenty_thousand_parentheses_end_nothing() {
        let nested = |depth: usize| format!("{}1{} = 1", "(".repeat(depth), ")".repeat(depth));
        assert!(matches!(constraint(&nested(10_000))[0].fault, FormFault::CellTooLong(_)));
        assert!(matches!(constraint(&nested(1_000))[0].fault, FormFault::ExpressionTooLong(_)));
        for chain in [vec!["1"; 60].join(" or "), format!("{}1", "-".repeat(400))] {
            let fault = &constraint(&chain)[0].fault;
            assert!(matches!(fault, FormFault::ExpressionTooDeep(48)), "{chain}");
        }
        assert!(matches!(constraint(&nested(100))[0].fault, FormFault::ExpressionTooDeep(_)));
        let xform = form(Kind::Evaluation).xform().replace("string-length(.) &lt;= 2000", &nested(20_000));
        let found = Questionnaire::from_xform(&xform).expect_err("refused");
        assert!(found.iter().all(|error| matches!(error.fault, FormFault::ExpressionTooLong(_))));
    }

    #[test]
    fn the_largest_expressions_allowed_run_on_a_small_stack() {
        let long = [
            vec!["1"; 48].join("+"),
            format!("{}1", "-".repeat(47)),
            format!("{}1{} > 0", "(".repeat(16), ")".repeat(16)),
            format!("{}1{}", "if(1,".repeat(16), ",2)".repeat(16)),
            format!("if(1,{}1{},2)", "1+(".repeat(15), ")".repeat(15)),
        ];
        let run = move || {
            for expression in long {
                let form = accepted(&[&["integer", "age", "อายุ", "", &expression]]);
                form.judge(&answering(&[("age", "7")]), november());
            }
        };
        // Half of what an asynchronous worker has.
        let thread = std::thread::Builder::new().stack_size(1024 * 1024).spawn(run).expect("a thread");
        thread.join().expect("no overflow");
    }
}
