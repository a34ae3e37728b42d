//! Reads one control of an XForm's body: the kind of question it is, its rules, its choices, and
//! its words in every language.

use std::borrow::Cow;

use roxmltree::Node;
use rxeval::Expr;

use super::expression::Expression;
use super::fault::FormFault;
use super::question::{Choice, ChoiceFilter, Item, Question, QuestionType, Wording};
use super::reading::{Found, Reader, UNNAMED};
use super::xml::{attribute, last_name, named, text_of, translation_id};

impl<'a, 'input> Reader<'a, 'input> {
    /// Reads a question whose kind the control itself says, or else the bind of its answer.
    pub(crate) fn question(&mut self, control: Node<'a, 'input>, said: Option<QuestionType>, within: &[String]) {
        let path = attribute(control, "ref").unwrap_or_default().trim();
        let Some((name, node)) = self.claim(path) else {
            return;
        };
        let Some(kind) = said.or_else(|| self.input_kind(path, &name)) else {
            return;
        };
        let chooses = matches!(kind, QuestionType::SelectOne | QuestionType::SelectMultiple);
        let (choices, choice_filter) = if chooses { self.choices(control, path) } else { (Vec::new(), None) };
        let question = Question {
            kind,
            label: self.wording(control, "label"),
            hint: self.wording(control, "hint"),
            constraint_message: self.message(path),
            appearance: attribute(control, "appearance").unwrap_or_default().to_owned(),
            default: self.default(path),
            choices,
            relevant: self.rule(path, "relevant", "relevant"),
            required: self.rule(path, "required", "required"),
            constraint: self.rule(path, "constraint", "constraint"),
            calculate: self.rule(path, "calculate", "calculation"),
            choice_filter,
            within: within.to_vec(),
            path: path.to_owned(),
            name,
            node,
        };
        self.items.push(Item::Question(Box::new(question)));
    }

    fn input_kind(&mut self, path: &str, name: &str) -> Option<QuestionType> {
        let bind = self.binds.get(path).copied();
        let rule = |rule| bind.and_then(|bind| attribute(bind, rule));
        let read_only = rule("readonly").is_some_and(|text| text.trim() == "true()");
        if rule("calculate").is_some() {
            return Some(QuestionType::Calculated);
        }
        Some(match rule("type").unwrap_or("string").trim_start_matches("xsd:") {
            "string" if read_only => QuestionType::Note,
            "string" => QuestionType::Text,
            "int" | "integer" => QuestionType::Integer,
            "decimal" => QuestionType::Decimal,
            "date" => QuestionType::Date,
            "time" => QuestionType::Time,
            "geopoint" => QuestionType::Point,
            "barcode" => QuestionType::Text,
            other => {
                self.found.push(Found {
                    name: Some(name.to_owned()),
                    column: Some("type"),
                    fault: FormFault::Unsupported(other.to_owned()),
                });
                return None;
            }
        })
    }

    pub(crate) fn rule(&mut self, path: &str, rule: &str, column: &'static str) -> Option<Expression> {
        let text =
            self.binds.get(path).and_then(|bind| attribute(*bind, rule)).filter(|text| !text.trim().is_empty())?;
        self.expression(text, path, column)
    }

    pub(crate) fn expression(&mut self, text: &str, path: &str, column: &'static str) -> Option<Expression> {
        let text = &self.in_row(text, path);
        let is_day = |expression: &Expr| {
            let named = rxeval::rules::referenced_paths(expression, path);
            named.first().is_some_and(|path| self.days.contains(path.as_str()))
        };
        match Expression::parse(text, &is_day) {
            Ok(expression) => Some(expression),
            Err(fault) => {
                let name = Some(last_name(path));
                self.found.push(Found { name, column: Some(column), fault });
                None
            }
        }
    }

