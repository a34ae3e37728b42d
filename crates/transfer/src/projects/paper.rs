//! A plan as the government writes it: thirteen numbered sections (seed 000), its schedule by month, its money by
//! area, who signs; drawn from the records alone, for the typesetter and the office program alike.

use std::collections::HashMap;

use chrono::NaiveDate;
use documents::{Block, Column, Document, Kind, Language, Signatory, Table};
use kit::message::{Catalogue, msg};
use kit::show::{self, Bilingual};
use kit::{Lang, Message};
use uuid::Uuid;

use super::area::Area;
use super::indicator::ProjectIndicator;
use super::paper_table::{money, months, shares};
use super::plan::Plan;
use super::project::Signature;
use super::signing::{AmendedVersion, Signing};
use house::messages::catalogue;
use house::places;

/// What stands beside a plan on its paper.
#[derive(Clone, Debug)]
pub struct Paper<'a> {
    /// The code of the project.
    pub code: &'a str,
    /// The clinic that leads; the ministry's office where there is none.
    pub lead: Option<Bilingual>,
    /// Its line of work.
    pub programme: Bilingual,
    /// The clinics of its areas.
    pub clinics: &'a HashMap<Uuid, Bilingual>,
    /// Who signed it and who amended it since, as the reader may know.
    pub signing: Signing,
    /// The day it is drawn up.
    pub made_on: NaiveDate,
    /// In which language.
    pub lang: Lang,
}

