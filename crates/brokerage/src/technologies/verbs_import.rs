//! Technologies that a file brings, inside the import's own act.

use kit::table::Row;
use kit::{Act, Result};
use uuid::Uuid;

use super::store;
use super::technology::{Life, Status, Technology};
use super::told::NewTechnology;
use house::exchange::{Change, Saved};

/// A technology as a file brings it.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// Short code; one that exists is changed.
    pub code: String,
    /// The clinic that offers it.
    pub clinic: Uuid,
    /// What the file says.
    pub told: NewTechnology,
    /// The code of the technology it builds on.
    pub builds_on: Option<String>,
    /// How far the file says it has come: a register that says nothing is public. Of one that is here
    /// already it changes nothing: what is shown here is decided here.
    pub status: Option<Status>,
    /// The days the file says.
    pub life: Life,
    /// The columns the file has: what it lacks is left as it is.
    pub columns: Columns,
    /// Made up for the demonstration.
    pub invented: bool,
}

/// Which of the columns that a file may lack it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Whose it is.
    pub holder: bool,
    /// Credit, consent and what the holder agreed to.
    pub holding: bool,
    /// What it needs.
    pub requirements: bool,
    /// What it costs.
    pub cost: bool,
    /// Intellectual property.
    pub property: bool,
    /// The conditions in English.
    pub conditions_en: bool,
    /// Papers and tests.
    pub evidence: bool,
    /// The same in English.
    pub evidence_en: bool,
    /// What it is good for.
    pub benefits: bool,
    /// What it builds on.
    pub builds_on: bool,
    /// The days of its life.
    pub life: bool,
}

impl Columns {
    /// Those of the file this row stands in.
    pub fn of(row: &Row) -> Self {
        let any = |names: &[&str]| names.iter().any(|name| row.has(name));
        Self {
            holder: row.has("holder"),
            holding: any(&["credit_th", "consent", "consented", "disclosure", "commercial", "holder_kind"]),
            requirements: any(&["requirements_th"]),
            cost: any(&["cost_least", "cost_most", "cost_th"]),
            property: any(&["property", "property_note"]),
            conditions_en: any(&["conditions_en"]),
            evidence: any(&["evidence"]),
            evidence_en: any(&["evidence_en"]),
            benefits: any(&["benefits"]),
            builds_on: any(&["builds_on"]),
            life: any(&["published", "renew_by"]),
        }
    }
}

/// Takes over rows of a file, inside the import's own act. What the file has no column for is left as
/// it is.
///
/// # Errors
/// When the database cannot be written.
pub async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let named: Vec<String> =
        rows.iter().map(|row| row.code.clone()).chain(rows.iter().filter_map(|row| row.builds_on.clone())).collect();
    let known = store::find_many_for_change(act, &named).await?;
    let (mut new, mut saved) = (Vec::<Technology>::new(), Vec::new());
    for row in rows {
        let mut row = row.clone();
        let code = row.builds_on.as_ref();
        // It may stand further above in the same file.
        let above = |code: &String| new.iter().find(|one| one.code == *code).map(|one| one.id);
        row.told.holding.builds_on = code.and_then(|code| known.get(code).map(|one| one.id).or_else(|| above(code)));
        let Some(before) = known.get(&row.code) else {
            let technology = fresh(act, row);
            saved.push(Saved { id: technology.id, change: Change::Added });
            new.push(technology);
            continue;
        };
        let after = kept(before, row);
        let change = if after == *before { Change::Unchanged } else { Change::Changed };
        if change == Change::Changed {
            store::save(act, &after).await?;
        }
        saved.push(Saved { id: before.id, change });
    }
    store::save_new(act, &new).await?;
    Ok(saved)
}

fn fresh(act: &Act, row: Brought) -> Technology {
    let technology = Technology {
        id: act.new_id(),
        code: row.code,
        clinic: row.clinic,
        told: row.told,
        status: Status::Draft,
        life: row.life,
        invented: row.invented,
        updated_at: act.now(),
        version: 1,
    };
    match row.status {
        Some(Status::Draft | Status::InReview) => technology,
        Some(Status::Archived) => {
            let life = Life { hidden: is_unheld(&technology.told), ..technology.life };
            Technology { status: Status::Archived, life, ..technology }
        }
        Some(Status::Published) | None => technology.brought(act.today()),
    }
}

/// Is it local wisdom to whose being shown nobody agreed?
fn is_unheld(told: &NewTechnology) -> bool {
    told.is_wisdom() && told.holding.may_be_shown().is_err()
}

/// The technology with what the file says in the place of what was said.
fn kept(before: &Technology, row: Brought) -> Technology {
    let (old, columns) = (before.told.clone(), row.columns);
    let mut told = row.told;
    if !columns.holding {
        told.holding = super::holding::Holding {
            holder: told.holding.holder,
            builds_on: told.holding.builds_on,
            ..old.holding.clone()
        };
    }
    if !columns.holder {
        told.holding.holder = old.holding.holder.clone();
    }
    if !columns.builds_on {
        told.holding.builds_on = old.holding.builds_on;
    }
    if !columns.requirements {
        told.requirements = old.requirements;
    }
    if !columns.cost {
        told.cost = old.cost;
    }
    if !columns.property {
        (told.property, told.property_note) = (old.property, old.property_note);
    }
    if let (false, Some(conditions)) = (columns.conditions_en, &mut told.conditions) {
        conditions.en = old.conditions.and_then(|before| before.en);
    }
    match (columns.evidence, columns.evidence_en, &mut told.evidence) {
        (false, _, _) => told.evidence = old.evidence,
        (true, false, Some(evidence)) => evidence.en = old.evidence.and_then(|before| before.en),
        (true, _, _) => {}
    }
    if !columns.benefits {
        told.benefits = old.benefits;
    }
    let mut life = before.life.clone();
    if columns.life {
        life.published_on = row.life.published_on.or(life.published_on);
        life.renew_by = row.life.renew_by.or(life.renew_by);
    }
    // What a file says of local wisdom cannot show it without its holder's consent.
    let unheld = is_unheld(&told);
    life.hidden = life.hidden || unheld && before.status == Status::Archived;
    let status = if unheld && before.status == Status::Published { Status::Draft } else { before.status };
    Technology { clinic: row.clinic, told, life, status, ..before.clone() }
}
