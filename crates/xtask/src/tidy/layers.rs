//! Inside a feature: which files there may be, and which of them may use which.

use super::code::{Code, Path};
use super::tree::{File, feature, main_file};
use super::{Breach, Law, Tree};

/// One name for one role in every feature.
pub const FILES: Law = Law {
    name: "files of a feature",
    reason: "whoever knows one feature finds everything in all of them",
    prove: files,
};

/// The arrows inside a feature.
pub const LAYERS: Law = Law {
    name: "layers of a feature",
    reason: "the noun and its rules stay free of the database and the web, and reading pages cannot write",
    prove: layers,
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Noun,
    Policy,
    Record,
    Store,
    Verbs,
    Forms,
    Pages,
    Api,
    Importing,
    /// `searching.rs`: how the feature's records are found, and by whom.
    Searching,
    /// `mod.rs`, the public face, and `tests.rs` see the whole feature.
    Whole,
}

use Role::{Api, Forms, Importing, Noun, Pages, Policy, Record, Searching, Store, Verbs, Whole};

fn role(stem: &str) -> Role {
    match main_file(stem) {
        "policy" => Policy,
        "record" => Record,
        "store" => Store,
        "verbs" => Verbs,
        "forms" => Forms,
        "pages" => Pages,
        "api" => Api,
        "importing" => Importing,
        "searching" => Searching,
        "mod" | "tests" => Whole,
        _ => Noun,
    }
}

impl Role {
    fn may_use(self) -> &'static [Self] {
        match self {
            Noun | Policy | Record | Forms => &[Noun],
            Store => &[Noun, Record],
            Verbs => &[Noun, Policy, Store, Forms],
            Searching => &[Noun, Policy, Store],
            Importing => &[Noun, Policy, Store, Forms, Verbs],
            Pages | Api => &[Noun, Policy, Store, Forms, Verbs, Importing],
            Whole => &[Noun, Policy, Record, Store, Verbs, Forms, Pages, Api, Importing, Searching, Whole],
        }
    }
}

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 14] = [
    "util",
    "helper",
    "common",
    "manager",
    "service",
    "model",
    "type",
    "handler",
    "controller",
    "misc",
    "shared",
    "error",
    "query",
    "constant",
];

/// What a feature gives for the pages of others under one name everywhere, and the file in which it stands.
const GIVEN: [(&str, &str); 2] = [("reminders", "pages_reminders"), ("waiting", "pages_handover")];

/// Singular nouns that end in `s`.
const SINGULAR: [&str; 6] = ["address", "analysis", "basis", "news", "progress", "status"];

fn files(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for file in tree.files() {
        let Some((own, rest)) = feature(&file.path) else {
            continue;
        };
        let what = match rest.rsplit_once('.') {
            _ if rest.contains('/') && rest.ends_with(".rs") => {
                format!("`{own}` keeps Rust in a sub-folder: sub-folders hold data")
            }
            _ if rest.contains('/') => continue,
            Some((stem, "rs")) => match rust_name(stem) {
                Some(complaint) => complaint,
                None => continue,
            },
            Some((_, "html" | "sql")) | Some(("th" | "en", "ftl")) => continue,
            _ => format!("`{rest}` has no role in a feature: see the list in crates/xtask/src/tidy/layers.rs"),
        };
        found.push(Breach::new(&file.path, 1, what));
    }
    for (file, code) in tree.rust() {
        let Some((own, "mod.rs")) = feature(&file.path) else {
            continue;
        };
        found.extend(
            code.paths.iter().filter_map(|path| Some(Breach::new(&file.path, path.line, misplaced(own, path)?))),
        );
    }
    found
}

/// What is wrong where the face of a feature shows something of [`GIVEN`] out of another file.
fn misplaced(own: &str, path: &Path) -> Option<String> {
    let [_, feature, from, name] = path.names.as_slice() else {
        return None;
    };
    let (_, wanted) = GIVEN.iter().find(|(given, _)| given == name)?;
    let elsewhere = feature == own && from != wanted;
    elsewhere.then(|| format!("`{name}` stands in `{from}.rs`: in every feature it stands in `{wanted}.rs`"))
}

fn rust_name(stem: &str) -> Option<String> {
    if role(stem) != Noun {
        return None;
    }
    let empty =
        EMPTY_NAMES.iter().any(|name| stem.trim_end_matches('s') == *name || stem.ends_with(&format!("_{name}")));
    if empty {
        return Some(format!("`{stem}.rs` says nothing: name the noun it is about"));
    }
    let singular = !stem.ends_with('s') || SINGULAR.iter().any(|word| stem.ends_with(word));
    (!singular).then(|| format!("`{stem}.rs` is no role of the house: a noun's file is singular"))
}

fn layers(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for (file, code) in tree.rust() {
        let Some((own, rest)) = feature(&file.path) else {
            continue;
        };
        let Some(stem) = rest.strip_suffix(".rs").filter(|stem| !stem.starts_with("test")) else {
            continue;
        };
        for path in code.paths.iter().filter(|path| !code.in_test(path.line)) {
            if let Some(what) = complaint(tree, (own, stem), path) {
                found.push(Breach::new(&file.path, path.line, what));
            }
        }
    }
    found
}

