//! The tokens of a Rust file, read once from left to right: tokens and not syntax, because paths and
//! strings inside macros count too. Paths are followed through `self`, `super` and the file's own
//! imports, so that a rename does not hide anything.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::code::{Named, Path};
use super::tree::PRODUCT;

/// The module a file makes: `crate`, `needs`, `verbs`.
fn module(path: &str) -> Vec<String> {
    let inside = path.split_once("/src/").map_or("", |(_, inside)| inside).trim_end_matches(".rs");
    let names = inside.split('/').filter(|name| !["", "mod", "lib", "main"].contains(name));
    std::iter::once("crate").chain(names).map(str::to_owned).collect()
}

/// A path as written, with the module it is written in.
struct Written {
    names: Vec<String>,
    module: Vec<String>,
    line: usize,
    is_use: bool,
}

/// What the tokens of a file say.
#[derive(Default)]
pub struct Scan {
    written: Vec<Written>,
    /// What `use` makes known: the name and where it comes from.
    imports: HashMap<String, Vec<String>>,
    /// Modules declared here: the name and its full path.
    children: HashMap<String, Vec<String>>,
    pub texts: Vec<Named>,
    pub calls: Vec<Named>,
    pub declared: Vec<Named>,
    pub said: Vec<(String, Named)>,
    pub words: Vec<Named>,
}

impl Scan {
    /// Reads the tokens of the file at this path.
    pub fn read(tokens: TokenStream, path: &str) -> Self {
        let mut scan = Self::default();
        scan.tokens(tokens, &module(path));
        scan
    }

    fn tokens(&mut self, tokens: TokenStream, module: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at = match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => self.attribute(&tokens, at, module),
                TokenTree::Punct(punct) if punct.as_char() == '.' => self.call(&tokens, at),
                TokenTree::Punct(_) => at + 1,
                TokenTree::Literal(literal) => {
                    self.texts.extend(text(literal));
                    at + 1
                }
                TokenTree::Group(group) => {
                    self.tokens(group.stream(), module);
                    at + 1
                }
                TokenTree::Ident(ident) => self.ident(&tokens, at, &ident.to_string(), module),
            };
        }
    }

    /// Skips doc comments, which arrive as attributes: what they say is not said to a reader of pages.
    fn attribute(&mut self, tokens: &[TokenTree], at: usize, module: &[String]) -> usize {
        let at = at + 1 + usize::from(is_punct(tokens.get(at + 1), '!'));
        if let Some(TokenTree::Group(group)) = tokens.get(at) {
            let first = group.stream().into_iter().next();
            if !matches!(&first, Some(TokenTree::Ident(name)) if name == "doc" || name == "expect") {
                self.tokens(group.stream(), module);
            }
            return at + 1;
        }
        at
    }

    fn call(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        if let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(group))) = (tokens.get(at + 1), tokens.get(at + 2))
            && group.delimiter() == Delimiter::Parenthesis
        {
            self.calls.push(named(name));
        }
        if let Some(TokenTree::Ident(name)) = tokens.get(at + 1) {
            self.words.push(named(name));
            return at + 2;
        }
        at + 1
    }

    fn ident(&mut self, tokens: &[TokenTree], at: usize, word: &str, module: &[String]) -> usize {
        let next = tokens.get(at + 1);
        match (word, next) {
            ("use", Some(TokenTree::Ident(_))) => {
                return self.import(tokens, at + 1, Vec::new(), module);
            }
            ("mod", Some(TokenTree::Ident(name))) => {
                let inner: Vec<String> = module.iter().cloned().chain([name.to_string()]).collect();
                self.children.insert(name.to_string(), inner.clone());
                if let Some(TokenTree::Group(body)) = tokens.get(at + 2) {
                    self.tokens(body.stream(), &inner);
                    return at + 3;
                }
                return at + 2;
            }
            ("fn", Some(TokenTree::Ident(name))) => self.declared.push(named(name)),
            _ => {}
        }
        self.path(tokens, at, module)
    }

    /// Reads `a::b::c` and remembers what `c(…)` or `c!(…)` is given.
    fn path(&mut self, tokens: &[TokenTree], at: usize, module: &[String]) -> usize {
        let mut names = Vec::new();
        let mut end = at;
        let line = tokens[at].span().start().line;
        while let Some(TokenTree::Ident(name)) = tokens.get(end) {
            self.words.push(named(name));
            names.push(name.to_string());
            end += 1;
            if is_colons(tokens, end) && matches!(tokens.get(end + 2), Some(TokenTree::Ident(_))) {
                end += 2;
            } else {
                break;
            }
        }
        let arguments = tokens.get(end + usize::from(is_punct(tokens.get(end), '!')));
        if let Some(TokenTree::Group(group)) = arguments
            && let Some(first) = first_text(group)
        {
            self.said.push((names.join("::"), first));
        }
        // A single name counts too: it may be an import, such as a function.
        self.written.push(Written { names, module: module.to_vec(), line, is_use: false });
        end
    }

    /// Unfolds one `use` tree; returns the place after it.
    fn import(&mut self, tokens: &[TokenTree], mut at: usize, prefix: Vec<String>, module: &[String]) -> usize {
        let mut names = prefix.clone();
        let mut bound = None;
        let mut line = 0;
        loop {
            let token = tokens.get(at);
            match token {
                Some(TokenTree::Ident(name)) if name == "as" => {
                    bound = tokens.get(at + 1).map(ToString::to_string);
                    at += 1;
                }
                Some(TokenTree::Ident(name)) => {
                    line = name.span().start().line;
                    self.words.push(named(name));
                    names.push(name.to_string());
                }
                Some(TokenTree::Group(group)) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let mut place = 0;
                    while place < inner.len() {
                        place = self.import(&inner, place, names.clone(), module);
                    }
                    names.clear();
                }
                Some(TokenTree::Punct(punct)) if punct.as_char() == '*' => names.push("*".into()),
                Some(TokenTree::Punct(punct)) if punct.as_char() == ':' => {}
                _ => break,
            }
            at += 1;
        }
        if names.len() > prefix.len() {
            self.bind(names, bound, module, line);
        }
        at + 1
    }

    fn bind(&mut self, mut names: Vec<String>, bound: Option<String>, module: &[String], line: usize) {
        if names.last().is_some_and(|last| last == "self") {
            names.pop();
        }
        if let Some(name) = bound.or_else(|| names.last().cloned()).filter(|name| name != "*") {
            self.imports.insert(name, absolute(&names, module).unwrap_or_else(|| names.clone()));
        }
        self.written.push(Written { names, module: module.to_vec(), line, is_use: true });
    }

    /// Every path of two names or more, followed to where it leads.
    pub fn resolved(&self) -> Vec<Path> {
        let resolve = |written: &Written| {
            let (first, rest) = written.names.split_first()?;
            let known = if written.is_use { None } else { self.imports.get(first) };
            let names = absolute(&written.names, &written.module)
                .or_else(|| Some(known.or_else(|| self.children.get(first))?.iter().chain(rest).cloned().collect()))
                .unwrap_or_else(|| written.names.clone());
            (names.len() > 1).then_some(Path { names, line: written.line })
        };
        self.written.iter().filter_map(resolve).collect()
    }
}

