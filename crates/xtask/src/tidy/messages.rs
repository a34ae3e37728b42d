//! Sentences: all of them in `th.ftl` and `en.ftl` beside the feature, the same in both, each used.

use std::collections::BTreeSet;

use super::code::Code;
use super::fluent::{Messages, language};
use super::tree::{File, feature};
use super::verbs::name_of;
use super::{Breach, Law, Tree};

/// Both languages say the same things, and nothing is missing or left over.
pub const MESSAGES: Law = Law {
    name: "messages",
    reason: "Thai and English are both complete, and a sentence is found beside the feature that says it",
    prove: messages,
};

/// No sentence in Rust.
pub const SENTENCES: Law = Law {
    name: "no sentence in Rust",
    reason: "what people read can be changed, and translated, without reading a program",
    prove: sentences,
};

fn messages(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    let thai = language(tree, "th.ftl", &mut found);
    let english = language(tree, "en.ftl", &mut found);
    for (from, to, other) in [(&thai, &english, "en.ftl"), (&english, &thai, "th.ftl")] {
        for (id, message) in from {
            match to.get(id) {
                None => found.push(Breach::new(&message.path, message.line, format!("`{id}` is missing in {other}"))),
                Some(same) if same.variables != message.variables => {
                    let what = format!(
                        "`{id}` has other $variables in {other}: {:?} and {:?}",
                        message.variables, same.variables
                    );
                    found.push(Breach::new(&message.path, message.line, what));
                }
                Some(_) => {}
            }
        }
    }
    let used = Used::read(tree, &thai);
    for (id, path, line) in &used.certain {
        if !thai.contains_key(id) && !english.contains_key(id) {
            found.push(Breach::new(
                path,
                *line,
                format!("message `{id}` is defined nowhere: write it into th.ftl and en.ftl"),
            ));
        }
    }
    for (id, message) in thai.iter().filter(|(id, _)| !used.has(id)) {
        found.push(Breach::new(
            &message.path,
            message.line,
            format!("`{id}` is used nowhere: remove it from both languages"),
        ));
    }
    found
}

/// What Rust, templates and other messages say.
#[derive(Default)]
struct Used {
    /// Places that certainly mean a message: (id, path, line).
    certain: BTreeSet<(String, String, usize)>,
    /// Any string that may be an id.
    possible: BTreeSet<String>,
    /// Beginnings to which a program adds the rest: `needs-status-`.
    beginnings: BTreeSet<String>,
}

impl Used {
    fn read(tree: &Tree, messages: &Messages) -> Self {
        let mut used = Self::default();
        let own = |file: &File| feature(&file.path).map(|(name, _)| format!("{}-", name.replace('_', "-")));
        for (file, code) in tree.rust().filter(|(file, _)| !file.path.starts_with("crates/xtask/") && !file.is_test()) {
            let begins = own(file);
            used.verbs(file, code);
            for text in code.texts.iter().filter(|text| is_id(&text.name) && !code.in_test(text.line)) {
                let certain = begins.as_ref().is_some_and(|begins| text.name.starts_with(begins));
                used.add(&text.name, certain, &file.path, text.line);
            }
            for (said_by, text) in &code.said {
                let by = said_by.rsplit("::").next().unwrap_or(said_by);
                let speaks = ["msg", "message", "page"].contains(&by) || said_by.ends_with("Message::new");
                if speaks && is_id(&text.name) && !code.in_test(text.line) {
                    used.add(&text.name, true, &file.path, text.line);
                }
            }
        }
        for file in tree.templates() {
            for (line, id, certain) in template_ids(&file.text, own(file).as_deref()) {
                used.add(id, certain, &file.path, line);
            }
        }
        used.possible.extend(messages.values().flat_map(|message| message.parts.iter().cloned()));
        used
    }

    /// The names of the verbs that a policy declares: the trail says them, by what was written there.
    fn verbs(&mut self, file: &File, code: &Code) {
        let Some((own, _)) = feature(&file.path).filter(|_| file.plays("policy")) else { return };
        self.possible
            .extend(code.texts.iter().filter(|text| text.name.contains('.')).map(|text| name_of(own, &text.name)));
    }

