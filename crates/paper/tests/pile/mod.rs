//! Sheets as they come back from a village, made here: the very pages that are printed, filled in by an unsteady hand,
//! and photographed askew, in shadow, with noise and coffee. The same seed makes the same pile.

use std::io::Cursor;

use chrono::NaiveDate;
use documents::{Language, Placed};
use image::codecs::jpeg::JpegEncoder;
use image::{GrayImage, ImageFormat};
use paper::{BUBBLE, Bubble, Field, Head, Layout, PageCode, Sayings, Way, drawn, lay};
use xlsform::{Kind, Questionnaire};

/// A page as it leaves the printer.
pub struct Printed {
    pub code: PageCode,
    pub layout: Layout,
    pub page: usize,
    pub picture: GrayImage,
}

/// Chance that is the same each time (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    pub fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }
}

pub fn layout_of(kind: Kind) -> Layout {
    let form = Questionnaire::shipped(kind).expect("a form of ours");
    lay(
        &form,
        "th",
        &Sayings {
            several: "ตอบได้มากกว่า 1 ข้อ".into(), some: "ตอบเฉพาะผู้ที่เกี่ยวข้อง".into()
        },
    )
}

/// The PDF that people print, as it is printed.
pub fn pdf_of(kind: Kind, sheet: &str) -> (Layout, Vec<u8>) {
    let layout = layout_of(kind);
    let head = |at: usize| Head {
        title: Questionnaire::shipped(kind).expect("a form of ours").title().to_owned(),
        lines: vec![
            "โครงการ การผลิตปุ๋ยอินทรีย์จากมูลไส้เดือน บ้านพรุจูด".into(),
            "ถ่ายทอดเมื่อ 15 กันยายน 2569 ณ ศาลาประชาคมบ้านพรุจูด".into(),
            "ผู้ตอบ นางสมหญิง ใจดี".into(),
        ],
        guide: "ระบายวงกลมให้เต็มด้วยปากกาสีดำหรือน้ำเงิน".into(),
        page: format!("หน้า {}/{}", at + 1, layout.pages.len()),
    };
    let code = |at: usize| PageCode { sheet: sheet.to_owned(), page: at as u16 + 1 };
    let pages = layout.pages.iter().enumerate().map(|(at, page)| drawn(page, &head(at), &code(at))).collect();
    let made_on = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
    let file = Placed { title: "sheet".into(), language: Language::Th, made_on, pages };
    (layout, documents::placed(&file).expect("a file"))
}

pub fn printed(kind: Kind, sheet: &str) -> Vec<Printed> {
    let (layout, file) = pdf_of(kind, sheet);
    let mut pictures = Vec::new();
    paper::pages(&file, &mut |picture| {
        pictures.push(picture);
        true
    })
    .expect("our own file");
    assert_eq!(pictures.len(), layout.pages.len());
    let one = |(page, picture)| Printed {
        code: PageCode { sheet: sheet.to_owned(), page: page as u16 + 1 },
        layout: layout.clone(),
        page,
        picture,
    };
    pictures.into_iter().enumerate().map(one).collect()
}

/// Points a millimetre of a drawn page.
pub fn scale(picture: &GrayImage) -> f32 {
    picture.width() as f32 / 210.0
}

fn darken(picture: &mut GrayImage, x: i64, y: i64, ink: f32) {
    if x >= 0 && y >= 0 && x < i64::from(picture.width()) && y < i64::from(picture.height()) {
        let pixel = picture.get_pixel_mut(x as u32, y as u32);
        pixel.0[0] = (f32::from(pixel.0[0]).min(ink)) as u8;
    }
}

/// A dot of a pen.
pub fn dot(picture: &mut GrayImage, x: f32, y: f32, r: f32, ink: f32) {
    let scale = scale(picture);
    let (x, y, r) = (x * scale, y * scale, (r * scale).max(0.6));
    for py in (y - r).floor() as i64..=(y + r).ceil() as i64 {
        for px in (x - r).floor() as i64..=(x + r).ceil() as i64 {
            if (px as f32 - x).hypot(py as f32 - y) <= r {
                darken(picture, px, py, ink);
            }
        }
    }
}

