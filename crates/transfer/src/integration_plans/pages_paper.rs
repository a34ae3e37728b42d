//! What the book of a plan says on paper: what its page says.

use documents::{Block, Column, Document, Kind, Language, Table};
use kit::message::msg;
use kit::show::{self, Bilingual};
use kit::{Lang, Message};

use super::pages::{Book, Chapter, Part};
use super::plan_row::PlanRow;
use super::summary::Tally;
use house::layout::Label;
use house::messages::catalogue;
use house::places;

/// How sentences are said.
struct Words(Lang);

impl Words {
    fn plain(&self, id: &str) -> String {
        catalogue().plain(self.0, id).into_owned()
    }

    fn say(&self, message: &Message) -> String {
        catalogue().say(self.0, message)
    }

    /// A name as the public reads it.
    fn own(&self, name: &Bilingual) -> String {
        kit::masked(name.in_lang(self.0)).into_owned()
    }

    fn label(&self, label: &Label) -> String {
        match label {
            Label::Message(message) => self.say(message),
            Label::Names(names) => self.own(names),
            Label::Text(text) => kit::masked(text).into_owned(),
        }
    }
}

/// What the book says, as its page does.
pub(super) fn drawn(book: &Book, lang: Lang) -> Document {
    let words = Words(lang);
    let (plan, account) = (&book.plan, &book.account);
    let name = words.own(&plan.told.name);
    let status = words.plain(&format!("integration-plans-status-{}", plan.status.as_str()));
    let mut blocks = vec![paragraph(format!("{status} · {}", counted(&account.total, &words)))];
    if book.is_broken() {
        blocks.push(paragraph(words.plain("integration-plans-broken")));
        blocks.push(paragraph(words.plain("integration-plans-broken-lead")));
    }
    if plan.invented {
        blocks.push(Block::Note { text: words.plain("integration-plans-invented") });
    }
    if let Some(goal) = &plan.told.goal {
        let label = words.plain("integration-plans-plan-goal");
        blocks.push(paragraph(format!("{label}: {}", kit::masked(goal))));
    }
    blocks.push(Block::Table(by_group(book, &words)));
    if let Some(known) = account.groups_known {
        blocks.push(Block::Note { text: words.say(&known.said()) });
    }
    blocks.push(Block::Table(by_agency(book, &words)));
    let (rows, money) = (account.from_needs.share_of_rows(&account.total), account.from_needs.share_of(&account.total));
    if let (Some(rows), Some(money)) = (rows, money) {
        let share = msg("integration-plans-from-needs-share").with("rows", rows).with("money", money);
        blocks.push(paragraph(words.say(&share)));
    }
    for part in &book.parts {
        blocks.push(Block::Heading { level: 1, text: words.label(&part.0) });
        blocks.push(Block::Note { text: counted(&part.1, &words) });
        blocks.push(Block::Table(rows_of(book, part, &words)));
    }
    blocks.extend(seal(book, &words));
    let as_of = format!("{} {}", words.plain("layout-as-of"), show::day(book.day, lang));
    Document {
        title: name.clone(),
        head: vec![name],
        language: if lang == Lang::Th { Language::Th } else { Language::En },
        running: words.say(&msg("integration-plans-book-title").with("year", plan.code.clone())),
        page: words.plain("integration-plans-book-page"),
        foot: as_of,
        made_on: book.day,
        thai_digits: false,
        blocks,
    }
}

fn paragraph(text: String) -> Block {
    Block::Paragraph { text }
}

fn counted(tally: &Tally, words: &Words) -> String {
    let message = msg("integration-plans-exactly-count").with("count", tally.rows).with("sum", tally.sum.in_millions());
    words.say(&message)
}

/// A table of counts and sums, by what `over` says.
fn tallies(title: &str, over: &str, words: &Words) -> Table {
    let column = |id: &str, share| Column::new(words.plain(id), Kind::Number, share);
    let first = Column::new(words.plain(over), Kind::Text, 100);
    let columns = vec![first, column("integration-plans-count", 28), column("integration-plans-baht", 37)];
    Table::new(words.plain(title), columns)
}