    fn add(&mut self, id: &str, certain: bool, path: &str, line: usize) {
        if id.ends_with('-') {
            self.beginnings.insert(id.to_owned());
            return;
        }
        self.possible.insert(id.to_owned());
        if certain {
            self.certain.insert((id.to_owned(), path.to_owned(), line));
        }
    }

    fn has(&self, id: &str) -> bool {
        self.possible.contains(id) || self.beginnings.iter().any(|beginning| id.starts_with(beginning.as_str()))
    }
}

/// Small letters, digits and at least one hyphen.
fn is_id(text: &str) -> bool {
    let letters =
        text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_');
    letters && text.contains('-') && text.starts_with(|first: char| first.is_ascii_lowercase())
}

/// Strings inside `{{ }}` and `{% %}`: (line, text, whether it certainly is an id). It is when the
/// filter `t` or `ta` follows, or when it begins with the feature's own name.
fn template_ids<'a>(text: &'a str, own: Option<&str>) -> Vec<(usize, &'a str, bool)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = ["{{", "{%"].iter().filter_map(|mark| text[at..].find(mark)).min() {
        let start = at + open + 2;
        let close = if text[..start].ends_with('{') { "}}" } else { "%}" };
        let end = text[start..].find(close).map_or(text.len(), |close| start + close);
        let mut from = start;
        while let Some(quote) = text[from..end].find('"') {
            let begin = from + quote + 1;
            let Some(length) = text[begin..end].find('"') else {
                break;
            };
            let (id, after) = (&text[begin..begin + length], text[begin + length + 1..end].trim_start());
            let filter: String = after
                .strip_prefix('|')
                .unwrap_or("")
                .trim_start()
                .chars()
                .take_while(|c| c.is_alphanumeric())
                .collect();
            let spoken = filter == "t" || filter == "ta";
            if spoken || is_id(id) {
                let line = text[..begin].matches('\n').count() + 1;
                found.push((line, id, spoken || own.is_some_and(|own| id.starts_with(own))));
            }
            from = begin + length + 1;
        }
        at = end;
    }
    found
}

