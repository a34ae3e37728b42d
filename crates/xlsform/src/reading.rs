//! Reads an XForm into the list of what it asks. Everything is looked up once here, so that a page
//! only walks a list and judging only evaluates: the XML is not touched again.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node, ParsingOptions};
use rxeval::{Instance, NodeId};

use super::control::file_name;
use super::fault::FormFault;
use super::question::{Group, Item, Question, QuestionType, Repeat, Rows, Wording};
use super::table::Tables;
use super::trial::try_out;
use super::workbook::MAX_GROUPS_DEEP;
use super::xml::{attribute, child_deep, last_name, named, translations};

/// Characters of an XForm.
const MAX_XFORM: usize = 2 * 1024 * 1024;
/// Groups, questions and calculations of one form.
const MAX_ITEMS: usize = 500;
/// Names that mean something to a page or to Collect. A dot parts a row from its question.
const RESERVED: [&str; 3] = ["step", "once", "sheet"];
/// Questions asked for each of several; a hundred rows of more would keep a page waiting.
const REPEATED_MOST: usize = 30;
/// What a language is called when the form names none.
pub(crate) const UNNAMED: &str = "";

/// A fault, with the question and the column of the survey sheet it belongs to where known.
#[derive(Debug)]
pub(crate) struct Found {
    pub name: Option<String>,
    pub column: Option<&'static str>,
    pub fault: FormFault,
}

/// What an XForm says.
#[derive(Debug)]
pub(crate) struct Read {
    pub form_id: String,
    pub version: String,
    pub title: String,
    pub languages: Vec<String>,
    pub items: Vec<Item>,
    /// An empty answer sheet, with the tables of choices beside it for the filters that read them.
    pub blank: Instance,
}

/// Reads an XForm, or lists what is wrong with it.
pub(crate) fn read(xform: &str, files: &Tables) -> Result<Read, Vec<Found>> {
    if xform.len() > MAX_XFORM {
        return Err(vec![anywhere(FormFault::FileTooLarge(MAX_XFORM))]);
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 200_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xform, options)
        .map_err(|error| vec![anywhere(FormFault::Unreadable(error.to_string()))])?;
    // Model, instance, data and body, label around what the author nests himself.
    let too_deep = |node: &Node<'_, '_>| node.ancestors().take(MAX_GROUPS_DEEP + 8).count() >= MAX_GROUPS_DEEP + 8;
    if document.descendants().any(|node| too_deep(&node)) {
        return Err(vec![anywhere(FormFault::GroupsTooDeep(MAX_GROUPS_DEEP))]);
    }
    Reader::new(&document, files).and_then(|mut reader| reader.read()).map_err(|fault| vec![anywhere(fault)])?
}

pub(crate) fn anywhere(fault: FormFault) -> Found {
    Found { name: None, column: None, fault }
}

pub(crate) struct Reader<'a, 'input> {
    document: &'a Document<'input>,
    pub(crate) primary: Node<'a, 'input>,
    pub(crate) tables: BTreeMap<&'a str, Node<'a, 'input>>,
    /// The files of choices that stand beside the form.
    pub(crate) files: &'a Tables,
    pub(crate) binds: BTreeMap<&'a str, Node<'a, 'input>>,
    /// Paths of the questions about a day.
    pub(crate) days: BTreeSet<&'a str>,
    pub(crate) languages: Vec<String>,
    pub(crate) texts: BTreeMap<&'a str, Wording>,
    blank: Instance,
    nodes: BTreeMap<String, NodeId>,
    names: BTreeSet<String>,
    /// Inside of a repeated group.
    repeated: bool,
    /// Paths of the repeated groups.
    pub(crate) repeats: Vec<&'a str>,
    pub(crate) items: Vec<Item>,
    pub(crate) found: Vec<Found>,
}

impl<'a, 'input> Reader<'a, 'input> {
    fn new(document: &'a Document<'input>, files: &'a Tables) -> Result<Self, FormFault> {
        let model =
            child_deep(document.root_element(), "model").ok_or_else(|| FormFault::Missing("model".to_owned()))?;
        let mut primary = None;
        let mut tables = BTreeMap::new();
        for instance in model.children().filter(|node| named(node, "instance")) {
            match attribute(instance, "id") {
                Some(id) => drop(tables.insert(id, instance)),
                None => primary = primary.or_else(|| instance.first_element_child()),
            }
        }
        let binds = model.children().filter(|node| named(node, "bind"));
        let by_path = |bind| Some((attribute(bind, "nodeset")?.trim(), bind));
        let binds: BTreeMap<&str, Node<'a, 'input>> = binds.filter_map(by_path).collect();
        let is_day = |bind: &Node<'_, '_>| attribute(*bind, "type").is_some_and(|kind| kind.ends_with("date"));
        let days = binds.iter().filter(|(_, bind)| is_day(bind)).map(|(path, _)| *path);
        let (languages, texts) = translations(model);
        Ok(Self {
            document,
            primary: primary.ok_or_else(|| FormFault::Missing("instance".to_owned()))?,
            tables,
            files,
            days: days.collect(),
            binds,
            languages,
            texts,
            blank: Instance::new(),
            nodes: BTreeMap::new(),
            names: BTreeSet::new(),
            repeated: false,
            repeats: document
                .descendants()
                .filter(|node| named(node, "repeat"))
                .filter_map(|node| attribute(node, "nodeset"))
                .map(str::trim)
                .collect(),
            items: Vec::new(),
            found: Vec::new(),
        })
    }

