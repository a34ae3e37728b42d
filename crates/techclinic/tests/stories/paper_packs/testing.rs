//! A pen, a camera and a pile of paper, for stories: the very file that is printed is filled in and brought back.

use std::io::Cursor;

use axum::body::Body;
use axum::http::{Request, header};
use image::{GrayImage, ImageFormat, Luma};
use paper::{Bubble, Layout, Sayings, Way};
use xlsform::{Kind, Questionnaire};

use crate::testing::{Answer, NO_FILE, Person, Tried};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried::of(&[
    ("paper_pack.print", "/desk/projects/{work}/areas/1/paper-packs", ""),
    ("paper_pack.bring", "/desk/projects/{work}/areas/1/paper-packs/pages", NO_FILE),
]);

/// The pages of a pack as they leave the printer, and where everything stands on them.
pub(super) struct Pile {
    pub(super) pages: Vec<GrayImage>,
    layout: Layout,
}

impl Pile {
    /// Prints the file of a pack in Thai.
    pub(super) fn printed(file: &[u8], kind: Kind) -> Self {
        let mut pages = Vec::new();
        let taken = paper::pages(file, &mut |page| {
            pages.push(page);
            true
        });
        taken.expect("a file of pages");
        let form = Questionnaire::shipped(kind).expect("a form that is shipped");
        let sayings = Sayings {
            several: "ตอบได้มากกว่า 1 ข้อ".to_owned(), some: "ตอบเฉพาะผู้ที่เกี่ยวข้อง".to_owned()
        };
        Self { pages, layout: paper::lay(&form, "th", &sayings) }
    }

    /// Fills the bubble of each of these answers on a sheet, from nought.
    pub(super) fn answer(&mut self, sheet: usize, answers: &[(&str, &str)]) {
        for (question, value) in answers {
            let (page, bubble) = self.bubble(question, value);
            self.dot(sheet, page, (bubble.x, bubble.y), 1.9);
        }
    }

    /// Writes something into the room of a question that is answered by hand.
    pub(super) fn write(&mut self, sheet: usize, question: &str) {
        let (page, field) = self.layout.field(question).expect("asked");
        let (x, y) = (field.answer.x + 5.0, field.answer.y + field.answer.h / 2.0);
        for step in 0..30_u8 {
            let along = f32::from(step) * 0.5;
            self.dot(sheet, page, (x + along, y + (along * 2.0).sin() * 2.0), 0.35);
        }
    }

    fn bubble(&self, question: &str, value: &str) -> (usize, Bubble) {
        let (page, field) = self.layout.field(question).expect("asked");
        let (Way::One { bubbles } | Way::Many { bubbles }) = &field.way else { panic!("{question} has choices") };
        (page, bubbles.iter().find(|bubble| bubble.value == value).expect("a choice").clone())
    }

    fn dot(&mut self, sheet: usize, page: usize, (x, y): (f32, f32), r: f32) {
        let picture = &mut self.pages[sheet * self.layout.pages.len() + page];
        let scale = picture.width() as f32 / 210.0;
        let (x, y, r) = (x * scale, y * scale, r * scale);
        for py in (y - r) as u32..=(y + r) as u32 {
            for px in (x - r) as u32..=(x + r) as u32 {
                if (px as f32 - x).hypot(py as f32 - y) <= r {
                    picture.put_pixel(px, py, Luma([40]));
                }
            }
        }
    }

    /// The photograph of one page, on a table, upside down.
    pub(super) fn photograph(&self, page: usize) -> Vec<u8> {
        let paper = &self.pages[page];
        let mut table = GrayImage::from_pixel(paper.width() + 160, paper.height() + 160, Luma([90]));
        image::imageops::overlay(&mut table, paper, 80, 80);
        let mut file = Vec::new();
        let turned = image::imageops::rotate180(&table);
        turned.write_to(&mut Cursor::new(&mut file), ImageFormat::Jpeg).expect("a photograph");
        file
    }

    /// How many pages a sheet has.
    pub(super) fn sheet_pages(&self) -> usize {
        self.layout.pages.len()
    }
}

/// Brings a file to an area.
pub(super) async fn bring(person: &Person, area: &str, file: &[u8]) -> Answer {
    bring_all(person, area, &[file.to_vec()]).await
}

/// Brings several files at once.
pub(super) async fn bring_all(person: &Person, area: &str, files: &[Vec<u8>]) -> Answer {
    let mut body = Vec::new();
    for file in files {
        body.extend_from_slice(b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"pile\"\r\n\r\n");
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--x--\r\n");
    let request = Request::post(format!("{area}/paper-packs/pages"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    person.send(request, Body::from(body)).await
}
