//! Ten thousand cases, judged here and by the very evaluator that telephones load (`web/dist/field/evaluator.js`), side
//! by side: the three forms that ship and others whose rules are drawn from the whole of what both know. They must not
//! differ in one. Without node on the machine it says so and tests nothing.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::judging::{Judged, ProblemKind};
use super::questionnaire::{Kind, Questionnaire};
use super::tests::{COMPLETE, answering, form, november};
use super::value::Given;

/// Cases in all.
const CASES: usize = 10_000;
/// Answers tried on one form.
const A_FORM: usize = 20;
/// Of the cases, those of each form that ships.
const SHIPPED: usize = 1_200;
const WEB: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web");

/// The same numbers at each run: a difference that was found is found again. What works itself out (`calm`) reads
/// nothing of itself: round by round it would double.
struct Dice {
    state: u64,
    calm: bool,
}

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).expect("a number") % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

const NUMBERS: &[&str] =
    &["0", "1", "2", "7", "10", "0.5", "2.5", "100", "1000000", "0.1", "3", "12345678901234567890", "4.35"];
const TEXTS: &[&str] = &[
    "",
    "a",
    "ข้าว",
    "yes",
    "no",
    "a b",
    " a  b ",
    "2026-11-21",
    "7",
    "๗",
    "true",
    "1e3",
    "inf",
    "-",
    "😀ก",
    "\u{a0}x",
];
const LEAVES: &[&str] =
    &["t1", "t2", "i1", "i2", "d1", "day1", "day2", "s1", "m1", "c1", "c2", "g/t3", "g/i3", "nothing"];
const PATTERNS: &[&str] = &[
    "[0-9]{1,3}",
    "\\d+",
    "[ก-๙ ]+",
    "a|b",
    "(?i)yes",
    ".*",
    "[^a-z]*",
    "\\w+\\s?\\w*",
    "0[689][0-9]{8}",
    "x{0}",
    "(ab)*c?",
    "[\\p{Thai}]+",
    "^a$",
];
const DATES: &[&str] = &["%Y-%m-%d", "%e/%n/%y", "%Y%%", "%d %H:%M:%S.%3", "%b"];

/// An expression whose kind is whatever comes.
fn any(dice: &mut Dice, deep: usize) -> String {
    if deep == 0 {
        return leaf(dice);
    }
    match dice.roll(10) {
        0..=1 => leaf(dice),
        2..=4 => binary(dice, deep - 1),
        5 => format!("-({})", any(dice, deep - 1)),
        6 => nodes(dice, deep - 1),
        _ => call(dice, deep - 1),
    }
}

fn leaf(dice: &mut Dice) -> String {
    match dice.roll(6) {
        0 => dice.pick(NUMBERS).to_owned(),
        1 => format!("'{}'", dice.pick(TEXTS)),
        2 if !dice.calm => ".".to_owned(),
        3 => "today()".to_owned(),
        _ => format!("/data/{}", dice.pick(LEAVES)),
    }
}

fn binary(dice: &mut Dice, deep: usize) -> String {
    let signs = ["and", "or", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "=", "!=", "<", ">"];
    let (left, right) = (any(dice, deep), any(dice, deep));
    format!("({left}) {} ({right})", dice.pick(&signs))
}

fn nodes(dice: &mut Dice, deep: usize) -> String {
    let predicate = any(dice, deep.min(1));
    let which = if dice.calm { 3 + dice.roll(2) } else { dice.roll(9) };
    match which {
        0 => "/data/*".to_owned(),
        1 => "/data/g/*".to_owned(),
        2 => "..".to_owned(),
        3 => format!("instance('list')/root/item[{predicate}]"),
        4 => "instance('list')/root/item[only = /data/t1]/name".to_owned(),
        5 => format!("/data/*[{predicate}]"),
        6 => "../following-sibling::*".to_owned(),
        7 => "(/data/t1 | /data/i1 | /data/g)".to_owned(),
        _ => format!("/data/g/ancestor-or-self::*[{}]", dice.pick(&["1", "2", "last()", "position() = 1"])),
    }
}

fn call(dice: &mut Dice, deep: usize) -> String {
    let one = ["not", "boolean", "number", "string", "string-length", "normalize-space", "floor", "ceiling", "round"];
    let more = ["int", "abs", "sqrt", "count-selected", "boolean-from-string", "min", "max", "concat"];
    let two = ["contains", "starts-with", "ends-with", "substring-before", "substring-after", "selected"];
    let two_more = ["selected-at", "coalesce", "substr", "substring", "round", "min", "max", "concat"];
    let mut a = || any(dice, deep);
    let (first, second, third) = (a(), a(), a());
    match dice.roll(12) {
        0 | 1 => format!("{}({first})", dice.pick(&one)),
        2 => format!("{}({first})", dice.pick(&more)),
        3 | 4 => format!("{}({first}, {second})", dice.pick(&two)),
        5 | 6 => format!("{}({first}, {second})", dice.pick(&two_more)),
        7 => format!("{}({first}, {second}, {third})", dice.pick(&["if", "if", "translate", "substr", "substring"])),
        8 => format!("regex({first}, '{}')", dice.pick(PATTERNS)),
        9 => {
            let set = nodes(dice, deep);
            format!("{}({set})", dice.pick(&["count", "sum", "min", "max", "concat", "string", "name", "local-name"]))
        }
        10 => match dice.roll(3) {
            0 => format!("join('-', {})", nodes(dice, deep)),
            1 => format!("format-date({first}, '{}')", dice.pick(DATES)),
            _ => "format-date(/data/day1, '%e/%n/%Y')".to_owned(),
        },
        _ if dice.calm => "true()".to_owned(),
        _ => dice
            .pick(&["true()", "false()", "now()", "position()", "last()", "once(.)", "name()", "number()"])
            .to_owned(),
    }
}

