//! Where the database is spoken to, and where the two engines differ.

use super::tree::{File, source};
use super::{Breach, Law, Tree};

/// The database is named in few places.
pub const DATABASE: Law = Law {
    name: "database",
    reason: "what a page costs can be read in one file of its feature, and the library can be replaced there",
    prove: database,
};

/// The engines differ in one file.
pub const DIALECT: Law = Law {
    name: "dialect",
    reason: "nothing in the code knows which engine it stands on, so that the whole suite can run on both",
    prove: dialect,
};

/// What is found to be changed is locked.
pub const LOCKS: Law = Law {
    name: "locks",
    reason: "a rule that was judged on a record still holds when the act ends, on the engine that lets others write meanwhile",
    prove: locks,
};

/// The ground's own few tables, which no feature owns.
const GROUND: [&str; 9] = [
    "crates/kit/src/act.rs",
    "crates/kit/src/audit.rs",
    "crates/kit/src/chain.rs",
    "crates/kit/src/changes.rs",
    "crates/kit/src/error.rs",
    "crates/kit/src/form.rs",
    "crates/kit/src/jobs.rs",
    "crates/kit/src/once.rs",
    "crates/kit/src/sheets.rs",
];

/// Where each story of the tests is given a database of its own, on either engine.
pub const STORIES: &str = "crates/techclinic/tests/stories/testing/database.rs";

/// What stories write straight into the tables.
const ROWS: &str = "crates/techclinic/tests/stories/testing/rows.rs";

const LIBRARIES: [&str; 5] = ["sea_orm", "sea_query", "sqlx", "sea_orm_migration", "rusqlite"];

fn speaks_to_the_database(file: &File) -> bool {
    let path = file.path.as_str();
    let role = file.plays("store") || file.plays("record");
    role && source(path).is_some()
        || path.starts_with("crates/kit/src/db/")
        || path.starts_with("crates/migration/")
        || GROUND.contains(&path)
        || path == STORIES
        || path == ROWS
}

fn database(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    let elsewhere = |file: &File| !speaks_to_the_database(file) && !file.path.starts_with("crates/xtask/");
    for (file, code) in tree.rust().filter(|(file, _)| elsewhere(file)) {
        for word in code.words.iter().filter(|word| LIBRARIES.contains(&word.name.as_str())) {
            let what = format!("names `{}`: ask or save through store.rs", word.name);
            found.push(Breach::new(&file.path, word.line, what));
        }
        for text in code.texts.iter().filter(|text| is_sql(&text.name)) {
            found.push(Breach::new(&file.path, text.line, "holds SQL: move it into store.rs or a .sql file"));
        }
    }
    found
}

/// Whether a text reads as a statement: its verb first, and the word that must follow.
fn is_sql(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    match words.first().map(String::as_str) {
        Some("select" | "delete") => has("from"),
        Some("insert" | "replace") => has("into"),
        Some("update") => has("set"),
        Some("with") => has("as") && has("select"),
        Some("create" | "alter" | "drop") => has("table") || has("index") || has("view") || has("trigger"),
        Some("pragma") => words.len() == 2,
        _ => false,
    }
}

fn dialect(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    let allowed = |path: &str| {
        path == "crates/kit/src/db/dialect.rs"
            || path.starts_with("crates/migration/")
            || path.starts_with("crates/xtask/")
    };
    for (file, code) in tree.rust().filter(|(file, _)| !allowed(&file.path)) {
        for word in code.words.iter().filter(|word| word.name == "DbBackend" || word.name == "DatabaseBackend") {
            found.push(Breach::new(
                &file.path,
                word.line,
                "asks which engine it is: put the difference into crates/kit/src/db/dialect.rs",
            ));
        }
    }
    found
}

/// Whether a store's function whose name promises a change names what locks, or another such function.
fn locks(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for (file, code) in tree.rust().filter(|(file, _)| file.plays("store")) {
        let promising = |name: &str| name.contains("for_change");
        for function in code.functions.iter().filter(|one| promising(&one.name) && !one.is_test) {
            let lines = function.line..function.line + function.lines;
            let mut own = code.words.iter().filter(|word| lines.contains(&word.line));
            if !own.any(|word| word.name == "locked" || promising(&word.name) && word.name != function.name) {
                let what = format!(
                    "`{}` locks nothing: ask with kit::db::dialect::locked, or name it `…_in` if nothing it finds is changed",
                    function.name
                );
                found.push(Breach::new(&file.path, function.line, what));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{caught, kept};
    use super::*;

    #[test]
    fn only_stores_speak_to_the_database() {
        kept(
            &DATABASE,
            &[("crates/brokerage/src/needs/store.rs", "use sea_orm::X; const Q: &str = \"select a from b\";")],
        );
        kept(&DATABASE, &[("crates/brokerage/src/needs/store_offers.rs", "use sea_orm::X;")]);
        caught(
            &DATABASE,
            &[("crates/brokerage/src/needs/pages.rs", "\nuse sea_orm::EntityTrait;")],
            "pages.rs:2: names `sea_orm`",
        );
        caught(&DATABASE, &[("crates/techclinic/src/main.rs", "fn f() { sqlx::query(x) }")], "`sqlx`");
        caught(&DATABASE, &[("crates/kit/src/web/mod.rs", "fn f() { m!(\"SELECT 1 FROM t\") }")], "holds SQL");
        kept(&DATABASE, &[("crates/kit/src/web/mod.rs", "const A: &str = \"select one of them\";")]);
    }

    #[test]
    fn statements_are_told_from_sentences() {
        for sql in [
            "select *\n from t",
            "INSERT INTO t values (1)",
            "update t set a = 1",
            "delete from t",
            "with a as (select 1) select 2",
        ] {
            assert!(is_sql(sql), "{sql}");
        }
        for sentence in ["update the page", "with love", "from select", "", "delete", "insert a coin"] {
            assert!(!is_sql(sentence), "{sentence}");
        }
    }

    #[test]
    fn what_is_found_to_be_changed_is_locked() {
        const STORE: &str = "crates/brokerage/src/needs/store_files.rs";
        let own =
            "fn find_for_change(act: &Act) { locked(Entity::find(), act.db()) }\nfn find(db: &Db) { Entity::find() }";
        kept(&LOCKS, &[(STORE, own)]);
        kept(
            &LOCKS,
            &[(
                STORE,
                "fn find_for_change(act: &Act) { list_for_change(act) }\nfn list_for_change(act: &Act) { locked(act) }",
            )],
        );
        caught(
            &LOCKS,
            &[(
                STORE,
                "\nfn find_many_for_change(act: &Act) {\n Entity::find().all(act.db())\n}\nfn g() { locked(x) }",
            )],
            "store_files.rs:2: `find_many_for_change` locks nothing",
        );
        kept(&LOCKS, &[("crates/brokerage/src/needs/verbs.rs", "fn open_for_change() { store::find(act) }")]);
    }

    #[test]
    fn the_engine_is_asked_for_in_one_file() {
        kept(&DIALECT, &[("crates/kit/src/db/dialect.rs", "fn f(b: DbBackend) {}")]);
        caught(&DIALECT, &[("crates/brokerage/src/needs/store.rs", "fn f(b: DatabaseBackend) {}")], "dialect.rs");
    }
}
