//! One word, five places: a verb's name is the right, the audit action, the last part of its address,
//! the operation of the API and what a test says. Read from `enum Verb` in each `policy.rs`. A noun that is
//! `Registered` in its feature's `verbs.rs` takes the functions of its verbs and the ends of its addresses
//! from `register/`, as the feature's `mod.rs` takes its routes. Beside them a verb has a name for those who
//! read the trail, among the sentences of its folder.

use std::collections::BTreeSet;

use syn::{Expr, ExprLit, Item, ItemEnum, Lit, Meta, Variant};

use super::code::Code;
use super::fluent::{Messages, language};
use super::layers::{part, parts};
use super::ranks::snake;
use super::tree::{File, feature, source};
use super::{Breach, Law, Tree};

/// One word, five places.
pub const VERBS: Law = Law {
    name: "one word, five places",
    reason: "who reads the audit trail, a URL, the API or a test finds the same verb in the code",
    prove: verbs,
};

/// First words of a verb's doc comment that change where its address is looked for.
const CREATION: &str = "Creation:";
/// The folder of the verbs and addresses that several features have alike.
const REGISTER: &str = "register";
/// Done by the program itself, or by a verb of another feature, which has asked for the right.
const INSIDE: [&str; 2] = ["Inside:", "From below:"];

fn verbs(tree: &Tree) -> Vec<Breach> {
    let features: BTreeSet<&str> = tree
        .files()
        .filter(|file| file.plays("verbs") || file.plays("policy"))
        .filter_map(|file| Some(feature(&file.path)?.0))
        .collect();
    let (tests, names) = (tests(tree), language(tree, "th.ftl", &mut Vec::new()));
    let mut found = Vec::new();
    for name in features {
        let Some((policy, code)) = part(tree, name, "policy") else {
            let path = tree.of_feature(name, "verbs.rs").map_or(name, |file| &file.path);
            found.push(Breach::new(path, 1, "has no policy.rs beside it: `pub enum Verb` says who may do what"));
            continue;
        };
        let Some(verb_enum) = verb_enum(code) else {
            found.push(Breach::new(&policy.path, 1, "holds no `pub enum Verb`"));
            continue;
        };
        let place = Place { tree, name, policy, code, tests: &tests, names: &names };
        found.extend(verb_enum.variants.iter().flat_map(|variant| place.complaints(variant)));
    }
    found
}

fn verb_enum(code: &Code) -> Option<&ItemEnum> {
    code.syntax.items.iter().find_map(|item| match item {
        Item::Enum(item) if item.ident == "Verb" => Some(item),
        _ => None,
    })
}

/// The texts of all tests, in which an audit name must occur.
fn tests(tree: &Tree) -> String {
    let mut texts = String::new();
    for (file, code) in tree.rust().filter(|(file, _)| source(&file.path).is_some() || file.is_test()) {
        let lines = file.text.lines().enumerate().filter(|(at, _)| file.is_test() || code.in_test(at + 1));
        for (_, line) in lines {
            texts.push_str(line);
            texts.push('\n');
        }
    }
    texts
}

/// One feature, while its verbs are looked for.
struct Place<'a> {
    tree: &'a Tree,
    name: &'a str,
    policy: &'a File,
    code: &'a Code,
    tests: &'a str,
    /// The Thai sentences of the house; the law of messages holds the English ones against them.
    names: &'a Messages,
}

