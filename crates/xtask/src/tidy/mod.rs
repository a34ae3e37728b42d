//! The laws of the house, as functions over a list of files: each looks at the tree and names every
//! place that breaks it, with what to do about it. All are tried before anything is reported.

mod acts;
mod code;
mod database;
mod fluent;
mod layers;
mod messages;
mod papers;
mod ranks;
mod scan;
mod sizes;
mod states;
mod tags;
mod templates;
mod tree;
mod verbs;

use std::fmt;

pub use tree::Tree;

/// One law: what it is called, why it is kept, and how it is proved.
pub struct Law {
    /// A few words, for the report.
    pub name: &'static str,
    /// Why the house keeps it.
    pub reason: &'static str,
    prove: fn(&Tree) -> Vec<Breach>,
}

/// Every law, in the order of the report.
static LAWS: &[Law] = &[
    ranks::FEATURES,
    ranks::GROUND,
    ranks::CRATES,
    layers::FILES,
    layers::LAYERS,
    database::DATABASE,
    database::DIALECT,
    database::LOCKS,
    states::STATES,
    acts::ACTS,
    acts::SOURCES,
    messages::MESSAGES,
    messages::SENTENCES,
    templates::TEMPLATES,
    sizes::SIZES,
    sizes::FINISHED,
    verbs::VERBS,
    papers::REQUIREMENTS,
    papers::CITATIONS,
    papers::DEPENDENCIES,
];

/// A place that breaks a law.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breach {
    path: String,
    line: usize,
    what: String,
}

impl Breach {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }

    /// As a line of the list of what is owed: without the line number, and with numbers of lines
    /// left out, both of which move.
    pub fn owed(&self) -> String {
        let what: String = self.what.chars().filter(|letter| !letter.is_ascii_digit()).collect();
        format!("{}: {what}", self.path)
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Tries every law on the tree.
pub fn check(tree: &Tree) -> Vec<(&'static Law, Vec<Breach>)> {
    let prove = |law: &'static Law| {
        let mut found = (law.prove)(tree);
        found.sort_by(|a, b| (&a.path, &a.what, a.line).cmp(&(&b.path, &b.what, b.line)));
        // The same complaint about one file is made once, at its first line.
        found.dedup_by(|next, first| next.path == first.path && next.what == first.what);
        found.sort();
        (law, found)
    };
    LAWS.iter().map(prove).collect()
}

/// For the laws' own tests: the breaches of one law in a small tree, as they would be printed.
#[cfg(test)]
fn breaches(law: &Law, files: &[(&str, &str)]) -> Vec<String> {
    let mut found = (law.prove)(&Tree::of(files));
    found.sort();
    found.dedup();
    found.iter().map(ToString::to_string).collect()
}

/// For the laws' own tests: exactly one breach, which says `what`.
#[cfg(test)]
#[track_caller]
fn caught(law: &Law, files: &[(&str, &str)], what: &str) {
    let found = breaches(law, files);
    assert!(found.len() == 1 && found[0].contains(what), "expected one breach with {what:?}, found {found:#?}");
}

/// For the laws' own tests: nothing to complain of.
#[cfg(test)]
#[track_caller]
fn kept(law: &Law, files: &[(&str, &str)]) {
    assert_eq!(breaches(law, files), Vec::<String>::new());
}
