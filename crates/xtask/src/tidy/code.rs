//! A Rust file as the laws need it: every path (those of `use` unfolded, those inside macros too),
//! every string, every method called, how long each function is and which lines are tests.

use std::ops::RangeInclusive;

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::scan::Scan;

/// Something with a name, at a line.
#[derive(Clone, Debug)]
pub struct Named {
    pub name: String,
    pub line: usize,
}

/// A path of two names or more; one into a crate of the product begins with `crate`.
#[derive(Clone, Debug)]
pub struct Path {
    pub names: Vec<String>,
    pub line: usize,
}

impl Path {
    /// Whether these names stand in it one after the other.
    pub fn has(&self, names: &[&str]) -> bool {
        self.names.windows(names.len()).any(|window| window.iter().zip(names).all(|(own, name)| own == name))
    }
}

/// A function and its extent.
#[derive(Clone, Debug)]
pub struct Function {
    pub name: String,
    pub line: usize,
    pub lines: usize,
    pub is_test: bool,
    /// Whether it takes an `Act`, that is, writes a record.
    pub takes_act: bool,
}

/// What stands in one Rust file.
pub struct Code {
    pub syntax: syn::File,
    pub paths: Vec<Path>,
    /// String literals without doc comments.
    pub texts: Vec<Named>,
    /// `.name(…)`.
    pub calls: Vec<Named>,
    /// `fn name`, in macros too.
    pub declared: Vec<Named>,
    /// `name(…)` and `name!(…)` whose arguments hold a string: (name, first string).
    pub said: Vec<(String, Named)>,
    /// Every identifier.
    pub words: Vec<Named>,
    pub functions: Vec<Function>,
    test_lines: Vec<RangeInclusive<usize>>,
}

impl Code {
    /// Reads a file of the workspace.
    ///
    /// # Errors
    /// A sentence when the text is not Rust.
    pub fn read(path: &str, text: &str) -> Result<Self, String> {
        let syntax = syn::parse_file(text).map_err(|error| format!("does not parse: {error}"))?;
        let tokens: TokenStream = text.parse().map_err(|error| format!("does not parse: {error}"))?;
        let scan = Scan::read(tokens, path);
        let mut extents = Extents { functions: Vec::new(), test_lines: Vec::new() };
        extents.visit_file(&syntax);
        let paths = scan.resolved();
        Ok(Self {
            syntax,
            paths,
            texts: scan.texts,
            calls: scan.calls,
            declared: scan.declared,
            said: scan.said,
            words: scan.words,
            functions: extents.functions,
            test_lines: extents.test_lines,
        })
    }

    /// Whether the line belongs to a `#[cfg(test)]` item or a test function.
    pub fn in_test(&self, line: usize) -> bool {
        self.test_lines.iter().any(|lines| lines.contains(&line))
    }
}

/// Collects functions and the lines of tests.
struct Extents {
    functions: Vec<Function>,
    test_lines: Vec<RangeInclusive<usize>>,
}

impl Extents {
    fn function(&mut self, whole: &impl Spanned, attributes: &[syn::Attribute], signature: &syn::Signature) {
        let (line, last) = (signature.span().start().line, whole.span().end().line);
        let is_test = attributes.iter().any(is_test_attribute);
        if is_test {
            self.test_lines.push(line..=last);
        }
        let is_test = is_test || self.test_lines.iter().any(|lines| lines.contains(&line));
        let takes_act = signature.inputs.iter().any(takes_act);
        let name = signature.ident.to_string();
        self.functions.push(Function { name, line, lines: last - line + 1, is_test, takes_act });
    }

    fn item(&mut self, whole: &impl Spanned, attributes: &[syn::Attribute]) {
        if attributes.iter().any(is_test_attribute) {
            self.test_lines.push(whole.span().start().line..=whole.span().end().line);
        }
    }
}

/// `#[cfg(test)]`, `#[test]`, `#[tokio::test]` and our own whose name ends in `test`.
fn is_test_attribute(attribute: &syn::Attribute) -> bool {
    let last = attribute.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    match &attribute.meta {
        syn::Meta::List(list) if last == "cfg" => {
            list.tokens.to_string().split(|c: char| !c.is_alphanumeric()).any(|word| word == "test")
        }
        _ => last.ends_with("test"),
    }
}

fn takes_act(input: &syn::FnArg) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_ident(&mut self, ident: &syn::Ident) {
            self.0 |= ident == "Act";
        }
    }
    let mut finder = Finder(false);
    finder.visit_fn_arg(input);
    finder.0
}

impl<'ast> Visit<'ast> for Extents {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.item(item, &item.attrs);
        visit::visit_item_mod(self, item);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        self.item(item, &item.attrs);
        visit::visit_item_impl(self, item);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(item, &item.attrs, &item.sig);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(item, &item.attrs, &item.sig);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.function(item, &item.attrs, &item.sig);
        visit::visit_trait_item_fn(self, item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_seen_and_doc_comments_are_not() {
        let code = Code::read("crates/kit/src/a.rs", "/// doc\nfn f() { g(\"one\"); m![r\"two\"]; }").unwrap();
        let texts: Vec<_> = code.texts.iter().map(|text| (text.name.as_str(), text.line)).collect();
        assert_eq!(texts, [("one", 2), ("two", 2)]);
    }

    #[test]
    fn lines_of_tests_are_known() {
        let code = Code::read("crates/kit/src/a.rs", "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\n").unwrap();
        assert_eq!([1, 4].map(|line| code.in_test(line)), [false, true]);
        assert_eq!(code.functions.iter().map(|function| function.is_test).collect::<Vec<_>>(), [false, true]);
    }
}
