//! From a document back to the plan it tells of: what a file carries, read again. Identifiers are new; what was
//! done since belongs to the project and not to its plan. Longer than 400 lines because the plans that its properties
//! are tried on are made here.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Message};
use thai::places::{self, Code, Level};
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::area::{Area, AreaPlace, read_places};
use super::budget::{Budget, BudgetLine, FundingShare, FundingSource, WHOLE};
use super::document::{AreaDocument, IndicatorDocument, ItemDocument, LineDocument, PlanDocument};
use super::indicator::{Instrument, ProjectIndicator, Unit};
use super::plan::{Period, Plan};
use super::schedule::{ScheduleItem, ScheduleMark, first_of_month};
use super::target_group::{TargetGroup, TargetKind};
use crate::programmes::ParticipationLevel;

/// The largest amount that is read from a file: more than the budget of the country.
const AMOUNT_MOST: i64 = 1_000_000_000_000_000;
/// The longest a text may be, in characters.
const TEXT_MOST: usize = 30_000;
/// The longest a list may be.
const LIST_MOST: usize = 1_000;
/// Years of the common era that a plan may name.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2150;

/// What the codes of a document name here.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    /// The clinics.
    pub clinics: HashMap<String, Uuid>,
    /// The local governments. One that is not known here is kept as it is written.
    pub local_governments: HashMap<String, Uuid>,
}

impl Coded {
    /// What the codes of a plan of this house name.
    pub fn of(plan: &Plan, codes: &HashMap<Uuid, String>) -> Self {
        let coded = |id: Uuid| codes.get(&id).map(|code| (code.clone(), id));
        let places = plan.areas.iter().flat_map(|area| &area.places);
        Self {
            clinics: plan.areas.iter().filter_map(|area| coded(area.clinic?)).collect(),
            local_governments: places.filter_map(|place| coded(place.local_government?)).collect(),
        }
    }
}

impl PlanDocument {
    /// The plan it tells of, whose areas have identifiers so that lines find them, and beside the field of a file
    /// what no form would take either.
    pub fn plan(&self, coded: &Coded, mut new_id: impl FnMut() -> Uuid) -> (Plan, FormErrors) {
        let mut reading = Reading { errors: FormErrors::new(), coded, new_id: &mut new_id };
        let plan = reading.plan(self);
        (plan, reading.errors)
    }

    /// The codes of clinics it names.
    pub fn clinic_codes(&self) -> impl Iterator<Item = &str> {
        self.areas.iter().filter_map(|area| area.clinic.as_deref())
    }

    /// The codes of local governments it names.
    pub fn local_government_codes(&self) -> impl Iterator<Item = &str> {
        let places = self.areas.iter().flat_map(|area| &area.places);
        places.filter_map(|place| place.local_government.as_deref())
    }
}

/// A document while it is read.
struct Reading<'a> {
    errors: FormErrors,
    coded: &'a Coded,
    new_id: &'a mut dyn FnMut() -> Uuid,
}