    fn read(&mut self) -> Result<Result<Read, Vec<Found>>, FormFault> {
        self.refuse_actions();
        self.lay_out_blank();
        let body =
            child_deep(self.document.root_element(), "body").ok_or_else(|| FormFault::Missing("body".to_owned()))?;
        self.walk(body, &[]);
        self.add_calculations();
        if !self.found.is_empty() {
            return Ok(Err(std::mem::take(&mut self.found)));
        }
        if self.names.len() > MAX_ITEMS {
            return Err(FormFault::TooManyRows(MAX_ITEMS));
        }
        let read = Read {
            form_id: attribute(self.primary, "id").unwrap_or_default().to_owned(),
            version: attribute(self.primary, "version").unwrap_or_default().to_owned(),
            title: child_deep(self.document.root_element(), "title")
                .and_then(|title| title.text())
                .unwrap_or_default()
                .trim()
                .to_owned(),
            languages: std::mem::take(&mut self.languages),
            items: std::mem::take(&mut self.items),
            blank: std::mem::take(&mut self.blank),
        };
        Ok(try_out(read))
    }

    /// Actions would change answers behind the page's back; a form that needs them is refused.
    fn refuse_actions(&mut self) {
        let foreign = ["setvalue", "setgeopoint", "recordaudio", "entity"];
        for node in self.document.descendants().filter(|node| foreign.iter().any(|name| named(node, name))) {
            self.found.push(anywhere(FormFault::Unsupported(node.tag_name().name().to_owned())));
        }
        for src in self.tables.values().filter_map(|table| attribute(*table, "src")) {
            if !self.files.contains_key(file_name(src)) {
                self.found.push(anywhere(FormFault::Missing(file_name(src).to_owned())));
            }
        }
    }

    /// Tables of choices are laid beside the sheet only when an expression reads them: they would
    /// be copied with it for every submission.
    fn lay_out_blank(&mut self) {
        let root = self.blank.create_element("model", "");
        let sheet = self.copy(self.primary, "", true);
        self.blank.append_child(root, sheet);
        let filters = self
            .document
            .descendants()
            .filter(|node| named(node, "itemset"))
            .filter_map(|node| attribute(node, "nodeset"));
        let rules = self
            .binds
            .values()
            .flat_map(|bind| bind.attributes())
            .filter(|rule| rule.name() != "constraintMsg")
            .map(|rule| rule.value());
        let reads_tables =
            filters.filter(|nodeset| nodeset.contains('[')).chain(rules).any(|text| text.contains("instance("));
        if reads_tables {
            for table in self.tables.clone().into_values() {
                let copied = match attribute(table, "src") {
                    Some(src) => self.copy_file(attribute(table, "id").unwrap_or_default(), file_name(src)),
                    None => self.copy(table, "", false),
                };
                self.blank.append_child(root, copied);
            }
        }
        self.blank.set_root(root);
    }

    /// Lays a file of choices out as a list within the form would be.
    fn copy_file(&mut self, id: &str, file: &str) -> NodeId {
        let instance = self.blank.create_element("instance", "");
        self.blank.set_attribute(instance, "id", id);
        let root = self.blank.create_element("root", "");
        self.blank.append_child(instance, root);
        for row in self.files.get(file).into_iter().flat_map(super::table::Table::rows) {
            let item = self.blank.create_element("item", "");
            self.blank.append_child(root, item);
            for (name, cell) in row.cells() {
                let cell = self.blank.create_element(name, cell);
                self.blank.append_child(item, cell);
            }
        }
        instance
    }

    fn copy(&mut self, source: Node<'a, 'input>, parent: &str, answers: bool) -> NodeId {
        let name = source.tag_name().name();
        let text = if answers { "" } else { source.text().unwrap_or_default().trim() };
        let copied = self.blank.create_element(name, text);
        if let (false, Some(id)) = (answers, attribute(source, "id")) {
            self.blank.set_attribute(copied, "id", id);
        }
        let path = format!("{parent}/{name}");
        // A repeated group stands twice: as a template, and as its first row.
        let laid_out = |child: &Node<'_, '_>| child.is_element() && attribute(*child, "template").is_none();
        for child in source.children().filter(laid_out) {
            let node = self.copy(child, &path, answers);
            self.blank.append_child(copied, node);
        }
        if answers {
            self.nodes.insert(path, copied);
        }
        copied
    }