/// A form whose rules were drawn; `None` where no such form may be published.
fn drawn(dice: &mut Dice) -> Option<Questionnaire> {
    let kinds = [
        ("t1", "string"),
        ("t2", "string"),
        ("i1", "int"),
        ("i2", "int"),
        ("d1", "decimal"),
        ("day1", "date"),
        ("day2", "date"),
        ("s1", "string"),
        ("m1", "string"),
        ("g/t3", "string"),
        ("g/i3", "int"),
    ];
    let mut binds = String::new();
    let mut bind = |path: &str, kind: &str, dice: &mut Dice, rules: &[&str]| {
        let told: String =
            rules.iter().map(|rule| format!(" {rule}=\"{}\"", super::xml::escaped(&any(dice, 3)))).collect();
        writeln!(binds, r#"<bind nodeset="/data/{path}" type="{kind}"{told}/>"#).expect("written");
    };
    for (path, kind) in kinds {
        let rules: Vec<&str> =
            ["relevant", "required", "constraint"].into_iter().filter(|_| dice.roll(3) == 0).collect();
        bind(path, kind, dice, &rules);
    }
    bind("g", "string", dice, &["relevant"]);
    dice.calm = true;
    bind("c1", "string", dice, &["calculate"]);
    bind("c2", "string", dice, &["calculate"]);
    dice.calm = false;
    let filter = super::xml::escaped(&any(dice, 2));
    let input = |path: &str| format!(r#"<input ref="/data/{path}"><label>x</label></input>"#);
    let inputs: String = ["t1", "t2", "i1", "i2", "d1", "day1", "day2"].map(input).concat();
    let list = |tag: &str, path: &str, rows: &str| {
        format!(
            r#"<{tag} ref="/data/{path}"><label>x</label><itemset nodeset="instance('list')/root/item{rows}"><value ref="name"/><label ref="label"/></itemset></{tag}>"#
        )
    };
    let items: String = [("yes", "a"), ("no", "b"), ("a", "a"), ("b", "7"), ("7", "ข้าว")]
        .map(|(name, only)| format!("<item><name>{name}</name><label>x</label><only>{only}</only></item>"))
        .concat();
    let xform = format!(
        r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>x</h:title><model>
        <instance><data id="drawn" version="1"><t1/><t2/><i1/><i2/><d1/><day1/><day2/><s1/><m1/><c1/><c2/><g><t3/><i3/></g><meta><instanceID/></meta></data></instance>
        <instance id="list"><root>{items}</root></instance>
        {binds}</model></h:head><h:body>{inputs}{}{}<group ref="/data/g">{}{}</group></h:body></h:html>"#,
        list("select1", "s1", &format!("[{filter}]")),
        list("select", "m1", ""),
        input("g/t3"),
        input("g/i3"),
    );
    Questionnaire::from_xform(&xform).ok()
}

/// What somebody may type, sense and nonsense.
fn typed(dice: &mut Dice) -> String {
    const TYPED: &[&str] = &[
        "",
        "",
        "0",
        "1",
        "7",
        "-3",
        "+5",
        "3.5",
        "1,000",
        "๑๒",
        "๕.๕",
        "-",
        "--3",
        ".5",
        "5.",
        "1e5",
        "NaN",
        "inf",
        "a",
        "b",
        "a b",
        "b a a",
        "yes",
        "no",
        " yes ",
        "ข้าว",
        "  a  b ",
        "2026-11-21",
        "2026-11-22",
        "2026-02-30",
        "2569-01-01",
        "1799-12-31",
        "๒๐๒๖-๑๐-๐๑",
        "2024-02-29",
        "2026-1-5",
        "😀ก",
        "081-234 5678",
        "0812345678",
        "a\u{202e}b\u{7}c",
        "x\r\ny",
        "\u{a0}7\u{3000}",
        "true",
        "TRUE",
        "999999999999999",
        "9999999999999999",
        "0.1",
        "123456.789",
        "007",
    ];
    match dice.roll(40) {
        0 => "ก".repeat(4_001),
        _ => dice.pick(TYPED).to_owned(),
    }
}

fn given(form: &Questionnaire, dice: &mut Dice, complete: &[(&str, &str)]) -> Given {
    let mut given = answering(complete);
    for question in form.questions() {
        // Of a form that ships most answers stay as somebody would give them.
        if !complete.is_empty() && dice.roll(6) != 0 {
            continue;
        }
        let choice = question.choices.len().checked_sub(1).map(|last| dice.roll(last + 1));
        let value = match choice {
            Some(at) if dice.roll(4) != 0 => question.choices[at].value.clone(),
            _ => typed(dice),
        };
        let mut values = vec![value];
        if dice.roll(8) == 0 {
            values.push(typed(dice));
        }
        given.insert(question.name.clone(), values);
    }
    given
}

/// What was judged, as both sides tell it. The words of a rule that could not be run are the engine's own.
fn told(judged: &Judged) -> Value {
    let problem = |name: &str, kind: &ProblemKind| {
        let mut told = serde_json::to_value(kind).expect("a problem");
        let told = told.as_object_mut().expect("a problem");
        told.retain(|key, _| key == "kind" || key == "limit");
        told.insert("name".to_owned(), json!(name));
        Value::Object(std::mem::take(told))
    };
    let answers: serde_json::Map<String, Value> =
        judged.answers.iter().map(|(name, value)| (name.clone(), json!(value.as_xform()))).collect();
    json!({
        "answers": answers,
        "problems": judged.problems.iter().map(|one| problem(&one.name, &one.kind)).collect::<Vec<_>>(),
        "asked": judged.asked,
        "required": judged.required,
        "offered": judged.offered,
    })
}

/// Every case, with what is judged of it here.
fn cases() -> (Vec<Value>, Vec<Value>) {
    let mut dice = Dice { state: 20_261_124, calm: false };
    let (mut asked, mut expected) = (Vec::new(), Vec::new());
    let mut one = |form: &Questionnaire, held: Option<&Value>, given: &Given| {
        asked.push(json!({ "form": held, "given": given }));
        expected.push(told(&form.judge(given, november())));
        expected.len()
    };
    let shipped = COMPLETE.map(|(kind, complete): (Kind, _)| (form(kind), complete));
    for (form, complete) in &shipped {
        let held = form.for_field().expect("within");
        for at in 0..SHIPPED {
            one(form, (at == 0).then_some(&held), &given(form, &mut dice, complete));
        }
    }
    let mut cases = shipped.len() * SHIPPED;
    while cases < CASES {
        let Some(form) = drawn(&mut dice) else { continue };
        let held = form.for_field().expect("nothing was drawn that the page does not know");
        for at in 0..A_FORM.min(CASES - cases) {
            cases = one(&form, (at == 0).then_some(&held), &given(&form, &mut dice, &[]));
        }
    }
    (asked, expected)
}

/// What the page's evaluator says of them; nothing without node.
fn judged_there(asked: &[Value]) -> Option<Vec<Value>> {
    let node =
        Command::new("node").arg(format!("{WEB}/replay.mjs")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut node = match node {
        Ok(node) => node,
        Err(error) => {
            eprintln!("NO NODE ({error}): the evaluator of the page for the field is not compared");
            return None;
        }
    };
    let mut input = node.stdin.take().expect("its input");
    let asked: String = asked.iter().map(|case| format!("{case}\n")).collect();
    let writing = std::thread::spawn(move || input.write_all(asked.as_bytes()));
    let output = node.wait_with_output().expect("it ends");
    writing.join().expect("written").expect("written");
    assert!(output.status.success(), "the evaluator fails; is the front end built (make web)?");
    let lines = String::from_utf8(output.stdout).expect("text");
    Some(lines.lines().map(|line| serde_json::from_str(line).expect("a verdict")).collect())
}

#[test]
fn the_page_for_the_field_judges_ten_thousand_cases_as_we_do() {
    let (asked, expected) = cases();
    assert_eq!(expected.len(), CASES);
    // They are of every kind, or the comparison would say nothing.
    for kind in ["required", "constraint", "not_a_choice", "not_a_number", "not_a_date", "too_long", "unjudged"] {
        let of_kind = |told: &&Value| told["problems"].as_array().expect("some").iter().any(|one| one["kind"] == kind);
        assert!(expected.iter().filter(of_kind).count() > 20, "{kind}");
    }
    assert!(expected.iter().filter(|told| told["problems"] == json!([])).count() > 500, "some are accepted");
    let Some(there) = judged_there(&asked) else { return };
    assert_eq!(there.len(), CASES);
    let different: Vec<usize> = (0..CASES).filter(|at| there[*at] != expected[*at]).collect();
    if let Some(at) = different.first() {
        let form = asked[..=*at].iter().rev().find(|case| !case["form"].is_null()).expect("a form");
        panic!(
            "{} of {CASES} differ; the first:\ngiven {}\nhere  {}\nthere {}\nform {}",
            different.len(),
            asked[*at]["given"],
            expected[*at],
            there[*at],
            form["form"]["items"]
        );
    }
}
