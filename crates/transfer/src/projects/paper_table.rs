//! The tables of a plan on paper: its months, its money by area, and whose the money is.

use chrono::{Datelike, NaiveDate};
use documents::{Block, Column, Kind, Table};
use kit::Lang;
use kit::message::msg;
use kit::show::{self, hundredths};
use thai::{Quarter, Satang};
use uuid::Uuid;

use super::budget::{BudgetLine, Totals, WHOLE};
use super::paper::{Words, note, paragraph};
use super::plan::Plan;
use super::schedule::{ScheduleItem, first_of_month};
use house::places;

/// More columns of months than these no page holds; then months are told in words.
const MOST_MONTHS: usize = 18;

/// §8: the activities by month and quarter.
pub(super) fn months(plan: &Plan, words: &Words) -> Vec<Block> {
    if plan.schedule.is_empty() {
        return Vec::new();
    }
    let months = months_of(plan);
    let drawn = (1..=MOST_MONTHS).contains(&months.len());
    let mut columns = vec![Column::new(words.plain("projects-activity"), Kind::Text, if drawn { 52 } else { 80 })];
    if drawn {
        let room = u16::try_from(80 / months.len()).unwrap_or(1).clamp(5, 9);
        columns.extend(months.iter().map(|month| month_column(*month, room, words)));
    } else {
        columns.push(Column::new(words.plain("projects-planned-months"), Kind::Text, 45));
    }
    columns.push(Column::new(words.plain("projects-remark"), Kind::Text, if drawn { 35 } else { 40 }));
    let mut table = Table::new("", columns);
    for (at, item) in plan.schedule.iter().enumerate() {
        let mut cells = vec![format!("{}. {}", at + 1, item.label)];
        match drawn {
            true => cells.extend(months.iter().map(|month| mark(item, *month))),
            false => cells.push(in_words(item, words)),
        }
        cells.push(remark(item, plan, words));
        table.row(cells);
    }
    vec![Block::Table(table)]
}

fn month_column(month: NaiveDate, room: u16, words: &Words) -> Column {
    let quarter = Quarter::of(month);
    let group = msg("projects-paper-quarter").with("quarter", u32::from(quarter.number()));
    // The head of three narrow columns has no room for the year of both eras.
    let group = group.with("year", quarter.year().0.to_string());
    let head = words.plain(&format!("layout-month-short-{}", month.month()));
    Column::new(head, Kind::Mark, room).under(words.say(&group))
}

/// Whole fiscal quarters around the period and all marks. Where a source lost its columns a mark may stand anywhere
/// in the year (docs/requirements.md A0-21).
fn months_of(plan: &Plan) -> Vec<NaiveDate> {
    let marks = plan.schedule.iter().flat_map(ScheduleItem::planned).map(|mark| mark.month);
    let period = plan.period.days().into_iter().flat_map(|(from, to)| [first_of_month(from), first_of_month(to)]);
    let lost = plan.schedule.iter().any(|item| item.unplaced() > 0);
    let year = lost.then(|| [plan.fiscal_year.start(), plan.fiscal_year.end()]);
    let all: Vec<NaiveDate> = marks.chain(period).chain(year.into_iter().flatten()).collect();
    let (Some(first), Some(last)) = (all.iter().min(), all.iter().max()) else { return Vec::new() };
    thai::fiscal::quarters_between(*first, *last).take(MOST_MONTHS).flat_map(Quarter::months).collect()
}

/// The day of an exact mark, a dot where the month alone is known.
fn mark(item: &ScheduleItem, month: NaiveDate) -> String {
    let days: Vec<String> = item
        .planned()
        .filter(|mark| mark.month == month)
        .map(|mark| mark.exact_on.map_or_else(|| "•".to_owned(), |day| day.day().to_string()))
        .collect();
    days.join(", ")
}

fn in_words(item: &ScheduleItem, words: &Words) -> String {
    let month = |month: NaiveDate| {
        show::day_short(month, words.lang).split_once(' ').map_or(String::new(), |(_, month)| month.to_owned())
    };
    let said = item.planned().map(|mark| match mark.exact_on {
        Some(day) => show::day_short(day, words.lang),
        None => month(mark.month),
    });
    said.collect::<Vec<_>>().join(", ")
}

fn remark(item: &ScheduleItem, plan: &Plan, words: &Words) -> String {
    let exact = item.planned().filter_map(|mark| mark.exact_on).map(|day| show::day_short(day, words.lang));
    let mut said: Vec<String> = item.remark.clone().into_iter().chain(exact).collect();
    if item.is_preparation(&plan.period) {
        said.push(words.plain("projects-preparation"));
    }
    if item.unplaced() > 0 {
        said.push(words.say(&msg("projects-months-unknown").with("count", item.marks_printed)));
    }
    said.join("; ")
}

/// §12: what it costs, by area, and in words as money is written.
pub(super) fn money(plan: &Plan, words: &Words) -> Vec<Block> {
    let budget = &plan.budget;
    let stated = msg("projects-paper-money")
        .with("total", budget.stated_total.to_string())
        .with("words", sum_in_words(budget.stated_total, words.lang))
        .with("persons", thai::digits::group(i64::from(budget.stated_persons)));
    let mut blocks = vec![paragraph(words.say(&stated))];
    if !budget.source.is_empty() {
        blocks.push(paragraph(words.say(&msg("projects-paper-taken-from").with("source", budget.source.as_str()))));
    }
    if !budget.lines.is_empty() {
        blocks.push(Block::Table(lines(plan, words)));
        let totals = budget.totals();
        blocks.push(paragraph(words.say(&msg("projects-to-grant").with("amount", budget.to_grant().to_string()))));
        if totals.planned != budget.stated_total {
            let differs = msg("projects-paper-sum-differs").with("sum", totals.planned.to_string());
            blocks.push(note(words.say(&differs.with("total", budget.stated_total.to_string()))));
        }
    }
    if budget.offsetting {
        blocks.push(note(words.plain("projects-offsetting")));
    }
    blocks
}