/// Follows `crate`, `self` and `super`; `None` for a path that begins otherwise.
fn absolute(names: &[String], module: &[String]) -> Option<Vec<String>> {
    let mut base = match names.first()?.as_str() {
        "crate" => return Some(names.to_vec()),
        // The features are one house, in whichever of its crates they stand.
        own if PRODUCT.contains(&own) => {
            return Some(std::iter::once("crate".to_owned()).chain(names[1..].iter().cloned()).collect());
        }
        "self" | "super" => module.to_vec(),
        _ => return None,
    };
    let mut rest = names;
    while let Some((first, others)) = rest.split_first() {
        match first.as_str() {
            "self" => {}
            "super" => {
                base.pop();
            }
            _ => break,
        }
        rest = others;
    }
    Some(base.into_iter().chain(rest.iter().cloned()).collect())
}

fn named(ident: &proc_macro2::Ident) -> Named {
    Named { name: ident.to_string(), line: ident.span().start().line }
}

fn text(literal: &proc_macro2::Literal) -> Option<Named> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(string) => Some(Named { name: string.value(), line: literal.span().start().line }),
        _ => None,
    }
}

fn first_text(group: &Group) -> Option<Named> {
    group.stream().into_iter().find_map(|token| match token {
        TokenTree::Literal(literal) => text(&literal),
        _ => None,
    })
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':')
}

#[cfg(test)]
mod tests {
    use super::super::code::Code;

    fn paths(path: &str, text: &str) -> Vec<String> {
        Code::read(path, text).unwrap().paths.iter().map(|path| path.names.join("::")).collect()
    }

    #[test]
    fn paths_are_followed_through_every_disguise() {
        let text = "use crate::{needs::{self as asked, store}, places as p};
            use super::record::Row;
            mod inner { fn f() { super::super::policy::may() } }
            fn g() { p::pages::x(); asked::verbs::y(); vec![crate::hidden::z()]; Row::find(); }";
        let found = paths("crates/network/src/villages/verbs.rs", text);
        for expected in [
            "crate::needs",
            "crate::needs::store",
            "crate::places",
            "crate::villages::record::Row",
            "crate::villages::policy::may",
            "crate::places::pages::x",
            "crate::needs::verbs::y",
            "crate::hidden::z",
            "crate::villages::record::Row::find",
        ] {
            assert!(found.iter().any(|path| path == expected), "{expected} in {found:#?}");
        }
    }
}
