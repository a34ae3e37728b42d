//! What documents printed about the real network, brought in as any office would bring it in.

use bytes::Bytes;
use kit::message::Catalogue;
use kit::table::{Column, Row, Table};

use super::{Stage, Tell};
use crate::app::App;
use crate::imports::{self, Checked, Finished, Way};
use crate::projects::{self, Batch, RowErrors, importing};

/// The files, in the order in which their records refer to each other.
const FILES: &[(&str, &[u8])] = &[("published-figures", include_bytes!("../../demo/history/published-figures.csv"))];

pub(super) async fn load(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let app = stage.of_record();
    for (kind, file) in FILES {
        import(&app, kind, file, tell).await?;
    }
    plan_of_2553(&app, tell).await
}

/// The plan that seed 000 is, as the ministry would bring it in. The document names no clinic for
/// its areas, so the plan cannot be handed in, and stays a draft that the ministry reads.
async fn plan_of_2553(app: &App, tell: Tell<'_>) -> kit::Result<()> {
    let (plans, lines) =
        (include_bytes!("../../demo/fy2553/projects.csv"), include_bytes!("../../demo/fy2553/budget-lines.csv"));
    let (items, targets) =
        (include_bytes!("../../demo/fy2553/activities.csv"), include_bytes!("../../demo/fy2553/indicators.csv"));
    let batches = [
        Batch::Projects(read(app, plans, importing::PROJECTS, importing::check_project)?),
        Batch::BudgetLines(read(app, lines, importing::BUDGET_LINES, importing::check_budget_line)?),
        Batch::Activities(read(app, items, importing::ACTIVITIES, importing::check_activity)?),
        Batch::Indicators(read(app, targets, importing::INDICATORS, importing::check_indicator)?),
    ];
    for batch in batches {
        let kind = batch.kind();
        let rows = projects::import(app, &Stage::program(), batch, &projects::Circumstances::default()).await?;
        tell(kind, rows);
    }
    Ok(())
}

/// All rows of a file, with their numbers; the first fault is ours to mend.
fn read<T>(
    app: &App,
    file: &[u8],
    columns: &[Column],
    check: fn(&Row) -> Result<T, RowErrors>,
) -> kit::Result<Vec<(usize, T)>> {
    let table = Table::read(file, columns).map_err(|error| anyhow::anyhow!("the plan of 2553: {error:?}"))?;
    let one = |row: &Row| {
        check(row).map(|read| (row.number, read)).map_err(|wrong| {
            let said = wrong.first().map(|(column, why)| format!("{column}: {}", app.words.say(kit::Lang::En, why)));
            anyhow::anyhow!("the plan of 2553, row {}: {}", row.number, said.unwrap_or_default()).into()
        })
    };
    table.rows.iter().map(one).collect()
}

/// Brings one of our files in; a file whose kind nobody knows yet is passed over.
pub(super) async fn import(app: &App, name: &'static str, file: &'static [u8], tell: Tell<'_>) -> kit::Result<()> {
    let Some(kind) = imports::kind(name) else { return Ok(()) };
    let named = format!("{name}.csv");
    let file = (named.as_str(), Bytes::from_static(file));
    match imports::apply(app, &Stage::program(), kind, file, Way::AllOrNothing, &|rows| tell(name, rows)).await? {
        Finished::Done(..) => Ok(()),
        Finished::Refused(checked) => Err(anyhow::anyhow!("{name}.csv: {}", first_fault(app.words, &checked)).into()),
    }
}

fn first_fault(words: &Catalogue, checked: &Checked) -> String {
    match checked.faults.first() {
        Some(fault) => format!("row {}, {}: {}", fault.row, fault.column, words.say(kit::Lang::En, &fault.reason)),
        None => format!("unknown columns: {}", checked.unknown.join(", ")),
    }
}
