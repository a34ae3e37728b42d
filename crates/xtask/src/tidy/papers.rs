//! Documents that must say what is so: every requirement of the sources with the test that proves it,
//! every library with the reason for it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Breach, Law, Tree};

/// Every requirement is listed, with a test or the word "later".
pub const REQUIREMENTS: Law = Law {
    name: "requirements",
    reason: "nobody has to remember what the sources ask for, nor wonder whether it is proved",
    prove: requirements,
};

/// What the code cites is there.
pub const CITATIONS: Law = Law {
    name: "citations",
    reason: "a rule whose source cannot be found is a rule that nobody dares to change",
    prove: citations,
};

/// Every library has a reason.
pub const DEPENDENCIES: Law = Law {
    name: "dependencies",
    reason: "a library is taken on purpose, and the next one who doubts it finds out why",
    prove: dependencies,
};

const REQUIREMENTS_PATH: &str = "docs/requirements.md";
const DEPENDENCIES_PATH: &str = "docs/dependencies.md";

/// Groups of ids and the last number of each: `A0-01` … `A0-31`, and so on.
const GROUPS: [(&str, u32); 9] =
    [("A0", 31), ("A1", 16), ("A2", 13), ("A3", 8), ("A4", 7), ("A5", 4), ("B", 21), ("C", 14), ("G", 25)];

fn expected() -> impl Iterator<Item = String> {
    GROUPS.iter().flat_map(|(group, last)| (1..=*last).map(move |number| format!("{group}-{number:02}")))
}

fn requirements(tree: &Tree) -> Vec<Breach> {
    let Some(file) = tree.get(REQUIREMENTS_PATH) else {
        return vec![Breach::new(
            REQUIREMENTS_PATH,
            1,
            "is missing: one row for each requirement: id | what | source | test",
        )];
    };
    let tests = tests(tree);
    let mut found = Vec::new();
    let mut missing: BTreeSet<String> = expected().collect();
    let mut seen = BTreeSet::new();
    for (at, line) in file.text.lines().enumerate() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [id, what, source, test] = cells.as_slice() else {
            continue;
        };
        if !is_id(id) {
            continue;
        }
        let mut complain = |what: String| found.push(Breach::new(REQUIREMENTS_PATH, at + 1, what));
        if !missing.remove(*id) {
            complain(if seen.contains(*id) { format!("{id} is listed twice") } else { format!("{id} is unknown") });
        }
        seen.insert((*id).to_owned());
        if what.is_empty() || source.is_empty() {
            complain(format!("{id} needs a clause of its own and its source"));
        }
        for name in unproved(test, &tests) {
            complain(format!("{id}: {name}"));
        }
    }
    found.extend(missing.into_iter().map(|id| Breach::new(REQUIREMENTS_PATH, 1, format!("{id} is not listed"))));
    found
}

/// Requirements that the code names and the list does not.
fn citations(tree: &Tree) -> Vec<Breach> {
    let listed = tree.get(REQUIREMENTS_PATH).map_or("", |file| file.text.as_str());
    let mut found = Vec::new();
    // The laws themselves name what they would not find.
    for (file, _) in tree.rust().filter(|(file, _)| !file.path.starts_with("crates/xtask/")) {
        for (at, line) in file.text.lines().enumerate() {
            let cited = line.split(CITED).skip(1).map(id_before).filter(|id| id.starts_with(char::is_uppercase));
            let listed = |id: &&str| listed.contains(&format!("| {id} |")) || listed.contains(&format!("**{id}**"));
            let unknown = cited.filter(|id| !listed(id));
            let said = |id| format!("cites {id}, which {REQUIREMENTS_PATH} does not have");
            found.extend(unknown.map(|id| Breach::new(&file.path, at + 1, said(id))));
        }
    }
    found
}

/// How the code names a requirement.
const CITED: &str = "docs/requirements.md ";

/// The id at the beginning of what follows a citation.
fn id_before(rest: &str) -> &str {
    rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').next().unwrap_or_default()
}