/// A stroke of a pen.
pub fn stroke(picture: &mut GrayImage, from: (f32, f32), to: (f32, f32), ink: f32) {
    let steps = ((from.0 - to.0).hypot(from.1 - to.1) * 8.0).ceil().max(1.0) as u32;
    for step in 0..=steps {
        let t = step as f32 / steps as f32;
        dot(picture, from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t, 0.25, ink);
    }
}

/// A bubble filled as people fill it: not quite round, not quite in the middle, not quite black.
pub fn fill(picture: &mut GrayImage, bubble: &Bubble, dice: &mut Dice) {
    let ink = dice.between(15.0, 95.0);
    let (x, y) = (bubble.x + dice.between(-0.25, 0.25), bubble.y + dice.between(-0.25, 0.25));
    let r = dice.between(1.55, BUBBLE + 0.15);
    let mut at = -r;
    while at <= r {
        let half = (r * r - at * at).sqrt() * dice.between(0.85, 1.03);
        stroke(picture, (x - half, y + at), (x + half, y + at), ink);
        at += dice.between(0.3, 0.45);
    }
}

/// A few letters by hand.
pub fn scribble(picture: &mut GrayImage, field: &Field, dice: &mut Dice) {
    let ink = dice.between(20.0, 110.0);
    let room = field.answer;
    let mut x = room.x + 3.0;
    for _ in 0..2 + dice.below(8) {
        let middle = room.y + room.h.min(10.5) / 2.0;
        let points: Vec<(f32, f32)> =
            (0..4).map(|_| (x + dice.between(0.0, 2.5), middle + dice.between(-2.2, 2.2))).collect();
        for pair in points.windows(2) {
            stroke(picture, pair[0], pair[1], ink);
        }
        x += 4.0;
        if x > room.x + room.w - 5.0 {
            break;
        }
    }
}

/// Answers of a page: what is filled and written, and so what is to be read.
pub fn answer(picture: &mut GrayImage, fields: &[Field], dice: &mut Dice) -> Vec<(Vec<String>, bool)> {
    let mut truth = Vec::new();
    for field in fields {
        let mut values = Vec::new();
        let mut written = false;
        match &field.way {
            Way::One { bubbles } if dice.unit() < 0.9 => {
                let bubble = &bubbles[dice.below(bubbles.len())];
                fill(picture, bubble, dice);
                values.push(bubble.value.clone());
            }
            Way::Many { bubbles } => {
                for bubble in bubbles {
                    if dice.unit() < 0.35 {
                        fill(picture, bubble, dice);
                        values.push(bubble.value.clone());
                    }
                }
            }
            Way::Digits { rows, .. } if dice.unit() < 0.7 => {
                let from = dice.below(rows.len());
                let mut number = String::new();
                for row in &rows[from..] {
                    let bubble = &row[dice.below(10)];
                    fill(picture, bubble, dice);
                    number.push_str(&bubble.value);
                }
                values.push(number);
            }
            Way::Written if dice.unit() < 0.4 => {
                scribble(picture, field, dice);
                written = true;
            }
            _ => {}
        }
        truth.push((values, written));
    }
    truth
}

/// How a page is photographed.
#[derive(Clone, Copy, Debug)]
pub struct Shot {
    pub quarter: u8,
    pub degrees: f32,
    /// How far corners are off, of the width.
    pub lean: f32,
    pub curl: f32,
    pub shadow: f32,
    pub noise: f32,
    pub blur: bool,
    pub stains: u8,
    pub jpeg: u8,
    /// Width of the upright picture, in pixels.
    pub width: u32,
}

impl Shot {
    pub const PLAIN: Self = Self {
        quarter: 0,
        degrees: 0.0,
        lean: 0.0,
        curl: 0.0,
        shadow: 0.0,
        noise: 0.0,
        blur: false,
        stains: 0,
        jpeg: 95,
        width: 1488,
    };

    pub fn any(dice: &mut Dice) -> Self {
        Self {
            quarter: dice.below(4) as u8,
            degrees: dice.between(-6.0, 6.0),
            lean: dice.between(0.0, 0.03),
            curl: dice.between(0.0, 0.7),
            shadow: dice.between(0.0, 0.45),
            noise: dice.between(1.0, 9.0),
            blur: dice.unit() < 0.4,
            stains: dice.below(3) as u8,
            jpeg: 50 + dice.below(40) as u8,
            width: 1_150 + dice.below(750) as u32,
        }
    }
}

