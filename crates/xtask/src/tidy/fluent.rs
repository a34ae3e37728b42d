//! The `.ftl` files of one language: every message with its variables, and what is wrong with a file
//! by itself.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::tree::File;
use super::{Breach, Tree};

/// One message of one file.
pub struct Message {
    pub path: String,
    pub line: usize,
    pub variables: BTreeSet<String>,
    /// Other messages it is made of.
    pub parts: BTreeSet<String>,
}

/// Messages by id.
pub type Messages = BTreeMap<String, Message>;

/// All messages of one language.
pub fn language(tree: &Tree, name: &str, found: &mut Vec<Breach>) -> Messages {
    let mut all = Messages::new();
    for file in tree.files().filter(|file| file.name() == name && file.path.starts_with("crates/")) {
        let resource = match fluent_syntax::parser::parse(file.text.as_str()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let line = file.text[..error.pos.start.min(file.text.len())].lines().count().max(1);
                    found.push(Breach::new(&file.path, line, format!("is not Fluent: {}", error.kind)));
                }
                resource
            }
        };
        let prefix = prefix(file);
        for entry in resource.body {
            let Entry::Message(entry) = entry else {
                continue;
            };
            let id = entry.id.name.to_owned();
            let line = line_of(&file.text, &id);
            let mut message =
                Message { path: file.path.clone(), line, variables: BTreeSet::new(), parts: BTreeSet::new() };
            let attributes = entry.attributes.iter().map(|attribute| &attribute.value);
            entry.value.iter().chain(attributes).for_each(|pattern| message.read(pattern));
            if !id.starts_with(&prefix) {
                found.push(Breach::new(
                    &file.path,
                    line,
                    format!("`{id}` does not begin with `{prefix}`, the name of its folder"),
                ));
            }
            if let Some(first) = all.insert(id.clone(), message) {
                found.push(Breach::new(&file.path, line, format!("`{id}` is defined in {} too", first.path)));
            }
        }
    }
    all
}

/// What ids of a file begin with: its folder, or its crate when it lies in none.
fn prefix(file: &File) -> String {
    let names: Vec<&str> = file.folder().split('/').collect();
    let own = names.iter().rev().find(|name| **name != "src").copied().unwrap_or_default();
    format!("{}-", own.replace('_', "-"))
}

fn line_of(text: &str, id: &str) -> usize {
    let begins = |line: &str| line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(begins).map_or(1, |at| at + 1)
}

impl Message {
    fn read(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                variants.iter().for_each(|variant| self.read(&variant.value));
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, .. } => {
                self.parts.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments, .. } => self.arguments(arguments),
            InlineExpression::TermReference { arguments: Some(arguments), .. } => self.arguments(arguments),
            InlineExpression::Placeable { expression } => self.expression(expression),
            _ => {}
        }
    }

    fn arguments(&mut self, arguments: &CallArguments<&str>) {
        arguments
            .positional
            .iter()
            .chain(arguments.named.iter().map(|named| &named.value))
            .for_each(|inline| self.inline(inline));
    }
}