fn is_id(cell: &str) -> bool {
    GROUPS.iter().any(|(group, _)| {
        cell.strip_prefix(group)
            .and_then(|rest| rest.strip_prefix('-'))
            .is_some_and(|number| number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// What is wrong with a cell that should say `later …` or name tests in backticks.
fn unproved(cell: &str, tests: &BTreeSet<&str>) -> Vec<String> {
    let names: Vec<&str> =
        cell.split('`').skip(1).step_by(2).map(|name| name.rsplit("::").next().unwrap_or(name)).collect();
    if names.is_empty() && !cell.starts_with("later") {
        return vec!["names no test in `backticks` and does not say later".into()];
    }
    names.into_iter().filter(|name| !tests.contains(name)).map(|name| format!("there is no test `{name}`")).collect()
}

/// The names of all functions in tests.
fn tests(tree: &Tree) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for (file, code) in tree.rust() {
        let own = code.declared.iter().filter(|function| file.is_test() || code.in_test(function.line));
        names.extend(own.map(|function| function.name.as_str()));
    }
    names
}

fn dependencies(tree: &Tree) -> Vec<Breach> {
    let Some(manifest) = tree.get("Cargo.toml") else {
        return Vec::new();
    };
    let Some(file) = tree.get(DEPENDENCIES_PATH) else {
        return vec![Breach::new(
            DEPENDENCIES_PATH,
            1,
            "is missing: a line for each library, `name`: why it and not another",
        )];
    };
    let libraries = libraries(&manifest.text);
    let first_name =
        |line: &str| Some(line.trim_start_matches(['-', '|', ' ']).strip_prefix('`')?.split_once('`')?.0.to_owned());
    let named: BTreeMap<String, usize> =
        file.text.lines().enumerate().filter_map(|(at, line)| Some((first_name(line)?, at + 1))).collect();
    let unnamed = libraries.iter().filter(|(name, _)| !named.contains_key(**name));
    let unnamed = unnamed.map(|(name, line)| {
        Breach::new(
            "Cargo.toml",
            *line,
            format!("`{name}` has no line in {DEPENDENCIES_PATH}: say why it and not another"),
        )
    });
    let gone = named.iter().filter(|(name, _)| !libraries.contains_key(name.as_str()));
    let gone = gone.map(|(name, line)| {
        Breach::new(DEPENDENCIES_PATH, *line, format!("`{name}` is no dependency of the workspace: remove the line"))
    });
    unnamed.chain(gone).collect()
}

/// Libraries of others under `[workspace.dependencies]`, with their lines.
fn libraries(manifest: &str) -> BTreeMap<&str, usize> {
    let lines = manifest.lines().enumerate().skip_while(|(_, line)| line.trim() != "[workspace.dependencies]").skip(1);
    let own = lines.take_while(|(_, line)| !line.starts_with('['));
    own.filter(|(_, line)| !line.contains("path =") && !line.starts_with('#'))
        .filter_map(|(at, line)| Some((line.split_once('=')?.0.trim(), at + 1)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{breaches, caught, kept};
    use super::*;

    const TEST: (&str, &str) = ("crates/brokerage/src/needs/tests.rs", "both! { async fn the_plan_adds_up() {} }");

    fn list(change: impl Fn(&str) -> String) -> String {
        expected().map(|id| change(&id)).collect()
    }

    fn row(id: &str) -> String {
        let test = if id == "G-01" { "`plans::tests::the_plan_adds_up`" } else { "later (issue 6)" };
        format!("| {id} | something | seed 000 §1 | {test} |\n")
    }

    #[test]
    fn every_requirement_is_listed_once() {
        kept(&REQUIREMENTS, &[(REQUIREMENTS_PATH, &list(row)), TEST]);
        let without = list(|id| if id == "A0-31" { String::new() } else { row(id) });
        caught(&REQUIREMENTS, &[(REQUIREMENTS_PATH, &without), TEST], "A0-31 is not listed");
        let twice = list(|id| if id == "C-14" { row(id).repeat(2) } else { row(id) });
        caught(&REQUIREMENTS, &[(REQUIREMENTS_PATH, &twice), TEST], "C-14 is listed twice");
        caught(&REQUIREMENTS, &[TEST], "is missing");
        let unknown = list(row) + &row("A0-32");
        caught(&REQUIREMENTS, &[(REQUIREMENTS_PATH, &unknown), TEST], "A0-32 is unknown");
    }

    #[test]
    fn what_is_said_to_be_proved_is() {
        caught(&REQUIREMENTS, &[(REQUIREMENTS_PATH, &list(row))], "G-01: there is no test `the_plan_adds_up`");
        let silent = list(|id| row(id).replace("later (issue 6)", if id == "B-01" { "" } else { "later" }));
        caught(&REQUIREMENTS, &[(REQUIREMENTS_PATH, &silent), TEST], "B-01: names no test");
        let without_source = list(|id| if id == "B-01" { "| B-01 | x | | later |\n".into() } else { row(id) });
        caught(&REQUIREMENTS, &[(REQUIREMENTS_PATH, &without_source), TEST], "its source");
    }

    #[test]
    fn what_is_cited_is_there() {
        let papers = (REQUIREMENTS_PATH, "| A0-01 | x | seed 000 | later |\n- **F2** ways");
        let code = |cited: &'static str| ("crates/brokerage/src/needs/need.rs", cited);
        kept(&CITATIONS, &[papers, code("//! Ways (docs/requirements.md F2), as `docs/requirements.md A0-01` says.")]);
        caught(&CITATIONS, &[papers, code("//! A way.\n//! Of (docs/requirements.md F3).")], "need.rs:2: cites F3");
    }

    #[test]
    fn every_library_has_a_reason() {
        let manifest = (
            "Cargo.toml",
            "[workspace.dependencies]\n# ours\nkit = { path = \"crates/kit\" }\naxum = \"1\"\nurl = \"2\"\n[profile.dev]\ndebug = 1\n",
        );
        kept(&DEPENDENCIES, &[manifest, (DEPENDENCIES_PATH, "- `axum`: the web, not actix.\n- `url`: parses URLs.\n")]);
        caught(
            &DEPENDENCIES,
            &[manifest, (DEPENDENCIES_PATH, "- `axum`: the web.\n")],
            "Cargo.toml:5: `url` has no line",
        );
        let stale = "- `axum`: x.\n- `url`: x.\n- `gone`: x.\n";
        caught(&DEPENDENCIES, &[manifest, (DEPENDENCIES_PATH, stale)], "dependencies.md:3: `gone` is no dependency");
        assert_eq!(breaches(&DEPENDENCIES, &[manifest]).len(), 1);
    }
}
