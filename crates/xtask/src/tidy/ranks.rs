//! Who may use whom: features by rank, the ground knowing no business noun, crates by a table.

use syn::{Expr, Item};

use super::tree::{feature, main_file, source};
use super::{Breach, Law, Tree};

/// Where the features are listed.
const ROUTER: &str = "crates/techclinic/src/router.rs";
/// The item that lists them.
const LIST: &str = "FEATURES";

/// The journey of a need as ranks, lowest first: the rows of `FEATURES` in router.rs, where each folder is
/// named by the constant it gives to the house.
struct Ranks(Vec<Vec<String>>);

impl Ranks {
    /// Reads them.
    ///
    /// # Errors
    /// The breach, where the list cannot be read.
    fn read(tree: &Tree) -> Result<Self, Breach> {
        let breach = |what: String| Breach::new(ROUTER, 1, what);
        let code = tree.get(ROUTER).and_then(|file| file.code().ok());
        let list = code.and_then(|code| {
            code.syntax.items.iter().find_map(|item| match item {
                Item::Const(item) if item.ident == LIST => Some(&*item.expr),
                _ => None,
            })
        });
        let Some(rows) = list.and_then(elements) else {
            return Err(breach(format!("holds no list `{LIST}`: the ranks of all features are read from it")));
        };
        let row = |row: &Expr| elements(row).and_then(|names| names.into_iter().map(named).collect::<Option<Vec<_>>>());
        let rows = rows.into_iter().map(row).collect::<Option<Vec<_>>>();
        rows.map(Self).ok_or_else(|| breach(format!("a row of `{LIST}` is no list of `&its_crate::x::FEATURE`")))
    }

    fn of(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|names| names.iter().any(|own| own == name))
    }

    /// Every feature that others may use.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten().map(String::as_str).filter(|name| !ABOVE.contains(name))
    }
}

/// What stands in `&[…]`.
fn elements(list: &Expr) -> Option<Vec<&Expr>> {
    match list {
        Expr::Reference(list) => elements(&list.expr),
        Expr::Array(list) => Some(list.elems.iter().collect()),
        _ => None,
    }
}

/// The folder `x` of `&its_crate::x::FEATURE`.
fn named(feature: &Expr) -> Option<String> {
    match feature {
        Expr::Reference(feature) => named(&feature.expr),
        Expr::Path(feature) => feature.path.segments.iter().rev().nth(1).map(|folder| folder.ident.to_string()),
        _ => None,
    }
}

/// Modules beside the features that see everything, and so may be seen by none.
const ABOVE: [&str; 4] = ["router", "main", "commands", "demo"];

/// What of a feature is its own affair. Another feature's table may be named for a join.
const PRIVATE: [&str; 3] = ["store", "pages", "record"];

/// Features use lower ranks, and only what those show.
pub const FEATURES: Law = Law {
    name: "ranks",
    reason: "a need travels one way through the house, so that any room can be understood, or taken out, with those below it",
    prove: features,
};

/// The ground knows no business noun.
pub const GROUND: Law = Law {
    name: "ground",
    reason: "kit could be given away: a business noun in it would be a rule in the wrong place",
    prove: ground,
};

/// Crates use each other by a table.
pub const CRATES: Law = Law {
    name: "crates",
    reason: "the ground and the history of the schema must outlive the product that stands on them",
    prove: crates,
};