/// What stands in a section.
type Section = fn(&Paper<'_>, &Plan, &Words) -> Vec<Block>;

impl Paper<'_> {
    /// The document that says what `plan` says.
    pub fn drawn(&self, plan: &Plan) -> Document {
        let words = Words { lang: self.lang, words: catalogue() };
        let name = plan.name.in_lang(self.lang).to_owned();
        let year = words.say(&msg("projects-paper-year").with("year", plan.fiscal_year));
        let head =
            if name.contains(&plan.fiscal_year.0.to_string()) { vec![name.clone()] } else { vec![name.clone(), year] };
        let made_on = show::day(self.made_on, self.lang);
        let foot = msg("projects-paper-foot").with("code", self.code).with("day", made_on);
        Document {
            title: name,
            head,
            language: match self.lang {
                Lang::Th => Language::Th,
                Lang::En => Language::En,
            },
            running: self.code.to_owned(),
            page: words.plain("projects-paper-page"),
            foot: words.say(&foot),
            made_on: self.made_on,
            thai_digits: false,
            blocks: self.blocks(plan, &words),
        }
    }

    fn blocks(&self, plan: &Plan, words: &Words) -> Vec<Block> {
        let mut blocks = self.about(plan, words);
        let sections: [Section; 13] = [
            |_, plan, _| paragraphs(&plan.rationale),
            |_, plan, _| numbered(&plan.objectives, |at| format!("({at})")),
            |_, plan, words| targets(plan, words),
            |_, plan, _| groups(plan),
            |_, plan, words| measures(plan, words),
            |_, plan, words| period(plan, words),
            |_, plan, _| numbered(&plan.method, |at| format!("{at})")),
            |_, plan, words| months(plan, words),
            |paper, plan, words| paper.areas(plan, words),
            |_, plan, _| numbered(&plan.benefits, |at| format!("10.{at}")),
            |_, plan, _| numbered(&plan.monitoring, |at| format!("{at})")),
            |_, plan, words| [money(plan, words), shares(plan, words)].concat(),
            |_, plan, words| responsible(plan, words),
        ];
        for (at, section) in sections.iter().enumerate() {
            let text = words.plain(&format!("projects-section-{}", at + 1));
            blocks.push(Block::Heading { level: 1, text });
            let said = section(self, plan, words);
            blocks.extend(if said.is_empty() { vec![note(words.plain("projects-none-yet"))] } else { said });
        }
        blocks.extend(self.end(plan, words));
        blocks
    }

    /// What it is, before its sections.
    fn about(&self, plan: &Plan, words: &Words) -> Vec<Block> {
        let ministry = || words.plain("projects-lead-ministry");
        let lead = self.lead.as_ref().map_or_else(ministry, |name| name.in_lang(self.lang).to_owned());
        let mut facts = vec![
            ("projects-lead-clinic", lead),
            ("projects-field-programme", self.programme.in_lang(self.lang).to_owned()),
            ("projects-field-topic", plan.topic.clone()),
        ];
        if self.signing.plan_version > 0 {
            let number = msg("projects-version-number").with("number", self.signing.plan_version);
            facts.push(("projects-version", words.say(&number)));
        }
        facts.extend(plan.without_need.clone().map(|reason| ("projects-field-without_need", reason)));
        facts.retain(|(_, said)| !said.is_empty());
        let fact = |(label, said): (&str, String)| ("•".to_owned(), words.labelled(label, &said));
        if !plan.selection_reasons.is_empty() {
            facts.push(("projects-field-selection_reasons", String::new()));
        }
        let mut blocks = vec![Block::List { items: facts.into_iter().map(fact).collect() }];
        blocks.extend(numbered(&plan.selection_reasons, |_| "–".to_owned()));
        blocks
    }

    fn areas(&self, plan: &Plan, words: &Words) -> Vec<Block> {
        if plan.areas.is_empty() {
            return Vec::new();
        }
        let columns = vec![
            Column::new(words.plain("layout-province"), Kind::Text, 26),
            Column::new(words.plain("projects-places"), Kind::Text, 74),
            Column::new(words.plain("projects-area-clinic"), Kind::Text, 65),
        ];
        let mut table = Table::new("", columns);
        for area in &plan.areas {
            table.row(vec![places::full_name(&area.province, self.lang), self.places(area), self.answers(area, words)]);
        }
        vec![Block::Table(table)]
    }

    /// The source's own words where there are any: they are never corrected. An English paper names the places that
    /// are known in English before them.
    fn places(&self, area: &Area) -> String {
        if !area.as_printed.is_empty() {
            let known = area.places.iter().filter_map(|place| place.code.as_deref());
            let known: Vec<String> = known.map(|code| places::full_name(code, self.lang)).collect();
            return match self.lang {
                Lang::En if !known.is_empty() => format!("{} (“{}”)", known.join("; "), area.as_printed),
                _ => area.as_printed.clone(),
            };
        }
        let name = |place: &super::area::AreaPlace| match &place.code {
            Some(code) => places::full_name(code, self.lang),
            None => place.as_printed.clone(),
        };
        area.places.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    fn answers(&self, area: &Area, words: &Words) -> String {
        let clinic = area.clinic.and_then(|id| self.clinics.get(&id));
        match (clinic, &area.clinic_as_printed) {
            (Some(name), _) => name.in_lang(self.lang).to_owned(),
            (None, Some(printed)) => printed.clone(),
            (None, None) => words.plain("projects-area-no-clinic"),
        }
    }

    /// Where it was taken from, and who signs.
    fn end(&self, plan: &Plan, words: &Words) -> Vec<Block> {
        let source = plan.source.as_ref().map(|source| words.labelled("projects-field-source", source));
        let edition = plan.edition.as_ref().map(|edition| words.labelled("projects-edition", edition));
        let amended = self.signing.amended.iter().map(|one| self.amended(one, words));
        let mut blocks: Vec<Block> = source.into_iter().chain(edition).chain(amended).map(note).collect();
        let dots = "........................................";
        let empty = |role: &str| Signatory {
            lines: vec![
                words.say(&msg("projects-paper-signs").with("name", dots)),
                format!("({dots})"),
                words.say(&msg("projects-paper-position").with("position", dots)),
                words.say(&msg("projects-paper-signed-on").with("day", dots)),
                words.plain(role),
            ],
        };
        // A signature is of the version that was signed, which is not always the one that is drawn.
        let here = |version: i32| match self.signing.is_amended() {
            true => words.say(&msg("projects-paper-signed-version").with("number", version)),
            false => words.plain("projects-paper-signed-here"),
        };
        let signed = |(version, signature): &(i32, Signature)| Signatory {
            lines: vec![
                here(*version),
                if signature.by.is_empty() { format!("({dots})") } else { format!("({})", signature.by) },
                words.say(&msg("projects-paper-position").with("position", signature.position.as_str())),
                words.say(&msg("projects-paper-signed-on").with("day", show::day(signature.on, self.lang))),
                words.plain("projects-paper-approver"),
            ],
        };
        let approver = self.signing.signed.as_ref().map_or_else(|| empty("projects-paper-approver"), signed);
        blocks.push(Block::Signatures { signatories: vec![empty("projects-paper-proposer"), approver] });
        blocks
    }

    /// How a version came to be that an amendment made.
    fn amended(&self, one: &AmendedVersion, words: &Words) -> String {
        let made = msg("projects-paper-amended").with("version", one.plan_version).with("number", one.number);
        let day = |id: &'static str, on| words.say(&msg(id).with("day", show::day(on, self.lang)));
        let handed_in = one.handed_in.as_ref().map(|done| day("projects-paper-amended-handed-in", done.on));
        let approved = one.approved.as_ref().map(|done| day("projects-paper-amended-approved", done.on));
        std::iter::once(words.say(&made)).chain(handed_in).chain(approved).collect::<Vec<_>>().join(" ")
    }
}

/// How sentences are said.
pub(super) struct Words {
    pub(super) lang: Lang,
    words: &'static Catalogue,
}

impl Words {
    pub(super) fn plain(&self, id: &str) -> String {
        self.words.plain(self.lang, id).into_owned()
    }

    pub(super) fn say(&self, message: &Message) -> String {
        self.words.say(self.lang, message)
    }

    fn labelled(&self, label: &str, said: &str) -> String {
        format!("{}: {said}", self.plain(label)).trim_end().to_owned()
    }
}

pub(super) fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { text: text.into() }
}