impl Place<'_> {
    fn complaints(&self, variant: &Variant) -> Vec<Breach> {
        let (name, line) = (variant.ident.to_string(), variant.ident.span().start().line);
        let function = snake(&name);
        let mut wrong = Vec::new();
        if !is_inside(variant) && !declares(self.code, &format!("may_{function}")) {
            wrong.push(format!("`{name}` has no `fn may_{function}` in policy.rs"));
        }
        let own = parts(self.tree, self.name, "verbs").any(|(_, code)| declares(code, &function));
        if !own && self.registers("verbs").is_none_or(|code| !declares(code, &function)) {
            wrong.push(format!("`{name}` has no `fn {function}` in verbs.rs"));
        }
        match self.audit_name(&name, &function) {
            None => {
                wrong.push(format!("`{name}` has no audit name: `Verb::{name} => \"noun.{function}\"` in policy.rs"));
            }
            Some(audit) => wrong.extend(self.said_elsewhere(variant, &function, &audit)),
        }
        wrong.into_iter().map(|what| Breach::new(&self.policy.path, line, what)).collect()
    }

    /// The address, the operation, the test and the name of a verb.
    fn said_elsewhere(&self, variant: &Variant, function: &str, audit: &str) -> Vec<String> {
        let mut wrong = Vec::new();
        let verb = audit.rsplit('.').next().unwrap_or(audit).replace('_', "-");
        if !is_inside(variant) {
            wrong.extend(self.address(&doc(variant), &verb, audit));
            let offers = |api: &Code| {
                declares(api, function) || api.texts.iter().any(|text| text.name == audit || text.name == function)
            };
            let mut apis = parts(self.tree, self.name, "api").peekable();
            if apis.peek().is_some() && !apis.any(|(_, api)| offers(api)) {
                wrong.push(format!(
                    "`{audit}` is no operation in api.rs: name the handler, or the operation id, `{function}`"
                ));
            }
        }
        if !self.tests.contains(audit) && !self.tests.contains(&audit.replace('.', "_")) {
            wrong.push(format!("`{audit}` is named by no test"));
        }
        let id = name_of(self.name, audit);
        if !self.names.contains_key(&id) {
            wrong.push(format!("`{audit}` has no name in the trail: write `{id}` into th.ftl and en.ftl"));
        }
        wrong
    }

    fn address(&self, doc: &str, verb: &str, audit: &str) -> Option<String> {
        let own = part(self.tree, self.name, "mod").map(|(_, code)| code);
        let taken = own.filter(|code| code.paths.iter().any(|path| path.has(&["register", "routes"])));
        let routes = || own.into_iter().chain(taken.and_then(|_| self.registers("pages")));
        if doc.starts_with(CREATION) {
            let posts = routes().any(|code| code.words.iter().any(|word| word.name == "post"));
            return (!posts).then(|| format!("`{audit}` creates, but mod.rs takes no POST to the collection"));
        }
        let last = |text: &str| text.starts_with('/') && text.rsplit('/').next() == Some(verb);
        let found = routes().any(|code| code.texts.iter().any(|text| last(&text.name)));
        let what = || {
            format!(
                "`{audit}` has no address ending in `/{verb}` in mod.rs (a verb whose doc comment begins with `{CREATION}` is a POST to the collection, with `{}` it has none)",
                INSIDE[0]
            )
        };
        (!found).then(what)
    }

    /// A file of `register/`, where the feature keeps such a register.
    fn registers(&self, stem: &str) -> Option<&Code> {
        let is_one = |item: &Item| match item {
            Item::Impl(item) => item.trait_.as_ref().is_some_and(|(_, path, _)| path.is_ident("Registered")),
            _ => false,
        };
        let mut own = parts(self.tree, self.name, "verbs");
        if own.any(|(_, code)| code.syntax.items.iter().any(is_one)) {
            part(self.tree, REGISTER, stem).map(|(_, code)| code)
        } else {
            None
        }
    }

    /// The text beside the variant in a match: `Verb::Register => "need.register"`. A verb of a
    /// feature with several nouns may bear the noun: `SignAgreement => "agreement.sign"`.
    fn audit_name(&self, variant: &str, function: &str) -> Option<String> {
        let arrow = |line: &str| {
            let (left, right) = line.split_once("=>")?;
            let names = left.trim().split('|').any(|name| name.trim().rsplit("::").next() == Some(variant));
            let text = right.split('"').nth(1).filter(|_| names)?;
            let (noun, verb) = text.split_once('.')?;
            (function == verb || function == format!("{verb}_{noun}")).then(|| text.to_owned())
        };
        self.policy.text.lines().find_map(arrow)
    }
}

/// The id of a verb's name in the trail: `needs-verb-need-hand_over` of `need.hand_over`.
pub fn name_of(feature: &str, audit: &str) -> String {
    format!("{}-verb-{}", feature.replace('_', "-"), audit.replacen('.', "-", 1))
}

fn is_inside(variant: &Variant) -> bool {
    let doc = doc(variant);
    INSIDE.iter().any(|marker| doc.starts_with(marker))
}

fn declares(code: &Code, name: &str) -> bool {
    code.declared.iter().any(|function| function.name == name)
}