fn sum_in_words(sum: Satang, lang: Lang) -> String {
    match lang {
        Lang::Th => sum.in_words(),
        Lang::En => sum.in_english_words(),
    }
}

fn lines(plan: &Plan, words: &Words) -> Table {
    let columns = vec![
        Column::new(words.plain("projects-budget-line"), Kind::Text, 60),
        Column::new(words.plain("projects-persons"), Kind::Number, 18),
        Column::new(words.plain("projects-planned"), Kind::Number, 29),
        Column::new(words.plain("projects-granted-before"), Kind::Number, 29),
        Column::new(words.plain("projects-granted-now"), Kind::Number, 29),
    ];
    let mut table = Table::new("", columns);
    let mut number = 0;
    for (area, lines) in by_area(plan) {
        let name = area.map(|area| places::full_name(&area.province, words.lang));
        table.group(name.clone().unwrap_or_else(|| words.plain("projects-paper-no-area")));
        for line in &lines {
            number += 1;
            table.row(row(number, line, words));
        }
        if lines.len() > 1 {
            let label = match name {
                Some(name) => words.say(&msg("projects-paper-sum-of").with("area", name)),
                None => words.plain("projects-sum"),
            };
            table.total(sum(label, &lines));
        }
    }
    let all: Vec<&BudgetLine> = plan.budget.lines.iter().collect();
    table.total(sum(words.plain("projects-paper-sum-all"), &all));
    table
}

/// The lines of each area in the order of the areas; at the end those that belong to none.
fn by_area(plan: &Plan) -> Vec<(Option<&super::area::Area>, Vec<&BudgetLine>)> {
    let of =
        |id: Option<Uuid>| -> Vec<&BudgetLine> { plan.budget.lines.iter().filter(|line| line.area == id).collect() };
    let known = |line: &&BudgetLine| line.area.is_some_and(|id| plan.areas.iter().any(|area| area.id == id));
    let mut parts: Vec<_> = plan.areas.iter().map(|area| (Some(area), of(Some(area.id)))).collect();
    parts.push((None, plan.budget.lines.iter().filter(|line| !known(line)).collect()));
    parts.retain(|(_, lines)| !lines.is_empty());
    parts
}

fn row(number: usize, line: &BudgetLine, words: &Words) -> Vec<String> {
    let class = Some(&line.expense_class).filter(|class| !class.is_empty());
    let class = class.map(|class| words.say(&msg("projects-paper-class").with("class", class.as_str())));
    let source = line.source.map(|source| words.plain(&format!("projects-source-{source}")));
    let source = source.map(|source| words.say(&msg("projects-paper-source").with("source", source)));
    let beside: Vec<String> = class.into_iter().chain(source).chain(line.note.clone()).collect();
    let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join("; ")) };
    vec![
        format!("{number}. {}{beside}", line.label),
        line.persons.map_or_else(|| "–".to_owned(), |persons| thai::digits::group(i64::from(persons))),
        line.amount.to_string(),
        amount(line.granted_before),
        amount(line.granted_now),
    ]
}

fn amount(satang: Satang) -> String {
    if satang == Satang(0) { "–".to_owned() } else { satang.to_string() }
}

fn sum(label: String, lines: &[&BudgetLine]) -> Vec<String> {
    let totals = Totals::of(lines.iter().copied());
    vec![
        label,
        thai::digits::group(totals.persons),
        totals.planned.to_string(),
        amount(totals.granted_before),
        amount(totals.granted_now),
    ]
}

/// Whose the money is, where the plan divides it.
pub(super) fn shares(plan: &Plan, words: &Words) -> Vec<Block> {
    let budget = &plan.budget;
    let told = budget.told_by_lines();
    if budget.shares.is_empty() && told.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        Column::new(words.plain("projects-share-source"), Kind::Text, 95),
        Column::new(words.plain("projects-share"), Kind::Number, 30),
        Column::new(words.plain("projects-amount-baht"), Kind::Number, 40),
    ];
    let mut table = Table::new(words.plain("projects-shares-table"), columns);
    // Where lines say whose the money is, their sums are exact, and the shares follow.
    for (source, share, amount) in &told {
        let label = words.plain(&format!("projects-source-{source}"));
        table.row(vec![label, hundredths(*share), amount.to_string()]);
    }
    if !told.is_empty() {
        let whole = Satang::sum(told.iter().map(|(_, _, amount)| *amount)).unwrap_or_default();
        table.total(vec![words.plain("projects-sum"), hundredths(WHOLE), whole.to_string()]);
        return vec![Block::Table(table)];
    }
    for (at, share) in budget.shares.iter().enumerate() {
        let source = words.plain(&format!("projects-source-{}", share.source.as_str()));
        let label = if share.label.is_empty() { source } else { format!("{source} – {}", share.label) };
        table.row(vec![label, hundredths(share.share), budget.part(at).to_string()]);
    }
    let whole = Satang::sum((0..budget.shares.len()).map(|at| budget.part(at))).unwrap_or_default();
    table.total(vec![words.plain("projects-sum"), hundredths(budget.shared()), whole.to_string()]);
    vec![Block::Table(table)]
}