/// The photograph, as a JPEG that was unpacked again.
pub fn shoot(page: &GrayImage, shot: &Shot, dice: &mut Dice) -> GrayImage {
    let (width, height) = (shot.width as f32, shot.width as f32 * 1.4);
    let fit = 0.90 * (width / 210.0).min(height / 297.0);
    let (sin, cos) = shot.degrees.to_radians().sin_cos();
    let lean = [(); 4].map(|()| dice.between(-shot.lean, shot.lean));
    let stains: Vec<(f32, f32, f32, f32)> = (0..shot.stains)
        .map(|_| {
            (dice.between(20.0, 190.0), dice.between(30.0, 270.0), dice.between(8.0, 35.0), dice.between(0.68, 0.9))
        })
        .collect();
    let (slant, edge) = (dice.between(-0.6, 0.6), dice.between(0.2, 0.8));
    let table = dice.between(40.0, 110.0);
    let page_scale = scale(page);
    let (out_w, out_h) = if shot.quarter.is_multiple_of(2) { (width, height) } else { (height, width) };
    let mut out = GrayImage::new(out_w as u32, out_h as u32);
    for (px, py, pixel) in out.enumerate_pixels_mut() {
        let (x, y) = match shot.quarter {
            0 => (px as f32, py as f32),
            1 => (py as f32, height - 1.0 - px as f32),
            2 => (width - 1.0 - px as f32, height - 1.0 - py as f32),
            _ => (width - 1.0 - py as f32, px as f32),
        };
        let (dx, dy) = ((x - width / 2.0) / fit, (y - height / 2.0) / fit);
        let (dx, dy) = (dx * cos + dy * sin, dy * cos - dx * sin);
        let (u, v) = (dx / 105.0, dy / 148.5);
        let deep = 1.0 + lean[0] * u + lean[1] * v;
        let (dx, dy) = ((dx + lean[2] * dy) / deep, (dy + lean[3] * dx) / deep);
        let (mx, my) = (dx + 105.0 + shot.curl * (v * 3.0).sin(), dy + 148.5 + shot.curl * (u * 3.0).cos());
        let light = {
            let across = x / width + slant * (y / height - 0.5);
            let soft = ((across - edge) * 12.0).clamp(-1.0, 1.0) * 0.5 + 0.5;
            1.0 - shot.shadow * (0.6 * soft + 0.4 * across.clamp(0.0, 1.0))
        };
        let mut value = if (0.0..=210.0).contains(&mx) && (0.0..=297.0).contains(&my) {
            bilinear(page, mx * page_scale - 0.5, my * page_scale - 0.5) * 0.93
        } else {
            table
        };
        for (sx, sy, r, dark) in &stains {
            let far = (mx - sx).hypot(my - sy);
            if far < *r {
                value *= if *r - far < 1.5 { *dark } else { 0.5 + dark / 2.0 };
            }
        }
        let noise = (dice.unit() + dice.unit() + dice.unit() - 1.5) * 2.0 * shot.noise;
        pixel.0[0] = (value * light + noise).clamp(0.0, 255.0) as u8;
    }
    if shot.blur {
        out = image::imageops::blur(&out, 1.0);
    }
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, shot.jpeg).encode_image(&out).expect("a JPEG");
    image::load(Cursor::new(file), ImageFormat::Jpeg).expect("a JPEG").into_luma8()
}

fn bilinear(page: &GrayImage, x: f32, y: f32) -> f32 {
    let (x, y) = (x.clamp(0.0, page.width() as f32 - 1.01), y.clamp(0.0, page.height() as f32 - 1.01));
    let (left, top) = (x as u32, y as u32);
    let (tx, ty) = (x - left as f32, y - top as f32);
    let at = |x: u32, y: u32| f32::from(page.get_pixel(x, y).0[0]);
    let upper = at(left, top) * (1.0 - tx) + at(left + 1, top) * tx;
    let lower = at(left, top + 1) * (1.0 - tx) + at(left + 1, top + 1) * tx;
    upper * (1.0 - ty) + lower * ty
}