fn cells(name: String, tally: &Tally) -> Vec<String> {
    vec![name, thai::digits::group(tally.rows), tally.sum.to_string()]
}

fn by_group(book: &Book, words: &Words) -> Table {
    let mut table = tallies("integration-plans-by-group", "integration-plans-group", words);
    for (label, tally, _) in &book.parts {
        table.row(cells(words.label(label), tally));
    }
    table.total(cells(words.plain("integration-plans-total"), &book.account.total));
    table
}

fn by_agency(book: &Book, words: &Words) -> Table {
    let mut table = tallies("integration-plans-by-agency", "integration-plans-agency", words);
    for one in &book.account.agencies {
        let none = || words.plain("integration-plans-agency-none");
        table.row(cells(one.name.as_ref().map_or_else(none, |name| words.own(name)), &one.tally));
    }
    table
}

/// The rows of a group under their places.
fn rows_of(book: &Book, (_, _, chapters): &Part, words: &Words) -> Table {
    let columns = vec![
        Column::new(words.plain("integration-plans-number"), Kind::Number, 14),
        Column::new(words.plain("integration-plans-row-name"), Kind::Text, 76),
        Column::new(words.plain("integration-plans-agency"), Kind::Text, 43),
        Column::new(words.plain("integration-plans-baht"), Kind::Number, 32),
    ];
    let mut table = Table::new("", columns);
    for Chapter { place, tally, rows } in chapters {
        table.group(words.label(place));
        for row in rows {
            table.row(row_of(book, row, words));
        }
        let total = format!("{} ({})", words.plain("integration-plans-total"), thai::digits::group(tally.rows));
        table.total(vec![String::new(), total, String::new(), tally.sum.to_string()]);
    }
    table
}

fn row_of(book: &Book, row: &PlanRow, words: &Words) -> Vec<String> {
    let name = words.own(&row.name);
    let provinces: Vec<String> = row.provinces.iter().map(|code| places::full_name(code, words.0)).collect();
    let printed = row.agency_as_printed.as_ref().map(|printed| kit::masked(printed).into_owned());
    vec![
        thai::digits::group(i64::from(row.number)),
        if provinces.len() > 1 { format!("{name} ({})", provinces.join(", ")) } else { name },
        book.agency(row)
            .map(|name| words.own(name))
            .or(printed)
            .unwrap_or_else(|| words.plain("integration-plans-agency-none")),
        row.amount.map_or_else(|| words.plain("integration-plans-amount-none"), |amount| amount.to_string()),
    ]
}

/// By what anybody can tell whether the plan still says this.
fn seal(book: &Book, words: &Words) -> Vec<Block> {
    let (found, mut blocks) = (&book.account.figures, Vec::new());
    if let Some(seal) = &book.plan.seal {
        let column = |id: &str, share| Column::new(words.plain(id), Kind::Number, share);
        let what = Column::new(words.plain("integration-plans-seal-what"), Kind::Text, 65);
        let columns = vec![what, column("integration-plans-sealed", 50), column("integration-plans-found", 50)];
        let mut table = Table::new(words.plain("integration-plans-seal-table"), columns);
        let mut row = |id: &str, sealed: String, found: String| table.row(vec![words.plain(id), sealed, found]);
        row("integration-plans-count", thai::digits::group(seal.figures.count), thai::digits::group(found.count));
        row("integration-plans-baht", seal.figures.sum.to_string(), found.sum.to_string());
        let short = |digest: &str| digest.chars().take(12).collect::<String>();
        row("integration-plans-sha256", short(&seal.figures.sha256), short(&found.sha256));
        blocks.push(Block::Table(table));
        let edition = words.say(&msg("integration-plans-edition").with("edition", book.plan.edition));
        blocks.push(Block::Note { text: format!("{edition} · {}", show::moment(seal.at, words.0)) });
    }
    let digest = format!("{}: {}", words.plain("integration-plans-sha256"), found.sha256);
    blocks.push(Block::Note { text: digest });
    blocks
}
