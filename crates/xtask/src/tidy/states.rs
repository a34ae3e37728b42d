//! States of nouns, where a query names them.

use proc_macro2::TokenTree;
use syn::visit::Visit;

use super::code::Code;
use super::tree::source;
use super::{Breach, Law, Tree};

/// A state that an `.sql` file compares with is one of the words of a noun's `Status`.
pub const STATES: Law = Law {
    name: "states in queries",
    reason: "a state that was renamed would quietly be counted by no query that still says the old word",
    prove: states,
};

fn states(tree: &Tree) -> Vec<Breach> {
    let known: Vec<String> = tree.rust().flat_map(|(_, code)| words(code)).collect();
    let mut found = Vec::new();
    let queries = tree.files().filter(|file| source(&file.path).is_some() && file.has_ending("sql"));
    for file in queries {
        for (line, state) in compared(&file.text).into_iter().filter(|(_, state)| !known.iter().any(|one| one == state))
        {
            let what = format!("names the state `{state}`, which no `Status` of `words!` has");
            found.push(Breach::new(&file.path, line, what));
        }
    }
    found
}

/// The words of every vocabulary `Status` that a file declares.
fn words(code: &Code) -> Vec<String> {
    struct Finder(Vec<String>);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_macro(&mut self, found: &'ast syn::Macro) {
            let tokens: Vec<TokenTree> = found.tokens.clone().into_iter().collect();
            let declares = found.path.segments.last().is_some_and(|last| last.ident == "words");
            if let (true, [.., TokenTree::Ident(name), TokenTree::Group(body)]) = (declares, tokens.as_slice())
                && name == "Status"
            {
                // What is said of each word stands one level deeper, in its `#[doc = "…"]`.
                self.0.extend(body.stream().into_iter().filter_map(|token| match token {
                    TokenTree::Literal(word) => Some(word.to_string().trim_matches('"').to_owned()),
                    _ => None,
                }));
            }
        }
    }
    let mut finder = Finder(Vec::new());
    finder.visit_file(&code.syntax);
    finder.0
}

/// What a query compares columns called `status` with: the line, and the word.
fn compared(sql: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, column) in sql.match_indices("status") {
        let is_whole = !sql[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
        let Some(list) = listed(&sql[at + column.len()..]).filter(|_| is_whole) else { continue };
        let line = sql[..at].matches('\n').count() + 1;
        found.extend(list.split('\'').skip(1).step_by(2).map(|word| (line, word)));
    }
    found
}

/// The quoted words after `=`, `<>`, `in` or `not in`, with their quotes.
fn listed(after: &str) -> Option<&str> {
    let after = after.trim_start();
    let one = after.strip_prefix('=').or_else(|| after.strip_prefix("<>")).map(str::trim_start);
    if let Some(one) = one {
        let end = one.strip_prefix('\'')?.find('\'')?;
        return one.get(..end + 2);
    }
    let many = after.strip_prefix("not").unwrap_or(after).trim_start().strip_prefix("in")?.trim_start();
    many.strip_prefix('(')?.split(')').next()
}

#[cfg(test)]
mod tests {
    use super::super::{caught, kept};
    use super::*;

    const NOUN: &str = "words! {\n /// How \"far\".\n Status {\n /// Told.\n Open = \"open\",\n /// Over.\n Shut = \"shut\",\n } }\n\
        words! { Kind { A = \"a\" } }";

    #[test]
    fn a_query_names_no_state_that_is_gone() {
        let with =
            |sql| [("crates/brokerage/src/needs/need.rs", NOUN), ("crates/brokerage/src/needs/sql/all.sql", sql)];
        for good in [
            "select 1 from need where need.status = 'open'",
            "where status<>'shut' and kind = 'x'",
            "where status not in ('open',\n 'shut') and name = 'x'",
            "select status, other.project_status = 'x' from need where status = $1 and name = 'x'",
        ] {
            kept(&STATES, &with(good));
        }
        caught(
            &STATES,
            &with("select 1\nfrom need where need.status in ('open', 'gone')"),
            "all.sql:2: names the state `gone`",
        );
        caught(&STATES, &with("where status = 'a'"), "`a`");
        caught(&STATES, &with("where status <> 'told'"), "`told`");
        caught(&STATES, &with("where status not in ('shut', 'done')"), "`done`");
    }
}
