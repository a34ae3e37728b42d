//! The lists of places that forms may draw on (`select_one_from_file subdistricts.csv`): all provinces, districts and
//! subdistricts of the country by their official codes, so that nobody types seven thousand choices into a workbook.

use std::sync::LazyLock;

use thai::places::{self, Level};
use xlsform::{Table, Tables};

/// The files by their names.
static FILES: LazyLock<Tables> = LazyLock::new(|| {
    let files = [
        ("provinces.csv", Level::Province),
        ("districts.csv", Level::District),
        ("subdistricts.csv", Level::Subdistrict),
    ];
    files
        .into_iter()
        .filter_map(|(name, level)| Some((name.to_owned(), Table::from_csv(file(level).as_bytes()).ok()?)))
        .collect()
});

/// The files that every form may name.
pub(super) fn files() -> &'static Tables {
    &FILES
}

/// One file: the code of each place, its name, and the codes of what it lies in.
fn file(level: Level) -> String {
    let mut text = "name,label,province,district\n".to_owned();
    for place in places::all().iter().filter(|place| place.level() == level) {
        let above = |wanted: Level| {
            place.path().find(|one| one.level() == wanted).map(|one| one.code.to_string()).unwrap_or_default()
        };
        let line = [place.code.to_string(), place.name_th.to_owned(), above(Level::Province), above(Level::District)];
        text.push_str(&line.join(","));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_the_country_stands_in_one_of_three_files() {
        assert_eq!(files().len(), 3, "each of them can be read");
        let lines = |level| file(level).lines().count() - 1;
        assert_eq!(lines(Level::Province), 77);
        assert!(lines(Level::District) > 900 && lines(Level::Subdistrict) > 7_000);
        assert!(file(Level::Subdistrict).lines().skip(1).all(|line| line.split(',').all(|cell| !cell.is_empty())));
    }
}
