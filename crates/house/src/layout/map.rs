//! The map of provinces: one outline per official code, shaded in five steps. The outlines are
//! Natural Earth's at 1:10 million (`th77.svg`), not legal boundaries, and the map says so.

use std::sync::LazyLock;

use kit::show::Bilingual;

use crate::layout::Label;

static OUTLINES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    include_str!("th77.svg")
        .split("<path ")
        .skip(1)
        .filter_map(|element| Some((attribute(element, "id=\"")?, attribute(element, "d=\"")?)))
        .collect()
});

fn attribute(element: &'static str, opening: &str) -> Option<&'static str> {
    // `id="` contains `d="`: a name begins where a blank or the element does.
    let start = element.match_indices(opening).find(|(at, _)| *at == 0 || element.as_bytes()[at - 1] == b' ')?.0;
    element[start + opening.len()..].split('"').next()
}

/// A province and its number.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvinceCount {
    /// Official two-digit code.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
    /// How many.
    pub count: i64,
    /// The records behind the number.
    pub href: String,
}

/// One outline on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The SVG path.
    pub path: &'static str,
    /// The province, its number and its records.
    pub province: ProvinceCount,
    /// 0 for none, else 1 (fewest) to 5 (most).
    pub step: usize,
}

/// One line of the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// 0 to 5, as [`Shape::step`].
    pub step: usize,
    /// The smallest number of the step.
    pub from: i64,
    /// The largest.
    pub to: i64,
}

/// The map with its legend.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvinceMap {
    /// What is shown.
    pub title: Label,
    /// Message id with `$count`, such as "{ $count } โครงการ".
    pub unit: &'static str,
    /// Outlines, in the order given, in which the keyboard walks them as a list.
    pub shapes: Vec<Shape>,
    /// The steps that occur.
    pub legend: Vec<Step>,
}

impl ProvinceMap {
    /// Shades `provinces`; one that the map does not know is left out, as the table still has it.
    pub fn new(title: impl Into<Label>, unit: &'static str, provinces: Vec<ProvinceCount>) -> Self {
        let limits = limits(provinces.iter().map(|province| province.count));
        let shapes: Vec<_> = provinces
            .into_iter()
            .filter_map(|province| {
                let path = OUTLINES.iter().find(|(code, _)| *code == province.code)?.1;
                let step = step_of(province.count, &limits);
                Some(Shape { path, province, step })
            })
            .collect();
        Self { title: title.into(), unit, legend: legend(&shapes), shapes }
    }
}

/// The largest number of each step: about as many different numbers in each.
fn limits(counts: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut different: Vec<_> = counts.filter(|count| *count > 0).collect();
    different.sort_unstable();
    different.dedup();
    let steps = different.len().min(5);
    (1..=steps).map(|step| different[step * different.len() / steps - 1]).collect()
}

fn step_of(count: i64, limits: &[i64]) -> usize {
    if count <= 0 {
        return 0;
    }
    // Few steps take the darker shades apart from one another: 1, 3, 5 rather than 1, 2, 3.
    let place = limits.iter().position(|limit| count <= *limit).unwrap_or(limits.len().saturating_sub(1));
    match limits.len() {
        1 => 4,
        known => 1 + place * 4 / (known - 1),
    }
}

fn legend(shapes: &[Shape]) -> Vec<Step> {
    (0..=5)
        .filter_map(|step| {
            let counts = || shapes.iter().filter(|shape| shape.step == step).map(|shape| shape.province.count);
            Some(Step { step, from: counts().min()?, to: counts().max()? })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn province(code: &str, count: i64) -> ProvinceCount {
        ProvinceCount { code: code.into(), name: Bilingual::new("ก", "A"), count, href: "/".into() }
    }

    #[test]
    fn there_is_one_outline_for_each_of_77_provinces() {
        let mut codes: Vec<_> = OUTLINES.iter().map(|(code, _)| *code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 77);
        assert!(
            codes.iter().all(|code| code.len() == 2) && OUTLINES.iter().all(|(_, path)| path.starts_with(['M', 'm']))
        );
    }

    #[test]
    fn none_is_its_own_shade_and_more_is_never_paler() {
        let map = ProvinceMap::new(
            "t",
            "u",
            vec![province("10", 0), province("50", 3), province("92", 90), province("46", 12)],
        );
        let step = |code: &str| map.shapes.iter().find(|shape| shape.province.code == code).map(|shape| shape.step);
        assert_eq!([step("10"), step("50"), step("46"), step("92")], [Some(0), Some(1), Some(3), Some(5)]);
        assert_eq!(map.legend.first(), Some(&Step { step: 0, from: 0, to: 0 }));
    }

    #[test]
    fn an_unknown_code_is_left_out() {
        assert!(ProvinceMap::new("t", "u", vec![province("99", 1)]).shapes.is_empty());
    }
}
