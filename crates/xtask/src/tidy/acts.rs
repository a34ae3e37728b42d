//! Where an act is opened, where time and chance come from, and who reads the environment.

use super::code::{Code, Path};
use super::tree::{File, source};
use super::{Breach, Law, Tree};

/// Only a verb opens an act.
pub const ACTS: Law = Law {
    name: "acts",
    reason: "no write of a record without an actor, a verb and an audit row, all found in the verbs of its feature, or of the registers (register/verbs.rs) it is one of",
    prove: acts,
};

/// Time, chance and settings have one source each.
pub const SOURCES: Law = Law {
    name: "clock, chance and settings",
    reason: "any test can stand on any day of any fiscal year and repeat itself, and every setting is documented",
    prove: sources,
};

fn acts(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    let product = |file: &File| source(&file.path).is_some() && !file.plays("verbs");
    for (file, code) in tree.rust().filter(|(file, _)| product(file)) {
        let called = code.calls.iter().filter(|call| call.name == "act").map(|call| call.line);
        let named = code.paths.iter().filter(|path| path.has(&["Act", "open"])).map(|path| path.line);
        let what = "opens an act: only verbs.rs does; call the verb";
        found.extend(called.chain(named).map(|line| Breach::new(&file.path, line, what)));
    }
    found
}

/// A source, how it is recognised, and who may use it.
struct Source {
    is: fn(&Path) -> bool,
    allowed: fn(&File, &Code, usize) -> bool,
    instead: &'static str,
}

const SOURCES_OF_TRUTH: [Source; 3] = [
    Source {
        is: |path| ["Utc", "Local", "SystemTime"].iter().any(|clock| path.has(&[clock, "now"])),
        allowed: |file, _, _| file.path == "crates/kit/src/clock.rs",
        instead: "asks the machine for the time: take it from the `Clock`",
    },
    Source {
        is: |path| {
            let library = ["rand", "rand_core", "fastrand", "getrandom"].contains(&path.names[0].as_str());
            library
                || path.has(&["Uuid", "now_v7"])
                || path.has(&["Uuid", "new_v4"])
                || path.names.iter().any(|name| name == "OsRng")
        },
        // A database for each story bears a name that no other process has.
        allowed: |file, _, _| file.path == "crates/kit/src/chance.rs" || file.path == super::database::STORIES,
        instead: "makes its own chance: take it from `Chance`",
    },
    Source {
        is: |path| ["var", "var_os", "vars", "vars_os"].iter().any(|read| path.has(&["env", read])),
        // The second engine of the tests is named in the environment, so tests may look.
        allowed: |file, code, line| file.path == "crates/house/src/config.rs" || file.is_test() || code.in_test(line),
        instead: "reads the environment: settings come from crates/house/src/config.rs",
    },
];

fn sources(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for (file, code) in tree.rust().filter(|(file, _)| !file.path.starts_with("crates/xtask/")) {
        for source in &SOURCES_OF_TRUTH {
            let breaking =
                code.paths.iter().filter(|path| (source.is)(path) && !(source.allowed)(file, code, path.line));
            found.extend(breaking.map(|path| Breach::new(&file.path, path.line, source.instead)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{caught, kept};
    use super::*;

    const PAGES: &str = "crates/brokerage/src/needs/pages.rs";

    #[test]
    fn only_verbs_open_an_act() {
        kept(&ACTS, &[("crates/brokerage/src/needs/verbs.rs", "fn f() { ground.act(actor, verb); }")]);
        kept(&ACTS, &[("crates/brokerage/src/needs/verbs_deeds.rs", "fn f() { ground.act(actor, verb); }")]);
        kept(&ACTS, &[("crates/house/src/register/verbs.rs", "fn f() { ground.act(actor, verb); }")]);
        caught(&ACTS, &[("crates/house/src/register/pages.rs", "fn f() { app.act(actor, verb); }")], "opens an act");
        caught(&ACTS, &[(PAGES, "\nfn f() { ground.act(actor, verb); }")], "pages.rs:2: opens an act");
        caught(&ACTS, &[(PAGES, "fn f() { kit::Act::open(ground); }")], "opens an act");
    }

    #[test]
    fn time_has_one_source() {
        kept(&SOURCES, &[("crates/kit/src/clock.rs", "fn f() { chrono::Utc::now(); }")]);
        kept(&SOURCES, &[(PAGES, "fn f() { std::time::Instant::now(); }")]);
        caught(
            &SOURCES,
            &[(PAGES, "use chrono::Utc as U;\nfn f() { U::now(); }")],
            "pages.rs:2: asks the machine for the time",
        );
        caught(&SOURCES, &[(PAGES, "fn f() { std::time::SystemTime::now(); }")], "time");
    }

    #[test]
    fn chance_has_one_source() {
        kept(&SOURCES, &[("crates/kit/src/chance.rs", "use rand::Rng; fn f() { Uuid::now_v7(); }")]);
        caught(&SOURCES, &[(PAGES, "fn f() { uuid::Uuid::new_v4(); }")], "chance");
        caught(&SOURCES, &[(PAGES, "fn f() { rand::random(); }")], "chance");
    }

    #[test]
    fn settings_have_one_source() {
        kept(&SOURCES, &[("crates/house/src/config.rs", "use std::env; fn f() { env::var(\"A\"); }")]);
        kept(&SOURCES, &[(PAGES, "#[cfg(test)]\nmod tests { fn f() { std::env::var(\"A\"); } }")]);
        caught(&SOURCES, &[(PAGES, "fn f() { std::env::var(\"A\"); }")], "config.rs");
    }
}
