//! A pack as the file that is printed: the pages of each sheet, one after the other, each with its own square code.

use documents::{Language, Placed};
use kit::message::msg;
use kit::{Error, Lang, Message, Result};
use paper::{Head, Layout, PageCode, Sayings};

use house::messages::catalogue;

use super::pack::{NewPack, PaperSheet};
use crate::questionnaires::Asked;
use crate::responses::{Area, Participant};

/// All that stands on a pack.
pub(super) struct Drawing<'a> {
    pub asked: &'a Asked,
    pub area: &'a Area,
    pub new: &'a NewPack,
    pub lang: Lang,
    pub made_on: chrono::NaiveDate,
}

impl Drawing<'_> {
    fn say(&self, message: &Message) -> String {
        catalogue().say(self.lang, message)
    }

    /// Where everything stands.
    pub(super) fn layout(&self) -> Layout {
        let sayings = Sayings {
            several: self.say(&msg("paper-packs-sheet-several")),
            some: self.say(&msg("paper-packs-sheet-some")),
        };
        paper::lay(&self.asked.form, self.lang.tag(), &sayings)
    }

    /// The file, with a sheet for each of these.
    pub(super) fn file(&self, layout: &Layout, sheets: &[(PaperSheet, Option<Participant>)]) -> Placed {
        let pages = sheets.iter().flat_map(|(sheet, person)| self.sheet(layout, sheet, person.as_ref()));
        Placed {
            title: self.asked.form.title().to_owned(),
            language: match self.lang {
                Lang::Th => Language::Th,
                Lang::En => Language::En,
            },
            made_on: self.made_on,
            pages: pages.collect(),
        }
    }

    fn sheet(&self, layout: &Layout, sheet: &PaperSheet, person: Option<&Participant>) -> Vec<Vec<documents::Mark>> {
        let whose =
            person.map(|person| self.say(&msg("paper-packs-sheet-name").with("name", person.told.name.as_str())));
        let day = msg("paper-packs-sheet-day").with("day", self.new.answered_on);
        let place = msg("paper-packs-sheet-place")
            .with("code", self.area.project_code.as_str())
            .with("place", house::places::full_name(&self.area.province, self.lang));
        let lines = [
            Some(self.area.project_name.in_lang(self.lang).to_owned()),
            Some(self.say(&place)),
            Some(self.say(&day)),
            whose,
        ];
        let lines: Vec<String> = lines.into_iter().flatten().collect();
        let count = layout.pages.len();
        let page = |(at, page): (usize, &paper::Page)| {
            let number = at + 1;
            let head = Head {
                title: self.asked.form.title().to_owned(),
                lines: lines.clone(),
                guide: self.say(&msg("paper-packs-sheet-guide")),
                page: self.say(&msg("paper-packs-sheet-page").with("page", number).with("pages", count)),
            };
            paper::drawn(page, &head, &page_code(sheet, number))
        };
        layout.pages.iter().enumerate().map(page).collect()
    }
}

/// What the square code of a page says.
fn page_code(sheet: &PaperSheet, number: usize) -> PageCode {
    PageCode { sheet: sheet.code.replace('-', ""), page: u16::try_from(number).unwrap_or(u16::MAX) }
}

/// Sets the file: takes a while, beside other work.
///
/// # Errors
/// When the typesetter refuses.
pub(super) async fn set(file: Placed) -> Result<Vec<u8>> {
    let set = tokio::task::spawn_blocking(move || documents::placed(&file)).await.map_err(anyhow::Error::from)?;
    set.map_err(|error| Error::from(anyhow::Error::from(error)))
}
