//! The cells of a row about a project, read into its plan and what was decided of it.

use std::collections::BTreeSet;

use kit::form::{optional, text_within};
use kit::table::Row;
use kit::{FormErrors, Message, msg};
use thai::places::{self, Level};
use uuid::Uuid;

use super::area;
use super::area_line;
use super::budget::FundingShare;
use super::forms::{self, LINE_MOST};
use super::importing::Known;
use super::indicator::read_hundredths;
use super::plan::Plan;
use super::project::{Project, Signature, Status};
use super::target_group::{TargetGroup, TargetKind};
use crate::programmes;
use house::exchange::{one_of, one_or};

/// The longest a cell may be, in characters.
pub(super) const CELL_MOST: usize = 30_000;

/// The cells of a row, while they are read into a project. What the file has no column for stays.
pub(super) struct Cells<'a> {
    pub(super) row: &'a Row,
    pub(super) errors: FormErrors,
}

impl Cells<'_> {
    fn put<T>(&mut self, column: &str, into: &mut T, read: impl FnOnce(&str) -> Result<T, Message>) {
        if self.row.has(column)
            && let Some(value) = self.errors.take(column, read(self.row.text(column)))
        {
            *into = value;
        }
    }

    fn text(&mut self, column: &str, into: &mut String) {
        self.put(column, into, |text| Ok(optional_text(text, CELL_MOST)?.unwrap_or_default()));
    }

    fn optional(&mut self, column: &str, into: &mut Option<String>) {
        self.put(column, into, |text| optional_text(text, CELL_MOST));
    }

    fn lines(&mut self, column: &str, into: &mut Vec<String>) {
        self.put(column, into, |text| lines(text).map(|line| text_within(line, CELL_MOST)).collect());
    }

    pub(super) fn put_all(&mut self, project: &mut Project, known: &Known) {
        let clinic = |code: &str| known.clinics.id(code);
        let Project { lead_clinic, plan, status, reason, plan_version, pending_follow_up, invented, .. } = project;
        self.put("lead_clinic", lead_clinic, |code| optional(code).map(|code| clinic(&code)).transpose());
        self.about(plan);
        let before = plan.areas.clone();
        self.put("areas", &mut plan.areas, |text| area_line::read_all(text, &before, &known.clinics));
        let kept: Vec<Uuid> = plan.areas.iter().map(|area| area.id).collect();
        for line in &mut plan.budget.lines {
            line.area = line.area.filter(|id| kept.contains(id));
        }
        self.money(plan);
        self.period(plan);
        self.put("status", status, |text| one_or(text, "projects-status-", Status::Draft));
        self.optional("reason", reason);
        self.put("plan_version", plan_version, |text| Ok(forms::persons_or_none(text)?.unwrap_or_default()));
        self.put("pending_follow_up", pending_follow_up, yes_or_no);
        self.put("invented", invented, yes_or_no);
        self.signature(&mut project.signature);
    }

    fn about(&mut self, plan: &mut Plan) {
        self.optional("name_en", &mut plan.name.en);
        self.text("topic", &mut plan.topic);
        self.lines("selection_reasons", &mut plan.selection_reasons);
        self.text("rationale", &mut plan.rationale);
        self.optional("without_need", &mut plan.without_need);
        self.lines("objectives", &mut plan.objectives);
        self.put("target_groups", &mut plan.target_groups, |text| Ok(lines(text).map(target_group).collect()));
        self.lines("method", &mut plan.method);
        self.lines("benefits", &mut plan.benefits);
        self.lines("monitoring", &mut plan.monitoring);
        self.lines("responsible", &mut plan.responsible);
        self.put("participation_level", &mut plan.participation_level, |text| match text {
            "" => Ok(None),
            typed => one_of(typed, "programmes-level-").map(Some),
        });
        self.text("level_evidence", &mut plan.level_evidence);
        self.optional("source", &mut plan.source);
        self.optional("edition", &mut plan.edition);
    }

    fn money(&mut self, plan: &mut Plan) {
        let budget = &mut plan.budget;
        self.text("budget_source", &mut budget.source);
        self.put("total_baht", &mut budget.stated_total, forms::money_or_none);
        let persons = |text: &str| Ok(forms::persons_or_none(text)?.unwrap_or_default());
        self.put("persons", &mut budget.stated_persons, persons);
        self.put("offsetting", &mut budget.offsetting, yes_or_no);
        self.put("funding_shares", &mut budget.shares, |text| lines(text).map(funding_share).collect());
    }

    /// The printed period is kept; the days come from their own cells, or from the print where it can
    /// be read. What cannot is refused with the likely year (docs/requirements.md B-01).
    fn period(&mut self, plan: &mut Plan) {
        let year = plan.fiscal_year.0;
        let day = |text: &str| match text {
            "" => Ok(None),
            text => thai::date::parse_near(text, year).map(Some).map_err(kit::form::explain),
        };
        self.optional("period_as_printed", &mut plan.period.as_printed);
        self.put("starts_on", &mut plan.period.starts_on, day);
        self.put("ends_on", &mut plan.period.ends_on, day);
        if let (None, None, Some(printed)) = (plan.period.starts_on, plan.period.ends_on, &plan.period.as_printed) {
            let read = thai::date::parse_period_near(printed, year).map_err(kit::form::explain);
            (plan.period.starts_on, plan.period.ends_on) = self.errors.take("period_as_printed", read).unzip();
        }
    }

    /// A signature is a name, a position and a day, or it is none.
    fn signature(&mut self, into: &mut Option<Signature>) {
        const COLUMNS: [&str; 3] = ["signed_by", "signed_position", "signed_on"];
        if !COLUMNS.iter().any(|column| self.row.has(column)) {
            return;
        }
        let text = |column| self.row.text(column);
        if COLUMNS.iter().all(|column| text(column).is_empty()) {
            *into = None;
            return;
        }
        let by = text_within(text("signed_by"), LINE_MOST);
        let position = text_within(text("signed_position"), LINE_MOST);
        let on = kit::form::required(text("signed_on"));
        let on = on.and_then(|day| thai::date::parse(&day).map_err(kit::form::explain));
        let [by, position] =
            [("signed_by", by), ("signed_position", position)].map(|(column, read)| self.errors.take(column, read));
        if let (Some(by), Some(position), Some(on)) = (by, position, self.errors.take("signed_on", on)) {
            *into = Some(Signature { by, position, on });
        }
    }

    pub(super) fn technologies(&mut self, known: &Known) -> Option<BTreeSet<Uuid>> {
        let unknown = |code: &str| msg("projects-import-technology").with("code", code);
        let find = |code| known.technologies.get(code).copied().ok_or_else(|| unknown(code));
        let all = self.row.has("technologies").then(|| lines(self.row.text("technologies")).map(find).collect());
        self.errors.take("technologies", all.transpose()).flatten()
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// A text that may be left empty.
pub(super) fn optional_text(text: &str, most: usize) -> Result<Option<String>, Message> {
    if text.is_empty() { Ok(None) } else { text_within(text, most).map(Some) }
}

pub(super) fn code(typed: &str) -> Result<Option<String>, Message> {
    let plain = typed.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') && typed.len() <= 40;
    if plain { Ok(optional(typed)) } else { Err(msg("projects-import-code")) }
}

pub(super) fn programme(typed: &str, known: &programmes::Names) -> Result<String, Message> {
    let typed = kit::form::required(typed)?;
    let unknown = || msg("projects-import-programme").with("typed", typed.as_str());
    known.read(&typed).map(str::to_owned).ok_or_else(unknown)
}

fn yes_or_no(text: &str) -> Result<bool, Message> {
    match text.to_lowercase().as_str() {
        "" | "no" | "false" | "0" | "ไม่" => Ok(false),
        "yes" | "true" | "1" | "ใช่" => Ok(true),
        other => Err(msg("projects-import-yes").with("typed", other)),
    }
}

/// "community: กลุ่มแม่บ้าน กลุ่มเกษตรกร"; without a known word before the colon it is another kind.
fn target_group(line: &str) -> TargetGroup {
    let told = line.split_once(':').and_then(|(word, label)| Some((TargetKind::from_word(word.trim())?, label.trim())));
    let (kind, label) = told.unwrap_or((TargetKind::Other, line));
    TargetGroup { kind, label: label.to_owned() }
}

/// "ministry: 45: สป.อว.", the name left out where there is none.
fn funding_share(line: &str) -> Result<FundingShare, Message> {
    let mut parts = line.splitn(3, ':').map(str::trim);
    let source = one_of(parts.next().unwrap_or_default(), "projects-source-")?;
    let share = read_hundredths(parts.next().unwrap_or_default())?;
    Ok(FundingShare { source, share, label: parts.next().unwrap_or_default().to_owned() })
}

/// The official code of a province, by code or name.
pub(super) fn province_code(typed: &str) -> Result<String, Message> {
    places::resolve(typed.trim(), Level::Province, None)
        .map(|code| code.to_string())
        .map_err(|error| area::explain(&error))
}