fn sentences(tree: &Tree) -> Vec<Breach> {
    const FREE: [&str; 4] = ["crates/thai/", "crates/xtask/", "crates/techclinic/src/demo/", "crates/migration/"];
    let mut found = Vec::new();
    for (file, code) in tree.rust() {
        // A file's Thai headings are names that people hold on to, as fixed as the code names.
        let headings = file.plays("importing");
        if file.is_test() || headings || FREE.iter().any(|free| file.path.starts_with(free)) {
            continue;
        }
        let thai = |text: &str| text.chars().any(|letter| ('\u{0e00}'..='\u{0e7f}').contains(&letter));
        for text in code.texts.iter().filter(|text| thai(&text.name) && !code.in_test(text.line)) {
            let what = "Thai text in Rust: a sentence belongs into th.ftl, knowledge of the language into crates/thai";
            found.push(Breach::new(&file.path, text.line, what));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{caught, kept};
    use super::*;

    const TH: &str = "crates/brokerage/src/needs/th.ftl";
    const EN: &str = "crates/brokerage/src/needs/en.ftl";
    const PAGES: &str = "crates/brokerage/src/needs/pages.rs";
    const INDEX: &str = "crates/brokerage/src/needs/index.html";

    #[test]
    fn ids_are_the_same_in_both_languages() {
        let page = (INDEX, "<p title=\"{{ \"needs-a\"|t }}\">{{ \"needs-b\" | ta(n) }}</p>");
        kept(&MESSAGES, &[(TH, "needs-a = ก\nneeds-b = { $n }\n"), (EN, "needs-b = b { $n }\nneeds-a = a\n"), page]);
        caught(
            &MESSAGES,
            &[(TH, "needs-a = ก\nneeds-b = ข\n"), (EN, "needs-a = a\n"), page],
            "th.ftl:2: `needs-b` is missing in en.ftl",
        );
        let apart = [(TH, "needs-a = ก\nneeds-b = { $n }\n"), (EN, "needs-a = a\nneeds-b = { $m }\n"), page];
        assert_eq!(super::super::breaches(&MESSAGES, &apart).len(), 2);
    }

    #[test]
    fn what_is_said_is_defined() {
        let both = [(TH, ""), (EN, "")];
        let with = |path, text| [both[0], both[1], (path, text)];
        caught(&MESSAGES, &with(INDEX, "\n{{ \"other-x\"|t }}"), "index.html:2: message `other-x` is defined nowhere");
        caught(&MESSAGES, &with(INDEX, "{% call field(\"name\", \"needs-name\") %}"), "`needs-name`");
        caught(&MESSAGES, &with(PAGES, "fn f() { msg(\"kit-gone\"); }"), "`kit-gone`");
        caught(&MESSAGES, &with(PAGES, "page!(Index, \"kit-title\");"), "`kit-title`");
        caught(&MESSAGES, &with(PAGES, "fn f() { Message::new(\"kit-gone\"); }"), "`kit-gone`");
        caught(&MESSAGES, &with(PAGES, "const A: &str = \"needs-gone\";"), "`needs-gone`");
    }

    #[test]
    fn nothing_is_left_over() {
        let both = [(TH, "needs-status-open = ก\n"), (EN, "needs-status-open = a\n")];
        caught(&MESSAGES, &both, "`needs-status-open` is used nowhere");
        kept(&MESSAGES, &[both[0], both[1], (INDEX, "{{ concat(\"needs-status-\", status)|t }}")]);
        kept(&MESSAGES, &[both[0], both[1], (PAGES, "fn f() { format!(\"{}{}\", \"needs-status-\", x); }")]);
        let by_another = [
            (TH, "needs-a = { needs-b }\nneeds-b = ก\n"),
            (EN, "needs-a = { needs-b }\nneeds-b = b\n"),
            (INDEX, "{{ \"needs-a\"|t }}"),
        ];
        kept(&MESSAGES, &by_another);
    }

    #[test]
    fn the_name_of_a_verb_is_used_where_a_policy_declares_it() {
        const POLICY: &str = "crates/brokerage/src/needs/policy.rs";
        let both = [(TH, "needs-verb-need-hand_over = ก\n"), (EN, "needs-verb-need-hand_over = a\n")];
        let declares = "fn f() { match x { Verb::HandOver => \"need.hand_over\" } }";
        kept(&MESSAGES, &[both[0], both[1], (POLICY, declares)]);
        caught(&MESSAGES, &[both[0], both[1], (POLICY, "//! x")], "`needs-verb-need-hand_over` is used nowhere");
        let elsewhere = "crates/network/src/villages/policy.rs";
        caught(&MESSAGES, &[both[0], both[1], (elsewhere, declares)], "is used nowhere");
    }

    #[test]
    fn ids_bear_their_folder_once() {
        let page = (INDEX, "{{ \"wants-a\"|t }}");
        let found = super::super::breaches(&MESSAGES, &[(TH, "wants-a = ก\n"), (EN, "wants-a = a\n"), page]);
        assert!(found.len() == 2 && found[0].contains("does not begin with `needs-`"), "{found:?}");
        let page = (INDEX, "{{ \"needs-a\"|t }}");
        caught(&MESSAGES, &[(TH, "needs-a = ก\nneeds-a = ข\n"), (EN, "needs-a = a\n"), page], "defined in");
        caught(&MESSAGES, &[(TH, "needs-a = ก\nneeds-a { = \n"), (EN, "needs-a = a\n"), page], "is not Fluent");
    }

    #[test]
    fn there_is_no_sentence_in_rust() {
        caught(&SENTENCES, &[(PAGES, "\nconst A: &str = \"ความต้องการ\";")], "pages.rs:2: Thai text in Rust");
        kept(&SENTENCES, &[(PAGES, "//! ความต้องการ\n/// ความ\n#[cfg(test)]\nmod tests { const A: &str = \"ก\"; }")]);
        kept(&SENTENCES, &[("crates/thai/src/date.rs", "const A: &str = \"ม.ค.\";")]);
    }
}