fn features(tree: &Tree) -> Vec<Breach> {
    let ranks = match Ranks::read(tree) {
        Ok(ranks) => ranks,
        Err(breach) => return vec![breach],
    };
    let mut found = Vec::new();
    for (file, code) in tree.rust() {
        let layout = source(&file.path).is_some_and(|path| path.starts_with("layout/"));
        let Some((own, _)) = feature(&file.path).or(layout.then_some(("layout", ""))) else {
            continue;
        };
        if ranks.of(own).is_none() && !layout {
            let what = format!("feature `{own}` has no rank: add `&its_crate::{own}::FEATURE` to {LIST} in {ROUTER}");
            found.push(Breach::new(&file.path, 1, what));
            continue;
        }
        let joins = file.plays("record") || file.plays("store");
        for path in &code.paths {
            let Some(other) = path.names.get(1).filter(|_| path.names[0] == "crate") else {
                continue;
            };
            let part = match path.names.get(2).map_or("", String::as_str) {
                // `store_areas::…` is a part of the store; `record_outcome` alone is a verb.
                part if path.names.len() > 3 => main_file(part),
                part => part,
            };
            if let Some(what) = complaint(&ranks, own, other, part, joins) {
                found.push(Breach::new(&file.path, path.line, what));
            }
        }
    }
    found
}

/// The layout every feature stands in: it knows who reads and what a place is called, nothing of the features
/// above.
const LAYOUT_KNOWS: [&str; 2] = ["places", "accounts"];

/// What is wrong with `own` using `other::part`, if anything is.
fn complaint(ranks: &Ranks, own: &str, other: &str, part: &str, joins: bool) -> Option<String> {
    if own == "layout" && LAYOUT_KNOWS.contains(&other) {
        return None;
    }
    if ABOVE.contains(&other) {
        return Some(format!(
            "`{own}` uses `crate::{other}`, which stands above all features: hand down what is needed"
        ));
    }
    let (ours, theirs) = (ranks.of(own), ranks.of(other).filter(|_| own != other)?);
    if ours.is_none_or(|ours| theirs >= ours) {
        let how = if ours == Some(theirs) { "of the same rank" } else { "of a higher rank" };
        return Some(format!("`{own}` uses `{other}`, {how}: call downwards only, or let the higher one fill a slot"));
    }
    let private = PRIVATE.contains(&part) && !(part == "record" && joins);
    private.then(|| format!("`{own}` reaches into `{other}::{part}`: use its nouns, verbs and public queries"))
}

/// Words of the field that are also words of the trade, and so free in the ground.
const ORDINARY: &[(&str, &str)] = &[
    ("history", "a browser has one"),
    ("home", "a site has one"),
    ("imports", "what a module does"),
    ("matching", "what a pattern does"),
    ("places", "where something is put or found"),
    ("responses", "what HTTP answers"),
    ("search", "the part of a URL after its question mark"),
    ("accounts", "the verb: one thing accounts for another"),
];

/// Nouns of the field that are not also the name of a feature.
const NOUNS: [&str; 12] = [
    "clinic",
    "technology",
    "village",
    "volunteer",
    "project",
    "questionnaire",
    "participant",
    "province",
    "district",
    "subdistrict",
    "organisation",
    "indicator",
];

fn ground(tree: &Tree) -> Vec<Breach> {
    // Where there is no list the law of ranks says so.
    let Ok(ranks) = Ranks::read(tree) else { return Vec::new() };
    let ordinary = |word: &str| ORDINARY.iter().any(|(ordinary, _)| *ordinary == word);
    let business: Vec<&str> = ranks.names().chain(NOUNS).filter(|word| !ordinary(word)).collect();
    let mut found = Vec::new();
    for (file, code) in tree.rust().filter(|(file, _)| file.path.starts_with("crates/kit/src/")) {
        for word in &code.words {
            let snake = snake(&word.name);
            let noun = business.iter().find(|noun| snake == **noun || snake.split('_').any(|part| part == **noun));
            if let Some(noun) = noun {
                let what = format!("`{}` names the business noun `{noun}`: move it into a feature", word.name);
                found.push(Breach::new(&file.path, word.line, what));
            }
        }
    }
    found
}