    fn walk(&mut self, parent: Node<'a, 'input>, within: &[String]) {
        for control in parent.children().filter(Node::is_element) {
            match control.tag_name().name() {
                "group" => self.group(control, within),
                "repeat" => self.within_repeat(control, within),
                "upload" => self.upload(control, within),
                "trigger" => self.question(control, Some(QuestionType::Acknowledgement), within),
                "input" => self.question(control, None, within),
                "select1" => self.question(control, Some(QuestionType::SelectOne), within),
                "select" => self.question(control, Some(QuestionType::SelectMultiple), within),
                "label" | "hint" | "help" => {}
                other => {
                    let name = attribute(control, "ref").or_else(|| attribute(control, "nodeset")).map(last_name);
                    self.found.push(Found {
                        name,
                        column: Some("type"),
                        fault: FormFault::Unsupported(other.to_owned()),
                    });
                }
            }
        }
    }

    fn group(&mut self, control: Node<'a, 'input>, within: &[String]) {
        let path = attribute(control, "ref").unwrap_or_default().trim();
        let Some((name, node)) = self.claim(path) else {
            return self.walk(control, within);
        };
        let repeat = control.children().find(|child| named(child, "repeat"));
        let group = Group {
            rows: repeat.map_or(Rows::Once, |repeat| self.rows(repeat, path)),
            label: self.wording(control, "label"),
            appearance: attribute(control, "appearance").unwrap_or_default().to_owned(),
            relevant: self.rule(path, "relevant", "relevant"),
            within: within.to_vec(),
            name: name.clone(),
            node,
        };
        self.items.push(Item::GroupStart(group));
        let mut inner = within.to_vec();
        inner.push(name.clone());
        self.walk(control, &inner);
        self.items.push(Item::GroupEnd(name));
    }

    /// How often a repeated group is asked: as often as is answered, or as the form itself says.
    fn rows(&mut self, repeat: Node<'a, 'input>, path: &str) -> Rows {
        let count = attribute(repeat, "count").and_then(|text| self.expression(text, path, "repeat_count"));
        Rows::Repeated(Repeat { rows: 1, count })
    }

    /// What is asked for each row; one row has no rows of its own.
    fn within_repeat(&mut self, control: Node<'a, 'input>, within: &[String]) {
        if self.repeated {
            let name = attribute(control, "nodeset").map(last_name);
            let fault = FormFault::Unsupported("repeat · repeat".to_owned());
            self.found.push(Found { name, column: Some("type"), fault });
            return;
        }
        self.repeated = true;
        let before = self.items.len();
        self.walk(control, within);
        self.repeated = false;
        if self.items.len() - before > REPEATED_MOST {
            let name = attribute(control, "nodeset").map(last_name);
            let fault = FormFault::Unsupported(format!("repeat > {REPEATED_MOST}"));
            self.found.push(Found { name, column: Some("type"), fault });
        }
    }

    /// A calculation has no control in the body; it belongs to the groups its path runs through.
    fn add_calculations(&mut self) {
        let binds: Vec<&str> = self.binds.keys().copied().collect();
        for path in binds {
            let asked = self.names.contains(&last_name(path));
            let Some(calculate) = (!asked).then(|| self.rule(path, "calculate", "calculation")).flatten() else {
                continue;
            };
            if path.contains("/meta/") {
                continue;
            }
            let Some((name, node)) = self.claim(path) else {
                continue;
            };
            let groups = path.split('/').filter(|step| {
                self.items.iter().any(|item| matches!(item, Item::GroupStart(group) if group.name == *step))
            });
            let question = Question {
                kind: QuestionType::Calculated,
                label: Wording::default(),
                hint: Wording::default(),
                constraint_message: Wording::default(),
                appearance: String::new(),
                default: None,
                choices: Vec::new(),
                within: groups.map(str::to_owned).collect(),
                relevant: self.rule(path, "relevant", "relevant"),
                required: None,
                constraint: None,
                calculate: Some(calculate),
                choice_filter: None,
                path: path.to_owned(),
                name,
                node,
            };
            self.items.push(Item::Question(Box::new(question)));
        }
    }

    /// Takes a name for a group or question; answers are kept by name, so it is taken once.
    pub(crate) fn claim(&mut self, path: &str) -> Option<(String, NodeId)> {
        if path.is_empty() {
            return None;
        }
        let name = last_name(path);
        if name.contains('.') || RESERVED.contains(&name.as_str()) {
            let fault = FormFault::Unsupported(format!("name {name}"));
            self.found.push(Found { name: Some(name), column: Some("name"), fault });
            return None;
        }
        let Some(node) = self.nodes.get(path).copied() else {
            self.found.push(Found {
                name: Some(name),
                column: Some("name"),
                fault: FormFault::Missing(path.to_owned()),
            });
            return None;
        };
        if !self.names.insert(name.clone()) {
            self.found.push(Found {
                name: Some(name.clone()),
                column: Some("name"),
                fault: FormFault::DuplicateName(name),
            });
            return None;
        }
        Some((name, node))
    }
}
