//! A submission as ODK Collect sends it, and the same document written from accepted answers. The
//! XML is turned into plain answers by name and then judged like any other, so that the page and
//! the telephone can never disagree.

use roxmltree::{Document, Node, ParsingOptions};
use rxeval::NodeId;

use super::judging::Judged;
use super::questionnaire::Questionnaire;
use super::value::Given;

/// Bytes of one submission's XML; photographs travel beside it.
const MAX_SUBMISSION: usize = 256 * 1024;

/// What a submission says before it is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The form it answers.
    pub form_id: String,
    /// The version of it the device had; empty when it does not say.
    pub version: String,
    /// The device's own id of this answer (`uuid:…`): the same answer sent twice has the same one.
    pub instance_id: Option<String>,
    /// The answer this one corrects.
    pub deprecated_id: Option<String>,
    /// Its answers by question name.
    pub given: Given,
}

/// Why a submission cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmissionFault {
    /// Larger than this many bytes.
    TooLarge(usize),
    /// Not well-formed XML; the parser's own words.
    NotXml(String),
    /// It answers another form, or another version of this one.
    AnotherForm {
        /// The form it names.
        form_id: String,
        /// The version it names.
        version: String,
    },
}

impl Submission {
    /// Reads a submission's XML; which form it answers is said by the result.
    ///
    /// # Errors
    /// Too large, or not XML.
    pub fn read(xml: &str) -> Result<Self, SubmissionFault> {
        if xml.len() > MAX_SUBMISSION {
            return Err(SubmissionFault::TooLarge(MAX_SUBMISSION));
        }
        let options = ParsingOptions { allow_dtd: false, nodes_limit: 20_000, ..ParsingOptions::default() };
        let document =
            Document::parse_with_options(xml, options).map_err(|error| SubmissionFault::NotXml(error.to_string()))?;
        let root = document.root_element();
        let meta = root.children().find(|node| node.tag_name().name() == "meta");
        let from_meta = |name: &str| {
            meta.and_then(|meta| meta.children().find(|node| node.tag_name().name() == name))
                .map(text)
                .filter(|id| !id.is_empty())
        };
        let mut given = Given::new();
        let leaves = root.descendants().filter(|node| node.is_element() && node.first_element_child().is_none());
        for leaf in leaves.filter(|leaf| leaf.parent() != meta) {
            given.entry(leaf.tag_name().name().to_owned()).or_default().push(text(leaf));
        }
        Ok(Self {
            form_id: root.attribute("id").unwrap_or_default().to_owned(),
            version: root.attribute("version").unwrap_or_default().to_owned(),
            instance_id: from_meta("instanceID"),
            deprecated_id: from_meta("deprecatedID"),
            given,
        })
    }
}

impl Questionnaire {
    /// Judges a submission's XML for this form, at a moment of Thai time.
    ///
    /// # Errors
    /// It cannot be read, or answers another form or version. Wrong answers are no error: they
    /// are in the judgement, and such a submission is kept and flagged, never thrown away.
    pub fn judge_xml(&self, xml: &str, moment: chrono::NaiveDateTime) -> Result<(Submission, Judged), SubmissionFault> {
        let submission = Submission::read(xml)?;
        if submission.form_id != self.form_id() || submission.version != self.version().0 {
            return Err(SubmissionFault::AnotherForm { form_id: submission.form_id, version: submission.version });
        }
        let judged = self.judge(&submission.given, moment);
        Ok((submission, judged))
    }

    /// The accepted answers as a submission's XML: what was not answered is left out.
    pub fn instance_xml(&self, judged: &Judged, instance_id: Option<&str>) -> String {
        let mut xml = format!(
            "<{} id=\"{}\" version=\"{}\">",
            self.root_name(),
            escaped(self.form_id()),
            escaped(&self.version().0)
        );
        for child in self.blank().children(self.sheet()) {
            self.write(child, judged, &mut xml);
        }
        if let Some(id) = instance_id {
            xml.push_str(&format!(
                "<meta xmlns=\"http://openrosa.org/xforms\"><instanceID>{}</instanceID></meta>",
                escaped(id)
            ));
        }
        xml.push_str(&format!("</{}>", self.root_name()));
        xml
    }

