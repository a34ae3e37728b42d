//! Which part of a plan that came from elsewhere is which part of the plan that was here: what is the same keeps its
//! identifier, on which payments, work and reports may stand, and with it what was done when.

use super::area::Area;
use super::budget::BudgetLine;
use super::indicator::ProjectIndicator;
use super::plan::Plan;
use super::schedule::ScheduleItem;

/// Do two parts mean the same, by one way of looking at it?
type Same<T> = fn(&T, &T) -> bool;

/// A plan that came from elsewhere, with the identifiers of the parts that `old` has as well. A part under another
/// name is another part.
pub fn recognised(mut new: Plan, old: &Plan) -> Plan {
    areas(&mut new, old);
    let lines: [Same<BudgetLine>; 2] = [
        |one, other| BudgetLine { id: other.id, ..one.clone() } == *other,
        |one, other| one.label == other.label && one.area == other.area,
    ];
    for (at, found) in pairs(&new.budget.lines, &old.budget.lines, &lines) {
        new.budget.lines[at].id = old.budget.lines[found].id;
    }
    let indicators: [Same<ProjectIndicator>; 2] = [
        |one, other| one.code == other.code && one.name == other.name,
        |one, other| one.code == other.code && !one.code.is_empty(),
    ];
    for (at, found) in pairs(&new.indicators, &old.indicators, &indicators) {
        new.indicators[at].id = old.indicators[found].id;
    }
    let items: [Same<ScheduleItem>; 2] = [
        |one, other| one.label == other.label && one.planned().eq(other.planned()),
        |one, other| one.label == other.label,
    ];
    for (at, found) in pairs(&new.schedule, &old.schedule, &items) {
        let (item, was) = (&mut new.schedule[at], &old.schedule[found]);
        item.id = was.id;
        item.marks.extend(was.done().cloned());
        item.marks.sort();
    }
    new
}

/// The areas, and the lines that belong to them.
fn areas(new: &mut Plan, old: &Plan) {
    let same: [Same<Area>; 3] = [
        |one, other| Area { id: other.id, ..one.clone() } == *other,
        |one, other| one.province == other.province && one.as_printed == other.as_printed,
        |one, other| one.province == other.province,
    ];
    for (at, found) in pairs(&new.areas, &old.areas, &same) {
        let (came, was) = (new.areas[at].id, old.areas[found].id);
        new.areas[at].id = was;
        new.budget.lines.iter_mut().filter(|line| line.area == Some(came)).for_each(|line| line.area = Some(was));
    }
}

/// For each part the one that it was, each for one: first those that are nearest to each other.
fn pairs<T>(new: &[T], old: &[T], same: &[Same<T>]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for is_same in same {
        for (at, one) in new.iter().enumerate() {
            if pairs.iter().any(|(taken, _)| *taken == at) {
                continue;
            }
            let free = |found: &usize| pairs.iter().all(|(_, taken)| taken != found);
            let found = (0..old.len()).filter(free).find(|found| is_same(one, &old[*found]));
            pairs.extend(found.map(|found| (at, found)));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use kit::clock::day;
    use kit::show::Bilingual;
    use thai::{FiscalYear, Satang};
    use uuid::Uuid;

    use super::*;
    use crate::projects::{Budget, ScheduleMark};

    fn plan(areas: &[(u128, &str, &str)], lines: &[(u128, &str, Option<u128>, i64)], items: &[(u128, &str)]) -> Plan {
        let area = |(id, province, printed): &(u128, &str, &str)| Area {
            id: Uuid::from_u128(*id),
            province: (*province).to_owned(),
            as_printed: (*printed).to_owned(),
            ..Area::default()
        };
        let line = |(id, label, area, amount): &(u128, &str, Option<u128>, i64)| BudgetLine {
            id: Uuid::from_u128(*id),
            label: (*label).to_owned(),
            area: area.map(Uuid::from_u128),
            amount: Satang(*amount),
            ..BudgetLine::default()
        };
        let item = |(id, label): &(u128, &str)| ScheduleItem {
            id: Uuid::from_u128(*id),
            label: (*label).to_owned(),
            ..ScheduleItem::default()
        };
        Plan {
            areas: areas.iter().map(area).collect(),
            budget: Budget { lines: lines.iter().map(line).collect(), ..Budget::default() },
            schedule: items.iter().map(item).collect(),
            ..Plan::named(Bilingual { th: "แผน".to_owned(), en: None }, FiscalYear(2553), "transfer")
        }
    }

    #[test]
    fn what_is_the_same_keeps_its_identifier_and_what_was_done_and_nothing_else_does() {
        let mut old = plan(
            &[(1, "92", "ต.บ่อหิน"), (2, "92", "ต.วังวน"), (3, "20", "")],
            &[(11, "อบรม", Some(1), 100), (12, "อบรม", Some(2), 100), (13, "รถ", None, 5)],
            &[(21, "ประชุม"), (22, "อบรม")],
        );
        let done = ScheduleMark { done: true, ..ScheduleMark::on(day("2010-05-04")) };
        old.schedule[1].marks.push(done.clone());
        // The second area first, the first under other words; a line with another amount, one under another name.
        let new = plan(
            &[(101, "92", "ต.วังวน"), (102, "92", "ต.บ่อหิน อ.สิเกา"), (103, "65", "")],
            &[(0, "อบรม", Some(101), 900), (0, "อบรม", Some(102), 100), (0, "รถตู้", None, 5), (0, "อบรม", Some(103), 1)],
            &[(0, "อบรม"), (0, "อบรม")],
        );
        let found = recognised(new, &old);
        let ids = |ids: Vec<Uuid>| ids.into_iter().map(|id| id.as_u128()).collect::<Vec<_>>();
        assert_eq!(ids(found.areas.iter().map(|area| area.id).collect()), [2, 1, 103]);
        assert_eq!(ids(found.budget.lines.iter().map(|line| line.id).collect()), [12, 11, 0, 0]);
        assert_eq!(ids(found.budget.lines.iter().filter_map(|line| line.area).collect()), [2, 1, 103]);
        assert_eq!(ids(found.schedule.iter().map(|item| item.id).collect()), [22, 0]);
        assert_eq!(found.schedule[0].marks, [done]);
        assert!(found.schedule[1].marks.is_empty());
    }

    #[test]
    fn a_plan_is_recognised_as_itself() {
        let old =
            plan(&[(1, "92", "ก"), (2, "92", "ก")], &[(11, "ข", Some(1), 1), (12, "ข", Some(2), 1)], &[(21, "ค")]);
        let mut new = old.clone();
        (new.areas[0].id, new.areas[1].id) = (Uuid::from_u128(8), Uuid::from_u128(9));
        for (line, area) in new.budget.lines.iter_mut().zip([8, 9]) {
            (line.id, line.area) = (Uuid::nil(), Some(Uuid::from_u128(area)));
        }
        new.schedule[0].id = Uuid::nil();
        assert_eq!(recognised(new, &old), old);
    }
}
