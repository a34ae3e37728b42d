//! What documents printed about the real network, brought in as any office would bring it in.

use bytes::Bytes;
use kit::message::Catalogue;

use super::{Stage, Tell};
use crate::imports::{self, Checked, Finished, Way};
use house::app::App;

/// The files, in the order in which their records refer to each other.
const FILES: &[(&str, &[u8])] = &[
    // The ministry, its successor and the sixteen agencies, with the names of their time.
    ("organisations", include_bytes!("../../demo/history/organisations.csv")),
    ("organisation-names", include_bytes!("../../demo/history/organisation-names.csv")),
    ("successions", include_bytes!("../../demo/history/successions.csv")),
    ("agreements", include_bytes!("../../demo/history/agreements.csv")),
    // Words of the regions beside those of registers, as anybody knows them.
    ("thesaurus", include_bytes!("../../demo/words/thesaurus.csv")),
    ("published-figures", include_bytes!("../../demo/history/published-figures.csv")),
    ("trainings", include_bytes!("../../demo/history/trainings.csv")),
    ("old-addresses", include_bytes!("../../demo/history/old-addresses.csv")),
    // Groups of provinces and regional centres, as far as documents tell of them.
    ("province-groups", include_bytes!("../../demo/history/province-groups.csv")),
    ("regional-centres", include_bytes!("../../demo/history/regional-centres.csv")),
    // The two honour villages of the fiscal year 2552 (docs/requirements.md A0-07).
    ("villages", include_bytes!("../../demo/history/villages.csv")),
    // The plan that seed 000 is. It comes in as published: what was decided of it is in no document
    // we know, nor which clinic answered for its areas.
    ("projects", include_bytes!("../../demo/fy2553/projects.csv")),
    ("budget-lines", include_bytes!("../../demo/fy2553/budget-lines.csv")),
    ("activities", include_bytes!("../../demo/fy2553/activities.csv")),
    ("indicators", include_bytes!("../../demo/fy2553/indicators.csv")),
];

pub(super) async fn load(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let app = stage.of_record();
    for (kind, file) in FILES {
        import(&app, kind, Bytes::from_static(file), tell).await?;
    }
    Ok(())
}

/// Brings one of our files in; a file whose kind nobody knows yet is passed over.
pub(super) async fn import(app: &App, name: &'static str, file: Bytes, tell: Tell<'_>) -> kit::Result<()> {
    let Some(kind) = imports::kind(name) else { return Ok(()) };
    let named = format!("{name}.csv");
    let file = (named.as_str(), file);
    match imports::apply(app, &Stage::program(), kind, file, Way::AllOrNothing, &|_, rows| tell(name, rows)).await? {
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
