//! Who may use whom: features by rank, the ground knowing no business noun, crates by a table.

use super::tree::{feature, main_file};
use super::{Breach, Law, Tree};

/// The journey of a need as ranks: a feature uses lower ranks only. A row is the border of a feature;
/// where a real case does not fit, move the border here and say why in the commit.
const RANKS: &[&[&str]] = &[
    // Who is reading and what they may: asked by every policy, the register's own among them.
    &["rights"],
    &["places"],
    &["organisations"],
    &["accounts"],
    &["agreements", "appointments", "holidays", "promises", "technologies", "questionnaires", "thesaurus"],
    &["needs", "villages"],
    &["volunteers", "matching", "interests"],
    // A clinic asks the whole network where matching found nothing.
    &["network_calls"],
    &["projects"],
    &["responses"],
    &["participation"],
    &["monitoring"],
    &["events", "integration_plans", "agreement_evidence"],
    &[
        "history",
        "search",
        "reports",
        "open_data",
        "published_figures",
        "past_projects",
        "trainings",
        "old_addresses",
        "home",
        "dashboard",
        "coverage",
        "reminders",
    ],
    // Files bring in records of every kind, published figures among them.
    &["imports"],
    // What was rehearsed is cleared along the whole way.
    &["practice"],
];

/// Modules beside the features that see everything, and so may be seen by none.
const ABOVE: [&str; 5] = ["router", "main", "config", "commands", "demo"];

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

fn rank(name: &str) -> Option<usize> {
    RANKS.iter().position(|names| names.contains(&name))
}

fn features(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for (file, code) in tree.rust() {
        let layout = file.path.starts_with("crates/techclinic/src/layout/");
        let Some((own, _)) = feature(&file.path).or(layout.then_some(("layout", ""))) else {
            continue;
        };
        if rank(own).is_none() && !layout {
            let what = format!("feature `{own}` has no rank: add it to RANKS in crates/xtask/src/tidy/ranks.rs");
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
            if let Some(what) = complaint(own, other, part, joins) {
                found.push(Breach::new(&file.path, path.line, what));
            }
        }
    }
    found
}

/// The layout every feature stands in: it knows who reads and what a place is called, and draws the
/// slots of the router; nothing of the features above.
const LAYOUT_KNOWS: [&str; 3] = ["places", "accounts", "router"];

/// What is wrong with `own` using `other::part`, if anything is.
fn complaint(own: &str, other: &str, part: &str, joins: bool) -> Option<String> {
    if own == "layout" && LAYOUT_KNOWS.contains(&other) {
        return None;
    }
    if ABOVE.contains(&other) {
        return Some(format!(
            "`{own}` uses `crate::{other}`, which stands above all features: hand down what is needed"
        ));
    }
    let theirs = rank(other).filter(|_| own != other)?;
    if rank(own).is_none_or(|ours| theirs >= ours) {
        let how = if rank(own) == Some(theirs) { "of the same rank" } else { "of a higher rank" };
        return Some(format!("`{own}` uses `{other}`, {how}: call downwards only, or let router.rs fill a slot"));
    }
    let private = PRIVATE.contains(&part) && !(part == "record" && joins);
    private.then(|| format!("`{own}` reaches into `{other}::{part}`: use its nouns, verbs and public queries"))
}

/// Words of the field that are also words of the trade, and so free in the ground.
const ORDINARY: &[(&str, &str)] = &[
    ("events", "something that happens in a program"),
    ("history", "a browser has one"),
    ("home", "a site has one"),
    ("imports", "what a module does"),
    ("matching", "what a pattern does"),
    ("places", "where something is put or found"),
    ("reports", "what a job does about its progress"),
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
    let ordinary = |word: &str| ORDINARY.iter().any(|(ordinary, _)| *ordinary == word);
    let business: Vec<&str> =
        RANKS.iter().flat_map(|names| names.iter().copied()).chain(NOUNS).filter(|word| !ordinary(word)).collect();
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
    ("kit", &["thai"]),
    ("migration", &["kit", "thai"]),
    ("documents", &["kit", "thai"]),
    ("techclinic", &["documents", "kit", "meaning", "migration", "search", "thai"]),
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
    use super::super::{breaches, caught, kept};
    use super::*;

    const NEEDS: &str = "crates/techclinic/src/needs/verbs.rs";

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
        kept(&FEATURES, &[("crates/techclinic/src/needs/record.rs", "use crate::places::record::Place;")]);
    }

    #[test]
    fn every_feature_has_a_rank_and_the_layout_is_under_all() {
        caught(&FEATURES, &[("crates/techclinic/src/gossip/mod.rs", "//! x")], "`gossip` has no rank");
        caught(&FEATURES, &[("crates/techclinic/src/layout/mod.rs", "use crate::projects::Project;")], "`layout` uses");
        kept(&FEATURES, &[("crates/techclinic/src/demo/mod.rs", "use crate::places::store::all;")]);
    }

    #[test]
    fn the_ground_knows_no_business_noun() {
        caught(&GROUND, &[("crates/kit/src/a.rs", "fn f(clinic_code: &str) {}")], "`clinic`");
        caught(&GROUND, &[("crates/kit/src/a.rs", "struct VillageId;")], "`village`");
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