impl Reading<'_> {
    fn wrong(&mut self, message: Message) {
        self.errors.add("file", message);
    }

    /// A field of a row holds what no form would take.
    fn refuse(&mut self, field: &'static str, said: impl ToString) {
        self.wrong(msg("projects-file-value").with("field", field).with("said", said.to_string()));
    }

    fn text(&mut self, field: &'static str, text: &str) -> String {
        let foreign = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
        if text.chars().count() > TEXT_MOST || text.contains(foreign) {
            self.refuse(field, text.chars().filter(|letter| !letter.is_control()).take(40).collect::<String>());
        }
        text.to_owned()
    }

    fn any_text(&mut self, field: &'static str, text: Option<&String>) -> Option<String> {
        text.map(|text| self.text(field, text))
    }

    fn texts(&mut self, field: &'static str, texts: &[String]) -> Vec<String> {
        self.count(field, texts.len());
        texts.iter().map(|text| self.text(field, text)).collect()
    }

    fn count(&mut self, field: &'static str, count: usize) {
        if count > LIST_MOST {
            self.refuse(field, count);
        }
    }

    fn within(&mut self, field: &'static str, number: i64, most: i64) -> i64 {
        if !(0..=most).contains(&number) {
            self.refuse(field, number);
        }
        number
    }

    fn money(&mut self, field: &'static str, satang: i64) -> Satang {
        Satang(self.within(field, satang, AMOUNT_MOST))
    }

    fn persons(&mut self, persons: i32) -> i32 {
        self.within("persons", persons.into(), 10_000_000);
        persons
    }

    fn day(&mut self, field: &'static str, day: NaiveDate) -> NaiveDate {
        if !YEARS.contains(&day.year()) {
            self.refuse(field, day);
        }
        day
    }

    fn word<T>(&mut self, field: &'static str, word: &str, read: fn(&str) -> Option<T>) -> Option<T> {
        let found = read(word);
        if found.is_none() {
            self.refuse(field, word.chars().take(40).collect::<String>());
        }
        found
    }

    fn plan(&mut self, told: &PlanDocument) -> Plan {
        if !YEARS.contains(&(told.fiscal_year - 543)) {
            self.refuse("fiscal_year", told.fiscal_year);
            return Plan::named(Bilingual::default(), FiscalYear(2553), "");
        }
        let name =
            Bilingual { th: self.text("name_th", &told.name_th), en: self.any_text("name_en", told.name_en.as_ref()) };
        let programme = self.text("programme", &told.programme);
        let areas = self.areas(&told.areas);
        let budget = self.budget(told, &areas);
        let level = told.participation_level.as_deref();
        Plan {
            topic: self.text("topic", &told.topic),
            selection_reasons: self.texts("selection_reasons", &told.selection_reasons),
            rationale: self.text("rationale", &told.rationale),
            without_need: self.any_text("without_need", told.without_need.as_ref()),
            objectives: self.texts("objectives", &told.objectives),
            target_groups: self.groups(told),
            indicators: self.indicators(&told.indicators),
            period: Period {
                starts_on: told.starts_on.map(|day| self.day("starts_on", day)),
                ends_on: told.ends_on.map(|day| self.day("ends_on", day)),
                as_printed: self.any_text("period_as_printed", told.period_as_printed.as_ref()),
            },
            method: self.texts("method", &told.method),
            schedule: self.schedule(&told.schedule),
            areas,
            benefits: self.texts("benefits", &told.benefits),
            monitoring: self.texts("monitoring", &told.monitoring),
            budget,
            responsible: self.texts("responsible", &told.responsible),
            participation_level: level
                .and_then(|word| self.word("participation_level", word, ParticipationLevel::from_word)),
            level_evidence: self.text("level_evidence", &told.level_evidence),
            source: self.any_text("source", told.source.as_ref()),
            edition: self.any_text("edition", told.edition.as_ref()),
            ..Plan::named(name, FiscalYear(told.fiscal_year), programme)
        }
    }

    fn groups(&mut self, told: &PlanDocument) -> Vec<TargetGroup> {
        self.count("target_groups", told.target_groups.len());
        let mut groups = Vec::with_capacity(told.target_groups.len());
        for group in &told.target_groups {
            let label = self.text("target_groups", &group.label);
            let kind = self.word("target_groups", &group.kind, TargetKind::from_word);
            groups.extend(kind.map(|kind| TargetGroup { kind, label }));
        }
        groups
    }

    fn indicators(&mut self, told: &[IndicatorDocument]) -> Vec<ProjectIndicator> {
        self.count("indicators", told.len());
        let mut indicators = Vec::with_capacity(told.len());
        for one in told {
            let instrument = one.instrument.as_deref();
            let instrument = instrument.and_then(|word| self.word("instrument", word, Instrument::from_word));
            let Some(unit) = self.word("unit", &one.unit, Unit::from_word) else { continue };
            let most = if unit == Unit::Percent { WHOLE } else { 10_000_000 };
            indicators.push(ProjectIndicator {
                id: Uuid::nil(),
                code: self.text("code", &one.code),
                name: Bilingual {
                    th: self.text("name_th", &one.name_th),
                    en: self.any_text("name_en", one.name_en.as_ref()),
                },
                unit,
                target: self.within("target", one.target, most),
                instrument,
                formula: self.text("formula", &one.formula),
            });
        }
        indicators
    }

    fn areas(&mut self, told: &[AreaDocument]) -> Vec<Area> {
        self.count("areas", told.len());
        let area = |one: &AreaDocument| {
            let province =
                Code::parse(&one.province).filter(|code| code.level() == Level::Province).and_then(places::get);
            if province.is_none() {
                self.refuse("areas", one.province.chars().take(40).collect::<String>());
            }
            let clinic = one.clinic.as_ref().map(|code| (code, self.coded.clinics.get(code).copied()));
            if let Some((code, None)) = clinic {
                self.wrong(msg("projects-clinic-unknown").with("code", code.as_str()));
            }
            Area {
                id: (self.new_id)(),
                province: one.province.clone(),
                clinic: clinic.and_then(|(_, id)| id),
                clinic_as_printed: self.any_text("areas", one.clinic_as_printed.as_ref()),
                as_printed: self.text("areas", &one.as_printed),
                places: self.places(one),
            }
        };
        told.iter().map(area).collect()
    }

    /// Places with the codes somebody confirmed; how words and places differ is found again.
    fn places(&mut self, area: &AreaDocument) -> Vec<AreaPlace> {
        self.count("places", area.places.len());
        let read = read_places(&area.province, &area.as_printed);
        let mut places = Vec::with_capacity(area.places.len());
        for place in &area.places {
            let known = place.code.as_ref().is_none_or(|code| places::find(code).is_some());
            if !known {
                self.refuse("places", place.code.as_deref().unwrap_or_default().chars().take(40).collect::<String>());
            }
            let local = place.local_government.as_ref();
            let again = read.iter().find(|one| one.as_printed == place.as_printed && one.code.is_none());
            places.push(AreaPlace {
                as_printed: self.text("places", &place.as_printed),
                code: place.code.clone(),
                local_government: local.and_then(|code| self.coded.local_governments.get(code).copied()),
                remark: again.filter(|_| place.code.is_none()).and_then(|one| one.remark.clone()),
            });
        }
        places
    }

    fn schedule(&mut self, told: &[ItemDocument]) -> Vec<ScheduleItem> {
        self.count("schedule", told.len());
        let item = |one: &ItemDocument| ScheduleItem {
            id: Uuid::nil(),
            label: self.text("schedule", &one.label),
            marks_printed: i32::try_from(self.within("marks_printed", one.marks_printed.into(), 1_000)).unwrap_or(0),
            remark: self.any_text("remark", one.remark.as_ref()),
            marks: self.marks(one),
        };
        told.iter().map(item).collect()
    }

    fn marks(&mut self, item: &ItemDocument) -> Vec<ScheduleMark> {
        self.count("planned", item.planned.len());
        let mut firsts = item.exact_firsts.clone();
        let mut mark = |day: &NaiveDate| {
            let day = self.day("planned", *day);
            let meant = firsts.iter().position(|first| *first == day).map(|at| firsts.swap_remove(at));
            if meant.is_some() || day != first_of_month(day) {
                ScheduleMark::on(day)
            } else {
                ScheduleMark::in_month(day)
            }
        };
        let mut marks: Vec<ScheduleMark> = item.planned.iter().map(&mut mark).collect();
        marks.sort();
        marks
    }

    fn budget(&mut self, told: &PlanDocument, areas: &[Area]) -> Budget {
        self.count("budget_lines", told.budget_lines.len());
        self.count("funding_shares", told.funding_shares.len());
        let lines = told.budget_lines.iter().map(|line| self.line(line, areas)).collect();
        let mut shares = Vec::with_capacity(told.funding_shares.len());
        for one in &told.funding_shares {
            let (label, share) = (self.text("funding_shares", &one.label), self.within("share", one.share, WHOLE));
            let source = self.word("funding_shares", &one.source, FundingSource::from_word);
            shares.extend(source.map(|source| FundingShare { source, label, share }));
        }
        Budget {
            source: self.text("budget_source", &told.budget_source),
            stated_total: self.money("stated_total", told.stated_total),
            stated_persons: self.persons(told.stated_persons),
            offsetting: told.offsetting,
            lines,
            shares,
        }
    }

    fn line(&mut self, told: &LineDocument, areas: &[Area]) -> BudgetLine {
        let area = told.area.map(|number| number.checked_sub(1).and_then(|at| areas.get(at)));
        if area == Some(None) {
            self.refuse("area", told.area.unwrap_or_default());
        }
        BudgetLine {
            id: Uuid::nil(),
            label: self.text("budget_lines", &told.label),
            area: area.flatten().map(|area| area.id),
            expense_class: self.text("expense_class", &told.expense_class),
            persons: told.persons.map(|persons| self.persons(persons)),
            amount: self.money("amount", told.amount),
            granted_before: self.money("granted_before", told.granted_before),
            granted_now: self.money("granted_now", told.granted_now),
            note: self.any_text("note", told.note.as_ref()),
            source: told.source.as_ref().and_then(|source| self.word("source", source, FundingSource::from_word)),
        }
    }
}