/// `NeedId` as `need_id`.
pub fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_uppercase() && at > 0 && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// Which of our crates each may use in what it ships; tests may use more.
const CRATE_USES: &[(&str, &[&str])] = &[
    ("thai", &[]),
    ("search", &["thai"]),
    ("meaning", &["thai"]),
    ("documents", &["thai"]),
    ("kit", &["thai"]),
    ("xlsform", &["kit", "thai"]),
    ("paper", &["documents", "xlsform"]),
    ("migration", &["kit", "thai"]),
    ("house", &["kit", "meaning", "search", "thai"]),
    ("brokerage", &["house", "kit", "meaning", "search", "thai"]),
    ("network", &["brokerage", "house", "kit", "search", "thai"]),
    ("transfer", &["brokerage", "documents", "house", "kit", "network", "paper", "search", "thai", "xlsform"]),
    (
        "techclinic",
        &["brokerage", "house", "kit", "meaning", "migration", "network", "search", "thai", "transfer", "xlsform"],
    ),
    ("xtask", &[]),
];

fn crates(tree: &Tree) -> Vec<Breach> {
    let manifests = tree.files().filter(|file| file.name() == "Cargo.toml" && file.path.starts_with("crates/"));
    let mut found = Vec::new();
    for file in manifests {
        let own = file.folder().trim_start_matches("crates/");
        let Some((_, uses)) = CRATE_USES.iter().find(|(name, _)| *name == own) else {
            let what = "this crate is in no table: say in CRATE_USES in crates/xtask/src/tidy/ranks.rs whom it may use";
            found.push(Breach::new(&file.path, 1, what));
            continue;
        };
        for (line, name) in dependencies(&file.text) {
            if CRATE_USES.iter().any(|(ours, _)| *ours == name) && !uses.contains(&name) {
                found.push(Breach::new(
                    &file.path,
                    line,
                    format!("`{own}` may not use `{name}`: turn the dependency round"),
                ));
            }
        }
    }
    found
}

/// Names under `[dependencies]` and its like, without those of tests.
fn dependencies(manifest: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut inside = false;
    manifest.lines().enumerate().filter_map(move |(at, line)| {
        if line.starts_with('[') {
            inside = line.contains("dependencies]") && !line.contains("dev-");
        }
        let name =
            line.split(['.', '=', ' ']).next().filter(|name| !name.is_empty() && !line.starts_with(['[', '#']))?;
        inside.then_some((at + 1, name))
    })
}

#[cfg(test)]
mod tests {
    use super::super::breaches;
    use super::*;