fn complaint(tree: &Tree, (own, stem): (&str, &str), path: &Path) -> Option<String> {
    let [root, other, target, ..] = path.names.as_slice() else {
        return None;
    };
    if root != "crate" || other != own || target == stem {
        return None;
    }
    let target_file = tree.of_feature(own, &format!("{target}.rs"))?;
    let theirs = role(target);
    // The files of one role are one: `pages_deeds` draws on `pages`.
    if role(stem) != theirs && !role(stem).may_use().contains(&theirs) {
        return Some(format!("`{stem}` uses `{target}`: the arrows of a feature run the other way (ARCHITECTURE.md)"));
    }
    let name = path.names.get(3)?;
    let reads_only = matches!(role(stem), Pages | Api | Importing | Whole);
    let writes =
        theirs == Store && (name.starts_with("save") || target_file.code().is_ok_and(|code| takes_act(code, name)));
    (reads_only && writes).then(|| format!("`{stem}` writes with `store::{name}`: only a verb writes, in an `Act`"))
}

/// Whether the store's function writes: then it takes an `Act`.
fn takes_act(code: &Code, name: &str) -> bool {
    code.functions.iter().any(|function| function.name == *name && function.takes_act)
}

/// The file of one feature with this name, for other laws.
pub fn part<'a>(tree: &'a Tree, feature: &str, stem: &str) -> Option<(&'a File, &'a Code)> {
    let file = tree.of_feature(feature, &format!("{stem}.rs"))?;
    Some((file, file.code().ok()?))
}

/// The files of one feature that play a role, for other laws: `verbs.rs`, `verbs_deeds.rs`.
pub fn parts<'a>(tree: &'a Tree, name: &'a str, wanted: &'a str) -> impl Iterator<Item = (&'a File, &'a Code)> {
    tree.rust().filter(move |(file, _)| feature(&file.path).is_some_and(|(own, _)| own == name) && file.plays(wanted))
}

#[cfg(test)]
mod tests {
    use super::super::{caught, kept};
    use super::*;

    fn at(name: &str) -> String {
        format!("crates/brokerage/src/needs/{name}")
    }

    #[test]
    fn files_have_the_names_of_their_roles() {
        for good in [
            "mod.rs",
            "need.rs",
            "status.rs",
            "store.rs",
            "importing.rs",
            "store_areas.rs",
            "pages_deeds.rs",
            "index.html",
            "th.ftl",
            "report.sql",
            "data/list.csv",
        ] {
            kept(&FILES, &[(&at(good), "")]);
        }
        caught(&FILES, &[(&at("utils.rs"), "")], "says nothing");
        caught(&FILES, &[(&at("need_service.rs"), "")], "says nothing");
        caught(&FILES, &[(&at("needs.rs"), "")], "singular");
        caught(&FILES, &[(&at("inner/thing.rs"), "")], "sub-folders hold data");
        caught(&FILES, &[(&at("fr.ftl"), "")], "no role");
    }

    #[test]
    fn what_every_feature_gives_stands_in_the_same_file() {
        for good in [
            "mod pages_reminders;\npub use pages_reminders::reminders;",
            "mod pages_slots;\npub use pages_slots::on_desk;",
            "mod pages;\nuse crate::reminders;",
        ] {
            kept(&FILES, &[(&at("mod.rs"), good)]);
        }
        let face = "mod pages_slots;\npub use pages_slots::{on_desk, waiting};";
        caught(&FILES, &[(&at("mod.rs"), face)], "mod.rs:2: `waiting` stands in `pages_slots.rs`");
    }

    #[test]
    fn arrows_run_one_way() {
        let store = (
            at("store.rs"),
            "pub async fn find() {}\npub async fn save(act: &mut Act) {}\npub async fn erase(act: &mut Act) {}",
        );
        let tree = |name: &'static str, text: &'static str| {
            let files = [
                (at("need.rs"), "//!"),
                (at("policy.rs"), "//!"),
                (at("record.rs"), "//!"),
                store.clone(),
                (at(name), text),
            ];
            files.into_iter().rev().collect::<Vec<_>>()
        };
        let try_it = |name, text, what: Option<&str>| {
            let files = tree(name, text);
            let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
            match what {
                Some(what) => caught(&LAYERS, &files, what),
                None => kept(&LAYERS, &files),
            }
        };
        try_it("pages.rs", "use super::{need::Need, policy, store};\nfn f() { store::find() }", None);
        try_it("verbs.rs", "use super::store;\nfn f() { store::save() }", None);
        try_it("pages_offers.rs", "use super::store;\nfn f() { store::find() }", None);
        try_it("verbs_offers.rs", "use super::store;\nfn f() { store::save() }", None);
        try_it("store_offers.rs", "use super::{record, store};", None);
        try_it("store_offers.rs", "use super::policy;", Some("`store_offers` uses `policy`"));
        try_it("pages_offers.rs", "use super::record;", Some("`pages_offers` uses `record`"));
        try_it("pages_offers.rs", "use super::store;\nfn f() { store::save() }", Some("`pages_offers` writes"));
        try_it("mod.rs", "pub use store::find; mod store;", None);
        try_it("forms.rs", "use super::store;", Some("`forms` uses `store`"));
        try_it("offer.rs", "use crate::needs::record::Model;", Some("`offer` uses `record`"));
        try_it("pages.rs", "use super::record;", Some("`pages` uses `record`"));
        try_it(
            "pages.rs",
            "use super::store;\nfn f() { store::save() }",
            Some("pages.rs:2: `pages` writes with `store::save`"),
        );
        try_it("api.rs", "use super::store::erase;", Some("`store::erase`"));
        try_it("mod.rs", "mod store;\npub use store::save;", Some("`mod` writes"));
    }
}