pub(super) fn note(text: impl Into<String>) -> Block {
    Block::Note { text: text.into() }
}

fn paragraphs(text: &str) -> Vec<Block> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(paragraph).collect()
}

/// A list with the marks that its section has in the government's form.
fn numbered(items: &[String], mark: impl Fn(usize) -> String) -> Vec<Block> {
    let items: Vec<_> = items.iter().enumerate().map(|(at, item)| (mark(at + 1), item.clone())).collect();
    if items.is_empty() { Vec::new() } else { vec![Block::List { items }] }
}

/// §3: what is to be reached, and how far the public takes part.
fn targets(plan: &Plan, words: &Words) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !plan.indicators.is_empty() {
        blocks.push(Block::Heading { level: 2, text: words.plain("projects-paper-3-1") });
        let item = |one: &ProjectIndicator| {
            let target = msg(if one.is_percent() { "projects-paper-percent" } else { "projects-paper-persons" });
            let target = words.say(&target.with("target", one.target_text()));
            ("•".to_owned(), format!("{} {target}", one.name.in_lang(words.lang)))
        };
        blocks.push(Block::List { items: plan.indicators.iter().map(item).collect() });
    }
    if let Some(level) = plan.participation_level {
        blocks.push(Block::Heading { level: 2, text: words.plain("projects-paper-3-2") });
        let named = words.plain(&format!("programmes-level-{}", level.as_str()));
        blocks.push(paragraph(words.say(&msg("projects-paper-level").with("level", named))));
    }
    let evidence: Vec<String> =
        plan.level_evidence.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
    blocks.extend(numbered(&evidence, |_| "•".to_owned()));
    blocks
}

/// §4: for whom.
fn groups(plan: &Plan) -> Vec<Block> {
    let labels: Vec<String> = plan.target_groups.iter().map(|group| group.label.clone()).collect();
    numbered(&labels, |at| format!("4.{at}"))
}

/// §5: no percentage without its instrument and its formula.
fn measures(plan: &Plan, words: &Words) -> Vec<Block> {
    if plan.indicators.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        Column::new(words.plain("projects-indicator"), Kind::Text, 62),
        Column::new(words.plain("projects-target"), Kind::Number, 25),
        Column::new(words.plain("projects-instrument"), Kind::Text, 38),
        Column::new(words.plain("projects-formula"), Kind::Text, 40),
    ];
    let mut table = Table::new("", columns);
    for one in &plan.indicators {
        let target = msg(if one.is_percent() { "layout-percent" } else { "projects-paper-count" });
        let target = target.with("value", one.target_text());
        let instrument = one.instrument.map(|it| words.plain(&format!("projects-instrument-{}", it.as_str())));
        let formula = one.formula_word().map(|word| words.plain(&format!("projects-formula-{word}")));
        table.row(vec![
            one.name.in_lang(words.lang).to_owned(),
            words.say(&target),
            instrument.unwrap_or_else(|| "–".to_owned()),
            formula
                .or_else(|| Some(one.formula.clone()).filter(|own| !own.is_empty()))
                .unwrap_or_else(|| "–".to_owned()),
        ]);
    }
    vec![paragraph(words.plain("projects-paper-5")), Block::Table(table)]
}

/// §6: when; the source's own words, slips included, beneath.
fn period(plan: &Plan, words: &Words) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some((from, to)) = plan.period.days() {
        let months = words.say(&msg("projects-months").with("count", plan.period.months()));
        let days = format!("{} – {} ({months})", show::day(from, words.lang), show::day(to, words.lang));
        blocks.push(paragraph(days));
    }
    if let Some(printed) = &plan.period.as_printed {
        blocks.push(note(format!("{} “{printed}”", words.plain("projects-as-printed"))));
    }
    blocks
}

/// §13: the lead first, then those who share it.
fn responsible(plan: &Plan, words: &Words) -> Vec<Block> {
    let said = |(at, line): (usize, &String)| {
        let role = if at == 0 { "projects-responsible-lead" } else { "projects-responsible-with" };
        ("•".to_owned(), format!("{} {line}", words.plain(role)))
    };
    let items: Vec<_> = plan.responsible.iter().enumerate().map(said).collect();
    if items.is_empty() { Vec::new() } else { vec![Block::List { items }] }
}