    const NEEDS: &str = "crates/brokerage/src/needs/verbs.rs";
    /// Four ranks and the demonstration.
    const RANKS: &str = "pub const FEATURES: &[&[&Feature]] = &[
        &[&crate::places::FEATURE],
        &[&crate::technologies::FEATURE],
        &[&crate::needs::FEATURE, &crate::villages::FEATURE],
        &[&crate::projects::FEATURE],
        &[&crate::demo::FEATURE],
    ];";

    fn with_ranks<'a>(files: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        files.iter().copied().chain([(ROUTER, RANKS)]).collect()
    }

    #[track_caller]
    fn caught(law: &Law, files: &[(&str, &str)], what: &str) {
        super::super::caught(law, &with_ranks(files), what);
    }

    #[track_caller]
    fn kept(law: &Law, files: &[(&str, &str)]) {
        super::super::kept(law, &with_ranks(files));
    }

    #[test]
    fn the_ranks_are_the_rows_of_the_router() {
        let ranks = Ranks::read(&Tree::of(&[(ROUTER, RANKS)])).expect("the list is there");
        for (row, feature) in ["places", "technologies", "villages", "projects"].into_iter().enumerate() {
            assert_eq!(ranks.of(feature), Some(row), "{feature}");
        }
        assert_eq!(ranks.of("gossip"), None);
        let missed = |router: &str| breaches(&FEATURES, &[(ROUTER, router), (NEEDS, "//! x")]);
        assert!(missed("pub fn router() {}")[0].contains("holds no list `FEATURES`"));
        assert!(missed("const FEATURES: &[&[fn()]] = &[&[|| ()]];")[0].contains("no list of `&its_crate::x::FEATURE`"));
        assert!(breaches(&FEATURES, &[(NEEDS, "//! x")])[0].contains("router.rs:1: holds no list"));
    }

    #[test]
    fn a_feature_uses_lower_ranks_only() {
        kept(
            &FEATURES,
            &[(NEEDS, "use crate::technologies::Technology;\nuse crate::layout::x;\nuse crate::app::App;")],
        );
        caught(
            &FEATURES,
            &[(NEEDS, "\nuse crate::projects::Project;")],
            "needs/verbs.rs:2: `needs` uses `projects`, of a higher",
        );
        caught(&FEATURES, &[(NEEDS, "use crate::villages::Village;")], "of the same rank");
        caught(&FEATURES, &[(NEEDS, "use crate::demo::seed;")], "above all features");
    }

    #[test]
    fn no_disguise_helps() {
        caught(&FEATURES, &[(NEEDS, "fn f() { crate::projects::verbs::open() }")], "`projects`");
        caught(&FEATURES, &[(NEEDS, "fn f() { super::super::projects::open() }")], "`projects`");
        caught(&FEATURES, &[(NEEDS, "fn f() { assert!(crate::projects::x()) }")], "`projects`");
        let renamed = "use crate::places as p;\nfn f() { p::store::find() }";
        caught(&FEATURES, &[(NEEDS, renamed)], "verbs.rs:2: `needs` reaches into `places::store`");
    }

    #[test]
    fn the_inside_of_a_lower_feature_is_its_own_affair() {
        caught(&FEATURES, &[(NEEDS, "use crate::places::pages::index;")], "`places::pages`");
        caught(&FEATURES, &[(NEEDS, "use crate::places::record::Place;")], "`places::record`");
        caught(&FEATURES, &[(NEEDS, "use crate::places::store_maps::find;")], "`places::store`");
        kept(&FEATURES, &[(NEEDS, "use crate::places::record_visit;")]);
        kept(&FEATURES, &[("crates/brokerage/src/needs/record.rs", "use crate::places::record::Place;")]);
    }

    #[test]
    fn every_feature_has_a_rank_and_the_layout_is_under_all() {
        caught(&FEATURES, &[("crates/techclinic/src/gossip/mod.rs", "//! x")], "`gossip` has no rank");
        caught(&FEATURES, &[("crates/house/src/layout/mod.rs", "use crate::projects::Project;")], "`layout` uses");
        kept(&FEATURES, &[("crates/techclinic/src/demo/mod.rs", "use crate::places::store::all;")]);
        let router = "use crate::router::FEATURES;";
        caught(&FEATURES, &[("crates/house/src/layout/slots.rs", router)], "`crate::router`, which stands above");
    }

    #[test]
    fn the_ground_knows_no_business_noun() {
        caught(&GROUND, &[("crates/kit/src/a.rs", "fn f(clinic_code: &str) {}")], "`clinic`");
        caught(&GROUND, &[("crates/kit/src/a.rs", "struct VillageId;")], "`village`");
        caught(&GROUND, &[("crates/kit/src/a.rs", "struct NeedsOf;")], "`needs`");
        kept(&GROUND, &[("crates/kit/src/a.rs", "fn demo() {}")]);
        kept(&GROUND, &[("crates/kit/src/a.rs", "// a clinic\nfn respond(response: Response) { \"village\"; }")]);
    }

    #[test]
    fn crates_use_each_other_by_the_table() {
        let manifest = "[dependencies]\ntechclinic.workspace = true\n[dev-dependencies]\nmigration.workspace = true\n";
        caught(&CRATES, &[("crates/kit/Cargo.toml", manifest)], "Cargo.toml:2: `kit` may not use `techclinic`");
        caught(&CRATES, &[("crates/thai/Cargo.toml", "[dependencies]\nkit = { path = \"../kit\" }\n")], "`thai`");
        assert_eq!(breaches(&CRATES, &[("crates/odd/Cargo.toml", "")]).len(), 1);
    }
}