    /// What an expression of a row says of its repeated group it says of that row: the converter writes whole paths,
    /// and whoever runs them is to take them from where they stand, as Collect does.
    fn in_row<'t>(&self, text: &'t str, path: &str) -> Cow<'t, str> {
        let below = |group: &&&str| path.strip_prefix(**group).is_some_and(|rest| rest.starts_with('/'));
        let Some(group) = self.repeats.iter().find(below) else { return Cow::Borrowed(text) };
        let up = "../".repeat(path[group.len()..].matches('/').count());
        Cow::Owned(text.replace(&format!("{group}/"), &up))
    }

    fn choices(&mut self, control: Node<'a, 'input>, path: &str) -> (Vec<Choice>, Option<ChoiceFilter>) {
        let Some(itemset) = control.children().find(|node| named(node, "itemset")) else {
            let items = control.children().filter(|node| named(node, "item"));
            return (
                items
                    .map(|item| Choice { value: text_of(item, "value"), label: self.wording(item, "label") })
                    .collect(),
                None,
            );
        };
        let nodeset = attribute(itemset, "nodeset").unwrap_or_default().trim();
        let known = table_named(nodeset).and_then(|(id, filter)| Some((*self.tables.get(id)?, filter)));
        let Some((table, filter)) = known else {
            let name = Some(last_name(path));
            let fault = FormFault::Unsupported(nodeset.to_owned());
            self.found.push(Found { name, column: Some("type"), fault });
            return (Vec::new(), None);
        };
        let column = |part: &str, usual: &str| {
            let node = itemset.children().find(|node| named(node, part));
            node.and_then(|node| attribute(node, "ref")).unwrap_or(usual).to_owned()
        };
        let value = column("value", "name");
        let choices = match attribute(table, "src") {
            Some(src) => self.choices_of_file(src, &value, &column("label", "label"), path),
            None => {
                let items = table.descendants().filter(|node| named(node, "item"));
                items.map(|item| Choice { value: text_of(item, &value), label: self.choice_label(item) }).collect()
            }
        };
        // The filter is run over the list, from which a row cannot be told.
        if !filter.is_empty() && self.repeats.iter().any(|group| filter.contains(&format!("{group}/"))) {
            let fault = FormFault::Unsupported("choice_filter · repeat".to_owned());
            self.found.push(Found { name: Some(last_name(path)), column: Some("choice_filter"), fault });
            return (choices, None);
        }
        let filtered = if filter.is_empty() { None } else { self.expression(nodeset, path, "choice_filter") };
        (choices, filtered.map(|rows| ChoiceFilter { rows, value }))
    }

    /// The choices that stand in a file beside the form.
    fn choices_of_file(&mut self, src: &str, value: &str, label: &str, path: &str) -> Vec<Choice> {
        let file = file_name(src);
        let Some(table) = self.files.get(file) else {
            let name = Some(last_name(path));
            self.found.push(Found { name, column: Some("type"), fault: FormFault::Missing(file.to_owned()) });
            return Vec::new();
        };
        table
            .rows()
            .map(|row| Choice { value: row.cell(value).to_owned(), label: self.plain(row.cell(label)) })
            .collect()
    }

    /// An upload of a photograph; sounds, films and papers are not taken.
    pub(crate) fn upload(&mut self, control: Node<'a, 'input>, within: &[String]) {
        match attribute(control, "mediatype").unwrap_or_default() {
            "image/*" => self.question(control, Some(QuestionType::Photograph), within),
            other => {
                let name = attribute(control, "ref").map(last_name);
                let fault = FormFault::Unsupported(format!("upload {other}"));
                self.found.push(Found { name, column: Some("type"), fault });
            }
        }
    }

    fn choice_label(&self, item: Node<'_, '_>) -> Wording {
        match self.texts.get(text_of(item, "itextId").as_str()) {
            Some(wording) => wording.clone(),
            None => self.plain(&text_of(item, "label")),
        }
    }

    /// The label or hint of a control: translated, or written once for all languages.
    pub(crate) fn wording(&mut self, control: Node<'a, 'input>, part: &str) -> Wording {
        let Some(node) = control.children().find(|node| named(node, part)) else {
            return Wording::default();
        };
        if node.descendants().any(|inner| named(&inner, "output")) {
            self.quoted_answer(control);
        }
        match attribute(node, "ref").and_then(translation_id) {
            Some(id) => self.texts.get(id).cloned().unwrap_or_default(),
            None => self.plain(node.text().unwrap_or_default().trim()),
        }
    }

    /// A label that quotes an earlier answer would be shown without it; it is refused instead.
    fn quoted_answer(&mut self, control: Node<'a, 'input>) {
        let name = attribute(control, "ref").map(last_name);
        self.found.push(Found { name, column: Some("label"), fault: FormFault::Unsupported("output".to_owned()) });
    }

    fn message(&self, path: &str) -> Wording {
        let text = self.binds.get(path).and_then(|bind| attribute(*bind, "constraintMsg")).unwrap_or_default();
        match translation_id(text) {
            Some(id) => self.texts.get(id).cloned().unwrap_or_default(),
            None => self.plain(text.trim()),
        }
    }

    pub(crate) fn plain(&self, text: &str) -> Wording {
        let language = self.languages.first().map_or(UNNAMED, String::as_str);
        if text.is_empty() { Wording::default() } else { Wording(vec![(language.to_owned(), text.to_owned())]) }
    }

    fn default(&self, path: &str) -> Option<String> {
        let mut steps = path.trim_start_matches('/').split('/').skip(1);
        let node = steps.try_fold(self.primary, |node, step| node.children().find(|child| named(child, step)))?;
        node.text().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    }
}

/// The table of choices an itemset draws from, and what narrows it.
fn table_named(nodeset: &str) -> Option<(&str, &str)> {
    nodeset.trim().strip_prefix("instance('").and_then(|rest| rest.split_once("')/root/item"))
}

/// The name of a file in the address a form gives it: `jr://file-csv/subdistricts.csv`.
pub(crate) fn file_name(src: &str) -> &str {
    src.rsplit('/').next().unwrap_or(src)
}