    fn root_name(&self) -> &str {
        &self.blank().node(self.sheet()).name
    }

    fn write(&self, node: NodeId, judged: &Judged, xml: &mut String) {
        let element = self.blank().node(node);
        let name = &element.name;
        let mut inner = String::new();
        if element.children.is_empty() {
            let answer = self.question(name).and_then(|question| judged.answers.get(&question.name));
            inner = answer.map(|answer| escaped(&answer.as_xform())).unwrap_or_default();
        }
        for child in &element.children {
            self.write(*child, judged, &mut inner);
        }
        if !inner.is_empty() {
            xml.push_str(&format!("<{name}>{inner}</{name}>"));
        }
    }
}

fn text(node: Node<'_, '_>) -> String {
    let parts: String = node.children().filter_map(|child| child.text()).collect();
    parts.trim().to_owned()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{COMPLETE, a_text, answering, form, november};
    use super::*;
    use crate::questionnaires::{Kind, Problem, ProblemKind};

    #[test]
    fn a_submission_from_a_telephone_is_judged_like_the_page() {
        for (kind, answers) in COMPLETE {
            let form = form(kind);
            let page = form.judge(&answering(answers), november());
            let xml = form.instance_xml(&page, Some("uuid:7a"));
            let (submission, telephone) = form.judge_xml(&xml, november()).expect("our own XML");
            assert_eq!(telephone, page);
            assert_eq!(submission.instance_id.as_deref(), Some("uuid:7a"));
        }
    }

    #[test]
    fn xml_as_collect_writes_it_is_read() {
        let xml = r#"<?xml version='1.0' ?><data id="follow_up" version="2026112101" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">
      <notice /><application><applied>no</applied><not_applied_reason>other</not_applied_reason>
      <not_applied_other>ฝน &amp; &#3609;&#3657;&#3635;<![CDATA[ท่วม]]></not_applied_other><applied_what /></application>
      <outcome><satisfaction_benefit>3</satisfaction_benefit><passed_on>0</passed_on><further_need>zzz</further_need></outcome>
      <orx:meta><orx:instanceID>uuid:1</orx:instanceID><orx:deprecatedID>uuid:0</orx:deprecatedID></orx:meta></data>"#;
        let (submission, judged) = form(Kind::FollowUp).judge_xml(xml, november()).expect("read");
        assert_eq!(submission.deprecated_id.as_deref(), Some("uuid:0"));
        assert_eq!(judged.answers["not_applied_other"], a_text("ฝน & น้ำท่วม"));
        assert_eq!(judged.problems, [Problem { name: "further_need".to_owned(), kind: ProblemKind::NotAChoice }]);
    }
    #[test]
    fn a_submission_that_cannot_be_read_says_why() {
        let form = form(Kind::FollowUp);
        let judge = |xml: &str| form.judge_xml(xml, november()).expect_err("refused");
        assert!(matches!(judge("<data"), SubmissionFault::NotXml(_)));
        assert!(matches!(judge(&"x".repeat(300_000)), SubmissionFault::TooLarge(_)));
        assert!(matches!(judge(&["<a>".repeat(25_000), "</a>".repeat(25_000)].concat()), SubmissionFault::NotXml(_)));
        assert!(matches!(judge("<!DOCTYPE d [<!ENTITY e 'x'>]><d>&e;</d>"), SubmissionFault::NotXml(_)));
        assert!(matches!(judge("<data id='evaluation' version='2026112101'/>"), SubmissionFault::AnotherForm { .. }));
        assert!(matches!(judge("<data id='follow_up' version='1'/>"), SubmissionFault::AnotherForm { .. }));
    }
}