/// The first line of a variant's doc comment.
fn doc(variant: &Variant) -> String {
    let text = variant.attrs.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    text.unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{caught, kept};
    use super::*;

    const POLICY: &str = "pub enum Verb {\n    /// Creation: anyone.\n    Register,\n    HandOver,\n    /// Inside: by the clock.\n    Expire,\n}
        impl Verb { fn as_str(self) -> &'static str { match self {\n Self::Register => \"need.register\",\n Verb::HandOver => \"need.hand_over\",\n Verb::Expire => \"need.expire\",\n } } }
        fn may_register() {}\nfn may_hand_over() {}";
    const VERBS_RS: &str = "pub async fn register() {}\npub async fn hand_over() {}\npub async fn expire() {}";
    const MOD: &str = "fn routes() { r(\"/needs\", post(pages::register)); r(\"/needs/{code}/hand-over\", post(x)); }";
    const API: &str = "#[utoipa::path(operation_id = \"register\")]\nasync fn create() {}\nasync fn hand_over() {}";
    const TESTS: &str =
        "fn a() { assert(\"need.register\"); }\nfn need_hand_over_is_refused() {}\nfn b() { \"need.expire\"; }";

    const TH: &str = "needs-verb-need-register = ก\nneeds-verb-need-hand_over = ข\nneeds-verb-need-expire = ค\n";

    fn with(path: &'static str, from: &str, to: &str) -> Vec<(String, String)> {
        let files = [
            ("policy.rs", POLICY),
            ("verbs.rs", VERBS_RS),
            ("mod.rs", MOD),
            ("api.rs", API),
            ("tests.rs", TESTS),
            ("th.ftl", TH),
        ];
        let change = |(name, text): (&str, &str)| {
            let text = if name == path { text.replace(from, to) } else { text.to_owned() };
            (format!("crates/brokerage/src/needs/{name}"), text)
        };
        files.into_iter().map(change).collect()
    }

    fn refs(files: &[(String, String)]) -> Vec<(&str, &str)> {
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
    }

    #[test]
    fn a_verb_that_is_everywhere_is_good() {
        kept(&VERBS, &refs(&with("", "", "")));
    }

    #[test]
    fn a_verb_may_stand_in_a_part_of_the_verbs() {
        let mut files = with("verbs.rs", "pub async fn hand_over() {}", "");
        files.push(("crates/brokerage/src/needs/verbs_deeds.rs".into(), "pub async fn hand_over() {}".into()));
        kept(&VERBS, &refs(&files));
    }

    #[test]
    fn a_register_has_its_verbs_and_addresses_from_the_registers() {
        let registers = |verbs: &'static str, pages: &'static str| {
            let mut files = with("verbs.rs", VERBS_RS, "impl Registered for Need {}");
            for (path, text) in &mut files {
                if path.ends_with("mod.rs") {
                    *text = "fn routes() { crate::register::routes::<Need>(); }".to_owned();
                }
            }
            files.push(("crates/house/src/register/verbs.rs".into(), verbs.into()));
            files.push(("crates/house/src/register/pages.rs".into(), pages.into()));
            files
        };
        let pages = "fn routes() { r(post(x)); r(at(\"/{code}/hand-over\")); }";
        kept(&VERBS, &refs(&registers(VERBS_RS, pages)));
        caught(&VERBS, &refs(&registers("fn register() {}\nfn expire() {}", pages)), "no `fn hand_over` in verbs.rs");
        caught(&VERBS, &refs(&registers(VERBS_RS, "fn routes() { post(x); }")), "no address ending in `/hand-over`");
        let mut untaken = registers(VERBS_RS, pages);
        for (path, text) in &mut untaken {
            if path.ends_with("needs/mod.rs") {
                *text = "fn routes() { r(\"/needs\", post(x)); }".to_owned();
            }
        }
        caught(&VERBS, &refs(&untaken), "no address ending in `/hand-over`");
        // Another feature's verbs are no register's.
        let mut unregistered = with("verbs.rs", "pub async fn hand_over() {}", "");
        unregistered.push(("crates/house/src/register/verbs.rs".into(), VERBS_RS.into()));
        caught(&VERBS, &refs(&unregistered), "no `fn hand_over` in verbs.rs");
    }

    #[test]
    fn each_of_the_five_places_and_the_name_is_missed() {
        for (path, from, to, what) in [
            ("policy.rs", "fn may_hand_over", "fn may_hand", "no `fn may_hand_over`"),
            ("verbs.rs", "fn hand_over", "fn hand", "no `fn hand_over` in verbs.rs"),
            ("policy.rs", "\"need.hand_over\"", "\"need.handover\"", "no audit name"),
            ("mod.rs", "/hand-over", "/handover", "no address ending in `/hand-over`"),
            ("mod.rs", "post(", "get(", "no POST"),
            ("api.rs", "fn hand_over", "fn hand", "no operation"),
            ("tests.rs", "need_hand_over", "need_hand", "named by no test"),
            ("th.ftl", "need-hand_over", "need-hand-over", "write `needs-verb-need-hand_over` into th.ftl"),
            ("th.ftl", "needs-verb-need-expire = ค\n", "", "`need.expire` has no name in the trail"),
        ] {
            caught(&VERBS, &refs(&with(path, from, to)), what);
        }
    }

    #[test]
    fn a_feature_with_verbs_has_a_policy() {
        caught(&VERBS, &[("crates/brokerage/src/needs/verbs.rs", "")], "no policy.rs");
        caught(&VERBS, &[("crates/brokerage/src/needs/policy.rs", "//! x")], "no `pub enum Verb`");
    }
}