#[cfg(test)]
mod tests {
    use kit::clock::day;
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "[ก-ฮะ-ูเ-์a-z0-9๐-๙ .,/(]{0,24}";

    fn ids() -> impl FnMut() -> Uuid {
        let mut next = 100;
        move || {
            next += 1;
            Uuid::from_u128(next)
        }
    }

    fn texts() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec(TEXT, 0..3)
    }

    fn some_text() -> impl Strategy<Value = Option<String>> {
        prop::option::of("[ก-ฮa-z0-9 ]{1,12}")
    }

    fn some_day() -> impl Strategy<Value = NaiveDate> {
        (0u64..600).prop_map(|days| day("2009-10-01") + chrono::Days::new(days))
    }

    /// A local government that is known here, or is not, as people choose one beside what is printed.
    fn local() -> impl Strategy<Value = AreaPlace> {
        (any::<bool>(), prop::option::of(Just("200904".to_owned()))).prop_map(|(known, code)| AreaPlace {
            as_printed: "อบต.บางเสร่".to_owned(),
            code,
            local_government: known.then_some(Uuid::from_u128(8)),
            remark: None,
        })
    }

    fn area() -> impl Strategy<Value = Area> {
        let printed = prop::sample::select(vec!["", "ต.บ่อหิน ต.วังวน อ.สิเกา", "ในตลาด"]);
        let local = prop::collection::vec(local(), 0..3);
        (prop::sample::select(vec!["92", "20", "65"]), any::<bool>(), some_text(), printed, local).prop_map(
            |(province, clinic, clinic_as_printed, printed, local)| Area {
                id: Uuid::nil(),
                province: province.to_owned(),
                clinic: clinic.then_some(Uuid::from_u128(7)),
                clinic_as_printed,
                as_printed: printed.to_owned(),
                places: [read_places(province, printed), local].concat(),
            },
        )
    }

    fn item() -> impl Strategy<Value = ScheduleItem> {
        let mark = (some_day(), any::<bool>())
            .prop_map(|(day, exact)| if exact { ScheduleMark::on(day) } else { ScheduleMark::in_month(day) });
        (TEXT, 0..9i32, some_text(), prop::collection::vec(mark, 0..5)).prop_map(
            |(label, marks_printed, remark, mut marks)| {
                marks.sort();
                ScheduleItem { id: Uuid::nil(), label, marks_printed, remark, marks }
            },
        )
    }

    fn line() -> impl Strategy<Value = (BudgetLine, Option<usize>)> {
        let amounts = (0..AMOUNT_MOST, 0..AMOUNT_MOST, 0..100_000i64);
        let source = prop::option::of(prop::sample::select(FundingSource::ALL.to_vec()));
        (TEXT, prop::option::of(0..3usize), some_text(), prop::option::of(0..1_000i32), amounts, source).prop_map(
            |(label, area, note, persons, (amount, before, now), source)| {
                let line = BudgetLine {
                    label,
                    note,
                    persons,
                    amount: Satang(amount),
                    granted_before: Satang(before),
                    granted_now: Satang(now),
                    source,
                    ..BudgetLine::default()
                };
                (line, area)
            },
        )
    }

    fn indicator() -> impl Strategy<Value = ProjectIndicator> {
        let instrument = prop::option::of(prop::sample::select(Instrument::ALL.to_vec()));
        (prop::sample::select(Unit::ALL.to_vec()), 0..10_000i64, TEXT, some_text(), instrument).prop_map(
            |(unit, target, th, en, instrument)| ProjectIndicator {
                id: Uuid::nil(),
                code: "recipients".to_owned(),
                name: Bilingual { th, en },
                unit,
                target,
                instrument,
                formula: "recipients.1".to_owned(),
            },
        )
    }

    prop_compose! {
        /// A plan somebody may have written.
        fn plan()(
            (name, en, topic, rationale) in (TEXT, some_text(), TEXT, "[ก-ฮ a-z\n]{0,60}"),
            (reasons, objectives, method, benefits, monitoring, responsible) in (texts(), texts(), texts(), texts(), texts(), texts()),
            groups in prop::collection::vec((prop::sample::select(TargetKind::ALL.to_vec()), TEXT), 0..3),
            indicators in prop::collection::vec(indicator(), 0..3),
            (from, to, printed) in (prop::option::of(some_day()), prop::option::of(some_day()), some_text()),
            schedule in prop::collection::vec(item(), 0..4),
            areas in prop::collection::vec(area(), 0..4),
            lines in prop::collection::vec(line(), 0..4),
            (total, persons, offsetting, without_need) in (0..AMOUNT_MOST, 0..1_000i32, any::<bool>(), some_text()),
            shares in prop::collection::vec((prop::sample::select(FundingSource::ALL.to_vec()), TEXT, 0..=WHOLE), 0..3),
            (level, evidence, source, edition) in (prop::option::of(prop::sample::select(ParticipationLevel::ALL.to_vec())), TEXT, some_text(), some_text()),
        ) -> Plan {
            let mut id = ids();
            let areas: Vec<Area> = areas.into_iter().map(|area| Area { id: id(), ..area }).collect();
            let lines = lines.into_iter().map(|(line, area)| BudgetLine {
                area: area.and_then(|at| areas.get(at)).map(|area| area.id), ..line
            });
            Plan {
                topic, rationale, objectives, method, benefits, monitoring, responsible, without_need, indicators,
                schedule, source, edition,
                selection_reasons: reasons,
                target_groups: groups.into_iter().map(|(kind, label)| TargetGroup { kind, label }).collect(),
                period: Period { starts_on: from, ends_on: to, as_printed: printed },
                budget: Budget {
                    source: "งบ".to_owned(),
                    stated_total: Satang(total),
                    stated_persons: persons,
                    offsetting,
                    lines: lines.collect(),
                    shares: shares.into_iter().map(|(source, label, share)| FundingShare { source, label, share }).collect(),
                },
                areas,
                participation_level: level,
                level_evidence: evidence,
                ..Plan::named(Bilingual { th: name, en }, FiscalYear(2553), "transfer")
            }
        }
    }

    fn read_back(document: &PlanDocument) -> Plan {
        let coded = Coded {
            clinics: HashMap::from([("trang".to_owned(), Uuid::from_u128(7))]),
            local_governments: HashMap::from([("L20-BANGSAREY".to_owned(), Uuid::from_u128(8))]),
        };
        let (plan, errors) = document.plan(&coded, ids());
        assert!(errors.is_empty(), "{errors:?}");
        plan
    }

    fn codes() -> HashMap<Uuid, String> {
        [(7, "trang"), (8, "L20-BANGSAREY")].map(|(id, code)| (Uuid::from_u128(id), code.to_owned())).into()
    }

    proptest! {
        #[test]
        fn a_plan_told_as_a_document_is_the_same_plan(plan in plan()) {
            let document = PlanDocument::of(&plan, &codes());
            let text = serde_json::to_string(&document).expect("JSON");
            let again: PlanDocument = serde_json::from_str(&text).expect("a document");
            prop_assert_eq!(read_back(&again), plan);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        /// Export and import, by both kinds of file.
        #[test]
        fn a_plan_in_a_file_is_the_same_plan(plan in plan(), thai in any::<bool>()) {
            use crate::projects::paper::Paper;
            use crate::projects::plan_file::{KIND, Origin, PlanFile, SCHEMA};
            house::layout::feature::furnish(&[], || {
                kit::message::Catalogue::new([(kit::Lang::Th, include_str!("th.ftl").into())]).expect("sentences")
            });
            let paper = Paper {
                code: "P53-7K3M9-QRT", lead: None, programme: Bilingual::default(), clinics: &HashMap::new(),
                signing: crate::projects::signing::Signing::default(), made_on: day("2010-04-01"), lang: kit::Lang::Th,
            };
            let drawn = paper.drawn(&plan);
            let drawn = if thai { drawn.in_thai_digits() } else { drawn };
            let origin = Origin { project: "P53-7K3M9-QRT".into(), version: 3, taken_on: day("2010-04-01"), masked: false };
            let told = PlanFile { told: PlanDocument::of(&plan, &codes()), origin: Some(origin) };
            let data = serde_json::to_value(&told).expect("JSON");
            let part = documents::Part { kind: KIND.to_owned(), schema: SCHEMA, data };
            for file in [documents::pdf(&drawn, Some(&part)), documents::docx(&drawn, Some(&part))] {
                let read = documents::read(&file.expect("a file"), KIND, SCHEMA).expect("read back");
                prop_assert_eq!(&read.differences, &[]);
                let again: PlanFile = serde_json::from_value(read.data).expect("a plan");
                prop_assert_eq!(&again, &told);
                prop_assert_eq!(read_back(&again.told), plan.clone());
            }
        }
    }

    #[test]
    fn what_no_form_takes_no_file_brings() {
        let good = PlanDocument::of(&Plan::named(Bilingual::default(), FiscalYear(2553), "transfer"), &codes());
        let wrong: [fn(&mut PlanDocument); 8] = [
            |one| one.fiscal_year = 25_523,
            |one| one.stated_total = -1,
            |one| one.stated_total = i64::MAX,
            |one| one.stated_persons = -1,
            |one| one.topic = "\u{0}".to_owned(),
            |one| one.participation_level = Some("loud".to_owned()),
            |one| one.method = vec![String::new(); LIST_MOST + 1],
            |one| one.starts_on = NaiveDate::from_ymd_opt(9999, 1, 1),
        ];
        for (at, spoil) in wrong.iter().enumerate() {
            let mut document = good.clone();
            spoil(&mut document);
            assert!(!document.plan(&Coded::default(), ids()).1.is_empty(), "{at}");
        }
    }
}
